"""Dates in the formats of news pages: date lines, and the ISO 8601 date in a text."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice

_MONTHS = """
jan january januar jänner janvier enero janeiro января січня gennaio januari stycznia styczeń ledna
leden január ianuarie ocak ιανουαρίου يناير ינואר जनवरी มกราคม ဇန်နဝါရီ tammikuuta ene janv

feb february februar février febrero fevereiro февраля лютого febbraio februari lutego luty února
únor február februarie şubat φεβρουαρίου فبراير פברואר फरवरी फ़रवरी กุมภาพันธ์ ဖေဖော်ဝါရီ helmikuuta
févr fev

mar march märz mars marzo março марта березня maart marca marzec března březen március martie mart
μαρτίου maret marts مارس מרץ मार्च มีนาคม မတ် maaliskuuta mär

apr april avril abril апреля квітня aprile kwietnia kwiecień dubna duben április aprilie nisan
απριλίου أبريل ابريل אפריל अप्रैल เมษายน ဧပြီ huhtikuuta abr avr

may mai mayo maio мая травня maggio mei maj maja května květen május mayıs μαΐου مايو מאי मई พฤษภาคม
မေ toukokuuta

jun june juni juin junio junho июня червня giugno czerwca czerwiec června červen június iunie
haziran ιουνίου يونيو יוני जून มิถุนายน ဇွန် kesäkuuta

jul july juli juillet julio julho июля липня luglio lipca lipiec července červenec július iulie
temmuz ιουλίου يوليو יולי जुलाई กรกฎาคม ဇူလိုင် heinäkuuta juil

aug august août agosto августа серпня augustus augusti sierpnia sierpień srpna srpen augusztus
ağustos αυγούστου agustus أغسطس אוגוסט अगस्त สิงหาคม ဩဂုတ် elokuuta ago

sep september sept septembre septiembre setembro сентября вересня settembre września wrzesień září
szeptember septembrie eylül σεπτεμβρίου سبتمبر ספטמבר सितंबर सितम्बर กันยายน စက်တင်ဘာ syyskuuta

oct october oktober octobre octubre outubro okt октября жовтня ottobre października październik
října říjen október octombrie ekim οκτωβρίου أكتوبر אוקטובר अक्टूबर अक्तूबर ตุลาคม အောက်တိုဘာ
lokakuuta

nov november novembre noviembre novembro ноября листопада listopada listopad listopadu noiembrie
kasım νοεμβρίου نوفمبر נובמבר नवंबर नवम्बर พฤศจิกายน နိုဝင်ဘာ marraskuuta

