"""Colours: legible on the background they are made for, chosen by what is known of the terminal."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from annotate.cli import options
from annotate.labelling.frontends import themes
from annotate.labelling.frontends.themes import DARK, EITHER, LIGHT, Background, Look, Styles, ThemeName, look_of

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
LEVELS = (0, 95, 135, 175, 215, 255)


def rgb(number: int) -> tuple[int, int, int]:
    """The colour with a number in the palette of 256; the first 16 differ from terminal to terminal."""
    assert 16 <= number < 256
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    cube = number - 16
    return LEVELS[cube // 36], LEVELS[cube // 6 % 6], LEVELS[cube % 6]


def luminance(color: tuple[int, int, int]) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 255 for part in color]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_the_standard() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, (119, 119, 119)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("styles", "backgrounds"),
    [
        (LIGHT, [WHITE, (253, 246, 227)]),  # the second is the light background of Solarized
        (DARK, [BLACK, (40, 44, 52), (0, 43, 54)]),  # those of One Dark and Solarized
        (EITHER, [WHITE, BLACK]),
    ],
)
def test_every_colour_can_be_read(styles: Styles, backgrounds: list[tuple[int, int, int]]) -> None:
    numbers = {name: match for name, sgr in styles.items() if (match := re.search(r"38;5;(\d+)", sgr))}
    assert numbers.keys() >= {"claim", "source", "cue", "suggestion", "hint", "key", "refused", "message", "coach", "dim"}
    for name, match in numbers.items():
        for background in backgrounds:
            assert contrast(rgb(int(match[1])), background) >= 4.5, (name, background)
    assert not any(re.search(r"(^|;)2(;|$)", sgr) for sgr in styles.values()), "how faint a faint text is nobody knows"


@pytest.mark.parametrize("styles", [LIGHT, DARK, EITHER])
def test_what_a_colour_tells_is_told_without_it_too(styles: Styles) -> None:
    assert styles["claim"] != styles["source"] != styles["cue"]
    assert "1;" in styles["key"]
    assert "1" not in styles["dim"].split(";")[:1], "keys are told from their words by weight as well"
    for focused in ("claim-focus", "source-focus"):
        assert styles[focused].startswith("1;4;")


@pytest.mark.parametrize(
    ("look", "styles"),
    [
        (Look("light"), LIGHT),
        (Look("dark", Background.LIGHT), DARK),
        (Look("auto", Background.LIGHT), LIGHT),
        (Look("auto", Background.DARK), DARK),
        (Look("auto"), EITHER),
        (Look("auto", Background.DARK, has_palette=False), Look("ansi").styles),
        (Look("none", Background.DARK), Look("none").styles),
    ],
)
def test_the_styles_of_a_look(look: Look, styles: Styles) -> None:
    assert look.styles is styles


def test_no_theme_has_colour_that_has_none() -> None:
    assert all(re.fullmatch(r"[1247](;[1247])*", sgr) for sgr in Look("none").styles.values())


@pytest.mark.parametrize(
    ("environment", "look"),
    [
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, Look("auto", Background.LIGHT, may_ask=True)),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;default;0"}, Look("auto", Background.DARK, may_ask=True)),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;default"}, Look("auto", may_ask=True)),
        ({"TERM": "xterm"}, Look("auto", has_palette=False, may_ask=True)),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Look("auto", may_ask=True)),
        ({"TERM": "linux"}, Look("auto", has_palette=False)),
        ({"TERM": "screen-256color"}, Look("auto")),
        ({"TERM": "foot"}, Look("auto", may_ask=True)),
        ({}, Look("auto", has_palette=False)),
        ({"WT_SESSION": "1"}, Look("auto")),
    ],
)
def test_what_an_environment_says(environment: dict[str, str], look: Look) -> None:
    assert look_of("auto", environment) == look


@pytest.mark.parametrize(
    ("look", "asks"),
    [
        (Look(may_ask=True), True),
        (Look(may_ask=False), False),
        (Look("dark", may_ask=True), False),
        (Look("auto", Background.DARK, may_ask=True), False),
        (Look("auto", has_palette=False, may_ask=True), False),
    ],
)
def test_the_terminal_is_asked_only_if_its_answer_counts(look: Look, asks: bool) -> None:
    assert look.asks is asks
    assert (look.answered("11;rgb:ffff/ffff/ffff") != look) is asks


@pytest.mark.parametrize(
    ("reply", "background"),
    [
        ("11;rgb:ffff/ffff/ffff", Background.LIGHT),
        ("11;rgb:ff/f8/e0", Background.LIGHT),
        ("11;rgb:0000/2b2b/3636", Background.DARK),
        ("11;rgba:0/0/0/ffff", Background.DARK),
        ("11;rgb:1e1e/1e1e/1e1e", Background.DARK),
        ("11;?", None),
        ("10;rgb:ffff/ffff/ffff", None),
        ("11;rgb:zz/00/00", None),
        ("", None),
    ],
)
def test_replies(reply: str, background: Background | None) -> None:
    assert Look(may_ask=True).answered(reply).background is background


def test_the_option_has_the_same_names() -> None:
    assert get_args(options.ThemeName) == get_args(ThemeName)
    assert themes.QUESTION.endswith("\x1b\\")
