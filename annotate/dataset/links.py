"""Links between claims in a dataset: the clusters of `claims`, and the configs `pairs` and `positions`.

What people decided on pairs of claims, and what follows from it, comes from outside (`LinkLayer`). Here it is fitted to what is
exported: a claim that is not in the dataset, or is another one there, takes its pairs with it, and so do two claims in different
splits. All that is left out is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow
import pyarrow.compute as compute
from datasets import Features

from annotate._disjoint_sets import DisjointSets
from annotate.dataset.features import pairs_features, positions_features
from annotate.dataset.leaks import cluster_leaks
from annotate.dataset.options import PAIRS, POSITIONS, SPLITS, ExportOptions, Leaks, LinkCounts, Split
from annotate.dataset.parquet import ParquetShard, write_config
from annotate.dataset.splits import Article, NearDuplicate, divide
from annotate.linking.recall import MeasuredRecall
from annotate.model.ids import split_sentence_id
from annotate.model.links import RELATIONS, Draw, Relation
from annotate.schema import Schema

DECIDED, INFERRED = "decided", "inferred"
"""The values of the column `label_source`."""

NOT_EXPORTED = "pairs of a claim that is not exported"
ACROSS_SPLITS = "pairs of claims in different splits"

_WORTH = 0.5  # of the articles that validation and test have without clusters: with fewer they are not worth having


@dataclass(frozen=True, slots=True)
class KnownPair:
    """Two claims, by their ids in the dataset, whose relation is known, the first the lesser.

    gold: how it was decided; None if it was inferred.
    annotators, agreement: as in the gold of sentences, of those who decided on the pair.
    draw: how the pair came to be asked about; None if that is not known.
    decisions: the number of decisions that the relation follows from.
    conflict: True if decisions contradict each other about it.
    """

    first: str
    second: str
    relation: Relation
    gold: str | None = None
    annotators: int = 0
    agreement: float | None = None
    draw: Draw | None = None
    decisions: int = 1
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class LinkLayer:
    """The known links of a project, by the ids that claims have in the dataset.

    spans: where each linked claim is in its article, by which it is known again.
    clusters: the cluster of each claim that is not alone in its own.
    left_out: the number of pairs that have no relation, by reason.
    recall: the result of the audit; None if there was none.
    """

    pairs: Sequence[KnownPair]
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    clusters: Mapping[str, str]
    left_out: Mapping[str, int] = field(default_factory=dict)
    recall: MeasuredRecall | None = None

    def cluster(self, claim: str) -> str:
        """Return the cluster of a claim, its own id if it is alone."""
        return self.clusters.get(claim, claim)


class ExportedLinks:
    """The links between claims that are exported."""

    def __init__(self, layer: LinkLayer, tables: Iterable[pyarrow.Table]) -> None:
        """Find the claims of the layer in the tables of `claims`."""
        self.layer = layer
        self._rows = dict(_linked_rows(layer, tables))
        self.pairs = [pair for pair in layer.pairs if pair.first in self._rows and pair.second in self._rows]
        members: dict[str, list[str]] = {}
        for claim, cluster in layer.clusters.items():
            if claim in self._rows:
                members.setdefault(cluster, []).append(claim)
        self.clusters = {cluster: claims for cluster, claims in members.items() if len(claims) > 1}

    def articles(self) -> Iterator[list[str]]:
        """Yield the article of each claim of each cluster."""
        for claims in self.clusters.values():
            yield [self._rows[claim]["document"] for claim in claims]

    def edges(self) -> Iterator[tuple[str, str]]:
        """Yield enough pairs of articles to connect all that have claims of one cluster."""
        for first, *others in (sorted(set(articles)) for articles in self.articles()):
            yield from ((first, other) for other in others)

    def connected(self) -> int:
        """Return the number of articles in the largest part that clusters connect, 1 if they connect none."""
        groups = DisjointSets[str]()
        for edge in self.edges():
            groups.join(*edge)
        return max(Counter(groups.leaders().values()).values(), default=1)

    def leaks(self, leaks: Leaks, splits: Mapping[str, Split]) -> Leaks:
        """Return leaks with those of clusters added."""
        clusters, claims = cluster_leaks(self.articles(), splits)
        return replace(leaks, clusters=clusters, claims=claims)

    def in_claims(self, table: pyarrow.Table) -> pyarrow.Table:
        """Return a table of `claims` with the cluster of each claim."""
        clusters = pyarrow.array([self.layer.cluster(id) for id in table["claim_id"].to_pylist()], pyarrow.string())
        place = table.schema.get_field_index("cluster")
        return table.set_column(place, table.schema.field(place), clusters)

    def features(self, schema: Schema) -> dict[str, Features]:
        """Return the Features of the configs that have rows."""
        every = {PAIRS: pairs_features(), POSITIONS: positions_features(schema)}
        return {config: features for config, features in every.items() if self._has_rows(config)}

    def _has_rows(self, config: str) -> bool:
        return bool(self.pairs) if config == PAIRS else any(row["stances"] for row in self._rows.values())

    def write(
        self, folder: Any, features: Mapping[str, Features], splits: Mapping[str, Split], together: bool
    ) -> tuple[dict[str, dict[str, list[ParquetShard]]], LinkCounts]:
        """Write the files of both configs, and return them and what they have."""
        kept = [pair for pair in self.pairs if len({splits[_document(claim)] for claim in (pair.first, pair.second)}) == 1]
        rows = {PAIRS: [self._pair_row(pair) for pair in kept], POSITIONS: list(self._position_rows(kept))}
        files = {config: _write(folder, config, features[config], rows[config], splits) for config in features}
        reasons = Counter(self.layer.left_out)
        reasons[NOT_EXPORTED] += len(self.layer.pairs) - len(self.pairs)
        reasons[ACROSS_SPLITS] += len(self.pairs) - len(kept)
        decided, inferred = (
            Counter(pair.relation for pair in kept if (pair.gold is None) == is_inferred) for is_inferred in (False, True)
        )
        counts = LinkCounts(
            {relation: decided[relation] for relation in RELATIONS if decided[relation]},
            {relation: inferred[relation] for relation in RELATIONS if inferred[relation]},
            len(self.clusters),
            sum(map(len, self.clusters.values())),
            sum(pair.conflict for pair in kept),
            self.connected(),
            together,
            dict(sorted((+reasons).items())),
        )
        return {config: written for config, written in files.items() if written}, counts

    def _pair_row(self, pair: KnownPair) -> dict[str, Any]:
        first, second = self._rows[pair.first], self._rows[pair.second]
        draw = pair.draw
        probability = draw.probability if draw else None
        return {
            "first": pair.first,
            "second": pair.second,
            "first_text": first["text"],
            "second_text": second["text"],
            "first_document": first["document"],
            "second_document": second["document"],
            "first_cluster": self.layer.cluster(pair.first),
            "second_cluster": self.layer.cluster(pair.second),
            "label": RELATIONS.index(pair.relation),
            "label_source": INFERRED if pair.gold is None else DECIDED,
            "gold": pair.gold,
            "n_annotators": pair.annotators,
            "agreement": pair.agreement,
            "n_decisions": pair.decisions,
            "conflict": pair.conflict,
            "stratum": draw.stratum if draw else None,
            "probability": probability,
            "weight": 1 / probability if probability else None,
            "seed": draw.seed if draw else None,
            "method": draw.method if draw else None,
            "score": draw.score if draw else None,
            "rank": draw.rank if draw else None,
        }

    def _position_rows(self, pairs: Iterable[KnownPair]) -> Iterator[dict[str, Any]]:
        """Yield the stances on claims that say the same as another, or contradict one."""
        wanted = {claim for claims in self.clusters.values() for claim in claims}
        wanted |= {claim for pair in pairs if pair.relation == "contradicts" for claim in (pair.first, pair.second)}
        for claim in sorted(wanted, key=lambda claim: (_document(claim), claim)):
            row = self._rows[claim]
            names = {source["id"]: source["name"] for source in row["sources"]}
            for stance in row["stances"]:
                yield {
                    "cluster": self.layer.cluster(claim),
                    **{name: row[name] for name in ("claim_id", "document", "published", "outlet", "text")},
                    "source_id": stance["source"],
                    "source": names.get(stance["source"]),
                    "stance": stance["label"],
                }


_READ = ("claim_id", "document", "published", "outlet", "text", "spans", "sources", "stances")


def _linked_rows(layer: LinkLayer, tables: Iterable[pyarrow.Table]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of `claims` that are claims of the layer, by their ids."""
    wanted = pyarrow.array(list(layer.spans), pyarrow.string())
    for table in tables:
        chosen = table.select(_READ).filter(compute.is_in(table["claim_id"], wanted))
        for row in chosen.to_pylist():
            if tuple((span["start"], span["end"]) for span in row["spans"]) == layer.spans[row["claim_id"]]:
                yield row["claim_id"], row


