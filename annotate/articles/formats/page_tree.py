"""The tree of a web page: what trafilatura would lose is put where it finds it, and what it lost is found again.

trafilatura reads elements of certain names in the first container that looks like an article's. It loses text that is not in a
paragraph element, parts that are hidden behind a button, articles in an element for asides, and all but the first of several
containers of the same kind. `prepare` changes the tree before it is read; `lost_blocks` compares it with what was read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from annotate.articles.cleaning.boilerplate import RELATED_HEADING
from annotate.articles.cleaning.line_roles import label_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SENTENCE_END = re.compile(r"[.!?…:。！？؟۔।॥][\"'”’“»«)\]」』]*\Z")
"""The end of a text that ends in a sentence."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_UNSPACED_LENGTH = 6  # characters of a word, at least, where words are not separated
_UNMARKED = re.compile(r"[\u0e00-\u0edf\u0f40-\u0fbc\u1780-\u17d3]")  # the end of a text in a script without full stops
_NUMBER = re.compile(r"\d+")
_SENTENCE_START = re.compile(r"[\"'“‘„«»(\[「『¿¡]*[^\W\d_a-zß-öø-ÿ]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_READ = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "div")
_INLINE_TEXT = """
a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt
u var
"""
INLINE = frozenset(_INLINE_TEXT.split())
"""Names of elements that are part of a line."""

_GLUED = frozenset({"span", "font", "b", "strong", "em", "i", "u"})
_CONTAINERS = ("article", "div", "section", "main", "body", "td", "details")
_MISPLACED = ("aside", "footer", "nav", "form", "header", "dialog", "fieldset", "noscript")
_LEAVES = ("p", "div", "li", "td", "dd", "blockquote", "pre")
_SEPARATED = ("div", "p", "li", "td", "th", "dd", "dt", "section", "article", "blockquote", *_HEADINGS)
_ON_LINES_OF_THEIR_OWN_TEXT = """
title body br hr tr table caption ul ol dl main header footer nav aside pre center address figure figcaption details summary form
fieldset
"""
_ON_LINES_OF_THEIR_OWN = frozenset((*_SEPARATED, *_ON_LINES_OF_THEIR_OWN_TEXT.split()))
_SEPARATING = _ON_LINES_OF_THEIR_OWN | {"button", "select", "option", "textarea", "img", "iframe", "video", "audio", "noscript"}
_NO_TEXT_IN = frozenset(
    {"aside", "nav", "footer", "form", "button", "figure", "figcaption", "noscript", "table", "select", "menu", "dialog", "a"}
)
_OTHER_TEXT = re.compile(
    r"comment|related|recommend|recirc|teaser|promo|newsletter|subscri|sign-?up|log-?in|sidebar|widget|cookie|consent|gdpr|share|"
    r"social|footer|about-?author|author-?(?:box|info|desc)|popular|trending|most-?(?:read|viewed)|advert|sponsor|caption|credit|"
    r"disclaimer|paywall|modal|popup|overlay|tooltip|menu|breadcrumb|byline|copyright|legal|rating|outbrain|taboola|"
    r"read-?(?:more|next|also)|more-?(?:on|from|stories|news|articles)|(?:^|[-_ ])nav|"
    r"(?:^|[-_ ])(?:ads?|bio|tags?|cards?|toc|correction|timestamp|dateline|kicker|donat\w*|pull-?quote|infobox|fact-?box|"
    r"gallery|slide\w*|video\w*)(?:$|[-_ ])",
    re.IGNORECASE,
)
_OTHER_ARTICLES = re.compile(
    r"(?:^|[-_ ])(?:(?:more|latest|other|top|next|further|recent)[-_]?(?:news|stories|story|articles?|posts|headlines|"
    r"coverage|reads?)|"
    r"(?:related|recommended|suggested|similar|linked|popular|trending|promoted)[-_]?(?:news|stories|articles?|posts|content|links|"
    r"reads?|reading|topics)|(?:also|must|what-to)[-_]?(?:read|see|watch)(?:[-_]?next)?|(?:see|read)[-_]?(?:also|next)|"
    r"you[-_]?(?:may|might|will)[-_]?(?:also[-_]?)?(?:like|enjoy)|editors?[-_]?(?:picks?|choice)|do?nt[-_]?miss|in[-_]other[-_]news|"
    r"around[-_]the[-_]web|from[-_]our[-_]partners|most[-_]?(?:read|viewed|popular)|more[-_]?(?:on|from|like)[-_]?(?:this|us|[a-z]+)?|"
    r"mehr[-_]zum[-_]thema|(?:weitere|aehnliche|verwandte|passende)[-_](?:artikel|themen|nachrichten|meldungen)|lesen[-_]sie[-_]auch|"
    r"auch[-_]interessant|(?:a[-_])?(?:lire|voir)[-_]aussi|a[-_]lire|articles[-_](?:lies|similaires|associes)|(?:sur[-_]le[-_])?meme[-_]sujet|"
    r"(?:mas|otras|ultimas)[-_]noticias|noticias[-_]relacionadas|te[-_]puede[-_]interesar|lee[-_]tambien|"
    r"(?:altre|ultime)[-_]notizie|leggi[-_]anche|articoli[-_]correlati|(?:mais|outras|ultimas)[-_]noticias|leia[-_](?:mais|tambem)|"
    r"veja[-_]tambem|lees[-_](?:ook|meer|verder)|meer[-_](?:nieuws|artikelen)|(?:czytaj|zobacz)[-_](?:takze|tez|rowniez|wiecej)|"
    r"powiazane(?:[-_]\w+)?)(?:s|list|box|block|container|wrap(?:per)?|section|widget|module)?(?:$|[-_ ])",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:^|[-_ ])(?:pay-?wall|subscribers?)[-_]*(?:content|text|body|rest|only|hidden|article|ed)", re.IGNORECASE
)
_LEAD = re.compile(
    r"(?:^|[-_ ])(?:lead|lede|stand-?first|intro(?:duction)?|dec?k|chapo|subtitle|sub-?headline|vorspann|entradilla|bajada|"
    r"sommario|ingress|anriss|article-?summary)(?:$|[-_ ])",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\b(?:uses?|using|accept|verwende[nt]|utilisons|usamos) (?:our |of )?cookies\b", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN = (
    "//*[@style or @hidden or @aria-hidden='true' or contains(@class, 'hidden') or contains(@class, 'hide') "
    "or contains(@class, 'collapse') or contains(@class, 'notloaded')]"
)
_HIDING = ("style", "hidden", "aria-hidden", "class", "id")
_MIN_PROSE = 8  # words of a paragraph that ends like a sentence
_MIN_UNENDED_PROSE = 30  # of one that does not; some scripts have no full stop
_MIN_HIDDEN = 25  # words that make a hidden element a part of the article
_MIN_LOOSE = 4  # words of text that is in no element of its own
_MIN_UNENDED = 20  # such words, if they do not end like a sentence
_MAX_INLINE = 10  # elements of a line, one in the other, that are examined
_MAX_ANCESTORS = 300  # of a paragraph that are examined
_MAX_ELEMENTS = 20_000  # that are examined; larger pages are lists
_MAX_HEADINGS = 200  # of a page that may be those of other articles
_MAX_TEASERS = 8  # paragraphs of prose in a list of other articles
_MIN_ARTICLES = 2  # elements for articles of a page, if some are teasers
_MAX_LISTS = 100  # of other articles; nested ones would take quadratic time
_KEY = 50  # letters by which a block is found in what was read
_MIN_KEY = 20  # letters of a block that is not by chance in what was read


