"""The annotators' versions of a sentence in words, for an adjudicator to choose from: what differs, or everything.

The claims of the versions are aligned first: those at one place, then those that overlap. What all versions have alike is left
out, since the adjudicator starts from it. In what is left, the parts that differ are told from those that only say where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from annotate.labelling.claim_links import link_title
from annotate.labelling.display.wording import describe_answer, title_answer
from annotate.labelling.state import State, claim_text, quote, source_name, stance_title
from annotate.model import AUTHOR, Annotation, Answer, Candidate, Claim, Span
from annotate.model.ids import split_link_key
from annotate.schema import Schema


class Part(NamedTuple):
    """A part of a line; `differs` is True if other versions say something else."""

    text: str
    differs: bool = False


VersionLine = tuple[Part, ...]


def plain(line: VersionLine) -> str:
    """Return the text of a line."""
    return "".join(part.text for part in line)


def version_lines(state: State, *, full: bool = False) -> Iterator[list[VersionLine]]:
    """Yield the lines of each version of a sentence: its annotators and label, then its claims with their sources and stances.

    Only what differs is given, unless the versions are wanted in `full`.
    """
    candidates = state.candidates
    labels = {version.annotation.label for version in candidates}
    answers = [_answers(state.schema, "annotation", version.annotation.attributes, full=full) for version in candidates]
    claims = [_AlignedClaim.read(state, candidates, aligned, full=full) for aligned in _align(candidates)]
    for place, version in enumerate(candidates):
        label = version.annotation.label or ""
        choice = state.schema.labels["annotation"].choice(label)
        head = [Part(", ".join(version.names))]
        if full or len(labels) > 1:
            head += [Part(": "), Part(choice.title if choice else label, len(labels) > 1)]
        own = [Part(text, _differs(answers, key)) for key, (text, _) in answers[place].items()]
        head += _in_brackets("()", [part for part in own if full or part.differs])
        lines = [line for claim in claims if (line := claim.line(place))]
        if len(head) == 1 and lines:  # only the names: the first claim fits on the same line
            head += [Part(": "), *lines.pop(0)]
        yield [tuple(head), *lines]


def decision_in_words(state: State, annotation: Annotation) -> str:
    """Return the label of a sentence and the answers about it, with their titles in the schema."""
    labels = state.schema.labels["annotation"]
    choice = labels.choice(annotation.label or "")
    questions = {question.name: question for question in state.schema.attributes["annotation"]}
    answers = [title_answer(name, value, questions.get(name)) for name, value in annotation.attributes.items()]
    return (choice.title.lower() if choice else str(annotation.label)) + (f" ({', '.join(answers)})" if answers else "")


_Aligned = dict[int, Claim]
"""A claim as each version has it, by the index of the version; versions without it are missing."""


def _align(candidates: Sequence[Candidate]) -> list[_Aligned]:
    """Return the claims of all versions, each together with its counterparts in the others, in the order of the text."""
    same_place: list[_Aligned] = []
    for index, version in enumerate(candidates):
        for claim in version.annotation.claims:
            known = (own for own in same_place if index not in own and claim.spans in {c.spans for c in own.values()})
            if (group := next(known, None)) is None:
                same_place.append(group := {})
            group[index] = claim
    aligned: list[_Aligned] = []
    for group in same_place:
        partners = [own for own in aligned if own.keys().isdisjoint(group) and _overlap(own, group)]
        if partners:
            max(partners, key=lambda own: _overlap(own, group)).update(group)
        else:
            aligned.append(group)
    return sorted(aligned, key=lambda own: min(claim.spans[0].start for claim in own.values()))


def _overlap(one: _Aligned, other: _Aligned) -> int:
    """Return the number of characters that claims of two groups have in common, at most."""
    return max(
        sum(max(min(a.end, b.end) - max(a.start, b.start), 0) for a in mine.spans for b in theirs.spans)
        for mine in one.values()
        for theirs in other.values()
    )


_Texts = Mapping[str, tuple[str, str]]
"""Answers and other details by a key, each as it is shown beside others, and in full with its question."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A claim as one version has it: its stances in words and their details, by source, and the answers about it."""

    claim: Claim
    stances: Mapping[str, str]
    details: Mapping[str, _Texts]
    answers: _Texts


