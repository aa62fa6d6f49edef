"""The description of a project's dataset: the answers to a short form, in a file beside the schema, under git like it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from annotate._files import read_regular, write_atomically
from annotate.errors import ProjectError
from annotate.model.description import PUBLIC, parse_answers, to_toml, with_answers
from annotate.model.people import replace_names
from annotate.project.beside_backup import keep_beside


def read_description(path: Path) -> dict[str, str]:
    """Return the answers in a project's description, none if there is none. Raises ProjectError if it cannot be read."""
    try:
        content = read_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({error.strerror}); check the file and its permissions.") from None
    return with_answers({}, parse_description(content, str(path)))


def parse_description(content: bytes, origin: str) -> dict[str, str]:
    """Return the answers in TOML or JSON, an empty one for each that is to be removed. Raises ProjectError."""
    try:
        text = content.decode("utf-8-sig")
        data: Any = json.loads(text) if text.lstrip()[:1] == "{" else tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise ProjectError(f"{origin}: the description is not UTF-8; save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise ProjectError(f"{origin}: the description is neither TOML nor JSON ({error}).") from None
    return parse_answers(data, origin)


def write_description(path: Path, description: Mapping[str, str]) -> None:
    """Write a description, whole or not at all. Raises OSError."""
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, [to_toml(description).encode()])


def rename_in_description(path: Path, old: str, new: str) -> None:
    """Put another name in place of an annotator's in the answers, apart from those that are there to name people.

    Raises ProjectError if the description cannot be read, and OSError.
    """
    description = read_description(path)
    renamed = {name: answer if name in PUBLIC else replace_names(answer, {old: new}) for name, answer in description.items()}
    if renamed != description:
        write_description(path, renamed)


def beside_backup(backup: Path) -> Path:
    """Return the file that keeps the description with a backup of the store."""
    return backup.with_name(f"{backup.name}.description.toml")


def back_up_description(path: Path, backup: Path, *, overwrite: bool) -> None:
    """Keep a description with a backup of the store; one of an older backup there is replaced, or removed, with `overwrite`.

    Raises ProjectError if there is one that may not be overwritten, and OSError.
    """
    description = read_description(path)
    write = partial(write_description, description=description) if description else None
    keep_beside(beside_backup(backup), write, overwrite=overwrite)


def restore_description(backup: Path, path: Path) -> bool:
    """Put the description that is kept with a backup into a project without one; return True if that was done.

    Raises ProjectError if one of them cannot be read, and OSError.
    """
    if read_description(path) or not (kept := read_description(beside_backup(backup))):
        return False
    write_description(path, kept)
    return True
