"""The names of languages, and the one place that says which of them the rules cover."""

from __future__ import annotations

from annotate.text.languages import NAMES, WITH_RULES, languages_with_rules
from support.paths import PACKAGE, README


def test_the_covered_languages_are_named() -> None:
    assert set(WITH_RULES) <= set(NAMES)
    assert languages_with_rules() == "English, German, Spanish, French, Portuguese, Italian and Dutch"


def test_readme_and_guide_name_the_same_languages() -> None:
    for page in (README, PACKAGE / "guide" / "labelling.md", PACKAGE / "guide" / "troubleshooting.md"):
        text = " ".join(page.read_text(encoding="utf-8").split())
        assert languages_with_rules() in text, page
        assert "English and German" not in text, page
