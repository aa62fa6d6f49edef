"""Values of table cells as other tools write them: HTML in the text, lists of people, dates as numbers, nested bodies."""

from __future__ import annotations

import html
import json
import re
from ast import literal_eval
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from annotate.articles.formats.decoding import decode

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|strong|em|b|i|u|h[1-6]|ul|ol|li|blockquote|figure|figcaption|img|section|article|table|tr|td|pre)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<(/?)([a-z][a-z\d]{0,20})(?:[\s/][^<>]{0,4000})?>", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z][a-z\d]{1,9});", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;/(?:p|div|h[1-6]|ul|ol|li|blockquote)\s*&gt;", re.IGNORECASE)  # HTML that was escaped twice
_BY = re.compile(r"(?:by|von|par|por)\s+(?=\w)", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "figure", "figcaption", "section", "article"}
    | {"table", "tr", "td", "th", "pre", "header", "footer", "aside", "nav", "dl", "dt", "dd", "hr", "main", "address"}
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "head", "button"})
_NAMES = ("name", "full_name", "fullname", "display_name", "author", "original", "rendered", "title")
"""The names under which an object holds the name of a person."""
_NAME_PARTS = (("given", "family"), ("first_name", "last_name"), ("firstname", "lastname"), ("givenname", "familyname"))
_TEXTS = ("rendered", "text", "plaintext", "value", "content", "#text", "html")
"""The names under which an object holds a text."""
_DATES = ("$date", "$numberlong", "iso", "date", "value", "timestamp", "rendered")
_SECONDS = (("s", 1e8, 1e10, 1), ("ms", 1e11, 1e13, 1e3), ("us", 1e14, 1e16, 1e6), ("ns", 1e17, 1e19, 1e9))
"""Units of numbers that count from 1970, with the range of those from 1973 to 2286 and their number in a second."""
_NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?\Z")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d:?\d\d)?)?\Z")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_ADDRESS = re.compile(r"(?:[a-z][a-z\d+.-]*:)?//\S+\Z|[\w-]+(?:\.[\w-]+)+(?:/\S*)?\Z|/\S+\Z", re.IGNORECASE)
_MAX_LIST = 20_000  # characters of a cell that is read as a list


def as_text(value: Any) -> str | None:
    """Return the text of an article in a cell, which may be HTML, a list of paragraphs or an object with sections."""
    parts = list(_texts(value))
    if not parts:
        return None
    return "\n\n".join(from_html(part) for part in parts)


def has_text(value: Any) -> bool:
    """Return True if a cell holds the text of an article."""
    return next(_texts(value), None) is not None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, bytes):
        decoded = decode(value)
        value = decoded.text if decoded else ""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        if "sections" in value:  # of fundus
            yield from _texts(value.get("summary"))
            yield from _texts(value["sections"])
        elif "paragraphs" in value:
            yield from _texts(value.get("headline"))
            yield from _texts(value["paragraphs"])
        else:
            yield from _texts(_first(value, _TEXTS))


def from_html(text: str) -> str:
    r"""Return `text` without tags, one paragraph a block, if it contains HTML; a whole page and other text as it is.

    >>> from_html("<p>Tom &amp; Co built <b>it</b>.</p><p>It fell.</p>")
    'Tom & Co built it.\n\nIt fell.'
    >>> from_html("1 < 2 and 3 > 2")
    '1 < 2 and 3 > 2'
    """
    if _PAGE.match(text):
        return text
    if not _TAG.search(text):
        plain = html.unescape(text) if _ENTITY.search(text) else text
        return from_html(plain) if _ESCAPED_TAG.search(text) else plain
    pieces: list[str] = []
    unseen = ""  # the element whose content is being skipped
    position = 0
    text = _without_comments(text)
    for tag in _ANY_TAG.finditer(text):
        name, closing = tag.group(2).lower(), bool(tag.group(1))
        if not unseen:
            pieces.append(html.unescape(_spaces(text[position : tag.start()])))
            pieces.append("\f" if name in _BLOCKS else "\n" if name == "br" else "")
            unseen = name if name in _UNSEEN and not closing else ""
        elif closing and name == unseen:
            unseen = ""
        position = tag.end()
    if not unseen:
        pieces.append(html.unescape(_spaces(text[position:])))
    paragraphs = ("\n".join(filter(None, map(_line, part.split("\n")))) for part in "".join(pieces).split("\f"))
    return "\n\n".join(filter(None, paragraphs))


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else part for part in others)


def _spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _line(text: str) -> str:
    return " ".join(text.split())


def as_names(value: Any) -> str | None:
    """Return the names of the authors in a cell: a text, an object, or a list of these, which may be written as text.

    >>> as_names([{"name": "Mara Lind"}, {"given": "Ivo", "family": "Brandt"}])
    'Mara Lind, Ivo Brandt'
    >>> as_names("['Mara Lind', 'Ivo Brandt']")
    'Mara Lind, Ivo Brandt'
    """
    names = list(dict.fromkeys(_names(value)))
    return ", ".join(names) or None


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        listed = _as_list(value)
        if listed is None:
            names = _line(from_html(value)).split(";")
            yield from filter(None, (_BY.sub("", name.strip(), count=1) for name in names))
        else:
            yield from _names(listed)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _names(item)
    elif isinstance(value, Mapping):
        keys = {str(key).lower(): item for key, item in value.items()}
        whole = _first(keys, _NAMES)
        parts = next(((keys.get(a), keys.get(b)) for a, b in _NAME_PARTS if keys.get(a) or keys.get(b)), None)
        if whole is not None:
            yield from _names(whole)
        elif parts is not None:
            yield _line(" ".join(str(part) for part in parts if part))


def _as_list(text: str) -> list[Any] | dict[str, Any] | None:
    """Return the list or object that `text` is in JSON or Python; None if it is neither."""
    if text[:1] + text.rstrip()[-1:] not in ("[]", "{}") or len(text) > _MAX_LIST:
        return None
    for parse in (json.loads, literal_eval):
        try:
            value = parse(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        return value if isinstance(value, (list, dict)) else None
    return None


def as_moment(value: Any) -> Any:
    """Return a date in a cell as ISO 8601 if it is a number or written without separators; else `value` itself.

    >>> as_moment(1714979289)
    '2024-05-06T07:08:09+00:00'
    >>> as_moment("20240506"), as_moment("2024/5/6")
    ('2024-05-06', '2024-05-06')
    """
    if isinstance(value, Mapping):
        return as_moment(_first({str(key).lower(): item for key, item in value.items()}, _DATES))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return value
    text = (str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)).strip()
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second}{zone or ''}" if hour else "")
    if _NUMBER.match(text):
        number = float(text)
        unit = next((per_second for _, low, high, per_second in _SECONDS if low <= number < high), None)
        return value if unit is None else datetime.fromtimestamp(int(number / unit), UTC).isoformat()
    return _YEAR_FIRST.sub(lambda date: f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}", text, count=1)


def as_address(value: Any) -> Any:
    """Return an address; None for other text, such as the name of a source."""
    if isinstance(value, str):
        return value.strip() if _ADDRESS.match(value.strip()) else None
    return value


def as_id(value: Any) -> Any:
    """Return an id; of an object that holds one, such as those of MongoDB, that one."""
    return _first(value, ("$oid", "#text", "value")) if isinstance(value, Mapping) else value


def as_line(value: Any) -> Any:
    """Return a title without HTML; other values than text and objects that hold one as they are."""
    if isinstance(value, Mapping):
        return as_line(_first(value, _TEXTS))
    return _line(from_html(value)) if isinstance(value, str) else value


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if value.get(name)), None)
