"""Articles with gold, which must be the same gold as everywhere else."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from annotate.model.current import LeftOut, drop_stale
from annotate.project import Project
from annotate.report.articles import annotation_of, is_finished, with_gold
from annotate.review.gold import decide


@pytest.mark.parametrize("exact", [True, False])
def test_gold_is_that_of_the_review(project: Project, exact: bool) -> None:
    with project.store() as store:
        for document, records in store.decided_documents():
            article = with_gold(document, records, {}, project.schema, Counter(), exact=exact)
            revisions = chain(store.current(document.id), store.adjudications(document.id))
            expected = decide(document, drop_stale(document, revisions, Counter()), project.schema)
            for index, sentence in enumerate(document.sentences):
                gold = expected[sentence.id]
                if gold.revision is None:
                    assert index not in article.gold
                    continue
                assert annotation_of(article.gold[index].record) == gold.revision.annotation
                if exact:
                    assert article.gold[index].provenance == gold.provenance


def test_records_are_the_annotators_own(project: Project) -> None:
    with project.store() as store:
        for document, records in store.decided_documents():
            article = with_gold(document, records, {}, project.schema, Counter())
            assert {annotator for _, annotator, _ in article.records} <= {"ada", "ben", "cleo"}
            assert [index for index, *_ in article.records] == sorted(index for index, *_ in article.records)
            assert all(is_finished(record) for _, _, record in article.records)


def test_what_is_about_another_text_is_counted(project: Project) -> None:
    with project.store() as store:
        document, records = next(store.decided_documents())
        left_out: Counter[LeftOut] = Counter()
        stale = [{**record, "sha256": "0" * 64} for record in records]
        article = with_gold(document, stale, {}, project.schema, left_out)
    assert not article.records
    assert not article.gold
    assert left_out == {LeftOut.OTHER_TEXT: len(records)}
