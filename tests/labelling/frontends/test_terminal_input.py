"""What terminals send, as keys: whole, split at every byte, and after silences; nothing of it is taken apart."""

from __future__ import annotations

import codecs
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.labelling.frontends.terminal_input import KeyParser, Mouse, MouseAction, Paste, Reply, Typed, Waiting


def parsed(*parts: bytes, pause: bool = False) -> list[Typed]:
    """The keys of bytes that arrive in parts, with a pause after each part or only after the last, then a long silence."""
    parser, decoder = KeyParser(), codecs.getincrementaldecoder("utf-8")("surrogateescape")
    typed: list[Typed] = []
    for part in parts:
        typed += parser.feed(decoder.decode(part))
        if pause:
            typed += parser.pause()
    return [*typed, *parser.pause(), *parser.flush()]


def split(sent: bytes) -> Iterable[tuple[bytes, ...]]:
    """The bytes in two parts at every place, and one by one."""
    yield from ((sent[:place], sent[place:]) for place in range(1, len(sent)))
    yield tuple(bytes([byte]) for byte in sent)


def whole_and_split(sent: bytes) -> list[Typed]:
    """The keys of bytes, which are the same wherever they are split."""
    typed = parsed(sent)
    for parts in split(sent):
        assert parsed(*parts) == typed, parts
    return typed


# -- the keys that are meant --------------------------------------------------------------------------------------------

PLAIN = {
    "c": "c",
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\x08": "backspace",
    "é": "é",
    "市": "市",
    "\x03": "c-c",
    "\x0c": "c-l",
    "\x1a": "c-z",
    "\x1b": "esc",
}
SEQUENCES = {
    "\x1b[A": "up",
    "\x1bOB": "down",
    "\x1b[C": "right",
    "\x1bOD": "left",
    "\x1b[1;1A": "up",
    "\x1b[1;129B": "down",
    "\x1b[1;1:2B": "down",
    "\x1b[Z": "backtab",
    "\x1b[3~": "delete",
    "\x1b[1~": "home",
    "\x1b[4~": "end",
    "\x1b[7~": "home",
    "\x1b[8~": "end",
    "\x1b[H": "home",
    "\x1b[1F": "end",
    "\x1bOH": "home",
    "\x1b[5~": "pgup",
    "\x1b[6~": "pgdn",
    "\x1b[6;129~": "pgdn",
    "\x9b6~": "pgdn",
    "\x8fA": "up",
    "\x1bOM": "enter",
    "\x1bOI": "tab",
    "\x1bO ": "space",
    "\x1bOX": "=",
    "\x1bOj": "*",
    "\x1bOk": "+",
    "\x1bOl": ",",
    "\x1bOm": "-",
    "\x1bOn": ".",
    "\x1bOo": "/",
    **{f"\x1bO{chr(ord('p') + digit)}": str(digit) for digit in range(10)},
}
CODED = {
    "\x1b[13u": "enter",
    "\x1b[13;1u": "enter",
    "\x1b[13;129u": "enter",
    "\x1b[13;1:2u": "enter",
    "\x1b[9u": "tab",
    "\x1b[9;2u": "backtab",
    "\x1b[27u": "esc",
    "\x1b[32u": "space",
    "\x1b[32;2u": "space",
    "\x1b[127u": "backspace",
    "\x1b[127;2u": "backspace",
    "\x1b[96u": "`",
    "\x1b[49u": "1",
    "\x1b[99u": "c",
    "\x1b[99;2u": "C",
    "\x1b[99;65u": "C",
    "\x1b[99;66u": "c",
    "\x1b[99:67;2u": "C",
    "\x1b[99;2;67u": "C",
    "\x1b[50;;50u": "2",
    "\x1b[47:63;2u": "?",
    "\x1b[47;2;63u": "?",
    "\x1b[1078::59;2u": "Ж",
    "\x1b[99;5u": "c-c",
    "\x1b[108;5u": "c-l",
    "\x1b[117;5u": "c-u",
    "\x1b[119;5u": "c-w",
    "\x1b[27;1;13~": "enter",
    "\x1b[27;1;9~": "tab",
    "\x1b[27;1;27~": "esc",
    "\x1b[27;1;127~": "backspace",
    "\x1b[27;2;67~": "C",
    "\x1b[27;2;63~": "?",
    "\x1b[27;1;49~": "1",
}


