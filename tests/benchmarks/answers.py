"""The share of answers that the rules predict right, by question, on articles whose answers are known.

    python tests/benchmarks answers [ARTICLE GOLD]

GOLD is a JSON object with `claims` and `sources` as `_gold.py` describes them, with `claim_type`, `verifiability`, `naming` and
so on. Without arguments our own article is measured, as the recorded session of `annotate demo` has it. Every answer of the gold
counts: one that the rules do not predict is asked, and is neither right nor wrong. A source counts once, by its first mention.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from keystrokes import OURS, article, recorded_state

from annotate.model import AUTHOR, Document, Prediction, Source
from annotate.suggestions.rules.answers import AnswerRules


class Answered(NamedTuple):
    """An answer of the gold, what the rules predict (None where they do not) and the text that it is about."""

    question: str
    gold: str
    predicted: Prediction | None
    text: str

    @property
    def right(self) -> bool:
        return self.predicted is not None and str(self.predicted.value) == self.gold


def of_layers(document: Document, data: Mapping[str, Any]) -> Iterator[Answered]:
    """Answers of a JSON object."""
    rules = AnswerRules(document)
    cues = {id: a["cue_spans"] for a in data["attributions"] for id in a["claim_ids"]}
    names = {"claim_type": "type", **{name: name for name in ("verifiability", "checkworthiness", "polarity", "certainty")}}
    for claim in data["claims"]:
        spans = [document.span(span["start"], span["end"]) for span in claim["spans"]]
        found = cues.get(claim["id"], ())
        cue = document.span(found[0]["start"], found[0]["end"]) if found else None
        predicted = rules.claim(spans, cue)
        text = " … ".join(span.text for span in spans)
        for name, question in names.items():
            yield Answered(f"claim.{question}", str(claim[name]), predicted.get(question), text)
    for attribution in data["attributions"]:
        spans = [document.span(span["start"], span["end"]) for span in attribution["content_spans"]]
        text = " … ".join(span.text for span in spans)
        yield Answered("stance.quote", attribution["quote_type"], rules.stance(spans).get("quote"), text)
    for source in data["sources"]:
        if source["mentions"]:
            mention = document.span(source["mentions"][0]["start"], source["mentions"][0]["end"])
            predicted = rules.source(Source("", "", mention))
            for name, question in (("source_type", "type"), ("naming", "naming")):
                yield Answered(f"source.{question}", str(source[name]), predicted.get(question), mention.text)


def of_session(document: Document) -> Iterator[Answered]:
    """Answers of the recorded session on our own article."""
    rules = AnswerRules(document)
    seen = {AUTHOR}
    for entry in recorded_state(document).entries.values():
        annotation = entry.annotation
        for claim in annotation.claims:
            cue = next((stance.cue for stance in annotation.stances if stance.claim == claim.id and stance.cue), None)
            predicted = rules.claim(claim.spans, cue)
            for question in claim.attributes:
                text = " … ".join(span.text for span in claim.spans)
                yield Answered(f"claim.{question}", str(claim.attributes[question]), predicted.get(question), text)
        for source in annotation.sources:
            if source.id not in seen and source.mention:
                seen.add(source.id)
                predicted = rules.source(source)
                for question in ("type", "naming"):
                    gold = str(source.attributes[question])
                    yield Answered(f"source.{question}", gold, predicted.get(question), source.mention.text)


def show(name: str, answered: Sequence[Answered], *, wrong: bool) -> None:
    for question in dict.fromkeys(one.question for one in answered):
        about = [one for one in answered if one.question == question]
        right, asked = sum(one.right for one in about), sum(one.predicted is None for one in about)
        print(f"{question}, {name}\t{right} right\t{len(about)} answers, {asked} asked\t{right / len(about):.2f}", flush=True)
    for one in answered if wrong else ():
        if not one.right:
            guess = f"{one.predicted.value} ({one.predicted.rule}: {one.predicted.reason})" if one.predicted else "asked"
            print(f"  {one.question} {one.gold}, not {guess}: {' '.join(one.text.split())[:80]}")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, metavar="ARTICLE", help="an article")
    parser.add_argument("gold", nargs="?", type=Path, metavar="GOLD", help="its gold")
    parser.add_argument("--wrong", action="store_true", help="list the answers that are not predicted right")
    options = parser.parse_args(argv)
    document = article(options.article or OURS)
    if options.gold:
        data = json.loads(options.gold.read_text(encoding="utf-8"))
        show(document.id, list(of_layers(document, data)), wrong=options.wrong)
    else:
        show(document.id, list(of_session(document)), wrong=options.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
