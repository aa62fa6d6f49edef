"""The public names of `annotate.articles`, and what it costs to import them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from annotate import articles


def test_the_public_names_are_there() -> None:
    assert all(callable(getattr(articles, name)) for name in articles.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = articles.nonsense


def test_importing_it_loads_nothing() -> None:
    code = "import sys, annotate.articles; print([m for m in sys.modules if m.startswith('annotate.articles.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_reading_text_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom annotate.articles import read_bytes\n"
        "list(read_bytes(b'Hello there. It works.', name='x'))\n"
        "print(sorted({'lxml', 'pandas', 'trafilatura', 'chardet', 'yaml'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
