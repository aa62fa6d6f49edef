"""Web pages: the article in an HTML page, as text and blocks. Nothing is fetched.

The body is found by trafilatura (`fast=True`: F1 .962 on 181 saved news pages, no caption in the body), the metadata by lxml:
first JSON-LD `NewsArticle`, then `article:*` and `og:*` meta elements, then the only `<h1>`; trafilatura where these are silent.
Captions and credits come from the page's figures. The text is built here: the blocks, parted by blank lines.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate.articles.lines import label_line
from annotate.articles.metadata import Metadata, clean, from_fields, merge
from annotate.model import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KINDS = {"p": "paragraph", "head": "paragraph", "item": "list", "quote": "quote", "code": "paragraph", "row": "paragraph"}
_BREAKS = {"lb": "\n", "p": "\n", "item": "\n", "cell": " "}
_ARTICLE_TYPES = frozenset(
    {"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Article", "BlogPosting"}
)
_META = {
    "title": ("og:title", "twitter:title"),
    "byline": ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author"),
    "published": ("article:published_time", "date", "pubdate", "dc.date", "dc.date.issued", "parsely-pub-date", "sailthru.date"),
    "url": ("og:url",),
}
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype html|html|head|body|article)\b", re.I | re.S
)
_SPACE = re.compile(r"\s+")
_FURNITURE = re.compile(r"\b(?:hide caption|toggle caption|enlarge this image|view image in fullscreen)\b", re.I)
_CAPTIONS = (
    "//*[self::figcaption or contains(concat(' ', normalize-space(@itemprop), ' '), ' caption ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' caption ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
    "[not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::a or ancestor::figcaption)]"
)
_CREDITS = ".//*[contains(@class, 'credit') or contains(@class, 'Credit') or contains(@itemprop, 'copyrightHolder')]"
_LONGEST_CAPTION = 1000  # characters
_MOST_CAPTIONS = 200  # of a page; nested ones would take quadratic time


class Page(NamedTuple):
    """The article of a web page."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata


class _Part(NamedTuple):
    """A block of a page before its place in the text is known."""

    kind: str
    text: str
    rule: str


def is_html(text: str) -> bool:
    """Whether `text` begins like an HTML page."""
    return _LOOKS_LIKE_HTML.match(text) is not None


def read_page(source: str) -> Page | None:
    """The article in the HTML `source`; None where no text is left after cleaning."""
    import trafilatura  # 0.24 s
    from lxml import etree
    from lxml.html import HTMLParser, fromstring

    try:
        tree = fromstring(_without_declaration(source), parser=HTMLParser(huge_tree=True, remove_comments=True))
        found = trafilatura.bare_extraction(source, fast=True, include_comments=False)
        metadata = read_metadata(tree)
    except (etree.LxmlError, ValueError, RecursionError):
        return None
    body = list(_body_parts(found.body)) if found is not None and not isinstance(found, dict) else []
    if not body:
        return None
    if not all((metadata.title, metadata.byline, metadata.published)):
        metadata = merge(metadata, _metadata_by_trafilatura(tree))
    known = {part.text for part in body}
    figures = [part for part in dict.fromkeys(_figure_parts(tree)) if part.text not in known]
    parts = _with_head(metadata, body)
    first = next((index for index, part in enumerate(parts) if part.kind not in ("headline", "byline")), len(parts))
    return _join([*parts[:first], *figures, *parts[first:]], metadata)


def read_metadata(tree: HtmlElement) -> Metadata:
    """What the page says of the article: JSON-LD, then meta elements, then its only <h1>."""
    headings = tree.xpath("//h1")
    heading = from_fields({"title": _text(headings[0]) if len(headings) == 1 else None, "language": tree.get("lang")})
    return merge(merge(_from_json_ld(tree), _from_meta(tree)), heading)


def _without_declaration(source: str) -> str:
    """`source` without an XML declaration, which lxml refuses in decoded text."""
    return re.sub(r"\A\s*<\?xml[^>]*>", "", source)


