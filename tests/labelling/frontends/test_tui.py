"""The full screen on a terminal: what is painted bit by bit is what is meant, and nothing foreign is obeyed."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any

import pyte
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.labelling.bindings import bind
from annotate.labelling.display.screen import view
from annotate.labelling.frontends import line, script, themes, tui
from annotate.labelling.frontends.posix_terminal import Display, Size
from annotate.labelling.frontends.themes import Look
from annotate.labelling.frontends.tui import DEFAULT_LOOK, Painter
from annotate.labelling.line_editing import Line
from annotate.labelling.runner import Offers, SessionRunner
from annotate.labelling.state import Ask, ChooseSource, Key, Menu, Page, Pick, Review, SourcePicker, State, Text, WriteLine
from support.playing import FLOOD, SCRIPTS, Desk, Sink, altered, article, likely_events, offers, piped_keyboard

PAYLOADS = {
    "ESC": "a\x1bb",
    "OSC 0": "\x1b]0;owned\x07",
    "OSC 8": "\x1b]8;;http://example.org\x1b\\here\x1b]8;;\x1b\\",
    "OSC 52": "\x1b]52;c;aGk=\x07",
    "CSI": "\x1b[2J\x1b[1;1Howned",
    "CSI 8-bit": "\x9b2Jowned\x9d0;owned\x9c",
    "C1": "".join(map(chr, range(0x80, 0xA0))),
    "C0": "".join(map(chr, range(0x01, 0x20))),
    "DEL BEL": "a\x7fb\ac",
    "override": "safe \u202egnp.exe\u202c",
    "isolates": "\u2066a\u2069 \u2067b\u2069 \u2068c\u2069 \u200e\u200f\u061c",
    "zero width": "pass\u200bword\u200c\u2060\u180e",
    "BOM": "\ufeffa\ufeff",
    "soft hyphen": "a\u00adb",
    "tags": "a\U000e0001\U000e0061\U000e007fb",
    "selectors": "a\ufe00b\ufe0fc\U000e0100",
    "separators": "a\u2028b\u2029c",
    "markup": "<b>{x} %s {0} [bold] \\x1b",
}
OURS = re.compile(r"\x1b\[[0-9;]*[mGHJK]|\x1b\[\?(?:25|7)[hl]")
FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


# -- painting -----------------------------------------------------------------------------------------------------------


class Terminal:
    """A terminal of pyte's, and the painter that writes to it."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.painter = Painter(self.stream.feed)

    def show(self, state: State) -> None:
        self.painter.paint(view(state, self.screen.columns, self.screen.lines))

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self.painter.forget()

    def cells(self) -> list[Any]:
        return [[self.screen.buffer[y][x] for x in range(self.screen.columns)] for y in range(self.screen.lines)]

    @property
    def cursor(self) -> tuple[int, int, bool]:
        return self.screen.cursor.y, self.screen.cursor.x, self.screen.cursor.hidden


SIZES = ((60, 16), (61, 17), (80, 24), (100, 30), (200, 50))
MIXED = "市长 👩‍👩‍👧 🇩🇪 שר cafe\u0301 กำ\t\u202eמ"
"""Wide, joined, combining, from right to left: typed into a line, where only a part of it fits."""


