"""Documents and annotators for the tests of several annotators."""

from __future__ import annotations

import pytest

from annotate.model import Document
from annotate.schema import Schema, load_schema, shipped
from support.coders import Coders


@pytest.fixture(scope="session")
def coders() -> type[Coders]:
    return Coders


@pytest.fixture(scope="session")
def document() -> Document:
    return Coders.document()


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load_schema(shipped("schema") / "annotation.schema.json")
