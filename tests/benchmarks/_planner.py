"""The fewest keys from an article to its gold, found by pressing them: every state on the way is one that `step` made.

The search is A* over real states, sentence by sentence. An edge is a key, or the few keys of one act: a ready-made span that is
near a gold claim, its first and last word by their hints, an edge moved towards its place, a source by number, mention, picker or
as the last one again. An act that is refused is no edge. What is still missing is counted, never more than it must cost, so the
first plan found is the cheapest of those acts; where that search grows too long, of those that reject the first suggestion.
Between sentences a few cheap ways are kept that differ in what comes after: who was named last, who is known under which number.

What a plan must reach:

- claims: the same words, whatever punctuation lies at their edges, in the same pieces;
- sources: one entry of the registry for each gold source and the other way round, of the gold's name or first mentioned where the
  gold mentions it (sharing a word); a later mention is not asked for;
- stances: the labels of the sources that the gold has, and no others.

Answers to the schema's questions are given where they are asked, and not counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count

from _gold import Gold, GoldClaim, Range

from annotate.labelling.actions.picking import pick_hints, pick_words, ready_spans
from annotate.labelling.actions.questions import choices_of
from annotate.labelling.actions.sources import marked_source
from annotate.labelling.session import step
from annotate.labelling.state import Event, IdentifyMention, Key, Review, SourcePicker, State, Suggestion, Text
from annotate.labelling.words import Word, suggested_spans, words
from annotate.model import AUTHOR, Document, Source, Span

KEPT = 4
"""Ways that are kept from one sentence to the next."""
SLACK = 1
"""How many keys more than the cheapest such a way may cost."""
NEAR = 3
"""Words an edge is moved one by one; from further away it is picked."""
REACH = 4
"""Sentences above and below in which a mention is looked for."""
PATIENCE = 10_000
"""States looked at in a sentence before its suggestions are rejected, and then before it is given up."""

Pieces = tuple[Range, ...]
"""A claim as the numbers of its words in the document: the first and the last of each piece."""


@dataclass(frozen=True)
class Way:
    """Keys pressed so far and where they led: those that count, and all events, answers among them.

    `known` says which gold source an entry of the registry stands for.
    """

    state: State
    known: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()

    def press(self, *names: str) -> Way | None:
        """After some keys; None if one of them is refused."""
        state = self.state
        for name in names:
            state = step(state, Key(name))
            if state.refused:
                return None
        return replace(self, state=state, keys=(*self.keys, *names), events=(*self.events, *map(Key, names)))

    def answer(self) -> Way:
        """After the schema's questions, uncounted: what need not be answered is not."""
        way = self
        while (asking := way.state.question) is not None:
            choices = choices_of(asking.attribute)
            answer: list[Event] = [Key("enter")]
            if not asking.optional:
                answer = [Key(choices[0].key)] if choices else [Text("1"), Key("enter")]
            state = way.state
            for event in answer:
                state = step(state, event)
            if state.refused:
                raise ValueError(f"the question {asking.attribute.name} cannot be answered: {state.message}")
            way = replace(way, state=state, events=(*way.events, *answer))
        return way


@dataclass(frozen=True)
class Wanted:
    pieces: Pieces
    stances: Mapping[str, str | None]

    @property
    def sources(self) -> list[str]:
        return [source for source in self.stances if source != AUTHOR]


@dataclass(frozen=True)
class Standing:
    """How far a sentence is: the keys it still costs at least, the claims that are missing, what those that are there are to be.

    `settled` where each claim that is there is as the gold has it.
    """

    cost: int
    known: Mapping[str, str]
    missing: Sequence[Wanted]
    targets: Mapping[str, Wanted]
    settled: bool

    @property
    def reached(self) -> bool:
        return self.settled and not self.missing