@given(
    steps=st.lists(st.integers(0, 10**6) | st.sampled_from((*SIZES, MIXED)), max_size=40),
    start=st.sampled_from(SIZES),
    texts=st.permutations((*SCRIPTS, FLOOD[1], MIXED * 4)),
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_rows_painted_one_by_one_are_the_whole_screen(
    steps: list[int | str | tuple[int, int]], start: tuple[int, int], texts: list[str]
) -> None:
    """Character by character and attribute by attribute, over random keys, foreign text typed, and resizes in the middle."""
    desk = Desk(article(*texts, before="By Ada Q."))
    terminal = Terminal(*start)
    terminal.show(desk.state)
    for step in steps:
        if isinstance(step, tuple):
            terminal.resize(*step)
        elif isinstance(step, str):
            if desk.state.line is None:
                desk.press("esc N")
            desk.feed(Text(step))
        else:
            offered = likely_events(desk.state)
            desk.feed(offered[step % len(offered)])
        terminal.show(desk.state)
        fresh = Terminal(terminal.screen.columns, terminal.screen.lines)
        fresh.show(desk.state)
        assert terminal.cells() == fresh.cells()
        assert terminal.cursor == fresh.cursor


def test_only_rows_that_changed_are_sent() -> None:
    desk = Desk()
    sent: list[str] = []
    painter = Painter(sent.append)
    painter.paint(view(desk.state, 100, 30))
    painter.paint(view(desk.state, 100, 30))
    assert "H\x1b[K" not in sent[1]
    desk.press("Q")
    painter.paint(view(desk.state, 100, 30))
    assert sent[2].count("\x1b[K") == 1
    assert "does nothing here" in sent[2]


@pytest.mark.parametrize(
    "text", ["क्षत्रिय स्त्री", "ทำน้ำ", "ປະຊາຊົນຄຳ", "မြို့တော်ဝန်", "ស្ត្រី", "🇫🇷🇩🇪 👍🏽", "קָמַץ", "cafe\u0301", "각\u1100\u1161"]
)
def test_every_letter_of_every_script_is_on_the_screen(text: str) -> None:
    sent: list[str] = []
    Painter(sent.append).paint(view(Desk(article(f"Before {text} after.")).state, 100, 30))
    assert f"Before {text} after." in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", sent[0])


def test_what_follows_a_flag_is_in_its_column() -> None:
    sent: list[str] = []
    Painter(sent.append).paint(view(Desk(article("He 🇫🇷 x")).state, 100, 30))
    assert "He 🇫\x1b[13G🇷\x1b[15G x" in sent[0]


def test_no_row_runs_into_the_next() -> None:
    sent: list[str] = []
    Painter(sent.append).paint(view(Desk().state, 100, 30))
    assert sent[0].index("\x1b[?7l") < sent[0].index("H\x1b[K") < sent[0].rindex("H\x1b[K") < sent[0].index("\x1b[?7h")


def test_without_colour_there_is_none() -> None:
    desk = Desk()
    desk.press("c 1")
    sent: list[str] = []
    painter = Painter(sent.append, Look("none").styles)
    painter.paint(view(desk.state, 100, 30))
    assert not re.search(r"\x1b\[[0-9;]*3[0-8][0-9;]*m", sent[0])
    painter.wear(Look("ansi").styles)
    painter.paint(view(desk.state, 100, 30))
    assert re.search(r"\x1b\[[0-9;]*34[0-9;]*m", sent[1]), "rows whose style changed are painted again"


# -- safety -------------------------------------------------------------------------------------------------------------


def poisoned(payload: str) -> Desk:
    """A session in which everything foreign holds a payload: text, id, title, names, notes, flags, the annotator, the schema."""

    def change(definitions: dict[str, Any]) -> None:
        tone = {"title": f"Tone {payload}", "description": payload or "-", "x-ask": "quick", "x-example": payload}
        labels = [{"const": c, "title": f"{c}{payload}", "description": f"x{payload}", "x-key": c} for c in "ab"]
        definitions["claim"]["properties"]["tone"] = tone | {"oneOf": labels}
        definitions["stance"]["description"] = f"about {payload}"
        definitions["stance"]["properties"]["label"]["oneOf"][0]["title"] = f"For{payload}"

    document = article(
        f"The mayor {payload} said {payload} it was fine.",
        f"Ann {payload} Lee denied it.",
        f"{payload}",
        before=f"By {payload}",
        id=f"id{payload}",
        title=f"Title {payload}",
        byline=payload,
    )
    desk = Desk(document, altered(change))
    desk.options = {"annotator": f"mk{payload}"}
    return desk


def start(desk: Desk) -> None:
    """The session of a poisoned desk, by an annotator who is too."""
    state = replace(desk.state, annotator=desk.options["annotator"])
    desk.labelling = SessionRunner(state, lambda saved: None, lambda: 0.0)


TOUR = [
    *("c", "1", "s", "o"),
    Text("{payload} & sons"),
    *("enter", "esc", "s", "0", "N"),
    Text("a note {payload}"),
    *("enter", "F"),
    Text("flag {payload}"),
    *("enter", "G", "j", "esc", "I", "j", "esc", "B", "j", "esc", "?", "esc", "a", "esc", ":"),
    Text("find {payload}"),
    *("enter", ":"),
    Text("find no {payload}"),
    "enter",
    Text("pasted {payload}"),
    *(":", Text("1"), "enter", "a", "o", "?", "esc", "a", "esc", "s", "o", "esc", "s", "y", "v"),
    *(
        "enter",
        "e",
        "v",
        "?",
        "b",
        "esc",
        "n",
        "n",
        "n",
        "c",
        "1",
        "enter",
        "enter",
        "e",
        "v",
        "a",
        "u",
        "u",
        "U",
        "b",
        "b",
        "r",
        "r",
    ),
]


def tour(payload: str) -> list[Any]:
    return [Text(e[0].replace("{payload}", payload)) if isinstance(e, Text) else Key(e) for e in TOUR]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_foreign_is_obeyed_on_the_full_screen(payload: str) -> None:
    desk = poisoned(payload)
    start(desk)
    sent: list[str] = []
    painter = Painter(sent.append)
    modes = set()
    for event in [Key("?"), Key("esc"), *tour(payload)]:
        desk.feed(event)
        modes.add(type(desk.state.mode))
        painter.forget()
        painter.paint(view(desk.state, 100, 40))
    assert modes >= {Review, Pick, ChooseSource, SourcePicker, WriteLine, Page, Ask, Menu}
    found = FORBIDDEN.search(OURS.sub("", "".join(sent)))
    assert found is None, ascii(found)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_foreign_is_obeyed_in_lines(payload: str) -> None:
    desk = poisoned(payload)
    start(desk)
    said: list[str] = []
    lines = iter(
        [
            *("?", "G", "I", "B", "c 1", f's o "{payload} & sons"', "", f"N {payload}", f'F "flag {payload}"', f"zz {payload}"),
            *(payload, "a", "esc", "s", "esc", "go", f"x{payload}", "e", "v", "a", "s 1", "a t", "esc", "n", "c 1", "m", "1 1"),
            *("n", ":1", "r", "u", f":find {payload}", "u", "n", "n", "n", "n", "n"),
        ]
    )

    def read(prompt: str) -> str:
        said.append(prompt)
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    line.run(desk.labelling, read, said.append)
    assert len(said) > 60
    found = FORBIDDEN.search("".join(said))
    assert found is None, ascii(found)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_what_a_script_prints_is_ascii(payload: str) -> None:
    from annotate.errors import ScriptError

    desk = poisoned(payload)
    start(desk)
    printed: list[str] = []
    lines = ["c 1", f's o "{payload} & sons"', f'N "note {payload}"', f":find no{payload}"]
    with pytest.raises(ScriptError):
        script.run(desk.labelling, lines, "labels.txt", printed.append)
    assert printed
    assert not re.search("[^\x20-\x7e]", "".join(printed))


def sequences() -> st.SearchStrategy[str]:
    """Control sequences, strings and Alt with a key, none of which is a key of the session that could decide."""
    # Left and Right (C, D) move the edges of the focused claim, as the keys of the same name do.
    finals = st.characters(min_codepoint=0x40, max_codepoint=0x7E, exclude_characters="u~CD")
    csi = st.builds("\x1b[{}{}".format, st.text("0123456789;:<=>?!$ ", max_size=8), finals)
    keyed = st.builds("\x1b[{}{}".format, st.integers(57427, 57454), st.sampled_from(["u", ";2u", ";129u", ";1:3u"]))
    modified = st.builds("\x1b[{};{}u".format, st.integers(32, 127), st.sampled_from([3, 9, 17, 33]))
    strings = st.builds("\x1b{}{}\x1b\\".format, st.sampled_from("P]_^X"), st.text("nrux~M\r 12", max_size=12))
    alt = st.sampled_from("nruxM~pe12 ").map("\x1b{}".format)
    return csi | keyed | modified | strings | alt


SIZE = Size(30, 100)

# -- the keyboard -------------------------------------------------------------------------------------------------------


def typed(
    desk: Desk, *parts: str, wait: float = 0.0, sink: Sink | None = None, look: Look = DEFAULT_LOOK, mouse: bool = False
) -> Sink:
    """What the full screen does with bytes typed, each part after a moment; the session ends with Ctrl-C if it still runs."""
    sink = sink or Sink()

    async def session() -> None:
        with piped_keyboard() as (keyboard, type_keys):
            screen = tui.FullScreen(desk.labelling, keyboard, Display(sink, SIZE), look, mouse=mouse)
            running = asyncio.create_task(screen.run())
            for part in (*parts, "\x03"):
                await asyncio.sleep(wait)
                type_keys(part)
            await asyncio.wait_for(running, 60)

    asyncio.run(session())
    return sink


def test_the_terminal_is_asked_for_its_background_and_believed() -> None:
    desk = Desk()
    sink = typed(desk, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", wait=0.05, look=Look(may_ask=True))
    assert themes.QUESTION in sink.sent
    dim = f"\x1b[{themes.LIGHT['dim']}m"
    assert dim not in sink.sent.partition(themes.QUESTION)[0]
    assert dim in sink.sent.partition(themes.QUESTION)[2], "everything is painted in the other colours"
    assert themes.QUESTION not in typed(Desk(), "").sent


def click(desk: Desk, text: str, end: str = "") -> str:
    """What a terminal sends for a click at the first letter of a text, or a drag to the last letter of another."""
    (row, column), (last_row, last_column) = place_of(desk, text), place_of(desk, end or text)
    to = f"{last_column + len(end)};{last_row + 1}" if end else f"{column + 1};{row + 1}"
    return f"\x1b[<0;{column + 1};{row + 1}M\x1b[<32;{to}M\x1b[<0;{to}m"


def place_of(desk: Desk, text: str) -> tuple[int, int]:
    rows = ["".join(piece.text for piece in row) for row in view(desk.state, 100, 30).rows]
    return next((number, row.index(text)) for number, row in enumerate(rows) if text in row)


ON, OFF = "\x1b[?1002h\x1b[?1006h", "\x1b[?1006l\x1b[?1002l"


def test_the_mouse_is_asked_for_only_if_it_is_wanted_and_let_go_on_every_way_out() -> None:
    for keys in ("q", "", "c"):  # quit, interrupted, interrupted while picking
        sent = typed(Desk(), keys, mouse=True).sent
        assert sent.count(ON) == 1
        assert sent.rindex(OFF) > sent.index(ON)
    without = typed(Desk(), "q").sent
    assert "\x1b[?1002" not in without
    assert "\x1b[?1006" not in without


def test_a_mouse_that_is_not_wanted_does_nothing() -> None:
    desk = Desk()
    typed(desk, click(desk, "river", "metres"))
    assert (desk.revisions, desk.state.message) == ([], Desk().state.message)


def test_a_drag_marks_a_claim_and_the_wheel_scrolls() -> None:
    desk = Desk()
    typed(desk, click(desk, "The river", "metres"), mouse=True)
    assert [span.text for span in desk.state.annotation.claims[0].spans] == ["The river rose by two metres"]
    many = Desk(article(*FLOOD * 8))
    typed(many, "\x1b[<65;5;5M", mouse=True, wait=0.1)
    assert many.state.scroll == 3
    typed(many, "\x1b[<64;5;5M", mouse=True, wait=0.1)
    assert many.state.scroll == 0


def test_an_exception_lets_the_mouse_go_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sink = Sink()
    monkeypatch.setattr(tui, "meaning", lambda *given: 1 / 0)
    desk = Desk()
    with pytest.raises(ZeroDivisionError):
        typed(desk, click(desk, "river"), mouse=True, sink=sink, wait=0.05)
    assert sink.sent.rindex(OFF) > sink.sent.index(ON)


def test_a_reply_that_comes_in_parts_types_nothing() -> None:
    desk = Desk()
    typed(desk, "\x1b]11;rgb:ff", "ff/ffff/ff", "ff\x07", wait=0.1, look=Look(may_ask=True))
    assert desk.revisions == []
    assert isinstance(desk.state.mode, Review)


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ("c", ["c"]),
        (" ", ["space"]),
        ("\r", ["enter"]),
        ("\n", ["enter"]),
        ("\t", ["tab"]),
        ("\x1b[Z", ["backtab"]),
        ("\x1b[A\x1b[B", ["up", "down"]),
        ("\x1b[C\x1b[D", ["right", "left"]),
        ("\x1b[5~\x1b[6~", ["pgup", "pgdn"]),
        ("\x7f", ["backspace"]),
        ("é市", ["é", "市"]),
        ("\x1bOP\x1b[15~", []),
        ("\x01\x06", []),
        ("\x15\x17", ["c-u", "c-w"]),
        ("\x1b[H\x1b[F\x1b[3~", ["home", "end", "delete"]),
        ("\x1bn", []),
    ],
)
def test_what_the_keys_of_a_terminal_mean(sent: str, names: list[str]) -> None:
    desk = Desk()
    fed: list[Any] = []
    desk.labelling.feed = lambda event: fed.append(event) or desk.state  # type: ignore[assignment, func-returns-value]
    typed(desk, sent)
    assert fed == [Key(name) for name in names]


