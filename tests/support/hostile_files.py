"""Small files that would take a careless reader minutes, or gigabytes."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

PROSE = "The harbour bridge will be closed for a year, the mayor said on Monday. "
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(**files: bytes) -> bytes:
    """Return a zip file; a name is written with `__` for a full stop."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return packed.getvalue()


def overlapping_zip(members: int, size: int) -> bytes:
    """Return a zip file whose members are all the same bytes of the file, under many names."""
    content = zlib.compressobj(9, zlib.DEFLATED, -15)
    text = (PROSE * (size // len(PROSE) + 1)).encode()
    body = content.compress(text) + content.flush()
    head = (20, 0, 8, 0, 0, zlib.crc32(text), len(body), len(text))
    name = b"a00000.txt"
    data = struct.pack("<4s5HLLLHH", b"PK\3\4", *head, len(name), 0) + name + body
    directory = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *head, len(name), 0, 0, 0, 0, 0, 0) + b"a%05d.txt" % number
        for number in range(members)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, members, members, len(directory), len(data), 0)
    return data + directory + end


def packed_zip(megabytes: int, members: int = 1) -> bytes:
    """Return a zip file of the kind of 42.zip: nothing but the same letter."""
    return zipped(**{f"a{number}__txt": b"a" * 1_000_000 * megabytes for number in range(members)})