class LostBlock(NamedTuple):
    """A block of the page that was not read, and the last block before it that was: its index, or -1."""

    after: int
    tag: str
    text: str


class Texts(dict["HtmlElement", str]):
    """The texts of the elements of a tree, each put together once. The tree may change only where that changes no text."""

    def __missing__(self, element: HtmlElement) -> str:
        text = self[element] = text_of(element)
        return text

    def linked(self, element: HtmlElement) -> int:
        """Return the number of characters of `element` that are in links."""
        return sum(len(self[link]) for link in element.iter("a"))


def text_of(element: HtmlElement) -> str:
    """Return the text of `element` on one line; line breaks and the ends of blocks separate words."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    for node in element.iterdescendants():
        if node.tag in _SEPARATING:
            return " ".join(line for _, line in _lines_of(element))
    return " ".join("".join(element.itertext()).split())


def _lines_of(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the lines of text of `element` as a browser divides them, without its wrapping, with the name of its element."""
    from lxml import etree

    blocks: list[str] = [str(element.tag)]
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _ON_LINES_OF_THEIR_OWN:
            if line := " ".join("".join(pieces).split()):
                yield blocks[-1], line
            pieces.clear()
            if event == "start":
                blocks.append(blocks[-1] if node.tag == "br" else str(node.tag))
            else:
                blocks.pop()
        elif node.tag in _SEPARATING:
            pieces.append(" ")
        if event == "start":
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    if line := " ".join("".join(pieces).split()):
        yield blocks[-1], line


