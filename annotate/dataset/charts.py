"""The charts on the card, as SVG files: the labels of gold, the agreement of annotators, the time of publication.

They are drawn from what the card says anyway. A drawing contains everything it needs: it has no style sheet, which the Hub would
remove, so it cannot follow the theme of the page and brings its own light background. Its texts are texts. A question without
answers, a figure that is not defined and a chart without rows are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annotate.dataset.card_facts import CardFacts
from annotate.report.drawing import DIM, FILL, PAGE, RULE, TEXT, position
from annotate.report.views import number, percent, stage_figures
from annotate.schema import Attribute, Schema
from annotate.schema.wellknown import LABEL, TYPE
from annotate.text.rows import elide
from annotate.text.terminal import show

_MOST_LABELS = 12
"""The greatest number of labels of a question that have a bar of their own."""

_MOST_PERIODS = 24
_PERIODS = (("month", 1), ("year", 12), ("decade", 120), ("century", 1200))
"""The periods by which articles are counted, with their months: the first of which there are not more than `_MOST_PERIODS`."""


class Chart(NamedTuple):
    """A chart: the name of its file, the drawing, and what it shows in words."""

    name: str
    svg: str
    words: str


class _Row(NamedTuple):
    """A bar from 0 to `share`, or a dot there with the `interval` around it; `figure` says in words what it shows."""

    label: str
    share: float
    figure: str
    interval: tuple[float, float] | None = None


class _Group(NamedTuple):
    """Rows of a chart under a title of their own."""

    title: str
    rows: Sequence[_Row]


def charts(schema: Schema, facts: CardFacts) -> Iterator[Chart]:
    """Yield the charts that have anything to show. The same values give the same bytes."""
    period, published = _published(facts)
    figures = _agreement(facts)
    for name, title, groups, scale in (
        ("labels", "Labels in the gold annotations", _labels(schema, facts), False),
        ("agreement", "Agreement of the annotators, by stage", figures, True),
        ("published", f"Articles by {period} of publication", published, False),
    ):
        if groups:
            words = _words(title, groups)
            yield Chart(name, _draw(title, words, groups, scale=scale), words)


# -- what the charts show ---------------------------------------------------------------------------------------------


def _labels(schema: Schema, facts: CardFacts) -> list[_Group]:
    """Return the labels of sentences, those of claims by type, and those of stances, with their numbers in gold."""
    closed = [question for question in schema.attributes["claim"] if question.choices]
    claims = sorted(closed, key=lambda question: question.name != TYPE)[:1]
    questions = [schema.labels["annotation"], *claims, schema.labels["stance"]]
    return [group for question in questions if (group := _question(question, facts)) is not None]


def _question(question: Attribute, facts: CardFacts) -> _Group | None:
    counts = {choice.value: facts.labels.get((question.noun, question.name, choice.value), 0) for choice in question.labels}
    total = sum(counts.values())
    if not total:
        return None
    if len(counts) > _MOST_LABELS:
        listed = sorted(counts, key=lambda label: -counts[label])[: _MOST_LABELS - 1]
        others = f"{len(counts) - len(listed)} others"
        counts = {label: times for label, times in counts.items() if label in listed}
        counts[others] = total - sum(counts.values())
    noun = "sentences" if question.noun == "annotation" else f"{question.noun}s"
    rows = [_Row(label, times / total, f"{number(times)} ({percent(times, total)})") for label, times in counts.items()]
    name = "Labels" if question.name == LABEL else f"Answers to “{question.name}”"
    return _Group(f"{name} of {noun}: {number(total)}", rows)


def _agreement(facts: CardFacts) -> list[_Group]:
    """Return the main figure of each stage with its interval."""
    agreement, rows = facts.agreement, []
    for stage in stage_figures(agreement):
        found = stage.row.figure
        if found.value is None:
            continue
        interval = None if found.low is None or found.high is None else (found.low, found.high)
        between = f", {number(interval[0], 2)} to {number(interval[1], 2)}" if interval else ""
        rows.append(_Row(stage.words, found.value, f"{stage.coefficient} {number(found.value, 2)}{between}", interval))
    if agreement is None or not rows:
        return []
    people = f"{len(agreement.annotators)} annotators, {number(agreement.sentences)} sentences"
    return [_Group(f"{people}; 1 is perfect; with 95 % intervals where they are known", rows)]


def _published(facts: CardFacts) -> tuple[str, list[_Group]]:
    """Return the period by which articles are counted, and their numbers; none if all articles are of one period."""
    days = [day for article in facts.articles if (day := article.day)]
    months = [12 * int(day[:4]) + int(day[5:7]) - 1 for day in days]
    first, last = min(months, default=0), max(months, default=0)
    fitting = (each for each in _PERIODS if last // each[1] - first // each[1] < _MOST_PERIODS)
    period, length = next(fitting, _PERIODS[-1])
    counts = Counter(month // length for month in months)
    if len(counts) < 2:
        return period, []
    most = max(counts.values())
    rows = [
        _Row(_period(place * length, period), counts[place] / most, number(counts[place]))
        for place in range(first // length, last // length + 1)
    ]
    return period, [_Group(f"{number(len(days))} of {number(len(facts.articles))} articles have a date", rows)]


def _period(month: int, period: str) -> str:
    """Return the name of the period that begins with a month, which is counted from the year 0."""
    year, rest = divmod(month, 12)
    return {"month": f"{year:04}-{rest + 1:02}", "year": f"{year:04}"}.get(period, f"from {year:04}")


def _words(title: str, groups: Sequence[_Group]) -> str:
    """Return in words what a chart shows."""
    parts = (f"{group.title}. {'; '.join(f'{row.label}: {row.figure}' for row in group.rows)}." for group in groups)
    return " ".join((f"{title}.", *map(show, parts)))


# -- the drawing ------------------------------------------------------------------------------------------------------

_WIDTH, _MARGIN, _LINE = 760, 16, 24
_BARS, _LENGTH, _FIGURES = 288, 232, 536
_LABEL_COLUMNS, _TITLE_COLUMNS = 34, 100  # of text that fits before the bars, and into a line


def _draw(title: str, words: str, groups: Sequence[_Group], *, scale: bool) -> str:
    """Return a chart as SVG; with `scale`, the axis has numbers."""
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "title words"})
    SubElement(svg, "title", id="title").text = title
    SubElement(svg, "desc", id="words").text = words
    frame = SubElement(svg, "rect", x="0.5", y="0.5", rx="8", fill=PAGE, stroke=RULE)
    shapes = SubElement(svg, "g", {"font-family": "system-ui, sans-serif", "font-size": "13", "fill": TEXT})
    y = 30
    _write(shapes, _MARGIN, y, title).attrib.update({"font-size": "16", "font-weight": "600"})
    for group in groups:
        y += 30
        _write(shapes, _MARGIN, y, _fitting(group.title, _TITLE_COLUMNS), fill=DIM)
        top, bottom = y + 8, y + 8 + _LINE * len(group.rows)
        for place in (0, 0.5, 1) if scale else (0,):
            x = position(place, _BARS, _LENGTH)
            SubElement(shapes, "line", x1=x, x2=x, y1=str(top), y2=str(bottom), stroke=DIM)
            if scale:
                _write(shapes, x, bottom + 16, f"{place:g}", fill=DIM).set("text-anchor", "middle")
        for row in group.rows:
            y += _LINE
            _write(shapes, _MARGIN, y, _fitting(row.label, _LABEL_COLUMNS))
            _write(shapes, _FIGURES, y, row.figure)
            _draw_row(shapes, row, y - 5, dot=scale)
    height = y + (40 if scale else 24)
    svg.attrib.update(width=str(_WIDTH), height=str(height), viewBox=f"0 0 {_WIDTH} {height}")
    frame.attrib.update(width=str(_WIDTH - 1), height=str(height - 1))
    indent(svg, " ")
    return tostring(svg, encoding="unicode") + "\n"


def _draw_row(shapes: Element, row: _Row, y: int, *, dot: bool) -> None:
    """Draw the bar of a row, or its interval with a dot."""
    if not dot:
        width = position(row.share, 0, _LENGTH)
        SubElement(shapes, "rect", x=str(_BARS), y=str(y - 6), width=width, height="12", fill=FILL)
        return
    if row.interval:
        low, high = (position(end, _BARS, _LENGTH) for end in row.interval)
        SubElement(shapes, "line", {"x1": low, "x2": high, "y1": str(y), "y2": str(y), "stroke": FILL, "stroke-width": "4"})
    place = position(row.share, _BARS, _LENGTH)
    SubElement(shapes, "circle", {"cx": place, "cy": str(y), "r": "5", "fill": FILL, "stroke": PAGE, "stroke-width": "1.5"})


def _fitting(text: str, columns: int) -> str:
    """Return a text without its middle if it is longer than so many columns; it is safe to show."""
    return "".join(part for _, part in elide(columns, "", text))


def _write(shapes: Element, x: float | str, y: int, text: str, **attributes: str) -> Element:
    element = SubElement(shapes, "text", {"x": str(x), "y": str(y), **attributes})
    element.text = text
    return element