@pytest.mark.parametrize(("sent", "key"), (PLAIN | SEQUENCES | CODED).items(), ids=ascii)
def test_a_key_is_one_event(sent: str, key: str) -> None:
    assert whole_and_split(sent.encode()) == [key]
    assert parsed(*(bytes([byte]) for byte in sent.encode()), pause=True) == [key], "a slow line"
    assert parsed(b"n" + sent.encode()) == ["n", key]
    assert sent == "\x1b" or parsed(sent.encode() + b"n") == [key, "n"]


def test_eight_bit_controls_come_as_bytes_too() -> None:
    assert whole_and_split(b"\x9b6~") == ["pgdn"]
    assert whole_and_split(b"\x8fM") == ["enter"]
    assert whole_and_split(b"\x90q\x9cn") == ["n"]


# -- what is nothing ----------------------------------------------------------------------------------------------------

NOTHING = [
    *("\x1br", "\x1bu", "\x1bM", "\x1bn", "\x1b~", "\x1b1", "\x1b ", "\x1b\r", "\x1b\t", "\x1b\x7f", "\x1bé"),  # Alt and a key
    *("\x1b\x1b[A", "\x1b\x1bOM", "\x1b\x1b[13u", "\x1b\x1b[5~"),  # Alt and a key with a sequence
    *("\x1bOP", "\x1b[15~", "\x1b[[A", "\x1b[[n", "\x1b[2~", "\x1b[E"),  # keys not used here
    *("\x1b[1;2A", "\x1b[1;5C", "\x1b[5;3~", "\x1b[a", "\x1bOa", "\x1bO5A", "\x1bO1;2P", "\x1b[1;2P", "\x1b[6^", "\x1b[6@"),
    *("\x1b[13;2u", "\x1b[13;5u", "\x1b[13;3u", "\x1b[99;3u", "\x1b[110;5u", "\x1b[27;2u", "\x1b[49;2u", "\x1b[27;5;13~"),
    *("\x1b[99;9u", "\x1b[99;17u", "\x1b[99;33u", "\x1b[99;5:3u", "\x1b[99;1:3u", "\x1b[1;1:3A", "\x1b[5;1:3~", "\x1b[13;1:3u"),
    *("\x1b[?62;22c", "\x1b[>41;354;0c", "\x1b[24;80R", "\x1b[0n", "\x1b[?2026;2$y", "\x1b[8;30;100t", "\x1b[?1u"),  # replies
    *("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:0/0/0\x07", "\x1bP>|kitty(0.35.1)\x1b\\", "\x1bP1+r524742\x1b\\"),
    *("\x1b_Gi=31;OK\x1b\\", "\x1b^nnn\x1b\\", "\x1bXnnn\x1b\\", "\x1bP1$r0m\x9c", "\x9d11;rgb:0\x9c", "\x1b]52;c;bm5u\x07"),
    *("\x1b[<0;12;7M", "\x1b[<0;12;7m", "\x1b[M !!", "\x1b[M#nn", "\x1b[32;12;7M", "\x1b[I", "\x1b[O", "\x1b[OF"),  # mouse, focus
    *("\x1b[?1;2;3;4;5;6q", "\x1b[1$", "\x1b[!p", "\x1b[ q", "\x1b(B", "\x1b#8", "\x1b?M", "\x1bNn", "\x01a\r", "\x13A", "\x00"),
    *(
        "\x1b[201~",
        "\x1b[u",
        "\x1b[99999999999999999999u",
        "\x1b[1114112u",
        "\x1b[57344u",
        "\x1b[55296u",
        "\x1b[::;;;u",
        "\x1b[-u",
    ),
    *("\x1b[", "\x1bO", "\x1b]nnn", "\x1bPnnn", "\x1b[1;5", "\x1b[[", "\x1b[M!", "\x1b]0;nnn\x1b", "\x1b]nnn\x18", "\x1b[1\r"),
]


@pytest.mark.parametrize("sent", NOTHING, ids=ascii)
def test_what_is_no_key_of_the_session_is_nothing(sent: str) -> None:
    assert [typed for typed in whole_and_split(sent.encode()) if not isinstance(typed, Reply)] == []


