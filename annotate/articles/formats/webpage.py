"""Web pages: the article in an HTML page, as text and blocks. Nothing is fetched.

trafilatura finds the body (`fast=True`: F1 .962 on 181 saved news pages, no caption in the body). lxml finds the metadata: in
JSON-LD `NewsArticle`, then in `article:*` and `og:*` meta elements, then in the only `<h1>`, then in elements that look like an
author or a date. trafilatura's search for metadata is not used: it is slow, and often returns the title for search engines.
Captions and credits come from the figures of the page, and follow the same paragraph as in the page. The text consists of the
blocks, separated by blank lines.

The page is parsed once, and what trafilatura would discard anyway (scripts, drawings, asides, menus, empty elements) is
removed before trafilatura copies the tree four times and searches each copy. That makes up for the cost of all other steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from annotate.articles.cleaning.line_roles import label_line
from annotate.articles.formats.json_ld import read_article_body, read_items
from annotate.articles.formats.metadata import Metadata
from annotate.articles.formats.page_metadata import read_metadata
from annotate.articles.formats.page_parsing import is_data, parse_page
from annotate.articles.formats.page_tree import (
    INLINE,
    SENTENCE_END,
    LostBlock,
    Texts,
    lost_blocks,
    prepare,
    prose_of,
    split_blocks,
    teaser_lists,
    text_of,
    words_in,
)
from annotate.model import Block, BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

MIN_LOST = 50
"""Words whose loss is reported, if they are a third of the article."""

_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_HTML = re.compile(r"<html\b", re.IGNORECASE)
_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "head": "paragraph",
    "item": "list",
    "quote": "quote",
    "code": "paragraph",
    "row": "paragraph",
}
_BREAKS = {"lb": "\n", "p": "\n", "item": "\n", "cell": " "}
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype html|html|head|body|article)\b", re.I | re.S
)
_SPACE = re.compile(r"\s+")
_BUTTONS = re.compile(r"\b(?:hide caption|toggle caption|enlarge this image|view image in fullscreen)\b", re.I)
_CAPTIONS = "//figcaption | //@class[contains(., 'caption')]/.. | //@itemprop[. = 'caption']/.."
_CAPTION_CLASSES = frozenset({"caption", "wp-caption-text"})
_NO_CAPTION_IN = frozenset({"aside", "nav", "footer", "a", "figcaption"})
_CREDITS = "descendant::*[contains(@class, 'credit') or contains(@class, 'Credit') or contains(@itemprop, 'copyrightHolder')]"
_NO_PROSE = ("style", "link", "meta", "button", "label", "legend")
_EMPTY = ("div", "span", "section", "article", "header", "p", "ul", "ol", "li", "a", "i", "b", "em", "strong", "h2", "h3", "h4")
_OTHER_CONTENT = ("aside", "footer", "nav", "menu", "dialog", "noscript", "fieldset")
_PLACES = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "td")
_KEY = 60  # characters by which a paragraph of the page is found in the body
_MAX_CAPTION = 1000  # characters
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MAX_MARKS = 20  # that are not letters, by which two forms of a headline differ
_MAX_KICKER = 4  # words before the headline: a section, or the name of the site
_MIN_ITEM = 3  # words of a list item that may be a button
_MIN_PULLED = 4  # words of a pull quote
_MAX_PULLED = 200  # quotations of a page that are compared
_MIN_REPEATED = 60  # characters of a paragraph that is a duplicate of an earlier one
_FAR_MORE = 4  # times the words, which makes another reading of a page the better one
_MIN_MENU = 5  # links that make a list a menu
_MAX_MENU = 300  # links of one
_MAX_MENU_LINK = 80  # letters of a link in a menu, on average
_MAX_MENUS = 300  # of a page; nested ones would take quadratic time
_MAX_CAPTIONS = 200  # of a page; nested ones would take quadratic time


class Page(NamedTuple):
    """The article of a web page.

    The page says that it has `words`, of which `lost_words` were not found; both are 0 if nothing seems to be lost.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    words: int = 0
    lost_words: int = 0


class _Part(NamedTuple):
    """A block of a page before its offsets in the text are known."""

    kind: BlockKind
    text: str
    rule: str


def is_html(text: str) -> bool:
    """Return True if `text` begins like an HTML page."""
    return _LOOKS_LIKE_HTML.match(text) is not None


def as_article(source: str) -> str:
    """Return a page whose body is nothing but an article, as in a book or an e-mail, so that all of it is read as one.

    The article ends where the body does, since an end tag of it would not end the elements that nobody ended.

    >>> as_article("<html><body class='x'><p>One.</p></body></html>")
    "<html><body class='x'><article><p>One.</p></body></html>"
    """
    body = _BODY.search(source)
    head, rest = (source[: body.end()], source[body.end() :]) if body else ("<body>", source)
    return f"{'' if _HTML.search(head) else '<html>'}{head}<article>{rest}"


