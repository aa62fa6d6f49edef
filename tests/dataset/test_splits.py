"""Articles keep their splits, near-duplicates share one, and each split gets its share of the labels."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.dataset import ExportOptions
from annotate.dataset.splits import (
    MIN_ARTICLES,
    SHARD_ROWS,
    Article,
    check_leakage,
    count_shards,
    divide,
    ends_group,
    fraction,
    shard_of,
)
from annotate.errors import ExportError

IDS = [f"article-{number}" for number in range(5000)]


def article(id: str, *labels: int, day: str | None = None, url: str | None = None) -> Article:
    return Article(id, day, url, numpy.array([1, *labels]))


def articles(count: int) -> list[Article]:
    return [article(id) for id in IDS[:count]]


def options(**changes: Any) -> ExportOptions:
    return ExportOptions(**changes)


@pytest.mark.parametrize("count", [10, 20, 57, 200])
def test_the_splits_have_the_wanted_fractions(count: int) -> None:
    found = Counter(divide(articles(count), [], {}, options(validation=0.2, test=0.1)).values())
    for split, share in (("train", 0.7), ("validation", 0.2), ("test", 0.1)):
        assert abs(found[split] - count * share) <= 1


def test_each_split_gets_its_share_of_a_rare_label() -> None:
    """Every tenth article has the rare label, and articles are long and short: by chance alone a split would miss some."""
    many = [article(id, number % 7 + 1, 5 * (number % 10 == 0)) for number, id in enumerate(IDS[:200])]
    found = divide(many, [], {}, options())
    rare = Counter(found[one.id] for one in many if one.labels[2])
    assert rare == {"train": 16, "validation": 2, "test": 2}
    for split, share in options().shares.items():
        got = sum(one.labels[1] for one in many if found[one.id] == split)
        assert got / sum(one.labels[1] for one in many) == pytest.approx(share, abs=0.02)


@settings(deadline=None)  # the first imports Arrow
@given(
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=4),
    pairs=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=40),
    by=st.sampled_from(["article", "outlet"]),
    seed=st.integers(0, 3),
)
def test_added_articles_move_none_and_leak_nothing(sizes: list[int], pairs: list[tuple[int, int]], by: str, seed: int) -> None:
    many = [article(id, number % 3, url=f"https://{number % 13}.org/") for number, id in enumerate(IDS[:100])]
    near = [(IDS[one], IDS[two], 0.9) for one, two in pairs if one != two]
    recorded: dict[str, str] = {}
    for size in (sum(sizes[: number + 1]) for number in range(len(sizes))):
        known = {one.id for one in many[:size]}
        try:
            found = divide(
                many[:size], [pair for pair in near if {*pair[:2]} <= known], recorded, options(split_by=by, seed=seed)
            )
        except ExportError:  # a new article that is a near-duplicate of articles in two splits
            return
        assert found.keys() == known
        assert recorded.items() <= found.items()
        assert all(found[one] == found[two] for one, two, _ in near if {one, two} <= known)
        if by == "outlet":
            outlets = [{found[one.id] for one in many[:size] if one.outlet == f"{number}.org"} for number in range(13)]
            assert all(len(splits) <= 1 for splits in outlets)
        recorded = {**recorded, **found}


def test_the_splits_depend_on_the_seed_and_not_on_the_order() -> None:
    """Golden: if these changed, every dataset that is exported without its state would change."""
    found = divide(articles(30), [], {}, options())
    assert divide(articles(30)[::-1], [], {}, options()) == found
    assert [id for id, split in found.items() if split == "test"] == TEST
    assert divide(articles(30), [], {}, options(seed=1)) != found


TEST = ["article-4", "article-5", "article-17"]


def test_few_articles_are_all_train_and_stay_there() -> None:
    few = divide(articles(MIN_ARTICLES - 1), [], {}, options())
    assert set(few.values()) == {"train"}
    more = divide(articles(40), [], few, options())
    assert few.items() <= more.items()
    assert Counter(more.values()) == {"train": 32, "validation": 4, "test": 4}


def test_no_fraction_is_no_split() -> None:
    many = [
        article(id, number % 2, 0) for number, id in enumerate(IDS[:50])
    ]  # a label that an article lacks, and one that all do
    assert set(divide(many, [], {}, options(test=0, validation=0)).values()) == {"train"}
    assert set(divide(many, [], {}, options(test=0.2, validation=0)).values()) == {"train", "test"}


def test_all_that_a_chain_of_near_duplicates_connects_is_in_one_split() -> None:
    near = [(IDS[number], IDS[number + 1], 0.7) for number in range(0, 40, 2)]
    chain = [(IDS[number + 1], IDS[number + 2], 0.7) for number in range(0, 14, 2)]
    found = divide(articles(60), [*near, *chain], {}, options())
    assert all(found[one] == found[two] for one, two, _ in [*near, *chain])
    assert len({found[IDS[number]] for number in range(16)}) == 1
    assert set(found.values()) == {"train", "validation", "test"}
    assert divide(articles(60), [(two, one, same) for one, two, same in [*chain, *near][::-1]], {}, options()) == found


def test_a_near_duplicate_of_two_outlets_joins_them() -> None:
    """Outlets are kept whole, so those with a common article must be in one split."""
    many = [article(id, url=f"https://{number // 3}.org/{id}") for number, id in enumerate(IDS[:30])]
    found = divide(many, [(IDS[0], IDS[29], 0.9)], {}, options(split_by="outlet"))
    assert len({found[id] for id in (*IDS[:3], *IDS[27:30])}) == 1
    apart = divide(many, [(IDS[0], IDS[29], 0.9)], {}, options(split_by="article"))
    assert len({apart[id] for id in IDS[:30]}) == 3


@pytest.mark.parametrize("by", ["article", "date"])
def test_settled_articles_count_towards_the_number_from_which_articles_are_divided(by: str) -> None:
    few = divide(dated(MIN_ARTICLES - 1), [], {}, options(split_by=by))
    more = divide(dated(MIN_ARTICLES + 1), [], few, options(split_by=by))
    assert {more[one.id] for one in dated(2, MIN_ARTICLES)} == {"validation", "test"}


def test_a_split_that_is_recorded_wins_over_the_fractions() -> None:
    recorded = dict.fromkeys(IDS[:20], "test")
    found = divide(articles(40), [], {**recorded, "elsewhere": "validation"}, options())
    assert recorded.items() <= found.items()
    assert {found[id] for id in IDS[20:40]} == {"train", "validation"}  # test has more than its share already
    assert found.keys() == set(IDS[:40])


def test_as_few_articles_as_can_be_divided_are_divided() -> None:
    assert Counter(divide(articles(MIN_ARTICLES), [], {}, options()).values()) == {"train": 8, "validation": 1, "test": 1}


@pytest.mark.parametrize(
    ("choices", "digest"),
    [
        ({}, "3382aa74bde9c34b"),
        ({"seed": 7}, "2acf1bfbb8a8dbb8"),
        ({"split_by": "outlet", "validation": 0.2, "test": 0.3}, "056fc12c9d270b5c"),
        ({"split_by": "date", "validation": 0.15}, "a7fcc34698505ad4"),
    ],
)
def test_the_splits_of_a_corpus_do_not_change_from_version_to_version(choices: dict[str, Any], digest: str) -> None:
    """Golden: all articles of several labels, outlets and days, some of them near-duplicates."""
    many = [
        article(
            id,
            number % 7,
            5 * (number % 10 == 0),
            number * number % 11,
            day=f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}" if number % 9 else None,
            url=f"https://www.{number % 23}.org/{id}" if number % 5 else None,
        )
        for number, id in enumerate(IDS[:150])
    ]
    near = [(IDS[number], IDS[number + 5], 0.7) for number in range(0, 100, 25)]
    first = divide(many[:80], [pair for pair in near if pair[1] in IDS[:80]], {}, options(**choices))
    found = divide(many, near, first, options(**choices))
    assert set(found.values()) == {"train", "validation", "test"}
    assert sha256(json.dumps(found).encode()).hexdigest()[:16] == digest


def test_articles_connected_by_one_that_is_not_exported_stay_together() -> None:
    """When that one is labelled too, it must not be between two splits."""
    near = [(IDS[number], "unlabelled", 0.6) for number in range(15)]
    found = divide(articles(30), near, {}, options())
    assert len({found[IDS[number]] for number in range(15)}) == 1
    assert "unlabelled" not in found


def refusal(many: list[Article], near: list[Any], recorded: dict[str, Any], **changes: Any) -> str:
    with pytest.raises(ExportError) as refused:
        divide(many, near, recorded, options(**changes))
    return str(refused.value)


def test_a_newcomer_between_two_splits_is_named() -> None:
    recorded = {**dict.fromkeys(IDS[:10], "train"), IDS[10]: "test"}
    near = [("new", IDS[3], 0.6), ("new", IDS[10], 0.7)]
    assert refusal([*articles(11), article("new")], near, recorded) == (
        "new: must be in the split of article-10 (test) and in that of article-3 (train), as a near-duplicate or from the same "
        "outlet; leave out the newest with --leave-out, or divide anew with another --seed."
    )


@pytest.mark.parametrize(
    ("count", "named"),
    [(1, "new0"), (3, "new0, new1, new2"), (4, "new0, new1, new2 and 1 more"), (6, "new0, new1, new2 and 3 more")],
)
def test_at_most_three_of_a_group_between_two_splits_are_named(count: int, named: str) -> None:
    recorded = {**dict.fromkeys(IDS[:10], "train"), IDS[10]: "validation", IDS[11]: "test"}
    group = [f"new{number}" for number in range(count)]
    near = [("new0", IDS[3], 0.6), (group[-1], IDS[10], 0.7), (group[-1], IDS[11], 0.7)]
    near += [(one, two, 0.8) for one, two in pairwise(group)]
    message = refusal([*articles(12), *map(article, group)], near, recorded)
    assert message.startswith(f"{named}: must be in the split of article-11 (test) and in that of article-3 (train), as")


def test_an_outlet_between_two_splits_is_named() -> None:
    many = [article(id, url="https://www.herald.org/") for id in IDS[:1]] + articles(12)[1:]
    recorded = {IDS[0]: "train", **dict.fromkeys(IDS[1:12], "test")}
    new = article("new", url="https://herald.org/new")
    assert refusal([*many, new], [("new", IDS[5], 0.9)], recorded, split_by="outlet").startswith(
        "new: must be in the split of article-5 (test) and in that of the outlet herald.org (train), as"
    )


def test_near_duplicates_in_different_splits_are_named() -> None:
    assert refusal(articles(2), [(IDS[0], IDS[1], 0.55)], {IDS[0]: "train", IDS[1]: "test"}) == (
        "article-0 (train) and article-1 (test) are near-duplicates (55% similar), so a model could learn one from the other; "
        "leave one out with --leave-out, or divide anew with another --seed."
    )
    near = [(IDS[0], IDS[1], 0.9), (IDS[0], "elsewhere", 0.9), ("elsewhere", IDS[1], 0.9)]
    recorded = {IDS[0]: "train", IDS[1]: "train", "elsewhere": "test"}
    assert divide(articles(2), near[:1], recorded, options()) == {IDS[0]: "train", IDS[1]: "train"}
    assert divide(articles(1), near[2:], {**recorded, IDS[1]: "validation"}, options()) == {IDS[0]: "train"}, "not exported"
    check_leakage(near, {IDS[0]: "train", IDS[1]: "train"})
    with pytest.raises(ExportError, match="elsewhere"):
        check_leakage(near, recorded)


def test_new_articles_join_their_outlet() -> None:
    old = [article(id, url=f"https://www.{number % 4}.org/{id}") for number, id in enumerate(IDS[:20])]
    recorded = divide(old, [], {}, options(split_by="outlet", test=0.25, validation=0.25))
    assert Counter(recorded.values()) == {"train": 10, "validation": 5, "test": 5}
    new = [article(f"new{number}", url=f"http://{number}.org") for number in range(4)]
    found = divide([*old, *new], [], recorded, options(split_by="outlet", test=0.25, validation=0.25))
    assert all(found[f"new{number}"] == recorded[IDS[number]] for number in range(4))


@pytest.mark.parametrize("url", [None, "", "no address", "http://[", "https://"])
def test_without_an_address_there_is_no_outlet(url: str | None) -> None:
    assert article("a", url=url).outlet == ""


def test_the_outlet_is_the_host_without_www() -> None:
    assert article("a", url="https://www.Herald.org:8080/news?a=b").outlet == "herald.org"
    assert article("a", url="http://news.herald.org").outlet == "news.herald.org"


def dated(count: int, start: int = 1) -> list[Article]:
    return [
        article(f"day-{start + number}", day=f"2026-{(start + number) // 28 + 1:02}-{(start + number) % 28 + 1:02}")
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-05-01", "2026-05-01"),
        ("2026-05-01T23:59:00+02:00", "2026-05-01"),
        ("1 May 2026", ""),
        ("on 2026-05-01", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_day_is_the_first_part_of_a_date(published: str | None, day: str) -> None:
    assert article("a", day=published).day == day


def test_by_date_the_newest_are_test_and_no_day_is_divided() -> None:
    old = dated(30)
    found = divide([article("undated"), *old[::-1]], [], {}, options(split_by="date"))
    assert found["undated"] == "train"
    order = [found[one.id] for one in old]
    assert order == ["train"] * 24 + ["validation"] * 3 + ["test"] * 3
    same = [article(f"{one.id}-b", day=one.day) for one in old]
    assert all(
        split == found[id.removesuffix("-b")] for id, split in divide([*old, *same], [], found, options(split_by="date")).items()
    )


def test_by_date_later_articles_are_test() -> None:
    found = divide(dated(30), [], {}, options(split_by="date"))
    more = divide(dated(40), [], found, options(split_by="date"))
    assert found.items() <= more.items()
    assert {more[one.id] for one in dated(10, 31)} == {"test"}


def test_by_date_a_few_that_are_train_are_older_than_those_that_are_divided() -> None:
    few = divide(dated(5), [], {}, options(split_by="date"))
    more = divide(dated(30), [], few, options(split_by="date"))
    assert [more[one.id] for one in dated(30)] == ["train"] * 24 + ["validation"] * 3 + ["test"] * 3


def on_days(*counts: int, prefix: str = "", first: int = 1) -> list[Article]:
    """So many articles on each day of January, from the first given day on."""
    return [
        article(f"{prefix}{day:02}-{number}", day=f"2026-01-{day:02}T0{number}:00")
        for day, count in enumerate(counts, first)
        for number in range(count)
    ]


def by_day(splits: dict[str, str]) -> dict[str, str]:
    """The split of each day, of which none is divided."""
    days: dict[str, set[str]] = {}
    for id, split in splits.items():
        days.setdefault(id.rpartition("-")[0], set()).add(split)
    assert all(len(found) == 1 for found in days.values())
    return {day: found.pop() for day, found in days.items()}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((12, 4, 4), "train validation test"),
        ((10, 5, 5), "train validation test"),  # 5 miss the wanted 4 by less than none does
        ((4, 8, 8), "train validation test"),  # 8 miss them by as much as none does: the day is taken
        ((2, 9, 9), "train train train"),  # 9 miss them by more
        ((5, 6, 9), "train train train"),  # the newest day is too large for test, and for validation
        ((9, 9, 2), "train train test"),  # 2 and 9 would be too many
        ((14, 2, 1, 1, 1, 1), "train validation test test test test"),
        ((13, 1, 1, 2, 1, 2), "train validation validation test test test"),
    ],
)
def test_by_date_whole_days_come_as_close_to_the_fractions_as_they_can(counts: tuple[int, ...], expected: str) -> None:
    found = by_day(divide(on_days(*counts), [], {}, options(split_by="date", test=0.2, validation=0.2)))
    assert [found[f"{day:02}"] for day in range(1, len(counts) + 1)] == expected.split()


def test_by_date_a_late_arrival_is_not_tested_before_what_is_trained_on() -> None:
    """Few articles are all train; the first that come later and make them many may be older, or of the newest day."""
    few = on_days(*[1] * 9)
    recorded = divide(few, [], {}, options(split_by="date"))
    assert set(recorded.values()) == {"train"}
    for day in (3, 9):
        late = on_days(3, prefix="late ", first=day)
        assert set(divide([*few, *late], [], recorded, options(split_by="date")).values()) == {"train"}
    newest = on_days(2, prefix="new ", first=10)
    found = divide([*few, *newest, *on_days(1, prefix="late ", first=9)], [], recorded, options(split_by="date", test=0.2))
    assert {id for id, split in found.items() if split != "train"} == {one.id for one in newest}


def test_by_date_without_a_test_fraction_the_newest_are_validation() -> None:
    found = by_day(divide(on_days(8, 2), [], {}, options(split_by="date", test=0, validation=0.2)))
    assert found == {"01": "train", "02": "validation"}


def test_by_date_an_article_goes_by_the_days_of_the_splits_that_are_settled() -> None:
    """A late arrival is put among articles of its time, whatever the fractions then are."""
    choices = options(split_by="date", test=0.2, validation=0.2)
    found = divide(on_days(6, 2, 2), [], {}, choices)
    assert by_day(found) == {"01": "train", "02": "validation", "03": "test"}
    late = [*on_days(9, 9, 9, prefix="late "), *on_days(9, first=4, prefix="late ")]
    more = divide([*on_days(6, 2, 2), *late], [], found, choices)
    assert by_day({id: split for id, split in more.items() if id not in found}) == {
        "late 01": "train",
        "late 02": "validation",
        "late 03": "test",
        "late 04": "test",
    }


def test_by_date_near_duplicates_go_together_by_the_earliest_day() -> None:
    """Had it gone by the newest, a model would be tested on what it could have read in an article for training."""
    many = dated(30)
    near = [(many[3].id, many[29].id, 0.8), (many[25].id, many[28].id, 0.8)]
    found = divide(many, near, {}, options(split_by="date"))
    assert found[many[3].id] == found[many[29].id] == "train"
    assert found[many[25].id] == found[many[28].id]
    order = [found[one.id] for number, one in enumerate(many) if number not in (3, 25, 28, 29)]
    assert order == sorted(order, key=["train", "validation", "test"].index)


def test_by_date_the_fractions_are_those_of_articles_not_of_groups() -> None:
    """A group of near-duplicates has as many articles as it has."""
    many = dated(20)
    old = [(many[number].id, many[number + 1].id, 0.9) for number in range(10)]
    found = divide(many, old, {}, options(split_by="date", validation=0))
    assert Counter(found.values()) == {"train": 18, "test": 2}
    newest = on_days(15, 5)
    group = [(newest[15].id, newest[number].id, 0.9) for number in range(16, 20)]
    assert set(divide(newest, group, {}, options(split_by="date", validation=0)).values()) == {"train"}  # 5 miss 2 by more


def test_by_date_a_settled_article_without_a_date_counts_as_one_of_its_split() -> None:
    many = [article("undated"), *dated(19)]
    found = divide(many, [], {"undated": "test"}, options(split_by="date", validation=0))
    assert [id for id, split in found.items() if split == "test"] == ["undated", "day-19"]


def test_by_date_a_near_duplicate_of_a_settled_article_joins_it_whatever_its_day() -> None:
    found = divide(dated(30), [], {}, options(split_by="date"))
    new = article("new", day="2027-01-01")
    more = divide([*dated(30), new], [("new", "day-1", 0.9)], found, options(split_by="date"))
    assert more["new"] == found["day-1"] == "train"


def test_by_date_the_order_of_the_articles_does_not_matter() -> None:
    many = on_days(13, 1, 1, 2, 1, 2)
    choices = options(split_by="date", test=0.2, validation=0.2)
    assert divide(many, [], {}, choices) == divide(many[::-1], [], {}, choices)


# -- shards ------------------------------------------------------------------------------------------------------------


def test_any_text_can_be_an_id() -> None:
    assert 0 <= fraction(0, "市长\ud800👩‍👧") < 1
    assert fraction(0, "article-0") == 0.10602972718692172


@pytest.mark.parametrize(
    ("rows", "count"), [(0, 1), (1, 1), (SHARD_ROWS, 1), (SHARD_ROWS + 1, 2), (2 * SHARD_ROWS + 1, 4), (10**6, 4)]
)
def test_the_number_of_shards_is_a_power_of_two(rows: int, count: int) -> None:
    assert count_shards(rows) == count


def test_shards_and_groups_of_rows_do_not_change_from_version_to_version() -> None:
    """Golden: an article is in the same shard of every export."""
    assert [shard_of(id, 4) for id in IDS[:12]] == [2, 1, 3, 1, 3, 0, 3, 1, 0, 1, 1, 3]
    assert [number for number, id in enumerate(IDS[:60]) if ends_group(id)] == [5, 21, 34, 46]
    assert 0 <= shard_of("市长\ud800", 4) < 4


def test_shards_are_even_and_halve() -> None:
    counts = Counter(shard_of(id, 4) for id in IDS)
    assert set(counts) == {0, 1, 2, 3}
    assert min(counts.values()) > len(IDS) / 4 * 0.85
    assert all(shard_of(id, 4) in (shard_of(id, 2), shard_of(id, 2) + 2) for id in IDS)


def test_a_group_of_rows_may_end_after_one_document_in_sixteen() -> None:
    assert sum(map(ends_group, IDS)) / len(IDS) == pytest.approx(1 / 16, abs=0.01)


def test_shards_and_groups_do_not_change_from_version_to_version() -> None:
    """Golden: if these changed, an export would upload every byte anew."""
    assert [shard_of(id, 8) for id in IDS[:16]] == [2, 5, 3, 5, 7, 4, 3, 1, 4, 5, 5, 3, 7, 6, 2, 4]
    assert [number for number, id in enumerate(IDS[:100]) if ends_group(id)] == [5, 21, 34, 46, 61, 87]