def words_in(text: str) -> int:
    """Return the number of words in `text`; where words are not separated, two characters count as a word."""
    words = len(text.split())
    if text.isascii() or len(text) < _UNSPACED_LENGTH * words:
        return words
    return words + len(_UNSPACED.findall(text)) // 2


def prepare(tree: HtmlElement, texts: Texts) -> None:
    """Change `tree` so that trafilatura finds the text of the article."""
    for element in [node for node in islice(tree.iter(), _MAX_ELEMENTS) if _is_unknown_container(node)]:
        element.tag = "div"
    for element in list(islice(tree.iter(*_SEPARATED), _MAX_ELEMENTS)):
        tail = element.tail
        if not tail or not tail[0].isspace():
            element.tail = f" {tail or ''}"
        if element.tag == "div" and element.getnext() is not None and element.getparent().tag in ("li", "td", "dd", "p"):
            element.addnext(element.makeelement("br"))
    for line_break in [element for heading in tree.iter("h1") for element in heading.iter("br")]:
        line_break.tail = " " + (line_break.tail or "")
        line_break.drop_tag()
    for figure in islice(tree.iter("figure"), _MAX_ELEMENTS):
        if next(figure.iter("blockquote", "pre"), None) is not None:
            figure.tag = "div"
    for element in list(islice(tree.iter("noscript"), _MAX_ELEMENTS)):
        if (parent := element.getparent()).tag == "p" and len(texts[parent]) == len(texts[element]):
            element.tag = "span"  # the only text of a paragraph
    for element in list(islice(tree.iter("ul", "ol"), _MAX_ELEMENTS)):
        _keep_list_in_cell(element)
    for container in list(islice(tree.iter(*_CONTAINERS), _MAX_ELEMENTS)):
        _wrap_loose_text(container)
    _keep_times(tree)
    prose = _find_prose(tree, texts, "p")
    if not prose:
        for container in list(islice(tree.iter(*_MISPLACED), _MAX_ELEMENTS)):
            _wrap_loose_text(container)
        prose = _find_prose(tree, texts, *_LEAVES, *_MISPLACED)
    _show_hidden(prose, texts)
    _show_rest_of_paragraphs(tree, texts)
    _free_article(prose, texts)


def _is_unknown_container(element: HtmlElement) -> bool:
    """Return True for <center> and for elements of a page's own, such as <story-text>, whose text trafilatura does not read."""
    return isinstance(element.tag, str) and (element.tag == "center" or "-" in element.tag)


def _keep_list_in_cell(element: HtmlElement) -> None:
    """Make paragraphs of a list in a cell of a table, which trafilatura would drop, unless there are links in it."""
    if next(element.iterancestors("td"), None) is not None and next(element.iter("a"), None) is None:
        for item in element.iter("li"):
            item.tag = "p"
        element.tag = "div"


def _keep_times(tree: HtmlElement) -> None:
    """Rename the elements of times that are part of a line of text, since trafilatura removes them."""
    with_text: dict[HtmlElement, bool] = {}
    for element in list(islice(tree.iter("time"), _MAX_ELEMENTS)):
        for around in islice(element.iterancestors(), _MAX_INLINE):
            if around.tag in _CONTAINERS or around.tag in _MISPLACED:
                break
            if around not in with_text:
                with_text[around] = not _is_blank(around.text) or any(not _is_blank(child.tail) for child in around)
            if with_text[around]:
                element.tag = "span"
            if with_text[around] or around.tag not in INLINE:
                break


