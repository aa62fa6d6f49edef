"""Sanitised output: nothing reaches a terminal that it would obey."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.cli import COMMANDS
from annotate.cli.status import status_lines
from annotate.model import Annotation, Block, Document, Sentence
from annotate.project import Project, init_project
from support.builders import make_revision
from support.commanding import PAYLOAD, assert_safe, claimed, program, run, save


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose folder, files, ids, texts, annotators and labels all want to take over the terminal."""
    made = init_project(tmp_path / f"p{PAYLOAD}")
    monkeypatch.chdir(made.root)
    (made.raw / f"a{PAYLOAD}.txt").write_text(f"Title {PAYLOAD}\n\nThe bridge {PAYLOAD} was closed, officials said.", newline="")
    (made.raw / f"bad{PAYLOAD}.txt").touch()
    first = f"The bridge was closed on Monday, officials said {PAYLOAD}."
    text = f"{first} “The dam {PAYLOAD} is safe,” Mayor Jane Roe said."
    edges = ((0, len(first)), (len(first) + 1, len(text)))
    sentences = tuple(Sentence(f"d{PAYLOAD}:{start}", 0, start, end) for start, end in edges)
    blocks = (Block("paragraph", 0, len(text)),)
    metadata = (f"T{PAYLOAD}", f"B{PAYLOAD}", f"P{PAYLOAD}", f"U{PAYLOAD}", "en")
    document = Document(f"d{PAYLOAD}", f"raw/{PAYLOAD}", "0" * 64, text, blocks, sentences, *metadata)
    with made.store(create=True) as store:
        store.add_document(document)
    annotation = claimed(document, f"officials {PAYLOAD}")
    wrong = Annotation("claim", annotation.claims, (), (), f"flag {PAYLOAD}", f"note {PAYLOAD}")
    save(made, 0, annotation, id=document.id, annotator=f"mk{PAYLOAD}")
    save(made, 0, wrong, id=document.id, annotator=f"xy{PAYLOAD}")
    return made


