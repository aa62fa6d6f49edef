"""Kills at random moments: commands in copies of one project, what must be there afterwards, and what must not.

Each command has a reference: what it changes when nothing kills it. A project is seen as parts: a document, the decisions of one
person on one document, a file, the dataset. After a kill every part is as before or as in the reference; a list of decisions may
have got as far as it came. What was acknowledged before the kill must be there. The same command is then run again to its end:
the project is as in the reference, every store opens without a problem, and no file is left that the reference does not have.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from annotate.cli import COMMANDS as CLI_COMMANDS
from annotate.errors import NoStoreError
from annotate.model import AUTHOR, Annotation, Claim, Source, Stance, revision_to_json
from annotate.project import Project, init_project
from annotate.store import open_store
from support.builders import at_second, make_revision
from support.forking import Ended, Forker

Parts = Mapping[str, Any]
"""A project, part by part. A list of decisions is a tuple; all else is compared as a whole."""

ARTICLES = ("bridge", "dam", "ferry")
SENTENCES = tuple(f"The {word} was closed on day {day}, said the mayor." for day, word in enumerate("abcdefghij", 1))
TARGET = "copied.db"


@dataclass(frozen=True)
class Command:
    """A command to kill.

    name: its name.
    arguments: its arguments.
    script: its standard input; None repeats `arguments` as they are.
    files: files to put into the project before, by path.
    again: the arguments of the second run, if they differ; called with the project.
    whole: all parts change at once.
    end: the beginning of the output that reports the end; any output if empty.
    grows: the second run adds decisions to those of the first, so that it need not end as the reference does.
    remedy: what `annotate check` may tell to do after a kill, which is the second run.
    counted: how many decisions a part of the output acknowledges.
    """

    name: str
    arguments: tuple[str, ...]
    script: str = ""
    files: Mapping[str, Callable[[Project], str]] = field(default_factory=dict)
    again: Callable[[Project], tuple[str, ...]] | None = None
    whole: bool = False
    end: str = ""
    grows: bool = False
    remedy: str = ""
    counted: Callable[[str], int] = lambda output: 0
    without_database: bool = False


def _notes(count: int, sentences: int) -> str:
    """Return a script that goes from sentence to sentence and writes a note at each."""
    return "".join(f':{number % sentences + 1}\nN "note {number}"\n' for number in range(count))


def _noted(output: str) -> int:
    """Return how many notes the output of a script reports, whole lines only."""
    lines = output.splitlines(keepends=True)
    return sum(json.loads(line)["command"].startswith("N") for line in lines if line.endswith("\n"))


def _loaded(output: str) -> int:
    """Return how many decisions `load` reports."""
    found = re.search(r"Loaded ([0-9,]+)", output)
    return int(found[1].replace(",", "")) if found else 0


def _dump(project: Project) -> str:
    """Return a dump of another annotator's decisions."""
    lines = []
    for id in ARTICLES:
        document = project.document(id)
        for at in range(len(document.sentences)):
            for second in range(3):
                made = at_second(100 * second + at)
                revision = make_revision(document, at, Annotation("no_claim", note=str(second)), "cy", created=made)
                lines.append(json.dumps(revision_to_json(revision)))
    return "\n".join(lines)


def _article(project: Project) -> str:
    return "\n\n".join(("News of the harbour.", *SENTENCES))


_RENAME = ("schema", "migrate", "--rename", "claim.type:event=occurrence")
_SPLIT = ("correct", "ferry", "split", "2", "3")


def _after_migration(project: Project) -> tuple[str, ...]:
    """Return the second run of a migration: what is left of it once the schema has changed."""
    return _RENAME[:2] if '"occurrence"' in project.schema_path.read_text(encoding="utf-8") else _RENAME


def _after_split(project: Project) -> tuple[str, ...]:
    """Return the second run of a split, which cannot be made twice: any command that opens the store."""
    return _SPLIT if len(project.document("ferry").sentences) == len(SENTENCES) - 1 else ("status",)


_SUGGESTIONS_OFF = ("--no-suggest", "--script", "-")

COMMANDS = (
    Command("label", ("label", "bridge", "--annotator", "ada", *_SUGGESTIONS_OFF), _notes(40, 10), grows=True, counted=_noted),
    Command("add", ("add",), files={f"raw/new{number}.txt": _article for number in range(5)}),
    Command("correct", _SPLIT, again=_after_split, whole=True, end="Corrected"),
    Command(
        "adjudicate",
        ("adjudicate", "dam", "--adjudicator", "eve", "--script", "-"),
        _notes(30, 5),
        grows=True,
        counted=_noted,
    ),
    Command("load", ("load", "cy.jsonl"), files={"cy.jsonl": _dump}, whole=True, counted=_loaded),
    Command("migrate", _RENAME, again=_after_migration, remedy="run: annotate schema migrate"),
    Command("copy", ("copy", "output/annotations.db", TARGET), whole=True, without_database=True),
    Command("export", ("export",), whole=True),
    Command("export csv", ("export", "--format", "csv"), whole=True),
    Command("dump", ("dump", "decisions.jsonl"), whole=True),
    Command("backup", ("backup", TARGET, "--overwrite"), whole=True, without_database=True),
)
"""The commands to kill; those that the program does not have are left out. A new one is a new line."""


