"""Links between claims in a dataset: clusters, pairs and positions, what is left out, and the splits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import Export, read_dataset
from annotate.dataset.difference import compare
from annotate.dataset.links import ACROSS_SPLITS, NOT_EXPORTED, KnownPair, LinkLayer
from annotate.dataset.other_formats import convert
from annotate.linking.recall import MeasuredRecall
from annotate.model import Document
from annotate.model.links import Draw
from annotate.schema import Schema
from support.world import World

DRAW = Draw("likely", 0.5, 7, "char-bm25/1", 0.875, 2)


def corpus(size: int = 30, **metadata: Any) -> tuple[list[Document], list[Any]]:
    """Return articles with sentences of their own, so that nothing but links connects them."""
    documents = [
        World.document(f"doc{n:04d}", [f"Headline {n} of its own", *(f"{word} {n} is {n * 7}." for word in WORDS)], **metadata)
        for n in range(size)
    ]
    return documents, [revision for document in documents for revision in World.labelled(document)]


WORDS = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")


def claim(document: int, sentence: int = 1) -> str:
    """Return the id of a claim of `corpus`."""
    return f"{corpus(document + 1)[0][document].sentences[sentence].id}/c1"


def layer(clusters: list[list[str]], pairs: list[KnownPair] | None = None, **fields: Any) -> LinkLayer:
    """Return a layer of clusters, with all their pairs, and of other pairs."""
    same = [KnownPair(members[0], other, "same", "single", 1, None, DRAW) for members in clusters for other in members[1:]]
    pairs = sorted([*same, *(pairs or [])], key=lambda pair: (pair.first, pair.second))
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for document in corpus()[0]:
        for sentence in document.sentences:
            (made,) = World.annotation(document, sentence).claims
            spans[f"{sentence.id}/c1"] = tuple((span.start, span.end) for span in made.spans)
    used = {claim for pair in pairs for claim in (pair.first, pair.second)} | {c for members in clusters for c in members}
    return LinkLayer(
        pairs,
        {claim: spans[claim] for claim in used if claim in spans} | fields.pop("spans", {}),
        {claim: members[0] for members in clusters for claim in members},
        **fields,
    )


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


def export(target: Path, schema: Schema, links: LinkLayer | None, size: int = 30, **options: Any) -> Export:
    return World.export(target, *corpus(size), schema, layer=links, **options)


def rows(folder: Path, config: str) -> list[dict[str, Any]]:
    return [row for split in read_dataset(folder, config).values() for row in split]


def test_without_links_the_column_is_empty_and_there_is_nothing_else(target: Path, schema: Schema) -> None:
    done = export(target, schema, None)
    assert done.links is None
    assert set(done.configs) == {"sentences", "claims", "annotations", "articles"}
    assert {row["cluster"] for row in rows(target, "claims")} == {None}
    assert "Links between claims" not in (target / "README.md").read_text(encoding="utf-8")


def test_a_claim_has_its_cluster_and_one_alone_its_own_id(target: Path, schema: Schema) -> None:
    export(target, schema, layer([[claim(0), claim(1), claim(2)]]))
    found = {row["claim_id"]: row["cluster"] for row in rows(target, "claims")}
    assert [found[claim(n)] for n in (0, 1, 2, 3)] == [claim(0), claim(0), claim(0), claim(3)]


def test_pairs_say_what_was_decided_how_and_from_which_draw(target: Path, schema: Schema) -> None:
    against = KnownPair(claim(0), claim(3), "contradicts", "adjudicated", 2, 0.5, None)
    inferred = KnownPair(claim(1), claim(3), "contradicts", decisions=2, conflict=True)
    done = export(target, schema, layer([[claim(0), claim(1)]], [against, inferred]), size=9)
    features = read_dataset(target, "pairs")["train"].features
    found = {(row["first"], row["second"]): row for row in rows(target, "pairs")}
    decided = found[claim(0), claim(1)]
    assert features["label"].int2str(decided["label"]) == "same"
    assert (decided["label_source"], decided["gold"], decided["n_annotators"]) == ("decided", "single", 1)
    assert [decided[name] for name in ("stratum", "probability", "weight", "seed", "method", "score", "rank")] == [
        *("likely", 0.5, 2.0, 7, "char-bm25/1", 0.875, 2)
    ]
    assert (decided["first_cluster"], decided["second_cluster"]) == (claim(0), claim(0))
    assert (decided["first_document"], decided["second_document"]) == ("doc0000", "doc0001")
    assert decided["first_text"] == next(row["text"] for row in rows(target, "claims") if row["claim_id"] == claim(0))
    by_hand = found[claim(0), claim(3)]
    assert (by_hand["gold"], by_hand["agreement"], by_hand["stratum"], by_hand["weight"]) == ("adjudicated", 0.5, None, None)
    follows = found[claim(1), claim(3)]
    assert (follows["label_source"], follows["gold"], follows["n_decisions"], follows["conflict"]) == ("inferred", None, 2, True)
    assert done.links is not None
    assert (done.links.decided, done.links.inferred) == ({"same": 1, "contradicts": 1}, {"contradicts": 1})
    assert (done.links.clusters, done.links.claims, done.links.conflicts) == (1, 2, 1)


def test_positions_say_who_says_what_about_the_same_thing(target: Path, schema: Schema) -> None:
    against = KnownPair(claim(0), claim(3), "contradicts", "single", 1)
    export(
        target, schema, layer([[claim(0), claim(1)]], [against, KnownPair(claim(5), claim(6), "related", "single", 1)]), size=9
    )
    stance = read_dataset(target, "positions")["train"].features["stance"]
    found = [
        (row["cluster"], row["claim_id"], row["source_id"], row["source"], stance.int2str(row["stance"]), row["document"])
        for row in rows(target, "positions")
    ]
    assert [(cluster, id, source, said) for cluster, id, source, _, said, _ in found] == [
        (claim(0), claim(0), "s0", "neutral"),
        (claim(0), claim(0), "s1", "support"),
        (claim(0), claim(1), "s0", "neutral"),
        (claim(0), claim(1), "s1", "support"),
        (claim(3), claim(3), "s0", "neutral"),
        (claim(3), claim(3), "s1", "support"),
    ]
    assert {name for *_, name, _, _ in found} >= {"author"}
    assert {document for *_, document in found} == {"doc0000", "doc0001", "doc0003"}


def test_a_claim_that_is_another_one_in_the_dataset_takes_its_pairs_with_it(target: Path, schema: Schema) -> None:
    moved = layer([[claim(0), claim(1)], [claim(2), claim(3)]], spans={claim(1): ((0, 4),)})
    done = export(target, schema, moved, size=9)
    assert [row["first"] for row in rows(target, "pairs")] == [claim(2)]
    assert done.links is not None
    assert done.links.left_out == {NOT_EXPORTED: 1}
    assert done.links.clusters == 1


def test_nothing_exported_of_the_links_is_told_and_writes_no_config(target: Path, schema: Schema) -> None:
    done = export(target, schema, layer([[claim(20), claim(21)]]), size=9)
    assert done.links is not None
    assert done.links.left_out == {NOT_EXPORTED: 1}
    assert "pairs" not in done.configs
    assert not (target / "pairs").exists()


def test_clusters_stay_in_one_split(target: Path, schema: Schema) -> None:
    clusters = [[claim(2 * n), claim(2 * n + 1)] for n in range(15)]
    done = export(target, schema, layer(clusters))
    split = {row["document"]: name for name, part in read_dataset(target, "articles").items() for row in part}
    assert set(split.values()) == {"train", "validation", "test"}
    assert all(split[f"doc{2 * n:04d}"] == split[f"doc{2 * n + 1:04d}"] for n in range(15))
    assert done.links is not None
    assert (done.links.together, done.links.connected, done.links.left_out) == (True, 2, {})
    assert done.leaks.clusters == 0
    assert done.configs["pairs"] == {name: len(part) for name, part in read_dataset(target, "pairs").items()}


def test_one_claim_that_everybody_repeats_does_not_glue_all_articles_together(target: Path, schema: Schema) -> None:
    done = export(target, schema, layer([[claim(n) for n in range(30)]]))
    assert done.links is not None
    assert (done.links.together, done.links.connected) == (False, 30)
    assert {"validation", "test"} <= done.configs["articles"].keys()
    assert done.links.left_out[ACROSS_SPLITS] == 29 - sum(done.configs["pairs"].values())
    assert done.leaks.clusters == 1
    assert sum(done.leaks.claims.values()) == 30 - done.configs["articles"]["train"]
    card = (target / "README.md").read_text(encoding="utf-8")
    assert "would leave too little to evaluate on; the largest part that clusters connect has 30 of 30 articles (100%)" in card
    assert "1 cluster of claims that say the same is in two splits or more" in card


def test_an_article_keeps_its_split_when_links_come(target: Path, schema: Schema) -> None:
    export(target, schema, None)
    before = {row["document"]: name for name, part in read_dataset(target, "articles").items() for row in part}
    done = export(target, schema, layer([[claim(2 * n), claim(2 * n + 1)] for n in range(15)]))
    assert before == {row["document"]: name for name, part in read_dataset(target, "articles").items() for row in part}
    assert done.links is not None
    assert done.links.left_out[ACROSS_SPLITS] == done.leaks.clusters > 0
    assert done.version == "1.1.0"
    changes = (target / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "New columns in `pairs`" in changes
    assert "linked pairs" in changes


def test_the_same_links_give_the_same_bytes(tmp_path: Path, schema: Schema) -> None:
    links = layer([[claim(0), claim(1)], [claim(4), claim(9)]])
    folders = [tmp_path / name / "dataset" for name in "ab"]
    for folder in folders:
        folder.parent.mkdir()
        export(folder, schema, links, jobs=1 if folder == folders[0] else 2)
    first, second = map(World.bytes_of, folders)
    assert first == second


def test_without_text_nothing_is_quoted(target: Path, schema: Schema) -> None:
    export(target, schema, layer([[claim(0), claim(1)]]), without_text=True, size=9)
    (pair,) = rows(target, "pairs")
    assert (pair["first_text"], pair["second_text"]) == (None, None)
    assert {(row["text"], row["source"]) for row in rows(target, "positions")} == {(None, None)}


@pytest.mark.parametrize("format", ["jsonl", "csv", "spacy"])
def test_other_formats(target: Path, schema: Schema, tmp_path: Path, format: Any) -> None:
    export(target, schema, layer([[claim(0), claim(1)]], [KnownPair(claim(0), claim(3), "entails", "single", 1)]), size=9)
    other = tmp_path / "other"
    convert(target, other, format)
    if format != "spacy":
        assert len(compare(target, other)) == 0
    if format == "jsonl":
        first = json.loads((other / "pairs-train.jsonl").read_text(encoding="utf-8").splitlines()[0])
        assert first["label"] == "same"


def test_a_difference_names_pairs_and_positions(tmp_path: Path, schema: Schema) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    export(old, schema, layer([[claim(0), claim(1)]]), size=9)
    export(new, schema, layer([[claim(0), claim(1), claim(2)]]), size=9)
    kinds = {difference.kind: difference for difference in compare(old, new)}
    assert kinds["pairs"].added == (f"{claim(0)} and {claim(2)}",)
    assert kinds["positions"].added == (f"{claim(2)} by s0", f"{claim(2)} by s1")
    assert kinds["claims"].fields == {"cluster": 1}


def test_croissant_and_the_schema_of_rows_describe_them(target: Path, schema: Schema) -> None:
    import mlcroissant
    from jsonschema import Draft202012Validator

    export(target, schema, layer([[claim(0), claim(1)]]), size=9)
    described = mlcroissant.Dataset(jsonld=str(target / "croissant.json"))
    (record,) = described.records("pairs")
    assert record["pairs/weight"] == 2
    assert len(list(described.records("positions"))) == 4
    definitions = json.loads((target / "rows.schema.json").read_text(encoding="utf-8"))
    for config in ("pairs", "positions"):
        validator = Draft202012Validator({"$defs": definitions["$defs"], "$ref": f"#/$defs/{config}"})
        for row in rows(target, config):
            validator.validate(row)


def test_it_streams(target: Path, schema: Schema) -> None:
    import datasets

    export(target, schema, layer([[claim(0), claim(1)]]), size=9)
    for config, number in (("pairs", 1), ("positions", 4)):
        streamed = datasets.load_dataset(str(target), config, streaming=True)
        assert len(list(streamed["train"])) == number


def test_the_card_tells_of_links_and_of_the_audit(target: Path, schema: Schema) -> None:
    links = layer(
        [[claim(0), claim(1)]],
        left_out={"pairs on which annotators differ": 3},
        recall=MeasuredRecall(50, 20, (0.9, 0.7, 0.97)),
    )
    export(target, schema, links, size=9)
    card = (target / "README.md").read_text(encoding="utf-8")
    for words in (
        "## Links between claims",
        "| `same` | 1 | 0 |",
        "There is 1 cluster of two or more claims, with 2 claims.",
        "2 of 9 articles (22%)",
        "50 claims were drawn at random",
        "90 % had been linked (70–97 %",
        "That is an upper bound",
        "- pairs on which annotators differ: 3",
        "#### `pairs`",
    ):
        assert words in card, words
    few = layer([[claim(0), claim(1)]], recall=MeasuredRecall(5, 0, None))
    export(target, schema, few, size=9)
    assert "none of them has a match" in (target / "README.md").read_text(encoding="utf-8")
