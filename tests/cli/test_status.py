"""Where you are, as it is printed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cli.status import ranges, status_lines
from annotate.project import Project
from annotate.project.progress import ItemCounts, Listing, Standing, Status, Work
from annotate.store import DocumentEntry
from annotate.text.terminal import width
from support.commanding import run


def test_status_as_json(labelled: Project) -> None:
    status = json.loads(run("status", "--json").stdout)
    assert status == json.loads(run("--json").stdout)
    items = {"labels": {"claim": 1, "skip": 1}, "claims": 1, "sources": 1, "stances": 1}
    numbers = {"labelled": 1, "skipped": 1, "flagged": 1, "open": 0, "pace": 1.0}
    assert status["work"] == [{"annotator": "mk", **numbers, "items": items}]
    assert status["standings"] == [
        {"document": "bridge", "annotator": "mk", "done": 2, "open": [], "skipped": [2], "flagged": [2]}
    ]
    assert status["done"] == {"bridge": 2}
    assert [document["id"] for document in status["documents"]] == ["bridge"]
    assert "after the command" in run("--json", "status").stderr


def test_documents_are_listed_only_if_all_is_asked_for(project: Project) -> None:
    for number in range(30):
        (project.raw / f"{number:02}.txt").write_text(f"The bridge number {number} is closed.")
    run("add")
    assert "31 documents, 32 sentences (annotate status --all lists them)\n" in run().stdout
    assert "29" not in run().stdout
    assert "  29      1 sentence\n" in run("status", "--all").stdout
    assert len(json.loads(run("status", "--json").stdout)["documents"]) == 31


def test_sentences_are_counted_in_words() -> None:
    def counted(labels: dict[str, int]) -> str:
        work = Work("ada", 2, 0, 0, 1, None, ItemCounts(labels, 0, 0, 0))
        return next(line for line in status_lines(replace(stood(), work=(work,))) if "ada: " in line).rpartition("; ")[2]

    assert counted({"no_claim": 2, "claim": 1, "skip": 3}) == "1 sentence with claims, 2 without, 3 skipped"
    assert counted({"no_claim": 1}) == "1 sentence without claims"
    assert counted({"rumour": 2, "skip": 1}) == "1 sentence skipped, 2 rumour"


def test_titles_stand_below_each_other() -> None:
    entries = (
        DocumentEntry("dam", "raw/dam.txt", "0" * 64, "A dam", 1),
        DocumentEntry("市", "raw/x.txt", "0" * 64, "A city", 22),
    )
    found = replace(stood(), listing=Listing(entries, {"dam": 0, "市": 0}))
    for columns in (None, 80):
        lines = list(status_lines(found, columns))
        assert len({width(line.partition("A ")[0]) for line in lines if line.endswith((" dam", " city"))}) == 1


def stood(
    name: str = "mk",
    title: str = "Harbour bridge closed after a crack was found in its bearing",
    scale: int = 1,
    *,
    listed: bool = True,
) -> Status:
    documents = tuple(DocumentEntry(id, f"raw/{id}.txt", "0" * 64, title, 22) for id in ("harbour-bridge", "ferry", "dam"))
    ada = Work("ada", 22 * scale, 0, 0, 44, 14.25, ItemCounts({"claim": 15 * scale, "no_claim": 7}, 31 * scale, 1, 36))
    work = (ada, Work(name, 8 * scale, 1, 2, 57, None))
    standings = (
        Standing("harbour-bridge", "ada", 22, (), (), ()),
        Standing("harbour-bridge", name, 9, (8, *range(11, 23)), (2,), (1, 5)),
    )
    done = {"harbour-bridge": 22, "ferry": 11, "dam": 0}
    listing = Listing(documents, done, standings) if listed else None
    return Status(Path("/home/mk/news"), 3, 66, work, ("raw/x.txt",), "annotate label", listing=listing)


LEFT = """\
Remaining sentences (annotate label DOCUMENT, then :NUMBER):
  harbour-bridge by mk: open 8, 11-22; skipped 2; flagged 1, 5
  not begun by ada: ferry, dam
  not begun by mk: ferry, dam

1 file in raw/ not added yet: annotate add

Next: annotate label"""


def test_a_plain_table_where_no_terminal_is() -> None:
    assert (
        "\n".join(status_lines(stood()))
        == f"""Project /home/mk/news
3 documents, 66 sentences

       labelled  skipped  flagged  open    pace
  ada        22        0        0    44  14.2 s
  mk          8        1        2    57       -

  ada: 31 claims, 1 source, 36 stances; 15 sentences with claims, 7 without

  harbour-bridge  22 sentences  Harbour bridge closed after a crack was found in its bearing
  ferry           22 sentences  Harbour bridge closed after a crack was found in its bearing
  dam             22 sentences  Harbour bridge closed after a crack was found in its bearing

{LEFT}"""
    )


def test_totals_without_a_list() -> None:
    assert (
        "\n".join(status_lines(stood(listed=False)))
        == """Project /home/mk/news
3 documents, 66 sentences (annotate status --all lists them)

       labelled  skipped  flagged  open    pace
  ada        22        0        0    44  14.2 s
  mk          8        1        2    57       -

  ada: 31 claims, 1 source, 36 stances; 15 sentences with claims, 7 without

1 file in raw/ not added yet: annotate add

Next: annotate label"""
    )


def test_bars_on_a_terminal() -> None:
    assert (
        "\n".join(status_lines(stood(), 80))
        == f"""Project /home/mk/news
3 documents, 66 sentences

                           labelled  skipped  flagged  open    pace
  ada  [###.......]  33 %        22        0        0    44  14.2 s
  mk   [#.........]  13 %         8        1        2    57       -

  ada: 31 claims, 1 source, 36 stances; 15 sentences with claims, 7 without

  harbour-bridge  [##########] 100 %  22 sentences  Harbour bridge closed after…
  ferry           [#####.....]  50 %  22 sentences  Harbour bridge closed after…
  dam             [..........]   0 %  22 sentences  Harbour bridge closed after…

{LEFT}"""
    )
    assert "\n".join(status_lines(stood(), 60)).splitlines()[3:6] == [
        "                    labelled  skipped  flagged  open    pace",
        "  ada  [###......]        22        0        0    44  14.2 s",
        "  mk   [#........]         8        1        2    57       -",
    ]


@given(st.integers(60, 120), st.text(max_size=40), st.text(max_size=80), st.sampled_from([1, 1000]))
def test_no_line_is_wider_than_the_terminal(columns: int, name: str, title: str, scale: int) -> None:
    lines = "\n".join(status_lines(stood(name, title, scale), columns)).split("\n")
    assert max(map(width, lines)) <= columns


@pytest.mark.parametrize(("numbers", "said"), [((), ""), ((4,), "4"), ((1, 2, 3, 7, 9, 10), "1-3, 7, 9-10")])
def test_ranges(numbers: tuple[int, ...], said: str) -> None:
    assert ranges(numbers) == said
