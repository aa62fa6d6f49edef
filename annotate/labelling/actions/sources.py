"""SOURCE, WHO, PICKER: who puts a claim forward, from the document's registry or new."""

from __future__ import annotations

import re
from dataclasses import replace

from annotate.labelling import edits
from annotate.labelling.actions.picking import choose
from annotate.labelling.history import commit, decide, everywhere
from annotate.labelling.state import (
    Event,
    Key,
    Mode,
    Number,
    Picking,
    State,
    Suggestion,
    Writing,
    amended,
    edited,
    leave,
    no_action,
    no_claim,
    quoted,
    refocused,
    refuse,
    say,
    spoken,
    spoken_attribution,
    stance_title,
)
from annotate.model import AUTHOR, Annotation, Source, Span
from annotate.model.ids import id_number, next_number, source_id


def known_source(state: State, source: Source) -> Source:
    """The registry's entry for a source of that id, or else that name, with this mention; a new one where there is none."""
    if source.id == AUTHOR:
        return edits.author(state.schema)
    if known := state.registry.get(source.id):
        return replace(known, mention=source.mention)
    for entry in state.registry.values():
        if _same_name(entry.name, source.name):
            return replace(entry, mention=source.mention)
    return replace(source, id=_new_id(state), attributes=state.schema.accepted_answers("source", source.attributes))


def _new_id(state: State) -> str:
    return source_id(next_number(state.registry))


def choose_source(state: State) -> State:
    """source: who says the focused claim or suggestion; letters pick the mention, 0 author, 1-9 known, o all, v later, y again"""
    if state.claim is None and state.suggestion is None:
        return no_claim(state)
    return replace(state, mode=Mode.SOURCE, picking=Picking("mention", state.at), scroll=0)


def source_event(state: State, event: Event) -> State:
    picking = state.picking
    if picking is not None and picking.first is None and not picking.typed:
        match event:
            case Number(number):
                return _numbered(state, number)
            case Key(name) if name.isdecimal():
                return _numbered(state, int(name))
            case Key("o"):
                return _open_picker(state)
            case Key("v"):
                return _named_later(state)
            case Key("y"):
                return _repeat(state)
    chosen = choose(state, event)
    return chosen if isinstance(chosen, State) else _mentioned(state, chosen)


def _numbered(state: State, number: int) -> State:
    """A source by its number in the registry, 0 the author."""
    if number == 0:
        return _sourced(state, edits.author(state.schema))
    source = state.registry.get(source_id(number))
    if source is None:
        known = ", ".join(str(id_number(id)) for id in state.registry if id != AUTHOR) or "none yet"
        return refuse(
            state, f"There is no source {number}; known: 0, {known}." if state.registry else f"There is no source {number}."
        )
    return _sourced(state, _with_mention(state, source))


def _with_mention(state: State, source: Source) -> Source:
    """A known source with the mention that was picked, else where it stands here."""
    return replace(source, mention=state.mention or _mention_here(state, source))


def _mention_here(state: State, source: Source) -> Span | None:
    """Where the source stands in this sentence, by name or by the name's last word; else where it was mentioned last."""
    text, start = state.text_of(state.at), state.sentence.start
    for name in (source.name, source.name.rsplit(None, 1)[-1] if source.name else ""):
        if name and (found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)):
            return state.document.span(start + found.start(), start + found.end())
    return source.mention


def _mentioned(state: State, span: Span) -> State:
    """A mention is picked: whose it is, when that is plain; else the question."""
    name = _canonical(span.text)
    known = _called(state, name)
    if len(known) == 1:
        return _sourced(state, replace(known[0], mention=span))
    if known or (_pronoun(name) and any(id != AUTHOR for id in state.registry)):
        return replace(state, mode=Mode.WHO, mention=span, picking=None)
    return _new_source(replace(state, mention=span), name, _waiting(state))


def _new_source(state: State, name: str, waiting: Source | None) -> State:
    """A source not known so far; one that was to be named later gets the name wherever it stands."""
    if waiting is not None:
        return _name_waiting(state, waiting, name)
    return _sourced(state, Source(_new_id(state), name, state.mention))