@dataclass(frozen=True, slots=True)
class _AlignedClaim:
    """A claim as the versions have it, by their index.

    `everywhere` is True if all versions have it, or one that overlaps it. With `full`, everything about it is shown.
    """

    readings: Mapping[int, _Reading]
    names: Mapping[str, str]
    everywhere: bool
    full: bool

    @classmethod
    def read(cls, state: State, candidates: Sequence[Candidate], aligned: _Aligned, *, full: bool) -> _AlignedClaim:
        annotations = {index: candidates[index].annotation for index in aligned}
        readings = {index: _read(state, annotations[index], claim, full=full) for index, claim in aligned.items()}
        names = {source.id: source_name(source) for annotation in annotations.values() for source in annotation.sources}
        return cls(readings, names | {AUTHOR: source_name(None)}, len(aligned) == len(candidates), full)

    @property
    def brief(self) -> bool:
        """True if only differences are shown."""
        return self.everywhere and not self.full

    def line(self, index: int) -> VersionLine:
        """Return the line of a version on this claim; empty if it does not have the claim, or nothing in it differs."""
        reading = self.readings.get(index)
        if reading is None:
            return ()
        attributions = [parts for source in reading.stances if (parts := self._attribution(reading, source))]
        answers = self._details([own.answers for own in self.readings.values()], reading.answers, everything=not self.brief)
        moved = len({own.claim.spans for own in self.readings.values()}) > 1
        if self.brief and not (moved or attributions or answers):
            attributions = [[Part(text, True)] for text in dict.fromkeys(self._missing(reading))]
            if not attributions:
                return ()
        said_by = [part for number, parts in enumerate(attributions) for part in ([Part(", ")] if number else []) + parts]
        claim = self._claim(reading.claim, moved=moved)
        return (*claim, *([Part(": "), *said_by] if said_by else []), *_in_brackets("()", answers))

    def _claim(self, claim: Claim, *, moved: bool) -> list[Part]:
        """Return the claim's text: short if it only says where, its own words marked if its place differs."""
        if not self.everywhere:
            return [Part(f"“{claim_text(claim)}”", True)]
        if not moved:
            return [Part(f"“{claim_text(claim)}”" if self.full else quote(claim_text(claim), 40))]
        others = [own.claim.spans for own in self.readings.values()]
        pieces = (part for number, span in enumerate(claim.spans) for part in _piece(span, others, first=number == 0))
        return [Part("“"), *pieces, Part("”")]

    def _attribution(self, reading: _Reading, source: str) -> list[Part]:
        """Return a source with its stance and details; empty if nothing of it is to be shown."""
        stances = [own.stances.get(source) for own in self.readings.values()]
        differs = len(set(stances)) > 1
        others = [own.details[source] for own in self.readings.values() if source in own.details]
        details = self._details(others, reading.details[source], everything=self.full)
        # The author's usual stance beside a source says nothing, as long as all versions have it.
        silent = source == AUTHOR and len(reading.stances) > 1 and not self.full
        if not (differs or details) and (self.brief or silent):
            return []
        name, stance = self.names[source], reading.stances[source]
        head = [Part(f"{name} {stance}", True)] if None in stances else [Part(f"{name} "), Part(stance, differs)]
        return [*head, *_in_brackets("[]", details)]

    def _details(self, all_texts: Sequence[_Texts], own: _Texts, *, everything: bool) -> list[Part]:
        """Return details, or only those that differ; with their questions, unless the claim itself is new."""
        parts = [Part(texts[self.full or self.everywhere], _differs(all_texts, key)) for key, texts in own.items()]
        return [part for part in parts if everything or part.differs]

    def _missing(self, reading: _Reading) -> Iterator[str]:
        """Yield what other versions say about this claim and a version leaves out."""
        for other in self.readings.values():
            yield from (f"not {self.names[source]}" for source in other.stances if source not in reading.stances)
            known = {**reading.answers, **{key: text for details in reading.details.values() for key, text in details.items()}}
            for details in (other.answers, *other.details.values()):
                yield from (f"without {text}" for key, (_, text) in details.items() if key not in known)


