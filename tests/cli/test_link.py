"""``annotate link``: one key a pair, everything saved, contradictions told, and the list of what was found."""

from __future__ import annotations

import json
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


def link(script: Path, keys: str) -> str:
    script.write_text(keys, encoding="utf-8")
    result = run("link", "--annotator", "ada", "--script", script)
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
    for words in ("Saved: the same.", "Skipped in this session.", "Saved: they contradict each other.", "x is no key", "Undone."):
        assert words in shown
    assert "both cannot be true" in shown
    assert "1 decision on pairs" in shown
    with stories.store() as store:
        assert [(link.action, link.relation) for link in store.links()] == [
            ("edit", "same"),
            ("edit", "contradicts"),
            ("undo", None),
        ]


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


def test_the_list(stories: Project, script: Path) -> None:
    assert run("link", "--list").stdout == "No links yet: annotate link\n"
    link(script, "s" + "c" + "n" * 40)
    listed = run("link", "--list").stdout
    assert "2 claims that say the same" in listed
    assert "contradicts (ada)" in listed
    assert "ada: " in listed
    found = json.loads(run("link", "--json").stdout)
    assert found["decisions"]["ada"]["same"] == 1
    assert found["strata"]["likely"]["same"] == 1


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
