"""What JSON Schema cannot say: offsets that slice, references that lead somewhere, nothing twice, nothing forgotten.

Two tuples of functions. `EVERY` looks at each revision by itself, old ones too: what they say is history and must be right;
`_offsets` as well, but for what a later ``fix`` of the sentence has put right. `NEWEST` looks at the newest revision of a
sentence and annotator only: what a later decision has mended is no problem any more. Then `_one_source` compares the newest
revisions of one document and annotator with each other. A new check is a new function here.

`doubts` and `habits` have the warnings. `plain` says which revisions need none of the checks of single ones; a new check has to
be heeded there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from annotate.checks.annotator_behaviour import too_fast
from annotate.checks.context import EMPTY, CheckContext, Known, Lookup, called, path_to, remembered, spans_of
from annotate.checks.phrases import label_contradicted, quoted
from annotate.checks.plain import plain
from annotate.checks.span_diagnosis import misplaced
from annotate.checks.warnings import ONE, TOGETHER, CueStance, stance_against_cue
from annotate.model import AUTHOR, Problem, Revision, Source
from annotate.model.ids import split_sentence_id
from annotate.schema import Schema

_VERSION = re.compile(r"([0-9]{1,9})[.]([0-9]{1,9})")

Check = Callable[[CheckContext], Iterator[Problem]]


def check_revisions(
    revisions: Iterable[Revision], document: Lookup, schema: Schema, where: str = "", *, doubts: CueStance | None = None
) -> Iterator[Problem]:
    """The problems of revisions that each follow the schema; `document` looks a document up by id, None where there is none.

    `where` names the file or store they come from. With `doubts`, what is known of cues, the warnings too. One pass; kept are the
    newest revision of each sentence and annotator and every revision's identity.
    """
    known = remembered(document)
    identities: set[tuple[str, str, str]] = set()
    newest: dict[tuple[str, str], tuple[CheckContext, bool]] = {}
    seconds: dict[tuple[str, str], float] = defaultdict(float)
    fixed: dict[tuple[str, str], str] = {}
    misplaced_spans: list[tuple[tuple[str, str], str, Problem]] = []
    for revision in revisions:
        sentence, annotator, created = identity = (revision.sentence, revision.annotator, revision.created)
        case = CheckContext(revision, revision.annotation or EMPTY, known(revision.document), schema, where)
        fine = plain(revision, case.known, schema)
        if identity in identities:
            yield case.problem("repeated-revision", "this revision is there twice", "remove one of the two", "$.created")
        identities.add(identity)
        key = (sentence, annotator)
        older = newest.get(key)
        if older is None or older[0].revision.created <= created:
            newest[key] = case, fine
        seconds[revision.document, annotator] += revision.seconds
        if revision.action == "fix":
            fixed[key] = max(fixed.get(key, ""), created)
        if not fine:
            for check in EVERY:
                yield from check(case)
            misplaced_spans += ((key, created, problem) for problem in _offsets(case))
    yield from (problem for key, created, problem in misplaced_spans if created >= fixed.get(key, ""))
    yield from _check_newest(newest.values(), doubts, seconds)


def _check_newest(
    newest: Iterable[tuple[CheckContext, bool]], doubts: CueStance | None, seconds: Mapping[tuple[str, str], float]
) -> Iterator[Problem]:
    """The problems of revisions that count, each with whether it is plainly right."""
    checks = NEWEST if doubts is None else (*NEWEST, *ONE)
    works: dict[tuple[str, str], list[CheckContext]] = defaultdict(list)
    for case, fine in newest:
        if case.revision.annotation is None:
            continue
        works[case.revision.document, case.revision.annotator].append(case)
        if not fine:
            for check in checks:
                yield from check(case)
        if doubts is not None:
            yield from stance_against_cue(case, doubts)
    for work, cases in works.items():
        yield from _one_source(cases)
        if doubts is not None:
            for together in TOGETHER:
                yield from together(cases)
            yield from too_fast(cases, seconds[work])


# -- each revision by itself -------------------------------------------------------------------------------------------


def _document(case: CheckContext) -> Iterator[Problem]:
    revision = case.revision
    if case.known is None:
        message = f"no document is called {quoted(revision.document)}"
        yield case.problem("unknown-document", message, "add the article first: annotate add", "$.document")
    elif case.known.document.sha256 != revision.sha256:
        message = f"made on another version of the article: {revision.sha256[:12]}…, here {case.known.document.sha256[:12]}…"
        yield case.problem("other-version", message, "add the version it was made on: annotate add", "$.sha256")


def readable(made: str, here: str) -> bool:
    """Whether a record made with one version of the schema can be read with another: the same, or a later one of its number."""
    if made == here:
        return True
    old, new = _VERSION.fullmatch(made), _VERSION.fullmatch(here)
    return old is not None and new is not None and old[1] == new[1] and int(old[2]) <= int(new[2])


def _version(case: CheckContext) -> Iterator[Problem]:
    made, here = case.revision.schema, case.schema.version
    if not readable(made, here):
        message = f"made with version {quoted(made)} of the schema; this is {here}"
        remedy = "use the schema it was made with, or a later one of the same number"
        yield case.problem("schema-version", message, remedy, "$.schema")


def _offsets(case: CheckContext) -> Iterator[Problem]:
    if case.known is None:
        return
    text = case.known.document.text
    length = len(text)
    for kind, index, piece, span in spans_of(case.annotation):
        if text[span.start : span.end] != span.text or not 0 <= span.start < span.end <= length:
            code, message, remedy = misplaced(text, span)
            owner, path = called(case.annotation, kind, index, piece)
            yield case.problem(code, f"{owner}: {message}", remedy, path, span)


EVERY: tuple[Check, ...] = (_document, _version)


# -- the newest revision of a sentence and annotator ---------------------------------------------------------------------


def _sentence(case: CheckContext) -> Iterator[Problem]:
    revision = case.revision
    document, start = split_sentence_id(revision.sentence)
    if document != revision.document:
        message = f"sentence {quoted(revision.sentence)} is none of document {quoted(revision.document)}"
        yield case.problem("foreign-sentence", message, f"write {revision.document}:<start>", "$.sentence")
    elif case.known is not None and revision.sentence not in case.known.sentences:
        remedy = "label it where it is now, or correct the segmentation"
        yield case.problem("unknown-sentence", _nearest(case.known, start), remedy, "$.sentence")


def _nearest(known: Known, start: str) -> str:
    starts = [sentence.start for sentence in known.document.sentences]
    if not starts:
        return "the document has no sentences"
    if not re.fullmatch("[0-9]{1,18}", start, re.ASCII):
        return f"{quoted(start)} is no offset at which a sentence could start"
    nearest = min(starts, key=lambda candidate: abs(candidate - int(start)))
    return f"no sentence starts at {start}; the nearest is {known.document.id}:{nearest}"


def _label(case: CheckContext) -> Iterator[Problem]:
    annotation = case.annotation
    claims = len(annotation.claims)
    if (annotation.label == "claim" and not claims) or (annotation.label == "no_claim" and claims):
        yield case.problem(*label_contradicted(annotation.label, claims), "$.annotation.claims")


def _pieces(case: CheckContext) -> Iterator[Problem]:
    for index, claim in enumerate(case.annotation.claims):
        if len(claim.spans) > 1:
            for piece, (one, two) in enumerate(pairwise(claim.spans), 1):
                path = path_to("claims", index, f"spans[{piece}]")
                if two.start < one.end and one.start < two.end:
                    message = f"claim {claim.id}: piece {piece + 1} overlaps piece {piece}"
                    yield case.problem("pieces-overlap", message, "make one piece of them", path, two)
                elif two.start < one.start:
                    message = f"claim {claim.id}: piece {piece + 1} stands before piece {piece} in the text"
                    yield case.problem("pieces-unordered", message, "put the pieces in the order of the text", path, two)


def _elsewhere(case: CheckContext) -> Iterator[Problem]:
    """A claim may run past its sentence; one with nothing in it belongs to another."""
    sentence = case.sentence
    if sentence:
        start, end = sentence.start, sentence.end
        for index, claim in enumerate(case.annotation.claims):
            if not any(span.start < end and start < span.end for span in claim.spans):
                message = f"claim {claim.id} has no piece in its sentence ({start} to {end})"
                yield case.problem(
                    "claim-elsewhere", message, "label it in the sentence where it stands", path_to("claims", index)
                )


def _references(case: CheckContext) -> Iterator[Problem]:
    annotation = case.annotation
    claims = {claim.id for claim in annotation.claims}
    sources = {source.id for source in annotation.sources}
    for index, stance in enumerate(annotation.stances):
        if stance.claim not in claims:
            yield _dangling(case, index, "claim", stance.claim, claims)
        if stance.source not in sources:
            yield _dangling(case, index, "source", stance.source, sources)


def _dangling(case: CheckContext, index: int, noun: str, id: str, known: set[str]) -> Problem:
    stance = case.annotation.stances[index]
    message = f"stance of {stance.source} on {stance.claim}: there is no {noun} {quoted(id)} in this annotation"
    remedy = f"name one of {', '.join(sorted(known))}" if known else f"add the {noun}"
    return case.problem(f"unknown-{noun}", message, remedy, path_to("stances", index, noun))


def _stanceless(case: CheckContext) -> Iterator[Problem]:
    annotation = case.annotation
    if annotation.label is None:
        return  # an open sentence may still get one
    taken = {stance.claim for stance in annotation.stances}
    for index, claim in enumerate(annotation.claims):
        if claim.id not in taken:
            remedy = f"give it one; unattributed, it is the author's ({AUTHOR})"
            yield case.problem("no-stance", f"claim {claim.id}: no source takes a stance on it", remedy, path_to("claims", index))


def _twice(case: CheckContext) -> Iterator[Problem]:
    claims, sources, stances = case.annotation.claims, case.annotation.sources, case.annotation.stances
    if len(claims) > 1:
        yield from _repeated(case, "claim", "id", [claim.id for claim in claims])
        yield from _repeated(
            case, "claim", "stretch of text", [tuple((span.start, span.end) for span in c.spans) for c in claims]
        )
    if len(sources) > 1:
        yield from _repeated(case, "source", "id", [source.id for source in sources])
    if len(stances) > 1:
        yield from _repeated(case, "stance", "claim and source", [(stance.claim, stance.source) for stance in stances])


def _repeated(case: CheckContext, noun: str, what: str, keys: list[Any]) -> Iterator[Problem]:
    """Items of one noun that have the same key; `what` says what the key is."""
    if len(set(keys)) == len(keys):
        return
    for index, key in enumerate(keys):
        first = keys.index(key)
        if first < index:
            message = f"{noun}s number {first + 1} and {index + 1} have the same {what}"
            yield case.problem(f"repeated-{noun}", message, f"keep one, or change its {what}", path_to(f"{noun}s", index))


def _author(case: CheckContext) -> Iterator[Problem]:
    """Where the author is listed as a source, it is the scheme's; an open sentence may not have all of its answers yet."""
    for index, source in enumerate(case.annotation.sources):
        if source.id == AUTHOR:
            answers = {"name": source.name, **source.attributes}
            for name, value in case.schema.author.items():
                if answers.get(name) != value and (name in answers or case.annotation.label is not None):
                    message = f"source {AUTHOR} is the article's own voice, but its {name} is {quoted(answers.get(name))}"
                    remedy = f"write {quoted(value)}, or use another id"
                    yield case.problem("not-the-author", message, remedy, path_to("sources", index, name))


