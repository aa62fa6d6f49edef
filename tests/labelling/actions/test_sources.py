"""Who says it: mentions, numbers, the picker, later, again; one source is one in the whole article."""

from __future__ import annotations

import pytest

from annotate.labelling.actions.questions import MenuEntry, menu
from annotate.labelling.actions.sources import picker_rows
from annotate.labelling.state import At, IdentifyMention, Key, Number, Pointed, SourcePicker, State, Text, WriteLine
from annotate.model import AUTHOR
from support.playing import FLOOD, Desk, article, stances


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_new_source_by_its_mention(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    assert stances(desk.state) == [("c1", "s1", "support"), ("c1", AUTHOR, "neutral")]
    source = desk.state.registry["s1"]
    assert (source.name, source.mention) == ("Mayor Ada Brandt", desk.document.span(FLOOD[0].index("Mayor"), len(FLOOD[0]) - 1))
    assert desk.state.focus == ("stance", "c1", "s1")


def test_the_author_supports_again_when_the_source_goes(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("r")
    assert stances(desk.state) == [("c1", AUTHOR, "support")]
    assert [source.id for source in desk.state.annotation.sources] == [AUTHOR]


def test_a_known_source_by_number_finds_its_mention_here() -> None:
    desk = Desk(article("Ada Brandt left, said Brandt.", "“Nobody brandts,” Brandt added."))
    desk.claim(1, 3)
    desk.mention(1, 2)
    desk.write(":", "2")
    desk.claim(1, 2)
    desk.feed(Key("s"), Number(1))
    mention = desk.state.annotation.sources[-1].mention
    assert mention is not None
    assert (mention.text, mention.start) == ("Brandt", desk.document.text.rindex("Brandt"))


def test_the_author_by_zero_and_an_unknown_number(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("r s")
    assert "There is no source 7" in desk.press("7").message
    assert stances(desk.press("0")) == [("c1", AUTHOR, "support")]


def test_a_mention_in_another_sentence(desk: Desk) -> None:
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.feed(Key("s"), At(1), Pointed(9), Pointed(11))
    assert desk.state.registry["s1"].name == "Mayor Ada Brandt"
    desk.press("r s pgup pgup")
    desk.feed(Pointed(9), Pointed(11))
    assert desk.state.source is not None
    assert desk.state.source.name == "Mayor Ada Brandt"
    assert desk.state.at == 2


def test_the_same_name_is_the_same_source(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.claim(1, 2)
    desk.mention(9, 11)
    assert set(desk.state.registry) == {AUTHOR, "s1"}


@pytest.mark.parametrize(
    ("known", "mention", "is_same"),
    [
        ("John Kirby", "Kirby", True),
        ("Mayor Ada Brandt", "Ada Brandt", True),
        ("minister John Kirby", "Kirby", True),
        ("head of Congress", "Congress", False),  # not a name: the word before it has no capital
        ("head of NATO", "NATO", False),
        ("John Kirby Jones", "Kirby", False),
        ("John Kirbyson", "Kirby", False),
        ("Kirby Brandt", "Kirby", False),
        ("Springfield officials", "officials", False),
    ],
)
def test_a_capitalized_last_name_is_the_source_with_the_full_name(known: str, mention: str, is_same: bool) -> None:
    desk = Desk(article(f"It rains, {known} said.", f"It pours, {mention} said."))
    desk.claim(1, 2)
    desk.mention(3, 2 + len(known.split()))
    desk.write(":", "2")
    desk.claim(1, 2)
    desk.mention(3, 2 + len(mention.split()))
    if is_same:
        source = desk.state.annotation.sources[-1]
        assert (source.id, source.name, source.mention and source.mention.text) == ("s1", known, mention)
    else:
        assert isinstance(desk.state.mode, IdentifyMention) or desk.state.registry["s2"].name == mention


def test_a_pronoun_asks_for_its_source(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.mention(5, 5)
    assert isinstance(desk.state.mode, IdentifyMention)
    desk.press("1")
    source = desk.state.annotation.sources[-1]
    assert (source.id, source.name) == ("s1", "Mayor Ada Brandt")
    assert source.mention is not None
    assert source.mention.text == "she"


def test_a_pronoun_may_be_a_new_source(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.mention(5, 5)
    assert desk.press("x").refused
    desk.press("enter")
    assert desk.state.registry["s2"].name == "she"


def two_sources() -> Desk:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.mention(1, 2)
    return desk


def test_the_picker_filters_and_chooses(desk: Desk) -> None:
    desk = two_sources()
    desk.write(":", "5")
    desk.claim(1, 8)
    desk.press("s o b r a enter")
    assert desk.state.source is not None
    assert desk.state.source.id == "s1"
    desk.press("r s o down enter")
    assert desk.state.source.id == "s2" if desk.state.source else False


def test_the_picker_makes_a_new_source(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s o")
    assert desk.press("enter").message == "Type a name, or Esc to cancel."
    desk.feed(Text("The river board"), Key("enter"))
    assert desk.state.registry["s1"].name == "The river board"


def test_a_source_is_renamed_everywhere() -> None:
    desk = two_sources()
    desk.write(":", "4")
    desk.press("c 1 s 1 a n")
    assert isinstance(desk.state.mode, WriteLine) or desk.state.question is not None


def rename(desk: Desk, name: str) -> State:
    """Through the attributes' row for the name."""
    from annotate.labelling.actions.questions import menu

    desk.press("a")
    row = next(row for row in menu(desk.state) if row.title == "Source: Name")
    return desk.feed(Key(row.key), Text(name), Key("enter"))


def test_renaming_reaches_every_sentence_and_is_one_decision() -> None:
    desk = two_sources()
    desk.write(":", "4")
    desk.press("c 1 s 1")
    before = len(desk.state.past)
    rename(desk, "Ada Brandt")
    named = [source.name for entry in desk.state.entries.values() for source in entry.annotation.sources if source.id == "s1"]
    assert named == ["Ada Brandt", "Ada Brandt"]
    assert len(desk.state.past) == before + 1
    desk.press("u")
    assert desk.state.registry["s1"].name == "Mayor Ada Brandt"
    desk.check()


def test_renaming_to_a_known_name_merges() -> None:
    desk = two_sources()
    assert "merged" in rename(desk, "mayor ada brandt").message
    assert set(desk.state.registry) == {AUTHOR, "s1"}
    assert stances(desk.state)[0] == ("c1", "s1", "support")
    desk.check()


def same(desk: Desk) -> State:
    """The picker, asking which source the focused one is too."""
    desk.press("a")
    row = next(row for row in menu(desk.state) if row.target is MenuEntry.MERGE)
    return desk.press(row.key)


def picker(state: State) -> tuple[State, SourcePicker]:
    assert isinstance(state.mode, SourcePicker)
    return state, state.mode


def test_two_known_sources_are_merged_and_separated_by_undo() -> None:
    desk = two_sources()
    before = desk.state
    focused = before.source
    assert focused is not None
    assert [source.id for source in picker_rows(*picker(same(desk)))] == [
        id for id in before.registry if id not in (AUTHOR, focused.id)
    ]
    assert "merged" in desk.press("enter").message
    assert "u to undo" in desk.state.message
    assert focused.id not in desk.state.registry
    desk.check()
    assert desk.press("u").registry == before.registry
    assert desk.state.entries == before.entries


def test_a_dropped_stance_is_reported_and_restored_by_undo(desk: Desk) -> None:
    """Both had one on the same claim; it is told only where they are not the same."""
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("s o")
    desk.feed(Text("The board"), Key("enter"))
    before = desk.press("-")
    assert stances(before) == [("c1", "s1", "support"), ("c1", "s2", "deny"), ("c1", AUTHOR, "neutral")]
    same(desk)
    assert desk.press("enter").message == (
        "Source 2 merged into 1 “Mayor Ada Brandt”. Dropped: deny on C1 in sentence 1. u to undo."
    )
    assert stances(desk.state) == [("c1", "s1", "support"), ("c1", AUTHOR, "neutral")]
    assert desk.press("u").entries == before.entries
    desk.press("-")
    assert [label for _, _, label in stances(desk.state)] == ["deny", "deny", "neutral"]
    same(desk)
    assert "Dropped" not in desk.press("enter").message


def test_a_source_is_merged_by_number_into_a_known_source_only() -> None:
    desk = two_sources()
    focused = desk.state.source
    assert focused is not None
    other = next(id for id in desk.state.registry if id not in (AUTHOR, focused.id))
    same(desk)
    assert desk.feed(Number(int(focused.id[1:]))).refused
    assert desk.feed(Text("nobody known"), Key("enter")).refused
    assert isinstance(desk.state.mode, SourcePicker)
    assert "merged" in desk.feed(Number(int(other[1:]))).message
    assert desk.recorded[-1].split()[0] == "a"
    assert desk.recorded[-1].split()[-1] == other[1:]


def test_the_only_source_cannot_be_merged(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("a")
    assert "same" not in {row.item for row in menu(desk.state)}


def test_a_source_named_later_gets_its_name_everywhere(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s v")
    assert desk.state.registry["s1"].name == ""
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.press("s v")
    assert set(desk.state.registry) == {AUTHOR, "s1"}
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.mention(1, 2)
    names = [source.name for entry in desk.state.entries.values() for source in entry.annotation.sources if source.id == "s1"]
    assert names == ["Two engineers"] * 3
    desk.check()


def test_y_repeats_source_and_stance(desk: Desk) -> None:
    desk.claim(1, 6)
    assert "repeat" in desk.press("s y").message
    desk.press("esc")
    desk.mention(9, 11)
    desk.press("-")
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.press("s y")
    assert stances(desk.state)[0] == ("c1", "s1", "deny")


def test_without_a_claim_there_is_no_source(desk: Desk) -> None:
    for line in ("s", "a", "m", "i", "h", "d", "z", "-", "r"):
        assert desk.press(line).message == "No claim here yet: c to mark one."
