"""What two exports or dumps have that the other does not, in any mix of formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset.difference import compare, difference_lines, difference_to_json, summary
from annotate.dataset.other_formats import convert
from annotate.errors import ExportError
from annotate.model import ADJUDICATION, Annotation, Revision, revision_to_json
from annotate.model.assignments import assignment_to_json
from annotate.schema import Schema, parse_schema
from support.storing import at, give

Corpus = tuple[list[Any], list[Revision]]


def corpus(world: Any) -> Corpus:
    documents: list[Any]
    documents, revisions = world.corpus(4)
    return documents, [*revisions, *(replace(r, annotator="ada") for r in revisions if r.document == "doc0001")]


def relabel(corpus: Corpus) -> Corpus:
    documents, revisions = corpus
    return documents, [replace(r, annotation=Annotation("no_claim")) if r.sentence == "doc0002:0" else r for r in revisions]


def fewer(corpus: Corpus) -> Corpus:
    documents, revisions = corpus
    return documents[:3], [r for r in revisions if r.document != "doc0003"]


def notes(corpus: Corpus) -> Corpus:
    documents, revisions = corpus
    return documents, [
        replace(r, annotation=replace(r.annotation, note="Changed.")) if r.sentence == "doc0000:0" and r.annotation else r
        for r in revisions
    ]


def effort(corpus: Corpus) -> Corpus:
    """Return the same decisions, made at another time in another way."""
    documents, revisions = corpus
    return documents, [replace(r, seconds=99.0, keys=1, tool="9.9", created="2027-01-01T00:00:00.000000Z") for r in revisions]


def write(world: Any, schema: Schema, folder: Path, corpus: Corpus, format: str) -> Path:
    documents, revisions = corpus
    folder.mkdir()
    if format == "dump":
        lines = (json.dumps(revision_to_json(revision)) + "\n" for revision in revisions)
        (folder / "dump.jsonl").write_text("".join(lines), encoding="utf-8")
        return folder / "dump.jsonl"
    done = world.export(folder / "dataset", documents, revisions, schema, names=True)
    if format != "dataset":
        convert(done.path, folder / "out", format)  # type: ignore[arg-type]
        return folder / "out"
    path: Path = done.path
    return path


FORMATS = ("dataset", "jsonl", "csv", "dump")
MIXES = [(old, new) for old in FORMATS for new in FORMATS]


@pytest.mark.parametrize(("old", "new"), MIXES)
def test_the_same_is_the_same_in_every_format(world: Any, schema: Schema, tmp_path: Path, old: str, new: str) -> None:
    one = write(world, schema, tmp_path / "old", corpus(world), old)
    two = write(world, schema, tmp_path / "new", effort(corpus(world)), new)
    assert compare(one, two) == ()


@pytest.mark.parametrize(("old", "new"), MIXES)
@pytest.mark.parametrize(
    ("change", "kind", "expected"),
    [
        (relabel, "annotations", ((), (), {"doc0002:0 by zoe": {"claims", "label", "note", "sources", "stances"}})),
        (notes, "annotations", ((), (), {"doc0000:0 by zoe": {"note"}})),
        (fewer, "articles", ((), ("doc0003",), {})),
    ],
)
def test_changes_are_found_in_every_mix(
    world: Any, schema: Schema, tmp_path: Path, old: str, new: str, change: Callable[[Corpus], Corpus], kind: str, expected: Any
) -> None:
    one = write(world, schema, tmp_path / "old", corpus(world), old)
    two = write(world, schema, tmp_path / "new", change(corpus(world)), new)
    found = {difference.kind: difference for difference in compare(one, two)}
    own = found[kind]
    assert (own.added, own.removed, {key: set(fields) for key, fields in own.changed.items()}) == expected
    back = {difference.kind: difference for difference in compare(two, one)}[kind]
    assert (back.added, back.removed, back.changed.keys()) == (own.removed, own.added, own.changed.keys())
    if "dump" not in (old, new) and change is relabel:
        assert found["claims"].removed == ("doc0002:0/c1",)
        assert found["sentences"].changed["doc0002:0"]["label"] == ("claim", "no_claim")


def test_labels_and_columns(world: Any, schema: Schema, tmp_path: Path) -> None:
    raw = json.loads(json.dumps(schema.raw))
    labels = raw["$defs"]["stance"]["properties"]["label"]["oneOf"]
    labels.append({"const": "doubt", "title": "Doubt", "description": "Doubts it.", "x-key": "%"})
    raw["$defs"]["claim"]["properties"]["tone"] = {"title": "Tone", "description": "Its tone.", "type": "string", "x-ask": "full"}
    one = write(world, schema, tmp_path / "old", corpus(world), "dataset")
    two = write(world, parse_schema(json.dumps(raw)), tmp_path / "new", corpus(world), "dataset")
    (difference,) = compare(one, two)
    assert (difference.kind, difference.added[0]) == ("labels", "annotations.claims.tone")
    assert difference.changed["claims.stance"]["type"][1].endswith("4 unclear, 5 doubt")


def test_a_dump_counts_by_its_newest_decisions(world: Any, schema: Schema, tmp_path: Path) -> None:
    documents, revisions = corpus(world)
    later = replace(revisions[0], annotation=Annotation("no_claim"), created="2027-01-01T00:00:00.000000Z")
    undone = replace(revisions[1], annotation=None, created="2027-01-01T00:00:00.000000Z")
    ruled = replace(revisions[2], layer=ADJUDICATION, annotator="max")
    one = write(world, schema, tmp_path / "old", (documents, revisions), "dump")
    two = write(world, schema, tmp_path / "new", (documents, [ruled, undone, later, *revisions]), "dump")
    annotations, adjudications = compare(one, two)
    assert (annotations.removed, list(annotations.changed)) == ((f"{undone.sentence} by zoe",), [f"{later.sentence} by zoe"])
    assert (adjudications.kind, adjudications.added) == ("adjudications", (ruled.sentence,))


def test_how_articles_were_chosen_is_compared_between_dumps(world: Any, schema: Schema, tmp_path: Path) -> None:
    one = write(world, schema, tmp_path / "old", corpus(world), "dump")
    two = write(world, schema, tmp_path / "new", corpus(world), "dump")
    for path, rounds in ((one, (1, 2)), (two, (1, 3, 4))):
        with path.open("a", encoding="utf-8") as stream:
            for tick, round in enumerate(rounds):
                stream.write(json.dumps(assignment_to_json(give(tick, document="doc0001", round=round))) + "\n")
    (difference,) = compare(one, two)
    assert (difference.kind, difference.added) == ("assignments", (f"doc0001 by mk at {at(2)}",))
    assert difference.changed == {f"doc0001 by mk at {at(1)}": {"round": (2, 3)}}
    done = world.export(tmp_path / "dataset", *corpus(world), schema, names=True)
    assert compare(two, done.path) == (), "which has it in its articles"


def test_names_in_a_dump_are_pseudonyms_in_an_export(world: Any, schema: Schema, tmp_path: Path) -> None:
    dump = write(world, schema, tmp_path / "old", corpus(world), "dump")
    done = world.export(tmp_path / "new" / "dataset", *corpus(world), schema)
    names = json.loads((tmp_path / "new" / "state" / "annotators.json").read_text(encoding="utf-8"))
    assert compare(dump, done.path, names) == compare(done.path, dump, names) == ()
    assert compare(dump, done.path) != ()


def test_differences_in_words(world: Any, schema: Schema, tmp_path: Path) -> None:
    one = write(world, schema, tmp_path / "old", corpus(world), "dataset")
    two = write(world, schema, tmp_path / "new", fewer(relabel(corpus(world))), "dataset")
    differences = compare(one, two)
    lines = list(difference_lines(differences, 1))
    assert lines[:2] == ["articles: 1 removed", "  - doc0003"]
    assert any(line.startswith("sentences: 6 removed, 1 changed (") for line in lines)
    assert any(line.startswith("  ~ doc0002:0: ") and 'label: "claim" -> "no_claim"' in line for line in lines)
    assert not [line for line in difference_lines(differences, 0) if line.startswith(" ")]
    assert "articles: 0 added, 1 removed, 0 changed; sentences: 0 added, 6 removed, 1 changed" in summary(differences)
    assert difference_to_json(differences[0]) == {"added": (), "removed": ("doc0003",), "changed": {}, "fields": {}}


def test_the_changelog_says_how_many_rows_changed(world: Any, schema: Schema, tmp_path: Path) -> None:
    world.export(tmp_path / "dataset", *corpus(world), schema)
    world.export(tmp_path / "dataset", *relabel(corpus(world)), schema)
    text = (tmp_path / "dataset" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "claims: 0 added, 1 removed, 0 changed" in text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none", None, "does not exist"),
        ("x.jsonl", "{\n", "x.jsonl:1: the line is not an object of JSON"),
        ("x.jsonl", "[]\n", "x.jsonl:1: the line is not an object of JSON"),
        ("x.jsonl", '{"id": 1}\n', "is not a dump: a record has no 'document'"),
        ("x.jsonl", '{"assignment": {}}\n', "is not a dump: an assignment has document, "),
        ("folder", "", "is not an export"),
    ],
)
def test_what_cannot_be_compared(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif content is not None:
        path.write_text(content)
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(ExportError, match=message):
        compare(tmp_path / "empty.jsonl", path)
