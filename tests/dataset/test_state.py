"""What is kept from export to export: only ever added to, never lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.state import KEY_FILE, LABELS_FILE, SPLITS_FILE, ExportState
from annotate.errors import ExportError
from annotate.schema import Schema, parse_schema


def test_a_name_keeps_its_pseudonym_and_new_ones_get_the_next_numbers(tmp_path: Path) -> None:
    first = ExportState(tmp_path)
    one = first.pseudonyms(["zoe", "ada"])
    assert sorted(one.values()) == ["annotator_1", "annotator_2"]
    assert first.pseudonyms(["bea", "ada"]) == {"ada": one["ada"], "bea": "annotator_3"}
    first.write()
    second = ExportState(tmp_path)
    assert second.pseudonyms(["cy", "zoe"]) == {"zoe": one["zoe"], "cy": "annotator_4"}
    second.write()
    assert set(json.loads((tmp_path / KEY_FILE).read_text())) == {"zoe", "ada", "bea", "cy"}


def test_the_numbers_do_not_tell_the_order_of_the_names() -> None:
    names = [f"name{number}" for number in range(20)]
    found = ExportState(Path("nowhere")).pseudonyms(names)
    assert sorted(found, key=lambda name: int(found[name].removeprefix("annotator_"))) not in (names, names[::-1])


def test_each_way_to_divide_has_splits_of_its_own(tmp_path: Path) -> None:
    kept = ExportState(tmp_path)
    kept.remember(ExportOptions(), {"a": "train"})
    kept.remember(ExportOptions(), {"a": "test", "b": "test"})
    kept.remember(ExportOptions(seed=1), {"a": "validation"})
    kept.write()
    again = ExportState(tmp_path)
    assert again.splits(ExportOptions(name="Another")) == {"a": "train", "b": "test"}
    assert again.splits(ExportOptions(seed=1)) == {"a": "validation"}
    assert again.splits(ExportOptions(split_by="outlet")) == {}


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    ExportState(tmp_path).write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (KEY_FILE, "{"),
        (KEY_FILE, "[]"),
        (KEY_FILE, '{"a": 1}'),
        (KEY_FILE, '{"a": ""}'),
        (KEY_FILE, '{"a": "annotator_1", "b": "annotator_1"}'),
        (KEY_FILE, '{"a": ' * 100_000),
        (SPLITS_FILE, "[{}]"),
        (SPLITS_FILE, "{}"),
        (SPLITS_FILE, ""),
        (SPLITS_FILE, "[" * 100_000),
        (SPLITS_FILE, "9" * 5_000),
        (SPLITS_FILE, '[{"by": "article", "seed": 0, "validation": 0.1, "test": 0.1, "articles": {"a": ["train"]}}]'),
    ],
    ids=lambda text: text[:30],
)
def test_a_file_that_cannot_be_read_stops_the_export_and_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(
        ExportError, match=f"{name} is damaged, .*; restore it from a backup, or move it away to (number|divide) "
    ):
        ExportState(tmp_path)
    assert (tmp_path / name).read_text() == text


def test_a_pseudonym_may_have_any_number(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text(json.dumps({"ada": "annotator_" + "9" * 5_000, "ben": "annotator_²", "cy": "annotator_7"}))
    assert ExportState(tmp_path).pseudonyms(["ada", "dan"])["dan"] == "annotator_8"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", os.mkdir)], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / SPLITS_FILE)
    with pytest.raises(ExportError, match=r"splits\.json cannot be read .*; correct that, or move it away to divide"):
        ExportState(tmp_path)


def test_the_state_of_another_export_is_not_overwritten(tmp_path: Path) -> None:
    slow, fast = ExportState(tmp_path), ExportState(tmp_path)
    fast.pseudonyms(["zoe"])
    fast.write()
    slow.pseudonyms(["ada"])
    with pytest.raises(ExportError, match="export again"):
        slow.write()
    assert set(json.loads((tmp_path / KEY_FILE).read_text())) == {"zoe"}


def changed(schema: Schema, change: Callable[[list[Any]], object]) -> Schema:
    raw = json.loads(json.dumps(schema.raw))
    change(raw["$defs"]["stance"]["properties"]["label"]["oneOf"])
    return parse_schema(json.dumps(raw))


EXTRA = {"const": "doubt", "title": "Doubt", "description": "Doubts it.", "x-key": "%"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda labels: labels.append(EXTRA), None),
        (lambda labels: labels.insert(0, EXTRA), "support was 0, is now 1; deny was 1, is now 2"),
        (lambda labels: labels.insert(2, EXTRA), "query was 2, is now 3"),
        (lambda labels: labels.append(labels.pop(0)), "support was 0, is now 4; deny was 1, is now 0"),
        (lambda labels: labels.reverse(), "support was 0, is now 4"),
        (lambda labels: labels.pop(), "unclear was 4, is gone"),
        (lambda labels: labels.pop(1), "deny was 1, is gone; query was 2, is now 1"),
        (lambda labels: labels[0].update(title="Agrees"), None),
    ],
)
def test_labels_keep_the_numbers_of_the_last_export(tmp_path: Path, schema: Schema, change: Any, words: str | None) -> None:
    state = ExportState(tmp_path)
    assert (state.has_labels, state.numbering_problem(schema)) == (False, None)
    state.set_labels(schema, "1.2.0")
    state.write()
    problem = ExportState(tmp_path).numbering_problem(changed(schema, change))
    assert (problem is None) == (words is None)
    if problem and words:
        assert words in problem
        assert "version 1.2.0" in problem
        assert "`stance.label`" in problem
        assert "--renumber" in problem


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"version": 1, "labels": {}}', '{"labels": {"a": [1]}, "version": ""}', '{"version": ""}']
)
def test_damaged_labels_stop_the_export(tmp_path: Path, text: str) -> None:
    (tmp_path / LABELS_FILE).write_text(text)
    with pytest.raises(ExportError, match=r"labels.json is damaged.*give labels other numbers"):
        ExportState(tmp_path)
