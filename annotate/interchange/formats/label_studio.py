r"""Label Studio's JSON: a list of tasks, each with the annotations of people and the predictions of models.

A region is one item of ``labels`` and further items with the same id, one for each answer about it; a relation is an item without
an id. Offsets count code points of the text as it was imported, since 2022; before, UTF-16 units. One file can have both, as each
region keeps those it was drawn with, so each annotation is tried by itself. Quoted texts have ``\n`` for each CR and each LF.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import quoteattr

from annotate.interchange.exported import METADATA
from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, Place, unified
from annotate.interchange.reading import counting_notices, first_object, fitted, json_value, utf8
from annotate.interchange.values import (
    AUTHOR_STANCE,
    CLAIM,
    CUE,
    CUE_OF,
    ENTITY,
    NAME,
    PIECE,
    SENTENCE,
    SOURCE,
    UNMENTIONED,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    OutputFile,
    Reading,
    Scalar,
    joins_claims,
)
from annotate.model import ADJUDICATION, ANNOTATION
from annotate.schema import Attribute, Schema
from annotate.schema.wellknown import LABEL

_RULE = Counting("code-point", "raw")
_LABELS = "label"  # the name of the control with the labels
_TEXT = "text"  # the name of the text, and the field of a task with it
_HTML = ("startOffset", "endOffset", "globalOffsets")
_ANSWERS = ("choices", "textarea", "number", "rating", "taxonomy", "datetime")
_OURS = "annotate"  # the key of a task's `meta` with what Label Studio has no place for, which it keeps
_COLOURS = {CLAIM: "#4c9f70", SOURCE: "#3d6fb4", CUE: "#d98e2b", SENTENCE: "#9a9a9a"}

# -- reading -------------------------------------------------------------------------------------------------------------


def recognizes(files: Sequence[InputFile]) -> bool:
    """Return True if every file of JSON is a list of tasks; a ``config.xml`` may be beside them."""
    tasks = [file for file in files if not file.name.endswith(".xml")]
    return bool(tasks) and all(_looks_like_tasks(file) for file in tasks)


def _looks_like_tasks(file: InputFile) -> bool:
    task = first_object(file) if file.name.lower().endswith(".json") else {}
    has_results = bool(task.keys() & {"annotations", "completions", "predictions"})
    return (isinstance(task.get("data"), dict) and has_results) or {"annotation_id", "annotator"} <= task.keys()


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the tasks of an export, JSON or JSON-MIN."""
    losses, notices = LossCounter(), list[str]()
    documents: dict[tuple[str, str], ForeignDocument] = {}
    for file in files:
        if file.name.endswith(".xml"):
            continue
        tasks = json_value(utf8(file), file.name)
        for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
            where = f"{file.name}, task {number}"
            if not isinstance(task, dict):
                raise InterchangeError(f"{where}: a task is an object of JSON; export the project again.")
            reader = _Reader(where, options, losses, notices)
            document = reader.task(task) if isinstance(task.get("data"), dict) else reader.row(task)
            key = document.id, document.text
            known = documents.get(key)
            documents[key] = replace(known, sets=(*known.sets, *document.sets)) if known else document
    return Reading(tuple(documents.values()), losses.losses(), tuple(notices))


@dataclass(slots=True)
class _Region:
    id: str
    start: int
    end: int
    quote: str | None
    labels: list[str] = field(default_factory=list)
    answers: dict[str, Scalar] = field(default_factory=dict)
    note: str = ""
    created: str = ""
    seconds: float | None = None


