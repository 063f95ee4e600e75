"""Views as pages: HTML, Markdown and PDF from the same plain data and the same templates.

`environment.py` finds the templates, `html.py`, `markdown.py` and `pdf.py` each make one format.
"""
