"""The differences between two exports or dumps, by kind, in any mix of formats.

Each side is read into items by kind and key: articles by id, gold sentences by id, claims by their id in the dataset, decisions
by sentence and annotator. Kinds that only one side can have (a dump has no gold) are not compared, nor are columns that only one
side has: they are differences of their own. Values are compared in a form that all formats share: no nulls and empty texts, no
sources that stand for the author, labels by name, plain values as texts.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.dataset.features import WITHIN
from annotate.dataset.json_text import ColumnPath, with_texts
from annotate.dataset.options import ALL_CONFIGS, OPTIONAL_CONFIGS, SPLITS
from annotate.dataset.other_formats import columns_of, read_rows
from annotate.errors import ExportError
from annotate.model import ADJUDICATION, ANNOTATION, AUTHOR
from annotate.model.assignments import assignment_from_json
from annotate.model.links import Link, current_links, link_from_json
from annotate.text.spreadsheet import text_of_cell

Item = Mapping[str, Any]
"""The fields of an article, sentence, claim or decision, in the form in which they are compared."""

Items = dict[str, dict[str, Item]]
"""Items by kind and key."""


@dataclass(frozen=True)
class _Side:
    """One of the two that are compared: its items, and by kind the fields that it has at all."""

    items: Items
    fields: Mapping[str, frozenset[str]]
    is_dump: bool


KINDS = (
    *("labels", "articles", "sentences", "claims", "annotations", "adjudications", "links", "assignments"),
    *("pairs", "positions", "silver"),
)
"""The kinds of items, in the order in which differences are told."""

_NO_CONTENT = frozenset({"tool", "schema", "seconds", "keys", "created", "origins", "path", "index", "n_sentences", "n_labelled"})
"""Fields that say how or when something was done, or follow from others; a difference in them is none."""

_REQUIRED = ("document", "sha256", "sentence", "annotator", "created")
_ARTICLE = ("sha256",)  # what a dump knows of an article


@dataclass(frozen=True)
class Difference:
    """The differences of one kind.

    added, removed: keys. changed: by key, the fields that differ with the old and the new value.
    """

    kind: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, Mapping[str, tuple[Any, Any]]]

    @property
    def fields(self) -> dict[str, int]:
        """The number of changed items by field, the most frequent first."""
        return dict(Counter(field for fields in self.changed.values() for field in fields).most_common())


def compare(old: Path, new: Path, names: Mapping[str, str] | None = None) -> tuple[Difference, ...]:
    """Return what is different between two exports or dumps, by kind; empty if nothing is.

    `names` are the pseudonyms that annotators have in exports, by their names in dumps. Raises ExportError if one cannot be read.
    """
    before, after = _read(old), _read(new)
    if before.is_dump != after.is_dump:
        before, after = (_as_of_dump(side, names or {}) for side in (before, after))
    kinds = (kind for kind in KINDS if kind in before.items and kind in after.items)
    found = (_compare(kind, before, after) for kind in kinds)
    return tuple(difference for difference in found if difference.added or difference.removed or difference.changed)


def _compare(kind: str, before: _Side, after: _Side) -> Difference:
    old, new = before.items[kind], after.items[kind]
    fields_of = [side.fields.get(kind) for side in (before, after)]
    own = fields_of[0] ^ fields_of[1] if fields_of[0] and fields_of[1] else frozenset()
    changed = {}
    for key in sorted(old.keys() & new.keys()):
        names = sorted((old[key].keys() | new[key].keys()) - own)
        pairs = {name: (old[key].get(name), new[key].get(name)) for name in names}
        if fields := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}:
            changed[key] = fields
    return Difference(kind, tuple(sorted(new.keys() - old.keys())), tuple(sorted(old.keys() - new.keys())), changed)


def _as_of_dump(side: _Side, names: Mapping[str, str]) -> _Side:
    """Return what a dump and an export have in common: decisions, and articles by the hash of their files."""
    decisions = side.items["annotations"]
    if side.is_dump:
        decisions = {_renamed(key, names): value for key, value in decisions.items()}
    articles: dict[str, Item] = {
        key: {name: value[name] for name in _ARTICLE if name in value} for key, value in side.items["articles"].items()
    }
    return _Side({"articles": articles, "annotations": decisions}, {}, side.is_dump)


def _renamed(key: str, names: Mapping[str, str]) -> str:
    sentence, separator, annotator = key.partition(" by ")
    return sentence + separator + names.get(annotator, annotator)


# -- reading -----------------------------------------------------------------------------------------------------------


def _read(path: Path) -> _Side:
    if path.is_dir():
        return _read_export(path)
    if not path.exists():
        raise ExportError(f"{path} does not exist; give two exported folders, or dumps.")
    return _read_dump(path)


def _read_export(folder: Path) -> _Side:
    fields: dict[str, frozenset[str]] = {}
    items: Items = {"labels": {}} if any(folder.glob("*/*.parquet")) else {}
    for config in ALL_CONFIGS:
        if rows := list(_rows(folder, config)):
            items[config] = {_key(config, row): _content(row) for row in rows}
            fields[config] = frozenset(rows[0])
        if "labels" in items and (folder / config).is_dir():
            items["labels"] |= {f"{config}.{name}": {"type": text} for name, text in columns_of(folder, config).items()}
    if not items.keys() - {"labels"}:
        raise ExportError(f"{folder} is not an export as a dataset, JSONL or CSV, so it cannot be compared.")
    for config in ALL_CONFIGS:
        items.setdefault(config, {})
        fields.setdefault(config, frozenset())
    return _Side(items, {kind: names for kind, names in fields.items() if names}, is_dump=False)


def _rows(folder: Path, config: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a config with their split, in whatever format the folder has them."""
    texts = _texts(folder, config)
    for split in SPLITS:
        rows: Iterable[dict[str, Any]] = ()
        if (folder / config).is_dir():
            rows = read_rows(folder, config, split)
        elif (path := folder / f"{config}-{split}.jsonl").exists():
            rows = (with_texts(row, texts, json.loads) for row in _json_lines(path))
        elif (path := folder / f"{config}-{split}.csv").exists():
            rows = _csv_rows(path)
        for row in rows:
            yield {"split": split, **row}