def _document(claim: str) -> str:
    return split_sentence_id(claim.rpartition("/")[0])[0]


def _write(
    folder: Any, config: str, features: Features, rows: Sequence[Mapping[str, Any]], splits: Mapping[str, Split]
) -> dict[str, list[ParquetShard]]:
    """Write the files of a config whose rows are in the order of their articles, the first of two."""
    name = "first_document" if config == PAIRS else "document"
    lengths = Counter(str(row[name]) for row in rows)
    ordered = sorted(rows, key=lambda row: str(row[name]))
    table = pyarrow.Table.from_pylist(list(ordered), features.arrow_schema)
    return write_config(folder, config, features, [table], [sorted(lengths.items())], splits)


def divide_together(
    articles: Sequence[Article],
    near_duplicates: Collection[NearDuplicate],
    recorded: Mapping[str, Split],
    options: ExportOptions,
    related: Sequence[tuple[str, str]],
    links: ExportedLinks | None,
) -> tuple[dict[str, Split], bool]:
    """Return the split of each article, and True if the claims of a cluster are in one split wherever that is possible.

    They are not if that would leave hardly any article to evaluate on, as one claim that everybody repeats may connect most
    articles. Raises ExportError as `divide` does.
    """
    apart = divide(articles, near_duplicates, recorded, options, related)
    if links is None:
        return apart, False
    together = divide(articles, near_duplicates, recorded, options, [*related, *links.edges()])
    sizes, without = Counter(together.values()), Counter(apart.values())
    if any(sizes[split] < _WORTH * without[split] for split in SPLITS):
        return apart, False
    return together, True
