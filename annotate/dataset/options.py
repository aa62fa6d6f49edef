"""What an export is asked for, and what it says it did."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotate.errors import ExportError


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the user may choose. Raises ExportError for a choice that makes no dataset.

    name: how the dataset is called (the card's `pretty_name`).
    license: a license identifier of the Hub, which are SPDX identifiers in lower case, or "other".
    without_text: leave out whatever may quote an article: texts, titles, names of sources, notes and other free text.
    partial: export documents that are not labelled to the end; without it they are left out whole.
    seed, validation, test: how documents are divided (fractions of the documents; the rest is train).
    gold: the annotator whose decisions alone are gold; with None what was adjudicated is, else what the majority decided.
    names: keep the annotators' names; without it they become annotator_1, annotator_2, ...
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

    def __post_init__(self) -> None:
        for what, fraction in (("validation", self.validation), ("test", self.test)):
            if not (math.isfinite(fraction) and 0 <= fraction < 1):
                raise ExportError(f"The {what} fraction is {fraction}; give one from 0 up to 1, as 0.1.")
        if self.validation + self.test >= 1:
            raise ExportError("The validation and test fractions leave nothing to train on; give two that add up to less than 1.")
        if not self.license.strip() or not self.name.strip():
            raise ExportError("A dataset needs a name and a license; give them, or leave them out for the defaults.")


@dataclass(frozen=True, slots=True)
class Export:
    """What an export wrote.

    configs: rows of each split of each config; a config or split without rows is not there.
    documents, claims, sources, stances: how many there are in gold. A source counts once per document.
    sentences: how many are labelled, open and unseen.
    gold: how the sentences' gold came to be: single, majority, unanimous, adjudicated; open where annotators differ and none is.
    missing: answers that the schema requires and an older annotation lacks, as ``claim.type``; they are null.
    left_out: what is not in the dataset, by reason.
    pseudonyms: the name of each annotator and what it is called in the dataset. It is written nowhere.
    """

    path: Path
    configs: Mapping[str, Mapping[str, int]]
    documents: int
    sentences: Mapping[str, int]
    claims: int
    sources: int
    stances: int
    gold: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
