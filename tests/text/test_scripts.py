"""Scripts without sentence marks: known, told of, and left whole."""

from __future__ import annotations

import pytest

from annotate.articles import read_bytes
from annotate.model import Document, Problem
from annotate.text.scripts import unmarked_script
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
