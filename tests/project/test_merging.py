"""Corrections and decisions that go from one project to another: the same store there, or moved, or refused with the reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from annotate.errors import StoreError
from annotate.project import Project, init_project
from annotate.project.checking import ProblemsError
from annotate.project.segmentation import correct_segmentation
from annotate.project.sessions import label_by_script
from annotate.store.checksums import seal

TEXT = "Ferry back\n\nThe ferry sailed on Monday and the mayor was glad. Nobody else came. It rained.\n"


@pytest.fixture
def one(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "one")
    (made.raw / "f.txt").write_text(TEXT, encoding="utf-8")
    made.add()
    return made


def clone(project: Project, name: str = "two", text: str | None = None) -> Project:
    """Return another project with the same schema and articles, and no decisions."""
    root = project.root.parent / name
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("output"))
    made = Project(root)
    if text is not None:
        (made.raw / "f.txt").write_text(text, encoding="utf-8")
    made.add()
    return made


def label(project: Project, script: str, annotator: str) -> None:
    label_by_script(project, [*script.split("|"), "q"], annotator=annotator, document="f", suggestions=False)


def dump(project: Project, name: str = "dump.jsonl") -> Path:
    path = project.root / name
    project.dump_to(path)
    return path


def everything(project: Project) -> tuple[object, ...]:
    with project.store() as store:
        versions = [
            (v.number, v.author, v.created if v.number > 1 else "", v.action, v.about, v.document) for v in store.versions("f")
        ]
        return versions, [*store.revisions()], [*store.adjudications()]


def labels(project: Project, annotator: str) -> list[tuple[str, str | None]]:
    document = project.document("f")
    found = []
    for revision in project.current("f", annotator):
        sentence = document.sentence(revision.sentence)
        assert sentence is not None
        assert revision.annotation is not None
        found.append((document.text[sentence.start : sentence.end], revision.annotation.label))
    return found


def test_a_dump_makes_the_same_store_corrections_included(one: Project) -> None:
    label(one, "n|n|n|n", "ben")
    label(one, "n|S 6|n|n|n", "ada")
    correct_segmentation(one, "f", "merge", 4, None, annotator="cem")
    label(one, "u", "ada")
    correct_segmentation(one, "f", "undo", None, None, annotator="cem")
    two = clone(one)
    loaded = two.load([dump(one)])
    assert (loaded.corrections, loaded.moved) == (3, 0)
    assert everything(two) == everything(one)
    assert two.check().problems == ()
    again = two.load([dump(one)])
    assert (again.new, again.corrections, again.moved) == (0, 0, 0)
    assert everything(two) == everything(one)
    label(two, "u", "ada")
    assert two.check().problems == (), "and it goes on"


def test_a_dump_can_be_checked_before_it_is_loaded(one: Project) -> None:
    label(one, "n|S 6|n|n|n", "ada")
    two = clone(one)
    assert two.check([dump(one)]).problems == ()


def test_decisions_made_elsewhere_move_to_the_corrected_sentences(one: Project) -> None:
    two = clone(one)
    label(two, "n|c 1 3|go|event|verifiable|n|n", "ben")
    label(one, "n|S 6|q", "ada")
    loaded = one.load([dump(two)])
    assert loaded.moved
    assert labels(one, "ben")[1] == ("The ferry sailed on Monday", "claim")
    assert one.check().problems == ()
    assert one.load([dump(two)]).moved == 0, "once"
    before = everything(one)
    label(two, ":4|w u", "ben")
    assert one.load([dump(two)]).new == 1
    assert everything(one)[0] == before[0]
    assert labels(one, "ben")[-1] == ("It rained.", "skip")


def test_decisions_that_were_here_move_to_sentences_that_were_corrected_elsewhere(one: Project) -> None:
    two = clone(one)
    label(one, "n|c 1 3|go|event|verifiable|n|n", "ben")
    label(two, ":3|M|n", "ada")
    loaded = one.load([dump(two)])
    assert (loaded.corrections, loaded.moved) == (1, 2)
    assert labels(one, "ben")[-1] == ("Nobody else came. It rained.", "no_claim")
    assert labels(one, "ada") == [("Nobody else came. It rained.", "no_claim")]
    assert one.check().problems == ()


def test_corrections_of_different_places_are_both_made(one: Project) -> None:
    two = clone(one)
    label(one, ":2|S 6|n", "ada")
    label(two, ":3|M|n", "ben")
    label(one, ":1|n", "ada")
    assert one.load([dump(two)]).corrections == 1
    assert [text for text, _ in labels(one, "ben")] == ["Nobody else came. It rained."]
    assert len(one.document("f").sentences) == 4
    assert two.load([dump(one)]).corrections == 1
    assert two.document("f").sentences == one.document("f").sentences
    assert (one.check().problems, two.check().problems) == ((), ())
    assert (one.load([dump(two)]).corrections, two.load([dump(one)]).corrections) == (0, 0)


def test_a_correction_goes_under_another_name_with_the_decisions(one: Project) -> None:
    label(one, ":3|M|n", "ada")
    two = clone(one)
    two.load([dump(one)], [("ada", "eva")])
    (correction,) = two.corrections("f")
    assert (correction.author, [name for name, _ in labels(two, "eva")]) == ("eva", ["Nobody else came. It rained."])
    assert two.load([dump(one)], [("ada", "eva")]).corrections == 0
    one.rename_annotator("ada", "eva", author="root")
    again = two.load([dump(one)])
    assert (again.new, again.corrections, again.moved) == (0, 0, 0), "renamed in the other project, too"


def test_corrections_that_exclude_each_other_are_refused(one: Project) -> None:
    two = clone(one)
    label(one, ":2|S 6|n", "ada")
    label(two, ":2|M|n", "ben")
    before = everything(one)
    with pytest.raises(StoreError, match=r"f was corrected here and in the dump in ways that exclude each other \(by ada, ben\)"):
        one.load([dump(two)])
    assert everything(one) == before
    correct_segmentation(two, "f", "undo", None, None, annotator="ben")
    one.load([dump(two)])
    assert one.check().problems == ()


def test_a_dump_without_versions_loads_as_ever(one: Project) -> None:
    label(one, "n|n", "ada")
    two = clone(one)
    records = [json.loads(line) for line in dump(one).read_bytes().splitlines()]
    assert all("version" not in record for record in records)
    old = one.root / "old.jsonl"
    old.write_text("".join(json.dumps({k: v for k, v in record.items() if k != "sentence_end"}) + "\n" for record in records))
    assert two.load([old]).new == 2
    assert two.load([dump(one)]).known == 2, "the end of a sentence is not a difference"


def test_a_merged_sentence_is_not_labelled_by_decisions_on_half_of_it(one: Project) -> None:
    two = clone(one)
    label(two, "n|n|n|n", "ben")
    label(one, ":3|M", "ada")
    records = [json.loads(line) for line in dump(two).read_bytes().splitlines()]
    old = two.root / "old.jsonl"
    old.write_text("".join(json.dumps({k: v for k, v in record.items() if k != "sentence_end"}) + "\n" for record in records))
    assert one.load([old]).moved == 2
    assert labels(one, "ben")[-1] == ("Nobody else came. It rained.", "no_claim")
    assert one.check().problems == ()


def test_a_decision_on_another_sentence_is_found_by_check(one: Project) -> None:
    label(one, "n|n|n|n", "ben")
    with one.store() as store:
        store._db.execute("UPDATE revisions SET end_offset = end_offset + 3 WHERE start_offset > 60")
        seal(store._db, "revisions", "f")
    (problem,) = [problem for problem in one.check().problems if problem.sentence.endswith(":62")] or one.check().problems[:1]
    assert problem.code == "other-sentence"


def test_a_text_that_was_corrected_goes_along(one: Project) -> None:
    two = clone(one)
    label(one, "n|c 1 3|go|event|verifiable|n|n", "ben")
    (one.raw / "f.txt").write_text(TEXT.replace("Ferry back", "The ferry is back"), encoding="utf-8")
    one.add(update="ada")
    label(one, "n", "ben")
    assert two.load([dump(one)]).corrections == 1
    assert everything(two)[1:] == everything(one)[1:]
    assert two.document("f").text == one.document("f").text
    three = clone(one, "three")
    assert three.document("f").text == two.document("f").text
    three.load([dump(one)])
    assert three.document("f") == one.document("f"), "with the old text in its history"
    assert three.check().problems == ()
    assert labels(three, "ben") == labels(one, "ben")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ({"sentences": [[0, 4], [2, 9]]}, "is not in its block after"),
        ({"sentences": "none"}, "not lists of offsets"),
        ({"blocks": [["song", 0, 10, ""]]}, "is not in its block"),
        ({"action": "sing"}, "is not known"),
        ({"author": 7}, "its author is not a text"),
        ({"text_sha256": "0" * 64}, "its text is not here and not in the record"),
        ({"version": -1}, "its number is not one"),
        ({"document": ["f"]}, "its text is not here"),
    ],
)
def test_a_version_that_cannot_be_used_is_a_problem_of_its_line(one: Project, spoil: dict[str, object], message: str) -> None:
    label(one, ":3|M|n", "ada")
    lines = dump(one).read_text(encoding="utf-8").splitlines()
    lines[1] = json.dumps(json.loads(lines[1]) | spoil)
    path = one.root / "spoiled.jsonl"
    path.write_text("\n".join(lines))
    two = clone(one)
    with pytest.raises(ProblemsError) as caught:
        two.load([path])
    (first, *_) = caught.value.problems
    assert first.code == "bad-version"
    assert message in first.message
    assert first.where.endswith(":2")
