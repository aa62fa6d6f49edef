"""Bytes to text: each way in, and what is told of a guess."""

from __future__ import annotations

import codecs
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.formats.decoding import decode, find_magic, is_encodable, unify_line_ends

TEXT = "Grüße – “ja”, Ömer 👩‍👧 e\u0301 שלום"
RUSSIAN = "Это довольно длинный русский текст. Он написан для проверки старых кодировок. " * 3
POLISH_LIKE = "Le garçon a mangé à Nîmes. L’été, c’est déjà loin…"


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_what_the_bytes_say_is_no_guess(bom: bytes, encoding: str) -> None:
    assert decode(bom + TEXT.encode(encoding)) == (TEXT, encoding, False)


@pytest.mark.parametrize(
    ("text", "encoding", "read_as"),
    [(POLISH_LIKE, "cp1252", "cp1252"), (RUSSIAN, "cp1251", "cp1251"), (RUSSIAN, "koi8-r", "koi8_r")],
)
def test_what_is_not_utf8_is_guessed_and_said_to_be(text: str, encoding: str, read_as: str) -> None:
    assert decode(text.encode(encoding)) == (text, read_as, True)


def test_a_page_may_declare_its_encoding() -> None:
    page = f'<html><head><meta charset="windows-1251"></head>{RUSSIAN}'
    assert decode(page.encode("cp1251")) == (page, "windows-1251", False)


@pytest.mark.parametrize("declared", ["nonsense", "rot13", "hex"])
def test_a_declaration_that_is_no_encoding_is_passed_over(declared: str) -> None:
    page = f"<meta charset={declared}>{POLISH_LIKE}"
    assert decode(page.encode("cp1252")) == (page, "cp1252", True)


def test_utf8_with_a_bad_byte_is_not_read_as_something_else() -> None:
    assert decode("“Grüße” – Ömer".encode() + b"\xff.") is None
    assert decode(codecs.BOM_UTF16_LE + b"a") is None


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    assert decode(b"a\r\nb\rc\n\x0cd e\xcc\x81")[0] == "a\nb\nc\n\x0cd e\u0301"  # type: ignore[index]
    assert unify_line_ends("a\r\n\r\nb") == "a\n\nb"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n", "image"),
        (b"{\\rtf1", "RTF"),
        (bytes(100), "binary"),
    ],
)
def test_binary_files_are_known(data: bytes, word: str) -> None:
    assert word in (find_magic(data) or "")


def test_text_is_no_binary_file() -> None:
    assert find_magic(b"") is None
    assert find_magic(TEXT.encode()) is None
    assert find_magic(("a" * 100).encode("utf-16")) is None
    assert find_magic(b"a NUL\x00 by accident") is None


def test_lone_surrogates_are_seen() -> None:
    assert is_encodable("👩‍👧")
    assert not is_encodable("a\ud800")


@given(st.binary())
def test_any_bytes_are_text_or_nothing(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or ("\r" not in decoded.text and is_encodable(decoded.text))


UTF8 = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff"))


@given(UTF8)
def test_utf8_comes_back_exactly(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", False)


WESTERN = {
    "en": "It’s “fine”, the naïve café owner said – for £5 or €6…",
    "de": "Größe, Übermut & Öl: „Straße“ – für 5 €",
    "fr": "L’œuvre déçue à Nîmes, où l’été brûle : « ça va ? »",
    "es": "¿Qué pasó? ¡El niño murió en Ávila! Pingüinos",
    "pt": "A ação não é só do João: lições às três, põe",
    "it": "Perché è così? Città, virtù, più",
    "nl": "Één coöperatie, geïnd; reünie",
    "sv": "Åtta öar är här; en kafé på gården",
    "da": "Æblegrød på øen; året gik",
    "no": "Blåbærsyltetøy på Ærø",
    "fi": "Äiti söi hyvää pöytäruokaa",
    "is": "Það er þögn á Íslandi, sögðu þau",
    "ca": "L’avi va dir que no ho sabrà; això és la col·lecció",
}


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_western_text_is_right_without_a_library(language: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    text = WESTERN[language].encode(encoding, "ignore").decode(encoding)
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.guessed is (encoding in ("cp1252", "latin-1"))


OTHERS = {
    "iso8859_2": "Rada miasta zagłosowała we wtorek za zamknięciem mostu, który był zbudowany w 1931 roku. ",
    "cp1250": "Příliš žluťoučký kůň úpěl ďábelské ódy. Město včera rozhodlo o uzavření mostu, řekl starosta. ",
    "cp1253": "Το συμβούλιο της πόλης ψήφισε την Τρίτη για το κλείσιμο της γέφυρας, είπε ο δήμαρχος. ",
    "big5": "市議會週二投票決定關閉大橋。市長說沒有時間可以浪費。",
    "gb18030": "市议会周二投票决定关闭大桥。市长说没有时间可以浪费。",
    "shift_jis": "市議会は火曜日に橋の閉鎖を決めた。市長は時間がないと述べた。",
    "euc_kr": "시의회는 화요일에 다리를 폐쇄하기로 했다. 시장은 시간이 없다고 말했다. ",
}


@pytest.mark.parametrize("encoding", OTHERS)
def test_other_text_is_guessed_with_a_library_and_said(encoding: str) -> None:
    text = OTHERS[encoding] * 4
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.guessed
    assert decoded.text == text


def test_what_a_server_declares_counts_before_a_guess() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "KOI8-R") == (RUSSIAN, "KOI8-R", False)
    assert decode(TEXT.encode(), "koi8-r") == (TEXT, "utf-8", False)
    assert decode(POLISH_LIKE.encode("cp1252"), "nonsense\x00") == (POLISH_LIKE, "cp1252", True)
