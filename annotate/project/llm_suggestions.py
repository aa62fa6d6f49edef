"""Suggestions of a language model, asked for article by article: what it will be asked, and what it answered.

Every answer is kept in ``output/llm/`` under the hash of the model's name and the whole prompt, article included, so that nothing
is asked twice, and an interrupted run goes on where it was. The suggestions go where those of other programs are, in
``suggestions/``, under the name ``llm/`` and that of the model; they are never decisions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate._files import read_json, try_lock, write_atomically
from annotate.checks.autofix import is_inside_word
from annotate.errors import LanguageModelError
from annotate.interchange.anchoring import find_quote
from annotate.model import Document
from annotate.model.ids import language_model_rule
from annotate.project.imported_suggestions import StoredSuggestion, SuggestionFile
from annotate.project.learning import labelled_annotations
from annotate.schema import Schema
from annotate.store import Store
from annotate.store.rows import timestamp
from annotate.suggestions.llm.answer_format import json_schema, words
from annotate.suggestions.llm.prompt import (
    Example,
    Message,
    Part,
    answer_limit,
    choose_examples,
    estimated_tokens,
    messages,
    parts,
    rank_examples,
)
from annotate.suggestions.llm.reading import Lost, MalformedAnswerError, ReadAnswer, read_answer

if TYPE_CHECKING:
    from annotate.project.llm_client import LanguageModel

TOOL = "annotate suggest --llm"
"""The tool that stored suggestions of language models come from."""

_FORMAT = 1  # of prompts and answers; another one makes all answers that are kept useless
_MALFORMED_ATTEMPTS = 2
_GIVE_UP = 3  # articles in a row without a usable answer
_WRITTEN_EVERY = 20  # articles


class PartRequest(NamedTuple):
    """A part of an article to ask about: the messages, the name under which the answer is kept, and the longest answer."""

    part: Part
    messages: tuple[Message, ...]
    name: str
    limit: int

    @property
    def tokens(self) -> int:
        """About the number of tokens that are sent."""
        return sum(estimated_tokens(message.content) for message in self.messages)


class ArticleRequests(NamedTuple):
    """An article to ask about, in requests."""

    document: Document
    requests: tuple[PartRequest, ...]


@dataclass(frozen=True, slots=True)
class LanguageModelPlan:
    """The questions for a model: its name, articles with requests, and the answer's JSON Schema.

    examples: the number of labelled sentences of other articles that are sent with an article, at most.
    kept: the names of the requests whose answers are kept already.
    finished, asked_before: the numbers of articles that are left out since they are labelled, or the model was asked before.
    """

    model: str
    articles: tuple[ArticleRequests, ...]
    schema: Mapping[str, Any]
    examples: int
    kept: frozenset[str]
    finished: int = 0
    asked_before: int = 0

    @property
    def new(self) -> tuple[PartRequest, ...]:
        """The requests that have to be sent."""
        return tuple(one for article in self.articles for one in article.requests if one.name not in self.kept)

    @property
    def sentences(self) -> int:
        """The number of sentences of the articles."""
        return sum(len(article.document.sentences) for article in self.articles)

    @property
    def tokens(self) -> tuple[int, int]:
        """About the number of tokens that are sent, and the greatest number that can come back."""
        return sum(request.tokens for request in self.new), sum(request.limit for request in self.new)


@dataclass(slots=True)
class LanguageModelResult:
    """The account of what a language model was asked and answered.

    articles: the number of articles that it was asked about completely.
    claims: the number of claims suggested in them.
    lost: what was dropped of its answers, since it is not in the article or not in the scheme.
    failed: an entry for each part of an article without a usable answer: the article's id, and the reason.
    requests, tokens_in, tokens_out: what was sent and came back now; `estimated` if the server does not count tokens.
    kept: the number of answers that were kept already.
    left: the number of articles that were not asked about, because the budget is used up or the server stopped answering.
    """

    articles: int = 0
    claims: int = 0
    lost: Counter[Lost] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    kept: int = 0
    left: int = 0
    out_of_budget: bool = False


def answers_folder(output: Path) -> Path:
    """Return the folder of the answers that are kept, in a project's output folder."""
    return output / "llm"


