"""Suggestions of other programs and of language models: files in the project's folder ``suggestions/``, one for each.

Nothing depends on them: a file may be deleted, or shared with git. They are shown at the prompt like those of rules, under the
name of the program, and belong to the article with their text, whatever its id. A language model's file has a line for each
article that it was asked about as well, since one in which it found nothing has no suggestion.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from annotate._files import write_atomically
from annotate.articles.cleaning.names import slug
from annotate.errors import ProjectError
from annotate.model import Answer, Document, Prediction, Source, Span, Suggestion, answer_set, span_from_json, span_to_json

_SUFFIX = ".jsonl"


class StoredSuggestion(NamedTuple):
    """A suggestion for the article with a text, the answers about its claim, and the tool and id that it came from."""

    text_sha256: str
    suggestion: Suggestion
    answers: Mapping[str, Answer]
    tool: str
    id: str


@dataclass(frozen=True, slots=True)
class PreparedSuggestions:
    """Files of suggestions that are ready to be written: their lines, by path."""

    files: Mapping[Path, Sequence[str]]

    def write(self) -> None:
        """Write the files. Raises OSError."""
        for path, lines in self.files.items():
            path.parent.mkdir(exist_ok=True)
            write_atomically(path, (line.encode() + b"\n" for line in lines))


@dataclass(frozen=True, slots=True)
class SuggestionFile:
    """The folder of imported suggestions."""

    folder: Path

    def with_added(
        self, suggestions: Mapping[str, Sequence[StoredSuggestion]], asked: Mapping[str, str] | None = None
    ) -> PreparedSuggestions:
        """Return the files with suggestions by the name of their program, in place of its earlier ones for the same articles.

        `asked` has the times at which the programs were asked about whole articles, by the hash of their text.
        Nothing is written yet. Raises ProjectError if a file is damaged.
        """
        files: dict[Path, list[str]] = {}
        times = asked or {}
        for agent, made in suggestions.items():
            texts = {*times, *(suggestion.text_sha256 for suggestion in made)}
            path = self.folder / f"{slug(agent)}{_SUFFIX}"
            stored = [(line, json.loads(line)) for line in files[path]] if path in files else _records(path)
            kept = [line for line, record in stored if record["text_sha256"] not in texts or record["agent"] != agent]
            marks = [json.dumps({"text_sha256": text, "agent": agent, "asked": time}) for text, time in times.items()]
            files[path] = [*kept, *map(_line, made), *marks]
        return PreparedSuggestions(files)

    def texts(self) -> set[str]:
        """Return the hashes of the texts of the articles that have suggestions. Raises ProjectError if a file is damaged."""
        return {record["text_sha256"] for path in self._paths() for _, record in _records(path)}

    def without(self, texts: Collection[str]) -> PreparedSuggestions:
        """Return the files that change without all that is suggested for articles, which are given by the hashes of their texts.

        Nothing is written yet. Raises ProjectError if a file is damaged.
        """
        files: dict[Path, Sequence[str]] = {}
        for path in self._paths():
            stored = list(_records(path))
            kept = [line for line, record in stored if record["text_sha256"] not in texts]
            if len(kept) < len(stored):
                files[path] = kept
        return PreparedSuggestions(files)

    def coverage(self) -> dict[str, dict[str, str]]:
        """Return the articles that each program has suggestions for, or was asked about, by its name.

        They are given by the hashes of their texts, with the time at which a language model was asked about all of the article;
        it is empty for other programs, which do not say. Raises ProjectError if a file is damaged.
        """
        covered: dict[str, dict[str, str]] = {}
        asked: dict[str, dict[str, str]] = {}
        for path in self._paths():
            for _, record in _records(path):
                covered.setdefault(record["agent"], {}).setdefault(record["text_sha256"], "")
                if "asked" in record:
                    asked.setdefault(record["agent"], {})[record["text_sha256"]] = str(record["asked"])
        return covered | asked

    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{_SUFFIX}")) if self.folder.is_dir() else []

    def read(self, document: Document) -> Iterator[StoredSuggestion]:
        """Yield the suggestions for an article. Raises ProjectError if a file is damaged."""
        wanted = document.text_sha256
        for path in self._paths():
            for line, record in _records(path, wanted):
                if "asked" in record:
                    continue
                yield _stored(record, document, f"{path}: {line[:40]}")


def _records(path: Path, wanted: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the lines of a file with their records, or only those for the article with a text."""
    if not path.exists():
        return
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeError) as error:
        raise ProjectError(f"{path}: it cannot be read ({error}); import the suggestions again, or delete the file.") from None
    for number, line in enumerate(lines, 1):
        if line and wanted in line:
            try:
                record = json.loads(line)
                if not isinstance(record["text_sha256"], str) or not isinstance(record["agent"], str):
                    raise ValueError
            except (ValueError, KeyError, TypeError, RecursionError):
                raise ProjectError(
                    f"{path}, line {number}: it is not a suggestion; import the suggestions again, or delete the file."
                ) from None
            yield line, record


