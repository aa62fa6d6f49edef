"""Offsets of other programs are read right, or refused; never read wrong."""

from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.interchange.offsets import BOM, Counting, Fit, LineEnds, Misfit, OffsetMap, Place, Unit, fit, unified

HARD = [
    *(
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "👍🏽",
        "🇺🇦",
        "😀",
        "e\u0301",
        "n\u0303\u0323",
        "\u05e9\u05c1\u05dc\u05d5\u05dd",
        "مرحبا",
        "\u202b",
        "新聞",
        "이다",
        "한국",
    ),
    *("क्षि", "ที่", "𝔘", "\r\n", "\r", "\n", "\n\r", "\u2028", "\x85", " ", "a", "said", ".", "\u200b", "\ufe0f", BOM),
]
TEXTS = st.tuples(st.sampled_from(["", BOM]), st.lists(st.sampled_from(HARD), max_size=25)).map(
    lambda parts: parts[0] + "".join(parts[1])
)
COUNTINGS = st.builds(
    Counting,
    unit=st.sampled_from(get_args(Unit)),
    line_ends=st.sampled_from(get_args(LineEnds)),
    inclusive=st.booleans(),
    base=st.sampled_from([0, 1]),
    bom=st.booleans(),
)


@given(TEXTS, COUNTINGS, st.data())
def test_offsets_come_back_from_every_way_of_counting(text: str, counting: Counting, data: st.DataObject) -> None:
    ours = unified(text)
    if not ours:
        return
    start = data.draw(st.integers(0, len(ours) - 1))
    end = data.draw(st.integers(start + 1, len(ours)))
    offsets = OffsetMap(text, counting)
    there = offsets.to_foreign(start, end)
    back = offsets.from_foreign(*there)
    if offsets.is_exact(start, end):
        assert back == (start, end)
    else:  # a grapheme is not cut in two: the span is widened to it
        assert counting.unit == "grapheme"
        assert back is not None
        assert back[0] <= start < end <= back[1]
        assert offsets.to_foreign(*back) == there


@given(TEXTS, st.data())
def test_units_are_those_of_the_encodings(text: str, data: st.DataObject) -> None:
    ours = unified(text).lstrip(BOM)
    start = data.draw(st.integers(0, len(ours)))
    for unit, encoding, width in (("utf-16", "utf-16-le", 2), ("utf-8", "utf-8", 1)):
        expected = len(ours[:start].encode(encoding)) // width
        assert OffsetMap(ours, Counting(unit)).to_foreign(start, len(ours))[0] == expected  # type: ignore[arg-type]


@given(TEXTS, COUNTINGS, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), min_size=1, max_size=6))
def test_a_quoted_text_is_found_however_it_was_counted(text: str, counting: Counting, lengths: list[tuple[int, int]]) -> None:
    ours, offsets = unified(text), OffsetMap(text, counting)
    spans = [(start, min(start + length, len(ours))) for start, length in lengths if start < len(ours)]
    spans = [span for span in spans if offsets.is_exact(*span)]
    places = [Place(f"T{n}", (offsets.to_foreign(*span),), ours[slice(*span)]) for n, span in enumerate(spans)]
    found = fit(text, places, Counting())
    assert isinstance(found, Fit)
    for place, ((start, end),) in zip(places, found.places, strict=True):
        assert ours[start:end] == place.quote


@given(TEXTS, st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from([None, *HARD])), max_size=5))
def test_a_span_is_never_accepted_where_its_text_is_not(text: str, rows: list[tuple[int, int, str | None]]) -> None:
    places = [Place(str(n), ((start, end),), quote) for n, (start, end, quote) in enumerate(rows)]
    found = fit(text, places, Counting("utf-16"))
    if isinstance(found, Misfit):
        assert found.reasons
        return
    for place, ((start, end),) in zip(places, found.places, strict=True):
        assert 0 <= start < end <= len(unified(text))
        assert place.quote is None or unified(text)[start:end] == place.quote.replace("\r\n", "\n").replace("\r", "\n")


SMILE = "😀 Anna said it.\r\nBen 👨‍👩‍👧 denied it."


