"""The facts as the page shows them: ordered, cut to what a person reads, with numbers in words.

A table that is cut says so; the data files have all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from math import ceil
from typing import Any, NamedTuple

from annotate.agreement.agreement import BY_LABEL, BY_PAIR, OVERALL, Agreement, AgreementRow
from annotate.agreement.disagreements import Disagreement, Example
from annotate.agreement.plan import CLAIMS, ENTITY, LABEL, STANCE, TOKENS, TRIPLE, Question
from annotate.agreement.report import agreement_table, explanations, question_in_words
from annotate.checks import CODES, Severity
from annotate.model import Document
from annotate.model.annotations import PIECE_SEPARATOR
from annotate.report.comparing import GOLD
from annotate.report.facts import (
    AgendaRow,
    AnnotatorRow,
    DayRow,
    Decision,
    PositionRow,
    ProblemRow,
    ProgressRow,
    ReportFacts,
    ShownArticle,
    SourceRow,
)
from annotate.report.marks import ClaimNote, MarkedRun, claim_notes, marked_runs
from annotate.schema import NOUNS, Attribute, Schema
from annotate.schema.scheme import ARTICLE

KINDS, ROWS, SOURCES, OPPOSED, POSITIONS, PROBLEMS, FAST, AGENDA = 40, 200, 40, 30, 100, 20, 30, 40
"""The numbers of rows of each table that are shown."""

IN_SIGHT = 8
"""The number of rows of a list that are in sight; the others are folded."""

LONGEST_ARTICLE = 1_500
"""The number of sentences of one article that are shown."""

MAIN = (
    (LABEL, "alpha_nominal"),
    (TOKENS, "alpha_nominal"),
    (CLAIMS, "f1_overlap"),
    (ENTITY, "f1"),
    (STANCE, "alpha_nominal"),
    (TRIPLE, "f1"),
)
"""The one figure of each stage that is in sight, in the order of the stages."""

COMPARED = {
    LABEL: "Is there a claim? The labels of sentences that several annotators finished, corrected for chance.",
    TOKENS: "Where is it? Each word is inside a claim or not, corrected for chance.",
    CLAIMS: "Which claims? Of the claims that either of two annotators marked, the share that both did, at an overlapping place.",
    ENTITY: "Who says it? Of the sources that either of two annotators gave a claim that both marked, the share that both gave.",
    STANCE: "With which stance? The stances of sources that both annotators named, corrected for chance.",
    TRIPLE: "All of it: the share of claims with their source and stance that both annotators have.",
}

LEVELS = 5
"""The number of shades of a cell, q1 to q5."""


class Cut(NamedTuple):
    """The first rows of a table, and how many it has."""

    rows: Sequence[Any]
    total: int


def cut(rows: Sequence[Any], limit: int) -> Cut:
    """Return the first rows of a table."""
    return Cut(rows[:limit], len(rows))


def clusters(facts: ReportFacts) -> list[list[PositionRow]]:
    """Return who says what about the same thing, by cluster; as many rows as are shown."""
    shown = facts.positions[:POSITIONS]
    return [list(rows) for _, rows in groupby(shown, key=lambda row: row.cluster)]


def number(value: float | int | None, digits: int = 0) -> str:
    """Return a number as text, a dash for none.

    >>> number(1234), number(None), number(0.5, 2)
    ('1,234', '–', '0.50')
    """
    return "–" if value is None else f"{value:,.{digits}f}"


def percent(part: float, whole: float) -> str:
    """Return a share in percent, a dash of nothing.

    >>> percent(1, 3), percent(1, 0), percent(1, 1000)
    ('33 %', '–', '0.1 %')
    """
    if not whole:
        return "–"
    share = 100 * part / whole
    return f"{share:.1f} %" if 0 < share < 1 else f"{share:.0f} %"


def shade(value: float | None) -> int:
    """Return the shade of a cell for a share from 0 to 1, 0 for none."""
    return 0 if not value or value < 0 else min(LEVELS, max(1, ceil(value * LEVELS)))


def label_words(value: str) -> str:
    """Return a label as people read it.

    >>> label_words("no_claim")
    'no claim'
    """
    return value.replace("_", " ")


# -- disagreements --------------------------------------------------------------------------------------------------------


class Kind(NamedTuple):
    """A kind of disagreement as its list shows it."""

    words: str
    what: str
    number: int
    of: int
    examples: Sequence[Example]


def disagreement_kinds(facts: ReportFacts) -> Cut:
    """Return the kinds of disagreement, the most frequent first."""
    kinds = [_kind(kind) for kind in facts.disagreements]
    return cut(kinds, KINDS)


def _kind(kind: Disagreement) -> Kind:
    words = question_in_words(kind.stage, kind.question)  # type: ignore[arg-type]
    return Kind(words, label_words(kind.what), kind.count, kind.of, kind.examples)


def said_words(text: str) -> str:
    """Return an answer in an example as people read it."""
    return label_words(text) if text else "nothing"


class MarkedText(NamedTuple):
    """A piece of a sentence, marked or not."""

    text: str
    mark: bool


def marked(sentence: str, text: str) -> list[MarkedText]:
    """Return a sentence with the pieces of a claim marked; without marks if the claim is all of it, or could be elsewhere in it.

    >>> marked("He said it rains.", "it rains")
    [MarkedText(text='He said ', mark=False), MarkedText(text='it rains', mark=True), MarkedText(text='.', mark=False)]
    """
    pieces = text.split(PIECE_SEPARATOR)
    if text == sentence or any(sentence.count(piece) != 1 for piece in pieces):
        return [MarkedText(sentence, False)]
    places = [(start, start + len(piece)) for piece in pieces for start in [sentence.index(piece)]]
    edges = sorted({0, len(sentence), *chain.from_iterable(places)})
    return [
        MarkedText(sentence[start:end], any(first <= start and end <= last for first, last in places))
        for start, end in pairwise(edges)
    ]


def run_classes(run: MarkedRun) -> str:
    """Return the classes of a run: what it is, and which claims it belongs to."""
    kinds = [name for name, numbers in (("claim", run.claims), ("source", run.sources), ("cue", run.cues)) if numbers]
    belongs = dict.fromkeys(f"m{number}" for number in (*run.sources, *run.cues))
    return " ".join([*kinds, *(f"c{number}" for number in run.claims), *belongs])


# -- articles -------------------------------------------------------------------------------------------------------------


class VersionView(NamedTuple):
    """A version of a sentence with the numbers of the views that show it, 0 for gold, and the names of those who made it."""

    views: tuple[int, ...]
    names: tuple[str, ...]
    gold: str
    runs: Sequence[MarkedRun]
    notes: Sequence[ClaimNote]
    label: str
    flag: str | None
    note: str


class SentenceView(NamedTuple):
    """A sentence with its number, from 1, and what everybody made of it."""

    number: int
    block: str
    begins_block: bool
    versions: Sequence[VersionView]


class ArticleView(NamedTuple):
    """An article with its number on the page."""

    number: int
    document: Document
    differing: int
    sentences: Sequence[SentenceView]


def article_views(facts: ReportFacts) -> Iterator[ArticleView]:
    """Yield the articles to show, one by one."""
    people = {name: place for place, name in enumerate(viewers(facts), 1)}
    differing = {row.document: row.differing for row in facts.articles}
    for place, article in enumerate(facts.shown, 1):
        sentences = list(_sentence_views(article, people, without_text=facts.without_text))
        yield ArticleView(place, article.document, differing.get(article.document.id, 0), sentences)


def viewers(facts: ReportFacts) -> list[str]:
    """Return the annotators whose decisions can be looked at."""
    return sorted({name for article in facts.shown for made in article.decisions.values() for one in made for name in one.names})


def first_view(facts: ReportFacts) -> int:
    """Return the view that is shown first: gold, or the first annotator if there are only annotators."""
    decisions = (one for article in facts.shown for made in article.decisions.values() for one in made)
    return 1 if viewers(facts) and not any(one.gold for one in decisions) else 0


def _sentence_views(article: ShownArticle, people: Mapping[str, int], *, without_text: bool) -> Iterator[SentenceView]:
    document, block = article.document, -1
    present = {name for made in article.decisions.values() for one in made for name in one.names}
    for index, sentence in enumerate(document.sentences[:LONGEST_ARTICLE]):
        versions = [
            _version(article, index, decision, people, without_text=without_text) for decision in article.decisions.get(index, ())
        ]
        given = {view for version in versions for view in version.views}
        lacking = [view for view in range(len(people) + 1) if view not in given]
        if lacking:
            names = tuple(name for name, view in people.items() if view in lacking and name in present)
            text = "" if without_text else document.text[sentence.start : sentence.end]
            versions.append(VersionView(tuple(lacking), names, "", [MarkedRun(text)], (), "", None, ""))
        kind = document.blocks[sentence.block].kind if document.blocks else ""
        yield SentenceView(index + 1, kind, sentence.block != block, versions)
        block = sentence.block


def _version(
    article: ShownArticle, index: int, decision: Decision, people: Mapping[str, int], *, without_text: bool
) -> VersionView:
    annotation, document = decision.annotation, article.document
    views = tuple([0] * bool(decision.gold) + [people[name] for name in decision.names])
    notes = tuple(claim_notes(annotation))
    if without_text:
        closed = [note._replace(voices=tuple(voice._replace(name="") for voice in note.voices)) for note in notes]
        return VersionView(views, decision.names, decision.gold, (), closed, annotation.label or "open", None, "")
    runs = marked_runs(document, document.sentences[index], annotation)
    label = annotation.label or "open"
    return VersionView(views, decision.names, decision.gold, runs, notes, label, annotation.flag, annotation.note)


# -- agreement ------------------------------------------------------------------------------------------------------------


class StageFigure(NamedTuple):
    """The figure of a stage that is in sight."""

    words: str
    compared: str
    coefficient: str
    row: AgreementRow


def stage_figures(agreement: Agreement | None) -> list[StageFigure]:
    """Return the main figure of each stage."""
    if agreement is None:
        return []
    overall = {(Question(row.stage, row.question), row.coefficient): row for row in agreement.rows if row.by == OVERALL}
    names = {"alpha_nominal": "alpha", "f1_overlap": "F1, overlap", "f1": "F1"}
    return [
        StageFigure(question_in_words(*question), COMPARED[question], names[coefficient], overall[question, coefficient])
        for question, coefficient in MAIN
        if (question, coefficient) in overall
    ]


def all_figures(facts: ReportFacts) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and the rows of all overall figures."""
    if facts.agreement is None:
        return (), []
    head, *rows = agreement_table(facts.agreement)
    return head, rows


