"""What a stranger gets from `pip install`: the built wheel, installed alone in a clean environment, does the main job there.

The checkout hides what a wheel lacks (a schema, the sample article, a dependency that only the tests declare), so nothing of
it is within reach here: another virtual environment, another home, an empty folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500), pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path, env: dict[str, str], ok: int = 0) -> str:
    """Run a command with no terminal and give back all it printed; fail with that when its exit status is not `ok`."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == ok, f"$ {' '.join(map(str, command))}\n{done.stdout}\nexit status {done.returncode}, not {ok}"
    return done.stdout


def clean_environment() -> dict[str, str]:
    """The machine's environment without what points into the checkout or the environment that runs the tests."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ANNOTATE_", "VIRTUAL_ENV", "HF_"))
    }
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=REPO, env=dict(os.environ))
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel and what it declares, nothing else; its `bin` folder."""
    folder = tmp_path_factory.mktemp("environment")
    env = clean_environment()
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder, env=env)
    commands = folder / "venv" / "bin"
    needs_index(commands / "pip", folder, env)
    run(commands / "pip", "install", "-q", wheel, cwd=folder, env=env)
    run(commands / "pip", "check", cwd=folder, env=env)
    return commands


def needs_index(pip: Path, folder: Path, env: dict[str, str]) -> None:
    """Skip where no package can be fetched at all, on a train say; in CI that is a failure like any other."""
    fetch = [str(pip), "download", "-q", "--no-deps", "--dest", str(folder / "reachable"), "click"]
    done = subprocess.run(fetch, env=env, capture_output=True, text=True, check=False)
    if done.returncode and "CI" not in os.environ:
        pytest.skip(f"no package index can be reached: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """An empty folder outside the checkout, and an environment with a home of its own."""
    home = tmp_path_factory.mktemp("home")
    return tmp_path_factory.mktemp("elsewhere"), {**clean_environment(), "HOME": str(home)}


def test_the_wheel_holds_what_the_program_needs_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {name for name in names if not name.partition("/")[0].endswith(".dist-info")}
    assert {name.partition("/")[0] for name in package} == {"annotate"}, "no tests, no output: the package alone"
    modules = {path.relative_to(REPO).as_posix() for path in (REPO / "annotate").rglob("*.py")}
    assert modules | {"annotate/py.typed"} <= package
    assert {name for name in package if name.startswith("annotate/shipped/")} == {
        "annotate/shipped/raw/harbour-bridge.txt",
        *(f"annotate/shipped/schema/{path.name}" for path in (REPO / "schema").glob("*.json")),
    }, "a checkout's raw/ may hold anything: only the sample article is ours to pass on"
    assert {"annotate/shipped/schema/annotation.schema.json", "annotate/shipped/schema/conventions.schema.json"} <= package
    assert {f"annotate/practice/tarnley-library.{kind}" for kind in ("txt", "script", "toml")} <= package
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_program_answers(environment: Path, elsewhere: tuple[Path, dict[str, str]]) -> None:
    folder, env = elsewhere
    version = run(environment / "annotate", "--version", cwd=folder, env=env)
    assert version.strip().endswith("0.1.0")
    assert run(environment / "python", "-m", "annotate", "--version", cwd=folder, env=env) == version


def test_every_public_name_is_there(environment: Path, elsewhere: tuple[Path, dict[str, str]]) -> None:
    folder, env = elsewhere
    code = "import annotate as a; print(a.__file__); print(len([getattr(a, name) for name in a.__all__]))"
    where, count = run(environment / "python", "-c", code, cwd=folder, env=env).splitlines()
    assert Path(where).is_relative_to(environment.parent), "it must be the wheel that is imported, not the checkout"
    assert int(count) > 10


def test_a_project_is_made_and_read(environment: Path, elsewhere: tuple[Path, dict[str, str]]) -> None:
    """`init` writes the shipped schema, `add` reads articles, the prompt refuses to open without a terminal.

    The page needs what trafilatura needs: older pips (that of Python 3.11) miss `lxml[html_clean]`, which jusText asks for.
    """
    folder, env = elsewhere
    annotate = environment / "annotate"
    run(annotate, "init", "p", cwd=folder, env=env)
    assert (folder / "p" / "schema" / "annotation.schema.json").read_bytes() == (
        REPO / "schema" / "annotation.schema.json"
    ).read_bytes()
    (folder / "p" / "raw" / "own.txt").write_bytes((REPO / "raw" / "harbour-bridge.txt").read_bytes())
    page = "<p>The council met on Tuesday and said again that the ferry would sail in every weather but a storm.</p>" * 4
    (folder / "p" / "raw" / "page.html").write_text(f"<html><body><article><h1>A page</h1>{page}</article></body></html>")
    run(annotate, "--project", "p", "add", cwd=folder, env=env)
    known = json.loads(run(annotate, "--project", "p", "--json", cwd=folder, env=env))["documents"]
    assert len(known) == 2, known
    assert "annotate demo" in run(annotate, "--project", "p", "label", cwd=folder, env=env, ok=2)
    run(annotate, "--project", "p", "check", cwd=folder, env=env)


def test_the_lesson_is_there(environment: Path, elsewhere: tuple[Path, dict[str, str]]) -> None:
    folder, env = elsewhere
    (folder / "first.script").write_text("c 1\ngo\n", encoding="utf-8")
    assert "1 of 10 sentences" in run(environment / "annotate", "practice", "--script", "first.script", cwd=folder, env=env)


def test_the_demo_goes_the_whole_road(environment: Path, elsewhere: tuple[Path, dict[str, str]]) -> None:
    """add, label, check, export, load: with the wheel's own article, schema and recorded session."""
    folder, env = elsewhere
    before = set(folder.iterdir())
    shown = run(environment / "annotate", "demo", cwd=folder, env=env)
    missing = [station for station in ("add", "label", "check", "export", "load") if station not in shown]
    assert not missing, shown
    assert set(folder.iterdir()) == before, "the demo's project is thrown away"
