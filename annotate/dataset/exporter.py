"""All of an export, in order: gather, divide, write, describe, read back, and only then put in place."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.dataset.card import Facts, card
from annotate.dataset.columns import CONFIGS
from annotate.dataset.counts import Counts
from annotate.dataset.croissant import croissant
from annotate.dataset.folder import mark, released, replacing
from annotate.dataset.history import changelog, release, succeed
from annotate.dataset.kept import Kept
from annotate.dataset.options import Export, ExportOptions
from annotate.dataset.parquet import Files, Written, contents, write_config
from annotate.dataset.progress import Progress, Steps
from annotate.dataset.records import Batch
from annotate.dataset.reload import check_loads, check_path
from annotate.dataset.row_schema import row_schemas
from annotate.dataset.splits import SPLITS, Near, divide
from annotate.dataset.spool import Spool
from annotate.dataset.tables import TableMaker
from annotate.errors import ExportError
from annotate.schema import Schema

if TYPE_CHECKING:
    import datasets
    import pyarrow


def export(
    target: Path,
    batches: Iterable[Batch],
    schema: Schema,
    options: ExportOptions,
    *,
    kept: Path,
    tool: str,
    near: Sequence[Near] = (),
    doubt: Callable[[], None] | None = None,
    agreement: Callable[[], Sequence[Sequence[str]]] = tuple,
    articles: int = 0,
    progress: Progress = lambda done, total: None,
) -> Export:
    """Write the dataset folder `target`, whole or not at all.

    Rows are in the order of the batches, which are taken one by one and not held in memory. `kept` is the folder of what must be
    known the next time: the splits of the articles and the names of the annotators. `near` are the articles that are nearly the
    same, at least so many pairs that all which are hang together. `doubt` is called where a batch may have a problem, and raises
    if it finds one; where it is None nobody looks. `agreement` gives a table for the card, its head first, as
    somebody else measures it, after all batches were taken. `articles` is how many there are in the batches, for `progress`.
    The same arguments give the same bytes.
    Raises ExportError, with what stood at `target` untouched.
    """
    target = target.resolve()
    check_path(target)
    memory = Kept(kept)
    maker = TableMaker(schema, options, _as_they_are if options.names else memory.pseudonyms)
    counts = Counts(schema)
    steps = Steps(articles, progress)
    with replacing(target) as (new, scratch):
        with Spool(scratch, maker.features) as spool, _lasting():
            _gather(batches, maker, counts, spool, options, steps, doubt)
        apart = set(options.leave_out)
        near = [pair for pair in near if not apart & set(pair[:2])]
        splits = divide(counts.articles, near, memory.splits(options), options)
        memory.remember(options, splits)
        files = _write(new, spool, counts, splits, maker.features, steps)
        hashes = contents(new, files)
        numbers = release(maker.features, _numbers(counts), hashes, options)
        this = succeed(numbers, released(target), counts.newest[:10])
        done = _export(target, files, counts, maker, this["version"], None if options.names else memory.key)
        facts = Facts(counts.labels, frozenset(counts.languages), maker.features, hashes, counts.newest, tool, agreement())
        (new / "README.md").write_text(card(done, schema, options, facts), encoding="utf-8", newline="\n")
        (new / "CHANGELOG.md").write_text(changelog(this), encoding="utf-8", newline="\n")
        _write_json(new / "croissant.json", croissant(done, options, maker.features, files, hashes, counts.newest))
        _write_json(new / "rows.schema.json", row_schemas(maker.features, schema.version))
        mark(new, this)
        check_loads(new, scratch / "cache", maker.features, files)
        memory.write()
    steps.finish()
    return done


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _gather(
    batches: Iterable[Batch],
    maker: TableMaker,
    counts: Counts,
    spool: Spool,
    options: ExportOptions,
    steps: Steps,
    doubt: Callable[[], None] | None,
) -> None:
    """Make the tables of all batches. Raises ExportError where there is nothing to export."""
    annotators: set[str] = set()

    def take(batch: Batch, follows: bool) -> bool:
        """Make the tables of a batch; whether it surely has no problem, or nobody wants to know."""
        annotators.update(row.annotator for row in batch[1])
        sentences, found = maker.read(batch)
        if made := maker.make(sentences, found):
            counts.add(made)
            spool.add(made.tables)
        steps.read(len(batch[0]))
        return doubt is None or (follows and maker.sound(batch, sentences, found))

    wanted = _without(batches, options.leave_out, maker.reader.left_out)
    try:
        for sound in _meanwhile(take, ((batch, doubt is None or maker.follows(batch)) for batch in wanted)):
            if doubt is not None and not sound:
                doubt()
    except ExportError:
        if doubt is not None:
            doubt()  # which knows more of what is wrong than the first that did not fit
        raise
    if options.gold is not None and options.gold not in annotators:
        known = f"there are those of {', '.join(sorted(annotators))}" if annotators else "there are none at all"
        raise ExportError(f"There are no annotations by {options.gold!r} to take as gold; {known}.")
    if not counts.articles:
        raise ExportError(_nothing(maker.reader.left_out))


def _meanwhile(take: Callable[[Batch, bool], bool], batches: Iterable[tuple[Batch, bool]]) -> Iterator[bool]:
    """What `take` says of the batches, in order: each is taken in another thread while the next is read in this one, which SQLite
    wants; two are held."""
    with ThreadPoolExecutor(1) as thread:
        taking: Future[bool] | None = None
        for batch in batches:
            if taking is not None:
                yield taking.result()
            taking = thread.submit(take, *batch)
        if taking is not None:
            yield taking.result()


@contextmanager
def _lasting() -> Iterator[None]:
    """Spare Python to look for garbage, again and again, in what was there before: a million objects after `import datasets`."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _without(batches: Iterable[Batch], ids: Sequence[str], left_out: Counter[str]) -> Iterator[Batch]:
    """The batches without the articles of these ids. Raises ExportError in the end for an id that was not there."""
    unseen = set(ids)
    for documents, decisions in batches:
        apart = {document.id for document in documents} & set(ids)
        unseen -= apart
        left_out["articles left out by choice"] += len(apart)
        yield (
            (
                [document for document in documents if document.id not in apart],
                [decision for decision in decisions if decision.document not in apart],
            )
            if apart
            else (documents, decisions)
        )
    if unseen:
        raise ExportError(f"There is no article {min(unseen)} to leave out; `annotate status` names them.")


