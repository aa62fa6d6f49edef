"""A project in a database of a team: the same commands, the same bytes; who may do little, and what is never shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotate.cli.label import _result_lines
from annotate.cli.options import ProjectLocation
from annotate.project import Project
from annotate.project.sessions import SessionResult
from annotate.store import open_store
from support.commanding import ARTICLE, run, snapshot
from support.paths import PACKAGE
from support.postgres_server import Server

SECRET = "s3cret-W0rd"
SCRIPT = "c 1 6\ns 8 8\ngo\nevent\nverifiable\nperson\nunnamed\nn\nu\nn\n"


@pytest.fixture
def url(new_schema: Callable[[], str]) -> str:
    return new_schema()


@pytest.fixture
def team(project: Project, url: str, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose articles are in a PostgreSQL database; every command finds it."""
    monkeypatch.setenv("ANNOTATE_DATABASE", url)
    assert run("add").exit_code == 0
    return Project(project.root, url)


def label(annotator: str) -> None:
    labelled = run("label", "bridge", "--annotator", annotator, "--no-suggest", "--script", "-", input=SCRIPT)
    assert (labelled.exit_code, labelled.stderr.split("\n")[0]) == (0, "bridge: 2 of 2 sentences done; everything is saved.")


def test_the_whole_workflow(team: Project) -> None:
    assert json.loads(run("status", "--json").stdout)["documents"][0]["id"] == "bridge"
    label("mk")
    assert "1 skipped" not in run("status").stdout
    for command in (["check"], ["export"], ["show", "bridge"], ["log", "bridge"]):
        assert run(*command).exit_code == 0, command
    assert len(run("dump").stdout.splitlines()) == len(list(team.revisions()))
    assert run("correct", "bridge", "merge", "1").exit_code == 0
    assert not team.database.exists()
    assert not team.unsent.exists()


def test_a_fresh_database_is_said_to_be_empty(project: Project, url: str) -> None:
    status = run("--database", url, "status")
    assert "Next: annotate add" in status.stdout
    result = run("--database", url, "show", "bridge")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing was added to" in result.stderr
    assert run("--database", url, "check").exit_code == 0


def test_both_databases_give_the_same_bytes(team: Project, tmp_path: Path) -> None:
    label("mk")
    label("ada")
    copied = run("copy", team.url or "", "output/annotations.db")
    assert copied.stdout.startswith("Both stores are now identical: 1 document and ")
    here = Project(team.root)
    assert list(here.dump()) == list(team.dump())
    for project, name in ((team, "there"), (here, "here")):
        project.export(tmp_path / name / "dataset")
    there, here_too = (list(snapshot(tmp_path / folder).values()) for folder in ("there", "here"))
    assert there
    assert there == here_too
    assert json.loads(run("copy", "output/annotations.db", team.url or "", "--json").stdout) == {
        "documents": 1,
        "segmentations": 1,
        "revisions": len(list(team.revisions())),
        "adjudications": 0,
        "plans": 0,
        "assignments": 0,
        "removals": 0,
        "links": 0,
        "former_texts": 0,
    }


# -- who may do little --------------------------------------------------------------------------------------------------


