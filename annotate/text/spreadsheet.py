"""Texts as cells of CSV that a spreadsheet shows instead of running.

A spreadsheet takes a cell for a formula by its first character (OWASP, "CSV Injection"), even in quotation marks. Such a text
gets an apostrophe in front, by which spreadsheets mark a text. So does a text that begins with apostrophes before such a
character: that way exactly one apostrophe is to be removed when the cells are read back, and nothing is lost. The apostrophe
shifts offsets into the text by one, so a cell that offsets point into is written this way only for a spreadsheet to open it.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # the wide forms count where Chinese, Japanese or Korean is typed


def cell(text: str) -> str:
    """Return a text as a cell; `text_of_cell` returns the text again.

    >>> cell("=1+1"), cell("'=1+1"), cell("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def several(labels: Collection[str]) -> str:
    """Return several labels as a cell, in the form that pandas takes apart (``Series.str.get_dummies()``).

    None of the labels is an answer, too, other than the empty cell of a question without one.

    >>> several(("economy", "health")), several(())
    ('economy|health', '[]')
    """
    return "|".join(labels) or "[]"


def text_of_cell(cell: str) -> str:
    """Return the text of a cell.

    >>> text_of_cell("'=1+1"), text_of_cell("''=1+1"), text_of_cell("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
