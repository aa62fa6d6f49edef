"""Suggestions by hand-written rules: verbs of attribution and quotations, with the words of each language as data."""
