"""The panel under the article: what is labelled here, or what is asked, one function for each state."""

from __future__ import annotations

from annotate.labelling.actions.picking import ready_spans
from annotate.labelling.actions.questions import choices_of, menu
from annotate.labelling.actions.sources import marked_source, picker_rows, resolve_source
from annotate.labelling.display.versions import version_lines
from annotate.labelling.state import (
    Ask,
    ChooseSource,
    Draft,
    End,
    IdentifyMention,
    Menu,
    Pick,
    PickPurpose,
    Question,
    SourcePicker,
    State,
    Suggestion,
    WriteAnswer,
    WriteLine,
    claim_text,
    source_name,
    stance_title,
)
from annotate.model import AUTHOR, Annotation, Claim, Span, Stance
from annotate.model.ids import id_number, is_stance_key
from annotate.text.rows import (
    ScreenRow,
    StyledCell,
    StyledText,
    arrange_in_columns,
    elide,
    flow,
    line,
    mark,
    row,
    row_cells,
    row_width,
    style_cells,
)


def panel(state: State, width: int, most: int) -> list[ScreenRow]:
    """At most so many rows below the article."""
    return _rows(state, width, most)[:most]


def _rows(state: State, width: int, most: int) -> list[ScreenRow]:
    match state.mode:
        case Pick() as pick:
            return _picking(state, pick, width)
        case ChooseSource() as choosing:
            return _choosing(state, choosing, width, most)
        case IdentifyMention(mention):
            return _who(state, mention, width, most)
        case SourcePicker() as picker:
            return _picker(state, picker, width, most)
        case Menu():
            return _menu(state, width, most)
        case Ask(question):
            return _ask(state, question, width, most)
        case WriteLine() | WriteAnswer() as line:
            return _write(state, line, width)
        case End():
            return []
        case _:
            return _review(state, width, most)


def _review(state: State, width: int, most: int) -> list[ScreenRow]:
    rows = _suggested(state, width)
    annotation = state.annotation
    rows.append(line(width, ("panel", f" {_headline(state, annotation)}")))
    if annotation.flag is not None:
        rows.append(line(width, ("refused", "   flag: "), ("", annotation.flag or "(no reason)")))
    if annotation.note:
        rows.append(line(width, ("dim", "   note: "), ("", annotation.note)))
    rows += _versions(state, width)
    rows += _claims(state, width, most - len(rows))
    return [*rows, line(width, ("dim", f" sources: {_known_sources(state)}"))]


def _versions(state: State, width: int) -> list[ScreenRow]:
    """What annotators decided, each version with the digit that takes it."""
    rows = []
    for number, (head, *claims) in enumerate(version_lines(state), 1):
        rows.append(line(width, ("hint", f" {number} "), ("", head)))
        rows += [line(width, ("dim", f"     {claim}")) for claim in claims]
    return rows


def _claims(state: State, width: int, room: int) -> list[ScreenRow]:
    """The claims and the stances on them; from the focused one on, where there is no room for all."""
    claims, stances = state.annotation.claims, state.annotation.stances
    if len(claims) + len(stances) > room and state.claim is not None:
        claims = claims[claims.index(state.claim) :]
    rows: list[ScreenRow] = []
    for claim in claims:
        if len(rows) >= room:
            break
        rows += _claim_rows(state, claim, width)
    return rows


def _headline(state: State, annotation: Annotation) -> str:
    if annotation.label is None and state.candidates:
        return f"ANNOTATORS DIFFER: a digit takes a version, {state.key('enter')} finishes what stands here"
    if annotation.label is None and annotation.claims:
        return "BEGUN" if state.open_suggestions else f"BEGUN: {state.key('enter')} finishes it"
    if annotation.label is None:
        return "NOT SEEN YET"
    choice = state.schema.labels["annotation"].choice(annotation.label)
    answers = ", ".join(f"{name}: {value}" for name, value in annotation.attributes.items())
    return f"DONE HERE: {choice.title if choice else annotation.label}" + (f" ({answers})" if answers else "")


