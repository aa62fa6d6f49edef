"""Line roles: the kind of each line of a pasted article.

A page that is copied from a browser contains kickers, captions, credits and buttons. Every non-empty line becomes one `Block`.
Nothing is deleted: at the prompt, a person can change the kind of a block, and sees the rule that decided it.

The standfirst ("dek") and subheads are paragraphs, because they can contain claims. Dates are datelines, lists of related links
are ui, endnotes ("Reporting by ...") are credits.

The rules that need only the line come first, in this order: boilerplate, related links, date line, byline, endnote, caption,
credit. Then come those that need its neighbours: the caption before a credit, the head of the page (everything before the first
two lines of prose) with its headline, kicker and the author's bare name, the lines under a heading of related links, topics at
the end. Repetitions come last.

In hard-wrapped text (see `annotate.articles.cleaning.wrapping`) a line is a paragraph, and its line ends count as spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotate.articles.cleaning import boilerplate
from annotate.articles.cleaning.dates import is_date_line
from annotate.articles.cleaning.wrapping import JOINED, fold, logical_lines
from annotate.model import Block, BlockKind


class LineRole(NamedTuple):
    """The kind of a line (one of the kinds of `Block`), and the rule that decided it."""

    kind: BlockKind
    rule: str


_MAX_BOILERPLATE = 500  # characters; a longer line is prose, and no pattern is tried on it
_MAX_CAPTION = 450  # characters
_MAX_TAG = 3  # words
_MIN_TAGS = 2
_PROSE_END = re.compile(r"[.!?…:。！？؟۔।॥][\"'”’“»«)\]」』*_]*(?:\[\d{1,3}\])?\Z")
_FULL_STOP_END = re.compile(r"(?:[.…。۔।॥][\"'”’“»«)\]」』*_]*|[!?][\"'”’“»」』])(?:\[\d{1,3}\])?\Z")
_WIRE_OPENING = re.compile(r"[A-Z][A-Z.'’ -]{2,30}[^—–()]{0,40}(?:\([A-Z][\w ]{1,20}\)\s*)?(?:[—–]|\s--?\s)|\([A-Z][\w ]{1,20}\)")
_LIST_ITEM = re.compile(r"(?:[•▪◦‣●○■□➤►*]|-(?!-))\s+\S")
_AUTHOR = re.compile(
    r"[^\W\d_a-z][\w.’'-]+(?: (?:[^\W\d_a-z][\w.’'-]*|de|der|van|von|bin|al|la)){1,3}(?:, [a-z]\w*(?: \w+){0,3})?\Z"
)
_EDGES = " \t\u00a0.:;,!…·•|–—-"
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_UI = _any(boilerplate.UI_PATTERNS)
_RELATED = _any(boilerplate.RELATED_PATTERNS)
_RELATED_HEADING = _any(boilerplate.RELATED_HEADING_PATTERNS)
_CREDIT = _any(boilerplate.CREDIT_PATTERNS)
_CREDIT_BEFORE_CAPTION = _any(boilerplate.CREDIT_BEFORE_CAPTION_PATTERNS)
_AGENCY = re.compile(boilerplate.AGENCY_PATTERN)
_ENDNOTE = _any(boilerplate.ENDNOTE_PATTERNS)
_CAPTION = _any(boilerplate.CAPTION_PATTERNS)
_BYLINE = re.compile(boilerplate.BYLINE_PATTERN)
_AUTHOR_ROLE = re.compile(boilerplate.AUTHOR_ROLE_PATTERN, re.IGNORECASE)


def label_lines(text: str) -> tuple[Block, ...]:
    """Return the lines of a pasted article as blocks, which cover everything but white space."""
    spans = logical_lines(text)
    lines = [text[start:end] for start, end in spans]
    folded = [fold(line) for line in lines]
    return tuple(
        Block(role.kind, start, end, role.rule if line == whole else f"{role.rule}; {JOINED}")
        for (start, end), line, whole, role in zip(spans, lines, folded, _label_each(folded), strict=True)
    )


def label_line(line: str) -> LineRole | None:
    """Return the role of `line` if the line alone decides it; None if it may be prose or a headline."""
    if len(line) > _MAX_BOILERPLATE:
        return None
    phrase = line.strip(_EDGES).casefold()
    if phrase in boilerplate.UI_PHRASES or _UI.search(line):
        return LineRole("ui", "page furniture")
    if not any(character.isalpha() for character in line):
        return LineRole("ui", "no letters")
    if phrase in boilerplate.RELATED_PHRASES or _RELATED_HEADING.match(line):
        return LineRole("ui", "related heading")
    if is_date_line(line):
        return LineRole("dateline", "date")
    words = _words(line)
    if words <= 14 and _BYLINE.match(line) and not _full_stop(line):
        return LineRole("byline", "byline")
    if _ENDNOTE.search(line):
        return LineRole("credit", "endnote")
    if _RELATED.search(line) and not _full_stop(line):
        return LineRole("ui", "related link")
    if words <= 12 and not _full_stop(line) and (_CREDIT.search(line) or _AGENCY.match(line)):
        return LineRole("credit", "credit")
    if _CAPTION.search(line):
        return LineRole("caption", "caption")
    return None


def _label_each(lines: Sequence[str]) -> list[LineRole]:
    """Return the role of every line, first by the line alone, then by its neighbours."""
    roles = [label_line(line) for line in lines]
    _label_captions(lines, roles)
    body = _body_start(lines, roles)
    _label_head(lines, roles, body)
    _label_related(lines, roles)
    _label_tags(lines, roles)
    return _label_repetitions(lines, [role or _default(line) for line, role in zip(lines, roles, strict=True)])


def _default(line: str) -> LineRole:
    if _LIST_ITEM.match(line):
        return LineRole("list", "list item")
    return LineRole("paragraph", "prose" if _prose(line) else "body")


def _words(line: str) -> int:
    """Return the number of words in `line`; in scripts without spaces two characters count as a word."""
    return len(line.split()) + len(_UNSPACED.findall(line)) // 2


def _full_stop(line: str) -> bool:
    return _FULL_STOP_END.search(line[-12:]) is not None


def _prose(line: str) -> bool:
    """Return True if `line` is a sentence or more: it is long and ends like a sentence, or is longer than any headline."""
    words = _words(line)
    return words > 30 or (words >= 6 and _full_stop(line)) or (words >= 9 and _WIRE_OPENING.match(line) is not None)


def _label_captions(lines: Sequence[str], roles: list[LineRole | None]) -> None:
    """Label the line before a credit as its caption, and a line that the caption after it repeats."""
    for index in range(len(lines) - 2, -1, -1):
        line, below, role = lines[index], lines[index + 1], roles[index + 1]
        if roles[index] is not None or role is None or len(line) > _MAX_CAPTION:
            continue
        if role.rule == "credit" and not _CREDIT_BEFORE_CAPTION.search(below) and _words(line) >= 5:
            roles[index] = LineRole("caption", "before a credit")
        elif role.kind == "caption" and (line in below or _is_alternative_text(line)):
            roles[index] = LineRole("caption", "before a caption")


def _is_alternative_text(line: str) -> bool:
    return _words(line) <= 4 and not _full_stop(line) and not _AUTHOR_ROLE.search(line)


def _body_start(lines: Sequence[str], roles: Sequence[LineRole | None]) -> int:
    """Return the index of the first line of the body.

    The body starts at the first two lines of prose without an undecided line between them, else at the first line of prose.
    """
    previous = first = None
    for index, line in enumerate(lines):
        if roles[index] is not None:
            continue
        prose = _prose(line)
        if prose and previous is not None:
            return previous
        previous = index if prose else None
        first = index if prose and first is None else first
    return len(lines) if first is None else first


def _label_head(lines: Sequence[str], roles: list[LineRole | None], body: int) -> None:
    """Label the kickers, the headline and the author's name before the body; the rest there is a standfirst."""
    head = [index for index in range(body) if roles[index] is None and not _LIST_ITEM.match(lines[index])]
    headline = _headline(lines, head)
    if headline is None or len(lines) == 1:
        return
    roles[headline] = LineRole("headline", "first long line of the head")
    for index in head:
        line, words = lines[index], _words(lines[index])
        if index < headline:
            roles[index] = LineRole("kicker", "before the headline") if words <= 4 else None
        elif index > headline and _names_author(line, words):
            roles[index] = LineRole("byline", "name in the head")


