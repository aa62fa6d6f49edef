"""A labelling session on a stored article: which article, which front end, and the road of each decision into the store."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from annotate import articles
from annotate._version import __version__
from annotate.articles.segmentation_edits import mended, moved
from annotate.errors import AnnotateError, ArticleError, KeysError, ScriptError, SegmentationError, StoreError
from annotate.labelling.assistance import Assistance
from annotate.labelling.bindings import UNBOUND, Bindings
from annotate.labelling.display.screen import SMALLEST
from annotate.labelling.frontends import script
from annotate.labelling.runner import Saved, SessionRunner
from annotate.labelling.session import open_session, propose
from annotate.labelling.state import State
from annotate.labelling.words import words
from annotate.model import (
    ADJUDICATION,
    ANNOTATION,
    Document,
    Merge,
    Revision,
    SegmentationEdit,
    SentenceAnnotation,
    SetBlockKind,
    Split,
    Suggestion,
)
from annotate.review.adjudication import docket
from annotate.review.current import drop_stale
from annotate.review.gold import newest
from annotate.schema import Schema
from annotate.store import ADJUDICATOR, Store, after, outbox
from annotate.store.outbox import Outbox

if TYPE_CHECKING:
    from annotate.project import Project

BLIND_RATE = 0.15
"""The share of sentences that are shown without suggestions, if no other is asked for."""

Front = Callable[[SessionRunner], None]
"""A front end, with all it needs bound: it runs a labelling until the annotator quits."""


@dataclass(frozen=True, slots=True)
class SessionResult:
    """How a session was left: the document, its sentences done (of how many), and the next document that is not finished.

    `unsent` decisions are kept on this machine, since the store's database does not answer; then the next one is not known.
    `planned` says whether a plan gives the next one.
    """

    document: str
    done: int
    sentences: int
    next: str | None
    unsent: int = 0
    planned: bool = False


def front_end(*, stdin: bool, stdout: bool, term: str, size: tuple[int, int], plain: bool) -> str | None:
    """Which front end fits: tui, line, or None where nobody can type. `size` is columns and rows.

    `stdin` and `stdout` say whether each is a terminal.
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
    bindings: Bindings = UNBOUND,
) -> SessionResult:
    """Label one article: the one named, else what the plan gives the annotator, else, where there is no plan, the one begun last
    or the first that is not finished.

    With `record`, a script of the session is written there; with `suggestions`, what rules propose is offered, but on a share
    of the sentences, `blind_rate`, so that labels with and without can be compared. `bindings` are the annotator's own keys;
    see `key_bindings`.

    What an earlier session could not send to its database is sent first; see `annotate.store.outbox`.

    Raises StoreError where the annotator labels that article in another window, ArticleError where there is nothing to label,
    ScriptError where the record cannot be written, AnnotateError where the rate is none.
    """
    if not annotator.strip():
        raise StoreError("the annotator's name is empty; give one with --annotator")
    if not 0 <= blind_rate <= 1:
        raise AnnotateError(f"{blind_rate} is no share of sentences to show without suggestions; give --blind-rate from 0 to 1")
    assistance = Assistance(suggestions, blind_rate)
    with project.store() as store:
        outbox.send(project.unsent, store)
        chosen = document or _chosen(store, annotator, relabel=relabel)
        article = store.document(chosen)
        mine = Outbox(project.unsent, store, article.id, annotator)
        with store.lock_document(article.id, annotator), _recording(record) as sink, mine:
            desk = AnnotationSession(store, mine, article.id, annotator, project.schema, bindings, profile, assistance)
            state = desk.open(relabel=relabel)
            left = _run(run, desk, state, sink)
        following, planned = (None, False) if mine.waiting else _next(store, annotator)
        return SessionResult(article.id, left.finished, len(left.document.sentences), following, mine.waiting, planned)