def _text(element: HtmlElement) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _from_json_ld(tree: HtmlElement) -> Metadata:
    """The metadata of the first article that the page describes in JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        for item in _json_ld_items(script):
            kinds = item.get("@type")
            if not _ARTICLE_TYPES.isdisjoint(map(str, kinds if isinstance(kinds, list) else [kinds])):
                return _from_article(item)
    return Metadata()


def _json_ld_items(script: str) -> Iterator[Mapping[str, Any]]:
    try:
        data = json.loads(script, strict=False)  # pages have raw line ends in their strings
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        graph = item.get("@graph") if isinstance(item, dict) else None
        yield from filter(_is_mapping, graph if isinstance(graph, list) else [item])


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict)


def _from_article(item: Mapping[str, Any]) -> Metadata:
    page = item.get("mainEntityOfPage")
    url = item.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    return from_fields(
        {
            "title": _unescape(item.get("headline")),
            "byline": _unescape(_names(item.get("author"))),
            "published": item.get("datePublished"),
            "url": url if isinstance(url, str) and url.startswith("http") else None,
            "language": item.get("inLanguage") if isinstance(item.get("inLanguage"), str) else None,
        }
    )


def _unescape(value: Any) -> Any:
    """`value` with HTML entities read, which many pages write into their JSON-LD."""
    return html.unescape(value) if isinstance(value, str) else value


def _names(author: Any) -> str | None:
    """The names of a JSON-LD author, which is a name, an object with one, or a list of these."""
    if isinstance(author, list):
        return ", ".join(filter(None, map(_names, author))) or None
    return _names(author.get("name")) if isinstance(author, dict) else clean(author)


def _from_meta(tree: HtmlElement) -> Metadata:
    content: dict[str, str] = {}
    for element in tree.xpath("//meta[@content][@property or @name or @itemprop]"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content.setdefault(key.lower(), element.get("content"))
    fields = {field: next(filter(None, map(content.get, keys)), None) for field, keys in _META.items()}
    if (fields["byline"] or "").startswith("http"):
        fields["byline"] = None  # article:author is often the address of a profile
    return from_fields(fields)


def _metadata_by_trafilatura(tree: HtmlElement) -> Metadata:
    from trafilatura.metadata import extract_metadata  # read_page has paid for it

    found = extract_metadata(tree)
    return from_fields({"title": found.title, "byline": found.author, "published": found.date, "url": found.url})


def _body_parts(body: HtmlElement | None) -> Iterator[_Part]:
    """The paragraphs, list items, quotations and subheads that trafilatura kept, in order."""
    for element in () if body is None else body.iter(*_KINDS):
        if any(ancestor.tag in _KINDS for ancestor in element.iterancestors()):
            continue
        for line in _lines(element):
            yield _Part(_KINDS[element.tag], line, element.tag)


def _lines(element: HtmlElement) -> list[str]:
    """The text of `element`, one string a line; a line break in the page is one here."""
    pieces = []
    for node in element.iter():
        pieces.append(_BREAKS.get(node.tag, ""))
        pieces.append(_SPACE.sub(" ", node.text or ""))
        if node is not element:
            pieces.append(_SPACE.sub(" ", node.tail or ""))
    return [line for line in (" ".join(raw.split()) for raw in "".join(pieces).split("\n")) if line]


def _with_head(metadata: Metadata, body: Sequence[_Part]) -> list[_Part]:
    """Headline and byline before the body, where it does not have them itself; where it does, they are what they are."""
    head = [_Part("headline", metadata.title or "", "page title"), _Part("byline", metadata.byline or "", "page author")]
    roles = {part.text: part for part in head if part.text}
    here = {part.text for part in body}
    return [*(part for part in roles.values() if part.text not in here), *(roles.get(part.text, part) for part in body)]


def _figure_parts(tree: HtmlElement) -> Iterator[_Part]:
    """The captions of the page's figures, each followed by its credit."""
    for element in tree.xpath(_CAPTIONS)[:_MOST_CAPTIONS]:
        linked = sum(len(_text(link)) for link in element.iter("a"))
        credits = [credit for credit in (_text(found) for found in element.xpath(_CREDITS)) if credit]
        caption = _text(element)
        if not caption or len(caption) > _LONGEST_CAPTION or 2 * linked > len(caption):
            continue  # a caption that is mostly a link is a teaser for another article
        for credit in credits:
            caption = caption.replace(credit, " ")
        caption = " ".join(_FURNITURE.sub(" ", caption).split())
        role = label_line(caption)
        if any(character.isalpha() for character in caption):
            yield _Part("credit" if role and role.kind == "credit" else "caption", caption, "figure")
        yield from (_Part("credit", credit, "figure") for credit in dict.fromkeys(credits))


def _join(parts: Sequence[_Part], metadata: Metadata) -> Page:
    """The parts as one text, blank lines between them; a caption or credit that came before is left out."""
    blocks = []
    start = 0
    for part in parts:
        blocks.append(Block(part.kind, start, start + len(part.text), part.rule))
        start += len(part.text) + 2
    return Page("\n\n".join(part.text for part in parts), tuple(blocks), metadata)
