"""The commands: what they print, what they return, what they leave alone. What they do is tested where it is done."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from annotate.cli import ROAD, cli
from annotate.model import Annotation, Block, Claim, Document, Revision, Sentence, Source, Stance
from annotate.project import Project, find_project, init_project
from annotate.readers import cores

ARTICLE = "The bridge was closed on Monday, officials said.\n\nIt will reopen in May.\n"


def run(*arguments: str | Path, input: str | bytes | None = None, color: bool = False) -> Result:
    """A command as it is called; a bug is raised."""
    result = CliRunner().invoke(cli, list(map(str, arguments)), input=input, color=color, prog_name="annotate")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = init_project(tmp_path / "news")
    (made.raw / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def labelled(project: Project) -> Project:
    """The first sentence is a claim, the second was skipped with a flag."""
    project.add()
    save(project, 0, claimed(project.document("bridge"), "officials"))
    save(project, 1, Annotation("skip", flag="odd", note="what?", attributes={"reason": "later"}))
    return project


def save(project: Project, sentence: int, annotation: Annotation | None, *, id: str = "bridge", annotator: str = "mk") -> None:
    document = project.document(id)
    made = (f"2026-01-01T00:00:{sentence:02}.000000Z", "edit", 1.0, 1, "1.0", "0.1.0")
    with project.store() as store:
        store.save([Revision(id, document.sha256, document.sentences[sentence].id, annotator, *made, annotation)])


def claimed(document: Document, name: str) -> Annotation:
    start = document.sentences[0].start
    claim = Claim("c1", (document.span(start, start + 31),), {"type": "event", "verifiability": "verifiable"})
    source = Source("s1", name, document.span(start + 33, start + 42), {"type": "person", "naming": "unnamed"})
    stance = Stance("c1", "s1", "support", document.span(start + 43, start + 47), {"quote": "indirect"})
    return Annotation("claim", (claim,), (source,), (stance,))


def program(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "annotate", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


# -- the road -------------------------------------------------------------------------------------------------------------


def test_help_lists_the_commands_in_the_order_of_the_road(in_empty_folder: Path) -> None:
    result = run("--help")
    listed = re.findall(r"^  (\w+)  ", result.stdout.partition("Commands:")[2], re.MULTILINE)
    assert listed == [name for name in ROAD if name in cli.commands]
    assert {"status", "init", "add", "check", "export", "show", "log", "dump", "load"} <= set(listed)
    assert run("-h").stdout == result.stdout


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example: annotate {name}" in result.stdout
    assert run(name, "-h").stdout == result.stdout


def test_every_option_has_its_environment_variable(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(labelled.root.parent)
    monkeypatch.setenv("ANNOTATE_PROJECT", str(labelled.root))
    monkeypatch.setenv("ANNOTATE_SHOW_ANNOTATOR", "nobody")
    assert run("status").exit_code == 0
    assert "no decision of nobody" in run("show", "bridge").stderr


def test_the_walk(in_empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Next: cd news, put articles into raw/" in run("init", "news").stdout
    monkeypatch.chdir(in_empty_folder / "news")
    Path("raw/bridge.txt").write_text(ARTICLE)
    assert run().stdout.endswith("\nNext: annotate add\n")
    assert run("add").stdout == "added     bridge  raw/bridge.txt\n1 added\n"
    assert run("add").stdout.endswith("1 unchanged\n")
    assert run("status").stdout == run().stdout
    assert run().stdout.endswith("\nNext: annotate label\n")
    here = find_project()
    for sentence in (0, 1):
        save(here, sentence, claimed(here.document("bridge"), "officials") if not sentence else Annotation("no_claim"))
    assert "  mk         2        0        0       0\n" in run().stdout
    assert run("check").stdout == "Checked 2 decisions on 1 document: no problems.\n"
    exported = run("export")
    assert "Exported 1 document, 1 claim, 1 source, 1 stance to " in exported.stdout
    load = exported.stdout.splitlines()[-1].removeprefix("Load it: ")
    import datasets

    assert len(eval(load, {"datasets": datasets})["train"]) == 2
    assert run("dump", "labels.jsonl").stdout == "Wrote 2 decisions to labels.jsonl\n"
    assert run("load", "labels.jsonl").stdout == "Loaded 0 new decisions; 2 were here already.\n"


def test_show(labelled: Project) -> None:
    assert "   1  [C1 The bridge was closed on Monday C1], <officials> {said}.\n" in run("show", "bridge").stdout
    article = json.loads(run("show", "bridge", "--json").stdout)
    assert article["document"]["text"] == ARTICLE
    assert [item["annotation"]["label"] for item in article["annotations"]] == ["claim", "skip"]


def test_colour_only_where_it_is_wanted(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("show", "bridge").stdout
    assert "\x1b[34m" in run("show", "bridge", "--color").stdout
    assert "\x1b[34m" in run("show", "bridge", color=True).stdout
    assert "\x1b[" not in run("show", "bridge", "--no-color", color=True).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("show", "bridge", color=True).stdout
    assert "\x1b[34m" in run("show", "bridge", "--color").stdout


def test_log(labelled: Project) -> None:
    assert run("log", "bridge").stdout.splitlines() == [
        (
            '2026-01-01 00:00:00  mk  sentence 1  C1 "The bridge was closed on Monday"; C1 type event; '
            'C1 verifiability verifiable; C1 officials: support; C1 officials: cue "said"; C1 officials quote indirect; '
            "done: claim"
        ),
        "2026-01-01 00:00:01  mk  sentence 2  reason later; flag: odd; note: what?; done: skip",
    ]
    assert [record["sentence"] for record in json.loads(run("log", "bridge", "--json").stdout)] == ["bridge:0", "bridge:50"]


def test_status_as_json(labelled: Project) -> None:
    status = json.loads(run("status", "--json").stdout)
    assert status == json.loads(run("--json").stdout)
    assert status["work"] == [{"annotator": "mk", "labelled": 1, "skipped": 1, "flagged": 1, "open": 0}]
    assert [document["id"] for document in status["documents"]] == ["bridge"]
    assert "behind the command" in run("--json", "status").stderr


def test_status_lists_a_few_documents(project: Project) -> None:
    for number in range(30):
        (project.raw / f"{number:02}.txt").write_text(f"The bridge number {number} is closed.")
    run("add")
    assert "and 11 more: annotate status --all\n" in run().stdout
    assert "  29  1 sentence" in run("status", "--all").stdout


def test_add_goes_on_after_a_bad_file(project: Project) -> None:
    Path("raw/empty.txt").touch()
    Path("raw/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    result = run("add")
    assert (result.exit_code, result.stdout) == (1, "added     bridge  raw/bridge.txt\n1 added, 2 unreadable\n")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["raw/empty.txt", "raw/picture.txt"]
    report = json.loads(run("add", "--json").stdout)
    assert report["counts"] == {"unchanged": 1, "unreadable": 2}
    assert [article["problem"] and article["problem"]["code"] for article in report["articles"]] == [
        None,
        "empty-file",
        "binary-file",
    ]


def test_add_refuses_what_would_lose_labels(labelled: Project) -> None:
    Path("raw/bridge.txt").write_text("Another text.")
    result = run("add")
    assert (result.exit_code, result.stdout) == (1, "1 refused\n")
    assert "--as-new" in result.stderr
    assert run("add", "--as-new").stdout == "added     bridge-2  raw/bridge.txt\n1 added\n"


def test_add_from_standard_input(project: Project) -> None:
    assert run("add", "-", "--id", "x", input="The road is open.").stdout == "added     x  stdin\n1 added\n"
    assert "is empty" in run("add", "-", input="").stderr


def test_add_names_near_duplicates(project: Project) -> None:
    Path("raw/wire.txt").write_text(f"{ARTICLE} Cars take the tunnel.")
    result = run("add", "--jobs", "1")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "2 added")
    assert result.stderr.startswith("raw/wire.txt::wire: nearly the same as bridge (")
    Path("raw/again.txt").write_text(f"{ARTICLE} Cars take the ferry.")
    assert [notice["code"] for notice in json.loads(run("add", "--json").stdout)["notices"]] == ["near-duplicate"]


def test_add_reads_with_as_many_processes_as_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read_many(files: list[tuple[Path, str]], jobs: int) -> Iterator[tuple[str, Iterator[Document]]]:
        asked.append(jobs)
        yield from ((name, iter(())) for _, name in files)

    monkeypatch.setattr("annotate.readers.read_many", read_many)
    run("add", "--jobs", "3")
    monkeypatch.setenv("ANNOTATE_ADD_JOBS", "5")
    run("add")
    monkeypatch.delenv("ANNOTATE_ADD_JOBS")
    run("add")
    assert asked == [3, 5, cores()]
    assert run("add", "--jobs", "0").exit_code == 2


def test_kinds_are_those_of_the_articles() -> None:
    from annotate.articles.files import KINDS

    for name in ("add", "segment"):
        (kind,) = (option for option in cli.commands[name].params if option.name == "kind")
        assert isinstance(kind.type, click.Choice)
        assert set(kind.type.choices) == set(KINDS.values())


def test_segment_needs_no_project_and_stores_nothing(in_empty_folder: Path) -> None:
    Path("bridge.txt").write_text(ARTICLE)
    result = run("segment", "bridge.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "     1  The bridge was closed on Monday, officials said. 0-48\n" in result.stdout
    assert [path.name for path in in_empty_folder.iterdir()] == ["bridge.txt"]
    assert "\x1b[2m" in run("segment", "bridge.txt", "--color").stdout
    assert "\x1b[" not in run("segment", "bridge.txt", "--no-color", color=True).stdout


def test_segment_goes_on_after_a_problem(in_empty_folder: Path) -> None:
    Path("a.txt").touch()
    Path("b.txt").write_bytes("The caf\xe9 is closed.".encode("cp1252"))
    result = run("segment", "a.txt", "b.txt", "nowhere.txt")
    assert result.exit_code == 1
    assert "The caf\xe9 is closed." in result.stdout
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["a.txt", "b.txt", "nowhere.txt"]
    assert run("segment", "b.txt").exit_code == 0, "an encoding that was guessed is a notice"
    assert run("segment").exit_code == 2


def test_segment_as_json(in_empty_folder: Path) -> None:
    result = run("segment", "-", "--json", "--kind", "jsonl", input='{"text": "The caf\xe9 is closed. \\u001b[31m It is."}\n{}\n')
    assert result.exit_code == 1
    assert result.stdout.isascii()
    report = json.loads(result.stdout)
    assert [sentence["text"] for sentence in report["documents"][0]["sentences"]] == ["The caf\xe9 is closed.", "\x1b[31m It is."]
    assert [problem["code"] for problem in report["problems"]] == ["row-without-text"]


def test_check_files_and_standard_input(labelled: Project) -> None:
    dump = run("dump").stdout_bytes
    assert run("check", "-", input=dump).exit_code == 0
    result = run("check", "-", input=dump.replace(b'"support"', b'"approve"') + b"{\n")
    assert (result.exit_code, len(result.stdout.splitlines()), result.stderr) == (1, 3, "")
    assert result.stdout.startswith("stdin:1::$.annotation.stances[0].label: ")
    report = json.loads(run("check", "-", "--json", input=b"{\n").stdout)
    assert [problem["where"] for problem in report["problems"]] == ["stdin:1"]


def test_export_refuses_what_has_problems(labelled: Project) -> None:
    wrong = claimed(labelled.document("bridge"), "officials")
    save(labelled, 1, Annotation("claim", wrong.claims), annotator="xy")
    result = run("export")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("Error: nothing was exported")
    assert len(result.stderr.splitlines()) > 1
    assert not labelled.dataset.exists()


def test_export_options(labelled: Project) -> None:
    result = run("export", "out", "--names", "--finished", "--license", "cc0-1.0", "--gold", "mk", "--json")
    assert json.loads(result.stdout)["pseudonyms"] == {"mk": "mk"}
    assert "license: cc0-1.0" in Path("out/README.md").read_text()


def test_load_changes_nothing_where_anything_is_wrong(labelled: Project) -> None:
    dump = run("dump").stdout_bytes
    Path("bad.jsonl").write_bytes(dump.replace(b'"mk"', b'"xy"').replace(b'"later"', b'"never"'))
    result = run("load", "bad.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("bad.jsonl:2::")
    assert run("dump").stdout_bytes == dump
    assert json.loads(run("load", "-", "--json", input=dump.replace(b'"mk"', b'"xy"')).stdout) == {"new": 2, "known": 0}


def test_completion_of_documents(labelled: Project) -> None:
    words = {"_ANNOTATE_COMPLETE": "bash_complete", "COMP_WORDS": "annotate show b", "COMP_CWORD": "2"}
    process = program(env=os.environ | words | {"PYTHONPATH": ""})
    assert process.communicate()[0] == b"plain,bridge\n"


# -- wrong usage, and worlds that do not work -----------------------------------------------------------------------------


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "Did you mean 'check'?"),
        (["check", "--jsn"], "Did you mean '--json'?"),
        (["show"], "Missing argument 'DOCUMENT'"),
        (["show", "brigde"], "did you mean bridge?"),
        (["log", "brigde"], "did you mean bridge?"),
        (["dump", "--document", "brigde"], "did you mean bridge?"),
        (["dump", "--annotator", "km"], "there are decisions of mk"),
        (["dump", "nowhere/x.jsonl"], "No such file or directory"),
        (["dump", "output/annotations.db"], "is the store"),
        (["load"], "Missing argument 'FILE...'"),
        (["load", "nowhere.jsonl"], "nowhere.jsonl: No such file or directory"),
        (["check", "raw"], "raw: Is a directory"),
        (["add", "output"], "no articles here"),
        (["add", "raw/bridge.txt", "raw/other.txt", "--id", "x"], "one by one"),
        (["export", "--test", "2"], "test fraction"),
        (["export", "--gold", "nobody"], "nobody"),
        (["export", "raw/bridge.txt"], "is a file"),
        (["export", "raw"], "raw"),
        (["init"], "is a project already"),
        (["--project", "nowhere", "status"], "is no folder"),
        (["--project", "..", "status"], "is not in a project"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_sentence_and_changes_nothing(labelled: Project, arguments: list[str], message: str) -> None:
    before = snapshot(labelled.root)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("Error: ") == 1
    assert "Traceback" not in result.stderr
    assert snapshot(labelled.root) == before


@pytest.mark.parametrize(
    "command", ["status", "add", "check", "export", "show bridge", "log bridge", "dump", "load labels.jsonl"]
)
class TestBrokenProject:
    def stopped(self, command: str, message: str) -> None:
        result = run(*command.split())
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        assert message in result.stderr

    def test_no_project(self, in_empty_folder: Path, command: str) -> None:
        self.stopped(command, "annotate init")
        assert not list(in_empty_folder.iterdir())

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"type": 5}', b"\xff\xfe"])
    def test_schema(self, labelled: Project, command: str, content: bytes) -> None:
        labelled.schema_path.write_bytes(content)
        Path("labels.jsonl").touch()
        if command in ("check", "export", "load labels.jsonl"):  # the others do not need it
            self.stopped(command, "annotation.schema.json")
        else:
            assert run(*command.split()).exit_code == 0

    @pytest.mark.parametrize(
        ("content", "message"),
        [(b"no database at all" * 10, "not a store of annotate"), (None, "database of another program")],
        ids=["no database", "another program's"],
    )
    def test_foreign_database(self, project: Project, command: str, content: bytes | None, message: str) -> None:
        if content is None:
            with sqlite3.connect(project.database) as connection:
                connection.execute("CREATE TABLE cooking (recipe TEXT)")
            connection.close()
        else:
            project.database.write_bytes(content)
        Path("labels.jsonl").touch()
        before = snapshot(project.root)
        self.stopped(command, message)
        assert snapshot(project.root) == before

    def test_newer_store(self, labelled: Project, command: str) -> None:
        with sqlite3.connect(labelled.database) as connection:
            connection.execute("INSERT INTO migrations VALUES (99, '2030-01-01')")
        connection.close()
        Path("labels.jsonl").touch()
        self.stopped(command, "newer version")

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
    def test_unreadable_store(self, labelled: Project, command: str) -> None:
        labelled.database.chmod(0)
        Path("labels.jsonl").touch()
        self.stopped(command, "cannot be opened")


def test_before_anything_was_read(project: Project) -> None:
    for command in ("show bridge", "log bridge", "dump", "export"):
        result = run(*command.split())
        assert (result.exit_code, "annotate add" in result.stderr) == (2, True), command
    assert run("check").stdout == "Checked 0 decisions on 0 documents: no problems.\n"
    assert not project.started


def test_a_bug_shows_its_traceback(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Project, "status", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("status")
    code = "import annotate.cli, annotate.project as p; p.Project.status = lambda self: {}['\\x1b[31m\\x9b']; annotate.cli.main()"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert process.returncode == 1
    assert b"Traceback" in process.stderr
    assert_safe(process.stderr.decode())


# -- as a process ---------------------------------------------------------------------------------------------------------


def test_exit_codes(labelled: Project) -> None:
    assert [program(*arguments).wait() for arguments in (["status"], ["nothing"], ["--version"])] == [0, 2, 0]
    Path("bad.jsonl").write_text("{}\n")
    assert program("check", "bad.jsonl").wait() == 1


def test_nobody_reads_the_output_any_more(labelled: Project) -> None:
    for number in range(300):  # more than a pipe holds
        save(labelled, 0, Annotation("no_claim", note="x" * 1000), annotator=f"a{number}")
    process = program("dump")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 141)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c(project: Project) -> None:
    process = program("add", "-", stdin=subprocess.PIPE)
    time.sleep(1)  # it waits for standard input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err.strip()) == (130, b"", b"Error: Interrupted; what was stored stays stored.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk(labelled: Project) -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run([sys.executable, "-m", "annotate", "dump"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (process.returncode, process.stderr) == (
        2,
        b"Error: No space left on device; make room, then do the same again (nothing stored is lost).\n",
    )
    assert "No space left" in run("dump", "/dev/full").stderr


def test_a_terminal_that_lacks_letters(labelled: Project) -> None:
    save(labelled, 0, Annotation("no_claim", note="d\u00e9j\u00e0 \u6f22"), annotator="xy")
    process = program("log", "bridge", env=os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"d\xe9j\xe0 \\u6f22" in out


HEAVY = ("jsonschema", "jsonschema_rs", "prompt_toolkit", "pandas", "datasets", "pyarrow", "sqlite3", "wcwidth", "json", "orjson")


def test_start_up_is_cheap() -> None:
    code = "import sys, annotate.cli; print(' '.join(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert {name for name in loaded if name.startswith("annotate.")} == {"annotate.cli", "annotate.errors", "annotate.terminal"}
    assert not loaded & set(HEAVY)


# -- safe terminals -------------------------------------------------------------------------------------------------------

PAYLOAD = "\x1b]0;owned\x07\x1b[31m\x9b31m\x90q\x9c\u202e\u2066\u200b\u2028\x7f\x08\r"
OURS = re.compile(r"\x1b\[[0-9;]*m")
FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def assert_safe(output: str) -> None:
    assert not FORBIDDEN.findall(OURS.sub("", output))
    assert "\x1b[31m" not in output  # a colour we do not use: it is the payload's


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose folder, files, ids, texts, annotators and labels all want to take over the terminal."""
    made = init_project(tmp_path / f"p{PAYLOAD}")
    monkeypatch.chdir(made.root)
    (made.raw / f"a{PAYLOAD}.txt").write_text(f"Title {PAYLOAD}\n\nThe bridge {PAYLOAD} was closed, officials said.", newline="")
    (made.raw / f"bad{PAYLOAD}.txt").touch()
    text = f"The bridge was closed on Monday, officials said {PAYLOAD}."
    sentence = Sentence(f"d{PAYLOAD}:0", 0, 0, len(text))
    blocks = (Block("paragraph", 0, len(text)),)
    metadata = (f"T{PAYLOAD}", f"B{PAYLOAD}", f"P{PAYLOAD}", f"U{PAYLOAD}", "en")
    document = Document(f"d{PAYLOAD}", f"raw/{PAYLOAD}", "0" * 64, text, blocks, (sentence,), *metadata)
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
    yield from (
        ["export", f"raw{PAYLOAD}/x", "--gold", PAYLOAD],
        ["export", "--name", PAYLOAD, "--license", PAYLOAD],
        ["init", "a", PAYLOAD],
    )


