"""The card of a corpus: `datasets` loads each table by it, and it says silver."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pyarrow import parquet

from annotate.corpus.layout import CONFIGS

LOAD = """
import sys
from datasets import load_dataset
for config in sys.argv[2:]:
    rows = load_dataset(sys.argv[1], config, split="train", streaming=True)
    print(config, sum(1 for _ in rows))
whole = load_dataset(sys.argv[1], split="train")
print("default", len(whole), whole.features["text"].dtype)
"""


def test_it_loads_with_datasets_as_a_stream_and_as_a_whole(built: Path, tmp_path: Path) -> None:
    options = {"HF_HOME": str(tmp_path), "HF_HUB_OFFLINE": "1", "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    command = [sys.executable, "-c", LOAD, str(built), *CONFIGS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=options)
    printed = [line for line in done.stdout.splitlines() if not line.startswith("Generating")]
    numbers = {name: sum(parquet.read_metadata(path).num_rows for path in built.glob(f"{name}/*.parquet")) for name in CONFIGS}
    assert printed == [*(f"{name} {number}" for name, number in numbers.items()), f"default {numbers['articles']} string"]
    assert numbers["suggestions"] > 100


def test_it_says_what_it_is(built: Path) -> None:
    text = (built / "README.md").read_text(encoding="utf-8")
    assert "silver, not gold" in text
    assert "- silver\n" in text
    assert "pyarrow" in text
