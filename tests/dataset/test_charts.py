"""The charts on the card: what they show, in which order, and that a browser can only look at them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy
import pytest

from annotate.agreement.agreement import Agreement, AgreementRow
from annotate.agreement.intervals import Figure
from annotate.dataset.atomic_folder import MARKER
from annotate.dataset.card_facts import CardFacts
from annotate.dataset.charts import Chart, charts
from annotate.dataset.splits import Article
from annotate.schema import Schema

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "rect", "line", "circle", "text"}
LABELS = {
    ("annotation", "label", "claim"): 30,
    ("annotation", "label", "no_claim"): 10,
    ("claim", "type", "event"): 12,
    ("claim", "type", "causal"): 4,
    ("source", "type", "person"): 99,
    ("stance", "label", "support"): 1_200,
}
ROWS = (
    AgreementRow("overall", "", "sentence", "label", "alpha_nominal", Figure(0.71, low=0.65, high=0.78, units=12)),
    AgreementRow("overall", "", "sentence", "label", "kappa", Figure(0.7, units=12)),
    AgreementRow("overall", "", "span", "claims", "f1_overlap", Figure(0.5, units=9)),
    AgreementRow("overall", "", "stance", "label", "alpha_nominal", Figure(-0.12, low=-0.3, high=0.2, units=9)),
    AgreementRow("overall", "", "triple", "triple", "f1", Figure(None, "no claims", units=0)),
)
AGREEMENT = Agreement(("ada", "ben"), 3, 1_200, ROWS)


def article(number: int, published: str | None) -> Article:
    return Article(f"doc{number}", published, None, numpy.zeros(1, dtype=numpy.int64))


def facts(*days: str | None, **changes: Any) -> CardFacts:
    articles = [article(number, day) for number, day in enumerate(days)]
    return replace(CardFacts({}, frozenset(), {}, {}, "2026-11-22T09:00:00Z", "0.1.0", articles=articles), **changes)


def drawn(schema: Schema, known: CardFacts) -> dict[str, Chart]:
    return {chart.name: chart for chart in charts(schema, known)}


def texts(chart: Chart) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(chart.svg).iter(f"{SVG}text")]


def widths(chart: Chart) -> list[float]:
    """The widths of the bars; the first rectangle is the background."""
    return [float(bar.get("width", "")) for bar in ElementTree.fromstring(chart.svg).iter(f"{SVG}rect")][1:]


def test_labels_are_counted_by_question_in_the_order_of_the_scheme(schema: Schema) -> None:
    chart = drawn(schema, facts(labels=LABELS))["labels"]
    assert texts(chart)[:9] == [
        "Labels in the gold annotations",
        "Labels of sentences: 40",
        *("claim", "30 (75 %)", "no_claim", "10 (25 %)", "skip", "0 (0 %)"),
        "Answers to “type” of claims: 16",
    ]
    assert widths(chart)[:3] == [174, 58, 0]
    assert "Labels of stances: 1,200. support: 1,200 (100 %); deny: 0 (0 %)" in chart.words
    assert "99" not in chart.words, "the type of sources is another question"


def test_a_question_that_nobody_answered_is_left_out(schema: Schema) -> None:
    chart = drawn(schema, facts(labels={("annotation", "label", "claim"): 2}))["labels"]
    listed = "claim: 2 (100 %); no_claim: 0 (0 %); skip: 0 (0 %)."
    assert chart.words == f"Labels in the gold annotations. Labels of sentences: 2. {listed}"


def test_a_scheme_without_the_type_of_claims_shows_another_question(schema: Schema) -> None:
    questions = tuple(question for question in schema.attributes["claim"] if question.name != "type")
    other = replace(schema, attributes={**schema.attributes, "claim": questions})
    first = next(question for question in other.attributes["claim"] if question.choices)
    chart = drawn(other, facts(labels={("claim", first.name, first.labels[0].value): 3}))["labels"]
    assert f"Answers to “{first.name}” of claims: 3." in chart.words


def test_of_many_labels_the_most_frequent_have_bars(schema: Schema) -> None:
    question = schema.labels["stance"]
    many = tuple(replace(question.labels[0], value=f"stance{number:02}") for number in range(30))
    other = replace(schema, labels={**schema.labels, "stance": replace(question, labels=many)})
    labels = {("stance", "label", label.value): number for number, label in enumerate(many)}
    chart = drawn(other, facts(labels=labels))["labels"]
    assert texts(chart)[2::2] == [*(f"stance{number}" for number in range(19, 30)), "19 others"]
    assert texts(chart)[-1] == "171 (39 %)"
    assert len(widths(chart)) == 12


def test_the_main_figure_of_each_stage_has_its_interval(schema: Schema) -> None:
    chart = drawn(schema, facts(agreement=AGREEMENT))["agreement"]
    assert chart.words == (
        "Agreement of the annotators, by stage. 2 annotators, 1,200 sentences; 1 is perfect; with 95 % intervals where they are "
        "known. label of the sentence: alpha 0.71, 0.65 to 0.78; claims, by their place: F1, overlap 0.50; "
        "stance of a source: alpha -0.12, -0.30 to 0.20."
    )
    svg = ElementTree.fromstring(chart.svg)
    assert [dot.get("cx") for dot in svg.iter(f"{SVG}circle")] == ["452.72", "404.00", "288.00"]
    assert [(line.get("x1"), line.get("x2")) for line in svg.iter(f"{SVG}line")][3:] == [
        ("438.80", "468.96"),
        ("288.00", "334.40"),
    ]
    assert "ada" not in chart.svg


@pytest.mark.parametrize(
    ("days", "period", "rows"),
    [
        (["2025-11-03T10:00:00Z", "2026-01-05", "2026-01-31", None], "month", ["2025-11: 1", "2025-12: 0", "2026-01: 2"]),
        (["2024-01-31", "2025-12-01"], "month", ["2024-01: 1", *["0"] * 22, "2025-12: 1"]),
        (["2024-01-31", "2026-01-01"], "year", ["2024: 1", "2025: 0", "2026: 1"]),
        (["1999-12-31", "2026-01-01"], "decade", ["from 1990: 1", "from 2000: 0", "from 2010: 0", "from 2020: 1"]),
        (["0001-01-01", "9999-01-01"], "century", ["from 0000: 1", *["0"] * 98, "from 9900: 1"]),
    ],
)
def test_articles_are_counted_by_a_period_that_fits(schema: Schema, days: list[str | None], period: str, rows: list[str]) -> None:
    chart = drawn(schema, facts(*days))["published"]
    head, _, listed = chart.words.removesuffix(".").partition(" have a date. ")
    dated = sum(day is not None for day in days)
    assert head == f"Articles by {period} of publication. {dated} of {len(days)} articles"
    found = listed.split("; ")
    assert len(found) == len(rows)
    assert all(one.endswith(other) for one, other in zip(found, rows, strict=True))


@pytest.mark.parametrize("days", [[], [None], ["2026-01-05"], ["2026-01-05", "2026-01-06"]])
def test_a_chart_with_nothing_to_show_is_left_out(schema: Schema, days: list[str | None]) -> None:
    assert drawn(schema, facts(*days)) == {}
    assert drawn(schema, facts(*days, agreement=Agreement((), 0, 0, ROWS[-1:]))) == {}


def test_a_drawing_only_draws(schema: Schema) -> None:
    """It requests nothing, runs nothing and needs no style sheet, whatever the labels are."""
    hostile = '</text><script>alert(1)</script>&\u202e"\ufffe\x00 ' + "مرحبا long " * 30
    question = schema.labels["stance"]
    changed = replace(question, labels=(replace(question.labels[0], value=hostile),))
    other = replace(schema, labels={**schema.labels, "stance": changed})
    labels = {**LABELS, ("stance", "label", hostile): 3}
    found = drawn(other, facts("2026-01-05", "2026-02-05", labels=labels, agreement=AGREEMENT))
    assert list(found) == ["labels", "agreement", "published"]
    for chart in found.values():
        svg = ElementTree.fromstring(chart.svg)
        assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= DRAWN
        names = {name for element in svg.iter() for name in element.attrib}
        assert not {name for name in names if name in ("style", "class") or name.startswith("on") or "href" in name}
        assert svg.findtext(f"{SVG}desc") == chart.words
        assert not re.search("[\u202e\ufffe\x00]", chart.svg + chart.words)
        right, height = float(svg.get("width", "")), float(svg.get("height", ""))
        assert all(float(text.get("y", "")) < height and float(text.get("x", "")) < right for text in svg.iter(f"{SVG}text"))
    label = next(text for text in texts(found["labels"]) if text.startswith("</text>"))
    assert len(label) <= 34


def test_a_dataset_has_its_charts_and_its_card_shows_them(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(4, published="2026-01-05")
    documents[0] = replace(documents[0], published="2026-03-01")
    target = tmp_path / "dataset"
    world.export(target, documents, revisions, schema, agreement=lambda: AGREEMENT)
    files = {path.relative_to(target).as_posix() for path in (target / "charts").iterdir()}
    assert files == {"charts/labels.svg", "charts/agreement.svg", "charts/published.svg"}
    assert files <= set(json.loads((target / MARKER).read_text(encoding="utf-8"))["files"])
    card = (target / "README.md").read_text(encoding="utf-8")
    shown = {path: words for words, path in re.findall(r"(?m)^!\[(.*)\]\((charts/.*)\)$", card)}
    assert set(shown) == files
    assert "no\\_claim: 4 (17 %)" in shown["charts/labels.svg"]
    assert shown["charts/published.svg"].endswith("2026-01: 3; 2026-02: 0; 2026-03: 1.")
    before = world.bytes_of(target)
    world.export(target, documents, revisions, schema, agreement=lambda: AGREEMENT)
    assert world.bytes_of(target) == before
    world.export(target, documents, revisions, schema, agreement=lambda: AGREEMENT, charts=False)
    assert not (target / "charts").exists()
    assert "![" not in (target / "README.md").read_text(encoding="utf-8")
    parquet = {name: content for name, content in before.items() if name.endswith(".parquet")}
    assert parquet.items() <= world.bytes_of(target).items()