KITTY_FUNCTIONAL = {
    57358: "caps lock",
    57359: "scroll lock",
    57360: "num lock",
    57361: "print screen",
    57362: "pause",
    57363: "menu",
    **{57376 + number: f"F{13 + number}" for number in range(23)},
    57427: "keypad begin",
    57425: "keypad insert",
    **{57428 + number: f"media {number}" for number in range(13)},
    **{57441 + number: f"modifier {number}" for number in range(14)},
}
KITTY_KEYPAD = {
    **{57399 + digit: str(digit) for digit in range(10)},
    57409: ".",
    57410: "/",
    57411: "*",
    57412: "-",
    57413: "+",
    57414: "enter",
    57415: "=",
    57416: ",",
    57417: "left",
    57418: "right",
    57419: "up",
    57420: "down",
    57421: "pgup",
    57422: "pgdn",
    57423: "home",
    57424: "end",
    57426: "delete",
}


@pytest.mark.parametrize("code", KITTY_FUNCTIONAL | KITTY_KEYPAD, ids=str)
def test_the_functional_keys_of_the_kitty_protocol(code: int) -> None:
    expected: list[Typed] = [KITTY_KEYPAD[code]] if code in KITTY_KEYPAD else []
    for locks in ("", ";1", ";65", ";129", ";193", ";1:1", ";1:2"):
        assert whole_and_split(f"\x1b[{code}{locks}u".encode()) == expected
    for modifiers in range(2, 65):
        assert parsed(f"\x1b[{code};{modifiers}u".encode()) == []
    assert parsed(f"\x1b[{code};1:3u".encode()) == []


# -- terminfo -----------------------------------------------------------------------------------------------------------

ARROWS = (("A", "up"), ("B", "down"), ("C", "right"), ("D", "left"), ("H", "home"), ("F", "end"))
TERMINFO = tuple(Path(folder) for folder in ("/usr/share/terminfo", "/lib/terminfo", "/etc/terminfo", "/usr/lib/terminfo"))
_ESCAPES = {"E": 27, "e": 27, "n": 10, "r": 13, "t": 9, "b": 8, "f": 12, "s": 32, "l": 10, "a": 7, "0": 128}


def bytes_of(capability: str) -> bytes:
    r"""A string capability as infocmp writes it: ``\E[A``, ``^A``, ``\233``, ``\,``."""

    def byte(match: re.Match[str]) -> str:
        octal, escaped, control = match.groups()
        if octal:
            return chr(int(octal, 8) & 255)
        if escaped:
            return chr(_ESCAPES.get(escaped, ord(escaped)))
        return "\x7f" if control == "?" else chr(ord(control) & 31)

    return re.sub(r"\\([0-7]{3})|\\(.)|\^(.)", byte, capability).encode("latin-1")


@cache
def terminfo() -> dict[bytes, set[str]]:
    """The key sequences of all terminals, each with the names of the keys that send it."""
    found: dict[bytes, set[str]] = defaultdict(set)
    for name in sorted({path.name for folder in TERMINFO for path in folder.glob("*/*") if path.is_file()}):
        described = subprocess.run(["infocmp", "-x", "-1", name], capture_output=True, encoding="latin-1", check=False)
        for key, value in re.findall(r"^\t(k\w+)=(.*),$", described.stdout, re.MULTILINE):
            found[bytes_of(value)].add(key)
    return dict(found)


def test_every_key_of_every_terminal_is_itself_or_nothing() -> None:
    if shutil.which("infocmp") is None or not any(folder.is_dir() for folder in TERMINFO):
        pytest.skip("there is no terminfo database here (packages ncurses-bin and ncurses-term)")
    sequences = terminfo()
    assert len(sequences) > 50
    known = {sent.encode(): [key] for sent, key in SEQUENCES.items()}
    known |= {f"{start}{final}".encode(): [key] for start in ("\x1b[", "\x1b[1", "\x1bO") for final, key in ARROWS}
    wrong = []
    for sent, names in sequences.items():
        typed = whole_and_split(sent)
        if sent[:1] in b"\r\n\t\x08\x0c\x15\x17\x1a\x7f ~":  # the plain key, or one that begins like it
            expected = parsed(sent[:1]) + parsed(sent[1:])
        elif sent.endswith(b"\x17"):  # function keys of one old terminal, which at worst take back a word
            expected = [*parsed(sent[:-1]), "c-w"]
        elif b"\x03" in sent:
            expected = ["c-c", *parsed(sent[sent.index(b"\x03") + 1 :])]
        else:
            expected = known.get(sent.replace(b"\x9b", b"\x1b[").replace(b"\x8f", b"\x1bO"), [])
        if typed != expected:
            wrong.append((sent, names, typed))
    assert not wrong


