"""Features of tokens as hashed numbers. They are computed for whole documents at once, column by column.

Each token has a few attributes (its text, its ending, its class by the word lists of the language), each as a 64-bit hash. A
template combines attributes of tokens at fixed distances into one hash, which is the place of a weight. Hashes are CRC-32 of the
text: Python's own differ from run to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy
from numpy.typing import NDArray

from annotate.suggestions.learned.labels import anchor
from annotate.suggestions.rules.language import load_language
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.tokens import MARK, QUOTE, WORD, TokenizedSentence

Ints = NDArray[numpy.int64]
Hashes = NDArray[numpy.uint64]
Attributions = Sequence[Sequence[AttributionRelation]]
"""The rules' attributions of each sentence."""

CUE_SIZE = 1 << 16
ROLE_SIZE = 1 << 16
_MULTIPLIER = numpy.uint64(0x9FB21C651E98DF25)
_SHIFT = numpy.uint64(29)
_MAX_TOKENS = 200
"""The tokens of a sentence that are read; real sentences are shorter, and a hostile text must not take more time."""

CONTENT, SOURCE = 1, 2
_PAD = 8  # places without a token between two sentences, so that a neighbour of a token is never one of another sentence


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) + 1


@lru_cache(100_000)
def _word_hashes(norm: str, kind: str, code: str) -> tuple[int, int, int, int]:
    """Return the hashes of a word's text, ending and class, and 1 if it can be a finite verb."""
    classes = [kind if kind != MARK else norm]
    finite = 0
    if code and kind == WORD:
        language = load_language(code)
        names = (
            *("pronouns", "determiners", "prepositions", "all_auxiliaries", "negations", "complementizers", "subordinators"),
            *("conjunctions", "relatives", "infinitive_markers", "time_words", "titles", "person_nouns", "plural_nouns"),
            *("organisation_nouns", "document_nouns", "question_words", "adverbs"),
        )
        classes += [name for name in names if norm in getattr(language, name)]
        if verb := language.verb_by_form.get(norm):
            classes.append(f"verb:{verb.frames}:{norm in language.noun_forms}")
        elif len(classes) == 1:
            classes.append(norm[-2:])
        finite = int(norm in language.finite or norm.endswith(language.past_endings))
    return _hash(norm), _hash(norm[-3:]) + 7, _hash(" ".join(classes)) + 13, finite


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of a document's sentences, one after another with room between them; `starts` has the place of each first token.

    `rules` says for each token what the rules make of it: 1 in a content, 2 in a source, 3 in a cue, 0 otherwise.
    """

    starts: Ints
    lengths: Ints
    norm: Hashes
    ending: Hashes
    kind: Hashes
    shape: Hashes
    rules: Hashes
    rule: Hashes
    commas: Ints
    verbs: Ints
    quotes: Ints
    is_quote: NDArray[numpy.bool_]
    may_anchor: NDArray[numpy.bool_]


def token_table(sentences: Sequence[TokenizedSentence], attributions: Attributions, *, known: bool = True) -> TokenTable:
    """Return the attributes of the tokens of a document; without the word lists if its language is not `known`."""
    lengths = numpy.array([min(len(sentence.tokens), _MAX_TOKENS) for sentence in sentences], dtype=numpy.int64)
    starts = _PAD + numpy.cumsum(lengths + _PAD) - (lengths + _PAD)
    total = int((starts[-1] + lengths[-1] + _PAD) if len(lengths) else _PAD)
    columns = [[0] * total for _ in range(8)]
    norm, ending, kind, shape, finite, comma, quote, may = columns
    rules, rule = [0] * total, [0] * total
    for sentence, start, in_sentence in zip(sentences, starts.tolist(), attributions, strict=True):
        code = sentence.language.code if known else ""
        for place, token in enumerate(sentence.tokens[:_MAX_TOKENS], start):
            norm[place], ending[place], kind[place], finite[place] = _word_hashes(token.norm, token.kind, code)
            capital = token.kind == WORD and token.text[0].isupper()
            shape[place] = 1 + capital + 2 * token.norm[:1].isdigit()
            comma[place] = token.norm == ","
            quote[place] = token.kind == QUOTE
            may[place] = token.kind == WORD or token.norm in (":", "—", "–")
        for relation in in_sentence:
            for piece in relation.pieces:
                for index in range(piece.first, min(piece.end, _MAX_TOKENS)):
                    rules[start + index] = CONTENT
            if relation.mention:
                for index in range(relation.mention.first, min(relation.mention.end, _MAX_TOKENS)):
                    rules[start + index] = SOURCE
            for index in range(relation.cue.first, min(relation.cue.end, _MAX_TOKENS)):
                rules[start + index] = 3
            if (place := anchor(relation.cue, sentence)) < _MAX_TOKENS:
                rule[start + place] = _hash(relation.rule)

    def hashes(column: list[int]) -> Hashes:
        return numpy.array(column, dtype=numpy.uint64)

    def sums(column: list[int]) -> Ints:
        return numpy.cumsum(numpy.array(column, dtype=numpy.int64))

    return TokenTable(
        *(starts, lengths, hashes(norm), hashes(ending), hashes(kind), hashes(shape), hashes(rules), hashes(rule)),
        *(sums(comma), sums(finite), sums(quote), numpy.array(quote, dtype=bool), numpy.array(may, dtype=bool)),
    )


def _mix(template: int, columns: Sequence[Hashes]) -> Hashes:
    mixed: Hashes = (columns[0] + numpy.uint64(template * 0x9E3779B1)) * _MULTIPLIER
    for column in columns[1:]:
        mixed = ((mixed ^ (mixed >> _SHIFT)) + column) * _MULTIPLIER
    return numpy.asarray(mixed ^ (mixed >> _SHIFT), dtype=numpy.uint64)


def _combine(templates: Sequence[Sequence[Hashes]], size: int) -> Ints:
    """Return the places of the features, a row for each token and a column for each template."""
    mask = numpy.uint64(size - 1)
    places = numpy.empty((len(templates), len(templates[0][0])), dtype=numpy.int64)
    for number, columns in enumerate(templates):
        places[number] = _mix(number + 1, columns) & mask
    return places.T  # whole columns are written here, and read by `sum_weights`


def cue_features(table: TokenTable) -> tuple[Ints, Ints]:
    """Return the places of the tokens that may show an attribution, and their features."""
    at = numpy.flatnonzero(table.may_anchor)
    one = numpy.ones(len(at), dtype=numpy.uint64)
    norm, kind, shape, rules, rule = table.norm, table.kind, table.shape, table.rules, table.rule

    def near(column: Hashes, offset: int) -> Hashes:
        return column[at + offset]

    last, later = len(table.quotes) - 1, at + 6
    quotes = (table.quotes[numpy.minimum(later, last)] - table.quotes[at]).clip(0, 1).astype(numpy.uint64)
    before = (table.quotes[at] - table.quotes[at - 4]).clip(0, 1).astype(numpy.uint64)
    around = quotes + numpy.uint64(2) * before
    sentence = numpy.searchsorted(table.starts, at, side="right") - 1
    first, end = table.starts[sentence], table.starts[sentence] + table.lengths[sentence]
    position = numpy.minimum(at - first, 4).astype(numpy.uint64) + numpy.uint64(5) * numpy.minimum(end - at, 4).astype(
        numpy.uint64
    )
    has_quote = (table.quotes[end - 1] - table.quotes[first - 1]).clip(0, 2).astype(numpy.uint64)
    offers = numpy.concatenate([[0], numpy.cumsum(rule > 0)])
    offered = (offers[end] - offers[first]).clip(0, 2).astype(numpy.uint64)
    templates: list[list[Hashes]] = [
        *([one], [near(norm, 0)], [near(table.ending, 0)], [near(kind, 0)], [near(kind, 0), near(shape, 0)]),
        *([near(norm, offset)] for offset in (-2, -1, 1, 2)),
        *([near(kind, offset), one] for offset in (-3, -2, -1, 1, 2, 3)),
        *([near(norm, 0), near(column, offset)] for column in (norm, kind) for offset in (-1, 1)),
        *([near(norm, 0), near(kind, 1), near(kind, 2)], [near(norm, 0), near(kind, -1), near(shape, -1)]),
        *([near(kind, 0), near(kind, 1)], [near(kind, -1), near(kind, 0)], [near(kind, -1), near(kind, 0), near(kind, 1)]),
        *([near(kind, 0), near(kind, 1), near(kind, 2)], [near(table.ending, 0), near(kind, 1)]),
        *([near(table.ending, 0), near(kind, -1)], [near(shape, -1), near(kind, 0), near(shape, 0)]),
        *([near(norm, 0), around], [near(kind, 0), around], [near(kind, 0), position], [near(norm, 0), has_quote]),
        *([near(rule, 0)], [near(rule, 0), near(norm, 0)], [near(rules, 0), near(kind, 0)], [near(rules, 0), offered]),
        *(
            [near(rules, -1), near(rules, 1), near(kind, 0)],
            [near(norm, 0), near(rule, 0), near(kind, 1)],
            [offered, near(norm, 0)],
        ),
    ]
    return at, _combine(templates, CUE_SIZE)


def role_features(table: TokenTable, anchors: Ints, owners: Ints) -> tuple[Ints, Ints]:
    """Return the features of all tokens seen from some anchors, and for each row the index of its anchor.

    `owners` has the number of the sentence of each anchor. The rows of an anchor are those of its sentence, in order.
    """
    lengths = table.lengths[owners]
    anchor_index = numpy.repeat(numpy.arange(len(anchors)), lengths)
    offset = numpy.arange(int(lengths.sum())) - numpy.repeat(numpy.cumsum(lengths) - lengths, lengths)
    at = table.starts[owners][anchor_index] + offset
    center = anchors[anchor_index]
    distance = at - center
    low, high = numpy.minimum(at, center), numpy.maximum(at, center)

    def between(sums: Ints) -> Hashes:
        return numpy.asarray(numpy.minimum(sums[high - 1] - sums[low], 3).clip(0), dtype=numpy.uint64)

    side = numpy.sign(distance).astype(numpy.int64) + 1
    steps = numpy.minimum(numpy.abs(distance), 3) + (numpy.abs(distance) > 6) + (numpy.abs(distance) > 12)
    where = (side * 8 + steps).astype(numpy.uint64)
    direction = side.astype(numpy.uint64)
    commas, verbs = between(table.commas), between(table.verbs)
    left = numpy.minimum(offset, 2).astype(numpy.uint64)
    right = numpy.minimum(lengths[anchor_index] - offset, 3).astype(numpy.uint64)
    one = numpy.ones(len(at), dtype=numpy.uint64)
    norm, kind, shape, rules = table.norm, table.kind, table.shape, table.rules
    ours = table.rule[center]
    is_ours = (ours > 0).astype(numpy.uint64)
    here, cue, cue_kind = rules[at], norm[center], kind[center]
    begins = here + numpy.uint64(4) * rules[at - 1] + numpy.uint64(16) * rules[at + 1]
    quoted = numpy.minimum(table.quotes[high] - table.quotes[low - 1], 2).clip(0).astype(numpy.uint64)
    templates: list[list[Hashes]] = [
        *([one], [where], [norm[at], direction], [kind[at], direction], [kind[at], where], [direction, commas, verbs]),
        *([kind[at - 1], kind[at], direction], [kind[at], kind[at + 1], direction], [norm[at - 1], norm[at], direction]),
        *([norm[at], norm[at + 1], direction], [kind[at - 1], direction], [kind[at + 1], direction], [norm[at - 1], where]),
        *([cue, where], [cue, direction, kind[at]], [cue_kind, where], [cue_kind, where, kind[at]]),
        *([cue, direction, commas], [cue_kind, direction, commas, verbs], [kind[at], direction, commas, verbs]),
        *([shape[at], shape[at - 1], where], [direction, quoted, kind[at]], [cue_kind, direction, quoted]),
        *([here, is_ours], [begins, is_ours, direction], [here, is_ours, where], [here, is_ours, kind[at]]),
        *([here, ours, direction], [here, ours, begins], [here, is_ours, cue_kind], [here, is_ours, norm[at]]),
        *([left, right, direction], [right, kind[at], direction], [here, is_ours, commas, verbs, direction]),
        *([kind[center + 1], direction, steps.astype(numpy.uint64)], [kind[center - 1], direction, steps.astype(numpy.uint64)]),
        *([kind[center + 1], cue_kind, direction], [kind[at - 2], kind[at - 1], kind[at]]),
    ]
    return _combine(templates, ROLE_SIZE), anchor_index
