"""A session in plain sentences, printed in order by line mode for screen readers, without cursor movement or colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from annotate.labelling.actions.linking import linking_claim
from annotate.labelling.actions.pages import code_points, end_lines
from annotate.labelling.actions.picking import pick_words, ready_spans
from annotate.labelling.actions.questions import (
    SUGGESTION,
    answers_in_words,
    choice_of,
    choices_of,
    menu,
    suggested_answers,
    titles_of,
)
from annotate.labelling.actions.sources import picker_rows
from annotate.labelling.claim_links import describe_link, describe_offer, link_title, link_to, offered_link, shown_link
from annotate.labelling.display.claims import claim_line, claim_lines
from annotate.labelling.display.help import foot, guideline_lines, help_lines
from annotate.labelling.display.versions import decision_in_words, plain, version_lines
from annotate.labelling.script_language import NAMES
from annotate.labelling.state import (
    Ask,
    ChooseSource,
    ChooseTarget,
    ClaimPage,
    End,
    IdentifyMention,
    Menu,
    Mode,
    Page,
    PageKind,
    Pick,
    Picking,
    PickPurpose,
    Question,
    Review,
    SourcePicker,
    State,
    WriteAnswer,
    WriteLine,
    claim_text,
    describe_focus,
    quote,
    source_name,
    stance_title,
)
from annotate.labelling.words import words
from annotate.model import AUTHOR, answer_text
from annotate.model.ids import id_number, split_link_key
from annotate.schema import LINK
from annotate.text.terminal import show

_WORDS = {key.capitalize(): word for word, key in NAMES.items()}
_KEY = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def speak(before: State | None, after: State) -> list[str]:
    """Return the lines to say after a step, or at the start if there is no state before; they are safe to print."""
    said = [after.message] if after.message else []
    arrived = before is None or before.at != after.at or after.action != "edit"
    match after.mode:
        case End():
            said += end_lines(after) if arrived else []
        case Review():
            said += sentence(after) if arrived else _next_suggestion(before, after)
        case Pick() as pick:
            said += _words(after, pick)
        case ChooseSource() as choosing:
            said += [*_known(after), *_words(after, choosing)]
        case ChooseTarget() as target:
            said += _targets(after, target)
        case IdentifyMention(mention):
            said += [f"Who is “{mention.text}”? A number, or go for a new source.", *_known(after)]
        case SourcePicker() as picker:
            said += _picker(after, picker)
        case Menu():
            said += _menu(after)
        case Ask() | WriteAnswer() if after.filling and arrived:
            said += [*sentence(after), *_question(after)]
        case Ask(question):
            said += [] if before and _only_marked(before.mode, after.mode) else _ask(after, question)
        case WriteLine() | WriteAnswer() as line:
            said += _write(line)
        case Page() as page:
            said += _page(after, page)
        case ClaimPage() as claims:
            said += _claims(before, claims)
    return [show(line) for line in said]


def _next_suggestion(before: State | None, after: State) -> list[str]:
    """Return the suggestion that is focused next after one was accepted or rejected."""
    answered = before is not None and len(after.open_suggestions) < len(before.open_suggestions)
    return [describe_focus(after)] if answered and after.suggestion else []


def sentence(state: State) -> list[str]:
    """Return the current sentence, its labels and its open suggestions."""
    offered = len(state.open_suggestions)
    suggestions = f" {offered} suggestion{'s' if offered > 1 else ''}." if offered else ""
    kind = state.document.blocks[state.sentence.block].kind
    said = [
        f"Sentence {state.at + 1} of {len(state.document.sentences)}, {kind}.{suggestions}",
        " ".join(state.text_of(state.at).split()),
    ]
    annotation = state.annotation
    if annotation.label is not None:
        said.append(f"Done: {annotation.label.replace('_', ' ')}.")
    for claim in annotation.claims:
        stances = [s for s in annotation.stances if s.claim == claim.id]
        sources = {source.id: source for source in annotation.sources}
        said_by = ", ".join(f"{source_name(sources.get(s.source))} {stance_title(state, s).lower()}" for s in stances)
        said.append(f"Claim {claim.id.upper()} “{claim_text(claim)}”. {said_by}.")
        linked = (link for link in annotation.links if link.claim == claim.id)
        said += [f"{claim.id.upper()}: {describe_link(state, link)} {quote(link.target_text)}." for link in linked]
        if offer := shown_link(state, claim):
            relation, target = describe_offer(state, offer), quote(claim_text(offer.target))
            said.append(f"{claim.id.upper()}: {relation} {target}? {state.key('g')} ok takes it.")
    if annotation.flag is not None:
        said.append(f"Flagged: {annotation.flag or 'no reason'}.")
    if annotation.note:
        said.append(f"Note: {annotation.note}")
    said += _adjudicating(state)
    return [*said, *(_suggested(state, place) for place in range(offered))]


def _adjudicating(state: State, *, full: bool = False) -> list[str]:
    """Return what an adjudicator chooses from: the decision to approve, the annotators' remarks, the versions."""
    said = []
    if (decided := state.approvable) is not None and not full:
        said.append(f"Decided by {', '.join(decided.names)}: {decision_in_words(state, decided.annotation)}. go to approve it.")
    for remark in state.remarks.get(state.sentence.id, ()):
        said += [f"Flag by {remark.name}: {remark.flag or 'no reason'}."] if remark.flag is not None else []
        said += [f"Note by {remark.name}: {remark.note}"] if remark.note else []
    if full or len(state.candidates) > 1:
        for number, (head, *claims) in enumerate(version_lines(state, full=full), 1):
            said.append(" ".join([f"Version {number}, {plain(head)}.", *(f"{plain(claim)}." for claim in claims)]))
    return said


