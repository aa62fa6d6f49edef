"""What an export changed since the one before: the dataset's version and its CHANGELOG.md.

The version follows Semantic Versioning as far as it makes sense for data: who reads the dataset by its columns and labels must
change something after a new first number, and finds more or other rows after a new second one. Where nothing changed there is
no new version and no entry, so that the same store gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from annotate.dataset.options import ExportOptions

if TYPE_CHECKING:
    import datasets

Release = dict[str, Any]
"""What is compared, as JSON: see `release`. `version` and `changelog` are what came of it."""

_HEAD = """\
# Changelog

What changed from export to export. A new first number of the version: columns or labels changed so that code must too. A new
second one: there are more or other rows, columns or labels.
"""


def release(
    features: Mapping[str, datasets.Features], counts: Mapping[str, int], contents: Mapping[str, str], options: ExportOptions
) -> Release:
    """What is compared with the next export: columns, numbers, files, choices."""
    columns = {config: dict(_leaves(dict(of_config))) for config, of_config in features.items()}
    choices = {name: getattr(options, name) for name in ("name", "license", "authors", "without_text", "split_by")}
    return {"columns": columns, "counts": dict(counts), "contents": dict(contents), "choices": choices}


def succeed(now: Release, before: Release, day: str) -> Release:
    """The release with its version and changelog; `before` is the one it replaces, empty where it is the first."""
    compared = ("columns", "counts", "contents", "choices")
    if before and all(before.get(name) == now[name] for name in compared):
        return {**now, "version": before["version"], "changelog": before["changelog"]}
    version = _next(now, before) if before else "1.0.0"
    lines = list(_changes(now, before)) if before else list(_first(now))
    entry = f"## {version} - {day}\n\n" + "".join(f"- {line}\n" for line in lines)
    return {**now, "version": version, "changelog": [entry, *before.get("changelog", [])]}


def changelog(release: Release) -> str:
    """CHANGELOG.md, the newest entry first."""
    return "\n".join([_HEAD, *release["changelog"]])


def _leaves(feature: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """What is deepest in a feature, with the way there: the labels of a ClassLabel, the type of a value."""
    from datasets import ClassLabel, List

    if isinstance(feature, dict):
        for name, inner in feature.items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(feature, List):
        yield from _leaves(feature.feature, path)
    else:
        yield path, list(feature.names) if isinstance(feature, ClassLabel) else str(feature.dtype)


def _holds(was: Any, now: Any) -> bool:
    """Whether who could read a column still can: labels may be appended."""
    return bool(now[: len(was)] == was if isinstance(was, list) and isinstance(now, list) else now == was)


def _next(now: Release, before: Release) -> str:
    major, minor, _ = map(int, before["version"].split("."))
    kept = all(
        _holds(was, now["columns"].get(config, {}).get(name))
        for config, old in before["columns"].items()
        for name, was in old.items()
    )
    return f"{major}.{minor + 1}.0" if kept else f"{major + 1}.0.0"


def _first(now: Release) -> Iterator[str]:
    yield "The first export: " + ", ".join(f"{number} {what}" for what, number in now["counts"].items()) + "."


def _changes(now: Release, before: Release) -> Iterator[str]:
    if now["counts"] != before["counts"]:
        yield (
            "Now "
            + ", ".join(_changed(what, number, before["counts"].get(what, 0)) for what, number in now["counts"].items())
            + "."
        )
    for config, columns in now["columns"].items():
        old = before["columns"].get(config, {})
        for what, names in (
            ("New columns", columns.keys() - old.keys()),
            ("Columns that are gone", old.keys() - columns.keys()),
            (
                "Columns with other labels or of another type",
                {name for name in columns.keys() & old.keys() if columns[name] != old[name]},
            ),
        ):
            if names:
                yield f"{what} in `{config}`: {', '.join(f'`{name}`' for name in sorted(names))}."
    for choice, value in now["choices"].items():
        if (was := before["choices"].get(choice)) != value:
            yield f"`{choice}` is now {value!r}; it was {was!r}."
    files = {
        path
        for path in now["contents"].keys() | before["contents"].keys()
        if now["contents"].get(path) != before["contents"].get(path)
    }
    if configs := sorted({path.split("/")[0] for path in files}):
        yield f"Rows changed in {', '.join(f'`{config}`' for config in configs)}."


def _changed(what: str, number: int, was: int) -> str:
    return f"{number} {what}" + (f" ({number - was:+})" if number != was else "")
