"""What changed from export to export, and the number that it gives."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.changelog import changelog, release, succeed


def made(
    labels: str = "ab", columns: tuple[str, ...] = ("label",), claims: int = 1, content: str = "x", **options: Any
) -> dict[str, Any]:
    from datasets import ClassLabel, Features

    features = {"claims": Features({name: ClassLabel(names=list(labels)) for name in columns})}
    return release(features, {"claims": claims}, {"claims/train-00000-of-00001.parquet": content}, ExportOptions(**options))


def test_the_first_export_is_one() -> None:
    first = succeed(made(), {}, "2026-11-22")
    assert first["version"] == "1.0.0"
    assert changelog(first).endswith("## 1.0.0 - 2026-11-22\n\n- The first export: 1 claims.\n")


def test_nothing_new_is_no_new_version() -> None:
    first = succeed(made(), {}, "2026-11-22")
    assert succeed(made(), first, "2026-12-01") == first


@pytest.mark.parametrize(
    ("changes", "version", "line"),
    [
        ({"claims": 3, "content": "y"}, "1.1.0", "- Now 3 claims (+2).\n- Rows changed in `claims`.\n"),
        ({"content": "y"}, "1.1.0", "- Rows changed in `claims`.\n"),
        ({"license": "cc0-1.0"}, "1.1.0", "- `license` is now 'cc0-1.0'; it was 'other'.\n"),
        ({"columns": ("label", "tone")}, "1.1.0", "- New columns in `claims`: `tone`.\n"),
        ({"labels": "abc"}, "1.1.0", "- Columns with different labels or a different type in `claims`: `label`.\n"),
        ({"labels": "ba"}, "2.0.0", "- Columns with different labels or a different type in `claims`: `label`.\n"),
        ({"columns": ("tone",)}, "2.0.0", "- Removed columns in `claims`: `label`.\n"),
    ],
)
def test_changes_are_listed_and_numbered(changes: dict[str, Any], version: str, line: str) -> None:
    second = succeed(made(**changes), succeed(made(), {}, "2026-11-22"), "2026-12-01")
    assert second["version"] == version
    text = changelog(second)
    assert f"## {version} - 2026-12-01\n\n" in text
    assert line in text
    assert text.index("2026-12-01") < text.index("2026-11-22")
