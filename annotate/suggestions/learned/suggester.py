"""Learned suggestions for a document: candidates of the rules and of the model, and a ranker that chooses between them.

1. Each word is read as a possible cue (logistic regression); from each likely one the sentence is read for who says what (roles).
2. The rules' attributions and the learned ones of a sentence compete. The ranker says how likely each is exactly right, and how
   likely it is useful: at least half right. Of two that overlap the likelier one stays.
3. From those that stay, quotations without an attribution of their own and the author's claims are found as by the rules alone.
   They are ranked too.

A `Policy` says how useful a suggestion must be to be shown. Without one, the rules' suggestions are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy

from annotate.model import Document, Suggestion
from annotate.model.ids import LEARNED_RULE, is_learned
from annotate.schema.wellknown import SUPPORT
from annotate.suggestions.learned.features import cue_features, role_features, token_table
from annotate.suggestions.learned.labels import anchor
from annotate.suggestions.learned.linear import Floats, sigmoid, sum_weights
from annotate.suggestions.learned.roles import BEGIN, INSIDE, SOURCE, Reading, RoleWeights, read_roles
from annotate.suggestions.rules.carried_speech import CARRIED_SPEECH
from annotate.suggestions.rules.cues import has_finite_verb
from annotate.suggestions.rules.engine import ParsedDocument, Proposal, attributions, parse, proposals, suggestions_of
from annotate.suggestions.rules.floating_quotations import CARRIED_QUOTATION, LocatedAttribution
from annotate.suggestions.rules.language import has_rules
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.tokens import QUOTE, WORD, TokenizedSentence

CARRIED = frozenset({CARRIED_QUOTATION, CARRIED_SPEECH})
"""The rules of what is said by a speaker who is named in another sentence."""

_MIN_CUE = 0.15  # a word that is less likely to be a cue is not read from
_CUES_A_SENTENCE = 3
_MIN_WORDS = 4  # of a sentence that can be the author's claim in a language without rules
_MAX_PLACE = 200

_RULES = (
    *("quote-said", "said-that", "said-clause", "according-to", "said-quote", "calls", "calls-for", "opposes", "clause-said"),
    *("supports", "refuses", "wants", "asked", "denies", "shows", "doubts", "named", "quotation", "beside", "plain"),
    *("announces", "speaks-of", "noun-that", "noun-to", "noun-colon", LEARNED_RULE),
)
_DENSE = 20
WIDTH = _DENSE + len(_RULES)
"""The number of features of a candidate."""


class Policy(NamedTuple):
    """The least probabilities of being useful with which suggestions are shown.

    learned: for attributed claims that only the model finds; None shows those of the rules as they are, and no others.
    rules: for attributed claims that the rules find; 0 hides none unless a likelier one overlaps it.
    author: for the author's claims; None shows those of the rules as they are.
    """

    learned: float | None = None
    rules: float = 0.0
    author: float | None = None


NO_POLICY = Policy()


class Candidate(NamedTuple):
    """A proposal with its suggestion, its features, and the attribution's anchor; `learned` if the rules do not propose it."""

    proposal: Proposal
    suggestion: Suggestion
    features: Floats
    learned: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """All that is learned about suggestions."""

    cues: Floats
    roles: RoleWeights
    exact: Floats
    useful: Floats
    policy: Policy = NO_POLICY


class Offer(NamedTuple):
    """A suggestion with the probabilities that it is exactly right, and useful."""

    suggestion: Suggestion
    exact: float
    useful: float


def prior(*, useful: bool) -> Floats:
    """Return the ranker's weights before anything is learned: rules are mostly right, and what is only learned is doubtful."""
    weights = numpy.zeros(WIDTH)
    weights[0] = 1.2 if useful else 0.5
    weights[1] = -1.0  # only learned
    weights[2] = 0.8  # learned and by rule
    weights[3] = 0.3  # the logit of the cue
    return weights