def _suggested(state: State, width: int) -> list[ScreenRow]:
    offered = state.open_suggestions
    if not offered:
        return []
    suggestion = state.suggestion or offered[0]
    changed = ", changed" if isinstance(suggestion, Draft) else ""
    choice = state.schema.labels["stance"].choice(suggestion.label)
    cue = f'  cue "{suggestion.cue.text}"' if suggestion.cue else ""
    head = ("panel", f" SUGGESTION {offered.index(suggestion) + 1} of {len(offered)}{changed}")
    claimed = elide(width - 11, "suggestion", claim_text(suggestion))
    return [
        line(width, head, ("dim", f"   rule {suggestion.rule}")),
        row([*mark("dim", f" {'>' if state.suggestion else ' '} claim   "), *row_cells(claimed)], width),
        row(
            [
                *mark("dim", "   source  "),
                *row_cells(elide(max(width - 40, 16), "source", _offered_source(state, suggestion))),
                *mark("dim", "   stance  "),
                *style_cells("", f"{choice.key if choice else ' '} {stance_title(state, suggestion).lower()}"),
                *style_cells("dim", cue),
            ],
            width,
        ),
    ]


def _offered_source(state: State, suggestion: Suggestion) -> str:
    """Who is said to say it, by number where it is known."""
    if suggestion.source is None:
        return "0 author"
    id = resolve_source(state, suggestion.source).id
    name = source_name(suggestion.source)
    return f"{id_number(id)} {name}" if id in state.registry else f"{name} (new)"


def _claim_rows(state: State, claim: Claim, width: int) -> list[ScreenRow]:
    focused = state.focus == ("claim", claim.id)
    answers = ", ".join(str(value) for value in claim.attributes.values())
    shown = elide(max(width - 12 - len(answers), 20), "claim-focus" if focused else "claim", claim_text(claim))
    first = row(
        [
            *mark("", f" {'>' if focused else ' '} {claim.id.upper():<4}"),
            *row_cells(shown),
            *mark("dim", "  "),
            *style_cells("dim", answers),
        ],
        width,
    )
    return [first, *(_stance_row(state, stance, width) for stance in state.annotation.stances if stance.claim == claim.id)]


def _stance_row(state: State, stance: Stance, width: int) -> ScreenRow:
    focused = state.focus == ("stance", stance.claim, stance.source)
    choice = state.schema.labels["stance"].choice(stance.label)
    source = next((s for s in state.annotation.sources if s.id == stance.source), None)
    known = {**(source.attributes if source and source.id != AUTHOR else {}), **stance.attributes}
    answers = ", ".join(str(value) for value in known.values())
    cue = f'  cue "{stance.cue.text}"' if stance.cue else ""
    return line(
        width,
        ("", f" {'>' if focused else ' '}      "),
        ("source-focus" if focused else "source", f"{stance.source[1:]} {source_name(source)}"),
        ("", f"  {choice.key if choice else ' '} {stance_title(state, stance).lower()}"),
        ("dim", f"{cue}  {answers}"),
    )


def _known_sources(state: State) -> str:
    known = [f"{id_number(id)} {source_name(source)}" for id, source in state.registry.items() if id != AUTHOR]
    return "  ".join(["0 author", *known])


def _choices(width: int, most: int, full: list[ScreenRow]) -> list[ScreenRow]:
    """What can be chosen (a key, a name, more), one a row; where there is no room, by name alone, in columns or in a row."""
    if len(full) <= most:
        return full
    closer = [(StyledText("hint", f" {key.text.strip()}"), StyledText(title.style, f" {title.text}")) for key, title, *_ in full]
    return arrange_in_columns(closer, width, most) or flow(closer, width)


def _numbered_sources(state: State, width: int, most: int) -> list[ScreenRow]:
    rows = [line(width, ("hint", "  0 "), ("source", "author"))]
    for id, source in state.registry.items():
        if id != AUTHOR:
            answers = ", ".join(str(value) for value in source.attributes.values())
            rows.append(line(width, ("hint", f" {id_number(id):>2} "), ("source", source_name(source)), ("dim", f"  {answers}")))
    return _choices(width, most, rows)


