"""Progress goes up from any thread, and ends at the end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from annotate.dataset.features import CONFIGS
from annotate.dataset.progress import ProgressTracker


def test_it_goes_up_to_the_last_article() -> None:
    told: list[tuple[int, int]] = []
    steps = ProgressTracker(90, lambda done, total: told.append((done, total)))
    steps.read(45)
    steps.read(45)
    assert told == [(20, 90), (40, 90)]
    with ThreadPoolExecutor() as threads:
        written = [threads.submit(list, steps.written("ab", [60, 30])) for _ in CONFIGS]
    assert [future.result() for future in written] == [["a", "b"]] * len(CONFIGS)
    assert told == sorted(told)
    assert told[-1] == (80, 90)
    steps.finish()
    assert told[-1] == (90, 90)
