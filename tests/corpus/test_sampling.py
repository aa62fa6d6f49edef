"""Samples: reproducible, in proportion, one of each group of near-duplicates, with the probabilities that are said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy
import pytest

from annotate.corpus import sampling as module
from annotate.corpus.reading import Corpus
from annotate.corpus.sampling import (
    CONDITIONS,
    Condition,
    draw,
    inclusion_probabilities,
    parse_condition,
    parse_strata,
)
from annotate.errors import AnnotateError
from annotate.model import Document
from support.archives import build_here, records, write_lines

COUNT = 240


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """240 articles of three outlets and twelve months, 24 of them near-duplicates of others."""
    folder = tmp_path_factory.mktemp("sampled")
    rows = records(COUNT)
    rows[0]["url"] = "https://rare.example/1"
    del rows[1]["url"]
    done = build_here(folder / "c", write_lines(folder / "d.jsonl", rows), shard_bytes=40_000)
    assert done.groups == 24
    return Corpus(folder / "c", done.shards)


def test_it_is_the_same_for_the_same_seed_and_another_for_another(corpus: Corpus) -> None:
    one = draw(corpus, 30, by=("outlet",), seed=1)
    assert one == draw(corpus, 30, by=("outlet",), seed=1)
    others = [draw(corpus, 30, by=("outlet",), seed=seed) for seed in range(2, 6)]
    assert len({sample.drawn for sample in (one, *others)}) == 5
    assert [d.article for d in one.drawn] == sorted(d.article for d in one.drawn)


def test_one_of_each_group_is_drawn_and_stands_for_all(corpus: Corpus) -> None:
    sample = draw(corpus, 10_000)
    assert sample.population == len(sample.drawn) == COUNT - 24
    assert Counter(d.represents for d in sample.drawn) == {1: COUNT - 48, 2: 24}
    assert {d.probability for d in sample.drawn} == {1.0}


@pytest.mark.parametrize("number", [1, 7, 36, 100])
def test_each_stratum_has_its_share(corpus: Corpus, number: int) -> None:
    sample = draw(corpus, number, by=("outlet", "month"))
    whole = Counter(d.stratum for d in draw(corpus, 10_000, by=("outlet", "month")).drawn)
    assert len(sample.drawn) == number
    assert sample.strata == len(whole)
    drawn = Counter(d.stratum for d in sample.drawn)
    for stratum, size in whole.items():
        assert abs(drawn[stratum] - size * number / sample.population) < 1
    assert {round(d.probability, 9) for d in sample.drawn} == {round(number / sample.population, 9)}


def test_what_is_not_known_is_a_stratum(corpus: Corpus) -> None:
    strata = {d.stratum for d in draw(corpus, 10_000, by=("outlet", "year")).drawn}
    assert {"? | 2024", "rare.example | 2024"} <= strata


@pytest.mark.parametrize("options", [{}, {"by": ("outlet",)}, {"contested": True}, {"contested": True, "by": ("month",)}])
def test_the_probabilities_are_those_of_many_seeds(corpus: Corpus, options: dict[str, object]) -> None:
    """Each article is drawn as often as is said, and the weights estimate the number of articles without bias."""
    seeds, number = 400, 30
    times: Counter[int] = Counter()
    said: dict[int, float] = {}
    estimates = []
    for seed in range(seeds):
        sample = draw(corpus, number, seed=seed, **options)  # type: ignore[arg-type]
        assert len(sample.drawn) == number
        estimates.append(sum(1 / d.probability for d in sample.drawn))
        for d in sample.drawn:
            times[d.article] += 1
            assert said.setdefault(d.article, d.probability) == pytest.approx(d.probability)
    expected = numpy.array([said[key] for key in times])
    observed = numpy.array([times[key] / seeds for key in times])
    assert numpy.abs((observed - expected) / numpy.sqrt(expected * (1 - expected) / seeds)).max() < 5
    assert numpy.mean(estimates) == pytest.approx(sample.population, rel=0.03)


def lengths(documents: Iterable[Document]) -> Sequence[float]:
    return [float(len(document.sentences)) for document in documents]


def test_a_score_that_is_not_in_the_corpus_is_computed_for_candidates(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CANDIDATES", 4)
    seen: list[int] = []

    def score(documents: Iterable[Document]) -> Sequence[float]:
        scores = lengths(documents)
        seen.append(len(scores))
        return scores

    totals = []
    for seed in range(150):
        sample = draw(corpus, 20, by=("outlet",), score=score, seed=seed)
        assert len(sample.drawn) == 20
        assert all(0 < d.probability <= 1 for d in sample.drawn)
        totals.append(sum(1 / d.probability for d in sample.drawn))
    assert set(seen) == {80}
    assert numpy.mean(totals) == pytest.approx(sample.population, rel=0.03)
    assert draw(corpus, 20, score=score, seed=3) == draw(corpus, 20, score=score, seed=3)


def test_articles_with_a_high_score_are_preferred(corpus: Corpus) -> None:
    def of_outlet_1(documents: Iterable[Document]) -> Sequence[float]:
        return [1.0 if document.outlet == "outlet1.example" else 0.0 for document in documents]

    plain = Counter(d.stratum for d in draw(corpus, 10, by=("outlet",)).drawn)
    scored = Counter(d.stratum for d in draw(corpus, 10, by=("outlet",), score=of_outlet_1).drawn)
    assert scored["outlet1.example"] > plain["outlet1.example"] + 3


def test_scores_of_zero_draw_as_if_there_were_none(corpus: Corpus) -> None:
    sample = draw(corpus, 12, score=lambda documents: [0.0 for _ in documents])
    assert {round(d.probability, 9) for d in sample.drawn} == {round(12 / 216, 9)}


@pytest.mark.parametrize(
    ("conditions", "check"),
    [
        (["outlet=outlet1.example"], lambda d: d.outlet == "outlet1.example"),
        (["outlet = outlet1.example, outlet2.example"], lambda d: d.outlet in ("outlet1.example", "outlet2.example")),
        (["outlet!=outlet1.example"], lambda d: d.outlet != "outlet1.example"),
        (["outlet="], lambda d: not d.outlet),
        (["published>=2024-06"], lambda d: d.published >= "2024-06"),
        (["month<2024-03", "outlet!="], lambda d: d.published < "2024-03" and d.outlet),
        (["sentences>11"], lambda d: len(d.sentences) > 11),
        (["sentences=12,13"], lambda d: len(d.sentences) in (12, 13)),
        (["title=Report 7 on the dam' OR 1=1"], lambda d: False),
    ],
)
def test_conditions(corpus: Corpus, conditions: list[str], check: object) -> None:
    where = [parse_condition(text) for text in conditions]
    keys = [d.article for d in draw(corpus, 10_000, where=where).drawn]
    documents = dict(corpus.documents(corpus.numbers("articles", "article").tolist()))
    fitting = {key for key, document in documents.items() if check(document)}  # type: ignore[operator]
    assert set(keys) <= fitting
    # One of each group: all that fit are there, or are a near-duplicate of one that is.
    assert sum(d.represents for d in draw(corpus, 10_000, where=where).drawn) == len(fitting)


def test_of_a_group_one_that_fits_is_drawn(corpus: Corpus) -> None:
    """The copies have other dates than their originals."""
    number = len(draw(corpus, 10_000, where=[parse_condition("title!=x")]).drawn)
    copies = draw(corpus, 10_000, where=[parse_condition("sentences=13")])
    assert number == 216
    assert len(copies.drawn) == 24
    assert {d.represents for d in copies.drawn} == {1}


@pytest.mark.parametrize(
    "text",
    ["", "language", "=en", "language=='en'", "text=x", "rank>3", "article=1", "x=1", "sentences>many", "sentences=-1", "a b=c"],
)
def test_what_is_no_condition_is_one_sentence(text: str) -> None:
    if text == "language=='en'":
        assert parse_condition(text) == Condition("language", "=", ("='en'",))
        return
    with pytest.raises(AnnotateError) as caught:
        parse_condition(text)
    assert "\n" not in str(caught.value)


def test_columns_of_conditions_are_those_of_the_corpus() -> None:
    assert "language" in CONDITIONS
    assert not {"text", "rank", "article"} & set(CONDITIONS)


def test_strata_are_parsed() -> None:
    assert parse_strata("outlet, month,outlet") == ("outlet", "month")
    assert parse_strata("") == ()
    with pytest.raises(AnnotateError, match="there are outlet, month, year, language"):
        parse_strata("outlet,title")


def test_probabilities_are_in_proportion_and_never_above_one() -> None:
    weights = numpy.array([0.1, 1.0, 2.0, 50.0, 3.0])
    probabilities = inclusion_probabilities(weights, 3)
    assert probabilities.sum() == pytest.approx(3)
    assert probabilities.max() == 1
    assert probabilities[2] / probabilities[1] == pytest.approx(2)
    assert inclusion_probabilities(weights, 9).tolist() == [1.0] * 5


def test_an_empty_corpus_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = build_here(tmp_path / "c", tmp_path / "empty.txt")
    assert draw(Corpus(tmp_path / "c", done.shards), 5, by=("outlet",)).drawn == ()
    assert draw(Corpus(tmp_path / "c", 0), 5, contested=True).drawn == ()
