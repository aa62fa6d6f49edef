"""What a state looks like: rows of at most the asked width, exactly as many as asked, and where the cursor stands.

From above: where you are, the article around the sentence, what is labelled or asked, what the keys do. The marks stand without
colour: ``[C1 a claim C1]``, ``<a source>``, ``{a cue}``; colour only adds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from annotate.model import ANNOTATED_KINDS, AUTHOR, DIM_KINDS, Annotation, Claim, Span, Stance
from annotate.prompt.helptext import guideline_lines, help_lines, key_lines
from annotate.prompt.layout import Placed, Row, columns, elided, line, mark, paragraph, row, styled, wrap
from annotate.prompt.pages import code_points, remaining
from annotate.prompt.picking import pick_hints, pick_words, ready_spans
from annotate.prompt.questions import choices_of, menu
from annotate.prompt.sources import picker_rows
from annotate.prompt.state import Mode, State, claim_text, source_name, stance_title

SMALLEST = (60, 16)
"""Columns and rows below which the screen has no room: the line front end speaks instead."""

_MARGIN = 7
_LONGEST = 4000  # characters of a sentence that are drawn; more would cost the key its speed


class Screen(NamedTuple):
    """Rows from the top, and the cursor as (row, column), from 0."""

    rows: tuple[Row, ...]
    cursor: tuple[int, int]


def view(state: State, width: int, height: int) -> Screen:
    """The screen of a state, `width` columns and `height` rows."""
    rule = line(width, ("dim", "-" * width))
    header = [_header(state, width), rule]
    footer = [rule, _message(state, width), *_keys(state, width)]
    room = max(height - len(header) - len(footer), 3)
    if state.mode is Mode.PAGE:
        body, cursor = _page(state, width, room), (0, 0)
    else:
        panel = _panel(state, width, max(room // 2, 3))
        article, cursor = _article(state, width, max(room - len(panel) - 1, 1))
        body = [*article, rule, *panel]
        if state.mode in (Mode.WRITE, Mode.PICKER):
            cursor = (len(article) + 1, min(columns(panel[0]), width - 1))
    body = [*body[:room], *([()] * (room - len(body)))]
    rows = [*header, *body, *footer][:height]
    return Screen((*rows, *([()] * (height - len(rows)))), (min(cursor[0] + len(header), height - 1), cursor[1]))


# -- the edges --------------------------------------------------------------------------------------------------------


def _header(state: State, width: int) -> Row:
    count = len(state.document.sentences)
    done = state.finished
    bar = "#" * (10 * done // max(count, 1))
    where = f"sentence {min(state.at + 1, count)} of {count}" if count else "no sentences"
    right = f"{where}  [{bar:.<10}] {100 * done // max(count, 1):>3} %  {state.annotator}  saved "
    left = line(max(width - columns(line(width, ("", right))) - 2, 8), ("title", f" {state.document.id}"))
    gap = max(width - columns(left) - columns(line(width, ("", right))), 1)
    return row([*_placed(left), *mark("", " " * gap), *styled("", right)], width)


def _placed(pieces: Row) -> list[Placed]:
    return [item for piece in pieces for item in styled(piece.style, piece.text)]


def _message(state: State, width: int) -> Row:
    return line(width, ("refused" if state.refused else "message", f" {state.message}"))


def _keys(state: State, width: int) -> list[Row]:
    return [line(width, ("dim", f" {text}")) for text in key_lines(state)]


# -- the article ------------------------------------------------------------------------------------------------------


def _article(state: State, width: int, height: int) -> tuple[list[Row], tuple[int, int]]:
    """The sentence in its surroundings, and the cursor in them."""
    if state.at >= len(state.document.sentences):
        return _end(state, width)[:height] + [()] * max(height - len(_end(state, width)), 0), (0, 0)
    focal = state.picking.at if state.picking else state.at
    middle, cursor = _focal(state, focal, width)
    above = _neighbours(state, focal, -1, width, height + max(-state.scroll, 0))
    below = _neighbours(state, focal, 1, width, height + max(state.scroll, 0))
    rows = [*above, *middle, *below]
    top = len(above) - min(len(above), max((height - len(middle)) // 3, 1))
    if len(middle) > height - 1:
        top = len(above) + max(min(cursor[0] - height // 2, len(middle) - height), 0)
    top = min(max(top + state.scroll, 0), max(len(rows) - height, 0))
    shown = rows[top : top + height]
    place = len(above) + cursor[0] - top
    return [*shown, *([()] * (height - len(shown)))], (min(max(place, 0), height - 1), cursor[1])


class _Unit(NamedTuple):
    """What stands between the edges of the context: a sentence (its index), or a block that is shown dim (-1)."""

    sentence: int
    start: int
    end: int
    kind: str


def _units(state: State) -> list[_Unit]:
    blocks = state.document.blocks
    units = [_Unit(i, s.start, s.end, blocks[s.block].kind) for i, s in enumerate(state.document.sentences)]
    units += [_Unit(-1, block.start, block.end, block.kind) for block in blocks if block.kind in DIM_KINDS]
    return sorted(units, key=lambda unit: unit.start)


def _neighbours(state: State, focal: int, direction: int, width: int, enough: int) -> list[Row]:
    """The rows above (-1) or below (1) a sentence, at least `enough` of them where the article has so many."""
    units = _units(state)
    place = next(i for i, unit in enumerate(units) if unit.sentence == focal) + direction
    parts: list[list[Row]] = []
    block = state.document.sentences[focal].block
    total = 0
    while 0 <= place < len(units) and total < enough:
        unit = units[place]
        rows = _context(state, unit, width)
        here = state.document.sentences[unit.sentence].block if unit.sentence >= 0 else -1
        if here != block:
            rows = [*rows, ()] if direction < 0 else [(), *rows]
        block = here
        parts.append(rows)
        total += len(rows)
        place += direction
    if direction < 0:
        parts.reverse()
    return [found for part in parts for found in part]


def _context(state: State, unit: _Unit, width: int) -> list[Row]:
    text = state.document.text[unit.start : min(unit.end, unit.start + _LONGEST)]
    if unit.sentence < 0:
        margin, tail, style = f"    {' ':<3}", "", "dim"
    else:
        annotation = state.annotation_of(state.document.sentences[unit.sentence].id)
        margin = f" {unit.sentence + 1:>3} {_status(annotation)} "
        tail = f"  {len(annotation.claims)}C" if annotation.claims else ""
        style = "headline" if unit.kind == "headline" else "context"
    return _context_rows(text, style, margin, tail, width)


@lru_cache(maxsize=512)
def _context_rows(text: str, style: str, margin: str, tail: str, width: int) -> list[Row]:
    """Remembered: from one key to the next, most of the article around stays as it is."""
    lines = wrap([*styled(style, text), *mark("dim", tail)], width - _MARGIN - 1)
    return [row([*mark("dim", margin if i == 0 else " " * _MARGIN), *found], width) for i, found in enumerate(lines)]


def _status(annotation: Annotation) -> str:
    if annotation.flag is not None:
        return "!"
    begun = annotation.claims or annotation.note
    return {"claim": "v", "no_claim": "-", "skip": "w"}.get(annotation.label or "", "o" if begun else " ")


def _focal(state: State, at: int, width: int) -> tuple[list[Row], tuple[int, int]]:
    """The sentence itself with its marks, or with hints where a word is picked; and where the cursor stands."""
    if state.mode in (Mode.PICK, Mode.SOURCE):
        placed, hints = _with_pick(state, at), _hint_places(state)
    else:
        placed, hints = _with_marks(state, at), {}
    rows: list[Row] = []
    cursor = (0, _MARGIN)
    target = _cursor_offset(state, at)
    for i, found in enumerate(wrap(placed, width - _MARGIN - 1)):
        margin = f">{at + 1:>3}   " if i == 0 else " " * _MARGIN
        column = _column_of(found, target)
        if column is not None:
            cursor = (len(rows), _MARGIN + column)
        rows.append(row([*mark("focus-margin", margin), *found], width))
        if hints:
            rows.append(_hint_row(found, hints, state.picking.typed if state.picking else "", width))
    return rows, cursor


def _column_of(placed: list[Placed], offset: int) -> int | None:
    column = 0
    for item in placed:
        if item.cell.start <= offset < item.cell.end:
            return column
        column += item.cell.width
    return None


def _cursor_offset(state: State, at: int) -> int:
    if state.picking is not None:
        return state.picking.first.start if state.picking.first else state.document.sentences[at].start
    if state.focus and state.focus[0] == "suggestion":
        return state.open_suggestions[int(state.focus[1])].spans[0].start
    claim = state.claim
    return claim.spans[0].start if claim else state.document.sentences[at].start


def _drawn(state: State, at: int) -> list[Placed]:
    sentence = state.document.sentences[at]
    end = min(sentence.end, sentence.start + _LONGEST)
    placed = styled("", state.document.text[sentence.start : end], sentence.start)
    return placed if end == sentence.end else [*placed, *mark("dim", " …")]


def _with_marks(state: State, at: int) -> list[Placed]:
    """The sentence with its claims, mentions and cues marked."""
    focus = state.claim
    opens: dict[int, list[Placed]] = {}
    closes: dict[int, list[Placed]] = {}

    def put(span: Span, style: str, before: str, after: str) -> None:
        opens.setdefault(span.start, []).extend(mark(style, before))
        closes.setdefault(span.end, [])[:0] = mark(style, after)

    for claim in state.annotation.claims:
        style = "claim-focus" if claim == focus else "claim"
        for span in claim.spans:
            put(span, style, f"[{claim.id.upper()} ", f" {claim.id.upper()}]")
    for source in state.annotation.sources:
        if source.mention:
            put(source.mention, "source", "<", ">")
    for cue in {stance.cue for stance in state.annotation.stances if stance.cue}:
        put(cue, "cue", "{", "}")
    for suggestion in state.open_suggestions:
        for span in suggestion.spans:
            put(span, "suggestion", "{", "}")
    placed, styles = [], _styles(state, focus)
    for item in _drawn(state, at):
        cell = item.cell
        for offset in range(cell.start, max(cell.end, cell.start + 1)):
            placed += closes.pop(offset, []) if offset == cell.start or cell.start >= 0 else []
            placed += opens.pop(offset, [])
        placed.append(Placed(styles.get(cell.start, ""), cell))
    return [*placed, *(item for offset in sorted(closes) if offset <= state.sentence.end for item in closes[offset])]


def _styles(state: State, focus: Claim | None) -> dict[int, str]:
    """The style of each marked character by its offset; what is named later lies above what is named before."""
    claims = [span for claim in state.annotation.claims for span in claim.spans]
    layers = (
        ("suggestion", [span for suggestion in state.open_suggestions for span in suggestion.spans]),
        ("claim", claims),
        ("source", [source.mention for source in state.annotation.sources if source.mention]),
        ("claim-focus", focus.spans if focus else ()),
    )
    first, last = state.sentence.start, state.sentence.end
    inside = ((style, range(max(span.start, first), min(span.end, last))) for style, spans in layers for span in spans)
    return {offset: style for style, offsets in inside for offset in offsets}


def _with_pick(state: State, at: int) -> list[Placed]:
    """The sentence with the first word that was picked marked."""
    first = state.picking.first if state.picking else None
    if first is None:
        return _drawn(state, at)
    inside = range(first.start, first.end)
    return [Placed("picked" if item.cell.start in inside else item.style, item.cell) for item in _drawn(state, at)]


def _hint_places(state: State) -> dict[int, str]:
    return {word.start: hint for word, hint in zip(pick_words(state), pick_hints(state), strict=True)}


def _hint_row(placed: list[Placed], hints: dict[int, str], typed: str, width: int) -> Row:
    """The hints that stand under a line, each under its word's first letter; those that the typed letter rules out are gone."""
    items: list[Placed] = mark("", " " * _MARGIN)
    column = used = 0
    for item in placed:
        hint = hints.get(item.cell.start, "")
        if hint.startswith(typed) and hint:
            items += mark("", " " * (column - used))
            items += mark("hint", hint[len(typed) :])
            used = max(used, column) + len(hint) - len(typed)
        column += item.cell.width
    return row(items, width)


