"""The options of an export and its result, and the names of configs, splits and formats."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from annotate.dataset.licenses import license_problem
from annotate.errors import ExportError
from annotate.review.gold import OPEN, PROVENANCES

Config = Literal["sentences", "claims", "annotations", "articles"]
CONFIGS: tuple[Config, ...] = get_args(Config)
"""The configs of a dataset that annotators' decisions go into; the first is the default."""

SILVER: Final = "silver"
"""The config of suggestions for articles that nobody labelled, which a dataset has only on request."""

PAIRS: Final = "pairs"
"""The config of pairs of claims whose relation is known, which only a dataset of a project with links has."""

POSITIONS: Final = "positions"
"""The config of who says what about the same thing, which only a dataset of a project with links has."""

OPTIONAL_CONFIGS: tuple[str, ...] = (PAIRS, POSITIONS, SILVER)
"""The configs that not every dataset has."""

ALL_CONFIGS: tuple[str, ...] = (*CONFIGS, *OPTIONAL_CONFIGS)
"""All configs that a dataset may have, in the order in which they are described."""

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
"""The splits of a dataset."""

SplitBy = Literal["article", "outlet", "date"]
SPLIT_BY: tuple[SplitBy, ...] = get_args(SplitBy)
"""The ways to divide articles into splits; see `ExportOptions`."""

DECIDED: tuple[str, ...] = tuple(name for name in PROVENANCES if name != OPEN)
"""The ways in which gold is decided, by which sentences are chosen."""

ExportFormat = Literal["dataset", "jsonl", "csv", "spacy"]
"""The formats of an export: a Hugging Face dataset, or files for other tools."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of the user. Raises ExportError for a choice that gives no valid dataset.

    name: the name of the dataset (the card's `pretty_name`).
    license: a license identifier of the Hub (an SPDX identifier in lower case) or "other".
    without_text: leave out all that may quote an article: texts, titles, bylines, names of sources, notes and other free
        text.
    partial: export documents that are only partly labelled; otherwise they are left out.
    seed: the seed that divides documents into splits. validation, test: the fractions of the documents; the rest is train.
    split_by: each ``article`` is in one split, all articles of an ``outlet`` are, or articles are divided by ``date`` and the
        newest are test.
    gold: the annotator whose decisions alone are gold; None for adjudications, and the majority elsewhere.
    names: keep the annotators' names; otherwise they become annotator_1, annotator_2, ...
    leave_out: ids of articles that are not exported.
    documents: ids of the only articles that are exported; empty for all.
    annotators: the only annotators whose decisions are exported; empty for all. Adjudications are exported, too.
    leave_out_annotators: people whose decisions and adjudications are not exported.
    only: the provenances of gold of the only sentences that are exported, such as ``adjudicated``; empty for all sentences.
    authors: the authors of the dataset, for its citation.
    renumber: replace a dataset in which labels have other numbers; otherwise that is refused.
    allow_leak: export although many sentences in validation and test are also in train; otherwise that is refused.
    silver: also write what is suggested for articles that nobody labelled, as a config of its own.
    charts: put charts into the folder, as SVG files that the card shows.
    """

    name: str = "Claims, sources and stances in news articles"
    license: str = "other"
    without_text: bool = False
    partial: bool = True
    seed: int = 0
    validation: float = 0.1
    test: float = 0.1
    gold: str | None = None
    names: bool = False
    split_by: SplitBy = "article"
    leave_out: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    leave_out_annotators: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    authors: str = ""
    renumber: bool = False
    allow_leak: bool = False
    silver: bool = False
    charts: bool = True

    def __post_init__(self) -> None:
        for split, fraction in (("validation", self.validation), ("test", self.test)):
            if not (math.isfinite(fraction) and 0 <= fraction < 1):
                raise ExportError(f"The {split} fraction is {fraction}; give a number from 0 to below 1, such as 0.1.")
        if self.validation + self.test >= 1:
            raise ExportError("The validation and test fractions leave nothing for training; give two with a sum below 1.")
        if self.split_by not in SPLIT_BY:
            choices = f"{', '.join(SPLIT_BY[:-1])} or {SPLIT_BY[-1]}"
            raise ExportError(f"Articles cannot be divided by {self.split_by!r}; give {choices}.")
        if unknown := [name for name in self.only if name not in DECIDED]:
            raise ExportError(f"Gold is never {unknown[0]!r}; give {', '.join(DECIDED[:-1])} or {DECIDED[-1]}.")
        if both := {*self.annotators} & {*self.leave_out_annotators}:
            raise ExportError(f"The annotator {min(both)!r} is both chosen and left out; do one of the two.")
        if both := {*self.documents} & {*self.leave_out}:
            raise ExportError(f"The article {min(both)} is both chosen and left out; do one of the two.")
        if not self.license.strip() or not self.name.strip():
            raise ExportError("The name or license of the dataset is empty; give one, or omit it to use the default.")
        if problem := license_problem(self.license):
            raise ExportError(problem)

    @property
    def shares(self) -> dict[Split, float]:
        """The fraction of the articles in each split."""
        return {"train": 1 - self.validation - self.test, "validation": self.validation, "test": self.test}