def _texts(folder: Path, config: str) -> Collection[ColumnPath]:
    """Return the paths of the values that are texts of JSON in an export as JSONL."""
    path = folder / "rows.schema.json"
    if not path.exists():
        return ()
    try:
        definitions = json.loads(path.read_bytes())["$defs"]
        if config in OPTIONAL_CONFIGS and config not in definitions:
            return ()
        return frozenset(_text_paths(definitions[config]))
    except (ValueError, KeyError):
        raise ExportError(f"{path} is damaged; export again.") from None


def _text_paths(node: Mapping[str, Any], path: ColumnPath = ()) -> Iterator[ColumnPath]:
    if "contentMediaType" in node:
        yield path
    elif "items" in node:
        yield from _text_paths(node["items"], path)
    for name, inner in node.get("properties", {}).items():
        yield from _text_paths(inner, (*path, name))


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise ExportError(f"{path}:{number}: the line is not an object of JSON.")
            yield row


def _csv_rows(path: Path) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(1 << 30)  # an article is one cell
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {name: _cell(name, value) for name, value in row.items()}


def _cell(name: str, value: str | None) -> Any:
    if value and value[0] in "[{" and name in ("claims", "sources", "stances", "links", "spans", "blocks", "origins"):
        return json.loads(value)
    return value if value is None or name in _VERBATIM else text_of_cell(value)


_VERBATIM = frozenset({"text", "sentence_text", "first_text", "second_text"})
"""The columns whose cells quote an article character by character."""