def test_the_text_is_on_the_screen_before_the_rules_have_read_it() -> None:
    desk, sink, screens = Desk(), Sink(), []

    def read() -> Any:
        screens.append(sink.sent)
        return Offers(offers(desk.document))

    desk.labelling = SessionRunner(desk.state, desk.save, lambda: 0.0, offers=read)
    typed(desk, " ", sink=sink)
    assert "The river rose" in screens[0]
    assert "SUGGESTION" not in screens[0]
    assert "SUGGESTION" in sink.sent
    assert desk.revisions[-1].origins[0].how == "accepted"


def test_keys_of_ones_own() -> None:
    desk = Desk(options={"bindings": bind({"c": "ж", "n": "c", "left": "right", "right": "left"})})
    typed(desk, "ж1", "Nжc\x1b[D\r", "c", wait=0.05)
    assert [revision.annotation.note for revision in desk.revisions if revision.annotation][-1] == "жc"
    assert isinstance(desk.state.mode, Ask)


def test_a_page_is_not_scrolled_beyond_its_end() -> None:
    desk = Desk()
    typed(desk, "I", "   ", "   ", "   ", wait=0.05)
    end = desk.state.scroll
    assert end == len(desk.state.text_of(0)) - (30 - 6)
    typed(desk, "k", wait=0.05)
    assert desk.state.scroll == end - 1


