"""Every code that a problem of `annotate check` can have, with its severity and meaning: the one place that says so.

An error keeps data from being loaded and exported. A warning is worth a look, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from annotate.errors import AnnotateError
from annotate.model import Problem


class Severity(StrEnum):
    """The severity of a problem; the values are also levels of SARIF and of GitHub's workflow commands."""

    ERROR = "error"
    WARNING = "warning"


class Code(NamedTuple):
    """The severity of problems with a code, and the meaning of the code on a line."""

    severity: Severity
    line: str


_ERRORS = {
    "article-file": "a file of articles was given where labels are expected",
    "not-utf-8": "a line is not UTF-8",
    "not-json": "a line is not JSON, or JSON cannot hold the record",
    "cut-off": "a line ends in the middle of a record",
    "repeated-key": "an object has a key twice",
    "missing-property": "a record lacks a property that every record has",
    "missing-answer": "a finished sentence lacks an answer that the schema requires",
    "unexpected-property": "a property is not in the schema",
    "wrong-type": "a value has the wrong type, such as a text instead of a number",
    "unknown-label": "a label is not in the schema",
    "renumbered-label": "a label has another number in the schema than in the exported dataset",
    "malformed": "an id, a time or a hash does not look like one",
    "empty-text": "a text is empty and must not be",
    "too-short": "a text is shorter than the schema allows",
    "too-long": "a text is longer than the schema allows",
    "too-few": "a list has fewer items than the schema allows",
    "too-many": "a list has more items than the schema allows",
    "out-of-range": "a number is smaller or greater than the schema allows",
    "against-schema": "a record breaks the schema in another way",
    "label-contradicted": "the sentence's label and its claims contradict each other",
    "repeated-revision": "a revision is there twice",
    "unknown-document": "a record is on an article that is not in the project",
    "other-version": "a record was made on another version of the article",
    "schema-version": "a record was made with a schema version that this one cannot read",
    "foreign-sentence": "a sentence does not belong to the record's document",
    "unknown-sentence": "no sentence starts at the record's offset",
    "other-sentence": "a decision was made on a sentence that is longer or shorter now",
    "bad-assignment": "a record of how an article was chosen cannot be used",
    "bad-link": "a link between claims cannot be used",
    "bad-version": "a version of an article cannot be used",
    "span-empty": "a span ends where it starts, or before",
    "span-outside": "a span is outside of the text",
    "span-mismatch": "a span's offsets do not give its text",
    "pieces-overlap": "two pieces of a claim overlap",
    "pieces-unordered": "a claim's pieces are not in the order of the text",
    "claim-elsewhere": "a claim has no piece in its sentence",
    "unknown-claim": "a stance or a link refers to a claim that is not there",
    "unknown-source": "a stance refers to a source that is not there",
    "no-stance": "no source takes a stance on a claim",
    "repeated-claim": "two claims have the same id or text",
    "repeated-source": "two sources have the same id",
    "repeated-stance": "a source takes two stances on one claim",
    "link-target": "a link leads to a place where no claim is",
    "link-order": "a claim is linked to itself, or to a later claim",
    "repeated-link": "two links join the same two claims",
    "not-the-author": "source s0 is not the article's own voice",
    "no-name": "a source was to be named later and has no name yet",
    "two-sources": "two sources of a document have the same id",
    "store-damaged": "the database is damaged, or something in it is not what was stored",
    "segmentation-misfit": "a stored document's blocks or sentences do not fit its text",
    "document-unknown": "the store has decisions on a document that it does not have",
    "revision-unreadable": "a stored decision cannot be read",
}
_WARNINGS = {
    "claims-overlap": "two claims of one annotator overlap",
    "unused-source": "a source takes no stance in a finished sentence",
    "other-mention": "the mention of a source is another source's name",
    "cue-in-claim": "a cue is inside the claim that it attributes",
    "quote-type": "the quote type does not fit the quotation marks",
    "stance-against-cue": "a source supports what its cue denies",
    "link-conflict": "claims linked as the same are also linked as contradicting each other",
    "span-padded": "a span has white space at its edge",
    "retired-label": "an answer has a label that the schema has retired",
    "sentence-left": "one of the few unlabelled sentences of an article labelled to the end",
    "accepts-everything": "an annotator accepted all of many suggestions unchanged",
    "too-fast": "an annotator labelled an article faster than it can be read",
    "wrong-count": "a count that the store keeps beside its documents is wrong",
    "look-alike-names": "two names are two spellings of one name",
    "future-decision": "a decision is dated later than now",
}
CODES: Mapping[str, Code] = {
    **{code: Code(Severity.ERROR, line) for code, line in _ERRORS.items()},
    **{code: Code(Severity.WARNING, line) for code, line in _WARNINGS.items()},
}


def severity(problem: Problem) -> Severity:
    """Return the severity of a problem; one whose code is not in `CODES` (from reading an article) is an error."""
    return CODES[problem.code].severity if problem.code in CODES else Severity.ERROR


def code_lines() -> Iterator[str]:
    """Yield a line for each code: severity, code, meaning."""
    width = max(map(len, CODES))
    for name, code in CODES.items():
        yield f"{code.severity:8} {name:{width}}  {code.line}"


def parse_codes(text: str) -> frozenset[str]:
    """Return the codes in a comma-separated list. Raises AnnotateError, which suggests similar codes, for an unknown one."""
    names = [name for part in text.split(",") if (name := part.strip())]
    for name in names:
        if name not in CODES:
            similar = get_close_matches(name, CODES)
            hint = f"did you mean {' or '.join(similar)}?" if similar else "`annotate check --codes` lists the codes"
            raise AnnotateError(f"there is no code {name}; {hint}")
    return frozenset(names)


def select_problems(problems: Iterable[Problem], select: frozenset[str], ignore: frozenset[str]) -> tuple[Problem, ...]:
    """Return the problems whose code is in `select`, or any if that is empty, and not in `ignore`."""
    return tuple(p for p in problems if p.code not in ignore and (not select or p.code in select))