@pytest.fixture
def annotator(team: Project, server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A role as the README makes it, in the place of who owns the database."""
    schema = str(team.url).rpartition("=")[2]
    owned = server.url(schema)
    with (
        open_store(team.url or "") as given,
        open_store(owned) as own,
    ):  # where TEST_PG_DSN is given, on the tests' server all the same
        if given.where != own.where:
            given.copy_to(own)
    [sql] = re.findall(
        r"<!-- sql: annotators -->\n```sql\n(.*?)```", (PACKAGE / "guide" / "teams.md").read_text(encoding="utf-8"), re.DOTALL
    )
    for word, name in (("annotators", f"{schema}_all"), ("annotate", schema), ("ada", schema)):
        sql = re.sub(rf"\b{word}\b", name, sql)  # whole words: a schema's name is hexadecimal, and may hold an "ada"
    server.execute(*(statement for statement in re.sub("--.*", "", sql).split(";") if statement.strip()))
    monkeypatch.setenv("ANNOTATE_DATABASE", server.url(schema, schema))
    yield owned
    server.execute(
        f"DROP OWNED BY {schema}_all", f"DROP ROLE {schema}", f"DROP ROLE {schema}_all", f'DROP SCHEMA "{schema}" CASCADE'
    )


def test_an_annotators_role_is_enough_to_label(annotator: str) -> None:
    label("mk")  # with an undo in it
    for command in (["status"], ["log", "bridge"], ["show", "bridge"], ["check"], ["export"], ["dump"]):
        result = run(*command)
        assert result.exit_code == 0, result.stderr


def test_an_annotators_role_is_enough_to_be_given_work(annotator: str, team: Project) -> None:
    refused = run("assign", "--overlap", "1")
    assert refused.exit_code == 2
    assert "permission denied for table plans" in refused.stderr
    assert run("--database", team.url or "", "assign", "--overlap", "1").exit_code == 0
    if annotator != team.url:  # where TEST_PG_DSN is given, the annotator is on another server
        assert run("--database", annotator, "assign", "--overlap", "1").exit_code == 0
    labelled = run("label", "--annotator", "mk", "--script", "-", input="n\nn\n")
    assert labelled.stderr.endswith("You have finished everything the plan gives you.\n")
    assert run("assign").stdout.splitlines()[1] == "1 of 1 labellings finished."


def test_an_annotators_role_changes_nothing_else(annotator: str, team: Project, server: Server) -> None:
    (team.raw / "bridge.txt").write_text(ARTICLE + "\nMore.\n")
    for command, table in ((["correct", "bridge", "merge", "1"], "segmentations"), (["add"], "documents")):
        result = run(*command)
        assert result.exit_code == 2
        assert re.search(
            rf"does not allow you to do this \(permission denied for table {table}\); ask its administrator", result.stderr
        )
    place = str(annotator).rpartition("=")[2]
    for statement in ("UPDATE revisions SET label = NULL", "DELETE FROM revisions", "DELETE FROM documents"):
        with open_store(server.url(place, place)) as store, pytest.raises(Exception, match="does not allow you"):
            store._db.execute(statement)


# -- what is never shown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["postgresql://ada:{}@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?password={}", "postgresql://ada:a/{}@127.0.0.1:1/x"],
)
def test_a_password_on_the_command_line_is_refused(project: Project, address: str) -> None:
    for command in (["--database", address.format(SECRET), "status"], ["copy", "output/annotations.db", address.format(SECRET)]):
        result = run(*command)
        assert result.exit_code == 2
        assert "put the URL into ANNOTATE_DATABASE, or the password into PGPASSWORD" in " ".join(result.stderr.split())
        assert SECRET not in result.output + result.stderr


def test_a_password_in_the_environment_is_not_shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"postgresql://ada:{SECRET}@127.0.0.1:1/x"
    monkeypatch.setenv("ANNOTATE_DATABASE", address)
    for command in ("status", "add", "check"):
        result = run(command)
        assert result.exit_code == 2
        assert "postgresql://ada@127.0.0.1:1/x cannot be reached" in result.stderr
        assert SECRET not in result.output + result.stderr
    assert SECRET not in repr(Project(project.root, address)) + repr(ProjectLocation(None, address))


def test_decisions_that_wait_are_counted(team: Project) -> None:
    team.unsent.mkdir()
    with open_store(team.url or "") as store:
        told = {"database": store.where, "segmentation": 1, "revisions": []}
        (team.unsent / "x.jsonl").write_text(json.dumps(told) + "\n")
        assert f"1 decision saved on this machine for {store.where}; to send them: annotate label" in run("status").stdout
        assert json.loads(run("status", "--json").stdout)["waiting"] == {store.where: 1}


def test_who_leaves_with_decisions_that_wait_is_told_how_they_are_sent() -> None:
    *_, last = _result_lines(SessionResult("bridge", 2, 3, None, unsent=2))
    assert last == "Next: annotate label, which sends 2 decisions saved on this machine once the database answers."


def test_fixes_and_migrations_find_what_is_there(team: Project) -> None:
    label("mk")
    assert run("check", "--fix").exit_code == 0
    assert run("schema", "check").exit_code == 0


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "host=localhost dbname=news password=s3cret-W0rd",
            "is not a file path and not a URL: write postgresql://user@host/database",
        ),
        ("dbname = news", "is not a file path and not a URL"),
        ("ada:s3cret-W0rd@localhost/news", "is not a file path and not a URL"),
        ("ada:s3cret-W0rd://localhost/news", "is not a file path and not a URL"),
        ("postgresql:/ada:s3cret-W0rd@localhost/news", "is not a file path and not a URL"),
        ("postgresql://ada:s3cret-W0rd/news", "has a port that is not a number"),
        ("postgresql://ada@localhost:1/news?PASSWORD=s3cret-W0rd", "is not a database address"),
        ("postgresql://ada@localhost:1/news?pass%77ord=s3cret-W0rd%zz", "has a % that does not encode"),
        ("postgresql://ada@localhost:1/news?options=-c%20x=s3cret-W0rd", "is not a database address"),
        ("postgresql://a%zzda:s3cret-W0rd@localhost:1/news", "has a % that does not encode a character of UTF-8"),
        ("postgresql://ada:s3cret-W0rd@localhost:1/n%ffews", "has a % that does not encode a character of UTF-8"),
        ("postgresql://ada:s3cret-W0rd@localhost:1/n%00ews", "has a % that does not encode a character of UTF-8"),
    ],
)
def test_an_address_that_is_none_is_one_sentence_without_its_secrets(
    project: Project, monkeypatch: pytest.MonkeyPatch, address: str, sentence: str
) -> None:
    monkeypatch.setenv("ANNOTATE_DATABASE", address)
    before = snapshot(project.root)
    for command in ("status", "add"):
        refused = run(command)
        assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
        assert sentence in refused.stderr
        assert SECRET not in refused.stderr
    assert snapshot(project.root) == before, "no file with such a name was made"


@pytest.mark.parametrize("option", ["PASSWORD", "Password", "pass%77ord", "SSLpassword"])
def test_a_password_by_any_spelling_is_refused_on_the_command_line(project: Project, option: str) -> None:
    refused = run("--database", f"postgresql://ada@localhost:1/news?{option}={SECRET}", "status")
    assert (refused.exit_code, "can be seen with `ps`" in refused.stderr, SECRET in refused.stderr) == (2, True, False)
