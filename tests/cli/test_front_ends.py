"""The choice of a front end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click
import pytest

from annotate.cli import front_ends
from annotate.labelling.frontends import line, tui


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80x24 in place of the standard streams."""
    monkeypatch.setattr(front_ends, "_front_end_name", lambda *, plain: "line" if plain else "tui")


def test_without_a_terminal_a_script_is_needed() -> None:
    with pytest.raises(click.UsageError, match="this needs a terminal: use --script FILE"):
        front_ends.choose_front_end(plain=False, script=None)
    run = front_ends.choose_front_end(plain=False, script=Path("some.script"))
    assert isinstance(run, partial)
    assert run.args[0].path == Path("some.script")


def test_watching_needs_a_screen() -> None:
    with pytest.raises(click.UsageError, match="needs a terminal of 60x16 or more"):
        front_ends.choose_watch(1.0)


@pytest.mark.usefixtures("terminal")
def test_a_terminal_shows_the_full_screen_or_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = front_ends.choose_front_end(plain=False, script=None)
    assert isinstance(screen, partial)
    assert (screen.func, screen.keywords["look"].theme) == (tui.run, "none")
    asked = front_ends.choose_front_end(plain=False, script=None, theme="light")
    assert isinstance(asked, partial)
    assert asked.keywords["look"].theme == "light", "what was asked for counts more"
    lines = front_ends.choose_front_end(plain=True, script=None)
    assert isinstance(lines, partial)
    assert lines.func == line.run


@pytest.mark.usefixtures("terminal")
def test_watching_has_a_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    watch = front_ends.choose_watch(2.0)
    assert isinstance(watch, partial)
    assert (watch.keywords["speed"], watch.keywords["look"].theme) == (2.0, "auto")


@pytest.mark.parametrize(("accessible", "name"), [("1", "line"), ("0", None), ("", None)])
def test_accessible_is_the_same_as_plain(monkeypatch: pytest.MonkeyPatch, accessible: str, name: str | None) -> None:
    asked: list[bool] = []

    def front_end(*, plain: bool, **streams: object) -> str | None:
        asked.append(plain)
        return "line" if plain else None

    monkeypatch.setenv("ACCESSIBLE", accessible)
    monkeypatch.setattr("annotate.project.sessions.front_end", front_end)
    assert front_ends._front_end_name(plain=False) == name
    assert asked == [name == "line"]
