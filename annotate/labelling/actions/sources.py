"""Choosing the source of a claim: from the document's registry, or a new one by its mention."""

from __future__ import annotations

import re
from dataclasses import replace

from annotate.labelling import edits
from annotate.labelling.actions.picking import pick_span
from annotate.labelling.history import commit, decide, set_source_everywhere
from annotate.labelling.line_editing import Line, edit_line
from annotate.labelling.state import (
    ChooseSource,
    Event,
    IdentifyMention,
    Key,
    Number,
    SourcePicker,
    State,
    Suggestion,
    amend,
    describe_attribution,
    describe_focus,
    leave,
    no_action,
    quote,
    refocus,
    refuse,
    refuse_without_claim,
    say,
    stance_title,
)
from annotate.model import AUTHOR, Annotation, Source, Span
from annotate.model.ids import id_number, next_number, source_id


def resolve_source(state: State, source: Source) -> Source:
    """Return the registry's source with the same id or else the same name, with this mention; a new one if there is none."""
    if source.id == AUTHOR:
        return edits.author_source(state.schema)
    if known := state.registry.get(source.id):
        return replace(known, mention=source.mention)
    for entry in state.registry.values():
        if _same_name(entry.name, source.name):
            return replace(entry, mention=source.mention)
    return replace(source, id=_new_id(state), attributes=state.schema.accepted_answers("source", source.attributes))


def _new_id(state: State) -> str:
    return source_id(next_number(state.registry))


def choose_source(state: State) -> State:
    """Start to choose the source of the focused claim or suggestion."""
    if state.claim is None and state.suggestion is None:
        return refuse_without_claim(state)
    return replace(state, mode=ChooseSource(state.at), scroll=0)


def handle_source(state: State, choosing: ChooseSource, event: Event) -> State:
    """Handle an event in SOURCE: a number or one of the letters o, v, y chooses a source, anything else picks a mention."""
    if choosing.first is None and not choosing.typed:
        match event:
            case Number(number):
                return _choose_number(state, number)
            case Key(name) if name.isdecimal():
                return _choose_number(state, int(name))
            case Key("o"):
                return _open_picker(state)
            case Key("v"):
                return _choose_unnamed(state)
            case Key("y"):
                return _repeat(state)
    picked = pick_span(state, choosing, event)
    return picked if isinstance(picked, State) else _choose_mention(state, picked)


def _choose_number(state: State, number: int, mention: Span | None = None) -> State:
    """Choose a source by its number in the registry, 0 for the author."""
    if number == 0:
        return _set_source(state, edits.author_source(state.schema))
    source = state.registry.get(source_id(number))
    if source is None:
        known = ", ".join(["0", *(str(id_number(id)) for id in state.registry if id != AUTHOR)])
        return refuse(state, f"There is no source {number} (there are {known}).")
    return _choose_known(state, source, mention)


def _choose_known(state: State, source: Source, mention: Span | None) -> State:
    """Choose a source from the registry, with the mention that was picked or else one found in the sentence."""
    return _set_source(state, replace(source, mention=mention or _find_mention(state, source)))


def _find_mention(state: State, source: Source) -> Span | None:
    """Return where this sentence contains the source's name or the last word of it; its latest mention if it does not."""
    text, start = state.text_of(state.at), state.sentence.start
    for name in (source.name, source.name.rsplit(None, 1)[-1] if source.name else ""):
        if name and (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)):
            return state.document.span(start + match.start(), start + match.end())
    return source.mention


def _choose_mention(state: State, span: Span) -> State:
    """Choose the source that a mention names; ask if it could be several."""
    name = _name_from(span.text)
    known = _sources_named(state, name)
    if len(known) == 1:
        return _set_source(state, replace(known[0], mention=span))
    if known or (_looks_like_pronoun(name) and any(id != AUTHOR for id in state.registry)):
        return replace(state, mode=IdentifyMention(span))
    # A source that was not named yet is the one named now: the name is what was missing.
    unnamed = _unnamed_source(state)
    return _set_new_source(state, name, span) if unnamed is None else _name_source(state, unnamed, name, span)


def _set_new_source(state: State, name: str, mention: Span | None) -> State:
    return _set_source(state, Source(_new_id(state), name, mention))


def _name_source(state: State, unnamed: Source, name: str, mention: Span) -> State:
    """Give a source that had no name yet its name, everywhere, and choose it."""
    named = replace(unnamed, name=name, mention=mention)
    changed = set_source_everywhere(state, named)
    claim, suggestion = state.claim, state.suggestion
    if claim is not None:
        here = edits.add_source(changed.get(state.sentence.id, state.annotation), claim.id, named, state.schema)
        changed[state.sentence.id] = here
        state = replace(state, focus=("stance", claim.id, named.id), last_source=_with_stance(here, claim.id, named.id))
    elif suggestion is not None:
        state = amend(state, suggestion, replace(suggestion, source=replace(named, id="")))
    others = sum(1 for sentence in changed if sentence != state.sentence.id)
    where = f" here and in {others} other sentence{'s' if others > 1 else ''}" if others else ""
    return commit(state, changed, f"Source {id_number(named.id)} is now named {quote(name)}{where}.")