@dataclass(frozen=True)
class DocumentReader:
    """A document read once for several models: its tokens, and what the rules make of them."""

    parsed: ParsedDocument
    by_rule: Sequence[Sequence[AttributionRelation]]
    has_rules: bool

    @classmethod
    def read(cls, document: Document) -> DocumentReader:
        """Read a document. In a language without rules, only the model proposes attributions."""
        parsed = parse(document)
        known = has_rules(document.language)
        return cls(parsed, attributions(parsed) if known else [()] * len(parsed.sentences), known)

    def proposals(self, chosen: Sequence[Sequence[AttributionRelation]]) -> list[Proposal]:
        """Return what is proposed if the sentences have these attributions."""
        proposed = proposals(self.parsed, chosen)
        if self.has_rules:
            return proposed
        attributed = {proposal.sentence_index for proposal in proposed if proposal.attribution}
        whole = [
            Proposal(index, (TokenRange(0, len(sentence.tokens)),), None, "plain/1")
            for index, sentence in enumerate(self.parsed.sentences)
            if index not in attributed and _may_state(sentence)
        ]
        return [proposal for proposal in proposed if proposal.attribution] + whole

    def suggestions(self, chosen: Sequence[Proposal]) -> Iterator[tuple[Proposal, Suggestion]]:
        """Yield each proposal that makes a suggestion, with the suggestion.

        A quotation carried on from a learned attribution is learned. In a language without rules, nothing is known of a source.
        """
        for proposal, suggestion in suggestions_of(self.parsed, chosen):
            owner = proposal.attribution.attribution.rule if proposal.attribution else ""
            if is_learned(owner):
                suggestion = replace(suggestion, rule=owner)
            if suggestion.source is not None and not self.has_rules:
                suggestion = replace(suggestion, source=replace(suggestion.source, attributes={}))
            yield proposal, suggestion


def _may_state(sentence: TokenizedSentence) -> bool:
    kinds = [token.kind for token in sentence.tokens]
    return kinds.count(WORD) >= _MIN_WORDS and QUOTE not in kinds and sentence.norm(len(kinds) - 1) != "?"


class _Read(NamedTuple):
    """An attribution found by the model, with the logit of its cue and the least and mean probability of its tokens' roles."""

    relation: AttributionRelation
    cue: float
    least: float
    mean: float


def learned_attributions(
    reader: DocumentReader, cues: Floats, roles: RoleWeights, rule: str
) -> tuple[list[list[_Read]], list[float], list[dict[int, float]]]:
    """Return the attributions that a model finds in each sentence, the likeliest cue's logit, and the logits of all words."""
    sentences = reader.parsed.sentences
    found: list[list[_Read]] = [[] for _ in sentences]
    best = [-9.0] * len(sentences)
    logits: list[dict[int, float]] = [{} for _ in sentences]
    table = token_table(sentences, reader.by_rule, known=reader.has_rules)
    at, features = cue_features(table)
    if not len(at):
        return found, best, logits
    scores = sum_weights(cues, features)
    owners = numpy.searchsorted(table.starts, at, side="right") - 1
    threshold = float(numpy.log(_MIN_CUE / (1 - _MIN_CUE)))
    chosen: list[tuple[int, int, float]] = []
    by_sentence: dict[int, list[tuple[float, int]]] = {}
    for place, owner, score in zip(at.tolist(), owners.tolist(), scores.tolist(), strict=True):
        logits[owner][place - int(table.starts[owner])] = score
        if score > best[owner]:
            best[owner] = score
        if score >= threshold:
            by_sentence.setdefault(owner, []).append((score, place))
    for owner, scored in by_sentence.items():
        chosen += [(place, owner, score) for score, place in sorted(scored, reverse=True)[:_CUES_A_SENTENCE]]
    if not chosen:
        return found, best, logits
    anchors = numpy.array([place for place, _, _ in chosen])
    sentence_numbers = numpy.array([owner for _, owner, _ in chosen])
    rows, _ = role_features(table, anchors, sentence_numbers)
    readings = read_roles(roles, rows, table.lengths[sentence_numbers])
    for (place, owner, score), reading in zip(chosen, readings, strict=True):
        index = place - int(table.starts[owner])
        found[owner] += (
            _Read(relation, score, *_certainty(reading)) for relation in _relations(sentences[owner], index, reading, rule)
        )
    return found, best, logits


def _certainty(reading: Reading) -> tuple[float, float]:
    return float(reading.chance.min()), float(reading.chance.mean())


def _relations(sentence: TokenizedSentence, cue: int, reading: Reading, rule: str) -> Iterator[AttributionRelation]:
    """Yield an attribution for each claim that a reading has; the source is the run of tokens with the likeliest of them."""
    roles = reading.roles.tolist()
    claims: list[list[TokenRange]] = []
    source: TokenRange | None = None
    likeliest = 0.0
    index = 0
    while index < len(roles):
        role, first = roles[index], index
        index += 1
        while index < len(roles) and roles[index] == (INSIDE if role in (BEGIN, INSIDE) else role):
            index += 1
        if role == SOURCE:
            chance = float(reading.chance[first:index].max())
            source, likeliest = (TokenRange(first, index), chance) if chance > likeliest else (source, likeliest)
        elif role == BEGIN or (role == INSIDE and not claims):
            claims.append([TokenRange(first, index)])
        elif role == INSIDE:
            claims[-1].append(TokenRange(first, index))
    verb = sentence.language.verb_by_form.get(sentence.norm(cue))
    if source is None:
        return  # a suggestion names its source
    for pieces in claims:
        yield AttributionRelation(tuple(pieces), source, TokenRange(cue, cue + 1), rule, verb.label if verb else SUPPORT)


