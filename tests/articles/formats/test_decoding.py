"""Bytes to text: each way in, and what is told of a guess."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.formats.decoding import (
    MARK,
    decode,
    decode_page,
    find_magic,
    is_encodable,
    known_encoding,
    looks_like_page,
    unify_line_ends,
)

TEXT = "Grüße – “ja”, Ömer 👩‍👧 e\u0301 שלום"
RUSSIAN = "Это довольно длинный русский текст. Он написан для проверки старых кодировок. " * 3
POLISH_LIKE = "Le garçon a mangé à Nîmes. L’été, c’est déjà loin…"


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_what_the_bytes_say_is_no_guess(bom: bytes, encoding: str) -> None:
    assert decode(bom + TEXT.encode(encoding)) == (TEXT, encoding, False)


@pytest.mark.parametrize(
    ("text", "encoding", "read_as"),
    [(POLISH_LIKE, "cp1252", "cp1252"), (RUSSIAN, "cp1251", "cp1251"), (RUSSIAN, "koi8-r", "koi8-r")],
)
def test_what_is_not_utf8_is_guessed_and_said_to_be(text: str, encoding: str, read_as: str) -> None:
    assert decode(text.encode(encoding)) == (text, read_as, True)


def test_a_page_may_declare_its_encoding() -> None:
    page = f'<html><head><meta charset="windows-1251"></head>{RUSSIAN}'
    assert decode(page.encode("cp1251")) == (page, "windows-1251", False)


@pytest.mark.parametrize("declared", ["nonsense", "rot13", "hex", "unicode_escape", "undefined", "idna"])
def test_a_declaration_that_is_no_encoding_is_passed_over(declared: str) -> None:
    page = f"<meta charset={declared}>{POLISH_LIKE}"
    assert decode(page.encode("cp1252")) == (page, "cp1252", True)


def test_utf8_with_a_bad_byte_is_not_read_as_something_else() -> None:
    assert decode("“Grüße” – Ömer".encode() + b"\xff.") is None
    assert decode(codecs.BOM_UTF16_LE + b"a") is None


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    assert decode(b"a\r\nb\rc\n\x0cd e\xcc\x81")[0] == "a\nb\nc\n\x0cd e\u0301"  # type: ignore[index]
    assert unify_line_ends("a\r\n\r\nb") == "a\n\nb"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n", "image"),
        (b"{\\rtf1", "RTF"),
        (bytes(100), "binary"),
    ],
)
def test_binary_files_are_known(data: bytes, word: str) -> None:
    assert word in (find_magic(data) or "")


def test_text_is_no_binary_file() -> None:
    assert find_magic(b"") is None
    assert find_magic(TEXT.encode()) is None
    assert find_magic(("a" * 100).encode("utf-16")) is None
    assert find_magic(b"a NUL\x00 by accident") is None


def test_lone_surrogates_are_seen() -> None:
    assert is_encodable("👩‍👧")
    assert not is_encodable("a\ud800")


@given(st.binary())
def test_any_bytes_are_text_or_nothing(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or ("\r" not in decoded.text and is_encodable(decoded.text))


UTF8 = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff"))


@given(UTF8)
def test_utf8_comes_back_exactly(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", False)


WESTERN = {
    "en": "It’s “fine”, the naïve café owner said – for £5 or €6…",
    "de": "Größe, Übermut & Öl: „Straße“ – für 5 €",
    "fr": "L’œuvre déçue à Nîmes, où l’été brûle : « ça va ? »",
    "es": "¿Qué pasó? ¡El niño murió en Ávila! Pingüinos",
    "pt": "A ação não é só do João: lições às três, põe",
    "it": "Perché è così? Nella città la virtù conta più di ogni altra cosa",
    "nl": "Één coöperatie, geïnd; reünie",
    "sv": "Åtta öar är här; en kafé på gården",
    "da": "Æblegrød på øen; året gik",
    "no": "Blåbærsyltetøy på Ærø",
    "fi": "Äiti söi hyvää pöytäruokaa",
    "is": "Það er þögn á Íslandi, sögðu þau",
    "ca": "L’avi va dir que no ho sabrà; això és la col·lecció",
}


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_western_text_is_right(language: str, encoding: str) -> None:
    text = WESTERN[language].encode(encoding, "ignore").decode(encoding)
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.guessed is (encoding in ("cp1252", "latin-1"))


OTHERS = {
    "iso8859_2": "Rada miasta zagłosowała we wtorek za zamknięciem mostu, który był zbudowany w 1931 roku. ",
    "cp1250": "Příliš žluťoučký kůň úpěl ďábelské ódy. Město včera rozhodlo o uzavření mostu, řekl starosta. ",
    "cp1253": "Το συμβούλιο της πόλης ψήφισε την Τρίτη για το κλείσιμο της γέφυρας, είπε ο δήμαρχος. ",
    "big5": "市議會週二投票決定關閉大橋。市長說沒有時間可以浪費。",
    "gb18030": "市议会周二投票决定关闭大桥。市长说没有时间可以浪费。",
    "shift_jis": "市議会は火曜日に橋の閉鎖を決めた。市長は時間がないと述べた。",
    "euc_kr": "시의회는 화요일에 다리를 폐쇄하기로 했다. 시장은 시간이 없다고 말했다. ",
}


@pytest.mark.parametrize("encoding", OTHERS)
def test_other_text_is_guessed_with_a_library_and_said(encoding: str) -> None:
    text = OTHERS[encoding] * 4
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.guessed
    assert decoded.text == text


def test_what_a_server_declares_counts_before_a_guess() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "KOI8-R") == (RUSSIAN, "KOI8-R", False)
    assert decode(TEXT.encode(), "koi8-r") == (TEXT, "utf-8", False)
    assert decode(POLISH_LIKE.encode("cp1252"), "nonsense\x00") == (POLISH_LIKE, "cp1252", True)


CURLY = "“It’s gone…” – it cost €5"


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        *((label, "cp1252", CURLY) for label in ("iso-8859-1", "ISO8859-1", "latin1", "us-ascii", "windows-1252", "x-cp1252")),
        ("iso-8859-9", "cp1254", "“Duvarı kapattık…” dedi Işıl"),
        ("tis-620", "cp874", "“กำแพงถูกปิด…”"),
        ("gb2312", "gbk", "朱镕基“说”"),
        ("ks_c_5601-1987", "cp949", "똠방각하 펲시콜라"),
        ("shift_jis", "cp932", "①髙橋"),
        ("iso-8859-8-i", "iso8859_8", "מועצת העיר"),
    ],
)
def test_a_label_means_what_it_means_to_browsers(label: str, encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><p>{text}</p>'
    assert decode(page.encode(encoding)) == (page, label, False)
    assert decode(text.encode(encoding), label) == (text, label, False)


@pytest.mark.parametrize(
    "head",
    [
        '<!-- <meta charset="iso-8859-1"> --><meta charset="windows-1251">',
        "<script>var s = '<meta charset=iso-8859-1>';</script><META CONTENT='text/html; charset=windows-1251'>",
        f"<style>{'a { color: red } ' * 1000}</style><meta charset=windows-1251>",
        "<meta charset=nonsense><meta charset=windows-1251>",
        "<meta name=description content='a page with charset=koi8-r'><meta charset=windows-1251>",
        "<meta charset=utf-16><meta charset=windows-1251>",
    ],
)
def test_a_declaration_is_found_wherever_it_is_but_not_in_a_comment(head: str) -> None:
    page = f"<html><head>{head}</head><p>{RUSSIAN}"
    assert decode(page.encode("cp1251")) == (page, "windows-1251", False)


def test_an_xml_declaration_counts() -> None:
    page = f'<?xml version="1.0" encoding="windows-1251"?><html><p>{RUSSIAN}'
    assert decode(page.encode("cp1251")) == (page, "windows-1251", False)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp1253", "euc_kr"])
def test_a_guess_looks_at_the_text_of_a_page_and_not_at_its_markup(encoding: str) -> None:
    menu = "".join(f'<a class="navigation-item navigation-item--{n}" href="/section/{n}.html">*</a>' for n in range(200))
    text = OTHERS.get(encoding, RUSSIAN)
    page = f"<!doctype html><html><script>var menu = 1;</script><body><nav>{menu}</nav><p>{text * 3}</p></body></html>"
    decoded = decode(page.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.guessed) == (page, True)


REGIONAL = {
    "hu cp1250": "Ostmere kikötőjének falát hétfőn lezárták, erről a tanács a hónap közepén dönt, mondta Kovács Éva.",
    "hu iso8859_2": "Ostmere kikötőjének falát hétfőn lezárták, erről a tanács a hónap közepén dönt, mondta Kovács Éva.",
    "tr cp1254": "Belediye meclisi salı günü köprünün kapatılması için oy kullandı, başkan şunları söyledi.",
    "ro cp1250": "Consiliul oraşului a votat marţi închiderea podului, a spus primarul, într-o şedinţă care a durat mult.",
    "lt cp1257": "Miesto taryba antradienį balsavo už tilto uždarymą, sakė meras, kuris tiltą pastatė prieš dešimt metų.",
    "hr cp1250": "Gradsko vijeće glasovalo je u utorak za zatvaranje mosta, rekao je gradonačelnik, što košta više.",
    "sk iso8859_2": "Mestská rada v utorok hlasovala za uzavretie mosta, povedal starosta, že je to ťažké rozhodnutie.",
    "sl cp1250": "Mestni svet je v torek glasoval za zaprtje mostu, je povedal župan, kar je več kot prej.",
}


@pytest.mark.parametrize("case", REGIONAL)
def test_the_language_shows_the_encoding_of_latin_letters(case: str) -> None:
    encoding = case.split()[1]
    decoded = decode(REGIONAL[case].encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.guessed) == (REGIONAL[case], True)


CODE_PAGES = {
    "mac_roman cp437 cp850 cp1252": "Le maire a décidé mardi de fermer le pont bâti il y a cent ans ; « c’est l’été », dit-il.",
    "cp852 mac_latin2 cp1250 iso8859_2": "Městské zastupitelstvo v úterý odhlasovalo uzavření mostu, řekl starosta.",
    "cp866 cp855 mac_cyrillic koi8_r iso8859_5 cp1251": "Городской совет проголосовал во вторник за закрытие моста, сказал мэр.",
    "cp1125 koi8_u mac_cyrillic cp1251": "Міська рада у вівторок проголосувала за закриття мосту, сказав міський голова.",
    "cp737 mac_greek iso8859_7": "Το συμβούλιο της πόλης ψήφισε την Τρίτη για το κλείσιμο της γέφυρας, είπε ο δήμαρχος.",
    "cp857 cp1254 iso8859_9": "Belediye meclisi salı günü köprünün kapatılması için oy kullandı, başkan şunları söyledi.",
    "cp775 cp1257 iso8859_13": "Miesto taryba antradienį balsavo už tilto uždarymą, sakė meras, kuris tiltą pastatė.",
    "cp862 cp1255 iso8859_8": "מועצת העיר החליטה ביום שלישי לסגור את הגשר הישן, אמר ראש העיר לעיתונאים.",
    "cp1256 iso8859_6": "قرر مجلس المدينة يوم الثلاثاء إغلاق الجسر القديم حسب ما قاله رئيس البلدية للصحفيين.",
    "johab cp949": "시의회는 화요일에 다리를 폐쇄하기로 했다. 시장은 시간이 없다고 말했다.",
    "cp874": "สภาเมืองลงมติเมื่อวันอังคารให้ปิดสะพาน นายกเทศมนตรีกล่าว",
    "euc_jp cp932": "市議会は火曜日に橋の閉鎖を決めた。市長は時間がないと述べた。",
}


@pytest.mark.parametrize(("encoding", "text"), [(code, CODE_PAGES[codes]) for codes in CODE_PAGES for code in codes.split()])
def test_code_pages_of_windows_dos_and_mac_are_guessed(encoding: str, text: str) -> None:
    data = text.encode(encoding, "ignore")
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.guessed) == (data.decode(encoding), True)


def test_a_guess_looks_at_the_text_of_a_feed_and_into_its_cdata() -> None:
    items = "".join(f"<item><link>https://a.example/{n}</link><title><![CDATA[{RUSSIAN}]]></title></item>" for n in range(20))
    feed = f'<?xml version="1.0"?><rss><channel>{items}</channel></rss>'
    assert decode(feed.encode("koi8-r")) == (feed, "koi8-r", True)


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("x-user-defined", "cp1252", "“Größe”"),
        ("iso-2022-kr", "iso2022_kr", "항구는 닫힌다"),
        ("macintosh", "mac_roman", "“Größe”"),
        ("x-mac-ukrainian", "mac_cyrillic", "Київ"),
        ("koi8-ru", "koi8_u", "Київ"),
        ("euc-jp", "euc_jis_2004", "①㈱です"),
        ("big5", "cp950", "一百€"),
        ("gb2312", "gb18030", "㐀𠀀"),
        ("utf-16", "cp1252", "Größe"),
    ],
)
def test_labels_of_the_web_are_known_and_wider_than_in_python(label: str, encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><p>{text}, {text}, {text}</p>'
    decoded = decode(page.encode(encoding))
    assert decoded is not None
    assert decoded.text == page


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        *("市长说：“好”。他昨天到了北京。" * 3, "항구는 월요일에 닫힌다. 시장은", "ناقش المجلس الميزانية أمس", "港は閉まる。"),
        *("Город закрыл мост.", "שלום עולם, היום", "กำแพงถูกปิด", "Η πόλη", "Ja.\n", "😀 Ja, das geht gut."),
    ],
)
def test_utf16_and_utf32_need_neither_bom_nor_ascii(text: str, encoding: str) -> None:
    assert find_magic(text.encode(encoding)) is None
    assert decode(text.encode(encoding)) == (text, encoding, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [f'<html><meta charset="utf-16"><p>{TEXT}</p>', "It was closed on Monday.\n" * 5, RUSSIAN])
def test_utf16_needs_no_bom(encoding: str, text: str) -> None:
    assert find_magic(text.encode(encoding)) is None
    assert decode(text.encode(encoding)) == (text, encoding, False)


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x01\x00\x02\x00" * 100, b"abc\x00\x00\x00" * 50])
def test_zeros_alone_are_not_utf16(data: bytes) -> None:
    assert find_magic(data) == "a binary file"


PAGE = f"<!doctype html><meta charset=utf-8><p>{TEXT * 3}</p>"


def test_bytes_of_a_page_that_are_no_text_are_replaced_and_counted() -> None:
    assert decode_page(PAGE.encode()) == ((PAGE, "utf-8", False), 0)
    damaged = PAGE.encode() + b"<script>\xf6</script>\xe2\x82"
    assert decode_page(damaged) == (
        (f"{PAGE}<script>\ufffd</script>\ufffd", "utf-8", False),
        2,
    )
    bad = b"".join(b"<!-- f\xfcr \xd6l --><a title='Gr\xf6\xdfe' href='/\xe4'>a</a>" for _ in range(3))
    decoded = decode_page("<html><meta charset=utf-8><p>Petra Lundé</p>".encode() + bad)
    assert decoded is not None
    assert (decoded[0].encoding, "Lundé" in decoded[0].text, decoded[1]) == ("utf-8", True, 15)
    page = f"<html><meta charset=gb2312><p>{OTHERS['gb18030'] * 3}</p>"
    decoded = decode_page(page.encode("gb18030") + b"\xff")
    assert decoded is not None
    assert (decoded[0].text, decoded[1]) == (f"{page}\ufffd", 1)
    assert decode_page(codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le") + b"a") == ((f"{PAGE}\ufffd", "utf-16-le", False), 1)


def test_a_wrong_declaration_is_no_damage() -> None:
    page = f"<html><meta charset=utf-8><p>{WESTERN['de']}</p>"
    decoded = decode_page(page.encode("cp1252"))
    assert decoded == ((page, "cp1252", True), 0)


@given(st.binary())
def test_any_bytes_are_a_page_or_nothing(data: bytes) -> None:
    decoded = decode_page(data)
    assert decoded is None or is_encodable(decoded[0].text)


def test_a_page_is_known_by_its_bytes() -> None:
    assert looks_like_page(b"\n<!DOCTYPE html><p>")
    assert looks_like_page(b"<HTML lang=de>")
    assert not looks_like_page(b"One. <html>")


def test_an_encoding_that_is_named_beats_what_the_bytes_and_others_say() -> None:
    page = f'<html><head><meta charset="utf-8"></head>{RUSSIAN}'
    assert decode(page.encode("koi8-r"), "windows-1251", "KOI8-R") == (page, "KOI8-R", False)
    assert decode_page(page.encode("koi8-r"), "windows-1251", "KOI8-R") == ((page, "KOI8-R", False), 0)
    assert decode("Größe".encode(), encoding="iso-8859-1") == ("GrÃ¶ÃŸe", "iso-8859-1", False), "Windows-1252, as in browsers"
    assert decode("市长说：“好”。".encode("utf-16-le"), encoding="utf-16") == ("市长说：“好”。", "utf-16", False)


def test_a_bom_beats_an_encoding_that_is_named() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode(), encoding="koi8-r") == (TEXT, "utf-8", False)
    assert decode_page(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None, "koi8-r") == ((TEXT, "utf-16-le", False), 0)
    assert known_encoding(codecs.BOM_UTF16_BE + b"\x00a", "koi8-r") == "utf-16-be"
    assert known_encoding(b"a", "latin1") == "cp1252"
    assert known_encoding(b"a", None) is None


def test_a_text_that_does_not_fit_the_encoding_that_is_named_is_not_guessed() -> None:
    assert decode(POLISH_LIKE.encode("cp1252"), encoding="utf-8") is None
    assert decode(b"\x81", encoding="windows-1252") is None


@pytest.mark.parametrize(
    ("encoding", "bad"), [("windows-1252", b"\x81"), ("euc-jp", b"\xff"), ("utf-8", b"\xf6"), ("utf-16", b"\x00\xd8")]
)
def test_bytes_of_a_page_that_do_not_fit_the_encoding_that_is_named_are_replaced(encoding: str, bad: bytes) -> None:
    page = "<html><p>The bridge was closed on Monday.</p>"
    codec = "utf-16-le" if encoding == "utf-16" else encoding
    decoded = decode_page(page.encode(codec) + bad + "</html>".encode(codec), None, encoding)
    assert decoded is not None
    assert (decoded[0].text, decoded[0].guessed, decoded[1]) == (f"{page}\ufffd</html>", False, 1)


def test_a_page_is_not_replaced_altogether() -> None:
    assert decode_page(f"<html><p>{RUSSIAN}</p>".encode("cp1251"), None, "utf-8") is None
    damaged = f"<html><p>{RUSSIAN}</p>".encode() + b"\xff" * 20
    assert decode_page(damaged, None, "utf-8") == decode_page(damaged)


def test_zeros_are_text_in_an_encoding_that_is_named() -> None:
    data = bytes(12) + "市长说好。".encode("utf-16-le")
    assert (find_magic(data), find_magic(data, "utf-16")) == ("a binary file", None)
    assert find_magic(b"%PDF-1.4", "utf-8") == "a PDF file"


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("utf-16-le", b"a\x00\x00\xd8b\x00c", "a\udcffb\udcff"),
        ("cp932", b"a\x81\nb\n", "a\udcff\nb\n"),
        ("gb18030", b"a\xff\nb", "a\udcff\nb"),
        ("cp1252", b"a\x81b", "a\udcffb"),
    ],
)
def test_marked_bytes_swallow_nothing_that_follows(encoding: str, data: bytes, text: str) -> None:
    assert data.decode(encoding, MARK) == text


@pytest.mark.parametrize("encoding", ["iso2022_jp", "iso2022_kr"])
@pytest.mark.parametrize("declared", [None, "iso-2022-jp", "us-ascii"])
def test_escapes_show_the_encoding(encoding: str, declared: str | None) -> None:
    text = "日本の港は月曜日に閉まる。" if encoding == "iso2022_jp" else "항구는 월요일에 닫힌다."
    decoded = decode(text.encode(encoding), declared)
    assert decoded is not None
    assert (decoded.text, decoded.guessed) == (text, False)


def test_other_escapes_are_text() -> None:
    decoded = decode("a\x1b$é".encode())
    assert decoded is not None
    assert decoded.text == "a\x1b$é"
