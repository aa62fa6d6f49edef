"""Cues: the verb groups of attribution in a sentence, outside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotate.suggestions.language import Verb
from annotate.suggestions.tokens import MARK, WORD, Line


class Cue(NamedTuple):
    """A verb group: the tokens from `first` up to `end`, its verb at `head`. `loose` where it has no subject before it,
    `open` where it is negated or only possible ("did not say", "may say")."""

    first: int
    head: int
    end: int
    verb: Verb
    loose: bool
    open: bool


def find_cues(line: Line) -> Iterator[Cue]:
    for index, token in enumerate(line.tokens):
        verb = line.language.forms.get(token.low) if token.kind == WORD else None
        if verb and (not token.capital or line.title or index == 0) and (cue := _cue(line, index, verb)):
            yield cue


def is_adverb(line: Line, index: int) -> bool:
    low, language = line.low(index), line.language
    if index and not line.title and line.tokens[index].capital:
        return False  # a name: "Kelly"
    return low in language.adverbs or (low.endswith(language.adverb_endings) and low not in language.finite and len(low) > 4)


def _cue(line: Line, head: int, verb: Verb) -> Cue | None:
    """The verb group around a form of a verb; None where the form is a noun, a passive, an infinitive or only possible."""
    language = line.language
    first = head
    while _helps(line, first - 1) and head - first < 8:
        first -= 1
    helpers = [line.low(index) for index in range(first, head)]
    if _is_noun(line, head, helpers):
        return None
    participle = line.low(head).endswith(language.participles)
    if not participle and "a" not in verb.frames and language.passive & {*helpers, line.low(first - 1)}:
        return None
    if "a" in verb.frames and not language.passive & {*helpers, line.low(first - 1)}:
        return None
    loose = participle and not language.passive & {*helpers}
    while first < head and is_adverb(line, first) and line.low(first - 1) in ("", ","):
        first += 1
    uncertain = bool((language.negations | language.modals) & {*helpers})
    return Cue(first, head, head + 1, verb, loose, uncertain)


def _helps(line: Line, index: int) -> bool:
    """Whether a word before the verb belongs to its group: "has been publicly and repeatedly"."""
    low, language = line.low(index), line.language
    if line.tokens[index].capital and index > 0 and not line.title:
        return False
    if low in language.auxiliaries or low in language.modals or low in language.negations:
        return True
    return is_adverb(line, index) and line.low(index - 1) != ""


def _is_noun(line: Line, head: int, helpers: list[str]) -> bool:
    """Whether a form that may be a noun is one here: after a determiner, a possessive, a preposition; without a subject."""
    language = line.language
    before = line.low(head - 1)
    if line.low(head + 1) == "-" or before.endswith(("'s", "s'")):
        return True
    subjects = language.quantities | language.relatives  # "another said", "a message that said"
    if before in language.determiners and (line.low(head) in language.noun_forms or before not in subjects):
        return True
    if line.low(head) not in language.noun_forms:
        return False
    if helpers:  # "the long plan"
        return line.low(head - 1 - len(helpers)) in language.determiners and language.helpers.isdisjoint(helpers)
    after = line.low(head + 1)
    if before in language.pronouns or before in language.relatives:
        return False
    if (after in language.determiners or after in language.pronouns) and before not in language.prepositions and before:
        return False
    if after == language.of:
        return True
    if before in language.prepositions:
        return True
    if after in language.infinitive or (line.kind(head + 1) == MARK and after != ":"):
        speaks = language.people | language.plurals | language.organisations | language.documents
        return not (line.tokens[head - 1].capital or before in speaks)
    if before in language.documents or (before in language.people | language.organisations and _capital(line, head + 1)):
        return False
    return after not in language.that and line.kind(head + 1) == WORD


def _capital(line: Line, index: int) -> bool:
    return index < len(line.tokens) and line.tokens[index].capital
