"""Hashed features of tokens."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy

from annotate.suggestions.learned.features import CUE_SIZE, ROLE_SIZE, cue_features, role_features, token_table
from annotate.suggestions.rules.engine import attributions, parse
from support.builders import make_document

TEXTS = ["Ada Harlow said the tram was safe.", "“It is,” Ben Okafor said.", "Rain: none."]


def table(texts: list[str]) -> object:
    parsed = parse(make_document("a", texts))
    return token_table(parsed.sentences, attributions(parsed))


def test_a_feature_does_not_depend_on_other_sentences() -> None:
    many, first = (table(texts) for texts in (TEXTS, TEXTS[:1]))
    (_, whole), (at, alone) = cue_features(many), cue_features(first)
    assert numpy.array_equal(whole[: len(at)], alone)
    rows, anchors = role_features(many, many.starts + 2, numpy.arange(3))
    assert len(rows) == int(many.lengths.sum())
    assert anchors.tolist() == numpy.repeat(numpy.arange(3), many.lengths).tolist()
    assert numpy.array_equal(rows[: int(first.lengths[0])], role_features(first, first.starts + 2, numpy.arange(1))[0])


def test_places_are_inside_the_table() -> None:
    made = table(TEXTS)
    at, cues = cue_features(made)
    assert 0 <= cues.min() <= cues.max() < CUE_SIZE
    assert made.may_anchor[at].all()
    roles, _ = role_features(made, made.starts, numpy.arange(3))
    assert 0 <= roles.min() <= roles.max() < ROLE_SIZE


def test_a_sentence_without_end_is_cut() -> None:
    made = table(["so " * 5_000 + "it goes."])
    assert made.lengths.max() == 200


def test_features_are_the_same_in_every_process() -> None:
    code = (
        "import hashlib\nfrom annotate.suggestions.learned.features import *\nfrom annotate.suggestions.rules.engine import *\n"
        "from support.builders import make_document\np = parse(make_document('a', ['Ada Harlow said the tram was safe.']))\n"
        "print(hashlib.sha256(cue_features(token_table(p.sentences, attributions(p)))[1].tobytes()).hexdigest())"
    )
    seen = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        seen.add(subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout)
    assert len(seen) == 1