def test_an_escape_alone_leaves_after_a_moment() -> None:
    desk = Desk()
    typed(desk, "c", "\x1b", wait=0.2)
    assert isinstance(desk.state.mode, Review)


SPLIT = ["\x1b[6~", "\x1b[13u", "\x1bOM", "\x1b[A", "\x1b[99;5:3u", "\x1bP>|n\x1b\\", "\x1b]11;rgb:0/0/0\x1b\\"]


@pytest.mark.parametrize("sent", SPLIT, ids=ascii)
@pytest.mark.parametrize("where", [1, 2, -1])
def test_a_key_that_arrives_in_two_packets_is_one_key(sent: str, where: int) -> None:
    """The note is still being written, and is not left by the Esc that a key begins with."""
    desk = Desk()
    desk.press("n b N x")
    revisions = list(desk.revisions)
    typed(desk, sent[:where], sent[where:], "y", wait=0.12)
    if sent in ("\x1b[13u", "\x1bOM"):
        assert desk.state.annotation.note == "x", "Enter uses the line"
    else:
        assert (desk.state.line, desk.revisions) == (Line("xy"), revisions)


def test_an_escape_is_shown_before_it_is_certain() -> None:
    desk, sink, shown = Desk(), Sink(), []

    async def session() -> None:
        with piped_keyboard() as (keyboard, type_keys):
            screen = tui.FullScreen(desk.labelling, keyboard, Display(sink, SIZE), Look())
            running = asyncio.create_task(screen.run())
            for text, wait in (("c", 0.1), ("\x1b", 0.2), ("[6~", 0.1), ("\x1b", 0.2), ("", 0.6), ("\x03", 0.0)):
                sink.sent = ""
                type_keys(text)
                await asyncio.sleep(wait)
                shown.append((type(desk.state.mode), "NEW CLAIM" in sink.sent))
            await asyncio.wait_for(running, 60)

    asyncio.run(session())
    assert shown[:5] == [(Pick, True), (Pick, False), (Pick, True), (Pick, False), (Review, False)]
    assert "does nothing here" not in sink.sent