def adjudicate(
    project: Project,
    run: Front,
    *,
    adjudicator: str,
    document: str | None = None,
    rule: str = "unanimous",
    hide_names: bool = False,
    record: Path | None = None,
    bindings: Bindings = UNBOUND,
) -> SessionResult:
    """Decide where annotators of an article differ: the one named, else the first where something is left to decide.

    `rule` (unanimous, majority) says which sentences pass without an adjudicator. What is decided is a layer of its own: no
    annotator's decision is changed. `SessionResult` counts the sentences where annotators differ.

    Raises StoreError where somebody adjudicates that article in another window, ArticleError where annotators differ nowhere.
    """
    if not adjudicator.strip():
        raise StoreError("the adjudicator's name is empty; give one with --adjudicator")
    with project.store() as store:
        outbox.send(project.unsent, store)
        chosen = document or _contested(project, rule)
        if chosen is None:
            raise ArticleError("nothing is left to adjudicate: where annotators differ it is decided, or passes by rule")
        article = store.document(chosen)
        mine = Outbox(project.unsent, store, article.id, ADJUDICATOR)
        with store.lock_document(article.id, ADJUDICATOR), _recording(record) as sink, mine:
            bench = AdjudicationSession(
                store, mine, article.id, adjudicator, project.schema, bindings, rule=rule, hide_names=hide_names
            )
            state = bench.open()
            if not state.versions:
                raise ArticleError(f"there is nothing to adjudicate in {article.id}: no two annotators differ there")
            left = _run(run, bench, state, sink)
        following = None if mine.waiting else _contested(project, rule)
        return SessionResult(article.id, left.finished, len(left.asked), following, mine.waiting)


def _run(run: Front, desk: AnnotationSession, state: State, sink: _Record | None) -> State:
    """A session from `state` on; how it was left."""
    record = sink.line if sink else None
    labelling = SessionRunner(state, desk.save, time.monotonic, mend=desk.mend, record=record, offers=desk.offers)
    with _left_alone():
        run(labelling)
    return labelling.state


def _contested(project: Project, rule: str) -> str | None:
    """The first article in which something is left to adjudicate."""
    with closing(project.contested(rule)) as found:
        return next((document for document, _ in found), None)


def label_by_script(
    project: Project,
    lines: Iterable[str],
    *,
    annotator: str,
    document: str | None = None,
    where: str = "script",
    report: Callable[[str], None] = lambda line: None,
    suggestions: bool = True,
    blind_rate: float = BLIND_RATE,
) -> SessionResult:
    """Label one article by a script's lines, as `annotate label --script` does; `report` is told each command's outcome as JSON.

    A script that was recorded sets `suggestions` and `blind_rate` itself.

    Raises what `label` raises, and ScriptError at the first command that cannot be done; what was decided before it is saved.
    """
    run = partial(script.run, lines=lines, origin=where, write=report)
    return label(project, run, annotator=annotator, document=document, suggestions=suggestions, blind_rate=blind_rate)


def watch(project: Project, run: Front, document: str) -> None:
    """Let `run` show a session on an article as if nobody had labelled it; nothing is stored. Raises StoreError."""
    state = open_session(project.document(document), project.schema, annotator="replay")
    run(SessionRunner(state, lambda saved: None, time.monotonic))


def key_bindings(project: Project, file: Path | None = None) -> Bindings:
    """The annotator's own keys: those of `file`, else of the project's schema/keys.toml, where there is one.

    Raises KeysError where the file cannot be read, or what it asks for cannot be had.
    """
    path = file or project.schema_path.with_name("keys.toml")
    if file is None and not path.exists():
        return UNBOUND
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise KeysError(f"{path}: the keys cannot be read ({reason}); name another file with --keys") from None
    from annotate.labelling.keys import parse_keys  # tomllib and difflib, 10 ms: only who has keys of their own needs them

    return parse_keys(text, str(path), project.schema)


