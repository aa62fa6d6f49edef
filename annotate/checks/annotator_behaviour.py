"""Warnings about how an annotator worked on a document: sentences left out, suggestions all accepted, faster than reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.checks.context import CheckContext
from annotate.checks.phrases import counted
from annotate.model import Problem, Sentence
from annotate.model.ids import split_answer_key, split_import_key

MAX_LEFT = 0.1
"""The greatest share of a document's sentences without a label (one always may be) for it to count as labelled to the end."""

MIN_OFFERS = 20
"""The smallest number of suggestions that is suspicious if all are accepted: fewer may all be right."""

WORDS_PER_MINUTE = 238
"""Silent reading of non-fiction in English: the mean of 190 studies in Brysbaert (2019), Journal of Memory and Language 109."""

SKIMMING = 3.0
"""The highest plausible multiple of that speed: no study in that review has readers who understand at three times the mean."""

MIN_WORDS = 100
"""The smallest number of words from which a pace is computed."""


def sentences_left(contexts: Sequence[CheckContext]) -> Iterator[Problem]:
    """Yield the unlabelled sentences of a document labelled to the end: its last sentence is done, and few others are not."""
    first = contexts[0]
    if first.index is None or not first.index.document.sentences:
        return
    document = first.index.document
    sentences = document.sentences
    done = {context.revision.sentence for context in contexts if context.finished}
    if len(done) == len(sentences):
        return
    left = [(number, sentence) for number, sentence in enumerate(sentences, 1) if sentence.id not in done]
    limit = max(1, MAX_LEFT * len(sentences))
    if not left or sentences[-1].id not in done or len(left) > limit or len(left) == len(sentences):
        return
    begun = {context.revision.sentence for context in contexts}
    for number, sentence in left:
        state = "begun but not finished" if sentence.id in begun else "not labelled"
        message = f"sentence {number} is {state}; {first.revision.annotator} labelled the others to the end"
        yield _problem(first, "sentence-left", message, f"annotate label {document.id}, then :{number}", sentence)


def accepts_everything(contexts: Sequence[CheckContext]) -> Iterator[Problem]:
    """Yield a problem if all suggestions were accepted unchanged. A suggestion whose items have several origins counts once."""
    offers = set()
    for context in contexts:
        for origin in context.revision.origins:
            if origin.rule and not split_import_key(origin.rule)[1]:
                if origin.how != "accepted":
                    return
                if not split_answer_key(origin.item)[1]:
                    offers.add((context.revision.sentence, origin.rule))
    if len(offers) >= MIN_OFFERS:
        message = f"{contexts[0].revision.annotator} accepted all of {counted(len(offers), 'suggestion')} unchanged"
        yield _problem(contexts[0], "accepts-everything", message, "were they read? spot-check some of them")


def too_fast(contexts: Sequence[CheckContext], seconds: float) -> Iterator[Problem]:
    """Yield a problem if the finished sentences of a document took less time than reading them, accepting suggestions included.

    `seconds` is all the time that the annotator spent on the document; 0 where the records do not say, and then nothing is
    reported. Words are separated by spaces: scripts written without them have too few words to judge.
    """
    index = contexts[0].index
    if index is None or not seconds:
        return
    finished = (context.revision.sentence for context in contexts if context.finished)
    words = sum(index.words.get(sentence, 0) for sentence in finished)
    pace = words * 60 / seconds
    if words >= MIN_WORDS and pace > SKIMMING * WORDS_PER_MINUTE:
        message = f"{contexts[0].revision.annotator} took {seconds:.0f} s for {words} words, {pace:.0f} a minute"
        remedy = f"faster than people read ({WORDS_PER_MINUTE} a minute); spot-check some sentences"
        yield _problem(contexts[0], "too-fast", message, remedy)


def _problem(context: CheckContext, code: str, message: str, remedy: str, sentence: Sentence | None = None) -> Problem:
    """Return a problem of the document as a whole, or of one of its sentences."""
    return Problem(code, message, remedy, context.origin, "", context.revision.document, sentence.id if sentence else "")
