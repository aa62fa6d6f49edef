"""JSONL is read by `load_dataset("json")` in every split, whatever only later splits have."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from annotate.dataset import json_text
from annotate.dataset.other_formats import convert, read_rows
from annotate.model import Annotation, Document, Revision, Sentence, Source, Stance
from annotate.schema import Schema

Change = Callable[[Any, Document, Revision], Revision]


def bare(document: Document, sentence: Sentence, world: Any) -> Annotation:
    """Return an annotation with no more than the required answers: no cue, no note, no optional answer."""
    whole: Annotation = world.annotation(document, sentence)
    sources = tuple(Source(s.id, s.name, None, {"type": "person", "naming": "named"}) for s in whole.sources)
    claims = tuple(replace(claim, attributes={"type": "event", "verifiability": "verifiable"}) for claim in whole.claims)
    return replace(whole, claims=claims, sources=sources, stances=(Stance("c1", "s1", "support"),), note="")


def with_annotation(revision: Revision, **changes: Any) -> Revision:
    assert revision.annotation is not None
    return replace(revision, annotation=replace(revision.annotation, **changes))


def plural(world: Any, document: Document, revision: Revision) -> Revision:
    answers = {"type": "person", "naming": "named", "plural": True, "role": "owner"}
    return with_annotation(revision, sources=(Source("s1", "Ada", None, answers),))


def mention(world: Any, document: Document, revision: Revision) -> Revision:
    return with_annotation(revision, sources=(Source("s1", "Ada", document.span(0, 4), {"type": "person", "naming": "named"}),))


def cue(world: Any, document: Document, revision: Revision) -> Revision:
    return with_annotation(revision, stances=(Stance("c1", "s1", "deny", document.span(0, 4), {"quote": "direct"}),))


def flag(world: Any, document: Document, revision: Revision) -> Revision:
    return with_annotation(revision, flag="unsure", note="2026-11-20")


def no_origins(world: Any, document: Document, revision: Revision) -> Revision:
    return replace(revision, origins=())


def normalized(world: Any, document: Document, revision: Revision) -> Revision:
    assert revision.annotation is not None
    claims = tuple(
        replace(claim, attributes={**claim.attributes, "normalized": "It holds."}) for claim in revision.annotation.claims
    )
    return with_annotation(revision, claims=claims)


def text(value: Any) -> str:
    return orjson.dumps(value).decode()


CHANGES: list[Change] = [plural, mention, cue, flag, no_origins, normalized]


def make(world: Any, schema: Schema, folder: Path, change: Change, splits: tuple[str, ...], claims: bool = True) -> Path:
    """Export twenty articles of which those in some splits are changed, and return the folder of the dataset."""
    documents = [
        world.document(f"doc{number:02}", [f"Dam {number} holds, a board says on day {number}."], url=None, published=None)
        for number in range(20)
    ]
    revisions = [world.revision(d, 0, bare(d, d.sentences[0], world) if claims else Annotation("no_claim")) for d in documents]
    done = world.export(folder / "dataset", documents, revisions, schema)
    where = {row["document"]: split for split in done.configs["articles"] for row in read_rows(done.path, "articles", split)}
    for number, document in enumerate(documents):
        if where[document.id] in splits:
            whole = world.revision(document, 0, bare(document, document.sentences[0], world))
            revisions[number] = change(world, document, whole)
    done = world.export(folder / "dataset", documents, revisions, schema)
    path: Path = done.path
    return path


def load(folder: Path, config: str, cache: Path) -> dict[str, list[dict[str, Any]]]:
    import datasets

    datasets.disable_progress_bars()
    files = {
        split: str(path) for split in ("train", "validation", "test") if (path := folder / f"{config}-{split}.jsonl").exists()
    }
    loaded = datasets.load_dataset("json", data_files=files, cache_dir=str(cache))
    return {split: list(rows) for split, rows in loaded.items()}


@pytest.mark.slow
@pytest.mark.parametrize("splits", [("test",), ("validation", "test"), ("train",)])
@pytest.mark.parametrize("change", CHANGES)
def test_every_split_loads_whatever_only_some_have(
    world: Any, schema: Schema, tmp_path: Path, change: Change, splits: tuple[str, ...]
) -> None:
    dataset = make(world, schema, tmp_path, change, splits)
    texts = {tuple(column.split(".")) for column in convert(dataset, tmp_path / "out", "jsonl")}
    schemas = json.loads((tmp_path / "out" / "rows.schema.json").read_bytes())
    for config in ("sentences", "claims", "annotations", "articles"):
        validator = jsonschema.Draft202012Validator(schemas["$defs"][config])
        for split, rows in load(tmp_path / "out", config, tmp_path / "cache").items():
            expected = list(read_rows(dataset, config, split))
            assert len(rows) == len(expected)
            for line in (tmp_path / "out" / f"{config}-{split}.jsonl").read_text(encoding="utf-8").splitlines():
                assert list(validator.iter_errors(json.loads(line))) == []
            if config == "claims":
                paths = {path[1:] for path in texts if path[0] == config}
                assert rows == [json_text.with_texts(row, paths, text) for row in expected]


def test_a_split_without_claims_before_one_with_claims(world: Any, schema: Schema, tmp_path: Path) -> None:
    dataset = make(world, schema, tmp_path, plural, ("test",), claims=False)
    assert convert(dataset, tmp_path / "out", "jsonl")[-3:] == ["sentences.claims", "sentences.sources", "sentences.stances"]
    assert load(tmp_path / "out", "sentences", tmp_path / "cache")["test"][0]["claims"].startswith('[{"id":"c1"')
    assert load(tmp_path / "out", "claims", tmp_path / "cache").keys() == {"test"}


def test_what_the_first_split_has_is_not_text(world: Any, schema: Schema, tmp_path: Path) -> None:
    assert convert(make(world, schema, tmp_path, cue, ("train",)), tmp_path / "out", "jsonl") == []


@pytest.mark.parametrize(
    ("first", "later", "is_text"),
    [
        ("2026-05-01", "2026-05-02", False),
        ("2026-05-01", "last spring", True),
        ("2026-05-01", "2026-05-01T10:00:00Z", True),
        ("spring", "2026-05-01", False),
        (None, "2026-05-01", True),
        (None, None, False),
        ("2026-05-01", None, False),
    ],
)
def test_texts_that_look_like_dates(
    world: Any, schema: Schema, tmp_path: Path, first: str | None, later: str | None, is_text: bool
) -> None:
    documents = [world.document(f"doc{number:02}", [f"Dam {number} holds."], published=first) for number in range(20)]
    revisions = [world.revision(document, 0, Annotation("no_claim")) for document in documents]
    done = world.export(tmp_path / "dataset", documents, revisions, schema)
    tests = {row["document"] for row in read_rows(done.path, "articles", "test")}
    documents = [replace(document, published=later if document.id in tests else first) for document in documents]
    done = world.export(tmp_path / "dataset", documents, revisions, schema)
    assert convert(done.path, tmp_path / "out", "jsonl") == ["articles.published"] * is_text
    assert {len(rows) for rows in load(tmp_path / "out", "articles", tmp_path / "cache").values()} == {2, 16}


def test_only_the_beginning_of_the_first_split_gives_types(
    world: Any, schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = make(world, schema, tmp_path, cue, ("train",))
    monkeypatch.setattr("annotate.dataset.other_formats.LEADING_BYTES", -1)
    documents = [world.document(f"doc{number}", ["A dam holds, they say."]) for number in range(2)]
    revisions = [world.revision(documents[0], 0, Annotation("no_claim"))]
    revisions += [world.revision(documents[1], 0, world.annotation(documents[1], documents[1].sentences[0]))]
    dataset = world.export(tmp_path / "two" / "dataset", documents, revisions, schema).path
    assert "sentences.claims" in convert(dataset, tmp_path / "out", "jsonl")


def test_the_schema_describes_texts() -> None:
    inner = {"type": ["boolean", "null"]}
    items = {"type": ["object", "null"], "properties": {"sure": inner, "id": {"type": "string"}}}
    schema = {"type": "object", "properties": {"claims": {"type": "array", "items": items}, "n": {"type": "integer"}}}
    json_text.describe_texts(schema, [("claims", "sure")])
    text = {"type": "string", "contentMediaType": "application/json", "contentSchema": inner}
    assert schema["properties"]["claims"] == {
        "type": "array",
        "items": {"type": ["object", "null"], "properties": {"sure": text, "id": {"type": "string"}}},
    }
    row = {"claims": [{"sure": None, "id": "c"}], "n": 1}
    written = json_text.with_texts(row, {("claims", "sure"), ("n",)}, json.dumps)
    assert written == {"claims": [{"sure": "null", "id": "c"}], "n": "1"}
