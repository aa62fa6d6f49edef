"""From the source of a page to its tree: invisible characters, deep nesting, frames, shadow trees, and what is never text."""

from __future__ import annotations

import pytest

from annotate.articles.formats.page_parsing import parse_page

DEEP = 5000


def text(source: str) -> str:
    return " ".join("".join(parse_page(source).itertext()).split())


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("har&shy;bour bri<wbr>dge", "harbour bridge"),
        ("har\xadbour\u200b br\u2060idge\ufeff", "harbour bridge"),
        ("&#173;har&#xAD;bour&ZeroWidthSpace;&NoBreak; bridge&#8203", "harbour bridge"),
        ("har\x08bour\x00 br&#1;idge&#x1f;&#127;", "harbour bridge"),
        ("harbour\x0cbridge&#12;shut", "harbour bridge shut"),
        ("&#147;harbour&#x94; &#150; bridge", "“harbour” – bridge"),
        ("harbour&#xD83D; bridge&#1114112;", "harbour bridge"),
        ("harbour &#8220;bridge&#x201D; &amp; quay &#38;", "harbour “bridge” & quay &"),
        ("har&shybour &NoBreaks &bridge", "harbour &NoBreaks &bridge"),
    ],
)
def test_the_text_is_what_a_browser_shows(source: str, shown: str) -> None:
    assert text(f"<html><body><p>{source}</p></body></html>") == shown


@pytest.mark.parametrize("name", ["div", "span", "b", "ul><li", "blockquote", "table><tr><td", "section"])
@pytest.mark.parametrize("depth", [100, DEEP])
def test_deep_elements_and_what_follows_them_are_read(name: str, depth: int) -> None:
    tree = parse_page(f"<html><body>{f'<{name}>' * depth}inner</body></html>")
    assert "".join(tree.itertext()).split() == ["inner"]


def test_paragraphs_that_are_too_deep_stay_apart() -> None:
    paragraphs = "<p>One <b>bold</b> word.</p><p>Two.</p>"
    tree = parse_page(f"<html><body>{'<div>' * DEEP}{paragraphs}{'</div>' * DEEP}<p>Three.</p></body></html>")
    assert ["".join(element.itertext()) for element in tree.iter("p")] == ["One bold word.", "Two.", "Three."]
    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) < DEEP / 10


def test_a_deep_page_does_not_change_how_the_next_one_is_read() -> None:
    page = "<html><body><div><p>One.</p></div></body></html>"
    before = len(list(parse_page(page).iter()))
    parse_page(f"<html><body>{'<div>' * DEEP}x</body></html>")
    assert len(list(parse_page(page).iter())) == before


def test_text_for_browsers_without_frames_is_read() -> None:
    source = (
        "<html><frameset cols='20%,*'><frame src=a><noframes><body><p>The bridge is shut.</p></body></noframes></frameset></html>"
    )
    assert [element.text for element in parse_page(source).iter("p")] == ["The bridge is shut."]


def test_shadow_trees_are_shown_and_templates_are_not() -> None:
    shadow = "<x-story><template shadowrootmode=open><p>Shown.</p></template></x-story>"
    assert text(f"<html><body>{shadow}<template><p>Hidden.</p></template></body></html>") == "Shown."


def test_what_is_never_text_is_left_out() -> None:
    never = "<style>a</style><script>b</script><svg><text>c</text></svg><select><option>d</option></select><textarea>e</textarea>"
    assert text(f"<html><body>{never}<p>Text</p></body></html>") == "Text"


def test_readings_of_signs_are_left_out() -> None:
    assert (
        text("<html><body><p>市は<ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby>を閉鎖した。</p></body></html>")
        == "市は橋を閉鎖した。"
    )


@pytest.mark.parametrize("kind", ["application/ld+json", "application/LD+JSON; charset=utf-8"])
def test_data_for_machines_stay(kind: str) -> None:
    assert len(list(parse_page(f"<html><body><script type='{kind}'>{{}}</script><p>x</p></body></html>").iter("script"))) == 1


def test_a_declaration_of_an_encoding_does_no_harm() -> None:
    assert text("<?xml version='1.0' encoding='latin-1'?><!DOCTYPE html SYSTEM 'x'><html><body><p>Zoë</p></body></html>") == "Zoë"
