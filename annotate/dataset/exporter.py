"""All of an export, in order: gather, write, describe, read back, and only then put in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.dataset.card import Facts, card
from annotate.dataset.columns import CONFIGS, STATUSES, features
from annotate.dataset.folder import replacing
from annotate.dataset.gold import Gold, decide, label_of
from annotate.dataset.options import Export, ExportOptions
from annotate.dataset.parquet import ParquetFolder, Written, contents
from annotate.dataset.reload import check_loads, check_path
from annotate.dataset.rows import Rows
from annotate.dataset.splits import FEW, SPLITS, shards, split_of
from annotate.dataset.spool import Spool
from annotate.errors import ExportError
from annotate.model import Annotation, Claim, Document, Revision, Source, Stance
from annotate.review.sifting import sift
from annotate.schema import Schema

if TYPE_CHECKING:
    import datasets

_Chosen = tuple[Document, list[Revision], dict[str, Gold]]


def export(
    target: Path,
    documents: Iterable[Document],
    revisions: Iterable[Revision],
    schema: Schema,
    options: ExportOptions,
    *,
    created: str,
    tool: str,
) -> Export:
    """Write the dataset folder `target`, whole or not at all.

    `revisions` are the newest of each sentence and annotator, in any order; rows are in the order of the documents. Neither
    is held in memory. `created` and `tool` go into the card. The same arguments give the same bytes.
    Raises ExportError, with what stood at `target` untouched.
    """
    target = target.resolve()
    check_path(target)
    of_config = features(schema)
    with replacing(target) as (new, scratch), Spool(scratch / "annotations") as spool:
        gathered = _Gathered(revisions, spool, options)
        files = _write(new, documents, gathered, Rows(schema, options, gathered.pseudonyms), of_config)
        if not gathered.documents:
            raise ExportError(_nothing(gathered.left_out))
        done = gathered.export(target, files)
        facts = Facts(gathered.labels, frozenset(gathered.languages), of_config, contents(new, files), created, tool)
        (new / "README.md").write_text(card(done, schema, options, facts), encoding="utf-8", newline="\n")
        check_loads(new, scratch / "cache", of_config, files)
    return done


class _Gathered:
    """The annotations by document, and what is counted while the documents pass."""

    def __init__(self, revisions: Iterable[Revision], spool: Spool, options: ExportOptions) -> None:
        self.spool = spool
        self.options = options
        self.documents = self.claims = self.sources = self.stances = self.ties = self.finished = 0
        self.sentences: Counter[str] = Counter()
        self.labels: Counter[tuple[str, str, str]] = Counter()
        self.missing: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.languages: set[str] = set()
        annotators = set()
        for revision in spool.add(revisions):
            annotators.add(revision.annotator)
            self.finished += label_of(revision) is not None
        self.pseudonyms = _pseudonyms(annotators, options)
        if not self.finished:
            raise ExportError(_nothing({}))
        if options.gold is not None and options.gold not in annotators:
            known = ", ".join(sorted(annotators))
            raise ExportError(f"There are no annotations by {options.gold!r} to take as gold; there are those of {known}.")

    def chosen(self, documents: Iterable[Document]) -> Iterator[_Chosen]:
        """The documents that are exported, each with its annotations and its gold; the others are counted."""
        for document in documents:
            revisions = sift(document, self.spool.take(document.id), self.left_out)
            gold = decide(document, revisions, self.options.gold)
            statuses = {decided.status for decided in gold.values()}
            if "labelled" not in statuses:
                self.left_out["articles of which no sentence is labelled"] += 1
            elif not self.options.partial and statuses != {"labelled"}:
                self.left_out["articles that are not labelled to the end"] += 1
            else:
                yield document, revisions, gold
        self.left_out["annotations of articles that are not in the project"] += self.spool.left()

    def count(self, document: Document, revisions: Iterable[Revision], gold: Mapping[str, Gold]) -> None:
        """Add a document that is exported."""
        self.documents += 1
        self.left_out["annotations begun and not finished"] += sum(label_of(revision) is None for revision in revisions)
        if document.language:
            self.languages.add(document.language)
        sources = set()
        for decided in gold.values():
            self.sentences[decided.status] += 1
            self.ties += decided.tie
            if decided.revision and (annotation := decided.revision.annotation):
                self._count_annotation(annotation)
                sources |= {(decided.revision.annotator, stance.source) for stance in annotation.stances}
        self.sources += len(sources)

    def _count_annotation(self, annotation: Annotation) -> None:
        self.claims += len(annotation.claims)
        self.stances += len(annotation.stances)
        self.labels["annotation", "label", str(annotation.label)] += 1
        self.labels.update(("stance", "label", stance.label) for stance in annotation.stances)
        items: Iterable[Claim | Source | Stance | Annotation]
        items = (*annotation.claims, *annotation.sources, *annotation.stances, annotation)
        for item in items:
            noun = type(item).__name__.lower()
            self.labels.update((noun, name, value) for name, value in item.attributes.items() if isinstance(value, str))

    def export(self, path: Path, files: Mapping[str, Mapping[str, list[Written]]]) -> Export:
        return Export(
            path=path,
            configs={
                config: {split: sum(file.rows for file in files[config][split]) for split in SPLITS if split in files[config]}
                for config in CONFIGS
                if config in files
            },
            documents=self.documents,
            sentences={status: self.sentences[status] for status in reversed(STATUSES)},
            claims=self.claims,
            sources=self.sources,
            stances=self.stances,
            ties=self.ties,
            missing=dict(sorted(self.missing.items())),
            left_out={reason: number for reason, number in sorted(self.left_out.items()) if number},
            pseudonyms=self.pseudonyms,
        )


def _write(
    folder: Path, documents: Iterable[Document], gathered: _Gathered, rows: Rows, of_config: Mapping[str, datasets.Features]
) -> dict[str, dict[str, list[Written]]]:
    """Write the Parquet files of all configs, document by document."""
    options, chosen = gathered.options, gathered.chosen(documents)
    head = list(islice(chosen, FEW))
    few = len(head) < FEW
    with ParquetFolder(folder, of_config, _shards(gathered.finished, options, few)) as parquet:
        for document, revisions, gold in chain(head, chosen):
            split = split_of(document.id, options, few)
            for config, found in rows.rows(document, revisions, gold).items():
                parquet.write(config, split, document.id, found)
            gathered.count(document, revisions, gold)
        gathered.missing = rows.reader.missing
        return parquet.finish()


def _shards(annotations: int, options: ExportOptions, few: bool) -> dict[str, int]:
    """Into how many files each split goes, by the rows expected in it."""
    if few:
        return {"train": shards(annotations)}
    fractions = {"train": 1 - options.validation - options.test, "validation": options.validation, "test": options.test}
    return {split: shards(round(annotations * fraction)) for split, fraction in fractions.items()}


def _pseudonyms(annotators: Iterable[str], options: ExportOptions) -> dict[str, str]:
    """What each annotator is called: numbered in the order of the hashes of their names, which tells nothing about them."""
    ordered = sorted(annotators, key=lambda name: sha256(name.encode("utf-8", "surrogatepass")).digest())
    return {name: name if options.names else f"annotator_{number}" for number, name in enumerate(ordered, start=1)}


def _nothing(left_out: Mapping[str, int]) -> str:
    why = "; ".join(f"{reason}: {number}" for reason, number in left_out.items() if number)
    return (
        "There is nothing to export: no article has a labelled sentence yet"
        + (f" ({why})" if why else "")
        + "; `annotate label` first."
    )
