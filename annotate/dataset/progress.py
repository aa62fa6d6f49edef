"""How far an export is, counted in articles: half of the way is reading, most of the rest writing, the end is reading back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import TypeVar

from annotate.dataset.features import CONFIGS

Progress = Callable[[int, int], None]
"""Is told how many articles are done, and how many there are."""

_READ, _WRITTEN, _ALL = 4, 4, 9  # parts of the work on an article, as long as they take about

T = TypeVar("T")


class ProgressTracker:
    """Tells `progress` what is done by whichever thread did it."""

    def __init__(self, articles: int, progress: Progress) -> None:
        self._articles, self._progress = articles, progress
        self._parts = 0
        self._lock = Lock()

    def read(self, articles: int) -> None:
        self._add(_READ * articles)

    def written(self, tables: Iterable[T], articles: Iterable[int]) -> Iterator[T]:
        """The tables of one config as they are asked for; `articles` says how many are in each."""
        for table, number in zip(tables, articles, strict=True):
            yield table
            self._add(_WRITTEN * number // len(CONFIGS))

    def finish(self) -> None:
        self._progress(self._articles, self._articles)

    def _add(self, parts: int) -> None:
        with self._lock:
            self._parts += parts
            self._progress(self._parts // _ALL, self._articles)
