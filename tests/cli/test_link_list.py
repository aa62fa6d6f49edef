"""``annotate link --list`` and ``--json``: clusters, relations, agreement and the audit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.agreement.intervals import wilson
from annotate.cli.link_list import recall_words
from annotate.linking.recall import MeasuredRecall
from annotate.project import Project
from support.commanding import run
from support.linking import add_stories


@pytest.fixture
def stories(project: Project) -> Project:
    add_stories(project)
    return project


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def link(script: Path, keys: str, name: str = "ada") -> None:
    script.write_text(keys, encoding="utf-8")
    assert run("link", "--annotator", name, "--script", script).exit_code == 0


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


def test_agreement_is_first_on_pairs_then_on_clusters(stories: Project, script: Path) -> None:
    link(script, "s" + "n" * 40)
    with stories.store() as store:
        for number, decided in enumerate(store.links()[:6]):
            relation = "related" if number == 1 else decided.relation
            store.save_link(replace(decided, annotator="eva", relation=relation))
    lines = run("link", "--list").stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("ada and eva: 6 pairs, 0.83"))
    assert "alpha 0." in lines[place]
    assert lines[place + 1].startswith("  same: 1 pair, 1.00")
    assert any(line.startswith("  stratum likely: ") for line in lines)
    assert any(line.startswith("  clusters: pairwise F1 ") for line in lines)
    assert "Annotators differ on 1 pair, which count for nothing: annotate link --adjudicate" in lines
    (found,) = json.loads(run("link", "--json").stdout)["agreement"]
    assert found["asked"]["raw"]["value"] == pytest.approx(5 / 6)
    assert found["by_relation"]["related"]["raw"]["value"] == 0
    assert set(found) == {
        *("annotators", "asked", "by_relation", "by_stratum", "pairwise_f1", "b_cubed_f1", "b_cubed_f1_without_singletons"),
        "adjusted_rand",
    }


def test_recall_in_words() -> None:
    assert recall_words(MeasuredRecall(4, 0, None)).endswith("0 of them with a match, so nothing can be said about recall yet.")
    words = recall_words(MeasuredRecall(50, 20, wilson(18, 20)))
    assert words.startswith(
        "Audit: 50 claims drawn at random, 20 of them with a match; 90% of the matches had been linked before (70%"
    )
