"""Who says it: mentions, numbers, the picker, later, again; one source is one in the whole article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.labelling.actions.questions import MenuEntry, menu
from annotate.labelling.actions.sources import (
    choose_source,
    handle_identify,
    handle_source,
    marked_source,
    open_merge_picker,
    picker_rows,
    rename_source,
    resolve_source,
)
from annotate.labelling.state import At, ChooseSource, IdentifyMention, Key, Number, Pointed, SourcePicker, State, Text, WriteLine
from annotate.model import AUTHOR, Source, Span
from support.playing import FLOOD, Desk, article, stances, suggestion


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


def test_a_further_source_does_not_replace_the_first_and_the_message_says_so(desk: Desk) -> None:
    desk.claim(1, 6)
    assert "sources" not in desk.mention(9, 11).message
    assert (
        desk.mention(1, 2).message == "C1: source “The river”, stance: support. It now has 2 sources: r removes the focused one."
    )
    assert "sources" not in desk.press("r s 0").message


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
    desk.press("r s up up")
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


# -- what is said, and what is kept ------------------------------------------------------------------------------------


def test_an_unknown_number_is_refused_with_those_that_are_known(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s")
    assert desk.press("4").message == "There is no source 4 (there are 0)."
    desk.press("esc")
    desk.mention(9, 11)
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.mention(1, 2)
    desk.press("s")
    assert desk.feed(Number(7)).message == "There is no source 7 (there are 0, 1, 2)."
    assert desk.state.refused
    assert isinstance(desk.state.mode, ChooseSource)


@pytest.mark.parametrize(
    ("others", "where"), [(0, ""), (1, " here and in 1 other sentence"), (2, " here and in 2 other sentences")]
)
def test_naming_a_source_says_where_else_it_is_named(others: int, where: str, desk: Desk) -> None:
    for place in range(1, others + 1):
        desk.write(":", str(place))
        desk.claim(1, 2)
        desk.press("s v")
    desk.write(":", "5")
    desk.claim(1, 2)
    if not others:
        desk.press("s v")
        desk.claim(4, 5)
    desk.mention(9, 10)
    assert desk.state.message == f"Source 1 is now named “the council”{where}."
    assert desk.state.focus[0] == "stance"
    assert desk.state.focus[2] == "s1"
    assert desk.state.registry["s1"].mention == desk.document.span(*_offsets(desk, "the council"))
    desk.press("esc")
    desk.claim(11, 12)
    desk.press("s y")
    assert stances(desk.state)[-2][1:] == ("s1", "support"), "it is the source to repeat"


def test_a_second_claim_with_a_source_to_be_named_has_the_same(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s v")
    assert desk.state.message == "C1: source (not named yet), stance: support."
    desk.claim(1, 2)
    desk.press("s v")
    assert [source.id for source in desk.state.registry.values()] == [AUTHOR, "s1"]


def test_what_cannot_be_done_in_the_picker_says_what_can(desk: Desk) -> None:
    desk = two_sources()
    same(desk)
    assert desk.feed(Number(2)).message == "There is no other source 2."
    assert desk.feed(Number(0)).message == "There is no other source 0."
    assert desk.feed(Number(9)).message == "There is no other source 9."
    desk.feed(Text("nobody known"))
    assert desk.press("enter").message == "Type part of the name of a source in the list, or Esc to cancel."
    assert desk.state.refused


def test_a_mention_that_may_be_several_says_what_answers_it(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.mention(5, 5)
    assert desk.press("x").message == "Press the number of a source, or Enter for a new one."
    mention = desk.document.span(*_offsets(desk, "she"))
    assert desk.state.mode == IdentifyMention(mention)
    desk.press("o")
    assert desk.state.mode == SourcePicker(mention=mention)
    desk.press("enter")
    assert desk.state.annotation.sources[-1].mention == mention
    assert desk.state.annotation.sources[-1].name == "Mayor Ada Brandt"


def test_a_mention_is_a_new_source_by_space_and_a_known_one_by_number(desk: Desk) -> None:
    for answer, id in ((Key("space"), "s2"), (Number(1), "s1"), (Key("1"), "s1")):
        desk = Desk()
        desk.claim(1, 6)
        desk.mention(9, 11)
        desk.write(":", "2")
        desk.claim(1, 4)
        desk.mention(5, 5)
        source = desk.feed(answer).source
        assert source is not None
        assert (source.id, source.mention and source.mention.text) == (id, "she")


def test_the_marked_row_stays_in_the_list(desk: Desk) -> None:
    desk = two_sources()
    desk.write(":", "5")
    desk.claim(1, 2)
    desk.mention(9, 10)
    desk.claim(4, 5)
    state = desk.press("s o")
    rows = picker_rows(*picker(state))
    assert [row.id for row in rows] == ["s1", "s2", "s3"]
    assert state.mode == SourcePicker()
    seen = [picker(desk.press(key))[1].row for key in ("up", "down", "tab", "tab", "down", "backtab", "up", "up")]
    assert seen == [0, 1, 2, 2, 2, 1, 0, 0]
    assert marked_source(desk.state, SourcePicker(row=9)) == rows[-1], "after the list got shorter"
    desk.press("down")
    assert marked_source(*picker(desk.state)) == desk.state.registry["s2"]
    assert picker(desk.press("e"))[1] == SourcePicker(text="e"), "another text marks its first row"
    desk.feed(Text("nobody"))
    assert marked_source(*picker(desk.state)) is None
    assert picker(desk.press("down"))[1].row == 0


def test_a_number_in_the_picker_is_that_source_and_other_digits_are_text(desk: Desk) -> None:
    desk = two_sources()
    state = replace(desk.state, mode=SourcePicker())
    assert [source.id for source in picker_rows(state, SourcePicker(text="2"))] == ["s2"]
    assert picker_rows(state, SourcePicker(text="3")) == ()
    assert [source.id for source in picker_rows(state, SourcePicker(text="ENGIN"))] == ["s2"]
    assert picker_rows(state, SourcePicker(text="author")) == ()
    assert picker_rows(state, SourcePicker(text="2", merge=state.registry["s2"])) == ()


def test_the_picker_keeps_the_mention_that_it_was_opened_with(desk: Desk) -> None:
    for chosen, id, name in (
        ([Number(1)], "s1", "Mayor Ada Brandt"),
        ([Key("enter")], "s1", "Mayor Ada Brandt"),
        ([Text("Corinne’s"), Key("enter")], "s2", "Corinne"),
    ):
        desk = Desk()
        desk.claim(1, 6)
        desk.mention(9, 11)
        desk.write(":", "2")
        desk.claim(1, 4)
        desk.mention(5, 5)
        source = desk.feed(Key("o"), *chosen).source
        assert source is not None
        assert (source.id, source.name, source.mention and source.mention.text) == (id, name, "she")


def test_a_source_is_repeated_in_another_sentence_with_its_mention_there() -> None:
    desk = Desk(article("It rains, Ann Lee said.", "It pours, Lee said."))
    desk.claim(1, 2)
    desk.mention(3, 4)
    desk.write(":", "2")
    desk.claim(1, 2)
    desk.press("s y")
    source = desk.state.annotation.sources[-1]
    assert (source.id, source.mention and source.mention.text) == ("s1", "Lee")


def test_the_source_that_was_named_last_is_the_one_to_repeat(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s v")
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.press("s 0 -")
    desk.claim(1, 2)
    desk.mention(1, 2)
    assert desk.state.message.startswith("Source 1 is now named “Two engineers”")
    assert desk.state.last_source == ("s1", "support")


def test_a_suggestion_whose_source_is_named_stays_without_a_number() -> None:
    flood = article(*FLOOD)
    offered = {flood.sentences[0].id: (suggestion(flood, "The river rose by two metres", None, "deny"),)}
    desk = Desk(flood, options={"suggestions": offered})
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.press("s v")
    desk.write(":", "1")
    desk.mention(10, 11)
    assert desk.state.suggestion is not None
    assert desk.state.suggestion.source is not None
    assert (desk.state.suggestion.source.id, desk.state.suggestion.source.name) == ("", "Ada Brandt")
    assert desk.state.registry["s1"].name == "Ada Brandt"
    desk.write(":", "2")
    desk.claim(1, 2)
    desk.press("s 0 =")
    desk.write(":", "1")
    desk.press("s y")
    changed = desk.state.suggestion
    assert changed is not None
    assert (changed.source, changed.label) == (None, "neutral"), "the stance is repeated too"


def test_the_picker_says_that_a_key_does_nothing(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s o")
    before = desk.state.mode
    assert desk.press("pgup").refused
    assert desk.state.mode == before


def test_a_mode_for_a_source_begins_at_the_top_of_the_screen(desk: Desk) -> None:
    desk = two_sources()
    scrolled = replace(desk.state, scroll=5)
    assert (choose_source(scrolled).scroll, choose_source(scrolled).mode) == (0, ChooseSource(2))
    picking = handle_source(scrolled, ChooseSource(2), Key("o"))
    assert (picking.scroll, picking.mode) == (0, SourcePicker())
    merging = open_merge_picker(scrolled)
    assert (merging.scroll, merging.mode) == (0, SourcePicker(merge=scrolled.source))


def test_only_a_source_other_than_the_author_is_renamed(desk: Desk) -> None:
    desk.claim(1, 6)
    refused = rename_source(desk.state, "Ada")
    assert refused.message == "Only a source other than the author can be renamed; focus its stance first."
    assert refused.refused
    assert refused.changes == ()


def test_renaming_says_the_new_name_and_ignores_case_only_among_others(desk: Desk) -> None:
    desk = two_sources()
    renamed = rename_source(desk.state, "TWO engineers")
    assert renamed.message == "Source 2 is now named “TWO engineers”."
    merged = rename_source(desk.state, "MAYOR Ada Brandt")
    assert merged.message == "Source 2 merged into 1 “Mayor Ada Brandt”. u to undo."
    assert merged.focus == ("stance", "c1", "s1")


def test_all_stances_that_a_merge_drops_are_listed(desk: Desk) -> None:
    for place in ("1", "3"):
        desk.write(":", place)
        desk.claim(1, 4)
        if place == "1":
            desk.mention(9, 11)
            desk.press("s o")
            desk.feed(Text("The board"), Key("enter"))
        else:
            desk.press("s 1 s 2")
        desk.press("-")
    merged = rename_source(desk.state, "mayor ada brandt")
    assert merged.message == (
        "Source 2 merged into 1 “Mayor Ada Brandt”. Dropped: deny on C1 in sentence 1, deny on C1 in sentence 3. u to undo."
    )


def test_where_a_known_source_is_mentioned(desk: Desk) -> None:
    """Its name as whole words, else the last word of it, else where it was mentioned last."""
    texts = (
        "Ann Lee said it rains.",
        "Leeds is dry, Lee said.",
        "Ann Leeds or Ann Lee?",
        "Nobody else said so.",
        "Lee, Ann Lee!",
    )
    desk = Desk(article(*texts))
    desk.claim(4, 5)
    desk.mention(1, 2)
    found = []
    for place in range(2, 6):
        desk.write(":", str(place))
        desk.claim(1, 1)
        source = desk.press("s 1").source
        assert source is not None
        assert source.mention is not None
        start = desk.state.sentence.start
        found.append((source.mention.text, source.mention.start - start))
    assert found[0] == ("Lee", 14)
    assert found[1] == ("Ann Lee", 13)
    assert found[2] == ("Ann Lee", 13 + desk.document.sentences[2].start - desk.document.sentences[3].start)
    assert found[3] == ("Ann Lee", 5)


@pytest.mark.parametrize(
    ("mention", "name"),
    [("Ada’s", "Ada"), ("Ada's", "Ada"), ("Ada\n Brandt", "Ada Brandt"), ("James", "James"), ("’s", "’s")],
)
def test_a_possessive_ending_is_not_part_of_a_name(mention: str, name: str) -> None:
    desk = Desk()
    desk.claim(1, 6)
    state = handle_identify(desk.state, Span(0, len(mention), mention), Key("enter"))
    assert state.registry["s1"].name == name


@pytest.mark.parametrize(
    ("mention", "asks"),
    [("she", True), ("someone", True), ("NATO", True), ("Ben", True), ("Anna2", False), ("Annas", False), ("a man", False)],
)
def test_a_short_word_or_one_in_lower_case_may_be_a_known_source(mention: str, asks: bool) -> None:
    desk = Desk(article("It rains, Cleo Miller said.", f"It pours, {mention} said."))
    desk.claim(1, 2)
    desk.mention(3, 4)
    desk.write(":", "2")
    desk.claim(1, 2)
    desk.mention(3, 2 + len(mention.split()))
    assert isinstance(desk.state.mode, IdentifyMention) is asks


def test_a_short_word_is_a_new_source_while_there_is_only_the_author(desk: Desk) -> None:
    desk = Desk(article("It pours, she said."))
    desk.claim(1, 2)
    desk.mention(3, 3)
    assert desk.state.registry["s1"].name == "she"


def test_a_suggested_source_is_the_known_one_with_its_id_or_name_or_a_new_one(desk: Desk) -> None:
    desk = two_sources()
    state, mention = desk.state, desk.document.span(0, 3)
    ada = state.registry["s1"]
    assert resolve_source(state, Source("s1", "whoever", mention)) == replace(ada, mention=mention)
    assert resolve_source(state, Source("", "MAYOR ADA BRANDT", mention)) == replace(ada, mention=mention)
    assert resolve_source(state, Source(AUTHOR, "x")) == state.registry[AUTHOR]
    answers = {"type": "person", "colour": "blue"}
    assert resolve_source(state, Source("", "Bo", mention, answers)) == Source("s3", "Bo", mention, {"type": "person"})


def test_y_repeats_a_source_where_it_is_mentioned_and_the_author_without_a_mention(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s")
    assert desk.press("y").message == "There is no source to repeat yet."
    assert desk.state.refused
    desk.press("0")
    desk.press("-")
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.press("s y")
    assert stances(desk.state) == [("c1", AUTHOR, "deny")]
    assert desk.state.annotation.sources[0].mention is None
    desk.mention(1, 2)
    desk.claim(3, 4)
    desk.press("s y")
    source = desk.state.source
    assert source is not None
    assert (source.id, source.mention) == ("s1", desk.document.span(*_offsets(desk, "Two engineers")))
    assert desk.state.message == "C2: source “Two engineers”, stance: support."


def _offsets(desk: Desk, text: str) -> tuple[int, int]:
    start = desk.document.text.index(text)
    return start, start + len(text)


def test_a_repeated_source_that_is_gone_is_none(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("r")
    desk.press("s")
    assert desk.press("y").message == "There is no source to repeat yet."


def test_a_suggestion_by_the_author_has_neither_cue_nor_answers() -> None:
    flood = article(*FLOOD)
    offered = replace(
        suggestion(flood, "The river rose by two metres", "Mayor Ada Brandt", "deny"),
        cue=flood.span(30, 39),
        attributes={"a": "b"},
    )
    desk = Desk(flood, options={"suggestions": {flood.sentences[0].id: (offered,)}})
    desk.press("s 0")
    changed = desk.state.suggestion
    assert changed is not None
    assert (changed.source, changed.label, changed.cue, changed.attributes) == (None, "deny", None, {})
    assert desk.state.message == "Suggestion 1: source author, stance: deny."


def test_a_new_source_of_a_suggestion_cannot_have_a_known_name() -> None:
    flood = article("Ann Lee said it rained.", "It snowed, he said.")
    offered = {flood.sentences[1].id: (suggestion(flood, "It snowed", "he"),)}
    desk = Desk(flood, options={"suggestions": offered})
    desk.claim(4, 5)
    desk.mention(1, 2)
    desk.write(":", "2")
    assert desk.state.suggestion is not None
    refused = handle_identify(desk.state, Span(0, 7, "Ann Lee"), Key("enter"))
    assert refused.refused
    assert refused.message == ("There is a source “Ann Lee” already; accept the suggestion, then s to add another source.")
    desk.press("s y")
    assert desk.state.suggestion.source is not None
    assert (desk.state.suggestion.source.id, desk.state.suggestion.label) == ("s1", "support")
    assert desk.state.message == "Suggestion 1: source “Ann Lee”, stance: support."
