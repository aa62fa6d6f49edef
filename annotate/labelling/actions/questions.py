"""ASK and MENU: the questions of the schema, asked when a sentence is finished or on demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from annotate.labelling import edits
from annotate.labelling.actions.linking import choose_target, set_link
from annotate.labelling.actions.segmentation import CONFIRM, ROLE, confirm, set_role
from annotate.labelling.actions.sources import open_merge_picker, resolve_source
from annotate.labelling.display.wording import describe_answer, title_answer
from annotate.labelling.history import combine, commit, set_source_everywhere, undo
from annotate.labelling.missing import is_answered, missing_items, questioned_items
from annotate.labelling.predictions import (
    OfferedAnswer,
    in_all_sentences,
    offered_answers,
    predict,
    prediction_for,
    with_answers,
)
from annotate.labelling.state import (
    ARTICLE,
    Ask,
    Asked,
    End,
    Event,
    Focus,
    LinePurpose,
    Menu,
    Page,
    Pick,
    PickPurpose,
    Question,
    State,
    Suggestion,
    WriteAnswer,
    WriteLine,
    amend,
    arrive,
    key_name,
    leave,
    quote,
    refuse,
    refuse_without_claim,
    say,
)
from annotate.model import AUTHOR, Annotation, Answer, annotation_to_json, answer_set, answer_text
from annotate.model.ids import answer_key, is_stance_key, split_item, stance_key
from annotate.schema import LINK, Attribute, Choice
from annotate.schema.wellknown import CLAIM, REASON, SKIP


def finish(state: State) -> State:
    """Ask what the schema still requires, then go to the next sentence."""
    if state.open_suggestions:
        accept, reject, reject_all = (state.key(name) for name in ("space", "x", "n"))
        return refuse(state, f"A suggestion is open: {accept} to accept it, {reject} to reject it, {reject_all} to reject all.")
    annotation = state.annotation
    if state.approvable is not None:
        return finish_as(state, state.approvable.annotation.label or CLAIM)
    if annotation.label is None and not annotation.claims:
        mark, none, skip_key = (state.key(name) for name in ("c", "n", "w"))
        accept = "a digit to accept a version, " if state.candidates else ""
        return refuse(
            state, f"Nothing labelled yet: {accept}{mark} to mark a claim, {none} if there is none, {skip_key} to skip."
        )
    return finish_as(state, annotation.label or CLAIM)


def finish_as(state: State, label: str, earlier: tuple[Asked, ...] = ()) -> State:
    """Ask the first open question or, if there is none, give the sentence its label and go to the next.

    Answers that are predicted are not asked; they are taken. `earlier` are the questions asked before in this chain. A session
    that fills in missing answers asks for those first.
    """
    if label == ARTICLE:
        return ask_about_article(state, earlier)
    if question := _missing_here(state, label):
        return _ask(state, question, earlier)
    predicted = predict(state, state.annotation)
    answers = {key: prediction.value for key, prediction in predicted.items()}
    annotation = replace(with_answers(state.annotation, answers), label=label)
    if question := _next_question(state, annotation):
        return _ask(state, question, earlier)
    if label != SKIP:
        annotation = replace(annotation, attributes=edits.with_attribute(annotation.attributes, REASON, None))
    changed = in_all_sentences(state, annotation) if answers else {state.sentence.id: annotation}
    done = commit(state, changed, "", again=state.relabel, predicted=predicted)
    moved = go_to_next(done)
    if state.filling:
        return moved
    return say(moved, f"{_decided(done)} {moved.message}".rstrip())


def _decided(state: State) -> str:
    """Return what was decided about the current sentence, which is finished, and how to undo it."""
    annotation = state.annotation
    origins = state.entries[state.sentence.id].origins if state.sentence.id in state.entries else ()
    rejected = sum(1 for origin in origins if origin.how == "rejected")
    choice = state.schema.labels["annotation"].choice(annotation.label or "")
    if annotation.label == SKIP:
        parts = ["skipped"]
    elif annotation.claims:
        claims = [_closed(state, "claim", claim.attributes) for claim in annotation.claims]
        others = [_closed(state, "source", source.attributes) for source in annotation.sources if source.id != AUTHOR]
        parts = [_counted(len(claims), "claim", claims)]
        parts += [_counted(len(others), "source", others)] if others else []
    else:
        parts = [choice.title.lower() if choice else str(annotation.label)]
    parts += [_counted(rejected, "suggestion", ()) + " rejected"] if rejected else []
    return f"{state.at + 1}: {'; '.join(parts)}. {state.key('u')} to undo."


def _closed(state: State, noun: str, answers: Mapping[str, Answer]) -> str:
    """Return the answers to the questions with a closed set of labels, in words."""
    closed = [question.name for question in state.schema.attributes[noun] if question.choices and question.name in answers]
    return ", ".join(answer_text(answers[name]).replace("_", " ") for name in closed)


def _counted(number: int, noun: str, answers: Sequence[str]) -> str:
    """Return a number of items in words; with the answers about it if there is only one."""
    words = f"{number} {noun}{'s' if number > 1 else ''}"
    return f"{words} ({answers[0]})" if len(answers) == 1 and answers[0] else words


def go_to_next(state: State) -> State:
    """Go to the next sentence, with a message after the last one."""
    if state.filling:
        return fill(state, state.at + 1)
    count = len(state.document.sentences)
    later = range(state.at + 1, count)
    following = state.at + 1
    if state.only:
        following = next((place for place in later if state.document.sentences[place].id in state.only), count)
    elif state.versions:
        following = next(state.unlabelled(later), count)
    moved = arrive(state, following)
    if not isinstance(moved.mode, End):
        return moved
    if next(state.unlabelled(range(count)), None) is not None:
        return say(moved, "That was the last sentence; some are still open.")
    return moved if state.versions or state.only else ask_about_article(moved)


def ask_about_article(state: State, earlier: tuple[Asked, ...] = ()) -> State:
    """Ask the first question about the article that is open; if there is none, go to the end.

    The beginning of the article is shown meanwhile. `earlier` are the questions asked before in this chain.
    """
    here = state if earlier else arrive(state, 0)
    for attribute in state.schema.about_article:
        is_open = not is_answered(state.annotations.values(), attribute) and ("", attribute.name) not in here.skipped
        if is_open and state.asks(attribute):
            asked = _ask(here, Question(attribute, "", ARTICLE, optional=True), earlier)
            return asked if earlier else say(asked, "That was the last sentence. Now the article as a whole.")
    ended = arrive(state, len(state.document.sentences))
    if not any(asked.answered for asked in earlier):
        return ended
    return say(ended, f"About the article: {describe_article(ended)}. {state.key('u')} undoes the last answer.")


def describe_article(state: State) -> str:
    """Return the answers about the article in words, empty if there are none."""
    answers = state.annotation_of(state.about_article).attributes
    given = [question for question in state.schema.about_article if question.name in answers]
    return ", ".join(title_answer(question.name, answers[question.name], question) for question in given)


def answer_about_article(state: State) -> State:
    """Open the menu of the questions about the article, at its beginning."""
    if not state.schema.about_article:
        return refuse(state, "The schema asks nothing about the article.")
    return replace(arrive(state, 0), mode=Menu(), focus=())


def fill(state: State, start: int) -> State:
    """Go to the first sentence from an index on that lacks an answer which is being filled in, and ask; else to the end."""
    count = len(state.document.sentences)
    for at in range(start, count):
        if question := _missing_here(replace(state, at=at, skipped=frozenset())):
            return _ask(arrive(state, at), question)
    return arrive(state, count)


def _missing_here(state: State, label: str = "") -> Question | None:
    """Return the first question in the current sentence that is to be filled in, None if there is none.

    `label` is the label that the sentence is finished with, if it is open meanwhile.
    """
    filling = state.filling
    if filling is None:
        return None
    if filling.question.about_article and (state.at or is_answered(state.annotations.values(), filling.question)):
        return None
    label = label or state.annotation.label or ""
    for item in missing_items(state.schema, state.annotation, filling.question, label):
        if (item, filling.question.name) not in state.skipped and item not in filling.left:
            return Question(filling.question, item, label, optional=True)
    return None


def skip(state: State) -> State:
    """Skip the sentence, after asking for the reason."""
    if state.annotation.claims:
        return refuse(state, f"There are claims here: {state.key('r')} to remove them, {state.key('enter')} to finish.")
    reason = state.schema.attribute("annotation", REASON)
    return finish_as(state, SKIP) if reason is None else _ask(state, Question(reason, "", SKIP))


def _next_question(state: State, annotation: Annotation) -> Question | None:
    """Return the first question that an annotation leaves open: of the sentence, its claims, its sources or its stances.

    Questions that the schema requires for the label are always asked. The others are asked once, not about the author, and not
    about what only waits for approval.
    """
    missing = state.schema.missing(annotation_to_json(annotation))
    fresh = state.annotation.label is None and state.approvable is None and not state.filling
    for noun, place, item, answers in questioned_items(annotation):
        for attribute in state.schema.attributes[noun]:
            if attribute.name in answers or (attribute.about_article and not _disputed(state, attribute)):
                continue
            if (noun, place, attribute.name) in missing:
                return Question(attribute, item, annotation.label or "")
            wanted = fresh and split_item(item)[1] != AUTHOR and (item, attribute.name) not in state.skipped
            if wanted and (state.asks(attribute) or _disputed(state, attribute)):
                return Question(attribute, item, annotation.label or "", optional=True)
    return None


def _disputed(state: State, attribute: Attribute) -> bool:
    """Return True if annotators answered a question that can decide between their versions, in this sentence."""
    return attribute.name in state.schema.decisive[attribute.noun] and any(
        noun == attribute.noun and attribute.name in answers
        for version in state.candidates
        for noun, _, _, answers in questioned_items(version.annotation)
    )


def _ask(state: State, question: Question, earlier: tuple[Asked, ...] = (), chosen: Answer = ()) -> State:
    """Ask a question, about the item that is then focused; `earlier` are the questions asked before in this chain.

    Of several answers, those of the present answer are chosen, or those that were `chosen` before.
    """
    present = _present_answer(state, question)
    if choices_of(question.attribute):
        given = present if isinstance(present, tuple) else chosen if isinstance(chosen, tuple) else ()
        return replace(state, mode=Ask(question, earlier, chosen=given), focus=_focus_on(state, question.item))
    mode = WriteAnswer(question, str(present), earlier=earlier)
    return replace(state, mode=mode, focus=_focus_on(state, question.item))


def _focus_on(state: State, item: str) -> Focus:
    """Return the item to focus for a question about a claim, a stance, or a source (the first stance of that)."""
    if is_stance_key(item):
        claim, source = split_item(item)
        return ("stance", claim, source)
    if item.startswith("c"):
        return ("claim", item)
    return next((focus for focus in state.items if len(focus) == 3 and focus[2] == item), state.focus)


def _present_answer(state: State, question: Question) -> Answer:
    """Return the present answer to a question, an empty text if there is none."""
    if question.attribute.about_article:
        return state.annotation_of(state.about_article).attributes.get(question.attribute.name, "")
    answers = next((answers for *_, item, answers in questioned_items(state.annotation) if item == question.item), {})
    return answers.get(question.attribute.name, "")


SUGGESTION = "suggestion"
"""The item of a question about the focused suggestion."""

_LARGEST = 2**63 - 1  # numbers of JSON are stored in 64 bits

YES_NO = (Choice("yes", "Yes", "It is so.", "y"), Choice("no", "No", "It is not so.", "n"))


def choices_of(attribute: Attribute) -> tuple[Choice, ...]:
    """Return the answers to choose from: the closed label set, or yes and no. Empty if the answer is to be written."""
    return attribute.choices or (YES_NO if attribute.type == "boolean" else ())


def choice_of(attribute: Attribute, typed: str) -> Choice | None:
    """Return the answer that a key or a number gives, None if it gives none.

    A number is the place of the answer, from 1, unless it is the key or the title of one: on a scale from 5 to 1, 1 is the last.
    """
    choices = choices_of(attribute)
    choice = next((choice for choice in choices if choice.key == typed), None)
    if choice is not None or not typed.isdecimal():
        return choice
    choice = next((choice for choice in choices if choice.title == typed), None)
    return choice or (choices[int(typed) - 1] if 1 <= int(typed) <= len(choices) else None)


def digit_of(attribute: Attribute, choice: Choice) -> str:
    """Return the digit that gives an answer besides its key, empty if there is none."""
    return next((digit for digit in "123456789" if digit != choice.key and choice_of(attribute, digit) == choice), "")


def answer_keys(state: State) -> frozenset[str]:
    """Return the keys that answer the questions asked when a sentence is finished."""
    asked = (a for attributes in state.schema.attributes.values() for a in attributes if state.asks(a))
    return frozenset(
        key for attribute in asked for choice in choices_of(attribute) for key in (choice.key, digit_of(attribute, choice)) if key
    )


def handle_ask(state: State, ask: Ask, event: Event) -> State:
    """Handle an event in ASK.

    It is the key or the number of an answer, Up or Down to mark one and Enter to give it, Enter to leave an optional question
    out, or Backspace or u to go back. Where there can be several answers, each is chosen or taken away again, by its key, its
    number or Space, until Enter gives them all.
    """
    question = ask.question
    attribute = question.attribute
    name = key_name(event)
    choose = _toggle if attribute.several else _choose
    if choice := choice_of(attribute, name):
        return choose(state, ask, choice)
    if name in ("up", "down"):
        return _mark(state, ask, 1 if name == "down" else -1)
    if name in ("backspace", "u"):
        return go_back(state, ask)
    if attribute.several and name == "enter":
        return _give_chosen(state, ask)
    if name in ("space", "enter") and ask.row is not None:
        return choose(state, ask, choices_of(attribute)[ask.row])
    if name in ("space", "enter") and question.optional and not attribute.several:
        return _skip_question(state, question, ask.earlier)
    keys = " ".join(choice.key for choice in choices_of(attribute))
    end = "Enter when done" if attribute.several else "Esc to leave it open"
    return refuse(state, f"{attribute.title}: press one of {keys}, a digit, Backspace to go back, or {end}.")


def _toggle(state: State, ask: Ask, choice: Choice) -> State:
    """Choose one of several answers, or take it away again."""
    attribute = ask.question.attribute
    chosen = answer_set({*ask.chosen} ^ {choice.value})
    if len(chosen) > attribute.most:
        return refuse(state, f"{attribute.title}: at most {attribute.most}; take one away first.")
    message = f"{attribute.title}: {answer_text(chosen, titles_of(attribute))}. Enter when done."
    return say(replace(state, mode=replace(ask, chosen=chosen)), message)


def _give_chosen(state: State, ask: Ask) -> State:
    """Answer a question with what was chosen; nothing is an answer, too, unless the schema demands more."""
    question, attribute = ask.question, ask.question.attribute
    if len(ask.chosen) >= attribute.least:
        return _answer(state, question, ask.chosen)
    if not ask.chosen and question.optional:
        return _skip_question(state, question, ask.earlier)
    if not ask.chosen and not question.finishing and not attribute.required:
        return _answer(state, question, None)
    return refuse(state, f"{attribute.title}: choose at least {attribute.least}.")


def titles_of(attribute: Attribute) -> dict[str, str]:
    """Return the titles of the labels of a question, by label."""
    return {choice.value: choice.title for choice in attribute.choices}


def _choose(state: State, ask: Ask, choice: Choice) -> State:
    is_yes_or_no = ask.question.attribute.type == "boolean"
    return _answer(state, ask.question, choice.value == "yes" if is_yes_or_no else choice.value)


def _mark(state: State, ask: Ask, by: int) -> State:
    """Mark the next answer, or the one before; after the last one the first."""
    choices = choices_of(ask.question.attribute)
    row = (by if by < 0 else 0) if ask.row is None else ask.row + by
    row %= len(choices)
    key = "Space to choose it or take it away" if ask.question.attribute.several else "Enter to answer"
    return say(replace(state, mode=replace(ask, row=row)), f"Marked: {choices[row].title}. {key}.")


def go_back(state: State, ask: Ask | WriteAnswer) -> State:
    """Take back the answer before and ask its question again; at the first question, return to the sentence or the menu."""
    if not ask.earlier and state.filling and len(state.past) > state.filling.since:
        undone = undo(replace(leave(state), drafts=()))
        again = _missing_here(undone)
        return say(_ask(undone, again), f"{again.attribute.title}, once more.") if again else undone
    if ask.question.finishing == ARTICLE and not ask.earlier:
        return leave_question(state)
    if ask.question.attribute.noun == LINK:
        return choose_target(leave(state))
    if not ask.earlier:
        if ask.question.finishing or ask.question.attribute in (ROLE, CONFIRM):
            return say(leave(state), f"{ask.question.attribute.title} is still open.") if ask.question.finishing else leave(state)
        return replace(leave(state), mode=Menu())
    *earlier, (question, answered) = ask.earlier
    before = leave(state)
    given = _present_answer(state, question)
    if answered:
        at, skipped = state.at, state.skipped
        undone = undo(replace(before, drafts=()))
        before = replace(undone, at=at, skipped=skipped, drafts=state.drafts)
    else:
        before = replace(before, skipped=state.skipped - {(question.item, question.attribute.name)})
    asked = _ask(before, question, tuple(earlier), given)
    return say(asked, f"{question.attribute.title}, once more.")


def leave_question(state: State) -> State:
    """Leave a question without an answer: one about the article for the end, others for the sentence."""
    question = state.question
    if question is None or isinstance(state.mode, Page) or question.finishing != ARTICLE:
        return leave(state)
    return say(arrive(state, len(state.document.sentences)), f"{question.attribute.title} is still open.")


def _skip_question(state: State, question: Question, earlier: tuple[Asked, ...]) -> State:
    skipped = state.skipped | {(question.item, question.attribute.name)}
    if state.filling and question.attribute == state.filling.question and question.attribute.noun == "source":
        left = state.filling.left | {question.item}  # it may be in other sentences, too
        state = replace(state, filling=replace(state.filling, left=left))
    return finish_as(replace(leave(state), skipped=skipped), question.finishing, (*earlier, Asked(question, answered=False)))


def _answer(state: State, question: Question, value: Answer | None) -> State:
    """Answer a question (None removes the answer); if the sentence is being finished, the next question follows."""
    attribute = question.attribute
    if attribute.noun == LINK:
        return set_link(state, question, str(value))
    if attribute is ROLE:
        return set_role(state, str(value))
    if attribute is CONFIRM:
        return confirm(state, str(value))
    if question.item == SUGGESTION:
        return _change_suggestion(state, attribute, value)
    title = "" if value is None else answer_text(value, titles_of(attribute))
    predicted = prediction_for(state, question.item, attribute.name)
    message = f"{attribute.title}: {title or 'answer removed'}."
    decided = commit(state, _with_answer(state, question, value), message, predicted=predicted)
    if not question.finishing:
        return decided
    earlier = (*_earlier(state), Asked(question, answered=True))
    finished = combine(decided, finish_as(replace(decided, changes=()), question.finishing, earlier))
    goes_on = isinstance(finished.mode, Ask | WriteAnswer) and finished.mode.earlier
    return say(finished, f"{message} Backspace to change it.") if goes_on else finished


def _earlier(state: State) -> tuple[Asked, ...]:
    """Return the questions asked before the present one in its chain."""
    return state.mode.earlier if isinstance(state.mode, Ask | WriteAnswer) else ()


def _change_suggestion(state: State, attribute: Attribute, value: Answer | None) -> State:
    """Give the focused suggestion another answer than the predicted one. It stays open."""
    suggestion = state.suggestion
    if suggestion is None or value is None:
        return leave(state)
    state = amend(state, suggestion, suggestion)
    draft = state.drafts[-1]
    changed = replace(draft, answers={**draft.answers, (attribute.noun, attribute.name): value})
    state = replace(state, drafts=(*state.drafts[:-1], changed))
    return say(state, describe_answers(state))


def _with_answer(state: State, question: Question, value: Answer | None) -> dict[str, Annotation]:
    """Return the annotations that an answer changes, by sentence id: for a source, all that contain it."""
    name, here = question.attribute.name, state.sentence.id
    if question.attribute.about_article:
        here = state.about_article
    annotation = state.annotation_of(here)
    if question.attribute.noun == "annotation":
        return {here: replace(annotation, attributes=edits.with_attribute(annotation.attributes, name, value))}
    if question.attribute.noun == "claim":
        claims = tuple(
            replace(c, attributes=edits.with_attribute(c.attributes, name, value)) if c.id == question.item else c
            for c in annotation.claims
        )
        return {here: replace(annotation, claims=claims)}
    if question.attribute.noun == "source":
        source = next(s for s in annotation.sources if s.id == question.item)
        changed_source = replace(source, attributes=edits.with_attribute(source.attributes, name, value))
        return set_source_everywhere(state, changed_source)
    stance = next(s for s in annotation.stances if stance_key(s.claim, s.source) == question.item)
    if name == "label":
        changed = replace(stance, label=str(value))
    else:
        changed = replace(stance, attributes=edits.with_attribute(stance.attributes, name, value))
    return {here: edits.set_stance(annotation, stance.claim, stance.source, changed)}


class MenuEntry(StrEnum):
    """The subject of a row in the menu that is not an attribute of the schema."""

    CUE = "cue"
    NAME = "name"
    MERGE = "same"


class MenuRow(NamedTuple):
    """A row of the attribute menu: its key, its title, what it edits, the item it is about and the present value."""

    key: str
    title: str
    target: Attribute | MenuEntry
    item: str
    value: str


def menu(state: State) -> tuple[MenuRow, ...]:
    """Return the attributes of the focused claim, its stance and its source, each with a key: a free letter of its name.

    Of a suggestion they are the answers shown with it.
    """
    claim, stance, source = state.claim, state.stance, state.source
    rows: list[tuple[str, Attribute | MenuEntry, str, Answer]] = []
    predicted = predict(state, state.annotation)

    def add(prefix: str, noun: str, item: str, answers: Mapping[str, Answer]) -> None:
        for question in state.schema.attributes[noun]:
            prediction = predicted.get(answer_key(item, question.name))
            value: Answer = answer_text(answers.get(question.name, ""))
            if prediction:
                value = f"{prediction.value} (predicted: {prediction.reason})"
            rows.append((f"{prefix}{question.title}", question, item, value))

    if suggestion := state.suggestion:
        for answer in suggested_answers(state, suggestion):
            prefix = "Source: " if answer.question.noun == "source" else ""
            reason = f" (predicted: {answer.reason})" if answer.reason else ""
            shown = "" if answer.value is None else f"{answer.value}{reason}"
            rows.append((f"{prefix}{answer.question.title}", answer.question, SUGGESTION, shown))

    if claim is not None:
        add("", "claim", claim.id, claim.attributes)
    if stance is not None:
        add("", "stance", stance_key(stance.claim, stance.source), stance.attributes)
        rows.append(("Cue", MenuEntry.CUE, "", stance.cue.text if stance.cue else ""))
    about_article = state.annotation_of(state.about_article).attributes
    rows += [
        (f"Article: {question.title}", question, "", answer_text(about_article.get(question.name, "")))
        for question in state.schema.about_article
    ]
    if source is not None and source.id != AUTHOR:
        add("Source: ", "source", source.id, source.attributes)
        rows.append(("Source: Name", MenuEntry.NAME, "", source.name))
        if len(state.registry.keys() - {AUTHOR}) > 1:
            rows.append(("Source: Same as another", MenuEntry.MERGE, "", ""))
    result, used = [], set[str]()
    for title, target, item, value in rows:
        name = target if isinstance(target, MenuEntry) else target.name
        key = next(
            (letter for letter in f"{name}abcdefghijklmnopqrstuvwxyz0123456789" if letter.isalnum() and letter not in used), ""
        )
        used.add(key)
        result.append(MenuRow(key, title, target, item, str(value)))
    return tuple(result)


def attributes(state: State) -> State:
    """Open the menu of what the schema asks about the focused claim, its stance, its source and the article."""
    answers = any(suggested_answers(state, state.suggestion)) if state.suggestion else False
    has_questions = state.claim or state.schema.about_article or answers
    return replace(state, mode=Menu()) if has_questions else refuse_without_claim(state)


def suggested_answers(state: State, suggestion: Suggestion) -> tuple[OfferedAnswer, ...]:
    """Return the answers shown with an open suggestion."""
    source = resolve_source(state, suggestion.source) if suggestion.source else None
    return tuple(offered_answers(state, suggestion, source))


def describe_answers(state: State) -> str:
    """Return the answers of the focused suggestion in words."""
    suggestion = state.suggestion
    return f"Answers: {answers_in_words(suggested_answers(state, suggestion))}." if suggestion else ""


def answers_in_words(answers: Iterable[OfferedAnswer]) -> str:
    """Return the answers shown with a suggestion in words, those about its source apart."""
    by_noun: dict[str, list[str]] = {}
    for answer in answers:
        unknown = f"{answer.question.title.lower()} asked"
        by_noun.setdefault(answer.question.noun, []).append(_in_words(answer) if answer.value is not None else unknown)
    return "; ".join(f"{'source ' if noun == 'source' else ''}{', '.join(words)}" for noun, words in by_noun.items())


def _in_words(answer: OfferedAnswer) -> str:
    return "" if answer.value is None else describe_answer(answer.question.name, answer.value).replace("_", " ")


def handle_menu(state: State, event: Event) -> State:
    """Handle an event in MENU: the key of a row."""
    row = next((row for row in menu(state) if row.key == key_name(event)), None)
    if row is None:
        return refuse(state, "Press a letter to choose an attribute, or Esc to cancel.")
    match row.target:
        case MenuEntry.CUE:
            return replace(state, mode=Pick(PickPurpose.CUE, state.at))
        case MenuEntry.MERGE:
            return open_merge_picker(state)
        case MenuEntry.NAME:
            return replace(state, mode=WriteLine(LinePurpose.RENAME, row.value))
        case attribute:
            return _ask(leave(state), Question(attribute, row.item))


def write_answer(state: State, asking: WriteAnswer, text: str) -> State:
    """Answer a question with text or a number. An empty answer skips an optional question, or removes the present answer."""
    question = asking.question
    attribute = question.attribute
    if not text:
        if question.optional:
            return _skip_question(state, question, asking.earlier)
        if attribute.required or question.finishing:
            return refuse(state, f"{attribute.title} needs an answer; Esc to leave it open.")
        return _answer(state, question, None)
    kind = {"integer": int, "number": float}.get(attribute.type, str)
    try:
        value: Answer = kind(text)
    except ValueError:
        noun = "a whole number" if attribute.type == "integer" else "a number"
        return refuse(state, f"{attribute.title}: {quote(text)} is not {noun}.")
    if limit := _limit_broken(state.schema.raw["$defs"][attribute.noun]["properties"][attribute.name], value):
        return refuse(state, f"{attribute.title} must be {limit}.")
    return _answer(state, question, value)


def _limit_broken(rule: Mapping[str, Any], value: Answer) -> str:
    """Return the limit of the schema, or of numbers of 64 bits, that an answer breaks, in words; empty if there is none."""
    is_text = isinstance(value, str)
    size = len(value) if isinstance(value, str) else value
    low = rule.get("minLength" if is_text else "minimum", 0 if is_text else -_LARGEST)
    high = rule.get("maxLength" if is_text else "maximum", _LARGEST)
    unit = " characters long" if is_text else ""
    if not size >= low:  # this way round for NaN, which is not in any range
        return f"at least {low}{unit}"
    return "" if size <= high else f"at most {high}{unit}"
