"""What `annotate log` says of a decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.model import Annotation, Claim, Origin, Source, Span, Stance
from annotate.model.diff import changes, origin_changes

CLAIM = Claim("c1", (Span(0, 4, "Rain"), Span(9, 13, "fell")))
MAYOR = Source("s1", "the mayor", Span(20, 29, "the mayor"))
STANCE = Stance("c1", "s1", "support")
LABELLED = Annotation(claims=(CLAIM,), sources=(MAYOR,), stances=(STANCE,))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, Annotation(label="no_claim"), ["done: no claim"]),
        (None, LABELLED, ['C1 "Rain … fell"', "C1 the mayor: support"]),
        (LABELLED, None, ["back to unlabelled"]),
        (LABELLED, LABELLED, []),
        (LABELLED, replace(LABELLED, label="claim"), ["done: claim"]),
        (replace(LABELLED, label="claim"), LABELLED, ["reopened"]),
        (LABELLED, Annotation(), ["C1 removed"]),
        (LABELLED, replace(LABELLED, claims=(replace(CLAIM, spans=CLAIM.spans[:1]),)), ['C1 is now "Rain"']),
        (LABELLED, replace(LABELLED, claims=(replace(CLAIM, attributes={"type": "event"}),)), ["C1 type event"]),
        (replace(LABELLED, claims=(replace(CLAIM, attributes={"type": "event"}),)), LABELLED, ["C1 type cleared"]),
        (LABELLED, replace(LABELLED, claims=(replace(CLAIM, attributes={"on": ("b", "c")}),)), ["C1 on b + c"]),
        (LABELLED, replace(LABELLED, claims=(replace(CLAIM, attributes={"on": ()}),)), ["C1 on none"]),
        (LABELLED, replace(LABELLED, stances=(replace(STANCE, label="deny"),)), ["C1 the mayor: deny"]),
        (LABELLED, replace(LABELLED, stances=(replace(STANCE, cue=Span(30, 34, "said")),)), ['C1 the mayor: cue "said"']),
        (LABELLED, replace(LABELLED, stances=()), ["C1 the mayor: stance removed"]),
        (LABELLED, replace(LABELLED, sources=(replace(MAYOR, name="Ada Brandt"),)), ["source 1 is Ada Brandt"]),
        (LABELLED, replace(LABELLED, sources=(replace(MAYOR, attributes={"type": "person"}),)), ["the mayor type person"]),
        (Annotation(), Annotation(flag="odd", note="see"), ["flag: odd", "note: see"]),
        (Annotation(flag="odd", note="see"), Annotation(), ["flag removed", "note removed"]),
        (Annotation(), Annotation(flag=""), ["flag"]),
        (None, Annotation(label="skip", attributes={"reason": "later"}), ["reason later", "done: skip"]),
    ],
)
def test_a_change_is_told(before: Annotation | None, after: Annotation | None, said: list[str]) -> None:
    assert list(changes(before, after)) == said


def test_a_long_claim_is_cut() -> None:
    text = "word " * 40
    long = replace(LABELLED, claims=(Claim("c1", (Span(0, len(text), text),)),))
    first = next(changes(None, long))
    assert first.endswith('…"')
    assert len(first) < 70


def test_a_source_without_a_name_reads_as_at_the_prompt() -> None:
    assert list(changes(None, replace(LABELLED, sources=(replace(MAYOR, name=""),))))[1] == "C1 (not named yet): support"


ACCEPTED = (Origin("c1", "accepted", "said/1@0-13"), Origin("c1<-s1", "accepted", "said/1@0-13"))
EDITED = tuple(replace(origin, how="edited") for origin in ACCEPTED)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((), (Origin("c1", "manual"), Origin("c1<-s1", "manual")), []),
        ((), ACCEPTED, ["C1 accepted (said/1)"]),
        (ACCEPTED, ACCEPTED, []),
        (ACCEPTED, (EDITED[0], ACCEPTED[1]), ["C1 edited (said/1)"]),
        (ACCEPTED, (ACCEPTED[0], EDITED[1]), ["C1 the mayor edited (said/1)"]),
        (ACCEPTED, (ACCEPTED[0], Origin("c1<-s1", "manual")), ["C1 the mayor manual"]),
        ((), (Origin("c1.type", "accepted", "future/1=prediction"), Origin("s1.type", "manual")), []),
        ((), (Origin("c1.type", "edited", "future/1=prediction"),), ["C1 type edited (future/1=prediction)"]),
        ((), (Origin("s1.type", "edited", "mention/1=person"),), ["the mayor type edited (mention/1=person)"]),
        ((), (Origin("c1<-s1.quote", "edited", "marks/1=direct"),), ["C1 the mayor quote edited (marks/1=direct)"]),
        ((), (Origin("0-13", "rejected", "said/1@0-13"),), ["suggestion at 0-13 rejected (said/1)"]),
    ],
)
def test_where_it_came_from_is_told(before: tuple[Origin, ...], after: tuple[Origin, ...], said: list[str]) -> None:
    assert list(origin_changes(before, after, LABELLED)) == said
