"""Other people's programs that read what this one writes. Where one is not installed, its tests are skipped; never in CI."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import pytest


def peer(name: str) -> Any:
    """Return the module of a program in the extra ``test``."""
    if "CI" in os.environ:
        return import_module(name)
    return pytest.importorskip(name, reason=f"{name} is not installed; pip install -e '.[test]' has it")