# -- random -------------------------------------------------------------------------------------------------------------

_PARAMETERS = st.text("0123456789:;<=>?", max_size=12)
_INTERMEDIATES = st.text(" !\"#$%&'()*+,-./", max_size=2)
_FINALS = st.characters(min_codepoint=0x40, max_codepoint=0x7E)
_BODIES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=30)
_CSI = st.builds("\x1b[{}{}{}".format, _PARAMETERS, _INTERMEDIATES, _FINALS).filter(
    lambda s: s not in ("\x1b[M", "\x1b[[", "\x1b[200~")
)
_STRINGS = st.builds("\x1b{}{}{}".format, st.sampled_from("P]_^X"), _BODIES, st.sampled_from(["\x1b\\", "\x9c"]))
_SS3 = st.builds("\x1bO{}".format, st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="0123456789;P"))
_ALT = st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="[O]PX^_").map("\x1b{}".format)
COMPLETE = _CSI | _STRINGS | _SS3


@given(sent=_CSI | _STRINGS | _SS3 | _ALT)
@settings(max_examples=2000, deadline=None)
def test_a_random_sequence_is_at_most_one_key(sent: str) -> None:
    assert len(whole_and_split(sent.encode())) <= 1


@given(sent=COMPLETE.filter(lambda sent: sent != "\x1b[O"))
@settings(max_examples=1000, deadline=None)
def test_a_sequence_ends_where_it_ends(sent: str) -> None:
    """A key typed right after a reply of the terminal is a key."""
    assert parsed(sent.encode() + b"n")[-1] == "n"


@given(sent=st.binary(max_size=60), places=st.lists(st.integers(0, 60)), pause=st.booleans())
@settings(max_examples=2000, deadline=None)
def test_no_bytes_break_it(sent: bytes, places: list[int], pause: bool) -> None:
    cuts = sorted({0, len(sent), *(place for place in places if place < len(sent))})
    parts = [sent[start:end] for start, end in pairwise(cuts)]
    typed = parsed(*parts, pause=pause)
    assert pause or typed == parsed(sent)
    assert all(isinstance(key, str | Paste) for key in typed)


# -- time ---------------------------------------------------------------------------------------------------------------


def test_an_escape_waits_for_what_may_follow() -> None:
    parser = KeyParser()
    assert parser.feed("\x1b") == []
    assert parser.waiting is Waiting.ESCAPE
    assert parser.pause() == []
    assert parser.feed("[") == []
    assert parser.waiting is Waiting.SEQUENCE
    assert parser.pause() == []
    assert parser.feed("6~") == ["pgdn"]
    assert parser.waiting is Waiting.NOTHING


@pytest.mark.parametrize("key", ["n", "r", " ", "\r", "~", "\x03"])
def test_after_a_pause_only_the_start_of_a_sequence_continues_an_escape(key: str) -> None:
    parser = KeyParser()
    parser.feed("\x1b")
    parser.pause()
    assert parser.feed(key) == ["esc", *KeyParser().feed(key)]


def test_two_escapes_with_a_pause_are_two_keys() -> None:
    assert parsed(b"\x1b", b"\x1b", pause=True) == ["esc", "esc"]
    assert parsed(b"\x1b", b"\x1b[A", pause=True) == ["esc", "up"]


def test_after_a_long_silence_nothing_continues() -> None:
    parser = KeyParser()
    for start, left in (
        ("\x1b", ["esc"]),
        ("\x1b[1;", []),
        ("\x1bO", []),
        ("\x1b]11;", []),
        ("\x1b[M!", []),
        ("\x1b]0;\x1b", []),
    ):
        assert parser.feed(start) == []
        assert [*parser.pause(), *parser.flush()] == left
        assert parser.waiting is Waiting.NOTHING
        assert parser.feed("n") == ["n"]


