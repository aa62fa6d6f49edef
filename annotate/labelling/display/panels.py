"""The panel below the article: the labels of the sentence, or the current question; one function for each mode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from annotate.labelling.actions.linking import linking_claim
from annotate.labelling.actions.picking import pick_words, ready_spans
from annotate.labelling.actions.questions import (
    SUGGESTION,
    answers_in_words,
    choices_of,
    digit_of,
    menu,
    suggested_answers,
    titles_of,
)
from annotate.labelling.actions.segmentation import CONFIRM
from annotate.labelling.actions.sources import marked_source, picker_rows, resolve_source
from annotate.labelling.bindings import SHOWN
from annotate.labelling.claim_links import (
    LinkOffer,
    describe_link,
    describe_offer,
    link_title,
    link_to,
    offer_title,
    offered_link,
    shown_link,
)
from annotate.labelling.display.versions import VersionLine, decision_in_words, version_lines
from annotate.labelling.display.wording import describe_answer, describe_answers
from annotate.labelling.line_editing import Line
from annotate.labelling.predictions import predict
from annotate.labelling.state import (
    Ask,
    ChooseSource,
    ChooseTarget,
    Draft,
    End,
    Focus,
    IdentifyMention,
    LinePurpose,
    Menu,
    Pick,
    PickPurpose,
    Question,
    Review,
    SourcePicker,
    State,
    Suggestion,
    WriteAnswer,
    WriteLine,
    claim_text,
    source_name,
    stance_title,
)
from annotate.model import AUTHOR, BLIND, Annotation, Answer, Claim, Span, Stance, answer_text
from annotate.model.ids import id_number, is_stance_key, split_answer_key, split_link_key, stance_key
from annotate.schema import Choice
from annotate.text.languages import NAMES, WITH_RULES, languages_with_rules
from annotate.text.rows import (
    ScreenRow,
    StyledCell,
    StyledText,
    arrange_in_columns,
    elide,
    fit,
    flow,
    fold,
    line,
    mark,
    paragraph,
    row,
    row_cells,
    row_width,
    style_cells,
)


def panel(state: State, width: int, limit: int) -> list[ScreenRow]:
    """Return the rows below the article, at most `limit`."""
    return _rows(state, width, limit)[:limit]


def _rows(state: State, width: int, limit: int) -> list[ScreenRow]:
    """Return the rows for the mode. The lists that can be shortened are made to fit `limit` rows; others may be longer."""
    match state.mode:
        case Pick() as pick:
            return _picking(state, pick, width, limit)
        case ChooseSource() as choosing:
            return _choosing(state, choosing, width, limit)
        case ChooseTarget() as target:
            return _targets(state, target, width, limit)
        case IdentifyMention(mention):
            return _who(state, mention, width, limit)
        case SourcePicker() as picker:
            return _picker(state, picker, width, limit)
        case Menu():
            return _menu(state, width, limit)
        case Ask() as ask:
            return _ask(state, ask, width, limit)
        case WriteLine() | WriteAnswer():
            return [_entry(state, width)[0]]
        case End():
            return []
        case _:
            return _review(state, width, limit)


def panel_items(state: State, width: int, limit: int) -> list[Focus]:
    """Return the item that each row of the panel shows while a sentence is reviewed, empty for rows without one."""
    if not isinstance(state.mode, Review):
        return []
    above = _above_claims(state, width)
    return [*[()] * len(above), *(item for item, _ in _claims(state, width, limit - len(above)))][:limit]


def _review(state: State, width: int, limit: int) -> list[ScreenRow]:
    rows = _above_claims(state, width)
    if state.versions and len(rows) > limit:
        hidden = len(rows) - limit + 1
        return [*rows[: limit - 1], line(width, ("message", f" … {hidden} more rows; :versions shows everything"))]
    rows += [row for _, row in _claims(state, width, limit - len(rows))]
    return [*rows, *_known_sources(state, width)]


def _above_claims(state: State, width: int) -> list[ScreenRow]:
    rows = _suggested(state, width)
    annotation = state.annotation
    note = suggestion_note(state)
    headline = f" {_headline(state, annotation)}"
    if not note or len(headline) + 3 + len(note) <= width:
        rows.append(line(width, ("panel", headline), ("dim", f"   {note}" if note else "")))
    else:
        rows += [line(width, ("panel", headline)), *paragraph(width, note, "dim", indent=3)]
    if annotation.flag is not None:
        rows.append(line(width, ("refused", "   flag: "), ("", annotation.flag or "(no reason)")))
    if annotation.note:
        rows.append(line(width, ("dim", "   note: "), ("", annotation.note)))
    if state.versions:
        rows += version_rows(state, width) if len(state.candidates) > 1 else []
        rows += remark_rows(state, width)
    return rows


def suggestion_note(state: State) -> str:
    """Return why an unlabelled sentence has no suggestion, empty if it has one or is begun already."""
    annotation = state.annotation
    if state.open_suggestions or annotation != Annotation() or state.versions:
        return ""
    if not state.assistance.on:
        return "suggestions are off"
    if state.exposure == BLIND:
        return "suggestions are hidden here, to measure how they influence labels"
    language = (state.document.language or "").partition("-")[0]
    if not state.suggestions and language and language not in WITH_RULES:
        return f"no suggestions: rules cover {languages_with_rules()}, this is {NAMES.get(language, language)}"
    return "no suggestion for this sentence" if state.suggestions else ""


def remark_rows(state: State, width: int) -> list[ScreenRow]:
    """Return the annotators' flags and notes on the sentence."""
    rows: list[ScreenRow] = []
    for remark in state.remarks.get(state.sentence.id, ()):
        texts = [("refused", "flag", remark.flag or "(no reason)")] if remark.flag is not None else []
        texts += [("dim", "note", remark.note)] if remark.note else []
        for style, kind, text in texts:
            cells = [*mark("", "   "), *style_cells(style, f"{kind} by {remark.name}: "), *style_cells("", text)]
            rows += fold(cells, width, 5)
    return rows


