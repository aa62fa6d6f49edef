"""Between values and rows: times, and what no database could keep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from annotate.store import timestamp_after


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1), max_value=datetime(9000, 1, 1)), st.integers(-99, 99))  # noqa: DTZ001
def test_after_is_always_later(now: datetime, step: int) -> None:
    first = timestamp_after(None, now)
    second = timestamp_after(first, now + timedelta(microseconds=step))
    assert second > first
    assert datetime.fromisoformat(second) - datetime.fromisoformat(first) == timedelta(microseconds=max(step, 1))


def test_after_is_utc_with_microseconds() -> None:
    assert (
        timestamp_after(None, datetime(2026, 11, 22, 18, 12, 54, tzinfo=timezone(timedelta(hours=2))))
        == "2026-11-22T16:12:54.000000Z"
    )
    assert timestamp_after("2026-12-31T23:59:59.999999Z", datetime(2026, 1, 1, tzinfo=UTC)) == "2027-01-01T00:00:00.000000Z"