def _suggested(state: State, place: int) -> str:
    """Return a suggestion with the numbers of its words, by which its edges can be changed."""
    suggestion = state.open_suggestions[place]
    numbered = enumerate(words(state.text_of(state.at), state.sentence.start), 1)
    inside = [n for n, word in numbered if any(s.start < word.end and word.start < s.end for s in suggestion.spans)]
    position = f" words {inside[0]} to {inside[-1]}" if inside else ""
    said_by = f"Source {source_name(suggestion.source)}. Stance {stance_title(state, suggestion).lower()}."
    answers = answers_in_words(suggested_answers(state, suggestion))
    predicted = f" Answers: {answers}." if answers else ""
    offer = offered_link(state, suggestion.spans)
    link = f" Link: {describe_offer(state, offer)} {quote(claim_text(offer.target))}." if offer else ""
    return f"Suggestion {place + 1}: claim{position} {quote(claim_text(suggestion))}. {said_by}{predicted}{link}"


def _words(state: State, picking: Picking) -> list[str]:
    text = state.document.text
    listed = " ".join(f"{number} {text[word.start : word.end]}" for number, word in enumerate(pick_words(state, picking), 1))
    if picking.first is not None:
        return [f"Last word? {listed}"]
    question = "Which word?" if picking.single else "First and last word, by number?"
    with_spans = isinstance(picking, Pick) and picking.purpose not in (PickPurpose.START, PickPurpose.END, PickPurpose.SPLIT)
    return [f"{question} {listed}", *(_suggested_spans(state, picking) if with_spans else [])]


def _suggested_spans(state: State, picking: Picking) -> list[str]:
    spans = enumerate(ready_spans(state, picking), 1)
    return ["Or one number, for a suggested span:", *(f"  {number}: {' '.join(span.text.split())}" for number, span in spans)]


def _known(state: State) -> list[str]:
    names = [f"{id_number(id)} {source_name(source)}" for id, source in state.registry.items() if id != AUTHOR]
    return [f"Known sources: {', '.join(['0 author', *names])}."]


def _picker(state: State, picker: SourcePicker) -> list[str]:
    question = f"Which source is the same as {source_name(picker.merge)}?" if picker.merge else "Which source?"
    return [
        f"{question} Type part of the name, then Enter.",
        *(f"  {id_number(s.id)} {source_name(s)}" for s in picker_rows(state, picker)),
    ]