def _find_prose(tree: HtmlElement, texts: Texts, *tags: str) -> dict[HtmlElement, Sequence[HtmlElement]]:
    """Return the elements of prose, each with itself and its ancestors."""
    return {
        element: (element, *islice(element.iterancestors(), _MAX_ANCESTORS))
        for element in islice(tree.iter(*tags), _MAX_ELEMENTS)
        if (element.tag == "p" or all(child.tag in INLINE for child in element)) and _is_prose(element, texts)
    }


def _wrap_loose_text(container: HtmlElement) -> None:
    """Put text between the blocks of `container` into paragraphs; spans that are whole sentences become paragraphs."""
    children = [child for child in container if isinstance(child.tag, str)]
    if not any(child.tag in INLINE or not _is_blank(child.tail) for child in children) and _is_blank(container.text):
        return
    _separate_glued(children)
    if all(child.tag in INLINE for child in children):
        return
    least = 1 if _has_prose(container) else _MIN_LOOSE
    run: list[HtmlElement] = []
    before: HtmlElement | None = None  # the element whose tail begins the run; None for the text of the container
    for index, child in enumerate([*children, None]):
        following = children[index + 1] if index + 1 < len(children) else None
        if child is not None and child.tag in INLINE and not _is_paragraph_break(child, following):
            run.append(child)
            continue
        _wrap(container, before, run, least)
        run, before = [], child


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _is_paragraph_break(element: HtmlElement, following: HtmlElement | None) -> bool:
    """Return True for the first of two line breaks."""
    return element.tag == "br" and following is not None and following.tag == "br" and not (element.tail or "").strip()


def _wrap(container: HtmlElement, before: HtmlElement | None, run: Sequence[HtmlElement], least: int) -> None:
    """Make a paragraph of the text after `before` and the inline elements after it, if they are a sentence.

    `least` is the number of words of a short one.
    """
    text = container.text if before is None else before.tail
    if not run and not (text or "").strip():
        return
    whole = " ".join([text or "", *(f"{text_of(element)} {element.tail or ''}" for element in run)]).strip()
    words = words_in(whole)
    if words < least or (words < _MIN_UNENDED and not _is_ended(whole)):
        return
    linked = sum(len(text_of(link)) for element in run for link in element.iter("a"))
    if 3 * linked > 2 * len(whole) or label_line(whole) is not None:
        return
    paragraph = container.makeelement("p")
    paragraph.text = text
    for element in run:
        paragraph.append(element)  # moves its tail, too
    container.insert(0 if before is None else container.index(before) + 1, paragraph)
    paragraph.tail = " "
    if before is None:
        container.text = None
    else:
        before.tail = " "


def _has_prose(container: HtmlElement) -> bool:
    """Return True if `container` has a paragraph of its own that ends like a sentence."""
    return any(words_in(text := text_of(child)) >= _MIN_PROSE and _is_ended(text) for child in container.iter("p"))


def _separate_glued(children: Sequence[HtmlElement]) -> None:
    """Make paragraphs of neighbouring inline elements that are sentences without a space between them."""
    texts: dict[int, str] = {}
    for index in range(len(children) - 1):
        first, second = children[index], children[index + 1]
        if first.tag not in _GLUED or second.tag not in _GLUED or (first.tail or "").strip():
            continue
        for position in (index, index + 1):
            if position not in texts:
                texts[position] = text_of(children[position])
        if SENTENCE_END.search(texts[index][-12:]) and _SENTENCE_START.match(texts[index + 1]):
            if first.tail:
                if words_in(texts[index]) < _MIN_PROSE or words_in(texts[index + 1]) < _MIN_PROSE:
                    continue
            else:
                first.tail = " "
            if words_in(texts[index]) >= _MIN_LOOSE:
                first.set("data-paragraph", "")
            if words_in(texts[index + 1]) >= _MIN_LOOSE:
                second.set("data-paragraph", "")
    for child in children:
        if child.attrib.pop("data-paragraph", None) is not None:
            child.tag = "p"


