"""PAGE and END: pages to read, and the sentences that are left to finish."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from annotate.labelling.actions.questions import describe_article
from annotate.labelling.actions.review import quit_session
from annotate.labelling.missing import count_missing
from annotate.labelling.state import Ahead, Event, Filling, Key, Page, PageKind, Review, State, arrive, leave, refuse
from annotate.model import AUTHOR
from annotate.schema.wellknown import SKIP


def open_page(kind: PageKind) -> Callable[[State], State]:
    """Return the function that opens a page over the current mode."""

    def show_page(state: State) -> State:
        return replace(state, mode=Page(kind, state.mode), scroll=0)

    return show_page


def show_versions(state: State) -> State:
    """Show the annotators' versions of the sentence in full, and their notes and flags."""
    if isinstance(state.mode, Review) and (state.candidates or state.sentence.id in state.remarks):
        return open_page(PageKind.VERSIONS)(state)
    return refuse(state, "There are no versions to show here.")


def handle_page(state: State, event: Event) -> State:
    """Scroll the page, or close it on any other key. The front end limits scrolling, as it knows the page's length."""
    match event:
        case Key("j" | "down"):
            return replace(state, scroll=state.scroll + 1)
        case Key("k" | "up"):
            return replace(state, scroll=state.scroll - 1)
        case Key("pgdn" | "space"):
            return replace(state, scroll=state.scroll + state.page)
        case Key("pgup"):
            return replace(state, scroll=state.scroll - state.page)
    return leave(state)


def code_points(text: str, offset: int) -> Iterable[str]:
    """Yield a line for each code point: its offset in the document, its number and its name."""
    for place, character in enumerate(text, offset):
        yield f"{place:>6}  U+{ord(character):04X}  {unicodedata.name(character, '(no name)')}"


def remaining(state: State) -> dict[str, list[int]]:
    """Return the numbers of the sentences to come back to, by reason: open, skipped, flagged, or a source without a name."""
    numbers: dict[str, list[int]] = {"open": [], "skipped": [], "flagged": [], "source not named yet": []}
    in_scope = {sentence.id for sentence in state.scope}
    for number, sentence in enumerate(state.document.sentences, 1):
        if sentence.id not in in_scope:
            continue
        annotation = state.annotation_of(sentence.id)
        if annotation.label is None:
            numbers["open"].append(number)
        if annotation.label == SKIP:
            numbers["skipped"].append(number)
        if annotation.flag is not None:
            numbers["flagged"].append(number)
        if any(not source.name for source in annotation.sources):
            numbers["source not named yet"].append(number)
    return numbers


def go_on(state: State) -> State:
    """Go to the first open sentence, else to the next article, else to what is left here; quit if nothing is."""
    if not state.filling and (unfinished := remaining(state)["open"]):
        return arrive(state, unfinished[0] - 1)
    if state.ahead is not None and state.ahead.next is not None:
        return replace(state, over=True, onward=True, message=f"Next article: {state.ahead.next}.")
    return quit_session(state) if state.filling else revisit(state)


def revisit(state: State) -> State:
    """Go to the first sentence that is not done; if there is none, to the next article; quit if there is neither."""
    if state.filling:
        return go_on(state)
    first = next((number for numbers in remaining(state).values() for number in numbers), None)
    if first is not None:
        return arrive(state, first - 1)
    return quit_session(state) if state.ahead is None or state.ahead.next is None else go_on(state)


def end_lines(state: State) -> Iterable[str]:
    """Yield what to say at the end of an article: what was labelled, what is left in it and in the project, how to go on."""
    if state.filling:
        yield from _filled(state, state.filling)
        return
    ahead = state.ahead
    time = f" in {_duration(ahead.seconds)}" if ahead else ""
    yield f"End of {state.document.id}: {state.finished} of {_counted(len(state.scope), 'sentence')} done."
    yield f"Labelled: {_labelled(state)}{time}."
    if about := describe_article(state):
        yield f"About the article: {about}."
    left = {kind: numbers for kind, numbers in remaining(state).items() if numbers}
    for kind, numbers in left.items():
        yield f"{kind}: {', '.join(map(str, numbers[:30]))}{' ...' if len(numbers) > 30 else ''}"
    if ahead is not None:
        yield _project_line(state, ahead)
    yield _ways_on(state, left)


def _filled(state: State, filling: Filling) -> Iterable[str]:
    """Yield what to say once the missing answers of an article are asked for."""
    left = count_missing(state.schema, state.annotations, filling.question)
    given = max(filling.missing - left, 0)
    yield f"End of {state.document.id}: {filling.question.title}, {_counted(given, 'answer')} given, {left:,} left open."
    onward = state.ahead is not None and state.ahead.next is not None
    yield f"{state.key('enter')}: {'next article. ' + state.key('q') + ': leave' if onward else 'leave'}."


def _labelled(state: State) -> str:
    annotations = [state.annotation_of(sentence.id) for sentence in state.document.sentences]
    sources = {source.id for annotation in annotations for source in annotation.sources} - {AUTHOR}
    numbers = {
        "claim": sum(len(annotation.claims) for annotation in annotations),
        "source": len(sources),
        "stance": sum(len(annotation.stances) for annotation in annotations),
    }
    return ", ".join(_counted(number, noun) for noun, number in numbers.items())


def _project_line(state: State, ahead: Ahead) -> str:
    if ahead.planned:
        return "The plan has another article for you." if ahead.next else "You have finished everything the plan gives you."
    if ahead.chosen:
        left = f"{_counted(ahead.sentences, 'sentence')} in {_counted(ahead.articles, 'article')}"
        return f"Left to look at: {left}." if ahead.articles else "You have looked at all sentences that you chose."
    work = "to adjudicate" if state.versions else "in the project"
    if ahead.articles:
        return f"Left {work}: {_counted(ahead.articles, 'article')}, {_counted(ahead.sentences, 'sentence')}."
    return f"Nothing is left {work}; next: annotate check, annotate export."


def _ways_on(state: State, left: Mapping[str, Sequence[int]]) -> str:
    """Return the keys that lead on from here."""
    enter, space, leave_key = (state.key(name) for name in ("enter", "space", "q"))
    if "open" in left:
        return f"{enter}: go to sentence {left['open'][0]}, which is open. {leave_key}: leave."
    back = f" {space}: go to sentence {next(iter(left.values()))[0]}." if left else ""
    if state.ahead is not None and state.ahead.next is not None:
        return f"{enter}: next article, {state.ahead.next}.{back} {leave_key}: leave."
    return f"All done.{back} {leave_key}: leave."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
