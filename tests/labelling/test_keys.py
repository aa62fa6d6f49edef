"""The file that rebinds keys: what it may ask for, and one sentence for each thing that cannot be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import KeysError
from annotate.labelling.keys import actions, parse_keys
from annotate.labelling.session import KEYS
from annotate.labelling.state import Review
from support.paths import PACKAGE
from support.playing import SCHEMA


def test_an_action_is_bound_to_another_key() -> None:
    bindings = parse_keys('"trim end" = "t"\n"done" = "PgDn"\n"scroll down" = "enter"', "keys.toml", SCHEMA)
    assert [bindings.meant(key) for key in ("t", "pgdn", "enter", "n")] == ["f", "enter", "pgdn", "n"]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a = " + "9" * 5_000, "a = 1979-13-01", "{"], ids=lambda text: text[:12]
)
def test_what_is_not_toml_is_one_sentence(text: str) -> None:
    with pytest.raises(KeysError, match=r"^keys\.toml: not valid TOML \(.*\); a line looks like "):
        parse_keys(text, "keys.toml", SCHEMA)


@pytest.mark.parametrize("entry", ["trim_end", "trim-end", '"Trim  End"', '"trim end"'])
def test_names_are_written_as_one_likes(entry: str) -> None:
    assert parse_keys(f'{entry} = "t"', "keys.toml", SCHEMA).meant("t") == "f"


def test_two_actions_are_swapped() -> None:
    bindings = parse_keys('"trim end" = "d"\n"trim start" = "f"', "keys.toml", SCHEMA)
    assert (bindings.meant("d"), bindings.meant("f")) == ("f", "d")


def test_a_key_to_itself_is_no_conflict() -> None:
    assert parse_keys('"trim end" = "f"', "keys.toml", SCHEMA).meant("f") == "f"


def test_a_cyrillic_keyboard() -> None:
    """The letters where the hand knows them; й may be written as two code points."""
    latin, cyrillic = "qwertyuiop", "йцукенгшщз"
    names = {key: name for name, key in actions(SCHEMA).items()}
    text = "\n".join(f'"{names[a]}" = "{b}"' for a, b in zip(latin, cyrillic, strict=True) if a in names)
    bindings = parse_keys(text.replace("й", "и\u0306"), "keys.toml", SCHEMA)
    assert [bindings.meant(key) for key in "йеw"] == ["q", "е", "ц"]


def test_the_stances_of_the_schema_are_bound_too() -> None:
    assert parse_keys('"stance deny" = "y"', "keys.toml", SCHEMA).meant("y") == "-"


def test_every_action_can_be_bound() -> None:
    known = actions(SCHEMA)
    assert {"claim", "source", "none", "done", "trim end", "help", "quit", "stance support"} <= known.keys()
    bound = set(known.values())
    others = {key for key in KEYS[Review] if key not in bound}
    assert others == {"tab", "down", "up", "backtab", "left", "right"}  # they stay beside the letter


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"trim end" = "c"', "keys.toml, 'trim end' = 'c': that key already means 'claim'; give one of the two another key"),
        ('"trim end" = "-"', "'trim end' = '-': that key already means 'stance deny'; give"),
        ('"trim end" = "tab"', "'trim end' = 'tab': that key already means 'next item'; give"),
        ('"trim end" = "t"\n"join" = "t"', "keys.toml, 'join' = 't': that key already means 'trim end'; give"),
        ('"trim end" = "t"\ntrim_end = "y"', "'trim_end': 'trim end' is bound twice; remove one of the lines"),
        ('"trimend" = "t"', "'trimend': no action has this name; did you mean 'trim end'?"),
        ('"fly" = "t"\n', "'fly': no action has this name; "),
        ('"trim end" = "ctrl-t"', "'ctrl-t' is not a key; give one character or one of Space, Enter"),
        ('"trim end" = ""', "'' is not a key"),
        ('"trim end" = "\\u0301"', "is not a key"),
        ('"trim end" = "\\u001b"', "is not a key"),
        ('"trim end" = 5', '5 is not a key; put it in quotation marks, like "t"'),
        ('"trim end" = "5"', "'5' cannot be bound: digits choose by number, Esc and ` cancel; choose another key"),
        ('"trim end" = "Esc"', "'Esc' cannot be bound"),
        ('["trim end"]', "{} is not a key"),
        (
            'trim end = "t"',
            "keys.toml: not valid TOML (Expected '=' after a key in a key/value pair (at line 1, column 6)); a line looks like",
        ),
        ('"x" = "a"\n"x" = "b"\n', "(at line 2, column 10)"),
    ],
)
def test_what_cannot_be_had_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(KeysError) as refused:
        parse_keys(text, "keys.toml", SCHEMA)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.dictionaries(st.sampled_from(sorted(actions(SCHEMA))), st.sampled_from("abcdefgж+")))
def test_no_two_actions_ever_have_one_key(wanted: dict[str, str]) -> None:
    text = "\n".join(f'"{name}" = "{key}"' for name, key in wanted.items())
    try:
        bindings = parse_keys(text, "keys.toml", SCHEMA)
    except KeysError:
        return
    every = {*KEYS[Review], *actions(SCHEMA).values()}
    assert len({bindings.shown(key) for key in every}) == len(every)
    assert all(bindings.meant(key) == actions(SCHEMA)[name] for name, key in wanted.items())


def test_the_readme_lists_the_names() -> None:
    readme = (PACKAGE / "guide" / "keys.md").read_text(encoding="utf-8")
    listed = readme.partition("<!-- names of actions -->\n```text\n")[2].partition("```")[0]
    names = {name for name in actions(SCHEMA) if not name.startswith("stance ")}
    assert set(re.split(r"  |\n", listed.strip())) == names | {"stance support (and so on)"}


def test_the_readmes_example_can_be_had() -> None:
    readme = (PACKAGE / "guide" / "keys.md").read_text(encoding="utf-8")
    parse_keys(readme.partition("```toml\n")[2].partition("```")[0], "keys.toml", SCHEMA)
