"""Dates: the forms that news pages print, and what is no date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.cleaning.dates import find_date, has_date, is_date_line, published_in, words_beside_dates
from annotate.articles.cleaning.months import MONTHS


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
    assert has_date(text) == (iso is not None)


# The same day as sites of many languages, systems and scripts write it.
THE_SAME_DAY = (
    "6 May 2024",
    "6th May 2024",
    "May 6th, 2024",
    "MAY 6, 2024",
    "May. 6, 2024",
    "6-May-2024",
    "06/May/2024",
    "6-May-24",
    "6 May '24",
    "the 6th of May, 2024",
    "May 6 2024 at 7:45 AM",
    "Mon, 06 May 2024 07:00:00 +0000",
    "Mon May 06 2024 07:00:00 GMT+0200 (CEST)",
    "Mon May  6 07:00:00 2024",
    "2024/05/06 10:07 AM",
    "2024.05.06. 07:00",
    "2024. 05. 06.",
    "2024. 5. 6. 오전 7:00",
    "20240506T070000Z",
    "20240506T070000+0900",
    "20240506070000",
    "6. Mai 2024, 17:45 Uhr",
    "Montag, 6. Mai 2024",
    "06.05.24",
    "06.05.2024 - 17:45",
    "Stand: 06.05.2024 17:45 Uhr",
    "6 mai 2024 à 17h45",
    "Publié le 6 mai 2024 à 17h45, modifié le 7 mai 2024",
    "lundi 06 mai 2024",
    "6 de mayo de 2024",
    "6 de mayo del 2024",
    "mayo 6, 2024",
    "6 may. 2024",
    "Madrid - 06 may 2024 - 17:45 CEST",
    "6 de maio de 2024 às 17h45",
    "6 mai. 2024",
    "6/mai/2024",
    "6 maggio 2024 alle 17:45",
    "6Maggio2024",
    "6 mag 2024",
    "6 mei 2024",
    "6 maja 2024 r.",
    "6 maj 2024, 17:45",
    "6. května 2024",
    "6. máj 2024",
    "6. mája 2024",
    "2024. május 6., hétfő",
    "2024. máj. 6.",
    "6 mai 2024 ora 17:45",
    "6 Mayıs 2024 Pazartesi",
    "6 MAYIS 2024",
    "6 maj 2024 kl. 17:45",
    "den 6 maj 2024",
    "6. mai 2024 kl. 17.45",
    "6. toukokuuta 2024 klo 17.45",
    "6.5.2024",
    "6. 5. 2024",
    "6 Μαΐου 2024",
    "6 ΜΑΪΟΥ 2024",
    "6 Μάι 2024",
    "6 мая 2024 года, 17:45",
    "06 мая 2024",
    "6 травня 2024 р.",
    "6 трав. 2024",
    "6 май 2024 г.",
    "6. мај 2024.",
    "6. maj 2024.",
    "6. svibnja 2024.",
    "6 Mei 2024 17:45 WIB",
    "Senin, 06 Mei 2024",
    "6 tháng 5, 2024",
    "Thứ hai, ngày 6 tháng 5 năm 2024",
    "Tháng Năm 6, 2024",
    "Tháng 5 6, 2024",
    "2024年5月6日 17:45",
    "2024年05月06日",
    "5月 6, 2024",
    "令和6年5月6日",
    "2024년 5월 6일",
    "6 مايو 2024",
    "الاثنين 6 مايو/أيار 2024",
    "6 أيار 2024",
    "٦ مايو ٢٠٢٤",
    "6 ماي 2024",
    "6 במאי 2024",
    "6 מאי 2024",
    "6 मई 2024",
    "6 مه 2024",
    "2024 m. gegužės 6 d.",
    "2024. gada 6. maijs",
    "6 พฤษภาคม 2567",
    "6 พ.ค. 2567",
    "6 พฤษภาคม พ.ศ. 2567",
    "6η Μαΐου 2024",
    "2024-May-06",
    "posted:May 6, 2024",
    "6 d’abril... 6 de maig de 2024",
    "May 6,2024",
    "May-06-2024",
    "Mon 6 May, 2024",
    "2024-5-6",
    "2024/5/6",
    "Nov. 31, 2024 or May 6, 2024",
    "6-го мая 2024",
    "6/5/2024 :: 6 May 2024",
    "民國113年5月6日",
    "2024-05-06T25:00:00Z",
)


@pytest.mark.parametrize("text", THE_SAME_DAY)
def test_a_day_is_found_in_every_form(text: str) -> None:
    assert (find_date(text) or "")[:10] == "2024-05-06"
    assert has_date(text)


@pytest.mark.parametrize("text", ["1714978800", "1714978800000", "/Date(1714978800000)/"])
def test_seconds_and_milliseconds_are_moments(text: str) -> None:
    assert find_date(text) == "2024-05-06T07:00:00+00:00"
    assert has_date(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1er mai 2024", "2024-05-01"),
        ("1º de maio de 2024", "2024-05-01"),
        ("1 janv. 2024", "2024-01-01"),
        ("12 déc. 2023", "2023-12-12"),
        ("3 févr. 2024", "2024-02-03"),
        ("31 Ağustos 2023", "2023-08-31"),
        ("3 EKİM 2023", "2023-10-03"),
        ("9 października 2023", "2023-10-09"),
        ("12 listopada 2024", "2024-11-12"),
        ("12 stycznia 2024", "2024-01-12"),
        ("15 července 2024", "2024-07-15"),
        ("15 června 2024", "2024-06-15"),
        ("3 كانون الثاني 2024", "2024-01-03"),
        ("3 تشرين الأول / أكتوبر 2024", "2024-10-03"),
        ("26/05/2024", "2024-05-26"),
        ("05/26/24", "2024-05-26"),
        ("2024-05-06T07:00:00+0000", "2024-05-06T07:00:00+00:00"),
        ("2024-05-06 07:00:00 +0200", "2024-05-06T07:00:00+02:00"),
        ("2024-05-06T07:00:00.123Z", "2024-05-06T07:00:00.123Z"),
        ("2024-05-06 7:00", "2024-05-06T07:00"),
        ("2024-05-06 07:00:00 UTC", "2024-05-06T07:00:00Z"),
        ("2024-05-06T07:00:00+02", "2024-05-06T07:00:00+02:00"),
    ],
)
def test_moments_and_days_become_iso_8601(text: str, iso: str) -> None:
    assert find_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "12/05/24",
        "24/05/06",
        "May 2024",
        "6 May",
        "1403-02-17",
        "۱۷ اردیبهشت ۱۴۰۳",
        "۱۴۰۳/۰۲/۱۷",
        "27 شوال 1445",
        "2024-13-01",
        "30 February 2024",
        "99.99.2024",
        "© 2024",
        "2024",
        "10.0.0.1",
        "1.2.24.5",
        "192.168.20.24",
        "call 0123456789x",
        "version 2024.1",
        "9 out of 2024 10",
        "20240506 copies",
        "31/06/2024",
        "0000-00-00",
        "9999-12-31",
        "5 years 2020",
        "tel 555-12-2020",
    ],
)
def test_what_is_impossible_ambiguous_or_of_another_calendar_is_left_out(text: str) -> None:
    assert find_date(text) is None
    assert not has_date(text)


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("03/04/2024", "de", "2024-04-03"),
        ("03/04/2024", "pt_BR", "2024-04-03"),
        ("03/04/2024", "en-GB", "2024-04-03"),
        ("03/04/2024", "en-US", "2024-03-04"),
        ("03/04/2024", "en", None),
        ("03/04/2024", "fr-CA", None),
        ("03/04/2024", "ja", None),
        ("03/04/24", "it", "2024-04-03"),
        ("12. listopada 2024.", "hr", "2024-10-12"),
        ("12 listopada 2024", "pl", "2024-11-12"),
        ("26/05/2024", "en-US", "2024-05-26"),
    ],
)
def test_the_language_settles_the_order_and_the_month(text: str, language: str, iso: str | None) -> None:
    assert find_date(text, language) == iso


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published May 6, 2024, updated May 9, 2024", "2024-05-06"),
        ("Updated May 9, 2024. Posted May 6, 2024.", "2024-05-06"),
        ("Updated May 9, 2024", None),
        ("May 6, 2024 (updated)", "2024-05-06"),
        ("© Kelmouth Post, May 6, 2024", None),
        ("Zuletzt aktualisiert am 9. Mai 2024", None),
    ],
)
def test_a_line_may_also_give_the_change(text: str, day: str | None) -> None:
    assert published_in(text) == day


@pytest.mark.parametrize("month", range(1, 13))
def test_every_name_of_a_month_is_found(month: int) -> None:
    names = [name.replace("_", " ") for name, number in MONTHS.items() if number == month]
    wrong = [name for name in names if find_date(f"6 {name} 2024") != f"2024-{month:02}-06"]
    assert len(names) > 40
    assert not wrong


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
        "Di 03.11.26 | 17:45 Uhr",
        "mar. 3 novembre 2026",
        "Letzte Änderung: 03.11.2026 17:45",
        "发布时间：2026-11-03 17:45",
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
    assert find_date(text) != ""
    assert has_date(text) == (find_date(text) is not None)


def test_words_that_dates_do_not_have() -> None:
    assert words_beside_dates("Updated: November 3, 2026 / CBS News", 9) == ["CBS", "News"]
    assert words_beside_dates("A line of other words, 2026", 3) == ["line", "of", "other"]