def _is_ended(text: str) -> bool:
    """Return True if `text` ends like a sentence, or is in a script that does not mark where sentences end."""
    return SENTENCE_END.search(text[-12:]) is not None or _UNMARKED.match(text[-1:]) is not None


def _is_prose(element: HtmlElement, texts: Texts) -> bool:
    """Return True if a paragraph of the page ends like a sentence, or is long, and is not mostly links."""
    text = texts[element]
    words = words_in(text)
    if words < _MIN_PROSE or (words < _MIN_UNENDED_PROSE and not _is_ended(text)):
        return False
    return 2 * texts.linked(element) <= len(text)


def _show_hidden(prose: Mapping[HtmlElement, Sequence[HtmlElement]], texts: Texts) -> None:
    """Show hidden parts of the article: prose beside visible prose, which a button of the page would show.

    `prose` has the elements of prose, each with itself and its ancestors.
    """
    hidden = {element for element in {element for chain in prose.values() for element in chain} if _is_hidden(element)}
    if not hidden:
        return
    visible = [element for element, chain in prose.items() if hidden.isdisjoint(chain)]
    parents: set[HtmlElement] = {ancestor for element in visible for ancestor in prose[element][1:3]}
    around_visible = {ancestor for element in visible for ancestor in prose[element]}
    shown = {texts[element] for element in visible}
    within: dict[HtmlElement, int] = {}
    for element, chain in prose.items():
        if texts[element] not in shown:
            for ancestor in hidden.intersection(chain):
                within[ancestor] = within.get(ancestor, 0) + words_in(texts[element])
    together: dict[HtmlElement, int] = {}
    for element, words in within.items():
        together[element.getparent()] = together.get(element.getparent(), 0) + words
    for element in within:
        if together[element.getparent()] < _MIN_HIDDEN or element.getparent() not in parents:
            continue
        if not _is_named_other(element):
            _show(element)
        elif _is_behind_paywall(element, texts):
            beginning = (sibling for sibling in element.itersiblings(preceding=True) if sibling in around_visible)
            for part in (element, *beginning):  # what everybody may read is called a teaser
                _show(part)


def _is_behind_paywall(element: HtmlElement, texts: Texts) -> bool:
    """Return True if a hidden element is named after a paywall, but is what it hides, and not the invitation to subscribe."""
    if not all(_PAYWALL.search(name) or not _names_other(name) for name in (element.get("class"), element.get("id")) if name):
        return False
    prose = [child for child in element.iter("p") if _is_prose(child, texts)]
    return (
        len(prose) > 1 and not any(_is_boilerplate(texts[child]) for child in prose) and next(element.iter("form"), None) is None
    )


def _show(element: HtmlElement) -> None:
    for name in _HIDING:
        element.attrib.pop(name, None)
    if element.tag == "noscript":
        element.tag = "div"


def _show_rest_of_paragraphs(tree: HtmlElement, texts: Texts) -> None:
    """Show the hidden ends of paragraphs."""
    for element in islice(tree.iter("span"), _MAX_ELEMENTS):
        if not element.attrib or element.getparent().tag != "p" or not _is_hidden(element) or _is_named_other(element):
            continue
        if _is_prose(element, texts) and len(texts[element.getparent()]) > len(texts[element]):
            _show(element)


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "article", "main"):
        return False
    names = (element.get("class") or "").lower().split()
    return (
        element.tag == "noscript"
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
        or any("hidden" in name or name.startswith("hide") or name.endswith("-hide") or name in _HIDING_CLASSES for name in names)
    )


_HIDING_CLASSES = frozenset({"collapse", "collapsed", "notloaded", "d-none"})


def _free_article(prose: Mapping[HtmlElement, Sequence[HtmlElement]], texts: Texts) -> None:
    """Rename an element for other content (`aside`, `footer` ...) that contains most of the prose of the page.

    An article that browsers show without scripts may be in many `noscript` elements.
    """
    total = 0
    within: dict[HtmlElement, int] = {}
    for element, chain in prose.items():
        words = words_in(texts[element])
        total += words
        for ancestor in chain:
            if ancestor.tag in _MISPLACED:
                within[ancestor] = within.get(ancestor, 0) + words
    without_scripts = sum(words for element, words in within.items() if element.tag == "noscript")
    for element, words in within.items():
        if 2 * (without_scripts if element.tag == "noscript" else words) > total >= _MIN_HIDDEN:
            element.tag = "div"
            for name in ("class", "id", "role", "style"):
                element.attrib.pop(name, None)