dec december dezember décembre diciembre dezembro dez декабря грудня dicembre grudnia grudzień
prosince prosinec decembrie aralık δεκεμβρίου desember ديسمبر דצמבר दिसंबर दिसम्बर ธันวาคม ဒီဇင်ဘာ
joulukuuta déc dic
"""
_MONTH = {name: number for number, row in enumerate(_MONTHS.strip().split("\n\n"), 1) for name in row.split()}
_DATE_VOCABULARY = """
mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta feira
published updated posted created first last modified on at a an ago hour hours minute minutes min mins day days date
am pm p m et est edt pt pst pdt ct cst cdt gmt bst utc cet cest ist uk us z t h th st nd rd
veröffentlicht aktualisiert stand am um uhr den vom publié mis à jour le publicado actualizado atualizado el de del em às
today yesterday ap heure heures jour jours il y hace horas minutos días hora há atrás vor stunden stunde minuten tagen
heute gestern hoy ayer modifié modifiée actualisé publiée aujourd hui hier mise maj à la las les y e actualizada
publicado publicada pubblicato aggiornato alle ore il del ultimo aggiornamento gepubliceerd bijgewerkt geplaatst op om
opublikowano aktualizacja data
publikacji zaktualizowano dodano erstellt zuletzt geändert erschienen letzte aktualisierung edited date and und views
view dzisiaj wczoraj
mez mesz wib hrs hours uur godz kl publicerad uppdaterad publisert oppdatert publiceret opdateret
issued modifica modificato aggiornata mod akt veröff m horas hs h30 h45 msk
опубликовано обновлено г года року в о 年 月 日 发布 更新 时间
"""
_DATE_WORDS = frozenset(_DATE_VOCABULARY.split())
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
_GLUED = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NAME = r"([^\s\d.,/|()\-–—]{2,16})"  # of a month; signs of vowels are no letters to `re`
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?\.?\s+(?:de\s+|of\s+)?{_NAME}\.?,?\s+(?:del?\s+|พ\.ศ\.\s*)?(\d{{4}})"
)
_MONTH_FIRST = re.compile(rf"{_NAME}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
_MONTH_FIRST_TIME = re.compile(
    rf"{_NAME}\s+(\d{{1,2}})\s+\d\d?:\d\d(?::\d\d)?(?:\s+[A-Z][A-Z\d:+-]{{1,8}}|\s+[+-]\d{{4}})?\s+(\d{{4}})"
)
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}})\.?\s+{_NAME}\s+(\d{{1,2}})(?!\d)")
_YEAR_FIRST_NUMBERS = re.compile(r"(?<![\d/.-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?![\d/.-])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?")
_DAY_FIRST_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_ANY_ORDER = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])")
_BUDDHIST_YEARS = 543  # by which Thai years are ahead
_SLASHES = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)")


def is_date_line(line: str) -> bool:
    """Return True if `line` is only a date, perhaps with a time and a label ("Updated 14 hours ago")."""
    if len(line) > 120:
        return False
    words = []
    for match in _WORD.findall(line):
        words += _date_words(match)
        if not words[-1]:
            return False
    if not all(words) or not any(character.isdigit() for character in line):
        return False
    if find_date(line) is not None or _SLASHES.search(line) or not _LABELS.isdisjoint(words):
        return True
    if _CLOCK.search(line) is None:
        return False
    return not _BESIDE_A_CLOCK.isdisjoint(words) or not _MONTH.keys().isdisjoint(words)


def words_beside_dates(line: str, limit: int) -> list[str]:
    """Return the first `limit` words of `line` that are not used in dates.

    >>> words_beside_dates("Madrid - 03 nov 2026 - 17:45 CET", 4)
    ['Madrid']
    """
    return list(islice((word for word in _WORD.findall(line) if not all(_date_words(word))), limit))


def _date_words(word: str) -> list[str]:
    """Return `word` in lower case, split if it is glued ("ESTUpdated"); a part that is not used in dates becomes empty."""
    parts = [word] if _is_date_word(word) else _GLUED.findall(word) if word.isascii() else [""]
    return [part.lower() if _is_date_word(part) else "" for part in parts]


def _is_date_word(word: str) -> bool:
    return word.lower() in _DATE_WORDS or word.lower() in _MONTH


def find_date(text: str) -> str | None:
    """Return the first date in `text` as ISO 8601, with its time if that is in ISO 8601 as well; None if there is no date.

    Ambiguous dates (03/04/2024) are ignored.

    >>> find_date("Mon May 06 07:00:00 CEST 2024"), find_date("6 maggio 2024"), find_date("26/05/2024")
    ('2024-05-06', '2024-05-06', '2024-05-26')
    """
    iso = _ISO.search(text)
    if iso:
        return _iso_moment(iso.group()) or _iso_date(iso.group(1), iso.group(2), iso.group(3))
    for match in _EAST_ASIAN.finditer(text):
        return _iso_date(*match.groups())
    for pattern, year, month, day in _NAMED:
        for match in pattern.finditer(text):
            number = _month(match.group(month))
            if number is not None:
                return _iso_date(match.group(year), str(number), match.group(day))
    for match in _YEAR_FIRST_NUMBERS.finditer(text):
        return _iso_date(match.group(1), match.group(3), match.group(4))
    for match in _DAY_FIRST_NUMBERS.finditer(text):
        return _iso_date(match.group(3), match.group(2), match.group(1))
    for match in _ANY_ORDER.finditer(text):
        return _only_date(match.group(4), match.group(1), match.group(3))
    compact = _COMPACT.fullmatch(text.strip())
    return _iso_date(compact.group(1), compact.group(2), compact.group(3)) if compact else None


_NAMED = (  # the groups of year, month and day
    (_MONTH_FIRST, 3, 1, 2),
    (_MONTH_FIRST_TIME, 3, 1, 2),
    (_DAY_FIRST, 3, 2, 1),
    (_YEAR_FIRST, 1, 2, 3),
)


def _month(name: str) -> int | None:
    """Return the number of the month called `name`, in any of the languages; Hebrew writes "in" at the month."""
    folded = name.lower()
    return _MONTH.get(folded) or (_MONTH.get(folded[1:]) if folded.startswith("ב") else None)


def _only_date(year: str, first: str, second: str) -> str | None:
    """Return the date with a day and a month in unknown order; None if both orders give one, and not the same."""
    dates = {_iso_date(year, first, second), _iso_date(year, second, first)} - {None}
    return dates.pop() if len(dates) == 1 else None


def as_iso(text: str | None) -> str | None:
    """Return the date in `text` as ISO 8601; `text` itself if it has no readable date; None if it is empty."""
    if text is None or not text.strip():
        return None
    return find_date(text) or text.strip()


def _iso_moment(text: str) -> str | None:
    if len(text) <= 10:
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text.replace(" ", "T", 1)


def _iso_date(year: str, month: str, day: str) -> str | None:
    number = int(year)
    try:
        return date(number - _BUDDHIST_YEARS if number > 2400 else number, int(month), int(day)).isoformat()
    except ValueError:
        return None
