"""Line roles: the kind of each line of a pasted article.

A page that is copied from a browser contains kickers, captions, credits and buttons. Every non-empty line becomes one `Block`.
Nothing is deleted: at the prompt, a person can change the kind of a block, and sees the rule that decided it.

The standfirst ("dek") and subheads are paragraphs, because they can contain claims. Dates are datelines, lists of related links
are ui, endnotes ("Reporting by ...") are credits.

The rules that need only the line come first: whole phrases, dates, how the line begins, how it ends, and the shape of a caption
(all of them data, in `annotate.articles.cleaning.boilerplate`). Then come those that need its neighbours: the caption before a
credit, the head of the page (everything before the first two lines of prose) with its headline, kicker and the author's bare
name, the lines under a heading of related links, what follows the end of the article. Repetitions come last.

Most lines are prose, so the rules are arranged to let prose pass by a few cheap tests: its length, its first word, its last
character.

In hard-wrapped text (see `annotate.articles.cleaning.wrapping`) a line is a paragraph, and its line ends count as spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise

from annotate.articles.cleaning import boilerplate
from annotate.articles.cleaning.boilerplate import LineRole as LineRole
from annotate.articles.cleaning.dates import has_date, is_date_line, words_beside_dates
from annotate.articles.cleaning.wrapping import JOINED, fold, logical_lines
from annotate.model import Block, BlockKind

_MAX_BOILERPLATE = 500  # characters; a longer line is prose, and no pattern is tried on it
_MAX_CAPTION = 450  # characters
_MIN_CAPTION = 4  # words
_MAX_CAPTION_WORDS = 40  # of one that has only its shape
_MAX_PHRASE = max(map(len, boilerplate.PHRASES)) + 8  # characters, with punctuation at the ends
_MAX_DATE = 120  # characters
_MAX_SENTENCE_DATE = 60  # characters, of a date with a full stop after it
_TAIL = 160  # characters at the end of a line that the patterns of endings see
_MAX_BESIDE_DATE = 7  # words in the line of a date: "by" and a name
_MAX_PLACE = 3  # words of a place or an outlet
_MAX_BYLINE = 20  # words
_MAX_LINK = 16  # words of a link to another article that is a sentence
_MAX_NAMESAKES = 8  # authors whose names begin with the same word
_MAX_ABOUT_AUTHOR = 80  # words
_MAX_TAG = 3  # words
_MIN_TAGS = 2
_SAME = 40  # characters by which a line and the caption after it are the same
_MAX_ALTERNATIVE = 4  # words
_MIN_COMMON = 4  # characters of a word that an alternative text and its caption have in common
_MAX_KICKER = 4  # words
_MAX_HEADLINE = 30  # words; what is longer is prose
_MIN_HEADLINE = 4  # words
_MAX_STANDFIRST = 3  # lines of four words before the body; if there are more, some are links to other articles
_MENU = 8  # undecided lines before the headline of a page that was copied with its menu
_MAX_BUTTON = 4  # words of a line like "Report comment"
_MIN_COMMENTS = 2  # lines like "Reply" or "Ann says:" by which a heading is known to begin the comments
_MAX_WEAK_CREDITS = 3  # lines; in a text with more of them, "(AP)" ends paragraphs, not captions
_FULL_STOP_END = re.compile(r"(?:[.…。۔।॥][\"'”’“»«)\]」』*_]*|[!?][\"'”’“»」』])(?:\[\d{1,3}\])?\Z")
_WIRE_OPENING = re.compile(r"[A-Z][A-Z.'’ -]{2,30}[^—–()]{0,40}(?:\([A-Z][\w ]{1,20}\)\s*)?(?:[—–]|\s--?\s)|\([A-Z][\w ]{1,20}\)")
_LIST_ITEM = re.compile(r"(?:[•▪◦‣●○■□➤►*]|-(?!-))\s+\S")
_EMPHASIS_MARKS = frozenset("*_")
_EMPHASIS = re.compile(r"([*_]{1,3})(?=[^\s*_])(.+)(?<=[^\s*_])\1\Z")
_OPENING = re.compile(r"[^\w©“\"'«„‘‹]*(?:([^\W\d_]+)|(©)|\d[\d.,:]*)")
_NO_WORDS = frozenset({"0", "©"})
_NAME = re.compile(boilerplate.NAME)
_BY = re.compile(r"\A\W*(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door)\b")
_NAMES = re.compile(rf"(?:{boilerplate.NAMES})\Z")
_NAME_AND_MORE = re.compile(
    rf"({boilerplate.NAMES})(?:,? ?(?:[|/·•–—@(-]|,| in | [Ff]or (?:the |The )?| im | aus | à | en ) ?(.{{2,120}}))?\Z"
)
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d|\d/\d\d\b")
_PLACE_FIRST = re.compile(r"[^\W\d_]+ ?(?:[-–—|/·•]|,(?= ))")
_SLASHES = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[-–—|/·•]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SPACED = 14  # characters a word, at most, in a script with spaces
_SPEECH = re.compile(boilerplate.SPEECH_PATTERN, re.IGNORECASE)
_AUTHOR_ROLE = re.compile(boilerplate.AUTHOR_ROLE_PATTERN, re.IGNORECASE)
_CREDIT_BEFORE_CAPTION = re.compile(boilerplate.CREDIT_BEFORE_CAPTION_PATTERN, re.IGNORECASE)
_COMMENTS_HEADING = re.compile(boilerplate.COMMENTS_HEADING_PATTERN, re.IGNORECASE)
_COMMENT_BUTTON = re.compile(boilerplate.COMMENT_BUTTON_PATTERN, re.IGNORECASE)
_COMMENTER = re.compile(boilerplate.COMMENTER_PATTERN, re.IGNORECASE)
_OUTLET = re.compile(boilerplate.OUTLET_PATTERN, re.IGNORECASE)
_CONTRIBUTED = re.compile(boilerplate.CONTRIBUTED_PATTERN)
_ABOUT_AUTHOR = re.compile(boilerplate.ABOUT_AUTHOR_PATTERN, re.IGNORECASE)
_POSITION_WITHOUT_NAME = re.compile(boilerplate.POSITION_WITHOUT_NAME_PATTERN)
_POSITION = re.compile(boilerplate.POSITION_PATTERN)
_BESIDE_WITHOUT_NAME = re.compile(boilerplate.BESIDE_WITHOUT_NAME_PATTERN)
_BESIDE = re.compile(boilerplate.BESIDE_PATTERN)
_KIND_OF_PICTURE = re.compile(boilerplate.KIND_OF_PICTURE_PATTERN, re.IGNORECASE)
_PICTURED = re.compile(boilerplate.PICTURED_PATTERN)
_VIEW = re.compile(boilerplate.VIEW_PATTERN)
_DATED_PICTURE = re.compile(boilerplate.DATED_PICTURE_PATTERN)
_OTHER_TENSE = re.compile(boilerplate.OTHER_TENSE_PATTERN)
_PLACES = re.compile(rf"(?:{boilerplate.WORD}[ -]?){{1,3}}\)?\Z")
_WEAK_CREDIT = re.compile(rf"[\w.!?”\"] ?[(\[]{boilerplate.AGENCY}[)\]]\Z|[.!?”\"] ?[-–—] ?{boilerplate.AGENCY}\Z")
_CLOCK = re.compile(r"\d\d[:.]\d\d\Z")

_SEPARATED_AGENCY = re.compile(r" (?:[/|]|for(?: [Tt]he)?) ")
_INITIALS = re.compile(rf"{boilerplate.AGENCY}(?:/[\w.]{{1,5}})+\Z")
_AFTER_SENTENCE = re.compile(r"[.!?…”\"][ \u00a0]?[(\[–—-][^()\[\]]*[)\]]?\Z")
_NO_LETTERS = LineRole("ui", "no letters")
_AGENCY_ALONE = LineRole("credit", "agency")
_LIST = LineRole("list", "list item")
_PROSE = LineRole("paragraph", "prose")
_BODY = LineRole("paragraph", "body")
_ENDINGS = tuple((ending, re.compile(ending.pattern)) for ending in boilerplate.ENDINGS)


class _Line:
    """A line with what its neighbours' rules ask about it again and again."""

    __slots__ = ("joined", "prose", "role", "stop", "text", "words")

    def __init__(self, text: str, *, joined: bool = False) -> None:
        self.joined = joined
        self.text = text
        words = text.count(" ") + 1
        if words * _SPACED <= len(text) and not text.isascii():
            words += len(_UNSPACED.findall(text)) // 2  # in scripts without spaces two characters count as a word
        last = text[-1:]
        stop = last == "." or (not last.isalnum() and _FULL_STOP_END.search(text[-12:]) is not None)
        self.words, self.stop = words, stop
        # Prose is a sentence or more: it is long and ends like a sentence, or is longer than any headline.
        self.prose = words > _MAX_HEADLINE or (words >= 6 and stop) or (words >= 9 and _WIRE_OPENING.match(text) is not None)
        self.role = _role(text, words, stop) if len(text) <= _MAX_BOILERPLATE else None

    def is_a(self, *kinds: BlockKind) -> bool:
        """Return True if the line has a role, of one of these kinds."""
        return self.role is not None and self.role.kind in kinds


