"""What the tests of the store share: documents, decisions, and processes that save them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from annotate.model import Annotation, Block, Claim, Document, Origin, Revision, Sentence, Source, Stance
from annotate.model.assignments import Assignment, Selection
from annotate.model.links import ClaimRef, Draw, Link, Relation
from annotate.store import open_store, store
from annotate.store.checksums import CHECKED, seal_missing
from annotate.store.migrations import MIGRATIONS
from annotate.store.rows import (
    DOCUMENT_COLUMNS,
    SEGMENTATION_COLUMNS,
    STORED_REVISION_COLUMNS,
    document_row,
    encode_json,
    revision_row,
)

WORKER = Path(__file__).with_name("store_worker.py")
TEXT = 'Café "50 %" ? 👩‍👩‍👧 said e\u0301. قال الوزير \u202eاليوم\u202c. 首相は否定した。'
CUTS = (0, 23, 44, len(TEXT))


def make(id: str = "a1", text: str = TEXT, **fields: str) -> Document:
    sentences = tuple(Sentence(f"{id}:{start}", 0, start, end) for start, end in pairwise(CUTS))
    if text != TEXT:
        sentences = (Sentence(f"{id}:0", 0, 0, len(text)),)
    document = Document(id, f"raw/{id}.txt", "ab" * 32, text, (Block("paragraph", 0, len(text), "p"),), sentences)
    return replace(document, **fields)  # type: ignore[arg-type]


def at(tick: int) -> str:
    return f"2026-11-22T16:12:{tick // 1_000_000:02}.{tick % 1_000_000:06}Z"


def revise(
    sentence: int = 0, tick: int = 0, annotator: str = "mk", label: str | None = "claim", document: str = "a1"
) -> Revision:
    start = CUTS[sentence]
    span = make(document).span(start, start + 3)
    annotation = Annotation(
        label,
        (Claim("c1", (span,), {"type": "event", "n": 2, "sure": True, "weight": 0.1}),),
        (Source("s0", ""), Source("s1", "الوزير", span, {"naming": "named"})),
        (Stance("c1", "s1", "support", span, {"quote": "mixed"}),),
        None,
        "why % ? \\u0000 \\",
        {"extra": "x"},
    )
    origins = (Origin("c1", "accepted", "verb/2"), Origin("c1<-s1", "manual"))
    return Revision(
        document, "ab" * 32, f"{document}:{start}", annotator, at(tick), "edit", 1.5, 7, "1.0", "0.1.0", annotation, origins
    )


def make_link(tick: int = 5, annotator: str = "mk", relation: Relation | None = "same", **fields: Any) -> Link:
    """Return a decision on the first claims of documents a1 and a2."""
    first, second = (ClaimRef(f"{document}:0", "c1", "Caf") for document in ("a1", "a2"))
    draw = Draw("near", 0.25, 7, "char-bm25/1", 0.5, 4)
    link = Link(first, second, annotator, at(tick), "edit", relation, "why % ?", 1.5, "0.1.0", draw)
    return replace(link, **fields)


def give(tick: int = 5, annotator: str = "mk", document: str = "a1", **fields: Any) -> Assignment:
    """Return the assignment of a document that an order chose; `fields` are of its selection."""
    return Assignment(document, annotator, at(tick), Selection("uncertainty", 3, 0.2, 1, False)._replace(**fields))


def unseen(revision: Revision, tick: int) -> Revision:
    return replace(revision, created=at(tick), action="undo", annotation=None, origins=())


def everything(url: str | Path) -> tuple[list[Document], list[Revision]]:
    with open_store(url, create=False) as opened:
        return [opened.document(entry.id) for entry in opened.documents()], list(opened.revisions())


def make_older(url: str | Path, version: int, patch: pytest.MonkeyPatch) -> None:
    """Make a store of an earlier version, with one document and one decision, as the program of then did."""
    document, revision = make(), revise()
    segmentation = (document.id, 1, "annotate", at(0), "segment", None, document.sha256, len(document.sentences))
    blocks = encode_json([{"kind": b.kind, "start": b.start, "end": b.end, "rule": b.rule} for b in document.blocks])
    sentences = encode_json([{"id": s.id, "block": s.block, "start": s.start, "end": s.end} for s in document.sentences])
    rows = {
        "documents": (f"{DOCUMENT_COLUMNS}, position", (*document_row(document), 1)),
        "segmentations": (SEGMENTATION_COLUMNS, (*segmentation, blocks, sentences)),
        "revisions": (STORED_REVISION_COLUMNS, revision_row(revision)),
    }
    with patch.context() as patched:
        patched.setattr(store, "MIGRATIONS", MIGRATIONS[:version])
        with open_store(url) as opened:
            for table, (columns, row) in rows.items():
                opened._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", row)


def seal(url: str | Path) -> None:
    """Make the checksums fit the rows, after a test has changed some that were to be wrong in another way."""
    with open_store(url, create=False) as opened:
        for table in CHECKED:
            opened._db.execute(f"UPDATE {table} SET checksum = NULL")
        opened._db.transact(lambda: seal_missing(opened._db))


def start(mode: str, url: str | Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(WORKER), mode, str(url), *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
