"""The manual cannot lie: its commands are run, its help is the program's, its links lead somewhere.

The pages are README.md and `annotate/guide/*.md`. What they have to look like:

* The test command stands on a line of its own in a fenced block of the README, and `.ci/run` runs that line and no other.
* Every command has one fenced block, on one page, that opens with `$ annotate add --help`, followed by what that prints at 80
  columns; the group's own block opens with `$ annotate --help`.
* The README's table of commands has a row for each command, with its short help.
* Blocks marked ```console are run, those of a page in order in one shell, in an empty folder with no terminal. Where a page says
  `<!-- continues: tutorial -->`, the blocks of that page are run first. Lines that open with `$ ` are commands, with `> ` their
  continuation, the others what is printed, on either stream. `...` stands for anything within a line, alone on a line for any
  number of lines. A command ends with exit status 0, or says `# exits 2`.
* Blocks marked ```python are run, each in a process of its own, in the folder where the page's blocks ended. Lines that open
  with `# ` are what it prints, with `...` as above.
* A block ```text after the comment `<!-- screen: review -->` shows the prompt as it looks in that state of the recorded session
  (`SCREENS`).
* A block ```text after the comment `<!-- codes -->` lists the codes of problems as `annotate check --codes` does.
* Links to files are relative, and the file is there, and the heading as well where one is named.

`python tests/test_readme.py --write` renews help, commands, screens, codes and the picture.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from annotate.cli import SECTIONS
from annotate.guide.pages import TOPICS
from annotate.labelling.runner import Coach
from annotate.labelling.state import State
from annotate.model import Document
from support.paths import PACKAGE, README, REPO

GUIDE = PACKAGE / "guide"
PAGES = {"README.md": README, **{f"guide/{topic}.md": GUIDE / f"{topic}.md" for topic in TOPICS}}
TEST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest"
PYTHON_PATIENCE = 120


# -- reading Markdown -------------------------------------------------------------------------------------------------


class Fence(NamedTuple):
    """A fenced block: its language, its text and the number of its first line."""

    language: str
    text: str
    line: int


def fences(markdown: str) -> Iterator[Fence]:
    opened: tuple[int, str] | None = None
    lines = markdown.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("```"):
            if opened is None:
                opened = (number, line.strip("`").strip())
            else:
                first, language = opened
                yield Fence(language, "\n".join(lines[first + 1 : number]), first + 2)
                opened = None
    assert opened is None, f"line {opened and opened[0] + 1}: this block is never closed"


def pages() -> dict[str, str]:
    """Return the text of each page by its name."""
    return {name: path.read_text(encoding="utf-8") for name, path in PAGES.items()}


def readme() -> str:
    return README.read_text(encoding="utf-8")


# -- the test command -------------------------------------------------------------------------------------------------


def test_the_readme_and_ci_run_the_same_test_command() -> None:
    assert any(TEST_COMMAND in fence.text.splitlines() for fence in fences(readme()))
    script = (REPO / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines().count(TEST_COMMAND) == 1
    assert script.count('bash -c "$test_command"') == 1, "tests/test_ci.py runs it"
    assert script.count("pytest") == 1, "the command stands in one place"


# -- the help ---------------------------------------------------------------------------------------------------------


def program() -> click.Group:
    from annotate import cli

    groups = [value for value in vars(cli).values() if isinstance(value, click.Group)]
    return max(groups, key=lambda group: len(group.commands))


def commands(group: click.Group, words: tuple[str, ...] = ("annotate",)) -> Iterator[tuple[str, ...]]:
    """Every command a person can type, as words; hidden ones are nobody's promise."""
    yield words
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        elif not command.hidden:
            yield (*words, name)


