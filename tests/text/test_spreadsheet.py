"""No cell begins as a formula does, and every text can be read back."""

from __future__ import annotations

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.spreadsheet import cell, several, text_of_cell

texts = st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠ab,;\"") | st.characters(codec="utf-8"))


@given(texts)
def test_no_cell_is_run_and_none_is_lost(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert text_of_cell(cell(text)) == text


@pytest.mark.parametrize("text", ["", "Ann", "'tis", "''", "1", "a=b", " = 1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert cell(text) == text_of_cell(text) == text


def test_several_labels_are_one_cell_that_pandas_takes_apart() -> None:
    column = pandas.Series([several(("economy", "health")), several(("health",))])
    assert column.str.get_dummies().to_dict("list") == {"economy": [1, 0], "health": [1, 1]}
    assert several(()) == "[]"
