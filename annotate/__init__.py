"""A dataset builder for fact-claim annotation, in the terminal."""

__version__ = "0.1.0"