def _end(state: State, width: int) -> list[Row]:
    """What is left when the last sentence is behind."""
    count = len(state.document.sentences)
    rows = [line(width, ("title", f" End of {state.document.id}: {state.finished} of {count} sentences are done.")), ()]
    for what, numbers in remaining(state).items():
        if numbers:
            listed = ", ".join(map(str, numbers[:30])) + (" ..." if len(numbers) > 30 else "")
            rows += paragraph(width, f"{what}: {listed}", indent=1)
    if not any(remaining(state).values()):
        rows.append(line(width, ("", " Nothing is left to do here. q quits; annotate check and annotate export come next.")))
    return rows


# -- the panel --------------------------------------------------------------------------------------------------------


def _panel(state: State, width: int, most: int) -> list[Row]:
    """At most so many rows below the article."""
    found = _PANELS[state.mode](state, width) if state.mode in _PANELS else _review(state, width, most)
    return found[:most]


def _review(state: State, width: int, most: int) -> list[Row]:
    rows = _suggested(state, width)
    annotation = state.annotation
    rows.append(line(width, ("panel", f" {_headline(state, annotation)}")))
    if annotation.flag is not None:
        rows.append(line(width, ("refused", "   flag: "), ("", annotation.flag or "(no reason)")))
    if annotation.note:
        rows.append(line(width, ("dim", "   note: "), ("", annotation.note)))
    rows += _claims(state, width, most - len(rows))
    return [*rows, line(width, ("dim", f" sources: {_known_sources(state)}"))]


