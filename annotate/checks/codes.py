"""Every code a problem of `annotate check` can have: how bad it is, and what it means in a line. The one place that says so.

An error keeps data from being loaded and exported; a warning is a doubt that somebody should look at, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from annotate.errors import AnnotateError
from annotate.model import Problem

ERROR, WARNING = "error", "warning"


class Code(NamedTuple):
    """How bad a problem with a code is (`ERROR` or `WARNING`), and what the code means, in a line."""

    severity: str
    line: str


_ERRORS = {
    "not-utf-8": "a line is not UTF-8",
    "not-json": "a line is not JSON, or JSON cannot hold the record",
    "cut-off": "a line ends in the middle of a record",
    "repeated-key": "one object has a key twice",
    "missing-property": "a record lacks what every record has",
    "missing-answer": "a finished sentence lacks an answer that the schema requires",
    "unexpected-property": "a property is not in the schema",
    "wrong-type": "a text stands where a number should, or the like",
    "unknown-label": "a label is not in the schema",
    "malformed": "an id, a time or a hash does not look like one",
    "empty-text": "a text is empty that must not be",
    "too-short": "a text is shorter than the schema allows",
    "too-long": "a text is longer than the schema allows",
    "too-few": "a list has fewer items than the schema allows",
    "too-many": "a list has more items than the schema allows",
    "out-of-range": "a number is smaller or greater than the schema allows",
    "against-schema": "a record is against the schema in another way",
    "label-contradicted": "the sentence's label and its claims contradict each other",
    "repeated-revision": "a revision is there twice",
    "unknown-document": "a record is on an article that is not here",
    "other-version": "a record was made on another version of the article",
    "schema-version": "a record was made with a schema that this one does not continue",
    "foreign-sentence": "a sentence's id is none of the record's document",
    "unknown-sentence": "no sentence starts where a record says",
    "span-empty": "a span ends where it starts, or before",
    "span-outside": "a span lies outside of the text",
    "span-mismatch": "a span's offsets do not give its text",
    "pieces-overlap": "two pieces of a claim overlap",
    "pieces-unordered": "a claim's pieces are not in the order of the text",
    "claim-elsewhere": "a claim has no piece in its sentence",
    "unknown-claim": "a stance is on a claim that is not there",
    "unknown-source": "a stance is of a source that is not there",
    "no-stance": "no source takes a stance on a claim",
    "repeated-claim": "two claims have the same id or text",
    "repeated-source": "two sources have the same id",
    "repeated-stance": "a source takes two stances on one claim",
    "not-the-author": "source s0 is not the article's own voice",
    "no-name": "a source was to be named later and has no name yet",
    "two-sources": "one id stands for two sources of a document",
    "store-damaged": "the database says that it is damaged",
    "segmentation-misfit": "a stored document's blocks or sentences do not fit its text",
    "document-unknown": "the store has decisions on a document that it has not",
    "revision-unreadable": "a stored decision cannot be read",
}
_WARNINGS = {
    "claims-overlap": "two claims of one annotator overlap",
    "unused-source": "a source takes no stance in a finished sentence",
    "other-mention": "the mention of a source is another source's name",
    "cue-in-claim": "a cue lies inside the claim whose attribution it shows",
    "quote-type": "quotation marks do not fit the quote type",
    "stance-against-cue": "a source supports what its cue denies",
    "span-padded": "a span has white space at its edge",
    "retired-label": "an answer has a label that the schema has retired",
    "sentence-left": "one of few sentences left in an article that is labelled to its end",
    "accepts-everything": "an annotator accepted all of many suggestions unchanged",
    "too-fast": "an annotator labelled an article faster than it can be read",
}
CODES: Mapping[str, Code] = {
    **{code: Code(ERROR, line) for code, line in _ERRORS.items()},
    **{code: Code(WARNING, line) for code, line in _WARNINGS.items()},
}


def severity(problem: Problem) -> str:
    """How bad a problem is; one that is not among `CODES` (of reading an article) is an error."""
    return CODES[problem.code].severity if problem.code in CODES else ERROR


def code_lines() -> Iterator[str]:
    """Each code on a line, for people."""
    width = max(map(len, CODES))
    for name, code in CODES.items():
        yield f"{code.severity:8} {name:{width}}  {code.line}"


def read_codes(text: str) -> frozenset[str]:
    """The codes in a list parted by commas. Raises AnnotateError, naming codes like it, for one that is unknown."""
    names = [name for part in text.split(",") if (name := part.strip())]
    for name in names:
        if name not in CODES:
            like = get_close_matches(name, CODES)
            hint = f"did you mean {' or '.join(like)}?" if like else "`annotate check --codes` lists them"
            raise AnnotateError(f"{name} is no code of a problem; {hint}")
    return frozenset(names)


def chosen(problems: Iterable[Problem], select: frozenset[str], ignore: frozenset[str]) -> tuple[Problem, ...]:
    """The problems with one of the codes in `select` (all, where it is empty) and none in `ignore`."""
    return tuple(p for p in problems if p.code not in ignore and (not select or p.code in select))
