"""Speakers: the person, organisation or document that a mention refers to, under one name throughout a document.

A last name refers to the full name that ends with it. A title becomes the role. A pronoun refers to the last name before it that
is neither a possessive nor the object of a preposition, the usual heuristic of rule-based quotation attribution. A group or a
role without a name is an unnamed source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from annotate.model import Answer, Document, Source
from annotate.schema.wellknown import DOCUMENT, IMPLICIT, NAMED, NAMING, ORGANISATION, OTHER, PERSON, PLURAL, ROLE, TYPE, UNNAMED
from annotate.suggestions.rules.language import Language
from annotate.suggestions.rules.mentions import TokenRange, subject_before
from annotate.suggestions.rules.tokens import MARK, WORD, Token, TokenizedSentence

_NAME_PARTICLES = frozenset(["de", "da", "der", "di", "du", "van", "von", "bin", "al", "el", "la", "le", "ter", "zu", "y"])
_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DIVIDERS = frozenset({",", "(", ")"})
_MAX_ANTECEDENTS = 40  # names or sources that a pronoun is compared with

_NamedAttributes = tuple[str, dict[str, Answer]]
"""A source's name and attributes."""


class PersonMention(NamedTuple):
    """A person's name in the text, at the token `token` of a sentence.

    `name` is the full name. `gender` is "f" or "m" if a title shows it, and empty if any pronoun may refer to the person.
    """

    sentence_index: int
    token: int
    name: str
    gender: str


@dataclass(frozen=True)
class Speakers:
    """The people mentioned in a document, in text order, and the full name for each last name.

    `source` remembers each source that it returns: the first mention decides the attributes, and "they" or "it" refers back.
    """

    document: Document
    sentences: Sequence[TokenizedSentence]
    people: Sequence[PersonMention]
    full_names: Mapping[str, str]
    _sources: dict[str, _NamedAttributes] = field(default_factory=dict)

    def source(self, sentence_index: int, mention: TokenRange | None) -> Source:
        """Return the source that a mention refers to; without a name if there is no mention."""
        if mention is None or mention.first >= mention.end:
            return Source("", "", None, {TYPE: OTHER, NAMING: IMPLICIT})
        tokens = self.sentences[sentence_index].tokens
        span = self.document.span(tokens[mention.first].start, tokens[mention.end - 1].end)
        name, attributes = self._identify(sentence_index, mention)
        known = self._sources.setdefault(name.casefold(), (name, attributes))
        return Source("", known[0], span, known[1])

    def describe(self, sentence_index: int, mention: TokenRange) -> Mapping[str, Answer]:
        """Return the attributes of the source that a mention refers to, without remembering it."""
        return self._identify(sentence_index, mention)[1]

    def _identify(self, sentence_index: int, mention: TokenRange) -> _NamedAttributes:
        sentence = self.sentences[sentence_index]
        norm = sentence.norm(mention.first)
        if mention.end - mention.first > 1:
            return self._describe(sentence, mention)
        if norm in sentence.language.relatives:
            antecedent = subject_before(sentence, mention.first - (sentence.norm(mention.first - 1) == ","))
            if antecedent and antecedent.first < mention.first:
                return self._identify(sentence_index, antecedent)
        elif norm in sentence.language.pronouns or norm in sentence.language.possessives:
            return self._resolve_pronoun(sentence_index, mention)
        return self._describe(sentence, mention)

    def _resolve_pronoun(self, sentence_index: int, mention: TokenRange) -> _NamedAttributes:
        sentence = self.sentences[sentence_index]
        norm, language = sentence.norm(mention.first), sentence.language
        gender = language.pronouns.get(norm) or language.possessives[norm]
        if gender in ("m", "f"):
            position = (sentence_index, mention.first)
            end = bisect_left(self.people, position, key=lambda person: (person.sentence_index, person.token))
            for person in reversed(self.people[max(0, end - _MAX_ANTECEDENTS) : end]):
                if person.gender in ("", gender):
                    return person.name, _person_attributes()
        return self._recent_source(gender) or self._describe(sentence, mention)

    def _recent_source(self, gender: str) -> _NamedAttributes | None:
        """Return the last source so far that "they" (p) or "it" (n) may refer to."""
        for name, attributes in islice(reversed(self._sources.values()), _MAX_ANTECEDENTS):
            fits = attributes.get(PLURAL) if gender == "p" else attributes.get(TYPE) != PERSON
            if gender in ("p", "n") and fits:
                return name, dict(attributes)
        return None

    def _describe(self, sentence: TokenizedSentence, mention: TokenRange) -> _NamedAttributes:
        parts = _split_at_commas(sentence, mention)
        if _names_several(parts[0], sentence.language):
            return _text(parts[0]), _person_attributes(plural=True)
        named = self._named_person(parts, sentence.language)
        return named or _describe_unnamed(parts[0], sentence.language, is_initial=mention.first == 0)

    def _named_person(self, parts: Sequence[Sequence[Token]], language: Language) -> _NamedAttributes | None:
        """Return the person named in "the director, James Brown", "Mayor Ada Brandt" or "Brandt, 45, a farmer", with the role."""
        for position, part in enumerate(parts[:2]):
            head = _head_words(part, language)
            name = _personal_name(head, language)
            if not name or (position and len(name) < 2) or _is_organisation(head, name, language):
                continue
            title = head[: len(head) - len(name)]
            descriptions = [title] if title else [other for other in parts if other is not part and len(other) > 1]
            role = _role_text(descriptions[0], language) if descriptions else ""
            full_name = self.full_names.get(_last_name(name), _strip_possessive(_text(name)))
            return full_name, _person_attributes(role=role)
        return None