def plan(start: State, gold: Gold) -> list[tuple[str, ...]]:
    """The keys of each sentence, from the first to the last. Raises ValueError where no way is found."""
    planner = Planner(start.document, gold)
    ways = [(Way(start), ())]
    for at in range(len(start.document.sentences)):
        found: dict[object, tuple[Way, tuple[tuple[str, ...], ...]]] = {}
        for way, before in ways:
            for end in planner.ways(replace(way, keys=()), at):
                taken = (*before, end.keys)
                signature = _after(end)
                if signature not in found or _cost(taken) < _cost(found[signature][1]):
                    found[signature] = (end, taken)
        if not found:
            raise ValueError(f"sentence {at + 1}: no way to the gold is found")
        ways = sorted(found.values(), key=lambda one: _cost(one[1]))
        least = _cost(ways[0][1])
        ways = [one for one in ways[: planner.kept] if _cost(one[1]) <= least + SLACK]
    best, taken = ways[0]
    planner.prove(start, best)
    return list(taken)


def _cost(taken: Iterable[Sequence[str]]) -> int:
    return sum(map(len, taken))


def _after(way: Way) -> object:
    """What later sentences can tell of a way."""
    return way.state.last_source, tuple(sorted(way.known.items())), tuple((s.id, s.name) for s in way.state.registry.values())