def _nameless(case: CheckContext) -> Iterator[Problem]:
    if case.annotation.label is None:
        return
    for index, source in enumerate(case.annotation.sources):
        if not source.name.strip() and source.id != AUTHOR:
            message = f"source {source.id} was to be named later and has no name yet"
            yield case.problem("no-name", message, "name it: annotate label", path_to("sources", index, "name"), source.mention)


NEWEST: tuple[Check, ...] = (
    _sentence,
    _label,
    _pieces,
    _elsewhere,
    _references,
    _stanceless,
    _twice,
    _author,
    _nameless,
)


# -- the newest revisions of one document and annotator ------------------------------------------------------------------


def _one_source(cases: Iterable[CheckContext]) -> Iterator[Problem]:
    """One id is one source: the same name and type in every sentence that an annotator has done of a document."""
    first: dict[str, tuple[Source, CheckContext]] = {}
    for case in cases:
        for index, source in enumerate(case.annotation.sources):
            if source.id == AUTHOR:
                continue  # `_author` compares it with the scheme
            if source.id not in first:
                first[source.id] = source, case
            other, elsewhere = first[source.id]
            if elsewhere is case or (source.name == other.name and source.attributes == other.attributes):
                continue
            for name, here, there in _differences(source, other):
                message = f"source {source.id}: {name} is {quoted(here)}, and {quoted(there)} in {elsewhere.revision.sentence}"
                remedy = "one id is one source: rename one, or give it a new id"
                yield case.problem("two-sources", message, remedy, path_to("sources", index, name), source.mention)


def _differences(source: Source, other: Source) -> Iterator[tuple[str, object, object]]:
    """What two sources with one id say differently; what is not said yet does not differ."""
    pairs = (
        ("name", source.name, other.name),
        ("type", source.attributes.get("type"), other.attributes.get("type")),
    )
    return ((name, here, there) for name, here, there in pairs if here and there and here != there)
