"""What checking costs: records a second through the schema and every other check, against `jsonschema` with a reused validator.

    python tests/benchmarks/checks.py [--records 4000] [--rounds 5]

Records are decisions on one article with two claims, three sources and four stances each, as its sentence has them, and nothing
wrong with any: what is wrong is worded by `jsonschema`, and costs what that costs. All is measured in turns in the same run, in
processor time, and the fastest round counts: what else runs on the machine only makes a round slower.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from jsonschema import Draft202012Validator

from annotate.checks import check_revisions, read_records
from annotate.model import (
    Annotation,
    Block,
    Claim,
    Document,
    Origin,
    Revision,
    Sentence,
    Source,
    Stance,
    revision_from_json,
    revision_to_json,
)
from annotate.schema import Schema, load_schema, shipped
from annotate.suggestions.rules.cues import cue_stance

LINE = "Officials said that the dam was safe, but Mayor Ada Brandt has denied that it had been inspected since March."
LINES = 40


def document() -> Document:
    text = "\n".join([LINE] * LINES)
    step = len(LINE) + 1
    sentences = tuple(Sentence(f"dam:{n * step}", 0, n * step, n * step + len(LINE)) for n in range(LINES))
    return Document("dam", "raw/dam.txt", "0" * 64, text, (Block("paragraph", 0, len(text)),), sentences, language="en")


def revisions(article: Document, count: int) -> list[Revision]:
    """Decisions of many annotators, each on every sentence of the article."""
    made = []
    for n in range(count):
        sentence = article.sentences[n % LINES]

        def span(words: str, start: int = sentence.start) -> Any:
            at = article.text.index(words, start)
            return article.span(at, at + len(words))

        event = {"type": "event", "verifiability": "verifiable"}
        claims = (
            Claim("c1", (span("the dam was safe"),), event),
            Claim("c2", (span("it had been inspected since March"),), event),
        )
        sources = (
            Source("s0", "author", None, {"type": "author", "naming": "implicit"}),
            Source("s1", "officials", span("Officials"), {"type": "person", "naming": "unnamed"}),
            Source("s2", "Mayor Ada Brandt", span("Mayor Ada Brandt"), {"type": "person", "naming": "named"}),
        )
        stances = (
            Stance("c1", "s1", "support", span("said")),
            Stance("c1", "s0", "neutral"),
            Stance("c2", "s2", "deny", span("has denied")),
            Stance("c2", "s0", "neutral"),
        )
        origins = (Origin("c1", "accepted", "clause/1@1-2"), Origin("c2", "edited", "clause/1@3-4"), Origin("c2<-s0", "manual"))
        annotation = Annotation("claim", claims, sources, stances)
        created = f"2026-01-01T00:00:{n % 60:02}.{n:06}Z"
        head = ("dam", article.sha256, sentence.id, f"annotator {n // LINES}", created)
        made.append(Revision(*head, "edit", 24.5, 9, "1.0", "0.1.0", annotation, origins))
    return made


def seconds(work: Callable[[], Any]) -> float:
    """Processor seconds, with no garbage collected meanwhile, as `timeit` does it."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def check(schema: Schema, article: Document, records: Sequence[Any], made: Sequence[Revision]) -> None:
    """All that is said of records that are read: by the schema, by the checks, by the doubts."""
    lookup = {article.id: article}.get
    assert all(map(schema.accepts, records))
    assert not list(check_revisions(made, lookup, schema, cue_stance=cue_stance))


def read_and_check(schema: Schema, article: Document, lines: Sequence[bytes]) -> None:
    """The same from the lines of a file."""
    lookup = {article.id: article}.get
    made = [record for record in read_records(lines, "x", schema) if isinstance(record, Revision)]
    assert len(made) == len(lines)
    assert not list(check_revisions(made, lookup, schema, cue_stance=cue_stance))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="What checking costs.")
    parser.add_argument("--records", type=int, default=4000, help="records in each round (default 4000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the fastest counts (default 5)")
    options = parser.parse_args(argv)
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    article = document()
    made = revisions(article, options.records)
    records = [revision_to_json(revision) for revision in made]
    lines = [json.dumps(record).encode() + b"\n" for record in records]
    assert [revision_from_json(record) for record in records] == made
    few = records[: max(options.records // 20, 1)]  # the peer is slow
    peer = Draft202012Validator(dict(schema.raw))
    work: dict[str, tuple[int, Callable[[], Any]]] = {
        "jsonschema, validator reused": (len(few), lambda: [list(peer.iter_errors(record)) for record in few]),
        "parsing only, for comparison": (len(records), lambda: [revision_from_json(record) for record in records]),
        "schema only": (len(records), lambda: [schema.accepts(record) for record in records]),
        "all checks": (len(records), lambda: check(schema, article, records, made)),
        "read, parsed and all checks": (len(lines), lambda: read_and_check(schema, article, lines)),
    }
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(options.rounds):
        for name, (count, act) in work.items():
            taken[name].append(seconds(act) / count)
    print(f"{options.records} records of {sum(map(len, lines)) / len(lines):.0f} bytes, the fastest of {options.rounds} rounds\n")
    rates = {name: 1 / min(each) for name, each in taken.items()}
    against, slow = next(iter(rates.items()))
    for name, rate in list(rates.items())[1:]:
        print(f"{name}\t{rate:,.0f}/s\t{against} {slow:,.0f}/s\t{rate / slow:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