@pytest.mark.parametrize("arguments", list(hostile_commands()), ids=lambda arguments: " ".join(arguments).replace(PAYLOAD, "!"))
def test_nothing_reaches_the_terminal_that_it_obeys(hostile: Project, arguments: list[str]) -> None:
    Path(f"bad{PAYLOAD}.jsonl").write_text(
        json.dumps({f"x{PAYLOAD}": PAYLOAD, "annotation": {"label": PAYLOAD}}) + f"\n{PAYLOAD}\n"
    )
    for color in (False, True):
        result = run(*arguments, color=color)
        assert result.stdout + result.stderr, "nothing was shown, so nothing was tested"
        assert_safe(result.stdout)
        assert_safe(result.stderr)


def test_the_data_stay_as_they_are(hostile: Project) -> None:
    assert json.loads(run("show", f"d{PAYLOAD}", "--json").stdout)["document"]["title"] == f"T{PAYLOAD}"
    assert json.loads(run("dump").stdout.splitlines()[0])["annotator"] == f"mk{PAYLOAD}"


def test_export_says_what_hostile_data_gave(hostile: Project) -> None:
    with hostile.store() as store:
        document = store.document(f"d{PAYLOAD}")
    made = ("2026-01-02T00:00:00.000000Z", "edit", 1.0, 1, "1.0", "0.1.0")
    revision = Revision(
        document.id, document.sha256, document.sentences[0].id, f"xy{PAYLOAD}", *made, claimed(document, "officials")
    )
    with hostile.store() as store:
        store.save([revision])
    result = run("export")
    assert result.exit_code == 0, result.stderr
    assert_safe(result.output)