def _choose_unnamed(state: State) -> State:
    """Choose the source that the article has not named yet; it gets its name when a mention is picked further on."""
    return _set_source(state, _unnamed_source(state) or Source(_new_id(state), ""))


def _unnamed_source(state: State) -> Source | None:
    """Return the source that has no name yet."""
    return next((source for source in state.registry.values() if not source.name), None)


def _repeat(state: State) -> State:
    """Choose the same source and stance as last time."""
    if state.last_source is None or (state.last_source[0] != AUTHOR and state.last_source[0] not in state.registry):
        return refuse(state, "There is no source to repeat yet.")
    id, label = state.last_source
    source = state.registry.get(id, edits.author_source(state.schema))
    return _set_source(state, replace(source, mention=_find_mention(state, source) if id != AUTHOR else None), label)


def _set_source(state: State, source: Source, label: str | None = None) -> State:
    """Give the focused claim a source, and focus its stance; give a focused suggestion that source instead of its own."""
    if state.suggestion is not None:
        return _set_suggested_source(state, state.suggestion, source, label)
    claim = state.claim
    if claim is None:
        return refuse_without_claim(leave(state))
    annotation = edits.add_source(state.annotation, claim.id, source, state.schema)
    if label is not None:
        stance = next(s for s in annotation.stances if (s.claim, s.source) == (claim.id, source.id))
        annotation = edits.set_stance(annotation, claim.id, source.id, replace(stance, label=label))
    last_source = _with_stance(annotation, claim.id, source.id)
    state = decide(replace(state, focus=("stance", claim.id, source.id), last_source=last_source), annotation, "")
    number = sum(stance.claim == claim.id and stance.source != AUTHOR for stance in annotation.stances)
    several = f" It now has {number} sources: {state.key('r')} removes the focused one." if number > 1 else ""
    return say(state, describe_focus(state) + several)


def _set_suggested_source(state: State, suggestion: Suggestion, source: Source, label: str | None) -> State:
    """Give an open suggestion another source. A new source gets its number when the suggestion is accepted."""
    label = label or suggestion.label
    if source.id == AUTHOR:
        changed = replace(suggestion, source=None, label=label, cue=None, attributes={})
    elif source.id in state.registry:
        changed = replace(suggestion, source=source, label=label)
    elif source.name and any(_same_name(known.name, source.name) for known in state.registry.values()):
        remedy = f"accept the suggestion, then {state.key('s')} to add another source"
        return refuse(leave(state), f"There is a source {quote(source.name)} already; {remedy}.")
    else:
        changed = replace(suggestion, source=replace(source, id=""), label=label)
    state = amend(state, suggestion, changed)
    return say(state, describe_attribution(state))


def _with_stance(annotation: Annotation, claim: str, source: str) -> tuple[str, str] | None:
    """Return a source with its stance on a claim."""
    return next(((s.source, s.label) for s in annotation.stances if (s.claim, s.source) == (claim, source)), None)


def handle_identify(state: State, mention: Span, event: Event) -> State:
    """Handle an event in WHO: a number of the registry, o for the list, Enter for a new source."""
    match event:
        case Number(number):
            return _choose_number(state, number, mention)
        case Key(name) if name.isdecimal():
            return _choose_number(state, int(name), mention)
        case Key("enter" | "space"):
            return _set_new_source(state, _name_from(mention.text), mention)
        case Key("o"):
            return _open_picker(state, mention)
    return refuse(state, "Press the number of a source, or Enter for a new one.")


def _name_from(mention: str) -> str:
    """Return a mention as a name: on one line, without a possessive ending."""
    name = " ".join(mention.split())
    for ending in ("’s", "'s"):
        name = name.removesuffix(ending)
    return name or mention


def _sources_named(state: State, name: str) -> list[Source]:
    """Return the sources that a mention may refer to: those of that name, else those with that last name ("Kirby")."""
    known = [source for source in state.registry.values() if source.id != AUTHOR and source.name]
    if same := [source for source in known if _same_name(source.name, name)]:
        return same
    return [source for source in known if _is_last_name(source.name, name)]


def _is_last_name(full: str, short: str) -> bool:
    """Return True if `short` ends `full` after another capitalized word: "Kirby" in "John Kirby", not in "head of NATO"."""
    before, _, rest = full.rpartition(f" {short}")
    return not rest and short[:1].isupper() and before.rpartition(" ")[2][:1].isupper()


