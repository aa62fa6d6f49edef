"""The card of a corpus: `datasets` loads each table by it, and it says silver."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pyarrow import parquet

from annotate.corpus.layout import CONFIGS, CONTAINMENT
from support.archives import build_here, records, write_lines

LOAD = """
import sys
from datasets import load_dataset
for config in sys.argv[2:]:
    rows = load_dataset(sys.argv[1], config, split="train", streaming=True)
    print(config, sum(1 for _ in rows))
whole = load_dataset(sys.argv[1], split="train")
print("default", len(whole), whole.features["text"].dtype)
"""


@pytest.fixture(scope="module")
def complete(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus with all tables."""
    folder = tmp_path_factory.mktemp("corpora") / "complete"
    quoted, around = records(1)[0], records(1, 7, paragraphs=9)[0]
    quoting = write_lines(folder.with_name("quoting.jsonl"), [{"id": "long", "text": f"{quoted['text']}\n\n{around['text']}"}])
    build_here(folder, archive, quoting, containment=True)
    return folder


def test_it_loads_with_datasets_as_a_stream_and_as_a_whole(complete: Path, tmp_path: Path) -> None:
    options = {"HF_HOME": str(tmp_path), "HF_HUB_OFFLINE": "1", "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    command = [sys.executable, "-c", LOAD, str(complete), *CONFIGS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=options)
    printed = [line for line in done.stdout.splitlines() if not line.startswith("Generating")]
    numbers = {name: sum(parquet.read_metadata(path).num_rows for path in complete.glob(f"{name}/*.parquet")) for name in CONFIGS}
    assert printed == [*(f"{name} {number}" for name, number in numbers.items()), f"default {numbers['articles']} string"]
    assert numbers["suggestions"] > 100
    assert all(numbers.values())


def test_it_says_what_it_is(built: Path) -> None:
    text = (built / "README.md").read_text(encoding="utf-8")
    assert "silver, not gold" in text
    assert "- silver\n" in text
    assert "pyarrow" in text


def test_it_names_the_tables_that_are_there(built: Path, complete: Path) -> None:
    for folder, tables in ((built, [name for name in CONFIGS if name != CONTAINMENT]), (complete, list(CONFIGS))):
        text = (folder / "README.md").read_text(encoding="utf-8")
        configs = yaml.safe_load(text.split("---\n")[1])["configs"]
        assert [config["config_name"] for config in configs] == tables
        assert [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")] == tables
        assert all((folder / name).is_dir() for name in tables)
