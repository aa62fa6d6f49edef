"""The claims, sources, stances and links of every two annotators side by side, as arrays.

Claims are compared in the sentences that both annotators finished, matched by their place (`annotate.agreement.matching`).
Everything asked about a claim, its sources and their stances is compared on matched claims only, so that one missed claim is one
disagreement. Two sources are one entity if both are the author, share a name (case and spaces aside), or are mentioned in
overlapping places anywhere in the document.

All pairs of annotators in all documents of a portion are aligned at once. Most items need no search: numpy pairs off the items at
exactly the same place, then the items that touch only one item of the other annotator, and `match` sees what is left. Tests hold
the result against an engine that compares one pair of annotators, one claim at a time (`tests/support/oracle.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from annotate.agreement.encode import BY_AUTHOR, Attributions, Claims, Decisions, Encoder, Entity, Links, codes, ranges
from annotate.agreement.intervals import Integers, Mask, numbered
from annotate.agreement.matching import Pieces, assign, digest, match, rank_pairs
from annotate.agreement.plan import AUTHOR_STANCE, CLAIMS, ENTITY, LINKED, MENTION, RELATION, STANCE, TRIPLE, Question

ALONE = -1
"""The partner of an item that has none."""


@dataclass(frozen=True, slots=True, eq=False)
class AlignedPairs:
    """Rows of two annotators (lower number first) side by side, `ALONE` where one has none; `of` is what both belong to."""

    of: Integers
    one: Integers
    other: Integers

    @property
    def both(self) -> Mask:
        """The rows in which both annotators have something."""
        both: Mask = (self.one != ALONE) & (self.other != ALONE)
        return both

    def where(self, rows: Mask | Integers) -> AlignedPairs:
        """Return a selection of the rows."""
        return AlignedPairs(self.of[rows], self.one[rows], self.other[rows])

    def of_each(self, column: Integers) -> AlignedPairs:
        """Return the values of a column in place of the rows; both annotators must have one in each."""
        return AlignedPairs(self.of, column[self.one], column[self.other])

    def __add__(self, more: AlignedPairs) -> AlignedPairs:
        columns = ((self.of, more.of), (self.one, more.one), (self.other, more.other))
        return AlignedPairs(*map(np.concatenate, columns))


class MarkedItems(NamedTuple):
    """Items that either of two annotators marked, by rows of `PairComparisons`: do `both` have it, and is it the `same`?"""

    of: Integers
    both: Mask
    same: Mask


@dataclass(frozen=True, slots=True, eq=False)
class PairComparisons:
    """One row per claim that either of two annotators marked: its sentence, and their `pair` among `pairs`, [pairs, 2].

    `items` has the marked items. `answered` has, for a question or all questions of a stage, numbers of combinations of answers
    side by side.
    """

    sentence: Integers
    pair: Integers
    pairs: Integers
    items: Mapping[Question, MarkedItems]
    answered: Mapping[Question | str, AlignedPairs]

    def answers(self, question: Question) -> AlignedPairs:
        """Return the combinations of answers that contain the answer to a question."""
        return self.answered.get(question) or self.answered[question.stage]


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The rows of every two annotators side by side.

    `claims` are rows of `Claims`, of the number of the pair of annotators; `exact` says which are at exactly the same place and
    `sentence` where the earlier of the two is. Three are rows of `Attributions`, of the row of `claims`: `sources` put the
    claim forward, `authors` are the author's stances, `mentions` are of sources matched by place, whichever source they are of.
    `links` are rows of `Links`, of the row of `claims`, of claims that both marked; `linkable` says where both marked the target.
    """

    pairs: Integers
    claims: AlignedPairs
    exact: Mask
    sentence: Integers
    sources: AlignedPairs
    authors: AlignedPairs
    mentions: AlignedPairs
    links: AlignedPairs
    linkable: Mask

    def shared_sources(self) -> AlignedPairs:
        """Return the sources of claims that both marked: for other claims, the claim is the disagreement, not its source."""
        return self.sources.where(self.claims.both[self.sources.of])

    def named(self, attributions: Attributions) -> AlignedPairs:
        """Return the sources that both annotators have, without the author."""
        return self.sources.where(self.sources.both & (attributions.entity[self.sources.one] != BY_AUTHOR))

    def recorded(self, attributions: Attributions) -> AlignedPairs:
        """Return those of the named sources that both annotators recorded, with the answers about them."""
        named = self.named(attributions)
        return named.where((attributions.source[named.one] >= 0) & (attributions.source[named.other] >= 0))

    def own_stances(self) -> AlignedPairs:
        """Return the stances of the author that both annotators recorded."""
        return self.authors.where(self.authors.both)


