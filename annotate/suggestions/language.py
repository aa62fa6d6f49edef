"""What the rules must know of a language: its words, as data. A second language is a file like `english`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from annotate.schema.wellknown import SUPPORT

_MODULES = {"en": "english", "de": "german"}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of attribution: all its forms in small letters, what may follow it, and the stance it shows.

    `frames` are letters: q a quotation, t a clause after "that", b a bare clause (x: with any subject), w a clause after
    "whether", o an addressee before the clause, i an infinitive, p somebody and an infinitive ("invited N to I"), n a noun
    phrase, e a noun phrase after a document ("the poll shows N"), c one with a complement ("called N a thing", "described N
    as M"); a is an adjective that stands with "is". `after` are prepositions that what is said follows ("called for N"), or
    that begin the complement. `rule` names the suggestion where what is said is no clause.
    """

    forms: tuple[str, ...]
    frames: str
    label: str = SUPPORT
    after: frozenset[str] = frozenset()
    rule: str = "wants"


@dataclass(frozen=True)
class Language:
    """The words of a language by what they do, all in small letters: the rules compare so.

    Attribution: `sources_before` ("according to") and `sources_after` ("zufolge") stand beside the name of a source, `as_said`
    before "X said,"; `particles` are the other half of a verb ("pointed out", "teilte mit"). `noun_forms` are forms of verbs
    that are nouns as often, `participles` the endings of those that need no subject; `passive` makes a form no cue.

    Clauses: a content ends before `breaks`, before `contrasts` after a comma, before `parting` relatives that close the
    sentence, before `coordinators` and another attribution; a noun phrase also before `adjoining` words after a comma, and
    before `occasions` ("in an interview"). It does not begin with `openers`, and `leading` words are cut off it. `linking`
    words part the author's own clause from what is said, `first_person` and `helpers` show a speaker's own frame ("I would
    tell you that"). `complements` are the prepositions before a complement. `conditions` are the subordinators that begin
    what is said. `finite_endings`, `past_endings` show verbs that are not listed, `past_forms` are irregular ones.
    `clause_after_comma`: what is said follows a comma (German) and not the verb.

    Names: `titles` become roles, `feminine` and `masculine` words tell whom a pronoun may mean; `pronouns` say it by m, f, p
    (several), n (a body or a thing), w (whoever speaks). `people`, `plurals`, `several`, `quantities` ("a number `of`") are
    unnamed people, `organisations` and `documents` what they say. `inside_names` are prepositions that names go on after.
    `capital_nouns`: a capital does not make a name.
    """

    code: str
    verbs: tuple[Verb, ...]
    sources_before: tuple[str, ...]
    sources_after: tuple[str, ...]
    that: frozenset[str]
    whether: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    participles: tuple[str, ...]
    noun_forms: frozenset[str]
    determiners: frozenset[str]
    pronouns: Mapping[str, str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    openers: frozenset[str]
    times: frozenset[str]
    infinitive: frozenset[str]
    particles: frozenset[str]
    breaks: frozenset[str]
    adjoining: frozenset[str]
    complements: frozenset[str]
    occasions: frozenset[str]
    reflexives: frozenset[str]
    as_said: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    adding: frozenset[str]
    coordinators: frozenset[str]
    contrasts: frozenset[str]
    conditions: frozenset[str]
    expletives: frozenset[str]
    inside_names: frozenset[str]
    past_forms: frozenset[str]
    past_endings: tuple[str, ...]
    several: frozenset[str]
    about: frozenset[str]
    parting: frozenset[str]
    quantities: frozenset[str]
    second_person: frozenset[str]
    first_person: frozenset[str]
    linking: frozenset[str]
    finite_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    titles: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    plurals: frozenset[str]
    people: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    of: str = "of"
    clause_after_comma: bool = False
    capital_nouns: bool = False
    leading: tuple[str, ...] = ()

    @cached_property
    def forms(self) -> Mapping[str, Verb]:
        """The verb of each form."""
        return {form: verb for verb in self.verbs for form in verb.forms}

    @cached_property
    def helpers(self) -> frozenset[str]:
        """Auxiliary and modal verbs."""
        return self.auxiliaries | self.modals

    @cached_property
    def finite(self) -> frozenset[str]:
        """Words that are finite verbs, as far as they are known."""
        return self.auxiliaries | self.modals | frozenset(self.forms) - self.noun_forms

    @cached_property
    def verbal(self) -> frozenset[str]:
        """Finite verbs, and irregular ones among which some may be nouns."""
        return self.finite | self.past_forms


def language(code: str | None) -> Language:
    """The data for a language code ("en", "de-AT"); English where it is not known."""
    name = _MODULES.get((code or "en").lower().replace("_", "-").split("-")[0], "english")
    found: Language = import_module(f"annotate.suggestions.{name}").LANGUAGE
    return found


def known(code: str | None) -> bool:
    """Whether there are words for a language code; where it is None, English is tried."""
    return code is None or code.lower().replace("_", "-").split("-")[0] in _MODULES


def verbs(frames: str, lines: str, label: str = SUPPORT, rule: str = "wants") -> tuple[Verb, ...]:
    """One verb a line, its forms parted by spaces; after a colon the prepositions that what is said follows."""
    return tuple(_verb(frames, line, label, rule) for line in lines.strip().splitlines())


def _verb(frames: str, line: str, label: str, rule: str) -> Verb:
    forms, _, after = line.partition(":")
    return Verb(tuple(forms.split()), frames, label, frozenset(after.split()), rule)


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())
