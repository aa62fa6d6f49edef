"""A labelling session on a stored document: which document, which front end, and the way of each decision into the store."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from annotate._files import read_regular
from annotate._garbage import paused_collection
from annotate.errors import AnnotateError, ArticleError, KeysError, SchemaError, ScriptError, StoreError
from annotate.labelling.assistance import Assistance
from annotate.labelling.bindings import UNBOUND, Bindings
from annotate.labelling.display.screen import SMALLEST
from annotate.labelling.frontends import script
from annotate.labelling.missing import count_missing
from annotate.labelling.runner import Offers, SavedDecision, SessionRunner, as_sentence
from annotate.labelling.session import open_at, open_session, propose
from annotate.labelling.state import Ahead, Destination, State
from annotate.model import ADJUDICATION, ANNOTATION, Document, Layer, Revision, SegmentationEdit, SentenceAnnotation
from annotate.model.current import drop_stale, newest
from annotate.project.choosing import (
    Order,
    choose_document,
    document_to_adjudicate,
    documents_that_lack,
    following_document,
    look_ahead,
    look_ahead_to_adjudicate,
)
from annotate.project.decisions import AdjudicationScope, require_known
from annotate.project.learning import suggested, usable_model
from annotate.project.library import ProjectLibrary, chosen_sentences
from annotate.project.people import clock_warning, require_name
from annotate.project.segmentation import PlannedCorrection, corrections, effect_lines, make_revision, plan_correction
from annotate.review.adjudication import adjudication_queue
from annotate.schema import NOUNS, Attribute, Schema
from annotate.store import ADJUDICATOR, Store, outbox, timestamp_after
from annotate.store.outbox import Outbox

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project.ordering import Selector
    from annotate.suggestions.learned.model import LearnedModel

BLIND_RATE = 0.15
"""The default share of sentences that are shown without suggestions."""

Front = Callable[[SessionRunner], None]
"""A front end: a function that runs a session until the annotator quits, or goes on to the next document."""


@dataclass(frozen=True, slots=True)
class SessionResult:
    """The state in which a session was left.

    document: the document's id.
    done: the number of finished sentences.
    sentence_count: the number of sentences; of an adjudication, those on which annotators differ.
    next: the next document that is not finished, None if there is none or it is not known.
    unsent: the number of decisions saved on this machine because the database does not answer; then `next` is not known.
    planned: True if `next` is given by a plan.
    earlier: the results of the documents that were labelled before this one in the same session.
    """

    document: str
    done: int
    sentence_count: int
    next: str | None
    unsent: int = 0
    planned: bool = False
    earlier: tuple[SessionResult, ...] = ()


def front_end(*, stdin: bool, stdout: bool, term: str, size: tuple[int, int], plain: bool) -> str | None:
    """Return the front end that fits: tui, line, or None if nobody can type.

    Args:
        stdin: True if standard input is a terminal.
        stdout: True if standard output is a terminal.
        term: the value of TERM.
        size: columns and rows of the terminal.
        plain: True if line mode is requested.
    """
    if not stdin:
        return None
    small = size[0] < SMALLEST[0] or size[1] < SMALLEST[1]
    return "line" if plain or not stdout or term in ("", "dumb") or small else "tui"


def label(
    project: Project,
    run: Front,
    *,
    annotator: str,
    document: str | None = None,
    profile: str = "quick",
    relabel: bool = False,
    record: Path | None = None,
    suggestions: bool = True,
    blind_rate: float = BLIND_RATE,
    answers: bool = True,
    asking: Sequence[str] = (),
    bindings: Bindings = UNBOUND,
    order: Order | Selector | None = None,
    stops: bool = True,
    only: Sequence[str] = (),
    on_open: Callable[[], None] = lambda: None,
) -> SessionResult:
    """Label a document, and those that the annotator opens at its end.

    Decisions that an earlier session could not send are sent first; see `annotate.store.outbox`.

    Args:
        project: the project.
        run: the front end.
        annotator: the annotator's name.
        document: the document's id; None chooses the one given by the plan or, if there is no plan, the one begun last or the
            first that is not finished.
        profile: the questions to ask, ``quick`` or ``full``.
        relabel: open a finished document from its start.
        record: the file to write a script of the session to, if any.
        suggestions: show the suggestions of the rules and of the project's model.
        blind_rate: the share of sentences, from 0 to 1, that are shown without suggestions, so that labels can be compared.
        answers: predict the answers to the schema's questions, where suggestions are shown; otherwise ask.
        asking: further questions to ask, such as ``claim.checkworthiness``.
        bindings: the annotator's own keys; see `key_bindings`.
        order: the order in which documents are chosen without a plan; see `choose_document`.
        stops: show the end of a document before the next one is opened; otherwise go on by itself.
        only: conditions, such as ``type=causal``: open the sentences with such claims of the annotator one after the other.
        on_open: called when the first screen of a document is shown, to train a model meanwhile. It must return at once.

    Raises:
        StoreError: the annotator's name is empty or another spelling of one that is known, the annotator labels the document in
            another window, or the store cannot be used.
        ArticleError: there is nothing to label.
        ScriptError: the record cannot be written.
        AnnotateError: `blind_rate` is not between 0 and 1.
        SchemaError: `asking` names a question that the schema does not have.
    """
    if not 0 <= blind_rate <= 1:
        raise AnnotateError(f"--blind-rate must be between 0 and 1, not {blind_rate}")
    _require_questions(project.schema, asking)
    with _open_store(project) as store:
        require_name(store, annotator, "--annotator")
        make_session = partial(
            AnnotationSession,
            annotator=annotator,
            schema=project.schema,
            bindings=bindings,
            profile=profile,
            assistance=Assistance(suggestions, blind_rate, answers=suggestions and answers),
            asking=tuple(asking),
            stops=stops,
            order=order,
            output=project.output,
            on_open=on_open,
            suggestions=project.suggestions,
        )
        results: list[SessionResult] = []
        with _recording(record) as write:
            second_look = chosen_sentences(store, project.schema, only, annotator, document) if only else None
            chosen: str | None = document or next(iter(second_look or ()), None)
            chosen = chosen or choose_document(store, annotator, relabel=relabel, order=order)
            goal = origin = None
            while chosen is not None:
                with ExitStack() as opened:
                    try:
                        box = opened.enter_context(_open_document(project, store, chosen, annotator))
                        session = make_session(store=store, outbox=box, id=chosen, second_look=second_look)
                        state = session.open(relabel=relabel and not results)
                    except StoreError as error:
                        if origin is None:
                            raise
                        # Somebody who cannot go to another article stays where the command was given.
                        chosen, goal, origin = origin.document, replace(origin, message=f"Not opened. {as_sentence(error)}"), None
                        continue
                    final = _run(run, session, open_at(state, goal) if goal else state, write)
                following, planned = (None, False) if box.waiting else following_document(store, annotator, order)
                done, count = replace(final, only=frozenset()).finished, len(final.document.sentences)
                results = [result for result in results if result.document != chosen]
                results.append(SessionResult(chosen, done, count, following, box.waiting, planned))
                # What was set at the prompt holds for the next document too.
                make_session = partial(make_session, profile=final.profile, assistance=final.assistance, asking=final.asking)
                goal = final.destination if final.over else None
                origin = Destination(chosen, final.at + 1, "") if goal else None
                if second_look is not None and final.onward:
                    second_look.pop(chosen, None)
                following = _next_document(store, annotator, order, second_look) if final.onward else None
                chosen = goal.document if goal else following
        return replace(results[-1], earlier=tuple(results[:-1]))


@dataclass(frozen=True, slots=True)
class Filled:
    """A document in which missing answers were asked for: how many were given, and how many are missing still."""

    document: str
    given: int
    left: int


def fill_missing(
    project: Project,
    run: Front,
    *,
    annotator: str,
    question: str,
    document: str | None = None,
    record: Path | None = None,
    bindings: Bindings = UNBOUND,
) -> tuple[Filled, ...]:
    """Ask a question where its answer is missing in what an annotator labelled, and return the documents that were opened.

    Args:
        project: the project.
        run: the front end.
        annotator: the annotator's name.
        question: the question, such as ``claim.harm``.
        document: the document's id; None takes all in which an answer is missing.
        record: the file to write a script of the session to, if any.
        bindings: the annotator's own keys; see `key_bindings`.

    Raises:
        SchemaError: the schema does not have this question.
        StoreError, ScriptError: for the reasons of `label`.
    """
    schema = project.schema
    attribute = _question(schema, question)
    with _open_store(project) as store:
        require_name(store, annotator, "--annotator")
        if document is not None:
            store.document(document)  # raises StoreError if there is none
        documents = [id for id in documents_that_lack(store, annotator, schema, attribute) if document is None or id == document]
        results: list[Filled] = []
        with _recording(record) as write:
            for number, chosen in enumerate(documents, 1):
                following = documents[number] if number < len(documents) else None
                with _open_document(project, store, chosen, annotator) as box:
                    session = FillingSession(
                        store, box, chosen, annotator, schema, bindings, question=attribute, following=following
                    )
                    state = session.open()
                    final = _run(run, session, state, write)
                before, after = (count_missing(schema, s.annotations, attribute) for s in (state, final))
                results.append(Filled(chosen, max(before - after, 0), after))
                if not final.onward:
                    break
        return tuple(results)


def _question(schema: Schema, name: str) -> Attribute:
    """Return a question by its path. Raises SchemaError if the schema does not have it."""
    question = schema.question(name)
    if question is None:
        paths = (known.path for noun in NOUNS for known in schema.attributes[noun])
        raise SchemaError(f"the schema has no question {name!r}; there are {', '.join(paths)}")
    return question


def _next_document(
    store: Store, annotator: str, order: Order | Selector | None, second_look: Mapping[str, object] | None
) -> str | None:
    """Return the document to go on with, None if nothing is left after all: a plan may have given it to somebody else."""
    if second_look is not None:
        return next(iter(second_look), None)
    try:
        return choose_document(store, annotator, relabel=False, order=order)
    except ArticleError:
        return None


def _require_questions(schema: Schema, names: Iterable[str]) -> None:
    """Raise SchemaError unless the schema has these questions about claims, sources, stances or the article."""
    known = [question.path for question in schema.askable]
    for name in names:
        if name not in known:
            raise SchemaError(f"the schema has no question {name!r} to ask; there are {', '.join(known)}")


def adjudicate(
    project: Project,
    run: Front,
    *,
    adjudicator: str,
    document: str | None = None,
    rule: str = "unanimous",
    every: bool = False,
    reviewed: str | None = None,
    hide_names: bool = False,
    record: Path | None = None,
    bindings: Bindings = UNBOUND,
) -> SessionResult:
    """Adjudicate a document, and those that the adjudicator opens at its end.

    The adjudicator decides where annotators differ, or reviews what they decided, as a layer apart, without changing their
    decisions. A document that is named and in which no two annotators differ is reviewed.

    Args:
        project: the project.
        run: the front end.
        adjudicator: the adjudicator's name.
        document: the document's id; None chooses the first in which something is left to adjudicate.
        rule: unanimous or majority: the sentences that need no adjudicator.
        every: open these too, to be approved or corrected.
        reviewed: open all sentences that this annotator finished, and no others, to be approved or corrected.
        hide_names: show letters in place of the annotators' names.
        record: the file to write a script of the session to, if any.
        bindings: the adjudicator's own keys; see `key_bindings`.

    Raises:
        StoreError: the adjudicator's name is empty or another spelling of one that is known, there is no decision of the
            annotator to review, somebody adjudicates the document in another window, or the store cannot be used.
        ArticleError: nothing is left to adjudicate, or nobody has finished a sentence of the document.
        ScriptError: the record cannot be written.
    """
    scope = AdjudicationScope(rule, every, reviewed)
    with _open_store(project) as store:
        require_name(store, adjudicator, "--adjudicator")
        require_known(store, None, reviewed)
        chosen = document or document_to_adjudicate(store, project.schema, scope)
        if chosen is None:
            raise ArticleError(_nothing_left(scope))
        results: list[SessionResult] = []
        with _recording(record) as write:
            while chosen is not None:
                with _open_document(project, store, chosen, ADJUDICATOR) as box:
                    session = AdjudicationSession(
                        store, box, chosen, adjudicator, project.schema, bindings, scope=scope, hide_names=hide_names
                    )
                    final = _run(run, session, session.open_any(), write)
                following = None if box.waiting else document_to_adjudicate(store, project.schema, scope)
                results.append(SessionResult(chosen, final.finished, len(final.scope), following, box.waiting))
                chosen = final.ahead.next if final.onward and final.ahead else None
        return replace(results[-1], earlier=tuple(results[:-1]))


def _nothing_left(scope: AdjudicationScope) -> str:
    if scope.reviewed is not None:
        return f"nothing of {scope.reviewed} is left to review: every sentence that they finished is adjudicated"
    if scope.every:
        return "nothing is left to review: every sentence that somebody finished is adjudicated"
    return (
        "nothing is left to adjudicate: every disagreement is adjudicated or settled by the rule; "
        "`annotate adjudicate --all` reviews what annotators agree on"
    )


@contextmanager
def _open_store(project: Project) -> Iterator[Store]:
    """Open the store, and send the decisions that earlier sessions could not send."""
    with project.store() as store:
        outbox.send(project.unsent, store)
        yield store


@contextmanager
def _open_document(project: Project, store: Store, document: str, owner: str) -> Iterator[Outbox]:
    """Lock a document for its annotator or the adjudicators; gives the outbox."""
    store.document(document)  # raises StoreError if there is none
    box = Outbox(project.unsent, store, document, owner)
    with store.lock_document(document, owner), box:
        yield box


@contextmanager
def _recording(path: Path | None) -> Iterator[Callable[[str], None] | None]:
    """Open the record of a session, if any; gives a function that writes lines to it."""
    if path is None:
        yield None
        return
    with _Record(path) as record:
        yield record.line


def _run(run: Front, session: AnnotationSession, state: State, write: Callable[[str], None] | None) -> State:
    """Run a session from a state, and return the state in which it was left."""
    if warning := clock_warning(session.clock_offset):
        state = replace(state, message=" ".join(filter(None, (warning, state.message))))
    runner = SessionRunner(
        state,
        session.save,
        time.monotonic,
        corrector=session,
        record=write,
        offers=session.offers,
        look_ahead=session.look_ahead,
        library=session.library,
    )
    with paused_collection():
        run(runner)
    return runner.state


def label_by_script(
    project: Project,
    lines: Iterable[str],
    *,
    annotator: str,
    document: str | None = None,
    origin: str = "script",
    report: Callable[[str], None] = lambda line: None,
    suggestions: bool = True,
    blind_rate: float = BLIND_RATE,
) -> SessionResult:
    """Label one document by the lines of a script, as `annotate label --script` does.

    Args:
        project: the project.
        lines: the script. One that was recorded sets `suggestions` and `blind_rate` itself.
        annotator: the annotator's name.
        document: the document's id; None chooses one as `label` does.
        origin: the script's name in messages.
        report: called with the outcome of each command as a line of JSON.
        suggestions: show the suggestions of the rules.
        blind_rate: the share of sentences, from 0 to 1, that are shown without suggestions.

    Raises:
        ScriptError: a command cannot be carried out; the decisions before it are saved.
        AnnotateError: for the reasons of `label`.
    """
    run = partial(script.run, lines=script.NumberedLines(lines), origin=origin, write=report)
    return label(project, run, annotator=annotator, document=document, suggestions=suggestions, blind_rate=blind_rate)


def watch(project: Project, run: Front, document: str) -> None:
    """Show a session on a document as if nobody had labelled it; nothing is stored. Raises StoreError."""
    state = open_session(project.document(document), project.schema, annotator="replay")
    run(SessionRunner(state, lambda saved: None, time.monotonic))


def key_bindings(project: Project, file: Path | None = None) -> Bindings:
    """Return the annotator's own keys, from a file, by default the project's schema/keys.toml if there is one.

    Raises KeysError if the file cannot be read, or binds keys that cannot be bound.
    """
    path = file or project.schema_path.with_name("keys.toml")
    if file is None and not path.exists():
        return UNBOUND
    try:
        text = (read_regular(path) if file is None else path.read_bytes()).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise KeysError(f"{path}: the keys cannot be read ({reason}); name another file with --keys") from None
    from annotate.labelling.keys import parse_keys  # with tomllib and difflib, 10 ms, and only for own keys

    return parse_keys(text, str(path), project.schema)


def offers(folder: Path | None, document: Document, model: LearnedModel | None = None) -> Offers:
    """Return what is offered for a document: suggestions in the folder of imported ones, and those of the rules and a model.

    Raises ProjectError if a file of suggestions is damaged.
    """
    from annotate.project.imported_suggestions import Answers, SuggestionFile, by_sentence
    from annotate.suggestions import AnswerRules, LinkRules  # with the rules, 20 ms, and only after the first screen

    predictor = AnswerRules(document).prepare() if model is None else model.answers(document)
    stored = list(SuggestionFile(folder).read(document)) if folder is not None else []
    linker = LinkRules(document)
    if not stored:
        return Offers(suggested(document, model), predictor, linker)
    offered = dict(suggested(document, model))
    for sentence, imported in by_sentence(document, stored).items():
        same = {suggestion.spans for suggestion in imported}
        offered[sentence] = (*imported, *(s for s in offered.get(sentence, ()) if s.spans not in same))
    return Offers(offered, Answers(stored, predictor), linker)


@dataclass(slots=True)
class AnnotationSession:
    """A document opened by one annotator: the state to start from, and the way of decisions and edits into the store."""

    layer: ClassVar[Layer] = ANNOTATION

    store: Store
    outbox: Outbox
    id: str
    annotator: str
    schema: Schema
    bindings: Bindings
    profile: str = "quick"
    assistance: Assistance = field(default_factory=partial(Assistance, on=False))
    asking: tuple[str, ...] = ()
    stops: bool = True
    second_look: Mapping[str, frozenset[str]] | None = None
    library: ProjectLibrary | None = field(init=False)
    order: Order | Selector | None = None
    output: Path | None = None
    on_open: Callable[[], None] = lambda: None
    suggestions: Path | None = None
    document: Document = field(init=False)
    segmentation: int = field(init=False)
    latest: str | None = field(init=False)
    known: int = field(init=False)
    clock_offset: timedelta = field(init=False)
    seconds: float = field(init=False)

    def __post_init__(self) -> None:
        """Let the session look into the project's other articles."""
        self.library = ProjectLibrary(self.store, self.schema, self.id, self.annotator)

    def open(self, *, relabel: bool = False) -> State:
        """Read the document and the decisions so far, and return the state of the session. Raises StoreError."""
        self.clock_offset = self.store.clock_offset()  # decisions are dated by the server's clock
        versions = self.store.versions(self.id)
        self.segmentation, self.document = versions[-1].number, versions[-1].document
        history = self.history()
        self.known = len(history)
        self.seconds = sum(revision.seconds for revision in history)
        # A decision on a corrected article is later than the correction, whatever the clock of this machine says.
        self.latest = max([*(revision.created for revision in history[-1:]), *(v.created for v in versions[1:])], default=None)
        return open_session(
            self.document,
            self.schema,
            history,
            corrections=corrections(versions),
            annotator=self.annotator,
            profile=self.profile,
            asking=tuple(dict.fromkeys(self.asking)),
            relabel=relabel,
            assistance=self.assistance,
            bindings=self.bindings,
            only=(self.second_look or {}).get(self.id, frozenset()),
            **self.session_options(),
        )

    def history(self) -> Sequence[Revision]:
        """Return the decisions so far, oldest first."""
        return self.store.history(self.id, self.annotator)

    def session_options(self) -> Mapping[str, Any]:
        """Return further arguments of `open_session`."""
        return {}

    def offers(self) -> Offers:
        """Return the suggestions and the predictor for the document, even if they are off: a script may switch them on."""
        self.on_open()
        return offers(self.suggestions, self.document, usable_model(self.output) if self.output is not None else None)

    def save(self, saved: SavedDecision) -> str | None:
        """Store a decision: its changes as revisions of one time, in one transaction. The first has the effort of all.

        Returns a message for the annotator, if any. Raises StoreError.
        """
        created = timestamp_after(self.latest, datetime.now(UTC) + self.clock_offset)
        revision = partial(make_revision, self.layer, self.document, self.annotator, created, saved.action, self.schema.version)
        (first, *others) = saved.changes
        revisions = [
            revision(first.sentence, first.after, saved.seconds, saved.keys),
            *(revision(change.sentence, change.after) for change in others),
        ]
        notice = self.outbox.save(revisions, self.segmentation, self.known)
        self.latest = created
        self.known += len(revisions)
        self.seconds += saved.seconds
        return notice

    def look_ahead(self) -> Ahead | None:
        """Return what comes after this document; None if the database does not answer. Raises StoreError."""
        if self.outbox.waiting:
            return None
        if self.second_look is None:
            ahead = look_ahead(self.store, self.annotator, self.id, self.order)
        else:
            ahead = self._left_to_look_at()
        return replace(ahead, seconds=self.seconds, stops=self.stops)

    def _left_to_look_at(self) -> Ahead:
        left = {id: sentences for id, sentences in (self.second_look or {}).items() if id != self.id}
        return Ahead(next(iter(left), None), len(left), sum(map(len, left.values())), chosen=True)

    def warning(self, edit: SegmentationEdit) -> str:
        """Return what a correction would do to the decisions of others. Raises SegmentationError, StoreError."""
        self.outbox.send()  # decisions that the correction moves must be in the store
        return " ".join(effect_lines(self._plan(edit).effects, self.annotator))

    def correct(self, edit: SegmentationEdit) -> State:
        """Correct the article, and return the state of the session on it. Raises SegmentationError, StoreError."""
        self.outbox.send()
        planned = self._plan(edit)
        self.store.add_version(planned.version, planned.revisions)
        return propose(self.open(), *self.offers())

    def _plan(self, edit: SegmentationEdit) -> PlannedCorrection:
        return plan_correction(self.store, self.id, edit, author=self.annotator, schema=self.schema.version)


