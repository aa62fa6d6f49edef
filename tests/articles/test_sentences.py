"""Sentences: the seventeen rules with sentences of our own, other scripts, and what holds for any text at all.

In the examples ¦ stands where a sentence ends and the next begins.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import label_lines, segment, split_sentences
from annotate.model import Block
from support.counting import calls
from support.hostile import SENTENCES, repeated

RULES = {
    "plain": [
        "The vote was close. ¦Nobody left. ¦Why? ¦It mattered!",
        "It cost $3.50 in 2019. ¦Prices rose 2.5%. ¦Then they fell.",
    ],
    "convention": [
        "“We came early. ¦We left late,” she said.",
        "“It ended today,” he said.",
        "He wrote: “It is late.” ¦“Go home.” ¦They left.",
        "Two things matter: time; money. ¦Nothing else does.",
        "(Rain fell all day.) ¦She stayed in (he did not). ¦It stopped.",
    ],
    "1 a closing quote after a space": [
        "They spoke of “delays ”. ¦The plan held.",
        "« On verra. » ¦Il part.",
        '“A quote ” or "none? " he wrote.',
    ],
    "2 tags and links stay": [
        "Great win! #final @team https://t.co/abc",
        "See the list. (https://example.org/a)",
        "It hurts. ¦#MeToo changed that.",
    ],
    "3 lower case": [
        "He said no. and that was all.",
        "She has a new phone. ¦iPhone sales rose.",
        "Is it new? ¦iPhone sales rose in 2019. ¦eBay sold it. ¦iPads, approx. mRNA, e.g. mRNA are new.",
        "It ran on Node.js and x.com. ¦All of it.",
    ],
    "3 lower case in careless English": [
        "He was tired. ¦then he went home.",
        "It never worked properly. ¦support was useless. ¦i left it. ¦it is gone.",
        "She read it here. www.example.org has more. ¦It came from the pref. of Gard.",
        "See http://example.org. it moved to example.com. it did.",
        "Мы ушли домой. ¦потом спали. ¦Навч. посіб. для студ. вищ. навч. закл. вийшов.",
        "Lasciano tutto. ¦poi vanno. ¦Er wohnt bspw. in Köln, evtl. auch in Bonn.",
        "It is in the dept. the chief leads.",
        "He wrote it, approx. then and there.",
    ],
    "4 attribution": [
        "“Why now?” Maria Lopez asked.",
        "“Stop!” Mr. Chen quickly replied.",
        "“And then…” Lee said.",
        "“Who knows?” I asked.",
        "“Really?” the mayor said.",
        "“Really?” ¦The mayor laughed.",
        "“Out!” ¦He said that twice.",
        "“I left.” ¦Smith said nothing.",
        "“But I—” Smith said. ¦“But I—” ¦She stopped.",
    ],
    "5 ellipsis": [
        "We had some ... trouble with it.",
        "He stopped… ¦Then he left.",
        "It was cold. ... ¦“Very cold,” she said.",
        "Well... ¦OK.",
        "[...] He left. ... ¦She stayed.",
    ],
    "6 place lines": [
        "MADISON, Wis. (AP) — The court ruled. ¦It was late.",
        "WASHINGTON, D.C. (AP) — Votes came in.",
        "PORTLAND, Ore. — Rain fell.",
        "ST. PAUL, Minn. (AP) — Snow fell.",
    ],
    "7 titles and references": [
        "Mr. Chen met Lt. Gov. Ana Ruiz and Sen. Bob Hill (R).",
        "SEN. HILL spoke. ¦GOV. RUIZ did not.",
        "They live in Memphis, TN. ¦He left. ¦It was in SF. ¦She pays in CAD. ¦They won the Big Ten. ¦The game is on.",
        "See No. 10, Fig. 3 and pp. 4 to 6.",
        "He said no. ¦They agreed.",
        "In Hill v. Ruiz the court ruled.",
        "See Fig. S2, Sec. B, Eq. (3), Vols. I and II, art. L. 12. ¦I think so.",
        "L'on. Verdi e l’arch. Neri. ¦Prof. dr. ir. Bakker en Prof.Dr. Weber.",
        "She went on. ¦Verdi stayed. ¦They walked through the arch. ¦It fell.",
        "He wrote e.g. Ada, i.e. Eve, z. B. Die Zeit and p. ex. Le Monde.",
        "Fig. 3. The old harbour in winter. ¦See Fig. 3. ¦The harbour is old.",
    ],
    "8 ordinals": [
        "Am 11. September war Wahl. ¦Alle kamen.",
        "Der 2. Weltkrieg endete im 20. Jahrhundert. ¦Danach kam Frieden.",
        "It began on June 10. ¦August was dry.",
        "Sie kommt am 5. ¦Das ist spät. ¦Er kommt am 5. Oktober und bekommt eine 2. Chance.",
        "Das regelt Abs. 2. § 5 gilt nicht.",
    ],
    "9 list numbers": [
        "2. Never ask twice. ¦It is rude.",
        "(a) Bring water. ¦Drink it.",
        "iv. Leave early.",
        "There are two ways: 1. Walk. ¦2. Drive.",
        "4.1. The harbour is old. ¦It rose by 4.1. ¦Then it fell.",
    ],
    "10 initials": [
        "John F. Ruiz and J. K. Lee met W.M. Chen.",
        "She is taller than I. ¦Bob is not.",
        "You and I. ¦The others left.",
        "He chose Plan B. ¦It failed.",
        "J.D. Ruiz said it on Monday. ¦J.R.R. Ruiz wrote it. ¦He left.",
        "J. Van Dam met A. De Luca and M. Le Roux. ¦The vote failed.",
        "O. ¦Dat is vreemd.",
        "А. С. Пушкин родился в Москве. ¦Он писал стихи.",
    ],
    "11 acronyms": [
        "The U.S. Attorney and the U.S. Senate has met.",
        "He left the U.S. ¦The army stayed.",
        "He left the U.S. ¦Ruiz was with him.",
        "It was made in the U.S. ¦“Good stuff,” he said.",
        "They met at 5 p.m. Monday at 7 a.m. EST.",
        "It began at 5 p.m. ¦Doors open early.",
    ],
    "11 acronyms and what follows": [
        "In 44 B.C. Vessby was small. ¦It had no wall.",
        "It was built in 44 B.C. ¦Vessby was small then.",
        "It was made in the U.S.A. ¦Strand bought it. ¦She has an LL.M. ¦Sam runs it.",
        "At 5 p.m. Ruiz was there.",
        "The U.S. Marshals found him. ¦He left the U.S. ¦Today he is back.",
    ],
    "12 companies": ["Acme Inc. USA is hiring. ¦Acme Ltd. UK is not."],
    "12 other abbreviations": [
        "Acme Inc. and Widget Corp. merged on Nov. 18 in Boise, Idaho.",
        "He runs Acme Corp. ¦The firm is small.",
        "Acme Inc. Chairman Bob Hill has left.",
        "She is from St. Louis. ¦St. Joseph is near. ¦He lives on Main St. ¦The house is red.",
        "Apples, pears, etc. ¦They sold it all.",
        "They live in Mesa, Ariz. ¦It's hot. ¦She moved to Reno (Nev.). ¦Lee stayed.",
        "Ruiz et al. Hibernation in bears.",
    ],
    "13 footnote marks": [
        "It is known. [17] ¦More is not. [3, 4] ¦It was found in the data.17 ¦Then it was lost.",
        "He won.[note 1] ¦She lost.[citation needed] ¦They drew.[3–5] ¦It ended.[17]: 5 ¦Yes.",
        "[1] The old ports. ¦[2] The old walls.",
        "It has grown by approx.17 percent. ¦Use version 3.17 now.",
        "He won.[1] ¦She lost.²³ ¦They drew.* ¦It ended.[2][14] ¦Yes.",
    ],
    "14 a quoted phrase as a noun": [
        "The “Meet us. We wait.” campaign began.",
        "“Meet us. We wait” is the slogan.",
        "Their 'Meet us. We wait.': a slogan.",
        "“Come in. ¦We wait!” an usher called.",
    ],
    "15 no space": [
        "It closed on Monday.¦The nurse left.¦Police came!¦They asked why.",
        "It opened in 2019.¦The mayor spoke about the deal.¦It is big.",
        "She said “it is late.”¦The mayor left.",
        "See Booking.Com, St.Gallen, Node.js, Dr.Weber and ASP.Net.",
        "It opened at 5 p.m.¦The nurse left the U.S.¦She paid $3.¦He did not.",
        "See the U.S.Army, e.g.The Army, and Acme Inc.Boston.",
        "وصل إلى القاهرة.¦ثم غادر المدينة.",
    ],
    "16 smileys": [
        "Thanks :) ¦It works ;-) ¦We love it :D but not here :( ¦Bye.",
        "Привет))) ¦Как дела?)) ¦Хорошо (да (очень)) Иван.",
        "It is great! 😍 ¦I want it. 👍🏽 ¦You too.",
        "He read (the book (twice)). ¦The file (a:(b)) is old.",
        "We won the cup 🎉 ¦Now the party begins. ¦Thanks to all 👏🏽👏🏽 ¦Ana Ruiz was there!🎉 ¦It was late.",
        "I ❤️ New York. ¦Der Bus fährt 😀 ¦Alle freuen sich. ¦¡Ganamos! 🏆 ¦Mañana es fiesta.",
        "The team 🇩🇪 Germany won. ¦Go there 👉 Main Street.",
        "🔥 Hot news 🔥 New bridge.",
    ],
    "17 dashes": [
        "— Так! — сказав він. ¦— Ходімо. ¦— Ні! — Петро засміявся.",
        "Шевченко Т. Г. Кобзар. — К.: Дніпро, 1990. — 350 с.",
        "“We know.” — Jane Doe, mayor",
        "The rain fell. —",
        "It is free (9 a.m. to 5 p.m.) — Sundays, too.",
        "It was late. ¦— It was. ¦— I. ¦— Who?",
    ],
    "12 eras and so on": [
        "Il naît en 52 av. J.-C. ¦Rome est en guerre. ¦En 44 av. J.-C. César meurt.",
        "Das war 44 v. Chr. ¦Rom trauerte. ¦Im Jahr 44 v. Chr. Rom.",
        "Рим основан в VIII в. до н. э. ¦Город рос. ¦В V в. до н. э. Рим рос.",
        "Яблуки, груші і т. ін. ¦Усі їли. ¦Площа 5 кв. м. ¦Мало.",
        "Рост 180 см. ¦Вес 80 кг. ¦См. Иванов. ¦Скорость 60 км/ч. ¦Быстро.",
        "Ціна 5 млн дол. США. ¦Дорого.",
    ],
    "names with a mark": ["He works at Yahoo! Finance in Rome. ¦Wow! ¦Nice."],
    "German": [
        "Dr. Weber zahlt ca. 3,5 Mio. Euro, z. B. für die Hauptstr. 5. ¦Das ist viel.",
        "„Warum?“, fragte Frau Weber. ¦„Weil es so ist.“ ¦Er ging.",
        "»Ich weiß es.« ¦»Gut.« ¦Sie ging.",
        "Er wohnt u. a. in Köln, Bonn usw. ¦Dann zog er um.",
    ],
    "Spanish": ["El Sr. Ruiz llegó. ¦¿Por qué? ¦¡Qué lástima! ¦Los EE. UU. callan. ¦Fue en la pág. 5."],
    "French": ["M. Roux est là. ¦« Je sais. » ¦Il a dit : « Oui ! » avant de partir. ¦L’art. 5 est clair."],
    "Portuguese": ["O Sr. Lima chegou. ¦A Dra. Reis disse: “Não sei.” ¦O art. 5 foi aprovado."],
    "Russian": ["В 2014 г. ¦В городе жили 5 млн. человек. ¦«Почему?» — спросил он. ¦Он жил на ул. Мира в г. Омске."],
    "Ukrainian": ["Він жив у м. Львів на вул. Миру. ¦«Чому?» — запитав він. ¦І. Я. Коваль мовчав."],
    "references": ["See Op. 46, Vol. XVII and Fig. II. ¦Дивись мал. 8. ¦Слово (ісп. Puerto) відоме."],
    "Italian": ["Il sig. Rossi e la dott.ssa Bianchi, cfr. pag. 5, tel. 55, fax. 02, pagano pane ecc. ¦Poi vanno."],
    "Spanish abbreviations": ["El Sr. Ruiz pagó aprox. 5, p. ej. en la pág. 5. ¦Me dirijo a Ud. ¦Mañana llega."],
    "Portuguese abbreviations": ["Fica na Av. Lima, p. ex. aqui, aprox. 500 m. ¦A obra é do séc. XIX."],
    "Polish": ["Mieszka przy ul. Długiej, np. Nowak i ks. Jan, za ok. 3 mln itd. ¦Potem śpi. ¦Ul. Mała jest pusta."],
    "Czech": ["Ing. Novák bydlí v ul. Dlouhé č. 5, tj. v Praze atd. ¦Pak odešel."],
    "Hungarian": ["A fal, pl. Budán, kb. 30 éves. ¦Dr. Kovács és özv. Nagyné eljött stb. ¦Aztán mentek."],
    "Romanian": ["Stă pe str. Lungă nr. 5, bl. 3, jud. Cluj. ¦Dl. Popescu a venit."],
    "Turkish": ["Prof. Dr. Demir, Deniz Cad. No. 5, bkz. sayfa 3, vb. ¦Sonra gitti."],
    "Swedish": ["Mötet börjar kl. 14, t.ex. i Lund, osv. ¦Det kostade ca. 500 kr. ¦Han gick."],
    "Danish": ["Prisen er 5 mio. kr. ¦Hun betalte, jf. § 5, stk. 2."],
    "Dutch": ["Dhr. De Wit en mevr. Jansen wonen in Utrecht enz. ¦Toen ging hij."],
    "Indonesian": ["Jl. Melati No. 5, tgl. 3 Mei, dll. ¦Bpk. Budi datang."],
    "Greek abbreviations": ["Ο κ. Παπάς πλήρωσε περ. 3 εκατ. ευρώ, βλ. σελ. 5, κλπ. ¦Μετά έφυγε."],
    "months": ["Il 5 lug. 2024 e il 3 paź. 2024. ¦He may. ¦It was in ene. 2023."],
    "Bulgarian": ["Вж. Иванов, чл. 5, фиг. 3. ¦Той си тръгна."],
    "Ukrainian at the beginning": ["Вул. Шевченка веде до порту. ¦Просп. Миру порожній."],
    "Chinese": ["我不知道。¦他说：“你好。”¦“为什么？”他问道。¦今天很冷！¦走吧。"],
    "Japanese": ["「今日は暑い。」と彼は言った。¦明日は雨です。¦本当ですか？¦はい。"],
    "Arabic": ["هل تعرف ذلك؟ ¦نعم، أعرف. ¦قال ذلك."],
    "Urdu": ["یہ ایک جملہ ہے۔ ¦یہ دوسرا ہے۔"],
    "initials of other scripts": ["बी. आर. आंबेडकर आए। ¦Նա 1990 թ. Երևանում էր։ ¦วันที่ 5 ม.ค. 2560", "આ એક છે. ¦આ બીજું છે."],
    "Armenian colon": ["Սա մեկն է: ¦Սա երկուսն է: այո"],
    "Japanese full stop": ["これはペンである．¦円周率は３．１４である．¦この本（五頁。）は良い。¦はい。"],
    "Hindi": ["यह एक वाक्य है। ¦यह दूसरा है।"],
    "Greek": ["Τι κάνεις; ¦Είμαι καλά. ¦Ευχαριστώ."],
    "emoji and marks": ["Wow 👩‍👩‍👧‍👦! ¦Cafe\u0301 time. ¦שלום עולם. ¦Ω."],
}


EXAMPLES = [pytest.param(text, id=f"{rule} {n}") for rule, texts in RULES.items() for n, text in enumerate(texts)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_cut_where_they_say(example: str) -> None:
    text = example.replace("¦", "")
    assert [text[start:end] for start, end in split_sentences(text)] == [part.strip() for part in example.split("¦")]


def test_a_line_end_always_ends_a_sentence() -> None:
    text = "A title without a stop\n  and, lower case\r\n\u2028“One. Two.”\n\n \n"
    assert [text[a:b] for a, b in split_sentences(text)] == ["A title without a stop", "and, lower case", "“One.", "Two.”"]


def test_nothing_comes_of_nothing() -> None:
    assert split_sentences("") == split_sentences(" \n\t\u00a0\n") == []


def test_only_annotated_blocks_have_sentences() -> None:
    text = "Ad. Ad.\nOne. Two.\nThree."
    blocks = [Block("ui", 0, 7), Block("paragraph", 8, 17), Block("quote", 18, 24)]
    sentences = segment(text, blocks, "doc")
    assert [(s.id, s.block, text[s.start : s.end]) for s in sentences] == [
        ("doc:8", 1, "One."),
        ("doc:13", 1, "Two."),
        ("doc:18", 2, "Three."),
    ]


PIECES = st.sampled_from(
    [
        *" \n\t.!?…:;,'\"“”‘’«»„()[]-—*_#@。！？」「؟۔।",
        "U.S.",
        " p.m.",
        "Mr. ",
        " No. 5",
        "Aa ",
        "i",
        "I",
        "11. ",
        "é",
        "e\u0301",
        "👩‍👧",
        "ß",
        "شيء",
        "字",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
def test_sentences_are_in_order_apart_and_trimmed_and_leave_nothing_out(text: str) -> None:
    spans = split_sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() and "\n" not in text[start:end] for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@given(TEXTS)
def test_sentences_lie_in_their_blocks_and_slice_back(text: str) -> None:
    blocks = label_lines(text)
    sentences = segment(text, blocks, "d")
    assert sentences == segment(text, label_lines(text), "d")
    for sentence in sentences:
        block = blocks[sentence.block]
        assert block.annotated
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.id == f"d:{sentence.start}"


@given(TEXTS, TEXTS)
def test_lines_are_cut_apart_from_each_other(first: str, second: str) -> None:
    """What stands in one line changes nothing in the next."""
    joined = split_sentences(f"{first}\n{second}")
    shift = len(first) + 1
    assert joined == [*split_sentences(first), *((start + shift, end + shift) for start, end in split_sentences(second))]


@pytest.mark.parametrize("piece", SENTENCES)
def test_hostile_text_costs_linear_effort(piece: str) -> None:
    """Eight times the text takes about eight times as many calls. A quadratic algorithm would take hours for the longest text."""

    def cost(length: int) -> int:
        text = repeated(piece, length)
        return calls(lambda: split_sentences(text))

    assert cost(80_000) < 9 * cost(10_000) + 2000
    assert split_sentences(repeated(piece, 400_000))
