"""Argilla's records, as its SDK exports them: nested (``to_json``), flat (``to_datasets``), or those of version 1.

A record is a text with answers to questions: spans, a label, a rating, a text. Records of the same document are put together.
Span questions have no quoted texts, so the unit of their offsets is taken on trust.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from annotate.interchange.format import Format, ReadOptions
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, Place, unified
from annotate.interchange.reading import counting_notices, first_object, fitted, json_lines, json_value, utf8
from annotate.interchange.values import (
    SENTENCE,
    ForeignDocument,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    Reading,
    Scalar,
)

_RULE = Counting("code-point")
_DOCUMENT = ("document", "document_id", "doc_id", "doc")
_NOTES = ("note", "notes", "comment", "comments")
_SUBMITTED, _DISCARDED = "submitted", "discarded"
_OWN = {"id", "status", "_server_id", "external_id", "vectors", "metadata"}
_BETWEEN = "\n\n"


class _Answer(NamedTuple):
    question: str
    value: Any
    user: str
    status: str | None  # None where the file does not say


@dataclass(slots=True)
class _Record:
    where: str
    id: str
    document: str
    text: str
    answers: list[_Answer] = field(default_factory=list)
    suggested: list[_Answer] = field(default_factory=list)  # the user is the program


def recognizes(files: Sequence[InputFile]) -> bool:
    """Return True if the first record of each file is one of Argilla's."""
    return bool(files) and all(_looks_like_records(file) for file in files)


def _looks_like_records(file: InputFile) -> bool:
    record = first_object(file) if file.name.lower().endswith((".json", ".jsonl")) else {}
    nested = isinstance(record.get("fields"), dict) and bool(record.keys() & {"responses", "suggestions"})
    return nested or any(name.endswith(".responses") for name in record) or any(map(_is_version_1, record.values()))


def _is_version_1(value: Any) -> bool:
    return bool(responses := _dicts(value)) and all({"user_id", "value"} <= response.keys() for response in responses)


