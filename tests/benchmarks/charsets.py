"""Encodings of texts that do not say theirs: ours beside charset-normalizer and chardet, on the same files in the same run.

    python tests/benchmarks/charsets.py [FOLDER]

FOLDER has a folder of files for each encoding, called as chardet's tests are: ``windows-1251-russian``. Without one, the script
makes texts up. A file is right if its text is that in the expected encoding, as Python or as browsers understand its name; line
ends, the BOM and compatibility characters (NFKC) do not count. "Blind" is ours without what the files declare. A row gives the
number of right files, the best peer's, and ours by the peer's. `pip install .[bench]` brings the peers.
"""

from __future__ import annotations

import argparse
import codecs
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unicodedata import normalize
from unittest import mock

import webencodings

from annotate.articles.formats import decoding

Reader = Callable[[bytes], str | None]
Case = tuple[str, bytes, Sequence[str]]
"""The name of a file, its bytes, and the texts that count as right."""

_NAMES = {"maccyrillic": "mac-cyrillic", "macroman": "mac-roman"}
_TEXTS = {
    "cp1252 iso8859_15 mac_roman cp850": "Le maire a décidé mardi de fermer le pont ; « plus de temps à perdre », dit-il.",
    "cp1250 iso8859_2 cp852 mac_latin2": "Městské zastupitelstvo v úterý odhlasovalo uzavření mostu, řekl starosta.",
    "cp1251 koi8_r iso8859_5 cp866 mac_cyrillic cp855": "Городской совет во вторник решил закрыть мост, сказал мэр.",
    "cp1253 iso8859_7 cp737": "Το συμβούλιο της πόλης ψήφισε την Τρίτη για το κλείσιμο της γέφυρας, είπε ο δήμαρχος.",
    "cp1254 iso8859_9 cp857": "Belediye meclisi salı günü köprünün kapatılması için oy kullandı, başkan şunları söyledi.",
    "cp1255 iso8859_8": "מועצת העיר החליטה ביום שלישי לסגור את הגשר הישן, אמר ראש העיר לעיתונאים.",
    "cp1256 iso8859_6": "قرر مجلس المدينة يوم الثلاثاء إغلاق الجسر القديم حسب ما قاله رئيس البلدية للصحفيين.",
    "cp1257 iso8859_13 cp775": "Miesto taryba antradienį balsavo už tilto uždarymą, sakė meras, kuris tiltą pastatė.",
    "cp932 euc_jp": "市議会は火曜日に橋の閉鎖を決めた。市長は時間がないと述べた。",
    "gb18030": "市议会周二投票决定关闭大桥。市长说没有时间可以浪费。",
    "big5": "市議會週二投票決定關閉大橋。市長說沒有時間可以浪費。",
    "cp949 johab": "시의회는 화요일에 다리를 폐쇄하기로 했다. 시장은 시간이 없다고 말했다.",
}
"""A text for the encodings it is written in."""


def invented() -> Iterator[Case]:
    for encodings, text in _TEXTS.items():
        for encoding in encodings.split():
            for times in (1, 5):
                yield f"{encoding} x {times}", (f"{text} " * times).encode(encoding), [f"{text} " * times]


def files(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*/*")):
        data = path.read_bytes()
        yield f"{path.parent.name}/{path.name}", data, list(expected(path.parent.name.lower(), data))


def expected(folder: str, data: bytes) -> Iterator[str]:
    """The texts of `data` in the encoding that a folder is named after, with or without a language."""
    for label in (folder, folder.rpartition("-")[0]):
        web = webencodings.lookup(label)
        for codec in (_NAMES.get(label, label), web.codec_info.name if web else label):
            try:
                yield data.decode(codec)
            except (LookupError, UnicodeError):
                continue


def ours(data: bytes) -> str | None:
    decoded = decoding.decode(data)
    return decoded and decoded.text


def blind(data: bytes) -> str | None:
    with mock.patch.object(decoding, "_by_declaration", return_value=None):
        return ours(data)


def peers() -> Iterator[tuple[str, Reader]]:
    try:
        from charset_normalizer import from_bytes

        yield "charset-normalizer", lambda data: (best := from_bytes(data).best()) and str(best)
    except ImportError:
        print("charset-normalizer is not installed")
    from chardet import detect

    yield "chardet", lambda data: read_as(data, detect(data)["encoding"])


def read_as(data: bytes, encoding: str | None) -> str | None:
    try:
        return None if encoding is None else codecs.decode(data, encoding)
    except (LookupError, UnicodeError):
        return None


def plain(text: str) -> str:
    return normalize("NFKC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description="How many texts are read in the right encoding.")
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args(argv).folder
    cases = list(files(folder) if folder else invented())
    right: dict[str, int] = {}
    for name, read in (("ours", ours), ("blind", blind), *peers()):
        wrong: Counter[str] = Counter()
        start = time.process_time()
        for case, data, texts in cases:
            text = read(data)
            if text is None or plain(text) not in map(plain, texts):
                wrong[case.partition("/")[0]] += 1
        right[name] = len(cases) - wrong.total()
        seconds = time.process_time() - start
        missed = ", ".join(f"{kind} {count}" for kind, count in wrong.most_common(12))
        print(f"{name}: {right[name]} of {len(cases)} in {seconds:.1f} s; wrong: {missed or 'none'}")
    best = max((name for name in right if name not in ("ours", "blind")), key=right.__getitem__)
    for name in ("ours", "blind"):
        print(f"encodings, {name}\t{right[name]} of {len(cases)}\t{best} {right[best]}\t{right[name] / right[best]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
