"""The geometry and the colours that the page of a report and the charts of a dataset's card share."""

from __future__ import annotations

TEXT, DIM, PAGE, RULE, FILL = "#1c2128", "#59626e", "#ffffff", "#d5d9df", "#2f6fb3"
"""The colours of the light theme of `report.css`, for drawings that have no style sheet."""

SERIES = ("#2f6fb3", "#c4501b", "#7a5ba6", "#7b8592", "#2b8a5f", "#b0527c")
"""The colours of things beside each other, likewise."""


def position(share: float, start: float, length: float) -> str:
    """Return the place of a share on an axis from 0 to 1, as a number for SVG; what is below 0 is drawn at 0.

    >>> position(0.5, 6, 200), position(-0.2, 6, 200)
    ('106.00', '6.00')
    """
    return f"{start + length * max(share, 0):.2f}"