def version_rows(state: State, width: int, *, full: bool = False) -> list[ScreenRow]:
    """Return the annotators' versions of the sentence, each with the digit that accepts it; marked is what differs."""
    rows: list[ScreenRow] = []
    for number, (head, *claims) in enumerate(version_lines(state, full=full), 1):
        rows += fold([*mark("hint", f" {number} "), *_part_cells(head, "")], width, 3)
        for claim in claims:
            rows += fold([*mark("", "     "), *_part_cells(claim, "dim")], width, 7)
    return rows


def _part_cells(parts: VersionLine, style: str) -> Iterator[StyledCell]:
    """Yield the cells of a line, with asterisks around what differs."""
    for part in parts:
        yield from style_cells("panel", f"*{part.text}*") if part.differs else style_cells(style, part.text)


_ItemRow = tuple[Focus, ScreenRow]
"""A row, and the item of which it is one."""


def _claims(state: State, width: int, room: int) -> list[_ItemRow]:
    """Return the claims and the stances on them, starting from the focused claim if there is not room for all."""
    predicted = _predicted(state)

    def fitting(claims: Sequence[Claim]) -> Iterator[_ItemRow]:
        return islice((row for claim in claims for row in _claim_rows(state, claim, width, predicted)), max(room, 0) + 1)

    claims = state.annotation.claims
    rows = list(fitting(claims))
    if len(rows) > room and state.claim is not None:
        rows = list(fitting(claims[claims.index(state.claim) :]))
    return rows[: max(room, 0)]


def _headline(state: State, annotation: Annotation) -> str:
    if state.approvable is not None:
        decided = state.approvable
        words = decision_in_words(state, decided.annotation)
        return f"DECIDED BY {', '.join(decided.names)}: {words}; {state.key('enter')} approves it"
    if annotation.label is None and len(state.candidates) > 1:
        return f"VERSIONS DIFFER: digit to accept one, {state.key('enter')} to finish yours"
    if annotation.label is None and annotation.claims:
        return "IN PROGRESS" if state.open_suggestions else f"IN PROGRESS: {state.key('enter')} to finish"
    if annotation.label is None:
        return "NOT LABELLED YET"
    return f"DONE: {decision_in_words(state, annotation)}"


