"""`.ci/run` runs the README's test command, on the last commit, and passes its verdict on.

It is run for real here, in a small repository of its own, with a `python3` that only notes down what it was asked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[1] / ".ci" / "run"

# Answers `-c` (is this Python new enough?) with yes; makes a .venv whose pip and python note down their arguments as well.
PYTHON = """#!/bin/sh
[ "$1" = -c ] && exit 0
echo "python3 $*" >>"$CALLS"
mkdir -p .venv/bin
printf '#!/bin/sh\\necho "pip $*" >>"$CALLS"\\n' >.venv/bin/pip
printf '#!/bin/sh\\necho "python $*" >>"$CALLS"\\nls\\necho "$CLOSING"\\necho\\nexit $VERDICT\\n' >.venv/bin/python
chmod +x .venv/bin/pip .venv/bin/python
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with `.ci/run` and one committed file, and a file beside it that was never added."""
    root = tmp_path / "checkout"
    (root / ".ci").mkdir(parents=True)
    shutil.copy(RUN, root / ".ci" / "run")
    (root / "committed.txt").write_text("")
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    (root / "forgotten.txt").write_text("")
    return root


def run(checkout: Path, verdict: int, closing: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    stub = checkout.parent / "bin" / "python3"
    stub.parent.mkdir()
    stub.write_text(PYTHON)
    stub.chmod(0o755)
    calls = checkout.parent / "calls"
    environment = {
        **os.environ,
        "PATH": f"{stub.parent}:{os.environ['PATH']}",
        "CALLS": str(calls),
        "VERDICT": str(verdict),
        "CLOSING": closing,
    }
    done = subprocess.run([str(checkout / ".ci" / "run")], env=environment, capture_output=True, text=True, check=False)
    return done, calls.read_text().splitlines()


def test_it_runs_the_command_on_the_last_commit(checkout: Path) -> None:
    done, calls = run(checkout, 0, "3 passed in 0.01s")
    assert done.returncode == 0, done.stderr
    assert calls == ["python3 -m venv .venv", "pip install -q -e .[test]", "python -m pytest"]
    assert done.stdout.splitlines()[-1] == "tests: 3 passed in 0.01s"
    assert "committed.txt" in done.stdout
    assert "forgotten.txt" not in done.stdout
    assert "not committed are not tested" in done.stderr


def test_it_fails_when_the_tests_fail(checkout: Path) -> None:
    done, _ = run(checkout, 1, "1 failed, 2 passed in 0.01s")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "tests: 1 failed, 2 passed in 0.01s"


def bare(folder: Path, *tools: str) -> str:
    """A PATH with only these of the machine's tools."""
    folder.mkdir()
    for tool in tools:
        (folder / tool).symlink_to(shutil.which(tool) or "")
    return str(folder)


def test_it_says_what_is_missing_where_it_cannot_install(checkout: Path, tmp_path: Path) -> None:
    """No python3, no git, and no apt-get to bring them."""
    path = bare(tmp_path / "bare", "bash", "env", "dirname", "mktemp", "rm", "id", "cat")
    done = subprocess.run([str(checkout / ".ci" / "run")], env={"PATH": path}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "lacks: git python3 python3-venv" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs")
def test_it_installs_what_is_missing(checkout: Path, tmp_path: Path) -> None:
    """An apt-get that notes down what it was asked for, and brings nothing: the end is honest."""
    path = bare(tmp_path / "bare", "bash", "env", "dirname", "mktemp", "rm", "id", "cat", "git")
    apt = Path(path) / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$*" >>{tmp_path}/asked\n')
    apt.chmod(0o755)
    done = subprocess.run([str(checkout / ".ci" / "run")], env={"PATH": path}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no Python 3.11 or newer" in done.stderr
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[:2] == ["update -qq", "install -y -qq --no-install-recommends python3 python3-venv ncurses-bin ncurses-term"]
    assert asked[2:4] == ["update -qq", "install -y -qq --no-install-recommends chromium"]
    assert asked[4:] == ["update -qq", "install -y -qq --no-install-recommends python3.11 python3.11-venv"]
