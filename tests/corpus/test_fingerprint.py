"""The fingerprint of what decides the bytes of a corpus."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import annotate
from annotate.corpus.fingerprint import _UNRELATED, differences, digest, fingerprint


def test_it_names_the_libraries_and_the_rules() -> None:
    own = fingerprint()
    assert all(own[name] == version(name) for name in ("lxml", "trafilatura", "py3langid", "rensa", "pyarrow", "numpy"))
    assert len(own["annotate"]) == 32


def test_modules_that_are_left_out_exist() -> None:
    folder = Path(annotate.__file__).parent
    assert all((folder / name).is_file() for name in _UNRELATED)


def test_a_digest_depends_on_each_value_and_not_on_the_order() -> None:
    values = {"a": "1", "b": "2"}
    assert digest(values) == digest({"b": "2", "a": "1"}) != digest({"a": "1", "b": "3"})


def test_differences_are_named() -> None:
    own = {"annotate": "x", "lxml": "6.1", "rensa": "0.5"}
    assert differences(own, {**own, "annotate": "y", "lxml": "6.0"}) == "other rules of annotate, lxml 6.0 instead of 6.1"
    assert differences(own, {"annotate": "x", "lxml": "6.1"}) == "rensa none instead of 0.5"
