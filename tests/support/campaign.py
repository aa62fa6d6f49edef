"""A labelling campaign to report on: invented articles, three annotators who do not always agree, and an adjudicator.

The same arguments give the same store. Sentences are put together from phrases, so that the places of claims, sources and cues
are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from annotate.model import ADJUDICATION, AUTHOR, Annotation, Claim, Document, Origin, Revision, Source, Stance
from annotate.project import Project, init_project
from support.builders import make_document, make_revision

ANNOTATORS = ("ada", "ben", "cleo")
LEAD = "lead"

SOURCES: Sequence[tuple[str, str, str]] = (
    ("Mayor Ines Kovac", "person", "named"),
    ("the harbour authority", "organisation", "named"),
    ("Tomas Brandt of the opposition", "person", "named"),
    ("two engineers", "person", "unnamed"),
    ("a report of the audit office", "document", "named"),
    ("the ferry union", "organisation", "named"),
    ("residents", "person", "unnamed"),
    ("Professor Lea Sommer", "person", "named"),
)
CLAIMS: Sequence[tuple[str, str]] = (
    ("the old bridge will reopen in May", "prediction"),
    ("repairs have cost 12.4 million euros so far", "quantity"),
    ("the flood washed away two piers", "event"),
    ("the new tariff drives small shops out of the old town", "causal"),
    ("ferries must carry cyclists free of charge", "rule"),
    ("the council ignored three warnings", "event"),
    ("traffic has fallen by a third since the closure", "quantity"),
    ("a second tunnel is the better answer", "position"),
    ("the concrete was never tested", "event"),
    ("rents near the harbour will double within five years", "prediction"),
    ("she had not slept since the night of the flood", "personal"),
    ("the insurer refuses to pay for the embankment", "event"),
)
CUES = (("said", "support"), ("denied", "deny"), ("asked whether it was true", "query"), ("told reporters", "support"))
TITLES = (
    "Bridge stays closed after the flood",
    "Who pays for the harbour?",
    "Council argues over ferry fares",
    "Audit office finds gaps in the files",
    "A winter without the old bridge",
    "Shopkeepers fear the new tariff",
    "Engineers look under the water",
    "The tunnel that nobody ordered",
)
OUTLETS = ("https://www.harbourpost.example", "https://citywire.example", "https://thecourier.example")
PLAIN = ("Nobody was hurt.", "The rain had stopped by then.", "What happens next?", "It was a long evening in the town hall.")


class Told(NamedTuple):
    """A sentence and what is claimed in it; no claim is empty."""

    text: str
    claim: str = ""
    type: str = ""
    source: tuple[str, str, str] | None = None
    cue: str = ""
    stance: str = "support"


def sentences(random: Random, number: int) -> Iterator[Told]:
    """Yield the sentences of an article."""
    for _ in range(number):
        if random.random() < 0.3:
            yield Told(random.choice(PLAIN))
            continue
        claim, kind = random.choice(CLAIMS)
        if random.random() < 0.2:
            yield Told(f"{claim[0].upper()}{claim[1:]}.", f"{claim[0].upper()}{claim[1:]}", kind)
            continue
        source, (cue, stance) = random.choice(SOURCES), random.choice(CUES)
        text = f"{source[0][0].upper()}{source[0][1:]} {cue} that {claim}."
        yield Told(text, claim, kind, (f"{source[0][0].upper()}{source[0][1:]}", *source[1:]), cue, stance)


def annotation(document: Document, index: int, told: Told, random: Random, care: float) -> Annotation:
    """Return what an annotator makes of a sentence; with less `care` they miss more, and see other things."""
    sentence = document.sentences[index]
    if not told.claim or random.random() > care + 0.12:
        return Annotation("no_claim")
    start = document.text.index(told.claim, sentence.start)
    end = start + len(told.claim) - (len(told.claim.split()[-1]) + 1 if random.random() > care + 0.05 else 0)
    kind = told.type if random.random() < care else random.choice(("event", "position", "prediction"))
    verifiable = "verifiable" if kind in ("event", "quantity") else random.choice(("partly", "not_verifiable"))
    claim = Claim("c1", (document.span(start, end),), {"type": kind, "verifiability": verifiable, "certainty": "asserted"})
    author = Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})
    if told.source is None:
        return Annotation("claim", (claim,), (author,), (Stance("c1", AUTHOR, "support"),))
    name, of, naming = told.source
    id = f"s{1 + [known[0].casefold() for known in SOURCES].index(name.casefold())}"
    source = Source(id, name, document.span(sentence.start, sentence.start + len(name)), {"type": of, "naming": naming})
    cue = document.text.index(told.cue, sentence.start)
    stance = told.stance if random.random() < care else random.choice(("support", "query", "neutral"))
    quote = {"quote": "indirect"}
    stances = [Stance("c1", id, stance, document.span(cue, cue + len(told.cue)), quote), Stance("c1", AUTHOR, "neutral")]
    if random.random() < 0.15:
        stances[1] = replace(stances[1], label="deny")
    return Annotation("claim", (claim,), (author, source), tuple(stances))


def article(number: int, size: int = 9, seed: int = 1) -> tuple[Document, list[Told]]:
    """Return an article and what is told in it."""
    random = Random(f"{seed}-{number}")
    told = [Told(f"{TITLES[number % len(TITLES)]}."), *sentences(random, size - 1)]
    id = f"{TITLES[number % len(TITLES)].lower().replace(' ', '-').strip('?')}" + (f"-{number}" if number >= len(TITLES) else "")
    document = make_document(
        id,
        [one.text for one in told],
        title=TITLES[number % len(TITLES)],
        url=f"{OUTLETS[number % len(OUTLETS)]}/news/{number}",
        published=f"2026-{1 + number % 5:02}-{3 + number % 20:02}",
        language="en",
    )
    return document, told


def decisions(document: Document, told: Sequence[Told], number: int, seed: int = 1) -> Iterator[Revision]:
    """Yield the decisions of all annotators on an article, and the adjudications."""
    for place, (name, care) in enumerate(zip(ANNOTATORS, (0.95, 0.85, 0.75), strict=True)):
        if (number + place) % 4 == 3:
            continue  # each article is for three of four, so to speak
        random = Random(f"{seed}-{number}-{name}")
        until = len(told) if number < 6 or place == 0 else len(told) // 2
        for index in range(until):
            made = annotation(document, index, told[index], random, care)
            if random.random() < 0.08:
                made = replace(made, flag="unclear source", note="Is this reported speech? See guideline 4.")
            minute = (number * 7 + index) % 60
            created = f"2026-06-{1 + (number + place) % 12:02}T{9 + place:02}:{minute:02}:{index % 60:02}.000000Z"
            how = ("blind", "assisted")[index % 2]
            origins = [Origin("", how)]
            if how == "assisted" and made.claims:
                span = made.claims[0].spans[0]
                fate = random.choice(("accepted", "accepted", "edited"))
                origins.append(Origin("c1", fate, f"verb/2@{span.start}-{span.end}"))
            elif how == "assisted" and told[index].claim:
                origins.append(
                    Origin("c1", "rejected", f"{random.choice(('verb/2', 'according/1'))}@{document.sentences[index].start}-9")
                )
            yield make_revision(
                document,
                index,
                made,
                name,
                created=created,
                seconds=round(4 + random.random() * 30, 1),
                origins=tuple(origins),
                end=document.sentences[index].end,
            )
    for index in range(1, len(told), 5):
        made = annotation(document, index, told[index], Random("lead"), 1.0)
        created = f"2026-06-14T10:{index % 60:02}:00.000000Z"
        yield make_revision(document, index, made, LEAD, created=created, layer=ADJUDICATION)


def campaign(folder: Path, articles: int = 8, size: int = 9, seed: int = 1) -> Project:
    """Return a project in a new folder with so many articles of so many sentences."""
    project = init_project(folder)
    with project.store(create=True) as store:
        for number in range(articles):
            document, told = article(number, size, seed)
            store.add_document(document)
            store.save(list(decisions(document, told, number, seed)))
    return project
