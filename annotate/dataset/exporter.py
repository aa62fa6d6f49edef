"""All of an export, in order: gather, divide, write, describe, read back, and only then put in place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
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


def export(
    target: Path,
    batches: Iterable[Batch],
    schema: Schema,
    options: ExportOptions,
    *,
    kept: Path,
    tool: str,
    near: Sequence[Near] = (),
    agreement: Sequence[Sequence[str]] = (),
) -> Export:
    """Write the dataset folder `target`, whole or not at all.

    Rows are in the order of the batches, which are taken one by one and not held in memory. `kept` is the folder of what must be
    known the next time: the splits of the articles and the names of the annotators. `near` are the articles that are nearly the
    same, at least so many pairs that all which are hang together. `agreement` is a table for the card, its head first, as
    somebody else has measured it. The same arguments give the same bytes.
    Raises ExportError, with what stood at `target` untouched.
    """
    target = target.resolve()
    check_path(target)
    memory = Kept(kept)
    maker = TableMaker(schema, options, _as_they_are if options.names else memory.pseudonyms)
    counts = Counts(schema)
    with replacing(target) as (new, scratch):
        with Spool(scratch, maker.features) as spool:
            _gather(batches, maker, counts, spool, options)
        apart = set(options.leave_out)
        near = [pair for pair in near if not apart & set(pair[:2])]
        splits = divide(counts.articles, near, memory.splits(options), options)
        memory.remember(options, splits)
        files = _write(new, spool, counts, splits, maker.features)
        hashes = contents(new, files)
        numbers = release(maker.features, _numbers(counts), hashes, options)
        this = succeed(numbers, released(target), counts.newest[:10])
        done = _export(target, files, counts, maker, this["version"], None if options.names else memory.key)
        facts = Facts(counts.labels, frozenset(counts.languages), maker.features, hashes, counts.newest, tool, agreement)
        (new / "README.md").write_text(card(done, schema, options, facts), encoding="utf-8", newline="\n")
        (new / "CHANGELOG.md").write_text(changelog(this), encoding="utf-8", newline="\n")
        _write_json(new / "croissant.json", croissant(done, options, maker.features, files, hashes, counts.newest))
        _write_json(new / "rows.schema.json", row_schemas(maker.features, schema.version))
        mark(new, this)
        check_loads(new, scratch / "cache", maker.features, files)
        memory.write()
    return done


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _gather(batches: Iterable[Batch], maker: TableMaker, counts: Counts, spool: Spool, options: ExportOptions) -> None:
    """Make the tables of all batches. Raises ExportError where there is nothing to export."""
    annotators: set[str] = set()
    for batch in _without(batches, options.leave_out, maker.reader.left_out):
        annotators |= {row.annotator for row in batch[1]}
        if made := maker.make(batch):
            counts.add(made)
            spool.add(made.tables)
    if options.gold is not None and options.gold not in annotators:
        known = f"there are those of {', '.join(sorted(annotators))}" if annotators else "there are none at all"
        raise ExportError(f"There are no annotations by {options.gold!r} to take as gold; {known}.")
    if not counts.articles:
        raise ExportError(_nothing(maker.reader.left_out))


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
    folder: Path, spool: Spool, counts: Counts, splits: Mapping[str, str], features: Mapping[str, datasets.Features]
) -> dict[str, dict[str, list[Written]]]:
    """Write the files of all configs at the same time: Arrow works without Python's lock."""
    with ThreadPoolExecutor() as threads:
        files = {
            config: threads.submit(
                write_config, folder, config, features[config], spool.read(config), counts.pieces[config], splits
            )
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
