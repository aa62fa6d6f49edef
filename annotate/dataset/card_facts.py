"""The facts on a card, and the words for those that are not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import datasets

from annotate.dataset.markdown import escaped, paragraphs
from annotate.dataset.rows.card_counts import CardCounts
from annotate.dataset.splits import Article
from annotate.errors import SchemaError
from annotate.model.assignments import Selection
from annotate.model.description import PUBLIC
from annotate.model.people import SOMEBODY, replace_names
from annotate.schema import Schema
from annotate.schema.scheme import ARTICLE

if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement
    from annotate.dataset.samples import CorpusSample
    from annotate.dataset.silver import RuleRecord
    from annotate.linking.recall import MeasuredRecall

NOT_STATED = "*Not stated.*"
"""What the card says of everything that nobody said."""

CHARTS = "charts"
"""The folder of the charts, in the folder of the dataset."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The facts on the card that are not part of `Export`.

    labels: the number of times each label occurs in gold, by noun, attribute and label. languages: those of the articles.
    features: the Features of each config. contents: the hash of each file. created: the time of the newest annotation (ISO 8601).
    tool: the version of the tool. agreement: that of the annotators; None if nobody shared a sentence. counts: other numbers.
    articles: the articles. description: what people said; see `annotate.model.description`. names: the pseudonyms of everybody
    whose name may not appear; None if all may. example: a row of `sentences`. origins: how often answers were accepted, edited or
    manual, by (question, origin). silver: the record of each rule; None if the dataset was not asked to have suggestions.
    samples: those in which articles were drawn from a corpus.
    charts: what each chart in the folder shows, in words, by its name. recall: the audit of the links; None if there was none.
    selections: how those of the articles were chosen to be labelled that were chosen by an order.
    """

    labels: Mapping[tuple[str, str, str], int]
    languages: frozenset[str]
    features: Mapping[str, datasets.Features]
    contents: Mapping[str, str]
    created: str
    tool: str
    agreement: Agreement | None = None
    counts: CardCounts = field(default_factory=CardCounts)
    articles: Sequence[Article] = ()
    description: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] | None = None
    example: Mapping[str, Any] | None = None
    origins: Mapping[tuple[str, str], int] = field(default_factory=dict)
    silver: Mapping[str, RuleRecord] | None = None
    charts: Mapping[str, str] = field(default_factory=dict)
    samples: Sequence[CorpusSample] = ()
    recall: MeasuredRecall | None = None
    selections: Sequence[Selection] = ()

    def said(self, name: str, *, inline: bool = False) -> str:
        """Return an answer of the description as Markdown, with pseudonyms in place of names, or that it was not stated."""
        answer = self.description.get(name, "")
        if self.names is not None and name not in PUBLIC:
            answer = replace_names(answer, self.names)
        return (escaped(answer) if inline else paragraphs(answer)) or NOT_STATED

    def called(self, annotator: str) -> str:
        """Return the name under which an annotator appears on the card, as Markdown."""
        return escaped(annotator if self.names is None else self.names.get(annotator, SOMEBODY))

    def chart(self, name: str) -> Iterator[str]:
        """Yield a chart as Markdown, with what it shows in words; nothing if the folder does not have it."""
        if name in self.charts:
            yield f"![{escaped(self.charts[name])}]({CHARTS}/{name}.svg)"

    def coverage(self, schema: Schema, noun: str, question: str) -> tuple[int, int, int]:
        """Return the number of items of gold, of those of which a question could be answered, and of those that have an answer.

        A version of the scheme that lacks the question did not ask it. One that was not kept is known to have asked it if there
        is an answer.
        """
        items = asked = answered = 0
        for (of, name, version), number in self.counts.asked.items():
            given = self.counts.answered[of, name, version]
            if (of, name) == (noun, question):
                items += number
                answered += given
                asked += number if given or _asks(schema, version, noun, question) else 0
        return items, asked, answered


def _asks(schema: Schema, version: str, noun: str, question: str) -> bool:
    try:
        known = schema if version == schema.version else schema.earlier(version) if version in schema.past else None
    except SchemaError:  # it is kept, but not readable any more
        known = None
    if known is None:
        return False
    attributes = known.about_article if noun == ARTICLE else known.attributes[noun]
    return question in known.labels or any(attribute.name == question for attribute in attributes)
