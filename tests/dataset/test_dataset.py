"""The public names of `annotate.dataset`, and what importing them loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

from annotate import dataset

HEAVY = {"datasets", "filelock", "huggingface_hub", "numpy", "orjson", "pandas", "pyarrow", "yaml"}


def test_the_public_names_are_there() -> None:
    assert all(callable(getattr(dataset, name)) for name in dataset.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = dataset.nonsense


def test_the_options_load_nothing_heavy() -> None:
    code = (
        "import sys\nfrom annotate.dataset import Export, ExportOptions\nExportOptions()\n"
        "print([module for module in sys.modules if module.startswith('annotate.dataset.')])\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['annotate.dataset.licenses', 'annotate.dataset.options']\n[]\n"
