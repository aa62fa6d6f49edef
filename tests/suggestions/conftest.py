"""Lets the tests of suggestions share `reading`, which makes documents and shows what is suggested."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # pytest's importlib mode leaves it out