def _suggested(state: State, width: int) -> list[ScreenRow]:
    """Return the focused suggestion, or the first one if none is focused."""
    offered = state.open_suggestions
    if not offered:
        return []
    suggestion = state.suggestion or offered[0]
    changed = ", changed" if isinstance(suggestion, Draft) else ""
    choice = state.schema.labels["stance"].choice(suggestion.label)
    cue = elide(max(width // 3, 16), "dim", f"cue “{suggestion.cue.text}”") if suggestion.cue else ()
    head = [*mark("panel", f" SUGGESTION {offered.index(suggestion) + 1} of {len(offered)}{changed}"), *mark("dim", "   ")]
    rule = style_cells("dim", f"{'   ' if cue else ''}rule {suggestion.rule}")
    stance = f"{choice.key if choice else ' '} {stance_title(state, suggestion).lower()}"
    claim = elide(width - 11, "suggestion", claim_text(suggestion))
    answers = answers_in_words(suggested_answers(state, suggestion))
    return [
        row([*head, *row_cells(cue), *rule], width),
        row([*mark("dim", f" {'>' if state.suggestion else ' '} claim   "), *row_cells(claim)], width),
        row(
            [
                *mark("dim", "   source  "),
                *row_cells(elide(max(width - 22 - len(stance), 16), "source", _offered_source(state, suggestion))),
                *mark("dim", "   stance  "),
                *style_cells("", stance),
            ],
            width,
        ),
        *_answer_rows(answers, width),
        *_offered_link(state, suggestion, width),
    ]


def _offered_link(state: State, suggestion: Suggestion, width: int) -> list[ScreenRow]:
    """Return the link that accepting a suggestion makes."""
    offer = offered_link(state, suggestion.spans)
    if offer is None:
        return []
    words = f"{describe_offer(state, offer)}: "
    text = elide(max(width - 12 - len(words), 8), "dim", claim_text(offer.target))
    return [row([*mark("dim", "   link    "), *style_cells("", words), *row_cells(text)], width)]


def _answer_rows(answers: str, width: int) -> list[ScreenRow]:
    """Return the answers that accepting a suggestion gives, in full, since all of them are taken by one key."""
    if not answers:
        return []
    return fold([*mark("dim", "   answers\u00a0"), *style_cells("", answers)], width, indent=11)


def _offered_source(state: State, suggestion: Suggestion) -> str:
    """Return the source of a suggestion, with its number if it is known."""
    if suggestion.source is None:
        return "0 author"
    id = resolve_source(state, suggestion.source).id
    name = source_name(suggestion.source)
    return f"{id_number(id)} {name}" if id in state.registry else f"{name} (new)"


def _claim_rows(state: State, claim: Claim, width: int, predicted: _Predicted) -> Iterator[_ItemRow]:
    """Yield the row of a claim, and those of the stances on it."""
    focused = state.focus == ("claim", claim.id)
    answers = ", ".join(filter(None, [_titled(state, "claim", claim.attributes), *predicted.get(claim.id, ())]))
    shown = elide(max(width - 12 - len(answers), 20), "claim-focus" if focused else "claim", claim_text(claim))
    head = mark("", f" {'>' if focused else ' '} {claim.id.upper():<4}")
    for shown_row in fold([*head, *row_cells(shown), *mark("dim", "  "), *style_cells("dim", answers)], width, indent=9):
        yield ("claim", claim.id), shown_row
    for link in state.annotation.links:
        if link.claim == claim.id:
            yield ("claim", claim.id), _link_row(describe_link(state, link), link.target_text, width)
    if offer := shown_link(state, claim):
        yield ("claim", claim.id), _offer_row(state, offer, width)
    for stance in state.annotation.stances:
        if stance.claim == claim.id:
            for stance_row in _stance_rows(state, stance, width, predicted):
                yield ("stance", stance.claim, stance.source), stance_row


def _link_row(relation: str, target: str, width: int) -> ScreenRow:
    words = f"{'':8}{relation}: "
    text = elide(max(width - len(words) - 1, 8), "dim", " ".join(target.split()))
    return row([*style_cells("panel", words), *row_cells(text)], width)


def _offer_row(state: State, offer: LinkOffer, width: int) -> ScreenRow:
    """Return the link that is predicted for a claim, with the keys that take it."""
    keys = f"  {state.key('g')} {SHOWN['space']}"
    words = f"{'':8}{describe_offer(state, offer)}? "
    text = elide(max(width - len(words) - len(keys) - 1, 8), "dim", claim_text(offer.target))
    return row([*style_cells("dim", words), *row_cells(text), *style_cells("hint", keys)], width)


def _titled(state: State, noun: str, answers: Mapping[str, Answer]) -> str:
    """Return answers about a noun; for an adjudicator with their titles in the schema, as in the versions."""
    return describe_answers(answers, state.schema.attributes[noun] if state.versions else ())


_Predicted = Mapping[str, list[str]]


def _predicted(state: State) -> _Predicted:
    """Return the answers that are predicted and taken when the sentence is finished, each with a question mark, by item."""
    by_item: dict[str, list[str]] = {}
    for key, prediction in predict(state, state.annotation).items():
        by_item.setdefault(split_answer_key(key)[0], []).append(
            f"{describe_answer(split_answer_key(key)[1], prediction.value)}?".replace("_", " ")
        )
    return by_item


def _stance_rows(state: State, stance: Stance, width: int, predicted: _Predicted) -> list[ScreenRow]:
    focused = state.focus == ("stance", stance.claim, stance.source)
    choice = state.schema.labels["stance"].choice(stance.label)
    source = next((s for s in state.annotation.sources if s.id == stance.source), None)
    about_source = source.attributes if source and source.id != AUTHOR else {}
    items = (stance.source, stance_key(stance.claim, stance.source))
    unfinished = (answer for item in items for answer in predicted.get(item, ()))
    given = (_titled(state, "source", about_source), _titled(state, "stance", stance.attributes))
    answers = ", ".join(filter(None, [*given, *unfinished]))
    cue = [*mark("dim", "  cue\u00a0"), *style_cells("dim", f"“{stance.cue.text}”")] if stance.cue else []
    cells = [
        *mark("", f" {'>' if focused else ' '}      "),
        *style_cells("source-focus" if focused else "source", f"{stance.source[1:]} {source_name(source)}"),
        *(*style_cells("", f"  {choice.key if choice else ' '}"), *mark("", "\u00a0")),
        *style_cells("", stance_title(state, stance).lower()),
        *cue,
        *style_cells("dim", f"  {answers}" if answers else ""),
    ]
    return fold(cells, width, indent=10)


def _known_sources(state: State, width: int) -> list[ScreenRow]:
    """Return the sources with their numbers, in two rows at most: `s` shows them all."""
    sources = ((id_number(id), source_name(source)) for id, source in state.registry.items() if id != AUTHOR)
    named = (cell for number, name in sources for cell in (*mark("dim", f"  {number}\u00a0"), *style_cells("dim", name)))
    return fold([*mark("dim", " sources: 0 author"), *named], width, indent=10, limit=2)


_Choice = Sequence[tuple[str, str]]
"""The key, the title and the details of something to choose, each with its style."""


def _choices(width: int, limit: int, choices: Iterable[_Choice]) -> list[ScreenRow]:
    """Return choices in at most `limit` rows.

    If details do not fit into a row, they go on in the next one, or are cut off if there are too few rows. If there are more
    choices than rows, details are left out, and the choices are set in columns or one after the other.
    """
    choices = list(choices)
    cells = [[cell for style, text in choice for cell in style_cells(style, text)] for choice in choices]
    folded = [row for choice in cells for row in fold(choice, width, indent=8)]
    if len(folded) <= limit:
        return folded
    if len(cells) <= limit:
        return [row(choice, width) for choice in cells]
    dense = [(StyledText("hint", f" {key.strip()}"), StyledText(style, f" {title}")) for (_, key), (style, title), *_ in choices]
    return arrange_in_columns(dense, width, limit) or flow(dense, width)


def _numbered_sources(state: State, width: int, limit: int) -> list[ScreenRow]:
    choices: list[_Choice] = [(("hint", "  0 "), ("source", "author"))]
    for id, source in state.registry.items():
        if id != AUTHOR:
            answers = describe_answers(source.attributes)
            choices.append((("hint", f" {id_number(id):>2} "), ("source", source_name(source)), ("dim", f"  {answers}")))
    return _choices(width, limit, choices)


_SINGLE_WORDS = {
    PickPurpose.START: "the first word",
    PickPurpose.END: "the last word",
    PickPurpose.SPLIT: "the first word of the new sentence",
}
"""The word to pick where one word is enough, by the purpose of picking."""


def _picking(state: State, pick: Pick, width: int, limit: int) -> list[ScreenRow]:
    title = {
        PickPurpose.CLAIM: "NEW CLAIM",
        PickPurpose.PIECE: "ANOTHER PIECE",
        PickPurpose.CUE: "CUE",
        PickPurpose.START: "NEW START",
        PickPurpose.END: "NEW END",
        PickPurpose.SPLIT: "SPLIT",
    }[pick.purpose]
    word = _SINGLE_WORDS.get(pick.purpose) or ("its last word" if pick.first else "its first word")
    rows = [line(width, ("panel", f" {title}: pick {word}"), ("hint", f"  {pick.typed}"))]
    if pick.first is None and not pick.single:
        rows += _ready(state, ready_spans(state, pick), width, limit - 1)
    return rows


def _ready(state: State, spans: Sequence[Span], width: int, limit: int) -> list[ScreenRow]:
    """Return the ready-made spans with the digits that choose them, at most `limit`; the last row counts the others."""
    shown = spans if len(spans) <= limit else spans[: max(limit - 1, 0)]
    texts = [elide(width - 5, "claim", span.text) for span in shown]
    rows = []
    for number, (span, text) in enumerate(zip(shown, texts, strict=True), 1):
        if texts.count(text) > 1:  # they look alike where the middle is left out, or where the sentence says the same twice
            words = f"  words {_word_number(state, span.start)}-{_word_number(state, span.end - 1)}"
            text = (*elide(width - 5 - len(words), "claim", span.text), StyledText("dim", words))
        rows.append(row([*mark("hint", f"  {number} "), *row_cells(text)], width))
    if len(shown) < len(spans):
        rows.append(line(width, ("dim", f"  {len(shown) + 1}-{len(spans)} further spans")))
    return rows


def _word_number(state: State, offset: int) -> int:
    """Return the number, from 1, of the word of the sentence being picked from that an offset is in."""
    return sum(word.start <= offset for word in pick_words(state, state.picking)) if state.picking else 0


def _choosing(state: State, choosing: ChooseSource, width: int, limit: int) -> list[ScreenRow]:
    advice = "pick the last word of the mention" if choosing.first else "pick the mention's first word, or a number"
    name = "THIS" if state.suggestion else state.focus[1].upper() if state.focus else ""
    question = line(width, ("panel", f" WHO SAYS {name}? {advice}"), ("hint", f"  {choosing.typed}"))
    said = state.suggestion or state.claim
    shown = [row([*mark("", "    "), *row_cells(elide(width - 5, "claim", claim_text(said)))], width)] if said else []
    return [question, *shown, *_numbered_sources(state, width, limit - 1 - len(shown))]


def _targets(state: State, mode: ChooseTarget, width: int, limit: int) -> list[ScreenRow]:
    """Return the earlier claims with the digits that choose them, each with the number of its sentence and its link, if any."""
    claim = linking_claim(state, mode)
    question = line(width, ("panel", f" WHICH EARLIER CLAIM GOES WITH {mode.claim.upper()}?"))
    shown = [row([*mark("", "    "), *row_cells(elide(width - 5, "claim-focus", claim_text(claim)))], width)]
    rows = [question, *shown]
    targets = mode.shown[: max(limit - len(rows), 1)]
    offer = shown_link(state, claim)
    for number, earlier in enumerate(targets, 1):
        link = link_to(state, claim, earlier.claim)
        known = f"  {link_title(state, link)}" if link else ""
        if offer and offer.target == earlier.claim:
            known = f"  {SHOWN['space']}: {offer_title(state, offer)}"
        lead = [*mark("hint", f"  {number} "), *style_cells("dim", f"{earlier.number:>3} {earlier.claim.id.upper():<3} ")]
        text = elide(max(width - 13 - len(known), 8), "claim", claim_text(earlier.claim))
        rows.append(row([*lead, *row_cells(text), *style_cells("panel", known)], width))
    return rows


def _who(state: State, mention: Span, width: int, limit: int) -> list[ScreenRow]:
    question = line(width, ("panel", " WHO IS "), ("source", f"<{mention.text}>"), ("panel", "?"))
    return [question, *_numbered_sources(state, width, limit - 1)]


def _picker(state: State, picker: SourcePicker, width: int, limit: int) -> list[ScreenRow]:
    """Return the text typed and the sources that match it; the marked one is always among the rows."""
    rows = [_entry(state, width)[0]]
    matching, marked = picker_rows(state, picker), marked_source(state, picker)
    top = max(matching.index(marked) - (limit - 2), 0) if marked else 0
    for source in matching[top:]:
        chosen = source is marked
        answers = describe_answers(source.attributes)
        rows.append(
            line(
                width,
                ("hint", f" {'>' if chosen else ' '} {id_number(source.id):>2} "),
                ("source-focus" if chosen else "source", source_name(source)),
                ("dim", f"  {answers}"),
            )
        )
    if not matching:
        if not picker.text:
            advice = "no sources yet: type the name of a new one, then Enter"
        else:
            advice = "no match" if picker.merge else "no match: Enter to add a new source of this name"
        rows.append(line(width, ("dim", f"   {advice}")))
    return rows


def _menu(state: State, width: int, limit: int) -> list[ScreenRow]:
    choices = ((("hint", f"  {entry.key} "), ("", entry.title), ("dim", f"  {entry.value or '-'}")) for entry in menu(state))
    about = "this suggestion" if state.suggestion else state.focus[1].upper() if state.focus else "this article"
    title = line(width, ("panel", f" ANSWERS about {about}"))
    return [title, *_choices(width, limit - 1, choices)]


def _ask(state: State, ask: Ask, width: int, limit: int) -> list[ScreenRow]:
    question = ask.question
    asked_about = _asked_about(state, question)
    about = "?" if question.attribute is CONFIRM else f" of {asked_about}" if asked_about else ""
    title = line(width, ("panel", f" {question.attribute.title.upper()}{about}"))
    ending = _ending(ask)
    key = "Enter" if ending.startswith("Enter") else ""
    endings = [line(width, ("hint", f"  {key}"), ("dim", ending.removeprefix(key)))] if ending else []
    choices = (
        (
            ("hint", _answer_key(question, choice, marked=place == ask.row)),
            ("", f"{_box(ask, choice)}{choice.title}"),
            ("dim", f"  {choice.description}"),
        )
        for place, choice in enumerate(choices_of(question.attribute))
    )
    return [title, *_choices(width, limit - 1 - len(endings), choices), *endings]


def _ending(ask: Ask) -> str:
    """Return what Enter does, where it does not give the marked answer."""
    attribute = ask.question.attribute
    unanswered = "Enter to leave unanswered" if ask.question.optional else ""
    if not attribute.several:
        return unanswered
    if len(ask.chosen) >= attribute.least:
        return f"Enter: {answer_text(ask.chosen, titles_of(attribute)) if ask.chosen else 'none of them'}"
    return unanswered if not ask.chosen and unanswered else f"choose at least {attribute.least}, then Enter"


def _box(ask: Ask, choice: Choice) -> str:
    """Return the mark before one of several answers that says if it is chosen."""
    return f"[{'x' if choice.value in ask.chosen else ' '}] " if ask.question.attribute.several else ""


def _answer_key(question: Question, choice: Choice, *, marked: bool) -> str:
    """Return the digit and the key of an answer, after a mark if it is the one that Enter gives."""
    return f" {'>' if marked else ' '}{digit_of(question.attribute, choice) or ' '} {choice.key} "


def _asked_about(state: State, question: Question) -> str:
    """Return the item that a question is about, in words; nothing if it is the sentence, which is in sight."""
    item = question.item
    if question.attribute.noun == "block":
        return "this part of the article"
    if question.attribute.about_article:
        return "this article"
    if item == SUGGESTION:
        return "this suggestion"
    claim = next((c for c in state.annotation.claims if c.id == split_link_key(item)[0]), None)
    if claim is not None:
        return f"{claim.id.upper()} {claim_text(claim)}"
    source = next((s for s in state.annotation.sources if s.id == item), None)
    return f"the source “{source_name(source)}”" if source else "this stance" if is_stance_key(item) else ""


def caret_column(state: State, width: int) -> int:
    """Return the column of the caret in the line being written, which is the first row of the panel."""
    return _entry(state, width)[1]


def _entry(state: State, width: int) -> tuple[ScreenRow, int]:
    """Return the row of the line being written, and the column of its caret. If it does not fit, the caret stays in sight."""
    lead = line(width // 2, ("panel", f" {_line_title(state)}: "))
    room = max(width - row_width(lead) - 1, 1)
    written = state.line or Line()
    before, after = style_cells("", written.before), style_cells("", written.after)
    left = fit(reversed(before), room - min(_fitting_width(after), room // 4))[::-1]
    used = sum(item.cell.width for item in left)
    return row([*row_cells(lead), *left, *fit(after, room - used)], width), row_width(lead) + used


def _fitting_width(items: Iterable[StyledCell]) -> int:
    return sum(item.cell.width for item in items)


def _line_title(state: State) -> str:
    match state.mode:
        case SourcePicker(merge=merge):
            return f"{source_name(merge)} IS THE SAME AS" if merge else "SOURCE"
        case WriteAnswer(question):
            about = _asked_about(state, question)[:40]
            return f"{question.attribute.title} of {about}" if about else question.attribute.title
        case WriteLine(purpose):
            return "reason for the flag" if purpose is LinePurpose.FLAG else purpose
    return ""
