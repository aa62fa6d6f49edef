"""The project's own model: ``annotate train``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.options import in_project, json_option
from annotate.cli.output import counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project


@click.command(epilog="Example: annotate train")
@click.option("--seed", type=int, default=0, metavar="N", help="Random seed of the fit.  [default: 0]")
@click.option("--if-needed", is_flag=True, hidden=True, help="Only if much was labelled since; for the background.")
@click.option("--report", is_flag=True, help="List labels that are likely wrong instead. Nothing is changed.")
@json_option
@in_project
def train(project: Project, /, seed: int, if_needed: bool, report: bool, as_json: bool) -> None:
    """Train the suggestions on the project's labels.

    Fits a model to the gold labels and stores it in output/model/. `annotate label` and `annotate suggest` then use it together
    with the rules. Only what saves keys in articles that the model has not seen is used, and nothing before 40 claims are
    labelled. `annotate label` trains in the background too, after every 25 decisions or a tenth of all.

    --report lists the labels with which models that have not seen the article disagree, at least 90 % sure.
    """
    if report:
        _print_report(project, seed, as_json=as_json)
        return
    if if_needed:
        if hasattr(os, "nice"):
            os.nice(19)  # the annotator's keys come first
        if not project.needs_training():
            return
    facts = project.train(seed=seed)
    if as_json:
        print_json(facts)
        return
    for line in _model_lines(facts):
        click.echo(show(line))


def start_training(project: Project) -> None:
    """Start `annotate train --if-needed` as a process of its own, which goes on if this one ends. Nothing waits for it."""
    import subprocess  # 5 ms, and only for a session at the prompt

    command = [sys.executable, "-m", "annotate", "--project", str(project.root), "train", "--if-needed"]
    environment = {
        **os.environ,
        **({"ANNOTATE_DATABASE": project.url} if project.url is not None else {}),
    }  # it may have a password
    with suppress(OSError):  # without a model, the rules suggest
        subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _print_report(project: Project, seed: int, *, as_json: bool) -> None:
    from annotate.model.ids import numbered_sentence

    doubtful = project.doubtful_labels(seed=seed)
    if as_json:
        print_json([label._asdict() for label in doubtful])
        return
    for label in doubtful:
        place = numbered_sentence(label.sentence, label.number)
        text = " ".join(label.text.split())
        what = f"{label.question}: labelled {label.labelled}, {label.chance:.0%} likely {label.expected}"
        click.echo(show(f"{place}  {what}: “{text}”"))
    if not doubtful:
        click.echo("No label is likely wrong.")


def _model_lines(facts: Mapping[str, Any]) -> Iterator[str]:
    counts = [counted(facts[noun + "s"], noun) for noun in ("sentence", "claim", "article")]
    yield f"Learned from {counts[0]} with {counts[1]} in {counts[2]}. Model {facts['hash']} is in output/model/."
    if facts["attributed"] is None:
        yield "Suggestions come from the rules. A model needs labelled claims with sources in at least two articles."
    else:
        yield from _choice_lines("Claims with a source", facts["attributed"])
        yield from _choice_lines("The author's claims", facts["author"])
    if not facts["questions"]:
        yield "Answers come from the rules: nothing labelled so far predicts any of them better."
    for question in facts["questions"]:
        yield (
            f"{question['question']}: answered by the model where it is at least {question['threshold']:.0%} sure; of "
            f"{question['cases']:,} such answers in unseen articles {question['right']:,} were right, and by rule "
            f"{question['rules_right']:,}."
        )


def _choice_lines(kind: str, choice: Mapping[str, Any]) -> Iterator[str]:
    gain = f"{choice['gain']:.2f} ± {choice['error']:.2f} keys an article"
    if choice["threshold"] is None:
        yield f"{kind} ({choice['claims']:,}): by the rules alone. Learned ones would save {gain} in unseen articles."
        return
    yield (
        f"{kind} ({choice['claims']:,}): those at least {choice['threshold']:.0%} likely to be useful. Saves {gain} in unseen "
        f"articles: {choice['chosen']:.2f} keys a claim instead of {choice['rules']:.2f}."
    )