def label_lines(text: str) -> tuple[Block, ...]:
    """Return the lines of a pasted article as blocks, which cover everything but white space."""
    spans = logical_lines(text)
    lines = []
    for start, end in spans:
        line = text[start:end]
        joined = "\n" in line or "\f" in line
        lines.append(_Line(fold(line), joined=True) if joined else _Line(line))
    blocks = []
    for (start, end), labelled, (kind, rule) in zip(spans, lines, _label_each(lines), strict=True):
        blocks.append(Block(kind, start, end, f"{rule}; {JOINED}" if labelled.joined else rule))
    return tuple(blocks)


def label_line(line: str) -> LineRole | None:
    """Return the role of `line` if the line alone decides it; None if it may be prose or a headline."""
    return _Line(line).role


def _role(line: str, words: int, stop: bool) -> LineRole | None:
    if line[:1] in _EMPHASIS_MARKS and (emphasis := _EMPHASIS.match(line)):
        return label_line(emphasis.group(2))
    length = len(line)
    if length <= _MAX_PHRASE and (role := _phrase(line)):
        return role
    if length <= (_MAX_SENTENCE_DATE if stop else _MAX_DATE) and _DIGIT.search(line) and (role := _dated(line)):
        return role
    word = line.partition(" ")[0]
    after = len(word)
    if not word.isalpha():
        opening = _OPENING.match(line)
        if opening is None:
            return None if _LETTER.search(line) else _NO_LETTERS
        word = opening.group(1) or opening.group(2) or "0"
        after = opening.end()
    word = word.casefold()
    if word in _OPENINGS and (role := _opening_role(line, after, words, stop, _rules(word))):
        return role
    if word in _NO_WORDS and not _LETTER.search(line):
        return _NO_LETTERS
    if "ontributed" in line and _CONTRIBUTED.search(line):
        return boilerplate.ENDNOTE
    role = None if stop else _ending_role(line, words)
    return boilerplate.CAPTION if role is None and words >= _MIN_CAPTION and _has_shape_of_caption(line, words, stop) else role


