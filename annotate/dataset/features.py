"""The schema, read twice with the same walk: once into `datasets.Features`, once into a reader that says what does not fit them.

A closed set (``oneOf`` of ``const``, or ``enum``) is a ClassLabel numbered in the schema's order, an array a List, an object a
dict, a primitive a Value. So a property that somebody adds to the schema is in the Features and in the rows, whatever its name.

`Sequence` is not used: a Sequence of dicts becomes a dict of lists, and `List(..., length=n)` does not survive YAML.
Times are ``timestamp[ms, tz=UTC]``: Parquet has no seconds, and what changes type on the way loses every ClassLabel beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from annotate.errors import ExportError
from annotate.model import FIXED_FIELDS
from annotate.review.gold import PROVENANCES
from annotate.schema import NOUNS, Schema

if TYPE_CHECKING:
    import datasets

CONFIGS = ("sentences", "claims", "annotations", "articles")
"""The configs; the first is the default."""

STATUSES = ("unseen", "open", "labelled")
"""Whether a sentence was seen. Append only: published numbers follow the order."""

KINDS = ("kicker", "headline", "byline", "dateline", "caption", "credit", "paragraph", "quote", "list", "ui", "duplicate")
"""`annotate.model.BLOCK_KINDS` in the order in which they are numbered. Append only."""

WITHIN = ("sentence_start", "sentence_end")
"""Where a span is in its sentence's own text; null where it is not wholly inside."""

_VALUES = {"string": "string", "boolean": "bool", "integer": "int64", "number": "float64"}


# -- the schema as Features --------------------------------------------------------------------------------------------


def features(schema: Schema) -> dict[str, datasets.Features]:
    """The Features of each config, in the order of `CONFIGS`. Takes a second where `datasets` is not imported yet."""
    from datasets import Features

    columns = {
        "sentences": _sentences(schema),
        "claims": _claims(schema),
        "annotations": _annotations(schema),
        "articles": _articles(),
    }
    return {config: Features(columns[config]) for config in CONFIGS}


def _sentences(schema: Schema) -> dict[str, Any]:
    from datasets import ClassLabel, Value

    annotation = feature(schema, "annotation", placed=True)
    return {
        **_place(),
        "status": ClassLabel(names=list(STATUSES)),
        "label": annotation["label"],
        **{column: annotation[name] for name, column in sentence_columns(schema).items()},
        "has_claim": Value("bool"),
        "n_claims": Value("int64"),
        "n_annotators": Value("int64"),
        "agreement": Value("float64"),
        "gold": ClassLabel(names=list(PROVENANCES)),
        "annotator": Value("string"),
        **{name: annotation[name] for name in ("claims", "sources", "stances")},
        **_provenance(),
    }


def _annotations(schema: Schema) -> dict[str, Any]:
    from datasets import List, Value

    annotation = feature(schema, "annotation", placed=True)
    return {
        **_place(),
        "annotator": Value("string"),
        "label": annotation["label"],
        **{column: annotation[name] for name, column in sentence_columns(schema).items()},
        **{name: annotation[name] for name in ("claims", "sources", "stances", "flag", "note")},
        "seconds": Value("float64"),
        "keys": Value("int64"),
        "created": Value("timestamp[ms, tz=UTC]"),
        "origins": List(feature(schema, "origin")),
        **_provenance(),
    }


def _claims(schema: Schema) -> dict[str, Any]:
    from datasets import List, Value

    claim, source, stance = (feature(schema, noun, placed=True) for noun in ("claim", "source", "stance"))
    return {
        "document": Value("string"),
        "sentence": Value("string"),
        "claim": Value("string"),
        "text": Value("string"),
        "sentence_text": Value("string"),
        **{column: claim[name] for name, column in claim_columns(schema).items()},
        "source": Value("string"),
        **{column: source[name] for name, column in flat_columns(schema, "source").items()},
        "stance": stance["label"],
        **{column: stance[name] for name, column in flat_columns(schema, "stance").items()},
        "spans": claim["spans"],
        "sources": List(source),
        "stances": List(stance),
        "annotator": Value("string"),
        **_provenance(),
    }


