"""The whole road, shown: a sample article is added, labelled by a recorded session, checked, exported and loaded.

It plays in a throw-away project, so nothing of the caller's is read or changed. Or only a session is shown, as it looked to who
recorded it.
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
"""A front end that shows a script being carried out, given its lines and its name."""


def play(write: Callable[[str], None]) -> None:
    """Walk the road in a temporary folder, telling each step through `write`. Raises AnnotateError where a step fails."""
    with _throw_away() as project:
        for step in (_add, _label, _show, _check, _export, _load):
            step(project, write)
    write("\nThe demonstration's project is gone again. Yours: annotate init, then annotate label.")


def watch(run: Watch) -> None:
    """Show the recorded session by `run`. Raises what that raises."""
    with _throw_away() as project:
        project.add()
        watch_script(project, run, project.documents()[0].id, SESSION)


def watch_script(project: Project, run: Watch, document: str, script: Path) -> None:
    """Show a script of one's own on a document. Nothing is stored. Raises StoreError, ScriptError, and OSError."""
    with script.open(encoding="utf-8", errors="replace") as lines:
        sessions.watch(project, lambda labelling: run(labelling, lines, script.name), document)


@contextmanager
def _throw_away() -> Iterator[Project]:
    """A project with the sample article in its raw/, gone afterwards."""
    with TemporaryDirectory(prefix="annotate-demo-") as folder:
        project = init_project(Path(folder) / "demo")
        copy(shipped("raw") / ARTICLE, project.raw)
        yield project


def _add(project: Project, write: Callable[[str], None]) -> None:
    write(f"$ annotate add            # raw/{ARTICLE}, as pasted from a web page")
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
        left = sessions.label_by_script(project, lines, annotator=ANNOTATOR, origin=SESSION.name, report=partial(_report, write))
    write(f"{left.done} of {left.sentence_count} sentences done; everything is saved")


def _report(write: Callable[[str], None], line: str) -> None:
    told: dict[str, Any] = json.loads(line)
    write(f"{told['sentence']:>4}> {told['command']:<28} {told['message']}".rstrip())


def _show(project: Project, write: Callable[[str], None]) -> None:
    write("\n$ annotate status --json   # what counts now")
    for work in project.status().work:
        write(f"{work.annotator}: {work.labelled} labelled, {work.open} open")


def _check(project: Project, write: Callable[[str], None]) -> None:
    from annotate.checks import format_problem, summarize  # with jsonschema, 100 ms

    write("\n$ annotate check")
    checked = project.check()
    for problem in checked.problems:
        write(format_problem(problem))
    write(f"{checked.revisions} decisions: {summarize(checked.problems)}")


def _export(project: Project, write: Callable[[str], None]) -> None:
    write("\n$ annotate export          # reloaded with `datasets` before success is reported")
    done = project.export()
    write(f"{done.claims} claims, {done.sources} sources, {done.stances} stances")
    for config, splits in done.configs.items():
        write(f"{config:12} {', '.join(f'{number} {split}' for split, number in splits.items())}")


def _load(project: Project, write: Callable[[str], None]) -> None:
    from datasets import load_dataset  # 1 s: only what loads a dataset needs it
    from datasets.utils.logging import disable_progress_bar

    disable_progress_bar()
    write('\n>>> claims = datasets.load_dataset("./output/dataset", "claims", split="train")')
    claims = load_dataset(str(project.dataset), "claims", split="train", cache_dir=str(project.output / "cache"))
    if not len(claims):
        raise ExportError("the exported dataset holds no claims; the demonstration failed")
    stance = claims.features["stance"]
    for row in claims.select(range(min(len(claims), 12))):
        write(f"{stance.int2str(row['stance']):8} {row['source'][:26]:26} {row['text'][:42]}")
