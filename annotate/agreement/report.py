"""Agreement and disagreements as JSON, as rows of a table (CSV, pandas) and as lines for a terminal."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from annotate.agreement.agreement import BY_LABEL, OVERALL, Agreement, AgreementRow, By
from annotate.agreement.disagreements import Disagreement
from annotate.agreement.intervals import Figure
from annotate.agreement.plan import (
    AUTHOR_STANCE,
    CLAIMS,
    ENTITY,
    LABEL,
    LINKED,
    MENTION,
    RELATION,
    STANCE,
    TOKENS,
    TRIPLE,
    Question,
    Stage,
)
from annotate.model.ids import numbered_sentence
from annotate.text.rows import paragraph
from annotate.text.spreadsheet import cell
from annotate.text.terminal import show, width

if TYPE_CHECKING:
    import pandas

WIDTH = 80
_NAME, _HEAD = 26, 41  # columns: the question, and the question with the coefficient
COLUMNS = ("by", "group", "stage", "question", "coefficient", "value", "low", "high", "units", "ratings", "reason", "note")


def agreement_to_json(agreement: Agreement) -> dict[str, Any]:
    """Return all figures as a JSON object; an undefined figure has the value null and a reason."""
    return {
        "annotators": list(agreement.annotators),
        "documents": agreement.documents,
        "sentences": agreement.sentences,
        "resamples": agreement.resamples,
        "seed": agreement.seed,
        "set_apart": dict(agreement.set_apart),
        "least_share": agreement.least_share,
        "typical": agreement.typical,
        "left_out": {str(reason): number for reason, number in agreement.left_out.items()},
        "rows": agreement_rows(agreement),
    }


def agreement_rows(agreement: Agreement) -> list[dict[str, Any]]:
    """Return one flat dict with `COLUMNS` per figure."""
    rows = ({**asdict(row), **asdict(row.figure)} for row in agreement.rows)
    return [{column: row[column] for column in COLUMNS} for row in rows]


def agreement_to_csv(agreement: Agreement) -> str:
    """Return the rows as CSV with a header; an undefined value is empty, its reason is in a column of its own.

    Names and labels that a spreadsheet would run have an apostrophe in front; see `annotate.text.spreadsheet`.
    """
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in agreement_rows(agreement):
        writer.writerow({name: cell(value) if isinstance(value, str) else value for name, value in row.items()})
    return text.getvalue()


QUESTIONS = {
    LABEL: "label of the sentence",
    TOKENS: "words inside a claim or not",
    CLAIMS: "claims, by their place",
    ENTITY: "sources of a claim",
    MENTION: "mentions of sources, by their place",
    STANCE: "stance of a source",
    AUTHOR_STANCE: "stance of the author",
    TRIPLE: "claim, source and stance together",
    LINKED: "links between claims",
    RELATION: "relation of linked claims",
}
"""The questions in words; the others are called after the scheme's attribute and what it belongs to."""

COEFFICIENTS = {
    "agreement": ("agreement", "the share of the pairs of answers that are the same, not corrected for chance"),
    "alpha": (
        "alpha",
        "Krippendorff's alpha: 1 is perfect, 0 is chance; nearer answers on a scale, and sets that overlap, count as more alike",
    ),
    "kappa": (
        "kappa",
        "Cohen's kappa, 1 is perfect, 0 is chance; of several annotators, the mean over pairs, weighted by what the two share",
    ),
    "ac1": ("AC1", "Gwet's AC1, corrected for chance like kappa, but stable if nearly all answers are the same"),
    "prevalence": ("prevalence", "the share of the labels that are `claim`, which says how to read kappa and alpha"),
    "f1": ("F1", "of what either of two annotators marked, the share that both marked"),
    "f1_exact": ("F1, same place", "of what either of two annotators marked, the share that both marked at the same place"),
    "f1_overlap": ("F1, overlap", "the same, where an overlap is enough"),
}
"""The coefficients: a name, and what it means."""

_SCALES = {"nominal": "", "ordinal": ", ordered", "interval": ", numbers", "masi": ", sets"}


def agreement_table(agreement: Agreement, by: By = OVERALL, group: str = "") -> list[tuple[str, ...]]:
    """Return the figures of a group as a table of strings, header first, as a dataset's card shows them."""
    head = ("what", "coefficient", "value", "95 % interval", "compared", "note")
    return [head, *(_cells(row) for row in agreement.rows if (row.by, row.group) == (by, group))]


def explanations(agreement: Agreement) -> list[tuple[str, str]]:
    """Return the coefficients that have figures, each with what it means."""
    used = {_family(row.coefficient) for row in agreement.rows}
    return [words for coefficient, words in COEFFICIENTS.items() if coefficient in used]


def question_in_words(stage: Stage, question: str) -> str:
    """Return what was compared, in words."""
    the = "the" if stage in ("sentence", "article") else "a"
    return QUESTIONS.get(Question(stage, question)) or f"{question} of {the} {stage}"


