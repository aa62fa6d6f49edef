"""The authors of a web page, in the elements that are marked as theirs and in the lines near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotate.articles.cleaning.people import MAX_NAME, is_person, split_names, unique_names
from annotate.articles.formats.json_ld import fold
from annotate.articles.formats.page_tree import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from annotate.articles.formats.page_layout import Layout

_KINDS = re.compile(r"author")
_NAMES = (
    re.compile(r"by-?line|author", re.IGNORECASE),
    re.compile(r"autor|auteur|writ(?:er|ten)|journalist|reporter|redakt", re.IGNORECASE),
)
_BETWEEN = re.compile(r"[\s,;|&/·•]|\b(?:by|von|par|por|di|door|and|und|et|y|e|en|og|och)\b", re.IGNORECASE)
_BY = re.compile(
    r"\s*(?:(?:[a-z]+ )?by|von|par|por|di|door|av|af|oleh|text(?:o|e)?:|автор:?|autor(?:in|a)?:|auteur ?:|"
    r"author:|מאת|بقلم|作者[:：]?|記者|记者)[\s:：]+(?=\S)",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(r"\b(?:is|was|are|has|covers|ist|est|es)\b.{10}", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_MAX_CANDIDATES = 20  # elements that are examined for each path


def find_authors(layout: Layout, excluded: frozenset[str]) -> list[str]:
    """Return the names in the first short elements that are marked as the author's, else in a line with "by" near the headline.

    `excluded` are folded names of the site.
    """
    for elements in _marked(layout):
        for element in elements[:_MAX_CANDIDATES]:
            group = [other for other in elements if other is element or _are_neighbours(element, other)]
            names = unique_names(name for other in group for name in _names_in(other))
            names = [name for name in names if fold(name) not in excluded]
            if names and sum(map(len, names)) <= MAX_NAME * max(1, len(group)):
                return names
    for text in layout.texts:
        match = _BY.match(text)
        names = split_names(text) if match and len(text) <= MAX_NAME else []
        if names and any(map(is_person, names)):
            return names
    return []


def _marked(layout: Layout) -> Iterator[list[HtmlElement]]:
    """Yield the elements that are marked as authors, the surest first."""
    found = [
        [item.element for item in layout.marked if _KINDS.search(item.kinds)],
        *([item.element for item in layout.marked if pattern.search(item.names)] for pattern in _NAMES),
    ]
    for elements in found:
        yield [element for element in elements[: 2 * _MAX_CANDIDATES] if not layout.is_elsewhere(element)]


def _are_neighbours(first: HtmlElement, second: HtmlElement) -> bool:
    """Return True if two elements for authors are in the same list of authors, and not one in the other."""
    if first.getparent() is None or first.tag != second.tag or second.get("class") != first.get("class"):
        return False
    parents = {first.getparent(), first.getparent().getparent()} - {None}
    around = {second.getparent(), second.getparent().getparent()} if second.getparent() is not None else set()
    if first.getparent() is second.getparent():
        return True
    return first.getparent().tag in ("li", "span", "div", "p") and bool(parents & around) and len(text_of(first)) <= MAX_NAME


def _names_in(element: HtmlElement) -> list[str]:
    """Return the names of the authors in an element: its text, or those of its children that nothing separates."""
    if element.tag == "meta":
        return split_names(element.get("content"))
    named = element.xpath(".//*[contains(@itemprop, 'name')]")
    if named and "author" in (element.get("itemprop") or ""):
        return unique_names(name for child in named for name in split_names(child.get("content") or text_of(child)))
    links = element.xpath(".//a[@rel='author' or contains(@href, 'author') or contains(@class, 'author')]")
    parts = [child for child in element if isinstance(child.tag, str) and text_of(child)]
    own = [element.text or "", *(child.tail or "" for child in element)]
    if len(parts) > 1 and not any(_BETWEEN.sub("", text) for text in own):
        names = [split_names(text_of(child)) for child in parts]
        if all(len(group) == 1 and is_person(group[0]) for group in names if group) and any(names):
            return unique_names(name for group in names for name in group)
    text = _with_breaks(element)
    if len(text) > 2 * MAX_NAME or _BIOGRAPHY.search(text):
        return unique_names(name for link in links for name in split_names(text_of(link)))
    linked = unique_names(name for link in links for name in split_names(text_of(link)) if is_person(name))
    return linked or split_names(text)


def _with_breaks(element: HtmlElement) -> str:
    """Return the text of `element`, with the line breaks directly in it."""
    if element.find("br") is None:
        return text_of(element)
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "br" else text_of(child), child.tail or ""]
    return "".join(piece if piece == "\n" else _SPACE.sub(" ", piece) for piece in pieces).strip()
