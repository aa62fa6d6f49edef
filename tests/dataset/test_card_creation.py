"""The card on articles, annotators, agreement and limits: what was counted, what was said, and what neither."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy

from annotate.agreement.agreement import Agreement, AgreementRow
from annotate.agreement.intervals import Figure
from annotate.dataset import Export, ExportOptions
from annotate.dataset.card_creation import creation, limits, statements
from annotate.dataset.card_facts import NOT_STATED, CardFacts
from annotate.dataset.rows.card_counts import CardCounts
from annotate.dataset.splits import Article
from annotate.model.assignments import Selection
from annotate.model.description import QUESTIONS
from annotate.schema import Schema

FIGURE = Figure(0.5, "", 0.25, 0.75, 12, 24, "a | note")
LABELS = ("sentence", "label")
OVERALL = (
    AgreementRow("overall", "", *LABELS, "kappa", FIGURE),
    AgreementRow("overall", "", "claim", "type", "alpha_nominal", Figure(None, "all 24 labels are event", units=12)),
)
BLIND = (
    AgreementRow("blind", "assisted", *LABELS, "kappa", Figure(0.75, units=9)),
    AgreementRow("blind", "blind", *LABELS, "kappa", Figure(0.25, units=3)),
)


def facts(**changes: Any) -> CardFacts:
    return replace(CardFacts({}, frozenset({"en"}), {}, {}, "2026-11-22T09:00:00Z", "0.1.0"), **changes)


def export(**changes: Any) -> Export:
    configs = {"sentences": {"train": 20}}
    return replace(Export(Path("/x/bridges"), configs, 12, {"labelled": 20}, 9, 5, 10, 2, "1.2.0"), **changes)


def section(schema: Schema, known: CardFacts, changes: dict[str, Any] | None = None, **options: Any) -> str:
    return creation(export(**(changes or {})), schema, ExportOptions(**options), known)


def articles(*rows: tuple[str | None, str | None]) -> list[Article]:
    return [Article(f"d{number}", published, url, numpy.zeros(0)) for number, (published, url) in enumerate(rows)]


def test_what_nobody_said_is_stated_nowhere(schema: Schema) -> None:
    text = section(schema, facts()) + limits(export(), facts()) + statements(facts())
    for question in QUESTIONS:
        if question.name not in ("purpose", "funding", "authors", "citation"):
            assert f"**{question.title}:** {NOT_STATED}" in text, question.name
    assert f"### Curation Rationale\n\n{NOT_STATED}" in text


def test_what_was_said_is_stated_where_readers_look_for_it(schema: Schema) -> None:
    known = facts(description={question.name: f"About {question.name}." for question in QUESTIONS})
    text = section(schema, known) + limits(export(), known) + statements(known)
    assert NOT_STATED not in text
    for question in QUESTIONS:
        if question.name not in ("funding", "authors", "citation"):  # these are in the details and the citation
            assert f"About {question.name}." in text


def test_outlets_and_dates_are_those_of_the_articles(schema: Schema) -> None:
    rows = [
        ("2026-03-01T10:00", "https://www.a.org/1"),
        ("2026-01-02", "https://a.org/2"),
        (None, "https://b|x.org"),
        (None, None),
    ]
    text = section(schema, facts(articles=articles(*rows)))
    assert "published from 2026-01-02 to 2026-03-01; 2 have no date." in text
    assert "| a.org | 2 |" in text
    assert "| without an address | 1 |" in text
    many = articles(*((None, f"https://h{number:02}.org") for number in range(20)))
    assert "| 5 others | 5 |" in section(schema, facts(articles=many))
    unknown = section(schema, facts(articles=articles((None, None))))
    assert "The outlets are not known: no article has an address." in unknown
    assert "The dates of publication are not known." in unknown
    assert "published on 2026-01-02." in section(schema, facts(articles=articles(("2026-01-02", None))))


def test_how_articles_were_chosen_is_counted_by_order(schema: Schema) -> None:
    selections = [
        Selection("uncertainty", 0, 0.2, 1, False),
        Selection("uncertainty", 0, 0.2, 5, True),
        Selection("rare:a|b=c", 3, None, 1, False),
    ]
    text = section(schema, facts(articles=articles(*[(None, None)] * 5), selections=selections))
    assert "so they are not\na random sample" in text
    assert "| uncertainty | 0 | 20% | 2 | 1 |" in text
    assert "| rare:a\\|b=c | 3 | not known | 1 | 0 |" in text
    assert "| none, or not recorded |  |  | 2 |  |" in text
    assert "chosen_at_random" not in section(schema, facts(articles=articles((None, None))))


def test_origins_and_exposures_are_shares(schema: Schema) -> None:
    counts = CardCounts(
        schemas=Counter({"1.0": 3, "0.9": 1}),
        origins=Counter({("claim", "manual"): 1, ("claim", "accepted"): 2, ("stance", "edited"): 4}),
        items=Counter({"claim": 4, "stance": 4}),
        exposures=Counter({"assisted": 3, "blind": 1}),
        rejected=7,
    )
    text = section(schema, facts(counts=counts))
    assert "by the version they were made with: 0.9 (1), 1.0 (3)." in text
    assert "| manual: entered by hand | 1 (25%) | 0 (0%) |" in text
    assert "| accepted: a suggestion, unchanged | 2 (50%) | 0 (0%) |" in text
    assert "| edited: a suggestion, changed | 0 (0%) | 4 (100%) |" in text
    assert "| not recorded | 1 (25%) | 0 (0%) |" in text
    assert "only here if an annotator took it over" in text
    assert "rejected 7 suggestions" in text
    assert "| suggestions shown (assisted) | 3 (75%) |" in text
    assert "| suggestions hidden, for comparison (blind) | 1 (25%) |" in text


def test_agreement_has_intervals_notes_and_explanations(schema: Schema) -> None:
    agreement = Agreement(("ada", "ben"), 3, 12, OVERALL, {}, 1000)
    text = section(schema, facts(agreement=agreement), {"agreement": 0.875})
    assert "87.5% of the annotators of a sentence gave its most frequent label" in text
    assert "| label of the sentence | kappa | 0.500 | 0.250 to 0.750 | 12 | a \\| note |" in text
    assert "| type of a claim | alpha | undefined |  | 12 | all 24 labels are event |" in text
    assert "- **kappa**: Cohen's kappa" in text
    assert "- **alpha**: Krippendorff's alpha" in text
    assert "- **AC1**" not in text, "it is not in the table"
    assert "1000 resamples of whole articles" in text
    assert "ada" not in text
    assert "There are no intervals" in section(schema, facts(agreement=replace(agreement, documents=1)))


def test_who_is_set_apart_is_named_by_pseudonym(schema: Schema) -> None:
    agreement = Agreement(("ada", "ben"), 3, 12, OVERALL, set_apart={"Zoe": 2, "Eva": 1}, typical=40)
    text = section(schema, facts(agreement=agreement, names={"Zoe": "annotator_3"}))
    assert "fewer than 10% of the 40 sentences that annotators typically shared with others" in text
    assert "an annotator (1), annotator\\_3 (2)." in text
    assert "Zoe" not in text
    assert "Eva (1), Zoe (2)." in section(schema, facts(agreement=agreement), names=True)


def test_blind_is_set_against_assisted(schema: Schema) -> None:
    text = section(schema, facts(agreement=Agreement(("ada", "ben"), 3, 12, (*OVERALL, *BLIND))))
    assert "| all annotators saw suggestions | label of the sentence | kappa | 0.750 |" in text
    assert "| suggestions were hidden from all | label of the sentence | kappa | 0.250 |" in text
    alone = section(schema, facts(agreement=Agreement(("ada", "ben"), 3, 12, (*OVERALL, *BLIND[:1]))))
    assert "There is nothing to compare: in all sentences, all annotators saw suggestions." in alone


def test_why_there_is_no_agreement_is_said(schema: Schema) -> None:
    assert "It cannot be measured: there is one annotator." in section(schema, facts(), {"annotators": 1})
    assert "no sentence was finished by two annotators" in section(schema, facts())
    assert "no sentence was finished by two annotators" in section(schema, facts(agreement=Agreement(("ada",), 0, 0, OVERALL)))


def test_one_annotator_is_a_limit() -> None:
    assert "All labels are by one annotator" in limits(export(annotators=1), facts())
    assert "Annotators disagree" in limits(export(), facts())


def test_links_lead_to_headings(schema: Schema) -> None:
    from annotate.dataset.card import card
    from annotate.dataset.features import features

    whole = {config: {"train": 2} for config in features(schema)}
    text = card(export(configs=whole), schema, ExportOptions(), facts(features=features(schema)))
    slugs = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"(?m)^#+ (.*)$", text)}
    links = set(re.findall(r"\]\(#([^)]*)\)", text))
    assert len(links) > 8
    assert links <= slugs


def test_what_a_data_statement_lacks_is_listed() -> None:
    text = statements(facts(description={"purpose": "x"}))
    assert re.search(r"\| Curation rationale \| .* \| selection \|", text)
    assert re.search(r"\| Annotator demographic \| .* \| annotators, kind of annotators \|", text)
    assert re.search(r"\| Composition \| .* \|  \|", text)