def _objects(file: InputFile) -> Iterator[tuple[str, dict[str, Any]]]:
    text = utf8(file).removeprefix("\ufeff")
    if not text.lstrip().startswith("["):
        yield from ((record.where, record.data) for record in json_lines(file))
        return
    for number, record in enumerate(json_value(text, file.name), 1):
        where = f"{file.name}, record {number}"
        if not isinstance(record, dict):
            raise InterchangeError(f"{where}: a record is an object of JSON; export the records again.")
        yield where, record


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the documents of records."""
    losses, notices = LossCounter(), list[str]()
    groups: dict[str, list[_Record]] = {}
    for file in files:
        for where, data in _objects(file):
            record = _record(where, data)
            groups.setdefault(record.document or record.id, []).append(record)
    rule = replace(_RULE, unit=options.offsets) if options.offsets else _RULE
    documents = [_Assembler(id, rule, losses, notices).document(records) for id, records in groups.items()]
    if any(answer.status is None for records in groups.values() for record in records for answer in record.answers):
        notices.append("The file does not say which responses were submitted; --complete has no effect on them.")
    return Reading(tuple(documents), losses.losses(), tuple(notices))


def _record(where: str, data: Mapping[str, Any]) -> _Record:
    fields = data.get("fields") if isinstance(data.get("fields"), dict) else None
    metadata = data.get("metadata") if isinstance(data.get("metadata"), dict) else data
    assert isinstance(metadata, dict)
    document = next((str(metadata[name]) for name in _DOCUMENT if isinstance(metadata.get(name), str | int)), "")
    known = {name for name in data if "." in name or name.endswith("-suggestion")} | {*_OWN, *_DOCUMENT}
    columns = {name: value for name, value in (fields if fields is not None else data).items() if isinstance(value, str)}
    texts = {name: value for name, value in columns.items() if fields is not None or name not in known}
    if not texts:
        raise InterchangeError(f"{where}: it has no text; only records with a text field are read.")
    text = texts.get("text") or max(texts.values(), key=len)
    record = _Record(where, str(data.get("id") or where), document, text)
    if fields is not None:
        for question, responses in _object(data, "responses").items():
            record.answers += [_response(question, made) for made in _dicts(responses)]
        for question, made in _object(data, "suggestions").items():
            if isinstance(made, dict):
                record.suggested.append(_Answer(question, made.get("value"), str(made.get("agent") or "argilla"), None))
        return record
    for name, values in data.items():
        question, dot, kind = name.rpartition(".")
        if dot and kind == "responses" and isinstance(values, list):
            users = _listed(data.get(f"{name}.users"))
            states = _listed(data.get(f"{name}.status"))
            for number, value in enumerate(values):
                user = str(users[number]) if number < len(users) else ""
                record.answers.append(_Answer(question, value, user, states[number] if number < len(states) else None))
        elif dot and kind == "suggestion" and values is not None:
            record.suggested.append(_Answer(question, values, str(data.get(f"{name}.agent") or "argilla"), None))
        elif _is_version_1(values):
            record.answers += [_response(name, made) for made in _dicts(values)]
        elif name.endswith("-suggestion") and values is not None:
            agent = str(_object(data, f"{name}-metadata").get("agent") or "argilla")
            record.suggested.append(_Answer(name.removesuffix("-suggestion"), values, agent, None))
    return record


def _response(question: str, made: Mapping[str, Any]) -> _Answer:
    return _Answer(question, made.get("value"), str(made.get("user_id")), made.get("status"))


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in _listed(value) if isinstance(item, dict)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _object(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


class _Assembler:
    """Puts the records of one document together."""

    def __init__(self, id: str, rule: Counting, losses: LossCounter, notices: list[str]) -> None:
        self._id, self._rule, self._losses, self._notices = id, rule, losses, notices
        self._sets: dict[tuple[str, str], list[ForeignSpan]] = {}
        self._unfinished: set[tuple[str, str]] = set()

    def document(self, records: Sequence[_Record]) -> ForeignDocument:
        text = ""
        bounds = []
        for record in sorted(records, key=_place):
            text += _BETWEEN if text else ""
            start = len(text)
            text += unified(record.text)
            bounds.append((start, len(text)))
            for answer in record.answers:
                self._add(record, answer, start, (answer.user, ""))
            for answer in record.suggested:
                self._add(record, answer, start, ("", answer.user))
        sets = [
            ForeignSet(user, tuple(spans), agent=agent, done=bool(user) and (user, agent) not in self._unfinished)
            for (user, agent), spans in self._sets.items()
        ]
        return ForeignDocument(self._id, text, tuple(sets), {}, tuple(bounds) if len(bounds) > 1 else ())

    def _add(self, record: _Record, answer: _Answer, start: int, key: tuple[str, str]) -> None:
        if answer.status == _DISCARDED:
            self._losses.lose("unknown.discarded", record.where, "a discarded response says nothing")
            return
        spans = self._sets.setdefault(key, [])
        if answer.status != _SUBMITTED:
            self._unfinished.add(key)
        value = answer.value
        if isinstance(value, list) and (not value or all(isinstance(item, dict) for item in value)):
            spans += self._spans(record, answer, start)
            return
        if isinstance(value, list):
            texts = [item for item in value if isinstance(item, str | int | float)]
            if len(texts) > 1:
                self._losses.lose(f"unknown.{answer.question}", record.where, "one answer to a question", len(texts) - 1)
            value = texts[0] if texts else None
        if isinstance(value, str | bool | int | float):
            self._about_record(record, answer.question, value, start, spans)

    def _spans(self, record: _Record, answer: _Answer, start: int) -> Iterator[ForeignSpan]:
        places = []
        for number, item in enumerate(answer.value, 1):
            first, last = item.get("start"), item.get("end")
            if not (isinstance(first, int) and isinstance(last, int)):
                raise InterchangeError(f"{record.where}: a span of {answer.question} has no start and end; export it again.")
            quote = item.get("text") if isinstance(item.get("text"), str) else None
            places.append(Place(f"{record.id}:{answer.question}{number}", ((first, last),), quote))
            if item.get("score") is not None:
                self._losses.lose("unknown.score", record.where, "a span has no score here")
        fit = fitted(record.where, record.text, places, self._rule)
        self._notices += counting_notices(record.where, fit, self._rule)
        for item, place, pieces in zip(answer.value, places, fit.places, strict=True):
            moved = tuple((start + first, start + last) for first, last in pieces)
            yield ForeignSpan(place.name, str(item.get("label", "")), moved)

    def _about_record(self, record: _Record, question: str, value: Scalar, start: int, spans: list[ForeignSpan]) -> None:
        """Add an answer about a record to the span of its sentence."""
        whole = ((start, start + len(unified(record.text))),)
        place = next((n for n, span in enumerate(spans) if span.label == SENTENCE and span.pieces == whole), None)
        span = spans.pop(place) if place is not None else ForeignSpan(record.id, SENTENCE, whole)
        if question.casefold() in _NOTES:
            spans.append(replace(span, note=str(value)))
        else:
            spans.append(replace(span, attributes={**span.attributes, question: value}))


def _place(record: _Record) -> tuple[int, str]:
    """Return the order of a record in its document: by the number at the end of its id."""
    digits = record.id.rpartition(":")[2]
    return (int(digits), "") if digits.isascii() and digits.isdigit() and len(digits) < 18 else (0, "")


FORMATS = (
    Format(
        name="argilla",
        title="Argilla's records",
        holds={
            "claim": "a span",
            "source.mention": "a span",
            "sentence.label": "a label",
            "note": "a text",
            "annotator": "the users of responses",
            "suggestion": "suggestions",
        },
        recognizes=recognizes,
        read=read,
    ),
)
