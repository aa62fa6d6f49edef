"""Archives larger than a project: ``annotate corpus build``, ``sample`` and ``stats``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from annotate.cli.group import FINE, PROBLEMS, CommandGroup
from annotate.cli.options import column_option, encoding_option, in_project, json_option
from annotate.cli.output import counted, print_json, print_problems, progress_bar
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.corpus.build import Built
    from annotate.corpus.statistics import Statistics
    from annotate.project import Project

ScoreName = Literal["uncertainty", "checkworthy", "contested"]
"""The scores of `annotate.project.corpus.SampleScore`. They are copied, since importing that module takes too long here."""

_PART = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,5})")
_FOLDER = click.Path(path_type=Path)


@click.group("corpus", cls=CommandGroup, epilog="Example: annotate corpus build ~/dumps --to archive")
def corpus() -> None:
    """Prepare archives of articles, and sample them.

    A corpus is a folder of Parquet files with the articles, their sentences and what the rules suggest, which nobody has checked.
    """


class PartType(click.ParamType[tuple[int, int]]):
    """A share of the work, written I/N."""

    name = "part"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the number of the share and that of all; fail if it is not one."""
        if isinstance(value, tuple):
            return value
        match = _PART.fullmatch(value)
        if match is None or int(match[1]) > int(match[2]):
            self.fail(f"{value!r} is not a share of the work; write 3/8, for example, for the third of eight.", param, ctx)
        return int(match[1]), int(match[2])


@corpus.command(epilog="Example: annotate corpus build ~/dumps/*.jsonl --to archive")
@click.argument("paths", nargs=-1, required=True, type=_FOLDER, metavar="PATH...")
@click.option("--to", "folder", required=True, type=_FOLDER, metavar="DIR", help="The folder of the corpus.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes on this machine.  [default: one per core]")
@click.option(
    "--cluster",
    metavar="URL",
    help="Build on a Dask cluster, given by its address, such as tcp://host:8786, or its scheduler file.",
)
@click.option("--part", type=PartType(), metavar="I/N", help="Build only the I-th of N shares of the corpus, such as 3/8.")
@click.option(
    "--shard-size",
    type=click.FloatRange(0, min_open=True),
    default=8.0,
    metavar="MB",
    show_default=True,
    help="Size of the input of a shard.",
)
@click.option("--containment", is_flag=True, help="When all shards are built, find articles that contain much of another one.")
@encoding_option
@column_option
@json_option
def build(
    paths: tuple[Path, ...],
    folder: Path,
    jobs: int | None,
    cluster: str | None,
    part: tuple[int, int] | None,
    shard_size: float,
    containment: bool,
    encoding: str | None,
    column: dict[str, str],
    as_json: bool,
) -> int:
    """Build a corpus from files and folders of articles.

    Reads everything that `annotate add` reads. Finished work is kept: run the command again after an interruption, or after
    adding articles. The same input gives the same files, on one machine or many. Articles that cannot be read are listed in
    the table problems.
    """
    from functools import partial

    from annotate.articles.formats.reading_options import ReadingOptions
    from annotate.corpus import runners
    from annotate.corpus.build import WHOLE, Part
    from annotate.corpus.build import build as build_corpus
    from annotate.project.corpus_input import find_input
    from annotate.workers.pool import cores

    if cluster is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine, and --cluster for others; choose one.")
    if cluster is not None and part is not None:
        raise click.UsageError("--part and --cluster both divide the work; choose one.")
    if containment and part is not None:
        click.echo("--containment takes effect in the build without --part, which finishes the corpus.", err=True)
    runner = partial(runners.pool, jobs=jobs or cores()) if cluster is None else partial(runners.cluster, address=cluster)
    with progress_bar("Building") as progress:
        built = build_corpus(
            find_input(paths, folder),
            folder,
            runner,
            options=ReadingOptions(encoding=encoding, columns=column),
            part=Part(*part) if part else WHOLE,
            shard_bytes=max(int(shard_size * 1e6), 1),
            containment=containment,
            progress=progress,
        )
    for lost in built.lost:
        click.echo(f"shard {lost.shard} was not built: {show(lost.reason)}", err=True)
    if built.outdated:
        click.echo("The table containment was out of date and is removed; build with --containment to make it again.", err=True)
    if as_json:
        print_json(_built_to_json(built))
    else:
        rows = built.rows
        click.echo(
            f"{counted(rows['articles'], 'article')}, {counted(rows['sentences'], 'sentence')}, "
            f"{counted(rows['suggestions'], 'suggestion')}, {counted(rows['problems'], 'problem')} "
            f"in {counted(built.shards, 'shard')}, {built.built:,} built now."
        )
        if containment and built.containment is not None:
            click.echo(f"{_pairs(built.containment)}.")
    return PROBLEMS if built.lost else FINE


