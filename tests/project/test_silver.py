"""Suggestions for articles that nobody labelled: what is exported, and how often the rules were right where people looked."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import datasets
import pytest
from datasets import load_dataset
from jsonschema import Draft202012Validator

from annotate.dataset import Export, ExportOptions
from annotate.dataset.silver import RuleRecord
from annotate.errors import ExportError
from annotate.model import ADJUDICATION, Annotation, Claim, Document, Origin, Source, Stance, Suggestion
from annotate.project import Project, init_project
from annotate.project.imported_suggestions import StoredSuggestion, SuggestionFile
from annotate.project.learning import suggested
from annotate.project.silver import measure, suggested_claims
from support.builders import at_second, make_revision

LABELLED, UNLABELLED = 10, 4
TOPICS = (
    "ferry",
    "bridge",
    "harbour",
    "market",
    "school",
    "tunnel",
    "airport",
    "stadium",
    "library",
    "museum",
    "castle",
    "theatre",
)


def article(number: int) -> str:
    topic = TOPICS[number % len(TOPICS)]
    return (
        f"News of the {topic} {number}\n\nThe {topic} in district {number} was closed on Monday, Ann Lee said. "
        f"According to the mayor, the {topic} of {number} streets cost {number + 2} million euros. "
        f"“The {topic} will open in {1990 + number},” John Smith said.\n"
    )


def write(project: Project, numbers: range) -> None:
    for number in numbers:
        (project.raw / f"a{number:02}.txt").write_text(article(number), encoding="utf-8")
    project.add()


def taken(document: Document, sentence: int, suggestion: Suggestion, label: str | None = None) -> Annotation:
    """Return the annotation that a suggestion becomes."""
    assert suggestion.source
    claim = Claim("c1", suggestion.spans, {"type": "event", "verifiability": "verifiable"})
    source = replace(suggestion.source, id=f"s{sentence + 1}", attributes={"type": "person", "naming": "named"})
    stance = Stance("c1", source.id, label or suggestion.label, suggestion.cue, suggestion.attributes)
    return Annotation("claim", (claim,), (source,), (stance,))


def label(project: Project, id: str, how: str, annotator: str = "mk") -> None:
    """Label all sentences of an article: with suggestions, which are accepted, edited, ... or without having seen them."""
    document = project.document(id)
    revisions = []
    for number, sentence in enumerate(document.sentences):
        offered = suggested(document)[sentence.id]
        annotation, origins = Annotation("no_claim"), [Origin("", "blind" if how.startswith("blind") else "assisted")]
        if offered and how in ("accepted", "edited", "blind right", "blind deny"):
            annotation = taken(document, number, offered[0], "deny" if how == "blind deny" else None)
        if offered and how == "accepted":
            origins = [
                Origin("c1", "accepted", offered[0].key),
                Origin(f"c1<-s{number + 1}", "accepted", offered[0].key),
                *origins,
            ]
        if offered and how == "edited":
            origins = [Origin("c1", "accepted", offered[0].key), Origin(f"c1<-s{number + 1}", "edited", offered[0].key), *origins]
        if offered and how == "rejected":
            origins = [Origin(offered[0].key.partition("@")[2], "rejected", offered[0].key), *origins]
        revisions.append(
            make_revision(
                document,
                number,
                annotation,
                annotator,
                created=at_second(number),
                schema=project.schema.version,
                origins=tuple(origins),
            )
        )
    with project.store() as store:
        store.save(revisions)


def measured(project: Project, **options: Any) -> dict[str, RuleRecord]:
    with project.store() as store:
        ids = {tally.document for tally in store.tally()}
        return measure(store, ids, project.schema, ExportOptions(**options))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    write(made, range(LABELLED + UNLABELLED))
    return made


@pytest.fixture
def half(project: Project) -> Project:
    for number in range(LABELLED):
        label(project, f"a{number:02}", "accepted")
    return project


def export(project: Project, folder: Path, **options: Any) -> Export:
    format = options.pop("format", "dataset")
    return project.export(folder, ExportOptions(silver=True, **options), format=format)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# -- the export ----------------------------------------------------------------------------------------------------------


def test_what_is_suggested_for_articles_nobody_labelled_is_a_config_of_its_own(half: Project, tmp_path: Path) -> None:
    done = export(half, tmp_path / "dataset")
    loaded = load_dataset(str(done.path), "silver", cache_dir=str(tmp_path / "cache"))
    assert list(loaded) == ["train"]
    rows = loaded["train"].to_list()
    expected = {f"a{number:02}" for number in range(LABELLED, LABELLED + UNLABELLED)}
    assert {row["document"] for row in rows} == expected
    assert {row["label_source"] for row in rows} == {"suggestion"}
    assert len({row["claim_id"] for row in rows}) == len(rows) == done.configs["silver"]["train"]
    for row in rows:
        text = half.document(row["document"]).text
        assert all(text[span["start"] : span["end"]] == span["text"] for span in row["spans"])
        assert text[row["cue_start"] : row["cue_end"]] == row["cue"]
    with half.store() as store:
        claims = [claim for id in sorted(expected) for claim in suggested_claims(store.document(id))]
    assert [row["rule"] for row in rows] == [claim.suggestion.rule for claim in claims]
    quotes = loaded["train"].features["stance_quote"]
    kinds = {(row["rule"], quotes.int2str(row["stance_quote"])) for row in rows}
    assert ("according-to/1", "indirect") in kinds
    assert any(kind == "direct" for _, kind in kinds)
    assert done.silver is not None
    assert (done.silver.articles, done.silver.left_out) == (4, {"articles that somebody labelled, wholly or in part": 10})


def test_no_other_config_changes_and_without_it_nothing_does(half: Project, tmp_path: Path) -> None:
    half.export(tmp_path / "one" / "dataset")
    export(half, tmp_path / "two" / "dataset")
    half.export(tmp_path / "three" / "dataset")
    one, two, three = (files(tmp_path / name / "dataset") for name in ("one", "two", "three"))
    assert one == three
    assert "silver" not in one["README.md"].decode() + one["rows.schema.json"].decode() + one["croissant.json"].decode()
    assert {name for name in two if name not in one} == {"silver/train-00000-of-00001.parquet"}
    assert {name for name in one if one[name] != two[name]} == {
        "README.md",
        "rows.schema.json",
        "croissant.json",
        ".annotate.json",
    }
    for config in ("sentences", "claims", "annotations", "articles"):
        rows = load_dataset(str(tmp_path / "two" / "dataset"), config, cache_dir=str(tmp_path / "cache"))
        assert all(row["document"] < f"a{LABELLED:02}" for split in rows.values() for row in split)


def test_the_same_store_gives_the_same_bytes(half: Project, tmp_path: Path) -> None:
    export(half, tmp_path / "one" / "dataset")
    export(half, tmp_path / "two" / "dataset")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_other_descriptions_of_the_dataset_know_it(half: Project, tmp_path: Path) -> None:
    import mlcroissant

    done = export(half, tmp_path / "dataset")
    number = done.configs["silver"]["train"]
    card = (done.path / "README.md").read_text(encoding="utf-8")
    assert 'silver = load_dataset("./dataset", "silver")' in card
    assert "## Suggestions (silver)" in card
    assert f"There are {number} suggestions for 4 articles." in card
    described = mlcroissant.Dataset(jsonld=str(done.path / "croissant.json"))
    assert not described.metadata.ctx.issues.warnings
    assert len(list(described.records("silver"))) == number
    before = half.export(tmp_path / "before" / "dataset")
    assert before.version == "1.0.0"
    assert export(half, before.path).version == "1.1.0"
    changes = (before.path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "New columns in `silver`" in changes
    assert f"silver: {number} added, 0 removed, 0 changed" in changes
    assert half.export(before.path).version == "2.0.0", "code that reads the config does not work any more"
    assert f"silver: 0 added, {number} removed" in (before.path / "CHANGELOG.md").read_text(encoding="utf-8")


def test_jsonl_and_csv_have_it_and_follow_the_row_schema(half: Project, tmp_path: Path) -> None:
    number = export(half, tmp_path / "dataset").configs["silver"]["train"]
    export(half, tmp_path / "jsonl", format="jsonl")
    lines = (tmp_path / "jsonl" / "silver-train.jsonl").read_text(encoding="utf-8").splitlines()
    schema = json.loads((tmp_path / "jsonl" / "rows.schema.json").read_bytes())
    valid = Draft202012Validator({"$ref": "#/$defs/silver", "$defs": schema["$defs"]})
    for line in lines:
        valid.validate(json.loads(line))
    assert not valid.is_valid({**json.loads(lines[0]), "stance": "supports"})
    assert not valid.is_valid({name: value for name, value in json.loads(lines[0]).items() if name != "label_source"})
    loaded = datasets.Dataset.from_json(str(tmp_path / "jsonl" / "silver-train.jsonl"), cache_dir=str(tmp_path / "cache"))
    export(half, tmp_path / "csv", format="csv")
    with (tmp_path / "csv" / "silver.csv").open(encoding="utf-8", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert len(lines) == len(loaded) == len(table) == number
    assert {row["split"] for row in table} == {"train"}
    assert [row["claim_id"] for row in table] == loaded["claim_id"][:]


def test_spacy_has_no_place_for_it(half: Project, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no place for suggestions"):
        export(half, tmp_path / "spacy", format="spacy")
    assert not (tmp_path / "spacy").exists()


def test_an_article_that_somebody_only_began_or_undid_or_adjudicated_is_not_in_it(half: Project, tmp_path: Path) -> None:
    begun, undone, adjudicated = (half.document(f"a{number}") for number in (10, 11, 12))
    version = half.schema.version
    with half.store() as store:
        store.save([make_revision(begun, 0, Annotation(), schema=version)])
        store.save([make_revision(undone, 0, Annotation("no_claim"), schema=version)])
        store.save([make_revision(undone, 0, None, created=at_second(1), schema=version, action="undo")])
        store.save([make_revision(adjudicated, 0, Annotation("no_claim"), "judge", schema=version, layer=ADJUDICATION)])
    done = export(half, tmp_path / "dataset")
    rows = load_dataset(str(done.path), "silver", split="train", cache_dir=str(tmp_path / "cache"))
    assert set(rows["document"]) == {"a13"}


def test_near_duplicates_of_evaluation_articles_and_their_sentences_are_not_in_it(half: Project, tmp_path: Path) -> None:
    done = export(half, tmp_path / "dataset", test=0.3)
    (division,) = json.loads((half.output / "splits.json").read_text(encoding="utf-8"))
    test = next(id for id, split in sorted(division["articles"].items()) if split == "test")
    train = next(id for id, split in sorted(division["articles"].items()) if split == "train")
    for name, like in (("like-test", test), ("like-train", train)):
        (half.raw / f"{name}.txt").write_text(half.document(like).text.replace("John Smith", "Jim Smith"), encoding="utf-8")
    shared = half.document(test).text.partition("\n\n")[2].partition(". ")[0]
    other = " ".join(f"Clara Weiss said the house {number} in Elm Lane was sold in {1900 + number}." for number in range(12))
    (half.raw / "quotes-test.txt").write_text(f"Elm Lane\n\n{other}\n\n{shared}.\n", encoding="utf-8")
    half.add()
    done = export(half, tmp_path / "again", test=0.3)
    rows = load_dataset(str(done.path), "silver", split="train", cache_dir=str(tmp_path / "cache"))
    assert {"like-train", "quotes-test"} <= set(rows["document"])
    assert "like-test" not in rows["document"][:]
    assert not any(shared in text for text in rows["sentence_text"])
    assert done.silver is not None
    assert done.silver.left_out["articles that are near-duplicates of articles in validation or test"] == 1
    assert done.silver.left_out["suggestions in sentences that are in validation or test"] == 1


def test_a_language_without_rules_is_told_and_a_dataset_without_suggestions_loads(project: Project, tmp_path: Path) -> None:
    for number in range(LABELLED + UNLABELLED):
        label(project, f"a{number:02}", "accepted")
    text = (
        "Trajekt je zatvoren\n\nTrajekt je bio zatvoren u ponedjeljak, rekla je gradonačelnica. Nitko ne zna zašto je to tako.\n"
    )
    (project.raw / "hr.txt").write_text(text, encoding="utf-8")
    project.add()
    assert project.document("hr").language not in ("en", "de", None)
    done = export(project, tmp_path / "dataset")
    assert "silver" not in done.configs
    assert done.silver is not None
    assert (done.silver.articles, done.silver.left_out["articles in a language without rules"]) == (0, 1)
    card = (done.path / "README.md").read_text(encoding="utf-8")
    assert "There are no rows in `silver`." in card


# -- how often a rule was right --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "counted"),
    [
        ("accepted", {"accepted"}),
        ("edited", {"edited"}),
        ("rejected", {"rejected"}),
        ("ignored", {"passed_over"}),
        ("blind right", {"blind", "correct"}),
        ("blind deny", {"blind"}),
        ("blind nothing", {"blind"}),
    ],
)
def test_each_suggestion_counts_once_for_what_became_of_it(project: Project, how: str, counted: set[str]) -> None:
    label(project, "a00", how)
    document = project.document("a00")
    expected = Counter(offered[0].rule for offered in suggested(document).values() if offered)
    assert all(len(offered) <= 1 for offered in suggested(document).values())
    found = measured(project)
    assert {rule: RuleRecord(**dict.fromkeys(counted, number)) for rule, number in expected.items()} == found


def test_the_claim_must_be_mostly_the_same_and_have_the_same_kind_of_source(project: Project) -> None:
    document = project.document("a00")
    number, offered = next((i, o[0]) for i, o in enumerate(map(suggested(document).get, (s.id for s in document.sentences))) if o)
    whole, (span,) = taken(document, number, offered), offered.spans
    part = document.span(span.start, span.start + len(span.text) // 3)
    most = document.span(span.start, span.end - len(span.text) // 3)
    author = Source("s0", str(project.schema.author["name"]), None, project.schema.author_answers)
    cases = {
        "most": (replace(whole, claims=(replace(whole.claims[0], spans=(most,)),)), 1),
        "part": (replace(whole, claims=(replace(whole.claims[0], spans=(part,)),)), 0),
        "author": (replace(whole, sources=(author,), stances=(Stance("c1", "s0", offered.label),)), 0),
    }
    for second, (annotation, correct) in enumerate(cases.values()):
        revision = make_revision(document, number, annotation, created=at_second(second), schema=project.schema.version)
        with project.store() as store:
            store.save([replace(revision, origins=(Origin("", "blind"),))])
        assert measured(project)[offered.rule] == RuleRecord(blind=1, correct=correct)


def test_what_was_seen_with_suggestions_off_or_is_unfinished_or_skipped_says_nothing(project: Project) -> None:
    document = project.document("a00")
    with project.store() as store:
        decisions = (
            (Annotation("no_claim"), ()),
            (Annotation(), (Origin("", "blind"),)),
            (Annotation("skip"), (Origin("", "assisted"),)),
        )
        for number, (annotation, origins) in enumerate(decisions, 1):
            store.save(
                [
                    make_revision(
                        document, number, annotation, created=at_second(number), schema=project.schema.version, origins=origins
                    )
                ]
            )
    assert measured(project) == {}


def test_gold_counts_once_and_an_adjudication_only_if_nobody_saw_suggestions(project: Project) -> None:
    label(project, "a00", "blind right", "ann")
    label(project, "a00", "blind right", "bob")
    once = measured(project)
    assert {record.blind for record in once.values()} == {1}
    assert all(record.correct == record.blind for record in once.values())
    document = project.document("a00")
    refused = [
        make_revision(
            document, i, Annotation("no_claim"), "judge", created=at_second(9), schema=project.schema.version, layer=ADJUDICATION
        )
        for i in range(len(document.sentences))
    ]
    with project.store() as store:
        store.save(refused)
    assert all(record.correct == 0 for record in measured(project).values())
    label(project, "a00", "accepted", "eve")
    after = measured(project)
    assert all((record.blind, record.correct, record.accepted) == (1, 1, 1) for record in after.values())


def test_whose_decisions_are_chosen_is_whose_are_counted(project: Project) -> None:
    label(project, "a00", "accepted", "ann")
    label(project, "a00", "rejected", "bob")
    assert {(record.accepted, record.rejected) for record in measured(project, annotators=("ann",)).values()} == {(1, 0)}
    assert {(record.accepted, record.rejected) for record in measured(project, leave_out_annotators=("ann",)).values()} == {
        (0, 1)
    }


@pytest.mark.parametrize(("asked", "passed_over"), [("2025-01-01T00:00:00.000000Z", 3), ("2027-01-01T00:00:00.000000Z", 0)])
def test_a_language_model_has_a_record_of_what_was_there_to_be_seen(project: Project, asked: str, passed_over: int) -> None:
    label(project, "a00", "blind right")
    label(project, "a01", "passed over")
    found, times = [], {}
    for id in ("a00", "a01"):
        document = project.document(id)
        times[document.text_sha256] = asked
        for several in suggested(document).values():
            for suggestion in several[:1]:
                own = replace(suggestion, rule="llm/tiny")
                found.append(StoredSuggestion(document.text_sha256, own, {}, "test", "1"))
    file = SuggestionFile(project.suggestions)
    file.with_added({"llm/tiny": found}, times).write()
    with project.store() as store:
        records = measure(store, ["a00", "a01"], project.schema, ExportOptions(), file)
    assert (records["llm/tiny"].blind, records["llm/tiny"].correct) == (3, 3)
    assert records["llm/tiny"].passed_over == passed_over
    rules = [record for rule, record in records.items() if rule != "llm/tiny"]
    assert sum(record.passed_over for record in rules) == 3 - passed_over, "it hides what the rules say of the same words"
    assert "llm/tiny" not in measured(project)