def _has_shape_of_caption(line: str, words: int, stop: bool) -> bool:
    """Return True if a line says who stands where in a picture, what picture it is or when it was taken."""
    if "(" in line:
        if _POSITION_WITHOUT_NAME.search(line) and _POSITION.search(line) and not _SPEECH.search(line):
            return True
        if _KIND_OF_PICTURE.search(line):
            return True
    if words > _MAX_CAPTION_WORDS:
        return False
    if _BESIDE_WITHOUT_NAME.search(line) and _BESIDE.search(line) and not _SPEECH.search(line):
        return True
    if line.rstrip(".")[-4:].isdigit() and _DATED_PICTURE.search(line) and not _OTHER_TENSE.search(line):
        return True
    if not stop and _VIEW.match(line):
        return True
    return not stop and _PICTURED.search(line) is not None


def _phrase(line: str) -> LineRole | None:
    """Return the role of a line that is a known phrase; a single word with a full stop is a sentence ("Listen.")."""
    phrase = line.strip(boilerplate.EDGES).casefold().replace("’", "'")
    role = boilerplate.PHRASES.get(phrase)
    if role is not None:
        sentence = line[-1] in ".!?" and phrase.isalpha() and line[0].isalpha() and not line.endswith("...")
        return None if sentence else role
    first, _, others = phrase.partition(" ")
    if others and _is_button(first) and all(map(_is_button, others.split(" "))):
        return boilerplate.BOILERPLATE  # "Facebook Twitter Email"
    return _AGENCY_ALONE if phrase.strip("()[]") in boilerplate.AGENCIES_ALONE and line[-1] not in "!?" else None


