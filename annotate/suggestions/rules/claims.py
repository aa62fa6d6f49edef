"""Claims: the spans of a content without the marks and words that stay outside a claim, and the author's own claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from annotate.model import Document, Span
from annotate.schema.wellknown import DIRECT, INDIRECT, MIXED
from annotate.suggestions.rules.carried_speech import is_reported
from annotate.suggestions.rules.cues import find_cues, has_finite_verb, is_adverb
from annotate.suggestions.rules.language import Language
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.tokens import DASHES, MARK, QUOTE, WORD, TokenizedSentence
from annotate.text.quotations import Quotation

_LEADING_MARKS = " \t\u00a0\u202f,;:.…—–-"
_TRAILING_MARKS = " \t\u00a0\u202f,;:—–-"
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}\Z")
_WORD = re.compile(r"\w+(?:[’']\w+)?")
_SIMPLE_WORD = re.compile(r"\w+")
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
        start, end = _trim_piece(document.text, start, end, sentence.language, is_first=not spans)
        start = start if spans else _skip_preamble(document.text, start, end, sentence.language)
        if any(map(str.isalnum, document.text[start:end])):
            spans.append(document.span(start, end))
    return tuple(spans)


def _offsets(sentence: TokenizedSentence, piece: TokenRange, quotations: Sequence[Quotation]) -> tuple[int, int]:
    """Return the offsets of a piece; those inside the quotation marks if the piece is a single quotation."""
    tokens = sentence.tokens
    first, last = piece.first, min(piece.end, len(tokens)) - 1
    while first < last and tokens[first].kind == MARK:
        first += 1
    while first < last and tokens[last].kind == MARK and tokens[last].norm in ".,;:":
        last -= 1
    if first > last:
        return sentence.original.start, sentence.original.start
    start, end = tokens[first].start, tokens[last].end
    if first == last and tokens[first].kind == QUOTE:
        quotation = quotations[tokens[first].quotation]
        return max(start, quotation.inner), min(end, quotation.inner_end)
    return start, end


def _trim_piece(text: str, start: int, end: int, language: Language, *, is_first: bool) -> tuple[int, int]:
    """Return the offsets of a piece without the words that only lead to the claim. "That is false" begins with a pronoun."""
    leading_words = language.leading_words if is_first else ()
    if leading_words and text[start : start + 1].isupper():
        leading_words = language.leading_words_in_capitals
    return trim(text, start, end, leading_words)


def trim(text: str, start: int, end: int, leading_words: tuple[str, ...]) -> tuple[int, int]:
    """Return offsets without the marks at both ends and without leading words that are not part of a claim.

    >>> trim("But the dam is safe.", 0, 20, ("but",))
    (4, 19)
    """
    start = _skip_marks(text, start, end)
    word = _SIMPLE_WORD.match(text, start, end)
    while word and word.group().lower() in leading_words and word.end() < end and text[word.end()] in " \t\u00a0,":
        start = _skip_marks(text, word.end(), end)
        word = _SIMPLE_WORD.match(text, start, end)
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
    subject = _SIMPLE_WORD.search(text, start, end)
    if subject is None or subject.group().lower() not in language.first_person:
        return start
    words = list(islice(_WORD.finditer(text, start, end), _PREAMBLE_WORDS))
    norms = [match.group().lower().replace("’", "'") for match in words]
    that = next((index for index, norm in enumerate(norms) if norm in language.complementizers), 0)
    if not that or that + 1 == len(norms) or norms[that + 1] in language.all_auxiliaries:
        return start  # no clause follows, or "that" is its subject
    return words[that].end() + 1 if _is_speaker_frame(norms[:that], language) else start


def _is_speaker_frame(norms: Sequence[str], language: Language) -> bool:
    """Return whether the words from the first person to "that" only announce the speaker's statement.

    After its first person subject, such a frame has an auxiliary or a contraction, and a verb of saying that leads to a clause;
    it is not negated: "I would just tell you", "we can also say".
    """
    has_auxiliary = "'" in norms[0] or not language.all_auxiliaries.isdisjoint(norms)
    if not has_auxiliary or not language.negations.isdisjoint(norms):
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
    if '"' not in sentence.vocabulary:
        return INDIRECT
    kinds = [token.kind for piece in pieces for token in sentence.tokens[piece.first : piece.end] if token.kind != MARK]
    if QUOTE not in kinds:
        return INDIRECT
    return MIXED if WORD in kinds else DIRECT


def plain_claim(sentence: TokenizedSentence) -> TokenRange | None:
    """Return the whole sentence as the author's claim; None unless it is a statement of one clause without a quotation.

    A sentence of two clauses is left to the annotator: two checkable clauses are two claims, and a rule should not decide where
    to divide them.
    """
    kinds = [token.kind for token in sentence.tokens]
    if kinds.count(WORD) < _MIN_WORDS or QUOTE in kinds or not _is_statement(sentence):
        return None
    if ";" in sentence.vocabulary or not sentence.vocabulary.isdisjoint(sentence.language.second_person):
        return None
    if sentence.norm(0) in DASHES:
        return None  # somebody speaks
    whole = TokenRange(0, len(sentence.tokens))
    if _somebody_seems_to_speak(sentence) or not _is_finite(sentence, whole) or _has_second_clause(sentence):
        return None
    return whole


def _somebody_seems_to_speak(sentence: TokenizedSentence) -> bool:
    """Return whether a sentence without a known attribution has a sign of one: a verb of attribution, a word such as "criticism".

    A passive ("is expected") is no sign: who speaks is not said.
    """
    language = sentence.language
    if is_reported(sentence) or (language.separable_by_form and any(True for _ in find_cues(sentence))):
        return True
    if language.clause_after_comma and _has_content_clause(sentence):
        return True
    if not sentence.vocabulary.isdisjoint(language.speech_words):
        return True
    names_agent = not sentence.vocabulary.isdisjoint(language.agent_words)  # "was praised by"
    known = [index for index, norm in enumerate(sentence.norms) if norm in language.surely_verbs]
    if any(
        (names_agent or sentence.norm(index - 1) not in language.passive)
        and (sentence.is_headline or not sentence.tokens[index].capitalized or (index == 0 and language.omits_subjects))
        for index in known
    ):
        return True
    if not language.indirect_words:
        return False
    if not language.indirect_words.isdisjoint(sentence.norms[1:]):
        return True
    silent = "ve" if language.document_nouns.isdisjoint(sentence.vocabulary) else "v"  # "found" without a report
    return any(not set(silent) & set(cue.verb.frames) for cue in find_cues(sentence))


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
    return "," in sentence.vocabulary and any(
        norm == "," and following in sentence.language.conjunctions and has_finite_verb(sentence, index + 2, index + 8)
        for index, (norm, following) in enumerate(pairwise(sentence.norms[:-2]), 1)
    )
