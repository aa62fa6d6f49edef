"""What the page of a report and the charts of a card draw alike."""

from __future__ import annotations

import re

import pytest

from annotate.report import drawing
from annotate.report.page import FOLDER


@pytest.mark.parametrize(("share", "place"), [(0, "6.00"), (0.5, "106.00"), (1, "206.00"), (-0.2, "6.00"), (1 / 3, "72.67")])
def test_a_share_has_its_place_on_the_axis(share: float, place: str) -> None:
    assert drawing.position(share, 6, 200) == place


@pytest.mark.parametrize("name", ["text", "dim", "page", "rule", "fill"])
def test_the_colours_are_those_of_the_light_theme(name: str) -> None:
    """Whose contrast is tested with the page."""
    light, _, _ = (FOLDER / "report.css").read_text(encoding="utf-8").partition("@media")
    assert dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))[name] == getattr(drawing, name.upper())


def test_the_colours_of_series_are_those_of_the_light_theme() -> None:
    light, _, _ = (FOLDER / "report.css").read_text(encoding="utf-8").partition("@media")
    assert re.findall(r"--s\d: (#[0-9a-f]{6})", light) == list(drawing.SERIES)
