"""The list of claims: ``annotate claims``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, get_args

import click

from annotate.cli.options import complete_document, in_project
from annotate.cli.output import counted, print_json, wrapped
from annotate.errors import ProjectError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model.claim_list import ListedClaim
    from annotate.project import Project
    from annotate.schema import Schema

ListFormat = Literal["table", "csv", "json"]

_BOM = "\ufeff"


@click.command(epilog="Example: annotate claims --type quantity --stance deny --format csv > claims.csv")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...", shell_complete=complete_document)
@click.option("--type", "types", multiple=True, metavar="LABEL", help="Only claims of this type. May be repeated.")
@click.option("--stance", "stances", multiple=True, metavar="LABEL", help="Only with this stance of a source. May be repeated.")
@click.option("--source", default="", metavar="TEXT", help="Only with a source that has TEXT in its name.")
@click.option("--checkworthy", multiple=True, metavar="LABEL", help="Only claims this check-worthy. May be repeated.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="QUESTION=LABEL",
    help="Only with this answer to a question about the claim, such as polarity=negated. May be repeated.",
)
@click.option("--text", default="", metavar="TEXT", help="Only with TEXT in the claim or its sentence.")
@click.option("--flagged", is_flag=True, help="Only in flagged sentences.")
@click.option(
    "--cluster",
    is_flag=False,
    flag_value="",
    metavar="[CLAIM]",
    help="Only the claims that say the same as CLAIM; without CLAIM, those of every cluster, one after the other.",
)
@click.option("--annotator", metavar="NAME", help="The claims of this annotator.  [default: gold]")
@click.option("--format", "form", type=click.Choice(get_args(ListFormat)), default="table", help="The format.  [default: table]")
@click.option("--excel", is_flag=True, help="The same as --format csv, with a byte order mark for a spreadsheet.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@in_project
def claims(
    project: Project,
    /,
    documents: tuple[str, ...],
    types: tuple[str, ...],
    stances: tuple[str, ...],
    source: str,
    checkworthy: tuple[str, ...],
    answers: tuple[str, ...],
    text: str,
    flagged: bool,
    cluster: str | None,
    annotator: str | None,
    form: ListFormat,
    excel: bool,
) -> None:
    """List claims with their sources and stances.

    Lists the gold claims of finished sentences in the DOCUMENTs, by default of all, one row per claim, with the article's title,
    date and address and the number of the sentence: `annotate label DOCUMENT`, then :NUMBER opens it. At the prompt, :claims
    lists your own.

    Conditions of different options must all apply; of one repeated option, one is enough.
    """
    from annotate.project.claims import CHECKWORTHINESS, TYPE, claim_filter

    pairs = [*((TYPE, label) for label in types), *((CHECKWORTHINESS, label) for label in checkworthy), *map(_pair, answers)]
    chosen = claim_filter(project.schema, pairs, stances, source=source, text=text, flagged=flagged)
    if cluster is not None and annotator is not None:
        raise click.UsageError("--cluster lists gold claims, since links join only these; leave out --annotator.")
    result = project.claims(documents, annotator=annotator, chosen=chosen)
    listed, clusters = (result.claims, None) if cluster is None else _clustered(project, result.claims, cluster)
    if excel or form == "csv":
        _write_csv(listed, project.schema, clusters, excel=excel)
    elif form == "json":
        from annotate.model.claim_list import listed_claim_to_json

        print_json([listed_claim_to_json(claim) | _cluster_of(claim, clusters) for claim in listed])
    else:
        for line in _lines(listed, clusters):
            click.echo(line)
    if result.without_gold:
        sentences = counted(result.without_gold, "sentence")
        click.echo(f"Not listed: {sentences} without a gold label, as annotators differ: annotate adjudicate", err=True)


def _clustered(project: Project, claims: Sequence[ListedClaim], wanted: str) -> tuple[tuple[ListedClaim, ...], Mapping[str, str]]:
    """Return the claims that say the same as the one `wanted`, or as any other, by cluster, and the cluster of each."""
    clusters = project.clusters()
    if wanted and wanted not in clusters:
        known = "has" if wanted in {claim.key for claim in project.claims().claims} else "is not a gold claim, so it has"
        raise ProjectError(f"{wanted} {known} no claim that says the same; `annotate claims --cluster` lists those that have.")
    chosen = (
        claim for claim in claims if claim.key in clusters and clusters[claim.key] == clusters.get(wanted, clusters[claim.key])
    )
    return tuple(sorted(chosen, key=lambda claim: clusters[claim.key])), clusters


def _cluster_of(claim: ListedClaim, clusters: Mapping[str, str] | None) -> dict[str, str]:
    return {} if clusters is None else {"cluster": clusters[claim.key]}


def _pair(text: str) -> tuple[str, str]:
    question, equals, label = text.partition("=")
    if not equals:
        raise click.UsageError(f"--answer {show(text)} is not QUESTION=LABEL, such as polarity=negated.")
    return question.removeprefix("claim."), label


def _lines(claims: Sequence[ListedClaim], clusters: Mapping[str, str] | None) -> Iterator[str]:
    """Yield the claims by article, each with its sentence's number, its text, its answers and the stances on it.

    With `clusters`, by cluster and in each by article.
    """
    from annotate.model.claim_list import position_words

    def lines(indent: int, *parts: str | None, separator: str = "  ") -> Iterator[str]:
        return wrapped(separator.join(filter(None, parts)), indent)

    shown = ""
    for (cluster, document), listed in groupby(
        claims, key=lambda claim: (clusters[claim.key] if clusters else "", claim.document)
    ):
        if cluster != shown:
            yield from lines(0, f"cluster {cluster}")
            shown = cluster
        published = document.published and document.published[:10]
        yield from lines(0, show(document.id), document.title, published, document.url)
        for claim in listed:
            first, *others = lines(10, claim.text)
            yield f"{claim.number:>4}  {claim.claim.id.upper():<4}{first.lstrip()}"
            yield from others
            yield from lines(10, position_words(claim.positions), _answers(claim), separator=" · ")
            for link in claim.links:
                yield from lines(10, f"{link.label.replace('_', ' ')}: “{' '.join(link.target_text.split())}”")
            if claim.flag is not None:
                yield from lines(10, f"flag: {claim.flag}" if claim.flag else "flagged")
        yield ""
    yield counted(len(claims), "claim")


def _answers(listed: ListedClaim) -> str:
    from annotate.model import answer_text

    answers = listed.claim.attributes.items()
    return ", ".join(value if isinstance(value, str) else f"{name} {answer_text(value)}" for name, value in answers)


def _write_csv(claims: Sequence[ListedClaim], schema: Schema, clusters: Mapping[str, str] | None, *, excel: bool) -> None:
    """Write one row per claim, as a spreadsheet can open it."""
    import csv

    from annotate.model.claim_list import position_words
    from annotate.text.spreadsheet import cell, several

    questions = {noun: [attribute.name for attribute in schema.attributes[noun]] for noun in ("claim", "source", "stance")}
    names = [f"{noun}_{name}" for noun in ("claim", "source", "stance") for name in questions[noun]]
    if excel:
        click.echo(_BOM, nl=False)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    first, *last = _LAST_COLUMNS
    writer.writerow(
        [*_FIRST_COLUMNS, *names, first, *(["links"] if schema.links else []), *last, *(() if clusters is None else ("cluster",))]
    )
    for listed in claims:
        main = listed.main
        given = [
            *(listed.claim.attributes.get(name) for name in questions["claim"]),
            *((main.source.attributes if main else {}).get(name) for name in questions["source"]),
            *((main.stance.attributes if main else {}).get(name) for name in questions["stance"]),
        ]
        answers = [several(answer) if isinstance(answer, tuple) else answer for answer in given]
        document = listed.document
        row = [
            *(listed.key, document.id, document.title, document.published, document.url, listed.number, listed.text),
            *(main.source.display_name if main else "", main.stance.label if main else "", *answers),
            *(
                position_words(listed.positions[1:]),
                *([_links(listed)] if schema.links else []),
                listed.sentence_text,
                listed.annotator,
                listed.provenance,
                listed.flag,
                listed.note,
            ),
            *_cluster_of(listed, clusters).values(),
        ]
        writer.writerow(["" if value is None else cell(value) if isinstance(value, str) else value for value in row])


def _links(listed: ListedClaim) -> str:
    return "; ".join(f"{link.label}: {' '.join(link.target_text.split())}" for link in listed.links)


_FIRST_COLUMNS = ("id", "document", "title", "published", "url", "sentence", "claim", "source", "stance")
_LAST_COLUMNS = ("other_positions", "sentence_text", "annotator", "provenance", "flag", "note")
