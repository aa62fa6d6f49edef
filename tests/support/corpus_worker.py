"""A stand-in for the work on a shard in tests/corpus/test_runners.py: the name of a file says what happens."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

from annotate.corpus import work
from annotate.corpus.work import Task
from annotate.model import Document


def steps(task: Task) -> Iterator[object]:
    """Die always, or once, or work as usual."""
    path = task.shard.pieces[0].file.path
    if path.stem.startswith("always"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.stem.startswith("once") and not path.with_suffix(".died").exists():
        path.with_suffix(".died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    yield from work.steps(task)


def try_rules(article: Document) -> None:
    """Die of one kind of article, as a parser may."""
    if "POISON" in article.text:
        os.kill(os.getpid(), signal.SIGSEGV)
