"""A short run of `tests/benchmarks/kills.py`: nothing acknowledged is lost, every store opens, nothing is left behind."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.project import Project
from support.forking import Forker, forker
from support.kills import Command, Killer, available, kill_often, make_template, moments

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and fork")

EXPENSIVE = ("export", "export csv")


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forker]:
    with forker(tmp_path_factory.mktemp("forker")) as started:
        yield started


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, forked: Forker) -> Project:
    return make_template(tmp_path_factory.mktemp("template") / "project", forked)


@pytest.fixture
def dice() -> random.Random:
    """Random moments, other ones in each run; the seed is shown when a test fails."""
    seed = random.SystemRandom().randrange(2**32)
    print("seed", seed)
    return random.Random(seed)


@pytest.mark.parametrize("command", list(available()), ids=lambda command: command.name)
def test_a_kill_loses_nothing(command: Command, template: Project, forked: Forker, tmp_path: Path, dice: random.Random) -> None:
    killer = Killer(command, template.root, tmp_path / "project", forked, None)
    kills = kill_often(killer, 2 if command.name in EXPENSIVE else 3, dice)
    assert [problem for killed in kills for problem in killed.problems] == []


@pytest.mark.parametrize("name", ["label", "adjudicate", "load", "migrate"])
def test_a_kill_loses_nothing_in_a_database(
    name: str, template: Project, forked: Forker, tmp_path: Path, dice: random.Random, new_schema: Callable[[], str]
) -> None:
    (command,) = (command for command in available() if command.name == name)
    killer = Killer(command, template.root, tmp_path / "project", forked, new_schema)
    assert [problem for killed in kill_often(killer, 2, dice) for problem in killed.problems] == []


def test_what_is_lost_is_seen(template: Project, forked: Forker, tmp_path: Path, dice: random.Random) -> None:
    """A command that claims more than it has stored, and leaves a file behind."""
    (command,) = (command for command in available() if command.name == "label")
    killer = Killer(command, template.root, tmp_path / "project", forked, None)
    killer.command = replace(command, counted=lambda output: 1000, files={"left.part": lambda project: ""})
    (killed,) = kill_often(killer, 1, dice)
    found = "\n".join(killed.problems)
    assert "1000 decisions were acknowledged" in found
    assert "left behind: left.part" in found


def test_moments_are_spread_over_the_whole_duration() -> None:
    found = moments(10, random.Random(1))
    assert found != sorted(found)
    assert [int(moment * 10) for moment in sorted(found)] == list(range(10))