@corpus.command(epilog="Example: annotate corpus sample archive --n 500 --by outlet,month --where language=en")
@click.argument("folder", type=_FOLDER, metavar="DIR")
@click.option("--n", "number", type=click.IntRange(1), required=True, metavar="N", help="The number of articles to draw.")
@click.option("--by", default="", metavar="COLUMNS", help="Draw from each outlet, month, year or language in proportion.")
@click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only articles that meet CONDITION, such as language=en,de or published>=2024-05. May be repeated.",
)
@click.option(
    "--score",
    type=click.Choice(get_args(ScoreName)),
    help="Prefer articles with claims that the model is least certain about, that are worth checking, or that somebody contests.",
)
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="Random seed of the draw.")
@json_option
@in_project
def sample(
    project: Project,
    /,
    folder: Path,
    number: int,
    by: str,
    where: tuple[str, ...],
    score: ScoreName | None,
    seed: int,
    as_json: bool,
) -> int:
    """Draw articles from a corpus into the project.

    At most one of a group of near-duplicates is drawn. The same seed draws the same articles. The probability with which each was
    drawn is kept in schema/samples.json and exported, so that figures of the dataset can be weighted back to the archive.
    """
    from annotate.checks import problem_to_json
    from annotate.corpus.sampling import parse_strata
    from annotate.project.corpus import SampleOptions, SampleScore

    options = SampleOptions(number, parse_strata(by), where, SampleScore(score) if score else None, seed)
    drawn = project.sample_corpus(folder, options)
    problems = (*drawn.added.notices, *drawn.added.problems)
    if as_json:
        described: dict[str, Any] = asdict(drawn.sample)
        described["articles"] = {id: article._asdict() for id, article in drawn.sample.articles.items()}
        print_json(
            {
                "sample": described,
                "counts": drawn.added.counts,
                "problems": [problem_to_json(problem) for problem in problems],
            }
        )
    else:
        print_problems(problems)
        click.echo(f"Drawn: {show(drawn.sample.description)}.")
        click.echo(", ".join(f"{count:,} {outcome}" for outcome, count in drawn.added.counts.items()) or "0 added")
    return PROBLEMS if drawn.added.problems else FINE


@corpus.command(epilog="Example: annotate corpus stats archive --json")
@click.argument("folder", type=_FOLDER, metavar="DIR")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="Rows in each list.")
@json_option
def stats(folder: Path, top: int, as_json: bool) -> None:
    """Count what is in a corpus.

    Shows articles by outlet, language and month, and the sources and stances that the rules find, which nobody has checked.
    """
    from annotate.corpus.build import read_finished
    from annotate.corpus.statistics import statistics

    counted_corpus = statistics(read_finished(folder), top)
    if as_json:
        print_json(_stats_to_json(counted_corpus))
        return
    for line in _stats_lines(counted_corpus, top):
        click.echo(line)


def _stats_to_json(stats: Statistics) -> dict[str, Any]:
    return {
        **asdict(stats),
        "total": stats.total._asdict(),
        "containment": stats.containment and stats.containment._asdict(),
        "by": {column: {name: counts._asdict() for name, counts in values.items()} for column, values in stats.by.items()},
        "sources": {name: counts._asdict() for name, counts in stats.sources.items()},
    }


def _stats_lines(stats: Statistics, top: int) -> Iterator[str]:
    total = stats.total
    yield (
        f"{counted(total.articles, 'article')}, {counted(total.sentences, 'sentence')}, "
        f"{counted(total.suggestions, 'suggested claim')}, {total.contested:,} of them contested."
    )
    yield f"{counted(stats.groups, 'group')} of near-duplicates, with {counted(stats.duplicates, 'article')}."
    if stats.containment:
        yield f"{_pairs(stats.containment.pairs)}, with {counted(stats.containment.contained, 'contained article')}."
    for column, values in stats.by.items():
        most = (
            sorted(values.items(), key=lambda item: (-item[1].articles, item[0])) if column != "month" else list(values.items())
        )
        head = (column, "articles", "sentences", "claims", "contested")
        yield from _table(head, [(name or "not known", *map(str, counts)) for name, counts in most[:top]], len(most) - top)
    by_source = [(name, str(counts.suggestions), str(counts.articles)) for name, counts in stats.sources.items()]
    yield from _table(("source", "claims", "articles"), by_source, stats.source_names - top)
    yield from _table(("stance", "claims"), [(name, str(number)) for name, number in stats.stances.items()], 0)
    if stats.problems:
        yield from _table(("problem", "number"), [(name, str(number)) for name, number in stats.problems.items()][:top], 0)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], others: int) -> Iterator[str]:
    """Yield the lines of a table after an empty one; `others` is the number of rows that are not shown."""
    shown = [tuple(head), *((show(name), *(f"{int(number):,}" for number in numbers)) for name, *numbers in rows)]
    sizes = [max(len(row[place]) for row in shown) for place in range(len(head))]
    yield ""
    for name, *numbers in shown:
        yield f"{name:<{sizes[0]}}" + "".join(f"  {n:>{size}}" for n, size in zip(numbers, sizes[1:], strict=True))
    if others > 0:
        yield f"... and {others:,} more; --top shows more, --json all but the sources"


def _built_to_json(built: Built) -> dict[str, Any]:
    return {
        "folder": str(built.folder),
        "shards": built.shards,
        "built": built.built,
        "rows": built.rows,
        "lost": [{"shard": lost.shard, "reason": lost.reason} for lost in built.lost],
        "groups": built.groups,
        "containment": built.containment,
    }


def _pairs(number: int) -> str:
    return f"{counted(number, 'pair')} of an article and one that it contains much of"
