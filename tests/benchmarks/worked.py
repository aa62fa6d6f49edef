"""Suggestions held against the worked sentences of each language, the half that was looked at and the half that was not apart.

    python tests/benchmarks/worked.py [--language german] [--show]

The sentences are those in `tests/suggestions/rules/worked`, and were written for this. The scored halves were written before the
rules, and nothing is tuned on them. The figures are explained in `attribution.py`; `stance` is the share of the exact claims with
the right stance, and `false` counts offers with a source in texts that have no attribution. --show lists what is not as marked,
of the half that was looked at alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import attribution

from annotate.model import Suggestion
from annotate.suggestions import suggest
from annotate.suggestions.rules.language import load_language
from support.reading import article
from support.worked import CODES, HALVES, MarkedText, marked_texts

Claims = Counter[tuple[attribution.Words, str]]


def case(marked: MarkedText, code: str) -> attribution.CheckContext:
    document = article(marked.text, code)
    found = tuple((id, one) for id, several in suggest(document).items() for one in several if one.source is not None)
    numbers = sorted(marked.content)
    gold = [{"content": marked.content[number], "source": marked.source.get(number, [])} for number in numbers]
    return attribution.CheckContext(document, gold, found)


def claims(marked: MarkedText, one: attribution.CheckContext, code: str) -> tuple[Claims, Claims]:
    """The gold contents, cut where sentences end, and ours, each with its stance."""
    gold: Claims = Counter()
    for number, places in marked.content.items():
        for sentence in one.document.sentences:
            cut = [(max(start, sentence.start), min(end, sentence.end)) for start, end in places]
            words = bare(marked.text, attribution.words(marked.text, (span for span in cut if span[0] < span[1])), code)
            gold[words, marked.stance[number]] += bool(words)
    ours = Counter(
        (bare(marked.text, attribution.words(marked.text, spans(suggestion)), code), suggestion.label)
        for _, suggestion in one.found
    )
    return +gold, ours


def spans(suggestion: Suggestion) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in suggestion.spans]


def bare(text: str, found: attribution.Words, code: str) -> attribution.Words:
    """A content without the words that are not part of a claim at its start, such as "that"."""
    leading = load_language(code).leading_words
    ordered = sorted(found)
    while ordered and text[ordered[0] :].lower().replace("’", "'").startswith(tuple(f"{word} " for word in leading)):
        del ordered[0]
    return frozenset(ordered)


def report(language: str, half: str, show: bool) -> None:
    code = CODES[language]
    texts = marked_texts(language, half)
    cases = [case(marked, code) for marked in texts]
    pairs = [claims(marked, one, code) for marked, one in zip(texts, cases, strict=True)]
    bare_pairs = [tuple(Counter(key for key, _ in side.elements()) for side in pair) for pair in pairs]
    exact = sum((gold & ours).total() for gold, ours in bare_pairs)
    with_stance = sum((gold & ours).total() for gold, ours in pairs)
    name = f"{language}, {half.replace('_', ' ')} ({len(texts)})"
    attribution.row(f"{name}: content", attribution.over_tokens(cases, "content"), "F1", 2, 0.60)
    attribution.row(f"{name}: source", attribution.over_tokens(cases, "source"), "F1", 2, None)
    wanted, found = (sum(pair[side].total() for pair in pairs) for side in (0, 1))
    attribution.row(f"{name}: exact", attribution.score(exact, found, wanted), "P", 0, 0.80)
    false = sum(len(one.found) for marked, one in zip(texts, cases, strict=True) if not marked.content)
    print(f"{name}: stance {with_stance / exact if exact else 0:.3f}, false {false}")
    if show and half == "looked_at":
        for line in differences(texts, cases, pairs):
            print(line)


def differences(
    texts: Sequence[MarkedText], cases: Sequence[attribution.CheckContext], pairs: Sequence[tuple[Claims, Claims]]
) -> Iterator[str]:
    for marked, one, (gold, ours) in zip(texts, cases, pairs, strict=True):
        if gold != ours:
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
    for language in options.language or CODES:
        for half in HALVES:
            report(language, half, options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