def _name_waiting(state: State, waiting: Source, name: str) -> State:
    named = replace(waiting, name=name, mention=state.mention)
    changed = everywhere(state, named)
    claim = state.claim
    if claim is not None:
        here = changed.get(state.sentence.id, state.annotation)
        changed[state.sentence.id] = edits.add_source(here, claim.id, named, state.schema)
        state = replace(state, focus=("stance", claim.id, named.id), last=_last(changed[state.sentence.id], claim.id, named.id))
    elif state.suggestion is not None:
        state = amended(state, replace(state.suggestion, source=replace(named, id="")))
    others = sum(1 for sentence in changed if sentence != state.sentence.id)
    return commit(state, changed, f"Source {id_number(named.id)} is {quoted(name)}, here and in {others} sentences before.")


def _named_later(state: State) -> State:
    """The source is named further on: it stands without a name until a mention is picked there."""
    return _sourced(state, _waiting(state) or Source(_new_id(state), ""))


def _waiting(state: State) -> Source | None:
    """The source that was to be named later, if one still is."""
    return next((source for source in state.registry.values() if not source.name), None)


def _repeat(state: State) -> State:
    """The last source and stance once more."""
    if state.last is None or (state.last[0] != AUTHOR and state.last[0] not in state.registry):
        return refuse(state, "There is no source to repeat yet.")
    id, label = state.last
    source = state.registry.get(id, edits.author(state.schema))
    return _sourced(state, replace(source, mention=_mention_here(state, source) if id != AUTHOR else None), label)


def _sourced(state: State, source: Source, label: str | None = None) -> State:
    """The focused claim has this source; its stance is focused. A suggestion has it instead of its own."""
    if state.suggestion is not None:
        return _resourced(state, state.suggestion, source, label)
    claim = state.claim
    if claim is None:
        return no_claim(leave(state))
    annotation = edits.add_source(state.annotation, claim.id, source, state.schema)
    if label is not None:
        stance = next(s for s in annotation.stances if (s.claim, s.source) == (claim.id, source.id))
        annotation = edits.set_stance(annotation, claim.id, source.id, replace(stance, label=label))
    last = _last(annotation, claim.id, source.id)
    state = decide(replace(state, focus=("stance", claim.id, source.id), last=last), annotation, "")
    return say(state, spoken(state))


def _resourced(state: State, suggestion: Suggestion, source: Source, label: str | None) -> State:
    """An open suggestion said by somebody else. A source that is new gets its number when the suggestion is accepted."""
    label = label or suggestion.label
    if source.id == AUTHOR:
        changed = replace(suggestion, source=None, label=label, cue=None, attributes={})
    elif source.id in state.registry:
        changed = replace(suggestion, source=source, label=label)
    elif source.name and any(_same_name(known.name, source.name) for known in state.registry.values()):
        remedy = f"accept the suggestion, then {state.key('s')} adds another one"
        return refuse(leave(state), f"{quoted(source.name)} is known already; {remedy}.")
    else:
        changed = replace(suggestion, source=replace(source, id=""), label=label)
    state = amended(state, changed)
    return say(state, spoken_attribution(state))


def _last(annotation: Annotation, claim: str, source: str) -> tuple[str, str] | None:
    return next(((s.source, s.label) for s in annotation.stances if (s.claim, s.source) == (claim, source)), None)


def who_event(state: State, event: Event) -> State:
    """Whose a pronoun is: a number of the registry, Enter for somebody new."""
    assert state.mention is not None
    match event:
        case Number(number):
            return _numbered(state, number)
        case Key(name) if name.isdecimal():
            return _numbered(state, int(name))
        case Key("enter" | "space"):
            return _new_source(state, _canonical(state.mention.text), None)
        case Key("o"):
            return _open_picker(state)
    return refuse(state, "A number says who it is, Enter makes a new source of it.")


def _canonical(text: str) -> str:
    """A mention as a name: white space folded, a possessive taken off."""
    name = " ".join(text.split())
    for ending in ("’s", "'s"):
        name = name.removesuffix(ending)
    return name or text


def _called(state: State, name: str) -> list[Source]:
    """The known sources that a mention may name: those of that name, else those whose last name it is ("Kirby")."""
    known = [source for source in state.registry.values() if source.id != AUTHOR and source.name]
    if same := [source for source in known if _same_name(source.name, name)]:
        return same
    return [source for source in known if _last_name(source.name, name)]


def _last_name(full: str, short: str) -> bool:
    """Whether a name ends a longer one, after a word with a capital too: "Kirby" does "John Kirby", not "NATO" "head of NATO"."""
    before, _, rest = full.rpartition(f" {short}")
    return not rest and short[:1].isupper() and before.rpartition(" ")[2][:1].isupper()