def available() -> Iterator[Command]:
    """Yield the commands that the program has."""
    names = {command.name for command in CLI_COMMANDS}
    yield from (command for command in COMMANDS if command.arguments[0] in names)


# -- a project and its parts -----------------------------------------------------------------------------------------------


def make_template(folder: Path, forker: Forker) -> Project:
    """Make a project with articles, decisions of two people who differ, a dataset, and decisions that are newer than that."""
    project = init_project(folder)
    for number, id in enumerate(ARTICLES):
        text = "\n\n".join((f"All about the {id}.", " ".join(SENTENCES[number:])))
        (project.raw / f"{id}.txt").write_text(text, encoding="utf-8")
    project.add()
    _decide(project, "ada", "bridge", "dam", label="no_claim")
    ended = forker.run(["--project", folder, "export"])
    assert ended.status == 0, ended.errors
    _decide(project, "ben", "dam", "ferry", label="skip", reason="later")
    _claim(project)
    assert not project.check().problems
    return project


def _decide(project: Project, annotator: str, *documents: str, label: str, **answers: str) -> None:
    with project.store() as store:
        for id in documents:
            document = project.document(id)
            for at in range(len(document.sentences)):
                annotation = Annotation(label, attributes=answers)
                store.save([make_revision(document, at, annotation, annotator, created=at_second(at))])


def _claim(project: Project) -> None:
    """Label every sentence of an article with a claim, whose type a migration renames."""
    document = project.document("bridge")
    author = Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})
    with project.store() as store:
        for at, sentence in enumerate(document.sentences):
            claim = Claim("c1", (document.span(sentence.start, sentence.end),), {"type": "event", "verifiability": "partly"})
            annotation = Annotation("claim", (claim,), (author,), (Stance("c1", AUTHOR, "support"),))
            store.save([make_revision(document, at, annotation, "dan", created=at_second(at))])


def parts(folder: Path, url: str | None = None) -> Parts:
    """Return a project part by part."""
    project = Project(folder, url)
    found: dict[str, Any] = {}
    with project.store() as store:
        _add_store(found, "", store)
    for name in ("dataset", "csv"):
        if (folder / "output" / name).exists():
            found[name] = _hashes(folder / "output" / name)
    for name in ("decisions.jsonl", "schema/annotation.schema.json", "schema/history/1.0.json"):
        if (folder / name).exists():
            found[name] = sha256((folder / name).read_bytes()).hexdigest()
    if (folder / TARGET).exists():
        with suppress(NoStoreError), open_store(folder / TARGET, create=False) as copied:
            _add_store(found, f"{TARGET}: ", copied)
    return found


def _add_store(found: dict[str, Any], prefix: str, store: Any) -> None:
    for entry in store.documents():
        document = store.document(entry.id)
        found[f"{prefix}{entry.id}"] = (document.text, document.sentences, document.blocks)
        decisions = sorted((*store.revisions(entry.id), *store.adjudications(entry.id)), key=lambda revision: revision.created)
        for layer, annotator in {(revision.layer, revision.annotator) for revision in decisions}:
            found[f"{prefix}{entry.id}, {layer} by {annotator}"] = tuple(
                json.dumps({name: value for name, value in revision_to_json(revision).items() if name in _COMPARED})
                for revision in decisions
                if (revision.layer, revision.annotator) == (layer, annotator)
            )


