"""All benchmarks with one command: `python tests/benchmarks [NAME [ARGUMENT...]]...`. What follows a name is given to it.

Each script in this folder measures one thing and runs alone as well (`python tests/benchmarks/startup.py`). It prints what it
likes; a line of four fields parted by tabs (name, figure, the peer or limit it is held against, ratio) is a row of the table
that is printed at the end. A new benchmark is a new file. Nothing here is asserted in the tests: machines differ.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HEADER = ("measured", "figure", "against", "ratio")
Row = tuple[str, ...]


def chosen(words: list[str]) -> list[tuple[Path, list[str]]]:
    """The benchmark scripts that are named, each with its arguments; all where none is named."""
    found = {path.stem: path for path in sorted(FOLDER.glob("*.py")) if not path.stem.startswith("_")}
    if words and words[0] not in found:
        sys.exit(f"no benchmark is called {words[0]}; there are: {', '.join(found)}")
    named: list[tuple[Path, list[str]]] = []
    for word in words or found:
        if word in found:
            named.append((found[word], []))
        else:
            named[-1][1].append(word)
    return named


def run(script: Path, arguments: list[str]) -> tuple[list[Row], int]:
    """Run one script in a process of its own, its output passed through as it comes; its rows and its exit status."""
    rows = []
    with subprocess.Popen([sys.executable, str(script), *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            fields = tuple(line.rstrip("\n").split("\t"))
            if len(fields) == len(HEADER):
                rows.append(fields)
            else:
                print(line, end="", flush=True)
    return rows, process.returncode


def table(rows: list[Row]) -> str:
    widths = [max(len(row[column]) for row in [HEADER, *rows]) for column in range(len(HEADER))]
    lines = [HEADER, tuple("-" * width for width in widths), *rows]
    return "\n".join("  ".join(field.ljust(width) for field, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def main(words: list[str]) -> int:
    rows: list[Row] = []
    failed = []
    for script, arguments in chosen(words):
        print(f"== {script.stem}", flush=True)
        measured, status = run(script, arguments)
        rows += measured
        if status:
            failed.append(script.stem)
        elif not measured:
            rows.append((script.stem, "see above", "", ""))
    print(f"\n{table(rows)}")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
