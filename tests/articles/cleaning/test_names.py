"""Document ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import slug


@pytest.mark.parametrize(
    ("stem", "id"),
    [
        ("Ünïcode Name (1)", "unicode-name-1"),
        ("000_6c1ad1e954f97a98", "000-6c1ad1e954f97a98"),
        ("u\u0308ber", "uber"),
        ("Straße", "strasse"),
        ("a:b/c\\d", "a-b-c-d"),
        ("新闻 一", "新闻-一"),
        ("Новости", "новости"),
        ("\u202edlrow\x1b[2J", "dlrow-2j"),
        ("!!", "article"),
        ("", "article"),
    ],
)
def test_ids_are_readable(stem: str, id: str) -> None:
    assert slug(stem) == id


@given(st.text())
def test_any_stem_gives_a_short_id_without_anything_special(stem: str) -> None:
    id = slug(stem)
    assert 1 <= len(id) <= 60
    assert all(character.isalnum() or character == "-" for character in id)
    assert slug(id) == id