@contextmanager
def _left_alone() -> Iterator[None]:
    """Keep the garbage collector from what is here already: with 20,000 spans, going through it made a key wait for 60 ms."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _chosen(store: Store, annotator: str, *, relabel: bool) -> str:
    """The article to open where none is named. Raises ArticleError where nothing is left."""
    plan = store.plan()
    if plan is None or (relabel and store.latest(annotator) is not None):
        return _unfinished(store, annotator, relabel=relabel)
    if plan.annotators and annotator not in plan.annotators:
        raise ArticleError(
            f"the plan gives {annotator} nothing; is the name right? `annotate assign` shows the plan, `annotate label DOCUMENT` "
            "opens any document"
        )
    document = store.take_document(annotator, datetime.now(UTC))
    if document is None:
        raise ArticleError(f"nothing is left for {annotator} in the plan; `annotate assign` shows how far everybody is")
    return document


def _unfinished(store: Store, annotator: str, *, relabel: bool) -> str:
    """The article to open: the one the annotator decided on last, if it is not finished, else the first that is not."""
    latest = store.latest(annotator)
    if latest is not None and (relabel or _done(store, annotator, latest)[latest] < len(store.numbers(latest))):
        return latest  # found without looking at the rest, however large the project is
    entries = store.documents()
    if not entries:
        raise ArticleError("there is no article to label; put some into raw/, then: annotate add")
    done = _done(store, annotator)
    open_ones = [entry.id for entry in entries if done[entry.id] < entry.sentences]
    last = {tally.document: tally.last for tally in store.tally() if tally.annotator == annotator}
    if open_ones:
        return max(last.keys() & open_ones, key=lambda id: (last[id], id), default=open_ones[0])
    raise ArticleError(
        "every article is labelled; `annotate label DOCUMENT --relabel` opens one again, `annotate export` is next"
    )


def _done(store: Store, annotator: str, document: str | None = None) -> Counter[str]:
    """How many sentences an annotator has finished, by document."""
    return Counter(one.document for one in store.decided(annotator, document) if one.label is not None)


def _next(store: Store, annotator: str) -> tuple[str | None, bool]:
    """The next article of an annotator, and whether a plan says so."""
    if store.plan() is not None:
        return store.next_document(annotator, datetime.now(UTC)), True
    try:
        return _unfinished(store, annotator, relabel=False), False
    except ArticleError:
        return None, False


def suggested(document: Document) -> Mapping[str, tuple[Suggestion, ...]]:
    """What the rules propose for each sentence of a document, by sentence id; nothing in a language they do not know."""
    from annotate.suggestions import suggest  # 20 ms: only who wants suggestions needs the rules
    from annotate.suggestions.language import known

    return suggest(document) if known(document.language) else {}


@dataclass(slots=True)
class AnnotationSession:
    """An article as one annotator has it open: how the session starts, where its decisions go, how it is mended."""

    layer: ClassVar[str] = ANNOTATION

    store: Store
    outbox: Outbox
    id: str
    annotator: str
    schema: Schema
    bindings: Bindings
    profile: str = "quick"
    assistance: Assistance = field(default_factory=partial(Assistance, on=False))
    document: Document = field(init=False)
    segmentation: int = field(init=False)
    latest: str | None = field(init=False)

    def open(self, *, relabel: bool = False) -> State:
        """The session as the decisions stored so far leave it."""
        self.segmentation = self.store.segmentation(self.id)
        self.document = self.store.document(self.id)
        history = self.history()
        self.latest = history[-1].created if history else None
        return open_session(
            self.document,
            self.schema,
            history,
            annotator=self.annotator,
            profile=self.profile,
            relabel=relabel,
            assistance=self.assistance,
            bindings=self.bindings,
            **self.given(),
        )

    def history(self) -> Sequence[Revision]:
        """What was decided so far, oldest first."""
        return self.store.history(self.id, self.annotator)

    def given(self) -> Mapping[str, Any]:
        """What the session is given besides, to start from."""
        return {}

    def offers(self) -> Mapping[str, tuple[Suggestion, ...]]:
        """What rules propose, though it be switched off: a script may switch it on."""
        return suggested(self.document)

    def save(self, saved: Saved) -> str | None:
        """Store a decision: its changes as revisions of one time, in one transaction. The first carries the effort.

        Returns what to tell the annotator: nothing, where all goes well.
        """
        created = after(self.latest, datetime.now(UTC))
        made = partial(_revision, self.layer, self.document, self.annotator, created, saved.action, self.schema.version)
        (first, *others) = saved.changes
        revisions = [made(first.sentence, first.after, saved.seconds, saved.keys), *(made(c.sentence, c.after) for c in others)]
        notice = self.outbox.save(revisions, self.segmentation)
        self.latest = created
        return notice

    def mend(self, mend: SegmentationEdit) -> State:
        """Correct the segmentation, and open the session on it."""
        self.outbox.send()  # what moves along must be in the store
        mend_stored(self.store, self.id, mend, author=self.annotator, schema=self.schema.version)
        return propose(self.open(), self.offers())


@dataclass(slots=True)
class AdjudicationSession(AnnotationSession):
    """An article on which an adjudicator decides between annotators: all adjudications of it are one history."""

    layer: ClassVar[str] = ADJUDICATION

    rule: str = "unanimous"
    hide_names: bool = False

    def history(self) -> Sequence[Revision]:
        places = {sentence.id: place for place, sentence in enumerate(self.document.sentences)}
        return sorted(self.store.adjudications(self.id), key=lambda r: (r.created, places.get(r.sentence, -1)))

    def given(self) -> Mapping[str, Any]:
        revisions, by_hand = (
            drop_stale(self.document, of(self.id), Counter()) for of in (self.store.current, self.store.adjudications)
        )
        adjudicated = newest(by_hand).values()
        found = docket(self.document, revisions, self.schema, adjudicated, self.rule, hide_names=self.hide_names)
        return {"versions": found.versions, "entries": found.entries}

    def offers(self) -> Mapping[str, tuple[Suggestion, ...]]:
        """Nothing: what is offered here are the annotators' versions."""
        return {}