def _targets(state: State, mode: ChooseTarget) -> list[str]:
    claim = linking_claim(state, mode)
    said = [f"Which earlier claim goes with {mode.claim.upper()}? A number takes one, down and up show others."]
    for number, earlier in enumerate(mode.shown, 1):
        link = link_to(state, claim, earlier.claim)
        known = f" ({link_title(state, link)})" if link else ""
        said.append(f"  {number}: sentence {earlier.number}, {earlier.claim.id.upper()} “{claim_text(earlier.claim)}”{known}")
    return said


def _menu(state: State) -> list[str]:
    return ["Which question?", *(f"  {row.key} {row.title}: {row.value or 'not answered'}" for row in menu(state))]


def _question(state: State) -> list[str]:
    """Return the question being asked, in either mode."""
    return _write(state.mode) if isinstance(state.mode, WriteAnswer) else _ask(state, state.question) if state.question else []


def _only_marked(before: Mode, after: Ask) -> bool:
    """Return True if another answer of the same question was marked, or one of several chosen, which the message says."""
    if not isinstance(before, Ask) or before.question != after.question:
        return False
    return (before.row, before.chosen) != (after.row, after.chosen)


def _ask(state: State, question: Question) -> list[str]:
    about = next((f"“{source_name(s)}”" for s in state.annotation.sources if s.id == question.item), question.item.upper())
    about = split_link_key(about)[0] if question.attribute.noun == LINK else about
    about = "this suggestion" if question.item == SUGGESTION else "this article" if question.attribute.about_article else about
    optional = " (go to leave unanswered)" if question.optional and not question.attribute.several else ""
    choices = choices_of(question.attribute)
    answers = "; ".join(f"{choice.key} {choice.title}" for choice in choices)
    numbered = all(choice_of(question.attribute, str(number)) == choice for number, choice in enumerate(choices, 1))
    numbers = f" (or its number, 1 to {len(choices)})" if numbered else ""
    asked = [f"{question.attribute.title}{f' of {about}' if about else ''}? {answers}{numbers}{optional}"]
    if question.attribute.several:
        asked.append(_several(state, question))
    return asked


def _several(state: State, question: Question) -> str:
    """Return how to give several answers, and which are chosen."""
    attribute = question.attribute
    chosen = state.mode.chosen if isinstance(state.mode, Ask) else ()
    nothing = "none of them" if not attribute.least else "unanswered" if question.optional else f"at least {attribute.least}"
    now = f" Now: {answer_text(chosen, titles_of(attribute))}." if chosen else ""
    return f"Several can apply: each key adds one or takes it away, go ends ({nothing} if you choose nothing).{now}"


def _write(line: WriteLine | WriteAnswer) -> list[str]:
    title = line.question.attribute.title if isinstance(line, WriteAnswer) else line.purpose
    return [f"{title}?" + (f" Now: {line.text}" if line.text else "") + " (go to save, esc to cancel)"]


def _page(state: State, page: Page) -> list[str]:
    if page.kind is PageKind.ARTICLE:
        document = state.document
        return [f"{block.kind}: {document.text[block.start : block.end]}" for block in document.blocks]
    if page.kind is PageKind.VERSIONS:
        return _adjudicating(state, full=True)
    if page.kind is PageKind.INSPECT:
        spans = state.claim.spans if state.claim else (state.document.span(state.sentence.start, state.sentence.end),)
        return [point for span in spans for point in code_points(span.text, span.start)]
    if page.kind is PageKind.HELP:
        return [*help_lines(state), "In line mode ok is Space and go is Enter, and names work like keys: trim end."]
    return [text for _, text in guideline_lines(state) if text]


def _claims(before: State | None, page: ClaimPage) -> Iterable[str]:
    """Return the list when it opens, later the claim that is marked."""
    if before is not None and isinstance(before.mode, ClaimPage):
        return [claim_line(page, page.row)]
    return [*claim_lines(page), "Which claim? Its number opens it, esc closes the list."]


def possible(state: State) -> str:
    """Return the keys of this state and their effects in one line."""
    return "; ".join(entry.short for entry in foot(state))


def advice(lines: Sequence[str]) -> list[str]:
    """Return a coach's lines with keys replaced by line mode's words for them."""
    return [show(_KEY.sub(lambda key: _WORDS[key.group()], line)) for line in lines]
