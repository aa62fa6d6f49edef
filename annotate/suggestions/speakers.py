"""Speakers: who a mention is. One name for one person in a document, with what the default scheme asks about a source.

A short name means the full name that ends with it; a title becomes the role; a pronoun means the last name before it that is
no possessive and no object of a preposition (the heuristic of rule-based quotation attribution); a group or a role is unnamed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from annotate.model import Document, Scalar, Source
from annotate.schema.wellknown import DOCUMENT, IMPLICIT, NAMED, NAMING, ORGANISATION, OTHER, PERSON, PLURAL, ROLE, TYPE, UNNAMED
from annotate.suggestions.language import Language
from annotate.suggestions.mentions import Range, subject_before
from annotate.suggestions.tokens import MARK, WORD, Line, Token

_PARTICLES = frozenset(["de", "da", "der", "di", "du", "van", "von", "bin", "al", "el", "la", "le", "ter", "zu", "y"])
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_BACK = 40  # names, sources looked back through for whom a pronoun means


@dataclass(frozen=True, slots=True)
class Known:
    """A name in the text: where its last word stands (line, token), and whether a pronoun may mean it."""

    line: int
    token: int
    name: str
    gender: str


@dataclass(frozen=True)
class Speakers:
    """The names of a document, in order, and the full name of each last name."""

    document: Document
    lines: Sequence[Line]
    names: Sequence[Known]
    full: Mapping[str, str]
    _named: dict[str, Source] = field(default_factory=dict)

    def source(self, number: int, mention: Range | None) -> Source:
        """Who is mentioned by some tokens of a line."""
        if mention is None or mention.first >= mention.end:
            return Source("", "", None, {TYPE: OTHER, NAMING: IMPLICIT})
        line = self.lines[number]
        span = self.document.span(line.tokens[mention.first].start, line.tokens[mention.end - 1].end)
        name, attributes = self._who(number, mention)
        known = self._named.get(name.casefold())
        if known is None:
            known = self._named[name.casefold()] = Source("", name, None, attributes)
        return Source("", known.name, span, known.attributes)

    def _who(self, number: int, mention: Range) -> tuple[str, dict[str, Scalar]]:
        line = self.lines[number]
        low = line.low(mention.first)
        if mention.end - mention.first == 1 and low in line.language.relatives:
            before = subject_before(line, mention.first - (line.low(mention.first - 1) == ","))
            return self._who(number, before) if before and before.first < mention.first else self._described(line, mention)
        if mention.end - mention.first == 1 and low in line.language.pronouns:
            return self._pronoun(number, mention)
        return self._described(line, mention)

    def _pronoun(self, number: int, mention: Range) -> tuple[str, dict[str, Scalar]]:
        line = self.lines[number]
        gender = line.language.pronouns[line.low(mention.first)]
        if gender in ("m", "f"):
            end = bisect_left(self.names, (number, mention.first), key=lambda known: (known.line, known.token))
            for known in reversed(self.names[max(0, end - _BACK) : end]):
                if known.gender in ("", gender):
                    return known.name, _person()
        return self._before(gender) or self._described(line, mention)

    def _before(self, gender: str) -> tuple[str, dict[str, Scalar]] | None:
        """The last source so far that "they" or "it" may mean."""
        for source in islice(reversed(self._named.values()), _BACK):
            attributes = source.attributes
            meant = attributes.get(PLURAL) if gender == "p" else attributes.get(TYPE) != PERSON
            if gender in ("p", "n") and meant:
                return source.name, dict(attributes)
        return None

    def _described(self, line: Line, mention: Range) -> tuple[str, dict[str, Scalar]]:
        parts = _parts(line, mention)
        if _several_names(parts[0], line.language):
            return " ".join(token.text for token in parts[0]), _person(plural=True)
        if found := self._person_in(parts, line.language):
            return found
        return _unnamed(parts[0], line.language)

    def _person_in(self, parts: Sequence[Sequence[Token]], language: Language) -> tuple[str, dict[str, Scalar]] | None:
        """The name in "the director, James Brown", "Mayor Ada Brandt", "Brandt, 45, a farmer"; and what is said of it."""
        for place, part in enumerate(parts[:2]):
            head = list(_head(part, language))
            name = _name(head, language)
            if not name or (place and len(name) < 2):
                continue
            before = head[: len(head) - len(name)]
            text = " ".join(token.text for token in name)
            if _is_body(head, name, language):
                continue
            others = [before] if before else [one for one in parts if one is not part and len(one) > 1]
            return self.full.get(_last(name), _bare(text)), _person(role=_role(others[0], language) if others else "")
        return None


def read_names(document: Document, lines: Sequence[Line]) -> Speakers:
    """The people that are named in a document, outside quotation marks."""
    names = []
    full: dict[str, str] = {}
    for number, line in enumerate(lines):
        for first, name in _runs(line):
            text = _bare(" ".join(token.text for token in name))
            if len(name) > 1:
                full.setdefault(_last(name), text)
            text = full.get(_last(name), "")
            before = line.low(first - 1)
            if text and not name[-1].low.endswith(("'s", "'")) and before not in line.language.prepositions:
                names.append(Known(number, first, text, _gender(line, first, name)))
    return Speakers(document, lines, names, full)


def _runs(line: Line) -> Iterator[tuple[int, Sequence[Token]]]:
    """The personal names of a line, each with the index of its first word."""
    index = 0
    tokens = line.tokens
    while index < len(tokens):
        end = index
        while end < len(tokens) and (tokens[end].capital or (end > index and tokens[end].low in _PARTICLES)):
            end += 1
        if end > index:
            run = tokens[index:end]
            name = _name(run, line.language)
            if name and not _is_body(run, name, line.language):
                yield end - len(name), name
        index = max(end, index + 1)


def _gender(line: Line, first: int, name: Sequence[Token]) -> str:
    near = {line.low(index) for index in range(max(0, first - 2), first)}
    language = line.language
    return "f" if near & language.feminine else "m" if near & language.masculine else ""


def _parts(line: Line, mention: Range) -> list[list[Token]]:
    """A mention's tokens, cut at commas."""
    parts: list[list[Token]] = [[]]
    for token in line.tokens[mention.first : mention.end]:
        if token.kind == MARK and token.low == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part] or [[line.tokens[mention.first]]]