def _names_author(line: str, words: int) -> bool:
    """Return True if a line of the head is an author's name or job."""
    if line.strip(_EDGES).casefold() in boilerplate.SUBHEADS:
        return False
    return _AUTHOR.match(line) is not None or (words <= 6 and _AUTHOR_ROLE.search(line) is not None and not _full_stop(line))


def _headline(lines: Sequence[str], head: Sequence[int]) -> int | None:
    """Return the index of the headline among `head`, the undecided lines before the body.

    It is the first line of at least four words before any prose, else the longest.
    """
    prose = next((index for index in head if _full_stop(lines[index]) and _prose(lines[index])), len(lines))
    candidates = [index for index in head if index < prose and not _prose(lines[index])]
    long = [index for index in candidates if _words(lines[index]) >= 4]
    return next(iter(long), max(candidates, key=lambda index: _words(lines[index]), default=None))


def _label_related(lines: Sequence[str], roles: list[LineRole | None]) -> None:
    """Label undecided lines after a heading of related links as links, up to the next line of prose."""
    listing = False
    for index, line in enumerate(lines):
        role = roles[index]
        if role is not None:
            listing = role.rule == "related heading" or (listing and role.kind == "ui")
        elif listing and (not _full_stop(line) or line.endswith("...")):
            roles[index] = LineRole("ui", "related link")
        else:
            listing = False


def _label_tags(lines: Sequence[str], roles: list[LineRole | None]) -> None:
    """Label two or more short lines with only boilerplate after them as topics, if they follow undecided lines."""
    tags: list[int] = []
    for index in range(len(lines) - 1, -1, -1):
        role = roles[index]
        if role is None and (_words(lines[index]) > _MAX_TAG or _full_stop(lines[index])):
            break
        if role is None:
            tags.append(index)
        elif role.kind not in ("ui", "credit"):
            return
    else:
        return
    if len(tags) >= _MIN_TAGS:
        for index in tags:
            roles[index] = LineRole("ui", "topic at the end")


def _label_repetitions(lines: Sequence[str], roles: Sequence[LineRole]) -> list[LineRole]:
    """Label lines that are equal to an earlier one as duplicates, but not boilerplate or short prose such as "Yes."."""
    seen: set[str] = set()
    labelled = []
    for line, role in zip(lines, roles, strict=True):
        repeated = line in seen and role.kind != "ui" and (role.kind not in ("paragraph", "list") or len(line) >= 60)
        labelled.append(LineRole("duplicate", "seen above") if repeated else role)
        seen.add(line)
    return labelled
