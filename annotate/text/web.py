"""Foreign text on a web page: what cannot be seen, or reorders what is around it, becomes a visible token.

A template escapes what HTML obeys. It does not change what the browser's text layout obeys: one U+202E in an article would turn
the rest of its line around.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from annotate.text.terminal import is_unsafe

# Characters that scripts need to be written properly, or that only break lines: joiners, the looks of emoji, soft hyphens, white
# space. They change nothing outside their own word.
_HARMLESS = frozenset("\u200c\u200d\ufe0e\ufe0f\u00ad\n\t\r")
_SCHEMES = frozenset({"http", "https"})
_PLAIN = re.compile(r"[ -~\n]*", re.ASCII)


class Run(NamedTuple):
    """A piece of a text: as it is, or the token of a character that cannot be seen, such as ``U+202E``."""

    text: str
    token: bool = False


def visible_runs(text: str) -> list[Run]:
    """Return a text as runs that are safe to lay out.

    >>> visible_runs("a\u202eb")
    [Run(text='a', token=False), Run(text='U+202E', token=True), Run(text='b', token=False)]
    """
    if _PLAIN.fullmatch(text) or not any(map(_is_hidden, text)):
        return [Run(text)]
    runs: list[Run] = []
    start = 0
    for place, character in enumerate(text):
        if _is_hidden(character):
            runs += [Run(text[start:place])] * (place > start)
            runs.append(Run(f"U+{ord(character):04X}", token=True))
            start = place + 1
    return runs + [Run(text[start:])] * (start < len(text))


def visible(text: str) -> str:
    """Return a text with its tokens in brackets, for places without markup: a page's title, a label that is read aloud.

    >>> visible("a\u202eb")
    'a[U+202E]b'
    """
    return "".join(f"[{run.text}]" if run.token else run.text for run in visible_runs(text))


def web_address(url: str | None) -> str:
    """Return an address if it is one of the web, which a page may link to; empty for any other.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(url or "")
        is_link = parts.scheme.lower() in _SCHEMES and bool(parts.hostname)
    except ValueError:  # not an address
        return ""
    return url or "" if is_link and not any(map(_is_hidden, url or "")) else ""


def _is_hidden(character: str) -> bool:
    return is_unsafe(character) and character not in _HARMLESS
