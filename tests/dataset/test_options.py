"""Choices that make no dataset are refused when they are made."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.errors import ExportError


@pytest.mark.parametrize(
    "options",
    [
        {"test": -0.1},
        {"test": 1.0},
        {"validation": float("nan")},
        {"test": 0.5, "validation": 0.5},
        {"license": " "},
        {"name": ""},
    ],
)
def test_options_that_give_no_valid_dataset_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ExportError, match="give"):
        ExportOptions(**options)


def test_everything_has_a_default_and_no_split_may_be_wanted() -> None:
    assert ExportOptions() == ExportOptions(license="other", partial=True, test=0.1, validation=0.1)
    assert ExportOptions(test=0, validation=0).test == 0
