"""Sentences: their boundaries, found by rules.

A scan finds clusters of terminators ("?!", '.”', "…"), and `_ends` decides each by a bounded window to the left and right, so the
time is linear in any text. The conventions: a quotation of several sentences is split into its sentences; the closing quote
belongs to the sentence that it closes; `“…today,” he said.` and `“Why?” Smith asked.` are one sentence; a newline always ends a
sentence, but counts as a space in a block of hard-wrapped text; a colon or semicolon never ends one.

The rules, with the numbers that the comments use:

 1. a closing quote after a space is attached to the left
 2. hashtags, handles and links at the end of a line stay with the sentence before them
 3. before a lower-case word there is no boundary (but "iPhone"), except after a full stop that ends no known abbreviation:
    "he was tired. then he left"; in Cyrillic only after a word that ends like no abbreviation, as bibliographies are full of them
 4. `?” !” …” —”` and up to five capitalised words and a verb of speech: attribution, no boundary
 5. an ellipsis ends a sentence only before a capital or a quotation
 6. `CITY, State (AP) —` is not cut
 7. no boundary after titles, nor after references before a number, in any numerals: "Op. 46", "Vol. XVII", "Fig. S2", "alin. (2)"
 8. nor after German and Slavic ordinals: "11. September"
 9. nor after the number of a list item
10. nor after initials ("J. Van Dam", "J.D. Ruiz"), but "I." may be a pronoun
11. after "U.S.", "p.m.": only before a word that starts sentences, a quotation, or a subject and its verb, never a role noun
12. after "Inc.", "Calif.", "Nov.": the same; after "etc.", "v. Chr.", which belong to the words before them: before a capital
13. footnote marks are attached to the left: "[1]", "²", " [17]" (but not in a list of references), "in the data.17 The"
14. a short quoted phrase used as a noun is not cut inside
15. a space that was forgotten after a full stop counts: "on Monday.The mayor", "at 5 p.m.The mayor", but not "Booking.Com"
16. a smiley or emoji of feelings ends a sentence before a capital: ":)", ")))", "🎉", but a heart may be a verb; one after a full
    stop is attached to the left
17. a dash after a full stop begins a sentence ("— I know."), but not before a number, an abbreviated place or volume
    ("— К.: Наука"), the author of a quotation or nothing, nor after a bracket

Scripts without spaces are split at their own full stops. About 99.5 % of boundaries in news are right; a person corrects the
rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.articles.cleaning.months import MONTHS
from annotate.articles.cleaning.wrapping import LINE, fold
from annotate.articles.vocabulary import (
    AUXILIARIES,
    BEFORE_A_CAPITAL,
    BEFORE_A_NUMBER,
    BEFORE_LOWER_CASE,
    COUNTRIES,
    CURRENCIES,
    ELIDED,
    GERMAN_ORDINAL_AFTER,
    GERMAN_ORDINAL_BEFORE,
    HOURS_BELONG,
    INITIALISMS,
    LABELS,
    LEADS,
    LISTED,
    LOWER_STARTERS,
    MARKED_NAMES,
    NEVER,
    ORGANISATIONS,
    PHRASES,
    ROLE_NOUNS,
    SHORT_WORDS,
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

_FULL_WIDTH = "。！？｡．।॥۔։።။។៕᱾꯫"  # these end a sentence without a space after them
_TERMINATORS = ".!?…‼⁇⁈⁉؟፧\u037e" + _FULL_WIDTH
_STARTS_A_CLUSTER = _TERMINATORS + ";:)—–"
_CLOSERS = "\"'”’»›)\\]}」』）】》〉＂"  # and “ «, which open in most languages, unless a word follows
_OPENERS = "\"'“‘«„‚‹»›([{¿¡「『（【《〈*_"
_QUOTES = "\"'”’“»›「』」"
_LEFT = 44  # characters to the left that are examined: enough for any abbreviation and a short quoted phrase

_BEGINNING = 200  # characters at the beginning of a sentence that are examined

_LISTED_OR_ELIDED = LISTED | ELIDED
_PHRASE_ENDS = frozenset(phrase.rpartition(".")[2] for phrase in PHRASES)
_AFTER_ORGANISATIONS = ORGANISATIONS | COUNTRIES
_AFTER_UNITS = COUNTRIES | CURRENCIES
_ADVERBIAL = TIME_WORDS | LEADS
_FRENCH_ELISIONS = "CDJLMNST"
_INTERJECTIONS = "OÓÔО"
_ACCENTED_WORDS = "éèàáóòâê"  # "Não é.", "Oui, il y a.": of one letter, but no initials
_DATE_GOES_ON = re.compile(r"\d{1,2}\. ?\d{2,4}\b")
_DAY_AND_MONTH = re.compile(r"\b\d{1,2}\. ?\d{1,2}\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_DAY_AND_SHORT_MONTH = re.compile(r"\b\d{1,2}(?:er|[.º°])? ?(?:de |d[’'])?([^\W\d_]{3,4})\Z")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLCХІ]{1,6})(?:-?(?:х|е|го|ті|му|м|ї|й))?[ \u00a0][^\W\d_]{1,2}\Z")
_AFTER_UNSPACED = re.compile(r"(?<=[\u3040-\u9fff\uac00-\ud7af])[A-Za-z.]{1,10}\Z")
_PARTICLES = "はがをにのもでとへや"
_PARTS = re.compile(r"[-(\[/“«]")
_HEARTS = "\u2763\u2764\U0001f493-\U0001f49f\U0001f5a4\U0001f90d-\U0001f90f\U0001f9e1"
_FACES = (  # that show a feeling about the words before them; pins, ticks and arrows are about what follows
    rf"{_HEARTS}\u2639\u263a\u2728\u270a-\u270c\u2b50\U0001f308\U0001f31f\U0001f37b-\U0001f37e\U0001f382\U0001f388-\U0001f38a"
    "\U0001f3c5\U0001f3c6\U0001f440\U0001f44a-\U0001f44f\U0001f480\U0001f490\U0001f4aa\U0001f4af"
    "\U0001f525\U0001f600-\U0001f64f\U0001f680\U0001f910-\U0001f92f\U0001f942\U0001f947-\U0001f949\U0001f970-\U0001f97a"
    "\U0001fae0-\U0001faf8"
)
_EMOJI = rf"[{_FACES}][\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d[{_FACES}\u2640\u2642]\ufe0f?)*+"
_SINGLE_HEART = re.compile(rf"[{_HEARTS}]\ufe0f?\Z")
_STARTS_WITH_EMOJI = re.compile(rf"[{_FACES}]")
_SMILEY = r"-?(?:[)(]{1,5}|[DP])(?=\s|\Z)"
_NOTE = r"\[(?:\d{1,3}(?:[,–-] ?\d{1,3}){0,5}|[a-z]|note \d{1,2}|citation needed)\](?::\s?\d{1,4}(?:[–-]\d{1,4})?)?"


def _clusters(note: str, emoji: str = "") -> re.Pattern[str]:
    """Return the pattern of a cluster of terminators, with what belongs to it: closing quotes, `note`s; group 1 is the space.

    A cluster may also begin with `emoji`, which most lines have not; searching for them takes time.
    """
    return re.compile(
        rf"(?:{f'(?:{emoji}){{1,20}}+|' if emoji else ''}[{_TERMINATORS};:)—–]"
        r"(?:(?<![:)—–])|(?<=[ա-և]:)|(?<=[—–])(?=[”\"](?:\s|\Z))"  # what is not one in itself: in Armenian, in `I—”`
        rf"|(?<=\)\))(?=\){{0,5}}(?:\s|\Z))|(?<=:)(?={_SMILEY}))"  # and in smileys (rule 16)
        rf"(?:(?<=[:;]){_SMILEY})?)"
        rf"(?:(?=\s)|(?<=[{_FULL_WIDTH}])|(?<=\w[.!?])(?=[A-Z][a-z ])|(?<=[a-z]{{4}}\.)(?=\d\d?\s)|(?![A-Za-z0-9]))"
        rf"(?:[{_TERMINATORS}{_CLOSERS}]|[“«](?!\w))*+"
        r"(?:(?! [A-Za-z“])"  # saves time: nothing of the following begins so
        r"(?:[ \u00a0\u202f](?:[”’»]++(?=[\s,.;:]|\Z)|\"(?=\s+[a-z]|\s*+\Z)))?"  # rule 1
        rf"(?:{note}|[¹²³⁰⁴-⁹*†‡_]|(?<=[a-z][.”])\d\d?(?=\s+[A-Z“])){{0,4}}"  # rule 13
        rf"(?: ?{_EMOJI}){{0,4}})?"  # rule 16
        r"(\s*+)"
    )


_CLUSTER = _clusters(_NOTE + r"| \[\d{1,3}(?:[,–-] ?\d{1,3}){0,5}\](?=\s|\Z)")
_CLUSTER_IN_REFERENCES = _clusters(_NOTE)
_CLUSTER_OR_EMOJI = _clusters(_NOTE, _EMOJI)
_DASH_STAYS = re.compile(r"[—–-]+(?:\s*(?:\d|№|(?![ЯІI]\b)[^\W\d_](?:\.|\s?:))|\W{0,40}\Z)")
_NAME_SPOKE = re.compile(
    r"[—–-]\s[А-ЯЁІЇЄҐ][\w’'-]+\s(?:[А-ЯЁІЇЄҐ][\w’'-]+\s)?[а-яёіїєґ]+(?:в|л|ла|ло|ли|вся|лся|лась|лась|лися|лись|є|ет|ит|ить)\b"
)
_SIGNATURE = re.compile(r"[—–-]{1,2}\s?[^\W\d_][^.!?“”\"«»\n]{0,60}\Z")
_NEXT_WORD = re.compile(rf"[{_OPENERS}\s—–-]{{0,4}}([^\W_](?:[\w’'-]{{0,40}}\w)?)")
_SECOND_WORD = re.compile(r"\S{1,40}\s+(\w{1,20})")
_ATTRIBUTION = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]{0,30},?\s(?:\d\d?,\s|(?:of|de|van|von|bin|al|la|der|del)\s)?){1,5}(?:\w{1,20}ly\s)?"
    rf"(?:{SPEECH_VERBS})\b"
)
_FULL_WIDTH_ATTRIBUTION = re.compile(
    r"[^。！？“”「」，,没沒无無不未\s]{0,12}(?:说|說|道|问|問|称|稱|表示|指出|写道|寫道|回答|喊|"
    r"言っ|述べ|話し|語っ|叫ん|答え|尋ね|聞い|と|って|、)(?![：:])"
)
_NOT_WORDS_TO_THE_END = re.compile(r"\W{0,40}\Z")
_TAGS_TO_THE_END = re.compile(r"(?:[#@(]?(?:https?://|www\.|pic\.|[#@]\w)\S{0,200}\s*+){1,20}\Z")
_PHRASE_OPENS = re.compile(r"(?:\A|[\s(—])[\"“‘'][^\"“”]{1,40}\Z")
_PHRASE_CLOSES = re.compile(
    r"[^\"“”]{0,40}?[^\"“”,—](?:[\"”'’](?=:)|[\"”]\s+(is|was|has|had|are|were|will)\b|"
    rf"[\"”]\s+(?!(?:he|she|they|we|it|an?|the|his|her|their|one|two|and|but|as|to|{SPEECH_VERBS})\b)[a-z])"
)
_UNSPACED_TOKEN = re.compile(r"(?:\A|(?<=[\s(\"“‘'«„—–$€£]))([^\W_][\w’'.-]*)\Z")
_IN_ADDRESS = re.compile(r"[.@/:\\(=_]\w|\(\)|@")
_LOWER_WORD = re.compile(r"([^\W\d_]+(?:[’']\w{1,2})?)(?=[\s,;!?…)]|[.:](?:[\s.]|\Z)|\Z)")
_FULL_WORD = re.compile(r"[а-яёіїєґ]+(?:[аеёиоуыэюяіїєйь]|(?:[^\W\d_]{3}(?:[аяыи]х|[аяи]м|[юуя]т|ал|ов)))\Z")
_EXAMPLES = ("ex", "es", "ej", "eks")
_FOR_EXAMPLE = re.compile(r"\b(?:[pt]|[Aa]d|[Dd]e|[Pp]or|par|per)\.? ?(?:ex|es|ej|eks)\Z")
_A_BEFORE = re.compile(r"\b[Aa]n? (?:[A-Z]\.){1,4}[A-Z]\Z")  # "an M.B.A." is a degree, not the initials of a name
_PARTICLE = re.compile(r"(?:Le|La|Les|De|Du|Von|Van|Di|Da|Del|Della|Dos|Ter|El|Al|Bin|Ben)\s[^\W\d_a-z]")
_REFERENCE_MARK = re.compile(
    r"[IVXLCХІ]{2,7}\b|[A-Z](?=[,;)])|\(\w{1,3}\)|[A-Z]{1,2}(?:\. ?|-)?\d|"
    r"[IVX](?:(?=[.:\]])|(?=\s(?:and|et|und|y|e|i|o|or|ou|of|de|to|bis)\b))"
)
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
        _split_line(match.group().rstrip(), match.start(), spans)
    return spans


def _split_line(line: str, offset: int, spans: list[tuple[int, int]]) -> None:
    """Add the sentences of a line that begins at `offset` to `spans`."""
    begin = 0
    clusters = (
        _CLUSTER_IN_REFERENCES if line[0] == "[" else _CLUSTER if line.isascii() or not _has_emoji(line) else _CLUSTER_OR_EMOJI
    )
    for match in clusters.finditer(line):
        end, after = match.span(1)
        if after == len(line):
            break
        if _ends(line, begin, match.start(), end, after):
            spans.append((offset + begin, offset + end))
            begin = after
    spans.append((offset + begin, offset + len(line)))


def _has_emoji(line: str) -> bool:
    """Return True if there may be emoji in `line`; bytes take a tenth of the time that a regular expression does."""
    return "\ufe0f" in line or b"\xf0\x9f" in line.encode("utf-8", "replace")


def _ends(line: str, begin: int, mark: int, end: int, after: int) -> bool:
    """Return True if the sentence from `begin` ends with the cluster line[mark:end]; the next word begins at `after`."""
    following = line[after]
    if end == after:
        if line[mark] in _FULL_WIDTH:
            return _ends_full_width(line, mark, end)
        return _ends_without_space(line, begin, mark, end)
    left = line[max(begin, mark - _LEFT) : mark]
    full_stop = line[mark] == "." and mark + 1 == end
    if following.islower():
        if line[after + 1 : after + 2].isupper():
            word = _last_word(left)
            return not full_stop or not (word in LISTED or "." in word)  # "iPhone", but "e.g. mRNA"
        return full_stop and _ends_before_lower_case(line, after, left)  # rule 3
    if not (following.isalnum() or _may_begin(line, mark, end, after)):
        return False
    if full_stop:
        if following.isdigit() and _is_in_date(line, after, left):
            return False
        _, space, word = left.rpartition(" ")
        ends = (space != "" and _is_plain_word(word)) or _ends_at_full_stop(line, begin, mark, after, left)
    else:
        ends = _ends_at_cluster(line, begin, mark, end, after, left)
    return ends and not (("“" in left or '"' in left or "'" in left) and _inside_noun_phrase(line, left, after))


def _is_plain_word(word: str) -> bool:
    """Return True for nearly all words, so that the rules for abbreviations need not be asked."""
    return len(word) > 3 and word.isalpha() and word not in _LISTED_OR_ELIDED and not word.isupper() and not word.endswith("str")


def _may_begin(line: str, mark: int, end: int, after: int) -> bool:
    """Return True if a sentence may begin with line[after], which is no letter or digit."""
    following = line[after]
    if following in ".,;:!?…)]}%/&+=|~":
        return False
    if following in "#@(h" and _TAGS_TO_THE_END.match(line, after):
        return False  # rule 2
    if following in "—–-":
        return not _next_word(line, after)[:1].islower() and not _dash_stays(line, mark, end, after)
    return following in _OPENERS or not _NOT_WORDS_TO_THE_END.match(line, after)


def _dash_stays(line: str, mark: int, end: int, after: int) -> bool:
    """Apply rule 17: return True if the dash at `after` joins what follows to the sentence before it."""
    if line[end - 1] in ")]" or (line[end - 1] in _QUOTES and _SIGNATURE.match(line, after)):
        return True
    if line[mark] == ".":
        return _DASH_STAYS.match(line, after) is not None
    return _NAME_SPOKE.match(line, after) is not None


def _is_smiley(line: str, begin: int, mark: int, end: int) -> bool:
    """Apply rule 16: return True for ":)" and for "))" that closes nothing, as Russians smile."""
    if line[mark] != ")":
        return end > mark + 1
    sentence = line[max(begin, mark - _BEGINNING) : end]
    return sentence.count(")") > sentence.count("(") + 1


def _ends_without_space(line: str, begin: int, mark: int, end: int) -> bool:
    """Return True if a space was forgotten after the stop: "on Monday.The mayor", but not "Booking.Com" or "St.Gallen"."""
    capital = line[end].isupper() or (line[end] == "“" and line[end + 1 : end + 2].isupper() and "„" not in line[begin:mark])
    if not capital and not "\u05d0" <= line[end] <= "\u0d7f":  # the scripts without capitals, from Hebrew to Malayalam
        return False
    following = _NEXT_WORD.match(line, end)
    token = _UNSPACED_TOKEN.search(line, max(begin, mark - _LEFT), mark)
    if following is None or token is None or _IN_ADDRESS.match(line, following.end()):
        return False
    left, right = token.group(1), following.group(1)
    if not capital:
        return len(left) > 3 and len(right) > 1 and "." not in left and left not in NEVER
    if right.lower() in TOP_LEVEL or left in NEVER or left.lower() in NEVER or _phrase_kind(left, left) == "never":
        return False
    if not right[1:].islower():
        return len(right) == 1 and right in "AIЯВІОАÉ" and left.islower() and left not in LISTED
    if left in LISTED or left.lower() in LISTED or _is_abbreviation(left):
        return len(left) > 1 and _is_starter(right)
    if len(left) == 1:
        return left.isdigit() and _is_starter(right) and line[token.start(1) - 1] in "$€£"
    return (left[-1].islower() and "." not in left) or left.isdigit() or _is_starter(right)


def _ends_before_lower_case(line: str, after: int, left: str) -> bool:
    """Return True if a full stop ends a sentence before a word in lower case, which is careless; but a link is left there."""
    word = _last_word(left)
    if len(word) < 2 or word in LISTED or "." in word:
        return False
    following = _LOWER_WORD.match(line, after)
    if following is None or following.group(1) in TOP_LEVEL:
        return False
    if following.group(1) in LOWER_STARTERS and (
        word in SHORT_WORDS or (len(word) > 3 and word.isalnum() and word[1:].islower())
    ):
        return word not in BEFORE_LOWER_CASE
    if not (word.isalpha() and word.islower()):
        return False
    if "\u0400" <= word[0] <= "\u04ff":
        return _FULL_WORD.match(word) is not None  # no abbreviation ends so in Cyrillic: "навч. посіб. для студ."
    return len(word) > 3 and word not in BEFORE_LOWER_CASE and not word.endswith("str")


def _is_greek_or_armenian(left: str) -> bool:
    """Return True if a semicolon after `left` is a Greek question mark, or a colon an Armenian full stop."""
    return "\u0370" <= left[-1:] <= "\u03ff" or "\u1f00" <= left[-1:] <= "\u1fff" or "\u0561" <= left[-1:] <= "\u0587"


def _ends_full_width(line: str, mark: int, end: int) -> bool:
    """Return True if a full-width stop ends the sentence: not before the attribution of a quotation (rule 4)."""
    if line[mark] == "．" and line[end].isdigit():
        return False
    if line[end] in "，、；：,;:)）」』”’":
        return False
    if line[end - 1] in "」』）》" and line[end] in _PARTICLES:
        return False
    return line[end - 1] not in '”」』’"' or not _FULL_WIDTH_ATTRIBUTION.match(line, end)


def _ends_at_cluster(line: str, begin: int, mark: int, end: int, after: int, left: str) -> bool:
    """Decide after everything except a single full stop: ellipses, question marks, closing quotes and brackets."""
    if line[mark] not in _STARTS_A_CLUSTER:
        return _ends_at_emoji(line, begin, mark, end, after)
    if line[mark] in ";:)" and not _is_greek_or_armenian(left):
        return line[after].isupper() and _is_smiley(line, begin, mark, end)
    cluster = line[mark:end].rstrip()
    quoted = any(character in _QUOTES for character in cluster)
    if quoted and cluster[0] in "!?…—–" and _is_attribution(line, after):
        return False  # rule 4
    if cluster[0] == "…" or cluster.startswith(".."):
        if mark - begin < 5 and not any(map(str.isalnum, line[begin:mark])):
            return False  # "[...] He left"
        return line[after].isalpha() or line[after] in _OPENERS  # rule 5
    if cluster[0] == ".":
        word = _last_word(left)
        closed = quoted or cluster[-1] == "."  # the second stop of "(Calif.)." ends the sentence
        if closed or not _is_abbreviation(word):
            return word not in NEVER
        return word not in NEVER and _starts_sentence(line, after, word, is_name=_is_name(word))
    return cluster != "!" or _last_word(left) not in MARKED_NAMES or _is_starter(_next_word(line, after))


def _ends_at_emoji(line: str, begin: int, mark: int, end: int, after: int) -> bool:
    """Apply rule 16 to emoji without a full stop before them: "We won 🎉 Now", but not "I ❤️ Rome" or "🔥 Hot 🔥 New"."""
    following = _next_word(line, after)
    if not following[:1].isupper() or _STARTS_WITH_EMOJI.match(line, begin):
        return False
    if _SINGLE_HEART.match(line[mark:end]):
        return _is_starter(following) and _last_word(line[max(begin, mark - _LEFT) : mark]) not in ("I", "We", "You")
    return begin < mark


def _is_attribution(line: str, after: int) -> bool:
    match = _ATTRIBUTION.match(line, after)
    if match is None:
        return False
    first = match.group().split(None, 1)[0]
    return first == "I" or first not in STARTERS


def _last_word(left: str) -> str:
    words = left.rsplit(None, 1)
    word = words[-1] if words else ""
    if word < "\u3040" and word.isalnum():
        return word
    if word > "\u3040":
        latin = _AFTER_UNSPACED.search(word)
        word = latin.group() if latin else word
    word = _PARTS.split(word.lstrip(_OPENERS))[-1]
    elided = word.replace("’", "'").rpartition("'")[2]
    return elided if elided in LISTED or elided in ELIDED else word


def _is_abbreviation(word: str) -> bool:
    return word in SOMETIMES or _is_acronym(word) or (word.isupper() and len(word) > 1 and word.title() in SOMETIMES)


def _is_acronym(word: str) -> bool:
    """Return True if `word` is like "U.S", "p.m", "Ph.D": letters, at most two between stops."""
    return "." in word and word[-1].isalpha() and max(map(len, word.split("."))) <= 2


def _ends_at_full_stop(line: str, begin: int, mark: int, after: int, left: str) -> bool:
    word = _last_word(left)
    if not word:
        return line[max(begin, mark - _BEGINNING) : mark].strip() != ""
    if mark - len(word) == begin and word not in LISTED and word[0].lower() + word[1:] in LISTED:
        word = word[0].lower() + word[1:]  # "Вул. Шевченка" at the beginning
    if word in NEVER:
        return word in UNITS and line[after].isupper() and _NUMBER_BEFORE.search(left) is not None  # rule 7, but "180 см. Вес"
    if _is_plain_word(word):
        return True
    before = line[begin:mark] if mark - begin < _LEFT else ""
    if "." in word:
        kind = _phrase_kind(left, word)
        if kind is not None:
            return _ends_at_phrase(line, begin, mark, after, kind)
        if word[0].isdigit() and word == before:
            return False  # rule 9
        if word.rpartition(".")[2] in NEVER:
            return False
        return not _is_acronym(word) or _starts_sentence(line, after, word, before, _is_name(word) and not _A_BEFORE.search(left))
    if len(left) <= 6 and mark - begin <= 6 and _LIST_NUMBER.match(before):
        return word in _INTERJECTIONS and _is_starter(_next_word(line, after))  # rule 9, but "O. Dat is vreemd."
    if (word.isupper() and len(word) > 1 and word.title() in TITLES) or _is_title(word, left) or _is_reference(line, after, word):
        return False  # rule 7
    if word in _EXAMPLES and _FOR_EXAMPLE.search(left):
        return False
    if word.isdigit():
        if left[-len(word) - 2 : -len(word) - 1] == ":" or before[: -len(word)].rstrip(". ").lower() in LABELS:
            return False  # "three ways: 1. Walk.", "Fig. 3. The old harbour"
        return line[after] != "§" and (len(word) > 2 or not _is_ordinal(line, left, after))
    decision = _ends_at_measure(line, begin, mark, after, left, word)
    if decision is not None:
        return decision
    if len(word) == 1 and word.isalpha():
        return _ends_at_letter(line, after, left, word)
    return not _is_abbreviation(word) or _starts_sentence(line, after, word, before)


def _is_in_date(line: str, after: int, left: str) -> bool:
    """Return True if `left` ends with a day and the abbreviation of a month, and a year follows: "12 ago. 2024"."""
    match = _DAY_AND_SHORT_MONTH.search(left)
    return match is not None and match.group(1).lower() in MONTHS and _YEAR.match(line, after) is not None


def _is_reference(line: str, after: int, word: str) -> bool:
    """Return True for a reference and its number: "No. 5", "Vol. XVII", "Fig. S2", "art. L. 123"."""
    if line[after].isdigit():
        return word in BEFORE_A_NUMBER or word.title() in BEFORE_A_NUMBER or word.endswith(("str", "Str"))
    if word not in BEFORE_A_NUMBER or len(word) < 2 or word in ("no", "et"):
        return False
    return _REFERENCE_MARK.match(line, after) is not None


def _is_title(word: str, left: str) -> bool:
    """Return True for titles that need a closer look: "l'on. Verdi", "Prof.Dr. Weber", and the initials of some scripts."""
    if word in ELIDED:
        return left[-len(word) - 1 : -len(word)] in ("'", "’")
    if word[-1] > "\u0530" and word[0] <= "\u0e2e":
        return _is_short_in_its_script(word)
    if len(word) > 4 or not (word.islower() and word.isalpha()) or left[-len(word) - 2 : -len(word) - 1] != ".":
        return False
    return left[: -len(word) - 2].rpartition(" ")[2] in NEVER  # "dr. ir. Bakker"


def _is_short_in_its_script(word: str) -> bool:
    """Return True for one letter of India, three of Armenia or four consonants of Thailand: no word, so an abbreviation."""
    if "\u0a80" <= word[0] <= "\u0aff":
        return False  # Gujarati has words of one letter
    if "\u0900" <= word[0] <= "\u0dff":
        return sum(map(str.isalpha, word)) == 1
    if word[0] >= "\u0e01":
        return len(word) <= 4 and all("\u0e01" <= character <= "\u0e2e" for character in word)
    return "\u0531" <= word[0] <= "\u0587" and len(word) <= 3


def _phrase_kind(left: str, word: str) -> str | None:
    """Return the kind of the abbreviation of several words at the end of `left`: "z. B", "до н. э", "av. J.-C"."""
    if word in PHRASES:
        return PHRASES[word]
    if "." in word:
        return PHRASES.get(word[0].lower() + word[1:]) if word[1:].islower() else None  # "F.eks" at the beginning
    before = left[-len(word) - 2 : -len(word)]
    if before[-1:] == "-":
        return PHRASES.get(left.rsplit(None, 1)[-1].lstrip(_OPENERS))  # "av. J.-C"
    if word not in _PHRASE_ENDS or (before[:1] != "." and not left.endswith("de C")):
        return None
    tail = left[-20:]
    words = tail.replace(".", " ").split()
    for count in range(min(len(words), 4), 1, -1):
        phrase = ".".join(words[-count:])
        if phrase in PHRASES and "." in left[-len(phrase) :] and (count < len(words) or len(tail) == len(left)):
            return PHRASES[phrase]
    return None


def _ends_at_measure(line: str, begin: int, mark: int, after: int, left: str, word: str) -> bool | None:
    """Decide after years, units and "and so on", which belong to the words before them; None if `word` is not one of these."""
    kind = "capital" if word in BEFORE_A_CAPITAL else _phrase_kind(left, word)
    if kind is not None:
        return _ends_at_phrase(line, begin, mark, after, kind)
    if (word not in YEARS and word not in UNITS) or not _NUMBER_BEFORE.search(left):
        return None
    return line[after].isupper() and (word not in YEARS or _is_starter(_next_word(line, after)) or _is_clause(line, begin, mark))


def _ends_at_phrase(line: str, begin: int, mark: int, after: int, kind: str) -> bool:
    """Decide after an abbreviation of several words, or one that belongs to the words before it."""
    capital = line[after].isupper()
    if kind == "era":
        return capital and (_is_starter(_next_word(line, after)) or _is_clause(line, begin, mark))
    if kind == "capital":
        return (capital and _next_word(line, after) not in _AFTER_UNITS) or line[after] in _QUOTES or line[after] in "—–"
    return False


def _is_clause(line: str, begin: int, mark: int) -> bool:
    """Return True if what begins at `begin` is more than an adverbial, such as "In the year 44 B.C."."""
    words = line[begin : min(mark, begin + _BEGINNING)].split(None, 7)
    return len(words) > 6 or mark - begin > _BEGINNING or (len(words) > 3 and words[0].strip(_OPENERS) not in _ADVERBIAL)


def _is_ordinal(line: str, left: str, after: int) -> bool:
    """Apply rule 8: return True if the number at the end of `left` is an ordinal."""
    if not line[after].isupper():
        return bool(_DATE_GOES_ON.match(line, after) or (_DAY_AND_MONTH.search(left) and _YEAR.match(line, after)))
    before = left.rsplit(None, 2)[-2:][0]
    following = _next_word(line, after)
    if before.lower() in GERMAN_ORDINAL_AFTER:
        return not _is_starter(following)
    return following in GERMAN_ORDINAL_BEFORE and not before.isalpha()  # "on June 10. August was"


def _ends_at_letter(line: str, after: int, left: str, letter: str) -> bool:
    """Apply rule 10: a letter is an initial unless a word that starts sentences follows, or it is the pronoun "I"."""
    if not line[after].isalpha():
        return letter in "IЯ" if line[after] in "—–" else line[after] in _QUOTES and letter.isupper()
    if left[-2:-1] == "/":
        return True  # "60 km/h"
    if letter in _ACCENTED_WORDS or (letter == "I" and left[-3:-2].islower()):
        return True
    if _PARTICLE.match(line, after):
        return False  # "M. Le Maire", "J. Van Dam"
    word = _next_word(line, after)
    return _is_starter(word) and (len(word) > 1 or not (letter.isupper() or word.isascii()))  # "А. В. Иванов", but "г. В"


def _starts_sentence(line: str, after: int, abbreviation: str, before: str = "", is_name: bool = False) -> bool:
    """Apply rules 11 and 12: return True if the text at `after` looks like the start of a sentence, not like part of a name.

    `before` is the text before it if that is short, and so may be only an adverbial ("In 44 B.C."). `is_name` means that the
    abbreviation is the initials of a name.
    """
    following = line[after]
    word = _next_word(line, after)
    if not word or following in "([{—–-":
        return False  # rule 6
    if following in _OPENERS:
        return not word[0].islower()
    if is_name and _PARTICLE.match(line, after):
        return False  # "W.E.B. Du Bois"
    if _is_starter(word):
        return True
    if not word[0].isupper() or abbreviation == "St" or (before and before.split(None, 1)[0] in LEADS):
        return False
    if is_name or (abbreviation in ORGANISATIONS and word in _AFTER_ORGANISATIONS):
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
    if word in STARTERS:
        return True
    head, apostrophe, rest = word.replace("’", "'").partition("'")
    if len(head) > 1 or head == "I":
        return head in STARTERS or rest == "t"
    return apostrophe != "" and head in _FRENCH_ELISIONS and rest[:1].islower()


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
