"""Suggestions as weak labels: which articles have them, what a row says, and how often a rule was right."""

from __future__ import annotations

import json
import pickle
from typing import Any

import numpy
import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.features import MEASURED, features, silver_columns, silver_features
from annotate.dataset.leaks import SentenceIndex, hash_sentences
from annotate.dataset.silver import (
    RuleRecord,
    Silver,
    SilverRows,
    SuggestedClaim,
    evaluated_hashes,
    measured_share,
    precision_rows,
    select,
    share_words,
)
from annotate.dataset.splits import Article, Split
from annotate.model import Document, Source, Suggestion
from annotate.schema import Schema, parse_schema
from support.builders import make_document

SENTENCE = "The ferry sank on Monday, Ann Lee said."


def article(id: str, day: str | None = None, url: str | None = None) -> Article:
    return Article(id, day, url, numpy.ones(1))


def weak(*articles: Article, left_out: dict[str, int] | None = None) -> Silver:
    return Silver(articles, {}, lambda ids, rows: (), left_out or {})


GOLD: dict[str, Split] = {"a": "train", "b": "test", "c": "validation"}


def selected(
    silver: Silver,
    *labelled: Article,
    pairs: tuple[tuple[str, str, float], ...] = (),
    recorded: dict[str, Split] | None = None,
    **options: Any,
) -> tuple[list[str], dict[str, int]]:
    articles = labelled or tuple(map(article, GOLD))
    return select(silver, articles, pairs, GOLD, recorded or {}, ExportOptions(**options))


# -- which articles ------------------------------------------------------------------------------------------------------


def test_what_has_nothing_to_do_with_evaluation_is_in_it() -> None:
    assert selected(weak(article("x"), article("y"), left_out={"others": 2})) == (["x", "y"], {"others": 2})


def test_near_duplicates_of_evaluation_articles_are_kept_out_through_any_chain() -> None:
    """v is like w, which is like b (test); x is like a (train); y is like c (validation)."""
    pairs = (("v", "w", 0.9), ("b", "w", 0.9), ("a", "x", 0.9), ("y", "c", 0.9))
    assert selected(weak(*map(article, "vwxyz")), pairs=pairs) == (
        ["x", "z"],
        {"articles that are near-duplicates of articles in validation or test": 3},
    )


def test_an_article_that_was_evaluated_on_in_an_earlier_version_is_kept_out_with_its_near_duplicates() -> None:
    recorded: dict[str, Split] = {"x": "test", "y": "train"}
    kept, left_out = selected(weak(*map(article, "xyz")), recorded=recorded, pairs=(("x", "z", 0.8),))
    assert kept == ["y"]
    assert left_out == {
        "articles that are near-duplicates of articles in validation or test": 1,
        "articles that were in validation or test before": 1,
    }


def test_a_split_by_outlet_keeps_the_outlets_of_evaluation_out() -> None:
    here, there = "https://www.here.org/1", "https://there.org/2"
    labelled = (article("a", url=there), article("b", url=here), article("c"))
    silver = weak(article("x", url=here), article("y", url=there), article("z"))
    assert selected(silver, *labelled, split_by="outlet") == (["y", "z"], {"articles from an outlet in validation or test": 1})
    assert selected(silver, *labelled)[0] == ["x", "y", "z"]


def test_a_split_by_date_keeps_newer_articles_out() -> None:
    labelled = (article("a", "2026-01-01"), article("b", "2026-03-01"), article("c", "2026-02-01"))
    silver = weak(article("w", "2026-01-31"), article("x", "2026-02-01"), article("y", "2026-05-01"), article("z"))
    assert selected(silver, *labelled, split_by="date") == (["w", "z"], {"articles as new as those in validation or test": 2})
    assert selected(silver, *labelled)[0] == ["w", "x", "y", "z"]