class Planner:
    """The search, on one document and its gold."""

    def __init__(self, document: Document, gold: Gold) -> None:
        self.document = document
        self.gold = gold
        texts = [(document.text[s.start : s.end], s.start) for s in document.sentences]
        self.kept = KEPT if gold.complete else 1
        self.row = [word for text, start in texts for word in words(text, start)]
        self.ends = [word.end for word in self.row]
        self.ready = {self.range(*span) for text, start in texts for span in suggested_spans(text, start)}
        self.wanted = {
            sentence.id: [self._wanted(claim) for claim in gold.claims.get(sentence.id, ())] for sentence in document.sentences
        }
        self.mentions = {source: [self.range(*m) for m in found] for source, found in gold.mentions.items()}
        self.chances = self._chances()
        self.deferred = self._deferred()

    def _chances(self) -> dict[str, int]:
        """The last sentence that mentions a source where a claim of it stands: there it can still be named."""
        found: dict[str, int] = {}
        for at, sentence in enumerate(self.document.sentences):
            for source in {source for wanted in self.wanted[sentence.id] for source in wanted.sources}:
                if any(self._distance(at, mention) == 0 for mention in self.mentions.get(source, ())):
                    found[source] = at
        return found

    def _deferred(self) -> frozenset[str]:
        """The sources of a claim in a sentence before one that mentions them."""
        return frozenset(
            source
            for at, sentence in enumerate(self.document.sentences)
            for wanted in self.wanted[sentence.id]
            for source in wanted.sources
            if at < self.chances.get(source, 0)
        )

    def _wanted(self, claim: GoldClaim) -> Wanted:
        found: list[Range] = []
        for first, last in sorted(self.range(*piece) for piece in claim.pieces):
            if found and first <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            elif first <= last:
                found.append((first, last))
        return Wanted(tuple(found), claim.stances)

    def range(self, start: int, end: int) -> Range:
        """The first and the last word that a stretch of the text has a part of."""
        first = bisect_left(self.ends, start + 1)
        last = first
        while last < len(self.row) and self.row[last].start < end:
            last += 1
        return first, last - 1

    def pieces(self, spans: Iterable[Span]) -> Pieces:
        return tuple(self.range(span.start, span.end) for span in spans)

    def ways(self, start: Way, at: int) -> list[Way]:
        """The cheapest ways through a sentence, those that differ in what comes after."""
        standing = self.standing(start, at)
        assert standing is not None
        order = count(0, -1)  # of those that cost the same the latest first: it is further on
        heap = [(standing.cost, next(order), start)]
        seen: dict[object, int] = {}
        found: dict[object, Way] = {}
        best: int | None = None
        while heap and len(seen) < PATIENCE and len(found) < self.kept:
            estimate, _, way = heappop(heap)
            if best is not None and estimate > best + SLACK:
                break
            if way.state.at != at:
                best = len(way.keys) if best is None else best
                found.setdefault(_after(way), way)
                continue
            signature = self._signature(way, at)
            if signature in seen and seen[signature] <= len(way.keys):
                continue
            seen[signature] = len(way.keys)
            for after in self.acts(way, at):
                if after is None:
                    continue
                judged = self._judged(after, at)
                if judged is not None:
                    heappush(heap, (len(judged[0].keys) + judged[1], next(order), judged[0]))
        if not found and (rejected := start.press("x")):
            return self.ways(rejected, at)
        return list(found.values())

    def _judged(self, way: Way, at: int) -> tuple[Way, int] | None:
        """A way with its remaining cost; None where it leads astray."""
        standing = self.standing(way, at)
        if standing is None:
            return None
        way = replace(way, known=standing.known)
        if way.state.question is not None:
            if not standing.reached:
                return None
            way = way.answer()
        if way.state.at == at:
            return (way, standing.cost) if isinstance(way.state.mode, Review) else None
        return (way, 0) if self._finished(way, at) else None

    def _finished(self, way: Way, at: int) -> bool:
        """Whether a sentence was left as the gold has it."""
        standing = self.standing(way, at)
        id = self.document.sentences[at].id
        label = "skip" if id in self.gold.skipped else "claim" if self.wanted[id] else "no_claim"
        if standing is None or not standing.reached or way.state.annotation_of(id).label != label:
            return False
        unnamed = (way.known.get(source.id, "") for source in way.state.registry.values() if not source.name)
        return all(self.chances.get(gold, 0) > at for gold in unnamed)

    def _signature(self, way: Way, at: int) -> object:
        annotation = way.state.annotation
        claims = tuple((claim.id, claim.spans) for claim in annotation.claims)
        stances = tuple((s.claim, s.source, s.label) for s in annotation.stances)
        sources = tuple((s.id, s.name) for s in way.state.registry.values())
        offered = tuple((s.spans, s.label) for s in way.state.open_suggestions)
        return claims, stances, sources, offered, way.state.focus, way.state.last_source

    def standing(self, way: Way, at: int) -> Standing | None:
        """How far the sentence is; None where there is a claim that the gold has no part of."""
        state = way.state
        id = self.document.sentences[at].id
        annotation = state.annotation_of(id)
        known = dict(way.known)
        left = list(self.wanted[id])
        targets: dict[str, Wanted] = {}
        begun = [(claim, self.pieces(claim.spans)) for claim in annotation.claims]
        for claim, pieces in begun:
            if exact := next((wanted for wanted in left if wanted.pieces == pieces), None):
                targets[claim.id] = exact
                left.remove(exact)
        cost = 0
        for claim, pieces in begun:
            if claim.id not in targets:
                near = max(left, key=lambda wanted: _shared(wanted.pieces, pieces), default=None)
                if near is None or not _shared(near.pieces, pieces) or cost:
                    return None
                targets[claim.id] = near
                left.remove(near)
                cost = _misshaped(pieces, near.pieces)
        for claim, _ in begun:
            labels = {s.source: s.label for s in annotation.stances if s.claim == claim.id}
            cost += self._stances_missing(labels, {s.id: s for s in annotation.sources}, targets[claim.id], known)
        open_here = state.open_suggestions if state.at == at else ()
        offered = [self.pieces(suggestion.spans) for suggestion in open_here]
        settled = not cost
        cost += self._missing(left, offered, known) + (not open_here)
        return Standing(cost, known, left, targets, settled)

    def _missing(self, left: Sequence[Wanted], offered: Sequence[Pieces], known: Mapping[str, str]) -> int:
        """The keys that missing claims cost at least: a suggestion near a claim saves some, and becomes one claim at most."""
        alone = [self._alone(wanted, known) for wanted in left]
        saved = [
            [cost - _amended(pieces, wanted.pieces, cost) for wanted, cost in zip(left, alone, strict=True)] for pieces in offered
        ]
        by_suggestion = sum(max(row, default=0) for row in saved)
        by_claim = sum(max(column) for column in zip(*saved, strict=True))
        return sum(alone) - min(by_suggestion, by_claim)

    def _alone(self, wanted: Wanted, known: Mapping[str, str]) -> int:
        """The keys that a claim costs at least that is suggested nowhere."""
        shape = 2 if wanted.pieces[0] in self.ready else 3  # `c` and a digit; or two hints, or a digit and an edge moved
        return shape + 2 * (len(wanted.pieces) - 1) + sum(self._naming(source, known) for source in wanted.sources)

    def _stances_missing(
        self, labels: Mapping[str, str], sources: Mapping[str, Source], wanted: Wanted, known: dict[str, str]
    ) -> int:
        """The keys that a claim's sources and stances still cost at least; who is who is learned on the way."""
        if not wanted.stances:
            return 0
        cost = 0
        reached = set()
        for source, label in labels.items():
            gold = AUTHOR if source == AUTHOR else self._stands_for(sources[source], wanted, known)
            if source == AUTHOR and AUTHOR not in wanted.stances:
                cost += self.gold.complete
            elif gold is None or gold in reached:
                cost += 1
            else:
                reached.add(gold)
                cost += wanted.stances[gold] not in (None, label)
        return cost + sum(self._naming(source, known) for source in wanted.sources if source not in reached)

    def _naming(self, source: str, known: Mapping[str, str]) -> int:
        """The keys that a source costs at least: `s` and a number, or `v` where it is named later, or two hints."""
        return 2 if source in known.values() or source in self.deferred else 3

    def _stands_for(self, source: Source, wanted: Wanted, known: dict[str, str]) -> str | None:
        """The gold source that an entry of the registry is, if it is one of those wanted."""
        if known.get(source.id) in wanted.stances:
            return known[source.id]
        if source.id in known and self.gold.complete:
            return None
        free = [gold for gold in wanted.sources if not self.gold.complete or gold not in known.values()]
        likeness = {gold: self._likeness(source, gold) for gold in free}
        best = max(free, key=lambda gold: likeness[gold], default=None)
        if best is None or not likeness[best]:
            return None
        if self.gold.complete:
            known[source.id] = best
        else:
            known.setdefault(source.id, best)
        return best

    def _likeness(self, source: Source, gold: str) -> float:
        """How much an entry is like a gold source: by name, else by where it is mentioned; 1 where neither can be told."""
        if source.mention is None or not self.mentions.get(gold) or source.name.casefold() == self.gold.names[gold].casefold():
            return 1.0
        place = self.range(source.mention.start, source.mention.end)
        return max(_shared_part(place, mention) for mention in self.mentions[gold])

    def acts(self, way: Way, at: int) -> Iterator[Way | None]:
        """What may be done next that leads somewhere."""
        state = way.state
        standing = self.standing(way, at)
        assert standing is not None
        if standing.reached:
            yield way.press("w" if state.sentence.id in self.gold.skipped else "n")
        yield from self._accepted(way)
        if len(state.items) > 1:
            yield way.press("tab")
            yield way.press("k")
        offered = self._offered(state)
        target = self._target(state, standing, offered)
        if offered is not None:
            yield way.press("x")
        if len(state.focus) == 3 and (state.focus[2] != AUTHOR or self.gold.complete):
            yield way.press("r")
        if standing.settled:
            for wanted in standing.missing:
                yield from self._picked(way.press("c"), wanted, wanted.pieces[:1])
        if target is not None:
            spans = offered.spans if offered else state.claim.spans if state.claim else ()
            yield from self._shaped(way, self.pieces(spans), target)
            yield from self._labelled(way, target)
            if state.claim is not None:
                yield from self._sourced(way, target, at)

    def _accepted(self, way: Way) -> Iterator[Way | None]:
        """Space; and where it accepts the last suggestion and goes on, back to what is still to do."""
        accepted = way.press("space")
        yield accepted
        if accepted is not None and way.state.open_suggestions and accepted.state.focus != way.state.focus:
            yield accepted.answer().press("b")

    def _offered(self, state: State) -> Suggestion | None:
        """The suggestion that is focused."""
        return state.open_suggestions[int(state.focus[1])] if state.focus and state.focus[0] == "suggestion" else None

    def _target(self, state: State, standing: Standing, offered: Suggestion | None) -> Wanted | None:
        """What the focused item is to become."""
        if offered is not None:
            pieces = self.pieces(offered.spans)
            near = max(standing.missing, key=lambda wanted: _shared(wanted.pieces, pieces), default=None)
            return near if near and _shared(near.pieces, pieces) else None
        return standing.targets.get(state.claim.id) if state.claim else None

    def _picked(self, way: Way | None, wanted: Wanted, places: Sequence[Range]) -> Iterator[Way | None]:
        """A span picked, `c` or `m` being pressed: a ready-made one that has an edge of the claim or holds it; or by hints."""
        if way is None or way.state.picking is None:
            return
        first, last = places[0][0], places[0][1]
        whole = wanted.pieces[0][0], wanted.pieces[-1][1]
        for number, span in enumerate(ready_spans(way.state, way.state.picking), 1):
            start, end = self.range(span.start, span.end)
            if start in (first, whole[0]) or end in (last, whole[1]) or start <= whole[0] <= whole[1] <= end:
                yield way.press(str(number))
        yield self._hinted(self._hinted(way, self.row[first]), self.row[last])

    def _hinted(self, way: Way | None, word: Word) -> Way | None:
        """A word picked by its hint; the first word again by Space."""
        picking = way.state.picking if way else None
        if way is None or picking is None or word not in (row := pick_words(way.state, picking)):
            return None
        if picking.first == word:
            return way.press("space")
        return way.press(*hint) if (hint := pick_hints(way.state, picking)[row.index(word)]) else None

    def _shaped(self, way: Way, pieces: Pieces, wanted: Wanted) -> Iterator[Way | None]:
        """The focused item's edges moved towards the claim's, and its other pieces added."""
        (start, _), (_, end) = pieces[0], pieces[-1]
        first, last = wanted.pieces[0][0], wanted.pieces[-1][1]
        if start != first:
            yield self._hinted(way.press("i"), self.row[first])
            yield from (way.press("d"), way.press("H")) if start < first else ()
            if 0 < start - first <= NEAR:
                yield way.press("h")
        if end != last:
            yield self._hinted(way.press("e"), self.row[last])
            yield from (way.press("f"), way.press("L")) if end > last else ()
            if 0 < last - end <= NEAR:
                yield way.press("l")
        for place in wanted.pieces if len(wanted.pieces) > 1 else ():
            if place not in pieces:
                for leafed in self._leafed(way.press("m"), place):
                    yield from self._picked(leafed, wanted, (place,))

    def _leafed(self, way: Way | None, place: Range) -> Iterator[Way]:
        """PICK in the sentence where a stretch of words is, if that is within reach."""
        if way is None or way.state.picking is None:
            return
        word = self.row[place[0]]
        at = way.state.picking.at
        there = next(i for i, s in enumerate(self.document.sentences) if s.start <= word.start < s.end)
        if abs(there - at) <= REACH and (leafed := way.press(*["down" if there > at else "up"] * abs(there - at))):
            yield leafed

    def _labelled(self, way: Way, wanted: Wanted) -> Iterator[Way | None]:
        """The stance set, where another is wanted."""
        focused = self._offered(way.state) or way.state.stance
        for choice in way.state.schema.labels["stance"].choices:
            if choice.value in wanted.stances.values() and choice.value != focused.label:
                yield way.press(choice.key)

    def _sourced(self, way: Way, wanted: Wanted, at: int) -> Iterator[Way | None]:
        """A source of the focused claim: as before, by number, in the picker, by a mention, named later."""
        asked = way.press("s")
        if asked is None:
            return
        yield asked.press("y")
        for gold in wanted.sources:
            entries = [id for id, known in way.known.items() if known == gold and id in way.state.registry]
            for id in entries:
                yield from self._known(asked, id)
            near = [m for m in self.mentions.get(gold, ()) if self._distance(at, m) <= REACH]
            for mention in sorted(near, key=lambda m: self._distance(at, m))[:4]:
                for leafed in self._leafed(asked, mention):
                    yield from self._mentioned(leafed, mention, entries)
            if not entries and self.gold.complete and at < self.chances.get(gold, 0):
                yield asked.press("v")
            if not entries and self.gold.complete and not near:
                yield asked.press("o", *(_key(letter) for letter in self.gold.names[gold]), "enter")

    def _distance(self, at: int, mention: Range) -> int:
        start = self.row[mention[0]].start
        return abs(next(i for i, s in enumerate(self.document.sentences) if s.start <= start < s.end) - at)

    def _mentioned(self, way: Way, mention: Range, entries: Sequence[str]) -> Iterator[Way | None]:
        picked = self._hinted(self._hinted(way, self.row[mention[0]]), self.row[mention[1]])
        if picked is None or not isinstance(picked.state.mode, IdentifyMention):
            yield picked
            return
        yield picked.press("enter")
        for id in entries:
            yield from self._known(picked, id)

    def _known(self, way: Way, id: str) -> Iterator[Way | None]:
        """An entry of the registry, by its number; past nine by the picker, with the fewest letters that find it."""
        if len(id) == 2:
            yield way.press(id[1:])
            return
        name = way.state.registry[id].name.casefold()
        typed = [name[i : i + length] for length in (1, 2, 3) for i in range(len(name) - length + 1)]
        for text in [id[1:], *dict.fromkeys(typed)]:
            opened = way.press("o", *map(_key, text))
            if opened is not None and isinstance(opened.state.mode, SourcePicker):
                marked = marked_source(opened.state, opened.state.mode)
                if marked is not None and marked.id == id:
                    yield opened.press("enter")
                    return

    def prove(self, start: State, way: Way) -> None:
        """Press all keys once more, from the start, and hold every sentence against the gold. Raises ValueError."""
        state = start
        for event in way.events:
            state = step(state, event)
            if state.refused:
                raise ValueError(f"a planned key is refused: {state.message}")
        for at, sentence in enumerate(self.document.sentences):
            if not self._finished(replace(way, state=state), at):
                raise ValueError(f"sentence {at + 1} ({sentence.id}) is not as the gold has it")


def _key(letter: str) -> str:
    return "space" if letter == " " else letter


def _amended(pieces: Pieces, wanted: Pieces, alone: int) -> int:
    """The keys that a claim costs at least which costs some `alone` and may be made of a suggestion."""
    if not _shared(pieces, wanted):
        return alone
    return 1 if pieces == wanted else 2


def _misshaped(pieces: Pieces, wanted: Pieces) -> int:
    """The keys that a claim's shape still costs at least."""
    if len(wanted) > 1:
        return 1
    return max(1, (pieces[0][0] != wanted[0][0]) + (pieces[-1][1] != wanted[0][1]))


def _shared(some: Pieces, others: Pieces) -> int:
    """How many words two claims share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0]) + 1) for a in some for b in others)


def _shared_part(one: Range, other: Range) -> float:
    """Words two stretches share, of all words in either."""
    shared = _shared((one,), (other,))
    return shared / (one[1] - one[0] + other[1] - other[0] + 2 - shared)
