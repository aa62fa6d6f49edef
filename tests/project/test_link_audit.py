"""The audit of links: claims at random, candidates of two methods, a search, and an upper bound of recall."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.agreement.intervals import wilson
from annotate.dataset import ExportOptions
from annotate.linking.recall import MeasuredRecall
from annotate.model.links import Relation
from annotate.project import Project, init_project
from annotate.project.link_audit import METHOD
from support.linking import add_stories

NOW = datetime(2026, 11, 22, tzinfo=UTC)
A, B, C = "a:0:c1", "b:0:c1", "c:0:c1"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    add_stories(made)
    return made


def link(project: Project, relations: dict[tuple[str, str], Relation]) -> None:
    """Answer the questions about some pairs, and skip the others."""
    with project.linking("ada") as linking:
        while (question := linking.session.question()) is not None:
            if question.pair in relations:
                linking.answer(relations[question.pair], NOW, 1)
            else:
                linking.skip()


def audit(project: Project, matches: dict[str, set[str]], claims: int = 8, annotator: str = "eva") -> MeasuredRecall:
    """Audit claims, marking all matches that are shown, and return the recall."""
    with project.auditing_links(annotator, claims) as session:
        while (key := session.question()) is not None:
            pool = session.pool(key)
            session.finish(key, pool, [other for other in pool if other in matches.get(key, ())], NOW, 3)
        return session.recall()


def test_the_candidates_are_of_other_articles_and_not_known_yet(project: Project) -> None:
    with project.auditing_links("eva", 3) as session:
        assert (session.audited, session.wanted) == (0, 3)
        for key in (A, B, C):
            pool = session.pool(key)
            assert len(set(pool)) == len(pool)
            assert not {other for other in pool if other.split(":")[0] == key.split(":")[0]}
        assert set(session.pool(A)[:2]) == {B, C}
        assert session.linked(A) == []
    with project.linking("ada") as linking:
        question = linking.session.question()
        assert question is not None
        pair = linking.answer("same", NOW, 1).pair
    with project.auditing_links("eva", 3) as session:
        assert session.linked(pair[0]) == [pair[1]]
        assert pair[1] not in session.pool(pair[0])


def test_a_search_finds_what_the_candidates_lack(project: Project) -> None:
    with project.auditing_links("eva", 3) as session:
        assert session.search(A, "rents percent") == ["d:0:c1"]
        assert session.search(A, "bearing") == [key for key in session.search(A, "bearing") if not key.startswith("a:")]
        assert session.search(A, "zzz") == []


def test_what_is_marked_is_a_decision_and_the_audit_is_stored(project: Project) -> None:
    with project.auditing_links("eva", 1) as session:
        key = session.question()
        assert key is not None
        pool = session.pool(key)
        session.finish(key, pool, [pool[0], pool[0]], NOW, 3)
        assert session.question() is None
    with project.store() as store:
        marked, closing = store.links("eva")
    assert marked.draw is not None
    assert closing.draw is not None
    assert (marked.action, marked.relation, marked.draw.stratum, marked.draw.probability) == ("edit", "same", "audit", None)
    assert marked.draw.method.startswith(f"{METHOD}+char-bm25")
    assert marked.draw.rank == 1
    assert (closing.action, closing.relation, closing.draw.rank) == ("audit", None, len(pool))
    assert closing.draw.probability == 1 / 8
    audited = closing.first if closing.draw.stratum == "audit-first" else closing.second
    assert audited.key == key


def test_it_is_taken_up_again_and_others_see_what_was_audited(project: Project) -> None:
    audit(project, {}, claims=3)
    with project.auditing_links("eva", 3) as session:
        assert session.question() is None
    with project.auditing_links("jo", 5) as session:
        assert (session.audited, session.wanted) == (3, 5)
        first = session.question()
        session.skip()
        assert session.question() != first
    assert audit(project, {}, claims=100, annotator="jo").audited == 8, "no more than there are"


def test_the_sample_does_not_depend_on_who_draws_it(project: Project) -> None:
    def drawn(seed: int) -> list[str]:
        found = []
        with project.auditing_links("eva", 8, seed) as session:
            for _ in range(8):
                key = session.question()
                assert key is not None
                found.append(key)
                session.skip()
        return found

    assert drawn(0) == drawn(0) != drawn(1)
    assert sorted(drawn(0)) == sorted(drawn(1))


def test_recall_is_the_share_of_matches_that_had_been_linked(project: Project) -> None:
    matches = {A: {B}, B: {A}}
    with project.linking("ada") as linking:
        crack = [key for key in linking.keys if key.startswith(("a:", "b:")) and key not in (A, B)]
    link(project, {(min(crack), max(crack)): "same"})
    found = audit(project, matches)
    # Four claims have a match: two were linked before, and two were found now.
    assert found == MeasuredRecall(8, 4, wilson(2, 4))
    assert project.links().recall == found
    linked = project.links().clusters
    assert set(linked) == {A, min(crack)}, "what an audit found counts"
    done = project.export(project.output / "dataset", ExportOptions())
    assert done.links is not None
    assert done.links.decided["same"] == 2
    assert "Recall: 8 claims were drawn at random" in (project.output / "dataset" / "README.md").read_text(encoding="utf-8")


def test_a_claim_of_which_all_that_is_similar_is_known_is_audited_too(project: Project) -> None:
    with project.linking("ada") as linking:
        while linking.session.question() is not None:
            linking.answer("unrelated", NOW, 1)
    with project.auditing_links("eva", 8) as session:
        assert [session.pool(key) for key in (A, B, C)] == [[], [], []]
    assert audit(project, {}) == MeasuredRecall(8, 0, None)
    with project.store() as store:
        assert {link.draw.rank for link in store.links("eva") if link.draw} == {0}


def test_without_a_match_nothing_is_known(project: Project) -> None:
    assert audit(project, {}, claims=2) == MeasuredRecall(2, 0, None)


def test_simulated_recall_is_in_its_interval(tmp_path: Path) -> None:
    """Of forty pairs of claims that say the same, a share is linked; the audit of all finds which."""
    chance = random.Random(4)
    words = ["".join(chance.choices("bdfgklmnprstv", k=7)) for _ in range(200)]
    stories = {}
    for n in range(20):
        said = [" ".join(chance.sample(words, 6)) for _ in range(2)]
        for half in "xy":
            stories[f"{half}{n}"] = (f"2026-01-{n + 1:02}", said)
    made = init_project(tmp_path / "news")
    add_stories(made, stories)
    with made.linking("ada") as linking:
        texts = {key: linking.claim(key).text for key in linking.keys}
    matches = {key: {other for other in texts if other != key and texts[other] == texts[key]} for key in texts}
    linked = {(min(key, other), max(key, other)) for key, others in matches.items() for other in others}
    kept = set(chance.sample(sorted(linked), 30))
    link(made, dict.fromkeys(kept, "same"))
    found = audit(made, matches, claims=40)
    assert found.share is not None
    value, low, high = found.share
    assert low < 0.75 < high
    assert abs(value - 0.75) < 0.15
