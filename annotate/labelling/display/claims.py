"""The list of claims: two rows a claim on the screen, three on a narrow one, and one line in line mode."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.labelling.state import ClaimPage
from annotate.model import answer_text
from annotate.model.claim_list import ListedClaim, position_words
from annotate.text.rows import ScreenRow, elide, fold, line, mark, row, row_cells, style_cells

_WIDE = 80  # columns in which the details of a claim mostly have one row


def claim_rows(page: ClaimPage, width: int, height: int) -> tuple[list[ScreenRow], ScreenRow]:
    """Return the rows of the claims around the marked one, as many as fit, and a row that says which they are."""
    fitting = max(height // (2 if width >= _WIDE else 3), 1)
    top = min(max(page.row - fitting // 2, 0), max(len(page.claims) - fitting, 0))
    shown = range(top, min(top + fitting, len(page.claims)))
    rows = [row for number in shown for row in _claim(page, number, width)]
    typed = f"   typed: {page.typed}" if page.typed else ""
    return rows, line(width, ("message", f" claims {top + 1}-{shown.stop} of {len(page.claims)}"), ("hint", typed))


def _claim(page: ClaimPage, place: int, width: int) -> Iterator[ScreenRow]:
    listed, marked = page.claims[place], place == page.row
    head = f"{listed.number:>4} {listed.claim.id.upper():<3} "
    text = elide(max(width - 8 - len(head), 8), "claim-focus" if marked else "claim", " ".join(listed.text.split()))
    mark_style = "hint" if marked else "dim"
    yield row([*mark(mark_style, f" {'>' if marked else ' '}{place + 1:>4} "), *style_cells("", head), *row_cells(text)], width)
    details = [*mark("dim", " " * 7), *style_cells("dim", _details(page, listed))]
    yield from fold(details, width, indent=7, limit=1 if width >= _WIDE else 2)


def claim_lines(page: ClaimPage) -> Iterator[str]:
    """Yield a line for each claim of a list, with its number."""
    for number in range(1, len(page.claims) + 1):
        yield claim_line(page, number - 1)


def claim_line(page: ClaimPage, place: int) -> str:
    """Return one claim of a list in words."""
    listed = page.claims[place]
    text = " ".join(listed.text.split())
    return f"{place + 1}: sentence {listed.number}, {listed.claim.id.upper()} “{text}”. {_details(page, listed)}."


def _details(page: ClaimPage, listed: ListedClaim) -> str:
    """Return who says a claim with which stance, and its answers; in a list of the project after its article and annotator."""
    said = position_words(listed.positions)
    answers = ", ".join(
        value.replace("_", " ") if isinstance(value, str) else f"{name} {answer_text(value)}"
        for name, value in listed.claim.attributes.items()
    )
    flag = None if listed.flag is None else f"flag: {listed.flag}" if listed.flag else "flagged"
    article = f"{listed.document.id}, {listed.annotator}" if page.everywhere else ""
    return " · ".join(filter(None, (article, said, answers, flag)))
