"""Suggestions of a whole document: valid, deterministic, linear in time, and equal to the golden file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import read_file
from annotate.model import Document
from annotate.schema import load_schema, shipped
from annotate.suggestions import suggest
from annotate.text.languages import WITH_RULES
from support.counting import calls
from support.hostile import SUGGESTIONS
from support.paths import REPO
from support.reading import article, said

GOLDEN = REPO / "tests" / "golden" / "suggestions.txt"
SCHEMA = load_schema(shipped("schema") / "annotation.schema.json")


def harbour_bridge() -> Document:
    return next(one for one in read_file(REPO / "raw" / "harbour-bridge.txt") if isinstance(one, Document))


def listed(document: Document) -> str:
    """Return each suggestion in a few lines."""
    rows = []
    for id, several in suggest(document).items():
        for one in several:
            source, mention = one.source, one.source.mention if one.source else None
            cue = one.cue.text if one.cue else ""
            who = f"{source.name} {dict(source.attributes)} <{mention.text if mention else ''}>" if source else "author"
            rows += [f"{id} {one.rule} {one.label} {' '.join(map(str, one.attributes.values()))}".rstrip()]
            rows += [
                f"    {' | '.join(span.text for span in one.spans)}",
                f"    {who} {cue}".rstrip(),
            ]
    return "\n".join(rows) + "\n"


def test_the_golden_article() -> None:
    assert listed(harbour_bridge()) == GOLDEN.read_text(encoding="utf-8"), (
        "if this is intended: PYTHONPATH=. python tests/suggestions/rules/test_engine.py"
    )


def check(document: Document) -> None:
    """Check the properties that suggestions of any text have."""
    found = suggest(document)
    assert list(found) == [sentence.id for sentence in document.sentences]
    for sentence in document.sentences:
        keys = [one.key for one in found[sentence.id]]
        assert len(keys) == len(set(keys))
        for one in found[sentence.id]:
            assert one.spans
            assert all(sentence.start <= span.start and span.end <= sentence.end for span in one.spans)
            assert all(document.matches(span) and span.text.strip() == span.text for span in one.spans)
            assert all(before.end <= after.start for before, after in zip(one.spans, one.spans[1:], strict=False))
            assert one.cue is None or document.matches(one.cue)
            assert SCHEMA.labels["stance"].choice(one.label)
            if one.source:
                assert one.source.name
                assert one.source.mention is None or document.matches(one.source.mention)
                for name, value in one.source.attributes.items():
                    attribute = SCHEMA.attribute("source", name)
                    assert attribute
                    assert not attribute.choices or attribute.choice(value)
            for name, value in one.attributes.items():
                attribute = SCHEMA.attribute("stance", name)
                assert attribute
                assert attribute.choice(value)


WORDS = """
said says told that according to zufolge laut sagte dass the The mayor Ada Brandt Mr. she he they who which and but as
adding denied called for opposes asked whether May 5:30 U.S. “ ” " '' ’ „ , . ; : — ? ( ) teilte mit so nach Angaben wie
heißt es habe sei demnach „Presse“ dijo que añadió según para ha la a-t-il l’a comme selon « » secondo che blijkt dat
zei volgens ‘ segundo disse
"""
PIECES = st.sampled_from([*WORDS.split(), "👩‍👩‍👧", "e\u0301", "\u200b", "\u202e", "\x1b", "\n"])


@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(WITH_RULES))
def test_any_words_give_valid_suggestions(text: str, language: str) -> None:
    check(article(text, language))


@given(st.text(max_size=200), st.sampled_from([*WITH_RULES, None, "xx"]))
def test_any_text_gives_valid_suggestions(text: str, language: str | None) -> None:
    check(article(text, language))


def test_suggestions_are_deterministic() -> None:
    assert listed(harbour_bridge()) == listed(harbour_bridge())


def test_the_language_can_be_given() -> None:
    document = article("Brandt sagte, der Damm sei sicher.", language=None)
    assert [one.spans[0].text for one in suggest(document, "de")[document.sentences[0].id] if one.source] == [
        "der Damm sei sicher"
    ]


def test_an_unclosed_quotation_and_an_empty_text() -> None:
    assert suggest(article("")) == {}
    assert said("“") == []


@pytest.mark.parametrize("kind", SUGGESTIONS)
def test_cost_is_linear(kind: str) -> None:
    """Eight times the text takes about eight times as many calls."""

    def cost(size: int) -> int:
        document = article(SUGGESTIONS[kind](size))
        return calls(lambda: suggest(document))

    assert cost(4000) < 9 * cost(500) + 2000


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("de", "er ging, wie er ging, "),
        ("de", "er ging nach Angaben und nach Berichten "),
        ("de", "ging, so er ging, "),
        ("de", "teilte gab kündigte "),
        ("de", "heißt es heißt es "),
        ("de", "„Er“, hatte er, gesagt "),
        ("de", "der Polizei zufolge , "),
        ("es", "según dijo, que "),
        ("fr", "l’a-t-il dit que « non », a-t-il "),
        ("pt", "— disse — "),
        ("nl", "‘ja’, zegt hij, zo ‘"),
    ],
)
def test_cost_is_linear_in_other_languages(language: str, piece: str) -> None:
    def cost(size: int) -> int:
        document = article(f"A {piece * size}.", language)
        return calls(lambda: suggest(document))

    assert cost(1600) < 9 * cost(200) + 2000


@pytest.mark.parametrize("kind", SUGGESTIONS)
def test_a_long_hostile_text_ends(kind: str) -> None:
    document = article(SUGGESTIONS[kind](8000))
    assert len(suggest(document)) == len(document.sentences)


if __name__ == "__main__":
    GOLDEN.write_text(listed(harbour_bridge()), encoding="utf-8")
