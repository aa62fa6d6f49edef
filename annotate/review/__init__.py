"""Several annotators: how far they agree, and on what they do not. Decisions go in, figures that say what they mean come out.

sifting.py       which stored decisions still speak of a document
readings.py      what each annotator decided in a document
matching.py      which of two annotators' claims are meant to be the same
comparing.py     what two annotators said about the same thing
plan.py          what is measured, as the scheme has it
gathering.py     readings as rows of numbers
evidence.py      these rows, to be looked at from many sides
ratings.py       who gave which unit which value; tables of counts
distances.py     how far two values are apart
coefficients.py  alpha, kappa, ...: from ratings to figures
unitizing.py     coefficients for stretches in a continuum
figures.py       a value or why there is none; resampling documents
agreement.py     all figures, stage by stage
disagreements.py what annotators disagree on, by kind
repeats.py       the same annotator twice
gold.py          each annotator beside decisions that are held to be right
report.py        JSON, CSV, lines
"""

from annotate.review.agreement import Agreement, AgreementOptions, Row, agree
from annotate.review.disagreements import Disagreement, Example, find_disagreements
from annotate.review.figures import Figure
from annotate.review.gold import AgainstGold, compare_with_gold
from annotate.review.repeats import find_repeats
from annotate.review.report import (
    agreement_lines,
    agreement_rows,
    agreement_to_csv,
    agreement_to_json,
    disagreements_lines,
    disagreements_to_json,
)

__all__ = [
    "AgainstGold",
    "Agreement",
    "AgreementOptions",
    "Disagreement",
    "Example",
    "Figure",
    "Row",
    "agree",
    "agreement_lines",
    "agreement_rows",
    "agreement_to_csv",
    "agreement_to_json",
    "compare_with_gold",
    "disagreements_lines",
    "disagreements_to_json",
    "find_disagreements",
    "find_repeats",
]
