"""Suggestions held against the worked sentences of each language, the half that was looked at and the half that was not apart.

    python tests/benchmarks/worked.py [--language german] [--show]

The sentences are those in `tests/suggestions/rules/worked`, and were written for this. Nothing is tuned on the scored halves.
What the figures are is explained in `attribution.py`; `stance` is the share of the exact claims with the right stance, and
`false` counts suggestions with a source in texts without an attribution. --show lists what is not as marked, of the half that
was looked at alone. The last rows are the CPU time for a thousand words of a language.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import attribution

from annotate.suggestions import suggest
from support.reading import article
from support.worked import CODES, HALVES, MarkedText, attributed, expected_claims, marked_texts, suggested_claims

ROUNDS = 20


def case(marked: MarkedText) -> attribution.CheckContext:
    document, found = attributed(marked)
    gold = [{"content": marked.content[number], "source": marked.source.get(number, [])} for number in sorted(marked.content)]
    return attribution.CheckContext(document, gold, tuple(found))


def report(name: str, half: str, show: bool) -> None:
    texts = marked_texts(name, half)
    cases = [case(marked) for marked in texts]
    expected = [expected_claims(marked, one.document) for marked, one in zip(texts, cases, strict=True)]
    suggested = [suggested_claims(marked, one.found) for marked, one in zip(texts, cases, strict=True)]
    pairs = list(zip(expected, suggested, strict=True))
    spans = [[Counter(words for words, _ in side.elements()) for side in pair] for pair in pairs]
    exact = sum((gold & ours).total() for gold, ours in spans)
    with_stance = sum((gold & ours).total() for gold, ours in pairs)
    title = f"{name}, {half.replace('_', ' ')} ({len(texts)})"
    attribution.row(f"{title}: content", attribution.over_tokens(cases, "content"), "F1", 2, 0.60)
    attribution.row(f"{title}: source", attribution.over_tokens(cases, "source"), "F1", 2, None)
    wanted, found = (sum(pair[side].total() for pair in pairs) for side in (0, 1))
    attribution.row(f"{title}: exact", attribution.score(exact, found, wanted), "P", 0, 0.80)
    false = sum(ours.total() for gold, ours in pairs if not gold)
    print(f"{title}: stance {with_stance / exact if exact else 0:.3f}, false {false}")
    if show and half == "looked_at":
        for line in differences(texts, cases, [gold == ours for gold, ours in pairs]):
            print(line)


def differences(
    texts: Sequence[MarkedText], cases: Sequence[attribution.CheckContext], is_right: Sequence[bool]
) -> Iterator[str]:
    for marked, one, right in zip(texts, cases, is_right, strict=True):
        if not right:
            yield f"  {marked.text}"
            for _, suggestion in one.found:
                pieces = " | ".join(span.text for span in suggestion.spans)
                source = suggestion.source.name if suggestion.source else ""
                yield f"      {suggestion.rule} {suggestion.label} {source}: {pieces}"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=sorted(CODES), action="append")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(argv)
    for name in options.language or CODES:
        for half in HALVES:
            report(name, half, options.show)
    for name in options.language or CODES:
        taken = milliseconds(name)
        print(f"{name}, a thousand words\t{taken:.2f} ms\t20 ms\t{taken / 20:.2f}")
    return 0


def milliseconds(name: str) -> float:
    """Return the CPU time for a thousand words of all sentences of a language, as one article."""
    text = "\n".join(marked.text for half in HALVES for marked in marked_texts(name, half))
    document = article(text, CODES[name])
    return attribution.milliseconds(suggest, [document] * ROUNDS) * 1000 / len(text.split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
