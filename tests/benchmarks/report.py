"""What a report costs: processor time and memory of `annotate report` on a large project, against its limits.

    python tests/benchmarks report [--decisions 1000000] [--folder DIR]

Three annotators labelled articles of 25 sentences that are put together from phrases (`tests/support/campaign.py`), each article
by two or three of them. The store is made first and not measured; with --folder it is kept, and found again by the next run. The
report is measured in a process of its own: until the page is rendered, and the greatest memory it had. The process beside it that
compares the annotators is measured, too; on two free cores a user waits for the longer of both.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotate.project import Project, find_project
from support.campaign import campaign

SENTENCES = 25
DECISIONS = 1.47
"""The decisions that are made on a sentence, on average."""

SECONDS, MEMORY, PAGE = 60, 1_000, 5_000
"""The limits for a million decisions: seconds of processor time, MB, and kB."""

MEASURED = """
import json, resource, sys, time
from annotate.project import find_project
from annotate.report.page import render
facts = find_project(sys.argv[1]).report()
collected = time.process_time()
page = render(facts)
total, beside = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + beside.ru_maxrss
compared = beside.ru_utime + beside.ru_stime
print(json.dumps([facts.totals.decisions, collected, total, compared, peak // 1000, len(page) // 1000, facts.shown_sentences]))
"""


def prepared(folder: Path, decisions: int) -> Project:
    """Return a project with about so many decisions, from an earlier run if it is there."""
    target = folder / f"campaign-{decisions}"
    if (target / "output" / "annotations.db").exists():
        return find_project(target)
    return campaign(target, articles=max(8, round(decisions / (DECISIONS * SENTENCES))), size=SENTENCES)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print rows of the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        project = prepared(options.folder or Path(temporary), options.decisions)
        command = [sys.executable, "-c", MEASURED, str(project.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    decisions, collected, seconds, compared, memory, page, sentences = json.loads(done.stdout)
    print(f"{decisions:,} decisions: {collected:.1f} s to collect; {sentences:,} sentences shown")
    print(f"annotators compared beside it in {compared:.1f} s")
    seconds = max(seconds, compared)
    share = max(decisions / 1_000_000, 0.05)
    print(f"report, {decisions:,} decisions\t{seconds:.1f} s\t{SECONDS * share:.1f} s\t{SECONDS * share / seconds:.2f}")
    print(f"report, memory\t{memory} MB\t{MEMORY} MB\t{MEMORY / memory:.2f}")
    print(f"report, page\t{page} kB\t{PAGE} kB\t{PAGE / page:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
