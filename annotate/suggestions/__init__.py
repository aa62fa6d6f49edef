"""Suggested claims, sources and stances, and predicted answers about them, by rules.

`suggest` maps each sentence of a `Document` to what the rules propose for it; `AnswerRules` predicts answers, and `LinkRules`
links to earlier claims.
"""

from annotate.suggestions.rules.answers import AnswerRules as AnswerRules
from annotate.suggestions.rules.engine import suggest as suggest
from annotate.suggestions.rules.links import LinkRules as LinkRules