def _family(coefficient: str) -> str:
    return "alpha" if coefficient.startswith("alpha_") else coefficient


def _cells(row: AgreementRow) -> tuple[str, ...]:
    figure = row.figure
    bounded = figure.low is not None and figure.high is not None
    interval = f"{figure.low:.3f} to {figure.high:.3f}" if bounded else ""
    value = "undefined" if figure.value is None else f"{figure.value:.3f}"
    name = COEFFICIENTS.get(_family(row.coefficient), (row.coefficient, ""))[0] + _SCALES.get(
        row.coefficient.removeprefix("alpha_"), ""
    )
    return question_in_words(row.stage, row.question), name, value, interval, str(figure.units), figure.reason or figure.note


def agreement_to_pandas(agreement: Agreement) -> pandas.DataFrame:
    """Return the rows as a data frame with `COLUMNS`."""
    import pandas  # half a second, for data frames only

    return pandas.DataFrame(agreement_rows(agreement), columns=list(COLUMNS))


def agreement_lines(agreement: Agreement) -> Iterator[str]:
    """Yield lines for a terminal: what was compared, then the figures of each breakdown.

    They are safe to print and at most `WIDTH` columns wide.
    """
    yield from _wrapped(f"annotators: {', '.join(agreement.annotators) or 'nobody'}", 2, first=0)
    yield f"compared: {agreement.sentences} sentences, in documents: {agreement.documents}"
    if agreement.set_apart:
        names = ", ".join(f"{name} ({number})" for name, number in agreement.set_apart.items())
        yield from _wrapped(
            f"set apart: {names}, who shared fewer than {agreement.least_share:.0%} of the {agreement.typical} sentences that "
            "annotators typically share with others (--least-share 0 compares them, too)",
            2,
            first=0,
        )
    yield from (f"not compared: {number} {reason}" for reason, number in agreement.left_out.items())
    for (by, group), rows in groupby(agreement.rows, key=lambda row: (row.by, "" if row.by == BY_LABEL else row.group)):
        *above, title = _left_column(_HEAD, "" if by == OVERALL else f"{by}: {group}" if group else f"by {by}")
        yield from ("", *above)
        yield f"{title} {'value':>6}  {'95 % interval':<14}  compared"
        yield from _figures(rows)


def disagreements_to_json(kinds: Iterable[Disagreement]) -> list[dict[str, Any]]:
    """Return one JSON object per kind of disagreement, with its examples."""
    return [asdict(kind) for kind in kinds]


def disagreements_lines(kinds: Iterable[Disagreement]) -> Iterator[str]:
    """Yield lines for a terminal: each kind with its counts and examples, safe to print, at most `WIDTH` columns wide."""
    for kind in kinds:
        yield from _wrapped(f"{kind.count} of {kind.of}, {kind.stage} {kind.question}: {kind.what}", 4, first=0)
        for example in kind.examples:
            yield from _wrapped(f"{numbered_sentence(example.sentence, example.number)}: {example.text}", 6, first=4)
            for annotator, said in zip(example.annotators, example.said, strict=True):
                yield from _wrapped(f"{annotator}: {said or 'nothing'}", 8, first=6)


def _figures(rows: Iterable[AgreementRow]) -> Iterator[str]:
    last = note = ""
    for row in rows:
        name = f"{row.stage} {row.question}" + f": {row.group}" * (row.by == BY_LABEL)
        *above, start = _left_column(_NAME, name if name != last else "")
        yield from above
        yield f"{start} {row.coefficient:<14} {_value(row.figure)}".rstrip()
        known = note if name == last else ""  # a question's coefficients mostly have the same note, which is shown once
        if remark := row.figure.reason or (row.figure.note if row.figure.note != known else ""):
            yield from _wrapped(remark, _HEAD + 1)
        last, note = name, row.figure.note or known


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "undefined:"  # the reason is on the next line
    bounded = figure.low is not None and figure.high is not None
    interval = f"{figure.low:6.3f}, {figure.high:6.3f}" if bounded else ""
    return f"{figure.value:6.3f}  {interval:<14}  {figure.units}"


def _left_column(columns: int, text: str) -> list[str]:
    """Return a text padded to exactly `columns`, so that more can follow; one that is wider, on lines above an empty column."""
    room = columns - width(text)
    return [show(text) + " " * room] if room >= 0 else [*_wrapped(text, 2, first=0), " " * columns]


def _wrapped(text: str, indent: int, first: int | None = None) -> Iterator[str]:
    """Wrap a text in lines that are indented, the first one by `first`."""
    for number, row in enumerate(paragraph(WIDTH - indent, text)):
        margin = indent if number or first is None else first
        yield " " * margin + "".join(piece.text for piece in row).rstrip()