class _Reader:
    """One task."""

    def __init__(self, where: str, options: ReadOptions, losses: LossCounter, notices: list[str]) -> None:
        self._where, self._losses, self._notices, self._options = where, losses, notices, options
        self._rule = replace(_RULE, unit=options.offsets) if options.offsets else _RULE
        self._raw = ""

    def _lose(self, name: str, how: str, number: int = 1) -> None:
        if number:
            self._losses.lose(f"unknown.{name}", self._where, how, number)

    def task(self, task: Mapping[str, Any]) -> ForeignDocument:
        """Return a task with its annotations and predictions."""
        data = task["data"]
        field_name, self._raw = _text_of(data, self._where)
        ours = _ours(task)
        sets: list[ForeignSet] = []
        for annotation in _objects(task, "annotations", self._where) or _objects(task, "completions", self._where):
            if annotation.get("was_cancelled") or annotation.get("skipped"):
                self._lose("cancelled", "a skipped annotation says nothing")
                continue
            sets.append(self._annotation(annotation, ours))
        predictions = _list(task, "predictions")
        self._lose("predictions", "only its number is in the file", sum(not isinstance(p, dict) for p in predictions))
        for prediction in predictions:
            if isinstance(prediction, dict):
                spans, links = self._result(prediction, "prediction")
                agent = str(prediction.get("model_version") or "label-studio prediction")
                sets.append(ForeignSet("", spans, links, agent=agent, id=str(prediction.get("id", ""))))
        self._lose("drafts", "a draft is not submitted", len(_list(task, "drafts")))
        others = {name: str(value) for name, value in data.items() if name != field_name and isinstance(value, str | int | float)}
        id = others.pop("document", "") or str(task.get("id", "")) or self._where
        return ForeignDocument(
            id,
            unified(self._raw),
            tuple(sets),
            {name: value for name, value in others.items() if name in METADATA},
            tuple((int(start), int(end)) for start, end in ours.get("sentences", ())),
            tuple((str(kind), int(start), int(end)) for kind, start, end in ours.get("blocks", ())),
        )

    def row(self, row: Mapping[str, Any]) -> ForeignDocument:
        """Return a row of JSON-MIN: one annotation, flattened, with spans only."""
        columns = {name for name, value in row.items() if isinstance(value, list) and _is_regions(value)}
        _, self._raw = _text_of({name: value for name, value in row.items() if name not in columns}, self._where)
        items = [
            {"id": f"{column}{number}", "type": "labels", "from_name": column, "value": value}
            for column in sorted(columns)
            for number, value in enumerate(row[column], 1)
        ]
        spans, links = self._result({"result": items}, "row")
        annotator = row.get("annotator", "")
        created = str(row.get("updated_at") or row.get("created_at") or "")
        one = ForeignSet(
            _person(annotator),
            spans,
            links,
            done=True,
            created=created,
            seconds=_number(row.get("lead_time")),
            id=str(row.get("annotation_id", "")),
        )
        return ForeignDocument(str(row.get("id", "")) or self._where, unified(self._raw), (one,))

    def _annotation(self, annotation: Mapping[str, Any], ours: Mapping[str, Any]) -> ForeignSet:
        spans, links = self._result(annotation, f"annotation {annotation.get('id', '')}".strip())
        person = _person(annotation.get("completed_by", ""))
        names = ours.get("annotators", {})
        adjudicators = ours.get("adjudicators", {})
        adjudicated = person in adjudicators or (self._options.ground_truth and annotation.get("ground_truth") is True)
        return ForeignSet(
            str(adjudicators.get(person) if person in adjudicators else names.get(person, person)),
            spans,
            links,
            layer=ADJUDICATION if adjudicated else ANNOTATION,
            done=person not in ours.get("unfinished", ()),
            created=str(annotation.get("updated_at") or annotation.get("created_at") or ""),
            seconds=_number(annotation.get("lead_time")),
            id=str(annotation.get("id", "")),
        )

    def _result(self, annotation: Mapping[str, Any], name: str) -> tuple[tuple[ForeignSpan, ...], tuple[ForeignLink, ...]]:
        """Return the spans and links of an annotation or prediction."""
        where = f"{self._where}, {name}"
        regions: dict[str, _Region] = {}
        links: list[ForeignLink] = []
        for number, item in enumerate(_objects(annotation, "result", where), 1):
            kind = item.get("type")
            value = item.get("value")
            if kind == "relation":
                links += self._relation(item)
            elif not isinstance(value, dict) or "start" not in value:
                self._lose(str(item.get("from_name") or kind or "item"), "an answer about the whole task")
            elif any(key in value for key in _HTML) or not isinstance(value["start"], int):
                raise InterchangeError(
                    f"{where}: its regions are of HTML or of another medium; only those of plain Text are read."
                )
            else:
                self._region(item, value, regions, number, where)
        places = [Place(region.id, ((region.start, region.end),), region.quote) for region in regions.values()]
        fit = fitted(where, self._raw, places, self._rule, fold=lambda quote: _unescaped(quote, self._raw))
        self._notices += counting_notices(where, fit, self._rule)
        spans: list[ForeignSpan] = []
        for region, pieces in zip(regions.values(), fit.places, strict=True):
            answers = dict(region.answers)
            for place, label in enumerate(region.labels or [""]):
                id = region.id if place == 0 else f"{region.id}:{label}"
                prefix = f"{label.casefold()}_"
                own = {key.removeprefix(prefix): answer for key, answer in answers.items()}
                note = region.note if place == 0 else ""
                spans.append(ForeignSpan(id, label, pieces, own, note=note, created=region.created, seconds=region.seconds))
        return tuple(spans), tuple(links)

    def _region(
        self, item: Mapping[str, Any], value: Mapping[str, Any], regions: dict[str, _Region], number: int, where: str
    ) -> None:
        start, end, kind = value["start"], value.get("end"), item.get("type")
        if not isinstance(end, int) or isinstance(end, bool) or isinstance(start, bool):
            raise InterchangeError(
                f"{where}: item {number} has no whole numbers for its start and end; export the project again."
            )
        id = str(item.get("id") or f"r{number}")
        quote = value.get("text") if isinstance(value.get("text"), str) else None
        region = regions.setdefault(id, _Region(id, start, end, quote))
        region.quote = region.quote if region.quote is not None else quote
        meta = item.get("meta")
        if isinstance(meta, dict):
            notes = meta.get("text") or []
            region.note = "\n".join(map(str, notes if isinstance(notes, list) else [notes])) or region.note
            timing = meta.get(_OURS)
            if isinstance(timing, dict):
                region.created, region.seconds = str(timing.get("created", "")), _number(timing.get("seconds"))
        self._lose("score", "a region has no score here", int(item.get("score") is not None))
        self._lose("parentID", "regions are not nested here", int(bool(item.get("parentID"))))
        answers = value.get(kind if kind != "textarea" else "text") if isinstance(kind, str) else None
        name = str(item.get("from_name", kind))
        if kind in _ANSWERS:
            listed = answers if isinstance(answers, list) else [answers]
            if kind == "taxonomy":
                listed = [" > ".join(map(str, path)) if isinstance(path, list) else path for path in listed]
            texts = [answer for answer in listed if isinstance(answer, str | int | float)]
            self._lose(name, "one answer to a question", max(0, len(texts) - 1) if kind != "textarea" else 0)
            if texts:
                region.answers[name] = "\n".join(map(str, texts)) if kind == "textarea" else texts[0]
        elif isinstance(answers, list):
            region.labels += [str(label) for label in answers if str(label) not in region.labels]
        elif not answers and kind != "labels":
            self._lose(name, "not a label of a span")

    def _relation(self, item: Mapping[str, Any]) -> Iterator[ForeignLink]:
        ends = str(item.get("from_id", "")), str(item.get("to_id", ""))
        direction = item.get("direction")
        self._lose("direction", "a relation in both directions is one from the first to the second", int(direction == "bi"))
        source, target = reversed(ends) if direction == "left" else ends
        labels = [str(label) for label in item.get("labels") or [""]]
        answers = dict(label.split("=", 1) for label in labels if "=" in label)
        for label in [label for label in labels if "=" not in label] or [""]:
            yield ForeignLink(f"{source}->{target}", label, source, target, dict(answers))


