"""The whole export, in order: read, divide, write, describe, verify, and only then replace the old dataset."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import datasets
import pyarrow

from annotate.dataset.atomic_folder import mark, replacing
from annotate.dataset.card import card
from annotate.dataset.card_facts import CHARTS, CardFacts
from annotate.dataset.changelog import changelog, numbering_problem, previous_release, release, succeed
from annotate.dataset.charts import charts
from annotate.dataset.croissant import croissant
from annotate.dataset.difference import compare, summary
from annotate.dataset.example import example_row
from annotate.dataset.features import features, silver_features
from annotate.dataset.leaks import require_few
from annotate.dataset.links import ExportedLinks, LinkLayer, divide_together
from annotate.dataset.options import CONFIGS, DECIDED, SILVER, SPLITS, Export, ExportOptions, Leaks, SilverCounts, Split
from annotate.dataset.parquet import ParquetShard, WrittenFiles, hash_files, write_config
from annotate.dataset.row_schema import row_schemas
from annotate.dataset.rows.batches import BatchExporter, BatchSummary
from annotate.dataset.rows.counts import Counts
from annotate.dataset.rows.spool import Spool
from annotate.dataset.rows.tables import PARTLY, rename_annotators
from annotate.dataset.samples import COLUMNS as SAMPLE_COLUMNS
from annotate.dataset.samples import FILE as SAMPLES
from annotate.dataset.samples import CorpusSample, DrawnArticle, account, account_to_json, add_columns, latest
from annotate.dataset.silver import SPLIT, Silver, SilverRows, SilverTable, evaluated_hashes, select
from annotate.dataset.splits import NearDuplicate
from annotate.dataset.state import ExportState
from annotate.dataset.verify import check_loads, check_path
from annotate.errors import ExportError
from annotate.model.assignments import Selection
from annotate.model.people import SOMEBODY
from annotate.schema import Schema
from annotate.store.records import Batch
from annotate.workers.pool import share

if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement

Progress = Callable[[int, int], None]
"""A function that is called with the number of articles that are done and the number of all articles."""

T = TypeVar("T")

_COMPARED_ROWS = 20_000  # rows; more take longer to compare than to export
_FEW = 20  # articles that are listed by their ids


def _unknown() -> None:
    """Return no agreement."""


def _identity(batch: Batch) -> Batch:
    return batch


def export(
    target: Path,
    batches: Sequence[Any],
    schema: Schema,
    options: ExportOptions,
    *,
    read: Callable[[Any], Batch] = _identity,
    state_folder: Path,
    tool: str,
    near_duplicates: Sequence[NearDuplicate] = (),
    on_suspicion: Callable[[], None] | None = None,
    agreement: Callable[[], Agreement | None] = _unknown,
    description: Mapping[str, str] = MappingProxyType({}),
    people: Collection[str] = (),
    silver: Silver | None = None,
    samples: Sequence[CorpusSample] = (),
    layer: LinkLayer | None = None,
    selections: Mapping[str, Selection] = MappingProxyType({}),
    articles: int = 0,
    undecided: Collection[str] = (),
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> Export:
    """Write the dataset folder `target`, completely or not at all, and return a description of it.

    The same arguments give the same bytes, whatever `jobs` is.

    Args:
        target: The folder, which is replaced if it is an earlier dataset.
        batches: The batches, or values from which `read` makes them; their order is that of the rows.
        schema: The label scheme.
        options: The choices of the user.
        read: A function that returns the batch for an element of `batches`, so that one at a time is in memory.
        state_folder: The folder with the state that exports share: the splits of articles, the pseudonyms of annotators.
        tool: The version of the tool, for the card.
        near_duplicates: Pairs of articles that are near-duplicates; enough of them to connect all articles that belong together.
        on_suspicion: A function that is called if a batch may have a problem, and raises if it finds one; None for no search.
        agreement: A function that returns the agreement of the annotators, for the card; called after all batches were read.
        description: What people said about the dataset, for the card; see `annotate.model.description`.
        people: The names of everybody who is known, which the description must not give away.
        silver: What is suggested for articles that nobody labelled, for a config of its own; None for no such config.
        samples: The samples in which articles were drawn from a corpus, for columns of `articles`; the oldest first.
        layer: What is known of the links between claims, for the clusters and for configs of their own; None if nothing is.
        selections: How articles were chosen to be labelled, by their ids.
        articles: The number of articles in the batches, for `progress`.
        undecided: The ids of the articles that are in no batch, because nothing is decided on them.
        jobs: The number of processes; above 1, the elements of `batches` and `read` must be picklable.
        progress: A function that is called as articles are done.

    Raises:
        ExportError: The dataset cannot be written; the target is unchanged.
    """
    target = target.resolve()
    check_path(target)
    options = replace(options, authors=options.authors or " ".join(description.get("authors", "").split()))
    state = ExportState(state_folder)
    previous = previous_release(target)
    config_features = features(schema) | ({SILVER: silver_features(schema)} if silver else {})
    if samples:
        config_features["articles"] = datasets.Features({**config_features["articles"], **SAMPLE_COLUMNS})
    if not options.renumber and (problem := state.numbering_problem(schema) or numbering_problem(schema, previous)):
        raise ExportError(problem)
    tracker = ProgressTracker(articles, progress)
    with replacing(target) as (new, scratch):
        exporter = BatchExporter(read, schema, options, Spool(scratch), on_suspicion is not None, selections)
        with _frozen_garbage():
            summary = _export_batches(batches, undecided, exporter, tracker, on_suspicion or _ignore, jobs)
        counts = summary.counts
        excluded = set(options.leave_out)
        pairs = [pair for pair in near_duplicates if not excluded & set(pair[:2])]
        index = counts.sentence_index()
        recorded = state.splits(options)
        links = ExportedLinks(layer, exporter.spool.read("claims")) if layer else None
        splits, together = divide_together(counts.articles, pairs, recorded, options, index.related(), links)
        leaks = links.leaks(index.leaks(splits), splits) if links else index.leaks(splits)
        if not options.allow_leak:
            require_few(leaks)
        state.remember(options, splits)
        names = {} if options.names else state.pseudonyms(sorted(counts.deciders))
        origins = latest(samples) if samples else None
        files = _write_files(new, exporter.spool, counts, splits, names, config_features, tracker, links, origins)
        linked = None
        if links:
            written, linked = links.write(new, links.features(schema), splits, together)
            config_features |= {config: links.features(schema)[config] for config in written}
            files |= written
        weak = None
        if silver:
            ids, left_out = select(silver, counts.articles, near_duplicates, splits, recorded, options)
            rows = SilverRows(schema, silver.records, evaluated_hashes(index, splits), tool, without_text=options.without_text)
            shards, weak = _write_silver(new, silver.tables(ids, rows), config_features[SILVER], left_out)
            files |= {SILVER: {SPLIT: shards}} if shards else {}
        hashes = hash_files(new, files)
        chosen = _describe_choice(options, names)
        totals = _release_counts(counts) | ({"linked pairs": len(links.pairs)} if links else {})
        current = release(config_features, totals, hashes, options, chosen)
        differences = _describe_differences(target, new, files) if previous else ""
        current = succeed(current, previous, counts.newest[:10], differences)
        state.set_labels(schema, current["version"])
        result = _result(target, files, summary, current["version"], None if options.names else state.key, leaks, chosen)
        result = replace(result, silver=weak, links=linked)
        languages = frozenset(counts.languages)
        facts = CardFacts(
            counts.labels,
            languages,
            config_features,
            hashes,
            counts.newest,
            tool,
            agreement=agreement(),
            counts=counts.card,
            articles=counts.articles,
            description={**description, "authors": options.authors},
            names=None if options.names else _hidden_names({*people, *summary.annotators}, state, names),
            example=example_row(sorted(new.glob("sentences/*.parquet")), config_features["sentences"]),
            origins=counts.origins,
            silver=silver.records if silver else None,
            samples=samples,
            recall=layer.recall if layer else None,
            selections=[selections[article.id] for article in counts.articles if article.id in selections],
        )
        _write_card(new, result, schema, options, facts)
        (new / "CHANGELOG.md").write_text(changelog(current), encoding="utf-8", newline="\n")
        _write_json(new / "croissant.json", croissant(result, options, config_features, files, hashes, counts.newest))
        _write_json(new / "rows.schema.json", row_schemas(config_features, schema.version))
        if samples:
            _write_json(new / SAMPLES, account_to_json(account(samples)))
        mark(new, current)
        check_loads(new, scratch / "cache", config_features, files)
        state.write()
    tracker.finish()
    return result


def _hidden_names(people: Collection[str], state: ExportState, names: Mapping[str, str]) -> dict[str, str]:
    """Return what takes the place of each known name on the card: the pseudonym, if the annotator ever had one."""
    return {**dict.fromkeys(people, SOMEBODY), **state.pseudonyms(state.names), **names}


def _write_card(new: Path, result: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> None:
    """Write the card into the folder `new`, with the charts that it shows."""
    drawn = list(charts(schema, facts)) if options.charts else []
    for chart in drawn:
        (new / CHARTS).mkdir(exist_ok=True)
        (new / CHARTS / f"{chart.name}.svg").write_text(chart.svg, encoding="utf-8", newline="\n")
    facts = replace(facts, charts={chart.name: chart.words for chart in drawn})
    (new / "README.md").write_text(card(result, schema, options, facts), encoding="utf-8", newline="\n")


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _export_batches(
    batches: Sequence[Any],
    undecided: Collection[str],
    exporter: BatchExporter,
    tracker: ProgressTracker,
    on_suspicion: Callable[[], None],
    jobs: int,
) -> BatchSummary:
    """Export all batches and return their summary. Raises ExportError if there is nothing to export."""
    options = exporter.options
    total = exporter.leave_out(undecided)
    try:
        for summary in share(exporter, list(enumerate(batches)), jobs - 1, modules=["datasets"]):
            if not summary.sound:
                on_suspicion()
            total.join(summary)
            tracker.read(summary.articles)
    except ExportError:
        on_suspicion()  # it reports all problems, this error only the first record that does not fit
        raise
    if unknown := set(options.leave_out) - total.excluded:
        raise ExportError(f"There is no article {min(unknown)} to leave out; `annotate status` lists the articles.")
    if unknown := set(options.documents) - total.found:
        raise ExportError(f"There is no article {min(unknown)} to export; `annotate status` lists the articles.")
    known = f"the annotators are {', '.join(sorted(total.annotators))}" if total.annotators else "there are none at all"
    if options.gold is not None and options.gold not in total.annotators:
        raise ExportError(f"There are no annotations by {options.gold!r} to use as gold; {known}.")
    if strangers := {*options.annotators, *options.leave_out_annotators} - total.annotators:
        raise ExportError(f"There are no annotations by {min(strangers)!r} to choose or leave out; {known}.")
    if not total.counts.articles:
        choices = (options.documents, options.leave_out, options.annotators, options.leave_out_annotators, options.only)
        raise ExportError(_describe_nothing(total.left_out, any(choices)))
    return total


def _describe_differences(old: Path, new: Path, files: WrittenFiles) -> str:
    """Return in words which rows changed since the dataset that is replaced; empty if there are too many to compare."""
    if sum(shard.rows for splits in files.values() for shards in splits.values() for shard in shards) > _COMPARED_ROWS:
        return ""
    return summary(difference for difference in compare(old, new) if difference.kind != "labels")


def _describe_choice(options: ExportOptions, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the choice of annotators, articles and sentences in words, with the annotators' names in the dataset."""
    annotators = sorted(names.get(name, name) for name in options.annotators if options.names or name in names)
    parts: Sequence[tuple[str, Sequence[object]]] = (
        ("annotators", annotators),
        ("annotators left out", [len(set(options.leave_out_annotators))] if options.leave_out_annotators else []),
        ("articles", sorted(options.documents) if len(options.documents) <= _FEW else [len(set(options.documents))]),
        ("articles left out", [len(set(options.leave_out))] if options.leave_out else []),
        ("only sentences whose gold is", [name for name in DECIDED if name in options.only]),
    )
    return tuple(f"{noun}: {', '.join(map(str, values))}" for noun, values in parts if values)


