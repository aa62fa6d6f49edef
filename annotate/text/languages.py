"""The English names of languages in the news, and which of them the suggestion rules cover."""

from __future__ import annotations

_ENTRIES = """
    af:Afrikaans am:Amharic ar:Arabic az:Azerbaijani be:Belarusian bg:Bulgarian bn:Bengali bs:Bosnian ca:Catalan cs:Czech
    cy:Welsh da:Danish de:German el:Greek en:English eo:Esperanto es:Spanish et:Estonian eu:Basque fa:Persian fi:Finnish
    fr:French ga:Irish gl:Galician gu:Gujarati ha:Hausa he:Hebrew hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian
    is:Icelandic it:Italian ja:Japanese ka:Georgian kk:Kazakh km:Khmer kn:Kannada ko:Korean ku:Kurdish ky:Kyrgyz la:Latin
    lb:Luxembourgish lo:Lao lt:Lithuanian lv:Latvian mk:Macedonian ml:Malayalam mn:Mongolian mr:Marathi ms:Malay mt:Maltese
    my:Burmese nb:Norwegian ne:Nepali nl:Dutch nn:Norwegian no:Norwegian or:Odia pa:Punjabi pl:Polish ps:Pashto pt:Portuguese
    ro:Romanian ru:Russian si:Sinhala sk:Slovak sl:Slovenian so:Somali sq:Albanian sr:Serbian sv:Swedish sw:Swahili ta:Tamil
    te:Telugu th:Thai tl:Filipino tr:Turkish ug:Uyghur uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese yo:Yoruba zh:Chinese
    zu:Zulu
"""
NAMES = dict(entry.split(":") for entry in _ENTRIES.split())
"""The English name of each code; other languages are named by their code."""

WITH_RULES = ("en", "de", "es", "fr", "pt", "it", "nl")
"""The codes of the languages that the suggestion rules cover, each with its word lists in `suggestions.rules`."""


def languages_with_rules() -> str:
    """Return the names of the languages that the rules cover, as a sentence has them: "English, German and Dutch"."""
    *first, last = (NAMES[code] for code in WITH_RULES)
    return f"{', '.join(first)} and {last}"
