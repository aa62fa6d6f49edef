"""The names that `import annotate` offers: all there, all documented, and none loaded before it is used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import annotate


def test_every_name_is_there_and_says_what_it_is() -> None:
    assert sorted(annotate._HOME) == sorted(annotate.__all__)
    for name in annotate.__all__:
        value = getattr(annotate, name)
        assert value.__doc__ or get_origin(value) is Literal, name
    assert set(annotate.__all__) <= set(dir(annotate))


def test_a_name_is_the_one_of_its_module() -> None:
    for name, module in annotate._HOME.items():
        assert getattr(annotate, name) is getattr(import_module(module), name)


def test_no_name_hides_a_module() -> None:
    assert not set(annotate.__all__) & {module.rpartition(".")[2] for module in annotate._HOMES}


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'labels'"):
        _ = annotate.labels  # type: ignore[attr-defined]


PUBLIC = {name: getattr(annotate, name) for name in annotate.__all__}


def test_every_type_of_the_facade_is_public() -> None:
    """A type that a method names is resolved among the public names, so one that is missing there is a NameError."""
    members = [getattr(annotate.Project, name) for name in dir(annotate.Project) if not name.startswith("_")]
    functions = [getattr(member, "fget", getattr(member, "func", member)) for member in members]
    hints = [get_type_hints(function, localns=PUBLIC).get("return") for function in functions if function is not None]
    returned = {kind for hint in hints for kind in own_types(hint)}
    assert {annotate.Checked, annotate.Gold, annotate.Schema, annotate.Status, annotate.Store} <= returned
    assert {kind.__name__ for kind in with_fields(returned)} <= set(annotate.__all__)


def own_types(hint: Any) -> Iterator[type]:
    """Our types in a type hint: itself, and those in a container or union."""
    if isinstance(hint, type) and hint.__module__.startswith("annotate."):
        yield hint
    for argument in get_args(hint):
        yield from own_types(argument)


def with_fields(kinds: set[type]) -> set[type]:
    """These types and those of the fields of the project's own, such as `Status.work`."""
    fields = [get_type_hints(kind) for kind in kinds if is_dataclass(kind) and kind.__module__.startswith("annotate.project.")]
    inner = {kind for hints in fields for hint in hints.values() for kind in own_types(hint)}
    return kinds if inner <= kinds else with_fields(kinds | inner)


def test_importing_loads_nothing() -> None:
    code = "import sys, annotate; print([name for name in sys.modules if name.startswith('annotate.')])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "['annotate._version']\n"
    )
