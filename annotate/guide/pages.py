"""The pages of the guide: their topics, their text, and the text laid out for a terminal."""

from __future__ import annotations

from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from annotate.errors import AnnotateError

FOLDER = Path(__file__).parent
TOPICS = (
    *("tutorial", "fact-checkers", "researchers", "journalists"),
    *("labelling", "language-models", "keys", "accessibility", "scripts", "articles", "scheme", "checks", "dataset"),
    *("interchange", "links", "agreement", "report", "teams", "people", "configuration", "backups", "troubleshooting"),
    *("python", "commands"),
)
"""The topics in the order in which a newcomer needs them. Each is a file, ``<topic>.md``."""


def read_page(topic: str) -> str:
    """Return a page as Markdown.

    Raises:
        AnnotateError: There is no such topic.
    """
    if topic not in TOPICS:
        close = get_close_matches(topic, TOPICS, 1)
        hint = f"did you mean {close[0]}?" if close else f"the topics are {', '.join(TOPICS)}"
        raise AnnotateError(f"the guide has no page {topic!r}; {hint}")
    return (FOLDER / f"{topic}.md").read_text(encoding="utf-8")


def page_titles() -> dict[str, str]:
    """Return the title of each page, by topic."""
    return {topic: read_page(topic).partition("\n")[0].removeprefix("# ") for topic in TOPICS}


def render_page(topic: str, width: int, *, color: bool) -> str:
    """Return a page laid out for a terminal with `width` columns, with ANSI styles if `color` is set.

    Raises:
        AnnotateError: There is no such topic.
    """
    from rich.console import Console  # 60 ms, and only the guide needs it
    from rich.markdown import Markdown

    out = StringIO()
    console = Console(file=out, width=width, force_terminal=color, color_system="standard" if color else None)
    rows = console.render_lines(Markdown(read_page(topic), hyperlinks=False), pad=False)
    lines = (
        "".join(segment.style.render(segment.text) if color and segment.style else segment.text for segment in row)
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)
