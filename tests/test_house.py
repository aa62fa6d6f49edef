"""The rules of the house, held by machine: who may import whom, who may touch the world, what starts fast, what is clean.

A person who reviews a change should talk about its design. What a machine can see is here, and each failure names the file,
the line and the rule.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.paths import PACKAGE, README, REPO

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)

LAYERS = """
errors _version _files _disjoint_sets _garbage
workers
model
text
schema
articles suggestions checks review agreement labelling linking
interchange
report
corpus
store
dataset
project
demo practice guide
cli
"""
"""The lowest first. An import points to a line further up: two names of one line do not know each other."""

DOOR = {"__init__", "__main__"}  # of the package: they lead in, and may import what they offer

TOUCHES = {
    "files": {
        *("_files", "articles", "cli", "corpus", "dataset", "demo", "guide", "interchange.packed", "labelling.frontends"),
        *("practice.lesson", "project", "report.page", "schema", "store", "workers"),
    },
    "clock": {"_files", "articles.formats.page_dates", "cli", "labelling.frontends", "practice.course", "project", "store"},
    "processes": {
        "_files",
        "cli",
        "corpus.runners",
        "dataset.atomic_folder",
        "dataset.exporter",
        "labelling.frontends",
        "store",
        "workers",
    },
    "terminal": {"cli", "labelling.frontends"},
    "chance": {"store"},
    "database": {"store"},
    "network": {"project.connections", "project.fetching", "project.llm_client", "store"},
}
"""The modules and packages that may touch each part of the world. Everywhere else its values are arguments."""

IMPORTS = {
    "files": {"fcntl", "filelock", "glob", "mmap", "shutil", "tempfile"},
    "clock": {"time"},
    "processes": {"concurrent", "multiprocessing", "signal", "subprocess", "threading"},
    "network": {"http", "httpcore", "httpx", "socket", "ssl"},
    "chance": {"random", "secrets", "uuid"},
    "database": {"psycopg", "sqlite3"},
}
CALLS = {
    "files": {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rename", "touch", "rmdir"},
    "terminal": {"print", "input", "echo", "secho", "echo_via_pager"},
}
ATTRIBUTES = {
    "files": {"sys.stdin", "os.open", "os.replace", "os.rename", "os.remove", "os.scandir", "os.walk", "os.listdir", "os.fsync"},
    "clock": {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"},
    "processes": {"os.fork", "os.kill", "os.getpid", "os.waitpid", "os._exit"},
    "terminal": {"sys.stdout", "sys.stderr"},
}

HEAVY = {
    *("datasets", "icu4py", "jinja2", "jsonschema", "jsonschema_rs", "lxml", "numpy", "orjson", "pandas", "prompt_toolkit"),
    *(
        "dask",
        "distributed",
        "httpx",
        "onnxruntime",
        "protego",
        "psycopg",
        "py3langid",
        "pyarrow",
        "pypdfium2",
        "rensa",
        "rich",
        "sqlite3",
        "tokenizers",
        "trafilatura",
        "warcio",
        "yaml",
    ),
}

PUBLIC = {"__init__": "public_api"}  # what the door offers is tested in test_public_api.py

UNTESTED: dict[str, str] = {
    "errors": "names of exceptions, no behaviour; each is raised and caught in the tests of those who raise it",
    "interchange.values": "values without behaviour; every test of a format is about them",
    "store.database": "a protocol; tests/store runs every test on both of its answers",
    "__main__": "a few lines; tests/cli/test_cli.py runs `python -m annotate`",
}
"""Modules with no test file of their own, each with the reason."""


def dotted(path: Path) -> str:
    """A module's name inside the package: ``prompt.session``, ``articles`` for its ``__init__``, ``__init__`` for the door."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def at(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(REPO)}:{getattr(node, 'lineno', 1)}"


# -- who imports whom -------------------------------------------------------------------------------------------------


def imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every ``annotate.<name>`` that is imported anywhere in a module, inside functions too; the door itself is ``annotate``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names if alias.name.split(".")[0] == "annotate")
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield node, "." * node.level + (node.module or "")
        elif isinstance(node, ast.ImportFrom) and node.module == "annotate":
            yield from ((node, f"annotate.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("annotate."):
            yield node, node.module or ""


def misdirected(name: str, tree: ast.Module, layers: str = LAYERS) -> Iterator[tuple[ast.stmt, str]]:
    """The imports of the module called `name` that do not point downwards, each with the rule it breaks."""
    rank = {package: depth for depth, line in enumerate(layers.strip().splitlines()) for package in line.split()}
    own = name.split(".")[0]
    for node, imported in imports(tree):
        target = imported.partition(".")[2].split(".")[0]
        if imported.startswith("."):
            yield node, "write imports in full: `from annotate.model import Span`"
        elif target and target != own and rank.get(target, len(rank)) >= rank.get(own, -1):
            yield node, f"`{own}` may not import `{target}`: it is not below it in the layer table"


def test_an_import_points_downwards() -> None:
    found = [
        f"{at(path, node)}: {rule}"
        for path in MODULES
        if dotted(path) not in DOOR
        for node, rule in misdirected(dotted(path), parsed(path))
    ]
    assert not found, "\n".join(found)


def test_every_package_has_a_layer() -> None:
    names = {dotted(path).split(".")[0] for path in MODULES} - DOOR
    assert names <= set(LAYERS.split()), "give it a line in LAYERS"


def test_the_readme_has_the_same_table() -> None:
    table = README.read_text(encoding="utf-8").partition("| layer, lowest first |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`(\w+)`", line.split("|")[1]) for line in table.splitlines()[2:]]
    assert rows == [line.split() for line in LAYERS.strip().splitlines()]


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("checks.semantic", "from annotate.model import Span", 0),
        ("checks.semantic", "from annotate.checks.words import worded", 0),
        ("checks.semantic", "from annotate._version import __version__", 0),
        ("checks.semantic", "from annotate.dataset import rows", 1),
        ("errors", "import annotate.model", 1),
        ("labelling.tui", "from annotate import store", 1),
        ("labelling.tui", "def late():\n    import annotate.store", 1),
        ("labelling.tui", "from . import session", 1),
        ("labelling.tui", "from annotate.helpers import thing", 1),
        ("helpers", "from annotate.model import Span", 1),
    ],
)
def test_the_layer_test_sees_what_it_should(name: str, source: str, wrong: int) -> None:
    assert len(list(misdirected(name, ast.parse(source)))) == wrong


# -- who touches the world --------------------------------------------------------------------------------------------


def allowed(name: str, names: set[str]) -> bool:
    """Return whether a module, or a package it lies in, is among `names`."""
    return any(name == listed or name.startswith(f"{listed}.") for listed in names)


