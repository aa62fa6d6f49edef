"""Quotations that no verb of their own sentence gives to a speaker: the rest of a longer one, or one that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotate.suggestions.mentions import Range
from annotate.suggestions.quotations import Quotation
from annotate.suggestions.shapes import Attribution
from annotate.suggestions.tokens import QUOTE, WORD, Line

Found = Sequence[tuple[Attribution, ...]]
"""The attributions of each line."""


class Carried(NamedTuple):
    """A piece of a quotation in one line, and the attribution (of another line, `by`) that says whose it is."""

    line: int
    piece: Range
    by: int
    attribution: Attribution


def carry(lines: Sequence[Line], found: Found, quotations: Sequence[Quotation]) -> Iterator[Carried]:
    """The pieces of quotations that belong to a speaker named elsewhere."""
    owners = _spread(lines, _owners(lines, found), quotations)
    for number, line in enumerate(lines):
        covered = [piece for one in found[number] for piece in one.pieces]
        for index, token in enumerate(line.tokens):
            if token.kind == QUOTE and token.quotation in owners and not any(p.first <= index < p.end for p in covered):
                by, attribution = owners[token.quotation]
                if by != number or _alone(line):
                    yield Carried(number, Range(index, index + 1), by, attribution)


Owners = dict[int, tuple[int, Attribution]]


def _owners(lines: Sequence[Line], found: Found) -> Owners:
    """Whose each quotation is, where an attribution says so."""
    owners: Owners = {}
    for number, line in enumerate(lines):
        for attribution in found[number]:
            for piece in attribution.pieces:
                for token in line.tokens[piece.first : piece.end]:
                    if token.kind == QUOTE and piece.end - piece.first <= 2:
                        owners.setdefault(token.quotation, (number, attribution))
    return owners


def _spread(lines: Sequence[Line], owners: Owners, quotations: Sequence[Quotation]) -> Mapping[int, tuple[int, Attribution]]:
    """The same with quotations that go on over paragraphs, and those that stand alone beside an attributed one."""
    spread = dict(owners)
    for index in range(1, len(quotations)):
        if quotations[index].goes_on and index - 1 in spread:
            spread.setdefault(index, spread[index - 1])
    for index in range(len(quotations) - 1, 0, -1):
        if quotations[index].goes_on and index in spread:
            spread.setdefault(index - 1, spread[index])
    last: tuple[int, Attribution] | None = None
    block = -1
    for number, line in enumerate(lines):
        if line.sentence.block != block:
            if not (_alone(line) and line.sentence.block - block == 1):
                last = None
            block = line.sentence.block
        quoted = [token.quotation for token in line.tokens if token.kind == QUOTE]
        if _alone(line) and last:
            for q in quoted:
                spread.setdefault(q, last)
        for q in quoted:
            if q in spread:
                last = spread[q]
    return spread


def _alone(line: Line) -> bool:
    """Whether a line is nothing but a quotation."""
    return any(token.kind == QUOTE for token in line.tokens) and not any(token.kind == WORD for token in line.tokens)
