"""JSON-LD of a web page: its objects, the metadata of the article in it, and the text that it gives."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate.articles.cleaning.dates import find_date
from annotate.articles.cleaning.people import split_names, unique_names
from annotate.articles.formats.metadata import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(
    r"(?:\A|[/:])(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|(?:Critic)?Review)\Z"
)
_PAGE_TYPE = re.compile(r"(?:\A|[/:])(?:WebPage|ItemPage|AboutPage)\Z")
_CDATA = re.compile(r"\A\s*(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|(?://|/\*)?\s*\]\]>\s*(?:\*/)?\s*\Z|\A\s*<!--|-->\s*\Z")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BLOCK_END = re.compile(r"</(?:p|div|li|h\d)\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "creator", "subjectOf", "publisher", "isPartOf")
_MAX_DEPTH = 6  # of objects


Item = Mapping[str, Any]
"""An object in JSON-LD."""


class Declared(NamedTuple):
    """The statements in the JSON-LD of a page about its article.

    title, authors, published, url, language: of the article; `page_published` is the date of the page.
    sites: the names of the publisher and the site.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    page_published: str | None = None
    url: str | None = None
    language: str | None = None
    sites: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Return the letters of `text` in lower case, to compare headlines and names."""
    return _LETTERS.sub("", text).casefold()


def read_items(tree: HtmlElement) -> list[Item]:
    """Return the objects in the JSON-LD of a page, those in other objects after these."""
    scripts = (script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower())
    return [item for script in scripts for item in _objects(_parse("".join(script.itertext())), 0)]


def read_json_ld(items: Sequence[Item], titles: Iterable[str], addresses: Iterable[str]) -> Declared:
    """Return what the JSON-LD says of the article that has one of `titles` or `addresses`, else of the first one."""
    if not items:
        return Declared()
    named = {
        str(item["@id"]): item for item in items if isinstance(item.get("@id"), str) and ("name" in item or "familyName" in item)
    }
    articles = [_read_article(item, named) for item in items if _is_type(item, _ARTICLE_TYPE)]
    known = _main_article(articles, {fold(title) for title in titles}, set(addresses))
    for article in articles:
        if not article.title or not known.title or fold(article.title) == fold(known.title):
            known = _merge(known, article)
    pages = (_date(item.get("datePublished")) for item in items if _is_type(item, _PAGE_TYPE))
    return known._replace(page_published=next(filter(None, pages), None), sites=tuple(_site_names(items)))


def read_article_body(items: Iterable[Item]) -> list[str]:
    """Return the paragraphs of the text that the JSON-LD of the page gives as that of its article.

    That of a live blog is its own text and that of its updates, each after its headline.
    """
    texts = (_text_with_updates(item) for item in items if _is_type(item, _ARTICLE_TYPE))
    return max(texts, key=lambda lines: sum(map(len, lines)), default=[])


def _text_with_updates(item: Item) -> list[str]:
    """Return the lines of the text of an article, and of its updates if it is a live blog."""
    lines = _text_lines(item.get("articleBody"))
    updates = item.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else [updates]:
        if isinstance(update, dict) and (text := _text_lines(update.get("articleBody") or update.get("text"))):
            headline = _text_lines(update.get("headline"))
            lines += text if text[: len(headline)] == headline else headline + text
    return lines


def _text_lines(text: Any) -> list[str]:
    """Return the lines of a text, which may be HTML; none of anything else."""
    if not isinstance(text, str):
        return []
    text = html.unescape(text)
    if _BLOCK_END.search(text):
        text = _TAG.sub("", _BLOCK_END.sub("\n", text))
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def _main_article(articles: Sequence[Declared], titles: set[str], addresses: set[str]) -> Declared:
    named = (article for article in articles if article.title and fold(article.title) in titles)
    placed = (article for article in articles if article.url in addresses)
    return next(named, None) or next(placed, None) or next(iter(articles), Declared())


def _merge(first: Declared, second: Declared) -> Declared:
    return first._replace(**{name: value for name, value in second._asdict().items() if not getattr(first, name)})


def _read_article(item: Item, named: Mapping[str, Item]) -> Declared:
    page = item.get("mainEntityOfPage")
    url = item.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    names = (name for field in ("author", "creator") for name in _names(item.get(field), named, 0))
    return Declared(
        title=clean(_unescape(item.get("headline"))),
        authors=tuple(unique_names(names)),
        published=_date(item.get("datePublished")) or _date(item.get("dateCreated")),
        url=url if isinstance(url, str) and url.startswith("http") else None,
        language=_language(item.get("inLanguage")),
    )


def _date(value: Any) -> str | None:
    return find_date(clean(value.get("@value") if isinstance(value, dict) else value) or "")


def _language(value: Any) -> str | None:
    if isinstance(value, list):
        return _language(value[0]) if len(value) == 1 else None
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("@value")
    return value if isinstance(value, str) else None


def _unescape(value: Any) -> Any:
    """Return `value` with HTML entities decoded, which many pages write into their JSON-LD."""
    return html.unescape(value) if isinstance(value, str) else value


def _names(author: Any, named: Mapping[str, Item], depth: int) -> list[str]:
    """Return the names of an author: a name, an object with a name or the `@id` of one, or a list of these."""
    if depth > _MAX_DEPTH:
        return []
    if isinstance(author, list):
        return [name for item in author for name in _names(item, named, depth + 1)]
    if isinstance(author, dict):
        value = author.get("name") or author.get("@list") or author.get("@value")
        if value:
            return _names(value, named, depth + 1)
        parts = [part for part in (clean(author.get("givenName")), clean(author.get("familyName"))) if part]
        if parts:
            return split_names(" ".join(parts))
        return _names(named.get(str(author.get("@id"))), named, depth + 1)
    if isinstance(author, str) and author in named:
        return _names(named[author], named, depth + 1)
    return split_names(clean(author))


def _site_names(items: Sequence[Item]) -> Iterator[str]:
    """Yield the names of the publishers and the sites."""
    for item in items:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            yield publisher["name"]
        if _is_type(item, _SITE_TYPE) and isinstance(item.get("name"), str):
            yield item["name"]


_SITE_TYPE = re.compile(r"(?:\A|[/:])(?:WebSite|NewsMediaOrganization)\Z")


def _is_type(item: Item, pattern: re.Pattern[str]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(kind, str) and pattern.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _objects(data: Any, depth: int) -> Iterator[Item]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in _WITHIN:
            if isinstance(data.get(key), (dict, list)):
                yield from _objects(data[key], depth + 1)


def _parse(script: str) -> Any:
    """Return the data of a script, with the mistakes that pages make: CDATA, line ends in strings, commas, entities."""
    script = _CDATA.sub("", _CDATA.sub("", script)).strip().rstrip(";").strip()
    for text in (script, _TRAILING_COMMA.sub(r"\1", script), html.unescape(script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(script)[0]  # more follows, such as another object
    except (ValueError, RecursionError):
        return None
