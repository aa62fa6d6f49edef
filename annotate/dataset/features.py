"""The schema as `datasets.Features`, and as a reader that explains why a record does not fit them.

A closed set (``oneOf`` of ``const``, or ``enum``) becomes a ClassLabel numbered in the schema's order, an array a List, an object
a dict and a primitive a Value. So a property that somebody adds to the schema, under any name, appears in the Features and in
the rows.

`Sequence` is not used: a Sequence of dicts becomes a dict of lists, and `List(..., length=n)` does not survive YAML. Times are
``timestamp[ms, tz=UTC]``: Parquet does not store seconds, and a column whose type changes on the way loses every ClassLabel in
it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from datasets import ClassLabel, Features, List, Value

from annotate.dataset.options import CONFIGS
from annotate.errors import ExportError
from annotate.model import FIXED_FIELDS
from annotate.model.links import RELATIONS
from annotate.review.gold import PROVENANCES
from annotate.schema import LINK, NOUNS, Schema
from annotate.schema.scheme import ARTICLE

STATUSES = ("unseen", "open", "labelled")
"""The statuses of a sentence. Append only: published numbers follow the order."""

KINDS = ("kicker", "headline", "byline", "dateline", "caption", "credit", "paragraph", "quote", "list", "ui", "duplicate")
"""The `annotate.model.BLOCK_KINDS` in the order of their numbers. Append only."""

ARTICLE_COLUMNS = ("title", "published", "url", "outlet")
"""The columns of `claims` that say which article a claim is from."""

WITHIN = ("sentence_start", "sentence_end")
"""The offsets of a span in its sentence's text; null for a span that is not wholly inside the sentence."""

_VALUES = {"string": "string", "boolean": "bool", "integer": "int64", "number": "float64"}


# -- the schema as Features --------------------------------------------------------------------------------------------


def features(schema: Schema) -> dict[str, Features]:
    """Return the Features of each config, in the order of `CONFIGS`."""
    columns = {
        "sentences": _sentences(schema),
        "claims": _claims(schema),
        "annotations": _annotations(schema),
        "articles": _articles(schema),
    }
    return {config: Features(columns[config]) for config in CONFIGS}


def _sentences(schema: Schema) -> dict[str, Any]:
    annotation = noun_feature(schema, "annotation", sentence_offsets=True)
    return {
        **_sentence_fields(),
        "status": ClassLabel(names=list(STATUSES)),
        "label": annotation["label"],
        **{column: annotation[name] for name, column in sentence_columns(schema, "sentences").items()},
        "has_claim": Value("bool"),
        "n_claims": Value("int64"),
        "n_annotators": Value("int64"),
        "agreement": Value("float64"),
        "gold": ClassLabel(names=list(PROVENANCES)),
        "annotator": Value("string"),
        **{name: annotation[name] for name in item_columns(schema)},
        **_provenance(),
    }


def item_columns(schema: Schema) -> tuple[str, ...]:
    """Return the columns of `sentences` and `annotations` that list the items of an annotation."""
    return ("claims", "sources", "stances", *(["links"] if schema.links else []))


def _annotations(schema: Schema) -> dict[str, Any]:
    annotation = noun_feature(schema, "annotation", sentence_offsets=True)
    return {
        **_sentence_fields(),
        "annotator": Value("string"),
        "label": annotation["label"],
        **{column: annotation[name] for name, column in sentence_columns(schema).items()},
        **{name: annotation[name] for name in (*item_columns(schema), "flag", "note")},
        "seconds": Value("float64"),
        "keys": Value("int64"),
        "created": Value("timestamp[ms, tz=UTC]"),
        "origins": List(noun_feature(schema, "origin")),
        **_provenance(),
    }


def _claims(schema: Schema) -> dict[str, Any]:
    claim, source, stance = (noun_feature(schema, noun, sentence_offsets=True) for noun in ("claim", "source", "stance"))
    return {
        "document": Value("string"),
        "sentence": Value("string"),
        "claim": Value("string"),
        "claim_id": Value("string"),
        "cluster": Value("string"),
        "text": Value("string"),
        "sentence_text": Value("string"),
        **{name: Value("string") for name in ARTICLE_COLUMNS},
        **{column: claim[name] for name, column in claim_columns(schema).items()},
        "source": Value("string"),
        **{column: source[name] for name, column in flat_columns(schema, "source").items()},
        "stance": stance["label"],
        **{column: stance[name] for name, column in flat_columns(schema, "stance").items()},
        "spans": claim["spans"],
        "sources": List(source),
        "stances": List(stance),
        **_links_of_claim(schema),
        "annotator": Value("string"),
        **_provenance(),
    }