def _ignore() -> None:
    """Do nothing about a suspicion."""


@contextmanager
def _frozen_garbage() -> Iterator[None]:
    """Exempt the objects that exist now, a million after `import datasets`, from the garbage collector's repeated searches."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _write_files(
    folder: Path,
    spool: Spool,
    counts: Counts,
    splits: Mapping[str, Split],
    names: Mapping[str, str],
    config_features: Mapping[str, datasets.Features],
    tracker: ProgressTracker,
    links: ExportedLinks | None,
    drawn: Mapping[str, tuple[str, DrawnArticle]] | None,
) -> dict[str, dict[str, list[ParquetShard]]]:
    """Write the files of all configs at the same time, in threads: Arrow releases the interpreter's lock."""

    def tables(config: str) -> Iterator[pyarrow.Table]:
        stored = spool.read(config)
        if links and config == "claims":
            stored = map(links.in_claims, stored)
        if names:
            stored = (rename_annotators(table, names) for table in stored)
        if drawn is not None and config == "articles":
            stored = (add_columns(table, drawn) for table in stored)
        return tracker.written(stored, map(len, counts.row_counts[config]))

    with ThreadPoolExecutor() as threads:
        futures = {
            config: threads.submit(
                write_config, folder, config, config_features[config], tables(config), counts.row_counts[config], splits
            )
            for config in CONFIGS
        }
        return {config: files for config, future in futures.items() if (files := future.result())}


