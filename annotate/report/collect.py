"""From articles to facts: one pass over all articles counts, a second one reads again what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotate.agreement.disagreements import SEPARATOR, Disagreement, Example
from annotate.checks import CODES, check_revisions, severity
from annotate.model import revision_from_json
from annotate.model.current import LeftOut, Record
from annotate.model.ids import split_sentence_id
from annotate.model.people import replace_names
from annotate.report.agenda import Remarks, agenda_places, agenda_rows
from annotate.report.articles import Article, Articles, annotation_of, is_finished
from annotate.report.comparing import MANY, Compared, differing_by_document
from annotate.report.counting import Counts
from annotate.report.facts import (
    AgendaRow,
    ArticleRow,
    Decision,
    Fact,
    ProblemRow,
    ReportFacts,
    ShownArticle,
    StratumRow,
    Totals,
)
from annotate.schema import Schema
from annotate.suggestions.rules.cues import cue_stance

AGENDA = 100
"""The number of sentences on the agenda of a guideline meeting."""

SENTENCES = 5_000
"""The number of sentences of the articles that are shown, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The choices of the user.

    articles: the number of articles to show, those with disagreements first; None for as many as have `SENTENCES` sentences
        together, -1 for all.
    without_text: leave out all words of articles, names of sources and notes.
    documents: the ids of the only articles in the report; empty for all.
    names: pseudonyms in place of annotators' names; empty to keep the names.
    """

    articles: int | None = None
    without_text: bool = False
    documents: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """The project or dataset that articles come from.

    kind: ``project`` or ``dataset``. name: its name. articles: the number of articles there are, for the progress.
    expected: the number of sentences that each annotator is to finish, where a plan says so.
    facts: what else is known about it.
    strata: the parts of corpora from which its articles were drawn.
    clusters: the cluster of each claim that says the same as another, by the key of the claim.
    checks: look for problems in the articles that are shown.
    left_out: what reading the articles left out, counted while they are read.
    """

    kind: str
    name: str
    articles: int
    annotators: int
    expected: Mapping[str, int] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    strata: tuple[StratumRow, ...] = ()
    clusters: Mapping[str, str] = field(default_factory=dict)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    checks: bool = True


def collect(
    articles: Articles,
    origin: Origin,
    schema: Schema,
    options: ReportOptions,
    comparison: Callable[[], Compared],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ReportFacts:
    """Return the facts about articles, which are read twice: all of them, then those that are shown.

    `comparison` returns that of the annotators, by the names in `options`. It is called late, as another process may be at it.

    Raises:
        AnnotateError: A decision cannot be read.
    """
    wanted = frozenset(options.documents) or None
    total = len(wanted) if wanted else origin.articles
    counted = _Pass(schema, origin.clusters)
    for number, article in enumerate(_renamed(articles(wanted, False), options.names), 1):
        counted.add(article)
        progress(number, total)
    compared = comparison()
    disagreements = compared.disagreements
    rows = counted.article_rows(compared)
    places = agenda_places(compared.differing, counted.remarks.counts, AGENDA)
    chosen = _choose(rows, options.articles)
    again = chosen | {split_sentence_id(id)[0] for id in places}
    again |= {example.document for kind in disagreements for example in kind.examples}
    quoted = {example.sentence for kind in disagreements for example in kind.examples}
    shown: list[ShownArticle] = []
    on_agenda: dict[str, AgendaRow] = {}
    problems: list[ProblemRow] = []
    adjudicated: set[str] = set()
    texts: dict[str, str] = {}
    for article in _renamed(articles(frozenset(again), True), options.names) if again else ():
        on_agenda.update(agenda_rows(article, places, without_text=options.without_text))
        adjudicated |= {
            article.document.sentences[index].id for index, gold in article.gold.items() if gold.provenance == "adjudicated"
        }
        texts.update(
            (sentence.id, article.document.text[sentence.start : sentence.end])
            for sentence in article.document.sentences
            if sentence.id in quoted
        )
        if article.document.id in chosen:
            problems += _problems(article, schema) if origin.checks else ()
            shown.append(_shown(article))
    order = {row.document: place for place, row in enumerate(_by_disagreement(rows))}
    counts = counted.counts
    facts = ReportFacts(
        kind=origin.kind,
        name=replace_names(origin.name, options.names),
        schema=schema,
        without_text=options.without_text,
        totals=_totals(counts, compared, rows),
        annotators=counts.annotators({} if wanted else _pseudonymous(origin.expected, options.names)),
        disagreements=disagreements,
        adjudicated=frozenset(adjudicated),
        texts=texts,
        agreement=compared.agreement,
        pairs=origin.annotators <= MANY,
        confusions=compared.confusions,
        progress=counts.progress(),
        days=counts.days(),
        labels=counts.labels(),
        groups=counts.groups(),
        sources=counts.sources(),
        source_stances=counts.source_stances(),
        crossed=counts.crossed(),
        opposed=counts.opposed(),
        positions=counts.positions(),
        rules=counts.rules(),
        exposures=counts.exposures(),
        fast=counts.fast(),
        agenda=tuple(on_agenda[id] for id in places if id in on_agenda),
        problems=tuple(problems),
        checked=len(shown) if origin.checks else 0,
        articles=rows,
        provenance=(*origin.facts, *_versions(counts)),
        strata=origin.strata,
        shown=tuple(sorted(shown, key=lambda article: order[article.document.id])),
        left_out={str(reason): number for reason, number in sorted(origin.left_out.items())},
    )
    return _silenced(facts) if options.without_text else facts


class _Pass:
    """The counts of the pass over all articles."""

    def __init__(self, schema: Schema, clusters: Mapping[str, str]) -> None:
        self.articles: list[ArticleRow] = []
        self.counts = Counts(schema, clusters)
        self.remarks = Remarks()

    def add(self, article: Article) -> None:
        document = article.document
        self.counts.add(article)
        self.remarks.add(article)
        finished = {index for index, _, record in article.records if is_finished(record)}
        self.articles.append(
            ArticleRow(
                document.id,
                document.title or "",
                document.outlet,
                document.published or "",
                document.language or "",
                len(document.sentences),
                len(finished),
                0,
                document.text_sha256,
            )
        )

    def article_rows(self, compared: Compared) -> tuple[ArticleRow, ...]:
        """Return the articles, each with the number of sentences on which annotators differ."""
        differing = differing_by_document(compared.differing)
        return tuple(row._replace(differing=differing[row.document]) for row in self.articles)


def _renamed(articles: Iterator[Article], names: Mapping[str, str]) -> Iterator[Article]:
    """Yield articles with pseudonyms in place of annotators' names, in notes and flags, too."""
    if not names:
        yield from articles
        return
    for article in articles:
        records = [(index, names[annotator], _pseudonymous_record(record, names)) for index, annotator, record in article.records]
        records.sort(key=lambda row: row[:2])
        gold = {index: gold._replace(record=_pseudonymous_record(gold.record, names)) for index, gold in article.gold.items()}
        seconds = {(start, names[annotator]): spent for (start, annotator), spent in article.seconds.items()}
        times = {(start, names[annotator]): time for (start, annotator), time in article.times.items()}
        yield Article(article.document, records, gold, seconds, times)


