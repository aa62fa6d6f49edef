"""An article with its labels, as lines."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest

from annotate.model import Annotation, Block, Claim, Document, Origin, Revision, Sentence, Source, Span, Stance
from annotate.text.article_view import article_lines, article_to_json
from annotate.text.terminal import width
from support.builders import make_revision

TEXT = "Clip\nBy A. Writer\nThe mayor said the bridge, built in 1912, will close. He is right.\nGo"


def stretch(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


FIRST, SECOND = stretch("The mayor said the bridge, built in 1912, will close."), stretch("He is right.")
BLOCKS = (
    Block("ui", *stretch("Clip")),
    Block("byline", *stretch("By A. Writer")),
    Block("paragraph", FIRST[0], SECOND[1]),
    Block("duplicate", *stretch("Go")),
)
SENTENCES = tuple(Sentence(f"d:{start}", 2, start, end) for start, end in (FIRST, SECOND))
DOCUMENT = Document("d", "raw/d.txt", "0" * 64, TEXT, BLOCKS, SENTENCES, title="Bridge")


def span(text: str) -> Span:
    return DOCUMENT.span(*stretch(text))


CLAIM = Annotation(
    "claim",
    (Claim("c1", (span("the bridge"), span("will close")), {"type": "event"}),),
    (Source("s1", "the mayor", span("The mayor"), {"type": "person"}), Source("s0", "author")),
    (Stance("c1", "s1", "support", span("said"), {"quote": "indirect"}), Stance("c1", "s0", "neutral")),
    note="look again",
)


def revision(sentence: int, annotation: Annotation | None, annotator: str = "mk") -> Revision:
    return make_revision(DOCUMENT, sentence, annotation, annotator)


def shown(*revisions: Revision, columns: int = 80, show_all: bool = False, plain: bool = True) -> str:
    import click

    lines = list(article_lines(DOCUMENT, revisions, columns, show_all=show_all))
    assert all(width(click.unstyle(line)) <= columns for line in lines)
    return "\n".join(map(click.unstyle, lines) if plain else lines)


@pytest.mark.parametrize(("hidden", "message"), [(1, "1 page element hidden; use --all to show it"), (0, "")])
def test_one_hidden_element_is_not_plural(hidden: int, message: str) -> None:
    blocks = (Block("paragraph", 0, 3), *(Block("ui", 4, 7) for _ in range(hidden)))
    document = Document("d", "d.txt", "0", "One two", blocks, (Sentence("d:0", 0, 0, 3),))
    assert [line for line in article_lines(document, [], 80) if "hidden" in click.unstyle(line)] == (
        [click.style(message, fg=243)] if message else []
    )


def test_marks_do_not_need_colour() -> None:
    assert (
        shown(revision(0, CLAIM))
        == """d Bridge
raw/d.txt · 2 sentences
labelled by mk

      byline: By A. Writer

   1  <The mayor> {said} [C1 the bridge C1], built in 1912, [C1 will close C1].
        C1 · type event
           support: the mayor (type person) · quote indirect
           neutral: author
        note: look again
   2  He is right.

2 page elements hidden; use --all to show them"""
    )


def test_colour_only_adds() -> None:
    styled = shown(revision(0, CLAIM), plain=False)
    assert "\x1b[38;5;63m[C1 the bridge C1]\x1b[0m" in styled
    assert "\x1b[38;5;29m<The mayor>\x1b[0m \x1b[38;5;163m{said}\x1b[0m" in styled


def test_page_elements_are_shown_on_request() -> None:
    assert "ui: Clip" in shown(show_all=True)
    assert "ui: Clip" not in shown()


def test_several_annotators_are_shown_below_each_other() -> None:
    text = shown(revision(0, CLAIM), revision(0, Annotation("no_claim"), "xy"), revision(1, Annotation("no_claim"), "xy"))
    assert "   1  mk: <The mayor> {said}" in text
    assert "      xy: The mayor said the bridge" in text
    assert "   2  xy: He is right.\n        no claim" in text


def test_marks_nest() -> None:
    nested = Annotation("claim", (Claim("c1", (span("The mayor said"),)), Claim("c2", (span("The mayor"),))))
    assert "[C1 [C2 The mayor C2] said C1] the bridge" in shown(revision(0, nested))


def test_a_claim_may_run_past_its_sentence() -> None:
    over = Annotation("claim", (Claim("c1", (span("will close. He is"),)),))
    text = shown(revision(0, over))
    assert "[C1 will close.\n" in text
    assert "   2  He is C1] right." in text


def test_undecided_skipped_and_flagged() -> None:
    assert "in progress" in shown(revision(0, Annotation()))
    assert "skip · reason later" in shown(revision(0, Annotation("skip", attributes={"reason": "later"})))
    assert "flag: odd" in shown(revision(0, Annotation("no_claim", flag="odd")))
    assert "not labelled yet" in shown(revision(0, None))


def test_a_label_that_came_from_a_suggestion_says_so() -> None:
    rule = "said/1@14-52"
    origins = (Origin("c1", "accepted", rule), Origin("c1<-s1", "edited", rule), Origin("c1<-s0", "accepted", rule))
    text = shown(replace(revision(0, CLAIM), origins=origins))
    assert "C1 · type event · accepted (said/1)\n" in text
    assert "support: the mayor (type person) · quote indirect · edited (said/1)\n" in text
    assert "neutral: author\n" in text
    assert "manual" not in shown(replace(revision(0, CLAIM), origins=tuple(Origin(o.item, "manual") for o in origins)))


def test_a_source_without_a_name_reads_as_at_the_prompt() -> None:
    unnamed = replace(CLAIM, sources=(replace(CLAIM.sources[0], name=""), CLAIM.sources[1]))
    assert "support: (not named yet) (type person)" in shown(revision(0, unnamed))


def test_lines_are_wrapped_by_what_they_take_on_the_screen() -> None:
    text = "漢字" * 30 + " e\u0301tude \U0001f469\u200d\U0001f4bb" * 5
    document = Document("w", "w", "0" * 64, text, (Block("paragraph", 0, len(text)),), (Sentence("w:0", 0, 0, len(text)),))
    lines = list(article_lines(document, (), 30))[3:]
    assert max(map(width, lines)) == 30
    assert "".join(lines).replace(" ", "").startswith("1" + "漢字" * 30 + "e\u0301tude")


def test_nothing_reaches_the_terminal_that_it_obeys() -> None:
    text = "A\x1b]0;title\x07 \x9b31m \u202ebidi\u2066 \u200bzero."
    document = Document(
        "w", "\x1b[1m", "0" * 64, text, (Block("paragraph", 0, len(text)),), (Sentence("w:0", 0, 0, len(text)),), text
    )
    shown = "".join(article_lines(document, (), 80)).replace("\x1b[1m", "").replace("\x1b[38;5;243m", "").replace("\x1b[0m", "")
    assert not [c for c in shown if c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066\u200b"]


def test_json() -> None:
    data = article_to_json(DOCUMENT, [revision(0, CLAIM), revision(1, None)])
    assert data["document"]["text"] == TEXT
    assert [(item["sentence"], item["annotation"]["label"]) for item in data["annotations"]] == [(SENTENCES[0].id, "claim")]
