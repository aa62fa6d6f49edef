"""Damaged files of every format, imported into a project by the command line.

    PYTHONPATH=.:tests python -m support.damaged_imports [--inputs 10000] [--seed 1] [--from-input 0] [--seconds 360]

Each input is read or refused: never a traceback, one sentence for what was refused, and then the project is as it was before.
What was imported is sound, and importing it again adds nothing. The input with a number is always the same for a seed.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sqlite3
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from annotate.interchange.exported import foreign_document
from annotate.interchange.format import NAMES, Format, load_format
from annotate.interchange.projection import projected
from annotate.interchange.shapes import flattened
from annotate.interchange.values import InputFile
from annotate.project import Project, init_project
from annotate.project.exporting_files import ForeignExportOptions
from annotate.project.importing import ImportOptions
from annotate.schema import Schema
from support.commanding import run, snapshot
from support.damage import damaged, damaged_files
from support.random_decisions import random_document, random_sets, random_suggestions

READ = [format for format in map(load_format, NAMES) if format.read]
_STORE = "output/annotations.db"
_CHOICES: Sequence[tuple[str, ...]] = (
    ("--complete",),
    ("--set", "claim.type=event", "--set", "claim.verifiability=verifiable"),
    ("--set", "source.type=person", "--set", "source.naming=named", "--complete"),
    ("--map", "claim.type=kind", "--map", "claim=Sentence"),
    ("--as", "suggestions"),
    ("--as", "decisions"),
    ("--offsets", "utf-16"),
    ("--offsets", "utf-8"),
    ("--ground-truth",),
    ("--dry-run",),
    ("--json",),
)
_RECORD = {
    "id": "1",
    "fields": {"text": "Krag said so."},
    "metadata": {"url": "x"},
    "suggestions": {"spans": {"value": [{"start": 0, "end": 4, "label": "Source"}], "score": 0.5, "agent": "m"}},
    "responses": {"spans": [{"value": [{"start": 0, "end": 13, "label": "Claim"}], "user_id": "u", "status": "submitted"}]},
    "status": "completed",
}


def originals(format: Format, schema: Schema, seed: int = 3) -> list[InputFile]:
    """Return files of a format to damage: what it writes, else records that it can read."""
    if format.write is None:
        return [InputFile("records.json", json.dumps([_RECORD]).encode())]
    random = Random(seed)
    stored = [random_document(random, f"a{number}") for number in range(2)]
    whole = [
        foreign_document(each, random_sets(random, each, schema), random_suggestions(random, each, schema)) for each in stored
    ]
    documents = [flattened(projected(document, format), format.shape) for document in whole]
    return [InputFile(*file) for file in format.write(documents, schema)]


class Failure(NamedTuple):
    """The number of an input, its format, the options of its import, and what went wrong."""

    number: int
    format: str
    options: tuple[str, ...]
    problem: str


class ImportFuzz:
    """A project that has decisions already, and files to damage and import into it.

    After `inputs`, `statuses` counts the exit codes, and `slowest` has the most seconds that an import took, with its number.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._pristine, self._input = folder / "pristine", folder / "input"
        self._project = Project(folder / "project")
        self._files = self._prepare(init_project(self._pristine))
        self.statuses = Counter[int]()
        self.slowest = (0.0, -1)
        self._reset()

    def _prepare(self, project: Project) -> list[tuple[Format, list[InputFile]]]:
        """Store decisions, and return the files to damage with their formats: of articles here, of others, and with a dump."""
        groups = [(format, originals(format, project.schema, seed)) for format in READ for seed in (3, 4)]
        self._write(groups[0][1])
        project.import_files([self._input], ImportOptions())
        for format in READ:
            if format.write is not None:
                target = self._folder / f"{format.name}.exported"
                project.export_files(format.name, target, ForeignExportOptions(frozenset({"all"}), with_dump=True))
                groups.append((format, [InputFile(name, data) for name, data in _contents(target)]))
        return groups

    def _reset(self) -> None:
        shutil.rmtree(self._project.root, ignore_errors=True)
        shutil.copytree(self._pristine, self._project.root)
        self._before = self._state()

    def _state(self) -> Mapping[str, bytes]:
        """Return all that a project has: the content of its store, and its other files byte by byte."""
        with closing(sqlite3.connect(self._project.root / _STORE)) as store:
            rows = "\n".join(store.iterdump()).encode()
        files = {name: data for name, data in snapshot(self._project.root).items() if _STORE not in name}
        return {**files, _STORE: rows}

    def _write(self, files: Sequence[InputFile]) -> None:
        shutil.rmtree(self._input, ignore_errors=True)
        for file in files:
            path = self._input / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)

    def _write_input(self, files: Sequence[InputFile], random: Random) -> list[Path]:
        """Write damaged files and return what to name on the command line: their folder, a zip file of it, or each."""
        self._write(damaged_files(files, random))
        written = sorted(path for path in self._input.rglob("*") if path.is_file())
        if random.random() < 0.1:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in written:
                    archive.write(path, path.relative_to(self._input).as_posix())
            target = self._folder / "input.zip"
            target.write_bytes(damaged(packed.getvalue(), random) if random.random() < 0.5 else packed.getvalue())
            return [target]
        return [self._input] if len(written) != 1 or random.random() < 0.5 else written

    def inputs(self, first: int, end: int) -> Iterator[Failure | None]:
        """Import the inputs with these numbers and yield what went wrong with each."""
        with chdir(self._project.root.parent):
            for number in range(first, end):
                random = Random(f"{self._seed}:{number}")
                format, files = self._files[number % len(self._files)]
                paths = self._write_input(files, random)
                options = self._options(format, random)
                problem = self._import(number, paths, options, repeated=random.random() < 0.3)
                yield None if problem is None else Failure(number, format.name, options, problem)

    @staticmethod
    def _options(format: Format, random: Random) -> tuple[str, ...]:
        chosen = [option for options in random.sample(_CHOICES, random.choice([0, 0, 1, 2])) for option in options]
        names = random.choice([("--annotators", "*=ada"), ("--annotators", "1=ada,2=ben"), ()])
        forced = random.random()
        source = ("--from", format.name if forced < 0.3 else random.choice(READ).name) if forced < 0.35 else ()
        return (*chosen, *names, *source)

    def _import(self, number: int, paths: Sequence[Path], options: Sequence[str], *, repeated: bool) -> str | None:
        """Import files and return what went wrong, None if nothing did."""
        start = time.process_time()
        with chdir(self._project.root):
            try:
                result = run("import", *paths, *options)
            except Exception:  # noqa: BLE001  # a bug of any kind is what is looked for
                self._reset()
                return traceback.format_exc()
            self.slowest = max(self.slowest, (time.process_time() - start, number))
            self.statuses[result.exit_code] += 1
            if result.exit_code or "--dry-run" in options:
                problem = None if self._state() == self._before else "it was refused, or a dry run, and changed the project"
                if result.exit_code:
                    lines = result.stderr.splitlines()
                    sentence = len(lines) == 1 and lines[0].endswith((".", "?")) and len(lines[0]) < 10_000
                    problem = problem or (None if sentence and not result.stdout else f"no sentence: {result.output}")
            else:
                problem = self._check(paths, options) if repeated else None
        if problem is not None or not result.exit_code:
            self._reset()
        return problem

    def _check(self, paths: Sequence[Path], options: Sequence[str]) -> str | None:
        """Return what is wrong with what was imported, None if nothing is."""
        if problems := self._project.check().problems:
            return f"what was imported is not sound: {problems[0]}"
        state = self._state()
        again = run("import", *paths, *options)
        if again.exit_code:
            return f"a second import was refused: {again.output}"
        return None if self._state() == state else f"a second import changed the project: {again.output}"


def _contents(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]


def main(argv: Sequence[str] | None = None) -> int:
    """Import damaged files, and print what went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from-input", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--seconds", type=float, default=360.0, help="stop after this much CPU time")
    chosen = parser.parse_args(argv)
    failures = done = 0
    with TemporaryDirectory() as folder:
        fuzz = ImportFuzz(Path(folder), chosen.seed)
        for failure in fuzz.inputs(chosen.from_input, chosen.from_input + chosen.inputs):
            done += 1
            if failure is not None:
                failures += 1
                print(f"input {failure.number}, {failure.format} {' '.join(failure.options)}: {failure.problem}", flush=True)
            if time.process_time() > chosen.seconds:
                break
    seconds, number = fuzz.slowest
    print(f"{done:,} inputs, {failures} failures; exit codes {dict(fuzz.statuses)}; slowest: input {number}, {seconds:.1f} s")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