def _ours(task: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what this program keeps in a task, as far as it is what it should be."""
    meta = task.get("meta")
    ours = meta.get(_OURS) if isinstance(meta, dict) else None
    if not isinstance(ours, dict):
        return {}
    kept: dict[str, Any] = {name: ours[name] for name in ("annotators", "adjudicators") if isinstance(ours.get(name), dict)}
    kept["unfinished"] = ours["unfinished"] if isinstance(ours.get("unfinished"), list) else []
    for name, length in (("sentences", 2), ("blocks", 3)):
        rows = ours.get(name)
        if isinstance(rows, list) and all(
            isinstance(row, list) and len(row) == length and all(isinstance(n, int) for n in row[-2:]) for row in rows
        ):
            kept[name] = rows
    return kept


def _list(task: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list of a task, an empty one where there is something else."""
    value = task.get(name)
    return value if isinstance(value, list) else []


def _objects(owner: Mapping[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    items = owner.get(name) or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise InterchangeError(f"{where}: its {name} are not a list of objects; export the project again.")
    return items


def _text_of(data: Mapping[str, Any], where: str) -> tuple[str, str]:
    """Return the field of a task that has the text, and the text."""
    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    if not texts:
        raise InterchangeError(f"{where}: it has no text; only tasks with a Text are read.")
    name = next((name for name in (_TEXT, "Text", "article", "body") if name in texts), max(texts, key=lambda n: len(texts[n])))
    return name, texts[name]


def _is_regions(value: Sequence[Any]) -> bool:
    return bool(value) and all(isinstance(item, dict) and "labels" in item and "start" in item for item in value)


def _person(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("email") or value.get("username") or value.get("id") or "")
    return "" if value is None else str(value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else None


def _unescaped(quote: str, raw: str) -> str:
    r"""Return a quoted text as it is in the unified text: ``\n`` stands for a CR or a LF, so that a CR LF is two of them."""
    lines = unified(quote.replace("\\n", "\n"))
    return lines.replace("\n\n", "\n") if "\r\n" in raw and lines not in unified(raw) else lines


# -- writing -------------------------------------------------------------------------------------------------------------


def write(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield the tasks, and the labelling interface that shows them."""
    tasks = (_task(number, document, schema) for number, document in enumerate(documents, 1))
    lines = ",\n".join(json.dumps(task, ensure_ascii=False) for task in tasks)  # with an indent, Python's slow encoder is used
    yield OutputFile("tasks.json", f"[\n{lines}\n]\n".encode())
    linked = any(joins_claims(link, made.labels) for each in documents for made in each.sets for link in made.links)
    yield OutputFile("config.xml", config(schema, linked=linked).encode())


def _task(number: int, document: ForeignDocument, schema: Schema) -> dict[str, Any]:
    people = [annotations for annotations in document.sets if not annotations.agent]
    ours: dict[str, Any] = {"annotators": {}, "adjudicators": {}, "unfinished": []}
    annotations = []
    for person, made in enumerate(people, 1):
        ours["adjudicators" if made.layer == ADJUDICATION else "annotators"][str(person)] = made.annotator
        ours["unfinished"] += [] if made.done else [str(person)]
        annotations.append(
            {
                "id": number * 1000 + person,
                "completed_by": person,
                "ground_truth": made.layer == ADJUDICATION,
                "was_cancelled": False,
                "result": list(_items(document, made, schema)),
            }
        )
    return {
        "id": number,
        "data": {_TEXT: document.text, "document": document.id, **document.metadata},
        "annotations": annotations,
        "predictions": [
            {"model_version": made.agent, "result": list(_items(document, made, schema))} for made in document.sets if made.agent
        ],
        "meta": {_OURS: ours | {"sentences": list(document.sentences), "blocks": list(document.blocks)}},
    }


def _items(document: ForeignDocument, made: ForeignSet, schema: Schema) -> Iterator[dict[str, Any]]:
    for span in made.spans:
        start, end = span.pieces[0]
        place = {"start": start, "end": end, "text": document.text[start:end]}
        common = {"id": span.id, "to_name": _TEXT, "origin": "prediction" if made.agent else "manual"}
        meta: dict[str, Any] = {"text": [span.note]} if span.note else {}
        if span.created or span.seconds is not None:
            meta[_OURS] = {"created": span.created, "seconds": span.seconds}
        yield {
            **common,
            "from_name": _LABELS,
            "type": "labels",
            "value": {**place, "labels": [span.label]},
            **({"meta": meta} if meta else {}),
        }
        for name, value in span.attributes.items():
            kind, answer = _answer(schema, span.label, name, value)
            key = "text" if kind == "textarea" else kind
            yield {**common, "from_name": _control(span.label, name), "type": kind, "value": {**place, key: answer}}
    for link in made.links:
        answers = [f"{name}={value}" for name, value in link.attributes.items()]
        yield {
            "type": "relation",
            "from_id": link.source,
            "to_id": link.target,
            "direction": "right",
            "labels": [link.label, *answers],
        }


_NOUNS = {CLAIM: "claim", SOURCE: "source", SENTENCE: "annotation"}


def _control(label: str, name: str) -> str:
    return f"{label.casefold()}_{name}"


def _answer(schema: Schema, label: str, name: str, value: Scalar) -> tuple[str, Any]:
    """Return the kind of control that an answer has, and its value there."""
    question = _question(schema, label, name)
    if name == AUTHOR_STANCE or (question and (question.choices or question.type == "boolean")):
        return "choices", [str(value).lower() if isinstance(value, bool) else value]
    if question and question.type in ("integer", "number") and not isinstance(value, str | bool):
        return "number", value
    return "textarea", [value]


def _question(schema: Schema, label: str, name: str) -> Attribute | None:
    noun = _NOUNS.get(label)
    return schema.attribute(noun, name) if noun and (name != LABEL or noun == "annotation") else None


# -- the labelling interface ---------------------------------------------------------------------------------------------


def config(schema: Schema, *, linked: bool = False) -> str:
    """Return the labelling interface for a scheme, with one control for each question; `linked` if claims can be linked."""
    stances = schema.labels["stance"]
    lines = ["<View>", "  <Relations>"]
    relations = [*(choice.value for choice in stances.choices), PIECE, CUE_OF]
    relations += [choice.value for choice in schema.links.choices] if linked and schema.links else []
    relations += [f"{q.name}={choice.value}" for q in schema.attributes["stance"] for choice in q.choices]
    lines += [f"    <Relation value={quoteattr(relation)}/>" for relation in relations]
    lines += ["  </Relations>", f'  <Labels name="{_LABELS}" toName="{_TEXT}">']
    lines += [f'    <Label value="{label}" background="{colour}"/>' for label, colour in _COLOURS.items()]
    lines += ["  </Labels>", f'  <Text name="{_TEXT}" value="${_TEXT}" granularity="word"/>']
    author = replace(stances, name=AUTHOR_STANCE, title="The author's stance")
    asked: dict[str, Iterable[Attribute]] = {
        CLAIM: (*schema.attributes["claim"], author),
        SOURCE: schema.attributes["source"],
        SENTENCE: (schema.labels["annotation"], *schema.attributes["annotation"]),
    }
    texts = {CLAIM: (UNMENTIONED,), SOURCE: (NAME, ENTITY), SENTENCE: ("flag",)}
    for label, questions in asked.items():
        for question in questions:
            lines += _question_lines(label, question)
        lines += [_text_line(label, name, name) for name in texts[label]]
    return "\n".join([*lines, "</View>", ""])


def _attributes(label: str, name: str) -> str:
    return f'name="{_control(label, name)}" toName="{_TEXT}" perRegion="true" whenTagName="{_LABELS}" whenLabelValue="{label}"'


def _text_line(label: str, name: str, title: str) -> str:
    return f'  <TextArea {_attributes(label, name)} placeholder={quoteattr(title)} maxSubmissions="1"/>'


def _question_lines(label: str, question: Attribute) -> Iterator[str]:
    if question.type in ("integer", "number") and not question.choices:
        yield f"  <Number {_attributes(label, question.name)}/>"
        return
    if question.free:
        yield _text_line(label, question.name, question.title)
        return
    yield f'  <Choices {_attributes(label, question.name)} choice="single-radio" showInline="true">'
    for choice in question.choices:
        hint = f" hint={quoteattr(choice.description)}" if choice.description else ""
        yield f"    <Choice value={quoteattr(choice.title)} alias={quoteattr(choice.value)}{hint}/>"
    if not question.choices:
        yield from ('    <Choice value="Yes" alias="true"/>', '    <Choice value="No" alias="false"/>')
    yield "  </Choices>"


_IN_META = "the task's meta, which Label Studio keeps"
FORMATS = (
    Format(
        name="label-studio",
        title="Label Studio JSON",
        holds={
            "blocks": _IN_META,
            "metadata": "the task's data",
            "sentence.boundaries": _IN_META,
            "sentence.label": "an answer about a region over the sentence",
            "sentence.attribute": "an answer about a region over the sentence",
            "skip.reason": "an answer about a region over the sentence",
            "claim": "a region",
            "claim.pieces": "regions with the relation “piece”",
            "claim.attribute": "answers about a region",
            "source.mention": "a region",
            "source.identity": "an answer about a region",
            "source.unmentioned": "an answer about the claim",
            "source.attribute": "answers about a region",
            "stance.label": "a relation",
            "stance.second_source": "a relation",
            "stance.author": "an answer about the claim",
            "stance.cue": "a region with the relation “cue”",
            "stance.quote": "a label of the relation",
            "stance.attribute": "a label of the relation",
            "link": "a relation from the later claim to the earlier one",
            "flag": "an answer about a region over the sentence",
            "note": "the region's meta",
            "annotator": "an annotation each; the names are in the task's meta",
            "adjudication": "an annotation that is ground truth",
            "suggestion": "predictions",
            "time": "the region's meta",
        },
        shape=Shape(pieces=True, cues=True, entities="attribute", author=True, unmentioned=True),
        recognizes=recognizes,
        read=read,
        write=write,
    ),
)
