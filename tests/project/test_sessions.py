"""A session on a stored article: which one is opened, by which front end, and what reaches the store."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from annotate.errors import AnnotateError, KeysError, ScriptError, StoreError
from annotate.labelling.actions.pages import end_lines
from annotate.labelling.bindings import UNBOUND
from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Ask, End, Key, Number, Pointed, State, Text
from annotate.model import AUTHOR, Annotation, Claim, Source, Stance
from annotate.project import Project, init_project
from annotate.project.sessions import front_end, key_bindings, label
from annotate.store.sqlite import Sqlite
from support.builders import at_second, make_revision
from support.short_sessions import three_articles, typing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return three_articles(tmp_path / "news")


# -- which front end ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "chosen"),
    [
        ({}, "tui"),
        ({"size": (60, 16)}, "tui"),
        ({"size": (59, 16)}, "line"),
        ({"size": (60, 15)}, "line"),
        ({"term": "dumb"}, "line"),
        ({"term": ""}, "line"),
        ({"plain": True}, "line"),
        ({"stdout": False}, "line"),
        ({"stdin": False}, None),
        ({"stdin": False, "stdout": False}, None),
    ],
)
def test_which_front_end_fits(changes: dict[str, object], chosen: str | None) -> None:
    usual = {"stdin": True, "stdout": True, "term": "xterm", "size": (100, 30), "plain": False}
    assert front_end(**(usual | changes)) == chosen  # type: ignore[arg-type]


# -- what is refused ---------------------------------------------------------------------------------------------------


def test_nothing_to_label(tmp_path: Path) -> None:
    empty = init_project(tmp_path)
    with pytest.raises(StoreError, match="nothing was added"):
        label(empty, typing(), annotator="mk")


def test_an_article_that_is_not_there(project: Project) -> None:
    with pytest.raises(StoreError, match="there is no document bee"):
        label(project, typing(), annotator="mk", document="bee")


@pytest.mark.parametrize("name", ["", "  "])
def test_an_annotator_has_a_name(project: Project, name: str) -> None:
    with pytest.raises(StoreError, match="name is empty"):
        label(project, typing(), annotator=name)


# -- what is stored -----------------------------------------------------------------------------------------------------


def test_each_decision_is_stored_before_the_next_key(project: Project) -> None:
    counts = []

    def run(labelling: SessionRunner) -> None:
        for event in (
            Key("c"),
            Pointed(1),
            Pointed(4),
            Key("s"),
            Pointed(6),
            Pointed(7),
            Key("u"),
            Key("U"),
            Key("s"),
            Number(0),
        ):
            labelling.feed(event)
            with project.store() as store:
                counts.append(len(store.history("dam", "mk")))

    label(project, run, annotator="mk", document="dam")
    assert counts == [0, 0, 1, 1, 1, 2, 3, 4, 4, 4]


def test_what_a_revision_says_of_itself(project: Project) -> None:
    label(project, typing("n"), annotator="mk", document="dam")
    with project.store() as store:
        revision = store.history("dam", "mk")[0]
        document = store.document("dam")
    assert (revision.annotator, revision.action, revision.schema) == ("mk", "edit", project.schema.version)
    assert revision.sha256 == document.sha256
    assert revision.sentence == document.sentences[0].id
    assert revision.keys == 1


def test_a_decision_on_several_sentences_is_one_moment(project: Project) -> None:
    def run(labelling: SessionRunner) -> None:
        for event in (Key("c"), Pointed(1), Pointed(4), Key("s"), Key("v"), Key("n"), *map(Key, "evpn")):
            labelling.feed(event)
        for event in (Key("c"), Number(1), Key("s"), Pointed(3), Pointed(4)):
            labelling.feed(event)

    label(project, run, annotator="mk", document="dam")
    with project.store() as store:
        history = store.history("dam", "mk")
    assert history[-1].created == history[-2].created
    assert (history[-1].keys == 0) != (history[-2].keys == 0), "the effort is counted once"
    assert not project.check().problems


def test_sessions_go_on_where_they_stopped(project: Project) -> None:
    label(project, typing("n"), annotator="mk", document="dam")
    seen: list[State] = []
    label(project, typing("u", seen=seen), annotator="mk", document="dam")
    assert seen[0].at == 1
    label(project, typing("U", seen=seen), annotator="mk", document="dam")
    assert seen[1].at == 0
    with project.store() as store:
        assert [revision.action for revision in store.history("dam", "mk")] == ["edit", "undo", "redo"]


def test_two_annotators_do_not_see_each_other(project: Project) -> None:
    label(project, typing("n"), annotator="mk", document="dam")
    seen: list[State] = []
    label(project, typing(seen=seen), annotator="ada", document="dam")
    assert seen[0].entries == {}


def test_the_same_annotator_twice_at_once_is_refused(project: Project) -> None:
    def run(labelling: SessionRunner) -> None:
        with pytest.raises(StoreError, match="is being labelled by mk in another window"):
            label(project, typing("n"), annotator="mk", document="dam")
        label(project, typing("n"), annotator="ada", document="dam")

    label(project, run, annotator="mk", document="dam")


def test_an_article_that_was_changed_meanwhile_takes_no_labels(project: Project) -> None:
    """Nothing is stored that points into another text, and the session says why."""

    def run(labelling: SessionRunner) -> None:
        (project.raw / "dam.txt").write_text("Something else entirely happened.\n\nAnd more.\n")
        project.add()
        labelling.feed(Key("n"))
        assert "no longer the article" in labelling.state.message
        assert labelling.state.entries == {}

    label(project, run, annotator="mk", document="dam")
    with project.store() as store:
        assert store.history("dam", "mk") == ()


def test_the_collector_is_left_as_it_was(project: Project) -> None:
    seen: list[bool] = []

    def run(labelling: SessionRunner) -> None:
        seen.append(gc.isenabled())
        raise RuntimeError

    assert gc.isenabled()
    with pytest.raises(RuntimeError):
        label(project, run, annotator="mk", document="dam")
    assert (seen, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        with pytest.raises(RuntimeError):
            label(project, run, annotator="mk", document="dam")
        assert not gc.isenabled()
    finally:
        gc.enable()


# -- records ------------------------------------------------------------------------------------------------------------


def test_a_record_is_written_line_by_line(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "record.txt"

    def run(labelling: SessionRunner) -> None:
        labelling.feed(Key("n"))
        assert path.read_text().splitlines()[4:] == ["n"]
        labelling.feed(Key("c"))
        labelling.feed(Number(1))

    label(project, run, annotator="mk", document="dam", record=path)
    assert path.read_text() == ":set profile quick\n:set suggestions on 0.15 mk\n:set answers predict\n:1\nn\nc 1\n"


def test_a_record_overwrites_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "record.txt").write_text("precious")
    with pytest.raises(ScriptError, match="there already is a file"):
        label(project, typing("n"), annotator="mk", document="dam", record=tmp_path / "record.txt")
    with pytest.raises(ScriptError, match="cannot be written"):
        label(project, typing("n"), annotator="mk", document="dam", record=tmp_path / "no" / "record.txt")
    assert (tmp_path / "record.txt").read_text() == "precious"


def test_suggestions_are_offered(tmp_path: Path) -> None:
    project = init_project(tmp_path / "suggested")
    text = "The bridge will close in May, Mayor Ada Brandt said.\n\nShe denied that the council had been told of the crack.\n"
    (project.raw / "ell.txt").write_text(text, encoding="utf-8")
    project.add()

    def accept(labelling: SessionRunner) -> None:
        labelling.begin()
        while not isinstance(labelling.state.mode, End):
            assert labelling.state.open_suggestions
            assert labelling.feed(Key("enter")).refused
            labelling.feed(Key("space"))
            for key in "evpn":  # type, verifiability; type and naming come with the suggestion
                if isinstance(labelling.state.mode, Ask):
                    labelling.feed(Key(key))

    label(project, accept, annotator="mk", blind_rate=0)
    with project.store() as store:
        first, second = store.current("ell")
    assert first.annotation is not None
    assert second.annotation is not None
    assert first.annotation.claims[0].spans[0].text == "The bridge will close in May"
    assert {origin.how for origin in (*first.origins, *second.origins)} == {"accepted", "assisted"}
    assert first.origins[0].rule.startswith("clause-said/1@0-")
    assert next((s.source, s.label) for s in second.annotation.stances) == ("s1", "deny")
    assert project.check().problems == ()


def test_keys_are_those_of_the_file_named_else_of_the_project(project: Project, tmp_path: Path) -> None:
    assert key_bindings(project) == UNBOUND
    (project.root / "schema" / "keys.toml").write_text('"trim end" = "t"\n', encoding="utf-8")
    assert key_bindings(project).meant("t") == "f"
    other = tmp_path / "mine.toml"
    other.write_text('\ufeff"trim end" = "ж"\n', encoding="utf-8")
    assert key_bindings(project, other).meant("ж") == "f"


def test_keys_that_cannot_be_read(project: Project, tmp_path: Path) -> None:
    with pytest.raises(KeysError, match=r"none\.toml: the keys cannot be read \(No such file or directory\); name another"):
        key_bindings(project, tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'"claim" = "\xe9"')
    with pytest.raises(KeysError, match=r"latin\.toml: the keys cannot be read \(it is not UTF-8\)"):
        key_bindings(project, tmp_path / "latin.toml")


def test_a_session_speaks_of_ones_own_keys(project: Project) -> None:
    (project.root / "schema" / "keys.toml").write_text('claim = "ж"', encoding="utf-8")
    said: list[str] = []
    label(
        project,
        lambda labelling: said.append(labelling.state.message),
        annotator="mk",
        suggestions=False,
        bindings=key_bindings(project),
    )
    assert said[0].startswith("ж: mark a claim")


def test_a_language_the_rules_do_not_know_gets_none(tmp_path: Path) -> None:
    project = init_project(tmp_path / "polish")
    text = "Most będzie zamknięty w maju, powiedziała burmistrz miasta. Dodała, że prace potrwają dziewięć tygodni.\n"
    (project.raw / "most.txt").write_text(text, encoding="utf-8")
    project.add(language="pl")
    seen: list[State] = []
    label(project, typing("n", seen=seen), annotator="mk", blind_rate=0.5)
    assert seen[0].suggestions == {}
    with project.store() as store:
        assert store.history("most", "mk")[0].origins == ()


@pytest.mark.parametrize("rate", [-0.1, 1.5, float("nan")])
def test_a_rate_is_a_share(project: Project, rate: float) -> None:
    with pytest.raises(AnnotateError, match="--blind-rate must be between 0 and 1"):
        label(project, typing(), annotator="mk", blind_rate=rate)


def test_a_name_that_is_changed_in_the_middle_of_a_session(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window is waited for; if it was not seen, as when its connection was lost, it cannot go on under the old name."""
    label(project, typing("n"), annotator="mk", suggestions=False)
    said: list[str] = []

    def front(labelling: SessionRunner) -> None:
        with pytest.raises(StoreError, match="is open in another window; close it there first"):
            project.rename_annotator("mk", "eva", author="root")
        monkeypatch.setattr(Sqlite, "open_elsewhere", lambda *_: None)
        project.rename_annotator("mk", "eva", author="root")
        said.append(labelling.feed(Key("n")).message)

    label(project, front, annotator="mk", suggestions=False)
    assert "were loaded, renamed or removed since it was opened; open it again" in said[0]
    assert {revision.annotator for revision in project.revisions()} == {"eva"}


