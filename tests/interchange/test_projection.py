"""What a format holds comes back, and what does not is exactly what the report says."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from annotate.interchange.choices import Choices
from annotate.interchange.exported import foreign_document
from annotate.interchange.format import NAMES, Format, ReadOptions, load_format
from annotate.interchange.losses import KINDS, LossCounter, family
from annotate.interchange.mapping import renamed
from annotate.interchange.projection import compare, hows, projected
from annotate.interchange.shapes import flattened, unfolded
from annotate.interchange.values import ForeignDocument, InputFile
from annotate.schema import Schema, load_schema
from support.paths import REPO
from support.random_decisions import random_document, random_sets, random_suggestions

SCHEMA = load_schema(REPO / "schema" / "annotation.schema.json")
FORMATS = [load_format(name) for name in NAMES]
BOTH_WAYS = [format for format in FORMATS if format.read and format.write and not format.gold]


def random_documents(seed: int, schema: Schema = SCHEMA) -> list[ForeignDocument]:
    random = Random(seed)
    documents = [random_document(random, f"a{number}") for number in range(random.randint(1, 3))]
    return [foreign_document(d, random_sets(random, d, schema), random_suggestions(random, d, schema)) for d in documents]


def there_and_back(format: Format, documents: list[ForeignDocument]) -> list[ForeignDocument]:
    """Return what a format reads of what it wrote, with our labels; nothing of it may have no place here."""
    assert format.read
    assert format.write
    files = [InputFile(*file) for file in format.write([flattened(document, format.shape) for document in documents], SCHEMA)]
    counter = LossCounter()
    reading = format.read(files, ReadOptions())
    back = [renamed(document, Choices(), SCHEMA, counter) for document in reading.documents]
    assert not reading.losses
    assert not counter.losses()
    return back


@pytest.mark.parametrize("format", BOTH_WAYS, ids=lambda format: format.name)
@pytest.mark.parametrize("seed", range(25))
def test_what_differs_is_what_the_report_says(format: Format, seed: int) -> None:
    documents = random_documents(seed)
    kept = [projected(document, format) for document in documents]
    back = there_and_back(format, kept)
    report = compare(documents, kept, hows(format))
    assert compare(documents, back, hows(format)) == report
    assert not compare(kept, back)
    # The stance of a source that cannot be held goes with it.
    explained = format.adapt or not format.can_hold("source.unmentioned")
    assert all(not format.can_hold(loss.kind) or explained for loss in report)


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_a_format_speaks_of_kinds_that_there_are(format: Format) -> None:
    assert {family(kind) for kind in (*format.holds, *format.loses)} <= set(KINDS)
    assert all(format.holds.values())
    assert all(format.loses.values())


@pytest.mark.parametrize("seed", range(10))
def test_a_document_is_all_of_itself(seed: int) -> None:
    documents = random_documents(seed)
    assert not compare(documents, documents)


@pytest.mark.parametrize("seed", range(10))
def test_a_shape_can_be_taken_back(seed: int) -> None:
    for format in FORMATS:
        for document in random_documents(seed):
            kept = projected(document, format)
            back = replace(kept, sets=tuple(map(unfolded, flattened(kept, format.shape).sets)))
            assert not [loss for loss in compare([kept], [back]) if loss.kind != "source.attribute.name"], format.name
