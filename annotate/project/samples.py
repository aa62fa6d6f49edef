"""The samples that were drawn into a project, in a file beside the schema, under git like it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from functools import partial
from pathlib import Path
from typing import Any

from annotate._files import read_json, write_atomically
from annotate.dataset.samples import CorpusSample, DrawnArticle
from annotate.errors import ProjectError
from annotate.project.beside_backup import keep_beside


def read_samples(path: Path) -> tuple[CorpusSample, ...]:
    """Return the samples of a project, the oldest first; none if there is no file. Raises ProjectError if it is damaged."""
    try:
        records = read_json(path)["samples"]
        return tuple(_sample(record) for record in records)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({error.strerror}); check the file and its permissions.") from None
    except (ValueError, KeyError, TypeError):
        raise ProjectError(f"{path} is damaged; take it from a backup, or draw the samples again after removing it.") from None


def _sample(record: dict[str, Any]) -> CorpusSample:
    values = {field.name: record[field.name] for field in fields(CorpusSample)}
    sizes = {str(name): int(size) for name, size in record["sizes"].items()}
    articles = {id: DrawnArticle(str(s), float(p), int(n)) for id, (s, p, n) in record["articles"].items()}
    lists = {name: tuple(values[name]) for name in ("by", "where")}
    return CorpusSample(**{**values, **lists, "articles": articles, "sizes": sizes})


def add_sample(path: Path, sample: CorpusSample) -> None:
    """Add a sample to those of a project; if it was drawn before, it takes the place of what was drawn then.

    Raises ProjectError if the file is damaged, and OSError.
    """
    others = [known for known in read_samples(path) if known.design != sample.design]
    write_samples(path, [*others, sample])


def write_samples(path: Path, samples: Sequence[CorpusSample]) -> None:
    """Write the samples of a project, whole or not at all. Raises OSError."""
    path.parent.mkdir(exist_ok=True)
    text = json.dumps({"samples": [asdict(sample) for sample in samples]}, indent=1)
    write_atomically(path, [text.encode(), b"\n"])


def beside_backup(backup: Path) -> Path:
    """Return the file that keeps the samples with a backup of the store."""
    return backup.with_name(f"{backup.name}.samples.json")


def back_up_samples(path: Path, backup: Path, *, overwrite: bool) -> None:
    """Keep the samples of a project with a backup of its store; those of an older backup there are replaced with `overwrite`.

    Raises ProjectError if there are some that may not be overwritten, or those of the project cannot be read, and OSError.
    """
    samples = read_samples(path)
    write = partial(write_samples, samples=samples) if samples else None
    keep_beside(beside_backup(backup), write, overwrite=overwrite)


def restore_samples(kept: Sequence[CorpusSample], path: Path) -> None:
    """Add the samples that were kept with a backup to those of a project, except those that it has.

    Raises ProjectError if those of the project cannot be read, and OSError.
    """
    known = read_samples(path)
    drawn = {sample.design for sample in known}
    missing = [sample for sample in kept if sample.design not in drawn]
    if missing:
        write_samples(path, [*known, *missing])
