"""The words that the rules need of a language, as data.

To add a language, write a file like `english`, named after the language, and list its code in `annotate.text.languages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module

from annotate.schema.wellknown import SUPPORT
from annotate.text.languages import NAMES, WITH_RULES

_SHORT_NOUN = 4  # letters; a shorter noun is the end of too many words that are something else
_MODULES = {code: NAMES[code].lower() for code in WITH_RULES}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of attribution: its forms in lower case, the constructions that may follow it, and the stance it shows.

    Each letter of `frames` allows one construction:

    ======  ==============================================================================
    ``q``   a quotation
    ``t``   a clause after "that"
    ``b``   a clause without "that"; with ``x``, whatever its subject looks like
    ``w``   a clause after "whether" or a question word
    ``o``   an addressee before the clause ("told us that")
    ``i``   an infinitive ("vowed to", "affirme avoir vu")
    ``v``   a noun that says something, with a clause, an infinitive or a noun phrase ("expressed hope that")
    ``p``   a person and an infinitive ("invited N to I")
    ``n``   a noun phrase ("opposes N")
    ``e``   a noun phrase, if the subject is a document ("the poll shows N")
    ``j``   a noun phrase and a judgment of it ("called N reckless", "considers it a mistake")
    ``c``   a noun phrase with a complement ("called N a thing", "described N as M")
    ``a``   the form is an adjective and needs a form of "be" ("is confident that")
    ``k``   two noun phrases, or one and an adjective at the end ("nannte N ein M")
    ``s``   a quoted phrase; otherwise the subject only speaks ("wies N zurück")
    ``r``   the verb usually has a reflexive pronoun ("se queja de que"); "se dice que" names nobody
    ``d``   after a reflexive pronoun, an adjective of the subject ("se dit inquiet")
    ``h``   only of somebody or a document; of a thing, the verb says something else ("ce geste rappelle que")
    ``f``   the form needs a verb of `Language.light_verbs` before it ("a fait savoir", "dio a entender")
    ======  ==============================================================================

    `after` contains the prepositions that introduce the content ("called for N") or a complement. `rule` names the suggestion
    if the content is not a clause. With a `particle`, a form is a cue only if the particle ends its clause ("teilte ... mit").
    """

    forms: tuple[str, ...]
    frames: str
    label: str = SUPPORT
    after: frozenset[str] = frozenset()
    rule: str = "wants"
    particle: str = ""

    @property
    def is_often_silent(self) -> bool:
        """True of a verb that says something only with another word: "made" a promise, "fait" savoir."""
        return self.frames in ("v", "tv") or "f" in self.frames