def lost_blocks(tree: HtmlElement, found: Sequence[str], texts: Texts) -> Iterator[LostBlock]:
    """Yield the blocks of the page that belong to the article, but are not among the texts that were `found`, in order.

    They are beside blocks that were read, or in a container of the same name and class as one with such blocks.
    """
    blocks = list(_blocks(tree, texts))
    letters = [_letters(text) for text in found]
    whole = "".join(letters)
    places: dict[str, int] = {}
    for number, text in enumerate(letters):
        places.setdefault(text[:_KEY], number)
    keys = [_letters(text[: 2 * _KEY])[:_KEY] for _, text in blocks]
    known = {key for key in keys if key in whole}
    was_read = [key in known and (len(key) >= _MIN_KEY or key in places) for key in keys]
    if len(known) == len(set(keys)) or not any(was_read):
        return
    _leave_repetitions(blocks, keys, was_read)
    read = [element for (element, _), here in zip(blocks, was_read, strict=True) if here and element.tag != "h1"]
    around: set[HtmlElement] = set()
    for element in read:
        for ancestor in element.iterancestors():
            if ancestor in around:
                break
            around.add(ancestor)
    beside = {element.getparent() for element in read if element.tag != "li"}
    kinds = {kind for element in around if (kind := _kind(element)) is not None}
    around.update(read)
    last = -1
    for (element, text), key, here in zip(blocks, keys, was_read, strict=True):
        if here:
            last = max(last, places.get(key, last))
        elif (
            key not in known
            and (last >= 0 or element.tag not in _HEADINGS)
            and element.tag != "h1"
            and _belongs(element, texts, around, beside, kinds)
        ):
            known.add(key)
            yield LostBlock(last, str(element.tag), text)


def _leave_repetitions(blocks: Sequence[tuple[HtmlElement, str]], keys: Sequence[str], was_read: list[bool]) -> None:
    """Of blocks with the same text, let only the one count as read that is beside others, or the first.

    The others are teasers of the article, beside those of other articles.
    """
    counts = Counter(key for key, here in zip(keys, was_read, strict=True) if here)
    parents = {
        element.getparent() for (element, _), key, here in zip(blocks, keys, was_read, strict=True) if here and counts[key] == 1
    }
    places: dict[str, list[int]] = {}
    for index, (key, here) in enumerate(zip(keys, was_read, strict=True)):
        if here and counts[key] > 1:
            places.setdefault(key, []).append(index)
    for indices in places.values():
        best = next((index for index in indices if blocks[index][0].getparent() in parents), indices[0])
        for index in indices:
            was_read[index] = index == best


def _letters(text: str) -> str:
    return "".join(text.split())


