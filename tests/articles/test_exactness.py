"""Whatever the bytes are: every offset slices back, sentences tile their blocks, and the text is as it was but for line ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import read_bytes
from annotate.articles.formats.kinds import KINDS
from annotate.model import Document, Problem

TEXTS = {
    "BOM": ("\ufeffOne here. Two.", "One here. Two."),
    "a second BOM": ("\ufeff\ufeffOne here. Two.", "\ufeffOne here. Two."),
    "CRLF": ("One here.\r\nTwo.\r\n", "One here.\nTwo.\n"),
    "CR": ("One here.\rTwo.", "One here.\nTwo."),
    "NFC": ("Caf\u00e9 one. Two.", None),
    "NFD": ("Cafe\u0301 one. A\u030angstro\u0308m.", None),
    "soft hyphens": ("Hyphen\u00adation here. Co\u00adunt.", None),
    "line separators": ("One here.\u2028Two.\u2029Three.\x85Four.", None),
    "tabs": ("One\there.\tTwo.\t", None),
    "non-breaking spaces": ("One\u00a0here.\u00a0Two\u202f! Three.", None),
    "zero width": ("O\u200bne here.\u200d Two\u2060.", None),
    "form feeds": ("One here.\fTwo.\n\fThree.", None),
    "emoji": ("A family 👩‍👩‍👧‍👦 here. 🇺🇦 Two.", None),
    "right to left": ("\u202bשלום עולם.\u202c שתיים.", None),
    "controls": ("One\x07 here.\x1b[31m Two.\x7f", None),
    "astral": ("𝕆ne here. 𠮷野家。Two.", None),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_text_is_as_it_was(name: str, kind: str) -> None:
    given, expected = TEXTS[name]
    (article,) = read_bytes(given.encode(), name="a", kind=kind)
    assert isinstance(article, Document)
    assert article.text == (given if expected is None else expected)
    assert_sound(article)
    said = "".join(article.text[s.start : s.end] for s in article.sentences)
    assert "".join(said.split()) == "".join(article.text.split())


def assert_sound(article: Document) -> None:
    """Blocks and sentences are in order and apart, sentences lie in their blocks and leave nothing of them out."""
    assert all(a.end <= b.start for a, b in pairwise(article.blocks))
    assert all(a.end <= b.start for a, b in pairwise(article.sentences))
    for index, block in enumerate(article.blocks):
        inside = [sentence for sentence in article.sentences if sentence.block == index]
        assert all(block.start <= s.start < s.end <= block.end for s in inside)
        assert all(s.id == f"{article.id}:{s.start}" and article.matches(article.span(s.start, s.end)) for s in inside)
        said = "".join(article.text[s.start : s.end] for s in inside)
        whole = article.text[block.start : block.end]
        assert not block.annotated or "".join(said.split()) == "".join(whole.split())


WRAPPED = "\n".join(["A line of the kind that goes on and on until it is full of words"] * 6) + "\nand ends. Another one. "
PIECES = st.sampled_from(
    [
        *" \n\t\r\f.!?…\"'“”()[]{}:,#>-|*`<&;",
        *("text", "One. Two.", "<p>", "</p>", "<html>", '{"text": "', '"}', "字。", "e\u0301", "👩‍👧", WRAPPED, "text\n"),
        *("\x00", "\ufeff", "\u2028", "By Ana Ruiz\n", "March 5, 2024\n", "¿Qué? ", "в 1943 г. А ", "ไทย"),
    ]
)
BYTES = st.one_of(
    st.binary(),
    st.text().map(lambda text: text.encode("utf-8", "replace")),
    st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode("cp1252", "replace")),
)


@given(BYTES, st.sampled_from([None, *sorted(set(KINDS.values()))]))
def test_any_bytes_are_sound_documents_or_problems_the_same_each_time(data: bytes, kind: str | None) -> None:
    found = list(read_bytes(data, name="a", kind=kind))
    assert found == list(read_bytes(data, name="a", kind=kind))
    assert found
    for item in found:
        if isinstance(item, Problem):
            assert item.code
            assert item.where.startswith("a")
        else:
            assert_sound(item)
