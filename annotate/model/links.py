"""Links between claims of different articles: the relation that somebody saw between two claims, as it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from annotate.model.ids import claim_key, split_sentence_id

Relation = Literal["same", "contradicts", "entails", "entailed", "related", "unrelated", "unclear"]
"""The relation of one claim to another.

``same``: both have the same truth conditions: no possible state of the world makes one true and the other false (Full Fact 2021,
"Towards a common definition of claim matching"). ``contradicts``: both cannot be true. ``entails``: if the first is true, the
second is. ``entailed``: the reverse. ``related``: about the same thing, and none of these. ``unclear``: one cannot tell.
"""

LinkRelation = Literal["same", "contradicts", "entails", "entailed", "related"]
"""The relations that a link within an article can mean: those that two linked claims have, and not that they have none."""

RELATIONS: tuple[Relation, ...] = ("same", "contradicts", "entails", "entailed", "related", "unrelated", "unclear")

LinkAction = Literal["edit", "undo", "adjudicate", "audit"]
LINK_ACTIONS: tuple[LinkAction, ...] = ("edit", "undo", "adjudicate", "audit")

_REVERSED: dict[Relation, Relation] = {"entails": "entailed", "entailed": "entails"}


def reverse(relation: Relation) -> Relation:
    """Return the relation of the second claim to the first.

    >>> reverse("entails"), reverse("same")
    ('entailed', 'same')
    """
    return _REVERSED.get(relation, relation)


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim that a link leads to.

    sentence: the id of its sentence.
    claim: its id in the annotation of the sentence.
    text: its text when the decision was made, by which it is found again.
    """

    sentence: str
    claim: str
    text: str

    @property
    def key(self) -> str:
        """The id that no other claim of the project has."""
        return claim_key(self.sentence, self.claim)

    @property
    def document(self) -> str:
        """The id of its document."""
        return split_sentence_id(self.sentence)[0]


@dataclass(frozen=True, slots=True)
class Draw:
    """The draw by which a pair of claims came to be asked about.

    stratum: the part of all pairs that it was taken from, or ``control`` or ``conflict`` if an earlier decision led to it.
    probability: the chance that it had of being asked; None where that is not known.
    seed: the seed of the draw.
    method: the name of the method that ranks candidates.
    score: the similarity of the two claims by that method.
    rank: the better of its two places in the lists of similar claims, 0 if it is in neither.
    """

    stratum: str
    probability: float | None
    seed: int
    method: str
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Link:
    """One decision on a pair of claims as it is stored, never changed afterwards. The newest of a pair and annotator counts.

    An adjudication counts in place of all of them, whoever made it. An audit does not decide about the pair: it says that one of the
    two claims (`Draw.stratum` says which) was compared with the candidates down to the other one, and all that are the same were
    marked, each by a decision of its own.

    first, second: the claims, the one with the lesser key first.
    annotator: the annotator's name.
    created: the time in UTC, ISO 8601 with microseconds and ``Z``.
    action: ``edit``; ``undo`` if the decision takes back the one before it; ``adjudicate`` if it settles what others decided
        differently; ``audit`` at the end of an audit of one of the claims.
    relation: the relation of the first claim to the second; None if there is none any more, since it was undone, and in an audit.
    note: a remark.
    seconds: active seconds since the decision before.
    tool: the version of the tool.
    draw: how the pair came to be asked about; None if that is not known.
    """

    first: ClaimRef
    second: ClaimRef
    annotator: str
    created: str
    action: LinkAction
    relation: Relation | None
    note: str
    seconds: float
    tool: str
    draw: Draw | None

    @property
    def pair(self) -> tuple[str, str]:
        """The keys of the two claims."""
        return self.first.key, self.second.key


def link_to_json(link: Link) -> dict[str, Any]:
    """Return a link as a value for JSON."""
    return {"link": asdict(link)}


def link_from_json(record: Any) -> Link:
    """Return the link in a value that `link_to_json` made. Raises ValueError, saying what is wrong with it."""
    value = record.get("link") if isinstance(record, dict) else None
    if not isinstance(value, dict) or len(record) != 1:
        raise ValueError('a link is an object in an object: {"link": {...}}')
    names = [field.name for field in fields(Link)]
    if wrong := value.keys() ^ set(names):
        raise ValueError(f"a link has {', '.join(names)}; missing or unknown here: {', '.join(sorted(wrong))}")
    first, second = _claim(value["first"]), _claim(value["second"])
    if first.key >= second.key or first.document == second.document:
        raise ValueError("a link joins claims of two articles, the one with the lesser id first")
    for name in ("annotator", "created", "note", "tool"):
        if not isinstance(value[name], str) or (name != "note" and not value[name]):
            raise ValueError(f"{name} of a link is {value[name]!r}, which is not a text")
    if value["action"] not in LINK_ACTIONS:
        raise ValueError(f"action of a link is {value['action']!r}; it is one of {', '.join(LINK_ACTIONS)}")
    if value["relation"] is not None and value["relation"] not in RELATIONS:
        raise ValueError(f"relation of a link is {value['relation']!r}; it is one of {', '.join(RELATIONS)}")
    seconds = value["seconds"]
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < float("inf"):
        raise ValueError(f"seconds of a link is {seconds!r}, which is no duration")
    return Link(**{**value, "first": first, "second": second, "draw": _draw(value["draw"])})


def _claim(value: Any) -> ClaimRef:
    if not isinstance(value, dict) or value.keys() != {"sentence", "claim", "text"}:
        raise ValueError("a claim of a link has sentence, claim and text")
    if not all(isinstance(text, str) and text for text in value.values()) or ":" not in value["sentence"]:
        raise ValueError("sentence, claim and text of a link's claim are texts, and the sentence is DOCUMENT:START")
    return ClaimRef(**value)


def _draw(value: Any) -> Draw | None:
    if value is None:
        return None
    kinds: dict[str, tuple[type, ...]] = {
        "stratum": (str,),
        "probability": (int, float, type(None)),
        "seed": (int,),
        "method": (str,),
        "score": (int, float),
        "rank": (int,),
    }
    if not isinstance(value, dict) or value.keys() != kinds.keys():
        raise ValueError(f"draw of a link has {', '.join(kinds)}")
    for name, allowed in kinds.items():
        if isinstance(value[name], bool) or not isinstance(value[name], allowed):
            raise ValueError(f"{name} in the draw of a link is {value[name]!r}")
    return Draw(**value)


def current_links(links: Iterable[Link]) -> list[Link]:
    """Return the newest decision on each pair by each annotator, without those that were undone, in the order of time."""
    return _newest((link, (link.annotator, *link.pair)) for link in links if link.action in ("edit", "undo"))


def adjudicated_links(links: Iterable[Link]) -> list[Link]:
    """Return the newest adjudication of each pair, without those that were taken back, in the order of time."""
    return _newest((link, link.pair) for link in links if link.action == "adjudicate")


def _newest(keyed: Iterable[tuple[Link, tuple[str, ...]]]) -> list[Link]:
    newest: dict[tuple[str, ...], Link] = {}
    for link, key in keyed:
        known = newest.get(key)
        if known is None or link.created >= known.created:
            newest[key] = link
    return sorted((link for link in newest.values() if link.relation is not None), key=lambda link: (link.created, link.pair))
