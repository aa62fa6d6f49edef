"""Articles and decisions made up by chance, as annotators could have made them: valid under the default scheme."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from annotate.articles import label_lines, segment
from annotate.interchange.exported import Decision, DecisionSet, SuggestedClaims
from annotate.interchange.values import Scalar
from annotate.model import ADJUDICATION, AUTHOR, Annotation, Claim, ClaimLink, Document, Origin, Source, Span, Stance, Suggestion
from annotate.model.claim_links import is_earlier
from annotate.model.ids import claim_id, source_id
from annotate.schema import Attribute, Schema
from support.builders import at_second

WORDS = (
    *(
        "the",
        "ferry",
        "sank",
        "on",
        "Monday",
        "Bürgermeister",
        "👨‍👩‍👧",
        "🇺🇦",
        "e\u0301tude",
        "שלום",
        "مرحبا",
        "新聞",
        "क्षि",
        "$5",
        "50",
        "%",
    ),
    *("a|b", "<b>", "&amp;", "C:\\new", "“yes”", "it's", "ünder", "x_y", "[1]", "#", "tab", "—", "½", "😀"),
)
NAMES = ("Mette Krag", "the council", "Ł. Nowak", "officials", "राम", "A & B <c>")


def random_document(random: Random, id: str) -> Document:
    """Return an article of a few lines with words of several scripts."""
    lines = [
        " ".join(
            " ".join(random.choice(WORDS) for _ in range(random.randint(4, 12))).capitalize() + "."
            for _ in range(random.randint(1, 3))
        )
        for _ in range(random.randint(1, 4))
    ]
    text = "\n\n".join(lines)
    blocks = tuple(label_lines(text))
    metadata: dict[str, Any] = {"title": "A “title”"} if random.random() < 0.5 else {}
    return Document(id, f"raw/{id}.txt", "0" * 64, text, blocks, segment(text, blocks, id), **metadata)


class _Annotator:
    """One annotator's decisions in a document: sources are numbered, and one source has the same name and answers throughout."""

    def __init__(self, random: Random, document: Document, schema: Schema) -> None:
        self.random, self.document, self.schema = random, document, schema
        names = random.sample(NAMES, random.randint(1, 3))
        self.sources = [Source(source_id(n), name, None, self.answers("source")) for n, name in enumerate(names, 1)]

    def answers(self, noun: str) -> dict[str, Scalar]:
        return {
            question.name: self.answer(question)
            for question in self.schema.attributes[noun]
            if question.required or self.random.random() < 0.4
        }

    def answer(self, question: Attribute) -> Scalar:
        if question.choices:
            return self.random.choice(question.choices).value
        if question.type == "boolean":
            return self.random.random() < 0.5
        return self.random.choice(["true", "a 'b' <c> & \"d\"", "two\nlines", "新聞 😀", "3", "x=y"])

    def spans(self, start: int, end: int, pieces: int) -> tuple[Span, ...]:
        """Return pieces of a stretch, in order and apart, none with white space at its edges."""
        words: list[tuple[int, int]] = []
        at = start
        for word in self.document.text[start:end].split(" "):
            if word.strip("\n"):
                words.append((at, at + len(word)))
            at += len(word) + 1
        cuts = sorted(self.random.sample(range(len(words)), min(len(words), 2 * pieces)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False)) or [(0, 0)]
        return tuple(self.document.span(words[first][0], words[last][1]) for first, last in pairs)

    def decision(self, number: int) -> Decision:
        random, sentence = self.random, self.document.sentences[number]
        label = random.choice(["claim", "claim", "claim", "no_claim", "skip", None])
        flag = random.choice([None, None, "look again"])
        note = random.choice(["", "", "a note\nin two lines", "“quoted”"])
        timing = (at_second(number), float(random.randint(0, 90)))
        if label in ("no_claim", "skip"):
            attributes = {"reason": "later"} if label == "skip" else {}
            return Decision(sentence, Annotation(label, flag=flag, note=note, attributes=attributes), (), *timing)
        claims, stances, used = [], [], dict[str, Source]()
        author = Source(AUTHOR, str(self.schema.author["name"]), None, self.schema.author_answers)
        places = {self.spans(sentence.start, sentence.end, random.randint(1, 3)) for _ in range(random.randint(1, 3))}
        hulls = {(spans[0].start, spans[-1].end): spans for spans in places}
        for place, spans in enumerate(sorted(hulls.values(), key=lambda spans: (spans[0].start, spans[-1].end)), 1):
            claims.append(Claim(claim_id(place), spans, self.answers("claim")))
            for source in random.sample(self.sources, random.randint(0, len(self.sources))):
                if source.id not in used:
                    mention = self.spans(sentence.start, sentence.end, 1)[0] if random.random() < 0.8 else None
                    used[source.id] = Source(source.id, source.name, mention, source.attributes)
                cue = self.spans(sentence.start, sentence.end, 1)[0] if random.random() < 0.5 else None
                stances.append(Stance(claim_id(place), source.id, self.stance(), cue, self.answers("stance")))
            if random.random() < 0.7 or not any(stance.claim == claim_id(place) for stance in stances):
                used[AUTHOR] = author
                stances.append(Stance(claim_id(place), AUTHOR, self.stance()))
        origins = (Origin("c1", "accepted", "verb/2@0-5"),) if random.random() < 0.2 else ()
        annotation = Annotation(label, tuple(claims), tuple(used.values()), tuple(stances), flag, note)
        return Decision(sentence, annotation, origins, *timing)

    def linked(self, decisions: list[Decision]) -> tuple[Decision, ...]:
        """Return decisions with links from some of their claims to earlier ones, in the same sentence or before it."""
        question, claims = self.schema.links, [claim for decision in decisions for claim in decision.annotation.claims]
        if question is None or self.random.random() < 0.3:
            return tuple(decisions)
        linked = []
        for decision in decisions:
            links = [
                ClaimLink(claim.id, target.spans, self.random.choice(question.choices).value)
                for claim in decision.annotation.claims
                for target in claims
                if is_earlier(target.spans, claim.spans) and self.random.random() < 0.3
            ]
            linked.append(replace(decision, annotation=replace(decision.annotation, links=tuple(links))))
        return tuple(linked)

    def stance(self) -> str:
        return self.random.choice(self.schema.labels["stance"].choices).value