class Breakdown(NamedTuple):
    """The main figures in each group of a breakdown."""

    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[AgreementRow | None]]]


_BREAKDOWNS = {"block": "By kind of block", "time": "By month", "blind": "By whether suggestions were shown"}


def breakdowns(facts: ReportFacts) -> list[Breakdown]:
    """Return the main figures by kind of block, by month, and with and without suggestions."""
    if facts.agreement is None:
        return []
    found = []
    for by, title in _BREAKDOWNS.items():
        rows = [row for row in facts.agreement.rows if row.by == by]
        groups = list(dict.fromkeys(row.group for row in rows))
        known = {(row.group, Question(row.stage, row.question), row.coefficient): row for row in rows}
        table = [(group or "not known", [known.get((group, *main)) for main in MAIN]) for group in groups]
        if len(groups) > 1:
            found.append(Breakdown(title, [question_in_words(*question) for question, _ in MAIN], table))
    return found


def label_figures(facts: ReportFacts) -> list[AgreementRow]:
    """Return the alpha of each label against all others."""
    if facts.agreement is None:
        return []
    return [row for row in facts.agreement.rows if row.by == BY_LABEL and row.coefficient == "alpha_nominal"]


class Matrix(NamedTuple):
    """A square of values by two names, with a title."""

    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[float | int | None]]]
    total: int = 0

    @property
    def most(self) -> float:
        """The greatest value."""
        return max((cell for _, cells in self.rows for cell in cells if cell is not None), default=0)