def find_speakers(document: Document, sentences: Sequence[TokenizedSentence]) -> Speakers:
    """Return the people named in a document outside quotation marks."""
    people = []
    full_names: dict[str, str] = {}
    for number, sentence in enumerate(sentences):
        for first, name in _personal_names(sentence, full_names):
            last_name = _last_name(name)
            if len(name) > 1 and last_name not in full_names:
                full_names[last_name] = _strip_possessive(_text(name))
            full_name = full_names.get(last_name, "")
            is_object = sentence.norm(first - 1) in sentence.language.prepositions
            if full_name and not name[-1].norm.endswith(("'s", "'")) and not is_object:
                people.append(PersonMention(number, first, full_name, _gender_hint(sentence, first)))
    return Speakers(document, sentences, people, full_names)


def _personal_names(sentence: TokenizedSentence, last_names: Container[str]) -> Iterator[tuple[int, Sequence[Token]]]:
    """Yield the personal names of a sentence, each with the index of its first token.

    A single word counts only if it is one of the last names: most are just the first word of the sentence.
    """
    end = 0
    tokens = sentence.tokens
    for first in [index for index, token in enumerate(tokens) if token.capitalized]:
        if first < end:
            continue
        end = first + 1
        while end < len(tokens) and (tokens[end].capitalized or tokens[end].norm in _NAME_PARTICLES):
            end += 1
        run = tokens[first:end]
        if len(run) == 1 and _strip_possessive(run[0].text).casefold() not in last_names:
            continue
        name = _personal_name(run, sentence.language)
        if sentence.language.capitalizes_nouns and name and not _may_name_person(sentence, first, run):
            continue
        if name and not _is_organisation(run, name, sentence.language):
            yield end - len(name), name


def _may_name_person(sentence: TokenizedSentence, first: int, run: Sequence[Token]) -> bool:
    """Return whether capitalized words may be a person's name where nouns are capitalized: not "der Provinz Freistaat"."""
    language = sentence.language
    if any(token.norm in language.titles or language.is_person(token.norm) for token in run):
        return True
    before = sentence.norm(first - 1)
    return before not in language.determiners and before not in language.prepositions


def _gender_hint(sentence: TokenizedSentence, first: int) -> str:
    """Return "f" or "m" if one of the two words before a name shows it."""
    before = sentence.norms[max(0, first - 2) : first]
    if not sentence.language.feminine_words.isdisjoint(before):
        return "f"
    return "" if sentence.language.masculine_words.isdisjoint(before) else "m"


def _split_at_commas(sentence: TokenizedSentence, mention: TokenRange) -> Sequence[Sequence[Token]]:
    """Return the parts of a mention between commas, without what is in parentheses."""
    if _DIVIDERS.isdisjoint(sentence.norms[mention.first : mention.end]):
        return [sentence.tokens[mention.first : mention.end]]
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in sentence.tokens[mention.first : mention.end]:
        if token.norm in ("(", ")"):
            depth = max(0, depth + (1 if token.norm == "(" else -1))
        elif token.kind == MARK and token.norm == "," and not depth:
            parts.append([])
        elif not depth:
            parts[-1].append(token)
    return [part for part in parts if part] or [[sentence.tokens[mention.first]]]


