"""Kills -9 at random moments over every command that writes, and what is lost by them: nothing.

    python tests/benchmarks kills [--runs 1000] [--seed N] [--only COMMAND] [--postgresql]

The commands are those of `tests/support/kills.py`, killed in turns on a project in a SQLite file or, with `--postgresql`, in a
database of the server that the tests start. The moments are spread over the duration of each command, which is measured first.
After each kill the project is checked, the command is run again, and the project is checked once more.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.forking import forker
from support.kills import Killed, Killer, available, kill_often, make_template
from support.postgres_server import database_url, drop, running_server


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Kills at random moments, and what they lose.")
    parser.add_argument("--runs", type=int, default=1000, help="kills over all commands (default 1000)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="random seed (default: the time)")
    parser.add_argument("--only", action="append", help="kill only this command; may be repeated")
    parser.add_argument("--postgresql", action="store_true", help="keep the store in PostgreSQL")
    options = parser.parse_args(argv)
    print(f"seed {options.seed}", flush=True)
    dice = random.Random(options.seed)
    kills: list[Killed] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        make_url = _database(stack) if options.postgresql else None
        forked = stack.enter_context(forker(folder))
        template = make_template(folder / "template", forked).root
        commands = [command for command in available() if not options.only or command.name in options.only]
        for number, command in enumerate(commands):
            wanted = options.runs * (number + 1) // len(commands) - options.runs * number // len(commands)
            killer = Killer(command, template, folder / "project", forked, make_url)
            done = kill_often(killer, wanted, dice)
            kills += done
            _print_row(killer, done)
    return _report(kills)


def _database(stack: ExitStack) -> Callable[[], str]:
    """Return a function that makes the address of an empty database; the one before is dropped."""
    server = stack.enter_context(running_server())
    made: list[str] = []

    def make() -> str:
        while made:
            drop(made.pop())
        made.append(database_url(server))
        return made[-1]

    return make


def _print_row(killer: Killer, kills: Sequence[Killed]) -> None:
    failed = sum(bool(killed.problems) for killed in kills)
    acknowledged = sum(killed.acknowledged for killed in kills)
    name = f"{killer.command.name} ({killer.seconds:.2f} s)"
    print(f"{name:22} {len(kills):5} kills {acknowledged:7} decisions acknowledged by it {failed:4} with problems", flush=True)
    for problem in (problem for killed in kills for problem in killed.problems):
        print(f"  {problem[:300]}", flush=True)


def _report(kills: Sequence[Killed]) -> int:
    failed = sum(bool(killed.problems) for killed in kills)
    acknowledged = sum(killed.stored + killed.acknowledged for killed in kills)
    share = failed / max(len(kills), 1)
    print(f"kills, {acknowledged:,} acknowledged decisions\t{len(kills)}\t{failed} with problems\t{share:.3f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