def word(body: str, **parts: str) -> bytes:
    """Return a Word file with a body of XML, and other parts in place of the usual ones (`document` is the whole main part)."""
    from docx import Document

    plain = io.BytesIO()
    Document().save(plain)
    changed = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                default = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
                data = parts.get("document", default).encode()
            target.writestr(name, data)
    return changed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def entities(levels: int) -> str:
    """Return a DTD in which each entity is ten times the one before."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{lines}]>'


def pdf(*objects: str) -> bytes:
    """Return a PDF file of objects, the first of which is the catalogue."""
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def parquet(rows: int, characters: int, *, dictionary: bool = True) -> bytes:
    """Return a table of the same text in each row."""
    import pyarrow
    from pyarrow import parquet as format

    index = pyarrow.array([0] * rows, pyarrow.int32())
    text = pyarrow.DictionaryArray.from_arrays(index, pyarrow.array(["x" * characters]))
    packed = io.BytesIO()
    table = pyarrow.table({"text": text if dictionary else text.cast(pyarrow.string())})
    format.write_table(table, packed, compression="zstd", use_dictionary=dictionary, write_statistics=False, store_schema=False)
    return packed.getvalue()


def warc(*records: tuple[str, bytes], length: int | None = None) -> bytes:
    """Return a web archive of responses: the headers of HTTP, and the body."""
    lines = b""
    for headers, body in records:
        content = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
        lines += (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
            b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % (len(content) if length is None else length)
        )
        lines += content + b"\r\n\r\n"
    return lines


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>Bridge</title>{head}</head><body>{body}</body></html>".encode()


def brotli_bomb(megabytes: int) -> bytes:
    import brotli

    packer = brotli.Compressor()
    return b"".join(packer.process(b"<p>a" * 250_000) for _ in range(megabytes)) + packer.finish()


def front_matter(yaml: str) -> bytes:
    return f"---\n{yaml}\n---\n\n{PROSE}".encode()


def laughs(levels: int, width: int = 9) -> str:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join([*lines, f"author: *a{levels - 1}"])


def merging(levels: int) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, levels)]
    return "\n".join(lines)


def cell(text: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def wide_row(span: int) -> str:
    return f'<w:tr>{cell(PROSE, f"""<w:gridSpan w:val="{span}"/>""")}</w:tr>'


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph(PROSE) + "</w:tc></w:tr></w:tbl>" * depth


def row(text: str, **more: object) -> bytes:
    return json.dumps({"text": text, **more}).encode() + b"\n"


def huge_page_count(pages: int) -> bytes:
    kids = "3 0 R " * pages
    return pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Length 200>>stream\nBT /F 9 Tf 1 9 Td ({PROSE}) Tj ET\nendstream",
    )


def deep_forms(levels: int) -> bytes:
    """Return a page that shows a form, which shows the next one ten times, and so on."""
    forms = [
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 1} 0 R>>>>/Length 60>>stream\n"
        f"{'/X Do ' * 10}\nendstream"
        for n in range(4, 4 + levels)
    ]
    return pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 4 0 R>>",
        *forms,
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 1>>stream\n \nendstream",
    )


LINK = '<a href="/x">bridge closed</a> '
HOSTILE: dict[str, Callable[[], bytes]] = {
    "yaml-aliases.md": lambda: front_matter(laughs(8)),
    "yaml-laughs.md": lambda: front_matter(laughs(30)),
    "yaml-merges.md": lambda: front_matter(merging(12)),
    "yaml-deep.md": lambda: front_matter("a: " + "[" * 50_000),
    "yaml-deep-map.md": lambda: front_matter("a: " + "{a: " * 50_000),
    "yaml-itself.md": lambda: front_matter("author: &a [*a, *a, *a]\ntitle: *a"),
    "yaml-int.md": lambda: front_matter("title: " + "9" * 200_000),
    "yaml-sexagesimal.md": lambda: front_matter("title: 1" + ":59" * 100_000),
    "yaml-colons.md": lambda: front_matter("? " * 20_000),
    "yaml-float.md": lambda: front_matter("title: " + "1_" * 100_000 + "."),
    "markdown-marks.md": lambda: b"> " * 400_000,
    "markdown-links.md": lambda: b"[a" * 300_000,
    "brackets.txt": lambda: b"[(" * 300_000,
    "zip-overlap.zip": lambda: overlapping_zip(20_000, 500_000),
    "zip-bomb.zip": lambda: packed_zip(300),
    "zip-bombs.zip": lambda: packed_zip(30, 8),
    "zip-nested.zip": lambda: zipped(a__zip=zipped(b__zip=packed_zip(10))),
    "zip-many.zip": lambda: zipped(**{f"a{n}__txt": b"" for n in range(20_000)}),
    "gzip-bomb.txt.gz": lambda: gzip.compress(b"a" * 300_000_000),
    "gzip-prose.txt.gz": lambda: gzip.compress(PROSE.encode() * 1_200_000),
    "gzip-rows.jsonl.gz": lambda: gzip.compress(row(PROSE) * 900_000),
    "gzip-line.jsonl.gz": lambda: gzip.compress(b"[" * 300_000_000),
    "gzip-html.html.gz": lambda: gzip.compress(b"<p>a" * 24_000_000),
    "gzip-members.jsonl.gz": lambda: gzip.compress(b"") * 400_000,
    "word-wide-cell.docx": lambda: word(f"<w:tbl>{wide_row(1_000_000)}</w:tbl>"),
    "word-wide-cells.docx": lambda: word(f"<w:tbl>{wide_row(1_000_000) * 500}</w:tbl>"),
    "word-negative-span.docx": lambda: word(f"<w:tbl>{wide_row(-(10**30))}</w:tbl>"),
    "word-merged.docx": lambda: word(f"<w:tbl>{('<w:tr>' + cell(PROSE, '<w:vMerge/>') * 20 + '</w:tr>') * 2000}</w:tbl>"),
    "word-nested.docx": lambda: word(nested_tables(5000)),
    "word-entities.docx": lambda: word(
        "", document=f'{entities(10)}<w:document xmlns:w="{W}"><w:body>{paragraph("&a9;")}</w:body></w:document>'
    ),
    "word-bomb.docx": lambda: word(paragraph("a" * 200_000_000)),
    "word-many.docx": lambda: word("<w:p/>" * 4_000_000),
    "word-runs.docx": lambda: word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 600_000 + "</w:p>"),
    "word-fields.docx": lambda: word(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>a</w:t></w:r>' * 40_000 + "</w:p>"
    ),
    "word-boxes.docx": lambda: word(
        "<w:p><w:r><w:txbxContent>" * 1000 + paragraph(PROSE) + "</w:txbxContent></w:r></w:p>" * 1000
    ),
    "parquet-rows.parquet": lambda: parquet(3_000_000, 1000),
    "parquet-long.parquet": lambda: parquet(1000, 3_000_000),
    "parquet-huge.parquet": lambda: parquet(1, 1_500_000_000, dictionary=False),
    "parquet-short-rows.parquet": lambda: parquet(30_000_000, 20),
    "csv-quote.csv": lambda: b'title,text\na,"' + (PROSE.encode() + b"\n") * 400_000,
    "csv-columns.csv": lambda: b"text" + b",a" * 3_000_000 + b"\n" + b"," * 3_000_000,
    "csv-line.csv": lambda: b"text\n" + b"a" * 40_000_000,
    "html-links.html": lambda: page(f"<article><p>{PROSE}</p>{LINK * 60_000}</article>"),
    "html-link-paragraphs.html": lambda: page(f"<article>{f'<p>{LINK}{PROSE}</p>' * 8000}</article>"),
    "html-nested.html": lambda: page("<div>" * 30_000 + PROSE),
    "html-nested-spans.html": lambda: page("<p>" + "<span>" * 30_000 + PROSE),
    "html-nested-links.html": lambda: page("<div><a href=x>" * 5000 + PROSE * 10),
    "html-breaks.html": lambda: page(f"<article>{'a<br>' * 200_000}</article>"),
    "html-paragraphs.html": lambda: page(f"<article>{'<p>' * 400_000}</article>"),
    "html-attributes.html": lambda: page("<p " + " ".join(f"a{n}=b" for n in range(300_000)) + f">{PROSE}</p>"),
    "html-classes.html": lambda: page(f"<p class='{'author date hidden ' * 100_000}'>{PROSE}</p>" * 3),
    "html-authors.html": lambda: page(f"<div class=author>{'<span class=author>A B</span>' * 60_000}</div>"),
    "html-times.html": lambda: page("<time class=date>Monday</time>" * 100_000),
    "html-tables.html": lambda: page("<table><tr><td>" * 8000 + PROSE),
    "html-cells.html": lambda: page(f"<table>{f'<tr>{chr(60)}td>{PROSE}</td></tr>' * 30_000}</table>"),
    "html-span-cells.html": lambda: page(
        f'<article><p>{PROSE * 9}</p><table><tr><td colspan="1000000000">{PROSE}</table></article>'
    ),
    "html-lists.html": lambda: page("<ul><li>" * 20_000 + PROSE),
    "html-quotes.html": lambda: page("<blockquote>" * 20_000 + PROSE),
    "html-headings.html": lambda: page("<h1>a</h1>" * 60_000 + PROSE),
    "html-figures.html": lambda: page("<figure><figcaption>A bridge. " * 10_000 + PROSE),
    "html-comments.html": lambda: page("<!--" * 400_000 + PROSE),
    "html-open-tags.html": lambda: page("<" * 2_000_000),
    "html-entities.html": lambda: page("&amp" * 1_000_000 + PROSE),
    "html-ldjson-deep.html": lambda: page(PROSE, f'<script type="application/ld+json">{"[" * 500_000}</script>'),
    "html-ldjson-many.html": lambda: page(PROSE, '<script type="application/ld+json">{"@type": "Article"}</script>' * 40_000),
    "html-ldjson-number.html": lambda: page(PROSE, f'<script type="application/ld+json">{{"a": {"9" * 500_000}}}</script>'),
    "html-metas.html": lambda: page(PROSE, '<meta name="author" content="Ada Lind">' * 100_000),
    "html-hidden.html": lambda: page(f"<div style='display:none'>{'<p hidden>' + PROSE + '</p>'}</div>" * 8000),
    "html-glued.html": lambda: page("<p>" + "<span>The bridge is closed.</span>" * 40_000),
    "html-divs.html": lambda: page(f"<article>{f'<div class=a>{PROSE}</div>' * 20_000}</article>"),
    "html-spaces.html": lambda: page(" \n" * 2_000_000 + PROSE),
    "warc-length.warc": lambda: warc(("", page(PROSE)), length=10**22),
    "warc-long.warc": lambda: warc(("", page(PROSE)), length=10**14),
    "warc-starts.warc": lambda: b"WARC/1.0\r\n" * 300_000,
    "warc-headers.warc": lambda: b"WARC/1.0\r\n" + b"a: b\r\n" * 2_000_000,
    "warc-brotli.warc": lambda: warc(("Content-Encoding: br\r\n", brotli_bomb(400))),
    "warc-gzip.warc": lambda: warc(("Content-Encoding: gzip\r\n", gzip.compress(b"<p>a" * 75_000_000))),
    "warc-chunks.warc": lambda: warc(("Transfer-Encoding: chunked\r\n", b"1\r\na\r\n" * 500_000)),
    "warc-bomb.warc.gz": lambda: gzip.compress(warc(("", b"<p>a" * 75_000_000))),
    "json-deep.json": lambda: b'{"a":' * 500_000,
    "json-deep-list.jsonl": lambda: b"[" * 5_000_000 + b"\n",
    "json-nested-text.jsonl": lambda: b'{"text":' + b"[" * 900 + b'"' + PROSE.encode() + b'"' + b"]" * 900 + b"}\n",
    "json-number.json": lambda: b'{"text": "a", "n": ' + b"9" * 5_000_000 + b"}",
    "json-number.jsonl": lambda: b'{"text": "a", "n": ' + b"9" * 5_000_000 + b"}\n",
    "json-exponent.jsonl": lambda: b'{"text": "The bridge is closed.", "date": 1e400, "title": 1e999}\n',
    "json-date.jsonl": lambda: row(PROSE, date="9" * 5_000_000),
    "json-authors.jsonl": lambda: row(PROSE, authors="[" * 19_000 + "]" * 900),
    "json-html.jsonl": lambda: row("<p>" + "<b>" * 400_000),
    "json-names.jsonl": lambda: row(PROSE, **{f"k{number}": 0 for number in range(300_000)}),
    "pdf-pages.pdf": lambda: huge_page_count(200_000),
    "pdf-count.pdf": lambda: pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2000000000/Kids[2 0 R]>>"),
    "pdf-loop.pdf": lambda: pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"),
    "pdf-forms.pdf": lambda: deep_forms(12),
    "pdf-deep.pdf": lambda: pdf("<</Type/Catalog/Pages 2 0 R/A " + "[" * 100_000 + ">>"),
    "latin.txt": lambda: b"\xe9\xe8 " * 300_000,
    "capitals.txt": lambda: b"A " * 90_000,
    "one-word.txt": lambda: b"a" * 190_000,
    "full-stops.txt": lambda: b"a. " * 3_000_000,
    "letters-u0000.txt": lambda: PROSE.encode() + rb"It prints \u0000 and \\u0000.",
}
"""Files by name: each must be read, or refused in one sentence, within 10 s of processor time and 500 MB."""