def random_sets(random: Random, document: Document, schema: Schema) -> list[DecisionSet]:
    """Return the decisions of one to three annotators on some sentences, and perhaps adjudications."""
    sets = []
    for name in random.sample(["ada", "Ben Ö.", "c d"], random.randint(1, 3)):
        annotator = _Annotator(random, document, schema)
        numbers = [n for n in range(len(document.sentences)) if random.random() < 0.8] or [0]
        decisions = annotator.linked(list(map(annotator.decision, numbers)))
        sets.append(DecisionSet(name, decisions, done=len(numbers) == len(document.sentences)))
    if random.random() < 0.4:
        sets.append(DecisionSet("", (_Annotator(random, document, schema).decision(0),), ADJUDICATION))
    return sets


def random_suggestions(random: Random, document: Document, schema: Schema) -> list[SuggestedClaims]:
    """Return suggestions of a program for the first sentence, or none."""
    if random.random() < 0.6:
        return []
    sentence, by = document.sentences[0], _Annotator(random, document, schema)
    spans, mention = by.spans(sentence.start, sentence.end, 1), by.spans(sentence.start, sentence.end, 1)[0]
    source = Source("", "Mette Krag", mention, {"type": "person", "naming": "named"}) if random.random() < 0.7 else None
    suggestion = Suggestion(spans, source, "support", "model/3", attributes={"quote": "direct"} if source else {})
    return [SuggestedClaims("model/3", ((sentence, suggestion, {"type": "event"}),))]
