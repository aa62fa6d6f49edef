"""The headline of a web page, without the name of the site."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from annotate.articles.formats.json_ld import fold
from annotate.articles.formats.metadata import clean
from annotate.articles.formats.page_tree import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARK = r"[^\w\s\"'“”‘’„(){}\[\].!?¿¡&%$€£#…;]|_"  # that may separate the name of a site: "|", "⋆", "▷" ...
_SEPARATORS = rf"\s+(?:{_MARK}){{1,3}}\s+|\s*[|｜┃]\s*"
_TIGHT = r"\s*(?:[|｜┃–—_·•»«›‹：・]|--?|::)\s*"  # after a headline that is known
_SEPARATOR = re.compile(rf"(?P<sure>{_SEPARATORS}|:\s+)|[,，]\s*|\s+(?:on|via|@)\s+|[_–—·•»«›‹：・-]")
_GUESSED = re.compile(r"\s+(?:[|｜┃–—·•∙・»«›‹⋆★▷~]|--|::)\s+|\s*[｜┃]\s*|\s+-\s+(?=[^-]{1,40}$)")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,10}(?:/\S*)?\Z", re.IGNORECASE)
_FRONT_PAGE = re.compile(r"(?:https?://[^/]+)?\.?/?(?:index\.\w+|home)?\Z", re.IGNORECASE)
_LIKE_HEADINGS = ("h4", "h5", "b", "strong", "font", "td", "div", "span", "p", "a")
_MAX_HEADINGS = 20  # of a level, which are examined
_MAX_SITE = 60  # characters of the name of a site
_MIN_WORDS = 3  # of a headline after which the name of a site may follow without a space


class Site(NamedTuple):
    """The names of the site of a page, folded."""

    names: frozenset[str]

    def is_called(self, text: str) -> bool:
        """Return True if `text` is the name of the site or an address."""
        folded = fold(text)
        return bool(_DOMAIN.match(text.strip())) or folded in self.names or folded.removeprefix("the") in self.names


def find_title(tree: HtmlElement, declared: Iterable[str | None], site: Site) -> tuple[str | None, HtmlElement | None]:
    """Return the headline and its element, which may be None.

    It is the <h1> that one of the `declared` titles or the title of the page contains, else the first of these without the name
    of the site, else the only <h1> that is not a logo.
    """
    page_title = text_of(title) if (title := tree.find(".//title")) is not None else ""
    titles = [text for text in (clean(html.unescape(text or "")) for text in declared) if text and not site.is_called(text)]
    headings = [(text, element) for element in islice(tree.iter("h1"), _MAX_HEADINGS) if (text := text_of(element))]
    first = [(text, element) for text, element in headings if not _is_logo(text, element, page_title, site, tree)]
    parts = [(text, element) for _, heading in first for element in heading if (text := text_of(element))]
    same = (other for other in _other_headings(tree) if titles and fold(other[0]) == fold(titles[0]))
    best = (
        next(filter(None, (_best_heading([*first, *parts], title, page_title) for title in titles)), None)
        or next(same, None)
        or _best_heading([*first, *parts], page_title, page_title)
    )
    if best:
        return clean(best[0]), best[1]
    texts = {text for text, _ in first}
    if titles:
        if len(texts) == 1 and _says_the_same(first[0][0], titles):
            return clean(first[0][0]), first[0][1]
        other = _best_heading(_other_headings(tree), titles[0], page_title)
        return (clean(other[0]), other[1]) if other else _with_element(tree, _without_site(titles[0], site))
    if len(texts) == 1:
        return clean(first[0][0]), first[0][1]
    best = _best_heading(_other_headings(tree), page_title, page_title)
    if best:
        return clean(best[0]), best[1]
    short = clean(_short_title(page_title, site, {fold(text) for text, _ in headings}))
    return _with_element(tree, short)


def name_of_site(tree: HtmlElement, headline: str | None) -> str | None:
    """Return the name of the site that the title of the page adds to the headline."""
    title = tree.find(".//title")
    splits = _splits(text_of(title)) if title is not None and headline else iter(())
    return next((split.name for split in splits if split.sure and fold(split.rest) == fold(headline or "")), None)


def _with_element(tree: HtmlElement, title: str | None) -> tuple[str | None, HtmlElement | None]:
    """Return `title` with the element that contains nothing else, in pages that do not use headings."""
    elements = (element for element in tree.iter(*_LIKE_HEADINGS) if title and (element.text or "").strip() == title)
    return title, next(elements, None)


def _best_heading(headings: Iterable[tuple[str, HtmlElement]], title: str, page_title: str) -> tuple[str, HtmlElement] | None:
    """Return the heading that is `title` without the name of the site: that of the page if there are two, else the first part."""
    matching = [heading for heading in headings if _adds_site(title, heading[0])]
    order = sorted(matching, key=lambda heading: (fold(heading[0]) != fold(page_title), not title.startswith(heading[0])))
    return next(iter(order), None)


def _adds_site(title: str, heading: str) -> bool:
    """Return True if `title` is `heading`, or is that with the name of the site before or after it."""
    title, heading = clean(title) or "", clean(heading) or ""
    if fold(title) == fold(heading):
        return bool(heading)
    if title.startswith(heading):
        long = len(heading.split()) >= _MIN_WORDS or (not heading.isascii() and len(heading) > 8)
        return re.match(rf"(?:{_TIGHT if long else _SEPARATORS}).{{1,80}}\Z", title[len(heading) :]) is not None
    return title.endswith(heading) and re.match(rf".{{1,60}}?(?:{_SEPARATORS}|:\s+)\Z", title[: -len(heading)]) is not None


def _says_the_same(heading: str, titles: Sequence[str]) -> bool:
    """Return True if a title is the beginning of `heading`, or has most of its words."""
    words = {fold(word) for word in heading.split()} - {""}
    for title in titles:
        others = {fold(word) for word in title.split()} - {""}
        if len(others) >= _MIN_WORDS and (fold(heading).startswith(fold(title)) or 4 * len(words & others) >= 3 * len(words)):
            return True
    return False


class _Split(NamedTuple):
    """A part of a title that may be the name of the site, and the rest of it; not `sure` beside "on" or a comma."""

    name: str
    rest: str
    sure: bool


def _splits(title: str) -> Iterator[_Split]:
    for match in islice(_SEPARATOR.finditer(title), _MAX_HEADINGS):
        before, after, sure = title[: match.start()], title[match.end() :], match.group("sure") is not None
        if before and 0 < len(after) <= _MAX_SITE and not match.group().startswith(":"):
            yield _Split(after, before, sure)
        if after and 0 < len(before) <= _MAX_SITE:
            yield _Split(before, after, sure)


def _without_site(title: str, site: Site) -> str | None:
    """Return `title` without the names of the site at its end and beginning, if those are known or addresses."""
    for name, rest, sure in _splits(title):
        if rest.strip() and (site.is_called(name) if sure else _is_name_beside(name, rest, site.names)):
            return _without_site(rest, site)
    return clean(title)


def _is_name_beside(name: str, rest: str, names: Set[str]) -> bool:
    """Return True if `name` is one of `names`, and the rest of a title is long enough not to need it ("Attack on The Post")."""
    return fold(name) in names and len(rest.split()) >= _MIN_WORDS


def _is_logo(heading: str, element: HtmlElement, page_title: str, site: Site, tree: HtmlElement) -> bool:
    """Return True if a first-level heading is only the name of the site.

    One that is the first or the last part of the title of the page is that if it stands in the header of the site, links to its
    front page, is far shorter than the rest, or if the rest is another heading.
    """
    folded = fold(heading)
    if not folded or site.is_called(heading):
        return True
    split = next((split for split in _splits(page_title) if fold(split.name) == folded), None)
    if split is None:
        return False
    if _is_in_site_header(element) or _FRONT_PAGE.match(_link_of(element) or "-") is not None:
        return split.sure or _is_name_beside(split.name, split.rest, {folded})
    others = (*(text_of(other) for other in islice(tree.iter("h1"), _MAX_HEADINGS)), *(text for text, _ in _other_headings(tree)))
    return split.sure and (
        2 * len(heading.split()) < len(split.rest.split()) or any(_adds_site(split.rest, other) for other in others if other)
    )


def _is_in_site_header(element: HtmlElement) -> bool:
    """Return True if `element` is in a header that is not that of the article."""
    return any(True for _ in element.iterancestors("header", "nav")) and not any(True for _ in element.iterancestors("article"))


def _link_of(element: HtmlElement) -> str | None:
    """Return the link in `element` or around it."""
    links = [link for link in (*element.iter("a"), *element.iterancestors("a")) if link.get("href")]
    return links[0].get("href") if links else None


def _other_headings(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for element in (*islice(tree.iter("h2", "h3"), _MAX_HEADINGS), *tree.xpath("//*[@itemprop='headline']")[:_MAX_HEADINGS]):
        text = text_of(element)
        if text:
            yield text, element


def _short_title(title: str, site: Site, logos: set[str]) -> str | None:
    """Return the title of the page without the name of the site at its end."""
    shorter = _without_site(title, site)
    if shorter and shorter != title:
        return shorter
    for name, rest, sure in _splits(title):
        if fold(name) in logos if sure else _is_name_beside(name, rest, logos):
            return rest
    first, *others = _GUESSED.split(title)
    longest = max(others, key=lambda part: len(part.split()), default="")
    is_name = len(first.split()) <= _MIN_WORDS and len(longest.split()) >= 2 * len(first.split())
    return (longest if is_name else first) or None
