"""The layout of a web page around its headline: what stands near it, and what belongs to other articles or to the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from annotate.articles.formats.page_tree import SENTENCE_END, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEASERS = re.compile(
    r"comment|repl(?:y|ies)\b|disqus|related|recommend|recirc|teaser|sidebar|popular|trending|most-?(?:read|viewed)|"
    r"(?:^|[-_ ])card|caption|"
    r"(?:^|[-_ ])promos?(?![a-z])|(?:^|\s|site-?|page-?|main-?|global-?)footer|widget|read-?(?:more|next|also)|"
    r"more-?(?:on|from|news|stories)|latest|breaking|ticker|newsletter|outbrain|taboola|"
    r"top-?bar|masthead|site-?header|header-?(?:top|date|bar)|(?:current|today)s?-?date|(?:^|[-_ ])today|weather|"
    r"(?:^|[-_ ])(?:prev|next)(?![a-z])|(?:^|[-_ ])pager|(?:^|\s)(?:page-?|main-?)?(?:header|top|banner)(?:\s|$)|(?:^|[-_ ])nav|"
    r"(?:^|[-_ ])tags?(?:$|\s|[-_]+(?:list|links?|cloud|container|wrap\w*|box|items?))|keywords|(?:^|[-_ ])topics?(?:$|\s)|"
    r"menu|breadcrumb|pagination|archive|calendar|event",
    re.IGNORECASE,
)
_OTHER_THINGS = re.compile(r"\bitemReviewed\b|/Claim\b|/Comment\b|\bcomment\b")
_OWN_FOOTER = re.compile(r"(?:article|entry|post)-*footer")
_MARKS = re.compile(
    r"dat(?:e|um)|fecha|publi|time|posted|submitted|-meta|__meta|line|zeit|parution|auth?or|auteur|writ|journalist|reporter|redakt",
    re.IGNORECASE,
)
_MAY_BE_MARKED_TEXT = """
a abbr address article b bdi bsp-timestamp center cite data dd div dl dt em figcaption font footer h1 h2 h3 h4 h5 h6
header i label li main ol p relative-time section small span strong sub sup td time time-ago tr ul
"""
_MAY_BE_MARKED = _MAY_BE_MARKED_TEXT.split()
TIME_TAGS = frozenset({"abbr", "time", "relative-time", "time-ago", "bsp-timestamp"})
"""The elements that hold a date."""

_NO_ARTICLE = frozenset({"aside", "nav", "figure"})
_TEXTS_TEXT = """
p div span li td time small em i b strong h2 h3 h4 h5 h6 address font center dd a tr
"""
_TEXTS = frozenset(_TEXTS_TEXT.split())
_MAX_ANCESTORS = 12  # containers that are examined
_MAX_AFTER = 80  # elements after the headline that are examined
_MAX_BEFORE = 6  # elements before it on each level
_LEVELS = 3  # of containers of the headline whose earlier siblings are examined
_MAX_INSIDE = 16  # elements in one that is read as a short text
_LONG = 200  # characters of a paragraph of the article
_MAX_SHORT = 150  # characters of a byline or a date
_MAX_WORDS = 12  # of one that ends like a sentence


def is_in_other_thing(element: HtmlElement) -> bool:
    """Return True if an item of a vocabulary describes a comment, a claim that is checked, or another article."""
    for ancestor in islice(element.iterancestors(), _MAX_ANCESTORS):
        if ancestor.tag in _NO_ARTICLE or _OTHER_THINGS.search(
            f"{ancestor.get('itemprop') or ''} {ancestor.get('itemtype') or ''}"
        ):
            return True
        if _names_teasers(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}") and ancestor.find(".//h1") is None:
            return True
    return False


@lru_cache(maxsize=20_000)
def _names_teasers(names: str) -> bool:
    return _TEASERS.search(names) is not None


class Place(Enum):
    """The places in the order of a page: before the headline, between it and the text, and after the beginning of the text."""

    BEFORE = 0
    BETWEEN = 1
    AFTER = 2


@lru_cache(maxsize=20_000)
def _is_interesting(marks: str) -> bool:
    return _MARKS.search(marks) is not None


class Marked(NamedTuple):
    """An element, its class and id, what vocabularies call it, and its place."""

    element: HtmlElement
    names: str
    kinds: str
    place: Place


class Line(NamedTuple):
    """A short text near the headline, and its element."""

    element: HtmlElement
    text: str


class Layout:
    """A page and its headline, the element that has the title as its text; None if there is none."""

    def __init__(self, tree: HtmlElement, headline: HtmlElement | None) -> None:
        self.tree = tree
        self.headline = headline
        self._verdicts: dict[HtmlElement, bool] = {}

    @cached_property
    def marked(self) -> list[Marked]:
        """The elements that may be marked as an author or a date.

        One pass in Python takes a third of the time of the XPath expressions for the same names.
        """
        found = []
        place = Place.BEFORE
        for element in self.tree.iter(*_MAY_BE_MARKED):
            if element is self.headline:
                place = Place.BETWEEN
            elif element is self._first:
                place = Place.AFTER
            attributes = element.attrib
            if not attributes and element.tag not in TIME_TAGS:
                continue
            get = attributes.get
            names = f"{get('class', '')} {get('id', '')}"
            kinds = f"{get('itemprop', '')} {get('property', '')} {get('rel', '')}"
            if element.tag in TIME_TAGS or _is_interesting(names) or (kinds != "  " and _is_interesting(kinds)):
                found.append(Marked(element, names, kinds, place))
        return found

    @cached_property
    def _around(self) -> frozenset[HtmlElement]:
        """The elements that contain the headline, or any <h1> if it is unknown, and those that contain the first paragraph."""
        inside = [self.headline] if self.headline is not None else list(islice(self.tree.iter("h1"), _MAX_BEFORE))
        inside += [] if self._first is None else [self._first]
        return frozenset(ancestor for element in inside for ancestor in (element, *element.iterancestors()))

    @cached_property
    def _article(self) -> HtmlElement | None:
        """The <article> with the headline."""
        return None if self.headline is None else next(self.headline.iterancestors("article"), None)

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """Return True if `element` belongs to another article, to comments, to a claim that is checked, or to the site."""
        if element in self._around:
            return False
        passed = []
        verdict = False
        for ancestor in islice((element, *element.iterancestors()), _MAX_ANCESTORS):
            if ancestor in self._around or ancestor.tag in ("body", "main"):
                break
            known = self._verdicts.get(ancestor)
            verdict = self._is_other(ancestor) if known is None else known
            passed.append(ancestor)
            if verdict or known is not None:
                break
        self._verdicts.update(dict.fromkeys(passed, verdict))
        return verdict

    def is_with_text(self, element: HtmlElement) -> bool:
        """Return True if `element` is in the <article> of the text, or else in a container of it that is not the whole page."""
        if self._first is None:
            return True
        shared = next((ancestor for ancestor in element.iterancestors() if ancestor in self._around_text), None)
        if any(True for _ in self._first.iterancestors("article")):
            return shared is not None and (shared.tag == "article" or any(True for _ in shared.iterancestors("article")))
        return shared is self._first.getparent() or (shared is not None and shared.tag not in ("body", "html", "main"))

    @cached_property
    def _around_text(self) -> frozenset[HtmlElement]:
        """The elements that contain the first paragraph."""
        return frozenset() if self._first is None else frozenset(self._first.iterancestors())

    def _is_other(self, element: HtmlElement) -> bool:
        """Return True if `element` itself is a container of something else than the article."""
        if element.tag == "footer" and not _OWN_FOOTER.search(element.get("class") or ""):
            return not any(True for _ in element.iterancestors("article", "main"))
        if element.tag in _NO_ARTICLE or _names_teasers(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
        if element.tag == "article" and self._article is not None:
            return element is not self._article
        if element.tag == "header":
            return not any(True for _ in element.iterancestors("article", "main"))  # of the site
        if element.tag == "a":
            return element.find(".//h3") is not None or "tag" in (element.get("rel") or "").split()
        return _OTHER_THINGS.search(f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}") is not None

    @cached_property
    def texts(self) -> list[str]:
        """The short texts near the headline, or before the text: those before the first long paragraph, then earlier ones."""
        return list(dict.fromkeys(line.text for line in self.lines))

    @cached_property
    def lines(self) -> list[Line]:
        """The elements of the short texts near the headline."""
        return [*self._lines_after(), *self._lines_before()]

    def _lines_after(self) -> Iterator[Line]:
        elements = self.tree.iterfind("body//*") if self.headline is None else _following(self.headline)
        for element in islice(elements, _MAX_AFTER):
            if element.tag == "p" and len(text_of(element)) > _LONG:
                return
            yield from self._line(element)

    def _lines_before(self) -> Iterator[Line]:
        level = self._first if self.headline is None else self.headline
        for _ in range(_LEVELS):
            if level is None or level.getparent() is None or level.tag in ("body", "main"):
                return
            for element in islice(level.itersiblings(preceding=True), _MAX_BEFORE):
                if element.tag != "header":
                    yield from self._line(element)
            level = level.getparent()

    def _line(self, element: HtmlElement) -> Iterator[Line]:
        """Yield the text of `element` if that is a line, not a sentence, and not of something else than the article."""
        inside = list(islice(element.iter("*"), _MAX_INSIDE)) if element.tag in _TEXTS else []
        if not 0 < len(inside) < _MAX_INSIDE:
            return
        text = text_of(element)
        if not text or len(text) > _MAX_SHORT or (len(text.split()) > _MAX_WORDS and SENTENCE_END.search(text)):
            return
        if not any(map(self.is_elsewhere, inside)):
            yield Line(element, text)

    def labelled(self, label: re.Pattern[str]) -> Iterator[str]:
        """Yield the short texts anywhere in the page that contain `label`, in elements and between them."""
        for element in self.tree.iterfind("body//*"):
            if element.text and len(element.text) <= _MAX_SHORT and label.search(element.text):
                yield from (line.text for node in (element, element.getparent()) for line in self._line(node))
            if element.tail and len(element.tail) <= _MAX_SHORT and label.search(element.tail) and not self.is_elsewhere(element):
                yield element.tail

    @cached_property
    def opening(self) -> str:
        """The text of the first long paragraph."""
        return "" if self._first is None else text_of(self._first)

    @cached_property
    def _first(self) -> HtmlElement | None:
        """The first long paragraph after the headline, or of the page."""
        elements = self.tree.iter("p") if self.headline is None else _following(self.headline)
        paragraphs = (element for element in islice(elements, 10 * _MAX_AFTER) if element.tag == "p")
        return next((paragraph for paragraph in paragraphs if len(text_of(paragraph)) > _MAX_SHORT // 2), None)


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements after `element` in the order of the page."""
    node = element
    while node is not None:
        after = node.getnext()
        if after is None:
            node = node.getparent()
        else:
            yield from after.iter("*")
            node = after
