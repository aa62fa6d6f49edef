"""From another tool's labels to claims, sources, stances and answers. Nothing is invented: what is not said stays open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from annotate.interchange.choices import OWN_LABEL, Choices, answer_value
from annotate.interchange.exported import MENTION, scalar
from annotate.interchange.losses import LossCounter
from annotate.interchange.projection import FLAG
from annotate.interchange.shapes import unfolded
from annotate.interchange.values import (
    AUTHOR,
    AUTHOR_STANCE,
    CLAIM,
    CUE,
    CUE_OF,
    ENTITY,
    LINKED,
    NAME,
    PIECE,
    SAME,
    SENTENCE,
    SOURCE,
    UNMENTIONED,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    Scalar,
)
from annotate.model import (
    Annotation,
    Answer,
    Claim,
    ClaimLink,
    Document,
    Origin,
    Sentence,
    Source,
    Span,
    Stance,
    Suggestion,
    annotation_to_json,
    normalized_name,
)
from annotate.model.claim_links import is_earlier
from annotate.model.ids import answer_key, claim_id, import_key, next_number, source_id, stance_key
from annotate.model.links import reverse
from annotate.schema import LINK, NOUNS, Attribute, Schema
from annotate.schema.wellknown import CLAIM as HAS_CLAIM
from annotate.schema.wellknown import LABEL, NO_CLAIM, SKIP

_KINDS = {
    CLAIM: ("claim", "claims", "content", "proposition", "statement", "factclaim"),
    SOURCE: ("source", "sources", "speaker", "attributionsource"),
    CUE: ("cue", "cues", "attributioncue"),
    SENTENCE: ("sentence", "sent"),
}
_KIND_OF = {label: kind for kind, labels in _KINDS.items() for label in labels}
_LINKS = {
    PIECE: ("piece", "pieces", "continues", "continuation", "discontinuous", "same"),
    SAME: ("same", "samesource", "coreference", "coref", "equiv", "identity"),
    CUE_OF: ("cue",),
}
_NOUN = {CLAIM: "claim", SOURCE: "source", SENTENCE: "annotation"}
_KEPT = {CLAIM: {AUTHOR_STANCE, UNMENTIONED, LINKED}, SOURCE: {NAME, ENTITY}, SENTENCE: {FLAG}, CUE: set[str]()}
"""The attributes that are no questions but have a place here."""

_SOURCE_ID = re.compile(r"s[1-9][0-9]{0,8}")
_MOSTLY = 0.8  # of both a sentence there and one here that are the same although their edges differ


def _key(label: str) -> str:
    """Return a label as labels are compared: the last part of a dotted name, its letters and digits.

    >>> _key("webanno.custom.Claim"), _key("Same source")
    ('claim', 'samesource')
    """
    return "".join(character for character in label.rpartition(".")[2].casefold() if character.isalnum())


# -- labels and answers ------------------------------------------------------------------------------------------------


class _Renamer:
    """Renames the labels and answers of one document after ours; what has no place here is counted."""

    def __init__(self, document: str, choices: Choices, schema: Schema, counter: LossCounter) -> None:
        self._document, self._choices, self._schema, self._counter = document, choices, schema, counter
        self._kinds: dict[str, str | None] = {}
        self._questions: dict[tuple[str, str], Attribute | None] = {}
        self._values: dict[tuple[str, str, Scalar, type], Answer | None] = {}

    def set(self, annotations: ForeignSet) -> ForeignSet:
        spans = [span for span in map(self._span, annotations.spans) if span is not None]
        kinds = {span.id: span.label for span in spans} | {AUTHOR: SOURCE}
        links = [renamed for link in annotations.links if (renamed := self._link(link, kinds)) is not None]
        return self._with_known_answers(unfolded(replace(annotations, spans=tuple(spans), links=tuple(links))))

    def _with_known_answers(self, annotations: ForeignSet) -> ForeignSet:
        """Return a set in which sources without a mention, which were in an attribute of a claim, have only answers of ours."""
        hidden = {span.id for span in annotations.spans if span.label == SOURCE and not span.pieces}
        if not hidden:
            return annotations
        spans = (
            replace(span, attributes=self._known("source", span.attributes, span.id)) if span.id in hidden else span
            for span in annotations.spans
        )
        links = (
            replace(link, attributes=self._known("stance", link.attributes, link.id)) if link.source in hidden else link
            for link in annotations.links
        )
        return replace(annotations, spans=tuple(spans), links=tuple(links))

    def _known(self, noun: str, given: Mapping[str, Scalar], item: str) -> dict[str, Scalar]:
        """Return the answers to our questions about a noun; the others are counted."""
        answers: dict[str, Scalar] = {}
        for name, value in given.items():
            question = self._question(noun, name)
            answer = self._answer(question, value) if question is not None else None
            if question is None or answer is None:
                self._lose(name, item, f"no answer about a {noun} here")
            else:
                answers[question.name] = scalar(answer)
        return answers

    def _lose(self, name: str, item: str, how: str) -> None:
        self._counter.lose(f"unknown.{name}", f"{self._document}:{item}", how)

    def _kind(self, label: str) -> str | None:
        if label not in self._kinds:
            self._kinds[label] = self._choices.kinds.get(label.casefold()) or _KIND_OF.get(_key(label))
        return self._kinds[label]

    def _span(self, span: ForeignSpan) -> ForeignSpan | None:
        kind = self._kind(span.label)
        if kind is None:
            self._lose(span.label, span.id, f"no kind of span here; --map claim={span.label} makes it one")
            return None
        noun = _NOUN.get(kind, "")
        answers: dict[str, Scalar] = {}
        named = self._choices.questions.get((noun, OWN_LABEL)) if self._choices.questions else None
        given = {**span.attributes, **({OWN_LABEL: span.label} if named and OWN_LABEL not in span.attributes else {})}
        for name, value in given.items():
            if name in _KEPT[kind]:
                answers[name] = value
            elif (question := self._question(noun, name)) is None:
                self._lose(name, span.id, "no question of this name here; --map names one")
            elif (answer := self._answer(question, value)) is None:
                self._lose(name, span.id, f"{value!r} is not an answer to {question.path}")
            else:
                answers[question.name] = scalar(answer)
        unchanged = span.label == kind and answers == span.attributes
        return span if unchanged else replace(span, label=kind, attributes=answers)

    def _question(self, noun: str, name: str) -> Attribute | None:
        if (noun, name) not in self._questions:
            mapped = self._choices.questions.get((noun, name.casefold()))
            found = self._schema.attribute(noun, mapped) if mapped and noun else None
            if found is None and noun:
                asked = [
                    *self._schema.attributes.get(noun, ()),
                    *([self._schema.labels[noun]] if noun in self._schema.labels else []),
                ]
                found = next((q for q in asked if q.name == name), None) or next(
                    (q for q in asked if _key(name) in (_key(q.name), _key(q.title)) and q.name != LABEL), None
                )
            self._questions[noun, name] = found
        return self._questions[noun, name]

    def _answer(self, question: Attribute, value: Scalar) -> Answer | None:
        key = (question.noun, question.name, value, type(value))
        if key not in self._values:
            mapped = self._choices.answers.get((question.noun, question.name, str(value).casefold()))
            self._values[key] = mapped if mapped is not None else answer_value(question, value)
        return self._values[key]

    def _link(self, link: ForeignLink, kinds: Mapping[str, str]) -> ForeignLink | None:
        ends = (kinds.get(link.source), kinds.get(link.target))
        label = self._link_label(link.label, ends)
        if None in ends or label is None:
            option = "stance.label:deny=LABEL makes it a stance"
            if ends == (CLAIM, CLAIM) and self._schema.links:
                option = "link.label:same=LABEL makes it a link between claims"
            self._lose(link.label or "link", link.id, f"no link of this kind here; --map {option}")
            return None
        answers = self._known(LINK if ends == (CLAIM, CLAIM) else "stance", link.attributes, link.id)
        cue = link.cue if kinds.get(link.cue) == CUE else ""
        unchanged = (label, cue) == (link.label, link.cue) and answers == link.attributes
        return link if unchanged else replace(link, label=label, attributes=answers, cue=cue)

    def _link_label(self, label: str, ends: tuple[str | None, str | None]) -> str | None:
        if CUE in ends:
            return CUE_OF if ends != (CUE, CUE) else None
        if ends == (CLAIM, CLAIM) and self._schema.links and label != PIECE:
            relation = self._answer(self._schema.links, label)
            if isinstance(relation, str):
                return relation
        if ends in ((CLAIM, CLAIM), (SOURCE, SOURCE)):
            joining = PIECE if ends[0] == CLAIM else SAME
            return PIECE if _key(label) == PIECE else joining if _key(label) in _LINKS[joining] else None
        if ends in ((SOURCE, CLAIM), (CLAIM, SOURCE)):
            stance = self._answer(self._schema.labels["stance"], label)
            return stance if isinstance(stance, str) else None
        return None


def renamed(document: ForeignDocument, choices: Choices, schema: Schema, counter: LossCounter) -> ForeignDocument:
    """Return a document with our labels and answers, in the shape of `ForeignSpan`; what has no place here is counted."""
    renamer = _Renamer(document.id, choices, schema, counter)
    return replace(document, sets=tuple(map(renamer.set, document.sets)))


# -- sentences ---------------------------------------------------------------------------------------------------------

Place = Callable[[int, int], tuple[int, int] | None]
"""A function that returns where a span of the foreign text is in ours, None if it is not there."""


@dataclass(slots=True)
class _Sentence:
    """The part of a foreign set that is about one of our sentences."""

    sentence: Sentence
    marked: bool = False
    answers: dict[str, Scalar] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    claims: list[tuple[ForeignSpan, tuple[Span, ...]]] = field(default_factory=list)
    loose: list[ForeignSpan] = field(default_factory=list)
    created: str = ""
    seconds: float | None = None


class _LinkToEarlier(NamedTuple):
    """A link from a claim to an earlier one: its foreign id, its label here, and the pieces of the earlier claim."""

    id: str
    label: str
    target: tuple[Span, ...]


class Imported(NamedTuple):
    """The decision of a foreign set on one of our sentences."""

    sentence: Sentence
    annotation: Annotation
    origins: tuple[Origin, ...]
    created: str
    seconds: float | None


class ImportedSuggestion(NamedTuple):
    """A claim that a program suggests in one of our sentences, with the answers about it and its foreign id."""

    sentence: Sentence
    suggestion: Suggestion
    answers: Mapping[str, Answer]
    id: str


class SetReader:
    """Reads one foreign set, which has our labels already, as annotations of the sentences of a stored document."""

    def __init__(
        self,
        document: Document,
        annotations: ForeignSet,
        place: Place,
        schema: Schema,
        choices: Choices,
        counter: LossCounter,
        *,
        tool: str,
    ) -> None:
        self._document, self._set, self._place, self._schema = document, annotations, place, schema
        self._choices, self._counter, self._tool = choices, counter, tool
        self._starts = [sentence.start for sentence in document.sentences]
        self._spans = {span.id: span for span in annotations.spans}
        self._at: dict[str, Span | None] = {}
        self._links: dict[str, list[ForeignLink]] = defaultdict(list)
        labels = annotations.labels
        claim_links: list[ForeignLink] = []
        for link in annotations.links:
            if labels.get(link.source) == CLAIM:
                claim_links.append(link)
            else:
                self._links[link.target].append(link)
        self._several: dict[str, list[Attribute]] = {noun: [q for q in schema.attributes[noun] if q.several] for noun in NOUNS}
        self._author_speaks = any(link.source == AUTHOR for link in annotations.links)
        self._sentences: dict[int, _Sentence] = {}
        self._gathered: dict[str, tuple[Span, ...]] = {}  # the pieces of each claim, by the id of its span
        self._gather()
        self._claim_links = self._gather_links(claim_links)
        self._entities = self._number_entities()

    # -- which sentence each span is in

    def _gather(self) -> None:
        linked = {link.source for link in self._set.links}
        for span in self._set.spans:
            if span.label == SENTENCE:
                self._gather_sentence(span)
        for span in self._set.spans:
            if span.label == CLAIM:
                self._gather_claim(span)
            elif span.label == SOURCE and span.id not in linked:
                self._gather_loose(span)

    def _entry(self, index: int) -> _Sentence:
        if index not in self._sentences:
            self._sentences[index] = _Sentence(self._document.sentences[index])
        return self._sentences[index]

    def _index(self, offset: int) -> int | None:
        """Return the index of the sentence that has the character at an offset."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self._document.sentences[index].end else None

    def _example(self, id: str) -> str:
        return f"{self._document.id}:{id}"

    def _gather_sentence(self, span: ForeignSpan) -> None:
        start, end = span.pieces[0][0], span.pieces[-1][1]
        index = None
        if (placed := self._place(start, end)) is not None:
            start, end = placed
            index = self._index(start) if self._index(start) is not None else self._index((start + end) // 2)
        if index is not None:
            sentence = self._document.sentences[index]
            shared = min(end, sentence.end) - max(start, sentence.start)
            index = index if shared >= _MOSTLY * max(end - start, sentence.end - sentence.start) else None
        if index is None:
            self._counter.lose("sentence.label", self._example(span.id), "not a sentence of the stored article")
            return
        entry = self._entry(index)
        entry.marked = True
        entry.answers.update(span.attributes)
        entry.created, entry.seconds = span.created or entry.created, span.seconds if entry.seconds is None else entry.seconds
        if span.note:
            entry.notes.append(span.note)

    def _gather_claim(self, span: ForeignSpan) -> None:
        placed = [self._place(start, end) for start, end in span.pieces]
        found = [piece for piece in placed if piece is not None]
        if len(found) < len(placed):
            self._counter.lose("claim", self._example(span.id), "its text is not in the stored article, or at several places")
            return
        shares: dict[int, int] = defaultdict(int)
        for start, end in found:
            first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
            for index in range(max(first, 0), last + 1):
                sentence = self._document.sentences[index]
                shared = min(end, sentence.end) - max(start, sentence.start)
                if shared > 0:
                    shares[index] += shared
        if not shares:
            self._counter.lose("claim", self._example(span.id), "not in a sentence that is annotated here")
            return
        index = max(shares, key=lambda index: (shares[index], -index))
        sentence = self._document.sentences[index]
        pieces = [(max(start, sentence.start), min(end, sentence.end)) for start, end in sorted(found)]
        if len(shares) > 1 or sum(shares.values()) < sum(end - start for start, end in found):
            self._counter.lose("span.crosses_sentence", self._example(span.id), "cut to the sentence that has most of it")
        entry, spans = self._entry(index), tuple(self._document.span(*piece) for piece in _disjoint(pieces))
        if span.note:
            entry.notes.append(span.note)
        self._gathered[span.id] = spans
        if any(spans == others for _, others in entry.claims):
            self._counter.lose("claim", self._example(span.id), "another claim has the same text; the first is kept")
        else:
            entry.claims.append((span, spans))

    def _gather_links(self, links: Iterable[ForeignLink]) -> dict[tuple[Span, ...], list[_LinkToEarlier]]:
        """Return the links of each claim to earlier ones, by its pieces."""
        gathered: dict[tuple[Span, ...], list[_LinkToEarlier]] = defaultdict(list)
        for link in links:
            later, earlier = self._gathered.get(link.source), self._gathered.get(link.target)
            label, lost = answer_value(self._schema.links, link.label) if self._schema.links else None, ""
            if later is None or earlier is None:
                lost = "one of its two claims is not here"
            elif not isinstance(label, str):
                lost = f"{link.label!r} is no link here"
            elif not is_earlier(earlier, later):
                later, earlier, label = earlier, later, self._reversed(label)
                if not is_earlier(earlier, later):
                    lost = "its two claims begin at the same place"
                elif label is None:
                    lost = "it leads to a later claim, and no label here says the reverse"
            if later is None or earlier is None or not isinstance(label, str) or lost:
                self._counter.lose("link", self._example(link.id), lost)
            elif any(known.target == earlier for known in gathered[later]):
                self._counter.lose("link", self._example(link.id), "its two claims are linked already")
            else:
                gathered[later].append(_LinkToEarlier(link.id, label, earlier))
        return gathered

    def _reversed(self, label: str) -> str | None:
        """Return the label for the relation of the earlier claim to the later one.

        None if there is none: what is merely related may be so in one direction only, as a detail is.
        """
        relation = self._schema.relations[label]
        if relation in ("same", "contradicts"):
            return label
        if relation == "related" or self._schema.links is None:
            return None
        return next((c.value for c in self._schema.links.choices if self._schema.relations[c.value] == reverse(relation)), None)

    def _gather_loose(self, span: ForeignSpan) -> None:
        mention = self._mention(span)
        index = self._index(mention.start) if mention else None
        if index is None:
            self._counter.lose("source.mention", self._example(span.id), "it is in no sentence and says nothing")
        else:
            self._entry(index).loose.append(span)

    def _mention(self, span: ForeignSpan) -> Span | None:
        """Return where a source is mentioned, or a cue is."""
        if span.id not in self._at:
            placed = self._place(span.pieces[0][0], span.pieces[-1][1]) if span.pieces else None
            if placed is None and span.pieces:
                kind = "stance.cue" if span.label == CUE else "source.mention"
                self._counter.lose(kind, self._example(span.id), "its text is not in the stored article, or at several places")
            self._at[span.id] = self._document.span(*placed) if placed else None
        return self._at[span.id]

    # -- sources

    def _number_entities(self) -> dict[str, Source]:
        """Return the source that each span is, by the span's id; mentions of the same source have the same id and answers."""
        order: dict[str, list[ForeignSpan]] = defaultdict(list)
        named: dict[str, str] = {}
        for span in self._set.spans:
            if span.label != SOURCE:
                continue
            name = normalized_name(self._name(span))
            key = f"entity {span.entity}" if span.entity else named.get(name) or f"name {name}"
            if name and not span.entity:
                named.setdefault(name, key)
            order[key].append(span)
        entities = [key.removeprefix("entity ") for key in order if key.startswith("entity ")]
        own = all(map(_SOURCE_ID.fullmatch, entities))
        number = next_number(entities) if own and entities else 1
        sources: dict[str, Source] = {}
        for key, spans in order.items():
            if own and key.startswith("entity "):
                id = key.removeprefix("entity ")
            else:
                id, number = source_id(number), number + 1
            given = {name: value for span in reversed(spans) for name, value in span.attributes.items()}
            answers = self._with_constants("source", given)
            name = next((span.name for span in spans if span.name), "") or next(filter(None, map(self._name, spans)), "")
            sources.update((span.id, Source(id, name, None, answers)) for span in spans)
        return sources

    def _name(self, span: ForeignSpan) -> str:
        if span.name or not span.pieces:
            return span.name
        mention = self._mention(span)
        return " ".join(mention.text.split()) if mention else ""

    def _with_constants(self, noun: str, answers: Mapping[str, Scalar]) -> dict[str, Answer]:
        set_here = {name: value for (about, name), value in self._choices.constants.items() if about == noun and name != LABEL}
        return {**set_here, **self._answers(noun, answers)}

    def _answers(self, noun: str, answers: Mapping[str, Scalar]) -> dict[str, Answer]:
        """Return answers as they are here: what is one text there may be several labels."""
        given: dict[str, Answer] = dict(answers)
        for question in self._several[noun]:
            labels = answer_value(question, given[question.name]) if question.name in given else None
            given |= {} if labels is None else {question.name: labels}
        return given

    # -- the result

    def annotations(self) -> Iterator[Imported]:
        """Yield the annotation of each sentence that something is said about; with `Choices.complete`, of every sentence."""
        complete = self._choices.complete and self._set.done
        for index in range(len(self._document.sentences)) if complete else sorted(self._sentences):
            entry = self._sentences.get(index)
            if entry is None:
                sentence = self._document.sentences[index]
                yield Imported(sentence, Annotation(NO_CLAIM), (), self._set.created, None)
                continue
            annotation, origins = self._annotation(entry)
            empty = not (entry.marked or annotation.claims or annotation.sources)
            yield Imported(
                entry.sentence,
                replace(annotation, label=NO_CLAIM) if complete and empty else annotation,
                origins,
                entry.created or self._set.created,
                entry.seconds,
            )

    def _annotation(self, entry: _Sentence) -> tuple[Annotation, tuple[Origin, ...]]:
        claims: list[Claim] = []
        sources: dict[str, Source] = {}
        stances: list[Stance] = []
        links: list[ClaimLink] = []
        origins: list[Origin] = []

        def add(item: str, id: str) -> None:
            origins.append(Origin(item, "import", import_key(self._tool, id)))

        for number, (span, pieces) in enumerate(sorted(entry.claims, key=lambda claim: claim[1][0].start), 1):
            claim = Claim(claim_id(number), pieces, self._with_constants("claim", span.attributes))
            claims.append(claim)
            add(claim.id, span.id)
            for link, source in self._speakers(span):
                if source.id not in sources:
                    sources[source.id] = source
                    if source.id != AUTHOR:
                        add(answer_key(source.id, MENTION), link.source)
                if any((stance.claim, stance.source) == (claim.id, source.id) for stance in stances):
                    self._counter.lose("stance.label", self._example(link.id), "its source has a stance on the claim already")
                    continue
                stances.append(self._stance(claim.id, source.id, link))
                key = stance_key(claim.id, source.id)
                if link.id:
                    add(key, link.id)
                if link.cue:
                    add(answer_key(key, CUE.lower()), link.cue)
            for relation in self._claim_links.get(pieces, ()):
                links.append(ClaimLink(claim.id, relation.target, relation.label))
                add(links[-1].key, relation.id)
        for span in entry.loose:
            source = replace(self._entities[span.id], mention=self._mention(span))
            if source.id not in sources:
                sources[source.id] = source
                add(answer_key(source.id, MENTION), span.id)
        answers = {name: value for name, value in entry.answers.items() if name not in (LABEL, FLAG)}
        flag = entry.answers.get(FLAG)
        annotation = Annotation(
            None,
            tuple(claims),
            tuple(sources.values()),
            tuple(stances),
            None if flag is None else str(flag),
            "\n".join(entry.notes),
            self._with_constants("annotation", answers),
            tuple(links),
        )
        return self._labelled(entry, annotation), tuple(origins)

    def _speakers(self, claim: ForeignSpan) -> Iterator[tuple[ForeignLink, Source]]:
        """Yield the links to a claim with their sources; the author's default stance where the tool knows no author."""
        links = self._links.get(claim.id, [])
        for link in links:
            if link.source == AUTHOR:
                yield self._checked(link), self._author
            elif link.source in self._entities:
                source = self._entities[link.source]
                yield self._checked(link), replace(source, mention=self._mention(self._spans[link.source]))
        question = self._schema.labels["stance"]
        label = self._choices.constants.get(("stance", LABEL)) if not links else None
        if label is None and links and not self._author_speaks:
            label = question.author_default
        if isinstance(label, str) and not any(link.source == AUTHOR for link in links):
            yield ForeignLink("", label, AUTHOR, claim.id), self._author

    def _checked(self, link: ForeignLink) -> ForeignLink:
        """Return a link with a label of the scheme: one that was read from an attribute may have another."""
        question = self._schema.labels["stance"]
        label = answer_value(question, link.label)
        if isinstance(label, str):
            return link if label == link.label else replace(link, label=label)
        self._counter.lose("stance.label", self._example(link.id), f"{link.label!r} is no stance here; the default is taken")
        return replace(link, label=question.default or question.choices[0].value)

    @cached_property
    def _author(self) -> Source:
        return Source(AUTHOR, str(self._schema.author["name"]), None, self._schema.author_answers)

    def _stance(self, claim: str, source: str, link: ForeignLink) -> Stance:
        cue = self._mention(self._spans[link.cue]) if link.cue in self._spans else None
        answers = (
            self._answers("stance", link.attributes) if source == AUTHOR else self._with_constants("stance", link.attributes)
        )
        return Stance(claim, source, link.label, cue, answers)

    def _labelled(self, entry: _Sentence, annotation: Annotation) -> Annotation:
        """Return the annotation of a sentence with its label, without one if the sentence stays open."""
        given = entry.answers.get(LABEL)
        if entry.marked and given is None:
            return annotation
        label = given if isinstance(given, str) else HAS_CLAIM if annotation.claims else None
        if label is None:
            return annotation
        finished = replace(annotation, label=label)
        spoken = {stance.claim for stance in annotation.stances}
        consistent = (
            (label != HAS_CLAIM or bool(annotation.claims))
            and (label != NO_CLAIM or not annotation.claims)
            and all(claim.id in spoken for claim in annotation.claims)
        )
        if (consistent or label == SKIP) and not self._schema.missing(annotation_to_json(finished)):
            return finished
        if given is not None:
            self._counter.lose("sentence.label", self._example(entry.sentence.id), "open: an answer that it needs is missing")
        return annotation

    def suggestions(self) -> Iterator[ImportedSuggestion]:
        """Yield what is suggested: each claim with its first source, and the answers about it."""
        for index in sorted(self._sentences):
            entry = self._sentences[index]
            for _, pieces in entry.claims:
                for relation in self._claim_links.get(pieces, ()):
                    self._counter.lose("link", self._example(relation.id), "a suggestion has no link")
            if entry.answers or entry.notes:
                self._counter.lose("sentence.label", self._example(entry.sentence.id), "only claims are suggested")
            for span in entry.loose:
                self._counter.lose("source.mention", self._example(span.id), "a source without a claim is no suggestion")
            for span, pieces in sorted(entry.claims, key=lambda claim: claim[1][0].start):
                speakers = sorted(self._speakers(span), key=lambda pair: pair[1].id == AUTHOR)
                for link, source in speakers[1:]:
                    kind = "stance.author" if source.id == AUTHOR else "stance.second_source"
                    self._counter.lose(kind, self._example(link.id or span.id), "a suggestion has one source")
                link, source = speakers[0] if speakers else (ForeignLink("", self._default, AUTHOR, span.id), self._author)
                cue = self._mention(self._spans[link.cue]) if link.cue in self._spans else None
                suggestion = Suggestion(
                    pieces,
                    None if source.id == AUTHOR else source,
                    link.label,
                    self._set.agent or self._tool,
                    cue,
                    self._answers("stance", link.attributes),
                )
                yield ImportedSuggestion(entry.sentence, suggestion, self._with_constants("claim", span.attributes), span.id)

    @property
    def _default(self) -> str:
        return self._schema.labels["stance"].default or ""


def _disjoint(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pieces in order, with those that overlap or touch in one, without empty ones."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