def help_text(words: tuple[str, ...]) -> str:
    """What `annotate ... --help` prints at 80 columns."""
    result = CliRunner().invoke(program(), [*words[1:], "--help"], prog_name=words[0], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return result.output.strip("\n")


def help_command(fence: Fence) -> tuple[str, ...] | None:
    """The command whose help a block shows, if it shows one."""
    first = fence.text.partition("\n")[0]
    found = re.fullmatch(r"\$ (annotate(?: [\w-]+)*) --help", first)
    return tuple(found[1].split()) if found else None


def test_every_command_is_documented_once() -> None:
    shown = [words for text in pages().values() for fence in fences(text) if (words := help_command(fence))]
    assert sorted(shown) == sorted(commands(program()))


def test_the_help_in_the_manual_is_the_programs() -> None:
    for page, text in pages().items():
        for fence in fences(text):
            if words := help_command(fence):
                printed = fence.text.partition("\n")[2].strip("\n")
                assert printed == help_text(words), f"{page}:{fence.line}: renew it with `python tests/test_readme.py --write`"


def with_renewed_help(markdown: str) -> str:
    """Return a page with the contents of each help block renewed; a block for a command that is gone is left alone."""
    lines = markdown.splitlines()
    known = set(commands(program()))
    for fence in reversed(list(fences(markdown))):
        words = help_command(fence)
        if words in known:
            start = fence.line - 1
            lines[start + 1 : start + 1 + fence.text.count("\n")] = help_text(words).splitlines()
    return "\n".join(lines) + "\n"


# -- the table of commands ----------------------------------------------------------------------------------------------

_TABLE = re.compile(r"(<!-- commands -->\n)(.*?)(\n\n)", re.DOTALL)


def command_table() -> str:
    """Return the README's table of commands, in the sections and the order of `annotate --help`."""
    rows = ["| command | what it does |", "| --- | --- |"]
    for title, commands in SECTIONS.items():
        rows.append(f"| **{title}** | |")
        rows += [f"| `annotate {command.name}` | {command.get_short_help_str(200)} |" for command in commands]
    return "\n".join(rows)


def test_the_table_of_commands_is_the_programs() -> None:
    (shown,) = _TABLE.finditer(readme())
    assert shown[2] == command_table(), "renew it with `python tests/test_readme.py --write`"


def with_renewed_table(markdown: str) -> str:
    return _TABLE.sub(lambda found: f"{found[1]}{command_table()}{found[3]}", markdown)


# -- the screens --------------------------------------------------------------------------------------------------------

SCREENS = {
    "review": ("s 5", ()),
    "pick": ("u", ("c",)),
    "suggestion": ("-", (":set suggestions on", ":set answers predict", ":18", "f")),
    "practice": ("c 5 9", ("s 2",)),
}
"""For each name: the command of the recorded session after which it is taken, and commands given then."""

_SCREEN = re.compile(r"(<!-- screen: (\w+) -->\n```text\n)(.*?)(```)", re.DOTALL)


def screen(name: str) -> str:
    """The prompt after a command of its recorded session, 80 columns by 26 rows."""
    from annotate.labelling.display.screen import view
    from annotate.labelling.script_language import parse
    from annotate.labelling.session import step

    until, then = SCREENS[name]
    state, coach, recorded = lesson() if name == "practice" else sample()
    script = recorded.read_text(encoding="utf-8").splitlines()
    for line in [*script[: script.index(until) + 1], *then]:
        for event in parse(line, state):
            state = step(state, event)
    rows = ("".join(piece.text for piece in row).rstrip() for row in view(state, 80, 26, coach(state)).rows)
    return "".join(f"{row}\n" for row in rows)


def sample() -> tuple[State, Coach, Path]:
    """The session on the sample article as it starts, with no coach, and the script of its record."""
    from annotate.articles import read_file
    from annotate.labelling.session import open_session
    from annotate.schema import load_schema
    from annotate.suggestions import AnswerRules, suggest

    document = next(iter(read_file(REPO / "raw" / "harbour-bridge.txt")))
    assert isinstance(document, Document)
    schema = load_schema(REPO / "schema" / "annotation.schema.json")
    state = open_session(document, schema, annotator="mk", suggestions=suggest(document), predictor=AnswerRules(document))
    return state, lambda state: (), REPO / "annotate" / "demo" / "harbour-bridge.script"


def lesson() -> tuple[State, Coach, Path]:
    """The lesson as it starts, its coach, and the script of its gold."""
    from annotate.practice.coach import coach
    from annotate.practice.lesson import LESSON, open_lesson, read_lesson

    taken = read_lesson()
    return open_lesson(taken), partial(coach, taken), LESSON.with_suffix(".script")


def test_the_screens_are_the_prompts() -> None:
    shown = [(page, found[2], found[3]) for page, text in pages().items() for found in _SCREEN.finditer(text)]
    assert {name for _, name, _ in shown} == SCREENS.keys()
    for page, name, text in shown:
        assert text == screen(name), f"{page}: renew it with `python tests/test_readme.py --write`"


def with_renewed_screens(markdown: str) -> str:
    return _SCREEN.sub(lambda found: f"{found[1]}{screen(found[2])}{found[4]}", markdown)


# -- the picture --------------------------------------------------------------------------------------------------------

PICTURE = GUIDE / "prompt.svg"
PICTURED = "# 9 "
"""The comment in the recorded session at whose sentence the picture is taken."""


def picture(folder: Path) -> str:
    """Return the README's picture: the prompt on a terminal, with the sentences before `PICTURED` labelled."""
    from annotate.project import init_project
    from support.picture import screen_of, svg

    project = init_project(folder / "news")
    copy(REPO / "raw" / "harbour-bridge.txt", project.raw)
    project.add()
    session = (PACKAGE / "demo" / "harbour-bridge.script").read_text(encoding="utf-8").partition(PICTURED)[0]
    result = CliRunner().invoke(
        program(), ["--project", str(project.root), "label", "--annotator", "mk", "--script", "-"], input=session
    )
    assert result.exit_code == 0, result.output
    screen = screen_of(
        ["--project", str(project.root), "label", "--annotator", "mk", "--theme", "dark"], folder, "SUGGESTION 1 of 1"
    )
    return svg(screen, "annotate label: a sentence in its article, a suggested claim with its source and stance, and the keys")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="ptys are POSIX's")
