"""Suggested claims, sources and stances: `suggest` maps each sentence of a `Document` to what the rules propose for it."""

from annotate.suggestions.rules.engine import suggest as suggest