def _is_button(word: str) -> bool:
    return boilerplate.PHRASES.get(word) is boilerplate.BOILERPLATE


@cache
def _rules(word: str) -> Sequence[tuple[boilerplate.Opening, re.Pattern[str]]]:
    """Return the rules for lines that begin with `word`, one of the words of the tables."""
    return [(opening, re.compile(f" *+(?:{pattern})", re.IGNORECASE)) for opening, pattern in _OPENINGS[word]]


def _read_openings() -> dict[str, list[tuple[boilerplate.Opening, str]]]:
    """Return the rules of the tables by the word with which a line begins, in the order of the tables."""
    rules: dict[str, list[tuple[boilerplate.Opening, str]]] = {}
    for opening in boilerplate.OPENINGS:
        for row in opening.table.replace("\n  ", "").strip().splitlines():
            words, _, pattern = row.partition(" :: ")
            for word in words.split():
                rules.setdefault(word, []).append((opening, pattern))
    return rules


_OPENINGS = _read_openings()


def _opening_role(
    line: str, after: int, words: int, stop: bool, rules: Sequence[tuple[boilerplate.Opening, re.Pattern[str]]]
) -> LineRole | None:
    for opening, pattern in rules:
        if words > opening.words or (stop and not opening.stop) or not pattern.match(line, after):
            continue
        if opening.role.kind == "ui" and _SPEECH.search(line):
            return None  # "Read more books, the minister said."
        return opening.role
    return None


def _ending_role(line: str, words: int) -> LineRole | None:
    marks = boilerplate.MARK.findall(line)
    if _ends_with_agency(line):
        marks.append("$")
    elif not marks:
        return None
    tail = line[-_TAIL:]
    for ending, pattern in _endings(frozenset([mark[0] for mark in marks])):
        if ending.least <= words <= ending.most and pattern.search(tail):
            return ending.role
    return None


@lru_cache(maxsize=1024)
def _endings(marks: frozenset[str]) -> Sequence[tuple[boilerplate.Ending, re.Pattern[str]]]:
    """Return the rules for lines that have `marks`; nearly all lines have one mark or two, and so a few rules."""
    return [(ending, pattern) for ending, pattern in _ENDINGS if not marks.isdisjoint(ending.marks)]


def _ends_with_agency(line: str) -> bool:
    """Return True if the last word may end an agency's name, also after a stop, a slash or a hyphen ("2019.Reuters")."""
    last = line[line.rfind(" ") + 1 :].strip("()[]!")
    if not last.isalpha():
        last = last[max(map(last.rfind, "./|-—'’")) + 1 :]
    return last in boilerplate.LAST_WORDS