# -- other articles in the same session ----------------------------------------------------------------------------------


def commanding(*lines: list[str]):  # type: ignore[no-untyped-def]
    """A front end that types commands, a list for each article that is opened, and the states in which they open."""
    waiting = list(lines)
    seen: list[tuple[str, int, str]] = []

    def run(labelling: SessionRunner) -> None:
        labelling.begin()
        state = labelling.state
        seen.append((state.document.id, state.at + 1, state.message))
        for line in waiting.pop(0):
            for event in (Key(":"), Text(line[1:]), Key("enter")) if line.startswith(":") else (Key(line),):
                labelling.feed(event)

    return run, seen


@pytest.mark.parametrize(
    ("lines", "opened"),
    [
        ([[":find! nobody", "n"], []], [("dam", 1, "Relabelling"), ("bees", 2, "Found in bees, 1 of 1: n next")]),
        (
            [[":find! nobody", "n"], ["n"], ["n"], []],
            [("dam", 1, ""), ("bees", 2, "Found in bees"), ("cats", 2, "Found in cats"), ("dam", 2, "Found in dam, 1 of 1")],
        ),
        ([[":find! nobody", "N"], []], [("dam", 1, ""), ("cats", 2, "Found in cats, 1 of 1: n next")]),
        ([[":find cats"], ["q"]], [("dam", 1, ""), ("cats", 1, "Found in cats, 1 of 2: n next")]),
        ([[":open cats 2"], ["n"]], [("dam", 1, ""), ("cats", 2, "Opened cats.")]),
        ([[":open bird"], []], [("dam", 1, ""), ("dam", 1, "Not opened. There is no document bird")]),
    ],
)
def test_other_articles_open_in_the_same_session(
    project: Project, lines: list[list[str]], opened: list[tuple[str, int, str]]
) -> None:
    run, seen = commanding(*lines)
    result = label(project, run, annotator="mk", document="dam", suggestions=False, relabel=True)
    assert len(seen) == len(lines)
    for (document, number, message), (expected, at, part) in zip(seen, opened, strict=True):
        assert (document, number) == (expected, at)
        assert part.split(",")[0] in message
    assert result.document == seen[-1][0]
    assert len({r.document for r in (*result.earlier, result)}) == len(result.earlier) + 1