def mend(project: Project, document: str, what: str, number: int, value: str | None, *, annotator: str) -> Document:
    """Correct an article's segmentation, told by numbers as `annotate segment` and line mode show them, from 1.

    `what` is split (sentence `number` before word `value`), merge (with the next sentence) or role (block `number` to kind
    `value`). Raises MendError and StoreError; nothing is changed then.
    """
    with project.store() as store:
        wanted = _numbered(store.document(document), what, number, value or "")
        return mend_stored(store, document, wanted, author=annotator, schema=project.schema.version)


def _numbered(document: Document, what: str, number: int, value: str) -> SegmentationEdit:
    if what == "role":
        return SetBlockKind(number - 1, value)
    if not 1 <= number <= len(document.sentences):
        raise SegmentationError(f"there is no sentence {number}; {document.id} has {len(document.sentences)}")
    sentence = document.sentences[number - 1]
    if what == "merge":
        return Merge(sentence.id)
    row = words(document.text[sentence.start : sentence.end], sentence.start)
    if not value.isdecimal() or not 1 <= int(value[:9]) <= len(row):
        raise SegmentationError(f"{value or 'nothing'} is no word of sentence {number}; it has {len(row)}, counted from 1")
    return Split(sentence.id, row[int(value[:9]) - 1].outer_start)


def mend_stored(store: Store, document: str, mend: SegmentationEdit, *, author: str, schema: str) -> Document:
    """Correct a stored document's segmentation, moving what any annotator decided along. Returns the corrected document.

    Raises MendError where it cannot be mended so, StoreError where it cannot be stored; nothing is changed then.
    """
    segmentation, before = store.segmentation(document), store.document(document)
    corrected = mended(before, mend, articles.split_sentences)
    known = (*store.revisions(document), *store.adjudications(document))
    created = after(max((revision.created for revision in known), default=None), datetime.now(UTC))
    by_hand = sorted(newest(store.adjudications(document)).values(), key=lambda revision: revision.created)
    decided: dict[tuple[str, str], dict[str, SentenceAnnotation]] = {}
    for revision in (*store.current(document), *by_hand):
        # Adjudications are one work, whoever made them: whoever made the last moves them all.
        who = by_hand[-1].annotator if revision.layer == ADJUDICATION else revision.annotator
        if revision.annotation is not None:
            decided.setdefault((revision.layer, who), {})[revision.sentence] = SentenceAnnotation(
                revision.annotation, revision.origins
            )
    revisions = [
        _revision(layer, before, annotator, created, "mend", schema, sentence, now)
        for (layer, annotator), entries in decided.items()
        for sentence, now in moved(before, corrected, entries).items()
    ]
    store.mend(corrected, author, segmentation, revisions)
    return corrected


def _revision(
    layer: str,
    document: Document,
    annotator: str,
    created: str,
    action: str,
    schema: str,
    sentence: str,
    entry: SentenceAnnotation | None,
    seconds: float = 0.0,
    keys: int = 0,
) -> Revision:
    """A decision as it is stored; of several that are one, the first carries the effort."""
    return Revision(
        document=document.id,
        sha256=document.sha256,
        sentence=sentence,
        annotator=annotator,
        created=created,
        action=action,
        seconds=seconds,
        keys=keys,
        schema=schema,
        tool=__version__,
        annotation=entry.annotation if entry else None,
        origins=entry.origins if entry else (),
        layer=layer,
    )


class _Record:
    """A script being written: each line is in the file before the next key is read."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("x", encoding="utf-8")
        except FileExistsError:
            raise ScriptError(f"{path}: there is a file already; name another for the record") from None
        except OSError as error:
            raise ScriptError(f"{path}: the record cannot be written ({error.strerror}); name another file") from error

    def line(self, text: str) -> None:
        self._file.write(text + "\n")
        self._file.flush()

    def __enter__(self) -> _Record:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _recording(path: Path | None) -> _Record | nullcontext[None]:
    return nullcontext() if path is None else _Record(path)