@pytest.mark.parametrize("options", [{"leave_out": ("x",)}, {"documents": ("a", "y")}])
def test_the_choice_of_articles_is_theirs_too(options: dict[str, Any]) -> None:
    assert selected(weak(article("x"), article("y")), **options) == (["y"], {"articles that were not chosen": 1})


def test_long_sentences_of_evaluation_articles_are_known() -> None:
    texts = ["A sentence of the training set.", "A sentence of the test set.", "Short."]
    index = SentenceIndex(["a", "b"], numpy.array([0, 1, 1]), hash_sentences(texts), numpy.array([True, True, False]))
    assert evaluated_hashes(index, GOLD) == {int(hash_sentences(texts)[1])}


# -- rows ----------------------------------------------------------------------------------------------------------------


def ferry() -> Document:
    return make_document("ferry", [SENTENCE], title="=Ferry", language="en", url="https://www.news.org/1", published="2026-01-02")


def claim(document: Document, *, author: bool = False, **answers: Any) -> SuggestedClaim:
    def span(words: str) -> Any:
        start = document.text.index(words)
        return document.span(start, start + len(words))

    spans = (span("The ferry sank on Monday"),)
    source = None if author else Source("", "Ann Lee", span("Ann Lee"))
    suggestion = Suggestion(spans, source, "support", "said/1", None if author else span("said"))
    return SuggestedClaim(document.sentences[0], suggestion, *(answers.get(noun, {}) for noun in ("claim", "source", "stance")))


def rows(schema: Schema, *claims: SuggestedClaim, records: Any = (), evaluated: Any = (), **options: Any) -> Any:
    make = SilverRows(schema, dict(records), frozenset(evaluated), "0.1.0", **{"without_text": False, **options})
    table, lengths, dropped = make([(ferry(), claims)])
    assert lengths == [("ferry", len(table))]
    return table.to_pylist(), dropped


def test_a_row_says_all_about_a_suggestion(schema: Schema) -> None:
    document = ferry()
    answers = {"claim": {"type": "event"}, "source": {"naming": "named", "plural": False}, "stance": {"quote": "indirect"}}
    (row,), dropped = rows(schema, claim(document, **answers), records={"said/1": RuleRecord(30, 0, 10, 0, 4, 3)})
    labels = silver_features(schema)
    assert dropped == 0
    assert list(row) == list(labels)
    start = document.sentences[0].start
    assert (row["label_source"], row["rule"], row["claim_id"]) == (
        "suggestion",
        "said/1",
        f"ferry:{start}/said/1@{start}-{start + 24}",
    )
    assert document.text[row["start"] : row["end"]] == row["text"] == "The ferry sank on Monday"
    assert document.text[row["cue_start"] : row["cue_end"]] == row["cue"] == "said"
    assert document.text[row["mention_start"] : row["mention_end"]] == row["mention"] == row["source"] == "Ann Lee"
    assert row["sentence_text"][row["spans"][0]["sentence_start"] : row["spans"][0]["sentence_end"]] == row["text"]
    named = {name: labels[name].int2str(row[name]) for name in ("type", "source_naming", "stance", "stance_quote")}
    assert named == {"type": "event", "source_naming": "named", "stance": "support", "stance_quote": "indirect"}
    assert (row["source_plural"], row["source_type"], row["polarity"]) == (False, None, None)
    assert (row["outlet"], row["published"], row["language"]) == ("news.org", "2026-01-02", "en")
    assert (row["rule_accepted"], row["rule_rejected"], row["rule_assisted"]) == (30, 10, 0.75)
    assert row["rule_assisted_low"] < 0.75 < row["rule_assisted_high"]
    assert (row["rule_blind"], row["rule_correct"], row["rule_precision"], row["rule_precision_low"]) == (4, 3, None, None)
    assert (row["schema"], row["tool"], row["sha256"]) == (schema.version, "0.1.0", document.sha256)


