"""The whole pipeline on a sample article: add it, label it with a recorded session, check, export and load it.

The demo runs in a temporary project, so that no project of the caller's is read or changed. `watch` shows only a recorded
session, as its annotator saw it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

from annotate.errors import ExportError
from annotate.labelling.runner import SessionRunner
from annotate.project import Project, init_project, sessions
from annotate.schema import shipped

ARTICLE = "harbour-bridge.txt"
ANNOTATOR = "demo"
SESSION = Path(__file__).with_name("harbour-bridge.script")
"""The recorded session."""

Watch = Callable[[SessionRunner, Iterable[str], str], None]
"""A front end that runs a script visibly, given its lines and its name."""


def play(write: Callable[[str], None]) -> None:
    """Run the pipeline in a temporary folder, and write what each step prints.

    Raises:
        AnnotateError: A step failed.
    """
    with _temporary_project() as project:
        for step in (_add, _label, _show, _check, _export, _load):
            step(project, write)
    write("\nThe demo project has been deleted. To start your own: annotate init, then annotate label.")


def watch(run: Watch) -> None:
    """Show the recorded session with the front end `run`."""
    with _temporary_project() as project:
        project.add()
        watch_script(project, run, project.documents()[0].id, SESSION)


def watch_script(project: Project, run: Watch, document: str, script: Path) -> None:
    """Show a script on a document of a project. Nothing is stored.

    Raises:
        StoreError: There is no such document.
        ScriptError: A line of the script failed.
        OSError: The script cannot be read.
    """
    with script.open(encoding="utf-8", errors="replace") as lines:
        sessions.watch(project, lambda labelling: run(labelling, lines, script.name), document)


@contextmanager
def _temporary_project() -> Iterator[Project]:
    """Open a project with the sample article in its raw/, and delete it afterwards."""
    with TemporaryDirectory(prefix="annotate-demo-") as folder:
        project = init_project(Path(folder) / "demo")
        copy(shipped("raw") / ARTICLE, project.raw)
        yield project


def _add(project: Project, write: Callable[[str], None]) -> None:
    write(f"$ annotate add            # raw/{ARTICLE}, as copied from a web page")
    for outcome in project.add().outcomes:
        write(f"{outcome.what} {outcome.document}")
    with project.store() as store:
        document = store.document(store.documents()[0].id)
    kinds: dict[str, int] = {}
    for block in document.blocks:
        kinds[block.kind] = kinds.get(block.kind, 0) + 1
    write(f"{len(document.sentences)} sentences; blocks: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}")


def _label(project: Project, write: Callable[[str], None]) -> None:
    write(f"\n$ annotate label --script {SESSION.name}     # a recorded session, command by command")
    with SESSION.open(encoding="utf-8") as lines:
        result = sessions.label_by_script(
            project, lines, annotator=ANNOTATOR, origin=SESSION.name, report=partial(_report, write)
        )
    write(f"{result.done} of {result.sentence_count} sentences done; everything is saved")


def _report(write: Callable[[str], None], line: str) -> None:
    event: dict[str, Any] = json.loads(line)
    write(f"{event['sentence']:>4}> {event['command']:<28} {event['message']}".rstrip())


def _show(project: Project, write: Callable[[str], None]) -> None:
    write("\n$ annotate status --json   # progress")
    for work in project.status().work:
        write(f"{work.annotator}: {work.labelled} labelled, {work.open} open")


def _check(project: Project, write: Callable[[str], None]) -> None:
    from annotate.checks import format_problem, summarize  # imports jsonschema, 100 ms

    write("\n$ annotate check")
    result = project.check()
    for problem in result.problems:
        write(format_problem(problem))
    write(f"{result.revisions} decisions: {summarize(result.problems)}")


def _export(project: Project, write: Callable[[str], None]) -> None:
    write("\n$ annotate export          # verified by loading it with `datasets`")
    exported = project.export()
    write(f"{exported.claims} claims, {exported.sources} sources, {exported.stances} stances")
    for config, splits in exported.configs.items():
        write(f"{config:12} {', '.join(f'{number} {split}' for split, number in splits.items())}")


def _load(project: Project, write: Callable[[str], None]) -> None:
    from datasets import load_dataset  # 1 s, and needed only here
    from datasets.utils.logging import disable_progress_bar

    disable_progress_bar()
    write('\n>>> claims = datasets.load_dataset("./output/dataset", "claims", split="train")')
    claims = load_dataset(str(project.dataset), "claims", split="train", cache_dir=str(project.output / "cache"))
    if not len(claims):
        raise ExportError("The exported dataset has no claims; the demo failed.")
    stance = claims.features["stance"]
    for row in claims.select(range(min(len(claims), 12))):
        write(f"{stance.int2str(row['stance']):8} {row['source'][:26]:26} {row['text'][:42]}")
