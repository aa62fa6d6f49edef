"""Proposed claims, sources and stances by rules: a `Document` goes in, suggestions by sentence come out."""

from annotate.suggestions.engine import suggest as suggest
