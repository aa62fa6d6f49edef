"""Names in zip files: the encodings of several systems, and the two ways to say that a name is in UTF-8."""

from __future__ import annotations

import io
import struct
import zipfile
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import read_bytes
from annotate.articles.formats.archives.zip_names import member_names
from annotate.model import Document

NAMES = {
    "cp437": ["Größe der Wand.txt", "café.txt", "año nuevo.txt"],
    "cp850": ["São João.txt", "élève.txt"],
    "cp1252": ["Größe.txt", "ação.txt"],
    "cp866": ["новости/мэр города.txt", "Порт закрыт.txt", "стена.txt", "ОТЧЁТ 2024.txt", "ПОРТ.TXT", "Ёлка.txt", "я.txt"],
    "cp1251": ["Порт закрыт.txt", "стена.txt"],
    "koi8-r": ["стена порта.txt"],
    "cp932": ["港のニュース.txt", "新しい壁.txt", "市長.txt", "東京.txt", "ﾆｭｰｽ.txt", "第一話.txt"],
    "euc_jp": ["港のニュース.txt"],
    "cp936": ["新的墙.txt", "港口关闭.txt", "第1章.txt", "市长讲话稿.txt"],
    "cp949": ["새로운 벽.txt", "항구 뉴스.txt"],
    "cp950": ["新的牆.txt", "港口關閉.txt"],
    "cp852": ["ściana żółta.txt", "příliš žluťoučký.txt"],
    "cp737": ["νέα της πόλης.txt", "τείχος.txt"],
    "utf-8": ["стена.txt", "é.txt", "壁.txt"],
}


def _placeholder(number: int, length: int) -> str:
    return chr(ord("A") + number) * length


def archive(names: list[bytes], extra: list[bytes] | None = None) -> bytes:
    """A zip file with members of these raw names, which are not said to be UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for number, name in enumerate(names):
            info = zipfile.ZipInfo(_placeholder(number, len(name)))  # replaced below: as long, and without a flag
            info.extra = extra[number] if extra else b""
            file.writestr(info, "One. Two.")
    data = buffer.getvalue()
    for number, name in enumerate(names):
        data = data.replace(_placeholder(number, len(name)).encode(), name)
    return data


def names_in(data: bytes) -> list[str]:
    return member_names(zipfile.ZipFile(io.BytesIO(data)).infolist())


ONE_BY_ONE = [(encoding, [name]) for encoding, names in NAMES.items() for name in names]


@pytest.mark.parametrize(("encoding", "names"), [*NAMES.items(), *ONE_BY_ONE])
def test_names_are_decoded_as_they_look_most_like_words(encoding: str, names: list[str]) -> None:
    assert names_in(archive([name.encode(encoding) for name in names])) == names


def test_names_that_are_said_to_be_utf8_are_left_alone() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("стена é.txt", "One.")
        file.writestr("wall.txt", "One.")
    assert names_in(buffer.getvalue()) == ["стена é.txt", "wall.txt"]


def test_the_extra_field_of_info_zip_counts_if_it_belongs_to_the_name() -> None:
    raw = "mur?.txt".encode("cp866")

    def field(name: bytes) -> bytes:
        value = struct.pack("<BL", 1, crc32(name)) + "стена.txt".encode()
        return struct.pack("<HH", 0x7075, len(value)) + value

    assert names_in(archive([raw], [field(raw)])) == ["стена.txt"]
    assert names_in(archive([raw], [field(b"other")])) == ["mur?.txt"]


def test_articles_are_named_after_them() -> None:
    (article,) = read_bytes(archive(["новости/стена.txt".encode("cp866")]), name="z.zip", kind="zip")
    assert isinstance(article, Document)
    assert article.path == "z.zip!/новости/стена.txt"


@given(st.lists(st.binary(min_size=2, max_size=12), min_size=1, max_size=3), st.binary(max_size=12))
def test_no_bytes_break_it(raw: list[bytes], extra: bytes) -> None:
    infos = []
    for name in raw:
        info = zipfile.ZipInfo(name.decode("cp437"))
        info.extra = extra
        infos.append(info)
    assert len(member_names(infos)) == len(raw)