def pair_matrix(facts: ReportFacts) -> Matrix | None:
    """Return the alpha of the label of every two annotators."""
    if facts.agreement is None:
        return None
    values: dict[frozenset[str], float | None] = {}
    for row in facts.agreement.rows:
        if row.by == BY_PAIR and (row.stage, row.question) == LABEL and row.coefficient == "alpha_nominal":
            values[frozenset(row.group.split(", "))] = row.figure.value
    names = list(facts.agreement.annotators)
    if len(names) < 2 or not values:
        return None
    rows = [(one, [None if one == other else values.get(frozenset((one, other))) for other in names]) for one in names]
    return Matrix("label of the sentence", names, rows)


def confusion_matrices(facts: ReportFacts, *, gold: bool) -> list[Matrix]:
    """Return, for each closed question, how often two answers were given together: gold and an annotator's, or two annotators'.

    Against gold, a row is what gold says. Between annotators, a cell counts both ways round.
    """
    by_question: dict[str, Counter[tuple[str, str]]] = {}
    for row in facts.confusions:
        asked = _question(facts.schema, row.question)
        if (row.one == GOLD) == gold and asked is not None and asked.single:
            counts = by_question.setdefault(row.question, Counter())
            counts[row.said, row.other_said] += row.number
            if not gold and row.said != row.other_said:
                counts[row.other_said, row.said] += row.number
    matrices = []
    for question, counts in by_question.items():
        answers = _in_order(facts.schema, question, {answer for pair in counts for answer in pair})
        rows = [(one, [counts[one, other] for other in answers]) for one in answers]
        compared = sum(n for (one, other), n in counts.items() if gold or one <= other)
        matrices.append(Matrix(question_words(question), answers, rows, compared))
    return matrices