def test_the_authors_own_claim_has_the_author_as_its_source_as_gold_has(schema: Schema) -> None:
    ((row,), _) = rows(schema, claim(ferry(), author=True))
    assert row["source"] == schema.author["name"]
    assert silver_features(schema)["source_type"].int2str(row["source_type"]) == schema.author["type"]
    assert (row["mention"], row["cue"], row["cue_start"]) == (None, None, None)


def test_another_process_makes_the_same_rows(schema: Schema) -> None:
    make = SilverRows(schema, {"said/1": RuleRecord(1)}, frozenset({3}), "0.1.0", without_text=False)
    articles = [(ferry(), [claim(ferry())])]
    assert pickle.loads(pickle.dumps(make))(articles) == make(articles)


def test_a_rule_without_a_record_was_never_seen(schema: Schema) -> None:
    ((row,), _) = rows(schema, claim(ferry()))
    assert [row[name] for name in MEASURED] == [0, 0, 0, 0, None, None, None, 0, 0, None, None, None]


def test_without_text_nothing_quotes_the_article(schema: Schema) -> None:
    ((row,), _) = rows(schema, claim(ferry()), without_text=True)
    quoted = ("text", "sentence_text", "title", "source", "mention", "cue")
    assert [row[name] for name in quoted] == [None] * len(quoted)
    assert row["spans"][0]["text"] is None
    assert (row["start"], row["cue_start"]) != (None, None)
    assert not any(word in json.dumps(row) for word in ("sank", "Ann", "said on"))


def test_a_sentence_that_is_evaluated_on_is_left_out(schema: Schema) -> None:
    document = ferry()
    evaluated = hash_sentences([SENTENCE]).tolist()
    assert rows(schema, claim(document), claim(document), evaluated=evaluated) == ([], 2)
    assert len(rows(schema, claim(document), evaluated=hash_sentences(["Another sentence, not that."]).tolist())[0]) == 1


def test_an_answer_that_this_scheme_does_not_have_is_null(schema: Schema) -> None:
    ((row,), _) = rows(schema, claim(ferry(), claim={"type": "rumour"}, source={"plural": "no", "role": "captain"}))
    assert (row["type"], row["source_plural"]) == (None, None)
    assert "source_role" not in row, "free text is never predicted"


def test_a_question_with_the_name_of_a_column_gets_another_one(schema: Schema) -> None:
    raw: Any = json.loads(json.dumps(schema.raw))
    for name in ("rule", "cue"):
        raw["$defs"]["claim"]["properties"][name] = {"title": name, "description": name, "type": "boolean"}
    changed = parse_schema(json.dumps(raw))
    columns = silver_columns(changed)["claim"]
    assert (columns["rule"], columns["cue"]) == ("claim_rule", "claim_cue")
    ((row,), _) = rows(changed, claim(ferry(), claim={"rule": True}))
    assert (row["rule"], row["claim_rule"], row["claim_cue"]) == ("said/1", True, None)


def test_the_other_configs_know_nothing_of_it(schema: Schema) -> None:
    assert not {"rule", "label_source", *MEASURED} & {name for columns in features(schema).values() for name in columns}


# -- how often a rule was right -------------------------------------------------------------------------------------------


def test_too_few_have_no_share() -> None:
    assert measured_share(19, 19) is None
    record = RuleRecord(accepted=10, edited=3, rejected=3, passed_over=4, blind=19, correct=19)
    assert record.assisted == measured_share(10, 20)
    assert record.precision is None
    assert list(record.columns()) == list(MEASURED)


def test_the_table_is_in_the_order_of_the_rules() -> None:
    lines = list(precision_rows({"z/1": RuleRecord(blind=40, correct=30), "a/2": RuleRecord(accepted=1)}))
    assert lines[0] == ("a/2", "1", "0", "0", "0", "too few", "0", "0", "too few")
    assert lines[1] == ("z/1", "0", "0", "0", "0", "too few", "40", "30", share_words(measured_share(30, 40)))
