"""One spelling for each person, and no two people under one name, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotate.errors import StoreError
from annotate.labelling.frontends import script
from annotate.labelling.runner import SessionRunner
from annotate.model import ADJUDICATION, Revision
from annotate.project import Project, init_project
from annotate.project.checking import check_files, check_store
from annotate.project.choosing import choose_document, following_document
from annotate.project.dumps import load_revisions
from annotate.project.people import clock_warning, read_login, require_name, require_plan_names
from annotate.project.progress import assign_documents, read_assigned
from annotate.project.sessions import label
from annotate.review.assignment import Plan
from annotate.schema import Schema
from annotate.store import Store, open_store, timestamp_after
from annotate.store.postgres import Postgres
from annotate.store.sqlite import Sqlite
from support.storing import make, revise, unseen


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    sqlite = request.param == "sqlite"
    with open_store(tmp_path / "a.db" if sqlite else request.getfixturevalue("new_schema")()) as opened:
        opened.add_document(make())
        opened.save([revise()])
        opened.save([replace(revise(annotator="Zoë"), layer=ADJUDICATION)])
        yield opened


def refused(store: Store, revisions: list[Revision], match: str, **options: object) -> None:
    before = (*store.revisions(), *store.adjudications())
    with pytest.raises(StoreError, match=match):
        load_revisions(store, revisions, **options)  # type: ignore[arg-type]
    assert (*store.revisions(), *store.adjudications()) == before


# -- two spellings of one name -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first"), [("MK", "mk"), ("mk ", "mk"), ("m\u200bk", "mk"), ("Zoe\u0308", "Zoë"), ("zoë", "Zoë")]
)
def test_a_second_spelling_is_refused_and_the_first_named(store: Store, name: str, first: str) -> None:
    with pytest.raises(StoreError, match=f"is another spelling of '{first}'; use --annotator '{first}'"):
        require_name(store, name, "--annotator")
    refused(store, [revise(1, 5, annotator=name)], f"is another spelling of '{first}'; nothing was loaded")
    with pytest.raises(StoreError, match=f"is another spelling of '{first}'"):
        assign_documents(store, Plan(1, ("ben", name)), "mk", datetime.now(UTC))
    assert store.plan() is None


def test_other_names_are_welcome(store: Store) -> None:
    for name in ("mk", "Zoë", "zoe", "m k"):
        require_name(store, name, "--annotator")
    assert (store.knows("mk"), store.knows("Zoë"), store.knows("MK")) == (True, True, False)
    assert store.people() == {"mk", "Zoë"}


def test_names_of_a_plan_are_known(store: Store) -> None:
    store.set_plan(Plan(1, ("Ada",)), "mk", datetime.now(UTC))
    with pytest.raises(StoreError, match="'ada' is another spelling of 'Ada'; use --adjudicator 'Ada'"):
        require_name(store, "ada", "--adjudicator")
    require_plan_names(store, ["ada"])  # a plan with a slip can be made again
    with pytest.raises(StoreError, match="'ADA' is another spelling of 'ada'"):
        require_plan_names(store, ["ada", "ADA"])


def test_spellings_stored_before_names_were_compared_go_on(store: Store) -> None:
    store.load([revise(1, 3, annotator="MK")])
    require_name(store, "MK", "--annotator")
    require_name(store, "mk", "--annotator")
    assert load_revisions(store, [revise(2, 4, annotator="MK"), revise(1, 4)]).new == 2


def test_two_spellings_in_one_dump(store: Store) -> None:
    both = [revise(0, 1, annotator="ben"), revise(1, 2, annotator="Ben")]
    refused(store, both, "'Ben' in the dump is another spelling of 'ben'.*--as 'Ben=ben'")
    assert load_revisions(store, both, [("Ben", "ben")]).new == 2
    assert store.people() == {"mk", "Zoë", "ben"}


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_a_name_can_be_seen(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="the annotator's name is empty; give one with --annotator"):
        require_name(store, name, "--annotator")
    refused(store, [revise(1, 5)], "is empty", renamings=[("", name)])
    if name:
        refused(store, [revise(1, 5, annotator=name)], "can be seen")


# -- one name of two people --------------------------------------------------------------------------------------------


def test_two_histories_of_one_name_are_refused(store: Store) -> None:
    refused(store, [revise(0, 7)], "'mk' decided on a1:0 .sentence 1. here and in the dump.*--as NAME.*--same-person")
    refused(store, [unseen(revise(), 7)], "'mk' decided on a1:0")
    refused(store, [replace(revise(0, 7, annotator="Zoë"), layer=ADJUDICATION)], "'Zoë' decided on a1:0")
    store.save([revise(1, 8)])
    refused(store, [revise(0, 7), revise(1, 7)], "a1:0 .sentence 1. and 1 more here")


def test_the_second_person_is_loaded_under_another_name(store: Store) -> None:
    assert load_revisions(store, [revise(0, 7)], [("", "ben")]).new == 1
    assert load_revisions(store, [revise(0, 7)], [("mk", "ben")]).known == 1, "again"
    assert list(store.revisions(annotator="mk")) == [revise()]
    refused(store, [revise(0, 9)], "'ben' decided on a1:0", renamings=[("", "ben")])
    refused(store, [revise(0, 9)], "another spelling of 'ben'", renamings=[("", "Ben")])


def test_what_another_program_writes_replaces_what_it_wrote_before(store: Store) -> None:
    """Only dumps of annotate are histories: another program writes its present state each time."""
    assert load_revisions(store, [replace(revise(2, 5), tool="labeller")]).new == 1
    assert load_revisions(store, [replace(revise(2, 7), tool="labeller")]).new == 1
    refused(store, [replace(revise(2, 8), tool="other")], "'mk' decided on a1:")
    refused(store, [revise(2, 8)], "'mk' decided on a1:")
    refused(store, [replace(revise(0, 7), tool="labeller")], "'mk' decided on a1:0")


def test_the_same_person_in_two_clones(store: Store) -> None:
    assert load_revisions(store, [revise(0, 7)], same_person=True).new == 1
    assert load_revisions(store, [revise(0, 7)]).known == 1


def test_a_history_that_goes_on_elsewhere_is_one_history(store: Store) -> None:
    assert load_revisions(store, [revise(), revise(0, 7)]).new == 1
    assert load_revisions(store, [revise()]).known == 1, "an old dump"
    assert load_revisions(store, [revise(1, 9)]).new == 1, "another sentence"
    assert load_revisions(store, [revise(0, 7, annotator="ben")]).new == 1, "another person"


def test_what_the_program_did_in_both_clones_is_not_a_second_person(store: Store) -> None:
    store.save([replace(revise(0, 3), action="migrate")])
    assert load_revisions(store, [revise(), replace(revise(0, 5), action="migrate")]).new == 1


def test_a_renaming_says_whose_decisions_it_is_about(store: Store) -> None:
    two = [revise(1, 5), revise(1, 5, annotator="ada")]
    refused(store, two, "records of 'ada', 'mk'; say whose are 'ben''s: --as ada=NAME", renamings=[("", "ben")])
    refused(store, two, "no records of 'cem', so --as", renamings=[("cem", "ben")])
    assert load_revisions(store, two, [("mk", "ben")]).new == 2
    assert store.people() == {"mk", "Zoë", "ada", "ben"}


# -- clocks ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def four_days_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the clock of the database's server differ from this computer's, as if this one was four days behind."""
    for kind in (Sqlite, Postgres):
        monkeypatch.setattr(kind, "now", lambda self: datetime.now(UTC) + timedelta(days=4))
        monkeypatch.setattr(kind, "role", lambda self: "ada")