def _several_names(part: Sequence[Token], language: Language) -> bool:
    """Whether a phrase names more than one person, and no body: "Ada and Olav Brandt"."""
    of_bodies = language.determiners | language.prepositions | language.organisations
    if any(_singular(token) in of_bodies for token in part):
        return False
    triples = zip(part, part[1:], part[2:], strict=False)
    return any(one.capital and token.low in language.adding and other.capital for one, token, other in triples)


def _head(part: Sequence[Token], language: Language) -> Iterator[Token]:
    """The words up to the first preposition: "a spokeswoman" of "a spokeswoman for the mayor", but "Secretary of State Lund"."""
    for index, token in enumerate(part):
        if index and token.low in language.prepositions and not _of_office(part, index, language):
            return
        yield token


def _of_office(part: Sequence[Token], index: int, language: Language) -> bool:
    """Whether an "of" stands inside a title: "Secretary of State"."""
    around = part[index - 1 : index + 2]
    return (
        len(around) == 3
        and around[1].low == language.of
        and around[0].low in language.titles
        and around[2].low in language.titles
    )


def _name(head: Sequence[Token], language: Language) -> Sequence[Token]:
    """The capitalised words a phrase ends with, from behind the last title; empty where it ends otherwise."""
    first = len(head)
    while first and (head[first - 1].capital or (first < len(head) and head[first - 1].low in _PARTICLES)):
        if head[first - 1].low in language.titles or head[first - 1].low in language.determiners:
            break
        first -= 1
    name = head[first:]
    if name and (name[-1].low in language.people or name[-1].low in language.plurals):
        return ()  # "Officials" at the start of a sentence
    while name and (name[0].low in _PARTICLES or name[0].low in language.openers or name[0].low in language.times):
        name = name[1:]
    return name[-5:] if len(name) <= 5 or name[-1].low in _SUFFIXES else name