def question_words(path: str) -> str:
    """Return a question such as ``claim.type`` in words."""
    noun, _, name = path.partition(".")
    stage = "sentence" if noun == "annotation" else noun
    return question_in_words(stage, name)  # type: ignore[arg-type]


def _question(schema: Schema, path: str) -> Attribute | None:
    """Return the question with a path such as ``claim.type``; that of the author's stance is the one about any stance."""
    noun, _, name = path.partition(".")
    if noun == ARTICLE:
        noun = "annotation"
    return schema.attribute(noun, "label" if (noun, name) == ("stance", "author") else name)


def _in_order(schema: Schema, path: str, answers: Iterable[str]) -> list[str]:
    """Return answers in the order of the scheme, then those that it does not have."""
    question = _question(schema, path)
    known = [choice.value for choice in question.labels] if question else []
    found = set(answers)
    return [value for value in known if value in found] + sorted(found - set(known))


# -- progress -------------------------------------------------------------------------------------------------------------


class ProgressTable(NamedTuple):
    """Articles by annotators; a cell is the progress of an annotator, None if they have not begun."""

    names: Sequence[str]
    rows: Sequence[tuple[Any, Sequence[ProgressRow | None]]]
    total: int


def progress_table(facts: ReportFacts) -> ProgressTable:
    """Return the progress in each article, the least finished ones first."""
    names = [row.annotator for row in facts.annotators]
    by_article: defaultdict[str, dict[str, ProgressRow]] = defaultdict(dict)
    for row in facts.progress:
        by_article[row.document][row.annotator] = row
    ordered = sorted(facts.articles, key=lambda row: (row.finished / max(row.sentences, 1), row.document))
    rows = [(row, [by_article[row.document].get(name) for name in names]) for row in ordered[:ROWS]]
    return ProgressTable(names, rows, len(ordered))


def days_left(row: AnnotatorRow) -> str:
    """Return how many more working days an annotator needs at their pace, in words.

    The range is that of the quartiles: of their days, half were between the two.
    """
    if not row.open:
        return "nothing left"
    if not row.per_day or not row.per_day_low or not row.per_day_high:
        return "not known"
    middle, least, most = (ceil(row.open / pace) for pace in (row.per_day, row.per_day_high, row.per_day_low))
    days = f"about {middle:,} day{'' if middle == 1 else 's'}"
    return days if least == most else f"{days} ({least:,} to {most:,})"


class Line(NamedTuple):
    """A line of a chart: its name, and its points."""

    name: str
    points: str
    total: int


class Timeline(NamedTuple):
    """Finished sentences over time, in a chart of a given size."""

    width: int
    height: int
    first: str
    last: str
    most: int
    lines: Sequence[Line]
    days: Sequence[DayRow]