def prepare(
    store: Store,
    schema: Schema,
    output: Path,
    suggestions: SuggestionFile,
    model: str,
    documents: Collection[str] = (),
) -> LanguageModelPlan:
    """Return what a model is to be asked about documents, by default about those that nobody has finished.

    Of these, the ones that it was asked about before are left out. Raises StoreError if there is no such document.
    """
    rule = language_model_rule(model)
    finished = asked_before = 0
    if documents:
        chosen = [store.document(id) for id in dict.fromkeys(documents)]
    else:
        done = Counter(place for place, _ in {(d.document, d.start) for d in store.decided() if d.label is not None})
        entries = [entry for entry in store.documents() if entry.sentence_count]
        unfinished = [entry.id for entry in entries if done[entry.id] < entry.sentence_count]
        finished = len(entries) - len(unfinished)
        asked = suggestions.coverage().get(rule, {})
        read = [store.document(id) for id in unfinished]
        chosen = [document for document in read if not asked.get(document.text_sha256)]
        asked_before = len(read) - len(chosen)
    ranked = rank_examples(schema, _labelled(store, schema))
    form = json_schema(schema)
    articles = []
    examples = 0
    shared: dict[Message, Message] = {}  # instructions and examples are the same in most requests, and kept once
    for document in chosen:
        shown = choose_examples(ranked, document)
        examples = max(examples, len(shown))
        requests = []
        for part in parts(document):
            asked_for = tuple(shared.setdefault(one, one) for one in messages(schema, shown, document, part))
            requests.append(PartRequest(part, asked_for, _name(model, asked_for, form), answer_limit(part)))
        articles.append(ArticleRequests(document, tuple(requests)))
    names = {request.name for article in articles for request in article.requests}
    kept = frozenset(name for name in names if _kept(output, name) is not None)
    return LanguageModelPlan(model, tuple(articles), form, examples, kept, finished, asked_before)


def _labelled(store: Store, schema: Schema) -> Iterator[Example]:
    for document, labels in labelled_annotations(store, schema):
        for sentence in document.sentences:
            if (annotation := labels.get(sentence.id)) is not None:
                yield Example(document.id, words(document.text[sentence.start : sentence.end]), annotation)


def _name(model: str, asked: Sequence[Message], form: Mapping[str, Any]) -> str:
    content = json.dumps([_FORMAT, model, asked, form], sort_keys=True)
    return sha256(content.encode()).hexdigest()