def _links_of_claim(schema: Schema) -> dict[str, Any]:
    """Return the column with the links of a claim, where the scheme has links."""
    if schema.links is None:
        return {}
    label = noun_feature(schema, LINK)["label"]
    return {"links": List({"claim_id": Value("string"), "text": Value("string"), "label": label})}


def silver_features(schema: Schema) -> Features:
    """Return the Features of the config `silver`, whose rows are suggestions."""
    claim, source, stance = (noun_feature(schema, noun, sentence_offsets=True) for noun in ("claim", "source", "stance"))
    columns = silver_columns(schema)
    return Features(
        {
            **{name: Value("string") for name in ("document", "sentence", "claim_id", "label_source", "rule", "text")},
            "start": Value("int64"),
            "end": Value("int64"),
            "spans": claim["spans"],
            "sentence_text": Value("string"),
            **{name: Value("string") for name in (*ARTICLE_COLUMNS, "language")},
            **{column: claim[name] for name, column in columns["claim"].items()},
            "source": Value("string"),
            **_flat_span("mention"),
            **{column: source[name] for name, column in columns["source"].items()},
            "stance": stance["label"],
            **_flat_span("cue"),
            **{column: stance[name] for name, column in columns["stance"].items()},
            **{name: Value(kind) for name, kind in MEASURED.items()},
            **{name: Value("string") for name in ("sha256", "schema", "tool")},
        }
    )


def _flat_span(name: str) -> dict[str, Any]:
    return {name: Value("string"), f"{name}_start": Value("int64"), f"{name}_end": Value("int64")}


def pairs_features() -> Features:
    """Return the Features of the config `pairs`, whose rows are two claims and the relation of the first to the second."""
    both = ("first", "second")
    texts = [f"{which}{field}" for field in ("", "_text", "_document", "_cluster") for which in both]
    return Features(
        {
            **{name: Value("string") for name in texts},
            "label": ClassLabel(names=list(RELATIONS)),
            "label_source": Value("string"),
            "gold": Value("string"),
            "n_annotators": Value("int64"),
            "agreement": Value("float64"),
            "n_decisions": Value("int64"),
            "conflict": Value("bool"),
            "stratum": Value("string"),
            "probability": Value("float64"),
            "weight": Value("float64"),
            "seed": Value("int64"),
            "method": Value("string"),
            "score": Value("float64"),
            "rank": Value("int64"),
        }
    )


def positions_features(schema: Schema) -> Features:
    """Return the Features of the config `positions`, whose rows are a source's stance on a claim that is linked with others."""
    stance = noun_feature(schema, "stance")
    names = ("cluster", "claim_id", "document", "published", "outlet", "text", "source_id", "source")
    return Features({**{name: Value("string") for name in names}, "stance": stance["label"]})


def _articles(schema: Schema) -> dict[str, Any]:
    annotation = noun_feature(schema, "annotation")
    strings = ("path", "title", "byline", "published", "url", "language", "text", "text_sha256", "sha256")
    return {
        "document": Value("string"),
        **{name: Value("string") for name in strings},
        "blocks": List({"kind": ClassLabel(names=list(KINDS)), "start": Value("int64"), "end": Value("int64")}),
        "n_sentences": Value("int64"),
        "n_labelled": Value("int64"),
        "chosen_by": Value("string"),
        "chosen_at_random": Value("bool"),
        "chosen_round": Value("int64"),
        "chosen_seed": Value("int64"),
        "chosen_random_share": Value("float64"),
        **{column: annotation[name] for name, column in article_columns(schema).items()},
    }


def _sentence_fields() -> dict[str, Any]:
    """Return the columns that identify the sentence of a row."""
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
    return {name: Value("string") for name in ("sha256", "schema", "tool")}


def noun_feature(schema: Schema, noun: str, *, sentence_offsets: bool = False) -> Any:
    """Return the feature of one of the schema's ``$defs``: a dict for annotation, claim, source, stance, span and origin.

    With `sentence_offsets`, spans also have the fields of `WITHIN`, as in a dataset; without, they have the fields of their JSON.
    """
    return _feature({"$ref": f"#/$defs/{noun}"}, schema.raw["$defs"], sentence_offsets)


def _feature(definition: Mapping[str, Any], definitions: Mapping[str, Any], sentence_offsets: bool) -> Any:
    definition, noun = resolve(definition, "", definitions)
    if choices := _choices(definition):
        return ClassLabel(names=list(choices))
    kind = _type(definition)
    if kind == "array":
        return List(_feature(definition["items"], definitions, sentence_offsets))
    if kind == "object":
        offsets = dict.fromkeys(WITHIN, Value("int64")) if sentence_offsets and noun == "span" else {}
        properties = definition["properties"].items()
        return {name: _feature(property, definitions, sentence_offsets) for name, property in properties} | offsets
    return Value(_VALUES[kind])


