"""Tables of spans: by their usual columns, with texts beside them or stored; rows of one id are one span."""

from __future__ import annotations

import io

import pytest

from annotate.interchange.format import Format, ReadOptions, load_format, recognized
from annotate.interchange.values import CLAIM, ForeignDocument, ForeignSet, ForeignSpan, InputFile, InterchangeError, Reading
from annotate.schema import load_schema
from support.foreign import content, written_and_read
from support.paths import REPO

SCHEMA = load_schema(REPO / "schema" / "annotation.schema.json")
TEXT = "😀 The ferry sank, the port said."
FERRY = TEXT.index("The ferry")


def read(table: str, *, name: str = "spans.csv", texts: dict[str, str] | None = None, stored: str | None = None) -> Reading:
    files = [InputFile(name, table.encode())]
    files += [InputFile(f"{id}.txt", text.encode()) for id, text in ({"a": TEXT} if texts is None else texts).items()]
    options = ReadOptions(stored_text=lambda id: stored)
    assert recognized(files).name == "spans-csv"
    format = load_format("spans-csv")
    assert format.read is not None
    return format.read(files, options)


@pytest.mark.parametrize("name", ["spans-csv", "spans-parquet"])
def test_everything_comes_back(name: str) -> None:
    answers = {"type": "event", "flag": "true", "score": 3, "plural": True, "label": "claim", "answer_x": 'a,"b"\n;'}
    spans = (
        ForeignSpan("c", CLAIM, ((2, 5), (6, 11)), answers, note="two\nlines"),
        ForeignSpan("s", "Source", ((17, 21),), name="The Port", entity="s1"),
    )
    sets = (ForeignSet("ada", spans), ForeignSet("", spans, layer="adjudication"), ForeignSet("", spans, agent="m/1"))
    document = ForeignDocument("a", TEXT, sets, {"title": "T,1", "language": "en"})
    format: Format = load_format(name)
    (back,) = written_and_read(format, [document], SCHEMA).documents
    assert content(back) == content(document)
    assert back.metadata == document.metadata


@pytest.mark.parametrize(
    "table",
    [
        f"document,start,end,label\na,{FERRY},{FERRY + 9},Claim\n",
        f"Doc_ID;Begin;Stop;Type;Quote\na;{FERRY};{FERRY + 9};Claim;The ferry\n",
        f"\ufefffile\tstart_offset\tend_offset\ttag\r\na.txt\t{FERRY}\t{FERRY + 9}\tClaim\r\n",
        f'document,start,end,label,text\na,{FERRY + 1},{FERRY + 10},Claim,"The ferry"\n',  # UTF-16 units
        f"document,start,end,label\ra,{FERRY},{FERRY + 9},Claim\r",
    ],
)
def test_tables_of_others(table: str) -> None:
    (document,) = read(table).documents
    (span,) = document.sets[0].spans
    assert (document.text[slice(*span.pieces[0])], span.label) == ("The ferry", "Claim")


def test_a_label_and_a_type() -> None:
    (document,) = read("document,start,end,label,type\na,2,5,Claim,event\n").documents
    assert document.sets[0].spans[0].attributes == {"type": "event"}


def test_rows_of_one_id_are_pieces_unless_their_labels_differ() -> None:
    (document,) = read("document,start,end,label,id\na,6,11,Claim,x\na,2,5,Claim,x\na,2,5,Cue,x\n").documents
    assert [(s.id, s.pieces) for s in document.sets[0].spans] == [("x", ((2, 5), (6, 11))), ("x.3", ((2, 5),))]


def test_stored_texts() -> None:
    (document,) = read("document,start,end,label\na,2,5,Claim\n", texts={}, stored=TEXT).documents
    assert document.text == TEXT
    with pytest.raises(InterchangeError, match=r"spans\.csv, line 2: there is no text of a"):
        read("document,start,end,label\na,2,5,Claim\n", texts={})


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,2,5", "line 2: it has no label"),
        ("a,x,5,Claim", "not whole numbers"),
        ("a,2,500,Claim", "1 span does not fit"),
        ("a,2,5,Claim,7,8", "more cells than"),
        ('a,2,5,"Cl"aim', "this is not CSV"),
    ],
)
def test_broken_rows(rows: str, message: str) -> None:
    with pytest.raises(InterchangeError, match=message):
        read(f"document,start,end,label\n{rows}\n")


def test_a_parquet_file_that_is_none() -> None:
    format = load_format("spans-parquet")
    file = InputFile("x.parquet", b"PAR1nonsensePAR1")
    assert format.recognizes is not None
    assert not format.recognizes([file])
    assert format.read is not None
    with pytest.raises(InterchangeError):
        format.read([file], ReadOptions())


def test_a_parquet_file_of_pandas() -> None:
    import pyarrow
    import pyarrow.parquet

    sink = io.BytesIO()
    columns = {"document": ["a"], "start": [2], "end": [5], "label": ["Claim"], "plural": [True], "other": [None]}
    pyarrow.parquet.write_table(pyarrow.table(columns), sink)
    files = [InputFile("spans.parquet", sink.getvalue()), InputFile("a.txt", TEXT.encode())]
    assert recognized(files).name == "spans-parquet"
    format = load_format("spans-parquet")
    assert format.read is not None
    (span,) = format.read(files, ReadOptions()).documents[0].sets[0].spans
    assert (span.pieces, span.attributes) == (((2, 5),), {"plural": True})


@pytest.mark.parametrize(("rows", "text"), [(20_000_000, "x"), (20_000, "x" * 100_000)])
def test_a_small_parquet_file_that_would_fill_the_memory_is_refused(rows: int, text: str) -> None:
    import pyarrow
    import pyarrow.parquet

    sink = io.BytesIO()
    repeated = pyarrow.DictionaryArray.from_arrays(pyarrow.nulls(rows, pyarrow.int8()).fill_null(0), [text])
    pyarrow.parquet.write_table(pyarrow.table(dict.fromkeys(("document", "start", "end", "label"), repeated)), sink)
    assert len(sink.getvalue()) < 1_000_000
    read = load_format("spans-parquet").read
    assert read is not None
    with pytest.raises(InterchangeError, match="the table is too large unpacked"):
        read([InputFile("x.parquet", sink.getvalue())], ReadOptions())


@pytest.mark.parametrize("values", [["a\xff"], [10**17]])
def test_parquet_values_that_python_cannot_have(values: list[object]) -> None:
    import pyarrow
    import pyarrow.parquet

    if isinstance(values[0], str):
        broken = pyarrow.array([str(value).encode("latin-1") for value in values]).cast(pyarrow.binary()).view(pyarrow.string())
    else:
        broken = pyarrow.array(values).cast(pyarrow.timestamp("ms"))
    columns = {"document": ["a"], "start": [0], "end": [1], "label": ["Claim"], "more": broken}
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), buffer)
    format = load_format("spans-parquet")
    assert format.read is not None
    files = [InputFile("spans.parquet", buffer.getvalue())]
    assert recognized(files) == format
    with pytest.raises(InterchangeError, match="not a Parquet file that can be read"):
        format.read(files, ReadOptions(stored_text=lambda id: TEXT))
