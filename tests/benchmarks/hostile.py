"""Hostile text and files.

    python tests/benchmarks/hostile.py [--length 50000] [--rounds 3]
    python tests/benchmarks/hostile.py --files [NAME]...

First: how much longer sentences and suggestions take for eight times the text. About 8 is linear, 64 is the square. The text of
each kind is one that a careless loop or regular expression would take very long on (`tests/support/hostile.py`). All is measured
in processor time, and the fastest round counts. Texts that take less than a millisecond say nothing and are left out.

With --files: what `annotate segment FILE` uses for each file of `tests/support/hostile_files.py` whose name contains one of NAME:
processor time of all its processes, the most memory that one of them has, its exit status, and its messages. A line that ends
with "!" is over 10 s or 500 MB, or ends neither well (0) nor with problems (1).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotate.articles import split_sentences
from annotate.suggestions import suggest
from support.hostile import SENTENCES, SUGGESTIONS, repeated
from support.reading import article

MOST_SECONDS, MOST_MEGABYTES = 10, 500
LEAST = 0.001
"""Seconds that a short text takes at least where the growth means something."""


def seconds(work: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def growth(work: Callable[[int], Callable[[], object]], size: int, rounds: int) -> tuple[float, float] | None:
    """Return the seconds for eight times `size` and their ratio to those for `size`; None where these are too few."""
    short = seconds(work(size), rounds)
    if short < LEAST:
        return None
    long = seconds(work(8 * size), rounds)
    return long, long / short


def splitting(piece: str) -> Callable[[int], Callable[[], object]]:
    def prepare(length: int) -> Callable[[], object]:
        text = repeated(piece, length)
        return lambda: split_sentences(text)

    return prepare


def suggesting(kind: str) -> Callable[[int], Callable[[], object]]:
    def prepare(count: int) -> Callable[[], object]:
        document = article(SUGGESTIONS[kind](count))
        return lambda: suggest(document)

    return prepare


def run_files(names: Sequence[str]) -> int:
    """Print a table of what reading each hostile file uses; return 1 if one uses too much."""
    from support.hostile_files import HOSTILE

    bad = 0
    with TemporaryDirectory() as folder:
        for name, make in HOSTILE.items():
            if names and not any(part in name for part in names):
                continue
            path = Path(folder, name)
            # In a process of its own, which does not count: making a file may take more than reading it.
            making = multiprocessing.get_context("fork").Process(target=lambda path=path, make=make: path.write_bytes(make()))
            making.start()
            making.join()
            status, used, memory, messages = _use(path)
            over = used > MOST_SECONDS or memory > MOST_MEGABYTES or status not in (0, 1)
            bad += over
            first = f"{messages[0].removeprefix(str(path))[:90]}" if messages else ""
            line = f"{name:<27} {path.stat().st_size / 1e3:9,.1f} kB {used:5.1f} s {memory:4.0f} MB  exit {status}"
            print(f"{line}  {len(messages):6,} {first}{' !' if over else ''}", flush=True)
            path.unlink()
    print(f"hostile files, over {MOST_SECONDS} s or {MOST_MEGABYTES} MB\t{bad}\tnone\t{bad}")
    return int(bad > 0)


def _use(path: Path) -> tuple[int, float, float, list[str]]:
    """Return the exit status of reading a file, its seconds of processor time, its most megabytes, and its messages."""
    command = [sys.executable, "-m", "annotate", "segment", str(path)]
    program = (
        "import json, resource, subprocess, sys; r = subprocess.run(sys.argv[1:], capture_output=True); "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); lines = r.stderr.decode(errors='replace').splitlines(); "
        "print(json.dumps([r.returncode, u.ru_utime + u.ru_stime, u.ru_maxrss / 1000, lines]))"
    )
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, check=True, text=True)
    status, used, memory, messages = json.loads(done.stdout)
    return status, used, memory, messages


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="How time grows with the length of hostile text.")
    parser.add_argument("--length", type=int, default=50_000, help="characters of the short text (default 50000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the fastest counts (default 3)")
    parser.add_argument("--files", nargs="*", metavar="NAME", help="measure the reading of hostile files instead")
    options = parser.parse_args(argv)
    if options.files is not None:
        return run_files(options.files)
    work = {f"sentences of {piece!r}": (splitting(piece), options.length) for piece in SENTENCES}
    work |= {f"suggestions in {kind}": (suggesting(kind), max(options.length // 50, 1)) for kind in SUGGESTIONS}
    worst = ("nothing", 0.0, 0.0)
    for name, (prepare, size) in work.items():
        if measured := growth(prepare, size, options.rounds):
            long, ratio = measured
            print(f"{name:<32} {long:7.3f} s  x {ratio:.1f}", flush=True)
            worst = max(worst, (name, long, ratio), key=lambda each: each[2])
    name, long, ratio = worst
    print(f"hostile text, 8 x as long: {name}\t{long:.3f} s, {ratio:.1f} x\tlinear 8 x\t{ratio / 8:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