def _same_name(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _pronoun(name: str) -> bool:
    """Whether a mention is likely a pronoun: one word, in small letters or of at most four."""
    return " " not in name and name.isalpha() and (name.islower() or len(name) <= 4)


def _open_picker(state: State) -> State:
    return replace(state, mode=Mode.PICKER, writing=Writing("filter"), scroll=0)


def same_source(state: State) -> State:
    """The focused source is to be one with another: which, is chosen in the picker."""
    return replace(state, mode=Mode.PICKER, writing=Writing("same"), scroll=0)


def merging(state: State) -> bool:
    """Whether the picker asks for a source that is the same as the focused one."""
    return state.writing is not None and state.writing.purpose == "same"


def picker_rows(state: State) -> tuple[Source, ...]:
    """The registry's sources that match what is typed in the picker; without the one that is to be merged into another."""
    typed = state.writing.text.casefold() if state.writing else ""
    found = [source for source in state.registry.values() if source.id != AUTHOR and typed in source.name.casefold()]
    if typed.isdigit() and source_id(typed) in state.registry:
        found = [state.registry[source_id(typed)]]
    gone = state.source if merging(state) else None
    return tuple(source for source in found if gone is None or source.id != gone.id)


def picker_marked(state: State) -> Source | None:
    """The row of the picker that Enter takes."""
    rows = picker_rows(state)
    return rows[min(max(state.scroll, 0), len(rows) - 1)] if rows else None


def picker_event(state: State, event: Event) -> State:
    """Filter by typing; Enter takes the marked one, or makes a new source of what is typed."""
    assert state.writing is not None
    rows = picker_rows(state)
    match event:
        case Number(number) if merging(state):
            other = state.registry.get(source_id(number))
            if other is None or other.id in (AUTHOR, state.source and state.source.id):
                return refuse(state, f"There is no other source {number}.")
            return _merged(state, other)
        case Number(number):
            return _numbered(state, number)
        case Key("enter"):
            if (marked := picker_marked(state)) is not None:
                return _merged(state, marked) if merging(state) else _sourced(state, _with_mention(state, marked))
            if state.writing.text.strip() and not merging(state):
                return _new_source(state, _canonical(state.writing.text), None)
            return refuse(
                state, "Type a part of a known name, or Esc to leave." if merging(state) else "Type a name, or Esc to leave."
            )
        case Key("down" | "tab"):
            return replace(state, scroll=min(state.scroll + 1, max(len(rows) - 1, 0)))
        case Key("up" | "backtab"):
            return replace(state, scroll=max(state.scroll - 1, 0))
    line = edited(state.writing, event)
    return no_action(state, event) if line is None else replace(state, writing=line, scroll=0)


def renamed(state: State, name: str) -> State:
    """The focused source under another name, in the whole document; under a known one's name they are merged."""
    source = state.source
    if source is None or source.id == AUTHOR:
        return refuse(leave(state), "Focus a stance whose source is not the author to rename it.")
    other = next((s for s in state.registry.values() if s.id != source.id and s.name and _same_name(s.name, name)), None)
    if other is None:
        return commit(
            state, everywhere(state, replace(source, name=name)), f"Source {id_number(source.id)} is {quoted(name)} now."
        )
    return _merged(state, other)


def _merged(state: State, other: Source) -> State:
    """The focused source made one with another, in the whole document. It says which of two stances on one claim is gone."""
    source = state.source
    assert source is not None
    changed = {
        sentence: edits.replace_source(entry.annotation, source.id, other)
        for sentence, entry in state.entries.items()
        if any(known.id == source.id for known in entry.annotation.sources)
    }
    gone = [
        f"{stance_title(state, stance).lower()} on {stance.claim.upper()} in sentence {number}"
        for number, sentence in enumerate(state.document.sentences, 1)
        if sentence.id in changed
        for stance in state.annotation_of(sentence.id).stances
        if stance.source in (source.id, other.id) and replace(stance, source=other.id) not in changed[sentence.id].stances
    ]
    dropped = f" Dropped: {', '.join(gone)}." if gone else ""
    merged = f"Source {id_number(source.id)} is merged into {id_number(other.id)} {quoted(other.name)}."
    message = f"{merged}{dropped} {state.key('u')} undoes it."
    return refocused(commit(replace(state, focus=(*state.focus[:2], other.id)), changed, message))
