"""Pasted pages: how many lines get the right role, how much of the body is kept, and how fast that is.

    python tests/benchmarks/pasted.py [--file FILE] [--errors]

FILE is a JSON list of pages, each with `lines` as [text, role]. The roles are body, dek and subhead (all of them body), headline,
kicker, byline, date, caption, credit, endnote, related and ui (both boilerplate). Without one, the pages are those of the tests,
which are of our own making. `--errors` prints the lines that are wrong.

A line that is labelled as a duplicate counts as right unless it is body. The characters of the body are those of all lines that
are body, so that F1 weighs a lost paragraph more than a lost button. Speed is MB/s of one thread (CPU time, the best of some
rounds): the line roles alone and roles with sentences, beside `str.splitlines` with `unicodedata.normalize`, which is the least
that any cleaning does, and beside the sentences alone. The last row is the time for one line.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotate.articles import label_lines, segment
from annotate.model import Block
from support.pasted import read_pages

ROUNDS = 7
SIZE = 300_000  # characters that are timed: the pages over and over
ROLES = ("body", "headline", "kicker", "byline", "date", "caption", "credit", "endnote", "ui")
_SAME = {
    "dek": "body",
    "subhead": "body",
    "related": "ui",
    "paragraph": "body",
    "list": "body",
    "quote": "body",
    "dateline": "date",
}

Page = list[tuple[str, str]]
"""The lines of a page: the role and the text of each."""


class Scores(NamedTuple):
    """How often a role met a role (what is right first), characters of the body that are right, found and wanted, and errors."""

    pairs: Counter[tuple[str, str]]
    right: int
    found: int
    wanted: int
    errors: list[str]

    @property
    def characters(self) -> float:
        return f1(self.right, self.found, self.wanted)

    @property
    def accuracy(self) -> float:
        right = sum(n for (gold, role), n in self.pairs.items() if role == gold or (role == "duplicate" and gold != "body"))
        return right / max(1, self.pairs.total())

    def of_role(self, role: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of one role."""
        right = self.pairs[role, role]
        found = sum(n for (_, label), n in self.pairs.items() if label == role)
        wanted = sum(n for (gold, _), n in self.pairs.items() if gold == role)
        return right / max(1, found), right / max(1, wanted), f1(right, found, wanted)


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall.

    >>> f1(1, 2, 2)
    0.5
    """
    return 2 * right / (found + wanted) if right else 0.0


def role_of(block: Block) -> str:
    """The role of a block in the words of the gold."""
    if block.kind == "credit" and block.rule.startswith("endnote"):
        return "endnote"
    return _SAME.get(block.kind, block.kind)


def score(pages: Sequence[Page]) -> Scores:
    """Label every page, and compare it line by line."""
    pairs: Counter[tuple[str, str]] = Counter()
    errors = []
    right = found = wanted = 0
    for page in pages:
        text = "\n\n".join(line for _, line in page)
        blocks = {block.start: block for block in label_lines(text)}
        start = 0
        for given, line in page:
            block = blocks.get(start + len(line) - len(line.lstrip()))
            start += len(line) + 2
            gold, role = _SAME.get(given, given), "body" if block is None else role_of(block)
            if gold == "credit" and role == "endnote" and given == "credit":
                gold = "endnote" if _knows_no_endnotes(pages) else gold
            pairs[gold, role] += 1
            right += len(line) * (gold == role == "body")
            found += len(line) * (role == "body")
            wanted += len(line) * (gold == "body")
            if gold != role and (role != "duplicate" or gold == "body"):
                errors.append(f"{given} -> {role} ({'no block' if block is None else block.rule}): {line[:100]}")
    return Scores(pairs, right, found, wanted, errors)


def _knows_no_endnotes(pages: Sequence[Page]) -> bool:
    """Whether the gold calls endnotes credits, as the kinds of blocks do."""
    return not any(role == "endnote" for page in pages for role, _ in page)


def speeds(jobs: dict[str, Callable[[], object]], megabytes: float) -> dict[str, float]:
    """MB/s of every job, the best of some rounds in which they take turns."""
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            began = time.process_time()
            job()
            best[name] = min(best[name], time.process_time() - began)
    return {name: megabytes / max(seconds, 1e-9) for name, seconds in best.items()}


def measure(pages: Sequence[Page]) -> dict[str, float]:
    """The speed of reading the pages, one after the other."""
    texts = ["\n\n".join(line for _, line in page) for page in pages]
    texts *= max(1, SIZE // max(1, sum(map(len, texts))))
    labelled = [(text, label_lines(text)) for text in texts]
    jobs: dict[str, Callable[[], object]] = {
        "line roles": lambda: [label_lines(text) for text in texts],
        "roles and sentences": lambda: [segment(text, label_lines(text), "page") for text in texts],
        "sentences alone": lambda: [segment(text, blocks, "page") for text, blocks in labelled],
        "splitlines and normalize": lambda: [[normalize("NFC", line) for line in text.splitlines()] for text in texts],
    }
    return speeds(jobs, sum(len(text.encode()) for text in texts) / 1e6)


def read(path: Path) -> list[Page]:
    """The pages of a file."""
    return [[(role, text) for text, role in page["lines"]] for page in json.loads(path.read_text(encoding="utf-8"))]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, metavar="FILE")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(argv)
    pages = read(options.file) if options.file else read_pages()
    scores = score(pages)
    if options.errors:
        print(*scores.errors, sep="\n")
    print(f"{len(pages)} pages, {scores.pairs.total()} lines")
    for role in ROLES:
        precision, recall, mean = scores.of_role(role)
        print(f"{role:9}  precision {precision:.3f}  recall {recall:.3f}  F1 {mean:.3f}")
    print(f"pasted: characters of the body\tF1 {scores.characters:.4f}\t\t")
    print(f"pasted: lines\t{scores.accuracy:.4f} right\t\t")
    measured = measure(pages)
    for name in ("line roles", "roles and sentences"):
        for peer in ("splitlines and normalize", "sentences alone"):
            ratio = measured[name] / measured[peer]
            print(f"pasted: {name}\t{measured[name]:.2f} MB/s\t{peer} {measured[peer]:.2f} MB/s\t{ratio:.3f}")
    length = sum(len(line.encode()) for page in pages for _, line in page) / scores.pairs.total()
    roles, sentences = (length / measured[name] for name in ("line roles", "sentences alone"))
    print(f"pasted: the role of a line\t{roles:.2f} us\tits sentences {sentences:.2f} us\t{roles / sentences:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
