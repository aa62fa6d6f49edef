"""Metadata of a web page: title, authors, date, address and language, wherever the page says them.

They come from JSON-LD articles, then from meta elements, then from elements that look like a headline, an author or a date, in
that order; htmldate finds dates in places that are not known here. The search of trafilatura is not used: it is slow, and often
returns the title for search engines.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Any

from annotate.articles.cleaning.dates import find_date
from annotate.articles.formats.metadata import Metadata, clean, from_fields, merge
from annotate.articles.formats.page_tree import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(r"(?:\A|/)(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report)\Z")
_PAGE_TYPE = re.compile(r"(?:\A|/)(?:WebPage|ItemPage|AboutPage)\Z")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "byline": (
        *("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author", "citation_author", "authors"),
        *("cxenseparse:author", "dcterms.creator", "article.author", "twitter:data1:author", "byline"),
    ),
    "published": (
        *("article:published_time", "datepublished", "og:published_time", "date", "pubdate", "dc.date", "dc.date.issued"),
        *("parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "publication_date", "pub_date"),
        *(
            "publication-date",
            "published",
            "published_date",
            "published-date",
            "date.published",
            "date_published",
            "publish_time",
        ),
        *(
            "article:published",
            "article.published",
            "article_date_original",
            "dc.date.created",
            "dcterms.created",
            "dcterms.date",
        ),
        *("dcterms.issued", "dc.issued", "dc.created", "rnews:datepublished", "cxenseparse:recs:publishtime", "bt:pubdate"),
        *("originalpublicationdate", "prism.publicationdate", "citation_publication_date", "citation_date", "displaydate"),
        *(
            "article:post_date",
            "created",
            "creation_date",
            "datecreated",
            "release_date",
            "pdate",
            "og:pubdate",
            "og:article:published_time",
        ),
    ),
    "url": ("og:url",),
}
_SEPARATORS = r"\s+(?:[|–—·•»«/:]|--?|::|\|\|)\s+|\s*[|]\s*"
_SITE_AFTER = re.compile(rf"(?:{_SEPARATORS})(?P<site>[^|–—·•»«]{{1,60}})\Z")
_SITE_BEFORE = re.compile(rf"\A(?P<site>[^|–—·•»«]{{1,60}}?)(?:{_SEPARATORS})")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,10}(?:/\S*)?\Z|\S+@\S+\Z|https?://\S+\Z|@\w+\Z", re.IGNORECASE)
_PLACEHOLDERS = frozenset(
    {"admin", "administrator", "webmaster", "editor", "author", "unknown", "null", "none", "undefined", "user"}
)
_BY = re.compile(
    r"\s*(?:(?:written|words|story|reported|posted) by|by|von|par|por)\s*[:\s]\s*|\s*(?:author|autor|auteur)s?\s*:\s*",
    re.IGNORECASE,
)
_COMMENTS = "[not(ancestor::*[contains(@class, 'comment') or contains(@id, 'comment')] or ancestor::footer)]"
_AUTHORS = (
    f"//*[@rel='author' or contains(@itemprop, 'author')]{_COMMENTS}",
    f"//*[contains(@class, 'byline') or contains(@class, 'author') or contains(@id, 'byline')]{_COMMENTS}",
)
_CLAIM = "ancestor::*[contains(@itemprop, 'itemReviewed') or contains(@itemtype, '/Claim')]"
_DATE_NAMES = ("date", "Date", "publish", "timestamp", "posted-on", "entry-meta", "post-meta")
_DATES = (
    "//*[contains(@itemprop, 'datePublished')]",
    "//time[@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')]|//abbr[contains(@class, 'published')]",
    "//time",
    f"//*[{' or '.join(f'contains(@class, {name!r})' for name in _DATE_NAMES)} or contains(@id, 'date')]",
)
_UPDATED = re.compile(r"updat|modif|revis|aktualisier|actuali[sz]|aggiornat|atualiz|обновл|оновл|mis à jour|更新", re.IGNORECASE)
_TEASERS = re.compile(
    r"comment|related|recommend|teaser|sidebar|popular|trending|most-?read|(?:^|[-_ ])card|promo|footer|widget", re.IGNORECASE
)
_MAX_CANDIDATES = 20  # elements that are examined for an author or a date
_MAX_ANCESTORS = 12  # containers that are examined, each with all it contains
_MAX_BYLINE = 80  # characters
_MAX_DATE = 150  # characters of an element that contains a date
_DATE_IN_URL = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|\Z)|/((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[/-]|\Z)")
_SLASHES = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)")
_CDATA = re.compile(r"\A\s*(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|(?://|/\*)?\s*\]\]>\s*(?:\*/)?\s*\Z|\A\s*<!--|-->\s*\Z")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_LETTERS = re.compile(r"[\W_]+")
_BLOCK_END = re.compile(r"</(?:p|div|li|h\d)\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_MAX_DEPTH = 6  # of objects in JSON-LD


def read_metadata(tree: HtmlElement) -> Metadata:
    """Return the metadata: from JSON-LD, then meta elements, then elements that look like it."""
    items = list(_json_ld(tree))
    meta = _meta(tree)
    site = clean(_first(meta, ("og:site_name", "application-name")))
    headings = [text for text in map(text_of, tree.xpath("//h1")[:_MAX_CANDIDATES]) if text]
    known = merge(_from_json_ld(items, headings), _from_meta(meta))
    page_title = text_of(title) if (title := tree.find(".//title")) is not None else ""
    url = known.url if known.url and not _is_home(known.url) else _canonical(tree) or known.url
    return Metadata(
        title=_title(known.title, headings, page_title, site, tree),
        byline=_byline(known.byline, site, tree),
        published=known.published or _date(tree) or _date_in_url(url) or _date_by_htmldate(tree),
        url=url,
        language=clean(tree.get("lang")) if not known.language else known.language,
    )


def read_article_body(tree: HtmlElement) -> list[str]:
    """Return the paragraphs of the text that the JSON-LD of the page gives as that of its article."""
    bodies = (item.get("articleBody") for item in _json_ld(tree) if _is_type(item, _ARTICLE_TYPE))
    text = max((_unescape(body) for body in bodies if isinstance(body, str)), key=len, default="")
    if _BLOCK_END.search(text):
        text = _TAG.sub("", _BLOCK_END.sub("\n", text))
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def _title(known: str | None, headings: Sequence[str], page_title: str, site: str | None, tree: HtmlElement) -> str | None:
    """Return the headline: the one that metadata give, without the name of the site, or the only <h1> that is no logo."""
    headings = [heading for heading in headings if not _is_logo(heading, page_title, site, tree)]
    if known:
        return _best_heading(headings, known, page_title) or _without_site(known, site)
    if len(headings) == 1:
        return clean(headings[0])
    return (
        _best_heading(_other_headings(tree), page_title, page_title)
        or _best_heading(headings, page_title, page_title)
        or clean(_short_title(page_title, site, tree))
    )


def _best_heading(headings: Iterable[str], title: str, page_title: str) -> str | None:
    """Return the heading that is `title` without the name of the site: that of the page if there are two, else the first part."""
    matching = [heading for heading in headings if _adds_site(title, heading)]
    order = sorted(matching, key=lambda heading: (_folded(heading) != _folded(page_title), not title.startswith(heading)))
    return next(iter(order), None)


def _adds_site(title: str, heading: str) -> bool:
    """Return True if `title` is `heading`, or is that with the name of the site before or after it."""
    title, heading = clean(title) or "", clean(heading) or ""
    if _folded(title) == _folded(heading):
        return bool(heading)
    if title.startswith(heading):
        return re.match(rf"(?:{_SEPARATORS}).{{1,80}}\Z", title[len(heading) :]) is not None
    return title.endswith(heading) and re.match(rf".{{1,60}}?(?:{_SEPARATORS}|:\s+)\Z", title[: -len(heading)]) is not None


def _folded(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _without_site(title: str, site: str | None) -> str | None:
    """Return `title` without the name of the site at its end or beginning, if that is known or an address."""
    for pattern in (_SITE_AFTER, _SITE_BEFORE):
        match = pattern.search(title)
        name = match.group("site").strip() if match else ""
        if match and name and (_DOMAIN.match(name) or (site is not None and _folded(name) == _folded(site))):
            rest = title[: match.start()] if pattern is _SITE_AFTER else title[match.end() :]
            if rest.strip():
                return clean(rest)
    return clean(title)


def _is_logo(heading: str, page_title: str, site: str | None, tree: HtmlElement) -> bool:
    """Return True if a first-level heading is only the name of the site."""
    folded = _folded(heading)
    if not folded or (site is not None and folded == _folded(site)):
        return True
    after, before = _SITE_AFTER.search(page_title), _SITE_BEFORE.search(page_title)
    ends = after is not None and _folded(after.group("site")) == folded
    begins = before is not None and _folded(before.group("site")) == folded
    rest = page_title.removeprefix(f"{heading}:").strip()
    begins = begins or (rest != page_title and rest in _other_headings(tree))
    if not (ends or begins):
        return False
    element = next((element for element in tree.xpath("//h1") if text_of(element) == heading), None)
    in_header = element is not None and any(True for _ in element.iterancestors("header", "nav"))
    linked = element is not None and (element.find(".//a") is not None or any(True for _ in element.iterancestors("a")))
    in_article = element is not None and any(True for _ in element.iterancestors("article"))
    return ends or in_header or linked or not in_article


def _other_headings(tree: HtmlElement) -> Iterator[str]:
    return (text for text in map(text_of, tree.xpath("//h2|//h3")[:_MAX_CANDIDATES]) if text)


def _short_title(title: str, site: str | None, tree: HtmlElement) -> str | None:
    """Return the title of the page without the name of the site at its end."""
    shorter = _without_site(title, site)
    if shorter and shorter != title:
        return shorter
    logos = {_folded(text_of(element)) for element in tree.xpath("//h1")}
    before = _SITE_BEFORE.search(title)
    if before and _folded(before.group("site")) in logos:
        return title[before.end() :]
    return re.split(r" [|–—] | -- | - (?=[^-]{1,40}$)", title)[0] or None


def _byline(known: str | None, site: str | None, tree: HtmlElement) -> str | None:
    """Return the authors that metadata give, unless that is the site; then those in the page."""
    if known and not (site is not None and _folded(known) == _folded(site)):
        return known
    return _author(tree) or known


def _author(tree: HtmlElement) -> str | None:
    """Return the names in the first short elements that are marked as the author's."""
    for path in _AUTHORS:
        elements = [
            element
            for element in tree.xpath(path)[: 2 * _MAX_CANDIDATES]
            if not element.xpath(_CLAIM) and not _in_teaser(element)
        ]
        for element in elements[:_MAX_CANDIDATES]:
            group = [other for other in elements if other is element or _are_neighbours(element, other)]
            names = _unique(name for other in group for name in _element_names(other))
            joined = ", ".join(names)
            if joined and len(joined) <= _MAX_BYLINE * max(1, len(group)):
                return joined
    return None