def _names_several(part: Sequence[Token], language: Language) -> bool:
    """Return whether a phrase names more than one person: "Ada and Olav Brandt", but not "Department of Food and Farms"."""
    joined = [index for index, token in enumerate(part[1:-1], 1) if token.norm in language.and_words]
    if not any(part[index - 1].capitalized and part[index + 1].capitalized for index in joined):
        return False
    norms = [_strip_possessive(token.norm) for token in part]
    in_organisations = (language.determiners, language.prepositions, language.organisation_nouns)
    return all(words.isdisjoint(norms) for words in in_organisations)


def _head_words(part: Sequence[Token], language: Language) -> Sequence[Token]:
    """Return the words up to the first preposition that is not inside a title.

    These are "a spokeswoman" of "a spokeswoman for the mayor", but all of "Secretary of State Lund".
    """
    for index, token in enumerate(part[1:], 1):
        joins_name = _is_inside_title(part, index, language) or _is_inside_name(part, index, language)
        if token.norm in language.prepositions and not joins_name:
            return part[:index]
        # "der Vorsitzende des Verbands": where nouns are capitalized, a small determiner after one begins its genitive.
        if language.capitalizes_nouns and token.norm in language.determiners and part[index - 1].capitalized:
            return part[:index]
    return part


def _is_inside_title(part: Sequence[Token], index: int, language: Language) -> bool:
    """Return whether an "of" is inside a title: "Secretary of State"."""
    if part[index].norm != language.of_word or index + 1 == len(part):
        return False
    return part[index - 1].norm in language.titles and part[index + 1].norm in language.titles


def _is_inside_name(part: Sequence[Token], index: int, language: Language) -> bool:
    """Return whether a preposition is part of a personal name where nouns are capitalized: "Ulrike von Behr"."""
    before = part[index - 1]
    if part[index].norm not in _NAME_PARTICLES or not language.capitalizes_nouns or part[0].norm in language.determiners:
        return False
    kinds = (language.is_person, language.is_organisation, language.is_document)
    is_given_name = before.capitalized and before.norm not in language.titles and not any(kind(before.norm) for kind in kinds)
    earlier = part[index - 2] if index > 1 else before  # of "Kapitän Luca Ferri von der Küstenwache", "von" is not a name
    return is_given_name and (earlier is before or not earlier.capitalized or earlier.norm in language.titles)


def _personal_name(head: Sequence[Token], language: Language) -> Sequence[Token]:
    """Return the capitalized words at the end of a phrase, after the last title; empty if there are none."""
    first = len(head)
    while first and (head[first - 1].capitalized or (first < len(head) and head[first - 1].norm in _NAME_PARTICLES)):
        if head[first - 1].norm in language.titles or head[first - 1].norm in language.determiners:
            break
        first -= 1
    name = head[first:]
    if name and language.is_person(name[-1].norm):
        return ()  # "Officials" at the start of a sentence
    while name and (name[0].norm in _NAME_PARTICLES or name[0].norm in language.never_begins_name):
        name = name[1:]
    return name[-5:] if len(name) <= 5 or name[-1].norm in _NAME_SUFFIXES else name


def _is_organisation(head: Sequence[Token], name: Sequence[Token], language: Language) -> bool:
    """Return whether a capitalized name is an organisation's: by its words, an article before it, or letters all capital."""
    nouns = [_strip_possessive(token.norm) for token in name]
    if not language.not_personal.isdisjoint(nouns):
        return True
    if language.joins_nouns and any(language.is_organisation(noun) or language.is_document(noun) for noun in nouns):
        return True
    before = head[: len(head) - len(name)]
    if any(token.norm in language.titles or token.norm in language.person_nouns for token in before):
        return False
    return (
        bool(before and before[-1].norm in language.determiners)
        or any(token.text.isupper() and len(token.text) > 2 and "." not in token.text[:2] for token in name)
        or "." in name[-1].text[:-1]
    )


def _text(tokens: Sequence[Token]) -> str:
    """Return the text of tokens, with one space where there is any: "l'avocat de Lyon"."""
    texts = [token.text for token in tokens[:1]]
    for before, token in pairwise(tokens):
        texts += [" ", token.text] if token.start > before.end else [token.text]
    return "".join(texts)