def candidates(reader: DocumentReader, cues: Floats, roles: RoleWeights, rule: str) -> tuple[list[Candidate], SentenceScores]:
    """Return the attributed claims that the rules and a model propose in each sentence, and what the rest is ranked by."""
    found, best, logits = learned_attributions(reader, cues, roles, rule)
    proposed: list[Proposal] = []
    details: dict[int, tuple[_Read | None, bool]] = {}
    for index, in_sentence in enumerate(found):
        by_rule = reader.by_rule[index]
        same: dict[int, _Read] = {}
        for read in in_sentence:
            twin = next(
                (r for r in by_rule if _bare(r.pieces) == _bare(read.relation.pieces) and r.mention == read.relation.mention),
                None,
            )
            if twin is not None:
                same[id(twin)] = read
                continue
            proposal = Proposal(index, read.relation.pieces, LocatedAttribution(index, read.relation), rule)
            details[id(proposal)] = (read, True)
            proposed.append(proposal)
        for relation in by_rule:
            proposal = Proposal(index, relation.pieces, LocatedAttribution(index, relation), relation.rule)
            details[id(proposal)] = (same.get(id(relation)), False)
            proposed.append(proposal)
    scores = SentenceScores(best, logits, found)
    made = []
    for proposal, suggestion in reader.suggestions(proposed):
        seen, learned = details[id(proposal)]
        made.append(Candidate(proposal, suggestion, scores.features(reader, proposal, seen, learned=learned), learned))
    return made, scores


def _bare(pieces: Sequence[TokenRange]) -> list[tuple[int, int]]:
    return [(piece.first, piece.end) for piece in pieces]


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """The scores of sentences for the ranker: the likeliest cue's logit, the logits of all words, the learned attributions."""

    best: list[float]
    logits: list[dict[int, float]]
    found: list[list[_Read]]

    @classmethod
    def none(cls) -> SentenceScores:
        """Return the scores of no sentence."""
        return cls([], [], [])

    def features(self, reader: DocumentReader, proposal: Proposal, read: _Read | None, *, learned: bool) -> Floats:
        """Return the features of a candidate."""
        number = proposal.sentence_index
        sentence = reader.parsed.sentences[number]
        values = numpy.zeros(WIDTH)
        content = {index for piece in proposal.pieces for index in range(piece.first, piece.end)}
        overlap = max(
            (
                len(content & other) / len(content | other)
                for other in ({i for p in r.relation.pieces for i in range(p.first, p.end)} for r in self.found[number])
                if content | other
            ),
            default=0.0,
        )
        best = self.best[number]
        cue = best
        relation = proposal.attribution.attribution if proposal.attribution else None
        here = relation is not None and proposal.attribution is not None and proposal.attribution.sentence_index == number
        if read is not None:
            cue = read.cue
        elif here and relation is not None:
            cue = self.logits[number].get(anchor(relation.cue, sentence), -6.0)
        values[0] = 1
        values[1] = learned
        values[2] = read is not None and not learned
        values[3] = max(cue, -6.0) / 2 if relation else 0.0
        values[4] = max(best, -6.0) / 2
        values[5] = read.least if read else 0.0
        values[6] = read.mean if read else 0.0
        values[7] = overlap
        size = len(content)
        values[8] = numpy.log1p(size) - 2
        values[9] = size <= 3
        values[10] = size / max(1, len(sentence.tokens))
        values[11] = any(sentence.kind(index) == QUOTE for index in content)
        first = min(content, default=0)
        values[12] = sentence.kind(first) == QUOTE and size <= 2
        values[13] = has_finite_verb(sentence, first, max(content, default=0) + 1)
        values[14] = len(proposal.pieces) > 1
        values[15] = len(reader.by_rule[number]) > 1
        mention = relation.mention if here and relation else None
        values[16] = mention is not None and sentence.norm(mention.first) in sentence.language.pronouns
        values[17] = mention is not None and any(t.capitalized for t in sentence.tokens[mention.first : mention.end])
        values[18] = sentence.is_headline
        values[19] = sentence.norm(first - 1) in sentence.language.complementizers
        name = proposal.rule.split("/")[0]
        if name in _RULES:
            values[_DENSE + _RULES.index(name)] = 1
        return values


