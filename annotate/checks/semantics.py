"""The rules that JSON Schema cannot express: offsets match their text, references resolve, nothing is repeated or missing.

Two tuples of functions. `REVISION_CHECKS` look at each revision by itself, old ones too: the history must be right. So does
`_offsets`, except for what a later ``fix`` of the sentence has corrected. `NEWEST_CHECKS` look only at the newest revision of a
sentence and annotator: what a later decision has corrected is not a problem any more. Then `_one_source` and `link_targets`
compare the newest revisions of one document and annotator with each other. A new check is a new function here, and a line in
`codes`.

Each check opens with the condition under which nothing can be wrong and returns ``()`` then. That makes the checks fast enough to
be their own filter: there is no second, faster formulation of these rules for single revisions that could differ from this one.
(An export decides on whole columns instead, see `annotate.dataset.fast_checks`, and asks these checks about the rest.)

`warnings` and `annotator_behaviour` contain the warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Any

from annotate.checks.annotator_behaviour import too_fast
from annotate.checks.claim_links import link_targets, links
from annotate.checks.context import Check, CheckContext, DocumentIndex, Lookup, cached_index, name_span, path_to, spans_of
from annotate.checks.phrases import contradicts_claims, label_contradicted, quoted
from annotate.checks.span_diagnosis import diagnose
from annotate.checks.warnings import DOCUMENT_WARNINGS, NEWEST_WARNINGS, CueStance, stances_against_cues
from annotate.model import AUTHOR, Document, Problem, Revision, Sentence, Source
from annotate.model.ids import split_sentence_id
from annotate.schema import Schema
from annotate.schema.wellknown import TYPE

_EVERYWHERE = (-(2**63), 2**63)  # the bounds of an unknown sentence: no claim lies outside of them
_VERSION = re.compile(r"([0-9]{1,9})[.]([0-9]{1,9})")


def check_revisions(
    revisions: Iterable[Revision], document: Lookup, schema: Schema, origin: str = "", *, cue_stance: CueStance | None = None
) -> Iterator[Problem]:
    """Yield the problems of revisions that each follow the schema.

    `document` returns the document with an id, or None; `origin` names the file or store that the revisions come from. With
    `cue_stance`, which reads the stance from a cue's words, the warnings are yielded too. It is one pass, which keeps in memory
    the newest revision of each sentence and annotator and the identity of every revision.
    """
    index = cached_index(document)
    by_annotator: dict[tuple[str, str], _Decisions] = {}
    for revision in revisions:
        context = CheckContext(revision, index(revision.document), schema, origin)
        key = (revision.document, revision.owner)
        if (decisions := by_annotator.get(key)) is None:
            decisions = by_annotator[key] = _Decisions()
        if decisions.add(context):
            yield context.problem("repeated-revision", "this revision is there twice", "remove one of the two", "$.created")
        for check in REVISION_CHECKS:
            if problems := check(context):
                yield from problems
        if problems := _offsets(context):
            decisions.misplaced += ((context, problem) for problem in problems)
    for decisions in by_annotator.values():
        yield from decisions.still_misplaced()
    while by_annotator:
        yield from _check_newest(by_annotator.pop(next(iter(by_annotator))), cue_stance)


def _check_newest(decisions: _Decisions, cue_stance: CueStance | None) -> Iterator[Problem]:
    """Yield the problems of the revisions that count of one document and annotator."""
    contexts = [context for context in decisions.newest.values() if context.revision.annotation is not None]
    if not contexts:
        return
    checks = NEWEST_CHECKS if cue_stance is None else (*NEWEST_CHECKS, *NEWEST_WARNINGS)
    for context in contexts:
        context.collect()
        for check in checks:
            if problems := check(context):
                yield from problems
    yield from _one_source(contexts)
    yield from link_targets(contexts)
    if cue_stance is not None:
        yield from stances_against_cues(contexts, cue_stance)
        for warn in DOCUMENT_WARNINGS:
            yield from warn(contexts)
        yield from too_fast(contexts, decisions.seconds)


class _Decisions:
    """The revisions by one annotator on one document: the newest of each sentence, and what is remembered of the others."""

    __slots__ = ("_fixed", "_identities", "misplaced", "newest", "seconds")

    def __init__(self) -> None:
        self.newest: dict[str, CheckContext] = {}
        self.seconds = 0.0
        self.misplaced: list[tuple[CheckContext, Problem]] = []
        self._identities: set[tuple[str, str, str]] = set()
        self._fixed: dict[str, str] = {}

    def add(self, context: CheckContext) -> bool:
        """Add a revision, and return whether the same one was added before; of two made at one time the later one counts."""
        revision = context.revision
        sentence, created, _ = identity = revision.sentence, revision.created, revision.annotator
        older = self.newest.get(sentence)
        if older is None or older.revision.created <= created:
            self.newest[sentence] = context
        self.seconds += revision.seconds
        if revision.action == "fix":
            self._fixed[sentence] = max(self._fixed.get(sentence, ""), created)
        if identity in self._identities:
            return True
        self._identities.add(identity)
        return False

    def still_misplaced(self) -> Iterator[Problem]:
        """Yield the problems of spans that no later ``fix`` of their sentence has corrected."""
        for context, problem in self.misplaced:
            if context.revision.created >= self._fixed.get(context.revision.sentence, ""):
                yield problem


# -- each revision by itself -------------------------------------------------------------------------------------------


def _document(context: CheckContext) -> Iterable[Problem]:
    revision, index = context.revision, context.index
    if index is None:
        message = f"there is no document {quoted(revision.document)}"
        return [context.problem("unknown-document", message, "add the article first: annotate add", "$.document")]
    here = index.document.sha256
    if here == revision.sha256 or revision.sha256 in index.document.former_sha256:
        return ()
    return [_other_version(context, here)]


def _other_version(context: CheckContext, here: str) -> Problem:
    message = f"made on another version of the article: {context.revision.sha256[:12]}…, here {here[:12]}…"
    return context.problem("other-version", message, "add the version it was made on: annotate add", "$.sha256")


def is_readable(made_with: str, here: str) -> bool:
    """Return whether a record made with one version of the schema can be read with another.

    It can with the same version, and with a later one that has the same number before the point.
    """
    if made_with == here:
        return True
    old, new = _VERSION.fullmatch(made_with), _VERSION.fullmatch(here)
    return old is not None and new is not None and old[1] == new[1] and int(old[2]) <= int(new[2])


def _version(context: CheckContext) -> Iterable[Problem]:
    made_with, here = context.revision.schema, context.schema.version
    if made_with == here or is_readable(made_with, here):
        return ()
    message = f"made with version {quoted(made_with)} of the schema; this is {here}"
    remedy = "use the schema it was made with, or a later version with the same first number"
    return [context.problem("schema-version", message, remedy, "$.schema")]


def _offsets(context: CheckContext) -> Iterable[Problem]:
    if context.index is None or context.revision.sha256 in context.index.document.former_sha256:
        return ()
    document = context.index.document
    text, length = document.text, len(document.text)
    for span in context.spans:
        start, end = span.start, span.end
        if text[start:end] != span.text or not 0 <= start < end <= length:  # `Document.matches`, without a call
            return _misplaced_spans(context, document)
    return ()


def _misplaced_spans(context: CheckContext, document: Document) -> Iterator[Problem]:
    for kind, index, piece, span in spans_of(context.annotation):
        if not document.matches(span):
            code, message, remedy = diagnose(document.text, span)
            name, path = name_span(context.annotation, kind, index, piece)
            yield context.problem(code, f"{name}: {message}", remedy, path, span)


REVISION_CHECKS: tuple[Check, ...] = (_document, _version)


# -- the newest revision of a sentence and annotator ---------------------------------------------------------------------


def _sentence(context: CheckContext) -> Iterable[Problem]:
    revision, index = context.revision, context.index
    if index is not None and revision.sha256 != index.document.sha256 and revision.sha256 in index.document.former_sha256:
        return [_other_version(context, index.document.sha256)]
    if context.sentence is not None and revision.sentence.startswith(f"{revision.document}:"):
        return () if revision.end in (None, context.sentence.end) else _other_sentence(context, context.sentence)
    document, start = split_sentence_id(revision.sentence)
    if document != revision.document:
        message = f"sentence {quoted(revision.sentence)} does not belong to document {quoted(revision.document)}"
        return [context.problem("foreign-sentence", message, f"write {revision.document}:<start>", "$.sentence")]
    if index is None:
        return ()
    remedy = "label the sentence that is there now, or correct the segmentation"
    return [context.problem("unknown-sentence", _nearest(index, start), remedy, "$.sentence")]


def _other_sentence(context: CheckContext, sentence: Sentence) -> Iterable[Problem]:
    message = f"decided on a sentence up to {context.revision.end}, which is one up to {sentence.end} now"
    return [context.problem("other-sentence", message, "open it with annotate label, and decide again", "$.sentence")]


def _nearest(index: DocumentIndex, start: str) -> str:
    sentences = index.document.sentences
    if not sentences:
        return "the document has no sentences"
    if not re.fullmatch("[0-9]{1,18}", start, re.ASCII):
        return f"{quoted(start)} is not an offset at which a sentence could start"
    nearest = min(sentences, key=lambda sentence: abs(sentence.start - int(start)))
    return f"no sentence starts at {start}; the nearest is {index.document.numbered(nearest.id)}"


def _label(context: CheckContext) -> Iterable[Problem]:
    label, claims = context.annotation.label, len(context.annotation.claims)
    if label is None or not contradicts_claims(label, claims):
        return ()
    return [context.problem(*label_contradicted(label, claims), "$.annotation.claims")]


def _claim_spans(context: CheckContext) -> Iterable[Problem]:
    """Check that the pieces of a claim are in order and one of them in its sentence, which the claim may run past."""
    sentence = context.sentence
    start, end = (sentence.start, sentence.end) if sentence else _EVERYWHERE
    for claim in context.annotation.claims:
        spans = claim.spans
        if len(spans) != 1 or (span := spans[0]).start >= end or span.end <= start:
            return chain(_misordered_pieces(context), _claims_elsewhere(context, start, end))
    return ()


def _misordered_pieces(context: CheckContext) -> Iterator[Problem]:
    for index, claim in enumerate(context.annotation.claims):
        for piece, (before, after) in enumerate(pairwise(claim.spans), 1):
            path = path_to("claims", index, f"spans[{piece}]")
            if after.start < before.end and before.start < after.end:
                message = f"claim {claim.id}: piece {piece + 1} overlaps piece {piece}"
                yield context.problem("pieces-overlap", message, "join the two pieces", path, after)
            elif after.start < before.start:
                message = f"claim {claim.id}: piece {piece + 1} comes before piece {piece} in the text"
                yield context.problem("pieces-unordered", message, "put the pieces in the order of the text", path, after)


def _claims_elsewhere(context: CheckContext, start: int, end: int) -> Iterator[Problem]:
    for index, claim in enumerate(context.annotation.claims):
        if not any(span.start < end and start < span.end for span in claim.spans):
            message = f"claim {claim.id} has no piece in its sentence ({start} to {end})"
            yield context.problem(
                "claim-elsewhere", message, "label it in the sentence that contains it", path_to("claims", index)
            )


def _references(context: CheckContext) -> Iterable[Problem]:
    """Check that stances are of sources on claims that are there, and, once the sentence is finished, that each claim has one."""
    if context.stanced == context.claims.keys() and context.speakers <= context.sources:
        return ()
    return chain(_dangling_references(context), _claims_without_stance(context))


def _dangling_references(context: CheckContext) -> Iterator[Problem]:
    for index, stance in enumerate(context.annotation.stances):
        for noun, id, known in (("claim", stance.claim, context.claims.keys()), ("source", stance.source, context.sources)):
            if id not in known:
                message = f"stance of {stance.source} on {stance.claim}: there is no {noun} {quoted(id)} in this annotation"
                remedy = f"refer to one of {', '.join(sorted(known))}" if known else f"add the {noun}"
                yield context.problem(f"unknown-{noun}", message, remedy, path_to("stances", index, noun))


def _claims_without_stance(context: CheckContext) -> Iterator[Problem]:
    for index, claim in enumerate(context.annotation.claims):
        if claim.id not in context.stanced and context.finished:
            message = f"claim {claim.id}: no source takes a stance on it"
            remedy = f"add one; if the claim is not attributed, it is the author's ({AUTHOR})"
            yield context.problem("no-stance", message, remedy, path_to("claims", index))


def _duplicates(context: CheckContext) -> Iterable[Problem]:
    """Check that ids, the text of claims, and the pairs of claim and source that stances are about, occur once."""
    claims, sources, stances = context.annotation.claims, context.annotation.sources, context.annotation.stances
    count = len(claims)
    once = len(context.sources) == len(sources) and len(context.pairs) == len(stances)
    if once and len(context.claims) == len(context.starts) == count:
        return ()
    return _repeated_items(context)


def _repeated_items(context: CheckContext) -> Iterator[Problem]:
    claims, sources, stances = context.annotation.claims, context.annotation.sources, context.annotation.stances
    spans = [tuple((span.start, span.end) for span in claim.spans) for claim in claims]
    yield from _repeated(context, "claim", "id", [claim.id for claim in claims])
    yield from _repeated(context, "claim", "stretch of text", spans)
    yield from _repeated(context, "source", "id", [source.id for source in sources])
    yield from _repeated(context, "stance", "claim and source", [(stance.claim, stance.source) for stance in stances])


def _repeated(context: CheckContext, noun: str, key_name: str, keys: list[Any]) -> Iterator[Problem]:
    """Yield a problem for each item of one noun whose key an earlier item has."""
    for index, key in enumerate(keys):
        first = keys.index(key)
        if first < index:
            message = f"{noun}s number {first + 1} and {index + 1} have the same {key_name}"
            yield context.problem(f"repeated-{noun}", message, f"keep one, or change its {key_name}", path_to(f"{noun}s", index))


def _sources(context: CheckContext) -> Iterable[Problem]:
    """Check that a finished sentence names its sources, and that the author, where it is one of them, is the scheme's.

    An open sentence may lack a name and some answers about the author, but not contradict the scheme.
    """
    for source in context.annotation.sources:
        if source.id == AUTHOR:
            if source.name != context.schema.author["name"] or source.attributes != context.schema.author_answers:
                return chain(_other_authors(context), _nameless_sources(context))
        elif not source.name.strip():
            return chain(_other_authors(context), _nameless_sources(context))
    return ()


def _other_authors(context: CheckContext) -> Iterator[Problem]:
    for index, source in enumerate(context.annotation.sources):
        if source.id == AUTHOR:
            answers = {"name": source.name, **source.attributes}
            for name, value in context.schema.author.items():
                if answers.get(name) != value and (name in answers or context.finished):
                    message = f"source {AUTHOR} is the article's own voice, but its {name} is {quoted(answers.get(name))}"
                    remedy = f"write {quoted(value)}, or use another id"
                    yield context.problem("not-the-author", message, remedy, path_to("sources", index, name))


def _nameless_sources(context: CheckContext) -> Iterator[Problem]:
    for index, source in enumerate(context.annotation.sources):
        if context.finished and not source.name.strip() and source.id != AUTHOR:
            message = f"source {source.id} was to be named later and has no name yet"
            yield context.problem(
                "no-name", message, "name it: annotate label", path_to("sources", index, "name"), source.mention
            )


NEWEST_CHECKS: tuple[Check, ...] = (_sentence, _label, _claim_spans, _references, _duplicates, _sources, links)


# -- the newest revisions of one document and annotator ------------------------------------------------------------------


def _one_source(contexts: Iterable[CheckContext]) -> Iterator[Problem]:
    """Yield the sources whose name or type differs from the same id elsewhere: one id is one source for an annotator."""
    first: dict[str, tuple[Source, CheckContext]] = {}
    for context in contexts:
        for index, source in enumerate(context.annotation.sources):
            if source.id == AUTHOR:
                continue  # `_author` compares it with the scheme
            if source.id not in first:
                first[source.id] = source, context
            earlier, elsewhere = first[source.id]
            if elsewhere is context or (source.name == earlier.name and source.attributes == earlier.attributes):
                continue
            for name, here, there in source_differences(source, earlier):
                message = f"source {source.id}: {name} is {quoted(here)}, but {quoted(there)} in {elsewhere.sentence_name}"
                remedy = "an id belongs to one source: correct one of the two, or use a new id"
                yield context.problem("two-sources", message, remedy, path_to("sources", index, name), source.mention)


def source_differences(source: Source, other: Source) -> Iterator[tuple[str, object, object]]:
    """Yield what two sources with one id have different values for; a value that is still missing does not differ."""
    pairs = (
        ("name", source.name, other.name),
        (TYPE, source.attributes.get(TYPE), other.attributes.get(TYPE)),
    )
    return ((name, here, there) for name, here, there in pairs if here and there and here != there)