def _last_name(name: Sequence[Token]) -> str:
    """Return the last name, case-folded, without a suffix such as "Jr."."""
    last = name[-1]
    if last.norm in _NAME_SUFFIXES:
        last = next((token for token in reversed(name) if token.norm not in _NAME_SUFFIXES), last)
    return _strip_possessive(last.text).casefold()


def _strip_possessive(text: str) -> str:
    if "’" not in text and "'" not in text:
        return text
    for ending in ("’s", "'s", "’", "'"):
        text = text.removesuffix(ending)
    return text


def _person_attributes(role: str = "", plural: bool = False, naming: str = NAMED) -> dict[str, Answer]:
    attributes: dict[str, Answer] = {TYPE: PERSON, NAMING: naming}
    if plural:
        attributes[PLURAL] = True
    if role:
        attributes[ROLE] = role
    return attributes


def _role_text(part: Sequence[Token], language: Language) -> str:
    """Return a title or an apposition without its article; an empty string for an age, a party or a relative clause."""
    tokens = list(part)
    while tokens and tokens[0].norm in language.determiners:
        del tokens[0]
    if not tokens:
        return ""
    first = tokens[0].norm
    if first.isdigit() or first in language.relatives or first in language.prepositions:
        return ""
    return _text(tokens)


def _counted_people(part: Sequence[Token], language: Language) -> Sequence[Token]:
    """Return the people in a count: "European leaders" of "a number of European leaders"."""
    for index in range(1, min(len(part) - 1, 5)):
        if part[index].norm == language.of_word and part[index - 1].norm in language.quantity_nouns:
            return part[index + 1 :]
    return part


def _describe_unnamed(part: Sequence[Token], language: Language, *, is_initial: bool) -> _NamedAttributes:
    """Return a source without a personal name: people by their role, an organisation, or a document.

    The phrase itself is the name, with its article in lower case. At the start of a sentence (`is_initial`), a capital letter
    shows nothing. Whoever speaks and is none of the known organisations or documents is a person.
    """
    relative = next((index for index, token in enumerate(part) if token.norm in language.relatives), len(part))
    part = part[:relative] or part
    text, size = _text(part), len(part)
    lower_case = (language.determiners, language.people, language.plural_quantifiers, language.pronouns)
    if part[0].text != "I" and any(part[0].norm in group for group in lower_case):
        text = text[0].lower() + text[1:]
    part = _counted_people(part, language)
    head = [token for token in _head_words(part, language) if token.kind == WORD]
    noun = _noun(head, language)
    name = _strip_possessive(text)
    is_count = bool(head) and (head[0].norm in language.plural_quantifiers or size > len(part))
    if language.is_person(noun) or noun in language.pronouns or (is_count and not head[-1].capitalized):
        return name, _person_attributes(plural=is_count or _is_plural(part, noun, language), naming=UNNAMED)
    # German capitalizes every noun, so that a capital letter there does not show a name, unless the noun has no article.
    has_article = part[0].norm in language.determiners
    may_be_name = part[1:] if has_article or (is_initial and len(part) > 1) else part
    is_name = any(token.capitalized for token in may_be_name) and not (language.capitalizes_nouns and has_article)
    if language.is_document(noun) and not noun.isupper():
        kind = DOCUMENT
    elif language.is_organisation(noun) or is_name:
        kind = ORGANISATION
    else:
        return name, _person_attributes(plural=_is_plural(part, noun, language), naming=UNNAMED)
    is_named = any(token.capitalized for token in head[1:] or head) and not language.capitalizes_nouns
    return name, {TYPE: kind, NAMING: NAMED if is_named else UNNAMED}


def _noun(head: Sequence[Token], language: Language) -> str:
    """Return the noun of a phrase: its last word, or the first that is known where adjectives follow: "le conseil municipal"."""
    norms = [_strip_possessive(token.norm) for token in head]
    known = (language.is_person, language.is_organisation, language.is_document)
    first = next((norm for norm in norms if any(is_kind(norm) for is_kind in known)), "") if language.inverts_verb_groups else ""
    return first or (norms[-1] if norms else "")


def _is_plural(part: Sequence[Token], noun: str, language: Language) -> bool:
    """Return whether a phrase with a noun means several people: by its noun, its determiner, or the noun's ending."""
    determiner = part[0].norm
    if determiner in language.singular_determiners:
        return False
    if noun in language.plural_nouns or determiner in language.plural_determiners:
        return True
    return noun.endswith(language.plural_endings) and not noun.endswith(language.singular_endings)