def _is_body(head: Sequence[Token], name: Sequence[Token], language: Language) -> bool:
    """Whether a capitalised name is a body's and not a person's: by its words, an article before it, or capitals only."""
    if any(_singular(token) in language.organisations or _singular(token) in language.documents for token in name):
        return True
    titled = any(token.low in language.titles or token.low in language.people for token in head[: len(head) - len(name)])
    if titled:
        return False
    before = head[len(head) - len(name) - 1] if len(head) > len(name) else None
    return (
        bool(before and before.low in language.determiners)
        or any(token.text.isupper() and len(token.text) > 2 and "." not in token.text[:2] for token in name)
        or "." in name[-1].text[:-1]
    )


def _singular(token: Token) -> str:
    return token.low.removesuffix("'s").removesuffix("'")


def _last(name: Sequence[Token]) -> str:
    words = [token for token in name if token.low not in _SUFFIXES] or list(name)
    return _bare(words[-1].text).casefold()


def _bare(text: str) -> str:
    for ending in ("’s", "'s", "’", "'"):
        text = text.removesuffix(ending)
    return text


def _person(role: str = "", plural: bool = False, naming: str = NAMED) -> dict[str, Scalar]:
    attributes: dict[str, Scalar] = {TYPE: PERSON, NAMING: naming}
    if plural:
        attributes[PLURAL] = True
    if role:
        attributes[ROLE] = role
    return attributes


def _role(part: Sequence[Token], language: Language) -> str:
    """A title or an apposition as a role: without its article; empty for an age, a party, a relative clause."""
    tokens = list(part)
    while tokens and tokens[0].low in language.determiners:
        del tokens[0]
    if not tokens or tokens[0].low.isdigit() or tokens[0].low in language.relatives or tokens[0].low in language.prepositions:
        return ""
    return " ".join(token.text for token in tokens)


def _counted(part: Sequence[Token], language: Language) -> Sequence[Token]:
    """Who is counted: "European leaders" of "a number of European leaders"."""
    for index in range(1, min(len(part) - 1, 5)):
        if part[index].low == language.of and part[index - 1].low in language.quantities:
            return part[index + 1 :]
    return part


def _unnamed(part: Sequence[Token], language: Language) -> tuple[str, dict[str, Scalar]]:
    """A body, a document, or people by their role: the phrase itself is the name, its article in small letters."""
    part = list(takewhile(lambda token: token.low not in language.relatives, part)) or part
    words = [token.text for token in part]
    small = language.determiners | language.people | language.plurals | language.several | language.pronouns.keys()
    if part[0].low in small and part[0].text != "I":
        words[0] = part[0].text[0].lower() + part[0].text[1:]
    part = _counted(part, language)
    head = [token for token in _head(part, language) if token.kind == WORD]
    last = _singular(head[-1]) if head else ""
    name = _bare(" ".join(words))
    numbered = bool(head) and (head[0].low in language.several or len(words) > len(part))
    if last in language.people or last in language.plurals or last in language.pronouns or (numbered and not head[-1].capital):
        return name, _person(
            plural=last in language.plurals or numbered or last.endswith(language.plural_endings), naming=UNNAMED
        )
    kind = DOCUMENT if last in language.documents and not last.isupper() else ORGANISATION
    if kind == ORGANISATION and last not in language.organisations and not any(token.capital for token in part):
        kind = PERSON if not head else OTHER
    named = any(token.capital for token in head[1:] or head) and not language.capital_nouns
    return name, {TYPE: kind, NAMING: NAMED if named else UNNAMED}