def _read_dump(path: Path) -> _Side:
    """Return the decisions of a dump that count, and its articles."""
    newest: dict[tuple[str, str], Mapping[str, Any]] = {}
    articles: dict[str, Item] = {}
    links: list[Link] = []
    assignments: dict[str, Item] = {}
    for record in _json_lines(path):
        if "version" in record:
            articles[str(record.get("document"))] = {"sha256": record.get("sha256")}
            continue
        try:
            if "link" in record:
                links.append(link_from_json(record))
                continue
            if "assignment" in record:
                given = assignment_from_json(record)
                assignments[f"{given.document} by {given.annotator} at {given.created}"] = given.selection._asdict()
                continue
        except ValueError as error:
            raise ExportError(f"{path} is not a dump: {error}.") from None
        missing = [name for name in _REQUIRED if not isinstance(record.get(name), str)]
        if missing:
            raise ExportError(f"{path} is not a dump: a record has no {missing[0]!r}.")
        layer = str(record.get("layer", ANNOTATION))
        place = record["sentence"] if layer == ADJUDICATION else f"{record['sentence']} by {record['annotator']}"
        if (layer, place) not in newest or newest[layer, place]["created"] <= record["created"]:
            newest[layer, place] = record
        articles[record["document"]] = {"sha256": record["sha256"]}
    items: Items = {"articles": articles, "annotations": {}, "adjudications": {}, "links": {}, "assignments": assignments}
    for link in current_links(links):
        items["links"][f"{' and '.join(link.pair)} by {link.annotator}"] = {"relation": link.relation, "note": link.note}
    for (layer, key), counting in newest.items():
        annotation = counting.get("annotation")
        if isinstance(annotation, dict) and (layer == ADJUDICATION or "label" in annotation):
            kind = "adjudications" if layer == ADJUDICATION else "annotations"
            items[kind][key] = _content(annotation)
    return _Side(items, {}, is_dump=True)


def _key(config: str, row: Mapping[str, Any]) -> str:
    match config:
        case "articles":
            return str(row["document"])
        case "claims" | "silver":
            return str(row.get("claim_id") or f"{row['sentence']}/{row['claim']}")
        case "annotations":
            return f"{row['sentence']} by {row['annotator']}"
        case "pairs":
            return f"{row['first']} and {row['second']}"
        case "positions":
            return f"{row['claim_id']} by {row['source_id']}"
    return str(row["sentence"])


def _content(row: Mapping[str, Any]) -> Item:
    """Return the fields of a row or annotation in the form in which they are compared."""
    is_decision = "claims" in row and "status" not in row
    fields = {name: value for name, value in row.items() if name not in _NO_CONTENT}
    if is_decision:  # a row of `annotations` has its sentence and article beside the decision
        place = {"split", "document", "sentence", "annotator", "block", "start", "end", "text", "sha256"}
        fields = {name: value for name, value in fields.items() if name not in place}
        sources = fields.get("sources") or ()
        fields["sources"] = [source for source in sources if not isinstance(source, dict) or source.get("id") != AUTHOR]
    return {name: plain for name, value in fields.items() if (plain := _plain(value)) not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        inner = {name: _plain(field) for name, field in value.items() if name not in WITHIN}
        return {name: field for name, field in sorted(inner.items()) if field not in (None, "", [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value if value is None else str(value)


# -- in words ----------------------------------------------------------------------------------------------------------


def difference_lines(differences: Iterable[Difference], examples: int) -> Iterator[str]:
    """Yield the differences in lines, with some examples of each sort."""
    for difference in differences:
        fields = ", ".join(f"{name} {number}" for name, number in difference.fields.items())
        parts = [f"{len(difference.added):,} added"] * bool(difference.added)
        parts += [f"{len(difference.removed):,} removed"] * bool(difference.removed)
        parts += [f"{len(difference.changed):,} changed ({fields})"] * bool(difference.changed)
        yield f"{difference.kind}: {', '.join(parts)}"
        for sign, keys in (("+", difference.added), ("-", difference.removed)):
            yield from (f"  {sign} {key}" for key in keys[:examples])
        for key, changes in list(difference.changed.items())[:examples]:
            yield f"  ~ {key}: {'; '.join(f'{name}: {_short(old)} -> {_short(new)}' for name, (old, new) in changes.items())}"


def summary(differences: Iterable[Difference]) -> str:
    """Return the numbers of differences by kind, in one sentence for the changelog."""
    return "; ".join(
        f"{difference.kind}: {len(difference.added)} added, {len(difference.removed)} removed, {len(difference.changed)} changed"
        for difference in differences
    )


def _short(value: Any) -> str:
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


def difference_to_json(difference: Difference) -> dict[str, Any]:
    """Return a difference as JSON."""
    changed = {
        key: {name: {"old": old, "new": new} for name, (old, new) in fields.items()} for key, fields in difference.changed.items()
    }
    return {"added": difference.added, "removed": difference.removed, "changed": changed, "fields": difference.fields}
