"""The registry of codes: complete, told apart, chosen from."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import annotate.checks
from annotate.checks import CODES, code_lines, parse_codes, select_problems, severity
from annotate.errors import AnnotateError
from annotate.model import Problem

CHECKS = Path(annotate.checks.__file__).parent
STORE = CHECKS.parent
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
OTHER_WORDS = {"utf-8", "utf-16-le", "system-out"}


def written(path: Path) -> set[str]:
    """What looks like a code in a module; a part that is put in is a star."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
        else:
            continue
        if CODE.fullmatch(text.replace("*", "x")):
            found.add(text)
    return found - OTHER_WORDS


def yielded() -> set[str]:
    """Every code that checks, and the store's own check, can yield."""
    modules = [path for path in CHECKS.glob("*.py") if path.name != "codes.py"]
    found = set().union(*map(written, modules))
    stores = [STORE / "store.py"] if (STORE / "store.py").exists() else list((STORE / "store").glob("*.py"))
    passed = re.compile(r'_problem\(\s*"([a-z-]+)"|\bcode = (?:"[a-z-]+" if .* else )?"([a-z-]+)"')
    for path in stores:
        found |= {first or second for first, second in passed.findall(path.read_text(encoding="utf-8"))}
    assert "store-damaged" in found
    return found


def test_every_code_that_can_be_yielded_is_listed_and_no_other() -> None:
    patterns = {code: re.compile(code.replace("*", "[a-z]+")) for code in yielded()}
    assert [code for code, pattern in patterns.items() if not any(map(pattern.fullmatch, CODES))] == []
    source = "".join(path.read_text(encoding="utf-8") for path in CHECKS.glob("*.py") if path.name != "codes.py")
    plain = {code for code in CODES if "-" not in code and f'"{code}"' in source}
    assert [code for code in CODES if code not in plain and not any(p.fullmatch(code) for p in patterns.values())] == []


def test_every_code_is_tested() -> None:
    """In a test of the checks or the store, or in an example file."""
    files = [*CHECKS.parents[1].glob("tests/**/*.py"), *CHECKS.parents[1].glob("tests/checks/example-files/**/*.json")]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in files if path.name != "test_codes.py")
    assert [code for code in CODES if f'"{code}"' not in tests] == []


def test_a_line_for_each() -> None:
    lines = list(code_lines())
    assert len(lines) == len(CODES)
    assert all(len(line) < 100 and not line.endswith(".") for line in lines)
    assert {code.severity for code in CODES.values()} == {"error", "warning"}


def test_severity() -> None:
    assert [severity(Problem(code, "", "")) for code in ("span-empty", "too-fast", "no-text")] == ["error", "warning", "error"]


def test_codes_are_read() -> None:
    assert parse_codes("too-fast, span-empty,") == {"too-fast", "span-empty"}
    assert parse_codes("") == frozenset()
    with pytest.raises(AnnotateError, match="there is no code span-emty; did you mean span-empty"):
        parse_codes("too-fast,span-emty")
    with pytest.raises(AnnotateError, match="annotate check --codes"):
        parse_codes("xyzzy")


def test_problems_are_selected_by_code() -> None:
    problems = [Problem(code, "", "") for code in ("too-fast", "span-empty", "cut-off")]
    none: frozenset[str] = frozenset()

    def codes(select: frozenset[str], ignore: frozenset[str]) -> list[str]:
        return [problem.code for problem in select_problems(problems, select, ignore)]

    assert codes(none, none) == ["too-fast", "span-empty", "cut-off"]
    assert codes(frozenset({"too-fast"}), none) == ["too-fast"]
    assert codes(none, frozenset({"too-fast"})) == ["span-empty", "cut-off"]
    assert codes(frozenset({"too-fast"}), frozenset({"too-fast"})) == []
