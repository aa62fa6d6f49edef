"""Quotations that are interrupted by their own attribution inside the marks, as « Le pont, a dit Lee, est sûr. » is.

French, Italian, Spanish and Portuguese newspapers do not close the marks there. Each such quotation becomes two, with the
attribution between them, and is then read like “The bridge,” said Lee, “is safe.”
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from annotate.suggestions.rules.language import Language, load_language
from annotate.text.quotations import Quotation

_NEAR = 40  # code points before and after a quotation in which its attribution begins
_WORD = re.compile(r"[^\W\d_]+['’]?")
_SPEAKER = r"(?:\s+(?P<speaker>[^,.;:!?«»“”\"–—\n]{2,90}?))?"
_BETWEEN = re.compile(r"[\s.,–—-]*")
_APPOSITION = re.compile(r"\s*([^,.;:!?«»“”\"\n]{2,60})(?=[,.»”\"]|\s[–—-])")
_REST = r"\s*(?:(?P<comma>,)|\.(?=\s|$)|[-–—](?=[\s.,])|(?=[»”\"])|$)"


def split_interrupted(text: str, quotations: Sequence[Quotation], language: Language) -> tuple[Quotation, ...]:
    """Return the quotations of a text, those that an attribution interrupts as several.

    A quotation with an attribution outside of it, before or after, is left as it is: what is inside is somebody else's.
    """
    if not language.inverts_verb_groups:
        return tuple(quotations)
    pattern = _attribution(language.code)
    return tuple(part for quotation in quotations for part in _parts(text, quotation, language, pattern))


@lru_cache(8)
def _attribution(code: str) -> re.Pattern[str]:
    """Return the expression for a comma or a dash, a verb of speech with its auxiliary or clitic, and a speaker."""
    language = load_language(code)
    verbs = "|".join(sorted((form for form, verb in language.verb_by_form.items() if "q" in verb.frames), key=len, reverse=True))
    auxiliaries = "|".join(map(re.escape, sorted(language.auxiliaries, key=len, reverse=True)))
    clitics = "|".join(map(re.escape, sorted(language.clitics)))
    clitic = rf"(?P<{{}}>(?:-t)?(?:{clitics}))" if clitics else "(?P<{}>(?!))"
    group = rf"(?:(?:{auxiliaries}){clitic.format('first')}?\s+)?(?:{verbs}){clitic.format('second')}?(?!\w)"
    return re.compile(rf"(?P<lead>,|\s[-–—])\s*(?P<verb>{group}){_SPEAKER}{_REST}")


def _parts(text: str, quotation: Quotation, language: Language, pattern: re.Pattern[str]) -> Iterator[Quotation]:
    rest = quotation
    if not _is_attributed_outside(text, quotation, language):
        for match in pattern.finditer(text, quotation.inner, quotation.inner_end):
            if match.start() >= rest.inner and _is_attribution(match, language):
                yield rest._replace(end=match.start("verb"), inner_end=match.start())
                after = _BETWEEN.match(text, _after_apposition(text, match, language), rest.inner_end)
                inner = after.end() if after else rest.inner_end
                rest = Quotation(inner, quotation.end, inner, quotation.inner_end, is_continuation=True)
    if rest.inner < rest.inner_end:
        yield rest


def _is_attributed_outside(text: str, quotation: Quotation, language: Language) -> bool:
    """Return whether a quotation has an attribution outside: after a colon, or before a comma, a dash or a verb of speech."""
    before = text[max(quotation.start - _NEAR, 0) : quotation.start].rstrip()
    after = text[quotation.end : quotation.end + _NEAR].lstrip()
    word = _WORD.match(after)
    is_verb = word is not None and (word[0] in language.verb_by_form or word[0] in language.auxiliaries)
    return before.endswith(":") or after.startswith((",", "-", "–", "—")) or is_verb


def _is_attribution(match: re.Match[str], language: Language) -> bool:
    """Return whether a speaker follows the verb: a pronoun joined to it, a name, or a phrase with an article."""
    speaker = match["speaker"]
    if speaker is None:
        return any(match[name] and match[name].removeprefix("-t") in language.clitics for name in ("first", "second"))
    words = [word.replace("’", "'") for word in _WORD.findall(speaker)]
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