def _are_neighbours(first: HtmlElement, second: HtmlElement) -> bool:
    """Return True if two elements for authors are in the same list of authors, and not one in the other."""
    if first.getparent() is None or first.tag != second.tag or second.get("class") != first.get("class"):
        return False
    parents = {first.getparent(), first.getparent().getparent()} - {None}
    around = {second.getparent(), second.getparent().getparent()} if second.getparent() is not None else set()
    if first.getparent() is second.getparent():
        return True
    return first.getparent().tag in ("li", "span", "div", "p") and bool(parents & around) and len(text_of(first)) <= _MAX_BYLINE


def _element_names(element: HtmlElement) -> list[str]:
    """Return the names of the authors in an element: its text, or those of its children that nothing separates."""
    if element.tag == "meta":
        return _as_names(element.get("content"))
    named = element.xpath(".//*[contains(@itemprop, 'name')]")
    if named and "author" in (element.get("itemprop") or ""):
        return _unique(name for child in named for name in _as_names(child.get("content") or text_of(child)))
    links = element.xpath(".//a[@rel='author' or contains(@href, 'author') or contains(@class, 'author')]")
    parts = [child for child in element if isinstance(child.tag, str) and text_of(child)]
    own = [element.text or "", *(child.tail or "" for child in element)]
    if len(parts) > 1 and not any(
        re.sub(r"[\s,;|&/·•]|\b(?:by|von|par|por|and|und|et|y)\b", "", text.casefold()) for text in own
    ):
        texts = [text_of(child) for child in parts]
        if all(_is_name(text) for text in texts):
            return _unique(name for text in texts for name in _as_names(text))
    whole = _as_names(text_of(element))
    return whole or (_unique(name for link in links for name in _as_names(text_of(link))) if links else [])


