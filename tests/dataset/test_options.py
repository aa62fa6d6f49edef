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


@pytest.mark.parametrize(
    ("license", "hint"),
    [
        ("CC BY 4.0", "did you mean cc-by-4.0?"),
        ("cc_by_sa_4.0", "did you mean cc-by-sa-4.0?"),
        ("CC0", "did you mean cc0-1.0?"),
        ("all rights reserved", "repositories-licenses"),
        ("mit\n---", "did you mean mit?"),
    ],
)
def test_a_license_that_the_hub_does_not_know_is_refused(license: str, hint: str) -> None:
    with pytest.raises(ExportError, match="is not a license identifier of the Hub") as refused:
        ExportOptions(license=license)
    assert hint in str(refused.value)
    assert "give other" in str(refused.value)


@pytest.mark.parametrize("license", ["cc-by-4.0", "CC-BY-4.0", "odc-by", "other", "Apache-2.0"])
def test_identifiers_of_the_hub_are_taken_in_any_case(license: str) -> None:
    assert ExportOptions(license=license).license == license


def test_everything_has_a_default_and_no_split_may_be_wanted() -> None:
    assert ExportOptions() == ExportOptions(license="other", partial=True, test=0.1, validation=0.1)
    assert ExportOptions(test=0, validation=0).test == 0