def timeline(facts: ReportFacts, width: int = 640, height: int = 180) -> Timeline | None:
    """Return the finished sentences of each annotator over time; None if all are of one day."""
    from datetime import date

    if not facts.days:
        return None
    first, last = min(row.day for row in facts.days), max(row.day for row in facts.days)
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    most = max(row.total for row in facts.days)
    if not span:
        return None

    def x(day: str) -> float:
        return (date.fromisoformat(day) - date.fromisoformat(first)).days / span * width

    lines = []
    for name, rows in groupby(facts.days, key=lambda row: row.annotator):
        height_before, points = float(height), []
        for row in rows:
            y = height - row.total / most * height
            points += [f"{x(row.day):.1f},{height_before:.1f}", f"{x(row.day):.1f},{y:.1f}"]
            height_before, total = y, row.total
        lines.append(Line(name, " ".join([*points, f"{width},{height_before:.1f}"]), total))
    return Timeline(width, height, first, last, most, lines, cut(facts.days, ROWS).rows)


# -- labels ---------------------------------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """An answer to a question with how often gold has it, and each annotator, each of how many."""

    label: str
    counts: Sequence[tuple[int, int]]


class QuestionView(NamedTuple):
    """A question with its answers; `asked` and `answered` are of gold."""

    path: str
    words: str
    answers: Sequence[Answer]
    answered: int
    asked: int


def label_tables(facts: ReportFacts) -> list[QuestionView]:
    """Return the answers to each closed question, in the order of the scheme."""
    names = ["", *(row.annotator for row in facts.annotators)]
    counts = {(row.question, row.label, row.annotator): row.number for row in facts.labels}
    asked: dict[tuple[str, str], int] = {}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts.labels:
        asked[row.question, row.annotator] = row.asked
        found[row.question].add(row.label)
    tables = []
    for question in questions(facts.schema):
        path = question.path
        if path not in found:
            continue
        answers = [
            Answer(label, [(counts.get((path, label, name), 0), asked.get((path, name), 0)) for name in names])
            for label in _in_order(facts.schema, path, found[path])
        ]
        answered = sum(answer.counts[0][0] for answer in answers)
        tables.append(QuestionView(path, question_words(path), answers, answered, asked.get((path, ""), 0)))
    return tables


def questions(schema: Schema) -> Iterator[Attribute]:
    """Yield the closed questions, in the order of the scheme."""
    for noun in NOUNS:
        if noun in schema.labels:
            yield schema.labels[noun]
        yield from (question for question in schema.attributes[noun] if not question.free)


class GroupTable(NamedTuple):
    """The answers to a question in gold by a property of the article; a row is a group with how often each answer was given."""

    grouping: str
    title: str
    answers: Sequence[str]
    groups: Cut


class GroupView(NamedTuple):
    """A group: how often the question could be asked in it, and how often each answer was given."""

    group: str
    asked: int
    counts: Sequence[int]


_GROUPINGS = {"outlet": "By outlet", "month": "By month of publication", "language": "By language", "block": "By kind of block"}


def group_tables(facts: ReportFacts) -> dict[str, list[GroupTable]]:
    """Return, for each question, its answers by outlet, month, language and kind of block, where there are several.

    Outlets and languages are in the order of their size.
    """
    asked: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    counts: Counter[tuple[str, str, str, str]] = Counter()
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in facts.groups:
        asked[row.question, row.grouping][row.group] = row.asked
        counts[row.question, row.grouping, row.group, row.label] = row.number
        found[row.question, row.grouping].add(row.label)
    tables: defaultdict[str, list[GroupTable]] = defaultdict(list)
    for (question, grouping), groups in asked.items():
        if len(groups) < 2:
            continue
        answers = _in_order(facts.schema, question, found[question, grouping])
        rows = [
            GroupView(group, size, [counts[question, grouping, group, answer] for answer in answers])
            for group, size in sorted(groups.items())
        ]
        if grouping in ("outlet", "language"):
            rows.sort(key=lambda row: -row.asked)
        tables[question].append(GroupTable(grouping, _GROUPINGS[grouping], answers, cut(rows, SOURCES)))
    order = list(_GROUPINGS)
    return {question: sorted(of, key=lambda table: order.index(table.grouping)) for question, of in tables.items()}