def _blocks(tree: HtmlElement, texts: Texts) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the outermost blocks of text of the page, and their text."""
    done: set[HtmlElement] = set()
    for element in islice(tree.iter("h1", *_READ), _MAX_ELEMENTS):
        if element.getparent() in done:
            done.add(element)
            continue
        if element.tag in ("div", "li") and not all(child.tag in INLINE for child in element):
            continue
        if element.tag == "blockquote" and len(element.findall(".//p")) > 1:
            continue
        done.add(element)
        text = texts[element]
        if text:
            yield element, text


def _kind(element: HtmlElement) -> tuple[str, str] | None:
    """Return the name and the class of a container, without numbers; None if it has no class that tells it from others."""
    name, css = str(element.tag), _without_numbers(element.get("class") or "")
    return (name, css) if name in ("article", "section") or (css and name in ("div", "li", "main")) else None


@lru_cache(4096)
def _without_numbers(css: str) -> str:
    return " ".join(_NUMBER.sub("", css).split())


def _belongs(
    element: HtmlElement,
    texts: Texts,
    around: set[HtmlElement],
    beside: set[HtmlElement | None],
    kinds: set[tuple[str, str]],
) -> bool:
    """Return True if a block that was not read is a part of the article that was."""
    if element.tag == "li" or element.getparent().tag == "li":
        return _is_in_list_between(element, texts, around)
    heading = element.tag in _HEADINGS
    if _is_other(element) and not _is_lead(element, around):
        return False
    if heading:
        if words_in(texts[element]) < 2 or element.find(".//a") is not None or not _leads_to_prose(element, texts):
            return False
    elif not _is_prose(element, texts):
        return False
    return _is_near(element, texts, around, beside, kinds) and not _is_boilerplate(texts[element])


def _is_near(
    element: HtmlElement, texts: Texts, around: set[HtmlElement], beside: set[HtmlElement | None], kinds: set[tuple[str, str]]
) -> bool:
    """Return True if a block is beside one that was read, or in a container like that of one."""
    parent = element.getparent()
    if parent in beside or _is_lead(element, around):
        return True
    if parent in around and parent.tag == "article" and _has_prose_beside(element, texts):
        return True
    if element.tag in _HEADINGS and _is_between(element, around):
        return True
    for ancestor in element.iterancestors():
        if ancestor in around or _is_other(ancestor):
            return False
        if _kind(ancestor) in kinds:
            return not _is_another_article(ancestor) and _only_articles_up_to(ancestor, around)
    return False


def _is_between(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Return True if the elements before and after `element` were read, or contain what was."""
    return element.getprevious() in around and element.getnext() in around


def _is_in_list_between(element: HtmlElement, texts: Texts, around: set[HtmlElement]) -> bool:
    """Return True if a list item is in a list between blocks that were read, and the list is not one of links."""
    listed = next(iter(element.iterancestors("ul", "ol")), None)
    if listed is None or any(map(_is_other, (element, *element.iterancestors("li"), listed))) or not _is_between(listed, around):
        return False
    return 2 * texts.linked(listed) <= len(texts[listed]) and not _is_boilerplate(texts[element])


def _has_prose_beside(element: HtmlElement, texts: Texts) -> bool:
    neighbours = (element.getprevious(), element.getnext())
    return any(other is not None and other.tag == "p" and _is_prose(other, texts) for other in neighbours)