def test_mend(labelled: Project) -> None:
    before = labelled.document("bridge")
    assert len(before.sentences) == 2
    assert run("mend", "bridge", "merge", "1").stdout == "Mended bridge: 1 sentence now.\n"
    assert run("check").exit_code == 0
    numbers = run("mend", "bridge", "split", "1", "7")
    assert numbers.exit_code == 0
    assert labelled.document("bridge").text == before.text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("split 1 99", "is no word of sentence 1"),
        ("split 1", "nothing is no word"),
        ("merge 99", "there is no sentence 99"),
        ("role 99 ui", "there is no block 99"),
        ("role 1 song", "is no role"),
    ],
)
def test_a_mend_that_cannot_be_is_refused(labelled: Project, arguments: str, message: str) -> None:
    before = labelled.document("bridge")
    result = run("mend", "bridge", *arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert labelled.document("bridge") == before


def test_suggest(labelled: Project) -> None:
    shown = run("suggest", "bridge")
    assert shown.exit_code == 0
    number, who = shown.stdout.splitlines()[0].split(None, 1)
    assert number.isdecimal()
    assert "(" in who
    told = json.loads(run("suggest", "bridge", "--json").stdout)
    text = labelled.document("bridge").text
    for offered in told.values():
        for suggestion in offered:
            for span in suggestion["spans"]:
                assert text[span["start"] : span["end"]] == span["text"]
    assert any(told.values())


def test_ctrl_c_while_the_program_loads() -> None:
    code = (
        "import sys, builtins\n"
        "real = builtins.__import__\n"
        "def interrupted(name, *rest, **more):\n"
        "    if name == 'click': raise KeyboardInterrupt\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = interrupted\n"
        "from annotate.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