def align_annotators(
    encoder: Encoder, decisions: Decisions, claims: Claims, attributions: Attributions, links: Links
) -> Alignment:
    """Align the claims of every two annotators, the sources of these claims, and the links from them."""
    met = pair_annotators(decisions)
    marked = pair_claims(encoder, claims, met)
    sentence = np.append(decisions.sentence[claims.decision], np.iinfo(np.int64).max)  # the last element is that of `ALONE`
    owners = spread(marked, attributions.claim, attributions.owns > 0)
    authors = spread(marked, attributions.claim, attributions.entity == BY_AUTHOR)
    mentioned = owners.where(marked.both[owners.key] & (attributions.start[owners.item] >= 0))
    return Alignment(
        met.pairs,
        marked,
        marked.both & (claims.place[marked.one] == claims.place[marked.other]),
        np.minimum(sentence[marked.one], sentence[marked.other]),
        pair_sources(encoder, attributions, owners),
        pair_sources(encoder, attributions, authors),
        pair_mentions(attributions, mentioned),
        *pair_links(links, marked),
    )


def compare(encoder: Encoder, decisions: Decisions, claims: Claims, attributions: Attributions) -> PairComparisons:
    """Compare the claims of every two annotators, who puts them forward with which stance, and how they are linked."""
    links = encoder.links()
    aligned = align_annotators(encoder, decisions, claims, attributions, links)
    shared, named, own = aligned.shared_sources(), aligned.named(attributions), aligned.own_stances()
    rows = np.arange(len(aligned.exact))
    items = {
        CLAIMS: MarkedItems(rows, aligned.claims.both, aligned.exact),
        ENTITY: MarkedItems(shared.of, shared.both, shared.both),
        MENTION: MarkedItems(aligned.mentions.of, aligned.mentions.both, same_mentions(attributions, aligned.mentions)),
        TRIPLE: _triples(encoder, attributions, aligned.exact, aligned.sources),
    }
    claimed = AlignedPairs(rows, aligned.claims.one, aligned.claims.other).where(aligned.claims.both)
    answered: dict[Question | str, AlignedPairs] = {
        "claim": claimed.of_each(claims.answers),
        "source": aligned.recorded(attributions).of_each(attributions.source),
        "stance": (named + own).of_each(attributions.stance),
        STANCE: named.of_each(attributions.stance),
        AUTHOR_STANCE: own.of_each(attributions.stance),
    }
    if RELATION.stage in encoder.answers:
        linked = aligned.links.where(aligned.linkable)
        items[LINKED] = MarkedItems(linked.of, linked.both, linked.both)
        answered[RELATION] = linked.where(linked.both).of_each(links.answers)
    return PairComparisons(aligned.sentence, aligned.claims.of, aligned.pairs, items, answered)


def same_mentions(attributions: Attributions, mentions: AlignedPairs) -> Mask:
    """Return the rows in which both annotators marked exactly the same mention."""
    one, other = mentions.one, mentions.other
    same = (attributions.start[one] == attributions.start[other]) & (attributions.end[one] == attributions.end[other])
    both: Mask = mentions.both & same
    return both


def _triples(encoder: Encoder, attributions: Attributions, exact: Mask, sources: AlignedPairs) -> MarkedItems:
    """Compare claim, source and stance as one: the same if all three are, else one item of each annotator."""
    label = codes(encoder.answers["stance"].to(STANCE.name), {})[attributions.stance]
    whole = sources.both & exact[sources.of] & (label[sources.one] == label[sources.other])
    own = [sources.of[(side != ALONE) & ~whole] for side in (sources.one, sources.other)]
    same = np.repeat([True, False], [whole.sum(), sum(map(len, own))])
    return MarkedItems(np.concatenate([sources.of[whole], *own]), same, same)


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatorPairs:
    """One row per decision and other decision on its sentence, by decision.

    `other` is that decision, `pair` the number of the two annotators among `pairs`, [pairs, 2], and `side` is 0 for the annotator
    with the lower number, else 1.
    """

    decision: Integers
    other: Integers
    pair: Integers
    side: Integers
    pairs: Integers