def _picking(state: State, pick: Pick, width: int) -> list[ScreenRow]:
    what = {
        PickPurpose.CLAIM: "NEW CLAIM",
        PickPurpose.PIECE: "ANOTHER PIECE",
        PickPurpose.CUE: "CUE",
        PickPurpose.START: "NEW START",
        PickPurpose.END: "NEW END",
        PickPurpose.SPLIT: "SPLIT before",
    }[pick.purpose]
    which = "the word" if pick.single else ("its last word" if pick.first else "its first word")
    rows = [line(width, ("panel", f" {what}: {which}"), ("hint", f"  {pick.typed}"))]
    if pick.first is None and not pick.single:
        rows += [
            row([*mark("hint", f"  {number} "), *row_cells(elide(width - 5, "claim", span.text))], width)
            for number, span in enumerate(ready_spans(state, pick), 1)
        ]
    return rows


def _choosing(state: State, choosing: ChooseSource, width: int, most: int) -> list[ScreenRow]:
    which = "the last word of the mention" if choosing.first else "the first word of the mention, or a number"
    name = "THE SUGGESTION" if state.suggestion else state.focus[1].upper() if state.focus else ""
    asked = line(width, ("panel", f" WHO SAYS {name}? {which}"), ("hint", f"  {choosing.typed}"))
    return [asked, *_numbered_sources(state, width, most - 1)]


def _who(state: State, mention: Span, width: int, most: int) -> list[ScreenRow]:
    asked = line(width, ("panel", " WHO IS "), ("source", f"<{mention.text}>"), ("panel", "?"))
    return [asked, *_numbered_sources(state, width, most - 1)]


def _picker(state: State, picker: SourcePicker, width: int, most: int) -> list[ScreenRow]:
    """What is typed, and the sources that match it, the marked one always among them."""
    what = f" {source_name(picker.merge)} IS ALSO: " if picker.merge else " SOURCE: "
    rows = [line(width, ("panel", what), ("", picker.text))]
    found, marked = picker_rows(state, picker), marked_source(state, picker)
    top = max(found.index(marked) - (most - 2), 0) if marked else 0
    for source in found[top:]:
        chosen = source is marked
        answers = ", ".join(str(value) for value in source.attributes.values())
        rows.append(
            line(
                width,
                ("hint", f" {'>' if chosen else ' '} {id_number(source.id):>2} "),
                ("source-focus" if chosen else "source", source_name(source)),
                ("dim", f"  {answers}"),
            )
        )
    if not found:
        new = "" if picker.merge else ": Enter makes a new source of this name"
        rows.append(line(width, ("dim", f"   none known{new}")))
    return rows


def _menu(state: State, width: int, most: int) -> list[ScreenRow]:
    rows = [
        line(width, ("hint", f"  {entry.key} "), ("", entry.title), ("dim", f"  {entry.value or '-'}")) for entry in menu(state)
    ]
    asked = line(width, ("panel", f" ANSWERS about {state.focus[1].upper() if state.focus else ''}"))
    return [asked, *_choices(width, most - 1, rows)]


def _ask(state: State, question: Question, width: int, most: int) -> list[ScreenRow]:
    asked = line(width, ("panel", f" {question.attribute.title.upper()} of {_asked_about(state, question.item)}"))
    passed = [line(width, ("dim", "  Enter leaves it out"))] if question.optional else []
    rows = [
        line(width, ("hint", f"  {choice.key} "), ("", choice.title), ("dim", f"  {choice.description}"))
        for choice in choices_of(question.attribute)
    ]
    return [asked, *_choices(width, most - 1 - len(passed), rows), *passed]


def _asked_about(state: State, item: str) -> str:
    claim = next((c for c in state.annotation.claims if c.id == item), None)
    if claim is not None:
        return f"{item.upper()} {claim_text(claim)}"
    source = next((s for s in state.annotation.sources if s.id == item), None)
    return f"source {source_name(source)}" if source else "this stance" if is_stance_key(item) else "this sentence"


def _write(state: State, writing: WriteLine | WriteAnswer, width: int) -> list[ScreenRow]:
    label: str
    if isinstance(writing, WriteAnswer):
        label = f"{writing.question.attribute.title} of {_asked_about(state, writing.question.item)[:40]}"
    else:
        label = writing.purpose
    lead = line(width // 2, ("panel", f" {label}: "))
    room = max(width - row_width(lead) - 1, 1)
    tail: list[StyledCell] = []
    for item in reversed(style_cells("", writing.text)):
        if sum(kept.cell.width for kept in tail) + item.cell.width > room:
            break
        tail.insert(0, item)
    return [row([*row_cells(lead), *tail], width)]
