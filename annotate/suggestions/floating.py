"""Quotations that no verb of their own sentence gives to a speaker: the rest of a longer one, or one that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotate.suggestions.mentions import Range
from annotate.suggestions.shapes import Attribution, announcement, signature
from annotate.suggestions.tokens import QUOTE, WORD, Line
from annotate.text.quotations import Quotation

_BLOCKS = 2  # paragraphs after which the last speaker is forgotten
Found = Sequence[Sequence[Attribution]]
"""The attributions of each line."""


class Owner(NamedTuple):
    """Whose a quotation is: the line with the attribution that says so, and the attribution."""

    line: int
    attribution: Attribution


class Carried(NamedTuple):
    """A piece of a quotation in one line, and whose it is."""

    line: int
    piece: Range
    owner: Owner


def carry(lines: Sequence[Line], found: Found, quotations: Sequence[Quotation]) -> Iterator[Carried]:
    """The pieces of quotations that belong to a speaker named elsewhere."""
    owners = _owners(lines, found)
    _over_paragraphs(owners, quotations)
    _to_last_speaker(owners, lines, found)
    for number, line in enumerate(lines):
        covered = [piece for one in found[number] for piece in one.pieces]
        for index, token in enumerate(line.tokens):
            owner = owners.get(token.quotation) if token.kind == QUOTE else None
            if owner and (owner.line != number or _alone(line)) and not any(p.first <= index < p.end for p in covered):
                yield Carried(number, Range(index, index + 1), owner)


def _owners(lines: Sequence[Line], found: Found) -> dict[int, Owner]:
    """Whose each quotation is that is signed, is all of the content of an attribution, or runs on from it past the sentence."""
    owners: dict[int, Owner] = {}
    for number, line in enumerate(lines):
        for attribution in found[number]:
            for piece in attribution.pieces:
                for token in line.tokens[piece.first : piece.end]:
                    if token.kind == QUOTE and (piece.end - piece.first <= 2 or token.end == line.sentence.end):
                        owners.setdefault(token.quotation, Owner(number, attribution))
    for number, line in enumerate(lines[1:], 1):
        before = lines[number - 1].tokens[-1:]
        if before and before[0].kind == QUOTE and (signed := signature(line)):
            owners.setdefault(before[0].quotation, Owner(number, signed))
    return owners


def _over_paragraphs(owners: dict[int, Owner], quotations: Sequence[Quotation]) -> None:
    """A quotation that is not closed before the next paragraph goes on there, whichever part has the attribution."""
    for index in range(1, len(quotations)):
        if quotations[index].is_continuation and index - 1 in owners:
            owners.setdefault(index, owners[index - 1])
    for index in range(len(quotations) - 1, 0, -1):
        if quotations[index].is_continuation and index in owners:
            owners.setdefault(index - 1, owners[index])


def _to_last_speaker(owners: dict[int, Owner], lines: Sequence[Line], found: Found) -> None:
    """A sentence that is nothing but a quotation belongs to who spoke last, unless that was paragraphs ago."""
    last: Owner | None = None
    block = 0
    for number, line in enumerate(lines):
        quoted = [token.quotation for token in line.tokens if token.kind == QUOTE]
        if last and _alone(line) and line.sentence.block - block <= _BLOCKS:
            for quotation in quoted:
                owners.setdefault(quotation, last)
        spoken = [owners[quotation] for quotation in quoted if quotation in owners]
        spoken += [Owner(number, attribution) for attribution in found[number][-1:]]
        if announced := announcement(line):
            spoken.append(Owner(number, announced))
        if spoken:
            last, block = spoken[-1], line.sentence.block


def _alone(line: Line) -> bool:
    """Whether a line is nothing but a quotation."""
    kinds = {token.kind for token in line.tokens}
    return QUOTE in kinds and WORD not in kinds
