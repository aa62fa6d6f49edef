"""What `import annotate` offers."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import annotate


def test_every_name_is_there_and_says_what_it_is() -> None:
    assert sorted(annotate._HOME) == sorted(annotate.__all__)
    for name in annotate.__all__:
        assert getattr(annotate, name).__doc__, name
    assert set(annotate.__all__) <= set(dir(annotate))


def test_a_name_is_the_one_of_its_module() -> None:
    for name, module in annotate._HOME.items():
        assert getattr(annotate, name) is getattr(import_module(module), name)


def test_no_name_hides_a_module() -> None:
    assert not set(annotate.__all__) & {module.rpartition(".")[2] for module in annotate._HOMES}


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'labels'"):
        _ = annotate.labels  # type: ignore[attr-defined]


def test_importing_loads_nothing() -> None:
    code = "import sys, annotate; print([name for name in sys.modules if name.startswith('annotate.')])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "['annotate._version']\n"
    )
