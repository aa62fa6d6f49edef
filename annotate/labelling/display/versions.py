"""The annotators' versions of a sentence in words, for an adjudicator to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain

from annotate.labelling.display.wording import describe_answer
from annotate.labelling.state import State, claim_text, quote, source_name, stance_title
from annotate.model import AUTHOR, Annotation, Scalar, Stance

Detail = tuple[Hashable, ...]
"""The spans of a claim, the id of a source with a stance on it, and a detail of that stance or source."""


def version_lines(state: State) -> Iterator[list[str]]:
    """Yield the lines of each version of a sentence: its annotators and label, then its claims with their sources and stances.

    Details of sources and stances are left out if all versions that have the source on the claim agree on them.
    """
    # Counts both each detail and each pair of claim and source (a detail's first two fields), so that a detail is shared by all
    # versions that have its pair exactly if both were counted equally often.
    details = [set(_details(state, version.annotation)) for version in state.candidates]
    count = Counter(chain.from_iterable(details)) + Counter(pair for each in details for pair in {detail[:2] for detail in each})
    shared = {detail for detail, times in count.items() if times == count[detail[:2]]}
    for version in state.candidates:
        annotation = version.annotation
        choice = state.schema.labels["annotation"].choice(annotation.label or "")
        head = choice.title if choice else annotation.label
        yield [
            f"{', '.join(version.names)}: {head}{_in_brackets('()', _words(annotation.attributes))}",
            *_claims(state, annotation, shared),
        ]


def _claims(state: State, annotation: Annotation, shared: AbstractSet[Detail]) -> Iterator[str]:
    names = {source.id: source_name(source) for source in annotation.sources}
    for claim in annotation.claims:
        stances = [stance for stance in annotation.stances if stance.claim == claim.id]
        only_author = all(stance.source == AUTHOR for stance in stances)
        attributions = []
        for stance in stances:
            details = [
                text for text in _stance_details(state, annotation, stance) if (claim.spans, stance.source, text) not in shared
            ]
            title = stance_title(state, stance).lower()
            if stance.source != AUTHOR or only_author or details:  # the author's usual stance beside a source is not mentioned
                bracketed = _in_brackets("[]", (text for text in details if text != title))
                attributions.append(f"{names.get(stance.source, 'author')} {title}{bracketed}")
        yield f"{quote(claim_text(claim))}: {', '.join(attributions)}{_in_brackets('()', _words(claim.attributes))}"


def _details(state: State, annotation: Annotation) -> Iterator[Detail]:
    spans = {claim.id: claim.spans for claim in annotation.claims}
    for stance in annotation.stances:
        yield from ((spans[stance.claim], stance.source, text) for text in _stance_details(state, annotation, stance))


def _stance_details(state: State, annotation: Annotation, stance: Stance) -> Iterator[str]:
    """Yield the stance, the answers about it and about its source, its cue and the source's mention."""
    yield stance_title(state, stance).lower()
    yield from _words(stance.attributes)
    if stance.cue:
        yield f"cue {quote(stance.cue.text)}"
    for source in annotation.sources:
        if source.id == stance.source != AUTHOR:
            yield from _words(source.attributes)
            if source.mention:
                yield f"mention {quote(source.mention.text)}"


def _in_brackets(pair: str, values: Iterable[object]) -> str:
    """Return values in a pair of brackets after a space, or an empty string if there are none."""
    listed = ", ".join(map(str, values))
    return f" {pair[0]}{listed}{pair[1]}" if listed else ""


def _words(answers: Mapping[str, Scalar]) -> list[str]:
    return [describe_answer(question, answer) for question, answer in answers.items()]