def _articles() -> dict[str, Any]:
    from datasets import ClassLabel, List, Value

    strings = ("path", "title", "byline", "published", "url", "language", "text", "text_sha256", "sha256")
    return {
        "document": Value("string"),
        **{name: Value("string") for name in strings},
        "blocks": List({"kind": ClassLabel(names=list(KINDS)), "start": Value("int64"), "end": Value("int64")}),
        "n_sentences": Value("int64"),
        "n_labelled": Value("int64"),
    }


def _place() -> dict[str, Any]:
    """The columns that say which sentence a row is about."""
    from datasets import ClassLabel, Value

    return {
        "document": Value("string"),
        "sentence": Value("string"),
        "index": Value("int64"),
        "block": ClassLabel(names=list(KINDS)),
        "start": Value("int64"),
        "end": Value("int64"),
        "text": Value("string"),
    }


def _provenance() -> dict[str, Any]:
    from datasets import Value

    return {name: Value("string") for name in ("sha256", "schema", "tool")}


def feature(schema: Schema, noun: str, *, placed: bool = False) -> Any:
    """The feature of one of the schema's ``$defs``: a dict for annotation, claim, source, stance, span and origin.

    With `placed`, spans have their offsets into the sentence too, as in a dataset; without, what they have as JSON.
    """
    return _feature({"$ref": f"#/$defs/{noun}"}, schema.raw["$defs"], placed)


def _feature(definition: Mapping[str, Any], definitions: Mapping[str, Any], placed: bool) -> Any:
    from datasets import ClassLabel, List, Value

    definition, noun = resolve(definition, "", definitions)
    if choices := _choices(definition):
        return ClassLabel(names=list(choices))
    kind = _kind(definition)
    if kind == "array":
        return List(_feature(definition["items"], definitions, placed))
    if kind == "object":
        offsets = dict.fromkeys(WITHIN, Value("int64")) if placed and noun == "span" else {}
        return {name: _feature(property, definitions, placed) for name, property in definition["properties"].items()} | offsets
    return Value(_VALUES[kind])


