"""CoNLL: tags that fit the spans, in files that other programs read."""

from __future__ import annotations

from hypothesis import given, settings

from annotate.interchange.format import Format
from annotate.interchange.formats.conll import FORMATS, adapt
from annotate.interchange.values import CLAIM, CUE, SENTENCE, SOURCE, ForeignDocument, ForeignLink, ForeignSet, ForeignSpan
from annotate.schema import Schema
from support.foreign import documents
from support.peers import peer

BIO, CONLLU = FORMATS
TEXT = "NEWS. Krag said it's over. Why?"
SENTENCES = ((6, 26), (27, 31))
SPANS = (
    ForeignSpan("s", SENTENCE, ((6, 26),), {"label": "claim"}, note="see\nmap"),
    ForeignSpan("a", SOURCE, ((6, 10),)),
    ForeignSpan("q", CUE, ((11, 15),)),
    ForeignSpan("c", CLAIM, ((16, 25),)),
    ForeignSpan("d", CLAIM, ((16, 18),)),
)
LINKS = (ForeignLink("l", "support", "a", "c", cue="q"), ForeignLink("m", "deny", "a", "d"))
DOCUMENT = ForeignDocument("a1", TEXT, (ForeignSet("gold", SPANS, LINKS),), sentences=SENTENCES)


def written(format: Format, document: ForeignDocument, schema: Schema) -> str:
    assert format.write is not None
    (file,) = format.write([document], schema)
    return file.data.decode()


def test_the_longest_of_overlapping_claims_is_kept_and_a_stance_needs_a_cue() -> None:
    (decisions,) = adapt(DOCUMENT).sets
    assert [span.id for span in decisions.spans] == ["s", "a", "q", "c"]
    assert [link.id for link in decisions.links] == ["l"]


def test_a_token_has_a_line_with_its_tags(schema: Schema) -> None:
    assert written(BIO, adapt(DOCUMENT), schema).splitlines() == [
        "-DOCSTART-\tO\tO\tO",
        "",
        "Krag\tO\tB-Source\tO",
        "said\tO\tO\tB-support",
        "it\tB-Claim\tO\tO",
        "'\tI-Claim\tO\tO",
        "s\tI-Claim\tO\tO",
        "over\tI-Claim\tO\tO",
        ".\tO\tO\tO",
        "",
        "Why\tO\tO\tO",
        "?\tO\tO\tO",
        "",
    ]


def test_a_sentence_of_conllu_has_its_answers_as_comments(schema: Schema) -> None:
    lines = written(CONLLU, adapt(DOCUMENT), schema).splitlines()
    assert lines[:6] == [
        "# newdoc id = a1",
        "# sent_id = a1:6",
        "# text = Krag said it's over.",
        "# label = claim",
        '# note = "see\\nmap"',
        "1\tKrag\t_\t_\t_\t_\t_\t_\t_\tSource=B-Source",
    ]
    assert "4\t'\t_\t_\t_\t_\t_\t_\t_\tClaim=I-Claim|SpaceAfter=No" in lines


@given(documents(sentences=True, cues=True))
def test_tags_are_those_of_the_spans(schema: Schema, document: ForeignDocument) -> None:
    adapted = adapt(document)
    assert adapt(adapted) == adapted
    first = ForeignDocument(adapted.id, adapted.text, adapted.sets[:1], sentences=adapted.sentences)
    rows = [line.split("\t") for line in written(BIO, first, schema).splitlines()[2:] if line]
    assert all(len(row) == 4 and all(row) for row in rows)
    for column, label in enumerate((CLAIM, SOURCE, CUE), 1):
        spans = sorted(span.pieces[0] for span in first.sets[0].spans if span.label == label)
        tagged: list[str] = []
        for row in rows:
            if row[column].startswith("B-"):
                tagged.append(row[0])
            elif row[column] != "O":
                tagged[-1] += row[0]
        assert tagged == ["".join(first.text[start:end].split()) for start, end in spans]


@settings(max_examples=40)
@given(documents(sentences=True, cues=True, notes=True))
def test_pyconll_reads_what_is_written(schema: Schema, document: ForeignDocument) -> None:
    pyconll = peer("pyconll")
    adapted = adapt(document)
    text = written(CONLLU, adapted, schema)
    sentences = list(pyconll.load_from_string(text))
    bounds = adapted.sentences or ((0, len(adapted.text)),)
    assert [sentence.id for sentence in sentences] == [f"{document.id}:{start}" for start, _ in bounds]
    begun = [token for sentence in sentences for token in sentence for tag in token.misc.get("Claim", ()) if tag.startswith("B-")]
    assert len(begun) == sum(span.label == CLAIM for decisions in adapted.sets[:1] for span in decisions.spans)