def _claims(state: State, width: int, room: int) -> list[Row]:
    """The claims and the stances on them; from the focused one on, where there is no room for all."""
    claims, stances = state.annotation.claims, state.annotation.stances
    if len(claims) + len(stances) > room and state.claim is not None:
        claims = claims[claims.index(state.claim) :]
    rows: list[Row] = []
    for claim in claims:
        if len(rows) >= room:
            break
        rows += _claim_rows(state, claim, width)
    return rows


def _headline(state: State, annotation: Annotation) -> str:
    if annotation.label is None:
        return "BEGUN: Enter finishes it" if annotation.claims else "NOT SEEN YET"
    choice = state.schema.labels["annotation"].choice(annotation.label)
    answers = ", ".join(f"{name}: {value}" for name, value in annotation.attributes.items())
    return f"DONE HERE: {choice.title if choice else annotation.label}" + (f" ({answers})" if answers else "")


def _suggested(state: State, width: int) -> list[Row]:
    offered = state.open_suggestions
    if not offered:
        return []
    place = int(state.focus[1]) if state.focus and state.focus[0] == "suggestion" else 0
    suggestion = offered[place]
    who, claimed = source_name(suggestion.source), " … ".join(span.text for span in suggestion.spans)
    return [
        line(width, ("panel", f" SUGGESTION {place + 1} of {len(offered)}"), ("dim", f"   rule {suggestion.rule}")),
        row([*mark("dim", "   claim   "), *_placed(elided(width - 11, "suggestion", claimed))], width),
        line(width, ("dim", "   source  "), ("source", who), ("dim", "   stance  "), ("", suggestion.label)),
    ]


