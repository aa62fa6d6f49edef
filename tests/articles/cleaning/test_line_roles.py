"""Line roles: pasted pages of our own making, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.cleaning.line_roles import label_line, label_lines
from annotate.model import BLOCK_KINDS
from support.pasted import read_lines, read_pages

PAGE = """\
kicker     Politics
headline   City council votes to close the old harbour bridge in spring
paragraph  The decision ends a debate of nine years about the most used crossing of the river.
byline     By Ana Ruiz and Bob Hill
dateline   Updated March 3, 2024 / 9:15 AM
ui         5 Min Read
ui         Listen · 3:45
caption    A tug passes under the harbour bridge at dawn on Friday.
credit     Chen Wei/Harbour Press via Getty Images
ui         hide caption
duplicate  Chen Wei/Harbour Press via Getty Images
paragraph  The city council voted on Monday to close the harbour bridge, which was built in 1931.
paragraph  “It was not an easy vote,” said Ruiz. “But it was the right one.”
ui         ADVERTISEMENT
caption    FILE PHOTO: The bridge as it was in 1975
paragraph  What happens now?
paragraph  The work begins in April and will take two years, the mayor told reporters.
list       - A ferry will run every ten minutes.
ui         ___
ui         Related articles
ui         Ten bridges that nobody uses any more
ui         Why ferries are coming back
paragraph  The ferry company declined to comment on what it would charge for the passage.
credit     Reporting by Ana Ruiz; editing by Bob Hill
ui         Most Popular
ui         1
ui         Dog finds its way home after three years
"""


def test_a_page_is_labelled_line_by_line() -> None:
    expected = [line.split(None, 1) for line in PAGE.splitlines()]
    text = "\n\n".join(line for _, line in expected)
    assert [[block.kind, text[block.start : block.end]] for block in label_lines(text)] == expected


def test_every_block_says_what_decided_it() -> None:
    text = "\n".join(line.split(None, 1)[1] for line in PAGE.splitlines())
    assert all(block.rule and block.kind in BLOCK_KINDS for block in label_lines(text))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share on Facebook", "ui"),
        ("Image 3 of 13", "ui"),
        ("© 2019 Example Media Inc. All Rights Reserved.", "ui"),
        ("https://example.org/news/1", "ui"),
        ("Sign up for our newsletter", "ui"),
        ("Read more: The bridge that nobody wanted", "ui"),
        ("* * *", "ui"),
        ("Share full article", "ui"),
        ("list 1 of 3", "ui"),
        ("This article is more than 4 years old", "ui"),
        ("Lesezeit: 3 Minuten", "ui"),
        ("Published Wed, Nov 20 20194:29 AM ESTUpdated an hour ago", "dateline"),
        ("20 Nov 2019 08:00 GMT", "dateline"),
        ("12 hours ago", "dateline"),
        ("By ANA RUIZ, BOB HILL and CHEN WEI", "byline"),
        ("Von Anna Weber", "byline"),
        ("Photograph: Chen Wei/Harbour Press", "credit"),
        ("Laura Ruiz for NPR", "credit"),
        ("Image copyright Getty Images", "credit"),
        ("Chen Wei | Bloomberg | Getty Images", "credit"),
        ("Additional reporting by Bob Hill", "credit"),
        ("Associated Press writer Bob Hill contributed to this report.", "credit"),
        ("In this photo taken Friday, Nov. 1, 2019, the bridge stands empty.", "caption"),
        ("The bridge on Friday (Image: GETTY)", "caption"),
        ("Image caption The bridge was built in 1931", "caption"),
        ("By Wednesday the water had risen by two metres, and the bridge was closed.", None),
        ("The council said it would share on Tuesday what it knew.", None),
        ("They met in the city hall and/or the church.", None),
        ("To his credit: he paid it all back, an AP/NORC poll found.", None),
        ("Tag team wins the final", None),
        ("May 3 was the last day.", None),
        ("RIVERTON, Wis. (AP) — The council met.", None),
    ],
)
def test_a_line_alone(line: str, kind: str | None) -> None:
    role = label_line(line)
    assert (role and role.kind) == kind


PAGES = read_pages()


@pytest.mark.parametrize("page", PAGES, ids=[f"{number} {page[1][1][:30]}" for number, page in enumerate(PAGES)])
def test_pasted_pages(page: list[tuple[str, str]]) -> None:
    blocks = label_lines("\n".join(line for _, line in page))
    assert [(block.kind, line) for block, (_, line) in zip(blocks, page, strict=True)] == page


@pytest.mark.parametrize(("kind", "line"), read_lines())
def test_a_line_by_itself(kind: str, line: str) -> None:
    role = label_line(line)
    assert (role.kind if role else "-") == kind


CAPTIONS = """
Ana Ruiz (left) and Chen Wei in the cellar of the old hall
Mayor Bob Hill (centre) with Ana Ruiz (right) in the cellar
Ana Ruiz, left, and Mayor Bob Hill look at the damage
(From left) Ana Ruiz, Bob Hill and Chen Wei in the cellar
Left to right: Ana Ruiz, Bob Hill and Chen Wei
ABOVE: Ana Ruiz in the cellar of the hall
A general view of the flooded hall in Kelmouth
An undated photo of the hall in Kelmouth
File image of the hall in Kelmouth
This photo shows the cellar of the hall in Kelmouth
The hall in Kelmouth, pictured on Tuesday
People walk past the hall in Kelmouth, Ohio, Tuesday, Nov. 3, 2026.
Volunteers carry books. | Jane Doe
Ana Ruiz (links) und Bob Hill im Keller des Rathauses.
Blick in den überfluteten Keller der Bücherei
v.l.: Ana Ruiz, Bob Hill und Chen Wei
Ana Ruiz (à gauche) et le maire dans la cave
La bibliothèque de Brémont (illustration).
Des bénévoles devant la mairie, à Brémont, le 3 novembre 2026.
Ana Ruiz (izquierda) y el alcalde en el sótano
Vista de la biblioteca de Bramonte, el martes
Voluntarios delante de la biblioteca. EFE/Juan Dosa
Paola Quinti (a sinistra) e il sindaco nello scantinato
Biblioteka w Bramowie (zdjęcie ilustracyjne)
Добровольцы у библиотеки. Фото: Иван Петров / ТАСС
"""
NO_CAPTIONS = """
Sen. Ana Ruiz (R) voted against the bridge bill on Tuesday evening.
The party moved further to the (left) and lost the vote in two districts.
The minister (centre) told reporters that the bridge was safe.
Ruiz, left the building at noon and drove home to her family.
The view of the council is that the bridge must be closed.
The hearing was moved to Tuesday, Nov. 3, 2026.
This photo was taken in 2019, not in 2026, the fact-checkers found.
An image of a burning bridge was shared 40,000 times before it was deleted.
Ruiz, pictured as a hero by her party, resigned on Monday.
Above: the law.
From left to right, parties welcomed the deal.
La loi a été votée en première lecture, à Paris, le 3 novembre 2026.
Vista la situación, el alcalde dimitió
Ein Blick auf die Zahlen zeigt das ganze Ausmaß
"""


@pytest.mark.parametrize("line", CAPTIONS.strip().splitlines())
def test_a_caption_is_known_by_its_shape(line: str) -> None:
    role = label_line(line)
    assert role is not None
    assert role.kind == "caption"


@pytest.mark.parametrize("line", NO_CAPTIONS.strip().splitlines())
def test_a_sentence_that_only_resembles_a_caption_is_none(line: str) -> None:
    assert label_line(line) is None


@pytest.mark.parametrize(
    "byline",
    [
        *("Ana Ruiz in Norrby", "Ana Ruiz (Norrby)", "Ana Ruiz, à Brémont", "Ana Ruiz | Bramonte", "Ana Ruiz, enviada especial"),
        *("Ana Ruiz / EFE", "Ana Ruiz / Kelmouth Courier"),
    ],
)
def test_a_name_with_its_place_or_outlet_below_the_headline_is_a_byline(byline: str) -> None:
    assert kinds("Harbour bridge closes in spring", byline, HALL, VOTE) == ["headline", "byline", "paragraph", "paragraph"]


def test_a_photographer_of_an_outlet_in_the_text_is_a_credit() -> None:
    for credit in ("Jane Doe for The Courier", "Jane Doe | Kelmouth Courier", "Photo Jane Doe"):
        assert kinds("Harbour bridge closes in spring", HALL, VOTE, credit, HALL)[3] == "credit"


def kinds(*lines: str) -> list[str]:
    return [block.kind for block in label_lines("\n".join(lines))]


HALL, VOTE = "The council met in the old hall on Friday.", "It did not vote, its members said later on."


def test_the_first_line_is_never_a_caption() -> None:
    assert kinds(HALL, "Chen Wei/Reuters", VOTE) == ["paragraph", "credit", "paragraph"]
    assert kinds("Harbour bridge to close in spring (AP)", HALL, VOTE)[0] == "headline"


@pytest.mark.parametrize("agency", ["Reuters", "(AFP)", "dpa/aw", "Associated Press", "© The Quay", "AP"])
def test_prose_after_prose_before_the_name_of_an_agency_is_no_caption(agency: str) -> None:
    assert kinds(HALL, VOTE, agency) == ["paragraph", "paragraph", "credit"]


def test_prose_before_a_photographer_is_a_caption() -> None:
    assert kinds(HALL, VOTE, "A tug passes under the bridge at dawn.", "Chen Wei/Reuters", HALL)[2:4] == ["caption", "credit"]


def test_an_agency_after_the_last_sentence_makes_no_caption_of_it() -> None:
    assert kinds(HALL, f"{VOTE} (AP)", HALL) == ["paragraph", "caption", "paragraph"]
    assert kinds(HALL, f"{VOTE} (AP)") == ["paragraph", "paragraph"]
    assert kinds(HALL, *[f"{VOTE} (AP)"] * 4, HALL).count("caption") == 0


@pytest.mark.parametrize("marks", ["*", "**", "***", "_", "__"])
def test_marks_of_emphasis_do_not_count(marks: str) -> None:
    for line, kind in (
        ("By Ana Ruiz", "byline"),
        ("November 3, 2026", "dateline"),
        ("Share", "ui"),
        ("Photo: Ana Ruiz", "credit"),
    ):
        role = label_line(f"{marks}{line}{marks}")
        assert role
        assert role.kind == kind
    assert label_line(f"{marks}A tug passes the bridge.{marks}") is None


def test_comments_go_to_the_end_but_a_heading_alone_begins_none() -> None:
    comments = ["3 Comments", "Ana says:", "I knew it, and I told you so a year ago.", "Reply", "Bob says:", "Thanks.", "Reply"]
    assert kinds(HALL, VOTE, *comments)[2:] == ["ui"] * 7
    assert kinds(HALL, VOTE, "3 Comments", VOTE[:-1] + ", too.", HALL[:-1] + ", too.")[3:] == ["paragraph", "paragraph"]


def test_what_follows_the_end_is_boilerplate_but_subheads_and_lists_are_not() -> None:
    assert kinds(HALL, VOTE, "Share this story", "The bridge that nobody uses any more")[2:] == ["ui", "ui"]
    assert kinds(HALL, VOTE, "Advertisement", "The bridge that nobody uses any more")[2:] == ["ui", "paragraph"]
    assert kinds(HALL, VOTE, "Share this story", "What happens in the end", HALL + " Again.")[3:] == ["paragraph", "paragraph"]
    assert kinds(HALL, VOTE, "Share this story", "- A ferry", "- A bridge")[3:] == ["list", "list"]


def test_verse_and_subheads_stay() -> None:
    verse = ["Stone on stone", "and sand between", "the sea comes in", "where we have been"]
    assert kinds(HALL, VOTE, *verse, HALL + " Again.") == ["paragraph"] * 7
    assert kinds(HALL, VOTE, *verse) == ["paragraph"] * 6
    assert kinds("Harbour bridge closes in spring", HALL, "Harbour Bridge", VOTE, HALL + " So.")[2] == "paragraph"


def test_the_author_is_known_again_under_the_article() -> None:
    about = "Ana Ruiz is a reporter who covers the harbour."
    page = ["Harbour bridge closes in spring", "By Ana Ruiz", HALL, VOTE]
    assert kinds(*page, "Ana Ruiz", about)[4:] == ["byline", "credit"]
    assert kinds(page[0], HALL, VOTE, about)[3] == "paragraph"
    assert kinds(*page, "Ana Ruiz said that she had not been asked about it.")[4] == "paragraph"


def test_links_under_a_heading_may_be_sentences() -> None:
    links = ["Two bridges were sold last year.", "Ferries are coming back to Ostmere", "Nobody wants the old bridge now"]
    assert kinds(HALL, VOTE, "Most read", *links)[3:] == ["ui"] * 3
    assert kinds(HALL, "Related", "word " * 31, VOTE)[2] == "paragraph"
    assert kinds(HALL, "Related", "A headline of a link", VOTE, HALL + " So.")[2:] == ["ui", "paragraph", "paragraph"]


def test_a_page_may_come_with_its_menu() -> None:
    menu = ["News", "Sport", "Weather", "Culture", "Travel", "Business", "Money", "Science", "Food"]
    found = kinds(*menu, "Harbour bridge closes in spring", "By Ana Ruiz", HALL, VOTE)
    assert found == ["ui"] * 9 + ["headline", "byline", "paragraph", "paragraph"]


def test_the_headline_is_the_one_before_the_byline() -> None:
    links = [f"Link number {number} to another article" for number in range(4)]
    found = kinds(*links, "Share", "Harbour bridge closes in spring", "Share", "By Ana Ruiz", HALL, VOTE)
    assert found.index("headline") == 5


def test_a_kicker_in_capitals_is_before_the_headline_even_if_a_link_is_before_it() -> None:
    found = kinds("Video games behind the screen", "TECH", "Harbour bridge closes in spring", "By Ana Ruiz", HALL, VOTE)
    assert found == ["paragraph", "kicker", "headline", "byline", "paragraph", "paragraph"]
    assert kinds("Harbour bridge closes in spring", "ANA RUIZ", "November 3, 2026", HALL, VOTE)[:2] == ["headline", "byline"]


def test_the_line_before_a_credit_is_a_caption_but_not_before_one_that_stands_above_its_caption() -> None:
    prose = HALL
    assert kinds(VOTE, prose, "Chen Wei/Reuters", prose)[1:3] == ["caption", "credit"]
    above = f"{prose}\nThe vote was close, all of them said afterwards.\nImage copyright Reuters\nImage caption The hall"
    assert [b.kind for b in label_lines(above)] == ["paragraph", "paragraph", "credit", "caption"]


def test_a_text_without_a_head_has_no_headline() -> None:
    text = "The council met on Friday in the old hall.\nIt did not vote, its members said later."
    assert [b.kind for b in label_lines(text)] == ["paragraph", "paragraph"]


def test_a_line_alone_is_a_paragraph() -> None:
    assert [b.kind for b in label_lines("Harbour bridge to close")] == ["paragraph"]


def test_a_short_headline_counts_where_there_is_no_longer_one() -> None:
    text = "Bridge closed\nThe council met on Friday in the old hall.\nIt did not vote, its members said later."
    assert [b.kind for b in label_lines(text)] == ["headline", "paragraph", "paragraph"]


def test_other_scripts_have_heads_and_bodies_too() -> None:
    text = "市议会投票决定关闭旧港大桥\n市议会周一投票决定关闭建于一九三一年的港口大桥。\n市长说，工程将于四月开始。"
    assert [b.kind for b in label_lines(text)] == ["headline", "paragraph", "paragraph"]


PROSE = "The council met on Friday in the old hall.\nIt did not vote, its members said later."


def test_short_lines_at_the_end_are_topics_but_one_alone_is_not() -> None:
    assert [b.kind for b in label_lines(f"{PROSE}\nAsia\nRiver towns\nShare")][2:] == ["ui", "ui", "ui"]
    assert [b.kind for b in label_lines(f"{PROSE}\nAsia")][2:] == ["paragraph"]
    assert [b.kind for b in label_lines("Yes\nNo\nMaybe")].count("ui") == 0


def test_a_heading_of_two_capitalised_words_is_no_author() -> None:
    found = {b.kind for b in label_lines(f"Harbour bridge closes in spring\nKey Points\n{PROSE}")}
    assert found == {"headline", "paragraph"}


def test_short_answers_may_come_twice_but_long_lines_not() -> None:
    long = "The council met on Friday in the old hall, and it did not vote, its members said."
    kinds = [b.kind for b in label_lines("\n".join([long, "Yes, it is so.", long, "Yes, it is so."]))]
    assert kinds == ["paragraph", "paragraph", "duplicate", "paragraph"]


@given(st.one_of(st.text(), st.lists(st.sampled_from([*PAGE.split(" "), "\n", " ", "\r", "\u2028", "字。"])).map(" ".join)))
def test_blocks_cover_all_but_white_space_in_order_and_trimmed(text: str) -> None:
    blocks = label_lines(text)
    assert blocks == label_lines(text)
    assert all(a.end < b.start for a, b in pairwise(blocks))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() != "" and b.kind in BLOCK_KINDS for b in blocks)
    covered = "".join(text[b.start : b.end] for b in blocks)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit",
    [
        "Short line\n",
        "Ten bridges that nobody uses\n",
        "NEWS\nTen bridges that nobody uses\n",
        "Comments\n3 Comments\n",
        "By Ana Ruiz\n",
        "Related\nA headline of a link\n",
        "Ana Ruiz/AP\n",
        "word ",
        "字",
        "A",
        "@a",
        "*_",
        "(Ana/",
    ],
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    """A rule that went back over the lines, or over a line, would take minutes here."""
    began = process_time()
    label_lines(unit * (300_000 // len(unit)))
    assert process_time() - began < 10


def test_the_line_end_in_a_part_of_a_page_is_not_a_space() -> None:
    assert label_line("Ana Ruiz / Reuters") is not None
    assert label_line("Ana Ruiz\n/ Reuters") is None