def _dated(line: str) -> LineRole | None:
    """Return the role of a line that is a date, perhaps with a place before it, an outlet after it, or "by" and a name."""
    if is_date_line(line):
        return boilerplate.DATE
    if _YEAR.search(line) is None:
        return None
    others = words_beside_dates(line, _MAX_BESIDE_DATE + 1)
    by = others[0] in boilerplate.BY if others else False
    if len(others) > (_MAX_BESIDE_DATE if by else _MAX_PLACE) or not all(word[0].isupper() for word in others[by:]):
        return None
    if _SLASHES.search(line) is None and not has_date(line):
        return None
    if by:
        return boilerplate.BYLINE
    first = _FIRST_WORD.search(line)
    if first is not None and others and first.group() == others[0]:
        return boilerplate.DATE if len(others) == 1 and _PLACE_FIRST.match(line) else None
    return boilerplate.DATE if line[0] not in "—–-" and _SEPARATOR.search(line) else None


# -- what the neighbours decide -------------------------------------------------------------------------------------------


def _label_each(lines: Sequence[_Line]) -> list[LineRole]:
    """Return the role of every line, first by the line alone, then by its neighbours."""
    _label_captions(lines)
    body = _body_start(lines)
    _label_related(lines, body)
    _label_head(lines, body)
    _label_weak_credits(lines)
    _label_author(lines)
    _label_comments(lines, body)
    _label_end(lines)
    _label_tags(lines)
    _label_signature(lines)
    return _label_repetitions(lines)


def _default(line: _Line) -> LineRole:
    if _LIST_ITEM.match(line.text):
        return _LIST
    return _PROSE if line.prose else _BODY


def _label_captions(lines: Sequence[_Line]) -> None:
    """Label the line before a credit as its caption, and a line that the caption after it repeats.

    The first line is a headline, never a caption. Prose after prose is none either if only an agency's name follows: that is
    where the article comes from.
    """
    first_prose = next((index for index, line in enumerate(lines) if line.role is None and line.prose), len(lines))
    for index in range(len(lines) - 2, 0, -1):
        line, below = lines[index], lines[index + 1]
        role = below.role
        if role is None or line.role is not None or len(line.text) > _MAX_CAPTION:
            continue
        if role is boilerplate.CREDIT or role is _AGENCY_ALONE:
            if line.words < 5 or _CREDIT_BEFORE_CAPTION.search(below.text):
                continue
            if index > first_prose and line.prose and (_is_bare(below) or _SPEECH.search(line.text)):
                continue
            line.role = LineRole("caption", "before a credit")
        elif role.kind == "caption" and (line.text[:_SAME] in below.text or _is_alternative_text(line, below)):
            line.role = LineRole("caption", "before a caption")


def _is_bare(credit: _Line) -> bool:
    """Return True if a credit names an agency, perhaps with initials ("dpa/aw"), or a copyright holder, but no picture."""
    return credit.role is _AGENCY_ALONE or credit.text.startswith("©") or _INITIALS.match(credit.text) is not None


def _is_alternative_text(line: _Line, caption: _Line) -> bool:
    """Return True if a short line says who or what is in the picture, since the caption after it has one of its words."""
    if line.words > _MAX_ALTERNATIVE or line.stop or _AUTHOR_ROLE.search(line.text):
        return False
    text = caption.text.casefold()
    return any(len(word) >= _MIN_COMMON and word in text for word in line.text.casefold().split())


def _body_start(lines: Sequence[_Line]) -> int:
    """Return the index of the first line of the body.

    The body starts at the first two lines of prose without an undecided line between them, else at the first line of prose.
    """
    previous = first = None
    for index, line in enumerate(lines):
        if line.role is not None:
            continue
        if line.prose and previous is not None:
            return previous
        previous = index if line.prose else None
        first = index if line.prose and first is None else first
    return len(lines) if first is None else first


