"""Mutation testing of the rule modules: how many small faults in a rule do its tests notice?

`python tests/benchmarks mutants [MODULE...]` copies the checkout to a temporary folder, lets mutmut plant one fault at a time in
the functions of each module, and runs that module's tests against each. A survivor is a fault that no test noticed; the ones that
cannot be noticed, because the mutant behaves the same, are listed with the reason in `_survivors.toml`.

Only tests of examples count: tests of properties draw other inputs each time, so that what they notice is a matter of luck, and
take seconds for each fault. A test of costs counts calls, and mutmut adds some. A fault after which the tests do not end counts
as noticed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REPO = Path(__file__).resolve().parents[2]
REASONS = Path(__file__).with_name("_survivors.toml")
MODULES = {
    "articles/fingerprints": ["articles/test_fingerprints.py"],
    "articles/key_index": ["articles/test_key_index.py"],
    "articles/near_duplicates": ["articles/test_near_duplicates.py"],
    "articles/segmentation_edits": ["articles/test_segmentation_edits.py"],
    "checks/semantics": ["checks/test_semantics.py"],
    "checks/span_diagnosis": ["checks/test_span_diagnosis.py"],
    "dataset/splits": ["dataset/test_splits.py"],
    "labelling/actions/sources": ["labelling/actions/test_sources.py", "labelling/actions/test_review.py"],
    "labelling/history": [
        "labelling/test_history.py",
        "labelling/test_assistance.py",
        "labelling/actions/test_review.py",
        "labelling/actions/test_sources.py",
    ],
    "model/documents": ["model/test_documents.py"],
    "review/assignment": ["review/test_assignment.py"],
    "review/gold": ["review/test_gold.py"],
    "schema/migration": ["schema/test_migration.py"],
}
"""The modules of rules, each with the tests that pin it."""

SURVIVED = {0, 33}  # mutmut's exit codes: the tests passed; no test calls the function
SHOW = """
import json, sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
print(json.dumps([get_diff_for_mutant(name, path=sys.argv[1]) for name in sys.argv[2:]]))
"""
SETTINGS = """
[tool.mutmut]
source_paths = ["annotate"]
only_mutate = [{module}]
also_copy = ["schema", "raw", "README.md"]
pytest_add_cli_args = ["-x", "-q", "-p", "no:randomly", "-m", "not slow and not hypothesis", "-k", "not costs"]
pytest_add_cli_args_test_selection = {tests}
"""


class Mutant(NamedTuple):
    """A fault: the function it is in, the line before and after, and the reason why no test can notice it, if there is one."""

    function: str
    before: str
    after: str
    reason: str


def copy_checkout(target: Path) -> None:
    """Copy the files that git knows, as they are in the working tree."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=REPO, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (REPO / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPO / name, target / name)


def test_module(checkout: Path, module: str, jobs: int) -> tuple[int, list[str]]:
    """Return the number of mutants of a module and the names of those that survived its tests."""
    shutil.rmtree(checkout / "mutants", ignore_errors=True)
    settings = (REPO / "pyproject.toml").read_text(encoding="utf-8")
    file = f"annotate/{module}.py"
    tests = json.dumps([f"tests/{name}" for name in MODULES[module]])
    settings += SETTINGS.format(module=json.dumps(file), tests=tests)
    (checkout / "pyproject.toml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(jobs)]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    results = checkout / "mutants" / f"{file}.meta"
    codes = json.loads(results.read_text(encoding="utf-8"))["exit_code_by_key"] if results.exists() else {}
    if not codes or None in codes.values():
        raise SystemExit(f"mutmut could not test {module}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return len(codes), [name for name, code in codes.items() if code in SURVIVED]


def survivors(checkout: Path, module: str, names: list[str], reasons: dict[tuple[str, str], str]) -> Iterator[Mutant]:
    """Yield what each surviving mutant changed."""
    command = [sys.executable, "-c", SHOW, f"annotate/{module}.py", *names]
    shown = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True).stdout
    for name, diff in zip(names, json.loads(shown), strict=True):
        lines = diff.splitlines()
        before = " ".join(line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---"))
        after = " ".join(line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++"))
        function = name.removeprefix("annotate.").rpartition("__mutmut_")[0]
        function = function.replace(".x_", ".").replace(".xǁ", ".").replace("ǁ", ".")  # a function's name, a method's
        yield Mutant(function, before, after, reasons.get((function, after), ""))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description="share of planted faults that the tests of the rule modules notice")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of: {', '.join(MODULES)} (default all)")
    parser.add_argument("--jobs", type=int, default=2, help="mutants tested at once (default 2)")
    options = parser.parse_args(argv)
    if unknown := sorted(set(options.modules) - set(MODULES)):
        parser.error(f"no such module: {', '.join(unknown)}; choose from {', '.join(MODULES)}")
    entries = tomllib.loads(REASONS.read_text(encoding="utf-8"))["survivor"] if REASONS.exists() else []
    reasons = {(entry["function"], entry["after"]): entry["reason"] for entry in entries}
    total = killed = unexplained = 0
    with tempfile.TemporaryDirectory(prefix="annotate-mutants-") as folder:
        copy_checkout(Path(folder))
        for module in options.modules or MODULES:
            number, names = test_module(Path(folder), module, options.jobs)
            total, killed = total + number, killed + number - len(names)
            for mutant in survivors(Path(folder), module, names, reasons):
                unexplained += not mutant.reason
                print(f"survived: {mutant.function}\n  - {mutant.before}\n  + {mutant.after}")
                print(f"  {mutant.reason or 'no reason given'}")
            killed_here = number - len(names)
            print(f"mutants killed: {module}\t{killed_here}\tof {number}\t{killed_here / number:.3f}", flush=True)
    print(f"mutants killed: all\t{killed}\tof {total}\t{killed / total:.3f}")
    print(f"survivors without a reason: {unexplained}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