def test_the_picture_is_the_prompt(tmp_path: Path) -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(tmp_path), "renew it with `python tests/test_readme.py --write`"
    assert "style=" not in PICTURE.read_text(encoding="utf-8"), "sites drop it"


# -- the codes ----------------------------------------------------------------------------------------------------------

_CODES = re.compile(r"(<!-- codes -->\n```text\n)(.*?)(```)", re.DOTALL)


def codes() -> str:
    from annotate.checks import code_lines

    return "".join(f"{line}\n" for line in code_lines())


def test_the_codes_are_the_programs() -> None:
    (shown,) = (found for text in pages().values() for found in _CODES.finditer(text))
    assert shown[2] == codes(), "renew them with `python tests/test_readme.py --write`"


def with_renewed_codes(markdown: str) -> str:
    return _CODES.sub(lambda found: f"{found[1]}{codes()}{found[3]}", markdown)


# -- the walk-through -------------------------------------------------------------------------------------------------


class Step(NamedTuple):
    """A command of the walk-through, what the README says it prints and its exit status."""

    command: str
    expected: str
    status: int
    line: int


class Walked(NamedTuple):
    """What each step of the walk-through printed and its exit status, and where the shell stood at the end."""

    printed: list[tuple[str, int]]
    folder: Path
    environment: dict[str, str]


def steps(fence: Fence) -> Iterator[Step]:
    command: list[str] = []
    expected: list[str] = []
    first = fence.line
    for number, line in enumerate([*fence.text.splitlines(), "$ "], fence.line):
        if line.startswith("$ "):
            if command:
                yield step("\n".join(command), "\n".join(expected), first)
            command, expected, first = [line[2:]], [], number
        elif (line == ">" or line.startswith("> ")) and not expected:
            command.append(line[2:])
        else:
            expected.append(line)


def step(command: str, expected: str, line: int) -> Step:
    status = re.search(r"# exits ([0-9]+)", command)
    return Step(command, expected, int(status[1]) if status else 0, line)


def walk_through(page: str) -> list[Step]:
    """Return the steps of a page, after those of the page that it continues."""
    text = page if "\n" in page else PAGES[page].read_text(encoding="utf-8")
    before = re.search(r"<!-- continues: ([\w-]+) -->", text)
    earlier = walk_through(f"guide/{before[1]}.md") if before else []
    return earlier + [step for fence in fences(text) if fence.language == "console" for step in steps(fence)]


def walk(planned: list[Step], folder: Path, home: Path) -> Walked:
    """Run the steps in one shell, so that `cd` and variables last from one to the next."""
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANNOTATE_", "HF_", "PYTHON"))}
    environment = {
        **kept,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "USER": "mk",
        "LOGNAME": "mk",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    mark = "=== a step of the walk-through ends here:"
    script = home / "walk.sh"
    told = "".join(f"{step.command}\nprintf '\\n{mark} %s\\n' $?\n" for step in planned)
    script.write_text(f"exec 2>&1\n{told}pwd\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", str(script)], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False
    )
    parts = re.split(f"\n{mark} ([0-9]+)\n", done.stdout.decode("utf-8"))
    printed = [(text, int(status)) for text, status in zip(parts[:-1:2], parts[1::2], strict=True)]
    return Walked(printed, Path(parts[-1].strip()), environment)


