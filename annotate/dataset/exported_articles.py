"""The articles of an exported dataset with the decisions on them, and the label scheme that its columns follow.

A dataset has the labels of each question and no more of the scheme. What the wording of a question is, and whether its answers
have an order, is taken from a scheme at hand if that has the same question with the same labels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import pyarrow
import pyarrow.parquet
from datasets import ClassLabel, Features, List

from annotate.dataset.features import WITHIN, article_columns
from annotate.dataset.options import CONFIGS
from annotate.dataset.samples import Sampling, read_account
from annotate.errors import ExportError
from annotate.model import FIXED_FIELDS, Block, Document
from annotate.model.ids import claim_key
from annotate.model.versions import resegmented
from annotate.report.facts import Fact
from annotate.review.gold import OPEN, Provenance
from annotate.schema import LINK, NOUNS, Attribute, Choice, Schema
from annotate.schema.wellknown import LABEL

_FIXED = {
    *("document", "sentence", "index", "block", "start", "end", "text", "annotator", "label", "claims", "sources", "stances"),
    *("links", "flag", "note", "seconds", "keys", "created", "origins", "sha256", "schema", "tool"),
}
_NO_ACCOUNT = (
    "articles were drawn from an archive; this dataset has the probability of each in `articles`, but not how large the parts of "
    "the archive are: export it again for a table of them"
)
_TYPES = {"string": "string", "bool": "boolean", "int64": "integer", "float64": "number"}


class ExportedArticle(NamedTuple):
    """An article with decisions as records: those of annotators, and the gold of each sentence with how it was decided."""

    document: Document
    records: list[dict[str, Any]]
    gold: dict[int, tuple[dict[str, Any], Provenance]]
    seconds: dict[tuple[int, str], float]


class ExportedDataset:
    """The dataset in a folder.

    Raises:
        ExportError: There is no dataset in the folder, or its files cannot be read.
    """

    def __init__(self, folder: Path, known: Schema) -> None:
        self.folder = folder
        self._known = known
        missing = [config for config in CONFIGS if not any((folder / config).glob("*.parquet"))]
        if missing == list(CONFIGS) or not (folder / "README.md").is_file():
            raise ExportError(f"There is no dataset in {folder}; run `annotate export` to write one.")
        if not {"articles", "sentences"}.isdisjoint(missing):
            raise ExportError(f"The dataset in {folder} has no {missing[0]}; export it again.")
        self._configs = {config: _Config(folder / config) for config in CONFIGS if config not in missing}

    @property
    def ids(self) -> list[str]:
        """The ids of the articles, in order."""
        return sorted(self._configs["articles"].rows)

    @cached_property
    def annotators(self) -> frozenset[str]:
        """The names of the annotators, as they are in the dataset."""
        names = self._configs["annotations"].table["annotator"].unique().to_pylist() if "annotations" in self._configs else []
        return frozenset(names)

    @property
    def people(self) -> frozenset[str]:
        """The names of the annotators and of those who adjudicated; an empty one if there are sentences of nobody."""
        return self.annotators | {name or "" for name in self._configs["sentences"].table["annotator"].unique().to_pylist()}

    def clusters(self) -> dict[str, str]:
        """Return the cluster of each claim that says the same as another, by the keys that claims have in a project."""
        members: dict[str, list[str]] = {}
        for path in sorted((self.folder / "claims").glob("*.parquet")):
            if "cluster" in pyarrow.parquet.read_schema(path).names:  # older datasets do not have it
                rows = pyarrow.parquet.read_table(path, columns=["sentence", "claim", "cluster"]).to_pylist()
                for row in rows:
                    if row["cluster"] is not None:
                        members.setdefault(row["cluster"], []).append(claim_key(row["sentence"], row["claim"]))
        return {claim: cluster for cluster, claims in members.items() if len(claims) > 1 for claim in claims}

    @property
    def sampling(self) -> Sampling:
        """The account of how articles were drawn from corpora; in older datasets, that they were and no more."""
        articles = self._configs["articles"].table
        drawn = "sample" in articles.column_names and articles["sample"].null_count < len(articles)
        unknown = (Fact("samples", _NO_ACCOUNT),) if drawn else ()
        return read_account(self.folder) or Sampling(unknown)

    @cached_property
    def without_text(self) -> bool:
        """True if the texts of the articles were left out."""
        texts = self._configs["articles"].table["text"]
        return bool(texts.null_count == len(texts) and len(texts))

    @cached_property
    def schema(self) -> Schema:
        """The label scheme, as far as the dataset has it."""
        features = self._configs["sentences"].features
        about: dict[str, Mapping[str, Any]] = {
            "annotation": {column: self._asked_features[column] for column in self._sentence_columns},
            **{noun: features[f"{noun}s"].feature for noun in (*NOUNS[1:], LINK) if f"{noun}s" in features},
        }
        attributes: dict[str, tuple[Attribute, ...]] = {
            noun: tuple(
                self._attribute(noun, name, feature) for name, feature in about[noun].items() if name not in FIXED_FIELDS[noun]
            )
            for noun in about
        }
        labels = {
            "annotation": self._attribute("annotation", LABEL, features[LABEL]),
            "stance": self._attribute("stance", LABEL, about["stance"][LABEL]),
            **({LINK: self._attribute(LINK, LABEL, about[LINK][LABEL])} if LINK in about else {}),
        }
        versions = sorted({version for version in self._configs["sentences"].table["schema"].unique().to_pylist() if version})
        known = self._known
        return Schema(
            ", ".join(versions) or known.version, known.title, known.raw, attributes, labels, known.guidelines, known.author
        )

    @cached_property
    def _sentence_columns(self) -> dict[str, str]:
        """The questions about a sentence and about the article, by their columns in `annotations`."""
        names = {column: column.removeprefix("annotation_") for column in self._asked_features if column not in _FIXED}
        return {column: name if name in _FIXED else column for column, name in names.items()}

    @cached_property
    def _asked_features(self) -> Features:
        return self._configs["annotations"].features if "annotations" in self._configs else Features()

    def _attribute(self, noun: str, name: str, feature: Any) -> Attribute:
        about_article = noun == "annotation" and name not in self._configs["sentences"].features
        name = self._sentence_columns.get(name, name) if noun == "annotation" else name
        several = isinstance(feature, List)
        closed = feature.feature if isinstance(feature, List) else feature
        labels = tuple(closed.names) if isinstance(closed, ClassLabel) else ()
        known = self._known.attribute(noun, name)
        if (
            known is not None
            and tuple(label.value for label in known.labels) == labels
            and (known.several, known.about_article) == (several, about_article)
        ):
            return known
        choices = tuple(Choice(label, label, "", "") for label in labels)
        kind: Any = "string" if labels else _TYPES.get(getattr(feature, "dtype", ""), "string")
        return Attribute(
            noun,
            name,
            name,
            "",
            kind,
            choices,
            required=False,
            ask="off",
            labels=choices,
            several=several,
            about_article=about_article,
        )

    def articles(self, ids: Collection[str] | None = None) -> Iterator[ExportedArticle]:
        """Yield all articles, or those with these ids, in the order of ids."""
        for id in self.ids:
            if ids is None or id in ids:
                yield self._article(id)

    def _article(self, id: str) -> ExportedArticle:
        (row,) = self._configs["articles"].read(id)
        sentences = sorted(self._configs["sentences"].read(id), key=lambda sentence: sentence["start"])
        decisions = self._configs["annotations"].read(id) if "annotations" in self._configs else []
        document = _document(row, sentences)
        places = {sentence["sentence"]: index for index, sentence in enumerate(sentences)}
        records = [self._record(decision, document.text) for decision in decisions if decision["sentence"] in places]
        gold = {
            index: (self._record(sentence, document.text), sentence["gold"])
            for index, sentence in enumerate(sentences)
            if sentence.get(LABEL) is not None and sentence.get("gold") not in (None, OPEN)
        }
        if gold:  # what is gold about the article has a column of its own, and is stored with its first sentence that has gold
            first, _ = gold[min(gold)]
            first["annotation"] |= {
                name: row[column] for name, column in article_columns(self.schema).items() if row.get(column) is not None
            }
        seconds = {
            (decision["start"], decision["annotator"]): decision["seconds"] for decision in decisions if decision.get("seconds")
        }
        return ExportedArticle(document, records, gold, seconds)

    def _record(self, row: Mapping[str, Any], text: str) -> dict[str, Any]:
        """Return a row as a record, as `annotate.model.revision_to_json` returns it."""
        answers = {name: row[column] for column, name in self._sentence_columns.items() if row.get(column) is not None}
        links = [_item(item, text) for item in row.get("links") or ()]
        annotation: dict[str, Any] = {
            **{noun: [_item(item, text) for item in row.get(noun) or ()] for noun in ("claims", "sources", "stances")},
            **{name: row[name] for name in (LABEL, "flag") if row.get(name) is not None},
            "note": row.get("note") or "",
            **({"links": links} if links else {}),
            **answers,
        }
        created = row.get("created")
        return {
            "document": row["document"],
            "sha256": row["sha256"],
            "sentence": row["sentence"],
            "annotator": row.get("annotator") or "",
            "created": _timestamp(created) if created else "",
            "action": "edit",
            "seconds": row.get("seconds") or 0.0,
            "keys": row.get("keys") or 0,
            "schema": row.get("schema") or "",
            "tool": row.get("tool") or "",
            "origins": [{"rule": "", **origin} for origin in row.get("origins") or ()],
            "annotation": annotation,
        }


class _Config:
    """The rows of a config, all splits together, by article."""

    def __init__(self, folder: Path) -> None:
        try:
            tables = [pyarrow.parquet.read_table(file) for file in sorted(folder.glob("*.parquet"))]
        except (OSError, pyarrow.ArrowException) as error:
            raise ExportError(f"{folder} cannot be read ({error}); export the dataset again.") from None
        self.features = Features.from_arrow_schema(tables[0].schema)
        self.table = pyarrow.concat_tables(tables).combine_chunks()
        codes = self.table["document"].combine_chunks().dictionary_encode()
        numbers = codes.indices.to_numpy()
        order = numpy.argsort(numbers, kind="stable")
        ends = numpy.cumsum(numpy.bincount(numbers, minlength=len(codes.dictionary)))
        self.rows = {
            name: order[start:end]
            for name, start, end in zip(codes.dictionary.to_pylist(), [0, *ends.tolist()], ends.tolist(), strict=False)
        }

    def read(self, document: str) -> list[dict[str, Any]]:
        """Return the rows of an article, with labels by name and without nulls inside of items."""
        if document not in self.rows:
            return []
        rows: list[dict[str, Any]] = self.table.take(self.rows[document]).to_pylist()
        return [{name: _decoded(self.features[name], value) for name, value in row.items()} for row in rows]


def _decoded(feature: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(feature, ClassLabel):
        return feature.names[value]
    if isinstance(feature, List):
        return [_decoded(feature.feature, item) for item in value]
    if isinstance(feature, dict):
        known = {name: _decoded(feature[name], item) for name, item in value.items() if name not in WITHIN}
        return {name: item for name, item in known.items() if item is not None}
    return value


def _item(item: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return a claim, source, stance or link with what a dataset without text lacks: the texts of its spans, and its name."""
    whole: dict[str, Any] = {"name": "", **item} if "spans" not in item and "claim" not in item else dict(item)
    for name in ("mention", "cue"):
        if name in whole:
            whole[name] = _span(whole[name], text)
    for name in ("spans", "target"):
        if name in whole:
            whole[name] = [_span(span, text) for span in whole[name]]
    return whole


def _span(span: Mapping[str, Any], text: str) -> dict[str, Any]:
    return {"start": span["start"], "end": span["end"], "text": text[span["start"] : span["end"]]}


def _document(row: Mapping[str, Any], sentences: list[dict[str, Any]]) -> Document:
    """Return an article; a text that was left out is white space, so that offsets still apply."""
    blocks = tuple(Block(block["kind"], block["start"], block["end"]) for block in row["blocks"])
    longest = max([0, *(block.end for block in blocks), *(sentence["end"] for sentence in sentences)])
    text = row["text"] if row["text"] is not None else " " * longest
    names = ("title", "byline", "published", "url", "language")
    document = Document(
        row["document"], row["path"] or "", row["sha256"], text, blocks, (), **{name: row[name] for name in names}
    )
    return resegmented(document, blocks, [(sentence["start"], sentence["end"]) for sentence in sentences])


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
