"""The page: the template, the style sheet and the script in one file that requests nothing.

A Content-Security-Policy lets only this style sheet and this script work, by their hashes, and forbids every request: whatever an
article contains, nothing of it runs, and nothing tells anybody that the page was opened. The template escapes all texts; those
that are not ours are shown through `annotate.text.web`, each isolated in a ``<bdi>``.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from annotate._version import __version__
from annotate.report import drawing, views
from annotate.report.facts import ReportFacts
from annotate.text.web import visible, visible_runs, web_address

FOLDER = Path(__file__).with_name("page")

BUDGET = 3_900_000
"""The bytes of the articles on a page, unless a number was asked for; with the rest, it opens at once in a browser."""

POINTED = 12
"""The number of claims of a sentence that show what belongs to them when they are focused or pointed at."""


class Budget:
    """Counts the bytes of articles while they are rendered, and says which are on the page.

    Attributes:
        places: The number on the page of each article, and how many of its sentences are shown, by its id.
        sentences: The number of sentences on the page.
    """

    def __init__(self, limit: int | None) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        self.sentences = 0
        self._left = limit

    def fits(self, article: views.ArticleView, html: str) -> bool:
        """Return True, and count the article, if it is the first one or there is room for it."""
        size = len(html.encode("utf-8", "replace"))
        if self._left is not None:
            if self.places and size > self._left:
                return False
            self._left -= size
        self.places[article.document.id] = (article.number, len(article.sentences))
        self.sentences += len(article.sentences)
        return True

    def anchor(self, document: str, sentence: int) -> str:
        """Return the anchor of a sentence, empty if it is not on the page."""
        number, sentences = self.places.get(document, (0, 0))
        return f"s{number}-{sentence}" if 0 < sentence <= sentences else ""


def render(facts: ReportFacts, *, every_article: bool = False) -> bytes:
    """Return the page as UTF-8. The same facts give the same bytes."""
    style, script = _style(len(views.viewers(facts))), _file("report.js")
    text = (
        _environment()
        .get_template("report.html")
        .render(
            facts=facts,
            v=views,
            drawing=drawing,
            budget=Budget(None if every_article else BUDGET),
            policy=content_policy(style, script),
            style=_ours(style),
            script=_ours(script),
            tool=__version__,
        )
    )
    return text.encode("utf-8", "replace")


def content_policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy under which only this style sheet and this script work."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _ours(text: str) -> Markup:
    """Return a text of ours that the template does not escape: the style sheet and the script, and nothing else."""
    return Markup(text)


def _style(people: int) -> str:
    """Return the style sheet with rules for each view of the articles, gold and then each annotator, and for each claim.

    A claim that is focused or pointed at shows what is said about it, and who says it.
    """
    views = "".join(f"body:has(#view-{view}:checked) .v{view}{{display:var(--version)}}" for view in range(people + 1))
    claims = "".join(
        f".version:has(.c{claim}:hover,.c{claim}:focus-visible) .n{claim},.version:has(.n{claim}:hover) .c{claim}"
        f"{{outline:2px solid var(--focus)}}"
        f".version:has(.c{claim}:hover,.c{claim}:focus-visible) .m{claim}{{outline:2px dashed var(--focus)}}"
        for claim in range(1, POINTED + 1)
    )
    return f"{_file('report.css')}{claims}@supports selector(body:has(a)){{.version{{display:none}}{views}}}\n"


@cache
def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: Mapping[str, Any] = {
        "runs": visible_runs,
        "visible": visible,
        "address": web_address,
        "number": views.number,
        "position": drawing.position,
        "percent": lambda pair: views.percent(*pair),
        "label": views.label_words,
    }
    environment.filters.update(filters)
    environment.tests["ascii"] = lambda text: text.isascii() and text.isprintable()
    return environment
