"""The English names of languages in the news, and which of them the suggestion rules cover."""

from __future__ import annotations

NAMES = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "cs": "Czech",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian",
    "fi": "Finnish",
    "hu": "Hungarian",
    "ro": "Romanian",
    "el": "Greek",
    "tr": "Turkish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "bg": "Bulgarian",
    "ar": "Arabic",
    "he": "Hebrew",
    "fa": "Persian",
    "hi": "Hindi",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "id": "Indonesian",
    "vi": "Vietnamese",
}
"""The English name of each code; other languages are named by their code."""

WITH_RULES = ("en", "de", "es", "fr", "pt", "it", "nl")
"""The codes of the languages that the suggestion rules cover, each with its word lists in `suggestions.rules`."""


def languages_with_rules() -> str:
    """Return the names of the languages that the rules cover, as a sentence has them: "English, German and Dutch"."""
    *first, last = (NAMES[code] for code in WITH_RULES)
    return f"{', '.join(first)} and {last}"