def _write_silver(
    folder: Path, tables: Iterable[SilverTable], columns: datasets.Features, left_out: Mapping[str, int]
) -> tuple[list[ParquetShard], SilverCounts]:
    """Write the files of the config `silver` and return them; `left_out` are the numbers of articles that are not in it."""
    written = list(tables)
    row_counts = [lengths for _, lengths, _ in written]
    splits: dict[str, Split] = {document: SPLIT for lengths in row_counts for document, _ in lengths}
    files = write_config(folder, SILVER, columns, (table for table, _, _ in written), row_counts, splits)
    articles = sum(number > 0 for lengths in row_counts for _, number in lengths)
    if dropped := sum(number for _, _, number in written):
        left_out = {**left_out, "suggestions in sentences that are in validation or test": dropped}
    return files.get(SPLIT, []), SilverCounts(articles, left_out)


def _result(
    target: Path,
    files: WrittenFiles,
    summary: BatchSummary,
    version: str,
    key: Path | None,
    leaks: Leaks,
    chosen: tuple[str, ...],
) -> Export:
    counts, agreements = summary.counts, summary.counts.agreements
    return Export(
        path=target,
        configs={
            config: {split: sum(shard.rows for shard in splits[split]) for split in SPLITS if split in splits}
            for config, splits in files.items()
        },
        documents=len(counts.articles),
        sentences=counts.sentences,
        claims=counts.claims,
        sources=counts.sources,
        stances=counts.stances,
        annotators=len(counts.annotators),
        version=version,
        agreement=sum(agreements) / len(agreements) if agreements else None,
        gold={provenance: number for provenance, number in counts.gold.items() if number},
        missing=dict(sorted(summary.missing.items())),
        left_out={reason: number for reason, number in sorted(summary.left_out.items()) if number},
        key=key,
        chosen=chosen,
        leaks=leaks,
    )


