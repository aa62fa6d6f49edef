"""What annotators decided on a sentence, in words, for an adjudicator to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from annotate.labelling.state import State, claim_text, quote, source_name, stance_title
from annotate.model import AUTHOR, Annotation, Stance

Said = tuple[Hashable, ...]
"""Where a claim is, the id of who takes a stance on it, and something that was said of the two."""


def version_lines(state: State) -> Iterator[list[str]]:
    """The versions of a sentence: who decided what, then its claims, each with who puts it forward, and how.

    Of sources and stances only that is told which is not the same in all versions that have them.
    """
    said = [set(_said(state, version.annotation)) for version in state.candidates]
    count = Counter(chain.from_iterable(said)) + Counter(pair for one in said for pair in {each[:2] for each in one})
    same = {each for each, times in count.items() if times == count[each[:2]]}
    for version in state.candidates:
        annotation = version.annotation
        choice = state.schema.labels["annotation"].choice(annotation.label or "")
        head = choice.title if choice else annotation.label
        yield [
            f"{', '.join(version.names)}: {head}{_in_brackets('()', annotation.attributes.values())}",
            *_claims(state, annotation, same),
        ]


def _claims(state: State, annotation: Annotation, same: AbstractSet[Said]) -> Iterator[str]:
    names = {source.id: source_name(source) for source in annotation.sources}
    for claim in annotation.claims:
        stances = [stance for stance in annotation.stances if stance.claim == claim.id]
        alone = all(stance.source == AUTHOR for stance in stances)
        voices = []
        for stance in stances:
            other = [one for one in _of_stance(state, annotation, stance) if (claim.spans, stance.source, one) not in same]
            title = stance_title(state, stance).lower()
            if stance.source != AUTHOR or alone or other:  # that the author passes it on is usual
                details = _in_brackets("[]", (one for one in other if one != title))
                voices.append(f"{names.get(stance.source, 'author')} {title}{details}")
        yield f"{quote(claim_text(claim))}: {', '.join(voices)}{_in_brackets('()', claim.attributes.values())}"


def _said(state: State, annotation: Annotation) -> Iterator[Said]:
    spans = {claim.id: claim.spans for claim in annotation.claims}
    for stance in annotation.stances:
        yield from ((spans[stance.claim], stance.source, one) for one in _of_stance(state, annotation, stance))


def _of_stance(state: State, annotation: Annotation, stance: Stance) -> Iterator[str]:
    """The stance, what was answered about it and about who takes it, where both show."""
    yield stance_title(state, stance).lower()
    yield from map(str, stance.attributes.values())
    if stance.cue:
        yield f"cue {quote(stance.cue.text)}"
    for source in annotation.sources:
        if source.id == stance.source != AUTHOR:
            yield from map(str, source.attributes.values())
            if source.mention:
                yield f"mention {quote(source.mention.text)}"


def _in_brackets(pair: str, what: Iterable[object]) -> str:
    told = ", ".join(map(str, what))
    return f" {pair[0]}{told}{pair[1]}" if told else ""