def hostile_commands() -> Iterator[list[str]]:
    id, who = f"d{PAYLOAD}", f"mk{PAYLOAD}"
    for json_too in ([], ["--json"]):
        yield ["status", *json_too]
        yield ["add", *json_too]
        yield ["add", f"nowhere{PAYLOAD}.txt", *json_too]
        yield ["check", *json_too]
        yield ["check", f"bad{PAYLOAD}.jsonl", *json_too]
        yield ["export", *json_too]
        yield ["show", id, *json_too]
        yield ["show", id, "--annotator", who, "--color", *json_too]
        yield ["log", id, *json_too]
        yield ["load", f"bad{PAYLOAD}.jsonl", *json_too]
        yield ["segment", f"raw/a{PAYLOAD}.txt", f"raw/bad{PAYLOAD}.txt", f"nowhere{PAYLOAD}", *json_too]
        yield ["suggest", id, *json_too]
        yield ["suggest", "--llm", "http://127.0.0.1:9/v1", "--model", f"m{PAYLOAD}", "--dry-run", *json_too]
        yield ["suggest", "--llm", "http://127.0.0.1:9/v1", "--model", f"m{PAYLOAD}", "--yes", *json_too]
        yield ["suggest", "--llm", f"http://{PAYLOAD}", "--model", "m", "--yes", *json_too]
        yield ["suggest", "--llm", "http://127.0.0.1:9", "--model", "m", "--documents", PAYLOAD, *json_too]
        yield ["train", *json_too]
        yield ["train", "--report", *json_too]
        yield ["evaluate", "--all-sentences", "--labels", "--system", f"mk{PAYLOAD}", "--annotator", f"xy{PAYLOAD}", *json_too]
        yield ["evaluate", "--system", f"no{PAYLOAD}", *json_too]
        yield ["import", f"bad{PAYLOAD}.jsonl", *json_too]
        yield ["import", f"tasks{PAYLOAD}.json", *json_too]
        yield ["import", f"nowhere{PAYLOAD}", *json_too]
        yield ["export", "--format", "spans-csv", *json_too]
        yield ["export", "--format", "label-studio", f"out{PAYLOAD}", "--allow-loss", "all", *json_too]
        yield ["claims", *json_too]
        yield ["agree", id, *json_too]
        yield ["diff", f"bad{PAYLOAD}.jsonl", f"nowhere{PAYLOAD}", *json_too]
        yield ["describe", "--set", f"topics={PAYLOAD}", *json_too]
        yield ["describe", "--set", f"training=mk{PAYLOAD} and others", *json_too]
        yield ["describe", "--from", f"bad{PAYLOAD}.jsonl", *json_too]
        yield ["disagreements", id, *json_too]
        yield [
            "corpus",
            "build",
            f"raw/a{PAYLOAD}.txt",
            f"raw/bad{PAYLOAD}.txt",
            "--to",
            f"c{PAYLOAD}",
            "--containment",
            *json_too,
        ]
    yield ["status", "--all"]
    for option in ("--map", "--set", "--annotators", "--from", "--as"):
        yield ["import", f"tasks{PAYLOAD}.json", option, f"x={PAYLOAD}"]
    yield ["import", f"tasks{PAYLOAD}.json", "--map", f"claim={PAYLOAD}", "--annotators", f"1=who{PAYLOAD}"]
    for options in (["raw"], ["c", "--part", PAYLOAD], ["c", "--cluster", PAYLOAD], ["c", "--column", PAYLOAD]):
        yield ["corpus", "build", "raw", "--to", *options]
    yield from (["corpus", "stats", f"c{PAYLOAD}"], ["corpus", "stats", f"c{PAYLOAD}", "--json"], ["corpus", "stats", PAYLOAD])
    for options in (
        [],
        ["--json"],
        ["--by", PAYLOAD],
        ["--where", PAYLOAD],
        ["--where", f"title={PAYLOAD}"],
        ["--score", PAYLOAD],
    ):
        yield ["corpus", "sample", f"c{PAYLOAD}", "--n", "3", *options]
    yield from (["corpus", PAYLOAD], ["corpus", "build", f"no{PAYLOAD}", "--to", "c"], ["corpus", "build", f"--x{PAYLOAD}"])
    yield from (["describe"], ["describe", "--show"], ["describe", "--set", PAYLOAD], ["describe", "--set", f"{PAYLOAD}=x"])
    yield ["describe", "--from", f"nowhere{PAYLOAD}"]
    for name in ("", *(command.name or "" for command in COMMANDS)):
        yield [*filter(None, [name]), "--help"]
        yield [*filter(None, [name]), f"--x{PAYLOAD}"]
    yield from (["agree", PAYLOAD], ["agree", "--adjudicator", PAYLOAD], ["agree", "--by", PAYLOAD], ["agree", "--intra"])
    yield from (["adjudicate", id, "--script", "-"], ["adjudicate", PAYLOAD], ["adjudicate", "--auto", PAYLOAD])
    yield from (["agree", "--csv"], ["disagreements", PAYLOAD], ["disagreements", "--kind", PAYLOAD])
    yield from (["segment", id], ["suggest", f"e{PAYLOAD}"])
    yield from (
        ["correct", id, "merge", "1"],
        ["correct", id, "merge", "9"],
        ["correct", id, "split", "1", PAYLOAD],
        ["correct", id, PAYLOAD],
    )
    yield from (["correct", id, "role", "1", PAYLOAD], ["correct", id, "role", "1", "ui", "--annotator", who])
    for script in (f"good{PAYLOAD}.script", f"wrong{PAYLOAD}.script", f"nowhere{PAYLOAD}"):
        yield ["label", id, "--annotator", f"new{PAYLOAD}", "--script", script]
        yield ["demo", id, "--script", script]
    yield ["label", id, "--script", f"good{PAYLOAD}.script", "--record", f"bad{PAYLOAD}.jsonl"]
    yield from (["label"], ["label", f"e{PAYLOAD}", "--script", "-"], ["label", "--profile", PAYLOAD], ["demo", PAYLOAD])
    yield from (["demo", "--watch", "--speed", PAYLOAD], ["practice", "--script", f"nowhere{PAYLOAD}"])
    yield from (["dump"], ["dump", f"out{PAYLOAD}.jsonl"], ["dump", "--annotator", who], ["dump", "--document", id])
    yield from (["show", f"e{PAYLOAD}"], ["log", f"e{PAYLOAD}"], ["show", id, "--annotator", f"e{PAYLOAD}"])
    yield from (
        [f"x{PAYLOAD}"],
        [f"--x{PAYLOAD}"],
        ["add", f"--x{PAYLOAD}"],
        ["add", "--kind", PAYLOAD],
        ["export", "--test", PAYLOAD],
    )
    yield from (["init", f"new{PAYLOAD}"], ["init"], ["--project", f"x{PAYLOAD}", "status"], ["load", f"nowhere{PAYLOAD}"])
    yield from (["assign", "--overlap", "1", "--annotators", f"ada,{who}"], ["assign"], ["assign", "--end"])
    yield from (["assign", "--overlap", "1", "--order", f"rare:{PAYLOAD}"], ["assign", "--overlap", "1", "--order", PAYLOAD])
    yield from (["label", "--next", "--order", PAYLOAD, "--script", "-"], ["suggest", "--llm", PAYLOAD, "--model", PAYLOAD])
    yield from (["annotators", "list"], ["annotators", "list", "--json"], ["annotators", "rename", who, f"x{PAYLOAD}"])
    yield from (["annotators", "rename", f"no{PAYLOAD}", "x"], ["annotators", "rename", who, f"xy{PAYLOAD}"])
    yield from (["annotators", "merge", who, f"xy{PAYLOAD}"], ["annotators", "merge", who, f"xy{PAYLOAD}", "--yes"])
    yield from (
        ["annotators", "forget", who],
        ["annotators", "forget", who, "--yes"],
        ["annotators", "forget", who, "--delete", "--yes"],
    )
    yield from (["annotators", PAYLOAD], ["annotators", "merge", f"no{PAYLOAD}", who, "--yes"])
    yield from (["remove", f"no{PAYLOAD}"], ["remove", id, "--labelled", f"no{PAYLOAD}/x.jsonl"])
    yield from (["copy", f"no{PAYLOAD}.db", f"to{PAYLOAD}.db"], ["copy", "output/annotations.db", f"to{PAYLOAD}.db"])
    yield from (["backup", f"to{PAYLOAD}.db"], ["backup", f"no{PAYLOAD}/to.db"], ["restore", f"bad{PAYLOAD}.jsonl"])
    yield from (["--database", f"{PAYLOAD}.db", "status"], ["--database", f"postgresql://x{PAYLOAD}@127.0.0.1:1/x", "status"])
    yield from (
        ["export", f"raw{PAYLOAD}/x", "--gold", PAYLOAD],
        ["export", "--name", PAYLOAD, "--license", PAYLOAD],
        ["schema", "check", f"nowhere{PAYLOAD}.json"],
        ["schema", "check", f"bad{PAYLOAD}.jsonl"],
        ["schema", "migrate", "--rename", PAYLOAD],
        ["schema", "migrate", "--add", f"claim.type:rumour={PAYLOAD}"],
        ["check", "--select", PAYLOAD],
        *(["check", f"bad{PAYLOAD}.jsonl", "--format", form] for form in ("github", "sarif", "junit")),
        ["export", "--leave-out", PAYLOAD],
        ["push", f"ada/{PAYLOAD}"],
        ["init", "a", PAYLOAD],
        ["guide", PAYLOAD],
        ["--project", f"no{PAYLOAD}", "config", "--json"],
        *(["claims", option, PAYLOAD] for option in ("--type", "--stance", "--answer", "--annotator")),
        ["claims", "--answer", f"{PAYLOAD}=x"],
        ["claims", PAYLOAD],
        ["report", f"to{PAYLOAD}.html", "--data", f"to{PAYLOAD}"],
        *(["report", option, PAYLOAD] for option in ("--articles", "--documents")),
        ["report", "--json"],
        ["report", f"raw{PAYLOAD}"],
        ["link", "--list"],
        ["link", "--annotator", f"xy{PAYLOAD}", "--script", f"good{PAYLOAD}.script"],
        ["link", "--annotator", f"xy{PAYLOAD}", "--script", f"nowhere{PAYLOAD}"],
        ["link", "--adjudicate", "--annotator", f"xy{PAYLOAD}", "--script", f"good{PAYLOAD}.script"],
        ["link", "--audit", "2", "--annotator", "xy", "--script", f"good{PAYLOAD}.script"],
        ["link", "--model", f"nowhere{PAYLOAD}", "--annotator", "xy", "--script", f"good{PAYLOAD}.script"],
        ["claims", f"--cluster=nothing{PAYLOAD}"],
    )