def resolve(definition: Mapping[str, Any], noun: str, definitions: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """What a ``$ref`` stands for, and which noun that is."""
    while "$ref" in definition:
        noun = definition["$ref"].removeprefix("#/$defs/")
        definition = definitions[noun]
    return definition, noun


def _choices(definition: Mapping[str, Any]) -> tuple[str, ...]:
    if "oneOf" in definition:
        return tuple(choice["const"] for choice in definition["oneOf"])
    return tuple(definition.get("enum", ()))


def _kind(definition: Mapping[str, Any]) -> str:
    kinds = definition["type"]
    return kinds if isinstance(kinds, str) else next(kind for kind in kinds if kind != "null")


# -- flat columns ------------------------------------------------------------------------------------------------------
# The Hub's statistics and most readers look at top-level columns only, so attributes stand there too. One that bears the
# name of a column of ours gets its noun in front: an attribute `text` of claims is the column `claim_text`.

_CLAIM_OWN = (
    *("document", "sentence", "claim", "text", "sentence_text", "source", "stance", "spans", "sources", "stances", "annotator"),
    *("sha256", "schema", "tool"),
)
_SENTENCE_OWN = (
    *("document", "sentence", "index", "block", "start", "end", "text", "status", "label", "has_claim", "n_claims"),
    *("n_annotators", "agreement", "gold", "annotator", "claims", "sources", "stances", "flag", "note", "seconds", "keys"),
    *("created", "origins", "sha256", "schema", "tool"),
)


def sentence_columns(schema: Schema) -> dict[str, str]:
    """The column of each attribute of a sentence, the same in `sentences` and `annotations`."""
    return _beside(_SENTENCE_OWN, "annotation", schema)


def flat_columns(schema: Schema, noun: str) -> dict[str, str]:
    """The column in `claims` of each attribute of the main source or stance: ``source_type``, ``stance_quote``."""
    names = [attribute.name for attribute in schema.attributes[noun]]
    return {name: f"{noun}_{name}" for name in names}


def claim_columns(schema: Schema) -> dict[str, str]:
    """The column in `claims` of each attribute of a claim."""
    own = (*_CLAIM_OWN, *flat_columns(schema, "source").values(), *flat_columns(schema, "stance").values())
    return _beside(own, "claim", schema)


def _beside(own: Iterable[str], noun: str, schema: Schema) -> dict[str, str]:
    names = [attribute.name for attribute in schema.attributes[noun]]
    taken = {*own, *names}
    columns = {}
    for name in names:
        column = name
        if name in own:
            while column in taken:
                column = f"{noun}_{column}"
            taken.add(column)
        columns[name] = column
    return columns


# -- the schema as a reader --------------------------------------------------------------------------------------------

_Read = Callable[[Any], None]


class _Unfit(ValueError):
    """A value that has no place in the Features; `path` leads to it and is built on the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.path: list[str] = []


class Reader:
    """Finds what in an annotation, as JSON, has no place in the Features, and says it in words.

    `parse` sees that some record among many does not fit; this looks through one, property by property.
    """

    def __init__(self, schema: Schema) -> None:
        self._version = schema.version
        self._definitions = schema.raw["$defs"]
        self._readers = {noun: self._reader({"$ref": f"#/$defs/{noun}"}, "") for noun in (*NOUNS, "origin")}

    def read(self, noun: str, value: Any, where: str) -> None:
        """Raises ExportError that names the record, `where`, and the place in it, if there is anything."""
        try:
            self._readers[noun](value)
        except _Unfit as unfit:
            place = ".".join(unfit.path).replace(".[", "[")
            raise ExportError(f"{where}: {place}: {unfit}; see `annotate check`.") from None

    def _reader(self, definition: Mapping[str, Any], noun: str) -> _Read:
        definition, noun = resolve(definition, noun, self._definitions)
        if choices := _choices(definition):
            return self._label(choices)
        kind = _kind(definition)
        if kind == "array":
            return _array(self._reader(definition["items"], noun))
        return self._object(definition, noun) if kind == "object" else _PRIMITIVES[kind]

    def _label(self, choices: tuple[str, ...]) -> _Read:
        def read(value: Any) -> None:
            if value not in choices:
                raise _Unfit(f"{value!r} is not among the labels of schema {self._version} ({', '.join(choices)})")

        return read

    def _object(self, definition: Mapping[str, Any], noun: str) -> _Read:
        readers = {name: self._reader(property, noun) for name, property in definition["properties"].items()}
        required = [name for name in definition.get("required", ()) if name not in ("flag", "note")]
        needed = [name for name in required if noun not in NOUNS or name in FIXED_FIELDS[noun]]

        def read(value: Any) -> None:
            if not isinstance(value, Mapping):
                raise _Unfit(f"{value!r} is not an object")
            for name in value.keys() - readers.keys():
                raise _Unfit(f"schema {self._version} has no {name!r}, and leaving it out would lose it")
            for name in needed:
                if value.get(name) is None:
                    raise _Unfit(f"{name!r} is not there")
            for name, answer in value.items():
                if answer is not None:
                    _below(name, readers[name], answer)

        return read


def _array(item: _Read) -> _Read:
    def read(value: Any) -> None:
        if not isinstance(value, (list, tuple)):
            raise _Unfit(f"{value!r} is not a list")
        for index, element in enumerate(value):
            _below(f"[{index}]", item, element)

    return read


def _below(name: str, reader: _Read, value: Any) -> None:
    """Read what is called `name`; what is unfit there is told with the way to it."""
    try:
        reader(value)
    except _Unfit as unfit:
        unfit.path.insert(0, name)
        raise


def _string(value: Any) -> None:
    if not isinstance(value, str):
        raise _Unfit(f"{value!r} is not a text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _Unfit("the text holds half a character (a lone surrogate)") from None


def _boolean(value: Any) -> None:
    if not isinstance(value, bool):
        raise _Unfit(f"{value!r} is neither true nor false")


def _integer(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise _Unfit(f"{value!r} is not a whole number of 64 bits")


def _number(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _Unfit(f"{value!r} is not a number")


_PRIMITIVES: Mapping[str, _Read] = {"string": _string, "boolean": _boolean, "integer": _integer, "number": _number}
