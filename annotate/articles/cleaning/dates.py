"""Dates in the formats of news pages: date lines, and the ISO 8601 date in a text."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = """
jan january januar jänner janvier enero janeiro января січня
feb february februar février febrero fevereiro февраля лютого
mar march märz mars marzo março марта березня
apr april avril abril апреля квітня
may mai mayo maio мая травня
jun june juni juin junio junho июня червня
jul july juli juillet julio julho июля липня
aug august août agosto августа серпня
sep september sept septembre septiembre setembro сентября вересня
oct october oktober octobre octubre outubro okt октября жовтня
nov november novembre noviembre novembro ноября листопада
dec december dezember décembre diciembre dezembro dez декабря грудня
"""
_MONTH = {name: number for number, row in enumerate(_MONTHS.strip().split("\n"), 1) for name in row.split()}
_DATE_VOCABULARY = """
mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta feira
published updated posted created first last modified on at a an ago hour hours minute minutes min mins day days date
am pm p m et est edt pt pst pdt ct cst cdt gmt bst utc cet cest ist uk us z t h th st nd rd
veröffentlicht aktualisiert stand am um uhr den vom publié mis à jour le publicado actualizado atualizado el de del em às
опубликовано обновлено г года року в о 年 月 日 发布 更新 时间
"""
_DATE_WORDS = frozenset(_DATE_VOCABULARY.split())
_LABELS = frozenset(
    {"ago", "published", "updated", "posted", "modified", "veröffentlicht", "aktualisiert", "publié", "actualizado", "atualizado"}
)
_WORD = re.compile(r"[年月日]|[^\W\d_年月日]+")
_GLUED = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_CHINESE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SLASHES = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)")


def is_date_line(line: str) -> bool:
    """Return True if `line` is only a date, perhaps with a time and a label ("Updated 14 hours ago")."""
    if len(line) > 120:
        return False
    words = [word for match in _WORD.findall(line) for word in _date_words(match)]
    if not all(words) or not any(character.isdigit() for character in line):
        return False
    return find_date(line) is not None or bool(_SLASHES.search(line)) or any(word in _LABELS for word in words)


def _date_words(word: str) -> list[str]:
    """Return `word` in lower case, split if it is glued ("ESTUpdated"); a part that is not used in dates becomes empty."""
    parts = [word] if _is_date_word(word) else _GLUED.findall(word) if word.isascii() else [""]
    return [part.lower() if _is_date_word(part) else "" for part in parts]


def _is_date_word(word: str) -> bool:
    return word.lower() in _DATE_WORDS or word.lower() in _MONTH


def find_date(text: str) -> str | None:
    """Return the first date in `text` as ISO 8601, with its time if that is in ISO 8601 as well; None if there is no date.

    Ambiguous dates (03/04/2024) are ignored.
    """
    iso = _ISO.search(text)
    if iso:
        return _iso_moment(iso.group()) or _iso_date(iso.group(1), iso.group(2), iso.group(3))
    for match in _CHINESE.finditer(text):
        return _iso_date(*match.groups())
    for match in _MONTH_FIRST.finditer(text):
        if match.group(1).lower() in _MONTH:
            return _iso_date(match.group(3), str(_MONTH[match.group(1).lower()]), match.group(2))
    for match in _DAY_FIRST.finditer(text):
        if match.group(2).lower() in _MONTH:
            return _iso_date(match.group(3), str(_MONTH[match.group(2).lower()]), match.group(1))
    for match in _DAY_FIRST_NUMBERS.finditer(text):
        return _iso_date(match.group(3), match.group(2), match.group(1))
    return None


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
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