def _release_counts(counts: Counts) -> dict[str, int]:
    return {
        "articles": len(counts.articles),
        "labelled sentences": counts.sentences["labelled"],
        "claims": counts.claims,
        "sources": counts.sources,
        "stances": counts.stances,
        "annotators": len(counts.annotators),
    }


def _describe_nothing(left_out: Mapping[str, int], chosen: bool) -> str:
    """Return why there is nothing to export; `chosen` says that options left something out."""
    present = {reason: number for reason, number in left_out.items() if number}
    reasons = "; ".join(f"{reason}: {number}" for reason, number in present.items())
    if chosen:
        why, remedy = "nothing that is labelled is among what was chosen", "choose more, or label more"
    elif PARTLY in present:
        why, remedy = "no article is labelled to its end", "finish one, or export unfinished ones, too, without --finished"
    else:
        why, remedy = "no article has a labelled sentence yet", "run `annotate label` first"
    return f"There is nothing to export: {why}{f' ({reasons})' if reasons else ''}; {remedy}."


# -- progress ------------------------------------------------------------------------------------------------------------

# The parts of the work on an article, in proportion to the time they take: reading it, writing its rows, and the rest at the end.
_READ_PARTS, _WRITE_PARTS, _ALL_PARTS = 4, 4, 9


class ProgressTracker:
    """A counter of the work that is done, by any thread, which is reported to `progress` as a number of articles."""

    def __init__(self, articles: int, progress: Progress) -> None:
        self._articles, self._progress = articles, progress
        self._parts = 0
        self._lock = Lock()

    def read(self, articles: int) -> None:
        """Report that this many articles were read."""
        self._add(_READ_PARTS * articles)

    def written(self, tables: Iterable[T], articles: Iterable[int]) -> Iterator[T]:
        """Yield the tables of one config and report each when the next is requested; `articles` is the number in each table."""
        for table, number in zip(tables, articles, strict=True):
            yield table
            self._add(_WRITE_PARTS * number // len(CONFIGS))

    def finish(self) -> None:
        """Report that all is done."""
        self._progress(self._articles, self._articles)

    def _add(self, parts: int) -> None:
        with self._lock:
            self._parts += parts
            self._progress(self._parts // _ALL_PARTS, self._articles)