def ask(
    prepared: LanguageModelPlan,
    client: LanguageModel,
    store: Store,
    schema: Schema,
    output: Path,
    suggestions: SuggestionFile,
    result: LanguageModelResult,
    *,
    budget: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Ask a model what is prepared, store what it suggests, and count it all in `result`, also if this is interrupted.

    With a `budget`, nothing is sent that could use more tokens in all, those that come back included.
    Raises LanguageModelError if the model cannot be asked further, ProjectError if a file of suggestions is damaged, OSError.
    """
    rule = language_model_rule(prepared.model)
    with _locked(output), _Kept(suggestions, rule, store) as kept:
        read = _Answers(prepared, client, schema, output, rule, result, budget)
        in_a_row = 0
        for place, article in enumerate(prepared.articles):
            progress(place, len(prepared.articles))
            result.left = len(prepared.articles) - place
            before = len(result.failed)
            found = []
            for request in article.requests:
                answer = read.answer(request, article.document)
                if result.out_of_budget:
                    break
                if answer is not None:
                    found += _stored(answer, article.document, request)
            is_whole = len(result.failed) == before and not result.out_of_budget
            if found or is_whole:
                kept.add(article.document, found, whole=is_whole)
            result.claims += len(found)
            if result.out_of_budget:
                return
            result.articles += is_whole
            result.left -= 1
            in_a_row = 0 if is_whole or found else in_a_row + 1
            if in_a_row == _GIVE_UP:
                raise LanguageModelError(
                    f"{_GIVE_UP} articles in a row have no usable answer (the last: {result.failed[-1][1]}); try another model"
                )
        progress(len(prepared.articles), len(prepared.articles))


def _stored(answer: ReadAnswer, document: Document, request: PartRequest) -> list[StoredSuggestion]:
    return [
        StoredSuggestion(document.text_sha256, claim.suggestion, claim.answers, TOOL, f"{request.name[:8]}-{number}")
        for number, claim in enumerate(answer.claims, 1)
    ]


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers to requests, from those that are kept or from the model, which is asked within the budget."""

    prepared: LanguageModelPlan
    client: LanguageModel
    schema: Schema
    output: Path
    rule: str
    result: LanguageModelResult
    budget: int | None

    def answer(self, request: PartRequest, document: Document) -> ReadAnswer | None:
        """Return the answer to a request; None if there is none, which is counted."""
        text = _kept(self.output, request.name)
        read = self._read(text, request, document) if text is not None else None
        if read is not None:
            self.result.kept += 1
            return read
        for _ in range(_MALFORMED_ATTEMPTS):
            if not self._can_pay(request):
                self.result.out_of_budget = True
                return None
            text = self._ask(request, document)
            if text is None:
                return None
            read = self._read(text, request, document)
            if read is not None:
                _keep(self.output, request.name, self.prepared.model, document, text)
                return read
        self.result.failed.append((document.id, "no JSON object with claims"))
        return None

    def _read(self, text: str, request: PartRequest, document: Document) -> ReadAnswer | None:
        try:
            read = read_answer(text, self.schema, document, request.part, self.rule, anchor)
        except MalformedAnswerError:
            return None
        self.result.lost.update(read.lost)
        return read

    def _can_pay(self, request: PartRequest) -> bool:
        used = self.result.tokens_in + self.result.tokens_out
        return self.budget is None or used + request.tokens + request.limit <= self.budget

    def _ask(self, request: PartRequest, document: Document) -> str | None:
        from annotate.project.llm_client import NoAnswerError

        result, sent = self.result, self.client.requests
        try:
            reply = self.client.ask(request.messages, self.prepared.schema, request.limit)
        except NoAnswerError as error:
            result.failed.append((document.id, f"{error.kind}{f' ({error.detail})' if error.detail else ''}"))
            result.tokens_in += request.tokens  # it may have been paid for
            result.estimated = True
            return None
        finally:
            result.requests += self.client.requests - sent
        result.estimated |= reply.tokens_in is None or reply.tokens_out is None
        result.tokens_in += request.tokens if reply.tokens_in is None else reply.tokens_in
        result.tokens_out += estimated_tokens(reply.text) if reply.tokens_out is None else reply.tokens_out
        return reply.text


def anchor(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quoted text is, None if it is not there, may be at several places, or cuts a word in two.

    Differences that readers do not see, such as line breaks and the shape of quotation marks, do not matter.

    >>> anchor("He said “yes”.", '"yes"'), anchor("He said yes.", "no"), anchor("a party", "art")
    ((8, 13), None, None)
    """
    found = find_quote(text, quote.strip())
    return None if found is None or any(is_inside_word(text, at) for at in found) else found


# -- what is kept -----------------------------------------------------------------------------------------------------


def _path(output: Path, name: str) -> Path:
    return answers_folder(output) / f"{name}.json"


def _kept(output: Path, name: str) -> str | None:
    path = _path(output, name)
    if not path.exists():
        return None
    try:
        record = read_json(path)
    except (OSError, ValueError):
        return None
    answer = record.get("answer") if isinstance(record, dict) else None
    return answer if isinstance(answer, str) else None


def _keep(output: Path, name: str, model: str, document: Document, answer: str) -> None:
    record = {"model": model, "text_sha256": document.text_sha256, "answer": answer}
    write_atomically(_path(output, name), [json.dumps(record).encode()])


def forget_answers(output: Path, texts: Collection[str]) -> None:
    """Delete the answers that are kept about articles, which are given by the hashes of their texts. Raises OSError."""
    for path in answers_folder(output).glob("*.json"):
        with suppress(ValueError):  # somebody else's file
            record = read_json(path)
            if isinstance(record, dict) and record.get("text_sha256") in texts:
                path.unlink()


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Make the folder of answers, which git ignores wherever it is, and keep other processes out of it."""
    folder = answers_folder(output)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".gitignore").exists():
        write_atomically(folder / ".gitignore", [b"# Answers of language models, which quote articles.\n*\n"])
    with try_lock(folder / "asking.lock") as locked:
        if not locked:
            raise LanguageModelError("another process is asking a language model; wait until it ends")
        yield


class _Kept:
    """Writes suggestions now and then, and at the end, however that comes: an interrupted run keeps what it has."""

    def __init__(self, suggestions: SuggestionFile, rule: str, store: Store) -> None:
        self._file, self._rule, self._store = suggestions, rule, store
        self._found: list[StoredSuggestion] = []
        self._asked: dict[str, str] = {}
        self._waiting = 0

    def __enter__(self) -> _Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()

    def add(self, document: Document, found: Sequence[StoredSuggestion], *, whole: bool) -> None:
        """Take over the suggestions for an article; `whole` if the model was asked about all of it."""
        self._found += found
        if whole:
            self._asked[document.text_sha256] = timestamp(self._store.now())
        self._waiting += 1
        if self._waiting == _WRITTEN_EVERY:
            self._write()

    def _write(self) -> None:
        if self._waiting:
            self._file.with_added({self._rule: self._found}, self._asked).write()
        self._found, self._asked, self._waiting = [], {}, 0