def test_an_article_that_is_open_in_another_window_is_not_opened(project: Project) -> None:
    run, seen = commanding([":open cats"], ["n"])

    def other(labelling: SessionRunner) -> None:
        label(project, run, annotator="mk", document="dam", suggestions=False)

    label(project, other, annotator="mk", document="cats")
    assert [(document, number) for document, number, _ in seen] == [("dam", 1), ("dam", 1)]
    assert "Not opened. Cats is being labelled by mk in another window" in seen[1][2]
    with project.store() as store:
        assert len(store.history("dam", "mk")) == 1


def test_the_list_of_claims_of_all_articles_opens_one(project: Project) -> None:
    with project.store() as store:
        document = store.document("cats")
        spans = (document.span(document.sentences[1].start, document.sentences[1].end - 1),)
        author = Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})
        said = Claim("c1", spans, {"type": "event", "verifiability": "verifiable"})
        found = Annotation("claim", (said,), (author,), (Stance("c1", AUTHOR, "support"),))
        store.save([make_revision(document, 1, found, schema=project.schema.version)])
    run, seen = commanding([":claims all type=event", "enter"], ["q"])
    label(project, run, annotator="mk", document="dam", suggestions=False)
    assert seen[1] == ("cats", 2, "Sentence 2 of cats, C1 of mk.")


