"""Claims: the spans of a content without the marks and words that stay outside a claim, and the author's own claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from annotate.model import Document, Span
from annotate.schema.wellknown import DIRECT, INDIRECT, MIXED
from annotate.suggestions.rules.attributions import AttributionRelation
from annotate.suggestions.rules.carried_speech import is_reported
from annotate.suggestions.rules.clauses import DASHES
from annotate.suggestions.rules.cues import find_cues, has_finite_verb, is_adverb
from annotate.suggestions.rules.language import Language
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.tokens import MARK, QUOTE, WORD, TokenizedSentence
from annotate.text.quotations import Quotation

_LEADING_MARKS = " \t\u00a0\u202f,;:.…—–-"
_TRAILING_MARKS = " \t\u00a0\u202f,;:—–-"
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}\Z")
_WORD = re.compile(r"\w+(?:[’']\w+)?")
_FALSE_START = re.compile(r"((?:\w+ )?\w+) [—–-]+ (?:that )?(?=\1\b)")
_PREAMBLE_WORDS = 7  # "I would just tell you that" has six; one more word shows that a clause follows
_MIN_WORDS = 4  # of a sentence or clause that is suggested as the author's claim


def claim_spans(
    document: Document, sentence: TokenizedSentence, pieces: Sequence[TokenRange], quotations: Sequence[Quotation]
) -> tuple[Span, ...]:
    """Return the pieces of a content as spans.

    Outer quotation marks, a leading "that", "and" or "but", and the final full stop are left out; pieces without a letter or
    digit, too.
    """
    spans: list[Span] = []
    for piece in pieces:
        start, end = _offsets(sentence, piece, quotations)
        start, end = trim(document.text, start, end, () if spans else sentence.language.leading_words)
        start = start if spans else _skip_preamble(document.text, start, end, sentence.language)
        if any(character.isalnum() for character in document.text[start:end]):
            spans.append(document.span(start, end))
    return tuple(spans)


def _offsets(sentence: TokenizedSentence, piece: TokenRange, quotations: Sequence[Quotation]) -> tuple[int, int]:
    """Return the offsets of a piece; those inside the quotation marks if the piece is a single quotation."""
    tokens = list(sentence.tokens[piece.first : piece.end])
    while tokens and tokens[0].kind == MARK and len(tokens) > 1:
        del tokens[0]
    while tokens and tokens[-1].kind == MARK and tokens[-1].norm in ".,;:" and len(tokens) > 1:
        del tokens[-1]
    if not tokens:
        return sentence.original.start, sentence.original.start
    start, end = tokens[0].start, tokens[-1].end
    if len(tokens) == 1 and tokens[0].kind == QUOTE:
        quotation = quotations[tokens[0].quotation]
        return max(start, quotation.inner), min(end, quotation.inner_end)
    return start, end


def trim(text: str, start: int, end: int, leading_words: tuple[str, ...]) -> tuple[int, int]:
    """Return offsets without the marks at both ends and without leading words that are not part of a claim.

    >>> trim("But the dam is safe.", 0, 20, ("but",))
    (4, 19)
    """
    start = _skip_marks(text, start, end)
    word = re.compile(r"\w+").match(text, start, end)
    while word and word.group().lower() in leading_words and word.end() < end and text[word.end()] in " \t\u00a0,":
        start = _skip_marks(text, word.end(), end)
        word = re.compile(r"\w+").match(text, start, end)
    return start, _trim_end(text, start, end)


def _skip_marks(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _LEADING_MARKS:
        start += 1
    return start


def _trim_end(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1] in _TRAILING_MARKS:
        end -= 1
    if text[end - 1 : end] in (".", "…") and not _ABBREVIATION.search(text, max(start, end - 12), end):
        end = len(text[start:end].rstrip(".… ")) + start
    return max(start, end)


def _skip_preamble(text: str, start: int, end: int, language: Language) -> int:
    """Return the start of a claim after "I would tell you that" and after false starts: "the dam — the dam holds"."""
    start = _skip_frame(text, start, end, language)
    while false_start := _FALSE_START.match(text, start, end):
        start = false_start.end()
    return start


def _skip_frame(text: str, start: int, end: int, language: Language) -> int:
    """Return the start of the clause after a speaker's own frame, "I would tell you that", which is not part of the claim."""
    words = list(islice(_WORD.finditer(text, start, end), _PREAMBLE_WORDS))
    norms = [match.group().lower().replace("’", "'") for match in words]
    that = next((index for index, norm in enumerate(norms) if norm in language.complementizers), 0)
    if not that or that + 1 == len(norms) or norms[that + 1] in language.all_auxiliaries:
        return start  # no clause follows, or "that" is its subject
    return words[that].end() + 1 if _is_speaker_frame(norms[:that], language) else start


