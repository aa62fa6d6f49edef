"""What annotators decided, in words: where they differ, and in full."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from annotate.labelling.display.versions import plain, version_lines
from annotate.labelling.state import State
from annotate.model import AUTHOR, Annotation, Candidate, Claim, ClaimLink, Source, Stance
from annotate.review.signature import alike, answers
from support.playing import FLOOD, SCHEMA, Desk, article

DOCUMENT = article(*FLOOD)
CLAIM = Claim("c1", (DOCUMENT.span(0, 28),), {"type": "event", "verifiability": "verifiable"})
MAYOR = Source("s1", "Mayor Ada Brandt", DOCUMENT.span(43, 59), {"type": "person", "naming": "named"})
STANCE = Stance("c1", "s1", "support")
CLAIMED = Annotation("claim", (CLAIM,), (MAYOR,), (STANCE, Stance("c1", AUTHOR, "neutral")))
NONE = Annotation("no_claim")
HERE = "“The river rose by two metres”"


def compared(*annotations: Annotation) -> State:
    versions = tuple(Candidate((name,), one) for name, one in zip(("ada", "ben", "cem"), annotations, strict=False))
    return Desk(DOCUMENT, options={"versions": {DOCUMENT.sentences[0].id: versions}}).state


def told(*annotations: Annotation, full: bool = False) -> list[list[str]]:
    return [[plain(line) for line in lines] for lines in version_lines(compared(*annotations), full=full)]


def marked(*annotations: Annotation) -> list[list[str]]:
    """The parts of each version that differ from the others."""
    return [[part.text for line in lines for part in line if part.differs] for lines in version_lines(compared(*annotations))]


def with_claim(**changes: Any) -> Annotation:
    return replace(CLAIMED, claims=(replace(CLAIM, **changes),))


def with_stances(*stances: Stance) -> Annotation:
    return replace(CLAIMED, stances=stances)


def with_source(**changes: Any) -> Annotation:
    return replace(CLAIMED, sources=(replace(MAYOR, **changes),))


@pytest.mark.parametrize(
    ("other", "here", "there"),
    [
        (with_source(attributes={**MAYOR.attributes, "type": "other"}), "support [Type: Person]", "support [Type: Other]"),
        (
            with_source(attributes={**MAYOR.attributes, "plural": True}),
            "without several people",
            "Mayor Ada Brandt support [several people]",
        ),
        (
            with_source(mention=None),
            "Mayor Ada Brandt support [mention “Mayor Ada Brandt”]",
            "without mention “Mayor Ada Brandt”",
        ),
        (
            with_stances(replace(STANCE, cue=DOCUMENT.span(30, 42)), CLAIMED.stances[1]),
            "without cue “according to”",
            "Mayor Ada Brandt support [cue “according to”]",
        ),
        (
            with_stances(replace(STANCE, attributes={"quote": "direct"}), CLAIMED.stances[1]),
            "without Quotation: Direct",
            "Mayor Ada Brandt support [Quotation: Direct]",
        ),
        (with_stances(STANCE, Stance("c1", AUTHOR, "deny")), "author neutral", "author deny"),
        (with_stances(replace(STANCE, label="deny"), CLAIMED.stances[1]), "Mayor Ada Brandt support", "Mayor Ada Brandt deny"),
        (with_claim(attributes={**CLAIM.attributes, "type": "causal"}), "(Type: Event)", "(Type: Causal)"),
        (
            replace(CLAIMED, sources=(), stances=(Stance("c1", AUTHOR, "support"),)),
            "Mayor Ada Brandt support, author neutral",
            "author support",
        ),
    ],
)
def test_only_what_differs_is_told_with_the_titles_of_the_schema(other: Annotation, here: str, there: str) -> None:
    versions = told(CLAIMED, other)
    for (line,), name, wanted in zip(versions, ("ada", "ben"), (here, there), strict=True):
        assert line.endswith(wanted), line
        assert line.startswith(f"{name}: {HERE}")
        assert "Verif" not in line


def test_a_claim_that_all_have_alike_is_left_out() -> None:
    second = Claim("c2", (DOCUMENT.span(4, 9),), {"type": "event", "verifiability": "partly"})
    more = replace(CLAIMED, claims=(CLAIM, second), stances=(*CLAIMED.stances, Stance("c2", AUTHOR, "support")))
    assert told(CLAIMED, more) == [["ada"], ["ben: “river”: author support (Event, Partly)"]]
    assert marked(CLAIMED, more) == [[], ["“river”"]]


def test_the_label_and_the_whole_claim_differ_from_no_claim() -> None:
    assert told(NONE, CLAIMED) == [["ada: No claim"], ["ben: Claim", f"{HERE}: Mayor Ada Brandt support (Event, Verifiable)"]]
    assert marked(NONE, CLAIMED) == [["No claim"], ["Claim", HERE]]


def test_the_words_that_are_not_in_every_version_of_a_claim_are_marked() -> None:
    shorter = with_claim(spans=(DOCUMENT.span(4, 28),))
    other_end = with_claim(spans=(DOCUMENT.span(4, 14),))
    assert told(CLAIMED, shorter) == [[f"ada: {HERE}"], ["ben: “river rose by two metres”"]]
    assert marked(CLAIMED, shorter) == [["The"], []]
    assert marked(CLAIMED, shorter, other_end) == [["The", "by two metres"], ["by two metres"], []]
    pieces = with_claim(spans=(DOCUMENT.span(0, 14), DOCUMENT.span(18, 28)))
    assert told(CLAIMED, pieces)[1] == ["ben: “The river rose … two metres”"]
    assert marked(CLAIMED, pieces) == [["by"], []]


def test_three_versions_of_two_kinds_mark_what_two_of_them_differ_in() -> None:
    other = with_claim(attributes={**CLAIM.attributes, "type": "causal"})
    assert marked(NONE, CLAIMED, other) == [["No claim"], ["Claim", HERE, "Event"], ["Claim", HERE, "Causal"]]


def test_a_retired_label_has_its_title_and_an_unknown_one_is_shown_as_it_is() -> None:
    other = with_claim(attributes={**CLAIM.attributes, "type": "rumour"})
    assert told(CLAIMED, other)[1] == [f"ben: {HERE} (Type: rumour)"]


def test_a_question_that_is_not_adjudicated_is_told_in_full_only() -> None:
    other = with_claim(attributes={"type": "causal", "verifiability": "verifiable", "checkworthiness": "high"})
    assert told(CLAIMED, other)[1] == [f"ben: {HERE} (Type: Causal)"]
    assert told(CLAIMED, other, full=True)[1] == [
        "ben: Claim",
        (
            f"{HERE}: Mayor Ada Brandt support [Type: Person, Naming: Named, mention “Mayor Ada Brandt”], author neutral "
            "(Type: Causal, Verifiability: Verifiable, Check-worthiness: High)"
        ),
    ]


def test_a_long_claim_is_whole_where_it_differs_and_short_where_it_only_says_where() -> None:
    long = article("word " * 40 + "end.")
    claim = Claim("c1", (long.span(0, 200),), {"type": "event", "verifiability": "verifiable"})
    one = Annotation("claim", (claim,), (), (Stance("c1", AUTHOR, "support"),))
    other = replace(one, claims=(replace(claim, attributes={"type": "causal", "verifiability": "verifiable"}),))

    def lines(*annotations: Annotation) -> list[list[str]]:
        versions = tuple(Candidate((name,), own) for name, own in zip(("ada", "ben"), annotations, strict=True))
        state = Desk(long, options={"versions": {long.sentences[0].id: versions}}).state
        return [[plain(line) for line in version] for version in version_lines(state)]

    assert " ... " in lines(one, other)[0][0]
    assert f"“{'word ' * 39}word”" in lines(one, NONE)[0][1]


def test_why_a_sentence_was_skipped_is_told() -> None:
    skips = [Annotation("skip", attributes={"reason": reason}) for reason in ("later", "boilerplate")]
    assert told(*skips) == [["ada (For later)"], ["ben (Boilerplate)"]]
    assert told(NONE, skips[0]) == [["ada: No claim"], ["ben: Skip (For later)"]]


def test_where_nothing_is_offered_nothing_is_told() -> None:
    assert list(version_lines(Desk(DOCUMENT).state)) == []


def test_whatever_two_versions_differ_in_is_marked() -> None:
    """Random versions: those that need an adjudicator have a marked part, and those alike in everything have none."""
    random = Random(5)

    def some() -> Annotation:
        if random.random() < 0.2:
            return random.choice([NONE, Annotation("skip", attributes={"reason": random.choice(["later", "boilerplate"])})])
        places = random.choice([[(0, 28)], [(4, 28)], [(0, 9), (10, 28)], [(4, 9)]])
        claims, stances, sources = [], [], {}
        for number, place in enumerate(places, 1):
            answers_given = {"type": random.choice(["event", "causal"]), "verifiability": "verifiable"}
            more = random.choice([{}, {"polarity": "negated"}])
            claims.append(Claim(f"c{number}", (DOCUMENT.span(*place),), {**answers_given, **more}))
            for id in random.choice([[AUTHOR], ["s1", AUTHOR], ["s1", "s2"]]):
                cue = random.choice([None, DOCUMENT.span(30, 42)])
                stances.append(Stance(f"c{number}", id, random.choice(["support", "deny"]), cue))
                mention, kind = random.choice([None, MAYOR.mention]), random.choice(["person", "other"])
                sources[id] = Source(id, {"s1": "Ada", "s2": "Ben"}.get(id, "author"), mention, {"type": kind})
        return Annotation("claim", tuple(claims), tuple(sources.values()), tuple(stances))

    contested = 0
    for _ in range(400):
        versions = some(), some()
        differs = not alike(answers(own, SCHEMA) for own in versions)
        contested += differs
        assert any(marked(*versions)) or not differs, versions
        assert not any(marked(versions[0], versions[0]))
    assert contested > 300


def test_links_that_differ_are_shown_with_where_they_lead() -> None:
    target = (DOCUMENT.span(0, 3),)
    linked = [replace(CLAIMED, links=(ClaimLink("c1", target, label),)) for label in ("same", "contradicts")]
    word = DOCUMENT.text[:3]
    assert marked(*linked) == [[f"same: “{word}”"], [f"contradicts: “{word}”"]]
    assert marked(linked[0], CLAIMED) == [[f"same: “{word}”"], [f"without same: “{word}”"]]