# -- a second look --------------------------------------------------------------------------------------------------------


@pytest.fixture
def reviewed(project: Project) -> Project:
    """Claims of mk in both sentences of dam (an event, a causal one) and in the second of cats (causal); ben has one in bees."""
    places = [("dam", 0, "event", "mk"), ("dam", 1, "causal", "mk"), ("cats", 1, "causal", "mk"), ("bees", 0, "causal", "ben")]
    with project.store() as store:
        for second, (id, place, type, annotator) in enumerate(places):
            document = store.document(id)
            sentence = document.sentences[place]
            spans = (document.span(sentence.start, sentence.end - 1),)
            author = Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})
            made = Claim("c1", spans, {"type": type, "verifiability": "verifiable"})
            annotation = Annotation("claim", (made,), (author,), (Stance("c1", AUTHOR, "support"),))
            version = project.schema.version
            store.save([make_revision(document, place, annotation, annotator, created=at_second(second), schema=version)])
    return project


@pytest.mark.parametrize(
    ("only", "document", "lines", "opened"),
    [
        (["type=causal"], None, [["enter", "enter"], ["enter", "enter"]], [("cats", 2), ("dam", 2)]),
        (["type=causal"], None, [["q"]], [("cats", 2)]),
        (["type=causal"], "dam", [["enter", "q"]], [("dam", 2)]),
        (["type=event"], None, [["enter", "enter"]], [("dam", 1)]),
        (["type=event", "type=causal"], "dam", [["enter", "enter", "enter"]], [("dam", 1)]),
        (["stance=support", "text=the cats"], None, [["enter", "enter"]], [("cats", 2)]),
        (["type=causal", "annotator=mk"], None, [["q"]], [("cats", 2)]),
        (["type=causal"], None, [[":open bees"], ["q"]], [("cats", 2), ("bees", 1)]),
        (["type=causal"], None, [[":open dam 1"], ["q"]], [("cats", 2), ("dam", 1)]),
    ],
)
def test_a_second_look_opens_these_sentences_one_after_the_other(
    reviewed: Project, only: list[str], document: str | None, lines: list[list[str]], opened: list[tuple[str, int]]
) -> None:
    run, seen = commanding(*lines)
    result = label(reviewed, run, annotator="mk", document=document, only=only, suggestions=False)
    assert [(id, number) for id, number, _ in seen] == opened
    assert result.sentence_count == 2


