"""The split and the shard of each article.

Whole articles are divided, never sentences: with two sentences of one article in train and test, a model could recognise the
article. Near-duplicates, such as wire copy in two newspapers, are kept in one split for the same reason; on request, so are all
articles of an outlet. An article keeps its split from export to export (`state` records it), and an article that is a
near-duplicate of one with a split joins it. The others go where their labels are scarcest, so that every split has its share of
the rare ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy
from numpy.typing import NDArray

from annotate.dataset.options import SPLITS, ExportOptions, Split
from annotate.errors import ExportError
from annotate.model.documents import outlet

MIN_ARTICLES = 10
"""The number of articles from which they are divided; fewer are all train, and stay there."""

SHARD_ROWS = 250_000
"""The number of rows, of about 1 kB, in a shard; the Hub advises to stay below 500 MB."""

NearDuplicate = tuple[str, str, float]
"""The ids of two articles that are near-duplicates, and their similarity or the share of one that is in the other (0 to 1)."""

ArticleRows = tuple[str, int]
"""The id of an article and the number of its rows in a table, in which they follow each other."""

_Graph = dict[str, set[str]]
_OUTLET = "\0"  # the first character of an outlet's node in the graph, in which no article's id begins
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Article:
    """An article and what it is divided by.

    labels: numbers of which every split gets its share, in the same order in all articles; the first is 1, the article itself.
    """

    id: str
    published: str | None
    url: str | None
    labels: NDArray[Any]

    @property
    def day(self) -> str:
        """The day of publication (ISO 8601); empty if unknown, which sorts before all days."""
        match = _DAY.match(self.published or "")
        return match[0] if match else ""

    @property
    def outlet(self) -> str:
        """The host of its URL; empty if unknown."""
        return outlet(self.url)


def divide(
    articles: Sequence[Article],
    near_duplicates: Collection[NearDuplicate],
    recorded: Mapping[str, Split],
    options: ExportOptions,
    related: Iterable[tuple[str, str]] = (),
) -> dict[str, Split]:
    """Return the split of each article. `recorded` are the splits of earlier exports, which do not change.

    `related` are pairs of articles that should share a split, those for which it matters most first; where they cannot, since
    they are in different splits already, they do not.

    The result depends on nothing but the arguments. Raises ExportError that names articles that would have to be in two splits.
    """
    # Articles that must share a split form the connected components of a graph. A component that touches articles with a split is
    # settled by them; `_place` chooses a split for each of the others, as a unit. Articles that are near-duplicates of exported
    # ones but are not exported themselves (not labelled yet) are part of the graph, so that their later arrival tears nothing.
    by_id = {article.id: article for article in articles}
    check_leakage(near_duplicates, {id: split for id, split in recorded.items() if id in by_id})
    graph, splits = _graph(articles, near_duplicates, recorded, options)
    unsettled = []
    for group in _groups([id for id in by_id if id not in splits], graph, splits):
        neighbours = {splits[node]: node for member in group for node in sorted(graph[member]) if node in splits}
        if len(neighbours) > 1:
            raise ExportError(_conflict(group, neighbours))
        if neighbours:
            splits.update(dict.fromkeys(group, *neighbours))
        else:
            unsettled.append([node for node in group if node in by_id])
    units = [[by_id[id] for id in unit] for unit in _join_related(unsettled, related, splits)]
    settled = [article for article in articles if article.id in splits]
    splits.update(_place(units, settled, splits, options))
    result = {id: splits[id] for id in by_id}
    check_leakage(near_duplicates, result)
    return result


def check_leakage(near_duplicates: Iterable[NearDuplicate], splits: Mapping[str, Split]) -> None:
    """Raise ExportError that names two near-duplicates that are in different splits, if there are any."""
    for first, second, similarity in near_duplicates:
        if first in splits and second in splits and splits[first] != splits[second]:
            raise ExportError(
                f"{first} ({splits[first]}) and {second} ({splits[second]}) are near-duplicates ({similarity:.0%} similar), so a "
                "model could learn one from the other; leave one out with --leave-out, or divide anew with another --seed."
            )


def _conflict(group: Sequence[str], neighbours: Mapping[Split, str]) -> str:
    """Return the message about a group whose neighbours are in several splits."""
    names = [node for node in group if not node.startswith(_OUTLET)]
    new = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    (split, node), (other_split, other_node) = (
        (split, node.replace(_OUTLET, "the outlet ")) for split, node in sorted(neighbours.items())[:2]
    )
    return (
        f"{new}: must be in the split of {node} ({split}) and in that of {other_node} ({other_split}), as a near-duplicate or "
        "from the same outlet; leave out the newest with --leave-out, or divide anew with another --seed."
    )


# -- articles that stay together -----------------------------------------------------------------------------------------


def _graph(
    articles: Sequence[Article],
    near_duplicates: Iterable[NearDuplicate],
    recorded: Mapping[str, Split],
    options: ExportOptions,
) -> tuple[_Graph, dict[str, Split]]:
    """Return the graph of articles that must share a split, and the splits that are settled.

    If all articles of an outlet stay together, the outlet is a node that is joined to each of them.
    """
    graph: _Graph = {article.id: set() for article in articles}
    splits = dict(recorded)
    for first, second, _ in near_duplicates:
        _join(graph, first, second)
    for article in articles if options.split_by == "outlet" else ():
        if article.outlet:
            node = _OUTLET + article.outlet
            _join(graph, node, article.id)
            if article.id in recorded:
                splits[node] = recorded[article.id]
    return graph, splits


def _join(graph: _Graph, first: str, second: str) -> None:
    graph.setdefault(first, set()).add(second)
    graph.setdefault(second, set()).add(first)


def _groups(nodes: Iterable[str], graph: _Graph, settled: Collection[str]) -> Iterator[list[str]]:
    """Yield the connected components of the given nodes in the graph without the settled nodes, in a fixed order."""
    seen: set[str] = set()
    for node in nodes:
        if node in seen:
            continue
        group, pending = [], [node]
        seen.add(node)
        while pending:
            group.append(pending.pop())
            neighbours = sorted(other for other in graph[group[-1]] if other not in seen and other not in settled)
            seen.update(neighbours)
            pending += neighbours
        yield group


def _join_related(
    units: Sequence[Sequence[str]], related: Iterable[tuple[str, str]], splits: dict[str, Split]
) -> list[list[str]]:
    """Return the units after joining those with related articles; one that joins an article with a split gets that split."""
    members = {id: list(unit) for unit in units for id in [unit[0]]}
    unit_of = {id: unit[0] for unit in units for id in unit}
    for pair in related:
        first, second = (unit_of.get(id) for id in pair)
        if first is not None and second is not None and first != second:
            first, second = sorted((first, second), key=lambda unit: (-len(members[unit]), unit))
            unit_of.update(dict.fromkeys(members[second], first))
            members[first] += members.pop(second)
        elif (unit := first if second is None else second) is not None and first != second:
            settled = pair[0] if first is None else pair[1]
            if settled in splits:
                joined = members.pop(unit)
                splits.update(dict.fromkeys(joined, splits[settled]))
                for id in joined:
                    del unit_of[id]
    return list(members.values())


# -- the splits of the others --------------------------------------------------------------------------------------------


def _place(
    units: Sequence[Sequence[Article]], settled: Sequence[Article], splits: Mapping[str, Split], options: ExportOptions
) -> Iterator[tuple[str, Split]]:
    """Yield the id and split of each article of the units. `settled` are the articles that have a split in `splits`."""
    total = len(settled) + sum(map(len, units))
    if total < MIN_ARTICLES:
        chosen: list[Split] = ["train"] * len(units)
    elif options.split_by == "date":
        chosen = _by_date(units, settled, splits, total, options)
    else:
        chosen = _balanced(units, settled, splits, options)
    for unit, split in zip(units, chosen, strict=True):
        yield from ((article.id, split) for article in unit)


def _by_date(
    units: Sequence[Sequence[Article]],
    settled: Sequence[Article],
    splits: Mapping[str, Split],
    total: int,
    options: ExportOptions,
) -> list[Split]:
    """Return the split of each unit: the newest are test, those before them validation. A day is never divided."""
    # `first` is the first day of each split, which settled articles fix for good; empty if the split has no day yet. `free`
    # counts the articles of each day after the newest settled article. From the newest day backwards, days are given to test,
    # then to validation, until taking another would miss the wanted number of articles by more than leaving it does. At the end
    # each unit goes by its earliest day; one without a date is train.
    first = {split: min((article.day for article in settled if splits[article.id] == split), default="") for split in SPLITS}
    last = max((article.day for article in settled), default="")
    days = [min(article.day for article in unit) for unit in units]
    free = Counter[str]()
    for unit, day in zip(units, days, strict=True):
        if day > last:
            free[day] += len(unit)
    held_out: tuple[Split, Split] = ("test", "validation")
    for split in held_out:
        wanted = options.shares[split] * total - sum(splits[article.id] == split for article in settled)
        for day in () if first[split] else sorted(free, reverse=True):
            if wanted < free[day] / 2:
                break
            wanted -= free.pop(day)
            first[split] = day
    starts = [(first[split], split) for split in held_out if first[split]]
    return [next((split for start, split in starts if day >= start), "train") for day in days]


def _balanced(
    units: Sequence[Sequence[Article]], settled: Sequence[Article], splits: Mapping[str, Split], options: ExportOptions
) -> list[Split]:
    """Return the split of each unit: the largest unit first, each goes where its labels are scarcest."""
    # Rare labels weigh more, as in iterative stratification (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of
    # Multi-Label Data", 2011): a label's weight is its count in the unit divided by its count in all articles. For each label, a
    # split is full to the degree (what it has + half of what the unit adds) / (its share of the total). The half comes from the
    # divisors 1/2, 3/2, 5/2 ... of Sainte-Laguë's method, by which seats are allotted in proportion to votes: it lets every split
    # fill at its own pace, small ones too. The unit goes to the split with the lowest weighted sum of these degrees. Equal units
    # are ordered by a hash, so that the result does not depend on the order of the articles.
    if not units:
        return []
    names: list[Split] = [split for split in SPLITS if options.shares[split] > 0]
    gains = numpy.array([sum(article.labels for article in unit) for unit in units], dtype=float)
    have = numpy.zeros((len(names), gains.shape[1]))
    for number, name in enumerate(names):
        have[number] = sum((article.labels for article in settled if splits[article.id] == name), have[number])
    total = (gains.sum(axis=0) + have.sum(axis=0)).clip(min=1)
    weights = gains / total
    room = numpy.outer([options.shares[split] for split in names], total)
    order = sorted(range(len(units)), key=lambda unit: (-weights[unit].sum(), fraction(options.seed, units[unit][0].id)))
    chosen: list[Split] = ["train"] * len(units)
    for unit in order:
        best = int(((have + gains[unit] / 2) / room @ weights[unit]).argmin())
        have[best] += gains[unit]
        chosen[unit] = names[best]
    return chosen


def fraction(seed: int, document: str) -> float:
    """Return a number from 0 to below 1 that depends on nothing but seed and id."""
    return _hash(f"{seed}:{document}") / 2**48


# -- shards --------------------------------------------------------------------------------------------------------------


def count_shards(rows: int) -> int:
    """Return the number of shards for this many rows: a power of two, so that it seldom changes, and then halves each shard."""
    return 1 << max(0, -(-rows // SHARD_ROWS) - 1).bit_length()


def shard_of(document: str, count: int) -> int:
    """Return the number of a document's shard; its hash is not that of the split, which is similar for all of a split."""
    return _hash(f"shard:{document}") % count


def ends_group(document: str) -> bool:
    """Return True if a row group may end after a document: always the same documents, one of sixteen."""
    return _hash(f"group:{document}") % 16 == 0


def _hash(text: str) -> int:
    """Return 48 bits of a hash that is the same on every machine; Python's own `hash` differs between processes."""
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:6], "big")
