"""Decisions: an annotation of one sentence, its claims, sources and stances, and the origin of each.

What may be asked about a claim, source, stance or sentence beyond these fields is defined by the schema; the answers are kept in
``attributes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from annotate.model.documents import Span
from annotate.model.ids import split_item, split_suggestion_key, suggestion_key

Scalar = str | bool | int | float
"""An answer to one of the schema's questions."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition put forward by the article or a source in it. Several `spans` are one claim in several pieces."""

    id: str
    spans: tuple[Span, ...]
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


def normalized_name(name: str) -> str:
    """A name as names are compared: case and spaces aside."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Source:
    """Who puts a claim forward: one entity per document and annotator, `id` stable, with the mention used here.

    `mention` is None for the author and for a source that is not mentioned. An empty `name` is to be named later.
    """

    id: str
    name: str
    mention: Span | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def display_name(self) -> str:
        """The name as it is shown, or that there is none yet."""
        return self.name or "(named later)"

    @property
    def normalized_name(self) -> str:
        """The name by which sources are told."""
        return normalized_name(self.name)


@dataclass(frozen=True, slots=True)
class Stance:
    """A source's position on one claim as worded; `cue` is the attribution that shows it (verb group, "according to")."""

    claim: str
    source: str
    label: str
    cue: Span | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed claim with who says it: `source` is None where it is the author. `rule` names rule and version.

    `source` has no id of its own yet: who takes it over finds it by name among the sources that are known. `attributes` are
    answers about the stance, the quote type among them.
    """

    spans: tuple[Span, ...]
    source: Source | None
    label: str
    rule: str
    cue: Span | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells it from others, and what the origin of an accepted, edited or rejected one says: rule and offsets."""
        return suggestion_key(self.rule, self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's decision on one sentence.

    `label` is None while the sentence is open: begun, not finished. `attributes` are answers about the sentence itself.
    """

    label: str | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    stances: tuple[Stance, ...] = ()
    flag: str | None = None
    note: str = ""
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item (a claim's id, or ``claim<-source`` for a stance) came from.

    `how` is manual, accepted, edited or rejected; `rule` names the suggestion's rule and version. A rejected suggestion has its
    offsets for an item. The origin of the sentence itself has an empty one, and is its exposure: blind or assisted.
    """

    item: str
    how: str
    rule: str = ""

    @property
    def description(self) -> str:
        """In words: how, and by which rule; not at which offsets it proposed it."""
        rule = split_suggestion_key(self.rule)[0]
        return f"{self.how} ({rule})" if rule else self.how


def notable_origins(origins: Iterable[Origin]) -> dict[str, str]:
    """Origins of items in words. Manual goes without saying, and so does that a stance was accepted with its claim."""
    known = {origin.item: origin for origin in origins if origin.item}
    return {item: origin.description for item, origin in known.items() if origin.description != _usual(origin, known)}


def _usual(origin: Origin, known: Mapping[str, Origin]) -> str:
    claim, source = split_item(origin.item)
    if not source or claim not in known or known[claim].how == "manual":
        return "manual"
    return replace(known[claim], how="accepted").description


BLIND, ASSISTED = "blind", "assisted"
"""Exposures: the annotator was to see no suggestions for the sentence, or saw what there were."""


def exposure(origins: Iterable[Origin]) -> str | None:
    """How a sentence was seen by who decided it: blind, assisted, or None where suggestions were off.

    One that was ever assisted is: what has been seen stays seen.

    >>> exposure([Origin("c1", "manual"), Origin("", "blind")])
    'blind'
    """
    found = {origin.how for origin in origins if not origin.item}
    return next((how for how in (ASSISTED, BLIND) if how in found), None)


def exposed(origins: Iterable[Origin], how: str | None) -> tuple[Origin, ...]:
    """The origins of a sentence that was seen this way, too; its exposure stands last, once."""
    known = (*origins, *([Origin("", how)] if how else []))
    seen = exposure(known)
    return (*(origin for origin in known if origin.item), *([Origin("", seen)] if seen else []))


@dataclass(frozen=True, slots=True)
class SentenceAnnotation:
    """What an annotator has decided about a sentence, and where its items came from."""

    annotation: Annotation
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A decision that one or more annotators made on a sentence, for an adjudicator to choose from. `names` are theirs."""

    names: tuple[str, ...]
    annotation: Annotation
