"""The part of the card about suggestions: only if there are any to speak of, and with the caveat in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotate.dataset import Export
from annotate.dataset.card_suggestions import suggestions
from annotate.dataset.options import SilverCounts
from annotate.dataset.silver import RuleRecord
from dataset.test_card_facts import facts

EXPORT = Export(Path("/x"), {"sentences": {"train": 3}}, 1, {"labelled": 3}, 1, 1, 1, 1, "1.0.0")


def exported(rows: int, articles: int, **left_out: int) -> Export:
    configs = {**EXPORT.configs, **({"silver": {"train": rows}} if rows else {})}
    return replace(EXPORT, configs=configs, silver=SilverCounts(articles, left_out))


def test_a_dataset_that_was_not_asked_for_them_does_not_speak_of_them() -> None:
    assert list(suggestions(EXPORT, facts())) == []


def test_the_caveat_the_numbers_and_what_is_left_out() -> None:
    records = {"said/1": RuleRecord(30, 5, 4, 1, 40, 30), "plain/1": RuleRecord(blind=3, correct=3)}
    (text,) = suggestions(exported(7, 1, duplicates=2), facts(silver=records))
    assert text.startswith("## Suggestions (silver)\n\n**The rows of `silver` are suggestions of rules. No person has")
    assert "do not evaluate on them" in text.replace("\n", " ")
    assert "There are 7 suggestions for 1 article." in text
    assert "- duplicates: 2" in text
    lines = [line for line in text.splitlines() if "/1 |" in line]
    assert lines == [
        "| plain/1 | 0 | 0 | 0 | 0 | too few | 3 | 3 | too few |",
        "| said/1 | 30 | 5 | 4 | 1 | 75 % (60–86 %) | 40 | 30 | 75 % (60–86 %) |",
    ]


def test_without_rows_and_without_measurements_the_card_says_so() -> None:
    (text,) = suggestions(exported(0, 0), facts(silver={}))
    assert "There are no rows in `silver`." in text
    assert "How often the rules are right is not known" in text
    assert "|" not in text
