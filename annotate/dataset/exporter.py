"""All of an export, in order: gather, divide, write, describe, read back, and only then put in place."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.dataset.atomic_folder import mark, released, replacing
from annotate.dataset.card import CardFacts, card
from annotate.dataset.changelog import changelog, release, succeed
from annotate.dataset.croissant import croissant
from annotate.dataset.features import CONFIGS, features
from annotate.dataset.options import Export, ExportOptions
from annotate.dataset.parquet import Files, ParquetShard, contents, write_config
from annotate.dataset.progress import Progress, ProgressTracker
from annotate.dataset.row_schema import row_schemas
from annotate.dataset.rows.batches import Gathered, Gatherer
from annotate.dataset.rows.counts import Counts
from annotate.dataset.rows.spool import Spool
from annotate.dataset.rows.tables import renamed
from annotate.dataset.splits import SPLITS, Near, divide
from annotate.dataset.state import ExportState
from annotate.dataset.verify import check_loads, check_path
from annotate.errors import ExportError
from annotate.schema import Schema
from annotate.store.records import Batch
from annotate.workers.pool import share

if TYPE_CHECKING:
    import datasets
    import pyarrow


def _as_it_is(batch: Batch) -> Batch:
    return batch


def export(
    target: Path,
    batches: Sequence[Any],
    schema: Schema,
    options: ExportOptions,
    *,
    read: Callable[[Any], Batch] = _as_it_is,
    kept: Path,
    tool: str,
    near: Sequence[Near] = (),
    doubt: Callable[[], None] | None = None,
    agreement: Callable[[], Sequence[Sequence[str]]] = tuple,
    articles: int = 0,
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> Export:
    """Write the dataset folder `target`, whole or not at all.

    Rows are in the order of the batches. `read` makes a `Batch` of each of them, one by one, so that they need not be held in
    memory; `jobs` is how many processes do that: above one, batches and `read` must be such as can be pickled. `kept` is the
    folder of what must be known the next time: the splits of the articles and the names of annotators. `near` are the articles
    that are nearly the same, at least so many pairs that all which are hang together. `doubt` is called where a batch may have a
    problem, and raises if it finds one; where it is None nobody looks. `agreement` gives a table for the card, its head first, as
    somebody else measures it, after all batches were read. `articles` is how many there are in the batches, for `progress`.
    The same arguments give the same bytes, whatever `jobs` is.
    Raises ExportError, with what stood at `target` untouched.
    """
    target = target.resolve()
    check_path(target)
    memory = ExportState(kept)
    of_configs = features(schema)
    steps = ProgressTracker(articles, progress)
    with replacing(target) as (new, scratch):
        gatherer = Gatherer(read, schema, options, Spool(scratch), look=doubt is not None)
        with _lasting():
            found = _gather(batches, gatherer, steps, doubt or _trust, jobs)
        counts = found.counts
        apart = set(options.leave_out)
        near = [pair for pair in near if not apart & set(pair[:2])]
        splits = divide(counts.articles, near, memory.splits(options), options)
        memory.remember(options, splits)
        names = {} if options.names else memory.pseudonyms(sorted(counts.deciders))
        files = _write(new, gatherer.spool, counts, splits, names, of_configs, steps)
        hashes = contents(new, files)
        numbers = release(of_configs, _numbers(counts), hashes, options)
        this = succeed(numbers, released(target), counts.newest[:10])
        done = _export(target, files, found, this["version"], None if options.names else memory.key)
        facts = CardFacts(counts.labels, frozenset(counts.languages), of_configs, hashes, counts.newest, tool, agreement())
        (new / "README.md").write_text(card(done, schema, options, facts), encoding="utf-8", newline="\n")
        (new / "CHANGELOG.md").write_text(changelog(this), encoding="utf-8", newline="\n")
        _write_json(new / "croissant.json", croissant(done, options, of_configs, files, hashes, counts.newest))
        _write_json(new / "rows.schema.json", row_schemas(of_configs, schema.version))
        mark(new, this)
        check_loads(new, scratch / "cache", of_configs, files)
        memory.write()
    steps.finish()
    return done


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _gather(parts: Sequence[Any], gatherer: Gatherer, steps: ProgressTracker, doubt: Callable[[], None], jobs: int) -> Gathered:
    """What became of all batches. Raises ExportError where there is nothing to export."""
    options = gatherer.options
    total = Gathered(Counts(gatherer.schema), Counter(), Counter(), set(), 0, set(), sound=True)
    try:
        for found in share(gatherer, list(enumerate(parts)), jobs - 1, modules=["datasets"]):
            if not found.sound:
                doubt()
            total.join(found)
            steps.read(found.articles)
    except ExportError:
        doubt()  # who looks with care has more to say than the first that does not fit
        raise
    if unseen := set(options.leave_out) - total.apart:
        raise ExportError(f"There is no article {min(unseen)} to leave out; `annotate status` names them.")
    if options.gold is not None and options.gold not in total.annotators:
        known = f"there are those of {', '.join(sorted(total.annotators))}" if total.annotators else "there are none at all"
        raise ExportError(f"There are no annotations by {options.gold!r} to take as gold; {known}.")
    if not total.counts.articles:
        raise ExportError(_nothing(total.left_out))
    return total


def _trust() -> None:
    """Nobody wants to know whether there are problems."""


@contextmanager
def _lasting() -> Iterator[None]:
    """Spare Python to look for garbage, again and again, in what was there before: a million objects after `import datasets`."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _write(
    folder: Path,
    spool: Spool,
    counts: Counts,
    splits: Mapping[str, str],
    names: Mapping[str, str],
    features: Mapping[str, datasets.Features],
    steps: ProgressTracker,
) -> dict[str, dict[str, list[ParquetShard]]]:
    """Write the files of all configs at the same time: Arrow works without Python's lock."""

    def tables(config: str) -> Iterator[pyarrow.Table]:
        found = (renamed(table, names) if names else table for table in spool.read(config))
        return steps.written(found, map(len, counts.pieces[config]))

    with ThreadPoolExecutor() as threads:
        files = {
            config: threads.submit(write_config, folder, config, features[config], tables(config), counts.pieces[config], splits)
            for config in CONFIGS
        }
        return {config: written for config, future in files.items() if (written := future.result())}


def _export(target: Path, files: Files, found: Gathered, version: str, key: Path | None) -> Export:
    counts, means = found.counts, found.counts.agreements
    return Export(
        path=target,
        configs={
            config: {split: sum(file.rows for file in splits[split]) for split in SPLITS if split in splits}
            for config, splits in files.items()
        },
        documents=len(counts.articles),
        sentences=counts.sentences,
        claims=counts.claims,
        sources=counts.sources,
        stances=counts.stances,
        annotators=len(counts.annotators),
        version=version,
        agreement=sum(means) / len(means) if means else None,
        gold={provenance: number for provenance, number in counts.gold.items() if number},
        missing=dict(sorted(found.missing.items())),
        left_out={reason: number for reason, number in sorted(found.left_out.items()) if number},
        key=key,
    )


def _numbers(counts: Counts) -> dict[str, int]:
    return {
        "articles": len(counts.articles),
        "labelled sentences": counts.sentences["labelled"],
        "claims": counts.claims,
        "sources": counts.sources,
        "stances": counts.stances,
        "annotators": len(counts.annotators),
    }


def _nothing(left_out: Mapping[str, int]) -> str:
    why = "; ".join(f"{reason}: {number}" for reason, number in left_out.items() if number)
    return (
        "There is nothing to export: no article has a labelled sentence yet"
        + (f" ({why})" if why else "")
        + "; `annotate label` first."
    )