def _same_name(first: str, second: str) -> bool:
    return first.casefold() == second.casefold()


def _looks_like_pronoun(name: str) -> bool:
    """Return True if a mention is one word in lower case or of at most four letters."""
    return " " not in name and name.isalpha() and (name.islower() or len(name) <= 4)


def _open_picker(state: State, mention: Span | None = None) -> State:
    return replace(state, mode=SourcePicker(mention=mention), scroll=0)


def open_merge_picker(state: State) -> State:
    """Ask which source the focused one is the same as."""
    return replace(state, mode=SourcePicker(merge=state.source), scroll=0)


def picker_rows(state: State, picker: SourcePicker) -> tuple[Source, ...]:
    """Return the sources that match the text in the picker, without the one to be merged."""
    text = picker.text.casefold()
    if text.isdigit() and source_id(text) in state.registry:
        rows = [state.registry[source_id(text)]]
    else:
        rows = [source for source in state.registry.values() if source.id != AUTHOR and text in source.name.casefold()]
    return tuple(source for source in rows if picker.merge is None or source.id != picker.merge.id)


def marked_source(state: State, picker: SourcePicker) -> Source | None:
    """Return the source in the marked row of the picker, which Enter chooses."""
    rows = picker_rows(state, picker)
    return rows[min(picker.row, len(rows) - 1)] if rows else None


def handle_picker(state: State, picker: SourcePicker, event: Event) -> State:
    """Handle an event in PICKER: text filters, Enter chooses the marked source or makes a new one of the text."""
    match event:
        case Number(number) if picker.merge:
            other = state.registry.get(source_id(number))
            if other is None or other.id in (AUTHOR, picker.merge.id):
                return refuse(state, f"There is no other source {number}.")
            return _merge(state, picker.merge, other)
        case Number(number):
            return _choose_number(state, number, picker.mention)
        case Key("enter"):
            return _choose_row(state, picker)
        case Key("down" | "tab"):
            return replace(state, mode=replace(picker, row=min(picker.row + 1, max(len(picker_rows(state, picker)) - 1, 0))))
        case Key("up" | "backtab"):
            return replace(state, mode=replace(picker, row=max(picker.row - 1, 0)))
    edited = edit_line(Line(picker.text, picker.behind), event)
    if edited is None:
        return no_action(state, event)
    row = picker.row if edited.text == picker.text else 0
    return replace(state, mode=replace(picker, text=edited.text, behind=edited.behind, row=row))


def _choose_row(state: State, picker: SourcePicker) -> State:
    """Choose the marked source; if none matches, make a new one of the text."""
    marked = marked_source(state, picker)
    if picker.merge:
        if marked is None:
            return refuse(state, "Type part of the name of a source in the list, or Esc to cancel.")
        return _merge(state, picker.merge, marked)
    if marked is not None:
        return _choose_known(state, marked, picker.mention)
    if picker.text.strip():
        return _set_new_source(state, _name_from(picker.text), picker.mention)
    return refuse(state, "Type a name, or Esc to cancel.")


def rename_source(state: State, name: str) -> State:
    """Rename the focused source in the whole document; if another source has that name, merge the two."""
    source = state.source
    if source is None or source.id == AUTHOR:
        return refuse(leave(state), "Only a source other than the author can be renamed; focus its stance first.")
    other = next((s for s in state.registry.values() if s.id != source.id and s.name and _same_name(s.name, name)), None)
    if other is not None:
        return _merge(state, source, other)
    changed = set_source_everywhere(state, replace(source, name=name))
    return commit(state, changed, f"Source {id_number(source.id)} is now named {quote(name)}.")


def _merge(state: State, source: Source, other: Source) -> State:
    """Merge a source into another in the whole document, and report the stances this drops.

    If both have a stance on a claim, only one of the two can stay.
    """
    changed = {
        sentence: edits.replace_source(entry.annotation, source.id, other)
        for sentence, entry in state.entries.items()
        if any(known.id == source.id for known in entry.annotation.sources)
    }
    lost = [
        f"{stance_title(state, stance).lower()} on {stance.claim.upper()} in sentence {number}"
        for number, sentence in enumerate(state.document.sentences, 1)
        if sentence.id in changed
        for stance in state.annotation_of(sentence.id).stances
        if stance.source in (source.id, other.id) and replace(stance, source=other.id) not in changed[sentence.id].stances
    ]
    dropped = f" Dropped: {', '.join(lost)}." if lost else ""
    merged = f"Source {id_number(source.id)} merged into {id_number(other.id)} {quote(other.name)}."
    message = f"{merged}{dropped} {state.key('u')} to undo."
    return refocus(commit(replace(state, focus=(*state.focus[:2], other.id)), changed, message))