def _label_head(lines: Sequence[_Line], body: int) -> None:
    """Label the kickers, the headline and the author's name before the body; the rest there is a standfirst."""
    head = [index for index in range(body) if lines[index].role is None and not _LIST_ITEM.match(lines[index].text)]
    headline = _headline(lines, head)
    if headline is None or len(lines) == 1:
        return
    lines[headline].role = LineRole("headline", "first long line of the head")
    menu = sum(index < headline for index in head) >= _MENU
    prose = next((index for index in head if lines[index].prose), body)
    for index in reversed(head):
        line = lines[index]
        if index > headline and _names_author(lines, index, after_prose=index > prose):
            line.role = LineRole("byline", "name in the head")
        elif index < headline and (menu or line.words <= _MAX_KICKER):
            line.role = LineRole("ui", "menu") if menu else LineRole("kicker", "before the headline")
    for index in range(headline + 1, body):
        line, above, below = lines[index], lines[index - 1], lines[min(index + 1, body - 1)]
        if line.role is None and line.words <= 2 and above.is_a("byline") and below.is_a("dateline") and line.text.istitle():
            line.role = LineRole("dateline", "place")
        elif (above.is_a("headline", "byline") or below.is_a("dateline")) and _is_agency_byline(line):
            line.role = LineRole("byline", "name in the head")


def _is_agency_byline(line: _Line) -> bool:
    """Return True if a credit may be a byline as well: an agency that writes, or a name before one."""
    if line.role is _AGENCY_ALONE:
        return line.text.strip(boilerplate.EDGES).casefold() in boilerplate.TEXT_AGENCIES
    name, _, agency = _SEPARATED_AGENCY.sub(",", line.text, count=1).partition(",")
    agency = agency.strip()
    return (
        line.role is boilerplate.CREDIT
        and (agency.casefold() in boilerplate.TEXT_AGENCIES or _OUTLET.search(agency) is not None)
        and _NAMES.match(name) is not None
    )


def _names_author(lines: Sequence[_Line], index: int, *, after_prose: bool) -> bool:
    """Return True if a line of the head is an author's name or job.

    After a line of prose, a name may be a subhead, unless a byline, a date or a button follows it.
    """
    line = lines[index]
    text = line.text.strip("*_ ")
    if (line.stop and not text.endswith(("Jr.", "Sr."))) or text.strip(boilerplate.EDGES).casefold() in boilerplate.SUBHEADS:
        return False
    if text.endswith(":"):
        return False
    confirmed = lines[index - 1].is_a("byline", "dateline") or lines[min(index + 1, len(lines) - 1)].is_a(
        "byline", "dateline", "ui"
    )
    if _NAMES.match(text) or (line.words <= 8 and _AUTHOR_ROLE.search(text)):
        return confirmed or not after_prose
    named = _NAME_AND_MORE.match(text)
    if named is None or named.group(2) is None or line.words > _MAX_BYLINE:
        return False
    if lines[index - 1].is_a("headline") and _PLACES.match(named.group(2)):
        return True  # "Ana Ruiz, Madrid"
    return confirmed or any(pattern.search(named.group(2)) for pattern in (_AUTHOR_ROLE, _OUTLET, _YEAR))


def _headline(lines: Sequence[_Line], head: Sequence[int]) -> int | None:
    """Return the index of the headline among `head`, the undecided lines before the body.

    It is the first line of at least four words before any prose, else the longest. In a page that was copied with its menu, the
    last lines before the byline or the date count, or else before the body. A text of short sentences alone has none.
    """
    prose = next((index for index in head if lines[index].stop and lines[index].prose), len(lines))
    candidates = [index for index in head if index < prose and not lines[index].prose]
    long = [index for index in candidates if _may_be_headline(lines[index])]
    if not any(not lines[index].text.rstrip().endswith(".") for index in long):
        # Short lines that end like sentences are the text of a short article: its headline is before them.
        short = [index for index in candidates if index not in long and not lines[index].text.rstrip().endswith(".")]
        long = long if not short or (long and long[0] < short[0]) else []
        candidates = short or candidates
    kicker = next((index for index in reversed(candidates) if long and _is_late_kicker(lines, index) and index > long[0]), -1)
    if kicker >= 0:
        return kicker + 1
    if len(long) > _MAX_STANDFIRST:
        mark = next(
            (index for index, line in enumerate(lines[: long[-1] + 2]) if index > long[0] and _marks_head(line)), long[-1] + 1
        )
        near = [index for index in long if index < mark]
        long = near[-2:] if len(near) > 1 and near[-1] - near[-2] == 1 else near[-1:]
    headline = next(iter(long), max(candidates, key=lambda index: lines[index].words, default=None))
    if headline is not None and lines[headline].stop and any(lines[index].stop for index in candidates if index < headline):
        # No kicker ends like a sentence: these lines are a text of short paragraphs without a headline.
        return None
    return headline