def pair_annotators(decisions: Decisions) -> AnnotatorPairs:
    """Pair each decision with all others on its sentence."""
    _, first, number = np.unique(decisions.sentence, return_index=True, return_counts=True)
    decision, other = ranges(np.repeat(first, number), np.repeat(number, number))
    decision, other = decision[decision != other], other[decision != other]
    own, theirs = decisions.annotator[decision], decisions.annotator[other]
    annotators = int(decisions.annotator.max(initial=0)) + 1
    occurring, pair = numbered(np.minimum(own, theirs) * annotators + np.maximum(own, theirs), annotators**2)
    pairs = np.stack(np.divmod(occurring, annotators), 1)
    return AnnotatorPairs(decision, other, pair, (own > theirs).astype(np.int64), pairs)


def pair_claims(encoder: Encoder, claims: Claims, met: AnnotatorPairs) -> AlignedPairs:
    """Align the claims of every two annotators, of the number of their pair."""
    number = np.bincount(met.decision, minlength=len(encoder))
    claim, row = ranges((np.cumsum(number) - number)[claims.decision], number[claims.decision])
    whole = np.fromiter((len(pieces) == 1 for pieces in encoder.pieces), np.bool_, len(encoder.pieces))
    pair, side = met.pair[row], met.side[row]
    items = Placed(pair, side, claims.start[claim], claims.end[claim], claims.place[claim], whole[claim])
    return _aligned(*align(items, lambda item: encoder.pieces[claim[item]]), pair, claim)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Items with a place; those with the same `key` are matched, `side` 0 with side 1.

    `place` is a number that only items with exactly the same pieces share; `whole` is True for an item of one piece.
    """

    key: Integers
    side: Integers
    start: Integers
    end: Integers
    place: Integers
    whole: Mask


# A match of all keys at once. First, items at exactly the same place are partners, whatever else they touch. What is left falls
# into groups that share no character (an interval sweep). A group of one whole item on each side is a pair, since the two
# overlap. Only a group with several items on a side, or with an item of several pieces (whose gaps may be all that overlaps),
# needs `match`.
def align(items: Placed, pieces: Callable[[int], Pieces]) -> tuple[Integers, Integers]:
    """Match the items of each key as `matching.match` does; `pieces` returns the pieces of a row.

    Returns:
        The rows of side 0 and the rows of side 1 beside them, `ALONE` beside those without a partner.
    """
    partner = np.full(len(items.key), ALONE)
    _join(partner, *_in_one_place(items.key, items.side, items.place))
    rows, group = _touching(items, np.flatnonzero(partner == ALONE))
    sides = np.bincount(2 * group + items.side[rows], minlength=2 * int(group.max(initial=-1) + 1)).reshape(-1, 2)
    simple = (sides == 1).all(1) & (np.bincount(group, ~items.whole[rows]) == 0)
    _join(partner, *rows[simple[group]].reshape(-1, 2).T)
    searched = (sides > 0).all(1) & ~simple
    rows, group = rows[searched[group]], group[searched[group]]
    for of_group in np.split(rows, np.flatnonzero(np.diff(group)) + 1):
        first, second = (of_group[items.side[of_group] == side].tolist() for side in (0, 1))
        for one, other in match([pieces(row) for row in first], [pieces(row) for row in second]):
            _join(partner, first[one], second[other])
    return _paired(partner, items.side)


def _paired(partner: Integers, side: Integers) -> tuple[Integers, Integers]:
    """Return the items of side 0 beside their partners, then those of side 1 that have none."""
    first, second = (np.flatnonzero(side == number) for number in (0, 1))
    alone = second[partner[second] == ALONE]
    return np.concatenate([first, np.full(len(alone), ALONE)]), np.concatenate([partner[first], alone])


def _join(partner: Integers, one: Integers | int, other: Integers | int) -> None:
    """Make rows each other's partners."""
    partner[one], partner[other] = other, one


def _in_one_place(key: Integers, side: Integers, place: Integers) -> tuple[Integers, Integers]:
    """Return the rows of two items at exactly the same place: of several on a side, the first with the first, and so on."""
    place = key * (place.max(initial=0) + 1) + place
    own = 2 * place + side
    order = np.argsort(own, kind="stable")
    first = np.flatnonzero(np.diff(own[order], prepend=-1))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    order = np.lexsort((side, rank, place))
    before, after = order[:-1], order[1:]
    same = (place[before] == place[after]) & (rank[before] == rank[after])
    return before[same], after[same]


