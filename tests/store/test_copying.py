"""A store copied into another database: all of it, byte by byte, into nothing else, again if need be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.errors import NoStoreError, StoreError, UnreachableError
from annotate.model import ADJUDICATION, Annotation
from annotate.model.links import ClaimRef
from annotate.review.assignment import Plan
from annotate.store import Copied, Store, open_store
from support.builders import make_version
from support.storing import at, everything, make, make_link, revise, unseen

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def target(new_schema: Callable[[], str]) -> Iterator[Store]:
    with open_store(new_schema()) as opened:
        yield opened


@pytest.fixture
def rich(filled: Store) -> Store:
    """Three segmentations of one document, an undo, two annotators, an adjudication, a plan; a second document, only taken."""
    filled.add_document(replace(make("a0"), title="T", language="ar", url="https://x/?a=%20&b=?"))
    filled.save([revise(1, 1), revise(2, 1, label=None)])
    filled.save([unseen(revise(1), 2)])
    filled.save([revise(1, 3, annotator="jö")])
    filled.save([replace(revise(1, 3, annotator="jö"), layer=ADJUDICATION)])
    for author in ("ada", "bo"):
        sentences = make().sentences[:2] if author == "ada" else make().sentences
        filled.add_version(make_version(replace(make(), sentences=sentences), filled.segmentation("a1") + 1, author), [])
    filled.set_plan(Plan(2), "ada", NOW)
    assert filled.take_document("cem", NOW) == "a0"
    filled.save_link(make_link(first=ClaimRef("a0:0", "c1", "Caf"), second=ClaimRef("a1:0", "c1", "Caf")))
    return filled


def rows(store: Store) -> list[list[tuple[object, ...]]]:
    tables = (
        "documents",
        "former_texts",
        "segmentations",
        "revisions",
        "adjudications",
        "plans",
        "assignments",
        "removals",
        "links",
    )
    return [sorted(store._db.execute(f"SELECT * FROM {table}"), key=repr) for table in tables]


def test_everything_is_copied_and_back(rich: Store, target: Store, fresh: Callable[[], str]) -> None:
    before = rows(rich)
    assert rich.copy_to(target) == Copied(
        documents=2, segmentations=4, revisions=5, adjudications=1, plans=1, assignments=1, links=1
    )
    assert rows(target) == before
    assert [entry.id for entry in target.documents()] == ["a1", "a0"]
    with open_store(fresh()) as back:
        target.copy_to(back)
        assert rows(back) == rows(rich) == before  # and the source is as it was


def test_it_is_safe_to_repeat_and_brings_what_is_new(rich: Store, target: Store) -> None:
    for tick in (10, 11):
        rich.copy_to(target)
        rich.save([revise(0, tick)])
    assert rich.copy_to(target).revisions == 7
    assert rich.copy_to(target).revisions == 7
    assert rows(target) == rows(rich)


@pytest.mark.parametrize("what", ["document", "title", "revision", "segmentation", "annotation", "plan", "assignment"])
def test_a_target_that_has_anything_else_is_refused(rich: Store, target: Store, what: str) -> None:
    if what == "document":
        target.add_document(make("zz"))
    elif what == "title":
        target.add_document(make(title="Another"))
    else:
        rich.copy_to(target)
    if what == "revision":
        target.save([revise(0, 50)])
    elif what == "segmentation":
        target.add_version(make_version(make(), target.segmentation("a1") + 1, "eve"), [])
    elif what == "plan":
        target.set_plan(None, "eve", NOW)
    elif what == "assignment":
        target.take_document("eve", NOW)
    elif what == "annotation":
        target._db.execute("UPDATE revisions SET annotation = '{}' WHERE sentence = ?", ("a1:0",))
    before = rows(target)
    with pytest.raises(
        StoreError, match=r"has (a|another|other) .*, which .* does not have; nothing was copied: name an empty database"
    ):
        rich.copy_to(target)
    assert rows(target) == before


def test_a_copy_that_fails_leaves_nothing(rich: Store, target: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    execute = target._db.execute

    def failing(sql: str, values: tuple[object, ...] = ()) -> object:
        if sql.startswith("INSERT INTO revisions"):
            raise UnreachableError("gone")
        return execute(sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(target._db, "execute", failing)
        with pytest.raises(StoreError, match="gone"):
            rich.copy_to(target)
    assert target.documents() == ()
    assert rich.copy_to(target).revisions == 5


def test_a_source_that_changes_meanwhile_is_noticed(rich: Store, target: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    execute, asked = rich._db.execute, iter(range(1000))

    def writing(sql: str, values: tuple[object, ...] = ()) -> object:
        if "FROM revisions" in sql and next(asked) == 2:  # both documents were copied
            rich.save([revise(0, 60)])
        return execute(sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(rich._db, "execute", writing)
        with pytest.raises(StoreError, match="is being written to, or is damaged; nothing was copied"):
            rich.copy_to(target)
    assert target.documents() == ()
    rich.copy_to(target)


def test_no_source_no_copy(tmp_path: Path) -> None:
    with pytest.raises(NoStoreError):
        open_store(tmp_path / "none.db", create=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1), st.floats(0, 1e308)),
        max_size=4,
    )
)
def test_any_content_survives_the_way_there_and_back(
    new_schema: Callable[[], str], tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, float]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with open_store(folder / "a.db") as here, open_store(new_schema()) as there, open_store(folder / "b.db") as back:
        here.add_document(make())
        for tick, (text, seconds) in enumerate(drawn):
            annotation = Annotation("claim", note=text, attributes={"x": seconds})
            made = replace(revise(tick=tick), annotator=text, seconds=seconds, keys=2**62, annotation=annotation)
            here.load([replace(made, created=at(tick))])
        here.copy_to(there)
        there.copy_to(back)
        assert list(there.revisions()) == list(here.revisions())
    assert everything(folder / "a.db") == everything(folder / "b.db")
