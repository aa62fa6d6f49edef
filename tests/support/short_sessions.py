"""A project with three short articles, and a front end that types keys."""

from __future__ import annotations

from pathlib import Path

from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Key, State
from annotate.project import Project, init_project


def three_articles(folder: Path) -> Project:
    """Make a project with three articles of two sentences each: dam, bees and cats."""
    made = init_project(folder)
    for name in ("dam", "bees", "cats"):
        (made.raw / f"{name}.txt").write_text(f"The {name} are fine, said Ann Lee.\n\nNobody asked the {name}.\n")
    made.add()
    return made


def typing(*keys: str, seen: list[State] | None = None):  # type: ignore[no-untyped-def]
    """A front end that types keys and leaves."""

    def run(labelling: SessionRunner) -> None:
        if seen is not None:
            seen.append(labelling.state)
        for key in keys:
            labelling.feed(Key(key))
            assert not labelling.state.refused, labelling.state.message

    return run
