"""Sentences: their boundaries, found by rules.

A scan finds clusters of terminators ("?!", '.”', "…"), and `_ends` decides each by a bounded window to the left and right, so the
time is linear in any text. The conventions: a quotation of several sentences is split into its sentences; the closing quote
belongs to the sentence that it closes; `“…today,” he said.` and `“Why?” Smith asked.` are one sentence; a newline always ends a
sentence, but counts as a space in a block of hard-wrapped text; a colon or semicolon never ends one.

The rules, with the numbers that the comments use:

 1. a closing quote after a space is attached to the left
 2. hashtags, handles and links at the end of a line stay with the sentence before them
 3. before a lower-case word there is no boundary (but "iPhone", and "he was tired. then he left")
 4. `?” !” …”` and up to five capitalised words and a verb of speech: attribution, no boundary
 5. an ellipsis ends a sentence only before a capital or a quotation
 6. `CITY, State (AP) —` is not cut
 7. no boundary after titles, nor after references before a number
 8. nor after German and Slavic ordinals: "11. September"
 9. nor after the number of a list item
10. nor after initials ("J. Van Dam", "J.D. Ruiz"), but "I." may be a pronoun
11. after "U.S.", "p.m.": only before a word that starts sentences, a quotation, or a subject and its verb, never a role noun
12. after "Inc.", "Calif.", "Nov.": the same
13. footnote marks are attached to the left
14. a short quoted phrase used as a noun is not cut inside
15. a space that was forgotten after a full stop counts: "on Monday.The mayor", but not "Booking.Com"

Scripts without spaces are split at their own full stops. About 99.5 % of boundaries in news are right; a person corrects the
rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotate.articles.cleaning.wrapping import LINE, fold
from annotate.articles.vocabulary import (
    AUXILIARIES,
    BEFORE_A_CAPITAL,
    BEFORE_A_NUMBER,
    COUNTRIES,
    GERMAN_ORDINAL_AFTER,
    GERMAN_ORDINAL_BEFORE,
    HOURS_BELONG,
    INITIALISMS,
    LEADS,
    LOWER_STARTERS,
    MARKED_NAMES,
    NEVER,
    ORGANISATIONS,
    ROLE_NOUNS,
    SOMETIMES,
    SPEECH_VERBS,
    STARTERS,
    TIME_WORDS,
    TITLES,
    TOP_LEVEL,
    UNITS,
    YEARS,
)
from annotate.model import Block, Sentence
from annotate.model.ids import sentence_id

_FULL_WIDTH = "。！？｡।॥۔։።။។"  # these end a sentence without a space after them
_TERMINATORS = ".!?…‼⁇⁈⁉؟፧\u037e" + _FULL_WIDTH
_CLOSERS = "\"'”’»›)\\]}」』）】》〉＂"  # and “ «, which open in most languages, unless a word follows
_OPENERS = "\"'“‘«„‚‹»›([{¿¡「『（【《〈*_"
_QUOTES = "\"'”’“»›「』」"
_LEFT = 44  # characters to the left that are examined: enough for any abbreviation and a short quoted phrase

_BEGINNING = 200  # characters at the beginning of a sentence that are examined

_ELIDED = ("l’", "d’", "L’", "D’", "l'", "d'", "L'", "D'")

_LISTED = NEVER | SOMETIMES | BEFORE_A_NUMBER | BEFORE_A_CAPITAL
_CAPITALISED = NEVER | BEFORE_A_NUMBER
_INTERJECTIONS = "OÓÔО"
_ACCENTED_WORDS = "éèàáóòâê"  # "Não é.", "Oui, il y a.": of one letter, but no initials
_AND_SO_ON = re.compile(r"\bт\. ?(?:д|п|ін)\Z")
_DATE_GOES_ON = re.compile(r"\d{1,2}\. ?\d{2,4}\b")
_DAY_AND_MONTH = re.compile(r"\b\d{1,2}\. ?\d{1,2}\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_SQUARE = re.compile(r"(?:кв|куб)\. ?к?м\Z")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLC]{1,6})(?:-?(?:х|е|го|ті))?[ \u00a0][^\W\d_]{1,2}\Z")
_AFTER_UNSPACED = re.compile(r"(?<=[\u3040-\u9fff\uac00-\ud7af])[A-Za-z.]{1,10}\Z")
_CLUSTER = re.compile(
    rf"[{_TERMINATORS};]"
    rf"(?:(?<=[{_FULL_WIDTH}])|(?<=\w\w[.!?])(?=[A-Z][a-z ])|(?![A-Za-z0-9]))"
    rf"(?:[{_TERMINATORS}{_CLOSERS}]|[“«](?!\w))*+"
    r"(?:[ \u00a0\u202f](?:[”’»]++(?=[\s,.;:]|\Z)|\"(?=\s+[a-z]|\s*+\Z)))?"  # rule 1
    r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹*†‡_]){0,4}"  # rule 13
    r"(\s*+)"
)
_NEXT_WORD = re.compile(rf"[{_OPENERS}\s—–-]{{0,4}}([^\W_](?:[\w’'-]{{0,40}}\w)?)")
_SECOND_WORD = re.compile(r"\S{1,40}\s+(\w{1,20})")
_ATTRIBUTION = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]{0,30},?\s(?:\d\d?,\s|(?:of|de|van|von|bin|al|la|der|del)\s)?){1,5}(?:\w{1,20}ly\s)?"
    rf"(?:{SPEECH_VERBS})\b"
)
_FULL_WIDTH_ATTRIBUTION = re.compile(
    r"[^。！？“”「」，,没沒无無不未\s]{0,12}(?:说|說|道|问|問|称|稱|表示|指出|写道|寫道|回答|喊|と|って|、)(?![：:])"
)
_TAGS_TO_THE_END = re.compile(r"(?:[#@(]?(?:https?://|www\.|pic\.|[#@]\w)\S{0,200}\s*+){1,20}\Z")
_PHRASE_OPENS = re.compile(r"(?:\A|[\s(—])[\"“‘'][^\"“”]{1,40}\Z")
_PHRASE_CLOSES = re.compile(
    r"[^\"“”]{0,40}?[^\"“”,—](?:[\"”'’](?=:)|[\"”]\s+(is|was|has|had|are|were|will)\b|"
    rf"[\"”]\s+(?!(?:he|she|they|we|it|an?|the|his|her|their|one|two|and|but|as|to|{SPEECH_VERBS})\b)[a-z])"
)
_UNSPACED_TOKEN = re.compile(r"(?:\A|(?<=[\s(\"“‘'«„—–]))([^\W_][\w’'-]+)\Z")
_IN_ADDRESS = re.compile(r"[.@/:\\(=_]\w|\(\)|@")
_LOWER_WORD = re.compile(r"([a-z]+)(?=[\s,’'])")
_FOR_EXAMPLE = re.compile(r"\b(?:(?:[pt]|ad|por|de)\.? ?(?:ex|es|ej|eks))\Z")
_PARTICLE = re.compile(r"(?:Le|La|Les|De|Du|Von|Van|Di|Da|Del|Della|Dos|Ter|El|Al|Bin|Ben)\s[^\W\d_a-z]")
_ROMAN = re.compile(r"[IVXLC]{2,7}\b")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[)\]]?\Z")


def segment(text: str, blocks: Sequence[Block], document_id: str) -> tuple[Sentence, ...]:
    """Return the sentences of the annotated blocks of `text`, in order; each is inside its block."""
    return tuple(
        Sentence(sentence_id(document_id, block.start + start), index, block.start + start, block.start + end)
        for index, block in enumerate(blocks)
        if block.annotated
        for start, end in split_sentences(fold(text[block.start : block.end]))
    )


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as half-open offsets in code points, without the white space around them."""
    spans: list[tuple[int, int]] = []
    for match in LINE.finditer(text):
        offset = match.start()
        spans += [(offset + start, offset + end) for start, end in _split_line(match.group().rstrip())]
    return spans


