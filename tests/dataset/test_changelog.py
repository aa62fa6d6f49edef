"""What changed from export to export, and the number that it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.atomic_folder import mark
from annotate.dataset.changelog import changelog, previous_release, release, renumbered, succeed
from annotate.errors import ExportError


def made(
    labels: str = "ab", columns: tuple[str, ...] = ("label",), claims: int = 1, content: str = "x", **options: Any
) -> dict[str, Any]:
    from datasets import ClassLabel, Features

    features = {"claims": Features({name: ClassLabel(names=list(labels)) for name in columns})}
    return release(features, {"claims": claims}, {"claims/train-00000-of-00001.parquet": content}, ExportOptions(**options))


def test_the_first_export_is_one() -> None:
    first = succeed(made(), {}, "2026-11-22")
    assert first["version"] == "1.0.0"
    assert changelog(first).endswith("## 1.0.0 - 2026-11-22\n\n- The first export: 1 claim.\n")


def test_nothing_new_is_no_new_version() -> None:
    first = succeed(made(), {}, "2026-11-22")
    assert succeed(made(), first, "2026-12-01") == first


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 1},
        {"version": "1.0"},
        {"version": "1.0.x"},
        {"version": "9" * 5_000 + ".0.0"},
        {"changelog": "## 1.0.0"},
        {"changelog": [1]},
        {"columns": []},
        {"columns": {"claims": []}},
        {"counts": {"claims": "1"}},
        {"contents": None},
        {"choices": []},
    ],
    ids=str,
)
def test_a_damaged_release_stops_the_export(tmp_path: Path, changes: dict[str, Any]) -> None:
    first = succeed(made(), {}, "2026-11-22")
    mark(tmp_path, first)
    assert previous_release(tmp_path) == first
    mark(tmp_path, first | changes)
    with pytest.raises(ExportError, match=r"\.annotate\.json is damaged"):
        previous_release(tmp_path)


@pytest.mark.parametrize(
    ("labels", "renamed", "words"),
    [
        ("abc", "", None),
        ("abcd", "", None),
        ("bac", "", "a was 0, is now 1; b was 1, is now 0"),
        ("xabc", "", "a was 0, is now 1; b was 1, is now 2; c was 2, is now 3"),
        ("ac", "", "b was 1, is gone; c was 2, is now 1"),
        ("abx", "", "c was 2, is gone"),
        ("abx", "c", None),
        ("acx", "b", "c was 2, is now 1"),
    ],
)
def test_labels_that_have_other_numbers_are_named(labels: str, renamed: str, words: str | None) -> None:
    first = succeed(made("abc", ("label", "stance")), {}, "2026-11-22")
    now = made(labels, ("label", "stance"))
    assert renumbered(now["columns"], first, renamed) == ({"`label`, `stance`": words} if words else {})
    text = changelog(succeed(now, first, "2026-12-01"))
    assert f"{words}.\n" in text if words else ("is now" not in text)
    assert ("Labels changed in `label`, `stance`: " in text) == (not labels.startswith("abc"))


def test_a_folder_without_a_release_is_the_first(tmp_path: Path) -> None:
    assert previous_release(tmp_path) == {}


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
