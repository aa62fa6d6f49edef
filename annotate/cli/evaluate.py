"""The quality of suggestions: ``annotate evaluate``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from annotate.cli.options import in_project, json_option
from annotate.cli.output import counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project.evaluation import Evaluation, Score


@click.command(epilog="Example: annotate evaluate --curve")
@click.option(
    "--system",
    "systems",
    multiple=True,
    metavar="NAME",
    help="What to measure: rules, model, llm (each language model that was asked), another program that made suggestions, or an "
    "annotator. May be repeated.  [default: rules, model, and all programs with suggestions]",
)
@click.option("--annotator", metavar="NAME", help="The annotator whose decisions are right.  [default: the gold]")
@click.option("--all-sentences", is_flag=True, help="Also measure on sentences labelled with suggestions, which favours them.")
@click.option("--curve", is_flag=True, help="Show what the model reaches with fewer labels.")
@click.option("--labels", is_flag=True, help="Show every label of each question.")
@click.option("--seed", type=int, default=0, metavar="N", help="Random seed of the model and of the intervals.  [default: 0]")
@json_option
@in_project
def evaluate(
    project: Project,
    /,
    systems: tuple[str, ...],
    annotator: str | None,
    all_sentences: bool,
    curve: bool,
    labels: bool,
    seed: int,
    as_json: bool,
) -> None:
    """Measure suggestions against the labels.

    Shows precision, recall and F1 for the words of claims, whole claims, the words of sources, stances and the answers to each
    question, the last two on claims that both have. The interval (95 %) is that of F1 over articles. The model is measured on
    articles that it was not trained on, a language model on those that it was asked about. Only sentences for which nobody saw
    suggestions count.
    """
    evaluation = project.evaluate(systems=systems, annotator=annotator, blind=not all_sentences, curve=curve, seed=seed)
    if as_json:
        from dataclasses import asdict

        rows = [{**asdict(one), "score": one.score._asdict()} for one in evaluation.scores]
        points = [
            {"sentences": point.sentences, "content": point.content._asdict(), "claim": point.claim._asdict()}
            for point in evaluation.curve
        ]
        covered = [one._asdict() for one in evaluation.partial]
        print_json({**asdict(evaluation), "scores": rows, "curve": points, "partial": covered})
        return
    for line in _evaluation_lines(evaluation, labels=labels):
        click.echo(show(line))


def _evaluation_lines(evaluation: Evaluation, *, labels: bool) -> Iterator[str]:
    where = f"{counted(evaluation.sentences, 'sentence')} with {counted(evaluation.claims, 'claim')} in "
    kind = " labelled without suggestions" if evaluation.blind else ""
    yield f"Against {evaluation.against}: {where}{counted(evaluation.articles, 'article')}{kind}."
    for one in evaluation.partial:
        some = f"{counted(one.sentences, 'sentence')} in {counted(one.articles, 'article')}"
        yield f"{one.system}: on {some} of these, as it has no suggestions for the others."
    rows = [row for row in evaluation.scores if labels or not row.label]
    names = [f"{row.stage}={row.label}" if row.label else row.stage for row in rows]
    width = max([12, *map(len, names)])
    systems = max([6, *(len(row.system) for row in rows)])
    yield ""
    yield f"{'':<{width}}  {'':<{systems}}  precision  recall     F1  95 % interval"
    order = list(dict.fromkeys(names))
    for name, row in sorted(zip(names, rows, strict=True), key=lambda pair: order.index(pair[0])):
        yield f"{name:<{width}}  {row.system:<{systems}}  {_score_cells(row.score)}"
    if evaluation.curve:
        yield ""
        yield "Learning curve, on every fourth article: F1 of the words of claims, and of whole claims"
        for point in evaluation.curve:
            of = f"{counted(point.sentences, 'sentence')}" if point.sentences else "the rules alone"
            yield f"  {of:<16}  {point.content.f1:>6.3f}  {point.claim.f1:>6.3f}"


def _score_cells(score: Score) -> str:
    return f"{score.precision:>9.3f}  {score.recall:>6.3f}  {score.f1:>5.3f}  {score.low:.3f} to {score.high:.3f}"
