"""For the tests of the commands: calling them, and data to call them on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from annotate.cli import cli
from annotate.model import Annotation, Claim, Document, Source, Stance
from annotate.project import Project
from support.builders import at_second, make_revision

ARTICLE = "The bridge was closed on Monday, officials said.\n\nIt will reopen in May.\n"

PAYLOAD = "\x1b]0;owned\x07\x1b[31m\x9b31m\x90q\x9c\u202e\u2066\u200b\u2028\x7f\x08\r"
OURS = re.compile(r"\x1b\[[0-9;]*m")
FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def run(*arguments: str | Path, input: str | bytes | None = None, color: bool = False) -> Result:
    """A command as it is called; a bug is raised."""
    result = CliRunner().invoke(cli, list(map(str, arguments)), input=input, color=color, prog_name="annotate")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def save(project: Project, sentence: int, annotation: Annotation | None, *, id: str = "bridge", annotator: str = "mk") -> None:
    document = project.document(id)
    with project.store() as store:
        store.save([make_revision(document, sentence, annotation, annotator, created=at_second(sentence))])


def claimed(document: Document, name: str) -> Annotation:
    start = document.sentences[0].start
    claim = Claim("c1", (document.span(start, start + 31),), {"type": "event", "verifiability": "verifiable"})
    source = Source("s1", name, document.span(start + 33, start + 42), {"type": "person", "naming": "unnamed"})
    stance = Stance("c1", "s1", "support", document.span(start + 43, start + 47), {"quote": "indirect"})
    return Annotation("claim", (claim,), (source,), (stance,))


def program(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "annotate", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_safe(output: str) -> None:
    assert not FORBIDDEN.findall(OURS.sub("", output))
    assert "\x1b[31m" not in output  # a colour we do not use: it is the payload's
