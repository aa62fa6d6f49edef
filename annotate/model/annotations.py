"""Decisions: an annotation of one sentence, its claims, sources and stances, and the origin of each.

Further questions about a claim, source, stance or sentence are defined by the schema; the answers are in ``attributes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from annotate.model.documents import Span
from annotate.model.ids import (
    link_key,
    split_answer_key,
    split_import_key,
    split_item,
    split_suggestion_key,
    suggestion_key,
)
from annotate.model.links import LinkRelation

Answer = str | bool | int | float | tuple[str, ...]
"""An answer to one of the schema's questions; where it may have several, a tuple of labels as `answer_set` returns it."""

Exposure = Literal["blind", "assisted"]
"""The exposure of an annotator to suggestions for a sentence: none were to be seen, or those that there were."""

BLIND: Exposure = "blind"
ASSISTED: Exposure = "assisted"

OriginKind = Literal["manual", "accepted", "edited", "rejected", "blind", "assisted", "import"]
"""The kinds of origin: of an item the first three and ``import``, of a suggestion ``rejected``, of a sentence its `Exposure`."""


def answer_set(labels: Iterable[str]) -> tuple[str, ...]:
    """Return several answers to one question in the form in which they are stored and compared: sorted, each once.

    >>> answer_set(["health", "economy", "health"])
    ('economy', 'health')
    """
    return tuple(sorted(set(labels)))


def answer_text(answer: Answer, titles: Mapping[str, str] | None = None) -> str:
    """Return an answer as text, its labels by their `titles` where they are given; yes and no are True and False.

    >>> answer_text(("economy", "health")), answer_text(()), answer_text(3)
    ('economy + health', 'none', '3')
    """
    titles = titles or {}
    if isinstance(answer, tuple):
        labels = dict.fromkeys((*titles, *answer))  # in the order of the titles
        return " + ".join(titles.get(label, label) for label in labels if label in answer) or "none"
    return titles.get(answer, answer) if isinstance(answer, str) else str(answer)


PIECE_SEPARATOR = " … "
"""The text between the pieces of a claim where it is one text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition put forward by the article or a source in it; several `spans` are one claim in several pieces."""

    id: str
    spans: tuple[Span, ...]
    attributes: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The claim's text, its pieces in one."""
        return joined_text(self.spans)


def normalized_name(name: str) -> str:
    """Return a name in the form in which names are compared, without differences of case and spacing."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Source:
    """An entity that puts a claim forward.

    id: stable within a document and annotator.
    name: empty if it is to be named later.
    mention: the mention in this sentence, None for the author and for a source that is not mentioned.
    attributes: answers about the source.
    """

    id: str
    name: str
    mention: Span | None = None
    attributes: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def display_name(self) -> str:
        """The name, or a note that there is none yet."""
        return self.name or "(not named yet)"

    @property
    def normalized_name(self) -> str:
        """The name in the form in which names are compared."""
        return normalized_name(self.name)


@dataclass(frozen=True, slots=True)
class Stance:
    """A source's position on one claim as worded.

    claim: the claim's id.
    source: the source's id.
    label: the position, one of the schema's labels.
    cue: the attribution that shows it, such as a verb group or "according to".
    attributes: answers about the stance.
    """

    claim: str
    source: str
    label: str
    cue: Span | None = None
    attributes: Mapping[str, Answer] = field(default_factory=dict)


def joined_text(spans: Iterable[Span]) -> str:
    """Return the text of the pieces of a claim in one."""
    return PIECE_SEPARATOR.join(span.text for span in spans)


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A link from a claim to an earlier claim of its article.

    claim: the later claim's id.
    target: the pieces of the earlier claim. They are what identifies it: ids of claims are numbers in one annotation, but its
        place is the same to everybody, whatever becomes of sentences and numbers.
    label: the relation of the later claim to the earlier one, one of the schema's labels.
    """

    claim: str
    target: tuple[Span, ...]
    label: str

    @property
    def key(self) -> str:
        """The claim and the place of the target, as in the item of an origin."""
        return link_key(self.claim, self.target[0].start, self.target[-1].end)

    @property
    def target_text(self) -> str:
        """The target's text, its pieces in one."""
        return joined_text(self.target)


class Prediction(NamedTuple):
    """An answer that a rule predicts: the rule and its version, and what it saw, for people: “will”.

    It is `closed` unless it is free text, which may quote the article.
    """

    value: Answer
    rule: str
    reason: str
    closed: bool = True

    @property
    def key(self) -> str:
        """The rule and the closed answer, as in the origin of what became of it: ``future/1=prediction``."""
        return f"{self.rule}={self.value}" if self.closed else self.rule


