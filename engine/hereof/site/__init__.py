"""A rule base as a folder of linked pages that need no server.

`names.py` says what each file is called, `links.py` the way from one to another, `folder.py` writes
them. `agreement.py` and `definition.py` make what the pages show, `index.py` the search, and
`build.py` goes over the rule base.
"""
