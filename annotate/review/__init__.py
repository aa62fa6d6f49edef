"""Decisions of several annotators: who labels what, the gold that follows, and adjudication by hand.

assignment.py    the plan of who labels what, and the next document of an annotator
signature.py     the answers in a decision, question by question: when two decisions differ
gold.py          the gold annotation of each sentence, and its provenance
adjudication.py  the queue of an adjudicator

`annotate.agreement` measures how far annotators agree, and `annotate.model.current` says which decisions count.
"""
