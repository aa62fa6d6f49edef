"""``annotate link``: one key a pair, everything saved, contradictions told, and the list of what was found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.project import Project
from support.commanding import PAYLOAD, assert_safe, run
from support.linking import STORIES, add_stories


@pytest.fixture
def stories(project: Project) -> Project:
    add_stories(project)
    return project


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def link(script: Path, keys: str, *options: object) -> str:
    script.write_text(keys, encoding="utf-8")
    result = run("link", "--annotator", "ada", "--script", script, *options)
    assert result.exit_code == 0
    return result.stdout


def test_a_pair_is_shown_with_its_sentences_sources_and_dates(stories: Project, script: Path) -> None:
    shown = link(script, "q")
    assert "A  a · 2026-03-02 · sentence 1" in shown
    assert "   [The Tarn bridge stays closed until May]" in shown
    assert "author: support" in shown
    assert "s same" in shown
    assert "0 decisions on pairs, all saved." in shown


def test_keys(stories: Project, script: Path) -> None:
    shown = link(script, "s cxh# a comment\n u")
    assert all(words in shown for words in ("Saved: the same.", "Skipped in this session.", "Saved: they contradict each other."))
    assert all(words in shown for words in ("x does nothing here (h for help).", "Undone."))
    assert "both cannot be true" in shown
    assert "1 decision on pairs" in shown
    with stories.store() as store:
        assert [(link.action, link.relation) for link in store.links()] == [
            ("edit", "same"),
            ("edit", "contradicts"),
            ("undo", None),
        ]


def test_a_note_is_added_to_the_next_answer_and_esc_leaves_it_unchanged(stories: Project, script: Path) -> None:
    script.write_text("NNs")
    result = run("link", "--annotator", "ada", "--script", script, input="see the map\n\x1bq\n")
    assert "Esc: the note is unchanged." in result.stdout
    with stories.store() as store:
        (decided,) = store.links()
    assert decided.note == "see the map"


def test_nothing_to_undo_and_nothing_left(stories: Project, script: Path) -> None:
    assert "There is nothing to undo." in link(script, "u")
    assert "No pair is left to ask about." in link(script, "n" * 60)


def test_a_contradiction_is_explained(stories: Project, script: Path) -> None:
    shown = link(script, "sssc")
    assert "Asked again, since answers contradict each other. So far: the same." in shown
    assert "You said: “" in shown
    found = json.loads(run("link", "--json").stdout)
    assert {conflict["annotator"] for conflict in found["conflicts"]} == {"ada"}
    assert "Conflict of ada: " in run("link", "--list").stdout


def test_numbers_that_differ_are_told(project: Project, script: Path) -> None:
    lengths = {"a": "14", "b": "40"}
    add_stories(project, {id: ("2026-01-01", [f"The crack is {inches} inches long"]) for id, inches in lengths.items()})
    assert "Their numbers differ: 14 / 40" in link(script, "q")


def test_a_terminal_is_needed(stories: Project) -> None:
    result = run("link", "--annotator", "ada")
    assert result.exit_code == 2
    assert "this needs a terminal: use --script FILE" in result.stderr


def test_two_articles_are_needed(labelled: Project, script: Path) -> None:
    script.write_text("q", encoding="utf-8")
    result = run("link", "--annotator", "ada", "--script", script)
    assert result.exit_code == 2
    assert "there are not two articles with gold claims yet" in result.stderr


def test_foreign_text_is_made_safe(project: Project, script: Path) -> None:
    hostile = {id: (day, [f"{PAYLOAD} {sentence}" for sentence in sentences]) for id, (day, sentences) in STORIES.items()}
    add_stories(project, hostile)
    assert_safe(link(script, "sc" + "n" * 10 + "s" * 30))
    assert_safe(run("link", "--list").stdout)


# -- settling and auditing ------------------------------------------------------------------------------------------------


def test_what_annotators_decided_differently_is_settled(stories: Project, script: Path) -> None:
    link(script, "s")
    with stories.store() as store:
        (decided,) = store.links()
        store.save_link(replace(decided, annotator="eva", relation="related"))
    shown = link(script, "hx r", "--adjudicate")
    assert "Annotators differ. ada: the same; eva: related." in shown
    assert "x does nothing here (h for help)." in shown
    assert "0 decisions, 0 more to settle" in shown
    assert "No pair is left to ask about." in shown, "the space skips the only pair, and the r is not read"
    shown = link(script, "ru", "--adjudicate")
    assert "Saved: related. u to undo." not in shown, "nothing is shown after the last pair"
    assert json.loads(run("link", "--json").stdout)["adjudicated"] == 1
    listed = run("link", "--list").stdout
    assert "related (adjudicated)" in listed
    assert "No pair is left to ask about." in link(script, "", "--adjudicate")


def test_an_audit(stories: Project, script: Path) -> None:
    shown = link(script, "/rents percent\n9999\n1 1\n\ns\n\n", "--audit", 3)
    assert "0 of 3 audited" in shown
    assert "9999: give numbers from 1 to " in shown
    assert " found." in shown
    assert "Saved: 1 missed link." in shown
    assert "Saved: 0 missed links." in shown
    assert "Audit: 3 claims drawn at random" in shown
    assert "This is an upper bound" in shown
    again = link(script, "", "--audit", 3)
    assert "to audit" not in again
    assert "Audit: 3 claims drawn at random" in again
    found = json.loads(run("link", "--json").stdout)
    assert found["recall"]["audited"] == 3
    assert found["strata"]["audit"] == {"asked": 1, "same": 1}
    assert "Audit: 3 claims" in run("link", "--list").stdout


def test_an_audit_is_left_and_taken_up(stories: Project, script: Path) -> None:
    assert "Audit: 0 claims drawn at random, 0 of them with a match, so nothing" in link(script, "q", "--audit", 2)
    assert "1 of 2 audited" in link(script, "# no answer\n  # nor this\n# the next is\n1 # the first\n", "--audit", 2)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--adjudicate", "--audit", 3], "--adjudicate and --audit are two sessions"),
        (["--adjudicate", "--model", "x"], "--model finds candidates"),
        (["--audit", 0], "0 is not in the range"),
        (["--audit", 3, "--script", "no-such-file"], "no-such-file"),
    ],
)
def test_options_that_do_not_go_together(stories: Project, options: list[object], words: str) -> None:
    result = run("link", "--annotator", "ada", *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_model_that_is_not_there(stories: Project, script: Path, tmp_path: Path) -> None:
    script.write_text("q", encoding="utf-8")
    result = run("link", "--annotator", "ada", "--script", script, "--model", tmp_path / "nothing")
    assert result.exit_code == 2
    assert "has no model.onnx" in result.stderr or "needs the extra `semantic`" in result.stderr


def test_settling_and_auditing_make_foreign_text_safe(project: Project, script: Path) -> None:
    hostile = {id: (day, [f"{PAYLOAD} {sentence}" for sentence in sentences]) for id, (day, sentences) in STORIES.items()}
    add_stories(project, hostile)
    link(script, "s")
    with project.store() as store:
        (decided,) = store.links()
        store.save_link(replace(decided, annotator="eva", relation="related"))
    assert_safe(link(script, "u", "--adjudicate"))
    assert_safe(link(script, f"/{PAYLOAD}\n{PAYLOAD}\n1\n", "--audit", 2))
