"""The comparison in words: a line for one sentence, and the report at the end of the lesson."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotate.labelling.state import claim_text, quote, source_name
from annotate.model import AUTHOR, Annotation, ClaimLink, Source
from annotate.practice.comparison import AnswerPair, ClaimPair, LinkPair, SentenceComparison, SourcePair, SourceStance, compare
from annotate.practice.lesson import Lesson
from annotate.schema import Schema
from annotate.schema.wellknown import CLAIM, NO_CLAIM, SKIP


class Difference(NamedTuple):
    """A difference from the gold in words, and the noun of the scheme whose guideline explains it."""

    noun: str
    words: str


def judgement(lesson: Lesson, index: int, own: Annotation) -> str:
    """Return how a learner's annotation of the sentence with an index compares, in one line with the scheme's reason."""
    differences = _differences(_compare(lesson, index, own), lesson.schema)
    verdict = differences[0].words if differences else "right"
    more = f" (and {len(differences) - 1} more)" if len(differences) > 1 else ""
    return f"{verdict}{more}. {lesson.topics[index].why}"


def report(lesson: Lesson, annotations: Mapping[str, Annotation], seconds: float) -> Iterator[str]:
    """Yield the lines of the report on a learner's annotations.

    Args:
        lesson: The lesson with its gold.
        annotations: The learner's annotations by sentence id; those without a label are not counted.
        seconds: The active time that they took.
    """
    ids = [sentence.id for sentence in lesson.document.sentences]
    finished = {index: own for index, id in enumerate(ids) if (own := annotations.get(id)) and own.label is not None}
    compared = {index: _compare(lesson, index, own) for index, own in finished.items()}
    yield f"{len(finished)} of {len(ids)} sentences practised in {_time(seconds)}; practice labels are not saved."
    if finished:
        yield ""
        yield from _tallies(list(compared.values()))
        yield ""
        yield from _table(lesson, compared)
    yield "Next: annotate label, to label your own articles."


def _compare(lesson: Lesson, index: int, own: Annotation) -> SentenceComparison:
    return compare(lesson.gold[lesson.document.sentences[index].id], own)


def _differences(compared: SentenceComparison, schema: Schema) -> list[Difference]:
    return [
        *_sentence_differences(compared),
        *(difference for pair in compared.pairs for difference in _pair_differences(pair, schema)),
    ]


def _sentence_differences(compared: SentenceComparison) -> Iterator[Difference]:
    if compared.own == SKIP:
        yield Difference("annotation", "skipped")
    elif compared.own == CLAIM and compared.gold == NO_CLAIM:
        yield Difference("annotation", "the gold has no claim here")
    else:
        yield from (Difference("claim", f"claim missed: {_short(claim_text(claim))}") for claim in compared.missed)
        yield from (Difference("claim", f"not a claim in the gold: {_short(claim_text(claim))}") for claim in compared.extra)


def _short(text: str) -> str:
    return quote(text, 40)


def _pair_differences(pair: ClaimPair, schema: Schema) -> Iterator[Difference]:
    if not pair.exact:
        yield Difference("claim", f"{_length(pair)} than the gold: {_short(claim_text(pair.gold))}")
    for source in pair.sources:
        yield from _source_differences(source)
    for link in pair.links:
        yield from _link_differences(link)
    for answer in _answers(pair):
        question = schema.attribute(answer.noun, answer.name)
        if question is not None and answer.own != answer.gold:
            yield Difference(answer.noun, f"{question.title.lower()} {answer.own}, the gold has {answer.gold}")


def _length(pair: ClaimPair) -> str:
    if pair.extra_words == 0:
        return "different words"
    number = abs(pair.extra_words)
    return f"{number} word{'s' if number > 1 else ''} {'longer' if pair.extra_words > 0 else 'shorter'}"


def _source_differences(pair: SourcePair) -> Iterator[Difference]:
    match pair:
        case SourcePair(gold=SourceStance(source), own=None):
            yield Difference("source", f"source missing: {source_name(source)}")
        case SourcePair(gold=None, own=SourceStance(source)):
            yield Difference("source", f"not a source in the gold: {source_name(source)}")
        case SourcePair(gold=SourceStance(gold_source, gold_stance), own=SourceStance(own_source, own_stance)):
            if gold_source.mention != own_source.mention:
                yield Difference("source", f"mention {_mention(own_source)}, the gold has {_mention(gold_source)}")
            if gold_stance != own_stance:
                yield Difference("stance", f"stance {own_stance}, the gold has {gold_stance}")


def _link_differences(pair: LinkPair) -> Iterator[Difference]:
    match pair:
        case LinkPair(gold=ClaimLink() as link, own=None):
            yield Difference("link", f"link missing: {link.label} {_short(link.target_text)}")
        case LinkPair(gold=None, own=ClaimLink() as link):
            yield Difference("link", f"not a link in the gold: {link.label} {_short(link.target_text)}")
        case LinkPair(gold=ClaimLink(label=gold), own=ClaimLink(label=own)) if gold != own:
            yield Difference("link", f"link {own}, the gold has {gold}")


def _mention(source: Source) -> str:
    return _short(source.mention.text) if source.mention else "none"


def _tallies(compared: Sequence[SentenceComparison]) -> Iterator[str]:
    pairs = [pair for comparison in compared for pair in comparison.pairs]
    missed, extra = sum(len(c.missed) for c in compared), sum(len(c.extra) for c in compared)
    exact = sum(pair.exact for pair in pairs)
    yield f"  claims   {len(pairs)} of {len(pairs) + missed} found, {exact} of them exactly; {extra} extra"
    sources = [source for pair in pairs for source in pair.sources]
    matched = [(source.gold, source.own) for source in sources if source.gold and source.own]
    named = sum(gold.source.id != AUTHOR for gold, _ in matched)
    missed, extra = sum(source.own is None for source in sources), sum(source.gold is None for source in sources)
    yield f"  sources  {named} of {named + missed} found; {extra} extra"
    yield f"  stances  {sum(gold.stance == own.stance for gold, own in matched)} of {len(matched)} the same"
    links = [link for pair in pairs for link in pair.links if link.gold]
    yield f"  links    {sum(link.same for link in links)} of {len(links)} the same"
    answers = [answer for pair in pairs for answer in _answers(pair)]
    yield f"  answers  {sum(answer.own == answer.gold for answer in answers)} of {len(answers)} the same"


def _answers(pair: ClaimPair) -> Iterator[AnswerPair]:
    """Yield the answers about a claim and about its sources."""
    yield from pair.answers
    for source in pair.sources:
        yield from source.answers


def _table(lesson: Lesson, compared: Mapping[int, SentenceComparison]) -> Iterator[str]:
    """Yield a row for each sentence with the differences and the reason below it, and at the end the guidelines to read."""
    nouns: dict[str, None] = {}
    for index, comparison in compared.items():
        differences, topic = _differences(comparison, lesson.schema), lesson.topics[index]
        yield f"  {index + 1}  {topic.teaches}: {'not quite' if differences else 'right'}"
        if differences:
            yield from (f"     - {difference.words}" for difference in differences)
            yield f"     {topic.why}"
            nouns |= dict.fromkeys(difference.noun for difference in differences)
    yield ""
    if nouns:
        yield f"Guidelines to read again (G at the prompt): {', '.join(lesson.schema.guidelines[noun].title for noun in nouns)}."


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
