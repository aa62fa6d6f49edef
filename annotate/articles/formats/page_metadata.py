"""Metadata of a web page: title, authors, date, address and language, wherever the page says them.

They come from JSON-LD articles, then from meta elements, then from elements that look like a headline, an author or a date, in
that order. The search of trafilatura is not used: it is slow, and often returns the title for search engines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotate.articles.cleaning.people import split_names, unique_names
from annotate.articles.formats.json_ld import fold, read_json_ld
from annotate.articles.formats.metadata import Metadata, clean, from_fields
from annotate.articles.formats.page_addresses import find_address
from annotate.articles.formats.page_authors import find_authors
from annotate.articles.formats.page_dates import find_published, squeeze
from annotate.articles.formats.page_layout import Layout, is_in_other_thing
from annotate.articles.formats.page_titles import Site, find_title, name_of_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from annotate.articles.formats.json_ld import Item

_TITLES = ("ogtitle", "twittertitle", "dctitle", "headline", "parselytitle", "sailthrutitle", "citationtitle")
_AUTHORS_TEXT = """
author articleauthor byl parselyauthor dccreator dctermscreator sailthruauthor citationauthor authors cxenseparseauthor
articleauthorname byline rbauthors dcauthor creator articleauthors ogauthor ogarticleauthor shareaholicarticleauthorname
mediatorauthor btauthor
"""
_AUTHORS = tuple(_AUTHORS_TEXT.split())
_SITES = ("ogsitename", "applicationname", "applemobilewebapptitle", "dcpublisher", "publisher", "twitterappnameiphone")
_WRITTEN_BY = re.compile(
    r"written by|authors?|by|verfasst von|geschrieben von|autor(?:in|a)?|écrit par|publié par|auteur|escrito por|scritto da|"
    r"autore|geschreven door|skrevet av|skriven av|napisan[eo] przez|napsal|автор|yazan|oleh|kirjoittanut|作者",
    re.IGNORECASE,
)
_NAME_IN_HOST = re.compile(r"(?:www|m|amp|edition|news|en|de|fr|es|mobile)\.")


def read_metadata(tree: HtmlElement, items: Sequence[Item], address: str | None = None) -> Metadata:
    """Return the metadata of a page with the `items` in its JSON-LD; it was fetched from `address` if that is known."""
    meta = _meta(tree)
    page_title = clean(title.text) if (title := tree.find(".//title")) is not None else None
    titles = [value for name in _TITLES for value in meta.get(name, ())]
    headings = [text for heading in islice(tree.iter("h1"), 20) if (text := clean(" ".join(heading.itertext())))]
    links = [link for link in tree.iter("link") if (link.get("href") or "").strip()]
    canonical = [link.get("href") for link in links if "canonical" in (link.get("rel") or "").lower()]
    linked = [link.get("href") for link in links if link.get("itemprop") in ("url", "mainEntityOfPage")]
    others = [value for name in ("parselylink", "alweburl") for value in meta.get(name, ())]
    addresses = [*canonical, *meta.get("ogurl", ()), *([address] if address else [])]
    data = read_json_ld(items, (*headings, *titles, page_title or ""), addresses)
    declared = (*meta.get("ogurl", ()), *meta.get("twitterurl", ()), data.url, *meta.get("url", ()), *linked, *others)
    url = find_address(canonical, next((base.get("href") for base in tree.iter("base")), None), address, declared)
    language = data.language or _language(tree, meta)
    site = Site(frozenset(map(fold, _site_names(meta, data.sites, url or address))) - {""})
    headline, element = find_title(tree, (data.title, *titles), site)
    site = Site(site.names | {fold(name_of_site(tree, headline) or "")} - {""})
    layout = Layout(tree, element)
    dates = (data.published, data.page_published)
    places = [place for place in (url, address, *meta.get("ogurl", ()), data.url) if place]
    return from_fields(
        {
            "title": headline,
            "byline": _authors(data.authors, meta, layout, site),
            "published": find_published(layout, dates, meta, places, language),
            "url": url,
            "language": language,
        }
    )


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the meta elements by their squeezed names."""
    content: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = (element.get("content") or element.get("datetime") or "").strip()
        if not value:
            continue
        for name in ("property", "name", "itemprop", "http-equiv", "pubdate"):
            key = element.get(name)
            if key and not (name == "itemprop" and is_in_other_thing(element)):
                content.setdefault(squeeze(key), []).append(value)
    return content


def _site_names(meta: Mapping[str, Sequence[str]], publishers: Iterable[str], address: str | None) -> Iterable[str]:
    """Yield the names of the site: those that it declares, and its host with and without the ending."""
    for name in _SITES:
        yield from meta.get(name, ())
    yield from publishers
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return
    host = _NAME_IN_HOST.sub("", host, count=1)
    yield host
    yield host.split(".")[0]


def _authors(declared: Sequence[str], meta: Mapping[str, Sequence[str]], layout: Layout, site: Site) -> list[str]:
    """Return the authors that metadata give, unless that is the site; then those in the page."""
    in_meta = (unique_names(name for value in meta.get(key, ()) for name in split_names(value)) for key in _AUTHORS)
    fallback: list[str] = []
    for names in (declared, *in_meta, _labelled(meta)):
        others = [name for name in names if not site.is_called(name)]
        if others:
            return others
        fallback = fallback or list(names)
    return find_authors(layout, site.names) or fallback


def _labelled(meta: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the authors in the labels and values that WordPress gives to Twitter."""
    for number in ("1", "2"):
        label, value = (next(iter(meta.get(f"twitter{kind}{number}", ())), "") for kind in ("label", "data"))
        if _WRITTEN_BY.match(label):
            return split_names(value)
    return []


def _language(tree: HtmlElement, meta: Mapping[str, Sequence[str]]) -> str | None:
    declared = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
        *(
            next(iter(meta.get(name, ())), None)
            for name in ("contentlanguage", "language", "dclanguage", "dctermslanguage", "oglocale")
        ),
    )
    return next(filter(None, map(clean, declared)), None)
