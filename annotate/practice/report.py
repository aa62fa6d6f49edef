"""What the learner is told of the comparison: a line for a sentence, and the report at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotate.labelling.state import claim_text, quote, source_name
from annotate.model import AUTHOR, Annotation, Source
from annotate.practice.comparison import Answer, Comparison, Pair, Said, Voice, compare
from annotate.practice.lesson import Lesson
from annotate.schema import Schema


class Difference(NamedTuple):
    """What differs from the gold, in words, and the noun of the scheme whose guideline says why."""

    noun: str
    words: str


def judged(lesson: Lesson, at: int, own: Annotation) -> str:
    """How a learner's annotation of the sentence of that index compares, in a line, with the scheme's reason."""
    differences = _differences(_compared(lesson, at, own), lesson.schema)
    verdict = differences[0].words if differences else "right"
    more = f" (and {len(differences) - 1} more)" if len(differences) > 1 else ""
    return f"{verdict}{more}. {lesson.topics[at].why}"


def report(lesson: Lesson, annotations: Mapping[str, Annotation], seconds: float) -> Iterator[str]:
    """The report on a learner's annotations (by sentence id), line by line; sentences without a label are not counted.

    `seconds` is the active time they took.
    """
    ids = [sentence.id for sentence in lesson.document.sentences]
    done = {at: annotations[id] for at, id in enumerate(ids) if id in annotations and annotations[id].label is not None}
    compared = {at: _compared(lesson, at, own) for at, own in done.items()}
    yield f"{len(done)} of {len(ids)} sentences practised in {_time(seconds)}; a lesson's labels are not kept."
    if done:
        yield ""
        yield from _tallies(list(compared.values()))
        yield ""
        yield from _table(lesson, compared)
    yield "Next: annotate label, on an article of yours."


def _compared(lesson: Lesson, at: int, own: Annotation) -> Comparison:
    return compare(lesson.gold[lesson.document.sentences[at].id], own)


# -- the differences ----------------------------------------------------------------------------------------------------


def _differences(compared: Comparison, schema: Schema) -> list[Difference]:
    return [*_of_sentence(compared), *(found for pair in compared.pairs for found in _of_pair(pair, schema))]


def _of_sentence(compared: Comparison) -> Iterator[Difference]:
    if compared.own == "skip":
        yield Difference("annotation", "skipped")
    elif compared.own == "claim" and compared.gold == "no_claim":
        yield Difference("annotation", "the gold has no claim here")
    else:
        yield from (Difference("claim", f"claim missed: {_short(claim_text(claim))}") for claim in compared.missed)
        yield from (Difference("claim", f"not a claim in the gold: {_short(claim_text(claim))}") for claim in compared.extra)


def _short(text: str) -> str:
    return quote(text, 40)


def _of_pair(pair: Pair, schema: Schema) -> Iterator[Difference]:
    if not pair.exact:
        yield Difference("claim", f"{_length(pair)} than the gold: {_short(claim_text(pair.gold))}")
    for voice in pair.voices:
        yield from _of_voice(voice)
    for answer in _answers(pair):
        question = schema.attribute(answer.noun, answer.name)
        if question is not None and answer.own != answer.gold:
            yield Difference(answer.noun, f"{question.title.lower()} {answer.own}, the gold says {answer.gold}")


def _length(pair: Pair) -> str:
    if pair.longer == 0:
        return "other words"
    number = abs(pair.longer)
    return f"{number} word{'s' if number > 1 else ''} {'longer' if pair.longer > 0 else 'shorter'}"


def _of_voice(voice: Voice) -> Iterator[Difference]:
    match voice:
        case Voice(gold=Said(source), own=None):
            yield Difference("source", f"source missing: {source_name(source)}")
        case Voice(gold=None, own=Said(source)):
            yield Difference("source", f"not the source in the gold: {source_name(source)}")
        case Voice(gold=Said(source, stance), own=Said(named, taken)):
            if source.mention != named.mention:
                yield Difference("source", f"mention {_mention(named)}, the gold has {_mention(source)}")
            if stance != taken:
                yield Difference("stance", f"stance {taken}, the gold says {stance}")


def _mention(source: Source) -> str:
    return _short(source.mention.text) if source.mention else "none"


# -- the report -----------------------------------------------------------------------------------------------------------


def _tallies(compared: Sequence[Comparison]) -> Iterator[str]:
    pairs = [pair for comparison in compared for pair in comparison.pairs]
    missed, extra = sum(len(c.missed) for c in compared), sum(len(c.extra) for c in compared)
    exact = sum(pair.exact for pair in pairs)
    yield f"  claims   {len(pairs)} of {len(pairs) + missed} found, {exact} of them exactly; {extra} too many"
    voices = [voice for pair in pairs for voice in pair.voices]
    found = [(voice.gold, voice.own) for voice in voices if voice.gold and voice.own]
    named = sum(gold.source.id != AUTHOR for gold, _ in found)
    unsaid, wrong = sum(voice.own is None for voice in voices), sum(voice.gold is None for voice in voices)
    yield f"  sources  {named} of {named + unsaid} found; {wrong} too many"
    yield f"  stances  {sum(gold.stance == own.stance for gold, own in found)} of {len(found)} the same"
    answers = [answer for pair in pairs for answer in _answers(pair)]
    yield f"  answers  {sum(answer.own == answer.gold for answer in answers)} of {len(answers)} the same"


def _answers(pair: Pair) -> Iterator[Answer]:
    """The questions about a claim and about its sources."""
    yield from pair.answers
    for voice in pair.voices:
        yield from voice.answers


def _table(lesson: Lesson, compared: Mapping[int, Comparison]) -> Iterator[str]:
    """A row for each sentence; what differs below it, with the reason; in the end the guidelines to read again."""
    nouns: dict[str, None] = {}
    for at, comparison in compared.items():
        differences, topic = _differences(comparison, lesson.schema), lesson.topics[at]
        yield f"  {at + 1}  {topic.teaches}: {'not quite' if differences else 'right'}"
        if differences:
            yield from (f"     - {difference.words}" for difference in differences)
            yield f"     {topic.why}"
            nouns |= dict.fromkeys(difference.noun for difference in differences)
    yield ""
    if nouns:
        yield f"Read again, with G at the prompt: {', '.join(lesson.schema.guidelines[noun].title for noun in nouns)}."


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