@dataclass(frozen=True, slots=True)
class Leaks:
    """The sentences that are in more than one split, word for word.

    sentences: their number. rows: the number of sentences in validation and in test that are also in train.
    evaluated: the number of all sentences in validation and in test.
    serious: the number of those in `rows` that are long and not boilerplate.
    example: one of these: its article, the split of that, and an article in train that has it, too.
    clusters: the number of clusters, of claims that say the same, that are in more than one split.
    claims: the number of claims in validation and in test that say the same as one in train.
    """

    sentences: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    evaluated: Mapping[str, int] = field(default_factory=dict)
    serious: int = 0
    example: tuple[str, ...] = ()
    clusters: int = 0
    claims: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """The numbers of the links between claims in a dataset.

    decided, inferred: the number of pairs by relation.
    clusters, claims: the number of clusters of two or more exported claims, and of the claims in them.
    conflicts: the number of pairs whose relation other decisions speak against.
    connected: the number of articles in the largest part that clusters connect.
    together: True if clusters are kept in one split wherever that is possible.
    left_out: the number of pairs that are not in the dataset, by reason.
    """

    decided: Mapping[str, int]
    inferred: Mapping[str, int]
    clusters: int
    claims: int
    conflicts: int
    connected: int
    together: bool
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SilverCounts:
    """The number of articles with suggestions in the config `silver`, and of what is left out of it, by reason."""

    articles: int
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Export:
    """The result of an export.

    path: the folder. configs: the number of rows by config and split; those without rows are absent.
    documents, claims, sources, stances: their numbers in gold. A source counts once per document.
    sentences: the numbers of labelled, open and unseen sentences.
    annotators: the number of annotators.
    version: the version of the dataset, which rises when its content changes.
    agreement: the fraction of annotators who gave the most frequent label, averaged over the sentences that several annotators
        labelled; None if there is no such sentence.
    gold: the number of sentences by provenance of their gold: single, majority, unanimous, adjudicated, or open where annotators
        differ and there is no gold.
    missing: the number of answers, by ``claim.type`` and the like, that the schema requires and an older annotation lacks; they
        are null.
    left_out: the number of articles and annotations that are not in the dataset, by reason.
    key: the file that maps annotators to their pseudonyms, which is not part of the dataset; None if names were kept.
    chosen: the choice of annotators, articles and sentences, in words; annotators have the names that they have in the dataset.
    leaks: the sentences that are in more than one split.
    as_text: the columns of JSONL that are texts of JSON so that every split loads, as ``claims.source_plural``.
    silver: the articles and suggestions of the config `silver`; None if it was not asked for.
    links: what it has of the links between claims; None if the project has none.
    """

    path: Path
    configs: Mapping[str, Mapping[str, int]]
    documents: int
    sentences: Mapping[str, int]
    claims: int
    sources: int
    stances: int
    annotators: int
    version: str
    agreement: float | None = None
    gold: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    key: Path | None = None
    chosen: tuple[str, ...] = ()
    leaks: Leaks = field(default_factory=Leaks)
    as_text: tuple[str, ...] = ()
    silver: SilverCounts | None = None
    links: LinkCounts | None = None
