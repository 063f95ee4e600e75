"""A rule base as a folder of linked pages that need no server.

`names.py` says what each file is called, `folder.py` writes them, `agreement.py` and `definition.py`
make what the pages show, `index.py` makes the search, and `build.py` goes over the rule base.
"""
