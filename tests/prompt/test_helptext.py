"""The help names every key and the schema's wording; nothing in it is written twice."""

from __future__ import annotations

import pytest
from playing import SCHEMA, Desk

from annotate.prompt.helptext import guideline_lines, help_lines, key_lines
from annotate.prompt.session import KEYS
from annotate.prompt.state import Mode

ALIASES = {"j": "tab", "down": "tab", "up": "k", "backtab": "k", "pgup": "", "pgdn": "", "?": ""}


def test_the_help_names_every_key() -> None:
    shown = {text.split()[0].lower() if len(text.split()[0]) > 1 else text.split()[0] for _, text in help_lines(Desk().state)}
    wanted = {ALIASES.get(name, name) for name in KEYS[Mode.REVIEW]} - {""}
    assert wanted <= shown, wanted - shown


def test_the_help_names_the_stances() -> None:
    text = "\n".join(text for _, text in help_lines(Desk().state))
    assert all(f"{choice.key} {choice.title.lower()}" in text for choice in SCHEMA.labels["stance"].choices)


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_has_its_keys(mode: Mode) -> None:
    from dataclasses import replace

    lines = key_lines(replace(Desk().state, mode=mode))
    assert len(lines) == 2
    assert all(lines)


def test_the_guideline_of_what_is_focused() -> None:
    desk = Desk()
    titles = {text for _, text in guideline_lines(desk.state)}
    assert SCHEMA.guidelines["annotation"].title in titles
    desk.claim(1, 6)
    assert SCHEMA.guidelines["claim"].description in {text for _, text in guideline_lines(desk.state)}
    desk.mention(9, 11)
    shown = {text for _, text in guideline_lines(desk.state)}
    assert {SCHEMA.guidelines["stance"].description, SCHEMA.guidelines["source"].description} <= shown
    desk.press("enter")
    question = SCHEMA.attributes["claim"][0]
    assert guideline_lines(desk.state)[0] == ("panel", question.title)
