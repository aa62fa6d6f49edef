"""The time that an import and an export of 100,000 spans takes, and what that is beside parsing the same file.

    python tests/benchmarks interchange [--spans 100000]

CPU time of this process; the limit is 10 s for each direction.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from annotate.project import init_project
from annotate.project.exporting_files import ForeignExportOptions
from annotate.project.importing import ImportOptions

LIMIT = 10.0
IN_AN_ARTICLE = 200  # spans
SENTENCE = "Die Fähre 😀 von Hafen {number} fährt ab Mai wieder, sagte Bürgermeisterin Ada Brandt am Montag."


def tasks(spans: int) -> list[dict[str, Any]]:
    """Return tasks of Label Studio with a claim, a source and a relation in each sentence."""
    made = []
    for article in range(-(-spans // IN_AN_ARTICLE)):
        lines = [SENTENCE.format(number=f"{article}-{line}") for line in range(IN_AN_ARTICLE // 2)]
        text, result, at = "\n".join(lines), [], 0
        for number, line in enumerate(lines):
            for id, label, quote in ((f"c{number}", "Claim", line.partition(",")[0]), (f"s{number}", "Source", "Ada Brandt")):
                start = at + line.index(quote)
                value = {"start": start, "end": start + len(quote), "text": quote, "labels": [label]}
                result.append({"id": id, "from_name": "l", "to_name": "t", "type": "labels", "value": value})
            result.append({"type": "relation", "from_id": f"s{number}", "to_id": f"c{number}", "labels": ["support"]})
            at += len(line) + 1
        made.append({"id": article, "data": {"text": text}, "annotations": [{"completed_by": 1, "result": result}]})
    return made


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print rows of the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--spans", type=int, default=100_000)
    spans: int = parser.parse_args(argv).spans
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tasks.json"
        path.write_text(json.dumps(tasks(spans), ensure_ascii=False), encoding="utf-8")
        parsing = timed(lambda: json.loads(path.read_text(encoding="utf-8")))
        project = init_project(Path(folder) / "project")
        options = ImportOptions(annotators={"1": "ada"})
        figures = {
            "import": timed(lambda: project.import_files([path], options)),
            "import again": timed(lambda: project.import_files([path], options)),
            "export": timed(
                lambda: project.export_files("label-studio", Path(folder) / "out", ForeignExportOptions(frozenset({"all"})))
            ),
        }
    for name, seconds in figures.items():
        print(f"{name}, Label Studio: {seconds / parsing:.0f} times as long as parsing the file")
        limit = LIMIT * spans / 100_000
        print(f"{name}, {spans:,} spans\t{seconds:.1f} s\t{limit:.1f} s\t{seconds / limit:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
