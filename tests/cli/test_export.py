"""`annotate export` and `annotate push`."""

from __future__ import annotations

import json
from pathlib import Path

from annotate.model import Annotation
from annotate.project import Project
from support.commanding import claimed, run, save
from support.linking import add_stories


def test_export_refuses_what_has_problems(labelled: Project) -> None:
    wrong = claimed(labelled.document("bridge"), "officials")
    save(labelled, 1, Annotation("claim", wrong.claims), annotator="xy")
    result = run("export")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("Error: nothing was exported")
    assert len(result.stderr.splitlines()) > 1
    assert not labelled.dataset.exists()


def test_export_options(labelled: Project) -> None:
    result = run("export", "out", "--names", "--finished", "--license", "cc0-1.0", "--gold", "mk", "--json")
    assert json.loads(result.stdout)["key"] is None
    assert "license: cc0-1.0" in Path("out/README.md").read_text()


def test_export_keeps_the_key_to_the_names_outside_the_dataset(labelled: Project) -> None:
    result = run("export")
    assert result.exit_code == 0
    key = labelled.output / "annotators.json"
    assert f"the key to the names is in {key}" in result.stdout
    assert json.loads(key.read_text()) == {"mk": "annotator_1"}
    assert json.loads((labelled.output / "splits.json").read_text())[0]["articles"] == {"bridge": "train"}


def test_export_in_other_formats(labelled: Project) -> None:
    for format in ("jsonl", "csv", "spacy"):
        result = run("export", "--format", format)
        assert result.exit_code == 0
        assert "Load it" not in result.stdout
        assert f"to {labelled.output / format}" in result.stdout
    assert not labelled.dataset.exists()
    (line,) = (labelled.output / "jsonl" / "claims-train.jsonl").read_text().splitlines()
    assert json.loads(line)["stance"] == "support"


def test_charts_are_in_the_dataset_unless_they_are_not_wanted(labelled: Project) -> None:
    for options, has_charts in ((), True), (("--no-charts",), False), (("--charts",), True):
        assert run("export", "out", *options).exit_code == 0
        assert Path("out/charts/labels.svg").is_file() == has_charts
        assert ("](charts/labels.svg)" in Path("out/README.md").read_text(encoding="utf-8")) == has_charts
    assert run("export", "csv", "--format", "csv").exit_code == 0
    assert not list(Path("csv").rglob("*.svg"))


def test_csv_for_a_spreadsheet(labelled: Project) -> None:
    assert run("export", "--format", "csv", "--excel").exit_code == 0
    assert (labelled.output / "csv" / "sentences-train.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    result = run("export", "--excel")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--excel is for CSV files; add --format csv" in result.stderr
    assert not labelled.dataset.exists()


def test_export_refuses_unknown_articles_and_splits(labelled: Project) -> None:
    assert "no article nowhere to leave out" in run("export", "--leave-out", "nowhere").stderr
    assert "split-by" in run("export", "--split-by", "author").stderr


def test_push_needs_a_dataset(labelled: Project) -> None:
    result = run("push", "ada/bridges")
    assert result.exit_code == 2
    assert result.stderr == f"Error: There is no dataset in {labelled.dataset}; run `annotate export` to write one.\n"


def test_the_choice_reaches_the_export(labelled: Project) -> None:
    result = run("export", "--documents", "bridge", "--annotators", "mk", "--only", "single", "--names", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["chosen"] == ["annotators: mk", "articles: bridge", "only sentences whose gold is: single"]
    assert json.loads(result.stdout)["leaks"]["sentences"] == 0
    assert "chosen: annotators: mk" in run("export", "--annotators", "mk", "--names").stdout
    for wrong in (("--documents", "x"), ("--annotators", "x"), ("--leave-out-annotator", "x"), ("--only", "open")):
        assert run("export", *wrong).exit_code == 2
    assert run("agree", "--annotators", "mk", "--documents", "bridge", "--only", "single").exit_code == 0
    assert run("agree", "--intra", "--only", "single").exit_code == 2


def test_suggestions_are_told_apart(labelled: Project) -> None:
    (labelled.raw / "dam.txt").write_text("The dam\n\nThe dam was repaired on Monday, Ann Lee said.\n", encoding="utf-8")
    labelled.add()
    result = run("export", "out", "--silver")
    assert result.exit_code == 0
    assert "  silver       1 train\n" in result.stdout
    assert "  silver: what is suggested for 1 article, which nobody checked\n" in result.stdout
    assert "  left out of silver: articles that somebody labelled, wholly or in part: 1\n" in result.stdout
    assert json.loads(run("export", "out", "--silver", "--json").stdout)["silver"]["articles"] == 1
    assert json.loads(run("export", "out", "--json").stdout)["silver"] is None
    refused = run("export", "spacy", "--silver", "--format", "spacy")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "no place for suggestions" in refused.stderr


def test_links_are_told(project: Project, tmp_path: Path) -> None:
    add_stories(project)
    keys = tmp_path / "keys"
    keys.write_text("scq", encoding="utf-8")
    assert run("link", "--annotator", "ada", "--script", keys).exit_code == 0
    result = run("export")
    assert result.exit_code == 0
    assert "  pairs        2 train" in result.stdout
    assert "  pairs of claims: decided: 1 same, 1 contradicts; inferred: none" in result.stdout
    assert "  1 cluster of claims that say the same. " in result.stdout
    assert json.loads(run("export", "--json").stdout)["links"]["decided"] == {"same": 1, "contradicts": 1}
    told = run("export", "--format", "spacy").stdout
    assert "  left out: pairs of linked claims, for which files for spaCy have no place: 2" in told
    assert "train\n  pairs" not in told
