"""The pages of the guide: their topics, their text, and the text laid out for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from annotate.errors import AnnotateError

FOLDER = Path(__file__).parent
TOPICS = (
    *("tutorial", "fact-checkers", "researchers", "journalists"),
    *("labelling", "language-models", "keys", "accessibility", "scripts", "articles", "scheme", "checks", "dataset"),
    *("corpus", "interchange", "links", "agreement", "report", "teams", "people", "configuration", "backups", "troubleshooting"),
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


def render_page(topic: str, width: int, *, styled: bool) -> str:
    """Return a page laid out for a terminal with `width` columns, with bold, italic and underlined text if `styled`.

    It has no colours, since they may be unreadable on some backgrounds.

    Raises:
        AnnotateError: There is no such topic.
    """
    from rich.console import Console, ConsoleOptions, RenderResult  # 60 ms, and only the guide needs it
    from rich.markdown import CodeBlock, Markdown
    from rich.text import Text

    class Listing(CodeBlock):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for line in _listing(str(self.text).rstrip().split("\n"), options.max_width):
                yield Text(line)

    class Page(Markdown):
        elements = Markdown.elements | {"fence": Listing, "code_block": Listing}

    console = Console(file=StringIO(), width=width, force_terminal=styled)
    rows = console.render_lines(Page(read_page(topic), hyperlinks=False), pad=False)
    lines = (
        "".join(segment.style.without_color.render(segment.text) if styled and segment.style else segment.text for segment in row)
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _listing(lines: Sequence[str], width: int) -> Iterator[str]:
    """Yield the lines of an example, indented if all fit; longer ones wrap below their last column, or a little indented."""
    if max(map(len, lines)) < width:
        yield from (f" {line}" for line in lines)
        return
    starts = ({gap.end() for gap in re.finditer(r"\S {2,}(?=\S)", line)} for line in lines)
    columns = set.intersection(*starts)
    for line in lines:
        indent = max(columns, default=len(line) - len(line.lstrip()) + 2)
        yield from textwrap.wrap(
            line, width, subsequent_indent=" " * min(indent, width // 2), replace_whitespace=False, break_on_hyphens=False
        ) or [""]
