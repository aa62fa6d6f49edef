"""Attributions in one sentence: `"Q," X said`, `C, X said`, `X said that C`, `according to X`, ...

In these patterns Q is a quotation, C a clause, N a noun phrase and X a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from annotate.schema.wellknown import SUPPORT
from annotate.suggestions.rules.cues import Cue, find_cues
from annotate.suggestions.rules.frames import content_after
from annotate.suggestions.rules.mentions import TokenRange, subject_before
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.source_phrases import attribution_without_verb
from annotate.suggestions.rules.tokens import TokenizedSentence
from annotate.suggestions.rules.verb_attributions import attribution_by_verb, closing_attribution

_CLOSING_CUES = 4  # at the end of a sentence, where one of them may close it
_MAX_CUES = 40  # per sentence; articles stay far below, and a hostile text does not cost more time
_REPORTED_DENIALS = frozenset({"said-that/1", "said-clause/1", "denies/1"})
_OWN_DENIALS = _REPORTED_DENIALS | {"opposes/1"}


def find_attributions(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Yield the attributions of a sentence from left to right.

    An attribution inside the content of another is reported only if it is a denial.
    """
    cues = list(islice(find_cues(sentence), _MAX_CUES))
    if relation := attribution_without_verb(sentence):
        yield _prefer_inner_denial(sentence, cues, relation)
        return
    # `C, X said.` at the end of a sentence takes everything before it, so look for it first. The cues before its content are
    # then read from left to right, each from where the last attribution ended (`floor`), and may not run into that content.
    candidates = (closing_attribution(sentence, cue) for cue in reversed(cues[-_CLOSING_CUES:]))
    closing = next((candidate for candidate in candidates if candidate), None)
    floor = 0
    previous: AttributionRelation | None = None
    for cue in cues:
        if cue.first < floor:
            continue
        if closing and cue.first >= closing.pieces[0].first:
            attribution: AttributionRelation | None = closing
        else:
            attribution = attribution_by_verb(sentence, cue, floor, previous)
            if attribution and closing and _attribution_end(attribution) > closing.pieces[0].first:
                continue
        if attribution is None:
            continue
        yield _prefer_inner_denial(sentence, cues, attribution)
        floor, previous = _attribution_end(attribution), attribution
        closing = None if attribution is closing else closing


def _attribution_end(attribution: AttributionRelation) -> int:
    """Return the token after all parts of an attribution."""
    mention = attribution.mention.end if attribution.mention else 0
    return max(attribution.cue.end, mention, *(piece.end for piece in attribution.pieces))


def _prefer_inner_denial(sentence: TokenizedSentence, cues: Sequence[Cue], outer: AttributionRelation) -> AttributionRelation:
    """Return the denial inside the content of an attribution, if there is one; else the attribution.

    In `X said Y denied that C` and `X said it opposes N`, the scheme has C and N as the claims, with the stance of the inner
    verb. The source is Y, or X if the inner subject is a pronoun for X. That X reports Y's denial is left out, since a
    suggestion has one source.
    """
    content = outer.pieces[-1]
    cue = next((cue for cue in cues if content.first < cue.first < content.end), None)
    if cue is None or len(outer.pieces) > 1 or outer.label != SUPPORT or cue.verb.label == SUPPORT or cue.uncertain:
        return outer
    mention = subject_before(sentence, cue.first, content.first)
    if mention is None or mention.first != content.first:
        return outer
    inner = content_after(sentence, cue, mention)
    if inner is None or inner[1].first >= content.end:
        return outer
    rule, denied = inner
    pieces = (TokenRange(denied.first, min(denied.end, content.end)),)
    if outer.mention and _refers_to(sentence, mention, outer.mention):
        return replace(outer, pieces=pieces, label=cue.verb.label) if rule in _OWN_DENIALS else outer
    if rule not in _REPORTED_DENIALS:
        return outer  # "the union rejected the offer" is an event that X reports
    return AttributionRelation(pieces, mention, TokenRange(cue.first, cue.end), rule, cue.verb.label, outer.mention)


def _refers_to(sentence: TokenizedSentence, mention: TokenRange, antecedent: TokenRange) -> bool:
    """Return whether a mention is a pronoun for the antecedent before it; "he" is not one for "officials"."""
    language = sentence.language
    kind, last = language.pronouns.get(sentence.norm(mention.first), ""), sentence.norm(antecedent.end - 1)
    is_plural = last in language.person_nouns and last.endswith(language.plural_endings)
    return bool(kind) and antecedent.first < mention.first and not (is_plural and kind in "mf")