def _is_late_kicker(lines: Sequence[_Line], index: int) -> bool:
    """Return True if a kicker in capitals at `index` shows that the lines before it are no headline, but the one after it is."""
    if lines[index].words > _MAX_KICKER or not lines[index].text.isupper() or index + 1 == len(lines):
        return False
    below = lines[index + 1]
    headline = below.role is None and not below.prose and _may_be_headline(below)
    return headline and any(_marks_head(line) for line in lines[index + 2 : index + 4])


def _may_be_headline(line: _Line) -> bool:
    """Return True if a line is long enough for a headline; three words are if the last is no name ("Harbour wall closes")."""
    return line.words >= _MIN_HEADLINE or (line.words == _MIN_HEADLINE - 1 and line.text.rpartition(" ")[2].islower())


def _marks_head(line: _Line) -> bool:
    """Return True if `line` is a byline or a date, which follow the headline."""
    return line.is_a("byline", "dateline")


def _label_weak_credits(lines: Sequence[_Line]) -> None:
    """Label lines that end in an agency's name as captions.

    After the last sentence of the article, the name says where the article comes from.
    """
    weak = [
        index
        for index, line in enumerate(lines)
        if line.role is None
        and index
        and not line.stop
        and _ends_with_agency(line.text)
        and _WEAK_CREDIT.search(line.text[-_TAIL:])
    ]
    if not weak or len(weak) > _MAX_WEAK_CREDITS:
        return
    last = max(index for index, line in enumerate(lines) if line.role is None and (line.prose or index in weak))
    for index in weak:
        ending = index >= last and _AFTER_SENTENCE.search(lines[index].text[-_TAIL:])
        if not ending and len(lines[index].text) <= _MAX_CAPTION:
            lines[index].role = boilerplate.CAPTION


def _label_related(lines: Sequence[_Line], body: int) -> None:
    """Label undecided lines after a heading of related links as links, up to the next line of prose.

    Before a byline or a date of the head they may be the headline, so that the heading is only that of a menu.
    """
    if not any(line.role is boilerplate.RELATED_HEADING for line in lines):
        return
    listing = False
    mark = max((index for index, line in enumerate(lines[:body]) if _marks_head(line)), default=-1)
    for index, line in enumerate(lines):
        role = line.role
        if role is not None:
            listing = (role is boilerplate.RELATED_HEADING and index > mark) or (listing and role.kind == "ui")
        elif listing and (
            (not line.stop and line.words <= _MAX_HEADLINE) or line.text.endswith("...") or _is_headline_in_list(lines, index)
        ):
            line.role = boilerplate.RELATED_LINK
        else:
            listing = False


def _is_headline_in_list(lines: Sequence[_Line], index: int) -> bool:
    """Return True if a line that ends like a sentence is short and among links all the same."""
    below = lines[index + 1 : index + 3]
    return lines[index].words <= _MAX_LINK and len(below) == 2 and not any(line.stop or line.prose or line.role for line in below)


def _label_comments(lines: Sequence[_Line], body: int) -> None:
    """Label the readers' comments, from their heading to the end."""
    after = range(len(lines) - 1, body, -1)
    short = (index for index in after if lines[index].words <= _MAX_BUTTON or lines[index].text[-1] == ":")
    marks = (index for index in short if _marks_comment(lines[index].text[-_TAIL:]))
    last = list(islice(marks, _MIN_COMMENTS))
    if len(last) < _MIN_COMMENTS:
        return
    headings = (
        index for index in range(body + 1, last[-1]) if lines[index].words <= 20 and _COMMENTS_HEADING.match(lines[index].text)
    )
    for line in islice(lines, next(headings, len(lines)), None):
        line.role = line.role or LineRole("ui", "comment")


