"""The fewest keys that label an article as its gold has it, with suggestions and without.

    python tests/benchmarks keystrokes [ARTICLE GOLD | FILE.jsonl [--documents 20]]

Planned and pressed on the real state machine, so that the count cannot lie; `_planner.py` says what has to be reached, `_gold.py`
what GOLD can be. Answers to the schema's questions (attributes) are not counted. A FILE.jsonl of attributions has many articles;
its held-out half is measured (the second document, the fourth, ...). Without arguments our own article is labelled as the
recorded session of `annotate demo` has it.

A space stands between keys; one that a person need not press is not there. Peers' published estimates for an article of 14
sentences and 17 claims, for comparison: Prodigy 72 actions with a mouse, Label Studio 104, SLATE 519 keys.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from _answering import with_answers
from _gold import Gold, attributed, of_labels, read_gold
from _planner import plan

from annotate.articles import read_file
from annotate.labelling.assistance import Assistance
from annotate.labelling.frontends.script import run
from annotate.labelling.runner import SessionRunner
from annotate.labelling.session import open_session
from annotate.labelling.state import State
from annotate.model import Document
from annotate.schema import load_schema, shipped
from annotate.suggestions import AnswerRules, suggest

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "raw" / "harbour-bridge.txt"
SESSION = ROOT / "annotate" / "demo" / "harbour-bridge.script"


@dataclass(frozen=True)
class Count:
    """The keys of each sentence of an article, with suggestions and without."""

    document: Document
    gold: Gold
    assisted: Sequence[tuple[str, ...]]
    unassisted: Sequence[tuple[str, ...]]

    def totals(self, *, claims_only: bool = False) -> tuple[int, int]:
        """All keys with suggestions and without; or those of the sentences that have claims."""
        counted = [not claims_only or bool(self.gold.claims.get(sentence.id)) for sentence in self.document.sentences]
        return _total(self.assisted, counted), _total(self.unassisted, counted)


def _total(keys: Sequence[tuple[str, ...]], counted: Sequence[bool]) -> int:
    return sum(len(pressed) for pressed, counts in zip(keys, counted, strict=True) if counts)


def opened(document: Document, *, assisted: bool) -> State:
    """A session on an article, nothing labelled."""
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    return open_session(document, schema, suggestions=suggest(document) if assisted else None)


def counted(document: Document, gold: Gold) -> Count:
    return Count(document, gold, plan(opened(document, assisted=True), gold), plan(opened(document, assisted=False), gold))


def recorded(document: Document) -> Gold:
    """The labels of a recorded session on our own article."""
    return of_labels({sentence: entry.annotation for sentence, entry in recorded_state(document).entries.items()})


def recorded_state(document: Document) -> State:
    """The end of a recorded session on our own article."""
    labelling = SessionRunner(opened(document, assisted=False), lambda saved: None, lambda: 0.0)
    with SESSION.open(encoding="utf-8") as lines:
        run(labelling, lines, SESSION.name, lambda line: None)
    return labelling.state


def article(path: Path) -> Document:
    found = next((one for one in read_file(path) if isinstance(one, Document)), None)
    return found or sys.exit(f"{path}: there is no article in it")


def all_answers(count: Count) -> list[tuple[str, Sequence[tuple[str, ...]]]]:
    """The keys of each sentence with all answers: with suggestions, without, and with neither suggestions nor predictions."""
    document, gold = count.document, count.gold
    return [
        ("with suggestions", with_answers(answering(document, on=True, answers=True), gold, count.assisted)),
        ("without", with_answers(answering(document, on=False, answers=True), gold, count.unassisted)),
        ("asked", with_answers(answering(document, on=False, answers=False), gold, count.unassisted)),
    ]


def answering(document: Document, *, on: bool, answers: bool) -> State:
    """A session on an article in which answers count."""
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    assistance = Assistance(on=on, answers=answers)
    return open_session(document, schema, suggestions=suggest(document), predictor=AnswerRules(document), assistance=assistance)


def show_answers(count: Count) -> None:
    """A line for each sentence with all answers, and the totals."""
    ways = all_answers(count)
    for number, keys in enumerate(zip(*(keys for _, keys in ways), strict=True), 1):
        print(f"{number:>8}  {'  '.join(f'{len(one):>3}' for one in keys)}  {' | '.join(' '.join(one) for one in keys)}")
    totals = [sum(map(len, keys)) for _, keys in ways]
    row(f"{count.document.id} with all answers", totals[0], totals[1])
    print(f"keys, {count.document.id} with all answers asked\t{totals[2]} without predictions\t\t", flush=True)


def show(count: Count) -> None:
    """A line for each sentence, and the totals."""
    print("sentence  with  without  keys with suggestions | without")
    for number, (assisted, unassisted) in enumerate(zip(count.assisted, count.unassisted, strict=True), 1):
        print(f"{number:>8}  {len(assisted):>4}  {len(unassisted):>7}  {' '.join(assisted)} | {' '.join(unassisted)}")
    row(count.document.id, *count.totals())


def row(name: str, assisted: int, unassisted: int) -> None:
    print(f"keys, {name}\t{assisted} with suggestions\t{unassisted} without\t{assisted / unassisted:.2f}", flush=True)


def show_many(path: Path, documents: int) -> None:
    """A line for each article, and the totals: of all sentences, and of those that have claims."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 1, 2 * documents, 2)]
    whole, claims = [], []
    for record in records:
        document, gold = attributed(record)
        try:
            count = counted(document, gold)
        except ValueError as error:
            print(f"{document.id}: left out: {error}", flush=True)
            continue
        whole.append(count.totals())
        claims.append(count.totals(claims_only=True))
        with_, without = claims[-1]
        print(f"{document.id}: {with_} with, {without} without, {1 - with_ / without:.0%} fewer", flush=True)
    planned = f"{len(whole)} of {len(records)} articles"
    for name, totals in ((planned, whole), (f"{planned}, sentences with claims", claims)):
        row(name, sum(assisted for assisted, _ in totals), sum(unassisted for _, unassisted in totals))


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, metavar="ARTICLE", help="an article, or a FILE.jsonl of attributions")
    parser.add_argument("gold", nargs="?", type=Path, metavar="GOLD", help="its gold")
    parser.add_argument("--documents", type=int, default=20, help="articles of FILE.jsonl (default 20)")
    options = parser.parse_args(argv)
    if options.article and not options.gold:
        show_many(options.article, options.documents)
        return 0
    document = article(options.article or OURS)
    gold = read_gold(options.gold, document) if options.gold else recorded(document)
    count = counted(document, gold)
    show_answers(count)
    show(count)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
