"""Documents and annotators for the tests of several annotators."""

from __future__ import annotations

import pytest

from annotate.model import Document
from support.coders import Coders


@pytest.fixture(scope="session")
def coders() -> type[Coders]:
    return Coders


@pytest.fixture(scope="session")
def document() -> Document:
    return Coders.document()
