"""What an export is asked for, and what it says it did."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotate.errors import ExportError

SPLIT_BY = ("article", "outlet", "date")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the user may choose. Raises ExportError for a choice that makes no dataset.

    name: how the dataset is called (the card's `pretty_name`).
    license: a license identifier of the Hub, which are SPDX identifiers in lower case, or "other".
    without_text: leave out whatever may quote an article: texts, titles, names of sources, notes and other free text.
    partial: export documents that are not labelled to the end; without it they are left out whole.
    seed, validation, test: how documents are divided (fractions of the documents; the rest is train).
    split_by: what stays together: an ``article``, all of an ``outlet``, or by ``date``, where the newest are test.
    gold: the annotator whose decisions alone are gold; with None what was adjudicated is, else what the majority decided.
    names: keep the annotators' names; without it they become annotator_1, annotator_2, ...
    leave_out: ids of articles that are not exported.
    authors: who made the dataset, for its citation.
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
    split_by: str = "article"
    leave_out: tuple[str, ...] = ()
    authors: str = ""

    def __post_init__(self) -> None:
        for what, fraction in (("validation", self.validation), ("test", self.test)):
            if not (math.isfinite(fraction) and 0 <= fraction < 1):
                raise ExportError(f"The {what} fraction is {fraction}; give one from 0 up to 1, as 0.1.")
        if self.validation + self.test >= 1:
            raise ExportError("The validation and test fractions leave nothing to train on; give two that add up to less than 1.")
        if self.split_by not in SPLIT_BY:
            raise ExportError(f"{self.split_by!r} is nothing to divide by; give {', '.join(SPLIT_BY[:-1])} or {SPLIT_BY[-1]}.")
        if not self.license.strip() or not self.name.strip():
            raise ExportError("A dataset needs a name and a license; give them, or leave them out for the defaults.")

    @property
    def shares(self) -> dict[str, float]:
        """The fraction of the articles in each split."""
        return {"train": 1 - self.validation - self.test, "validation": self.validation, "test": self.test}


@dataclass(frozen=True, slots=True)
class Export:
    """What an export wrote.

    configs: rows of each split of each config; a config or split without rows is not there.
    documents, claims, sources, stances: how many there are in gold. A source counts once per document.
    sentences: how many are labelled, open and unseen.
    annotators: how many there are.
    version: the dataset's; it rises with what is in it.
    agreement: the mean over the sentences that several annotators labelled of the fraction that gave the most frequent label;
        None where there is no such sentence.
    gold: how the sentences' gold came to be: single, majority, unanimous, adjudicated; open where annotators differ and none is.
    missing: answers that the schema requires and an older annotation lacks, as ``claim.type``; they are null.
    left_out: what is not in the dataset, by reason.
    key: the file that tells which annotator is called what, which is not part of the dataset; None where names were kept.
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