def _marks_comment(tail: str) -> bool:
    return _COMMENT_BUTTON.match(tail) is not None or (tail[-1] == ":" and _COMMENTER.search(tail) is not None)


def _label_end(lines: Sequence[_Line]) -> None:
    """Label undecided lines that are no prose after the boilerplate that follows the end of the article.

    The article ends with the last two lines of prose that no undecided line separates. A line before prose is a subhead.
    """
    undecided = [index for index in range(len(lines) - 1, -1, -1) if lines[index].role is None]
    pairs = (index for index, before in pairwise(undecided) if lines[index].prose and lines[before].prose)
    last = next(pairs, None) or next((index for index in undecided if lines[index].prose), None)
    if last is None:
        return
    ended = False
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if line.role is not None:
            ended = ended or _ends_article(line)
        elif ended and not line.prose and not line.stop and not _LIST_ITEM.match(line.text):
            below = lines[index + 1] if index + 1 < len(lines) else None
            if below is None or below.role is not None or not below.prose:
                line.role = LineRole("ui", "after the end")


def _ends_article(line: _Line) -> bool:
    """Return True if `line` is boilerplate that follows an article: neither an advertisement nor a number."""
    if line.role is boilerplate.BOILERPLATE:
        return boilerplate.MIDDLE.search(line.text) is None
    return line.role is boilerplate.RELATED_HEADING


def _label_tags(lines: Sequence[_Line]) -> None:
    """Label two or more short lines with only boilerplate after them as topics, if they follow undecided lines."""
    tags: list[_Line] = []
    for line in reversed(lines):
        if line.role is None and (line.words > _MAX_TAG or line.stop or _LIST_ITEM.match(line.text)):
            break
        if line.role is None:
            tags.append(line)
        elif line.role.kind not in ("ui", "credit"):
            return
    else:
        return
    if len(tags) >= _MIN_TAGS:
        for line in tags:
            line.role = LineRole("ui", "topic at the end")


def _label_author(lines: Sequence[_Line]) -> None:
    """Label lines after the byline that repeat an author's name, or say who the author is."""
    names: dict[str, list[str]] = {}
    for line in lines:
        if line.role is not None:
            for name in _names_in(line.text) if line.role.kind == "byline" else ():
                same = names.setdefault(name.split(" ", 1)[0], [])
                if name not in same and len(same) < _MAX_NAMESAKES:
                    same.append(name)
        elif names and line.words <= _MAX_ABOUT_AUTHOR:
            text = line.text.strip("*_ —–-")
            namesakes = names.get(text.partition(" ")[0])
            if namesakes is None:
                continue
            author = next((name for name in namesakes if text.startswith(name)), None)
            if author == text:
                line.role = LineRole("byline", "the author's name")
            elif author is not None and _ABOUT_AUTHOR.match(text, len(author)):
                line.role = LineRole("credit", "endnote: about the author")


def _label_signature(lines: Sequence[_Line]) -> None:
    """Label a name after the last line of prose, as under a letter, as a byline."""
    last = next((index for index in range(len(lines) - 1, 0, -1) if lines[index].role is None), 0)
    if (
        last
        and not lines[last].stop
        and _NAMES.match(lines[last].text.strip("*_—–- "))
        and lines[last - 1].prose
        and lines[last - 1].role is None
    ):
        lines[last].role = LineRole("byline", "name at the end")


def _names_in(byline: str) -> list[str]:
    return _NAME.findall(_BY.sub("", byline))


def _label_repetitions(lines: Sequence[_Line]) -> list[LineRole]:
    """Label lines that are equal to an earlier one as duplicates, but not boilerplate or short prose such as "Yes."."""
    seen: set[str] = set()
    labelled = []
    for line in lines:
        role = line.role or _default(line)
        repeated = line.text in seen and role.kind != "ui" and (role.kind not in ("paragraph", "list") or len(line.text) >= 60)
        labelled.append(LineRole("duplicate", "seen above") if repeated else role)
        seen.add(line.text)
    return labelled
