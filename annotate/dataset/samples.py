"""The samples that articles were drawn in, so that figures of the dataset can be weighted back to the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow
from datasets import Features, Value

from annotate._files import read_json
from annotate.dataset.markdown import escaped, table
from annotate.errors import ExportError
from annotate.report.facts import Fact, StratumRow

FILE = "samples.json"
"""The file of an exported dataset that says how its articles were drawn, if they were."""


class DrawnArticle(NamedTuple):
    """An article that was drawn from a corpus.

    stratum: the part of the corpus that it was drawn from, empty if that was not divided.
    probability: the probability with which it was drawn.
    represents: the number of near-duplicates in the corpus that it was drawn for, itself included.
    """

    stratum: str
    probability: float
    represents: int


@dataclass(frozen=True)
class CorpusSample:
    """A sample of a corpus.

    corpus: the fingerprint of the corpus. folder: the name of its folder.
    number: how many articles were asked for. by, where, score, seed: how they were drawn.
    population, strata: the numbers of articles, near-duplicates once, and of parts of the corpus that they were drawn from.
    articles: those that were drawn, by their ids in the project.
    sizes: the number of articles by the name of their stratum.
    """

    corpus: str
    folder: str
    number: int
    by: tuple[str, ...]
    where: tuple[str, ...]
    score: str | None
    seed: int
    population: int
    strata: int
    articles: Mapping[str, DrawnArticle]
    sizes: Mapping[str, int]

    @property
    def design(self) -> tuple[object, ...]:
        """The values that decide which articles are drawn: two samples with the same are one sample, drawn again."""
        return self.corpus, self.number, self.by, self.where, self.score, self.seed

    @property
    def description(self) -> str:
        """The way the articles were drawn, in words."""
        parts = [f"{len(self.articles):,} of {self.population:,} articles of the corpus {self.folder} ({self.corpus[:12]})"]
        parts += [f"by {', '.join(self.by)} ({self.strata:,} strata)"] if self.by else []
        parts += [f"where {' and '.join(self.where)}"] if self.where else []
        parts += [f"weighted by how {self.score} they are"] if self.score else []
        return "; ".join([*parts, f"seed {self.seed}"])


COLUMNS = Features(
    {
        "sample": Value("string"),
        "stratum": Value("string"),
        "inclusion_probability": Value("float64"),
        "represents": Value("int64"),
    }
)
"""The columns that `articles` has if some of them were drawn from a corpus."""

MEANINGS = {
    "sample": "the number of the sample in which the article was drawn from an archive; null if it was not",
    "stratum": "the part of the archive that it was drawn from",
    "inclusion_probability": "the probability with which it was drawn; its weight is 1 divided by it",
    "represents": "the number of near-duplicates in the archive for which it was drawn, itself included",
}
"""The meanings of these columns."""


class Sampling(NamedTuple):
    """The account of all samples: what each of them is, and the parts of the corpora that they were drawn from."""

    facts: tuple[Fact, ...] = ()
    strata: tuple[StratumRow, ...] = ()


def account(samples: Iterable[CorpusSample]) -> Sampling:
    """Return the account of samples; strata of which no article was drawn are part of it."""
    facts, strata = [], []
    for number, sample in enumerate(samples, 1):
        facts += [Fact(f"sample {number}", sample.description), Fact(f"corpus of sample {number}", sample.corpus)]
        weights: dict[str, list[float]] = {}
        for article in sample.articles.values():
            weights.setdefault(article.stratum, []).append(1 / article.probability)
        for stratum, size in sample.sizes.items():
            drawn = weights.get(stratum, [])
            strata.append(StratumRow(number, stratum, size, len(drawn), sum(drawn) / len(drawn) if drawn else None))
    return Sampling(tuple(facts), tuple(strata))


def account_to_json(sampling: Sampling) -> dict[str, Any]:
    """Return an account as an exported dataset has it. It names no article, as the dataset may not have all of them."""
    return {name: [row._asdict() for row in rows] for name, rows in sampling._asdict().items()}


def read_account(folder: Path) -> Sampling | None:
    """Return the account in an exported dataset, None if it has none. Raises ExportError if it cannot be read."""
    path = folder / FILE
    try:
        record = read_json(path)
        return Sampling(
            tuple(Fact(str(row["name"]), str(row["value"])) for row in record["facts"]),
            tuple(StratumRow(**row) for row in record["strata"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise ExportError(f"{path} cannot be read; export the dataset again.") from None


def latest(samples: Iterable[CorpusSample]) -> dict[str, tuple[str, DrawnArticle]]:
    """Return how each article was drawn, by its id, with the number of its sample: the newest that has it."""
    return {id: (str(number), drawn) for number, sample in enumerate(samples, 1) for id, drawn in sample.articles.items()}


def add_columns(articles: pyarrow.Table, drawn: Mapping[str, tuple[str, DrawnArticle]]) -> pyarrow.Table:
    """Return the table of articles with the columns that say how each was drawn; null for those that were not."""
    nothing = (None,) * len(COLUMNS)
    known = (drawn.get(id) for id in articles["document"].to_pylist())
    values = [(entry[0], *entry[1]) if entry else nothing for entry in known]
    for place, (name, field) in enumerate(zip(COLUMNS, COLUMNS.arrow_schema, strict=True)):
        articles = articles.append_column(name, pyarrow.array([value[place] for value in values], field.type))
    return articles


def sampling(samples: Iterable[CorpusSample]) -> Iterator[str]:
    """Yield the part of the card on how articles were drawn; nothing if they were not."""
    rows = [(number, escaped(sample.description)) for number, sample in enumerate(samples, 1)]
    if rows:
        yield "#### Sampling"
        yield (
            "Articles were drawn from an archive, with known probabilities. To estimate a figure for the archive, weight each "
            "article of `articles` by 1 / `inclusion_probability`; near-duplicates count once then, or as often as they occur "
            "there if the weight is multiplied by `represents`. An article that was drawn in several samples has the columns "
            "of the newest."
        )
        yield table(("sample", "how it was drawn"), rows)
