"""The command line: one file a verb, and `show/` for what they print."""