@dataclass(slots=True)
class FillingSession(AnnotationSession):
    """A document opened to ask a question where its answer is missing; `following` is the next one, None after the last."""

    question: Attribute | None = None
    following: str | None = None

    def session_options(self) -> Mapping[str, Any]:
        """Return the question to ask."""
        return {"filling": self.question}

    def look_ahead(self) -> Ahead | None:
        """Return the next document, which is opened without a stop."""
        return Ahead(self.following, stops=False)

    def offers(self) -> Offers:
        """Return nothing: only the question is asked."""
        return Offers({})


@dataclass(slots=True)
class AdjudicationSession(AnnotationSession):
    """A document opened by an adjudicator, who decides between annotators. All adjudications of it are one history."""

    layer: ClassVar[Layer] = ADJUDICATION

    scope: AdjudicationScope = field(default_factory=AdjudicationScope)
    hide_names: bool = False
    opening: Mapping[str, SentenceAnnotation] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Stay in the article: an adjudicator opens one at a time."""
        self.library = None

    def open_any(self) -> State:
        """Open the document; if no two annotators differ there, to review what they decided. Raises ArticleError, StoreError."""
        state = self.open()
        if state.versions:
            return state
        if self.scope.reviewed is not None:
            raise ArticleError(f"{self.scope.reviewed} has finished no sentence of {self.id}; `annotate status` shows who has")
        self.scope = replace(self.scope, every=True)
        state = self.open()
        if not state.versions:
            raise ArticleError(f"there is nothing to adjudicate in {self.id}: nobody has finished a sentence of it")
        return state

    def history(self) -> Sequence[Revision]:
        """Return the adjudications so far, oldest first, those of one decision in the order of sentences."""
        order = {sentence.id: index for index, sentence in enumerate(self.document.sentences)}
        return sorted(self.store.adjudications(self.id), key=lambda r: (r.created, order.get(r.sentence, -1)))

    def session_options(self) -> Mapping[str, Any]:
        """Return the candidates to choose from, and what is decided already."""
        revisions = drop_stale(self.document, self.store.current(self.id), Counter())
        adjudications = newest(drop_stale(self.document, self.store.adjudications(self.id), Counter())).values()
        queue = adjudication_queue(
            self.document,
            revisions,
            self.schema,
            adjudications,
            self.scope.rule,
            hide_names=self.hide_names,
            every=self.scope.every,
            reviewed=self.scope.reviewed,
        )
        self.opening = queue.entries
        return {"versions": queue.versions, "entries": queue.entries, "decided": queue.decided, "remarks": queue.remarks}

    def save(self, saved: SavedDecision) -> str | None:
        """Store a decision as an annotator's; a sentence that is undone to what the session opened with is stored as undecided.

        The next session may open with something else, such as one annotator's decisions.
        """
        if saved.action == "undo":
            changes = (
                replace(change, after=None) if change.after == self.opening.get(change.sentence) else change
                for change in saved.changes
            )
            saved = replace(saved, changes=tuple(changes))
        return AnnotationSession.save(self, saved)

    def look_ahead(self) -> Ahead | None:
        """Return what is left to adjudicate after this document; None if the database does not answer. Raises StoreError."""
        if self.outbox.waiting:
            return None
        ahead = look_ahead_to_adjudicate(self.store, self.schema, self.scope, self.id)
        return replace(ahead, seconds=self.seconds)

    def offers(self) -> Offers:
        """Return nothing: an adjudicator is offered the annotators' decisions."""
        return Offers({})


class _Record:
    """A script that is being written: each line is in the file before the next key is read."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("x", encoding="utf-8")
        except FileExistsError:
            raise ScriptError(f"{path}: there already is a file; name another one for the record") from None
        except OSError as error:
            raise ScriptError(f"{path}: the record cannot be written ({error.strerror}); name another file") from error

    def line(self, text: str) -> None:
        """Write a line."""
        self._file.write(text + "\n")
        self._file.flush()

    def __enter__(self) -> _Record:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
