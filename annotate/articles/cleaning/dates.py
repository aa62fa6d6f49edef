"""Dates in the formats of news pages: date lines, and the ISO 8601 date in a text.

dateparser was compared: it reads relative dates and more languages, but takes 60 ms to import and 1 to 50 ms for a text, guesses
the order of 03/04/2024, and completes "May 2024" with today's day. The names of months come from the Unicode CLDR instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

from annotate.articles.cleaning.months import CROATIAN, MONTHS, WEEKDAYS

_DATE_VOCABULARY = """
tues thur thurs weds terca
published updated posted created first last modified on at a an ago hour hours minute minutes min mins day days date
am pm p m et est edt pt pst pdt ct cst cdt gmt bst utc cet cest ist uk us z t h th st nd rd
msk мск eest eet west wet aest aedt jst kst hkt sgt wib wita wit brt art
veröffentlicht aktualisiert stand am um uhr den vom publié mis à jour le publicado actualizado atualizado el de del em às
today yesterday ap heure heures jour jours il y hace horas minutos días hora há atrás vor stunden stunde minuten tagen
heute gestern hoy ayer modifié modifiée actualisé publiée aujourd hui hier mise maj à la las les y e actualizada
publicado publicada pubblicato aggiornato alle ore il del ultimo aggiornamento gepubliceerd bijgewerkt geplaatst op om
opublikowano aktualizacja data
publikacji zaktualizowano dodano erstellt zuletzt geändert erschienen letzte aktualisierung edited date and und views
view dzisiaj wczoraj
mez mesz wib hrs hours uur godz kl publicerad uppdaterad publisert oppdatert publiceret opdateret
issued modifica modificato aggiornata mod akt veröff m horas hs h30 h45 msk
änderung опубликовано обновлено г года року в о 年 月 日 发布 更新 时间 发布时间 发表时间 更新时间 发布于 更新于 公開 掲載
配信 입력 기사입력 등록 수정 최종수정 업데이트
"""
_DATE_WORDS = frozenset(_DATE_VOCABULARY.split()) | WEEKDAYS | MONTHS.keys()
_LABELS_VOCABULARY = """
ago published updated posted modified veröffentlicht aktualisiert publié actualizado atualizado modifié y issued vor hace há
aktualisierung erstellt pubblicato aggiornato aggiornamento gepubliceerd bijgewerkt opublikowano aktualizacja dodano publicado
publicada created
"""
_LABELS = frozenset(_LABELS_VOCABULARY.split())
_BESIDE_A_CLOCK_VOCABULARY = """
mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday am pm et est edt pt pst pdt ct cst cdt
gmt bst utc cet cest ist uhr montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi
samedi dimanche lunes martes miércoles jueves viernes sábado domingo today yesterday heute gestern aujourd hier hoy ayer h
"""
_BESIDE_A_CLOCK = frozenset(_BESIDE_A_CLOCK_VOCABULARY.split())
_CLOCK = re.compile(r"(?<!\d)\d\d?(?:[:.h]\d\d|(?= ?[ap]m\b))(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[年月日]|[^\W\d_年月日]+")
_SHORT_WEEKDAY = re.compile(
    r"\A(?:Mo|Di|Mi|Do|Fr|Sa|So|lun|mar|mer|mié|jue|jeu|gio|ven|vie|sam|sáb|sab|dim|dom|ma|wo|do|vr|za|zo|pon|wt|śr|czw|pt|sob|"
    r"niedz|пн|вт|ср|чт|пт|сб|вс|нд)[.,]{0,2} (?=\d)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DIGIT = re.compile(r"\d")

_GAP = r"[\s\-‑–/.,]{0,4}"
_NAME = r"(?P<name>[^\s\d.,;:/|()\[\]\-‑–—·•'’\"“”«»]{2,16})(?:\s?/\s?[^\s\d/]{2,16})?"  # signs of vowels are no letters to `re`
_YEAR = r"(?:['’](?=\d\d\b))?(?P<y>\d{4}|(?<=['’])\d\d|(?<=-)\d\d(?![\d:])|(?<=\s)\d\d(?=\s\d\d?:\d\d))"
_OF = r"(?:d[ei]\s+|of\s+|d['’]\s?)?"
_ORDINAL = r"(?:st|nd|rd|th|er|[ºª°.]|η|ος|-?го|:?e|:a)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
        # 2024년 5월 6일, 令和6年5月6日
        r"(?:(?P<era>令和|平成|昭和|民國|民国)\s?(?P<n>\d{1,3}|元)|(?<!\d)(?P<y>\d{4}))\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})",
        r"(?<!\d)(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})日?,\s?(?P<y>\d{4})(?!\d)",
        # May 6th, 2024; Mon May 06 07:00:00 CEST 2024
        rf"{_NAME}{_GAP}(?P<d>\d{{1,2}}){_ORDINAL}[\s\-/.,]{{1,4}}(?:del?\s+)?{_YEAR}",
        rf"{_NAME}\s+(?P<d>\d{{1,2}})\s+\d\d?:\d\d(?::\d\d)?(?:\s+[A-Z][A-Z\d:+-]{{1,8}}|\s+[+-]\d{{4}})?\s+(?P<y>\d{{4}})",
        # 6 May 2024, 6. Mai 2024, 1er mai 2024, 6 de mayo del 2024, 6-May-24
        rf"(?<![\d:])(?P<d>\d{{1,2}}){_ORDINAL}{_GAP}{_OF}{_NAME}{_GAP}(?:del?\s+|du\s+|[พค]\.?ศ\.?\s*)?{_YEAR}",
        # 2024. május 6., 2024 m. gegužės 6 d., 2024. gada 6. maijs
        rf"(?<!\d)(?P<y>\d{{4}})(?:\s?m\.|\.)?[\s\-]{{1,2}}{_NAME}{_GAP}(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<y>\d{{4}})\.\s*gada\s+(?P<d>\d{{1,2}})\.\s*{_NAME}",
        # 6 tháng 5, 2024; Tháng Năm 6, 2024
        r"(?<!\d)(?P<d>\d{1,2})\s+(?:tháng|thg)\s+(?P<vi>\d{1,2}|[^\W\d]{2,5}(?:\s[^\W\d]{2,3})?)(?:,|\s)\s*(?:năm\s+)?(?P<y>\d{4})",
        r"(?:tháng|thg)\s+(?P<vi>\d{1,2}|[^\W\d]{2,5}(?:\s[^\W\d]{2,3})?)\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})",
        r"(?<![\d/.-])(?P<y>\d{4})\s?([/.-])\s?(?P<m>\d{1,2})\s?\2\s?(?P<d>\d{1,2})(?![\d/-]|\.\d)",
        r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
        r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d\d)(?![\d.])",
        r"(?<![\d/-])(?P<a>\d{1,2})\s?([/-])\s?(?P<b>\d{1,2})\s?\2\s?(?P<y>\d{4}|\d\d)(?![\d/-])",
    )
)
_TIME = re.compile(
    r"[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?![\d:])", re.IGNORECASE
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?")
_SECONDS = re.compile(r"(?:/Date\()?(\d{10})(\d{3})?(?:[+-]\d{4})?(?:\)/)?(?:\.\d+)?")
_SLASHES = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)")
_LONG_NAMES = re.compile(r"(كانون|تشرين)\s+(الأول|الثاني|الاول)")
_THAI_ABBREVIATION = re.compile(r"([ก-ฮเ][ก-๎]{0,2})\.([ก-ฮ])\.?")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_VIETNAMESE = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_MAX_TEXT = 5000  # characters in which a date is looked for
_BUDDHIST_YEARS = 543  # by which Thai years are ahead
_FIRST_YEAR, _LAST_YEAR = 1700, 2100  # years before and after are of another calendar, or a slip
_DAY_FIRST_TEXT = """
af ar be bg bs ca cs da de el es et eu fi fr ga gl he hi hr id it lv mk ms mt nb nl nn no pl pt ro ru sk sl sq sr sv th tr uk
vi
"""
_DAY_FIRST = frozenset(_DAY_FIRST_TEXT.split())
_DAY_FIRST_IN_TEXT = """
gb au nz ie in za ng ke gh pk sg my hk mt jm tt
"""
_DAY_FIRST_IN = frozenset(_DAY_FIRST_IN_TEXT.split())  # English
_MONTH_FIRST_IN = frozenset({"us", "ph"})
_EITHER_ORDER_IN = frozenset({"ca", "us", "ph", "pr", "za"})  # of other languages than English
UPDATED = re.compile(
    r"updat|modif|lastmod|"
    r"revis|(?:z?aktuali|actuali)[sz]|aggiorn|atualiz|обновл|оновл|изменен|mise? à jour|更新|修正|수정|güncelle|"
    r"bijgewerkt|gewijzigd|op+dater|uppdater|päivitet|muokattu|ενημ[εέ]ρ|ažurira|posodob|diperbarui|cập nhật|تحديث|עודכן|अपडेट|"
    r"به‌?روز|geändert|\bedited|corrected|\bstand\b.{0,3}:",
    re.IGNORECASE,
)
"""The words for a change of an article."""

PUBLISHED = re.compile(
    r"publish|\bposted|\bcreated|\bfiled|ver[öo]ffentlicht|erschienen|erstellt|publi[ée]|créé|publicad[oa]|publicat|pubblicat|"
    r"geplaatst|gepubliceerd|opublikowan|dodano|publikov|vydán|megjelen|közzét|yayın|publicer|publiser|julkaistu|δημοσιε|"
    r"опубликован|опубліков|публик|objavljen|dipublikasi|ditayangkan|đăng|xuất bản|"
    r"发布|發布|公開|配信|掲載|입력|등록|نشر|פורסם|प्रकाशित|منتشر",
    re.IGNORECASE,
)
"""The words for its publication."""

_LIFE = re.compile(
    r"[(,]?\s*(?:\b(?:[Bb]orn|[Dd]ied|geboren|gestorben|née?|nacid[oa]|falleci[oó]|nat[oa]|mort[oae]|nascid[oa]|urodzon[ya]|född|født|"
    r"overleden)\b|\b(?:b|d|geb|gest|ur|zm|f)\.(?=\s?\d)|[*†](?=\s?\d))[^()|;·]*\)?|"
    r"\([^()|]{0,40}\d{4}\s?[–—-]\s?[^()|]{0,40}\d{4}\)"
)
_TAGS = re.compile(
    r"\W*(?:tags?|tagged|filed (?:under|in)|topics?|keywords?|categor(?:y|ies)|schlag(?:worte|wörter)|themen|étiquettes|"
    r"mots[- ]clés|thèmes|"
    r"etiquetas|temas|argomenti|assuntos|trefwoorden|tagi|метки|теги)\s?:",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)


def is_date_line(line: str) -> bool:
    """Return True if `line` is only a date, perhaps with a time and a label ("Updated 14 hours ago")."""
    if len(line) > 120 or not _DIGIT.search(line):
        return False
    words = []
    weekday = _SHORT_WEEKDAY.match(line)
    for match in _WORD.finditer(line, weekday.end() if weekday else 0):
        parts = _date_words(match.group())
        if not all(parts):
            return False
        words += parts
    if not _LABELS.isdisjoint(words) or _SLASHES.search(line) or has_date(line):
        return True
    if _CLOCK.search(line) is None:
        return False
    return not _BESIDE_A_CLOCK.isdisjoint(words) or not MONTHS.keys().isdisjoint(words)


def words_beside_dates(line: str, limit: int) -> list[str]:
    """Return the first `limit` words of `line` that are not used in dates.

    >>> words_beside_dates("Madrid - 03 nov 2026 - 17:45 CET", 4)
    ['Madrid']
    """
    return list(islice((word for word in _WORD.findall(line) if not all(_date_words(word))), limit))


def _date_words(word: str) -> list[str]:
    """Return `word` in lower case, split if it is glued ("ESTUpdated"); a part that is not used in dates becomes empty."""
    lower = word.lower()
    if lower in _DATE_WORDS:
        return [lower]
    parts = [part.lower() for part in _GLUED.findall(word)] if word.isascii() else [""]
    return [part if part in _DATE_WORDS else "" for part in parts]


def has_date(text: str) -> bool:
    """Return True if `find_date` would find a date in `text`; the first form of a date suffices here.

    >>> has_date("6 maggio 2024, 17:45"), has_date("30 February 2024"), has_date("03/04/2024")
    (True, False, False)
    """
    if not _DIGIT.search(text):
        return False
    text = _readable(text)
    return _alone(text) is not None or next(_dates(text, None), None) is not None


def find_date(text: str, language: str | None = None) -> str | None:
    """Return the first date in `text` as ISO 8601; None if there is none.

    The time is kept if it is written after an ISO 8601 date. A number of seconds or milliseconds since 1970 that is the whole
    text is a date, too. Dates that can be read in two ways (03/04/2024) are ignored, unless `language` says which number is the
    day: all but English write it first, and in English the country decides. Impossible dates, and years of the Persian and the
    Islamic calendar, are not dates.

    >>> find_date("Mon May 06 07:00:00 CEST 2024"), find_date("6 maggio 2024"), find_date("26/05/2024")
    ('2024-05-06', '2024-05-06', '2024-05-26')
    >>> find_date("03/04/2024"), find_date("03/04/2024", "de"), find_date("03/04/2024", "en-US")
    (None, '2024-04-03', '2024-03-04')
    """
    if not _DIGIT.search(text):
        return None
    text = _readable(text)
    alone = _alone(text)
    if alone is not None:
        return alone
    iso = _FORMS[0].match(text)
    if iso and (found := _read(iso.groupdict(), language)):
        return _with_time(found, text, iso)
    first = min(_dates(text, language), key=lambda found: found[0], default=None)
    return first and first[1]


def _readable(text: str) -> str:
    """Return the beginning of `text`, with each name of a month as one word."""
    text = text[:_MAX_TEXT].strip()
    return text if text.isascii() else _THAI_ABBREVIATION.sub(r"\1\2", _LONG_NAMES.sub(r"\1_\2", text))


def without_life(text: str) -> str:
    """Return `text` without the dates of a life.

    >>> without_life("Mara Lind (born 6 May 1980), 9 May 2024")
    'Mara Lind , 9 May 2024'
    """
    return _LIFE.sub("", text) if _DIGIT.search(text) else text


def published_in(text: str, language: str | None = None) -> str | None:
    """Return the date of publication in a short text, which may also give that of a change.

    >>> published_in("Updated May 9, 2024 | Published May 6, 2024"), published_in("Updated May 9, 2024")
    ('2024-05-06', None)
    """
    if _COPYRIGHT.search(text) or _TAGS.match(text):
        return None
    text = without_life(text)
    label = PUBLISHED.search(text)
    if label and not UPDATED.match(text[label.start() :]):
        found = find_date(UPDATED.split(text[label.end() :])[0], language)
        if found:
            return found
    return find_date(UPDATED.split(text)[0], language)


def _alone(text: str) -> str | None:
    """Return the date that is written without separators and is the whole of `text`."""
    if not text[:1].isdigit() and not text.startswith("/Date"):
        return None
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _iso_date(compact.group(1), compact.group(2), compact.group(3))
    seconds = _SECONDS.fullmatch(text)
    if seconds and text.isascii():
        return datetime.fromtimestamp(int(seconds.group(1)), UTC).isoformat()
    return None


def _dates(text: str, language: str | None) -> Iterator[tuple[int, str]]:
    """Yield the first date in each of the forms, with its place in `text`."""
    for form in _FORMS:
        for match in form.finditer(text):
            found = _read(match.groupdict(), language)
            if found is not None:
                yield match.start(), _with_time(found, text, match) if form is _FORMS[0] else found
                break


def _read(parts: dict[str, str | None], language: str | None) -> str | None:
    """Return the date that the named groups of a form give."""
    year, day = parts["y"] or "", parts.get("d") or ""
    if parts.get("era"):
        number = parts["n"] or ""
        year = str(_ERAS[parts["era"] or ""] + (1 if number == "元" else int(number)))
    if parts.get("a"):
        return _in_order(year, parts["a"] or "", parts["b"] or "", language)
    if parts.get("name"):
        month = _month(parts["name"] or "", language)
    elif parts.get("vi"):
        month = _vietnamese_month((parts["vi"] or "").lower())
    else:
        month = int(parts["m"] or "")
    return None if month is None else _iso_date(year, str(month), day)


def _with_time(found: str, text: str, match: re.Match[str]) -> str:
    """Return an ISO 8601 date with the time that follows it in `text`."""
    time = _TIME.match(text, match.end())
    if time is None or not time.group().isascii():
        return found
    hour, minute, second, fraction, zone = time.groups()
    zone = (zone or "").upper()
    if zone in ("Z", "UTC", "GMT"):
        zone = "Z"
    elif zone:
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    clock = f"{hour:0>2}:{minute}" + (f":{second}" if second else "") + (f".{fraction}" if fraction else "")
    try:
        datetime.fromisoformat(f"{found}T{clock}{zone}")
    except ValueError:
        return found
    return f"{found}T{clock}{zone}"


def _folded(name: str) -> str:
    """Return `name` in lower case without accents, as in capitals of Greek and Turkish."""
    if name.isascii():
        return name.lower()
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f"))


_FOLDED_MONTHS = {_folded(name): number for name, number in MONTHS.items()}


def _month(name: str, language: str | None) -> int | None:
    """Return the number of the month called `name`, in any of the languages; Hebrew writes "in" at the month."""
    folded = _folded(name)
    if language is not None and language[:2] in ("hr", "bs") and folded in CROATIAN:
        return CROATIAN[folded]
    return _FOLDED_MONTHS.get(folded) or (_FOLDED_MONTHS.get(folded[1:]) if folded.startswith("ב") else None)


def _vietnamese_month(name: str) -> int | None:
    """Return the number of a month that Vietnamese calls by its number, in digits or in words ("mười hai")."""
    if name.isdigit():
        return int(name)
    words = [_VIETNAMESE.index(word) + 1 for word in name.split() if word in _VIETNAMESE]
    return sum(words) if words else None


def _in_order(year: str, first: str, second: str, language: str | None) -> str | None:
    """Return the date with day and month in the order of `language`; if that is unknown, the date that only one order gives."""
    month_first, day_first = _iso_date(year, first, second), _iso_date(year, second, first)
    order = _day_comes_first(language)
    if len(year) == 2 and order is None and int(second) <= 12:
        return None  # the first number may be the year
    readings = {month_first, day_first} - {None}
    if len(readings) == 1:
        return readings.pop()
    return None if order is None else day_first if order else month_first


def _day_comes_first(language: str | None) -> bool | None:
    """Return True if dates in numbers begin with the day in `language`, False if with the month; None if that is unknown."""
    primary, _, rest = (language or "").lower().replace("_", "-").partition("-")
    regions = set(rest.split("-"))
    if primary == "en":
        return True if regions & _DAY_FIRST_IN else False if regions & _MONTH_FIRST_IN else None
    return True if primary in _DAY_FIRST and not regions & _EITHER_ORDER_IN else None


def _iso_date(year: str, month: str, day: str) -> str | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 70 else 2000
    elif number > _LAST_YEAR + _BUDDHIST_YEARS // 2:
        number -= _BUDDHIST_YEARS
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None
