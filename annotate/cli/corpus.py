"""Archives larger than a project: ``annotate corpus build``, ``sample`` and ``stats``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.group import FINE, PROBLEMS, CommandGroup
from annotate.cli.options import column_option, encoding_option, json_option
from annotate.cli.output import counted, print_json, progress_bar
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.corpus.build import Built, Part

_PART = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,5})")
_FOLDER = click.Path(path_type=Path)


@click.group("corpus", cls=CommandGroup, epilog="Example: annotate corpus build ~/dumps --to archive")
def corpus() -> None:
    """Prepare archives of millions of articles, and draw samples from them.

    A corpus is a folder of Parquet files with the articles, their sentences and what the rules suggest, which nobody has checked.
    """


class PartType(click.ParamType["Part"]):
    """One of several builds: I/N."""

    name = "part"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Part:
        """Return a part; fail if it is not one."""
        from annotate.corpus.build import Part

        if isinstance(value, Part):
            return value
        match = _PART.fullmatch(value)
        if match is None or int(match[1]) > int(match[2]):
            self.fail(f"{value!r} is not a part such as 3/8, the third of eight.", param, ctx)
        return Part(int(match[1]), int(match[2]))


@corpus.command(epilog="Example: annotate corpus build ~/dumps/*.jsonl --to archive")
@click.argument("paths", nargs=-1, required=True, type=_FOLDER, metavar="PATH...")
@click.option("--to", "folder", required=True, type=_FOLDER, metavar="DIR", help="The folder of the corpus.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes on this machine.  [default: one per core]")
@click.option("--cluster", metavar="URL", help="Work on a Dask cluster instead: tcp://host:8786, or its scheduler file.")
@click.option("--part", type=PartType(), metavar="I/N", help="Do the I-th of N shares of the work, such as 3/8, and no more.")
@click.option(
    "--shard-size",
    type=click.FloatRange(0, min_open=True),
    default=8.0,
    metavar="MB",
    show_default=True,
    help="Input in a shard.",
)
@encoding_option
@column_option
@json_option
def build(
    paths: tuple[Path, ...],
    folder: Path,
    jobs: int | None,
    cluster: str | None,
    part: Part | None,
    shard_size: float,
    encoding: str | None,
    column: dict[str, str],
    as_json: bool,
) -> int:
    """Build a corpus from files and folders of articles.

    Reads everything that `annotate add` reads. What is finished is kept: run the command again after it was stopped, or after
    articles were added. The same input gives the same files, whoever does the work. Articles that cannot be read are listed in
    the table problems.
    """
    from functools import partial

    from annotate.articles.formats.reading_options import ReadingOptions
    from annotate.corpus import runners
    from annotate.corpus.build import WHOLE
    from annotate.corpus.build import build as build_corpus
    from annotate.project.corpus import find_input
    from annotate.workers.pool import cores

    if cluster is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine, and --cluster for others; choose one.")
    if cluster is not None and part is not None:
        raise click.UsageError("--part shares the work without a cluster, --cluster with one; choose one.")
    runner = partial(runners.pool, jobs=jobs or cores()) if cluster is None else partial(runners.cluster, address=cluster)
    with progress_bar("Building") as progress:
        built = build_corpus(
            find_input(paths),
            folder,
            runner,
            options=ReadingOptions(encoding=encoding, columns=column),
            part=part or WHOLE,
            shard_bytes=max(int(shard_size * 1e6), 1),
            progress=progress,
        )
    for lost in built.lost:
        click.echo(f"shard {lost.shard} was not built: {show(lost.reason)}", err=True)
    if as_json:
        print_json(_built_to_json(built))
    else:
        rows = built.rows
        click.echo(
            f"{counted(rows['articles'], 'article')}, {counted(rows['sentences'], 'sentence')}, "
            f"{counted(rows['suggestions'], 'suggestion')}, {counted(rows['problems'], 'problem')} "
            f"in {counted(built.shards, 'shard')}, of which {built.built:,} were built now."
        )
    return PROBLEMS if built.lost else FINE


def _built_to_json(built: Built) -> dict[str, Any]:
    return {
        "folder": str(built.folder),
        "shards": built.shards,
        "built": built.built,
        "rows": built.rows,
        "lost": [{"shard": lost.shard, "reason": lost.reason} for lost in built.lost],
        "groups": built.groups,
    }