@pytest.mark.parametrize("arguments", list(hostile_commands()), ids=lambda arguments: " ".join(arguments).replace(PAYLOAD, "!"))
def test_nothing_reaches_the_terminal_that_it_obeys(
    hostile: Project, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(f"bad{PAYLOAD}.jsonl").write_text(
        json.dumps({f"x{PAYLOAD}": PAYLOAD, "annotation": {"label": PAYLOAD}}) + f"\n{PAYLOAD}\n"
    )
    value = {"start": 0, "end": 3, "text": "The", "labels": [PAYLOAD], "score": 1}
    item = {"id": PAYLOAD, "type": "labels", "from_name": PAYLOAD, "value": value}
    task = {"id": PAYLOAD, "data": {"text": f"The bridge {PAYLOAD}."}, "annotations": [{"completed_by": 1, "result": [item]}]}
    Path(f"tasks{PAYLOAD}.json").write_text(json.dumps([task]))
    Path(f"good{PAYLOAD}.script").write_text(
        f'c 1 6\nN "note {PAYLOAD}"\nF "flag {PAYLOAD}"\ns o "name {PAYLOAD}"\n', newline="\n"
    )
    Path(f"wrong{PAYLOAD}.script").write_text(f"c 1 6\n:find {PAYLOAD}\nx{PAYLOAD}\n", newline="\n")
    for name in ("LOGNAME", "USER"):
        monkeypatch.setenv(name, f"me{PAYLOAD}")
    for color in (False, True):
        result = run(*arguments, color=color)
        assert result.stdout + result.stderr, "nothing was shown, so nothing was tested"
        assert_safe(result.stdout)
        assert_safe(result.stderr)


def test_every_command_is_among_them() -> None:
    """With `--help` and wrong options all are: here those count that are given something foreign to work on."""
    worked = {
        arguments[0] for arguments in hostile_commands() if any(a != "--help" and not a.startswith("--x") for a in arguments[1:])
    }
    without_arguments = {"status", "config"}
    assert {command.name for command in COMMANDS} <= worked | without_arguments


@pytest.mark.parametrize("width", [None, 60, 100])
def test_a_status_on_a_terminal(hostile: Project, width: int | None) -> None:
    lines = "\n".join(status_lines(hostile.status(listed=True), width))
    assert ": open 2; flagged 1" in lines
    assert_safe(lines)


def test_what_is_foreign_is_shown_at_all(hostile: Project) -> None:
    """Else the test above could pass by showing nothing of it."""
    id = f"d{PAYLOAD}"
    for arguments in (["suggest", id], ["show", id], ["log", id], ["status"], ["segment", f"raw/a{PAYLOAD}.txt"]):
        assert "\ufffd" in run(*arguments).stdout, arguments


def test_the_data_stay_as_they_are(hostile: Project) -> None:
    assert json.loads(run("show", f"d{PAYLOAD}", "--json").stdout)["document"]["title"] == f"T{PAYLOAD}"
    assert json.loads(run("dump").stdout.splitlines()[0])["annotator"] == f"mk{PAYLOAD}"


def test_export_says_what_hostile_data_gave(hostile: Project) -> None:
    with hostile.store() as store:
        document = store.document(f"d{PAYLOAD}")
    revision = make_revision(document, 0, claimed(document, "officials"), f"xy{PAYLOAD}", created="2026-01-02T00:00:00.000000Z")
    with hostile.store() as store:
        store.save([revision])
    result = run("export")
    assert result.exit_code == 0, result.stderr
    assert_safe(result.output)


def test_a_terminal_that_lacks_letters(labelled: Project) -> None:
    save(labelled, 0, Annotation("no_claim", note="d\u00e9j\u00e0 \u6f22"), annotator="xy")
    process = program("log", "bridge", env=os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"d\xe9j\xe0 \\u6f22" in out