def _read(state: State, annotation: Annotation, claim: Claim, *, full: bool) -> _Reading:
    schema = state.schema
    stances = [stance for stance in annotation.stances if stance.claim == claim.id]
    sources = {source.id: source for source in annotation.sources}
    details: dict[str, _Texts] = {}
    for stance in stances:
        texts = {f"stance.{key}": text for key, text in _answers(schema, "stance", stance.attributes, full=full).items()}
        if stance.cue:
            texts["cue"] = (f"cue {quote(stance.cue.text)}",) * 2
        source = sources.get(stance.source)
        if source is not None and source.id != AUTHOR:
            about = _answers(schema, "source", source.attributes, full=full)
            texts |= {f"source.{key}": text for key, text in about.items()}
            if source.mention:
                texts["mention"] = (f"mention {quote(source.mention.text)}",) * 2
        details[stance.source] = texts
    titles = {stance.source: stance_title(state, stance).lower() for stance in stances}
    answers = {**_answers(schema, "claim", claim.attributes, full=full), **_links(state, annotation, claim)}
    return _Reading(claim, titles, details, answers)


def _links(state: State, annotation: Annotation, claim: Claim) -> _Texts:
    """Return the links of a claim in words, each by where it leads."""
    links = [link for link in annotation.links if link.claim == claim.id]
    texts = ((link, f"{link_title(state, link)}: {quote(link.target_text, 40)}") for link in links)
    return {split_link_key(link.key)[1]: (text, text) for link, text in texts}


def _answers(schema: Schema, noun: str, answers: Mapping[str, Answer], *, full: bool) -> _Texts:
    """Return answers in words, by question. Questions that are not adjudicated are left out unless all are wanted."""
    questions = {question.name: question for question in schema.attributes[noun]}
    return {
        name: (describe_answer(name, value, questions.get(name)), title_answer(name, value, questions.get(name)))
        for name, value in answers.items()
        if full or name not in questions or questions[name].adjudicated
    }


def _differs(texts: Sequence[_Texts], key: str) -> bool:
    return len({own.get(key) for own in texts}) > 1


def _piece(span: Span, others: Sequence[Sequence[Span]], *, first: bool) -> Iterator[Part]:
    """Yield the text of a piece of a claim, in which the parts that are not in all the other claims differ."""

    def in_all(offset: int) -> bool:
        return all(any(own.start <= offset < own.end for own in spans) for spans in others)

    if not first:
        yield Part(" … ")
    for common, run in groupby(enumerate(span.text, span.start), key=lambda item: in_all(item[0])):
        text = "".join(character for _, character in run)
        flat = " ".join(text.split())
        if not flat:
            yield Part(" ")
            continue
        yield from _spaced(text, Part(flat, not common))


def _spaced(text: str, part: Part) -> Iterator[Part]:
    """Yield a part with the spaces at the ends of its text outside, so that they are not marked."""
    if text[0].isspace():
        yield Part(" ")
    yield part
    if text[-1].isspace():
        yield Part(" ")


def _in_brackets(pair: str, parts: Sequence[Part]) -> list[Part]:
    """Return parts in a pair of brackets after a space; empty if there are none."""
    separated = [part for number, own in enumerate(parts) for part in ([Part(", ")] if number else []) + [own]]
    return [Part(f" {pair[0]}"), *separated, Part(pair[1])] if parts else []
