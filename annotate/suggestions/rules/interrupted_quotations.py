"""Quotations that are interrupted by their own attribution inside the marks, as « Le pont, a dit Lee, est sûr. » is.

French, Italian, Spanish and Portuguese newspapers do not close the marks there. Each such quotation becomes two, with the
attribution between them, and is then read like “The bridge,” said Lee, “is safe.”
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate.suggestions.rules.language import Language, load_language
from annotate.text.quotations import Quotation

_NEAR = 40  # code points before and after a quotation in which its attribution begins
_LEAD = re.compile(r"(?:,|\s[-–—])\s*(?=[^\W\d_])")
_VERB = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+['’]?")
_SPEAKER = re.compile(
    r"(?:\s+(?P<speaker>[^,.;:!?«»“”\"–—\n]{2,90}?))?\s*(?:(?P<comma>,)|\.(?=\s|$)|[-–—](?=[\s.,])|(?=[»”\"])|$)"
)
_APPOSITION = re.compile(r"\s*([^,.;:!?«»“”\"\n]{2,60})(?=[,.»”\"]|\s[–—-])")
_BETWEEN = re.compile(r"[\s.,–—-]*")


class _Interruption(NamedTuple):
    """An attribution inside a quotation: where what is before it ends, where its verb begins, and where it ends."""

    start: int
    verb: int
    end: int


def split_interrupted(text: str, quotations: Sequence[Quotation], language: Language) -> tuple[Quotation, ...]:
    """Return the quotations of a text, those that an attribution interrupts as several.

    A quotation with an attribution outside of it, before or after, is left as it is: what is inside is somebody else's.
    """
    if not language.inverts_verb_groups:
        return tuple(quotations)
    return tuple(part for quotation in quotations for part in _parts(text, quotation, language))


def _parts(text: str, quotation: Quotation, language: Language) -> Iterator[Quotation]:
    rest = quotation
    if not _is_attributed_outside(text, quotation, language):
        for found in _interruptions(text, quotation, language):
            if found.start >= rest.inner:
                yield rest._replace(end=found.verb, inner_end=found.start)
                between = _BETWEEN.match(text, found.end, rest.inner_end)
                inner = between.end() if between else rest.inner_end
                rest = Quotation(inner, quotation.end, inner, quotation.inner_end, is_continuation=True)
    if rest.inner < rest.inner_end:
        yield rest


def _interruptions(text: str, quotation: Quotation, language: Language) -> Iterator[_Interruption]:
    """Yield the attributions inside a quotation: a comma or a dash, a verb of speech with its auxiliary, and a speaker."""
    speech = _verbs_of_speech(language.code)
    for lead in _LEAD.finditer(text, quotation.inner, quotation.inner_end):
        words = list(_verb_words(text, lead.end(), quotation.inner_end))
        clitics = [word[0].partition("-")[2] for word in words]
        verbs = [word[0].partition("-")[0] for word in words]
        count = 1 if verbs[0] in speech else 2 if verbs[0] in language.auxiliaries and verbs[-1] in speech else 0
        if not count or len(words) < count:
            continue
        speaker = _SPEAKER.match(text, words[count - 1].end(), quotation.inner_end)
        has_pronoun = any(clitic and f"-{clitic.removeprefix('t-')}" in language.clitics for clitic in clitics[:count])
        if speaker and (_is_speaker(speaker["speaker"], language) if speaker["speaker"] else has_pronoun):
            yield _Interruption(lead.start(), lead.end(), _after_apposition(text, speaker, language))


def _verb_words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield a word and, after a space, the next one: "a dit", "explique-t-elle"."""
    word = _VERB.match(text, start, end)
    if word is not None:
        yield word
        if text[word.end() : word.end() + 1].isspace() and (following := _VERB.match(text, word.end() + 1, end)):
            yield following


@lru_cache(8)
def _verbs_of_speech(code: str) -> frozenset[str]:
    return frozenset(form for form, verb in load_language(code).verb_by_form.items() if "q" in verb.frames)


def _is_attributed_outside(text: str, quotation: Quotation, language: Language) -> bool:
    """Return whether a quotation has an attribution outside: after a colon, or before a comma, a dash or a verb of speech."""
    before = text[max(quotation.start - _NEAR, 0) : quotation.start].rstrip()
    after = text[quotation.end : quotation.end + _NEAR].lstrip()
    word = _WORD.match(after)
    is_verb = word is not None and (word[0] in language.verb_by_form or word[0] in language.auxiliaries)
    return before.endswith(":") or after.startswith((",", "-", "–", "—")) or is_verb


def _is_speaker(text: str, language: Language) -> bool:
    """Return whether a text can be a speaker: a name, a person's noun, or a phrase with an article, also after a time."""
    words = [word.replace("’", "'") for word in _WORD.findall(text)]
    while words and (words[0] in language.time_words or (len(words) > 1 and words[1] in language.time_words)):
        del words[0]  # "a déclaré lundi le maire", "dijo el lunes la ministra"
    first = words[0] if words else ""
    return first[:1].isupper() or first in language.determiners or language.is_person(first)


def _after_apposition(text: str, match: re.Match[str], language: Language) -> int:
    """Return the offset after a speaker, and after who the speaker is: "la ministre, Anne Morel", "Anne Morel, maire de Lyon"."""
    if not match["comma"]:
        return match.end()
    apposition = _APPOSITION.match(text, match.end())
    words = _WORD.findall(apposition[1]) if apposition else []
    is_name = 1 < len(words) < 5 and all(word[0].isupper() for word in words)
    return apposition.end() if apposition and (is_name or (words and language.is_person(words[0]))) else match.end()