def touched(tree: ast.AST) -> Iterator[tuple[ast.AST, str, str]]:
    """Yield every import, call and attribute that touches the world, with the part of the world and its name."""
    for node in ast.walk(tree):
        names: list[str] = []
        table = IMPORTS
        if isinstance(node, ast.Import):
            names = [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [(node.module or "").split(".")[0]]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            table, names = CALLS, [node.func.id if isinstance(node.func, ast.Name) else node.func.attr]
        elif isinstance(node, ast.Attribute):
            table, names = ATTRIBUTES, [f"{ast.unparse(node.value)}.{node.attr}"]
        yield from ((node, part, name) for part, listed in table.items() for name in names if name in listed)


@pytest.mark.parametrize("part", TOUCHES)
def test_the_world_is_touched_only_where_the_table_says(part: str) -> None:
    found = [
        f"{at(path, node)}: `{name}` touches {part}; take the value as an argument, or add the module to TOUCHES with a reason"
        for path in MODULES
        if not allowed(dotted(path), TOUCHES[part])
        for node, kind, name in touched(parsed(path))
        if kind == part
    ]
    assert not found, "\n".join(found)


def test_the_table_of_the_world_names_what_is_there() -> None:
    names = {dotted(path) for path in MODULES}
    stale = {listed for listed in set().union(*TOUCHES.values()) if not any(allowed(name, {listed}) for name in names)}
    assert not stale, "a line for a module that is gone"


def test_the_test_of_the_world_sees_what_it_should() -> None:
    tree = ast.parse(
        "import time, subprocess\nfrom random import choice\nprint(open('a').read())\npath.write_text('')\n"
        "datetime.now(UTC)\nsys.stderr.write('')\nos.fork()\nimport psycopg"
    )
    assert {(part, name) for _, part, name in touched(tree)} == {
        *(("clock", "time"), ("clock", "datetime.now"), ("processes", "subprocess"), ("processes", "os.fork")),
        *(("chance", "random"), ("terminal", "print"), ("terminal", "sys.stderr"), ("database", "psycopg")),
        *(("files", "open"), ("files", "write_text")),
    }


# -- what starts fast -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", ["annotate", "annotate.cli"])
def test_starting_loads_nothing_heavy(module: str) -> None:
    """`annotate --help` and shell completion pay for every import at the top of a module; a fresh process tells."""
    code = f"import sys, json, {module}; print(json.dumps(sorted(set(sys.modules) & set({HEAVY!r}))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [], "import it inside the function that uses it, with the reason"


# -- what is clean ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--no-cache", "."),
        ("ruff", "format", "--check", "--no-cache", "."),
        ("mypy", "--strict", "annotate"),
    ],
    ids=" ".join,
)
def test_the_tools_find_nothing(command: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(REPO))
        for path in [*MODULES, *sorted((REPO / "tests").rglob("*.py"))]
        if not ast.get_docstring(parsed(path))
    ]
    assert not silent, "a module opens with a docstring"


OPENERS = ("What", "Whether", "How", "Where", "Who", "Which", "That")


def test_docstrings_say_what_a_thing_is_or_does() -> None:
    """Require a noun phrase or an imperative verb; an indirect question makes the reader find the verb."""
    found = [
        f"{at(path, node)}: {text.splitlines()[0]}"
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and (text := ast.get_docstring(node) or "").startswith(tuple(f"{word} " for word in OPENERS))
    ]
    assert not found, "\n".join(found)


def test_nothing_is_put_off() -> None:
    """Work that is left over stands in an issue, where it is found; a mark in a file is forgotten."""
    mark = re.compile(r"\b([T]ODO|[F]IXME|[X]XX)\b")  # the brackets keep this line from finding itself
    found = [
        f"{path.relative_to(REPO)}:{number}: {line.strip()}"
        for path in written()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if mark.search(line)
    ]
    assert not found, "\n".join(found)


def written() -> Iterator[Path]:
    """The files people write here: code, schemas, documentation and settings; not articles, nor test data."""
    kinds = {".py", ".md", ".toml", ".json"}
    for folder in (PACKAGE, REPO / "schema", REPO / "tests"):
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in kinds and "data" not in path.parts)
    yield from (path for path in sorted(REPO.iterdir()) if path.is_file() and path.suffix in kinds)
    yield REPO / ".ci" / "run"


def test_tests_mirror_the_package() -> None:
    """Require `tests/labelling/test_session.py` for `annotate/labelling/session.py`, `tests/cli/test_cli.py` for a package.

    A module that defines nothing (a word list, an `__init__` that passes names on) is tested by those who use it.
    """
    untested = [
        name
        for name, path in ((dotted(path), path) for path in MODULES)
        if name not in UNTESTED and defines(parsed(path)) and not mirror(name, path).exists()
    ]
    assert not untested, "each needs a test file, or a line with the reason in UNTESTED"
    assert set(UNTESTED) <= {dotted(path) for path in MODULES}, "an exception for a module that is gone"


def mirror(name: str, path: Path) -> Path:
    """Return the test file of a module."""
    if name in PUBLIC:
        return REPO / "tests" / f"test_{PUBLIC[name]}.py"
    folder = path.relative_to(PACKAGE).parent
    return REPO / "tests" / folder / f"test_{name.split('.')[-1].lstrip('_')}.py"


def defines(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) for node in ast.walk(tree))
