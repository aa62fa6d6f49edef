"""Agreement and disagreements as JSON, as rows of a table (CSV, pandas) and as lines for a terminal."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from io import StringIO
from itertools import groupby
from typing import Any

from annotate.review.agreement import ALL, LABEL, Agreement, Row
from annotate.review.disagreements import Disagreement
from annotate.review.figures import Figure
from annotate.terminal import show

COLUMNS = ("by", "group", "stage", "question", "coefficient", "value", "low", "high", "units", "ratings", "reason", "note")


def agreement_to_json(agreement: Agreement) -> dict[str, Any]:
    """All of it as a JSON object; what is undefined has the value null and a reason."""
    return {
        "annotators": list(agreement.annotators),
        "documents": agreement.documents,
        "sentences": agreement.sentences,
        "resamples": agreement.resamples,
        "seed": agreement.seed,
        "left_out": dict(agreement.left_out),
        "rows": agreement_rows(agreement),
    }


def agreement_rows(agreement: Agreement) -> list[dict[str, Any]]:
    """One flat dict a figure, with `COLUMNS`: ``pandas.DataFrame(agreement_rows(agreement))``."""
    rows = ({**asdict(row), **asdict(row.figure)} for row in agreement.rows)
    return [{column: row[column] for column in COLUMNS} for row in rows]


def agreement_to_csv(agreement: Agreement) -> str:
    """The rows as CSV with a header; an undefined value is empty, its reason stands beside it."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(agreement_rows(agreement))
    return text.getvalue()


def agreement_lines(agreement: Agreement, by: Sequence[str] = (ALL,)) -> Iterator[str]:
    """For a terminal: what was compared, then the figures of the breakdowns in `by`, safe to print."""
    names = show(", ".join(agreement.annotators)) or "nobody"
    yield f"annotators: {names}"
    yield f"finished by two or more: {agreement.sentences} sentences, documents: {agreement.documents}"
    yield from (f"not compared: {number} {what}" for what, number in agreement.left_out.items())
    chosen = [row for row in agreement.rows if row.by in by]
    for (kind, group), rows in groupby(chosen, key=lambda row: (row.by, "" if row.by == LABEL else row.group)):
        title = "" if kind == ALL else f"{kind}: {group}" if group else f"by {kind}"
        yield ""
        yield f"{show(title):<41} {'value':>6}  {'95 % interval':<14}  compared"
        yield from _figures(rows)


def disagreements_to_json(found: Iterable[Disagreement]) -> list[dict[str, Any]]:
    """One JSON object a kind, examples in it."""
    return [asdict(one) for one in found]


def disagreements_lines(found: Iterable[Disagreement]) -> Iterator[str]:
    """For a terminal: each kind with how often and where, safe to print."""
    for one in found:
        yield f"{one.count:5} of {one.of}  {one.stage} {one.question}: {show(one.what)}"
        for example in one.examples:
            yield f"      {show(example.sentence)}  {show(example.text)}"
            for annotator, said in zip(example.annotators, example.said, strict=True):
                yield f"        {show(annotator)}: {show(said) if said else 'nothing'}"


def _figures(rows: Iterable[Row]) -> Iterator[str]:
    last = ""
    for row in rows:
        name = f"{row.stage} {row.question}" + f": {row.group}" * (row.by == LABEL)
        yield f"{show(name if name != last else ''):<26} {row.coefficient:<14} {_figure(row.figure)}".rstrip()
        if row.figure.note:
            yield f"{'':41} {show(row.figure.note)}"
        last = name


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return f"undefined because {show(figure.reason)}"
    bounded = figure.low is not None and figure.high is not None
    interval = f"{figure.low:6.3f}, {figure.high:6.3f}" if bounded else ""
    return f"{figure.value:6.3f}  {interval:<14}  {figure.units}"