def _is_speaker_frame(norms: Sequence[str], language: Language) -> bool:
    """Return whether the words before "that" only announce the speaker's statement.

    Such a frame has a first person subject, an auxiliary or a contraction, and a verb of saying that leads to a clause; it is
    not negated: "I would just tell you", "we can also say".
    """
    has_auxiliary = "'" in norms[0] or not language.all_auxiliaries.isdisjoint(norms)
    if norms[0].partition("'")[0] not in language.first_person or not has_auxiliary:
        return False
    if not language.negations.isdisjoint(norms):
        return False
    persons = language.pronouns.keys() | language.reflexives
    verb = len(norms) - 1
    while verb and norms[verb] in persons | language.particles:
        verb -= 1
    frames = language.verb_by_form[norms[verb]].frames if norms[verb] in language.verb_by_form else ""
    leads_to_clause = "t" in frames and "a" not in frames and ("o" in frames or norms[-1] not in persons)
    # The form must be a verb here, not the noun of "we’ve seen the report": "I would report", "ich kann Ihnen berichten".
    before = norms[verb - 1]
    may_precede_verb = language.all_auxiliaries | language.adverbs | language.infinitive_markers | persons
    return leads_to_clause and (verb == 1 or before in may_precede_verb or before.endswith(language.adverb_endings))


def quote_type(sentence: TokenizedSentence, pieces: Sequence[TokenRange]) -> str:
    """Return how a content is quoted: "direct", "mixed" or "indirect"."""
    kinds = [token.kind for piece in pieces for token in sentence.tokens[piece.first : piece.end] if token.kind != MARK]
    if QUOTE not in kinds:
        return INDIRECT
    return MIXED if WORD in kinds else DIRECT


def plain_claim(sentence: TokenizedSentence) -> TokenRange | None:
    """Return the whole sentence as the author's claim; None unless it is a statement of one clause without a quotation.

    A sentence of two clauses is left to the annotator: two checkable clauses are two claims, and a rule should not decide where
    to divide them.
    """
    words = [token for token in sentence.tokens if token.kind == WORD]
    if len(words) < _MIN_WORDS or any(token.kind == QUOTE for token in sentence.tokens) or not _is_statement(sentence):
        return None
    if sentence.norm(0) in DASHES:
        return None  # somebody speaks
    whole = TokenRange(0, len(sentence.tokens))
    if not _is_finite(sentence, whole) or any(token.norm in sentence.language.second_person for token in sentence.tokens):
        return None
    if any(token.norm == ";" for token in sentence.tokens) or _has_second_clause(sentence):
        return None
    return None if _somebody_seems_to_speak(sentence) else whole