def _line(stored: StoredSuggestion) -> str:
    suggestion = stored.suggestion
    source = suggestion.source
    record: dict[str, Any] = {
        "text_sha256": stored.text_sha256,
        "agent": suggestion.rule,
        "tool": stored.tool,
        "id": stored.id,
        "spans": [span_to_json(span) for span in suggestion.spans],
        "label": suggestion.label,
        "cue": span_to_json(suggestion.cue) if suggestion.cue else None,
        "stance_answers": dict(suggestion.attributes),
        "claim_answers": dict(stored.answers),
        "source": None
        if source is None
        else {
            "name": source.name,
            "mention": span_to_json(source.mention) if source.mention else None,
            "answers": dict(source.attributes),
        },
    }
    return json.dumps(record, ensure_ascii=True)


def _stored(record: Mapping[str, Any], document: Document, where: str) -> StoredSuggestion:
    try:
        source = record["source"]
        spans = tuple(map(span_from_json, record["spans"]))
        cue = span_from_json(record["cue"]) if record["cue"] else None
        mention = span_from_json(source["mention"]) if source and source["mention"] else None
        suggestion = Suggestion(
            spans,
            Source("", str(source["name"]), mention, _answers(source["answers"])) if source else None,
            str(record["label"]),
            str(record["agent"]),
            cue,
            _answers(record["stance_answers"]),
        )
        if not spans or not all(document.matches(span) for span in (*spans, *filter(None, (cue, mention)))):
            raise ValueError
        return StoredSuggestion(
            document.text_sha256, suggestion, _answers(record["claim_answers"]), str(record["tool"]), str(record["id"])
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ProjectError(
            f"{where}: this is not a suggestion for {document.id}; import the suggestions again, or delete the file."
        ) from None


def _answers(answers: Mapping[str, Any]) -> dict[str, Answer]:
    return {name: answer_set(value) if isinstance(value, list) else value for name, value in answers.items()}


def by_sentence(document: Document, stored: Sequence[StoredSuggestion]) -> dict[str, tuple[Suggestion, ...]]:
    """Return suggestions by the id of the sentence that has them, in the order of the text."""
    found: dict[str, list[Suggestion]] = {}
    ends = [(sentence.start, sentence.end, sentence.id) for sentence in document.sentences]
    for item in sorted(stored, key=lambda item: item.suggestion.spans[0].start):
        start, end = item.suggestion.spans[0].start, item.suggestion.spans[-1].end
        for first, last, id in ends:
            if first <= start and end <= last:
                found.setdefault(id, []).append(item.suggestion)
    return {id: tuple(suggestions) for id, suggestions in found.items()}


class NoAnswers:
    """Predictions where there are none."""

    def claim(self, spans: Sequence[Span], stance: str = "", cue: Span | None = None) -> Mapping[str, Prediction]:
        """Return nothing."""
        return {}

    def source(self, source: Source) -> Mapping[str, Prediction]:
        """Return nothing."""
        return {}

    def stance(self, spans: Sequence[Span]) -> Mapping[str, Prediction]:
        """Return nothing."""
        return {}


class Answers:
    """Predictions of answers about claims that imported suggestions have, before those of rules."""

    def __init__(self, stored: Sequence[StoredSuggestion], rules: Any) -> None:
        self._answers = {item.suggestion.spans: item for item in stored if item.answers}
        self._rules = rules

    def claim(self, spans: Sequence[Span], stance: str = "", cue: Span | None = None) -> Mapping[str, Prediction]:
        """Return the answers about a claim by question."""
        predicted: Mapping[str, Prediction] = self._rules.claim(spans, stance, cue)
        item = self._answers.get(tuple(spans))
        if item is None:
            return predicted
        agent = item.suggestion.rule
        return {**predicted, **{name: Prediction(value, agent, agent) for name, value in item.answers.items()}}

    def source(self, source: Source) -> Mapping[str, Prediction]:
        """Return the answers about a source by question."""
        predicted: Mapping[str, Prediction] = self._rules.source(source)
        return predicted

    def stance(self, spans: Sequence[Span]) -> Mapping[str, Prediction]:
        """Return the answers about a stance by question."""
        predicted: Mapping[str, Prediction] = self._rules.stance(spans)
        return predicted
