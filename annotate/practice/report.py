"""What the learner is told of the comparison: a line for a sentence, and the report at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotate.model import AUTHOR, Annotation
from annotate.practice.comparison import Answer, Comparison, Pair, Voice, compare
from annotate.practice.lesson import Lesson
from annotate.prompt.state import claim_text, quoted, source_name
from annotate.schema import Schema


class Difference(NamedTuple):
    """What differs from the gold, in words, and the noun of the scheme whose guideline says why."""

    noun: str
    words: str


def judged(lesson: Lesson, at: int, own: Annotation) -> str:
    """How a learner's annotation of the sentence of that index compares, with the scheme's reason."""
    return f"{_verdict(_differences(_compared(lesson, at, own), lesson.schema))}. {lesson.topics[at].why}"


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


def _verdict(differences: Sequence[Difference]) -> str:
    return "; ".join(difference.words for difference in differences) or "right"


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
    return quoted(text, 36)


def _of_pair(pair: Pair, schema: Schema) -> Iterator[Difference]:
    if not pair.exact:
        yield Difference("claim", f"{_length(pair)}: {_short(claim_text(pair.gold))}")
    for voice in pair.voices:
        yield from _of_voice(voice, schema)
    yield from _of_answers(pair.answers, schema)


def _length(pair: Pair) -> str:
    if pair.longer == 0:
        return "the claim has other words than the gold"
    number = abs(pair.longer)
    return f"the claim is {number} word{'s' if number > 1 else ''} {'longer' if pair.longer > 0 else 'shorter'} than the gold"


def _of_voice(voice: Voice, schema: Schema) -> Iterator[Difference]:
    name = source_name(voice.source)
    if voice.own is None:
        yield Difference("source", f"source missing: {name}")
    elif voice.gold is None:
        yield Difference("source", f"not the source in the gold: {name}")
    elif voice.own != voice.gold:
        yield Difference("stance", f"stance {voice.own}, the gold says {voice.gold}")
    yield from _of_answers(voice.answers, schema)


def _of_answers(answers: Sequence[Answer], schema: Schema) -> Iterator[Difference]:
    for answer in answers:
        question = schema.attribute(answer.noun, answer.name)
        if question is not None and answer.own != answer.gold:
            yield Difference(answer.noun, f"{question.title.lower()} {answer.own}, the gold says {answer.gold}")


# -- the report -----------------------------------------------------------------------------------------------------------


def _tallies(compared: Sequence[Comparison]) -> Iterator[str]:
    pairs = [pair for comparison in compared for pair in comparison.pairs]
    missed, extra = sum(len(c.missed) for c in compared), sum(len(c.extra) for c in compared)
    exact = sum(pair.exact for pair in pairs)
    yield f"  claims   {len(pairs)} of {len(pairs) + missed} found, {exact} of them exactly; {extra} too many"
    named = [voice for pair in pairs for voice in pair.voices if voice.source.id != AUTHOR]
    wanted = [voice for voice in named if voice.gold is not None]
    found = sum(voice.own is not None for voice in wanted)
    yield f"  sources  {found} of {len(wanted)} found; {len(named) - len(wanted)} too many"
    both = [voice for pair in pairs for voice in pair.voices if voice.gold is not None and voice.own is not None]
    yield f"  stances  {sum(voice.own == voice.gold for voice in both)} of {len(both)} the same"
    answers = [a for pair in pairs for a in (*pair.answers, *(answer for voice in pair.voices for answer in voice.answers))]
    yield f"  answers  {sum(answer.own == answer.gold for answer in answers)} of {len(answers)} the same"


def _table(lesson: Lesson, compared: Mapping[int, Comparison]) -> Iterator[str]:
    """A row for each sentence; where it differs, why the gold is as it is, and in the end which guidelines to read."""
    nouns: dict[str, None] = {}
    for at, comparison in compared.items():
        differences, topic = _differences(comparison, lesson.schema), lesson.topics[at]
        yield f"  {at + 1}  {topic.teaches:<24} {_verdict(differences)}"
        if differences:
            yield f"     {topic.why}"
            nouns |= dict.fromkeys(difference.noun for difference in differences)
    yield ""
    if nouns:
        yield f"Read again, with G at the prompt: {', '.join(lesson.schema.guidelines[noun].title for noun in nouns)}."


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