def _somebody_seems_to_speak(sentence: TokenizedSentence) -> bool:
    """Return whether a sentence without a known attribution has a sign of one: a verb of attribution, a word such as "criticism".

    A passive ("is expected") is no sign: who speaks is not said.
    """
    language = sentence.language
    if is_reported(sentence) or (language.separable_by_form and any(True for _ in find_cues(sentence))):
        return True
    if language.clause_after_comma and _has_content_clause(sentence):
        return True
    for index, token in enumerate(sentence.tokens):
        if token.norm in language.speech_words:
            return True
        is_verb = token.norm in language.verb_by_form and token.norm not in language.noun_forms
        in_lower_case = not token.capitalized or sentence.is_headline
        if token.kind == WORD and is_verb and in_lower_case and sentence.norm(index - 1) not in language.passive:
            return True
    return False


def _has_content_clause(sentence: TokenizedSentence) -> bool:
    """Return whether a clause after a comma says what somebody thinks: "Er hält für möglich, dass C", "Ob C, ist offen"."""
    language = sentence.language
    openers = language.complementizers | language.question_words
    return any(token.norm in openers and sentence.norm(index - 1) in ("", ",") for index, token in enumerate(sentence.tokens))


def author_clauses(sentence: TokenizedSentence, attributions: Sequence[AttributionRelation]) -> Iterator[TokenRange]:
    """Yield the author's own clauses next to a sentence's only attribution: `C, and X said ...`, `X said ..., while C`."""
    if len(attributions) != 1 or attributions[0].mention is None:
        return
    language, attribution = sentence.language, attributions[0]
    parts = (*attribution.pieces, attributions[0].mention, attribution.cue)
    before, after = min(part.first for part in parts) - 2, max(part.end for part in parts)
    if sentence.norm(before) == "," and sentence.norm(before + 1) in language.clause_linkers:
        yield from _author_clause(sentence, TokenRange(0, before))
    if sentence.norm(after) == "," and sentence.norm(after + 1) not in language.and_words:
        following = range(after + 1, sentence.stop)
        first = next((index for index in following if sentence.norm(index) not in language.clause_linkers), after)
        if first > after + 1 and sentence.norm(first) not in language.verb_by_form:
            yield from _author_clause(sentence, TokenRange(first, sentence.stop))


def _author_clause(sentence: TokenizedSentence, clause: TokenRange) -> Iterator[TokenRange]:
    """Yield a clause if it can be the author's: long enough, finite, unquoted and not subordinate."""
    tokens = sentence.tokens[clause.first : clause.end]
    if len(tokens) < _MIN_WORDS or any(token.kind == QUOTE or token.norm == ";" for token in tokens):
        return
    if sentence.norm(clause.first) not in sentence.language.subordinators and _is_finite(sentence, clause):
        yield clause


def _is_finite(sentence: TokenizedSentence, clause: TokenRange) -> bool:
    language = sentence.language
    if language.verb_endings:  # of the endings of finite verbs, many are those of nouns, too
        tokens = [token for token in sentence.tokens[clause.first : clause.end] if not token.capitalized]
        return any(token.norm in language.finite_or_irregular or token.norm.endswith(language.verb_endings) for token in tokens)
    return has_finite_verb(sentence, clause.first, clause.end) or any(
        _looks_finite(sentence, index) for index in range(clause.first, clause.end)
    )


def _looks_finite(sentence: TokenizedSentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.kind != WORD or token.capitalized or not token.norm.endswith(sentence.language.finite_endings):
        return False
    return index > 0 and not is_adverb(sentence, index)


def _is_statement(sentence: TokenizedSentence) -> bool:
    """Return whether a sentence ends with a full stop or, in a headline, without a mark."""
    last = sentence.tokens[-1]
    return last.norm == "." or (last.kind == WORD and (sentence.is_headline or last.text.endswith(".")))


def _has_second_clause(sentence: TokenizedSentence) -> bool:
    """Return whether a clause follows ", and" or ", but"."""
    return any(
        sentence.norm(index - 1) == ","
        and sentence.norm(index) in sentence.language.conjunctions
        and has_finite_verb(sentence, index + 2, index + 8)
        for index in range(1, len(sentence.tokens) - 2)
    )