def _touching(items: Placed, rows: Integers) -> tuple[Integers, Integers]:
    """Return the rows in the order of their places, and for each the number of its group.

    No group shares a character with another: a new one starts where an item begins at or after the end of all items before it.
    """
    shift = items.key[rows] * (items.end.max(initial=0) + 1)  # puts the keys one after another on one line
    start, end = shift + items.start[rows], shift + items.end[rows]
    order = np.argsort(start, kind="stable")
    reach = np.maximum.accumulate(end[order])
    return rows[order], np.cumsum(start[order] >= np.concatenate([[-1], reach])[:-1]) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Items by side, then by key: the row of aligned claims, of which there are `keys`, that each belongs to.

    An `item` is a row of `Attributions`, or of `Links`.
    """

    key: Integers
    side: Integers
    item: Integers
    keys: int

    def where(self, rows: Mask) -> Spread:
        """Return a selection of the rows."""
        return Spread(self.key[rows], self.side[rows], self.item[rows], self.keys)


def spread(claims: AlignedPairs, claim: Integers, chosen: Mask) -> Spread:
    """Return the chosen items, given the claim of each, once for every row of `claims` that the claim appears in."""
    rows = np.flatnonzero(chosen)
    size = int(max(claims.one.max(initial=0), claims.other.max(initial=0))) + 1
    number = np.bincount(claim[rows], minlength=size)
    first = np.cumsum(number) - number
    sides = [ranges(first[side], np.where(side == ALONE, 0, number[side])) for side in (claims.one, claims.other)]
    key, place = (np.concatenate(parts) for parts in zip(*sides, strict=True))
    return Spread(key, np.repeat([0, 1], [len(row) for row, _ in sides]), rows[place], len(claims.of))


def pair_mentions(attributions: Attributions, mentioned: Spread) -> AlignedPairs:
    """Align the mentions of the sources of each claim by place, whichever source they are of."""
    start, end = attributions.start[mentioned.item], attributions.end[mentioned.item]
    place = start * (end.max(initial=0) + 1) + end
    _, place = np.unique(place, return_inverse=True)
    items = Placed(mentioned.key, mentioned.side, start, end, place, np.ones(len(start), np.bool_))
    return _aligned(*align(items, lambda item: [(int(start[item]), int(end[item]))]), mentioned.key, mentioned.item)


# A link names its target by the place of that claim, which two annotators may have marked a little differently. So links to one
# place have the same target, and then those whose targets are one row of the aligned claims. A target that only one of the two
# marked, or that is in a sentence that only one of them finished, is in no row that both have.
def pair_links(links: Links, claims: AlignedPairs) -> tuple[AlignedPairs, Mask]:
    """Align the links of each claim that both annotators marked by their targets.

    Returns:
        The rows of `Links`, of the row of `claims`, and where both annotators marked the target.
    """
    linked = spread(claims, links.claim, np.ones(len(links.claim), np.bool_))
    linked = linked.where(claims.both[linked.key])
    target = _shared_rows(claims, claims.of[linked.key], linked.side, links.target[linked.item])
    partner = np.full(len(target), ALONE)
    _join(partner, *_in_one_place(linked.key, linked.side, links.place[linked.item]))
    left = np.flatnonzero((partner == ALONE) & (target != ALONE))
    one, other = _in_one_place(linked.key[left], linked.side[left], target[left])
    _join(partner, left[one], left[other])
    one, other = _paired(partner, linked.side)
    shared = np.append(target != ALONE, False)  # the last element is that of `ALONE`
    return _aligned(one, other, linked.key, linked.item), shared[one] | shared[other]


def _shared_rows(claims: AlignedPairs, pair: Integers, side: Integers, claim: Integers) -> Integers:
    """Return the row in which a pair of annotators both have a claim of one of them, given the side; `ALONE` if there is none."""
    rows = np.flatnonzero(claims.both)
    size = int(max(claims.one.max(initial=0), claims.other.max(initial=0))) + 1
    sides = (claims.one, claims.other)
    known = np.concatenate([(2 * claims.of[rows] + number) * size + marked[rows] for number, marked in enumerate(sides)])
    order = np.argsort(known)
    # The last element is never looked for; it stands for what comes after all others.
    known, row = np.append(known[order], -1), np.append(np.tile(rows, 2)[order], ALONE)
    wanted = (2 * pair + side) * size + claim
    place = np.searchsorted(known[:-1], wanted)
    found: Integers = np.where((claim != ALONE) & (claim < size) & (known[place] == wanted), row[place], ALONE)
    return found


# Whether two sources match is asked for every source of side 0 with every source of side 1 of the same claim. Most claims have
# one source on each side, and the answer is the alignment. Where there are more, matching is not transitive (one name may match
# two), so the pairs are an assignment again, over a matrix of 0 and 1, with preferences that do not depend on who comes first.
def pair_sources(encoder: Encoder, attributions: Attributions, sources: Spread) -> AlignedPairs:
    """Align the sources of each claim by who they are."""
    key, row, column = _crossed(sources)
    same = _same(encoder, attributions.entity[sources.item[row]], attributions.entity[sources.item[column]])
    several = np.bincount(key, minlength=sources.keys)[key] > 1
    partner = np.full(len(sources.key), ALONE)
    _join(partner, row[same & ~several], column[same & ~several])
    cells = np.flatnonzero(several)
    for of_claim in np.split(cells, np.flatnonzero(np.diff(key[cells])) + 1):
        if same[of_claim].any():
            rows, columns = np.unique(row[of_claim]), np.unique(column[of_claim])
            ours, theirs = (attributions.entity[sources.item[side]].tolist() for side in (rows, columns))
            worth = _ranked_sources(encoder, ours, theirs)
            for one, other in assign(worth):
                _join(partner, rows[one], columns[other])
    return _aligned(*_paired(partner, sources.side), sources.key, sources.item)


def _ranked_sources(encoder: Encoder, first: Sequence[int], second: Sequence[int]) -> list[list[int]]:
    """Return what each entity of one annotator is worth as the partner of each of the other: more if they share a name."""
    entities = [encoder.entities[number] for number in (*first, *second)]
    start = min((place[0] for entity in entities for place in entity.mentions), default=0)

    def content(number: int) -> tuple[bool, list[str], list[tuple[int, int]]]:
        entity = encoder.entities[number]
        mentions = sorted((begin - start, end - start) for begin, end in entity.mentions)
        return number == BY_AUTHOR, sorted(entity.names), mentions

    def worth(one: Any, other: Any) -> tuple[float, int, int]:
        (author, names, mentions), (other_author, other_names, other_mentions) = one, other
        alike = Entity(set(names), set(mentions)).matches(Entity(set(other_names), set(other_mentions)))
        same = author and other_author if author or other_author else alike
        return float(same), set(names).isdisjoint(other_names), digest(one, other)

    return rank_pairs([content(number) for number in first], [content(number) for number in second], worth)


def _crossed(items: Spread) -> tuple[Integers, Integers, Integers]:
    """Return the key, the row of side 0 and the row of side 1 of every two rows that have the same key, row by row."""
    number = np.bincount(items.key + items.side * items.keys, minlength=2 * items.keys)
    first = np.cumsum(number) - number
    ours = np.flatnonzero(items.side == 0)
    theirs = items.key[ours] + items.keys
    place, column = ranges(first[theirs], number[theirs])
    return items.key[ours[place]], ours[place], column


def _same(encoder: Encoder, one: Integers, other: Integers) -> Mask:
    """Compare entities pairwise: the author is only the author."""
    entities, named = encoder.entities, (one != BY_AUTHOR) & (other != BY_AUTHOR)
    distinct, place = np.unique(np.where(named, one * len(entities) + other, 0), return_inverse=True)
    couples = (divmod(number, len(entities)) for number in distinct.tolist())
    matching = np.array([entities[first].matches(entities[second]) for first, second in couples], np.bool_)
    same: Mask = np.where(named, matching[place], one == other)
    return same


def _aligned(one: Integers, other: Integers, of: Integers, item: Integers) -> AlignedPairs:
    """Replace rows that are side by side by the `item` in each, with what they are `of`."""
    items = np.append(item, ALONE)
    return AlignedPairs(of[np.where(one == ALONE, other, one)], items[one], items[other])