class LearnedSuggester(NamedTuple):
    """Suggestions for documents by what a project's labels have taught; `version` is the hash in their provenance."""

    weights: Weights
    version: str

    def suggest(self, document: Document) -> Mapping[str, tuple[Suggestion, ...]]:
        """Return the suggestions for each sentence, by sentence id, in text order."""
        shown = {id: tuple(offer.suggestion for offer in offers) for id, offers in self.offers(document).items()}
        return shown if has_rules(document.language) or any(shown.values()) else {}

    def offers(self, document: Document, reader: DocumentReader | None = None) -> Mapping[str, list[Offer]]:
        """Return the suggestions for each sentence with their probabilities."""
        reader = reader or DocumentReader.read(document)
        rule = f"{LEARNED_RULE}/{self.version}"
        ranked = rank(reader, self.weights, rule)
        offers: dict[str, list[Offer]] = {sentence.id: [] for sentence in document.sentences}
        for candidate, exact, useful in select(ranked, self.weights.policy):
            id = document.sentences[candidate.proposal.sentence_index].id
            suggestion = candidate.suggestion if reader.has_rules else replace(candidate.suggestion, rule=rule)
            if suggestion.key not in {offer.suggestion.key for offer in offers[id]}:
                offers[id].append(Offer(suggestion, exact, useful))
        return offers


Ranked = tuple[Candidate, float, float]
"""A candidate with the probabilities that it is exactly right, and useful."""


class RankedDocument(NamedTuple):
    """The candidates of a document: the attributed ones of the first round, and how the second one is made."""

    reader: DocumentReader
    first: list[Ranked]
    scores: SentenceScores
    weights: tuple[Floats, Floats]


def rank(reader: DocumentReader, weights: Weights, rule: str) -> RankedDocument:
    """Return the candidates of a document with their probabilities."""
    made, scores = candidates(reader, weights.cues, weights.roles, rule)
    return RankedDocument(reader, with_chances(made, weights.exact, weights.useful), scores, (weights.exact, weights.useful))


def with_chances(made: Sequence[Candidate], exact: Floats, useful: Floats) -> list[Ranked]:
    """Return candidates with their probabilities."""
    if not made:
        return []
    features = numpy.stack([candidate.features for candidate in made])
    return list(zip(made, sigmoid(features @ exact).tolist(), sigmoid(features @ useful).tolist(), strict=True))


def select(ranked: RankedDocument, policy: Policy) -> list[Ranked]:
    """Return what is shown of a document under a policy, in text order."""
    reader = ranked.reader
    first = choose(ranked.first, policy)
    chosen: list[list[AttributionRelation]] = [[] for _ in reader.parsed.sentences]
    for candidate, _, _ in first:
        if candidate.proposal.attribution is not None:
            chosen[candidate.proposal.sentence_index].append(candidate.proposal.attribution.attribution)
    for relations in chosen:
        relations.sort(key=lambda relation: relation.pieces[0])
    second = with_chances(second_round(reader, chosen, ranked.scores), *ranked.weights)
    return sorted((*first, *keep(second, policy)), key=lambda r: (r[0].proposal.sentence_index, r[0].proposal.pieces[0]))


def keep(ranked: Sequence[Ranked], policy: Policy) -> list[Ranked]:
    """Return those candidates of the second round that are likely enough to be shown."""

    def is_shown(r: Ranked) -> bool:
        threshold = policy.rules if r[0].suggestion.source else policy.author
        return r[2] >= threshold if threshold is not None else not r[0].learned

    return [r for r in ranked if is_shown(r)]


def second_round(
    reader: DocumentReader, chosen: Sequence[Sequence[AttributionRelation]], scores: SentenceScores
) -> list[Candidate]:
    """Return the candidates that follow from the attributions chosen: quotations carried on, and the author's claims."""
    later = [proposal for proposal in reader.proposals(chosen) if proposal.attribution is None or proposal.rule in CARRIED]
    return [
        Candidate(proposal, suggestion, scores.features(reader, proposal, None, learned=False), not reader.has_rules)
        for proposal, suggestion in reader.suggestions(later)
    ]


def choose(ranked: Sequence[Ranked], policy: Policy) -> list[Ranked]:
    """Return the attributed candidates to show: the rules' if nothing else is to be; else the likeliest that do not overlap."""
    if policy.learned is None:
        return [r for r in ranked if not r[0].learned]
    shown: list[Ranked] = []
    taken: dict[int, set[int]] = {}
    for r in sorted(ranked, key=lambda r: (-(r[1] + r[2]), r[0].learned, r[0].proposal.pieces[0])):
        if r[2] < (policy.learned if r[0].learned else policy.rules):
            continue
        proposal = r[0].proposal
        tokens = {index for piece in proposal.pieces for index in range(piece.first, piece.end)}
        occupied = taken.setdefault(proposal.sentence_index, set())
        if tokens & occupied:
            continue
        occupied |= tokens
        shown.append(r)
    return shown
