"""What becomes of an article: added, replaced, unchanged, refused, unreadable."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.errors import ArticleError
from annotate.model import Annotation, Problem
from annotate.project import Project, init_project
from annotate.project.ingest import SignatureCache
from annotate.project.segmentation import correct_segmentation
from annotate.project.sessions import label_by_script
from annotate.store import Store
from support.bridge import ARTICLE
from support.builders import make_revision


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return init_project(tmp_path)


def put(project: Project, name: str, text: str) -> Path:
    path = project.raw / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def became(project: Project, *paths: Path, **options: str | bool) -> list[tuple[str, str]]:
    return [(outcome.what, outcome.document) for outcome in project.add(paths, **options).outcomes]  # type: ignore[arg-type]


def label(project: Project, id: str) -> None:
    document = project.document(id)
    with project.store() as store:
        store.save([make_revision(document, 0, Annotation("no_claim"))])


def test_an_unchanged_file_does_nothing(project: Project) -> None:
    put(project, "a.txt", "The bridge is closed.")
    assert became(project) == [("added", "a")]
    before = project.database.read_bytes()
    assert became(project) == [("unchanged", "a")]
    assert project.database.read_bytes() == before


TWO_LINES = "The café is closed.\n\nIt will reopen in May.\n"


@pytest.mark.parametrize(
    "data",
    [
        TWO_LINES.replace("\n", "\r\n").encode(),
        TWO_LINES.replace("\n", "\r").encode(),
        TWO_LINES.encode("utf-8-sig"),
        TWO_LINES.encode("utf-16"),
        TWO_LINES.encode("latin-1"),
    ],
    ids=["crlf", "cr", "bom", "utf-16", "latin-1"],
)
@pytest.mark.parametrize("labelled", [False, True])
def test_the_same_text_in_other_bytes_is_the_same_article(project: Project, data: bytes, labelled: bool) -> None:
    file = put(project, "cafe.txt", TWO_LINES)
    became(project)
    before = project.document("cafe")
    if labelled:
        label(project, "cafe")
    file.write_bytes(data)
    (project.raw / "moved.txt").write_bytes(data)
    report = project.add()
    assert [(outcome.what, outcome.document) for outcome in report.outcomes] == [("unchanged", "cafe")] * 2
    assert (project.document("cafe"), len(project.documents())) == (before, 1), "the first file's hash is kept"
    put(project, "cafe.txt", TWO_LINES + "\nBut when?\n")
    assert became(project)[0] == ("refused" if labelled else "replaced", "cafe")


def test_the_same_text_with_other_metadata(project: Project) -> None:
    put(project, "a.json", json.dumps({"id": "a", "text": "The bridge is closed.", "url": "https://example.org/Closed"}))
    became(project)
    put(project, "a.json", json.dumps({"id": "a", "text": "The bridge is closed.", "url": "https://example.org/Shut"}))
    assert became(project) == [("replaced", "a")]
    assert project.document("a").url == "https://example.org/Shut"
    label(project, "a")
    put(project, "a.json", json.dumps({"id": "a", "text": "The bridge is closed.", "url": "https://example.org/Barred"}))
    report = project.add()
    assert [(outcome.what, outcome.document) for outcome in report.outcomes] == [("unchanged", "a")]
    assert [(notice.code, notice.document) for notice in report.notices] == [("other-metadata", "a")]
    assert project.document("a").url == "https://example.org/Shut"


def test_an_article_added_in_the_same_run_is_known_by_its_text(project: Project) -> None:
    put(project, "a.txt", TWO_LINES)
    put(project, "b.txt", TWO_LINES.replace("\n", "\r\n"))
    assert became(project) == [("added", "a"), ("unchanged", "a")]


FLOD = "Bakery closes after flod\n\nIt closed on Friday. The council said it would help. Nobody knows more.\n"


def labelled(project: Project) -> tuple[Project, dict[str, str | None]]:
    """Add an article that two people labelled to the end; return what the first one labelled, by sentence."""
    put(project, "b.txt", FLOD)
    project.add()
    claim = ["n", "n", "c 4 6", "go", "prediction", "verifiable", "n", "q"]
    label_by_script(project, claim, annotator="ada", document="b", suggestions=False)
    label_by_script(project, ["n"] * 4 + ["q"], annotator="ben", document="b", suggestions=False)
    return project, sentences(project, "ada")


def sentences(project: Project, annotator: str) -> dict[str, str | None]:
    document = project.document("b")
    found: dict[str, str | None] = {}
    for revision in project.current("b", annotator):
        place = document.sentence(revision.sentence)
        assert place is not None
        assert revision.annotation is not None
        found[document.text[place.start : place.end]] = revision.annotation.label
    return found


def test_labels_move_to_the_new_text_of_an_article(project: Project) -> None:
    project, before = labelled(project)
    put(project, "b.txt", FLOD.replace("flod", "flood"))
    assert became(project) == [("refused", "b")]
    report = project.add(update="cem")
    assert [(outcome.what, outcome.document) for outcome in report.outcomes] == [("updated", "b")]
    assert [(notice.code, notice.document) for notice in report.notices] == [("reopened", "b"), ("reopened", "b")]
    assert "the text of 1 sentence that ada finished has changed" in report.notices[0].message
    kept = {text: label for text, label in before.items() if "flod" not in text}
    assert sentences(project, "ada") == kept
    assert project.check().problems == ()
    assert [correction.summary for correction in project.corrections("b")] == ["text corrected"]
    assert became(project) == [("unchanged", "b")], "no twin"
    assert [entry.id for entry in project.documents()] == ["b"]


def test_what_has_no_place_in_the_new_text_is_listed(project: Project) -> None:
    project, _ = labelled(project)
    put(project, "b.txt", FLOD.replace("it would help", "it would not help").replace(" Nobody knows more.", ""))
    notices = project.add(update="cem").notices
    assert [notice.message for notice in notices if notice.code == "label-not-moved"] == [
        "claim “it would help” of ada (sentence 3 of the old text) has no place in the new one",
        "label no claim of ada (sentence 4 of the old text) has no place in the new one",
        "label no claim of ben (sentence 4 of the old text) has no place in the new one",
    ]
    assert "The council said it would not help." not in sentences(project, "ada"), "open"
    assert project.check().problems == ()


def test_a_correction_of_the_text_is_undone_with_everything_it_did(project: Project) -> None:
    project, before = labelled(project)
    decisions = len([*project.revisions("b")])
    put(project, "b.txt", FLOD.replace("flod", "flood").replace("it would help", "it would not help"))
    project.add(update="cem")
    label_by_script(project, ["n", "q"], annotator="ben", document="b", suggestions=False)
    correct_segmentation(project, "b", "undo", None, None, annotator="cem")
    assert project.document("b").text == FLOD
    assert sentences(project, "ada") == before
    headline, *others = before
    assert [*sentences(project, "ben")] == others, "what was decided since on other words is open"
    assert headline.endswith("flod")
    assert project.check().problems == ()
    assert len([*project.revisions("b")]) > decisions, "nothing is removed"
    assert became(project, update="cem") == [("updated", "b")], "the file has the new text"


def test_the_old_file_put_back_brings_the_old_labels_back(project: Project) -> None:
    project, before = labelled(project)
    put(project, "b.txt", FLOD.replace("it would help", "it would not help"))
    project.add(update="cem")
    put(project, "b.txt", FLOD)
    project.add(update="cem")
    assert sentences(project, "ada") == before
    assert project.check().problems == ()


def test_a_correction_of_the_segmentation_is_kept_by_the_new_text(project: Project) -> None:
    put(project, "b.txt", FLOD)
    project.add()
    correct_segmentation(project, "b", "merge", 2, None, annotator="ada")
    put(project, "b.txt", FLOD.replace("flod", "flood"))
    assert became(project) == [("refused", "b")], "nobody labelled it, but somebody corrected it"
    assert became(project, update="cem") == [("updated", "b")]
    document = project.document("b")
    assert len(document.sentences) == 3
    correct_segmentation(project, "b", "undo", None, None, annotator="ada")
    assert project.document("b").text == FLOD


def test_an_updated_article_is_exported(project: Project) -> None:
    project, _ = labelled(project)
    put(project, "b.txt", FLOD.replace("flod", "flood"))
    project.add(update="cem")
    exported = project.export(format="jsonl")
    assert exported
    assert "flood" in "".join(path.read_text(encoding="utf-8") for path in (project.output / "jsonl").rglob("*.jsonl"))


def test_an_unchanged_file_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, "a.txt", "The bridge is closed.")
    put(project, "b.txt", "The road is open.")
    became(project)
    put(project, "b.txt", "The road is shut.")
    read: list[str] = []

    def read_file(path: Path, *, name: str, **options: object) -> Iterator[Problem]:
        read.append(name)
        yield from ()

    monkeypatch.setattr("annotate.articles.read_file", read_file, raising=False)
    assert became(project) == [("unchanged", "a")]
    assert read == ["raw/b.txt"]
    (project.raw / "a.txt").unlink()
    assert became(project, project.raw / "a.txt") == []
    assert read[1:] == ["raw/a.txt"], "what is gone is said by who reads it"


def test_a_changed_file_takes_the_place_of_the_old_one(project: Project) -> None:
    put(project, "a.txt", "The bridge is closed.")
    became(project)
    put(project, "a.txt", "The bridge is open.")
    assert became(project) == [("replaced", "a")]
    assert project.document("a").text == "The bridge is open."


def test_a_changed_file_that_is_labelled_is_refused_with_two_ways_out(project: Project) -> None:
    put(project, "a.txt", "The bridge is closed.")
    became(project)
    label(project, "a")
    put(project, "a.txt", "The bridge is open.")
    (problem,) = project.add().problems
    assert (problem.code, problem.where, problem.document) == ("changed", "raw/a.txt", "a")
    assert "restore the file" in problem.remedy
    assert "--as-new" in problem.remedy
    assert project.document("a").text == "The bridge is closed."

    assert became(project, as_new=True) == [("added", "a-2")]
    assert became(project) == [("unchanged", "a-2")]
    put(project, "a.txt", "The bridge is closed.")
    assert became(project) == [("unchanged", "a")]
    put(project, "a.txt", "The bridge is gone.")
    assert became(project) == [("replaced", "a-2")]
    assert [(entry.id, entry.path) for entry in project.documents()] == [("a", "raw/a.txt"), ("a-2", "raw/a.txt")]


def test_the_same_bytes_in_another_place_are_the_same_article(project: Project) -> None:
    put(project, "a.txt", "The bridge is closed.")
    put(project, "b.txt", "The bridge is closed.")
    assert became(project) == [("added", "a"), ("unchanged", "a")]


def test_ids_that_collide_are_numbered(project: Project) -> None:
    put(project, "a.txt", "The bridge is closed.")
    put(project, "x/a.txt", "The bridge is open.")
    put(project, "y/a.txt", "The bridge is gone.")
    assert became(project) == [("added", "a"), ("added", "a-2"), ("added", "a-3")]
    assert [sentence.id for sentence in project.document("a-2").sentences] == ["a-2:0"]
    put(project, "x/a.txt", "The bridge is there.")
    assert became(project) == [("unchanged", "a"), ("replaced", "a-2"), ("unchanged", "a-3")]


def test_id_and_language_can_be_said(project: Project) -> None:
    file = put(project, "a.txt", "Die Brücke ist zu.")
    assert became(project, file, id="Die Brücke", language="de") == [("added", "die-brucke")]
    assert project.document("die-brucke").language == "de"
    put(project, "a.txt", "Die Brücke ist auf.")
    assert became(project, file) == [("replaced", "die-brucke")]


def rows(project: Project, *texts: str, ids: bool = False) -> Path:
    lines = [json.dumps({"text": text} | ({"id": text.split()[1]} if ids else {})) for text in texts]
    return put(project, "t.jsonl", "\n".join(lines))


def test_rows_that_move_are_known(project: Project) -> None:
    rows(project, "The bridge is closed.", "The road is open.")
    assert became(project) == [("added", "t-1"), ("added", "t-2")]
    rows(project, "A dog barks.", "The bridge is closed.", "The road is open.")
    assert became(project) == [("unchanged", "t-1"), ("unchanged", "t-2"), ("added", "t-1-2")]
    assert {project.document(id).text for id in ("t-1", "t-2", "t-1-2")} == {
        "A dog barks.",
        "The bridge is closed.",
        "The road is open.",
    }


def test_a_row_that_changes_is_replaced_or_refused(project: Project) -> None:
    rows(project, "The bridge is closed.", "The road is open.")
    became(project)
    rows(project, "The bridge is closed.", "The road is shut.")
    assert became(project) == [("unchanged", "t-1"), ("replaced", "t-2")]
    label(project, "t-2")
    rows(project, "The bridge is closed.", "The road is gone.")
    assert became(project) == [("unchanged", "t-1"), ("refused", "t-2")]


def test_a_row_with_an_id_is_known_by_it(project: Project) -> None:
    rows(project, "The bridge is closed.", "The road is open.", ids=True)
    assert became(project) == [("added", "bridge"), ("added", "road")]
    rows(project, "The road is shut.", "The ferry is full.", ids=True)
    assert sorted(became(project)) == [("added", "ferry"), ("replaced", "road")]
    assert project.document("bridge").text == "The bridge is closed."


def test_a_bad_file_does_not_stop_the_others(project: Project) -> None:
    put(project, "a.txt", "")
    (project.raw / "b.txt").write_bytes(b"%PDF-1.7 \x00")
    put(project, "c.txt", "The bridge is closed.")
    report = project.add([project.raw, project.raw / "nowhere.txt"])
    assert report.counts == {"added": 1, "unreadable": 3}
    assert [problem.where for problem in report.problems] == ["raw/a.txt", "raw/b.txt", "raw/nowhere.txt"]


def test_a_guessed_encoding_is_a_notice_and_said_once(project: Project) -> None:
    (project.raw / "a.txt").write_bytes("The café is closed.".encode("latin-1"))
    report = project.add()
    assert ([notice.code for notice in report.notices], report.problems) == (["encoding-guessed"], ())
    assert project.add().notices == ()


def test_standard_input_is_no_place(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def pipe(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    pipe("The bridge is closed.")
    assert became(project, Path("-")) == [("added", "the-bridge-is-closed")]
    pipe("The road is open.")
    assert became(project, Path("-"), id="road") == [("added", "road")]
    pipe('{"text": "The ferry is full.", "id": "ferry"}')
    assert became(project, Path("-"), kind="jsonl") == [("added", "ferry")]
    pipe("The bridge is closed.")
    assert became(project, Path("-")) == [("unchanged", "the-bridge-is-closed")]


# -- archives and tables in them ------------------------------------------------------------------------------------------


def pack(project: Project, name: str, **members: str) -> Path:
    """A zip file of members called like their keywords, an underscore for the point."""
    path = project.raw / name
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in members.items():
            archive.writestr(zipfile.ZipInfo(member.replace("_", ".")), text)
    return path


def test_what_is_in_an_archive_has_a_place_like_a_file(project: Project) -> None:
    pack(project, "news.zip", a_txt="The bridge is closed.", b_txt="The road is open.")
    assert became(project) == [("added", "a"), ("added", "b")]
    assert {entry.path for entry in project.documents()} == {"raw/news.zip!/a.txt", "raw/news.zip!/b.txt"}
    assert project.status().unread == ()
    assert became(project) == [("unchanged", "a"), ("unchanged", "b")]
    pack(project, "news.zip", b_txt="The road is shut.", c_txt="The ferry is full.")
    assert sorted(became(project)) == [("added", "c"), ("replaced", "b")]
    assert project.document("b").text == "The road is shut."


def test_rows_of_a_table_in_an_archive_that_move_are_known(project: Project) -> None:
    lines = [json.dumps({"text": text}) for text in ("The bridge is closed.", "The road is open.")]
    pack(project, "news.zip", t_jsonl="\n".join(lines), u_jsonl=json.dumps({"text": "The ferry is full."}))
    assert [what for what, _ in became(project)] == ["added"] * 3
    pack(
        project,
        "news.zip",
        t_jsonl="\n".join([json.dumps({"text": "A dog barks."}), *lines]),
        u_jsonl='{"text": "The ferry is."}',
    )
    assert sorted(what for what, _ in became(project)) == ["added", "replaced", "unchanged", "unchanged"]
    assert {project.document(entry.id).text for entry in project.documents()} == {
        "A dog barks.",
        "The bridge is closed.",
        "The road is open.",
        "The ferry is.",
    }


# -- near-duplicates: what is alike is in test_duplicates ------------------------------------------------------------------

WIRE = (
    "The ferry to Gull Island sailed again on Monday, nine weeks after a cracked bearing had closed the harbour bridge. "
    "Some four hundred people waited at the quay before sunrise, many of them pupils who had lived with relatives in town."
)


def test_a_near_duplicate_is_stored_and_named(project: Project) -> None:
    put(project, "a.txt", WIRE)
    put(project, "b.txt", f"LANTERN CITY (LNS) — {WIRE}")
    report = project.add()
    assert report.counts == {"added": 2}
    assert report.problems == ()
    (notice,) = report.notices
    assert (notice.code, notice.document, notice.where) == ("near-duplicate", "b", "raw/b.txt")
    assert "nearly the same as a (" in notice.message
    assert project.add().notices == (), "it is said once"
    put(project, "c.txt", f"{WIRE} And so on.")
    assert ["same as a (" in notice.message for notice in project.add().notices] == [True], "in another run, too"


LONG = (
    f"{WIRE} The port authority said that a second boat would follow in May if the weather let the crew finish its trials. "
    "Mayor Corinne Nunez told reporters that the delay had cost the island a tenth of its visitors, and promised lower fares. "
    "Shopkeepers asked for more than that, and the owner of the only bakery said she would believe it when she saw it. "
    "An inquiry into the inspection of the bridge goes on, and its first report is expected before the end of the summer."
)
FERRIES = "All ferries and buses on the island are listed on the notice board of the harbour office every morning at six."


def test_a_brief_is_named_with_the_share_and_the_direction(project: Project) -> None:
    put(project, "long.txt", LONG)
    became(project)
    put(project, "brief.txt", f"{WIRE} More to follow.")
    (notice,) = project.add().notices
    assert (notice.code, notice.document, notice.where) == ("near-duplicate", "brief", "raw/brief.txt")
    assert notice.message == "nearly all of it stands in long (100 %)"


def test_a_longer_version_of_a_brief_is_named_with_the_share_and_the_direction(project: Project) -> None:
    put(project, "brief.txt", f"{WIRE} It is not yet known when the bridge will open.")
    became(project)
    put(project, "long.txt", LONG)
    (notice,) = project.add().notices
    assert (notice.code, notice.document) == ("near-duplicate", "long")
    assert notice.message == "it contains nearly all of brief (84 %)"


def test_one_line_on_all_pages_connects_nothing(project: Project) -> None:
    put(project, "long.txt", f"{LONG}\n\n{FERRIES}")
    put(project, "short.txt", f"Fog in the strait closed the harbour for two hours on Sunday.\n\n{FERRIES}")
    assert project.add().notices == ()


def test_an_article_is_no_near_duplicate_of_its_old_version(project: Project) -> None:
    put(project, "a.txt", WIRE)
    became(project)
    put(project, "a.txt", f"{WIRE} And so on.")
    assert project.add().notices == ()
    label(project, "a")
    put(project, "a.txt", WIRE)
    assert project.add(as_new=True).notices == ()
    assert len(project.documents()) == 2


def test_signatures_are_a_cache_and_no_more(project: Project) -> None:
    put(project, "a.txt", WIRE)
    became(project)
    put(project, "b.txt", f"{WIRE} More.")
    project.signatures.unlink()
    assert [notice.code for notice in project.add().notices] == ["near-duplicate"]
    put(project, "c.txt", f"{WIRE} Still more.")
    project.signatures.write_bytes(b"nonsense")
    assert [notice.code for notice in project.add().notices] == ["near-duplicate"]
    put(project, "d.txt", f"{WIRE} And more.")
    project.signatures.unlink()
    project.signatures.mkdir()  # where nothing can be cached
    assert [notice.code for notice in project.add().notices] == ["near-duplicate"]


def test_signatures_of_new_articles_are_added_at_the_end(project: Project) -> None:
    put(project, "a.txt", WIRE)
    became(project)
    first = project.signatures.read_bytes()
    put(project, "b.txt", ARTICLE)
    project.add()
    second = project.signatures.read_bytes()
    assert second.startswith(first)
    assert len(second) > len(first)
    written = project.signatures.stat().st_mtime_ns
    project.add()
    assert project.signatures.stat().st_mtime_ns == written, "nothing was new"
    project.signatures.write_bytes(second[:-1])  # as a process that was killed leaves it
    put(project, "c.txt", f"{WIRE} Still more.")
    assert [notice.code for notice in project.add().notices] == ["near-duplicate"]
    assert len(project.signatures.read_bytes()) > len(second)


def test_many_articles_want_the_same_id(project: Project) -> None:
    for number in range(25):
        (project.raw / str(number)).mkdir()
        (project.raw / str(number) / "news.txt").write_text(f"Report {number} is out. It says that {number} bridges are safe.")
    project.add()
    assert {entry.id for entry in project.documents()} == {"news", *(f"news-{number}" for number in range(2, 26))}
    project.remove(["news-7"], author="mk")
    put(project, "news.txt", "The bridge that was removed is there again.")
    assert [outcome.document for outcome in project.add().outcomes if outcome.what == "added"][:1] == ["news-7"]


def test_known_files_are_looked_up_and_nothing_is_listed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, "a.txt", WIRE)
    became(project)
    monkeypatch.setattr(Store, "documents", None)
    monkeypatch.setattr(SignatureCache, "read", None)
    assert project.add().counts == {"unchanged": 1}


# -- many files -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def bridge(project: Project) -> Project:
    put(project, "bridge.txt", ARTICLE)
    return project


def test_add_with_nothing_to_read(bridge: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticleError, match="no articles here"):
        bridge.add([tmp_path / "empty"])


def test_one_id_for_one_file(bridge: Project) -> None:
    (bridge.raw / "other.txt").write_text("Another one.")
    with pytest.raises(ArticleError, match="one by one"):
        bridge.add(id="x")
    assert not bridge.database.exists()


def test_add_tells_its_progress(bridge: Project) -> None:
    seen: list[tuple[int, int]] = []
    bridge.add([bridge.raw / "bridge.txt", bridge.raw / "bridge.txt"], progress=lambda *step: seen.append(step))
    assert seen == [(0, 1), (1, 1)]


def test_many_files_are_read_by_many_processes_and_come_in_order(bridge: Project) -> None:
    for number in range(40):
        (bridge.raw / f"{number:02}.txt").write_text(f"Bridge number {number} is closed. Road number {number} is open.")
    (bridge.raw / "17.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    seen: list[tuple[int, int]] = []
    report = bridge.add(jobs=2, progress=lambda *step: seen.append(step))
    assert [outcome.path for outcome in report.outcomes] == [*(f"raw/{number:02}.txt" for number in range(40)), "raw/bridge.txt"]
    assert report.counts == {"added": 40, "unreadable": 1}
    assert seen == [(done, 41) for done in range(42)]
    alone = init_project(bridge.root.parent / "alone")
    alone.add([bridge.raw])
    assert [bridge.document(entry.id).sentences for entry in bridge.documents()] == [
        alone.document(entry.id).sentences for entry in alone.documents()
    ]


def test_what_was_stored_before_an_interruption_stays(bridge: Project) -> None:
    for number in range(40):
        (bridge.raw / f"{number:02}.txt").write_text(f"Bridge number {number} is closed.")

    def progress(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bridge.add(jobs=2, progress=progress)
    assert [entry.path for entry in bridge.documents()] == [f"raw/{number:02}.txt" for number in range(5)]
    assert bridge.add().counts == {"unchanged": 5, "added": 36}


CLOSED = "Мост закрыт. Его откроют в мае."


def test_an_unchanged_file_is_read_again_in_the_encoding_that_is_named(project: Project) -> None:
    file = put(project, "a.txt", "")
    file.write_bytes(CLOSED.encode("koi8-r"))
    assert became(project, encoding="windows-1251") == [("added", "a")]
    assert project.document("a").text != CLOSED
    assert became(project) == [("unchanged", "a")]
    assert became(project, encoding="koi8-r") == [("replaced", "a")]
    assert project.document("a").text == CLOSED
    assert became(project, encoding="koi8-r") == became(project) == [("unchanged", "a")]


def test_labels_are_not_lost_when_a_file_is_read_in_another_encoding(project: Project) -> None:
    file = put(project, "a.txt", "")
    file.write_bytes(CLOSED.encode("koi8-r"))
    became(project, encoding="windows-1251")
    label(project, "a")
    assert became(project, encoding="koi8-r") == [("refused", "a")]
    assert became(project, encoding="koi8-r", as_new=True) == [("added", "a-2")]
    assert project.document("a-2").text == CLOSED
    assert became(project, encoding="koi8-r") == became(project) == [("unchanged", "a-2")]


def test_a_moved_file_that_is_read_differently_takes_the_place_of_the_article_from_its_bytes(project: Project) -> None:
    put(project, "a.txt", "").write_bytes(CLOSED.encode("koi8-r"))
    became(project, encoding="windows-1251")
    (project.raw / "a.txt").rename(project.raw / "b.txt")
    put(project, "c.txt", "").write_bytes(CLOSED.encode("koi8-r"))
    assert became(project, encoding="koi8-r") == [("replaced", "a"), ("unchanged", "a")]


def test_the_rows_of_a_table_are_read_again_by_the_columns_that_are_named(project: Project) -> None:
    put(project, "t.csv", "text,Body,Tongue\nTeaser one.,The bridge is closed.,de\nTeaser two.,The road is open.,fr\n")
    assert became(project) == [("added", "t-1"), ("added", "t-2")]
    columns = {"text": "Body"}
    assert outcomes(project, columns) == [("replaced", "t-1"), ("replaced", "t-2")]
    assert [project.document(id).text for id in ("t-1", "t-2")] == ["The bridge is closed.", "The road is open."]
    assert outcomes(project, columns) == became(project) == [("unchanged", "t-1"), ("unchanged", "t-2")]
    assert outcomes(project, columns | {"language": "Tongue"}) == [("replaced", "t-1"), ("replaced", "t-2")]
    assert [project.document(id).language for id in ("t-1", "t-2")] == ["de", "fr"]
    assert [problem.code for problem in project.add(columns={"text": "Inhalt"}).problems] == ["no-such-column"]


def outcomes(project: Project, columns: dict[str, str]) -> list[tuple[str, str]]:
    return [(outcome.what, outcome.document) for outcome in project.add(columns=columns).outcomes]


def test_unknown_options_are_refused_before_anything_is_stored(project: Project) -> None:
    put(project, "a.txt", "The bridge is closed.")
    with pytest.raises(ArticleError, match="did you mean windows-1251"):
        project.add(encoding="win-1251")
    with pytest.raises(ArticleError, match="the fields are text, title"):
        project.add(columns={"words": "Body"})
    assert not project.database.exists()
