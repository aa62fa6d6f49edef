"""The dataset made from a store: only if everything that counts is readable and without problems."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.model import Annotation
from annotate.project import ProblemsError, Project, init_project
from support.bridge import revision
from support.builders import make_revision
from support.storing import seal
from support.wire import words


def test_export(labelled: Project) -> None:
    done = labelled.export()
    assert (done.documents, done.claims, done.path) == (1, 1, labelled.dataset.resolve())


def test_articles_that_are_nearly_the_same_are_in_the_same_split(project: Project) -> None:
    for number in range(12):
        words = " ".join(f"word{number * 40 + place}" for place in range(40))
        (project.raw / f"a{number}.txt").write_text(f"Headline {number}\n\nThe {words} said so on Monday.\n", encoding="utf-8")
        (project.raw / f"b{number}.txt").write_text(f"Headline {number}\n\nThe {words} said so, too.\n", encoding="utf-8")
    project.add()
    with project.store() as store:
        for entry in store.documents():
            document = store.document(entry.id)
            store.save([make_revision(document, 0, Annotation("no_claim"), schema=project.schema.version)])
    told: list[tuple[int, int]] = []
    project.export(options=ExportOptions(test=0.3), progress=lambda done, total: told.append((done, total)))
    (division,) = json.loads((project.output / "splits.json").read_text(encoding="utf-8"))
    splits = division["articles"]
    assert set(splits.values()) == {"train", "validation", "test"}
    assert all(splits[f"a{number}"] == splits[f"b{number}"] for number in range(12))
    assert told[-1] == (len(splits), len(splits))


def test_a_brief_and_the_longer_article_that_contains_it_are_in_the_same_split(project: Project) -> None:
    for number in range(12):
        sentences = [f"The {words(sentence, 20)} said so." for sentence in range(number * 10, number * 10 + 10)]
        (project.raw / f"a{number}.txt").write_text(f"Headline {number}\n\n{' '.join(sentences)}\n", encoding="utf-8")
        (project.raw / f"b{number}.txt").write_text(f"Brief {number}\n\n{' '.join(sentences[2:9:3])}\n", encoding="utf-8")
    project.add()
    with project.store() as store:
        for entry in store.documents():
            document = store.document(entry.id)
            store.save([make_revision(document, 0, Annotation("no_claim"), schema=project.schema.version)])
    project.export(options=ExportOptions(test=0.3))
    (division,) = json.loads((project.output / "splits.json").read_text(encoding="utf-8"))
    splits = division["articles"]
    assert set(splits.values()) == {"train", "validation", "test"}
    assert all(splits[f"a{number}"] == splits[f"b{number}"] for number in range(12))


def test_the_order_in_which_articles_were_added_does_not_matter(tmp_path: Path) -> None:
    folders = []
    for name, order in (("one", (1, 2, 3)), ("two", (3, 1, 2))):
        project = init_project(tmp_path / name)
        for number in order:
            (project.raw / f"a{number}.txt").write_text(f"Dam {number}\n\nDam {number} holds.\n", encoding="utf-8")
            project.add([project.raw / f"a{number}.txt"])
        assert [entry.id for entry in project.documents()] == ["a1", "a2", "a3"]
        with project.store() as store:
            for entry in project.documents():
                store.save([make_revision(store.document(entry.id), 0, Annotation("no_claim"), schema=project.schema.version)])
        done = project.export()
        folders.append({path.relative_to(done.path): path.read_bytes() for path in done.path.rglob("*.parquet")})
    assert folders[0] == folders[1]
    assert folders[0]


def test_a_decision_that_does_not_count_any_more_must_be_readable_too(labelled: Project) -> None:
    import sqlite3

    with labelled.store() as store:
        first = next(iter(store.current()))
        store.save([replace(first, created=f"2199{first.created[4:]}")])
    with sqlite3.connect(labelled.database) as connection:
        connection.execute("UPDATE revisions SET annotation = 'no JSON' WHERE created = ?", (first.created,))
    connection.close()
    with pytest.raises(ProblemsError) as raised:
        labelled.export()
    assert raised.value.problems == labelled.check().problems
    assert not labelled.dataset.exists()


def test_the_card_tells_how_far_several_annotators_agree(labelled: Project) -> None:
    def card() -> str:
        return labelled.export().path.joinpath("README.md").read_text(encoding="utf-8")

    assert "It cannot be measured: there is one annotator." in card()
    with labelled.store() as store:
        store.save([revision(labelled, 0, Annotation("no_claim"), annotator="xy")])
    assert "| label of the sentence | alpha |" in card()


def test_the_card_has_what_was_said_and_hides_who_annotated(labelled: Project) -> None:
    with labelled.store() as store:
        store.save([revision(labelled, 0, Annotation("no_claim"), annotator="Eva Kern")])
    labelled.describe({"training": "MK and eva.kern met twice; Zoe led.", "topics": "bridges", "authors": "Eva Kern, Zoe"})

    def card(**options: Any) -> str:
        return labelled.export(options=ExportOptions(**options)).path.joinpath("README.md").read_text(encoding="utf-8")

    hidden = card()
    (line,) = (line for line in hidden.splitlines() if line.startswith("**Training:**"))
    assert re.fullmatch(r"\*\*Training:\*\* annotator\\_[12] and annotator\\_[12] met twice; Zoe led\.", line)
    assert "**Topics:** bridges" in hidden
    assert "author = {Eva Kern, Zoe}" in hidden
    assert "- **Curated by:** Eva Kern, Zoe" in hidden
    assert "**Training:** MK and eva.kern met twice; Zoe led." in card(names=True)
    assert "author = {M}" in card(authors="M"), "the option wins"


def test_who_is_set_apart_is_named_by_pseudonym_only(labelled: Project) -> None:
    """Many sentences of two annotators, one of a third who tried the program."""
    text = " ".join(f"The bridge number {number} was closed." for number in range(30))
    (labelled.raw / "long.txt").write_text(f"Bridges\n\n{text}\n", encoding="utf-8")
    labelled.add([labelled.raw / "long.txt"])
    document = labelled.document("long")
    with labelled.store() as store:
        for annotator in ("ada", "ben"):
            for number in range(30):
                created = f"2026-01-01T00:00:{number:02}.000000Z"
                store.save([make_revision(document, number, Annotation("no_claim"), annotator, created=created)])
        store.save([make_revision(document, 0, Annotation("no_claim"), "Trial Name")])
    card = labelled.export().path.joinpath("README.md").read_text(encoding="utf-8")
    assert re.search(r"Not averaged in, .*: annotator\\_\d \(1\)\.", card)
    assert "Trial Name" not in card
    assert "Trial Name (1)" in labelled.export(options=ExportOptions(names=True)).path.joinpath("README.md").read_text("utf-8")


def test_what_is_doubted_for_nothing_is_exported(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotate.dataset.rows.tables import TableMaker

    monkeypatch.setattr(TableMaker, "follows", lambda self, batch: False)
    assert labelled.export().claims == 1


@pytest.mark.parametrize("code", ["store-damaged", "revision-unreadable"])
def test_a_damaged_store_is_said_and_not_exported(labelled: Project, code: str) -> None:
    import sqlite3

    with sqlite3.connect(labelled.database) as connection:
        connection.execute("UPDATE revisions SET annotation = 'no JSON' WHERE label = 'no_claim'")
    connection.close()
    if code == "revision-unreadable":
        seal(labelled.database)
    codes = {problem.code for problem in labelled.check().problems}
    assert code in codes
    with pytest.raises(ProblemsError):
        labelled.export()