def test_the_clock_of_the_server(store: Store) -> None:
    assert abs(store.now() - datetime.now(UTC)) < timedelta(seconds=30)
    assert abs(store.clock_offset()) < timedelta(seconds=30)
    assert clock_warning(read_login(store).clock_offset) == ""
    assert read_login(None) == (None, timedelta(0))
    if store.role() is None:
        assert store.clock_offset() == timedelta(0)


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (timedelta(seconds=60), ""),
        (timedelta(seconds=-60), ""),
        (timedelta(seconds=61), "1 minute behind"),
        (timedelta(seconds=-61), "1 minute ahead of"),
        (timedelta(hours=-3), "3 hours ahead of"),
        (timedelta(days=2), "2 days behind"),
    ],
)
def test_a_clock_that_is_wrong(offset: timedelta, words: str) -> None:
    warning = clock_warning(offset)
    assert words in warning
    assert bool(warning) == bool(words)


@pytest.mark.usefixtures("four_days_ahead")
def test_plans_count_in_the_time_of_the_server(store: Store) -> None:
    """What was begun four days ago by the server's clock is abandoned, whatever this computer believes."""
    store.set_plan(Plan(1), "mk", datetime.now(UTC))
    now = datetime.now(UTC)
    store.save([replace(revise(1, 5), created=timestamp_after(None, now))])
    assert store.next_document("ben", now) is None
    assert choose_document(store, "ben", relabel=False) == "a1"
    assert following_document(store, "cem") == (None, True), "ben was given it at the server's time"
    assigned = read_assigned(store)
    assert assigned is not None
    assert [(progress.annotator, progress.given) for progress in assigned.progress] == [("ben", 1), ("mk", 0)]
    assert store.clock_offset() > timedelta(days=3)