# -- sources --------------------------------------------------------------------------------------------------------------


class Part(NamedTuple):
    """A part of a bar of 100: its name, where it begins, its width, and the number behind it."""

    name: str
    start: float
    width: float
    number: int
    place: int


def parts(counts: Mapping[str, int], order: Sequence[str]) -> list[Part]:
    """Return a bar of 100 in parts; `place` is that of the name in `order`."""
    total, start, found = sum(counts.values()), 0.0, []
    for place, name in enumerate(order):
        if count := counts.get(name, 0):
            width = 100 * count / total
            found.append(Part(name, round(start, 2), round(width, 2), count, place))
            start += width
    return found


def stance_order(facts: ReportFacts) -> list[str]:
    """Return the stances that occur, in the order of the scheme."""
    found = {row.stance for row in facts.source_stances} | {row.stance for row in facts.crossed}
    return _in_order(facts.schema, "stance.label", found)


class SourceView(NamedTuple):
    """A source with its stances."""

    source: SourceRow
    stances: Sequence[Part]


def source_table(facts: ReportFacts) -> Cut:
    """Return the most quoted sources."""
    order = stance_order(facts)
    stances: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in facts.source_stances:
        stances[row.source][row.stance] += row.number
    shown = cut(facts.sources, SOURCES)
    return Cut([SourceView(row, parts(stances[row.source], order)) for row in shown.rows], shown.total)


class CrossView(NamedTuple):
    """Stances by the answers to another question."""

    words: str
    rows: Sequence[tuple[str, int, Sequence[Part]]]


def cross_tables(facts: ReportFacts) -> list[CrossView]:
    """Return the stances by type and naming of the source, and by type of quotation."""
    order = stance_order(facts)
    by_question: dict[str, defaultdict[str, Counter[str]]] = {}
    for row in facts.crossed:
        by_question.setdefault(row.question, defaultdict(Counter))[row.label][row.stance] += row.number
    return [
        CrossView(
            question_words(question),
            [
                (label, sum(counts[label].values()), parts(counts[label], order))
                for label in _in_order(facts.schema, question, counts)
            ],
        )
        for question, counts in by_question.items()
    ]


# -- the rest -------------------------------------------------------------------------------------------------------------

FATES = ("accepted", "edited", "rejected")


class RuleView(NamedTuple):
    """A rule with what became of its suggestions."""

    rule: str
    total: int
    parts: Sequence[Part]


def rule_table(facts: ReportFacts) -> list[RuleView]:
    """Return the rules, each with what became of its suggestions."""
    return [
        RuleView(row.rule, row.accepted + row.edited + row.rejected, parts(dict(zip(FATES, row[1:], strict=True)), FATES))
        for row in facts.rules
    ]


def agenda(facts: ReportFacts) -> Cut:
    """Return the sentences for the next guideline meeting."""
    rows: Sequence[AgendaRow] = facts.agenda
    return cut(rows, AGENDA)


class ProblemKind(NamedTuple):
    """The problems with one code, and what they have in common, in words."""

    severity: str
    code: str
    words: str
    problems: Cut


def problem_kinds(facts: ReportFacts) -> list[ProblemKind]:
    """Return what `annotate check` finds by code, errors first, then the most frequent."""
    by_code: defaultdict[tuple[str, str], list[ProblemRow]] = defaultdict(list)
    for row in facts.problems:
        by_code[row.severity, row.code].append(row)
    ordered = sorted(by_code.items(), key=lambda item: (item[0][0] != Severity.ERROR, -len(item[1]), item[0]))
    return [ProblemKind(*key, CODES[key[1]].line, cut(rows, PROBLEMS)) for key, rows in ordered]


def meanings(facts: ReportFacts) -> list[tuple[str, str]]:
    """Return what the coefficients mean."""
    return explanations(facts.agreement) if facts.agreement else []


def summary_counts(facts: ReportFacts, name: str) -> list[tuple[str, int]]:
    """Return the articles by a column, the most frequent value first."""
    counts = Counter(getattr(row, name) or "not known" for row in facts.articles)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SOURCES]
