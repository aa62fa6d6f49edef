"""The version of the dataset and its CHANGELOG.md: what an export changed since the previous one.

The version follows Semantic Versioning as far as it makes sense for data: a new first number means that code that reads the
columns and labels must change, a new second one that there are more or different rows. If nothing changed, there is no new
version and no entry, so that the same store gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import datasets
from datasets import ClassLabel, List

from annotate.dataset.atomic_folder import damaged, read_release
from annotate.dataset.features import features
from annotate.dataset.options import ExportOptions
from annotate.dataset.state import describe_moves
from annotate.schema import Schema
from annotate.schema.migration import label_moves

Release = dict[str, Any]
"""What two exports are compared by, as JSON (see `release`), with the resulting `version` and `changelog`."""

_COMPARED = ("columns", "counts", "contents", "choices")
_VERSION = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}")

_HEAD = """\
# Changelog

The changes from export to export. A new first number of the version means that columns or labels changed so that code must change
too; a new second one that there are more or different rows, columns or labels.
"""


def label_columns(config_features: Mapping[str, datasets.Features]) -> dict[str, dict[str, Any]]:
    """Return the type of each column by config, or its labels, by the dotted path of the column."""
    return {config: dict(_leaves(dict(columns))) for config, columns in config_features.items()}


def renumbered(
    columns: Mapping[str, Mapping[str, Any]], previous: Release, renamed: Container[str] = frozenset()
) -> dict[str, str]:
    """Return the labels whose numbers are not those of the previous release, in words, by the columns that have them.

    A label may be appended, and one of `renamed`, the former names in the schema's history, may be gone: another has its place.
    """
    moved: dict[str, list[str]] = {}
    for config, leaves in previous.get("columns", {}).items():
        for name, old in leaves.items():
            new = columns.get(config, {}).get(name)
            if isinstance(old, list) and isinstance(new, list) and (words := "; ".join(label_moves(old, new, renamed))):
                names = moved.setdefault(words, [])
                names += [name] if name not in names else []
    return {", ".join(f"`{name}`" for name in names): words for words, names in moved.items()}


def numbering_problem(schema: Schema, previous: Release) -> str | None:
    """Return which labels of a schema have other numbers than in a release, and what to do; None if all have the same."""
    former = frozenset(label for _, _, label in schema.former_names)
    if not (moves := renumbered(label_columns(features(schema)), previous, former)):
        return None
    return describe_moves(moves, previous["version"])


def release(
    config_features: Mapping[str, datasets.Features],
    counts: Mapping[str, int],
    contents: Mapping[str, str],
    options: ExportOptions,
    chosen: Sequence[str] = (),
) -> Release:
    """Return what the next export is compared with: columns, counts, hashes of files, options and the choice of rows."""
    columns = label_columns(config_features)
    choices = {name: getattr(options, name) for name in ("name", "license", "authors", "without_text", "split_by")}
    choices |= {"chosen": list(chosen)} if chosen else {}
    return {"columns": columns, "counts": dict(counts), "contents": dict(contents), "choices": choices}


def succeed(current: Release, previous: Release, day: str, differences: str = "") -> Release:
    """Return the release with its version and changelog; `previous` is the one it replaces, empty for the first.

    `differences` says in words which rows changed; without it, only the configs are named.
    """
    if previous and all(previous[name] == current[name] for name in _COMPARED):
        return {**current, "version": previous["version"], "changelog": previous["changelog"]}
    version = _next_version(current, previous) if previous else "1.0.0"
    lines = list(_changes(current, previous, differences)) if previous else [_first_entry(current)]
    entry = f"## {version} - {day}\n\n" + "".join(f"- {line}\n" for line in lines)
    return {**current, "version": version, "changelog": [entry, *previous.get("changelog", [])]}


def previous_release(target: Path) -> Release:
    """Return the release of the dataset in a folder, empty if there is none. Raises ExportError if it is damaged."""
    previous = read_release(target)
    if previous and not _is_release(previous):
        raise damaged(target)
    return previous


def _is_release(data: Mapping[str, Any]) -> bool:
    """Return True if JSON is a release as `succeed` returns it, so that the next one can be compared with it."""
    if not isinstance(data.get("version"), str) or not _VERSION.fullmatch(data["version"]):
        return False
    if not isinstance(data.get("changelog"), list) or not all(isinstance(entry, str) for entry in data["changelog"]):
        return False
    tables = [data.get(name) for name in _COMPARED]
    columns, counts = data.get("columns"), data.get("counts")
    return (
        all(isinstance(table, dict) for table in tables)
        and all(isinstance(leaves, dict) for leaves in columns.values())  # type: ignore[union-attr]
        and all(isinstance(number, int) for number in counts.values())  # type: ignore[union-attr]
    )


def changelog(release: Release) -> str:
    """Return the text of CHANGELOG.md, the newest entry first."""
    return "\n".join([_HEAD, *release["changelog"]])


def _leaves(feature: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the dotted path of each plain value in a feature with its type, or its labels if it is a ClassLabel."""
    if isinstance(feature, dict):
        for name, inner in feature.items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(feature, List):
        yield from _leaves(feature.feature, path)
    else:
        yield path, list(feature.names) if isinstance(feature, ClassLabel) else str(feature.dtype)