def read_page(source: str, address: str | None = None) -> Page | None:
    """Return the article in the HTML `source`, which was at `address` if that is known; None if cleaning leaves no text."""
    from lxml import etree

    texts = Texts()
    try:
        tree = parse_page(source)
        items = read_items(tree)
        metadata = read_metadata(tree, items, address)
        figures = list(_figures(tree))
        said = read_article_body(items)
        for script in tree.iter("script"):
            if not is_data(script):
                script.tag = "style"
        etree.strip_elements(tree, *_NO_PROSE, with_tail=False)
        _remove_empty(tree)
        prepare(tree, texts)
        _remove_other_content(tree, texts)
        body = _read_body(tree, said, texts)
    except (etree.LxmlError, ValueError, RecursionError):
        return None
    if not body:
        return None
    page = _join(_with_roles(_with_head(metadata, _with_figures(tree, body, figures, texts))), metadata)
    total = _count_words(said)
    lost = total - _count_words(part.text for part in body)
    return page._replace(words=total, lost_words=lost) if lost >= max(MIN_LOST, total / 3) else page


def _read_body(tree: HtmlElement, said: Sequence[str], texts: Texts) -> list[_Part]:
    """Return the body of the article: what trafilatura finds, and what it lost; another reading if that is far more.

    `said` is the text of the article in JSON-LD.
    """
    body = _extract(tree, fast=True)
    if len(body) == 1:
        body = [
            _Part("paragraph", text, "head" if tag in _HEADINGS else "p") for tag, text in split_blocks(tree, body[0].text)
        ] or body
    body = _with_lost(body, list(lost_blocks(tree, [part.text for part in body], texts)))
    words = _count_words(part.text for part in body)
    if said and (_count_words(said) >= _FAR_MORE * words or (len(body) == 1 < len(said) and _count_words(said) >= words)):
        return [_Part("paragraph", text, "p") for text in said]
    without_sentences = not any(SENTENCE_END.search(part.text[-12:]) for part in body)
    prose = prose_of(tree, texts, _FAR_MORE * sum(len(part.text) for part in body) // 2, everywhere=without_sentences)
    far_more = max(1, _FAR_MORE * words)
    if _count_words(prose) < far_more:
        return body
    thorough = _extract(tree, fast=False)
    if _count_words(part.text for part in thorough) >= far_more:
        return thorough
    return [_Part("paragraph", text, "p") for text in prose]


def _count_words(texts: Iterable[str]) -> int:
    return sum(map(words_in, texts))


def _extract(tree: HtmlElement, *, fast: bool) -> list[_Part]:
    """Return what trafilatura finds in `tree`, which it copies."""
    import trafilatura  # 0.24 s

    extracted = trafilatura.bare_extraction(tree, options=_options(fast))
    return [] if extracted is None or isinstance(extracted, dict) else list(_body_parts(extracted.body))


@cache
def _options(fast: bool) -> Extractor:
    """Return the options of trafilatura, which take time to make; those of Python objects would make a text of the tree, too."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="txt", fast=fast, comments=False)


def _with_lost(body: Sequence[_Part], lost: Sequence[LostBlock]) -> list[_Part]:
    """Return the body with the blocks of the page that were lost, each after the block that it follows."""
    after: dict[int, list[_Part]] = {}
    for block in lost:
        kind: BlockKind = "quote" if block.tag == "blockquote" else "list" if block.tag == "li" else "paragraph"
        rule = "head" if block.tag in _HEADINGS else "item" if block.tag == "li" else "p"
        after.setdefault(block.after, []).append(_Part(kind, block.text, rule))
    return [*after.get(-1, ()), *(new for index, part in enumerate(body) for new in (part, *after.get(index, ())))]


def _remove_empty(tree: HtmlElement) -> None:
    """Remove elements without any text, a third of a page, so that no later step has to look at them.

    Those stay that separate words: inline elements with a space, and others before text.
    """
    for element in reversed(list(tree.iter(*_EMPTY))):
        if len(element) or (element.text and (element.tag in INLINE or not element.text.isspace())):
            continue
        if "data-preloaded" in element.attrib:  # of a forum, whose posts trafilatura finds in there
            continue
        if not element.tail:
            element.getparent().remove(element)
        elif element.tag in INLINE or element.tail.isspace():
            element.drop_tree()


def _remove_other_content(tree: HtmlElement, texts: Texts) -> None:
    """Remove the elements for other content, which trafilatura would remove from each copy that it makes."""
    from lxml import etree

    for element in [*_menus(tree), *teaser_lists(tree, texts)]:
        element.tag = "nav"
    for element in tree.iter(*_OTHER_CONTENT):
        for ancestor in element.iterancestors():
            texts.pop(ancestor, None)
    etree.strip_elements(tree, *_OTHER_CONTENT, with_tail=False)


def _menus(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the lists that are menus, but not those in the items of one."""
    within: set[HtmlElement] = set()
    for element in islice(tree.iter("ul", "ol"), _MAX_MENUS):
        if element.getparent().getparent() in within:
            within.add(element)
        elif _is_menu(element):
            within.add(element)
            yield element


def _is_menu(element: HtmlElement) -> bool:
    """Return True if a list is nothing but links, and they are too short to be sentences."""
    links = list(islice(element.iter("a"), _MAX_MENU + 1))
    if not _MIN_MENU <= len(links) <= _MAX_MENU:
        return False
    linked = sum(_count_letters(link) for link in links)
    return linked < _MAX_MENU_LINK * len(links) and linked == _count_letters(element)


def _count_letters(element: HtmlElement) -> int:
    text = (element.text or "") if len(element) == 0 else "".join(element.itertext())
    return len("".join(text.split()))


def _body_parts(body: HtmlElement | None) -> Iterator[_Part]:
    """Yield the paragraphs, list items, quotations and subheads that trafilatura extracted, in order."""
    for element in () if body is None else body.iter(*_KINDS):
        if element.getparent() is not body and any(ancestor.tag in _KINDS for ancestor in element.iterancestors()):
            continue
        lines = _lines(element)
        for line in [" ".join(lines)] if element.tag == "head" and lines else lines:
            yield _Part(_KINDS[element.tag], line, element.tag)


def _with_roles(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Yield the parts with the roles that lines of pasted text have: buttons, links, credits, and what is repeated."""
    seen: set[str] = set()
    parts = list(parts)
    quotations = _pull_quotes(parts)
    for part in parts:
        role = label_line(part.text) if part.kind in ("paragraph", "list") else None
        if role is not None and role.rule == "no letters" and part.rule in ("row", "item"):
            role = None  # figures are facts
        if role is not None and part.kind == "list" and (role.kind != "ui" or words_in(part.text) < _MIN_ITEM):
            role = None  # what is listed may be anything
        letters = part.text.strip("“”„«»\"' ")
        if role is not None:
            yield part._replace(kind=role.kind, rule=role.rule)
        elif part.text in quotations:
            yield part._replace(kind="duplicate", rule="pull quote")
        elif letters in seen and (part.kind == "quote" or len(letters) >= _MIN_REPEATED):
            yield part._replace(kind="duplicate", rule="seen above")
        else:
            yield part
        seen.add(letters)


def _pull_quotes(parts: Iterable[_Part]) -> set[str]:
    """Return the texts of quotations that are also a part of a longer paragraph, from which they were pulled."""
    paragraphs, quotations = [], []
    for part in parts:
        in_marks = part.text[0] in '“„«"' and part.text[-1] in '”“»"'
        if (part.kind == "quote" or (part.kind == "paragraph" and in_marks)) and words_in(part.text) >= _MIN_PULLED:
            quotations.append(part.text)
        if part.kind == "paragraph":
            paragraphs.append(part.text)
    if not quotations:
        return set()
    folded = [_fold(text) for text in paragraphs]
    return {
        text
        for text in quotations[:_MAX_PULLED]
        if (letters := _fold(text)) and any(len(letters) < len(other) and letters in other for other in folded)
    }


def _lines(element: HtmlElement) -> list[str]:
    """Return the lines of text of `element`; a line break in the page starts a new line."""
    from lxml import etree

    if not any(node.tag in _BREAKS for node in element.iterdescendants()):
        text = " ".join("".join(element.itertext()).split())
        return [text] if text else []
    pieces = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append(_BREAKS.get(node.tag, ""))
            pieces.append(_SPACE.sub(" ", node.text or ""))
        elif node is not element:
            pieces.append(_SPACE.sub(" ", node.tail or ""))
    return [line for line in (" ".join(raw.split()) for raw in "".join(pieces).split("\n")) if line]


def _with_head(metadata: Metadata, parts: Iterable[_Part]) -> list[_Part]:
    """Return the body with headline and byline: before it, or, if the body contains them, as the kind of those parts.

    Each is there once: further parts with the same text are duplicates.
    """
    body, missing = list(parts), []
    title, byline = _Part("headline", metadata.title or "", "page title"), _Part("byline", metadata.byline or "", "page author")
    for role, is_same in ((title, _is_same_line), (byline, str.__eq__)):
        places = [index for index, part in enumerate(body) if role.text and is_same(part.text, role.text)]
        for place in places[:1]:
            body[place] = role._replace(text=body[place].text)
        for place in places[1:]:
            body[place] = _Part("duplicate", body[place].text, "seen above")
        if role.text and not places:
            missing.append(role)
    headline = next((index for index, part in enumerate(body) if part.kind == "headline"), 0)
    for index, part in enumerate(body[:headline]):
        if part.kind == "paragraph" and words_in(part.text) <= _MAX_KICKER and label_line(part.text) is None:
            body[index] = part._replace(kind="kicker", rule="before the headline")
    return [*missing, *body]


def _is_same_line(first: str, second: str) -> bool:
    """Return True if two lines have the same letters and digits, or the first has only a kicker before them."""
    kicker = first.removesuffix(second).split() if first.endswith(f" {second}") else []
    if kicker and len(kicker) <= _MAX_KICKER < words_in(second):
        return True
    return abs(len(first) - len(second)) <= _MAX_MARKS and _fold(first) == _fold(second)


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _figures(tree: HtmlElement) -> Iterator[tuple[HtmlElement, list[_Part]]]:
    """Yield the captions of the page's figures: the element of each, and its parts (the caption and its credits)."""
    for element in list(filter(_is_caption, _xpath(_CAPTIONS)(tree)))[:_MAX_CAPTIONS]:
        caption = text_of(element)
        linked = sum(len(text_of(link)) for link in element.iter("a"))
        if caption and len(caption) <= _MAX_CAPTION and 2 * linked <= len(caption):
            yield element, _figure_parts(element, caption)  # one that is mostly a link is a teaser of another article


@cache
def _xpath(path: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    from lxml import etree

    return cast("Callable[[HtmlElement], list[HtmlElement]]", etree.XPath(path))


def _is_caption(element: HtmlElement) -> bool:
    """Return True if `element` is a caption by its name or class, and not inside a teaser or a menu."""
    named = element.tag == "figcaption" or element.get("itemprop") == "caption"
    if not named and _CAPTION_CLASSES.isdisjoint((element.get("class") or "").split()):
        return False
    return not any(ancestor.tag in _NO_CAPTION_IN for ancestor in element.iterancestors())


def _figure_parts(element: HtmlElement, caption: str) -> list[_Part]:
    """Return the caption and the credits in it."""
    credits = [credit for credit in (text_of(match) for match in _xpath(_CREDITS)(element)) if credit]
    for credit in credits:
        caption = caption.replace(credit, " ")
    caption = " ".join(_BUTTONS.sub(" ", caption).split())
    role = label_line(caption)
    parts = [_Part("credit", credit, "figure") for credit in dict.fromkeys(credits)]
    if any(character.isalpha() for character in caption):
        parts.insert(0, _Part("credit" if role and role.kind == "credit" else "caption", caption, "figure"))
    return parts


def _with_figures(
    tree: HtmlElement, body: Sequence[_Part], figures: Sequence[tuple[HtmlElement, list[_Part]]], texts: Texts
) -> Iterator[_Part]:
    """Yield the body with the parts of each figure after the paragraph that it follows in the page, or at the beginning.

    A caption that was taken for a part of the body stays where it is.
    """
    known = {part.text for part in body}
    captions = {part.text: part for _, parts in figures for part in parts if part.kind == "caption"}
    after: dict[int, list[_Part]] = {}
    places = _find_places(tree, body, (element for element, _ in figures), texts)
    for element, parts in figures:
        new = [part for part in parts if part.text not in known]
        known.update(part.text for part in new)
        after.setdefault(places.get(element, -1), []).extend(new)
    yield from after.get(-1, ())
    for index, part in enumerate(body):
        yield captions.get(part.text, part)
        yield from after.get(index, ())


def _find_places(
    tree: HtmlElement, body: Sequence[_Part], figures: Iterable[HtmlElement], texts: Texts
) -> dict[HtmlElement, int]:
    """Return for each of `figures` that is still in the page the index in `body` of the last paragraph before it, or -1."""
    waiting = set(figures)
    if not waiting:
        return {}
    index: dict[str, int] = {}
    for number, part in enumerate(body):
        index.setdefault(part.text[:_KEY], number)
    places: dict[HtmlElement, int] = {}
    last = -1
    for element in tree.iter(*_PLACES, *{str(figure.tag) for figure in waiting}):
        if element in waiting:
            places[element] = last
        elif element.tag in _PLACES:
            last = max(last, index.get(texts[element][:_KEY], -1))
    return places


def _join(parts: Iterable[_Part], metadata: Metadata) -> Page:
    """Join the parts to one text, with blank lines between them."""
    blocks, texts = [], []
    start = 0
    for part in parts:
        texts.append(part.text)
        blocks.append(Block(part.kind, start, start + len(part.text), part.rule))
        start += len(part.text) + 2
    return Page("\n\n".join(texts), tuple(blocks), metadata)