@pytest.mark.usefixtures("four_days_ahead")
def test_decisions_are_dated_in_the_time_of_the_server(tmp_path: Path) -> None:
    project = init_project(tmp_path / "p")
    (project.raw / "a.txt").write_text("The road is open. The ferry is full.")
    project.add()
    messages = []

    def front(runner: SessionRunner) -> None:
        messages.append(runner.state.message)
        script.run(runner, ["n\n"], "script", lambda line: None)

    label(project, front, annotator="mk", suggestions=False)
    (decision,) = project.revisions()
    assert datetime.fromisoformat(decision.created) - datetime.now(UTC) > timedelta(days=3)
    assert messages[0].startswith("This computer's clock is 4 days behind the database server's, whose time counts; set it.")
    assert project.status().clock_offset > 300_000
    assert [warning.code for warning in project.check().warnings] == [], "by the server's clock it is not in the future"


def test_a_decision_of_the_future_is_a_warning(store: Store, schema: Schema) -> None:
    assert "future-decision" not in {warning.code for warning in check_store(store, schema).warnings}
    later = datetime.now(UTC) + timedelta(days=4)
    store.save([replace(revise(1, 5), created=timestamp_after(None, later))])
    store.save([replace(revise(1, 5, "Zoë"), created=timestamp_after(None, later), layer=ADJUDICATION)])
    warnings = [warning for warning in check_store(store, schema).warnings if warning.code == "future-decision"]
    assert {warning.message.partition(" ")[0] for warning in warnings} == {"mk", "Zoë"}


def test_a_file_with_decisions_of_the_future(labelled: Project, tmp_path: Path) -> None:
    lines = b"".join(labelled.dump()).replace(b'"mk"', b'"MK"').replace(b'"created":"2', b'"created":"3')
    (tmp_path / "late.jsonl").write_bytes(lines)
    warnings = labelled.check([tmp_path / "late.jsonl"]).warnings
    assert sorted({warning.code for warning in warnings} & {"future-decision", "look-alike-names"}) == [
        "future-decision",
        "look-alike-names",
    ]
    codes = {warning.code for warning in check_files([tmp_path / "late.jsonl"], None, labelled.schema).warnings}
    assert ("future-decision" in codes, "look-alike-names" in codes) == (True, False)