def _is_lead(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Return True if a block is called a lead, or a teaser without a link, and is beside the container of what was read."""
    for named in (element, element.getparent()):
        css = named.get("class") or ""
        if _LEAD.search(css) or ("teaser" in css and named.find(".//a") is None):
            return named.getparent() in around
    return False


def _is_boilerplate(text: str) -> bool:
    return label_line(text) is not None or _COOKIES.search(text[:300]) is not None


def _only_articles_up_to(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Return True if nothing between `element` and the nearest ancestor with blocks that were read is other content."""
    for ancestor in element.iterancestors():
        if ancestor in around:
            return ancestor.tag not in ("body", "html") or element.getparent() is ancestor
        if _is_other(ancestor):
            return False
    return False


def _leads_to_prose(heading: HtmlElement, texts: Texts) -> bool:
    following = heading.getnext()
    return following is not None and following.tag in ("p", "blockquote", "ul", "ol", "div") and bool(texts[following])


def _is_another_article(container: HtmlElement) -> bool:
    """Return True if a container has a headline of its own, or its heading is a link to another page."""
    return container.find(".//h1") is not None or _has_linked_heading(container)


def _is_other(element: HtmlElement) -> bool:
    """Return True if the name of `element`, its class or its id say that it is no text of the article."""
    return element.tag in _NO_TEXT_IN or _is_named_other(element)


def _is_named_other(element: HtmlElement) -> bool:
    return any(_names_other(name) for name in (element.get("class"), element.get("id")) if name)


@lru_cache(4096)
def _names_other(name: str) -> bool:
    return _OTHER_TEXT.search(name) is not None


def teaser_lists(tree: HtmlElement, texts: Texts) -> Iterator[HtmlElement]:
    """Yield the containers of other articles: named so or under such a heading, and with a link for each of their paragraphs.

    One with the headline, or with all prose of the page, is that of the article, whatever its name. Elements for articles whose
    headings are links are those of others if there is more text outside them.
    """
    yield from _teasers(tree, texts)
    containers = [
        element
        for element in islice(tree.iter("section", "div", "ul", "ol"), _MAX_ELEMENTS)
        if any(_names_other_articles(name) for name in (element.get("class"), element.get("id")) if name)
    ]
    headings = (heading for heading in islice(tree.iter("h2", "h3", "h4"), _MAX_HEADINGS) if heading.getprevious() is None)
    containers += (heading.getparent() for heading in headings if label_line(text_of(heading)) is RELATED_HEADING)
    if not containers:
        return
    total = sum(_is_prose(element, texts) for element in islice(tree.iter("p"), _MAX_ELEMENTS))
    for element in containers[:_MAX_LISTS]:
        links = {link.get("href") for link in element.iter("a")} - {None}
        inside = sum(_is_prose(paragraph, texts) for paragraph in element.iter("p"))
        if len(links) >= max(1, inside) and inside <= min(_MAX_TEASERS, max(0, total - 1)) and element.find(".//h1") is None:
            yield element


def _teasers(tree: HtmlElement, texts: Texts) -> Iterator[HtmlElement]:
    """Yield elements for articles that link to others; a live blog has such entries, too, but little text outside them."""
    articles = list(islice(tree.iter("article"), _MAX_LISTS))
    if len(articles) < _MIN_ARTICLES:
        return
    teasers = []
    within = 0
    for article in articles:
        prose = [text for element in article.iter("p") if _is_prose(element, texts) and (text := texts[element])]
        if len(prose) <= 1 and article.find(".//h1") is None and _links_elsewhere(article):
            teasers.append(article)
            within += sum(map(words_in, prose))
    if len(teasers) < _MIN_ARTICLES:
        return
    inside = set(teasers)
    outside = (
        words_in(texts[element])
        for element in islice(tree.iter("p"), _MAX_ELEMENTS)
        if _is_prose(element, texts) and inside.isdisjoint(element.iterancestors("article"))
    )
    if sum(outside) > within:
        yield from teasers


def _links_elsewhere(article: HtmlElement) -> bool:
    """Return True if the heading of an <article> is a link to another page."""
    heading = next(iter(article.iter(*_HEADINGS)), None)
    if heading is None:
        return False
    link = next((node for node in (*heading.iter("a"), *heading.iterancestors("a")) if node.get("href")), None)
    return link is not None and "#" not in link.get("href")


@lru_cache(4096)
def _names_other_articles(name: str) -> bool:
    return _OTHER_ARTICLES.search(name) is not None


def split_blocks(tree: HtmlElement, text: str) -> list[tuple[str, str]]:
    """Return the lines of the page that are together `text`, with the names of their elements; none if it is one line."""
    letters, position = _letters(text), 0
    found: list[tuple[str, str]] = []
    for tag, line in islice(_lines_of(tree), _MAX_ELEMENTS):
        own = _letters(line)
        if letters.startswith(own, position):
            position += len(own)
            found.append((tag, line))
    return found if position == len(letters) and len(found) > 1 else []


def prose_of(tree: HtmlElement, texts: Texts, least: int, *, everywhere: bool = False) -> list[str]:
    """Return all paragraphs of the page that look like prose of an article; none if they have fewer than `least` characters.

    Several articles whose headings are links are teasers. With `everywhere`, names do not matter ("comment", "widget").
    """
    paragraphs = list(islice(tree.iter("p"), _MAX_ELEMENTS))
    if sum(len(texts[element]) for element in paragraphs) < least:
        return []
    linked = {article for article in tree.iter("article") if _has_linked_heading(article)}
    teasers = linked if len(linked) > 1 else set()
    prose = []
    for element in paragraphs:
        around = (element, *element.iterancestors())
        if _is_prose(element, texts) and teasers.isdisjoint(around) and (everywhere or not any(map(_is_other, around))):
            prose.append(texts[element])
    return prose


def _has_linked_heading(container: HtmlElement) -> bool:
    heading = next(iter(container.iter(*_HEADINGS)), None)
    return heading is not None and (heading.find(".//a") is not None or any(True for _ in heading.iterancestors("a")))