def _claim_rows(state: State, claim: Claim, width: int) -> list[Row]:
    focused = state.focus == ("claim", claim.id)
    answers = ", ".join(str(value) for value in claim.attributes.values())
    shown = elided(max(width - 12 - len(answers), 20), "claim-focus" if focused else "claim", claim_text(claim))
    first = row(
        [
            *mark("", f" {'>' if focused else ' '} {claim.id.upper():<4}"),
            *_placed(shown),
            *mark("dim", "  "),
            *styled("dim", answers),
        ],
        width,
    )
    return [first, *(_stance_row(state, stance, width) for stance in state.annotation.stances if stance.claim == claim.id)]


def _stance_row(state: State, stance: Stance, width: int) -> Row:
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
    known = [f"{id[1:]} {source_name(source)}" for id, source in state.registry.items() if id != AUTHOR]
    return "  ".join(["0 author", *known])


def _numbered_sources(state: State, width: int) -> list[Row]:
    rows = [line(width, ("hint", "  0 "), ("source", "author"))]
    for id, source in state.registry.items():
        if id != AUTHOR:
            answers = ", ".join(str(value) for value in source.attributes.values())
            rows.append(line(width, ("hint", f" {id[1:]:>2} "), ("source", source_name(source)), ("dim", f"  {answers}")))
    return rows


def _picking(state: State, width: int) -> list[Row]:
    picking = state.picking
    assert picking is not None
    what = {"claim": "NEW CLAIM", "piece": "ANOTHER PIECE", "cue": "CUE", "start": "NEW START", "end": "NEW END"}[picking.purpose]
    which = "the word" if picking.single else ("its last word" if picking.first else "its first word")
    rows = [line(width, ("panel", f" {what}: {which}"), ("hint", f"  {picking.typed}"))]
    if picking.first is None and not picking.single:
        rows += [
            row([*mark("hint", f"  {number} "), *_placed(elided(width - 5, "claim", span.text))], width)
            for number, span in enumerate(ready_spans(state), 1)
        ]
    return rows


def _choosing(state: State, width: int) -> list[Row]:
    picking = state.picking
    typed = picking.typed if picking else ""
    which = "the last word of the mention" if picking and picking.first else "the first word of the mention, or a number"
    name = state.focus[1].upper() if state.focus else ""
    return [line(width, ("panel", f" WHO SAYS {name}? {which}"), ("hint", f"  {typed}")), *_numbered_sources(state, width)]


def _who(state: State, width: int) -> list[Row]:
    mention = state.mention.text if state.mention else ""
    return [line(width, ("panel", " WHO IS "), ("source", f"<{mention}>"), ("panel", "?")), *_numbered_sources(state, width)]


