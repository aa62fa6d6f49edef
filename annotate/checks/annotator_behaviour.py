"""How an annotator worked on a document: what was left, what was accepted unread, what was faster than reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.checks.context import CheckContext
from annotate.checks.phrases import counted
from annotate.model import Problem, Sentence

LEFT = 0.1
"""The share of a document's sentences that may be left (one always may) for it to count as labelled to its end."""

OFFERS = 20
"""Fewer suggestions than these may all be right."""

WORDS_PER_MINUTE = 238
"""Silent reading of non-fiction in English: the mean of 190 studies in Brysbaert (2019), Journal of Memory and Language 109."""

SKIMMING = 3.0
"""How many times as fast a person may be: no study in that review has readers who understand at three times the mean."""

WORDS = 100
"""Fewer words than these say nothing about pace."""


def sentences_left(cases: Sequence[CheckContext]) -> Iterator[Problem]:
    """The sentences left in a document that is labelled to its end: its last sentence is decided, and few others are not."""
    known = cases[0].known
    if known is None or not known.document.sentences:
        return
    sentences, first = known.document.sentences, cases[0]
    done = {case.revision.sentence for case in cases if case.annotation.label is not None}
    if len(done) == len(sentences):
        return
    left = [(number, sentence) for number, sentence in enumerate(sentences, 1) if sentence.id not in done]
    if not left or sentences[-1].id not in done or len(left) > max(1, LEFT * len(sentences)) or len(left) == len(sentences):
        return
    begun = {case.revision.sentence for case in cases}
    for number, sentence in left:
        what = "begun and not finished" if sentence.id in begun else "not labelled"
        message = f"sentence {number} is {what}; {first.revision.annotator} labelled the others to the end"
        yield _problem(first, "sentence-left", message, f"annotate label {known.document.id}, then :{number}", sentence)


def accepts_everything(cases: Sequence[CheckContext]) -> Iterator[Problem]:
    """Where all suggestions were accepted as they were. A suggestion whose items have several origins counts once."""
    offers = set()
    for case in cases:
        for origin in case.revision.origins:
            if origin.rule:
                if origin.how != "accepted":
                    return
                offers.add((case.revision.sentence, origin.rule))
    if len(offers) >= OFFERS:
        message = f"{cases[0].revision.annotator} accepted all of {counted(len(offers), 'suggestion')} unchanged"
        yield _problem(cases[0], "accepts-everything", message, "were they read? look at some again")


def too_fast(cases: Sequence[CheckContext], seconds: float) -> Iterator[Problem]:
    """Where the finished sentences of a document took less time than reading them takes, accepted suggestions included.

    `seconds` are all that the annotator spent on the document; records that tell none are not judged. Words are parted by
    spaces: in scripts written without them there are too few to judge.
    """
    known = cases[0].known
    if known is None or not seconds:
        return
    finished = (case.revision.sentence for case in cases if case.annotation.label is not None)
    words = sum(known.words.get(sentence, 0) for sentence in finished)
    pace = words * 60 / seconds
    if words >= WORDS and pace > SKIMMING * WORDS_PER_MINUTE:
        message = f"{cases[0].revision.annotator} took {seconds:.0f} s for {words} words, {pace:.0f} a minute"
        remedy = f"people read {WORDS_PER_MINUTE} a minute: was it read? look at some again"
        yield _problem(cases[0], "too-fast", message, remedy)


def _problem(case: CheckContext, code: str, message: str, remedy: str, sentence: Sentence | None = None) -> Problem:
    """A problem of the document as a whole, or of one of its sentences."""
    return Problem(code, message, remedy, case.where, "", case.revision.document, sentence.id if sentence else "")