@dataclass(frozen=True)
class Language:
    """The words of a language by function, all in lower case: the rules compare lower-case text.

    Attribution:
        `sources_before` precede the name of a source ("according to"), `sources_after` follow it ("zufolge"). `as_words` come
        before "X said,". `self_reports` show that the subject says a thing of itself ("naar eigen zeggen"), and
        `back_references` mean what was just said ("Dat meldt X"). `particles` complete a verb ("pointed out", "teilte mit").
        `noun_forms` are verb forms that are as often nouns, `verb_endings` are those that only verbs have, and
        `participle_endings` mark forms that need no subject. After a word of `passive`, a form is not a cue, unless one of
        `reflexive_subjects` is there, too ("s'est indigné"); nor is one with a word of `impersonal_verbs` ("il faut dire"), an
        infinitive after one of `without_words` ("sans dire"), or a form with one of `past_participle_endings` that has no
        auxiliary. One of `naming_participles` before a quotation gives a name ("le plan dit « Vert »"). `measures` are what
        something depends on, and no sources ("selon les cas"). `evidence_verbs` after a word of `clause_as_words` name a
        document ("según se desprende de X"). The source of `impersonal_subjects` follows one of `informant_prepositions`
        ("a-t-on appris auprès de X"), and a verb in the plural without a subject has that of one of `collective_prepositions`
        ("aseguran desde X").

    Clauses:
        A content ends before `content_breaks`, before `contrastive_conjunctions` after a comma, before `closing_relatives` if
        the relative clause ends the sentence, and before `coordinators` that lead to another attribution. A noun phrase also
        ends before `adjunct_openers` after a comma, and before a phrase with `occasion_nouns` ("in an interview"). `openers`
        are skipped at the start of a content, and `leading_words` are removed from it. `clause_linkers` separate the author's
        own clause from the content. With a word of `speech_words` somebody seems to speak, so that a sentence is not offered as
        the author's own claim. `first_person` and `all_auxiliaries` mark a speaker's preamble ("I would tell you that").
        `complements` are the prepositions before a complement, `conditional_conjunctions` the subordinators that a content
        may start with. `finite_endings` and `past_endings` recognize verbs that are not listed, `past_forms` lists irregular
        ones. Without `infinitive_markers`, an infinitive has one of `infinitive_endings`, after one of `infinitive_openers` if
        there are any, and those of `sure_infinitives` are recognized anywhere. `light_verbs` make a verb of speech of the one
        after them ("fait savoir"). With `clause_after_comma`, a content follows a comma, as in German, instead of the verb.
        `self_descriptions` follow a reflexive verb ("se dit inquiet"), and `object_prepositions` precede an object that is a
        person ("acusó a N de").

    Nouns and judgments, all optional:
        `claim_nouns` say something ("hope that"), and of `opinion_nouns` the subject of the clause is the source ("vertrat die
        Ansicht, dass"); `intent_nouns` want something done ("pledge to"), `goal_nouns` are what it is
        to do ("their goal is to"), and `message_nouns` stand before a colon; `denial_nouns` deny. `possessives` name whose they
        are, as `pronouns` do, and `agent_words` introduce it ("a decision by"). `topic_prepositions` come between such a noun
        and a noun phrase ("support for"). After `demonstratives` or an object, an adjective of `judgments` or with
        `adjective_endings` is a judgment ("called it wrong"); `object_relatives` stand for the object ("what she called").
        `presumed_by` shows that the word before it is a verb of attribution, listed or not. `indirect_words` show that
        somebody seems to speak. Occasions follow `occasion_prepositions` alone. `not_adverbs` end as adverbs do ("family").
        `joining_articles` also join a noun to the one before ("die Sprecherin der Stadt"), and `partitives` are prepositions
        that may begin a subject ("des habitants"). `addressees` are the pronouns of those who are told something ("told us").
        Before a preposition, `amounts` are an object and begin no clause ("said little about it").
        A noun is singular after `singular_determiners` and plural after `plural_determiners`; else its ending shows it, where
        `singular_endings` are those of singular nouns that look like a plural ("boss").

    Word order:
        With `fixed_word_order`, a subject directly precedes its verb, as in English: a verb after "and", a participle after a
        comma and an infinitive have the subject of the verb before. With `verb_second`, the subject follows the verb where
        something else precedes it ("Am Montag sagte X"), and a content may enclose its source. With `inverts_verb_groups`, it
        follows the whole group ("a déclaré X"). With `omits_subjects`, a verb without a subject has the last speaker's ("Añadió
        que C"), unless it has one of `plural_verb_endings`. With `presumes_speech_verbs`, any word that looks like a finite verb
        is a cue between a quotation and a source.

    Reported speech:
        `sources_after_comma` precede a source after the content ("C, so X"). `report_prepositions` make a source of a noun with
        one of the `report_endings` ("nach Angaben von X", "nach Polizeiangaben"); after `own_words` it is the report of the
        subject ("nach eigenen Angaben"), and after `singular_datives` something that happened ("nach der Meldung"). A word with
        one of the `genitive_endings` begins the name of whose report it is ("Angaben unabhängiger Experten").
        `clause_as_words` open a clause that names the source, before or after the content ("wie X am Montag mitteilte").
        `opinion_prepositions` say at the start whose opinion follows, if a person or an organisation is before the comma ("Para
        X, C"), and the first auxiliary of the opinion is one of `opinion_verbs`. `impersonal_cues` report what a place says ("in
        X heißt es"). A sentence in the mood of `subjunctive`, or one with `hearsay_openers`, reports what the last speaker says.
        `weak_subjunctive` are forms that do so only directly after such a sentence, and a form with one of the
        `subjunctive_endings` only directly after a noun or a pronoun ("er kenne"), and not with one of the
        `inflected_participle_endings` ("lebende"). Before `exception_words` the mood only makes an exception ("es sei denn").
        A participle with one of the `final_auxiliaries` in its clause is a passive ("wird erwartet").

    Names:
        `titles` become roles. `feminine_words` and `masculine_words` before a name restrict the pronouns that refer to it.
        `pronouns` maps a pronoun to m, f, p (several people), n (an organisation or a thing) or w (the speaker).
        `person_nouns`, `plural_nouns`, `plural_quantifiers` and `quantity_nouns` (before `of_word`: "a number of") describe
        unnamed people, `organisation_nouns` and `document_nouns` the other sources. `name_prepositions` may occur inside a
        name. With `capitalizes_nouns`, a capital letter does not mark a name. `oblique` words do not begin a subject.
        `home_prepositions` lead from a name to where somebody is from ("of Dale"), `person_relatives` are relative pronouns for
        people, and `floating_quantifiers` may follow a subject ("Lund and Orr both"). `person_endings` are those of nouns for
        people. A headline does not begin with a name before a colon if that has one of `headline_labels` ("Live Updates"). An
        age ends with one of `year_nouns`. With `joins_nouns`, a word that ends with one of those nouns is one, too
        ("Polizeisprecher"). `media_nouns` name whom somebody tells something ("sagte X der Zeitung"). A participle with one of
        the `attribute_endings` may have words of its own between an article and its noun ("der gestern vorgelegte Bericht").

    Tokens:
        `elisions` are words with an apostrophe that are separate from the next word ("l'", "qu'"), `clitics` the pronouns that a
        hyphen joins to their verb ("dit-il").

    Answers:
        `answer_signs` is the language's table of `answer_tables`.
    """

    code: str
    verbs: tuple[Verb, ...]
    sources_before: tuple[str, ...]
    sources_after: tuple[str, ...]
    complementizers: frozenset[str]
    question_words: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    noun_forms: frozenset[str]
    determiners: frozenset[str]
    pronouns: Mapping[str, str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    openers: frozenset[str]
    time_words: frozenset[str]
    infinitive_markers: frozenset[str]
    particles: frozenset[str]
    content_breaks: frozenset[str]
    adjunct_openers: frozenset[str]
    complements: frozenset[str]
    occasion_nouns: frozenset[str]
    reflexives: frozenset[str]
    as_words: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    and_words: frozenset[str]
    coordinators: frozenset[str]
    contrastive_conjunctions: frozenset[str]
    conditional_conjunctions: frozenset[str]
    expletives: frozenset[str]
    name_prepositions: frozenset[str]
    past_forms: frozenset[str]
    past_endings: tuple[str, ...]
    plural_quantifiers: frozenset[str]
    approximators: frozenset[str]
    closing_relatives: frozenset[str]
    quantity_nouns: frozenset[str]
    second_person: frozenset[str]
    first_person: frozenset[str]
    clause_linkers: frozenset[str]
    finite_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    titles: frozenset[str]
    feminine_words: frozenset[str]
    masculine_words: frozenset[str]
    plural_nouns: frozenset[str]
    person_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    document_nouns: frozenset[str]
    of_word: str = "of"
    clause_after_comma: bool = False
    capitalizes_nouns: bool = False
    leading_words: tuple[str, ...] = ()
    speech_words: frozenset[str] = frozenset()
    person_endings: tuple[str, ...] = ()
    claim_nouns: frozenset[str] = frozenset()
    opinion_nouns: frozenset[str] = frozenset()
    intent_nouns: frozenset[str] = frozenset()
    denial_nouns: frozenset[str] = frozenset()
    possessives: Mapping[str, str] = field(default_factory=dict)
    agent_words: frozenset[str] = frozenset()
    topic_prepositions: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    adjective_endings: tuple[str, ...] = ()
    judgments: frozenset[str] = frozenset()
    object_relatives: frozenset[str] = frozenset()
    presumed_by: frozenset[str] = frozenset()
    goal_nouns: frozenset[str] = frozenset()
    occasion_prepositions: frozenset[str] = frozenset()
    indirect_words: frozenset[str] = frozenset()
    headline_labels: frozenset[str] = frozenset()
    not_adverbs: frozenset[str] = frozenset()
    joining_articles: frozenset[str] = frozenset()
    partitives: frozenset[str] = frozenset()
    addressees: frozenset[str] = frozenset()
    home_prepositions: frozenset[str] = frozenset()
    person_relatives: frozenset[str] = frozenset()
    floating_quantifiers: frozenset[str] = frozenset()
    singular_determiners: frozenset[str] = frozenset()
    plural_determiners: frozenset[str] = frozenset()
    singular_endings: tuple[str, ...] = ()
    amounts: frozenset[str] = frozenset()
    message_nouns: frozenset[str] = frozenset()
    fixed_word_order: bool = False
    verb_second: bool = False
    inverts_verb_groups: bool = False
    omits_subjects: bool = False
    presumes_speech_verbs: bool = False
    sources_after_comma: frozenset[str] = frozenset()
    report_prepositions: frozenset[str] = frozenset()
    report_endings: tuple[str, ...] = ()
    final_auxiliaries: frozenset[str] = frozenset()
    media_nouns: frozenset[str] = frozenset()
    genitive_endings: tuple[str, ...] = ()
    attribute_endings: tuple[str, ...] = ()
    own_words: frozenset[str] = frozenset()
    singular_datives: frozenset[str] = frozenset()
    clause_as_words: frozenset[str] = frozenset()
    impersonal_cues: tuple[str, ...] = ()
    subjunctive: frozenset[str] = frozenset()
    weak_subjunctive: frozenset[str] = frozenset()
    subjunctive_endings: tuple[str, ...] = ()
    inflected_participle_endings: tuple[str, ...] = ()
    exception_words: frozenset[str] = frozenset()
    hearsay_openers: frozenset[str] = frozenset()
    oblique: frozenset[str] = frozenset()
    verb_endings: tuple[str, ...] = ()
    plural_verb_endings: tuple[str, ...] = ()
    opinion_prepositions: frozenset[str] = frozenset()
    back_references: frozenset[str] = frozenset()
    self_reports: tuple[str, ...] = ()
    joins_nouns: bool = False
    infinitive_endings: tuple[str, ...] = ()
    infinitive_openers: frozenset[str] = frozenset()
    sure_infinitives: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    reflexive_subjects: frozenset[str] = frozenset()
    self_descriptions: frozenset[str] = frozenset()
    object_prepositions: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    impersonal_subjects: frozenset[str] = frozenset()
    impersonal_verbs: frozenset[str] = frozenset()
    without_words: frozenset[str] = frozenset()
    naming_participles: frozenset[str] = frozenset()
    opinion_verbs: frozenset[str] = frozenset()
    evidence_verbs: frozenset[str] = frozenset()
    informant_prepositions: frozenset[str] = frozenset()
    past_participle_endings: tuple[str, ...] = ()
    collective_prepositions: frozenset[str] = frozenset()
    year_nouns: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    answer_signs: str = ""

    @cached_property
    def verb_by_form(self) -> Mapping[str, Verb]:
        """The verb of each form, apart from the verbs that need a particle."""
        return {form: verb for verb in self.verbs if not verb.particle for form in verb.forms}

    @cached_property
    def separable_by_form(self) -> Mapping[str, Mapping[str, Verb]]:
        """The verbs of each form that need a particle, by the particle."""
        by_form: dict[str, dict[str, Verb]] = {}
        for verb in self.verbs:
            for form in verb.forms if verb.particle else ():
                by_form.setdefault(form, {}).setdefault(verb.particle, verb)
        return by_form

    @cached_property
    def surely_verbs(self) -> frozenset[str]:
        """The forms of verbs of attribution, without those that are as often nouns, or often say nothing ("made", "decided")."""
        return frozenset(form for form, verb in self.verb_by_form.items() if not verb.is_often_silent) - self.noun_forms

    @cached_property
    def leading_words_in_capitals(self) -> tuple[str, ...]:
        """The leading words that are removed from a content with a capital letter, too: not "that" of "That is false"."""
        return tuple(word for word in self.leading_words if word not in self.demonstratives)

    @cached_property
    def attribution_participles(self) -> frozenset[str]:
        """The participles of verbs of attribution: "adding"."""
        return frozenset(form for form in self.verb_by_form if form.endswith(self.participle_endings))

    @cached_property
    def clause_words(self) -> frozenset[str]:
        """The words with which something that is not part of a content may begin."""
        return self.attribution_participles | self.coordinators

    @cached_property
    def content_nouns(self) -> frozenset[str]:
        """The nouns that say something, or want something done."""
        return self.claim_nouns | self.intent_nouns | self.goal_nouns

    @cached_property
    def content_openers(self) -> frozenset[str]:
        """The words between a noun and what it says."""
        return self.complementizers | self.infinitive_markers

    @cached_property
    def people(self) -> frozenset[str]:
        """The nouns for people."""
        return self.person_nouns | self.plural_nouns

    @cached_property
    def not_personal(self) -> frozenset[str]:
        """The nouns for sources that are not people."""
        return self.organisation_nouns | self.document_nouns

    @cached_property
    def all_auxiliaries(self) -> frozenset[str]:
        """The auxiliary and modal verbs."""
        return self.auxiliaries | self.modals

    @cached_property
    def makes_uncertain(self) -> frozenset[str]:
        """The words with which nobody surely says what a verb says: "not", "may"."""
        return self.negations | self.modals

    @cached_property
    def clause_subordinators(self) -> frozenset[str]:
        """The subordinators that no verb of attribution follows as a part of its clause: "when asked about N"."""
        return self.subordinators - self.relatives - self.complementizers - self.object_relatives

    @cached_property
    def any_subjunctive(self) -> frozenset[str]:
        """The forms that report what somebody says, directly after a sentence that does so."""
        return self.subjunctive | self.weak_subjunctive

    @cached_property
    def opening_subordinators(self) -> frozenset[str]:
        """The subordinators with which a sentence may begin before its main clause: "weil", "wenn"."""
        return self.subordinators - self.complementizers - self.prepositions

    @cached_property
    def not_content_openers(self) -> frozenset[str]:
        """The words after a comma that begin no content: "sondern", "nachdem", but not "wenn" and "wie"."""
        return self.conjunctions | self.subordinators - self.question_words - self.conditional_conjunctions

    @cached_property
    def inflected_endings(self) -> tuple[str, ...]:
        """The endings of inflected verbs, in the past or in the third person."""
        return (*self.past_endings, *self.plural_endings)

    @cached_property
    def source_phrases(self) -> tuple[tuple[str, ...], ...]:
        """The words of each phrase that precedes a source."""
        return tuple(tuple(phrase.split()) for phrase in self.sources_before)

    @cached_property
    def begins_source_phrase(self) -> frozenset[str]:
        """The first words of the phrases that precede a source."""
        return frozenset(words[0] for words in self.source_phrases)

    @cached_property
    def signs_without_verb(self) -> frozenset[str]:
        """The words one of which is in each sentence with an attribution without a verb; of a phrase its longest word."""
        phrases = frozenset(
            max(words, key=len) for words in (*self.source_phrases, *map(str.split, (*self.impersonal_cues, *self.self_reports)))
        )
        prepositions = self.report_prepositions | self.opinion_prepositions | self.sources_after_comma
        return phrases | prepositions | frozenset(self.sources_after) | self.clause_as_words | {":"}

    @cached_property
    def impersonal_by_first_word(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The words of each impersonal cue, by the first of them."""
        by_word: dict[str, tuple[tuple[str, ...], ...]] = {}
        for phrase in self.impersonal_cues:
            words = tuple(phrase.split())
            by_word[words[0]] = (*by_word.get(words[0], ()), words)
        return by_word

    @cached_property
    def never_ends_phrase(self) -> frozenset[str]:
        """The words in lower case that are not the last of a noun phrase."""
        return self.determiners | self.prepositions | self.adverbs

    @cached_property
    def not_before_predicate(self) -> frozenset[str]:
        """The words before a verb that show that its subject is not there, or that it is not a finite verb."""
        return self.prepositions | self.infinitive_markers | self.coordinators | self.possessives.keys() | {""}

    @cached_property
    def never_begins_name(self) -> frozenset[str]:
        """The words that are not part of a personal name, though a sentence may begin with them."""
        reports = self.document_nouns | frozenset(self.report_endings) if self.capitalizes_nouns else frozenset()
        return self.openers | self.time_words | self.prepositions | self.subordinators | reports

    def is_person(self, norm: str) -> bool:
        """Return whether a noun names people by what they are."""
        return norm in self.people or norm.endswith(self._endings[0])

    def is_organisation(self, norm: str) -> bool:
        """Return whether a noun names a kind of organisation."""
        known = (norm, norm.removesuffix("s"), norm.removesuffix("es"))
        return not self.organisation_nouns.isdisjoint(known) or norm.endswith(self._endings[1])

    def is_document(self, norm: str) -> bool:
        """Return whether a noun names a kind of document."""
        return norm in self.document_nouns or norm.endswith(self._endings[2])

    @cached_property
    def _endings(self) -> tuple[tuple[str, ...], ...]:
        """The nouns of people, organisations and documents that may end a longer one."""
        kinds = (self.people, self.organisation_nouns, self.document_nouns)
        return tuple(tuple(noun for noun in kind if self.joins_nouns and len(noun) > _SHORT_NOUN) for kind in kinds)

    @cached_property
    def closed_class(self) -> frozenset[str]:
        """The words of the small classes, which are never verbs of speech."""
        small = self.determiners | self.prepositions | self.subordinators | self.conjunctions | self.relatives | self.negations
        return small | self.all_auxiliaries | self.pronouns.keys() | self.openers | self.time_words | self.sources_after_comma

    @cached_property
    def finite(self) -> frozenset[str]:
        """The known finite verbs, without those that are as often nouns."""
        return self.all_auxiliaries | self.subjunctive | self.surely_verbs | self.separable_by_form.keys()

    @cached_property
    def finite_or_irregular(self) -> frozenset[str]:
        """The known finite verbs and the irregular forms, some of which may be nouns."""
        return self.finite | self.past_forms


def primary_code(code: str | None) -> str:
    """Return the primary subtag of a language code in lower case, "en" without a code.

    >>> primary_code("de-AT"), primary_code(None)
    ('de', 'en')
    """
    return (code or "en").lower().replace("_", "-").split("-")[0]


def load_language(code: str | None) -> Language:
    """Return the data for a language code ("en", "de-AT"); the English data if there are none for it."""
    name = _MODULES.get(primary_code(code), _MODULES["en"])
    language: Language = import_module(f"annotate.suggestions.rules.{name}").LANGUAGE
    return language


def has_rules(code: str | None) -> bool:
    """Return whether there are rules for a language code; an unknown language (None) is read as English."""
    return code is None or (code != "" and primary_code(code) in _MODULES)


def verbs(frames: str, lines: str, label: str = SUPPORT, rule: str = "wants") -> tuple[Verb, ...]:
    """Return the verbs of a list: one per line, its forms separated by spaces, then a colon and the words of `Verb.after`."""
    return tuple(_verb(frames, line, label, rule) for line in lines.strip().splitlines())


def _verb(frames: str, line: str, label: str, rule: str) -> Verb:
    forms, _, after = line.partition(":")
    return Verb(tuple(forms.split()), frames, label, frozenset(after.split()), rule)


def inflected(text: str) -> frozenset[str]:
    """Return the forms of regular English verbs: the words of a text with "s", "ed" and "ing".

    >>> sorted(inflected("judge deny"))
    ['denied', 'denies', 'deny', 'denying', 'judge', 'judged', 'judges', 'judging']
    """
    forms: set[str] = set()
    for verb in text.split():
        past = f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeou" else f"{verb.removesuffix('e')}ed"
        stem = verb if verb.endswith(("ee", "ye", "oe")) else verb.removesuffix("e")
        forms |= {verb, _with_s(verb), past, f"{stem}ing"}
    return frozenset(forms)


def _with_s(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeou" else f"{word}s"


def separable(frames: str, lines: str, label: str = SUPPORT, rule: str = "wants") -> tuple[Verb, ...]:
    """Return verbs with a particle: on each line the particle, the finite forms, a bar, and the other forms without it.

    Where a verb is last in its clause, its forms are one word with the particle: "mitteilte", "mitgeteilt", "mitzuteilen".
    """
    return tuple(verb for line in lines.strip().splitlines() for verb in _separable_verb(frames, line, label, rule))


def _separable_verb(frames: str, line: str, label: str, rule: str) -> tuple[Verb, Verb]:
    finite, _, others = line.partition("|")
    particle, *forms = finite.split()
    joined = dict.fromkeys(f"{particle}{form}" for form in (*forms, *others.split()))
    return Verb(tuple(forms), frames, label, rule=rule, particle=particle), Verb(tuple(joined), frames, label, rule=rule)


def conjugate(frames: str, stems: str, endings: str, label: str = SUPPORT) -> tuple[Verb, ...]:
    """Return regular verbs: each stem with each ending, both separated by spaces."""
    return tuple(Verb(tuple(f"{stem}{ending}" for ending in endings.split()), frames, label) for stem in stems.split())


def words(text: str) -> frozenset[str]:
    """Return the words of a text, separated by white space."""
    return frozenset(text.split())
