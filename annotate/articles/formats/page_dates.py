"""The date on which a web page was published: never that of a change, of another article, or of today in the site's header.

The sources are asked in the order of how often they are right, and only until one answers: what metadata declare, elements that
are marked as the date, the address, elements with usual names, texts near the headline, and data for scripts. htmldate is asked
last, since it takes 90 ms to import and 2 to 10 ms a page; it is not asked to guess from the text, where it finds the year of a
copyright notice and dates of other articles. trafilatura's search is htmldate's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from annotate.articles.cleaning.dates import PUBLISHED, UPDATED, find_date, published_in, words_beside_dates
from annotate.articles.formats.page_layout import TIME_TAGS, Place
from annotate.articles.formats.page_tree import SENTENCE_END, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from annotate.articles.formats.page_layout import Layout, Marked

_NOT_IN_NAME = re.compile(r"[\W_]+")
_PUBLISHED_NAMES_TEXT = """
articlepublishedtime datepublished ogpublishedtime pubdate dcdateissued dctermsissued dcissued parselypubdate sailthrudate
publishdate publicationdate publisheddate datepublication published publishtime publishedtime publishedat articlepublished
articlepublisheddate articlepublicationdate articledateoriginal rnewsdatepublished cxenseparserecspublishtime
cxenseparsearticlepublishdate btpubdate originalpublicationdate prismpublicationdate citationpublicationdate
citationonlinedate displaydate articlepostdate releasedate ogarticlepublishedtime ogarticlepublished ogdatepublished
ogpublishdate ogpubdate ogquestionpublishedtime analyticsattributesarticledate firstpublished dcsextarticlefirstpublished
dateposted postdate dcdatepublication mediatorpublishedtime ogregdate ptime publisheddatetime rbpubdate
shareaholicarticlepublishedtime twtpublishedat vrpublishedtime dcdatepublished dcpublished articledate newspublishedtime
articlecreateat articlecreatedat weiboarticlecreateat aptime firstpublicationdate dateofpublication dcdateavailable
dctermsavailable
"""
_PUBLISHED_NAMES = tuple(_PUBLISHED_NAMES_TEXT.split())
_CREATED_NAMES_TEXT = """
articlecreated dcdatecreated dctermscreated dccreated dctermsdate dcdate created creationdate datecreated contentcreatedate
docdate date citationdate pdate fieldnamepostdate timestamp gentime videoreleasedate
"""
_CREATED_NAMES = tuple(_CREATED_NAMES_TEXT.split())
_CHANGED_NAMES_TEXT = """
articlemodifiedtime ogupdatedtime datemodified lastmod lastmodified modified modifiedtime dcmodified dctermsmodified
dcdatemodified articlemodified articleupdated updatedtime
"""
_CHANGED_NAMES = tuple(_CHANGED_NAMES_TEXT.split())
_NAMES = re.compile(
    r"date|datum|fecha|publi|timestamp|posted|submitted|(?:entry|post|article)-meta|article__meta|byline|dateline|zeit|parution",
    re.IGNORECASE,
)
_ATTRIBUTES = (
    "content",
    "datetime",
    "data-datetime",
    "data-date",
    "data-published",
    "data-timestamp",
    "data-time",
    "data-utime",
    "title",
)
_DATE_IN_ADDRESS = (
    re.compile(r"[/=]((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/_.?&-]|\Z)"),
    re.compile(r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d\d?)(?:/|\Z)"),
    re.compile(r"[/_=-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/_.?&t-]|\Z)"),
    re.compile(r"/((?:19|20)\d\d)(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?:/|\Z)"),
    re.compile(r"/((?:19|20)\d\d)-(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?:/|\Z)"),
)
_KEYS_IN_SCRIPT = (
    r"datePublished|date_?published|[pP]ublished_?(?:[aA]t|[tT]ime|[dD]ate)|[pP]ublish_?(?:[dD]ate|[tT]ime)|[pP]ublication_?[dD]ate|"
    r"pubDate|first_?[pP]ublished(?:_at|At|Date)?|postDate|displayDate|uploadDate"
)
_IN_SCRIPT = re.compile(rf"""(?:{_KEYS_IN_SCRIPT})\\?["']?\s*[:=,]\s*\\?["']?([^"'\\,}}]{{8,40}})""")
_CHANGED_IN_SCRIPT = re.compile(r"""["']?\w{0,20}(?:[mM]odifi|[uU]pdate)\w{0,20}["']?\s*:\s*["'][^"']{0,40}["']""")
_DASH_OF_DATELINE = re.compile(r"\s+(?:--|[-–—―])\s*|\s*/\s?[A-Z][\w-]*\s?/|\)\s")
_LABEL = re.compile(rf"{PUBLISHED.pattern}|\bdat(?:e|um|a)\s*:", re.IGNORECASE)
_DATELINE = re.compile(r"date-?line\Z", re.IGNORECASE)
_MIN_PIECES, _MAX_PIECES = 3, 5  # elements of a date: day, month and year, perhaps with the weekday and the time
_DIGIT = re.compile(r"\d")
_MAX_CANDIDATES = 40  # elements that are examined for each path
_MAX_LABEL = 30  # characters of an element before a date that says what the date is
_MAX_DATE = 150  # characters of an element that contains a date
_MAX_DATELINE = 120  # characters of the place, the date and the agency at the beginning of a text
_MIN_SENTENCE = 5  # words of a sentence beside its date
_MAX_AROUND = 4  # containers of a date whose names say which date it is
_MARKS = ("property", "name", "http-equiv", "itemprop", "class", "id", "title", "data-type", "data-label")
_NO_LABELS = frozenset({"html", "body", "main", "article", "section", "header"})
_NO_DAYS = frozenset({"1970-01-01", "1900-01-01", "1899-12-30"})  # on which computers begin to count
_COUNTRIES = {"uk": "GB", "au": "AU", "nz": "NZ", "ie": "IE", "in": "IN", "za": "ZA"}
_FUTURE = timedelta(days=1100)  # an embargo, a slip, or a wrong clock; what is later is not the date of an article


@cache
def squeeze(name: str) -> str:
    """Return the name of a meta element without what separates its words, which differs between sites."""
    return _NOT_IN_NAME.sub("", name).lower()


def find_published(
    layout: Layout,
    declared: Iterable[str | None],
    meta: Mapping[str, Sequence[str]],
    addresses: Sequence[str],
    language: str | None,
) -> str | None:
    """Return the date of the publication.

    `declared` are dates in JSON-LD, `meta` the contents of meta elements by their squeezed names, and `addresses` those that the
    page says it has. `language` settles the order of day and month.
    """
    language = _with_country(language, addresses)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    changed = next(_declared(meta, _CHANGED_NAMES, language), "9999")
    later = []
    for sure, found in _candidates(layout, declared, meta, addresses, language):
        day = found[:10]
        if day in _NO_DAYS:
            continue
        if day <= tomorrow.isoformat() and (sure or day <= changed[:10] or _is_next_day(day, changed[:10])):
            return found
        later.append(found)
    return next((found for found in later if found[:10] <= (tomorrow + _FUTURE).isoformat()), None)


def _is_next_day(day: str, other: str) -> bool:
    """Return True if `day` is at most one after `other`, as two zones may say."""
    return date.fromisoformat(day) - date.fromisoformat(other) <= timedelta(days=1)


def _candidates(
    layout: Layout,
    declared: Iterable[str | None],
    meta: Mapping[str, Sequence[str]],
    addresses: Sequence[str],
    language: str | None,
) -> Iterator[tuple[bool, str]]:
    """Yield dates, the likeliest first, and for each True if it is declared as that of the publication."""
    for value in declared:
        if value:
            yield True, value
    yield from ((True, found) for found in _declared(meta, _PUBLISHED_NAMES, language))
    kinds = [_is_surely_date, lambda item: item.element.tag in TIME_TAGS, lambda item: _NAMES.search(item.names) is not None]
    yield from ((True, found) for found in _in_elements(layout, kinds[0], language, is_declared=True))
    yield from ((False, found) for found in map(date_in_address, addresses) if found)
    yield from ((False, found) for found in _declared(meta, _CREATED_NAMES, language))
    for is_date in kinds[1:]:
        yield from ((False, found) for found in _in_elements(layout, is_date, language))
    near = (
        text for element, text in layout.lines if _DIGIT.search(text) and not _is_sentence(text) and not _is_in_change(element)
    )
    for text in chain(near, [_dateline(layout.opening)], layout.labelled(_LABEL)):
        found = published_in(text, language)
        if found:
            yield False, found
    yield from ((False, found) for found in _in_scripts(layout.tree))
    found = _by_htmldate(layout)
    if found:
        yield False, found


def _declared(meta: Mapping[str, Sequence[str]], names: Iterable[str], language: str | None) -> Iterator[str]:
    for name in names:
        for value in meta.get(name, ()):
            found = find_date(value, language)
            if found:
                yield found


def _is_surely_date(item: Marked) -> bool:
    """Return True if an element is marked as the date of publication."""
    if "datePublished" in item.kinds:
        return True
    if item.element.tag == "time":
        return "pubdate" in item.element.attrib or "publish" in item.names or "entry-date" in item.names
    return item.element.tag == "abbr" and "published" in item.names


def _in_elements(
    layout: Layout, is_date: Callable[[Marked], bool], language: str | None, *, is_declared: bool = False
) -> Iterator[str]:
    """Yield the dates in the elements that are marked so, but for those of changes and of other articles."""
    found_items = sorted(list(filter(is_date, layout.marked))[:_MAX_CANDIDATES], key=lambda item: item.place is not Place.BETWEEN)
    for element, _, _, place in found_items:
        if (
            place is Place.AFTER
            and not is_declared
            and not layout.is_with_text(element)
            and not _DATELINE.match(element.get("id", ""))
        ):
            continue
        if _is_in_change(element) or layout.is_elsewhere(element):
            continue
        text = text_of(element)
        text = text if len(text) <= _MAX_DATE and not _is_of_tags(element, text) else ""
        if UPDATED.search(text) and published_in(text, language) is None:
            continue
        values = [value for value in map(element.get, _ATTRIBUTES) if value]
        found = next(filter(None, (find_date(value, language) for value in values)), None) if not UPDATED.search(text) else None
        found = found or published_in(text, language) or (published_in(_with_gaps(element), language) if text else None)
        if found:
            yield found


def _with_gaps(element: HtmlElement) -> str:
    """Return the day, the month and the year that are in elements of their own, with gaps; nothing if it is not such a date."""
    pieces = [piece for piece in map(str.strip, element.itertext()) if piece]
    if not _MIN_PIECES <= len(pieces) <= _MAX_PIECES:
        return ""
    return ("/" if all(map(str.isdigit, pieces)) else " ").join(pieces)


def _is_of_tags(element: HtmlElement, text: str) -> bool:
    """Return True if `text`, that of `element`, is nothing but links to tags."""
    tags = [link for link in element.iter("a") if "tag" in (link.get("rel") or "").split()]
    return bool(tags) and "".join(text_of(link) for link in tags).replace(" ", "") == text.replace(" ", "")


def _label(element: HtmlElement) -> str:
    """Return the words before `element` that say which date it is ("Last update:")."""
    previous = element.getprevious()
    parent = element.getparent()
    text = (previous.tail or "") if previous is not None else ((parent.text or "") if parent is not None else "")
    if not text.strip() and previous is not None and len(label := text_of(previous)) <= _MAX_LABEL and not _DIGIT.search(label):
        text = label
    return re.split(r"\. |[|·•]", text.strip(" (|·•-:"))[-1] if len(text) <= _MAX_DATE else ""


def _is_in_change(element: HtmlElement) -> bool:
    """Return True if a date in `element` is that of a change: the nearest label or name around it says so.

    >>> from lxml.html import fromstring
    >>> _is_in_change(fromstring('<div class="updated"><b>Last</b> <time>May 9, 2024</time></div>')[1])
    True
    """
    for node in islice((element, *element.iterancestors()), _MAX_AROUND):
        if node is not element and (node.tag in _NO_LABELS or len(text_of(node)) > _MAX_DATE):
            return False
        for words in (_label(node), " ".join(filter(None, map(node.get, _MARKS)))):
            if PUBLISHED.search(words):
                return False
            if UPDATED.search(words):
                return True
    return False


def _is_sentence(text: str) -> bool:
    """Return True if a short text is a sentence of the article that mentions a date."""
    others = words_beside_dates(text, _MIN_SENTENCE) if SENTENCE_END.search(text) else []
    return len(others) == _MIN_SENTENCE and not PUBLISHED.search(text)


def date_in_address(address: str) -> str | None:
    """Return the date in the path of an address.

    >>> date_in_address("https://post.example/2024/may/6/bridge"), date_in_address("https://post.example/bridge-20240506.html")
    ('2024-05-06', '2024-05-06')
    """
    for pattern in _DATE_IN_ADDRESS:
        match = pattern.search(address.lower())
        if match:
            year, month, day = match.groups()
            return find_date(f"{day} {month} {year}") if month.isalpha() else find_date(f"{year}-{month:0>2}-{day:0>2}")
    return None


def _dateline(opening: str) -> str:
    """Return the place, the date and the agency before the first dash of a text ("OSLO, May 6, 2024 /PRNewswire/ -- ")."""
    dash = _DASH_OF_DATELINE.search(opening[:_MAX_DATELINE])
    return opening[: dash.start()] if dash else ""


def _in_scripts(tree: HtmlElement) -> Iterator[str]:
    """Yield the date of publication in data for scripts, if they have only one."""
    days: dict[str, str] = {}
    for script in tree.iter("script"):
        text = script.text or ""
        if "ubl" not in text and "Date" not in text:
            continue
        for match in _IN_SCRIPT.finditer(text):
            found = find_date(match.group(1))
            if found:
                days.setdefault(found[:10], found)
        if len(days) > 1:
            return
    yield from days.values()


def _with_country(language: str | None, addresses: Sequence[str]) -> str | None:
    """Return `language` with the country of the address, since many sites leave the language of their software."""
    ends = (re.match(r"https?://[^/]*\.([a-z]{2})(?:[:/]|\Z)", address.lower()) for address in addresses)
    country = next((_COUNTRIES[end.group(1)] for end in ends if end and end.group(1) in _COUNTRIES), None)
    return f"en-{country}" if country and (language or "en").lower().startswith("en") else language


def _by_htmldate(layout: Layout) -> str | None:
    """Return the date that htmldate finds in marked places; it is not asked to guess from the text.

    It does not see dates of changes, those of other articles, and those that can be read in two ways.
    """
    import htmldate  # 0.1 s, and few pages need it

    hidden = [_is_hidden_from_htmldate(element, layout) for element in layout.tree.iter("*")]
    copied = deepcopy(layout.tree)
    for element, hide in zip(list(copied.iter("*")), hidden, strict=True):
        if hide:
            for name in ("content", "datetime", "title"):
                element.attrib.pop(name, None)
            element.text = None
        elif element.tag == "script":
            element.text = _CHANGED_IN_SCRIPT.sub("", element.text or "")
    for element in [*copied.iter("footer", "aside", "nav")]:
        element.clear()
    try:
        found = htmldate.find_date(copied, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError):  # htmldate on unusual trees
        return None
    return find_date(found or "")


def _is_hidden_from_htmldate(element: HtmlElement, layout: Layout) -> bool:
    """Return True if an element has a date that is not that of the publication."""
    text = element.get("content") or element.get("datetime") or element.text or ""
    if element.tag in ("script", "style") or len(text) > _MAX_DATE or not _DIGIT.search(text):
        return False
    words = f"{text} {(element.text or '')[:_MAX_DATE]}"
    if UPDATED.search(words) is not None or published_in(text) is None or _is_in_change(element):
        return True
    if UPDATED.search(" ".join(filter(None, map(element.get, _MARKS)))) is not None:
        return True
    return layout.is_elsewhere(element) or (element.tag != "meta" and not layout.is_with_text(element))
