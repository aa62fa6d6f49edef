"""Bylines: the names in them, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.cleaning.people import is_person, split_names, unique_names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Mara Lind", ["Mara Lind"]),
        ("Posted by Mara Lind on May 6", ["Mara Lind"]),
        ("Von Mara Lind am 6. Mai", ["Mara Lind"]),
        ("Par Mara Lind le 6 mai à 17h", ["Mara Lind"]),
        ("Mara May, Radio 4", ["Mara May", "Radio 4"]),
        ("BY MARA LIND", ["MARA LIND"]),
        ("Mara Lind and Ivo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("Mara Lind, Ivo Brandt and Ana Ruiz", ["Mara Lind", "Ivo Brandt", "Ana Ruiz"]),
        ("Mara Lind, Ivo Brandt, and Ana Ruiz", ["Mara Lind", "Ivo Brandt", "Ana Ruiz"]),
        ("Von Mara Lind und Ivo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("von Mara Lind", ["Mara Lind"]),
        ("Von dpa", ["dpa"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("Von der Leyen", ["Von der Leyen"]),
        ("Par Marie Dupont et Jean Martin", ["Marie Dupont", "Jean Martin"]),
        ("Par AFP", ["AFP"]),
        ("Por María López y Juan Ruiz", ["María López", "Juan Ruiz"]),
        ("Por EFE", ["EFE"]),
        ("Por Ana Souza e João Lima", ["Ana Souza", "João Lima"]),
        ("Di Mario Rossi", ["Mario Rossi"]),
        ("di Mario Rossi e Anna Bianchi", ["Mario Rossi", "Anna Bianchi"]),
        ("Angel Di Maria", ["Angel Di Maria"]),
        ("Door Jan de Vries en Piet Bakker", ["Jan de Vries", "Piet Bakker"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("Иван Петров и Анна Сидорова", ["Иван Петров", "Анна Сидорова"]),
        ("作者：王小明", ["王小明"]),
        ("记者 王小明", ["王小明"]),
        ("홍길동 기자", ["홍길동"]),
        ("Laura Kuenssberg Political editor", ["Laura Kuenssberg"]),
        ("By Tom Gillespie, News reporter", ["Tom Gillespie"]),
        ("Tom Gillespie News reporter", ["Tom Gillespie"]),
        ("Analysis by Chris Cillizza, CNN Editor-at-large", ["Chris Cillizza"]),
        ("Sandee LaMotte, CNN", ["Sandee LaMotte", "CNN"]),
        (
            "Dana A. Ford, James S.A. Corey, Chien-Ming Wang, and Tom Watkins, CNN",
            ["Dana A. Ford", "James S.A. Corey", "Chien-Ming Wang", "Tom Watkins", "CNN"],
        ),
        ("Mara LindIvo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("Sandee LaMotte", ["Sandee LaMotte"]),
        ("Ronald McDonald", ["Ronald McDonald"]),
        ("Reuters", ["Reuters"]),
        ("REUTERS STAFF", ["REUTERS STAFF"]),
        ("Associated Press", ["Associated Press"]),
        ("Press Association", ["Press Association"]),
        ("Department of Health and Social Care", ["Department of Health and Social Care"]),
        ("Marks and Spencer", ["Marks and Spencer"]),
        ("mara@post.example", []),
        ("mara@post.example (Mara Lind)", ["Mara Lind"]),
        ("Mara Lind @maralind", ["Mara Lind"]),
        ("Mara Lind (@maralind)", ["Mara Lind"]),
        ("https://www.facebook.com/mara", []),
        ("www.post.example", []),
        ("post.example", []),
        ("@mara", []),
        ("admin", []),
        ("Posted by Mara Lind on May 6, 2024", ["Mara Lind"]),
        ("Mara Lind | 6 May 2024", ["Mara Lind"]),
        ("by Mara Lind · Published May 6, 2024", ["Mara Lind"]),
        ("Lind, Mara", ["Mara Lind"]),
        ("Lind, Mara K.", ["Mara K. Lind"]),
        ("Reuters, AFP", ["Reuters", "AFP"]),
        ("Mara Lind; Ivo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("Mara Lind, PhD", ["Mara Lind, PhD"]),
        ("Robert Kennedy, Jr.", ["Robert Kennedy, Jr."]),
        ("Justin McCurry in Tokyo", ["Justin McCurry"]),
        ("John Smith For Mailonline", ["John Smith"]),
        ("Mara Lind &amp; Ivo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("Mara Lind, Health Correspondent, Ivo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("Kelmouth Post Staff", ["Kelmouth Post Staff"]),
        ("AFP", ["AFP"]),
        ("Mara Lind / Reuters", ["Mara Lind", "Reuters"]),
        ("Redaktion", ["Redaktion"]),
        ("A cura di Redazione", ["Redazione"]),
        ("2024-05-06", []),
        ("Conor O’Neill", ["Conor O’Neill"]),
        ("Jean-Luc Mélenchon", ["Jean-Luc Mélenchon"]),
        ('Amanda "Tania Mae" Tan', ['Amanda "Tania Mae" Tan']),
        ("50 Cent", []),
        ("KWCHCIK", ["KWCHCIK"]),
        ("Science X staff", ["Science X staff"]),
        ("Mara Lind - Kelmouth Post", ["Mara Lind", "Kelmouth Post"]),
        ("Oleh Budi Santoso", ["Budi Santoso"]),
        ("מאת דנה לוי", ["דנה לוי"]),
        ("بقلم أحمد علي", ["أحمد علي"]),
        ("Text: Mara Lind", ["Mara Lind"]),
        ("Mara Lind, chief political correspondent, and Ivo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("Mara Lind, BBC News", ["Mara Lind", "BBC News"]),
        ("By Mara Lind Staff Writer", ["Mara Lind"]),
        ("Mara Lind, Wissenschaftsredakteurin", ["Mara Lind"]),
        ("Γράφει ο Νίκος Παππάς", ["Νίκος Παππάς"]),
        ("Anna Nowak i Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
        ("Ayşe Yılmaz ve Mehmet Demir", ["Ayşe Yılmaz", "Mehmet Demir"]),
        ("Erik Svensson och Anna Berg", ["Erik Svensson", "Anna Berg"]),
        ("BBC News မြန်မာ", ["BBC News မြန်မာ"]),
        ("日本経済新聞社", ["日本経済新聞社"]),
        ("Sky", ["Sky"]),
        ("Mara Lind Staff Writer", ["Mara Lind"]),
        ("Staff Writer", []),
        ("By Mara Lind May 6, 2024", ["Mara Lind"]),
        ("Updated May 6, 2024", []),
        ("By Mara Lind@maralind May 6, 2024, 7:45am EDT", ["Mara Lind"]),
        ("By MARA LIND, Associated Press", ["MARA LIND", "Associated Press"]),
        ("By Reuters staff", ["Reuters staff"]),
        ("By The Associated Press", ["The Associated Press"]),
        ("Mara Lind, special to the Kelmouth Post", ["Mara Lind"]),
        ("Mara Lind for the Kelmouth Post", ["Mara Lind"]),
        ("Mara Lind - Kelmouth bureau chief", ["Mara Lind"]),
        ("Dr. Mara Lind", ["Dr. Mara Lind"]),
        ("Mara Lind, M.D.", ["Mara Lind, M.D."]),
        ("J. K. Rowling and J.R.R. Tolkien", ["J. K. Rowling", "J.R.R. Tolkien"]),
        ("Mara O'Lind-Smith", ["Mara O'Lind-Smith"]),
        ("Von Mara von Lind", ["Mara von Lind"]),
        ("Von unserem Korrespondenten Mara Lind", ["Mara Lind"]),
        ("Par Mara Lind (avec AFP)", ["Mara Lind", "AFP"]),
        ("Par Mara Lind avec AFP", ["Mara Lind", "AFP"]),
        ("Propos recueillis par Mara Lind", ["Mara Lind"]),
        ("di Mara Lind, inviata a Kelmouth", ["Mara Lind"]),
        ("door Mara Lind, redacteur", ["Mara Lind"]),
        ("Tekst: Mara Lind", ["Mara Lind"]),
        ("Автор: Мара Линд, корреспондент", ["Мара Линд"]),
        ("Мара Линд", ["Мара Линд"]),
        ("文/林美麗", ["林美麗"]),
        ("कुमार सिंह", ["कुमार सिंह"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("Oleh: Budi Santoso", ["Budi Santoso"]),
        ("Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
        ("Autor: Anna Nowak, Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
        ("ČTK", ["ČTK"]),
        ("Napsal Jan Novák", ["Jan Novák"]),
        ("Kirjoittaja: Matti Meikäläinen", ["Matti Meikäläinen"]),
    ],
)
def test_a_byline_is_names(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


def test_names_are_listed_once() -> None:
    assert unique_names(["Mara Lind", "MARA LIND", "Mara", "Ivo Brandt"]) == ["Mara Lind", "Ivo Brandt"]


@pytest.mark.parametrize(
    ("text", "answer"), [("Mara Lind", True), ("Ursula von der Leyen", True), ("Reuters", False), ("the bridge shut", False)]
)
def test_a_person_has_two_names(text: str, answer: bool) -> None:
    assert is_person(text) is answer


@given(st.text() | st.none())
def test_any_text_gives_names_of_one_line(text: str | None) -> None:
    assert all(name and len(name) <= 120 and "\n" not in name for name in split_names(text))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Mara Lind, São Paulo", ["Mara Lind"]),
        ("By Mara Lind, New York", ["Mara Lind"]),
        ("Mara Lind, Buenos Aires", ["Mara Lind"]),
        ("By Mara Lind, Los Angeles", ["Mara Lind"]),
        ("Von Mara Lind, New York", ["Mara Lind"]),
        ("By Mara Lind in São Paulo", ["Mara Lind"]),
        ("By Mara Lind, Tel Aviv", ["Mara Lind"]),
        ("By Mara Lind, Hong Kong", ["Mara Lind"]),
        ("By Mara Lind, Washington, D.C.", ["Mara Lind"]),
        ("By Mara Lind, Washington DC", ["Mara Lind"]),
        ("By Mara Lind and Ivo Brandt, New Delhi", ["Mara Lind", "Ivo Brandt"]),
        ("By Mara Lind, Addis Ababa", ["Mara Lind"]),
        ("Par Mara Lind, La Rochelle", ["Mara Lind"]),
        ("Mara Lind, Rio de Janeiro", ["Mara Lind"]),
        ("By Mara Lind, Ivo Brandt", ["Mara Lind", "Ivo Brandt"]),
        ("By Mara Lind, Ivo Brandt and Jo Hale", ["Mara Lind", "Ivo Brandt", "Jo Hale"]),
        ("By Mara Lind, San Francisco", ["Mara Lind"]),
        ("By Mara Lind, Cape Town", ["Mara Lind"]),
        ("By Mara Lind, Associated Press", ["Mara Lind", "Associated Press"]),
        ("By Mara Lind, Frankfurt am Main", ["Mara Lind"]),
        ("By Mara Lind, Kuala Lumpur", ["Mara Lind"]),
        ("By Mara Lind, Santiago de Chile", ["Mara Lind"]),
        ("By Mara Lind, Mexico City", ["Mara Lind"]),
        ("By Mara Lind, Rio Grande", ["Mara Lind"]),
        ("By Mara Lind, St. Petersburg", ["Mara Lind"]),
        ("By Mara Lind, North Korea", ["Mara Lind"]),
        ("By Mara Lind, United Kingdom", ["Mara Lind"]),
        ("By Mara Lind, San Martin", ["Mara Lind"]),
        ("By Mara Lind, Port Moresby", ["Mara Lind"]),
        ("Mara Lind, Paris Hilton", ["Mara Lind", "Paris Hilton"]),
        ("By Jack London, Mara Lind", ["Jack London", "Mara Lind"]),
        ("By Mara Lind, Sri Lanka", ["Mara Lind"]),
        ("By Mara Lind, Abu Dhabi", ["Mara Lind"]),
        ("By Mara Lind, Las Vegas", ["Mara Lind"]),
    ],
)
def test_a_place_after_a_name_is_no_author(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday Evening",
        "By Monday Morning",
        "By Next Week",
        "By Early Morning",
        "By Late Summer",
        "By Saturday Night",
        "By Midnight Tonight",
        "By New Year",
        "By May Day",
        "By This Time",
        "By Christmas Eve",
        "By Early May",
        "By Last Night",
        "By Tuesday Afternoon",
        "By The Numbers",
        "By Popular Demand",
        "Von Montag Abend",
        "By Any Means",
        "By All Accounts",
        "By Year's End",
    ],
)
def test_a_time_is_no_author(line: str) -> None:
    assert split_names(line) == []


@pytest.mark.parametrize("name", ["April May", "June Summers", "Mary Friday", "May Winter-Lind", "Robinson Noon", "Jo Week"])
def test_a_name_may_look_like_a_time(name: str) -> None:
    assert split_names(f"By {name}") == [name]
