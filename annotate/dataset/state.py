"""The state that exports share, in files beside the dataset: splits of articles, pseudonyms of annotators, numbers of labels.

Small JSON files. Splits and pseudonyms are only ever extended; the labels are those of the last export, wherever it was written,
since their numbers must not change unless that is meant. The files are written after the new dataset was verified and before it
replaces the old one: in the opposite order a killed export could leave a dataset whose splits are not recorded. A file that
cannot be read stops the export and is not changed, since its contents exist nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotate._files import read_regular, write_atomically
from annotate.dataset.options import SPLITS, ExportOptions, Split
from annotate.errors import ExportError
from annotate.schema import Schema
from annotate.schema.migration import label_moves, label_numbers

KEY_FILE, SPLITS_FILE, LABELS_FILE = "annotators.json", "splits.json", "labels.json"

_LOST = {
    KEY_FILE: "number the annotators anew, other than in earlier datasets",
    SPLITS_FILE: "divide the articles anew, other than in earlier datasets",
    LABELS_FILE: "give labels other numbers than in earlier datasets without a warning",
}
"""What happens without one of the files."""

_NUMBERED = re.compile("annotator_([0-9]{1,18})")


class ExportState:
    """The files of a folder as they were when this object was made; `write` refuses if they have changed since.

    Raises ExportError if one of them cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = {name: _read(folder / name) for name in _LOST}
        self._names = self._parse(KEY_FILE, dict, _are_pseudonyms)
        self._divisions = self._parse(SPLITS_FILE, list, lambda data: all(map(_is_division, data)))

        self._labels = self._parse(LABELS_FILE, dict, lambda data: not data or _are_labels(data))

    def numbering_problem(self, schema: Schema) -> str | None:
        """Return which labels have other numbers than in the last export, and what to do; None if all have the same."""
        former = frozenset(label for _, _, label in schema.former_names)
        present = label_numbers(schema)
        moves = {
            question: "; ".join(label_moves(labels, present[question], former))
            for question, labels in self._labels.get("labels", {}).items()
            if question in present
        }
        moved = {f"`{question}`": words for question, words in moves.items() if words}
        return describe_moves(moved, self._labels["version"]) if moved else None

    @property
    def has_labels(self) -> bool:
        """True if the labels of an export are recorded."""
        return bool(self._labels)

    def set_labels(self, schema: Schema, version: str) -> None:
        """Record the numbers of the labels in the dataset's `version`; call `write` to save them."""
        self._labels = {"version": version, "labels": label_numbers(schema)}

    @property
    def key(self) -> Path:
        """The file that maps the annotators to their pseudonyms."""
        return self._folder / KEY_FILE

    @property
    def names(self) -> frozenset[str]:
        """The annotators who have a pseudonym."""
        return frozenset(self._names)

    @property
    def all_pseudonyms(self) -> Mapping[str, str]:
        """The pseudonym of each annotator who has one."""
        return dict(self._names)

    def rename(self, old: str, new: str) -> None:
        """Give an annotator's pseudonym to another name, unless that has one; call `write` to save it."""
        if new not in self._names:
            self._names = {new if name == old else name: pseudonym for name, pseudonym in self._names.items()}

    def pseudonyms(self, annotators: Iterable[str]) -> dict[str, str]:
        """Return the pseudonym of each annotator: the one of earlier exports, or the next number for a new annotator."""
        # New annotators are numbered in the order of the hashes of their names, which reveals nothing about them.
        numbers = {int(match[1]) for name in self._names.values() if (match := _NUMBERED.fullmatch(name))}
        new = sorted(
            set(annotators) - self._names.keys(), key=lambda name: sha256(name.encode("utf-8", "surrogatepass")).digest()
        )
        self._names |= {name: f"annotator_{number}" for number, name in enumerate(new, start=max(numbers, default=0) + 1)}
        return {name: self._names[name] for name in annotators}

    def splits(self, options: ExportOptions) -> dict[str, Split]:
        """Return the split of every article that was ever divided with these options."""
        return dict(self._division(options)["articles"])

    def remember(self, options: ExportOptions, splits: Mapping[str, Split]) -> None:
        """Add the splits of articles for later exports; call `write` to save them."""
        division = self._division(options)
        if new := {id: split for id, split in splits.items() if id not in division["articles"]}:
            division["articles"] |= new
            if division not in self._divisions:
                self._divisions.append(division)

    def write(self) -> None:
        """Save what is new. Raises ExportError if another export has changed a file meanwhile, and OSError."""
        for name, data in ((KEY_FILE, self._names), (SPLITS_FILE, self._divisions), (LABELS_FILE, self._labels)):
            text = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"
            if not data or text == self._before[name]:
                continue
            if _read(self._folder / name) != self._before[name]:
                raise ExportError(f"{self._folder / name} was changed by another export meanwhile; export again.")
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / name, [text])

    def _division(self, options: ExportOptions) -> dict[str, Any]:
        """Return the recorded division with these options; an empty one, not yet recorded, if there is none."""
        settings = {"by": options.split_by, "seed": options.seed, "validation": options.validation, "test": options.test}
        for division in self._divisions:
            if all(division[name] == value for name, value in settings.items()):
                return division  # type: ignore[no-any-return]
        return {**settings, "articles": {}}

    def _parse(self, name: str, kind: type, is_valid: Callable[[Any], bool]) -> Any:
        before = self._before[name]
        if before is None:
            return kind()
        try:
            data = json.loads(before)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, kind) or not is_valid(data):
            raise ExportError(
                f"{self._folder / name} is damaged, and its contents exist nowhere else; restore it from a backup, "
                f"or move it away to {_LOST[name]}."
            )
        return data


def _are_pseudonyms(data: Mapping[str, Any]) -> bool:
    """Return True if each annotator has a pseudonym of their own: two with the same one would be one person in the dataset."""
    names = list(data.values())
    return all(isinstance(name, str) and name for name in names) and len(set(names)) == len(names)


def describe_moves(moves: Mapping[str, str], version: str) -> str:
    """Return that labels have other numbers than in a version of the dataset, and what to do; `moves` are by column."""
    described = "; and ".join(f"{names}: {words}" for names, words in moves.items())
    return (
        f"Labels have other numbers than in version {version} of the dataset ({described}). Put them back in their order in the "
        "schema and append new ones; or export with --renumber, which raises the first number of the version and writes the "
        "change to the changelog."
    )


def _are_labels(data: Mapping[str, Any]) -> bool:
    labels = data.get("labels")
    return (
        isinstance(data.get("version"), str)
        and isinstance(labels, dict)
        and all(isinstance(own, list) and all(isinstance(label, str) for label in own) for own in labels.values())
    )


def _is_division(data: object) -> bool:
    fields = {"by", "seed", "validation", "test", "articles"}
    if not isinstance(data, dict) or data.keys() != fields or not isinstance(data["articles"], dict):
        return False
    return all(split in SPLITS for split in data["articles"].values())


def _read(path: Path) -> bytes | None:
    try:
        return read_regular(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = f"{path} cannot be read ({error.strerror})"
        raise ExportError(f"{reason}; correct that, or move it away to {_LOST[path.name]}.") from error
