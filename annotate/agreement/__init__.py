"""Agreement between annotators: decisions go in, figures that explain themselves come out.

agreement.py      all figures, stage by stage, overall and in breakdowns
annotators.py     each annotator against themselves, and against the gold
disagreements.py  the kinds of disagreement, with counts and examples
report.py         figures and disagreements as JSON, CSV, data frame, lines

plan.py           the questions that are measured under a scheme
encode.py         decisions as columns of numbers
matching.py       the matching of two annotators' claims by place
pairs.py          claims, sources and stances of every two annotators side by side
tokens.py         tokens by who has them in a claim
grouping.py       the groups that sentences are in
collect.py        all comparisons, document by document, as tables

ratings.py        ratings, and the sums that coefficients are computed from
distances.py      the distance between two values
coefficients.py   alpha, kappa, ...: from ratings to figures
unitizing.py      coefficients for units in a continuum
intervals.py      figures, and their intervals by resampling documents

Nothing is imported here: all but `matching` and `plan` need numpy, 100 ms.
"""
