"""Where things are in the checkout."""

from __future__ import annotations

from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
PACKAGE = REPO / "annotate"
README = REPO / "README.md"
SAMPLE = REPO / "raw" / "harbour-bridge.txt"
TESTS = REPO / "tests"
SUPPORT = TESTS / "support"
GOLDEN = TESTS / "golden"
LANGUAGES = TESTS / "articles" / "languages"
ONE_SENTENCE = TESTS / "articles" / "one-sentence.txt"
NEWS_PAGES = TESTS / "articles" / "formats" / "news_pages.jsonl"
EXAMPLE_FILES = TESTS / "checks" / "example-files"
BENCHMARKS = TESTS / "benchmarks"