def test_keys_after_the_end_of_a_session_are_not_handled() -> None:
    desk = Desk()
    typed(desk, "\x03n")
    assert desk.revisions == []


@given(sequences=st.lists(st.tuples(sequences(), st.integers(0, 20)), min_size=1, max_size=40))
@settings(deadline=None, max_examples=60)
def test_random_sequences_decide_nothing(sequences: list[tuple[str, int]]) -> None:
    """Keys that plain sequences stand for are left out: Enter, digits and letters may decide."""
    desk = Desk()
    desk.press("n c 2")
    before = desk.state.entries
    typed(desk, *(part for sent, place in sequences for part in (sent[:place], sent[place:])))
    assert (desk.state.entries, desk.state.at) == (before, 1)


def test_a_paste_runs_no_commands() -> None:
    desk = Desk()
    sink = typed(desk, "\x1b[200~nnnq\r\x1b[201~", wait=0.05)
    assert desk.revisions == []
    assert "Pasted text is ignored here" in sink.sent


def test_a_paste_goes_into_a_note() -> None:
    desk = Desk()
    typed(desk, "N", "\x1b[200~two\nlines \x1b[31m\x1b[201~", "\r")
    assert desk.state.annotation.note.startswith("two lines")
    assert len(desk.revisions) == 1


def test_the_terminal_is_put_back() -> None:
    sink = typed(Desk(), "q")
    assert sink.sent.index("\x1b[?1049h") < sink.sent.index("\x1b[?1049l")
    assert sink.sent.rindex("\x1b[?25h") > sink.sent.rindex("\x1b[?25l")
    assert sink.sent.index("\x1b[?2004h") < sink.sent.index("\x1b[?2004l")


def test_it_is_put_back_when_something_breaks() -> None:
    desk = Desk()

    def breaks(event: Any) -> State:
        raise RuntimeError("a bug")

    desk.labelling.feed = breaks  # type: ignore[method-assign]
    sink = Sink()
    with pytest.raises(RuntimeError, match="a bug"):
        typed(desk, "n", sink=sink)
    assert sink.sent.endswith("\x1b[0m\x1b[?25h")
