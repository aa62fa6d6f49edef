"""A license is one that the Hub knows, or the message says which was meant."""

from __future__ import annotations

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.licenses import LICENSES, license_problem
from annotate.errors import ExportError


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


def test_every_listed_license_is_taken() -> None:
    assert not [license for license in LICENSES if license_problem(license)]
