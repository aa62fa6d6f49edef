"""E-mail: which part is the article, what the headers say, and how an mbox file is split."""

from __future__ import annotations

import codecs
import io
import textwrap
import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import read_bytes
from annotate.articles.formats.kinds import kind_by_bytes
from annotate.articles.formats.mail import Message, read_message, split_mbox
from annotate.model import Document, Problem

TEXT = "The harbour office closes the north quay on Monday. Ships are sent to the south basin until May.\n"
LONG = " ".join(f"The council heard reason number {number} against the new bridge." for number in range(1, 31))


def mail(text: str | None = TEXT, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.pop("sender", "Ana Ruiz <ana@quay.example>")
    message["Subject"] = headers.pop("subject", "North quay closes")
    message["Date"] = headers.pop("date", "Tue, 5 Mar 2024 08:30:00 +0100")
    message["Message-ID"] = "<1@quay.example>"
    if text is not None:
        message.set_content(text, **headers)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def read(data: bytes, kind: str | None = "eml") -> Document:
    (article,) = read_bytes(data, name="a", kind=kind)
    assert isinstance(article, Document), article
    return article


@pytest.mark.parametrize("kind", ["eml", None])
def test_the_headers_are_the_metadata(kind: str | None) -> None:
    article = read(bytes(mail()), kind)
    assert article.text.strip() == TEXT.strip()
    assert (article.title, article.byline) == ("North quay closes", "Ana Ruiz")
    assert article.published is not None
    assert article.published.startswith("2024-03-05")


@pytest.mark.parametrize(("charset", "cte"), [("utf-8", "quoted-printable"), ("iso-8859-1", "8bit"), ("utf-8", "base64")])
def test_text_is_decoded(charset: str, cte: str) -> None:
    text = "Der Zoll prüft die Fähre “Möwe” am Südkai.\n".replace("“", '"').replace("”", '"')
    article = read(bytes(mail(text, subject="Zoll prüft Fähre", sender="Jörg Weiß <j@x.example>", charset=charset, cte=cte)))
    assert article.text.strip() == text.strip()
    assert (article.title, article.byline) == ("Zoll prüft Fähre", "Jörg Weiß")


@pytest.mark.parametrize(("subject", "title"), [("Re: Fwd: Quay", "Quay"), ("WG: Quay", "Quay"), ("Reform: why", "Reform: why")])
def test_marks_of_answers_are_not_the_title(subject: str, title: str) -> None:
    assert read(bytes(mail(subject=subject))).title == title


def test_headers_that_are_not_encoded_are_read() -> None:
    data = b"Message-ID: <1>\nSubject: F\xc3\xa4hre\nFrom: press@quay.example\nDate: soon\n\n" + TEXT.encode()
    article = read(data)
    assert (article.title, article.byline, article.published) == ("Fähre", None, None)


def test_encodings_of_seven_bits_are_read() -> None:
    text = "日本の港は月曜日に閉まる。船は南に行く。"
    head = b"Message-ID: <1>\nSubject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=\nContent-Type: text/plain; charset=iso-2022-jp\n\n"
    article = read(head + text.encode("iso-2022-jp"))
    assert (article.title, article.text) == ("日本", text)


@pytest.mark.parametrize(
    ("parameters", "lines", "text"),
    [
        ("format=flowed", ["The quay ", "is closed.", "", "Nobody left."], "The quay is closed.\n\nNobody left."),
        ("format=flowed; delsp=yes", ["港は ", "閉まる。"], "港は閉まる。"),
        ("format=flowed", ["It is ", ">no quotation"], "It is \n>no quotation"),
        ("format=flowed", ["> quoted ", "> text.", "  indented."], "> quoted \n> text.\n indented."),
        ("format=flowed", ["Bye, ", "-- ", "Ana"], "Bye, \n-- \nAna"),
        ("format=fixed", ["The quay ", "is closed."], "The quay \nis closed."),
    ],
)
def test_lines_that_were_broken_for_sending_are_whole(parameters: str, lines: list[str], text: str) -> None:
    head = f"Message-ID: <1>\nContent-Type: text/plain; charset=utf-8; {parameters}\nContent-Transfer-Encoding: 8bit\n\n"
    assert read((head + "\n".join(lines)).encode()).text == text


PARAGRAPHS = [
    "The harbour office closes the north quay on Monday, after divers found cracks in its wall that nobody had seen before.",
    "Ships use the south basin until May. The office will pay for the longer way, it said in a letter to the captains.",
]
CONTACT = "Contact:\nKay Lee, +45 12 34 56 78\nhttps://quay.example/a/very/long/address/that/is/longer/than/any\n\n-- \nThe Quay"


@pytest.mark.parametrize("width", [60, 65, 72, 78])
def test_hard_wrapped_paragraphs_are_whole(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    article = read(bytes(mail(f"{wrapped}\n\n{CONTACT}")))
    assert article.text.rstrip() == "\n\n".join([*PARAGRAPHS, CONTACT])


@pytest.mark.parametrize(
    "text",
    [
        "- The office closes the north quay on Monday after a storm\n- the south basin is open until the end of May, it said",
        "The Office Closes the North Quay on Monday After the Storm\nThe South Basin Is Open Until the End of May, It Said",
        "Kay Lee\nthe quay\n\nThe office closes the north quay on Monday, it said.",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert read(bytes(mail(text))).text.strip() == text


def page(text: str) -> str:
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in text.rstrip(".\n").split(". "))
    return f"<html><body><h1>North quay closes</h1>{paragraphs}</body></html>"


def test_the_page_is_the_article() -> None:
    article = read(bytes(mail("View this e-mail in your browser: https://quay.example/1", page(LONG))))
    assert "reason number 30" in article.text
    assert "browser" not in article.text


def test_plain_text_with_far_more_words_is_the_article() -> None:
    assert "reason number 30" in read(bytes(mail(LONG, page(TEXT)))).text


def test_bytes_that_are_no_text_are_a_problem() -> None:
    data = bytes(mail(charset="utf-8", cte="8bit")).replace(b"Ships", b"\xc3\xa9\xc3\xa9\xff Ships")
    (problem,) = read_bytes(data, name="a", kind="eml")
    assert isinstance(problem, Problem)
    assert problem.code == "undecodable"


def test_damaged_bytes_of_a_page_are_counted() -> None:
    data = b"Message-ID: <1>\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    data += page(LONG.replace("reason", "r\xe9ason")).encode().replace(b"number 7 ", b"number 7 \xff")
    document, notice = sorted(read_bytes(data, name="a", kind="eml"), key=lambda read: isinstance(read, Problem))
    assert isinstance(document, Document)
    assert isinstance(notice, Problem)
    assert notice.code == "bytes-replaced"


def test_texts_around_an_image_are_one_article() -> None:
    message = mail("The first half of the text is here.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="quay.png")
    second = EmailMessage()
    second.set_content("The second half follows the picture.")
    message.attach(second)
    article = read(bytes(message))
    assert [article.text[s.start : s.end] for s in article.sentences] == [
        "The first half of the text is here.",
        "The second half follows the picture.",
    ]


def test_attachments_are_named_if_there_is_no_text() -> None:
    message = mail(None)
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="release.pdf")
    message.add_attachment("Text of an attachment.", filename="notes.txt")
    (problem,) = read_bytes(bytes(message), name="a", kind="eml")
    assert isinstance(problem, Problem)
    assert problem.code == "email-without-text"
    assert "release.pdf, notes.txt" in problem.message


def mbox(*messages: bytes) -> bytes:
    return b"".join(b"From ana@quay.example Tue Mar  5 08:30:00 2024\n" + message + b"\n" for message in messages)


@pytest.mark.parametrize("kind", ["mbox", None])
def test_each_message_of_an_mbox_file_is_an_article(kind: str | None) -> None:
    data = mbox(bytes(mail()), bytes(mail(None)), bytes(mail(LONG, subject="Second")))
    first, problem, second = read_bytes(data, name="a", kind=kind)
    assert isinstance(first, Document)
    assert isinstance(problem, Problem)
    assert isinstance(second, Document)
    assert (first.path, first.title) == ("a#1", "North quay closes")
    assert (problem.where, problem.code) == ("a#2", "email-without-text")
    assert (second.path, second.title) == ("a#3", "Second")


def test_a_message_that_only_forwards_another_is_that_one() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Kay Lee <kay@x.example>", "Fwd"
    outer.add_attachment(mail())
    article = read(bytes(outer))
    assert article.text.strip() == TEXT.strip()
    assert (article.title, article.byline) == ("North quay closes", "Ana Ruiz")


def test_a_page_that_a_browser_saved_has_its_address() -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "North quay closes"
    message["Snapshot-Content-Location"] = "https://quay.example/north"
    message.set_content(page, subtype="html")
    message.add_related(b"x", "image", "png", cid="<1@x>")
    article = read(codecs.BOM_UTF8 + bytes(message))
    assert article.text.strip() == TEXT.strip()
    assert (article.title, article.byline, article.url) == ("North quay closes", None, "https://quay.example/north")


def test_a_line_of_text_does_not_begin_a_message() -> None:
    text = b"Subject: x\n\nOne.\n\nFrom March 2024 on, at 10:30, ferries stop.\n\n>From Tuesday they run.\n"
    (message,) = split_mbox(io.BytesIO(mbox(text)), 10_000)
    assert message == text.replace(b">From", b"From") + b"\n"


def test_a_message_that_is_too_large_costs_only_itself() -> None:
    large = b"Subject: x\n\n" + b"word " * 1000 + b"\n"
    small = b"Subject: y\n\nOne.\n"
    assert list(split_mbox(io.BytesIO(mbox(large, small)), 1000)) == [None, small + b"\n"]


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_mbox_file_is_a_problem(data: bytes) -> None:
    (problem,) = read_bytes(data, name="a", kind="mbox")
    assert isinstance(problem, Problem)
    assert problem.code in ("empty-file", "only-white-space")


@settings(max_examples=60)
@given(st.binary(max_size=40), st.integers(0, 2000))
def test_no_damage_is_an_exception(data: bytes, at: int) -> None:
    whole = bytes(mail(TEXT, page(TEXT)))
    damaged = whole[: at % len(whole)] + data + whole[at % len(whole) + len(data) :]
    assert isinstance(read_message(damaged, "a"), Message | Problem)


def test_headers_and_lines_that_are_made_to_take_time_do_not() -> None:
    begin = time.process_time()
    read_message(b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nText.\n", "a")
    list(split_mbox(io.BytesIO(b"From a " + b"1:11 2024 " * 50_000 + b"\n\n"), 10_000_000))
    kind_by_bytes(b"From a " + b"1:11 2024 " * 50_000)
    assert time.process_time() - begin < 3