_COMPARED = ("sentence", "action", "schema", "annotation")
"""What of a decision is the same in every run."""


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def files(folder: Path) -> set[str]:
    """Return the names of all files and folders in a project."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def decisions(found: Parts) -> int:
    """Return the number of decisions in the project itself."""
    return sum(len(part) for name, part in found.items() if isinstance(part, tuple) and " by " in name and TARGET not in name)


# -- a kill ------------------------------------------------------------------------------------------------------------------


class Killed(NamedTuple):
    """A kill: decisions that were stored before the command, those acknowledged by it, and what is wrong afterwards."""

    command: str
    stored: int
    acknowledged: int
    problems: tuple[str, ...]


class Killer:
    """One command to kill again and again, in a copy of the template each time."""

    def __init__(
        self, command: Command, template: Path, folder: Path, forker: Forker, make_url: Callable[[], str] | None
    ) -> None:
        self.command = command
        self._template, self._folder, self._forker, self._make_url = template, folder, forker, make_url
        self._url: str | None = None
        self.before: Parts = {}
        self._prepare()
        self.before = parts(self._folder, self._url)
        ended = self._run(self.command.arguments)
        assert ended.status == 0, f"{command.name}: {ended.output}{ended.errors}"
        self.after = parts(self._folder, self._url)
        self._files = files(self._folder)
        assert decisions(self.after) - decisions(self.before) == command.counted(ended.output) or not command.grows
        self.seconds = min(ended.seconds, self._time())

    def _time(self) -> float:
        self._prepare()
        return self._run(self.command.arguments).seconds

    def _prepare(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._template, self._folder)
        for name, make in self.command.files.items():
            (self._folder / name).write_text(make(Project(self._folder)), encoding="utf-8")
        (self._folder / "tmp").mkdir()
        if self._make_url is not None and not self.command.without_database:
            self._url = self._make_url()
            with open_store(self._folder / "output" / "annotations.db") as local, open_store(self._url) as shared:
                local.copy_to(shared)
            for path in (self._folder / "output").glob("annotations.db*"):
                path.unlink()

    def _run(self, arguments: Sequence[str], kill_after: float | None = None) -> Ended:
        there = {"TMPDIR": str(self._folder / "tmp"), "ANNOTATE_PROJECT": str(self._folder)}
        there |= {"ANNOTATE_DATABASE": self._url} if self._url else {}
        placed = [str(self._folder / argument) if argument in self._paths() else argument for argument in arguments]
        return self._forker.run(placed, self.command.script, environment=there, kill_after=kill_after)

    def _paths(self) -> set[str]:
        """Return the arguments that are paths in the project."""
        return {"output/annotations.db", TARGET, "decisions.jsonl", *self.command.files}

    def kill(self, moment: float) -> Killed | None:
        """Run the command and kill it at a moment from 0 to 1 of its duration; None if it had ended before."""
        self._prepare()
        ended = self._run(self.command.arguments, kill_after=moment * self.seconds)
        if ended.status >= 0:
            return None
        acknowledged = self.command.counted(ended.output)
        problems = list(
            self._judge(acknowledged, done=self.command.whole and bool(ended.output.strip()) and self.command.end in ended.output)
        )
        project = Project(self._folder, self._url)
        second = self._run(self.command.again(project) if self.command.again else self.command.arguments)
        if second.status != 0:
            problems.append(f"the second run exits {second.status}: {second.errors.strip()[-300:]}")
        else:
            problems += self._judge_second(acknowledged)
        return Killed(self.command.name, decisions(self.before), acknowledged, tuple(problems))

    def _read(self, remedy: str = "") -> tuple[Parts, list[str]]:
        """Return the parts of the project, and what is wrong with its store but for what `remedy` is to cure."""
        try:
            checked = Project(self._folder, self._url).check()
            found = parts(self._folder, self._url)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
            return {}, [f"the project does not open: {type(error).__name__}: {error}"]
        counts = [warning for warning in checked.warnings if warning.code == "wrong-count"]
        problems = [problem for problem in (*checked.problems, *counts) if not remedy or remedy not in problem.remedy]
        return found, [f"check finds {len(problems)}, such as: {problems[0].message}"] if problems else []

    def _judge(self, acknowledged: int, *, done: bool) -> Iterator[str]:
        """Yield what is wrong after a kill."""
        found, problems = self._read(self.command.remedy)
        yield from problems
        if problems:
            return
        sides = set()
        for name in self.before.keys() | self.after.keys() | found.keys():
            old, new, now = (side.get(name) for side in (self.before, self.after, found))
            if old != new and now in (old, new):
                sides.add(now == new)
            if now not in (old, new) and not (self.command.grows and _lies_between(old, now, new)):
                yield f"{name} is neither old nor new"
        if done and False in sides:
            yield "the end was reported, and something is still old"
        if self.command.whole and len(sides) > 1:
            yield "some parts are old, others new"
        if decisions(found) - decisions(self.before) < acknowledged:
            yield f"{acknowledged} decisions were acknowledged, {decisions(found) - decisions(self.before)} are stored"
        if decisions(found) < decisions(self.before):
            yield "decisions are gone that were stored before"

    def _judge_second(self, acknowledged: int) -> Iterator[str]:
        """Yield what is wrong after the second run."""
        found, problems = self._read()
        yield from problems
        if not problems and not self.command.grows:
            yield from (f"{name} differs after the second run" for name in self.after if found.get(name) != self.after[name])
        if decisions(found) - decisions(self.before) < acknowledged:
            yield "an acknowledged decision is gone after the second run"
        if litter := sorted(files(self._folder) - self._files):
            yield f"left behind: {', '.join(litter)}"


def _lies_between(old: Any, now: Any, new: Any) -> bool:
    """Return whether decisions go on from the old ones, and have come a part of the way to the new."""
    old, now = old or (), now or ()
    return isinstance(new, tuple) and now[: len(old)] == old and new[: len(now)] == now


def moments(count: int, dice: random.Random) -> list[float]:
    """Return random moments from 0 to 1, one in each of `count` equal stretches, in random order."""
    spread = [(number + dice.random()) / count for number in range(count)]
    dice.shuffle(spread)
    return spread


def kill_often(killer: Killer, wanted: int, dice: random.Random) -> list[Killed]:
    """Kill a command as often as wanted; a kill that came too late is tried again, a little earlier."""
    kills: list[Killed] = []
    for moment in moments(wanted, dice):
        while (killed := killer.kill(moment)) is None:
            moment *= 0.9
        at = f"{killed.command}, killed at {moment:.3f} of {killer.seconds:.2f} s"
        kills.append(killed._replace(problems=tuple(f"{at}: {problem}" for problem in killed.problems)))
    return kills