def _is_compatible(previous: Any, current: Any) -> bool:
    """Return True if code that reads a column still works: its type is the same, or labels were appended."""
    if isinstance(previous, list) and isinstance(current, list):
        return current[: len(previous)] == previous
    return bool(current == previous)


def _next_version(current: Release, previous: Release) -> str:
    major, minor, _ = map(int, previous["version"].split("."))
    compatible = all(
        _is_compatible(leaf, current["columns"].get(config, {}).get(name))
        for config, columns in previous["columns"].items()
        for name, leaf in columns.items()
    )
    return f"{major}.{minor + 1}.0" if compatible else f"{major + 1}.0.0"


def _first_entry(current: Release) -> str:
    return f"The first export: {', '.join(_counted(noun, number) for noun, number in current['counts'].items())}."


def _changes(current: Release, previous: Release, differences: str) -> Iterator[str]:
    if current["counts"] != previous["counts"]:
        counts = (_change(noun, number, previous["counts"].get(noun, 0)) for noun, number in current["counts"].items())
        yield f"Now {', '.join(counts)}."
    for config, columns in current["columns"].items():
        yield from _column_changes(config, columns, previous["columns"].get(config, {}))
    for names, words in renumbered(current["columns"], previous).items():
        yield f"Labels changed in {names}: {words}."
    for choice in (*current["choices"], *(previous["choices"].keys() - current["choices"].keys())):
        value, previous_value = current["choices"].get(choice), previous["choices"].get(choice)
        if previous_value != value:
            yield f"`{choice}` is now {value!r}; it was {previous_value!r}."
    paths = current["contents"].keys() | previous["contents"].keys()
    changed = {path for path in paths if current["contents"].get(path) != previous["contents"].get(path)}
    if configs := sorted({path.split("/")[0] for path in changed}):
        yield f"Rows changed in {', '.join(f'`{config}`' for config in configs)}{f' ({differences})' if differences else ''}."


def _column_changes(config: str, columns: Mapping[str, Any], previous: Mapping[str, Any]) -> Iterator[str]:
    different = {name for name in columns.keys() & previous.keys() if columns[name] != previous[name]}
    for change, names in (
        ("New columns", columns.keys() - previous.keys()),
        ("Removed columns", previous.keys() - columns.keys()),
        ("Columns with different labels or a different type", different),
    ):
        if names:
            yield f"{change} in `{config}`: {', '.join(f'`{name}`' for name in sorted(names))}."


def _change(noun: str, number: int, previous: int) -> str:
    return _counted(noun, number) + (f" ({number - previous:+})" if number != previous else "")


def _counted(nouns: str, number: int) -> str:
    return f"{number} {nouns.removesuffix('s') if number == 1 else nouns}"
