"""The screen of a state: rows of a given width and number, and the position of the cursor.

From top to bottom: the position in the article, the article around the sentence, its labels or the current question, and the
keys. Everything is readable without colour, which only adds to the marks: ``[C1 a claim C1]``, ``<a source>``, ``{a cue}``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotate.labelling.actions.pages import code_points
from annotate.labelling.display.claims import claim_rows
from annotate.labelling.display.help import KeyHelp, foot, guideline_lines, key_entries, legend
from annotate.labelling.display.panels import caret_column, panel, remark_rows, version_rows
from annotate.labelling.display.passage import LONGEST, ArticleRow, passage
from annotate.labelling.state import (
    Ask,
    ChooseTarget,
    ClaimPage,
    End,
    IdentifyMention,
    Menu,
    Page,
    PageKind,
    Pick,
    Review,
    SourcePicker,
    State,
)
from annotate.model import ANNOTATED_KINDS
from annotate.text.rows import (
    ScreenRow,
    StyledText,
    bar,
    flow,
    fold,
    line,
    mark,
    paragraph,
    percent,
    row,
    row_cells,
    row_width,
    style_cells,
)

SMALLEST = (60, 16)
"""The least number of columns and rows; a smaller terminal gets the line front end instead."""

WIDEST = 100
"""The greatest number of columns that are used: longer lines are hard to read, and the labels would be far from the text."""

_CHOOSING = (ChooseTarget, IdentifyMention, SourcePicker, Menu, Ask)
"""The modes that show a list to choose from, which may take most of the room from the article."""

_WIDEST_KEYS = 14  # columns for the keys of an entry of the help; more keys have a row of their own

_HEADER = 2  # rows above the article
_PASSAGE = 4  # rows reserved for the article and the rule below it


class Screen(NamedTuple):
    """The rows from top to bottom.

    cursor: its row and column, from 0.
    scroll: the rows that the screen is scrolled by.
    page: the rows that it shows of what can be scrolled.
    article: the rows of the article, none if a page is shown instead.
    panel: the first row below the article, and how many rows there may be.
    """

    rows: tuple[ScreenRow, ...]
    cursor: tuple[int, int]
    scroll: int
    page: int = 1
    article: Sequence[ArticleRow] = ()
    panel: tuple[int, int] = (0, 0)

    def article_row(self, row: int) -> ArticleRow | None:
        """Return the row of the article at a row of the screen, None if there is something else."""
        place = row - _HEADER
        return self.article[place] if 0 <= place < len(self.article) else None


def view(state: State, width: int, height: int, advice: Sequence[str] = ()) -> Screen:
    """Return the screen of a state, `width` columns by `height` rows, with lines of `advice` above the labels or the question."""
    width = min(width, WIDEST)
    rule = line(width, ("dim", "-" * width))
    header = [_header(state, width), rule]
    one_row = isinstance(state.mode, Page | ClaimPage) or height < SMALLEST[1]
    footer = [rule, *_message(state, width, 1 if one_row else 2), *_keys(state, width)]
    room = max(height - len(header) - len(footer), 3)
    above: Sequence[ArticleRow] = ()
    top, limit = 0, 0
    if isinstance(state.mode, Page):
        (body, footer[1], scroll), cursor, page = _page(state, state.mode, width, room), (0, 0), room
    elif isinstance(state.mode, ClaimPage):
        cursor, scroll, page = (0, 0), 0, max(room // 2, 1)
        body, position = claim_rows(state.mode, width, room)
        footer[1] = footer[1] if state.message else position
    else:
        advised = _advice(advice, width)
        # What comes last is about what to do now.
        advised = advised[: room - _PASSAGE] if isinstance(state.mode, End) else advised[max(len(advised) - room // 2, 0) :]
        spare = room - len(advised) - _PASSAGE
        share = 3 if isinstance(state.mode, Pick) else 2
        all_of_it = isinstance(state.mode, _CHOOSING) or (isinstance(state.mode, Review) and state.compares)
        limit = max(spare if all_of_it else min(room // share, spare), 3)
        below = [*advised, *panel(state, width, limit)]
        page = max(room - len(below) - 1, 1)
        above, cursor, scroll = passage(state, width, page)
        body = [*(article.shown for article in above), *([rule] if below else []), *below]
        top = len(header) + len(above) + 1 + len(advised)
        if state.line is not None:
            cursor = (top - len(header), min(caret_column(state, width), width - 1))
    body = [*body[:room], *([()] * (room - len(body)))]
    rows = [*header, *body, *footer][:height]
    cursor = (min(cursor[0] + len(header), height - 1), cursor[1])
    return Screen((*rows, *([()] * (height - len(rows)))), cursor, scroll, page, above, (top, limit))


def _header(state: State, width: int) -> ScreenRow:
    count = len(state.document.sentences)
    done = state.finished
    position = f"sentence {min(state.at + 1, count)} of {count}" if count else "no sentences"
    total = len(state.scope)
    right = f"{position}  {bar(done, total)} {percent(done, total)}  {state.annotator}  saved "
    left = line(max(width - row_width(line(width, ("", right))) - 2, 8), ("title", f" {state.document.id}"))
    gap = max(width - row_width(left) - row_width(line(width, ("", right))), 1)
    return row([*row_cells(left), *mark("", " " * gap), *style_cells("", right)], width)


def _advice(lines: Sequence[str], width: int) -> list[ScreenRow]:
    return [
        row([*mark("coach", " | "), *row_cells(wrapped)], width)
        for text in lines
        for wrapped in paragraph(width - 3, text, "coach")
    ]


def _message(state: State, width: int, limit: int) -> list[ScreenRow]:
    """Return the message in as many rows as it takes, at most `limit`; the last one is cut off if the message is longer."""
    message = style_cells("refused" if state.refused else "message", state.message)
    return fold([*mark("", "\u00a0"), *message], width, indent=1, limit=limit)


def _keys(state: State, width: int) -> list[ScreenRow]:
    """Return two rows with as many of the available keys as fit."""
    entries = [(StyledText("key", entry.keys), StyledText("dim", f" {entry.name}")) for entry in foot(state)]
    rows = flow(entries, width - 1)[:2]
    return [*((StyledText("", " "), *row) for row in rows), *([()] * (2 - len(rows)))]


def _page(state: State, page: Page, width: int, height: int) -> tuple[list[ScreenRow], ScreenRow, int]:
    """Return the visible rows of a page, a row with their numbers, and how far it is scrolled, at most to its last rows."""
    rows, start = _PAGES[page.kind](replace(state, mode=page.under), width, height)
    top = min(max(start + state.scroll, 0), max(len(rows) - height, 0))
    part = f" {top + 1}-{top + height} of {len(rows)} rows" if len(rows) > height else ""
    return rows[top : top + height], line(width, ("message", part)), top - start


def _help(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    """Return the help: every key with what it does, what the marks mean, and where keys are changed."""
    entries = key_entries(state)
    longest = min(max(len(entry.keys) for entry in entries), _WIDEST_KEYS)
    rows = [row for entry in entries for row in _entry(entry, longest, width)]
    for title, explanation in legend(state):
        rows += [(), line(width, ("panel", f" {title}")), *paragraph(width, explanation, indent=3)]
    return rows, 0


def _entry(entry: KeyHelp, aligned: int, width: int) -> list[ScreenRow]:
    """Return the rows of one entry of the help: its keys, padded to `aligned` columns, and beside them what they do."""
    explained = f"{entry.name}: {entry.description}" if entry.description else entry.name
    keys = [row([*mark("", " "), *style_cells("key", entry.keys)], width)]
    if len(entry.keys) > aligned:
        return [*keys, *paragraph(width, explained, indent=aligned + 3)]
    first, *others = paragraph(width, explained, indent=aligned + 3)
    return [row([*row_cells(keys[0]), *row_cells(first)[len(entry.keys) + 1 :]], width), *others]


def _guideline(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    rows = (
        paragraph(width, text, style, indent=len(text) - len(text.lstrip()) + 1) if text else [()]
        for style, text in guideline_lines(state)
    )
    return [row for wrapped in rows for row in wrapped], 0


def _code_points(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    spans = state.claim.spans if state.claim else (state.document.span(state.sentence.start, state.sentence.end),)
    return [line(width, ("", f" {text}")) for span in spans for text in code_points(span.text, span.start)], 0


def _article(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    """Return all blocks of the article, and the row at which the current one starts."""
    document = state.document
    current = document.sentences[min(state.at, len(document.sentences) - 1)].block if document.sentences else 0
    rows: list[ScreenRow] = []
    start = 0
    for number, block in enumerate(document.blocks):
        focal = number == current
        start = len(rows) if focal else start
        style = "" if block.kind in ANNOTATED_KINDS else "dim"
        head = ("panel", f"{'>' if focal else ' '}{number + 1:>3} {block.kind}")
        rows.append(line(width, head, ("dim", f"  {block.start}-{block.end}  {block.rule}")))
        rows += paragraph(width, document.text[block.start : min(block.end, block.start + LONGEST)], style, indent=5)
    return rows, start


def _versions(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    return [*remark_rows(state, width), *version_rows(state, width, full=True)], 0


_PAGES: dict[PageKind, Callable[[State, int, int], tuple[list[ScreenRow], int]]] = {
    PageKind.HELP: _help,
    PageKind.GUIDELINE: _guideline,
    PageKind.INSPECT: _code_points,
    PageKind.ARTICLE: _article,
    PageKind.VERSIONS: _versions,
}
