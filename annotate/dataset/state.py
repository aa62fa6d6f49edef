"""What an export must know the next time, kept beside the dataset and never in it: splits, and who is annotator_1.

Two small files of JSON that are only ever added to. They are written when the new dataset is sound and before it takes its place:
were the dataset there first, a killed export could leave one whose splits nobody remembers. A file that cannot be read stops
the export and is left alone: it is the only one who knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotate._files import write_atomically
from annotate.dataset.options import ExportOptions
from annotate.errors import ExportError

KEY, SPLITS = "annotators.json", "splits.json"


class ExportState:
    """The two files in a folder, as they were when this was made; `write` refuses where they have changed since."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = {name: _read(folder / name) for name in (KEY, SPLITS)}
        self._names = self._parsed(KEY, dict, lambda data: all(isinstance(name, str) for name in data.values()))
        self._divisions = self._parsed(SPLITS, list, lambda data: all(map(_is_division, data)))

    @property
    def key(self) -> Path:
        """The file that tells who the annotators are."""
        return self._folder / KEY

    def pseudonyms(self, annotators: Iterable[str]) -> dict[str, str]:
        """What each annotator is called: what they were always called, new ones by the next number.

        New ones come in the order of the hashes of their names, which tells nothing about them.
        """
        taken = {int(name.rpartition("_")[2]) for name in self._names.values() if name.rpartition("_")[2].isdecimal()}
        new = sorted(
            set(annotators) - self._names.keys(), key=lambda name: sha256(name.encode("utf-8", "surrogatepass")).digest()
        )
        self._names |= {name: f"annotator_{number}" for number, name in enumerate(new, start=max(taken, default=0) + 1)}
        return {name: self._names[name] for name in annotators}

    def splits(self, options: ExportOptions) -> dict[str, str]:
        """The splits of the articles that were ever divided in this way."""
        return dict(self._division(options)["articles"])

    def remember(self, options: ExportOptions, splits: Mapping[str, str]) -> None:
        """Keep the splits of articles for the next time."""
        division = self._division(options)
        if new := {id: split for id, split in splits.items() if id not in division["articles"]}:
            division["articles"] |= new
            if division not in self._divisions:
                self._divisions.append(division)

    def write(self) -> None:
        """Put on the disk what is new. Raises ExportError where another export was faster, OSError."""
        for name, data in ((KEY, self._names), (SPLITS, self._divisions)):
            text = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"
            if not data or text == self._before[name]:
                continue
            if _read(self._folder / name) != self._before[name]:
                raise ExportError(f"{self._folder / name} was changed by another export meanwhile; export again.")
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / name, [text])

    def _division(self, options: ExportOptions) -> dict[str, Any]:
        how = {"by": options.split_by, "seed": options.seed, "validation": options.validation, "test": options.test}
        known = (division for division in self._divisions if all(division[name] == value for name, value in how.items()))
        return next(known, {**how, "articles": {}})

    def _parsed(self, name: str, kind: type, sound: Callable[[Any], bool]) -> Any:
        before = self._before[name]
        if before is None:
            return kind()
        try:
            data = json.loads(before)
        except ValueError:
            data = None
        if not isinstance(data, kind) or not sound(data):
            path = self._folder / name
            raise ExportError(f"{path} cannot be read, and only it knows what earlier exports did; take it from a backup.")
        return data


def _is_division(data: object) -> bool:
    known = {"by", "seed", "validation", "test", "articles"}
    if not isinstance(data, dict) or data.keys() != known or not isinstance(data["articles"], dict):
        return False
    return all(split in ("train", "validation", "test") for split in data["articles"].values())


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