def _is_name(text: str) -> bool:
    return (
        2 <= len(text.split()) <= 5
        and text[:1].isupper()
        and not any(map(str.isdigit, text))
        and not re.search(r"[.!?:]\Z", text)
    )


def _as_names(text: str | None) -> list[str]:
    """Return `text` as a list of one name without "By"; an empty list if it is no name."""
    name = re.sub(rf"\A(?:{_BY.pattern})", "", clean(text) or "", flags=re.IGNORECASE)
    name = name.strip(" ,;|·•-–—:")
    if not name or len(name) > _MAX_BYLINE or find_date(name) is not None or any(map(str.isdigit, name)):
        return []
    return [] if _DOMAIN.match(name) or name.casefold() in _PLACEHOLDERS else [name]


def _unique(names: Iterable[str]) -> list[str]:
    """Return `names` without repetitions, and without those that are part of a longer one."""
    unique = list(dict.fromkeys(names))
    return [name for name in unique if not any(name != other and name in other for other in unique)]


def _in_teaser(element: HtmlElement) -> bool:
    """Return True if a container of `element`, which does not contain the headline, is for other articles or comments."""
    for ancestor in islice(element.iterancestors(), _MAX_ANCESTORS):
        if ancestor.tag in ("body", "main") or ancestor.find(".//h1") is not None:
            return False
        if ancestor.tag in ("aside", "nav", "footer"):
            return True
        if _TEASERS.search(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"):
            return True
    return False


def _date(tree: HtmlElement) -> str | None:
    """Return the first date in the elements that are marked as a date, but not as that of a change or of another article."""
    for path in _DATES:
        for element in tree.xpath(path)[: 2 * _MAX_CANDIDATES]:
            marks = " ".join(filter(None, (element.get(name) for name in ("class", "id", "itemprop", "property"))))
            if (_UPDATED.search(marks) and "datePublished" not in marks) or _in_teaser(element):
                continue
            text = text_of(element)
            short = text if len(text) <= _MAX_DATE else ""
            label = _before(element)
            for value in (element.get("content"), element.get("datetime"), element.get("title"), short):
                if not value or _UPDATED.match(label) or (value is short and _UPDATED.match(short)):
                    continue
                date = find_date(value)
                if date and not (value != short and _UPDATED.match(short)):
                    return date
    return None


def _before(element: HtmlElement) -> str:
    """Return the last word before `element` in the element around it ("Updated")."""
    previous = element.getprevious()
    parent = element.getparent()
    text = (previous.tail or "") if previous is not None else ((parent.text or "") if parent is not None else "")
    if not text.strip() and previous is not None and len(label := text_of(previous)) <= 30:
        text = label
    return text.strip().rsplit(". ")[-1].strip(" (|·•-:") if len(text) <= _MAX_DATE else ""


def _date_in_url(url: str | None) -> str | None:
    match = _DATE_IN_URL.search(url or "")
    parts = [part for part in match.groups() if part] if match else []
    return find_date(f"{parts[0]}-{int(parts[1]):02}-{int(parts[2]):02}") if parts else None


def _date_by_htmldate(tree: HtmlElement) -> str | None:
    """Return the date that htmldate finds in marked places; it is not asked to guess from the text.

    It does not see dates of changes, those of other articles, and those that can be read in two ways.
    """
    import htmldate  # 0.2 s, and few pages need it

    copied = deepcopy(tree)
    for element in copied.xpath("//meta|//time|//abbr|//*[@class or @itemprop]"):
        marks = " ".join(filter(None, (element.get(name) for name in ("property", "name", "itemprop", "class", "id"))))
        text = element.get("content") or element.get("datetime") or ("" if len(element) else element.text or "")
        is_date = element.tag in ("meta", "time", "abbr") or "date" in marks.lower()
        if is_date and (_UPDATED.search(marks) or (_SLASHES.search(text) and find_date(text) is None) or _in_teaser(element)):
            for name in ("content", "datetime", "title"):
                element.attrib.pop(name, None)
            element.text = None
    try:
        found = htmldate.find_date(copied, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError):  # htmldate on unusual trees
        return None
    return find_date(found or "")


def _canonical(tree: HtmlElement) -> str | None:
    links = tree.xpath("//link[contains(@rel, 'canonical')]/@href")
    return next((clean(link) for link in links if link.startswith(("http://", "https://"))), None)


def _is_home(url: str) -> bool:
    return re.fullmatch(r"https?://[^/]+/?", url) is not None


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the meta elements by their names in lower case."""
    content: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        for name in ("property", "name", "itemprop"):
            key = (element.get(name) or "").strip().lower()
            value = element.get("content").strip()
            if key and value:
                content.setdefault(key, []).append(value)
    return content


def _first(meta: Mapping[str, Sequence[str]], keys: Iterable[str]) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _from_meta(meta: Mapping[str, Sequence[str]]) -> Metadata:
    dates = (find_date(value) for key in _META["published"] for value in meta.get(key, ()))
    authors = (_unique(name for value in meta.get(key, ()) for name in _as_names(value)) for key in _META["byline"])
    return from_fields(
        {
            "title": _first(meta, _META["title"]),
            "byline": next(filter(None, authors), None),
            "published": next(filter(None, dates), None),
            "url": _first(meta, _META["url"]),
        }
    )


def _json_ld(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in the JSON-LD of the page, those in other objects after these."""
    for script in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        yield from _objects(_parse_json("".join(script.itertext())), 0)


def _parse_json(script: str) -> Any:
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


def _objects(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "creator", "subjectOf"):
            if isinstance(data.get(key), (dict, list)):
                yield from _objects(data[key], depth + 1)


def _is_type(item: Mapping[str, Any], pattern: re.Pattern[str]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(kind, str) and pattern.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _from_json_ld(items: Sequence[Mapping[str, Any]], headings: Sequence[str]) -> Metadata:
    """Return the metadata of the article in the JSON-LD of the page: the one with the headline of the page, else the first."""
    named = {
        str(item["@id"]): item for item in items if isinstance(item.get("@id"), str) and ("name" in item or "familyName" in item)
    }
    articles = [_from_article(item, named) for item in items if _is_type(item, _ARTICLE_TYPE)]
    pages = [_from_article(item, named) for item in items if _is_type(item, _PAGE_TYPE)]
    titles = {_folded(heading) for heading in headings}
    known = next((article for article in articles if article.title and _folded(article.title) in titles), None)
    known = known or next(iter(articles), Metadata())
    for article in articles:
        if not article.title or not known.title or _folded(article.title) == _folded(known.title):
            known = merge(known, article)
    published = next((page.published for page in pages if page.published), None)
    return merge(known, Metadata(published=published))


def _from_article(item: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Metadata:
    page = item.get("mainEntityOfPage")
    url = item.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    date = clean(item.get("datePublished")) or clean(item.get("dateCreated")) or ""
    authors = _unique(name for field in ("author", "creator") for name in _names(item.get(field), named, 0))
    return from_fields(
        {
            "title": _unescape(item.get("headline")),
            "byline": authors,
            "published": find_date(date),
            "url": url if isinstance(url, str) and url.startswith("http") else None,
            "language": item.get("inLanguage") if isinstance(item.get("inLanguage"), str) else None,
        }
    )


def _unescape(value: Any) -> Any:
    """Return `value` with HTML entities decoded, which many pages write into their JSON-LD."""
    return html.unescape(value) if isinstance(value, str) else value


def _names(author: Any, named: Mapping[str, Mapping[str, Any]], depth: int) -> list[str]:
    """Return the names of a JSON-LD author: a name, an object with a name or the `@id` of one, or a list of these."""
    if depth > _MAX_DEPTH:
        return []
    if isinstance(author, list):
        return [name for item in author for name in _names(item, named, depth + 1)]
    if isinstance(author, dict):
        if author.get("name"):
            return _names(author["name"], named, depth + 1)
        parts = [part for part in (clean(author.get("givenName")), clean(author.get("familyName"))) if part]
        if parts:
            return _as_names(" ".join(parts))
        return _names(named.get(str(author.get("@id"))), named, depth + 1)
    if isinstance(author, str) and author in named:
        return _names(named[author], named, depth + 1)
    return _as_names(_unescape(clean(author)))
