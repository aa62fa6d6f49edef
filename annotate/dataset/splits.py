"""Which split and which shard an article is in.

Whole articles are divided, never sentences: two sentences of one article in train and test would let a model recognise the
article. Neither are articles divided that are nearly the same, as wire copy in two newspapers is; on request nor those of one
outlet. What has a split keeps it (`kept` remembers), and what comes to be nearly the same as it joins it. The others go where
their labels are scarcest, so that every split has its share of the rare ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from annotate.dataset.options import ExportOptions
from annotate.errors import ExportError

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPLITS = ("train", "validation", "test")

FEW = 10
"""Below so many articles there is nothing to divide: all are train, and stay there."""

SHARD_ROWS = 250_000
"""Rows of about 1 kB in a shard; the Hub advises to stay below 500 MB."""

Near = tuple[str, str, float]
"""The ids of two articles that are nearly the same, and their similarity (0 to 1)."""

_Graph = dict[str, set[str]]
_OUTLET = "\0"  # begins the name of an outlet in it: no article has such an id
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Article:
    """What an article is divided by. `labels` counts what every split shall have its share of, in the same order in all."""

    id: str
    published: str | None
    url: str | None
    labels: NDArray[Any]

    @property
    def day(self) -> str:
        """When it was published (ISO 8601); empty where that is not known, which sorts before all days."""
        found = _DAY.match(self.published or "")
        return found[0] if found else ""

    @property
    def outlet(self) -> str:
        """The host of its address; empty where that is not known."""
        try:
            return (urlsplit(self.url or "").hostname or "").removeprefix("www.")
        except ValueError:  # no address
            return ""


def divide(
    articles: Sequence[Article], near: Collection[Near], recorded: Mapping[str, str], options: ExportOptions
) -> dict[str, str]:
    """The split of each article. `recorded` are the splits of earlier exports, which stay.

    The same arguments, in the same order, give the same splits. Raises ExportError that names articles that would have to be in
    two splits at once.
    """
    of_id = {article.id: article for article in articles}
    check_leakage(near, {id: split for id, split in recorded.items() if id in of_id})
    graph, splits = _graph(articles, near, recorded, options)
    loose = []
    for group in _groups([id for id in of_id if id not in splits], graph, splits):
        met = {splits[other]: other for node in group for other in sorted(graph[node]) if other in splits}
        if len(met) > 1:
            raise ExportError(_torn(group, met))
        if met:
            splits.update(dict.fromkeys(group, *met))
        else:
            loose.append([of_id[node] for node in group if node in of_id])
    placed = [article for article in articles if article.id in splits]
    splits.update(_place(loose, placed, splits, options))
    found = {id: splits[id] for id in of_id}
    check_leakage(near, found)
    return found


def check_leakage(near: Iterable[Near], splits: Mapping[str, str]) -> None:
    """Raises ExportError that names two articles that are nearly the same and stand in different splits."""
    for one, two, similarity in near:
        if one in splits and two in splits and splits[one] != splits[two]:
            raise ExportError(
                f"{one} ({splits[one]}) and {two} ({splits[two]}) are nearly the same ({similarity:.0%}), so one would "
                "tell a model about the other; leave one out with --leave-out, or divide anew with another --seed."
            )


def _torn(group: Sequence[str], met: Mapping[str, str]) -> str:
    names = [node for node in group if not node.startswith(_OUTLET)]
    new = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    (split, one), (other_split, two) = ((split, node.replace(_OUTLET, "the outlet ")) for split, node in sorted(met.items())[:2])
    return (
        f"{new}: must be in the split of {one} ({split}) and in that of {two} ({other_split}), being nearly the same or of the "
        "same outlet; leave out what came last with --leave-out, or divide anew with another --seed."
    )


# -- what must stay together ---------------------------------------------------------------------------------------------


def _graph(
    articles: Sequence[Article], near: Iterable[Near], recorded: Mapping[str, str], options: ExportOptions
) -> tuple[_Graph, dict[str, str]]:
    """Who must be where whom is, and the splits that are settled. An outlet is a node of its own among its articles."""
    graph: _Graph = {article.id: set() for article in articles}
    splits = dict(recorded)
    for one, two, _ in near:
        _join(graph, one, two)
    for article in articles if options.split_by == "outlet" else ():
        if article.outlet:
            node = _OUTLET + article.outlet
            _join(graph, node, article.id)
            if article.id in recorded:
                splits[node] = recorded[article.id]
    return graph, splits


def _join(graph: _Graph, one: str, two: str) -> None:
    graph.setdefault(one, set()).add(two)
    graph.setdefault(two, set()).add(one)


def _groups(nodes: Iterable[str], graph: _Graph, settled: Collection[str]) -> Iterator[list[str]]:
    """The nodes that hang together without those that are settled, in order."""
    seen: set[str] = set()
    for node in nodes:
        if node in seen:
            continue
        group, ahead = [], [node]
        seen.add(node)
        while ahead:
            group.append(ahead.pop())
            further = sorted(other for other in graph[group[-1]] if other not in seen and other not in settled)
            seen.update(further)
            ahead += further
        yield group


# -- where the others go ---------------------------------------------------------------------------------------------------


def _place(
    units: Sequence[Sequence[Article]], placed: Sequence[Article], splits: Mapping[str, str], options: ExportOptions
) -> Iterator[tuple[str, str]]:
    """Ids and splits of what has none. `placed` are the articles that have one."""
    total = len(placed) + sum(map(len, units))
    if total < FEW:
        chosen = ["train"] * len(units)
    elif options.split_by == "date":
        chosen = _by_date(units, placed, splits, total, options)
    else:
        chosen = _balanced(units, placed, splits, options)
    for unit, split in zip(units, chosen, strict=True):
        yield from ((article.id, split) for article in unit)


def _by_date(
    units: Sequence[Sequence[Article]], placed: Sequence[Article], splits: Mapping[str, str], total: int, options: ExportOptions
) -> list[str]:
    """The newest articles are test, those before them validation. A day is never divided, and neither is what was before."""
    first = {split: min((article.day for article in placed if splits[article.id] == split), default="") for split in SPLITS}
    last = max((article.day for article in placed), default="")
    days = [min(article.day for article in unit) for unit in units]
    free = Counter[str]()
    for unit, day in zip(units, days, strict=True):
        free[day] += len(unit) * (day > last)
    for split in ("test", "validation"):
        wanted = options.shares[split] * total - sum(splits[article.id] == split for article in placed)
        for day in () if first[split] else sorted(filter(None, free), reverse=True):
            if wanted < free[day] / 2:
                break
            wanted -= free.pop(day)
            first[split] = day
    since = [(first[split], split) for split in ("test", "validation") if first[split]]
    return [next((split for start, split in since if day >= start), "train") for day in days]


def _balanced(
    units: Sequence[Sequence[Article]], placed: Sequence[Article], splits: Mapping[str, str], options: ExportOptions
) -> list[str]:
    """Each unit goes where its labels are scarcest, the largest unit first.

    As iterative stratification (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label Data", 2011) weighs the
    labels, the rare ones more; the seats are given by the divisors of Sainte-Laguë, so that every split fills at its own pace.
    """
    import numpy  # 100 ms: nobody but an export needs it

    if not units:
        return []
    names = [split for split in SPLITS if options.shares[split] > 0]
    gains = numpy.array([sum(article.labels for article in unit) for unit in units], dtype=float)
    have = numpy.zeros((len(names), gains.shape[1]))
    for number, name in enumerate(names):
        have[number] = sum((article.labels for article in placed if splits[article.id] == name), have[number])
    total = (gains.sum(axis=0) + have.sum(axis=0)).clip(min=1)
    weights = gains / total
    room = numpy.outer([options.shares[split] for split in names], total)
    order = sorted(range(len(units)), key=lambda unit: (-weights[unit].sum(), fraction(options.seed, units[unit][0].id)))
    chosen = [""] * len(units)
    for unit in order:
        best = int(((have + gains[unit] / 2) / room @ weights[unit]).argmin())
        have[best] += gains[unit]
        chosen[unit] = names[best]
    return chosen


def fraction(seed: int, document: str) -> float:
    """A number from 0 up to 1 that depends on nothing but seed and id."""
    return _hash(f"{seed}:{document}") / 2**48


# -- shards ----------------------------------------------------------------------------------------------------------------


def shards(rows: int) -> int:
    """How many shards so many rows need: a power of two, so that the number seldom changes and then halves every shard."""
    return 1 << max(0, -(-rows // SHARD_ROWS) - 1).bit_length()


def shard_of(document: str, count: int) -> int:
    """The shard of a document; by another hash than the split's, which is much alike within a split."""
    return _hash(f"shard:{document}") % count


def ends_group(document: str) -> bool:
    """Whether a row group may end after a document: after one of sixteen, always the same ones."""
    return _hash(f"group:{document}") % 16 == 0


def _hash(text: str) -> int:
    """48 bits that any machine finds again; Python's own `hash` of a string is another in each process."""
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:6], "big")
