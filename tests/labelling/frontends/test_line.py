"""A whole article labelled in lines, as a screen reader's user does it."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.labelling.bindings import bind
from annotate.labelling.frontends import line
from support.playing import Desk, offers, stances


def talk(desk: Desk, lines: Iterable[str]) -> list[str]:
    """What is said, prompts among it; the input ends after the last line."""
    said: list[str] = []
    waiting = iter(lines)

    def read(prompt: str) -> str:
        said.append(prompt)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    line.run(desk.labelling, read, said.append)
    return said


def test_an_answer_is_given_by_its_number_or_marked_with_arrows() -> None:
    desk = Desk()
    said = talk(desk, ["c 1 6", "go", "2", "down", "down", "go"])
    claim = desk.state.entries[desk.document.sentences[0].id].annotation.claims[0]
    assert claim.attributes == {"type": "quantity", "verifiability": "partly"}
    assert any(text.endswith("x Other (or its number, 1 to 8)") for text in said)
    marked = said.index("Marked: Partly. Enter to answer.")
    assert said[marked + 1].endswith("ask> "), "the question is not repeated"


WHOLE = """
c 1 6
s 9 11
go
event
v
p
named
c
1 4
s
5 5
1
c 8 11
s 1
-
go
e
v
prediction
p
c 1 4
s
1 2
go
x
n
person
u
N
a note, in words
n
w
later
""".strip().splitlines()


def test_a_whole_article() -> None:
    desk = Desk()
    said = talk(desk, WHOLE)
    assert desk.state.finished == 5
    assert said[0].startswith("c: mark a claim")
    assert "Sentence 1 of 5, paragraph." in said
    assert "End of flood: 5 of 5 sentences done." in said
    assert "skipped: 5" in said
    annotations = [desk.state.annotation_of(s.id) for s in desk.document.sentences]
    assert [a.label for a in annotations] == ["claim", "claim", "claim", "no_claim", "skip"]
    assert annotations[3].note == "a note, in words"
    assert [s.label for s in annotations[1].stances if s.source == "s1"] == ["support", "deny"]
    desk.check()


def test_a_coach_speaks_last_and_only_when_there_is_news() -> None:
    desk = Desk()
    desk.labelling.coach = lambda state: [f"Sentence {state.at + 1}: label it."]
    said = talk(desk, ["N", "a note", "n", "?"])
    assert said[:4] == [said[0], "Sentence 1 of 5, paragraph.", said[2], "Sentence 1: label it."]
    assert [text for text in said if text.endswith("label it.")] == ["Sentence 1: label it.", "Sentence 2: label it."]


def test_the_end_of_the_input_is_the_end() -> None:
    desk = Desk()
    talk(desk, ["n"])
    assert desk.state.over
    assert desk.state.finished == 1


def test_q_is_too() -> None:
    desk = Desk()
    assert talk(desk, ["q", "n"])[-1] == "Everything is saved."
    assert desk.state.finished == 0


def test_what_is_no_command_is_said_and_does_nothing() -> None:
    desk = Desk()
    said = talk(desk, ["label this", "c 99 99", "esc", "zz"])
    assert any('"label" is not a command' in text for text in said)
    assert any("This sentence has no word 99" in text for text in said)
    assert desk.revisions == []


def test_a_page_is_read_out_and_closed() -> None:
    desk = Desk()
    said = talk(desk, ["?", "n"])
    assert any("c claim: mark a new claim" in text for text in said)
    assert desk.state.finished == 1


def test_the_prompt_says_where_one_is() -> None:
    said = talk(Desk(), ["N", "esc", "c", "esc", "n"])
    assert [text for text in said if text.endswith("> ")] == ["1> ", "1 write> ", "1> ", "1 pick> ", "1> ", "2> "]


def test_an_answer_can_be_left_out_and_a_line_left() -> None:
    desk = Desk(options={"profile": "full"})
    talk(desk, ["c 1", "go", "e", "v", "go", "go", "go", "N", "esc"])
    assert desk.state.at == 1
    assert desk.state.annotation.note == ""


def test_a_question_can_be_looked_up() -> None:
    said = talk(Desk(), ["c 1", "go", "?", "e", "v"])
    assert "What kind of proposition it is." in said
    assert any(text.startswith("Sentence 2") for text in said)


def test_suggestions_are_answered_in_lines() -> None:
    desk = Desk()
    desk.options = {"suggestions": offers(desk.document)}
    desk.restart()
    said = talk(desk, ["L", "ok", "e", "v", "p", "n", "x", "x", "n"])
    assert "Suggestion 1: “The river rose by two”." in said
    assert desk.state.at == 2
    desk.check()


def test_keys_of_ones_own_and_names_are_first_words() -> None:
    desk = Desk(options={"bindings": bind({"f": "t", ":": ";", "c": "ж"})})
    said = talk(desk, ["ж 1 9", "t", "f", "u", ";2", "claim 1 4", "Trim End", ":1", "note", '"a b"', "stance deny", "Q"])
    assert "f does nothing here (? for keys)." in said
    assert "Q does nothing here (? for keys)." in said
    assert said[-1] == "1> "
    assert [len(desk.state.annotation_of(sentence.id).claims) for sentence in desk.document.sentences[:2]] == [1, 1]
    assert desk.state.annotation.note == "a b"
    assert stances(desk.state) == [("c1", "s0", "deny")]


def test_what_is_recorded_speaks_the_prompts_own_letters() -> None:
    desk = Desk(options={"bindings": bind({"c": "ж", "n": "c"})})
    talk(desk, ["ж 1 6", "r", "c"])
    assert desk.recorded[3:] == ["c 1 6", "r", "n", "q"]  # after what the session was begun with


def test_the_list_of_claims_is_numbered_and_a_number_opens_one() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.write(":", "5")
    desk.claim(1, 4)
    said = talk(desk, [":claims", "3", "1", ":claims", "esc", ":claims all", "down", "go", "q"])
    listed = [
        "1: sentence 1, C1 “The river rose by two metres”. author: support.",
        "2: sentence 5, C1 “Farmers in Lower Dale”. author: support.",
    ]
    first = said.index(listed[0])
    assert said[first : first + 4] == [*listed, "Which claim? Its number opens it, esc closes the list.", "5 claims> "]
    assert "There is no claim 3 in the list (it has 2)." in said
    assert "Sentence 1 of flood, C1 of mk." in said
    assert "Sentence 5 of flood, C1 of mk." in said


def test_a_find_goes_on_with_n() -> None:
    said = talk(Desk(), [":find the", "n", "N", "esc"])
    assert [line for line in said if line.startswith(("Found", "No longer"))] == [
        "Found 2 of 3: n next, N previous.",
        "Found 3 of 3: n next, N previous.",
        "Found 2 of 3: n next, N previous.",
        "No longer finding “the”.",
    ]
