"""What a cue says of the stance, by the words that the rules know."""

from __future__ import annotations

import re
from functools import lru_cache

from annotate.suggestions.language import language

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@lru_cache(4096)
def cue_stance(cue: str, code: str | None) -> str | None:
    """The stance that a cue ("has denied") shows in a language, None where it does not tell: no verb or several, a negation.

    >>> cue_stance("has repeatedly denied", "en"), cue_stance("did not deny", "en")
    ('deny', None)
    """
    words = language(code)
    if (code or "en").lower().replace("_", "-").split("-")[0] != words.code:
        return None
    found = [word.lower().replace("’", "'") for word in _WORD.findall(cue)]
    if {*found} & (words.negations | words.modals):
        return None
    labels = {words.forms[word].label for word in found if word in words.forms}
    return labels.pop() if len(labels) == 1 else None
