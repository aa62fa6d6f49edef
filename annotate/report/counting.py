"""The counts of one pass over all articles, in memory that grows with the number of articles and names, not of decisions."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate, combinations
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from annotate.checks.annotator_behaviour import MIN_WORDS, SKIMMING, WORDS_PER_MINUTE
from annotate.model import ASSISTED, AUTHOR, BLIND, Origin, exposure, suggestion_fates
from annotate.model.annotations import PIECE_SEPARATOR, normalized_name
from annotate.model.current import UNREADABLE, Record, unreadable
from annotate.model.ids import claim_key, split_suggestion_key
from annotate.report.articles import Article, is_finished
from annotate.report.facts import (
    AnnotatorRow,
    CrossRow,
    DayRow,
    ExposureRow,
    FastRow,
    GroupRow,
    LabelRow,
    OpposedRow,
    PositionRow,
    ProgressRow,
    RuleRow,
    SourceRow,
    SourceStanceRow,
)
from annotate.review.gold import ADJUDICATED
from annotate.schema import Schema
from annotate.schema.scheme import ARTICLE
from annotate.schema.wellknown import CLAIM, DENY, LABEL, NAMING, QUOTE, SKIP, SUPPORT, TYPE

GOLD = ""
"""The name under which gold is counted beside the annotators."""

OPPOSITE = {SUPPORT: DENY, DENY: SUPPORT}
"""The stances that contradict each other."""

_UNKNOWN = "not known"
_OFF = "suggestions off"
_NOUNS = {"claims": "claim", "sources": "source", "stances": "stance"}


class _Tally(NamedTuple):
    """Numbers of answers by question and label, and of the things that could be asked about by noun."""

    answers: Counter[tuple[str, str]]
    asked: Counter[str]


class Counts:
    """Counts of decisions and gold, article by article.

    clusters: the cluster of each claim that says the same as another, by the key of the claim.
    """

    def __init__(self, schema: Schema, clusters: Mapping[str, str] = MappingProxyType({})) -> None:
        self._paths = {
            noun: {q.name: q.path for q in (*_label(schema, noun), *schema.attributes[noun]) if not q.free}
            for noun in ("annotation", *_NOUNS.values())
        }
        self.decisions = self.finished = self.shared = self.adjudicated = 0
        self.first = self.last = ""
        self.versions: Counter[tuple[str, str]] = Counter()
        self._progress: list[ProgressRow] = []
        self._days: Counter[tuple[str, str]] = Counter()
        self._flagged: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
        self._last: dict[str, str] = {}
        self._seconds: defaultdict[str, array[float]] = defaultdict(lambda: array("f"))
        self._labels: Counter[tuple[str, str, str]] = Counter()
        self._asked: Counter[tuple[str, str]] = Counter()
        self._groups: Counter[tuple[str, str, str, str]] = Counter()
        self._group_sizes: Counter[tuple[str, str, str]] = Counter()
        self._sources = _Sources(clusters)
        self._fates: Counter[tuple[str, str]] = Counter()
        self._exposed: Counter[tuple[str, str]] = Counter()
        self._exposed_seconds: defaultdict[str, array[float]] = defaultdict(lambda: array("f"))
        self._fast: list[FastRow] = []

    # -- one article after the other -----------------------------------------------------------------------------------------

    def add(self, article: Article) -> None:
        """Add an article with the decisions on it.

        Raises:
            AnnotateError: A decision cannot be read.
        """
        finished: Counter[int] = Counter()
        by_annotator: dict[str, list[tuple[int, Record]]] = {}
        tallies: defaultdict[str, _Tally] = defaultdict(lambda: _Tally(Counter(), Counter()))
        for index, annotator, record in article.records:
            try:
                self._add_decision(article, index, annotator, record, tallies)
                finished[index] += is_finished(record)
            except UNREADABLE as error:
                raise unreadable(record, error) from error
            by_annotator.setdefault(annotator, []).append((index, record))
        for annotator, decisions in by_annotator.items():
            self._add_progress(article, annotator, decisions)
        for annotator, tally in tallies.items():
            for (question, label), number in tally.answers.items():
                self._labels[question, label, annotator] += number
            for noun, number in tally.asked.items():
                self._asked[noun, annotator] += number
        self.finished += sum(1 for number in finished.values() if number)
        self.shared += sum(1 for number in finished.values() if number > 1)
        self._add_gold(article)

    def _add_decision(self, article: Article, index: int, annotator: str, record: Record, tallies: Mapping[str, _Tally]) -> None:
        annotation, created = record["annotation"], record["created"]
        self.decisions += 1
        self.first = min(self.first or created, created)
        self.last = max(self.last, created)
        place = (article.document.sentences[index].start, annotator)
        made = article.times.get(place, created)
        self._last[annotator] = max(self._last.get(annotator, ""), made)
        self.versions[record["schema"], record["tool"]] += 1
        self._flagged[annotator] += annotation.get("flag") is not None
        if not is_finished(record):
            return
        label = annotation["label"]
        self._skipped[annotator] += label == SKIP
        self._days[made[:10], annotator] += 1
        seconds = article.seconds.get(place, 0.0)
        if seconds > 0:
            self._seconds[annotator].append(seconds)
        self._tally(annotation, tallies[annotator])
        self._add_exposure(record, label, len(annotation["claims"]), seconds)

    def _add_exposure(self, record: Record, label: str, claims: int, seconds: float) -> None:
        origins = [Origin(origin["item"], origin["how"], origin.get("rule", "")) for origin in record.get("origins", ())]
        for key, fate in suggestion_fates(origins).items():
            self._fates[split_suggestion_key(key)[0], fate] += 1
        if label == SKIP:
            return
        shown = exposure(origins) or _OFF
        self._exposed[shown, "decisions"] += 1
        self._exposed[shown, "with a claim"] += label == CLAIM
        self._exposed[shown, "claims"] += claims
        if seconds > 0:
            self._exposed_seconds[shown].append(seconds)

    def _add_progress(self, article: Article, annotator: str, decisions: list[tuple[int, Record]]) -> None:
        document = article.document
        done = [index for index, record in decisions if is_finished(record)]
        self._progress.append(
            ProgressRow(
                document.id, document.title or "", len(document.sentences), annotator, len(done), len(decisions) - len(done)
            )
        )
        seconds = sum(article.seconds.get((document.sentences[index].start, annotator), 0.0) for index, _ in decisions)
        words = sum(len(document.text[s.start : s.end].split()) for s in (document.sentences[index] for index in done))
        if seconds > 0 and words >= MIN_WORDS and words * 60 / seconds > SKIMMING * WORDS_PER_MINUTE:
            self._fast.append(FastRow(document.id, annotator, words, round(seconds, 1), round(words * 60 / seconds)))

    def _add_gold(self, article: Article) -> None:
        document = article.document
        by_block: dict[str, _Tally] = {}
        for index, gold in article.gold.items():
            block = document.blocks[document.sentences[index].block].kind if document.blocks else _UNKNOWN
            try:
                self._tally(gold.record["annotation"], by_block.setdefault(block, _Tally(Counter(), Counter())))
                self._sources.add(document.id, index + 1, document.sentences[index].id, gold.record["annotation"])
            except UNREADABLE as error:
                raise unreadable(gold.record, error) from error
            self.adjudicated += gold.provenance == ADJUDICATED
        self._asked[ARTICLE, GOLD] += bool(article.gold)
        for block, tally in by_block.items():
            tally.asked[ARTICLE] = 1
            for (question, label), number in tally.answers.items():
                self._labels[question, label, GOLD] += number
            for noun, number in tally.asked.items():
                self._asked[noun, GOLD] += number if noun != ARTICLE else 0
            for group in (("block", block), *_groups(article)):
                for answer, number in tally.answers.items():
                    self._groups[group + answer] += number
                for noun, number in tally.asked.items():
                    self._group_sizes[(*group, noun)] += number

    def _tally(self, annotation: Mapping[str, Any], tally: _Tally) -> None:
        """Count the answers in an annotation, and the things that could be asked about."""
        answers, asked = tally
        asked["annotation"] += 1
        for question in self._paths["annotation"].keys() & annotation.keys():
            answers.update((self._paths["annotation"][question], word) for word in _words(annotation[question]))
        for items, noun in _NOUNS.items():
            paths = self._paths[noun]
            for item in annotation[items]:
                if noun == "source" and item["id"] == AUTHOR:
                    continue
                asked[noun] += 1
                for question, value in item.items():
                    if question in paths:
                        if type(value) is str:
                            answers[paths[question], value] += 1
                        else:
                            answers.update((paths[question], word) for word in _words(value))

    # -- the tables -----------------------------------------------------------------------------------------------------------

    @property
    def names(self) -> list[str]:
        """The names of all who decided anything, in order."""
        return sorted(self._last)

    @property
    def gold_claims(self) -> int:
        """The number of claims in gold."""
        return self._asked["claim", GOLD]

    def progress(self) -> tuple[ProgressRow, ...]:
        """Return the progress in each article that somebody began."""
        return tuple(self._progress)

    def annotators(self, expected: Mapping[str, int]) -> tuple[AnnotatorRow, ...]:
        """Return the work of each annotator; `expected` are the numbers of sentences that they are to finish."""
        by_annotator: dict[str, list[ProgressRow]] = {name: [] for name in self.names}
        for row in self._progress:
            by_annotator[row.annotator].append(row)
        return tuple(self._annotator(name, rows, expected.get(name)) for name, rows in by_annotator.items())

    def _annotator(self, name: str, rows: list[ProgressRow], expected: int | None) -> AnnotatorRow:
        finished = sum(row.finished for row in rows)
        total = sum(row.sentences for row in rows) if expected is None else expected
        per_day = [count for (_, annotator), count in self._days.items() if annotator == name]
        seconds = self._seconds.get(name, ())
        median, low, high = _quartiles(seconds)
        of_day, day_low, day_high = _quartiles(per_day)
        return AnnotatorRow(
            name,
            finished,
            self._skipped[name],
            self._flagged[name],
            max(total - finished, 0),
            median,
            low,
            high,
            round(sum(seconds) / 3600, 2),
            len(per_day),
            of_day,
            day_low,
            day_high,
            self._last[name][:10],
        )

    def days(self) -> tuple[DayRow, ...]:
        """Return the finished sentences by day and annotator, each with the total so far."""
        by_annotator: dict[str, list[tuple[str, int]]] = {}
        for (day, annotator), count in sorted(self._days.items()):
            by_annotator.setdefault(annotator, []).append((day, count))
        return tuple(
            DayRow(day, annotator, count, total)
            for annotator, counts in sorted(by_annotator.items())
            for (day, count), total in zip(counts, accumulate(count for _, count in counts), strict=True)
        )

    def labels(self) -> tuple[LabelRow, ...]:
        """Return the answers to each closed question, those of gold first, in an order that does not depend on the articles.

        A question about the article could be asked in each article that somebody began.
        """
        begun = Counter(row.annotator for row in self._progress)
        asked = self._asked | Counter({(ARTICLE, name): number for name, number in begun.items()})
        return tuple(
            LabelRow(question, label, name, count, asked[question.partition(".")[0], name])
            for (question, label, name), count in sorted(self._labels.items())
        )

    def groups(self) -> tuple[GroupRow, ...]:
        """Return the answers in gold by outlet, month, language and kind of block."""
        return tuple(
            GroupRow(grouping, group, question, label, count, self._group_sizes[grouping, group, question.partition(".")[0]])
            for (grouping, group, question, label), count in sorted(self._groups.items())
        )

    def sources(self) -> tuple[SourceRow, ...]:
        """Return the sources of gold claims, the most quoted first."""
        return self._sources.rows()

    def source_stances(self) -> tuple[SourceStanceRow, ...]:
        """Return the stances of each source, in the order of `sources`."""
        return tuple(self._sources.stance_rows())

    def crossed(self) -> tuple[CrossRow, ...]:
        """Return how often each stance of a source occurs with each answer about the source or the stance."""
        return tuple(CrossRow(*key, count) for key, count in sorted(self._sources.crossed.items()))

    def opposed(self) -> tuple[OpposedRow, ...]:
        """Return the pairs of sources that take opposite stances on a claim, the most frequent first."""
        return self._sources.opposed_rows()

    def positions(self) -> tuple[PositionRow, ...]:
        """Return who says what about the same thing."""
        return self._sources.positions()

    def rules(self) -> tuple[RuleRow, ...]:
        """Return what became of the suggestions of each rule."""
        rules = sorted({rule for rule, _ in self._fates})
        return tuple(RuleRow(rule, *(self._fates[rule, fate] for fate in ("accepted", "edited", "rejected"))) for rule in rules)

    def exposures(self) -> tuple[ExposureRow, ...]:
        """Return the decisions by what the annotator saw of suggestions."""
        rows = []
        for shown in (BLIND, ASSISTED, _OFF):
            if decisions := self._exposed[shown, "decisions"]:
                share = round(self._exposed[shown, "with a claim"] / decisions, 4)
                claims = round(self._exposed[shown, "claims"] / decisions, 4)
                rows.append(ExposureRow(shown, decisions, share, claims, _quartiles(self._exposed_seconds.get(shown, ()))[0]))
        return tuple(rows)

    def fast(self) -> tuple[FastRow, ...]:
        """Return the articles that took an annotator less time than reading, the fastest first."""
        return tuple(sorted(self._fast, key=lambda row: (-row.words_per_minute, row.document, row.annotator)))


class _Sources:
    """The sources of gold claims by name, their stances, and who contradicts whom.

    clusters: the cluster of each claim that says the same as another, by the key of the claim.
    """

    def __init__(self, clusters: Mapping[str, str]) -> None:
        self.crossed: Counter[tuple[str, str, str]] = Counter()
        self._claims: Counter[str] = Counter()
        self._articles: defaultdict[str, int] = defaultdict(int)
        self._latest: dict[str, str] = {}
        self._spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._answers: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._stances: Counter[tuple[str, str]] = Counter()
        self._opposed: Counter[tuple[str, str, str, str]] = Counter()
        self._examples: dict[tuple[str, str, str, str], tuple[str, int]] = {}
        self._clusters = clusters
        self._linked: defaultdict[str, dict[tuple[str, str], tuple[str, int]]] = defaultdict(dict)
        self._positions: list[tuple[str, str, str, str, str, int]] = []

    def add(self, document: str, number: int, sentence: str, annotation: Mapping[str, Any]) -> None:
        """Add the sources of a sentence, which has a `number` in its document."""
        sources = {source["id"]: source for source in annotation["sources"]}
        by_claim: dict[str, dict[str, str]] = {}
        for stance in annotation["stances"]:
            if stance["source"] == AUTHOR:
                by_claim.setdefault(stance["claim"], {})[AUTHOR] = stance[LABEL]
                continue
            source = sources.get(stance["source"])
            if source is None:
                continue
            name = normalized_name(source["name"])
            if not name:
                continue
            self._spelled[name][source["name"]] += 1
            self._claims[name] += 1
            if self._latest.get(name) != document:
                self._latest[name] = document
                self._articles[name] += 1
            self._stances[name, stance[LABEL]] += 1
            for question in (TYPE, NAMING):
                if value := source.get(question):
                    for word in _words(value):
                        self._answers[name, question][word] += 1
                        self.crossed[f"source.{question}", word, stance[LABEL]] += 1
            for word in _words(stance.get(QUOTE) or ()):
                self.crossed[f"stance.{QUOTE}", word, stance[LABEL]] += 1
            by_claim.setdefault(stance["claim"], {})[name] = stance[LABEL]
        texts = {claim["id"]: _claim_text(claim) for claim in annotation["claims"]} if self._clusters else {}
        for claim, positions in by_claim.items():
            cluster = self._clusters.get(claim_key(sentence, claim))
            if cluster is None:
                self._oppose(dict.fromkeys(positions.items(), (document, number)))
                continue
            for position in sorted(positions.items()):
                self._linked[cluster].setdefault(position, (document, number))
                self._positions.append((cluster, texts[claim], *position, document, number))

    def _oppose(self, positions: Mapping[tuple[str, str], tuple[str, int]]) -> None:
        """Count who stands against whom: `positions` are names and stances on one claim or cluster, with where each is first."""
        for (one, said), (other, other_said) in combinations(sorted(positions), 2):
            if one != other and OPPOSITE.get(said) == other_said:
                key = (one, said, other, other_said)
                self._opposed[key] += 1
                self._examples.setdefault(key, positions[one, said])

    def positions(self) -> tuple[PositionRow, ...]:
        """Return who says what about the same thing, by cluster, in the order of articles."""
        return tuple(
            PositionRow(cluster, text, self._name(name), stance, document, number)
            for cluster, text, name, stance, document, number in sorted(self._positions, key=lambda position: position[0])
        )

    def rows(self) -> tuple[SourceRow, ...]:
        """Return the sources, those with most claims first."""
        return tuple(
            SourceRow(
                self._name(name),
                self._claims[name],
                self._articles[name],
                *(_most_frequent(self._answers.get((name, question))) for question in (TYPE, NAMING)),
            )
            for name in self._ordered()
        )

    def stance_rows(self) -> Iterator[SourceStanceRow]:
        """Yield the stances of each source, in the order of `rows`."""
        by_name: dict[str, list[tuple[str, int]]] = {}
        for (name, stance), count in sorted(self._stances.items()):
            by_name.setdefault(name, []).append((stance, count))
        for name in self._ordered():
            yield from (SourceStanceRow(self._name(name), stance, count) for stance, count in by_name[name])

    def opposed_rows(self) -> tuple[OpposedRow, ...]:
        """Return who contradicts whom, the most frequent first; the claims of a cluster are one."""
        for cluster in sorted(self._linked):
            self._oppose(self._linked[cluster])
        self._linked.clear()
        return tuple(
            OpposedRow(self._name(key[0]), key[1], self._name(key[2]), key[3], count, *self._examples[key])
            for key, count in sorted(self._opposed.items(), key=lambda item: (-item[1], item[0]))
        )

    def _ordered(self) -> list[str]:
        return sorted(self._claims, key=lambda name: (-self._claims[name], name))

    def _name(self, name: str) -> str:
        """Return a name in its most frequent spelling."""
        return "the author" if name == AUTHOR else _most_frequent(self._spelled[name])


def _claim_text(claim: Mapping[str, Any]) -> str:
    return PIECE_SEPARATOR.join(span["text"] or "" for span in claim["spans"])


def _label(schema: Schema, noun: str) -> Iterator[Any]:
    if noun in schema.labels:
        yield schema.labels[noun]


def _groups(article: Article) -> tuple[tuple[str, str], ...]:
    document = article.document
    return (
        ("outlet", document.outlet or _UNKNOWN),
        ("month", (document.published or "")[:7] or _UNKNOWN),
        ("language", document.language or _UNKNOWN),
    )


def _words(value: object) -> list[str]:
    """Return an answer as words, each of several answers by itself."""
    return [_word(item) for item in value] if isinstance(value, list | tuple) else [_word(value)]


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _most_frequent(counts: Counter[str] | None) -> str:
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""


def _quartiles(values: Any) -> tuple[float | None, float | None, float | None]:
    """Return the median, the lower and the upper quartile; None if there are no values."""
    if not len(values):
        return None, None, None
    low, median, high = np.quantile(np.asarray(values, np.float64), [0.25, 0.5, 0.75]).tolist()
    return round(median, 1), round(low, 1), round(high, 1)