@pytest.mark.parametrize(
    ("text", "span", "quote", "description"),
    [
        ("😀 said", (2, 6), "said", "code points"),
        ("😀 said", (3, 7), "said", "UTF-16 units"),
        ("😀 said", (5, 9), "said", "UTF-8 bytes"),
        ("👨‍👩‍👧 said", (2, 6), "said", "graphemes"),
        ("He said", (3, 6), "said", "code points, ends inclusive"),
        ("He said", (4, 8), "said", "code points from 1"),
        ("He said", (4, 7), "said", "code points from 1, ends inclusive"),
        ("a\r\nsaid", (3, 7), "said", "code points"),
        ("a\r\nsaid", (2, 6), "said", "code points, line ends as one"),
        ("a\nsaid", (3, 7), "said", "code points, line ends as two"),
        ("a\rsaid", (2, 6), "said", "code points"),
        ("a\r\nsaid", (0, 7), "a\r\nsaid", "code points"),
        (BOM + "said", (1, 5), "said", "code points"),
        (BOM + "said", (0, 4), "said", "code points"),
        (BOM + "said", (3, 7), "said", "UTF-8 bytes"),
    ],
)
def test_one_span_tells_how_a_file_counts(text: str, span: tuple[int, int], quote: str, description: str) -> None:
    found = fit(text, [Place("T1", (span,), quote)], Counting())
    assert isinstance(found, Fit)
    assert found.counting.description == description
    (((start, end),),) = found.places
    assert unified(text)[start:end] == quote.replace("\r\n", "\n")


def test_a_way_of_counting_is_accepted_only_if_it_fits_all_spans_of_the_text() -> None:
    units = [Place("a", ((0, 2),), "😀"), Place("b", ((2, 3),), "x")]
    mixed = [Place("a", ((0, 2),), "😀"), Place("b", ((1, 2),), "x")]
    assert isinstance(fit("😀x", units, Counting()), Fit)
    assert isinstance(fit("😀x", mixed, Counting()), Misfit)
    assert isinstance(fit("😀x", units, Counting(), fixed=True), Misfit)


def test_spans_that_do_not_fit_are_listed_with_the_reason() -> None:
    found = fit(
        "He said so.", [Place("T1", ((3, 7),), "said"), Place("T2", ((0, 2),), "so"), Place("T3", ((5, 99),))], Counting()
    )
    assert isinstance(found, Misfit)
    assert len(found.reasons) == 2
    assert found.reasons[0] == 'T2: the text at 0 to 2 is "He", not "so"; the quoted text is 8 characters later, at 8 to 10'
    assert found.reasons[1] == "T3: 5 to 99 is not a span of the text; it has 11 characters"


@pytest.mark.parametrize("span", [(1, 1), (2, 1), (-1, 3), (0, 12), (12, 13)])
def test_a_span_that_is_empty_or_outside_never_fits(span: tuple[int, int]) -> None:
    assert isinstance(fit("He said so.", [Place("T1", (span,))], Counting()), Misfit)


@pytest.mark.parametrize("span", [(1, 3), (0, 1)])
def test_half_a_surrogate_pair_is_not_a_span(span: tuple[int, int]) -> None:
    assert isinstance(fit("😀xy", [Place("T1", (span,))], Counting("utf-16")), Misfit)


def test_what_was_trusted_is_said() -> None:
    text = "He said: 😀 yes, no"
    before, behind = Place("before", ((0, 2),)), Place("behind", ((12, 15),))
    found = fit(text, [before, behind], Counting("utf-16"))
    assert isinstance(found, Fit)
    assert found.trusted == ("behind",)
    decided = fit(text, [before, behind, Place("quoted", ((17, 19),), "no")], Counting("utf-16"))
    assert isinstance(decided, Fit)
    assert decided.trusted == ()
    assert not fit("He said: yes", [before], Counting("utf-16")).trusted  # type: ignore[union-attr]


def test_pieces_are_compared_with_their_texts_joined() -> None:
    places = [Place("T1", ((0, 2), (8, 10)), "He so")]
    assert isinstance(fit("He said so.", places, Counting()), Fit)
    assert isinstance(fit("He said so.", places, Counting(), joiner=" … "), Misfit)
    assert isinstance(fit("He said so.", [Place("T1", (), "")], Counting()), Misfit)


def test_a_span_that_ends_between_cr_and_lf_ends_before_the_line_end() -> None:
    assert OffsetMap("one\r\ntwo", Counting()).from_foreign(0, 4) == (0, 3)
    assert OffsetMap("one\r\ntwo", Counting()).from_foreign(0, 5) == (0, 4)


@pytest.mark.parametrize("counting", [Counting("utf-8"), Counting("utf-16", "lf", inclusive=True, base=1)])
def test_a_hundred_thousand_spans_are_fast(counting: Counting) -> None:
    text = SMILE * 25_000
    ours, offsets = unified(text), OffsetMap(text, counting)
    starts = range(0, len(ours) - 10, len(ours) // 100_000)
    places = [Place(str(n), (offsets.to_foreign(n, n + 4),), ours[n : n + 4]) for n in starts]
    before = time.process_time()
    found = fit(text, places, Counting())
    assert time.process_time() - before < 10
    assert isinstance(found, Fit)
    assert len(found.places) == len(places) > 99_990
    broken = [*places, Place("last", ((0, 1),), "not there")]
    before = time.process_time()
    assert isinstance(fit(text, broken, Counting()), Misfit)
    assert time.process_time() - before < 30