def resolve(definition: Mapping[str, Any], noun: str, definitions: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Follow ``$ref``: return the definition that is referred to, and its noun; otherwise the arguments."""
    while "$ref" in definition:
        noun = definition["$ref"].removeprefix("#/$defs/")
        definition = definitions[noun]
    return definition, noun


def _choices(definition: Mapping[str, Any]) -> tuple[str, ...]:
    if "oneOf" in definition:
        return tuple(choice["const"] for choice in definition["oneOf"])
    return tuple(definition.get("enum", ()))


def _type(definition: Mapping[str, Any]) -> str:
    types = definition["type"]
    return types if isinstance(types, str) else next(name for name in types if name != "null")


# -- flat columns ------------------------------------------------------------------------------------------------------
# The Hub's statistics and most tools look at top-level columns only, so attributes appear there as well. An attribute with the
# name of another column gets its noun as a prefix: the attribute `text` of claims is the column `claim_text`.

_CLAIM_COLUMNS = (
    *("document", "sentence", "claim", "claim_id", "cluster", "text", "sentence_text", *ARTICLE_COLUMNS, "source", "stance"),
    *("spans", "sources", "stances", "annotator", "sha256", "schema", "tool"),
)
_SENTENCE_COLUMNS = (
    *("document", "sentence", "index", "block", "start", "end", "text", "status", "label", "has_claim", "n_claims"),
    *("n_annotators", "agreement", "gold", "annotator", "claims", "sources", "stances", "flag", "note", "seconds", "keys"),
    *("created", "origins", "sha256", "schema", "tool"),
)


_ARTICLE_COLUMNS = (
    *("document", "path", "title", "byline", "published", "url", "language", "text", "text_sha256", "sha256", "blocks"),
    *("n_sentences", "n_labelled", "chosen_by", "chosen_at_random", "chosen_round", "chosen_seed", "chosen_random_share"),
    *("sample", "stratum", "inclusion_probability", "represents"),
)


def sentence_columns(schema: Schema, config: str = "annotations") -> dict[str, str]:
    """Return the column of each attribute of a sentence, the same in `sentences` and `annotations`.

    The answers about the article are columns of `annotations`, too, in the row of the sentence that stores them.
    """
    columns = _unique_columns((*_SENTENCE_COLUMNS, *item_columns(schema)), "annotation", schema)
    about_article = {question.name for question in schema.about_article} if config == "sentences" else set()
    return {name: column for name, column in columns.items() if name not in about_article}


def article_columns(schema: Schema) -> dict[str, str]:
    """Return the column in `articles` of each question about the article."""
    names = {question.name for question in schema.about_article}
    columns = _unique_columns(_ARTICLE_COLUMNS, ARTICLE, schema, "annotation")
    return {name: column for name, column in columns.items() if name in names}


def flat_columns(schema: Schema, noun: str) -> dict[str, str]:
    """Return the column in `claims` of each attribute of the main source or stance, such as ``source_type``."""
    names = [attribute.name for attribute in schema.attributes[noun]]
    return {name: f"{noun}_{name}" for name in names}


def claim_columns(schema: Schema) -> dict[str, str]:
    """Return the column in `claims` of each attribute of a claim."""
    links = _links_of_claim(schema)
    fixed = (*_CLAIM_COLUMNS, *links, *flat_columns(schema, "source").values(), *flat_columns(schema, "stance").values())
    return _unique_columns(fixed, "claim", schema)


def _unique_columns(fixed: Iterable[str], prefix: str, schema: Schema, noun: str = "") -> dict[str, str]:
    """Return a column for each attribute of a noun: its own name, with a prefix where a fixed column has that name.

    The prefix is the noun unless another `noun` is given.
    """
    names = [attribute.name for attribute in schema.attributes[noun or prefix]]
    used = {*fixed, *names}
    columns = {}
    for name in names:
        column = name
        if name in fixed:
            while column in used:
                column = f"{prefix}_{column}"
            used.add(column)
        columns[name] = column
    return columns


MEASURED: Mapping[str, str] = {
    "rule_accepted": "int64",
    "rule_edited": "int64",
    "rule_rejected": "int64",
    "rule_passed_over": "int64",
    "rule_assisted": "float64",
    "rule_assisted_low": "float64",
    "rule_assisted_high": "float64",
    "rule_blind": "int64",
    "rule_correct": "int64",
    "rule_precision": "float64",
    "rule_precision_low": "float64",
    "rule_precision_high": "float64",
}
"""The type of each column of `silver` that says how often the rule of a row was right."""

_SILVER_COLUMNS = (
    *("document", "sentence", "claim_id", "label_source", "rule", "text", "start", "end", "spans", "sentence_text"),
    *(*ARTICLE_COLUMNS, "language", "source", "mention", "mention_start", "mention_end", "stance", "cue", "cue_start"),
    *("cue_end", *MEASURED, "sha256", "schema", "tool"),
)


def silver_columns(schema: Schema) -> dict[str, dict[str, str]]:
    """Return the column in `silver` of each closed question, by noun; free text and several answers are never predicted."""
    closed = {
        noun: {attribute.name for attribute in schema.attributes[noun] if not (attribute.free or attribute.several)}
        for noun in ("claim", "source", "stance")
    }
    flat = {
        noun: {name: column for name, column in flat_columns(schema, noun).items() if name in closed[noun]}
        for noun in ("source", "stance")
    }
    fixed = (*_SILVER_COLUMNS, *flat["source"].values(), *flat["stance"].values())
    claim = {name: column for name, column in _unique_columns(fixed, "claim", schema).items() if name in closed["claim"]}
    return {"claim": claim, **flat}


# -- the schema as a reader --------------------------------------------------------------------------------------------

_Check = Callable[[Any], None]
"""A function that raises _Mismatch if a value does not fit."""


class _Mismatch(ValueError):
    """A value that does not fit the Features; `path` leads to it and is built while the error propagates."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.path: list[str] = []


class Reader:
    """A reader of annotations as JSON, property by property, that explains what does not fit the Features.

    `rows.parse` only notices that one of many records does not fit; this finds out which, and why.
    """

    def __init__(self, schema: Schema) -> None:
        self._version = schema.version
        self._definitions = schema.raw["$defs"]
        self._checks = {noun: self._check({"$ref": f"#/$defs/{noun}"}, "") for noun in (*NOUNS, "origin")}

    def read(self, noun: str, value: Any, record: str) -> None:
        """Raise ExportError if the value does not fit; the message names the `record` and the place in it."""
        try:
            self._checks[noun](value)
        except _Mismatch as mismatch:
            path = ".".join(mismatch.path).replace(".[", "[")
            raise ExportError(f"{record}: {path}: {mismatch}; see `annotate check`.") from None

    def _check(self, definition: Mapping[str, Any], noun: str) -> _Check:
        definition, noun = resolve(definition, noun, self._definitions)
        if choices := _choices(definition):
            return self._check_label(choices)
        kind = _type(definition)
        if kind == "array":
            return _check_array(self._check(definition["items"], noun))
        return self._check_object(definition, noun) if kind == "object" else _PRIMITIVES[kind]

    def _check_label(self, choices: tuple[str, ...]) -> _Check:
        def check(value: Any) -> None:
            if value not in choices:
                raise _Mismatch(f"{value!r} is not among the labels of schema {self._version} ({', '.join(choices)})")

        return check

    def _check_object(self, definition: Mapping[str, Any], noun: str) -> _Check:
        checks = {name: self._check(property, noun) for name, property in definition["properties"].items()}
        required = [name for name in definition.get("required", ()) if name not in ("flag", "note")]
        always_present = [name for name in required if noun not in NOUNS or name in FIXED_FIELDS[noun]]

        def check(value: Any) -> None:
            if not isinstance(value, Mapping):
                raise _Mismatch(f"{value!r} is not an object")
            for name in value.keys() - checks.keys():
                raise _Mismatch(f"schema {self._version} has no {name!r}, so it would be lost")
            for name in always_present:
                if value.get(name) is None:
                    raise _Mismatch(f"{name!r} is missing")
            for name, field in value.items():
                if field is not None:
                    _check_inside(name, checks[name], field)

        return check


def _check_array(check_item: _Check) -> _Check:
    def check(value: Any) -> None:
        if not isinstance(value, (list, tuple)):
            raise _Mismatch(f"{value!r} is not a list")
        for index, item in enumerate(value):
            _check_inside(f"[{index}]", check_item, item)

    return check


def _check_inside(name: str, check: _Check, value: Any) -> None:
    """Check the value called `name` in another; add the name to the path of a mismatch."""
    try:
        check(value)
    except _Mismatch as mismatch:
        mismatch.path.insert(0, name)
        raise


def _check_string(value: Any) -> None:
    if not isinstance(value, str):
        raise _Mismatch(f"{value!r} is not a string")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _Mismatch("the text contains an unpaired surrogate") from None


def _check_boolean(value: Any) -> None:
    if not isinstance(value, bool):
        raise _Mismatch(f"{value!r} is neither true nor false")


def _check_integer(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise _Mismatch(f"{value!r} is not a 64-bit integer")


def _check_number(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _Mismatch(f"{value!r} is not a number")


_PRIMITIVES: Mapping[str, _Check] = {
    "string": _check_string,
    "boolean": _check_boolean,
    "integer": _check_integer,
    "number": _check_number,
}