def test_a_second_look_says_what_is_left_and_passes_others_over(reviewed: Project) -> None:
    seen: list[State] = []

    def run(labelling: SessionRunner) -> None:
        labelling.begin()
        seen.append(labelling.state)
        for key in ("enter", "enter"):
            labelling.feed(Key(key))
            seen.append(labelling.state)

    label(reviewed, run, annotator="mk", only=["type=causal"], suggestions=False)
    first, end, onward, second, last_end, left = seen
    assert first.message == "A second look at 1 of 2 sentences."
    assert list(end_lines(end))[2:] == ["Left to look at: 1 sentence in 1 article.", "Enter: next article, dam. q: leave."]
    assert (onward.onward, second.at, left.over, left.onward) == (True, 1, True, False)
    assert list(end_lines(last_end))[2:] == ["You have looked at all sentences that you chose.", "All done. q: leave."]


@pytest.mark.parametrize(
    ("only", "document", "message"),
    [
        (["type=prediction"], None, "mk has no claim with type=prediction; `annotate claims` lists claims"),
        (["type=causal"], "bees", "mk has no claim with type=causal in bees"),
        (["type=evnt"], None, "has no label 'evnt'"),
        (["annotator=ben"], None, "--only opens the labels of mk, not those of ben"),
        (["type=causal"], "bird", "there is no document bird"),
    ],
)
def test_no_second_look(reviewed: Project, only: list[str], document: str | None, message: str) -> None:
    with pytest.raises(AnnotateError, match=message):
        label(reviewed, typing(), annotator="mk", document=document, only=only)


def test_somebody_new_has_nothing_to_look_at(reviewed: Project) -> None:
    with pytest.raises(AnnotateError, match="zoe has no claim with flagged"):
        label(reviewed, typing(), annotator="zoe", only=["flagged"])
