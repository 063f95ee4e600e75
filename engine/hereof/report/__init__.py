"""Answers as plain data: what `--json` prints, and what every page and text is made from.

A view is a dictionary of texts, numbers, lists and dictionaries, built once from
the engine's answer. Dates are ISO texts. Nothing here prints.
"""
