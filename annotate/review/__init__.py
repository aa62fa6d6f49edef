"""Several annotators: how far they agree, and on what they do not. Decisions go in, figures that say what they mean come out.

sifting.py       which stored decisions still speak of a document
readings.py      what each annotator decided in a document
matching.py      which of two annotators' claims are meant to be the same
comparing.py     what two annotators said about the same thing
plan.py          what is measured, as the scheme has it
coding.py        decisions as columns of numbers
grouping.py      which groups their sentences are in
tokens.py        which tokens they have in a claim
aligning.py      matching, of all pairs of annotators at once
pairing.py       comparing, of all pairs of annotators at once
gathering.py     all of these, document by document
evidence.py      what was gathered, to be looked at from many sides
ratings.py       who gave which unit which value, and the sums of that
distances.py     how far two values are apart
coefficients.py  alpha, kappa, ...: from ratings to figures
unitizing.py     coefficients for stretches in a continuum
figures.py       a value or why there is none; resampling documents
agreement.py     all figures, stage by stage
disagreements.py what annotators disagree on, by kind
repeats.py       the same annotator twice
answers.py       what a decision says, question by question: when annotators differ
gold.py          what holds for each sentence, and why
hidden_gold.py   each annotator beside decisions that are held to be right
adjudication.py  what an adjudicator starts from
report.py        JSON, CSV, data frame, lines

Nothing is imported here: some of it needs numpy, 100 ms, and some does not.
"""
