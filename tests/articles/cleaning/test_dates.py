"""Dates: the forms that news pages print, and what is no date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.cleaning.dates import as_iso, find_date, is_date_line, words_beside_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("November 19, 2019 / 12:21 AM / Updated 14 hours ago", "2019-11-19"),
        ("Published Wed, Nov 20 20194:29 AM EST", "2019-11-20"),
        ("Mon 18 Nov 2019 18.54 GMT", "2019-11-18"),
        ("Sept. 5th, 2021", "2021-09-05"),
        ("11. September 2001", "2001-09-11"),
        ("3 de março de 2024", "2024-03-03"),
        ("5 de mayo de 2023", "2023-05-05"),
        ("le 14 juillet 2022", "2022-07-14"),
        ("24 августа 2023 года", "2023-08-24"),
        ("2024年3月5日", "2024-03-05"),
        ("Stand: 05.03.2024", "2024-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T10:20:30+01:00", "2024-03-05T10:20:30+01:00"),
        ("2024-03-05 10:20", "2024-03-05T10:20"),
        ("2024-03-05T99:99:99Z", "2024-03-05"),
        ("February 30, 2024", None),
        ("03/04/2024", None),
        ("10:20", None),
        ("Mon May 06 07:00:00 CEST 2024", "2024-05-06"),
        ("Mon May  6 07:00:00 2024", "2024-05-06"),
        ("Mon, 06 May 2024 07:00:00 GMT", "2024-05-06"),
        ("26/05/2024", "2024-05-26"),
        ("05-26-2024", "2024-05-26"),
        ("05/05/2024", "2024-05-05"),
        ("2024/05/06", "2024-05-06"),
        ("2024-5-6", "2024-05-06"),
        ("20240506T070000Z", "2024-05-06"),
        ("20240506 copies", None),
        ("6 maggio 2024", "2024-05-06"),
        ("6 mei 2024", "2024-05-06"),
        ("6 maja 2024", "2024-05-06"),
        ("6. května 2024", "2024-05-06"),
        ("2024. május 6.", "2024-05-06"),
        ("6 mai 2024", "2024-05-06"),
        ("6 Mayıs 2024", "2024-05-06"),
        ("6 maj 2024", "2024-05-06"),
        ("6 Μαΐου 2024", "2024-05-06"),
        ("6 מאי 2024", "2024-05-06"),
        ("6 במאי 2024", "2024-05-06"),
        ("٦ مايو ٢٠٢٤", "2024-05-06"),
        ("6 मई 2024", "2024-05-06"),
        ("6 พฤษภาคม 2567", "2024-05-06"),
        ("၆ မေ ၂၀၂၄", "2024-05-06"),
        ("2024년 5월 6일", "2024-05-06"),
        ("6 toukokuuta 2024", "2024-05-06"),
        ("", None),
    ],
)
def test_the_first_date_is_found(text: str, iso: str | None) -> None:
    assert find_date(text) == iso


def test_what_cannot_be_read_stays_as_it_was_given() -> None:
    assert as_iso(" 03/04/2024 ") == "03/04/2024"
    assert as_iso("May 1, 2020") == "2020-05-01"
    assert as_iso("  ") is as_iso(None) is None


@pytest.mark.parametrize(
    "line",
    [
        "PUBLISHED: 10:48, Tue, Nov 19, 2019 | UPDATED: 11:05, Tue, Nov 19, 2019",
        "Updated at 1:23 p.m.",
        "Wednesday 20 November 2019 11:42, UK",
        "11/19/19 06:56 AM EST",
        "Veröffentlicht am 5. März 2024 um 10:20 Uhr",
        "2024年3月5日 10:20",
        "Publié le 3 novembre 2026 à 17h45, modifié le 4 novembre 2026 à 9h00",
        "03.11.2026 - 17:45",
        "17:45 CET",
        "Monday 5:30PM",
        "10.45am GMT",
        "vor 2 Stunden",
        "il y a 3 heures",
        "hace 2 horas",
        "Pubblicato il 3 novembre 2026 alle 17:45",
        "Issued on: 03/11/2026 - 17:45",
    ],
)
def test_a_date_line_is_nothing_but_a_date(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "10 p.m.",
        "May 5",
        "On March 3, 2024, he left.",
        "2024",
        "an hour ago",
        "Room 5, March 3, 2024",
        "17:45",
        "3 hours",
        "Monday",
    ],
)
def test_what_says_more_or_less_is_no_date_line(line: str) -> None:
    assert not is_date_line(line)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    is_date_line(text)
    assert as_iso(text) is None or as_iso(text) != ""


def test_words_that_dates_do_not_have() -> None:
    assert words_beside_dates("Updated: November 3, 2026 / CBS News", 9) == ["CBS", "News"]
    assert words_beside_dates("A line of other words, 2026", 3) == ["line", "of", "other"]