def _picker(state: State, width: int) -> list[Row]:
    rows = [line(width, ("panel", " SOURCE: "), ("", state.writing.text if state.writing else ""))]
    found = picker_rows(state)
    for place, source in enumerate(found):
        chosen = place == min(max(state.scroll, 0), len(found) - 1)
        answers = ", ".join(str(value) for value in source.attributes.values())
        rows.append(
            line(
                width,
                ("hint", f" {'>' if chosen else ' '} {source.id[1:]:>2} "),
                ("source-focus" if chosen else "source", source_name(source)),
                ("dim", f"  {answers}"),
            )
        )
    if not found:
        rows.append(line(width, ("dim", "   none known: Enter makes a new source of this name")))
    return rows


def _menu(state: State, width: int) -> list[Row]:
    rows = [line(width, ("panel", f" ATTRIBUTES of {state.focus[1].upper() if state.focus else ''}"))]
    return rows + [
        line(width, ("hint", f"  {entry.key} "), ("", f"{entry.title}  "), ("dim", entry.value or "-")) for entry in menu(state)
    ]


def _ask(state: State, width: int) -> list[Row]:
    asking = state.asking
    assert asking is not None
    rows = [line(width, ("panel", f" {asking.question.title.upper()} of {_asked_about(state)}"))]
    rows += [
        line(width, ("hint", f"  {choice.key} "), ("", f"{choice.title}  "), ("dim", choice.description))
        for choice in choices_of(asking.question)
    ]
    if asking.optional:
        rows.append(line(width, ("dim", "  Enter leaves it out")))
    return rows


def _asked_about(state: State) -> str:
    item = state.asking.item if state.asking else ""
    claim = next((c for c in state.annotation.claims if c.id == item), None)
    if claim is not None:
        return f"{item.upper()} {claim_text(claim)}"
    source = next((s for s in state.annotation.sources if s.id == item), None)
    return f"source {source_name(source)}" if source else "this sentence" if "<-" not in item else "this stance"


def _write(state: State, width: int) -> list[Row]:
    writing = state.writing
    assert writing is not None
    label = writing.purpose
    if writing.purpose == "answer" and state.asking:
        label = f"{state.asking.question.title} of {_asked_about(state)[:40]}"
    lead = line(width // 2, ("panel", f" {label}: "))
    room = max(width - columns(lead) - 1, 1)
    tail: list[Placed] = []
    for item in reversed(styled("", writing.text)):
        if sum(kept.cell.width for kept in tail) + item.cell.width > room:
            break
        tail.insert(0, item)
    return [row([*_placed(lead), *tail], width)]


_PANELS: dict[Mode, Callable[[State, int], list[Row]]] = {
    Mode.PICK: _picking,
    Mode.SOURCE: _choosing,
    Mode.WHO: _who,
    Mode.PICKER: _picker,
    Mode.MENU: _menu,
    Mode.ASK: _ask,
    Mode.WRITE: _write,
    Mode.END: lambda state, width: [],
}


# -- pages ------------------------------------------------------------------------------------------------------------


def _page(state: State, width: int, height: int) -> list[Row]:
    """The page from where it is scrolled to; the last rows stay in sight."""
    rows = _PAGES[state.page](state, width)
    top = min(state.scroll, max(len(rows) - height, 0))
    return rows[top : top + height]


def _lines(found: list[tuple[str, str]], width: int) -> list[Row]:
    return [
        wrapped
        for style, text in found
        for wrapped in (paragraph(width, text, style, indent=len(text) - len(text.lstrip()) + 1) if text else [()])
    ]


def _inspected(state: State, width: int) -> list[Row]:
    spans = state.claim.spans if state.claim else (state.document.span(state.sentence.start, state.sentence.end),)
    return [line(width, ("", f" {text}")) for span in spans for text in code_points(span.text, span.start)]


def _furniture(state: State, width: int) -> list[Row]:
    rows: list[Row] = []
    for block in state.document.blocks:
        style = "" if block.kind in ANNOTATED_KINDS else "dim"
        rows.append(line(width, ("panel", f" {block.kind}"), ("dim", f"  {block.start}-{block.end}  {block.rule}")))
        rows += paragraph(width, state.document.text[block.start : min(block.end, block.start + _LONGEST)], style, indent=3)
    return rows


_PAGES: dict[str, Callable[[State, int], list[Row]]] = {
    "help": lambda state, width: _lines(help_lines(state), width),
    "guideline": lambda state, width: _lines(guideline_lines(state), width),
    "inspect": _inspected,
    "furniture": _furniture,
}
