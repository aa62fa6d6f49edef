"""Words in scripts without spaces; scripts without sentence marks: known, told of, and left whole."""

from __future__ import annotations

import pytest

from annotate.articles import read_bytes
from annotate.model import Document, Problem
from annotate.text.scripts import split_words, unmarked_script
from support.paths import LANGUAGES

THAI = (LANGUAGES / "th.txt").read_text(encoding="utf-8").strip()
LAO = "ສະພາເມືອງໄດ້ປະຊຸມໃນວັນອັງຄານ ເຈົ້າເມືອງກ່າວວ່າບໍ່ມີເວລາແລ້ວ ຂົວຈະປິດມື້ນີ້ ບໍ່ມີໃຜຄັດຄ້ານ ຄ່າໃຊ້ຈ່າຍສູງຫຼາຍ"


@pytest.mark.parametrize(("text", "script"), [(THAI, "Thai"), (LAO, "Lao")])
def test_the_script_is_reported_and_paragraphs_are_not_split(text: str, script: str) -> None:
    notice, article = read_bytes(f"{text}\n\n{text[::-1].strip()}".encode(), name="a")
    assert isinstance(notice, Problem)
    assert isinstance(article, Document)
    assert (notice.code, script in notice.message) == ("no-sentence-marks", True)
    assert len(article.sentences) == len(article.blocks) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The word สวัสดี is Thai.",
        THAI[:40],
        "Plain text. " * 100,
        "我不知道。" * 50,
        "မြို့တော်သည် တွေ့ဆုံခဲ့သည်။ " * 20,
        THAI.replace(" ", ". ") * 3,
    ],
)
def test_what_marks_its_sentences_is_not(text: str) -> None:
    assert unmarked_script(text) is None


def split(text: str, *, clusters: bool = False) -> list[str]:
    return [text[start:end] for start, end, _ in split_words(text, clusters=clusters)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("นายกเทศมนตรีประกาศปิดสะพาน", "นายก เทศมนตรี ประกาศ ปิด สะพาน"),
        ("ຂົວຈະປິດມື້ນີ້", "ຂົວ ຈະ ປິດ ມື້ນີ້"),
        ("ស្ពានត្រូវបិទ", "ស្ពាន ត្រូវ បិទ"),
        ("မြို့တော်ဝန်ကပြော", "မြို့တော်ဝန် က ပြော"),
        ("市長は言う", "市 長 は 言 う"),
        ("ᦶᦎᦺᦑ", "ᦶ ᦎ ᦺ ᦑ"),
        ("ꦱꦸꦒꦼꦁ", "ꦱꦸ ꦒꦼꦁ"),
        ("ラ\u3099メ", "ラ\u3099 メ"),
        ("葛\U000e0100城", "葛\U000e0100 城"),
        ("Grab(ใหม่)2,500บาท", "Grab( ใหม่ )2,500 บาท"),
        ("plain", "plain"),
    ],
)
def test_words_of_a_text_without_spaces(text: str, found: str) -> None:
    assert split(text) == found.split()
    assert "".join(split(text)) == "".join(split(text, clusters=True)) == text


def test_what_a_dictionary_joins_falls_apart_into_clusters() -> None:
    assert split("น้ำท่วม") == ["น้ำ", "ท่วม"]
    assert split("น้ำท่วม", clusters=True) == ["น้ำ", "ท่", "ว", "ม"]


def test_only_what_has_no_spaces_counts_as_a_word_of_its_own() -> None:
    assert [word for _, _, word in split_words("A市B")] == [False, True, False]
