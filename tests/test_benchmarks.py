"""The benchmarks' runner: it finds the scripts, gathers their rows and reports a script that fails. No figure is asserted."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parent / "benchmarks"


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The runner, over a folder with one script that measures and one that breaks."""
    spec = importlib.util.spec_from_file_location("benchmarks_main", FOLDER / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "fast.py").write_text(r"print('by the way'); print('speed\t9 MB/s\tpeer 3 MB/s\t3.00')")
    (tmp_path / "mute.py").write_text("print('3.1 of what is possible')")
    (tmp_path / "slow.py").write_text("raise SystemExit(3)")
    (tmp_path / "told.py").write_text("import sys; print(*sys.argv[1:])")
    (tmp_path / "_shared.py").write_text("raise SystemExit('not a benchmark')")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    return module


def test_rows_become_one_table(runner: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["fast"]) == 0
    shown = capfd.readouterr().out.splitlines()
    assert shown[:2] == ["== fast", "by the way"]
    assert [line.split() for line in shown[-3:]] == [
        ["measured", "figure", "against", "ratio"],
        ["--------", "------", "-----------", "-----"],
        ["speed", "9", "MB/s", "peer", "3", "MB/s", "3.00"],
    ]


def test_a_script_that_breaks_is_named_and_the_others_run(runner: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    assert runner.main([]) == 1
    captured = capfd.readouterr()
    assert "failed: slow" in captured.err
    assert "9 MB/s" in captured.out
    assert captured.out.splitlines()[-2].split() == ["mute", "see", "above"], "a script without a row is not forgotten"


def test_what_follows_a_name_is_given_to_it(runner: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["mute", "told", "a.txt", "--runs", "3", "fast"]) == 0
    assert "\na.txt --runs 3\n" in capfd.readouterr().out


def test_an_unknown_name_is_refused(runner: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no benchmark is called gone; there are: fast, mute, slow, told"):
        runner.main(["gone"])


@pytest.mark.parametrize("script", sorted(path.name for path in FOLDER.glob("*.py") if not path.stem.startswith("_")))
def test_a_benchmark_has_a_main(script: str) -> None:
    """Each runs alone as well, and its `--help` says what it measures."""
    source = (FOLDER / script).read_text(encoding="utf-8")
    assert "def main(argv" in source
    assert 'if __name__ == "__main__":' in source


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        "durability --rounds 1 --decisions 5",
        "startup --runs 1",
        "prompt --runs 1 --keys 30 --spans 200",
        "teams --annotators 3 --decisions 4 --rounds 1",
        "checks --rounds 1 --records 80",
        "hostile --length 2000 --rounds 1",
        "agreement --labels 3000 --documents 20 --decisions 120",
        "corpus --articles 60 --signatures 2000 --hashes 8000 --sentences 4000",
        "kills --runs 2 --only label --only dump",
    ],
    ids=lambda arguments: arguments.split()[0],
)
def test_the_benchmarks_still_measure(arguments: str) -> None:
    """That they run and print rows, with the least work; what they say is nobody's concern here."""
    name, *options = arguments.split()
    done = subprocess.run([sys.executable, FOLDER / f"{name}.py", *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert any(line.count("\t") == 3 for line in done.stdout.splitlines())
