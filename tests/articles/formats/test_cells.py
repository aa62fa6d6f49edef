"""Cells: HTML, people and dates as other tools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.formats.cells import as_address, as_id, as_line, as_moment, as_names, as_text, from_html, has_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>The wall fell.</p><p>Tom &amp; Co built <b>it</b>.</p>", "The wall fell.\n\nTom & Co built it."),
        ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
        ("Before.<h2>Head</h2>After, <a href='x'>linked</a>.", "Before.\n\nHead\n\nAfter, linked."),
        ("<ul><li>One</li>\n<li>Two</li></ul>", "One\n\nTwo"),
        ("<div><div>Deep</div> tail</div>", "Deep\n\ntail"),
        ("<p>Seen.</p><script>let x = 1</script><!-- no --><p>Too.</p>", "Seen.\n\nToo."),
        ("Tom &amp; Co&nbsp;said &#8220;no&#8221;.", "Tom & Co\u00a0said “no”."),
        ("1 < 2 and 3 > 2 & so on; <3", "1 < 2 and 3 > 2 & so on; <3"),
        ("Plain.\nTwo lines.", "Plain.\nTwo lines."),
        ("<html><body><p>A page.</p></body></html>", "<html><body><p>A page.</p></body></html>"),
        (["One.", "<p>Two.</p>", ""], "One.\n\nTwo."),
        (
            {"summary": ["Short."], "sections": [{"headline": ["Head"], "paragraphs": ["One.", "Two."]}]},
            "Short.\n\nHead\n\nOne.\n\nTwo.",
        ),
        ({"rendered": "<p>One.</p>"}, "One."),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Tom &amp;amp; Co.&lt;/p&gt;", "One.\n\nTom & Co."),
        ("It says &lt;p&gt; there.", "It says <p> there."),
        ("Größe".encode(), "Größe"),
        ("  ", None),
        (5, None),
        ([], None),
        (None, None),
    ],
)
def test_the_text_of_a_cell(cell: object, text: str | None) -> None:
    assert as_text(cell) == text
    assert has_text(cell) == (text is not None)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Mara Lind", "Mara Lind"),
        (["Mara Lind", "Ivo Brandt", "Mara Lind"], "Mara Lind, Ivo Brandt"),
        ([{"name": "Mara Lind"}, {"@type": "Person", "name": "Ivo Brandt"}], "Mara Lind, Ivo Brandt"),
        ({"name": ["Mara Lind"]}, "Mara Lind"),
        ({"given": "Mara", "family": "Lind"}, "Mara Lind"),
        ({"firstName": "Mara", "lastName": "Lind"}, "Mara Lind"),
        ("['Mara Lind', \"Ivo O'Hara\"]", "Mara Lind, Ivo O'Hara"),
        ('[{"name": "Mara Lind"}]', "Mara Lind"),
        ("[Mara Lind]", "[Mara Lind]"),
        ("<a href='x'>Mara Lind</a>", "Mara Lind"),
        ("Mara Lind; Ivo Brandt", "Mara Lind, Ivo Brandt"),
        ("By Mara Lind", "Mara Lind"),
        ({"original": "By Mara Lind", "person": []}, "Mara Lind"),
        ({"url": "x"}, None),
        ([], None),
        (None, None),
    ],
)
def test_the_names_in_a_cell(cell: object, names: str | None) -> None:
    assert as_names(cell) == names


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (1714979289, "2024-05-06T07:08:09+00:00"),
        (1714979289.0, "2024-05-06T07:08:09+00:00"),
        (1714979289.25, "2024-05-06T07:08:09+00:00"),
        ("1714979289", "2024-05-06T07:08:09+00:00"),
        (1714979289000, "2024-05-06T07:08:09+00:00"),
        (1714979289000000, "2024-05-06T07:08:09+00:00"),
        ({"$date": 1714979289000}, "2024-05-06T07:08:09+00:00"),
        ({"$date": {"$numberLong": "1714979289000"}}, "2024-05-06T07:08:09+00:00"),
        (20240506, "2024-05-06"),
        ("20240506T070809Z", "2024-05-06T07:08:09Z"),
        ("2024/5/6 07:08", "2024-05-06 07:08"),
        ("2024-05-06 07:08:09", "2024-05-06 07:08:09"),
        ("May 6, 2024", "May 6, 2024"),
        (12, "12"),
        (True, True),
        (None, None),
    ],
)
def test_the_moment_in_a_cell(cell: object, moment: object) -> None:
    assert as_moment(cell) == moment


def test_a_title_has_no_markup() -> None:
    assert as_line("<b>Tom</b> &amp;\nCo") == as_line({"rendered": "Tom &amp; Co"}) == "Tom & Co"
    assert as_line(5) == 5


@given(st.text(), st.lists(st.sampled_from(["<p>", "</p>", "<br>", "<div", "&amp;", "<!--", "<script>", "\x00", "a b "])))
def test_no_text_breaks_it(text: str, tags: list[str]) -> None:
    from_html(text)
    from_html("".join(tags))
    as_names(text)
    as_moment(text)


def test_deep_nesting_is_no_trouble() -> None:
    assert from_html("<div>" * 5000 + "deep") == "deep"


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" www.a.example ", "www.a.example"),
        ("//a.example/x", "//a.example/x"),
        ("/2024/wall.html", "/2024/wall.html"),
        ("The Courier", None),
        ("Reuters", None),
        (None, None),
    ],
)
def test_the_address_in_a_cell(cell: object, address: str | None) -> None:
    assert as_address(cell) == address


def test_the_id_in_a_cell() -> None:
    assert [as_id(cell) for cell in (7, "a", {"$oid": "65f"}, {}, None)] == [7, "a", "65f", None, None]
