"""Samples of a corpus on their way into a project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from annotate.corpus.build import corpus_fingerprint, read_finished
from annotate.corpus.sampling import draw, parse_condition
from annotate.dataset.samples import CorpusSample, DrawnArticle
from annotate.errors import AnnotateError
from annotate.model import Document
from annotate.project.ingest import Added, Intake, SignatureCache
from annotate.project.learning import load_model
from annotate.project.ordering import RARE, UNCERTAINTY, worth_of
from annotate.project.samples import add_sample, read_samples
from annotate.store import Store


class SampleScore(StrEnum):
    """The scores that articles may be weighted by."""

    UNCERTAINTY = "uncertainty"
    CHECKWORTHY = "checkworthy"
    CONTESTED = "contested"


@dataclass(frozen=True)
class SampleOptions:
    """The choices for a sample: its number of articles, columns that divide the corpus, conditions, a score and a seed."""

    number: int
    by: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    score: SampleScore | None = None
    seed: int = 0


@dataclass(frozen=True)
class DrawnSample:
    """A sample on its way into a project: how it was drawn, and what became of its articles."""

    sample: CorpusSample
    added: Added


def sample_corpus(
    store: Store, folder: Path, options: SampleOptions, *, output: Path, samples: Path, signatures: SignatureCache
) -> DrawnSample:
    """Draw articles from a corpus into a project's store, and record in the file `samples` how they were drawn.

    `output` is the folder with the project's model. Raises CorpusError if there is no finished corpus in the folder, and
    AnnotateError if an option is not valid.
    """
    where, score = [parse_condition(text) for text in options.where], options.score
    fingerprint = corpus_fingerprint(folder)
    corpus = read_finished(folder)
    known = read_samples(samples)  # before anything is stored: a damaged file ends the command
    sample = draw(
        corpus,
        options.number,
        by=options.by,
        where=where,
        score=None if score in (None, SampleScore.CONTESTED) else partial(_scores, score, output),
        contested=score is SampleScore.CONTESTED,
        seed=options.seed,
    )
    intake = Intake(store, signatures=signatures)
    ids: dict[int, str] = {}
    try:
        for key, document in corpus.documents(drawn.article for drawn in sample.drawn):
            # Each corpus has paths of its own, since the same path in another corpus is another article.
            path = f"corpus/{fingerprint[:12]}/{document.path}"
            intake.take(path, [replace(document, path=path)])
            ids[key] = intake.outcomes[-1].document
    finally:
        intake.save_signatures()
    articles = {ids[drawn.article]: DrawnArticle(drawn.stratum, drawn.probability, drawn.represents) for drawn in sample.drawn}
    made = CorpusSample(
        fingerprint,
        folder.resolve().name,
        options.number,
        options.by,
        options.where,
        options.score,
        options.seed,
        sample.population,
        sample.strata,
        articles,
        sample.sizes,
    )
    if made not in known:
        add_sample(samples, made)
    return DrawnSample(made, Added(tuple(intake.outcomes), tuple(intake.notices)))


def _scores(score: SampleScore, output: Path, documents: Iterable[Document]) -> list[float]:
    """Return how much each of some articles is worth by a score that needs the project's model, or more rules."""
    model = load_model(output)
    if score is SampleScore.UNCERTAINTY:
        if model is None or model.weights is None:
            raise AnnotateError("--score uncertainty needs a model of this project's labels; make one with `annotate train`")
        return [worth_of(document, UNCERTAINTY, "", model) for document in documents]
    return [worth_of(document, RARE, _CHECKWORTHY, model) for document in documents]


_CHECKWORTHY = "claim.checkworthiness=high"