def _pseudonymous_record(record: Record, names: Mapping[str, str]) -> Record:
    annotation = record["annotation"]
    hidden = {field: replace_names(annotation[field], names) for field in ("flag", "note") if annotation.get(field)}
    return {**record, "annotator": names[record["annotator"]], "annotation": {**annotation, **hidden}}


def _pseudonymous(expected: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    return {names.get(name, name): number for name, number in expected.items()} if names else dict(expected)


def _by_disagreement(rows: Sequence[ArticleRow]) -> list[ArticleRow]:
    """Return articles, those with most disagreements first, then those with most finished sentences."""
    return sorted(rows, key=lambda row: (-row.differing, -row.finished, row.document))


def _choose(rows: Sequence[ArticleRow], limit: int | None) -> set[str]:
    """Return the ids of the articles to show, at least one."""
    ordered = _by_disagreement(rows)
    if limit is not None:
        return {row.document for row in (ordered if limit < 0 else ordered[:limit])}
    chosen: set[str] = set()
    sentences = 0
    for row in ordered:
        if chosen and sentences + row.sentences > SENTENCES:
            continue
        chosen.add(row.document)
        sentences += row.sentences
    return chosen


def _shown(article: Article) -> ShownArticle:
    """Return an article with its decisions, those that are the same together, gold first."""
    decisions: dict[int, list[Decision]] = {}
    for index, gold in article.gold.items():
        decisions[index] = [Decision((), annotation_of(gold.record), gold.provenance)]
    by_sentence: dict[int, list[Decision]] = {}
    for index, annotator, record in article.records:
        annotation = annotation_of(record)
        known = by_sentence.setdefault(index, [])
        for place, decision in enumerate(known):
            if decision.annotation == annotation:
                known[place] = replace(decision, names=(*decision.names, annotator))
                break
        else:
            known.append(Decision((annotator,), annotation))
    for index, known in by_sentence.items():
        golden = decisions.setdefault(index, [])
        for decision in known:
            if golden and golden[0].gold and golden[0].annotation == decision.annotation:
                golden[0] = replace(golden[0], names=decision.names)
            else:
                golden.append(decision)
    return ShownArticle(article.document, decisions)


def _problems(article: Article, schema: Schema) -> Iterator[ProblemRow]:
    """Yield what `annotate check` finds in the newest decisions on an article."""
    document = article.document
    revisions = [revision_from_json(record) for _, _, record in article.records]
    for problem in check_revisions(revisions, lambda id: document if id == document.id else None, schema, cue_stance=cue_stance):
        number = document.number(problem.sentence) or 0
        yield ProblemRow(severity(problem).value, problem.code, problem.message, problem.remedy, document.id, number)


def _totals(counts: Counts, compared: Compared, rows: Sequence[ArticleRow]) -> Totals:
    return Totals(
        documents=len(rows),
        sentences=sum(row.sentences for row in rows),
        finished=counts.finished,
        decisions=counts.decisions,
        shared=counts.shared,
        differing=len(compared.differing),
        adjudicated=counts.adjudicated,
        annotators=len(counts.names),
        gold_claims=counts.gold_claims,
        first=counts.first,
        last=counts.last,
    )


def _versions(counts: Counts) -> Iterator[Fact]:
    schemas: Counter[str] = Counter()
    tools: Counter[str] = Counter()
    for (schema, tool), number in counts.versions.items():
        schemas[schema] += number
        tools[tool] += number
    for name, versions in (("decisions by schema version", schemas), ("decisions by tool version", tools)):
        if versions:
            yield Fact(name, ", ".join(f"{version} ({number:,})" for version, number in sorted(versions.items())))


def _silenced(facts: ReportFacts) -> ReportFacts:
    """Return facts without the words of articles: titles, texts, names of sources, messages that quote."""
    return replace(
        facts,
        disagreements=tuple(
            replace(kind, examples=tuple(_silent_example(kind, example) for example in kind.examples))
            for kind in facts.disagreements
        ),
        texts={},
        progress=tuple(row._replace(title="") for row in facts.progress),
        sources=(),
        source_stances=(),
        opposed=(),
        positions=(),
        problems=tuple(row._replace(message=CODES[row.code].line, remedy="") for row in facts.problems),
        articles=tuple(row._replace(title="") for row in facts.articles),
    )


def _silent_example(kind: Disagreement, example: Example) -> Example:
    """Return an example without words of the article; two answers of the scheme stay."""
    return replace(example, text="", said=example.said if SEPARATOR in kind.what else ("", ""))
