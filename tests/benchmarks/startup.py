"""Start-up: `annotate --help`, a whole process, against what it cannot do without (`import click`).

Shell completion and `annotate status` pay this at every key and prompt. The pairs run alternately, so that a machine that grows
slow grows slow for both; the figure is the median, the ratio the median of the pairs' ratios.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

PYTHON = sys.executable
PROGRAM = str(Path(sys.executable).with_name("annotate"))
PAIRS = (
    ("annotate --help", (PROGRAM, "--help"), "import click", (PYTHON, "-c", "import click")),
    ("import annotate", (PYTHON, "-c", "import annotate"), "bare python", (PYTHON, "-c", "pass")),
    ("import annotate.cli", (PYTHON, "-c", "import annotate.cli"), "import click", (PYTHON, "-c", "import click")),
)


def seconds(command: tuple[str, ...]) -> float:
    """One run of a command from start to end, by the clock on the wall."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def compare(ours: tuple[str, ...], theirs: tuple[str, ...], runs: int) -> tuple[float, float, float]:
    """Medians of both and of the pairs' ratios, after one pair that warms the caches."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs + 1)][1:]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description="start-up of the program against import click")
    parser.add_argument("--runs", type=int, default=30, help="pairs to run (default 30)")
    runs = parser.parse_args(argv).runs
    for name, ours, peer, theirs in PAIRS:
        mine, other, ratio = compare(ours, theirs, runs)
        print(f"start-up: {name}\t{mine * 1000:.0f} ms\t{peer} {other * 1000:.0f} ms\t{ratio:.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