def test_what_follows_an_unknown_key_at_once_belongs_to_it() -> None:
    """Wyse, HP and Videotex terminals have keys of three and more characters that no standard describes."""
    parser = KeyParser()
    assert parser.feed("\x01A") == []
    assert parser.waiting is Waiting.BURST
    assert parser.feed("\rn") == []
    assert parser.pause() == []
    assert parser.feed("n") == ["n"]


@pytest.mark.parametrize("start", ["\x1b", "\x1b[1", "\x1bO", "\x1bP1", "\x01", "\x1b[M", "\x1bn", "\x1b[200~nnn", "\x1b]n\x1b"])
def test_ctrl_c_always_works(start: str) -> None:
    parser = KeyParser()
    parser.feed(start)
    assert parser.feed("\x03") == ["c-c"]
    assert parser.feed("n") == ["n"]


# -- pastes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "nnq\r", "two\nlines \x1b[31m", "é市" * 40, "\x1b[200~", "\x03 in it"])
def test_a_paste_is_one_event(text: str) -> None:
    sent = f"\x1b[200~{text}\x1b[201~n".encode()
    assert parsed(sent) == [Paste(text), "n"]
    for parts in split(sent):
        assert (len(parts) > 2 and b"\x03" in parts) or parsed(*parts) == [Paste(text), "n"], parts
    assert parsed(sent[:9], sent[9:], pause=True) == [Paste(text), "n"], "a paste may take its time"


def test_a_long_paste_takes_no_longer_per_character() -> None:
    parser: Any = KeyParser()
    parser.feed("\x1b[200~")
    for _ in range(1000):
        assert parser.feed("n" * 1024) == []
    assert parser.feed("\x1b[201~") == [Paste("n" * 1024 * 1000)]


@pytest.mark.parametrize("end", ["\x07", "\x1b\\", "\x9c"])
def test_the_background_is_a_reply(end: str) -> None:
    assert whole_and_split(f"\x1b]11;rgb:ffff/ffff/ffff{end}".encode()) == [Reply("11;rgb:ffff/ffff/ffff")]


def test_a_reply_has_an_end_and_a_length() -> None:
    assert parsed(b"\x1b]11;rgb:" + b"f" * 1000 + b"\x07") == []
    assert parsed(b"\x1b]11;rgb:ff\x18n") == ["n"]
    assert parsed(b"\x1b]11;rgb:ff") == []


# -- the mouse ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("\x1b[<0;12;7M", [Mouse(MouseAction.PRESS, 6, 11)]),
        ("\x1b[<0;12;7m", [Mouse(MouseAction.RELEASE, 6, 11)]),
        ("\x1b[<32;1;1M", [Mouse(MouseAction.DRAG, 0, 0)]),
        ("\x1b[<16;300;200M", [Mouse(MouseAction.PRESS, 199, 299)]),
        ("\x1b[<64;3;4M", [Mouse(MouseAction.WHEEL_UP, 3, 2)]),
        ("\x1b[<69;3;4M", [Mouse(MouseAction.WHEEL_DOWN, 3, 2)]),
        *((sent, []) for sent in ("\x1b[<1;3;4M", "\x1b[<2;3;4M", "\x1b[<35;3;4M", "\x1b[<66;3;4M", "\x1b[<65;3;4m")),
        *((sent, []) for sent in ("\x1b[<0;0;4M", "\x1b[<0;3M", "\x1b[<0;3;4;5M", "\x1b[0;3;4M", "\x1b[<0;3;4u")),
        ("\x1b[<0;12;7Mc\x1b[<0;12;7m", [Mouse(MouseAction.PRESS, 6, 11), "c", Mouse(MouseAction.RELEASE, 6, 11)]),
    ],
)
def test_what_the_mouse_does_is_known_if_it_is_asked_for(sent: str, expected: list[Typed]) -> None:
    for parts in ((sent,), tuple(sent)):
        parser = KeyParser(mouse=True)
        assert [event for part in parts for event in parser.feed(part)] == expected
    assert [event for event in KeyParser().feed(sent) if isinstance(event, Mouse)] == []
