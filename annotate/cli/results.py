"""What comes out: ``annotate check``, ``annotate export`` and ``annotate push``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.options import EXISTING_OR_STDIN, complete_document, in_project, json_option
from annotate.cli.output import counted, listed, print_json, print_problems, progress_bar
from annotate.cli.road import FINE, PROBLEMS
from annotate.terminal import show

if TYPE_CHECKING:
    from annotate.dataset import Export
    from annotate.project import Project


@click.command(epilog="Example: annotate check from-elsewhere.jsonl --json")
@click.argument("files", nargs=-1, type=EXISTING_OR_STDIN, metavar="[FILE]...")
@json_option
@in_project
def check(project: Project, files: tuple[Path, ...], as_json: bool) -> int:
    """Validate the labels.

    Those stored here, or annotation files (JSONL) from elsewhere; - is standard input. Exits 1 where there are problems.
    """
    from annotate.checks import problem_to_json, summarize

    checked = project.check(files)
    if as_json:
        problems = [problem_to_json(problem) for problem in checked.problems]
        print_json({"documents": checked.documents, "revisions": checked.revisions, "problems": problems})
    else:
        print_problems(checked.problems, err=False)
        amount = f"{counted(checked.revisions, 'decision')} on {counted(checked.documents, 'document')}"
        click.echo(f"Checked {amount}: {summarize(checked.problems)}.")
    return PROBLEMS if checked.problems else FINE


@click.command(epilog="Example: annotate export --name 'Bridge news' --license cc-by-4.0")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--format",
    type=click.Choice(["dataset", "jsonl", "csv", "spacy"]),
    default="dataset",
    help="The Hugging Face dataset, or the same in other files.  [default: dataset]",
)
@click.option("--name", help="What the dataset is called.")
@click.option("--license", metavar="ID", help="A license identifier of the Hub, as cc-by-4.0.  [default: other]")
@click.option("--without-text", is_flag=True, default=None, help="Leave out what quotes articles: texts, titles, names, notes.")
@click.option(
    "--partial/--finished", default=None, help="Articles labelled in part too, or finished ones only.  [default: partial]"
)
@click.option(
    "--split-by",
    type=click.Choice(["article", "outlet", "date"]),
    help="What stays together; by date the newest are test.  [default: article]",
)
@click.option("--seed", type=int, help="Divides the articles in another way.  [default: 0]")
@click.option("--validation", type=float, metavar="FRACTION", help="Of the articles.  [default: 0.1]")
@click.option("--test", type=float, metavar="FRACTION", help="Of the articles.  [default: 0.1]")
@click.option("--gold", metavar="NAME", help="The annotator whose decisions are gold.  [default: the majority's]")
@click.option(
    "--leave-out", multiple=True, metavar="DOCUMENT", help="An article not to export.", shell_complete=complete_document
)
@click.option("--authors", metavar="NAMES", help="Who made the dataset, for its citation.")
@click.option("--names", is_flag=True, default=None, help="Keep annotators' names; without it they are annotator_1, ...")
@json_option
@in_project
def export(project: Project, /, directory: Path | None, as_json: bool, format: str, **choices: Any) -> None:
    """Write the Hugging Face dataset.

    Into DIR, by default output/dataset. It is read back before success is reported. Exits 1 where what would be exported has
    problems, and then writes nothing. An article keeps its split, and an annotator the number, from export to export.
    """
    from annotate.dataset import ExportOptions

    options = ExportOptions(**{name: value for name, value in choices.items() if value is not None})
    with progress_bar("Exporting") as progress:
        done = project.export(directory, options, format=format, progress=progress)
    if as_json:
        from dataclasses import asdict

        print_json(asdict(done))
        return
    for line in _export_lines(done):
        click.echo(line)
    if format == "dataset":
        click.echo(f"Load it: datasets.load_dataset({show(repr(str(done.path)))}, {next(iter(done.configs))!r})")


@click.command(epilog="Example: annotate push ada/bridge-news --private")
@click.argument("repository", metavar="REPO")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--private", is_flag=True, help="Make the repository private, if it is not there yet.")
@click.option("--revision", metavar="BRANCH", help="Push to this branch.  [default: main]")
@in_project
def push(project: Project, /, repository: str, directory: Path | None, private: bool, revision: str | None) -> None:
    """Upload the dataset to the Hugging Face Hub.

    DIR, by default output/dataset, becomes one commit in REPO (owner/name), tagged with the dataset's version. Log in with
    `hf auth login`, or set HF_TOKEN.
    """
    click.echo(f"Pushed to {show(project.push(repository, directory, private=private, revision=revision))}")


def _export_lines(done: Export) -> Iterator[str]:
    path = show(str(done.path))
    counts = {"document": done.documents, "claim": done.claims, "source": done.sources, "stance": done.stances}
    yield f"Exported {', '.join(counted(number, noun) for noun, number in counts.items())} to {path}"
    yield f"  version {done.version}; of all sentences {listed(done.sentences)}"
    for config, splits in done.configs.items():
        yield f"  {config:12} {listed(splits)}"
    if done.ties:
        yield f"  {counted(done.ties, 'sentence')} without gold: the annotators do not agree"
    if done.missing:
        yield f"  answers missing: {listed(done.missing)}"
    for reason, number in done.left_out.items():
        yield f"  left out: {show(reason)}: {number:,}"
    if done.key:
        yield f"  annotators are annotator_1, ...; who is who stands in {show(str(done.key))}, which is not part of the dataset"