class PredictedLink(NamedTuple):
    """A link to an earlier claim that a rule predicts.

    target: the index of the earlier claim among those that the rule was given.
    relation: the relation of the later claim to the earlier one.
    rule: the rule and its version.
    reason: what the rule saw, for people.
    """

    target: int
    relation: LinkRelation
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim proposed by a rule, with its source and stance.

    spans: the claim's spans.
    source: the source, None for the author. It has no id yet: one is found by its name among the known sources.
    label: the stance.
    rule: the rule and its version, such as ``verb/2``.
    cue: the stance's cue.
    attributes: answers about the stance, the type of quotation among them.
    """

    spans: tuple[Span, ...]
    source: Source | None
    label: str
    rule: str
    cue: Span | None = None
    attributes: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The rule and offsets: the key that identifies the suggestion, also in the origin of what became of it."""
        return suggestion_key(self.rule, self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's decision on one sentence.

    label: one of the schema's labels, None while the sentence is open: begun, not finished.
    claims, sources, stances: the items, which refer to each other by id.
    links: the links from these claims to earlier claims of the article.
    flag: the reason why somebody should look again, None if there is no flag.
    note: free text.
    attributes: answers about the sentence itself.
    """

    label: str | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    stances: tuple[Stance, ...] = ()
    flag: str | None = None
    note: str = ""
    attributes: Mapping[str, Answer] = field(default_factory=dict)
    links: tuple[ClaimLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of an item of an annotation.

    item: a claim's id, ``claim<-source`` for a stance, ``c2->120-168`` for a link, ``c1.type`` for the answer to a question about
        a claim, source or stance, the offsets of a rejected suggestion, or empty for the sentence itself.
    how: the kind of origin; for the sentence itself, its exposure.
    rule: the key of the suggestion, empty if there was none. Of an import, the other tool and its id of the item
        (``label-studio#r1``; of a source, the item is ``s1.mention``). For an answer, the rule that predicted it and what it
        predicted: ``future/1=prediction``.
    """

    item: str
    how: OriginKind
    rule: str = ""

    @property
    def description(self) -> str:
        """The kind of origin in words, with the rule and without the offsets of its suggestion."""
        rule = split_import_key(split_suggestion_key(self.rule)[0])[0]
        return f"{self.how} ({rule})" if rule else self.how


def notable_origins(origins: Iterable[Origin]) -> dict[str, str]:
    """Return the origins worth mentioning, in words, by item.

    A manual item is not worth mentioning, nor is a stance that was accepted together with its claim, nor an answer unless it is
    another than the one predicted.
    """
    known = {origin.item: origin for origin in origins if origin.item and not _is_usual_answer(origin)}
    return {item: origin.description for item, origin in known.items() if origin.description != _expected(origin, known)}


def _is_usual_answer(origin: Origin) -> bool:
    return bool(split_answer_key(origin.item)[1]) and origin.how != "edited"


def _expected(origin: Origin, known: Mapping[str, Origin]) -> str:
    claim, source = split_item(origin.item)
    if not source or claim not in known or known[claim].how == "manual":
        return "manual"
    origin = known[claim]
    return (origin if origin.how == "import" else replace(origin, how="accepted")).description


def exposure(origins: Iterable[Origin]) -> Exposure | None:
    """Return the exposure of a sentence's annotator to suggestions, None if they were off.

    A sentence that was ever assisted stays assisted: a suggestion cannot be unseen.

    >>> exposure([Origin("c1", "manual"), Origin("", "blind")])
    'blind'
    """
    exposures = {origin.how for origin in origins if not origin.item}
    return next((how for how in (ASSISTED, BLIND) if how in exposures), None)


def exposed(origins: Iterable[Origin], how: Exposure | None) -> tuple[Origin, ...]:
    """Return the origins of a sentence after a further exposure: those of its items, then its exposure, once."""
    known = (*origins, *([Origin("", how)] if how else []))
    total = exposure(known)
    return (*(origin for origin in known if origin.item), *([Origin("", total)] if total else []))


def suggestion_fates(origins: Iterable[Origin]) -> dict[str, Literal["accepted", "edited", "rejected"]]:
    """Return what became of the suggestions that left a trace in a decision, by their keys.

    A suggestion is a claim with its source and stance, so it was edited if one of its items was.

    >>> suggestion_fates([Origin("c1", "accepted", "verb/2@3-9"), Origin("c1<-s1", "edited", "verb/2@3-9")])
    {'verb/2@3-9': 'edited'}
    """
    fates: dict[str, set[str]] = {}
    for origin in origins:
        rule, offsets = split_suggestion_key(origin.rule)
        imported = split_import_key(origin.rule)[1]
        if origin.item and rule and offsets and not imported and not split_answer_key(origin.item)[1]:
            fates.setdefault(origin.rule, set()).add(origin.how)
    return {
        key: "edited" if "edited" in hows else "accepted" if "accepted" in hows else "rejected" for key, hows in fates.items()
    }


@dataclass(frozen=True, slots=True)
class SentenceAnnotation:
    """An annotation of a sentence, with the origins of its items."""

    annotation: Annotation
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A decision on a sentence for an adjudicator to choose; `names` are those of the annotators who made it."""

    names: tuple[str, ...]
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class Remark:
    """A note and a flag that an annotator left on a sentence, for an adjudicator to read; the flag is None if there is none."""

    name: str
    flag: str | None
    note: str
