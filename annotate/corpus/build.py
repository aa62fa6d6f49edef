"""Building a corpus: cut the input into shards, have a runner work on them, then find near-duplicates and write the card."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow
import pyarrow.compute

from annotate._files import read_json, try_lock
from annotate.articles.formats.reading_options import ReadingOptions
from annotate.corpus.card import card
from annotate.corpus.containment import read_containment, remove_outdated, write_containment
from annotate.corpus.files import remove_parts, write
from annotate.corpus.fingerprint import digest, fingerprint
from annotate.corpus.groups import read_groups, write_groups
from annotate.corpus.layout import (
    CARD,
    CONTAINMENT,
    DONE,
    GROUPS,
    PLAN,
    SCHEMAS,
    marker_path,
    table_path,
)
from annotate.corpus.reading import Corpus
from annotate.corpus.runners import Lost, Runner, rescue
from annotate.corpus.shards import SHARD_BYTES, InputFile, Shard, cut_shards
from annotate.corpus.work import Summary, Task, finished
from annotate.errors import AnnotateError

Progress = Callable[[int, int], None]
"""A function that is called with the number of shards that are done and the number of all shards."""


class CorpusError(AnnotateError):
    """A corpus cannot be built, or its folder contains no complete one."""


class Part(NamedTuple):
    """One of the `parts` builds that share the work on a corpus; `number` counts from 1."""

    number: int
    parts: int

    def owns(self, shard: int) -> bool:
        """Return True if this build does the work on a shard."""
        return shard % self.parts == self.number - 1


WHOLE = Part(1, 1)


@dataclass(frozen=True)
class Built:
    """The result of building a corpus.

    shards: the number of shards in the share of this build. built: how many of them were not finished already.
    rows: the number of rows by table, of these shards.
    lost: the shards that could not be built.
    groups: the number of groups of near-duplicates; None if the corpus is not finished.
    containment: the number of pairs of articles of which one contains much of the other; None without the table of them.
    outdated: True if such a table was removed because it was of other articles.
    """

    folder: Path
    shards: int
    built: int
    rows: Mapping[str, int]
    lost: tuple[Lost, ...]
    groups: int | None = None
    containment: int | None = None
    outdated: bool = False


def build(
    files: Sequence[InputFile],
    folder: Path,
    runner: Runner,
    *,
    options: ReadingOptions,
    part: Part = WHOLE,
    shard_bytes: int = SHARD_BYTES,
    containment: bool = False,
    progress: Progress = lambda done, total: None,
) -> Built:
    """Build a corpus in `folder`, or go on where an earlier build stopped.

    Args:
        files: the input, in the order of the corpus.
        folder: the folder of the corpus, which is created if it does not exist.
        runner: the function that does the work on the shards.
        options: how the input is read.
        part: the share of the shards to build; the corpus is finished by a build of all of them.
        shard_bytes: the bytes of input in a shard.
        containment: find the articles that contain much of another one when the corpus is finished. Otherwise a table of them
            that is there is kept if it is of the same articles, and removed if not.
        progress: called as shards are done.

    Raises:
        CorpusError: the folder is something else, or another process builds in it.
        OSError: a file cannot be written.
    """
    _check_name(folder)
    shards = list(cut_shards(files, shard_bytes, options))
    owned = [shard for shard in shards if part.owns(shard.number)]
    plan = _plan(files, shards, options, shard_bytes)
    corpus = Corpus(folder, len(shards))
    with _claimed(folder, plan, part):
        try:
            remove_parts(folder, part.owns)
            tasks = [Task(shard, folder.absolute(), options, dict(fingerprint())) for shard in owned]
            summaries, lost = _run(runner, tasks, progress)
            rows: Counter[str] = Counter()
            for summary in summaries:
                rows.update(summary.rows)
            built = sum(summary.built for summary in summaries)
            result = Built(folder, len(owned), built, {table: rows[table] for table in SCHEMAS}, tuple(lost))
            if part.parts == 1:
                _remove_surplus(folder, len(shards))
                result = result if lost else _finish(result, corpus, containment)
        finally:
            remove_parts(folder, part.owns)
            outdated = remove_outdated(corpus)
    return replace(result, outdated=outdated)


def _finish(built: Built, corpus: Corpus, containment: bool) -> Built:
    """Write what is found when all shards are there, and the card; return the result with its numbers."""
    groups = write_groups(corpus)
    if containment:
        write_containment(corpus, groups)
    pairs = read_containment(corpus)
    counts = {**built.rows, GROUPS: len(groups), **({} if pairs is None else {CONTAINMENT: len(pairs)})}
    write(corpus.folder / CARD, card("./corpus", counts, fingerprint()).encode())
    number = len(pyarrow.compute.unique(groups["group"]))
    return replace(built, groups=number, containment=counts.get(CONTAINMENT))


def _run(runner: Runner, tasks: Sequence[Task], progress: Progress) -> tuple[list[Summary], list[Lost]]:
    summaries: list[Summary] = []
    lost: list[Lost] = []
    progress(0, len(tasks))
    by_number = {task.shard.number: task for task in tasks}
    for first in runner(tasks):
        result = rescue(by_number[first.shard], first) if isinstance(first, Lost) else first
        if isinstance(result, Lost):
            lost.append(result)
        else:
            summaries.append(result)
        progress(len(summaries) + len(lost), len(tasks))
    return summaries, sorted(lost)


# -- the plan ------------------------------------------------------------------------------------------------------------


def _plan(files: Sequence[InputFile], shards: Sequence[Shard], options: ReadingOptions, shard_bytes: int) -> dict[str, Any]:
    """Return what the plan of a corpus says. Two builds share a folder if theirs are equal."""
    cuts = blake2b(digest_size=16)
    for shard in shards:
        for (_, name, problem), part in shard.pieces:
            cuts.update(f"{shard.number}\t{name}\t{part}\t{problem and problem.code}\n".encode())
    return {
        "by": "annotate corpus",
        "files": len(files),
        "shards": len(shards),
        "shard_bytes": shard_bytes,
        "encoding": options.encoding,
        "columns": dict(options.columns),
        "cuts": cuts.hexdigest(),
        "fingerprint": dict(fingerprint()),
    }


def read_plan(folder: Path) -> dict[str, Any]:
    """Return the plan of a corpus. Raises CorpusError if there is none in the folder."""
    try:
        plan = read_json(folder / PLAN)
    except OSError:
        plan = None
    except ValueError:
        raise CorpusError(f"{folder / PLAN} is damaged; build the corpus again (finished shards are kept)") from None
    if not isinstance(plan, dict) or plan.get("by") != "annotate corpus":
        raise CorpusError(f"{folder} is not a corpus; build one with `annotate corpus build PATH... --to {folder}`")
    return plan


def corpus_fingerprint(folder: Path) -> str:
    """Return a hash of what is in a finished corpus: of its plan and the files of all its shards.

    Raises CorpusError if it is not finished.
    """
    plan = read_plan(folder)
    whole = blake2b(digest({name: str(value) for name, value in plan.items()}).encode(), digest_size=16)
    for shard in range(plan["shards"]):
        try:
            whole.update(marker_path(folder, shard).read_bytes())
        except OSError:
            raise _unfinished(folder, shard) from None
    return whole.hexdigest()


def read_finished(folder: Path) -> Corpus:
    """Return the corpus in a folder. Raises CorpusError if there is none, or if it is not finished, near-duplicates included."""
    plan = read_plan(folder)
    missing = next((shard for shard in range(plan["shards"]) if finished(folder, shard) is None), None)
    if missing is not None:
        raise _unfinished(folder, missing)
    corpus = Corpus(folder, plan["shards"])
    if read_groups(corpus) is None:
        raise CorpusError(
            f"{folder} is not finished: its near-duplicates are not found yet; run `annotate corpus build` without --part"
        )
    return corpus


def _unfinished(folder: Path, shard: int) -> CorpusError:
    return CorpusError(f"{folder} is not finished: shard {shard} is missing; run `annotate corpus build` again")


@contextmanager
def _claimed(folder: Path, plan: Mapping[str, Any], part: Part) -> Iterator[None]:
    """Write the plan of a corpus, and keep other processes of this machine from building the same part in its folder."""
    _check_folder(folder, plan, part)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CorpusError(f"{folder} is a file; name a folder for the corpus") from None
    with _lock(folder / f".build-{part.number}-of-{part.parts}.lock") as free:
        if not (free and _nobody_overlaps(folder, part)):
            raise CorpusError(f"another process is building {folder}; wait for it, or stop it first")
        text = json.dumps(plan, indent=1, sort_keys=True) + "\n"
        with suppress(OSError):
            if (folder / PLAN).read_text(encoding="utf-8") == text:
                text = ""
        if text:
            write(folder / PLAN, text.encode())
        yield


def _nobody_overlaps(folder: Path, part: Part) -> bool:
    """Return False if a process of this machine builds a share of the corpus that is divided differently."""
    for other in folder.glob(".build-*.lock"):
        if not other.name.endswith(f"-of-{part.parts}.lock"):
            with _lock(other) as free:
                if not free:
                    return False
    return True


@contextmanager
def _lock(path: Path) -> Iterator[bool]:
    """Lock a file and yield True, or yield False if another process holds the lock.

    On a file system without locks, as on some clusters, the file counts as locked.
    """
    locked = try_lock(path)
    try:
        free = locked.__enter__()
    except OSError:
        yield True
        return
    try:
        yield free
    finally:
        locked.__exit__(None, None, None)


def _check_name(folder: Path) -> None:
    try:
        str(folder.absolute()).encode()
    except UnicodeEncodeError:
        raise CorpusError(f"{folder} is not valid UTF-8, as the path of Parquet files must be; name another folder") from None


def _check_folder(folder: Path, plan: Mapping[str, Any], part: Part) -> None:
    if not folder.is_dir():
        return
    try:
        old = read_plan(folder)
    except CorpusError:
        if (folder / PLAN).exists() or not any(path.name for path in folder.iterdir() if not path.name.startswith(".")):
            return
        raise CorpusError(f"{folder} is not empty and not a corpus; name another folder") from None
    if part.parts > 1 and old != plan:
        raise CorpusError(
            f"{folder} was begun with another input, other options or another version of annotate; use the same for all parts, "
            "or name a new folder"
        )


def _remove_surplus(folder: Path, shards: int) -> None:
    """Remove the shards that an earlier plan had and this one has not."""
    for marker in sorted((folder / DONE).glob("*.json")):
        if marker.stem.isdecimal() and int(marker.stem) >= shards:
            marker.unlink()
            for table in SCHEMAS:
                table_path(folder, table, int(marker.stem)).unlink(missing_ok=True)