def _write(
    folder: Path,
    spool: Spool,
    counts: Counts,
    splits: Mapping[str, str],
    features: Mapping[str, datasets.Features],
    steps: Steps,
) -> dict[str, dict[str, list[Written]]]:
    """Write the files of all configs at the same time: Arrow works without Python's lock."""

    def tables(config: str) -> Iterator[pyarrow.Table]:
        return steps.written(spool.read(config), map(len, counts.pieces[config]))

    with ThreadPoolExecutor() as threads:
        files = {
            config: threads.submit(write_config, folder, config, features[config], tables(config), counts.pieces[config], splits)
            for config in CONFIGS
        }
        return {config: written for config, future in files.items() if (written := future.result())}


def _export(target: Path, files: Files, counts: Counts, maker: TableMaker, version: str, key: Path | None) -> Export:
    means = counts.agreements
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
        missing=dict(sorted(maker.reader.missing.items())),
        left_out={reason: number for reason, number in sorted(maker.reader.left_out.items()) if number},
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


def _as_they_are(annotators: Iterable[str]) -> dict[str, str]:
    return {name: name for name in annotators}


def _nothing(left_out: Mapping[str, int]) -> str:
    why = "; ".join(f"{reason}: {number}" for reason, number in left_out.items() if number)
    return (
        "There is nothing to export: no article has a labelled sentence yet"
        + (f" ({why})" if why else "")
        + "; `annotate label` first."
    )
