"""News pages to read metadata from: small articles with what sites write around them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from annotate.articles.formats.json_ld import read_items
from annotate.articles.formats.metadata import Metadata
from annotate.articles.formats.page_metadata import read_metadata
from annotate.articles.formats.page_parsing import parse_page as parse
from support.paths import NEWS_PAGES

TEXT = (
    "<p>The harbour bridge at Kelmouth was shut on Friday after engineers found cracks in two of its piers, the town said. Buses "
    "will cross the river at Norrby until the summer, and the ferry runs every half hour, the town promised on Monday.</p>"
    "<p>Shopkeepers on the quay fear that visitors will stay away, and some of them have asked the council for help.</p>"
)
H1 = "<h1>Bridge shut</h1>"
SITE = '<meta property="og:site_name" content="Kelmouth Post">'


def metadata(
    head: str = "", body: str = H1 + TEXT, title: str = "Bridge shut", *, language: str = "en", address: str | None = None
) -> Metadata:
    """Return the metadata of a page with `head` and `body`."""
    source = f"<!doctype html><html lang={language}><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    tree = parse(source)
    return read_metadata(tree, read_items(tree), address)


@dataclass(frozen=True)
class Case:
    """A page of `news_pages.jsonl`, and the metadata that it should have."""

    kind: str
    head: str
    body: str
    expected: dict[str, str | None]
    name: str = ""
    language: str = "en"
    address: str | None = None

    def metadata(self) -> Metadata:
        """Return the metadata that are read."""
        body = self.body.replace("@TEXT", TEXT).replace("@H1", H1)
        return metadata(self.head, body, "Bridge shut - Kelmouth Post", language=self.language or '""', address=self.address)


def cases(kind: str) -> list[Case]:
    """Return the pages of a kind."""
    lines = NEWS_PAGES.read_text(encoding="utf-8").splitlines()
    return [case for case in (Case(**json.loads(line)) for line in lines) if case.kind == kind]


def json_ld(*data: object) -> str:
    """Return scripts with JSON-LD: objects, or texts as they are."""
    scripts = (item if isinstance(item, str) else json.dumps(item) for item in data)
    return "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)


def article(**fields: object) -> dict[str, object]:
    """Return a NewsArticle of JSON-LD."""
    return {"@type": "NewsArticle", **fields}


def meta(name: str, content: str) -> str:
    """Return a meta element."""
    return f'<meta name="{name}" content="{content}">'