def matches(expected: str, printed: str) -> bool:
    """Whether it was printed as expected, `...` standing for anything, alone on a line for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()).replace(re.escape("..."), ".*") + "\n"
        for line in expected.splitlines()
    )
    shown = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, shown) is not None


@pytest.mark.parametrize("page", [name for name, text in pages().items() if "```console" in text or "```python" in text])
def test_the_examples_run(page: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    planned = walk_through(page)
    walked = walk(planned, tmp_path_factory.mktemp("walk"), tmp_path_factory.mktemp("home"))
    assert len(walked.printed) == len(planned)
    for step, (printed, status) in zip(planned, walked.printed, strict=True):
        where = f"{page}:{step.line}: $ {step.command}\n"
        assert status == step.status, f"{where}exit status {status}, not {step.status}\n{printed}"
        assert matches(step.expected, printed), f"{where}-- the manual:\n{step.expected}\n-- printed:\n{printed}"
    for fence in fences(PAGES[page].read_text(encoding="utf-8")):
        if fence.language == "python":
            run_python(fence, page, walked)


def run_python(fence: Fence, page: str, walked: Walked) -> None:
    done = subprocess.run(
        [sys.executable, "-c", fence.text],
        cwd=walked.folder,
        env=walked.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PYTHON_PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"{page}:{fence.line}:\n{done.stderr}"
    expected = "\n".join(line[2:] for line in fence.text.splitlines() if line.startswith("# "))
    assert not expected or matches(expected, done.stdout), f"{page}:{fence.line}: printed\n{done.stdout}"


# -- the links --------------------------------------------------------------------------------------------------------


def without_fences(markdown: str) -> str:
    return re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)


def links(markdown: str) -> Iterator[str]:
    """The targets that are not on the web."""
    for target in re.findall(r"\]\(([^)\s]+)\)", without_fences(markdown)):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(markdown: str) -> set[str]:
    """The anchors GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", without_fences(markdown), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def broken(markdown: str, folder: Path) -> list[str]:
    """The links that lead nowhere."""
    found = []
    for link in links(markdown):
        path, _, anchor = link.partition("#")
        target = folder / path
        text = markdown if not path else target.read_text(encoding="utf-8") if anchor and target.is_file() else ""
        if path.startswith("/") or not target.exists() or (anchor and anchor not in anchors(text)):
            found.append(link)
    return found


@pytest.mark.parametrize("path", [*PAGES.values(), REPO / "CHANGELOG.md"], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    assert broken(path.read_text(encoding="utf-8"), path.parent) == []


# -- these tests can fail ---------------------------------------------------------------------------------------------

SAMPLE = """\
# Annotate

See [the walk](#walk-through-1), [the law](LICENSE), [the web](https://example.org) and [nothing](gone.md#there).

## Walk-through

```console
$ mkdir p && cd p
$ false # exits 1
$ printf 'one\\ntwo 2.31 s\\nthree\\n'
one
two ... s
...
$ cat <<END
> four
> END
four
```
"""


def test_a_walk_is_read_and_run(tmp_path: Path) -> None:
    planned = walk_through(SAMPLE)
    assert [step.line for step in planned] == [8, 9, 10, 14]
    assert planned[3] == Step("cat <<END\nfour\nEND", "four", 0, 14)
    walked = walk(planned, tmp_path, tmp_path / "home")
    assert walked.printed == [("", 0), ("", 1), ("one\ntwo 2.31 s\nthree\n", 0), ("four\n", 0)]
    assert walked.folder == tmp_path / "p"
    assert [step.status for step in planned] == [status for _, status in walked.printed]


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("", "", True),
        ("", "surprise\n", False),
        ("one", "one\n", True),
        ("one", "one\ntwo\n", False),
        ("one\n...", "one\ntwo\nthree\n", True),
        ("one\n...", "one\n", True),
        ("...\nthree", "one\ntwo\nthree\n", True),
        ("...\nfour", "one\ntwo\nthree\n", False),
        ("in ... s (a+b)", "in 0.31 s (a+b)\n", True),
        ("in ... s", "in 0.31\n s\n", False),
    ],
)
def test_output_is_compared(expected: str, printed: str, same: bool) -> None:
    assert matches(expected, printed) is same


def test_a_broken_link_is_found() -> None:
    assert broken(SAMPLE, REPO) == ["#walk-through-1", "gone.md#there"]


def test_renewing_the_help_mends_it_and_nothing_else() -> None:
    stays = "```console\n$ annotate\nstays\n```\n\n```\n$ annotate gone --help\nstays\n```\n"
    text = f"# A\n\n```\n$ annotate --help\nold\nolder\n```\n\n{stays}"
    renewed = with_renewed_help(text)
    assert f"```\n$ annotate --help\n{help_text(('annotate',))}\n```\n" in renewed
    assert renewed.endswith(f"```\n\n{stays}")
    assert with_renewed_help(renewed) == renewed


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_readme.py --write")
    for page in PAGES.values():
        old = page.read_text(encoding="utf-8")
        page.write_text(with_renewed_codes(with_renewed_screens(with_renewed_table(with_renewed_help(old)))), encoding="utf-8")
    with TemporaryDirectory() as folder:
        PICTURE.write_text(picture(Path(folder)), encoding="utf-8")
    documented = {words for text in pages().values() for fence in fences(text) if (words := help_command(fence))}
    absent = sorted(set(commands(program())) - documented)
    for words in absent:
        print(f"no page has a block that opens with: $ {' '.join(words)} --help", file=sys.stderr)
    sys.exit(1 if absent else 0)