def _split_line(line: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _CLUSTER.finditer(line):
        end, after = match.span(1)
        if after == len(line):
            break
        if _ends(line, begin, match.start(), end, after):
            yield begin, end
            begin = after
    yield begin, len(line)


def _ends(line: str, begin: int, mark: int, end: int, after: int) -> bool:
    """Return True if the sentence from `begin` ends with the cluster line[mark:end]; the next word begins at `after`."""
    following = line[after]
    if end == after:
        if line[mark] in _FULL_WIDTH:
            return _ends_full_width(line, mark, end)
        return following.isupper() and _ends_without_space(line, begin, mark, end)
    left = line[max(begin, mark - _LEFT) : mark]
    if following.islower():
        if line[after + 1 : after + 2].isupper():
            return True  # "iPhone"
        return line[mark] == "." and mark + 1 == end and _ends_before_lower_case(line, after, left)  # rule 3
    if not _may_begin(line, following, after) or (line[mark] == ";" and not _is_greek(left)):
        return False
    if line[mark] == "." and mark + 1 == end:
        ends = _ends_at_full_stop(line, begin, mark, after, left)
    else:
        ends = _ends_at_cluster(line, mark, end, after, left)
    return ends and not (("“" in left or '"' in left or "'" in left) and _inside_noun_phrase(line, left, after))


def _may_begin(line: str, following: str, after: int) -> bool:
    """Return True if a sentence may begin with `following`, a character that is not lower case."""
    if following.isalnum():
        return True
    if following in ".,;:!?…)]}%/&+=|~":
        return False
    if following in "#@(h" and _TAGS_TO_THE_END.match(line, after):
        return False  # rule 2
    if following in "—–-":
        return not _next_word(line, after)[:1].islower()
    return True


def _ends_without_space(line: str, begin: int, mark: int, end: int) -> bool:
    """Return True if a space was forgotten after the stop: "on Monday.The mayor", but not "Booking.Com" or "St.Gallen"."""
    following = _NEXT_WORD.match(line, end)
    token = _UNSPACED_TOKEN.search(line, max(begin, mark - _LEFT), mark)
    if following is None or token is None or _IN_ADDRESS.match(line, following.end()):
        return False
    left, right = token.group(1), following.group(1)
    if left in _LISTED or left.lower() in _LISTED or _is_abbreviation(left) or right in TOP_LEVEL or not right[1:].islower():
        return len(right) == 1 and right in "AIЯВІОАÉ" and left.islower() and left not in _LISTED
    return left[-1].islower() or (left.isdigit() and len(left) > 1) or _is_starter(right)


def _ends_before_lower_case(line: str, after: int, left: str) -> bool:
    """Return True if a full stop ends a sentence before a word in lower case, which is careless English."""
    word = left.rsplit(None, 1)[-1] if left and not left[-1].isspace() else ""
    if len(word) < 4 or not (word.isascii() and word.isalpha() and word.islower()) or word in _LISTED or word.endswith("str"):
        return False
    following = _LOWER_WORD.match(line, after)
    return following is not None and following.group(1) in LOWER_STARTERS


def _is_greek(left: str) -> bool:
    """Return True if a semicolon after `left` is a Greek question mark."""
    return "\u0370" <= left[-1:] <= "\u03ff" or "\u1f00" <= left[-1:] <= "\u1fff"


def _ends_full_width(line: str, mark: int, end: int) -> bool:
    """Return True if a full-width stop ends the sentence: not before the attribution of a quotation (rule 4)."""
    if line[end] in "，、；：,;:)）」』”’":
        return False
    return line[end - 1] not in '”」』’"' or not _FULL_WIDTH_ATTRIBUTION.match(line, end)


def _ends_at_cluster(line: str, mark: int, end: int, after: int, left: str) -> bool:
    """Decide after everything except a single full stop: ellipses, question marks, closing quotes and brackets."""
    cluster = line[mark:end].rstrip()
    quoted = any(character in _QUOTES for character in cluster)
    if quoted and cluster[0] in "!?…" and _is_attribution(line, after):
        return False  # rule 4
    if cluster[0] == "…" or cluster.startswith(".."):
        return line[after].isalpha() or line[after] in _OPENERS  # rule 5
    if cluster[0] == ".":
        word = _last_word(left)
        closed = quoted or cluster[-1] == "."  # the second stop of "(Calif.)." ends the sentence
        return word not in NEVER and (closed or not _is_abbreviation(word) or _starts_sentence(line, after, word))
    return cluster != "!" or _last_word(left) not in MARKED_NAMES or _is_starter(_next_word(line, after))


def _is_attribution(line: str, after: int) -> bool:
    match = _ATTRIBUTION.match(line, after)
    if match is None:
        return False
    first = match.group().split(None, 1)[0]
    return first == "I" or first not in STARTERS


def _last_word(left: str) -> str:
    words = left.rsplit(None, 1)
    word = words[-1] if words else ""
    if not word.isascii():
        latin = _AFTER_UNSPACED.search(word)
        word = latin.group() if latin else word
    if word.isalnum():
        return word
    word = word.lstrip(_OPENERS).rpartition("-")[2]
    return word[2:] if word[:2] in _ELIDED else word


def _is_abbreviation(word: str) -> bool:
    return word in SOMETIMES or _is_acronym(word) or (word.isupper() and len(word) > 1 and word.title() in SOMETIMES)


def _is_acronym(word: str) -> bool:
    """Return True if `word` is like "U.S", "p.m", "Ph.D": letters, at most two between stops."""
    return "." in word and word[-1].isalpha() and max(map(len, word.split("."))) <= 2


def _ends_at_full_stop(line: str, begin: int, mark: int, after: int, left: str) -> bool:
    word = _last_word(left)
    if mark - len(word) == begin and word[:1].isupper() and word[0].lower() + word[1:] in _CAPITALISED:
        word = word[0].lower() + word[1:]  # "Вул. Шевченка" at the beginning
    if len(word) > 3 and word.isalpha() and not (word.isupper() or word in _LISTED or word.endswith("str")):
        return True  # nearly all words; the rest of the function is for abbreviations
    if not word:
        return line[begin:mark].strip() != ""
    if len(left) <= 6 and mark - begin <= 6 and _LIST_NUMBER.match(line[begin:mark]):
        return word in _INTERJECTIONS and _is_starter(_next_word(line, after))  # rule 9, but "O. Dat is vreemd."
    if word in NEVER or (word.isupper() and len(word) > 1 and word.title() in TITLES):
        return False  # rule 7
    if _FOR_EXAMPLE.search(left):
        return False
    if word in BEFORE_A_NUMBER and word not in ("no", "et") and len(word) > 1 and _ROMAN.match(line, after):
        return False
    if line[after].isdigit() and (word in BEFORE_A_NUMBER or word.title() in BEFORE_A_NUMBER or word.endswith(("str", "Str"))):
        return False
    if word.isdigit():
        return len(word) > 2 or not _is_ordinal(line, left, after)
    if (len(word) <= 4 and not word.isascii()) or word in BEFORE_A_CAPITAL or word in UNITS:
        decision = _ends_at_measure(line, begin, mark, after, left, word)
        if decision is not None:
            return decision
    if len(word) == 1 and word.isalpha():
        return _ends_at_letter(line, after, left, word)
    if not _is_abbreviation(word):
        return True
    lead = mark - begin < _LEFT and line[begin:mark].split(None, 1)[0] in LEADS
    return _starts_sentence(line, after, word, lead)


def _ends_at_measure(line: str, begin: int, mark: int, after: int, left: str, word: str) -> bool | None:
    """Decide after years, units and "and so on", which belong to the words before them; None if `word` is not one of these."""
    capital = line[after].isupper()
    if word in BEFORE_A_CAPITAL or _AND_SO_ON.search(left) or _SQUARE.search(left):
        return capital or line[after] in _QUOTES or line[after] in "—–"
    if (word not in YEARS and word not in UNITS) or not _NUMBER_BEFORE.search(left):
        return None
    if word not in YEARS or _is_starter(_next_word(line, after)):
        return capital
    words = line[begin : min(mark, begin + _BEGINNING)].split(None, 7)
    return capital and (
        len(words) > 6 or mark - begin > _BEGINNING or (len(words) > 3 and words[0].isalpha() and words[0] not in TIME_WORDS)
    )


def _is_ordinal(line: str, left: str, after: int) -> bool:
    """Apply rule 8: return True if the number at the end of `left` is an ordinal."""
    if not line[after].isupper():
        return bool(_DATE_GOES_ON.match(line, after) or (_DAY_AND_MONTH.search(left) and _YEAR.match(line, after)))
    before = left.rsplit(None, 2)[-2:][0]
    if before.lower() in GERMAN_ORDINAL_AFTER:
        return True
    return _next_word(line, after) in GERMAN_ORDINAL_BEFORE and not before.isalpha()  # "on June 10. August was"


def _ends_at_letter(line: str, after: int, left: str, letter: str) -> bool:
    """Apply rule 10: a letter is an initial unless a word that starts sentences follows, or it is the pronoun "I"."""
    if not line[after].isalpha():
        return line[after] in _QUOTES and letter.isupper()
    if letter in _ACCENTED_WORDS or (letter == "I" and left[-3:-2].islower()):
        return True
    if _PARTICLE.match(line, after):
        return False  # "M. Le Maire", "J. Van Dam"
    word = _next_word(line, after)
    return _is_starter(word) and (len(word) > 1 or not (letter.isupper() or word.isascii()))  # "А. В. Иванов", but "г. В"


def _starts_sentence(line: str, after: int, abbreviation: str, lead: bool = False) -> bool:
    """Apply rules 11 and 12: return True if the text at `after` looks like the start of a sentence, not like part of a name.

    `lead` is True if the text before it is only an adverbial ("In 44 B.C.").
    """
    following = line[after]
    word = _next_word(line, after)
    if not word or following in "([{—–-":
        return False  # rule 6
    if following in _OPENERS:
        return not word[0].islower()
    if _is_starter(word):
        return True
    if not word[0].isupper() or abbreviation == "St" or lead:
        return False
    if _is_name(abbreviation) or (abbreviation in ORGANISATIONS and word in COUNTRIES):
        return False
    if abbreviation.lower() in ("a.m", "p.m"):
        return word not in HOURS_BELONG and not (word.isupper() and len(word) <= 4)
    second = _SECOND_WORD.match(line, after)
    return second is not None and second.group(1) in AUXILIARIES and word.partition("-")[0] not in ROLE_NOUNS


def _is_name(abbreviation: str) -> bool:
    """Return True if `abbreviation` is initials: "J.D" as in "J.D. Ruiz", but not "U.S"."""
    letters = abbreviation.split(".")
    return len(letters) > 1 and abbreviation.isupper() and max(map(len, letters)) == 1 and abbreviation not in INITIALISMS


def _is_starter(word: str) -> bool:
    """Return True if `word` begins sentences, contracted ("It's") or not; "O'Brien" is a name."""
    head = word.replace("’", "'").partition("'")[0]
    return word in STARTERS or (head in STARTERS and (len(head) > 1 or head == "I"))


def _next_word(line: str, after: int) -> str:
    match = _NEXT_WORD.match(line, after)
    return match.group(1) if match else ""


def _inside_noun_phrase(line: str, left: str, after: int) -> bool:
    """Apply rule 14: return True if the boundary would be inside a short quoted phrase that is used as a noun."""
    opened = _PHRASE_OPENS.search(left)
    closed = _PHRASE_CLOSES.match(line, after) if opened else None
    if opened is None or closed is None:
        return False
    return opened.start() > 0 or closed.group(1) is not None
