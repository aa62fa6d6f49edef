"""The questions of a session that links claims: the next pair to ask about, and what each answer leads to.

What follows from decisions is not asked again, except for the share of pairs that several annotators are asked about. Before one
decision joins two groups of claims, it is checked by a second question; where decisions contradict each other, those in question
are asked again. Nothing is repaired silently, and nothing that was only inferred is ever a decision.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotate.linking.closure import Closure, Decision, LinkConflict, decide
from annotate.linking.sampling import Pair, is_doubled
from annotate.model.ids import split_claim_key, split_sentence_id
from annotate.model.links import Draw, Relation

CONTROL, CONFLICT = "control", "conflict"
RECENT, FEW = 200, 0.02
"""Likely pairs are asked until fewer than this share of so many of the last ones was the same: then little is left to find."""

_MEMBERS = 20  # of a group, that are looked at for the pair to check a merge by


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to ask about, by the keys of the claims in their order.

    draw: how the pair came to be asked about.
    conflict: the decisions that contradict each other, if the pair is asked again because of that.
    """

    first: str
    second: str
    draw: Draw
    conflict: LinkConflict | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The keys of both claims."""
        return self.first, self.second


class LinkSession:
    """One annotator's work on the pairs of a plan. It does not store anything: it takes answers and gives the next question.

    keys: the claims by their positions, as in `pairs`.
    own: the annotator's decisions so far, oldest first.
    others: the decisions of other annotators. What follows from them and one's own is not asked either.
    """

    def __init__(
        self,
        keys: Sequence[str],
        pairs: Sequence[Pair],
        own: Iterable[Decision],
        others: Iterable[Decision],
        seed: int,
        similarity: Callable[[str, str], float],
        method: str,
    ) -> None:
        """Prepare the questions; `similarity` says how much two claims are alike, by the `method` of that name."""
        self._keys, self._pairs = keys, pairs
        self._others = {decision.pair: decision for decision in others}
        self._everybody = Closure(self._others.values())
        self._seed, self._similarity, self._method = seed, similarity, method
        self._closure = Closure()
        self._number = 0
        self._place = 0
        self._skipped: set[tuple[str, str]] = set()
        self._urgent: deque[Question] = deque()
        self._likely = deque[bool](maxlen=RECENT)
        for decision in own:
            self._add(decision.first, decision.second, decision.relation)

    @property
    def closure(self) -> Closure:
        """The consequences of the annotator's decisions."""
        return self._closure

    @property
    def left(self) -> int:
        """The number of pairs of the plan after the present one; some of them may follow from answers."""
        return len(self._pairs) - self._place

    @property
    def runs_dry(self) -> bool:
        """Return True if so few of the last likely pairs were the same that there is little left to find."""
        return len(self._likely) == RECENT and sum(self._likely) < FEW * RECENT

    def question(self) -> Question | None:
        """Return the pair to ask about now, the same until it is answered or skipped; None if there is none left."""
        while self._urgent:
            question = self._urgent[0]
            if self._still_asked(question):
                return question
            self._urgent.popleft()
        while self._place < len(self._pairs):
            question = self._planned(self._pairs[self._place])
            if self._is_open(question.pair):
                return question
            self._place += 1
        return None

    def _planned(self, pair: Pair) -> Question:
        first, second = sorted((self._keys[pair.first], self._keys[pair.second]))
        draw = Draw(pair.stratum, pair.probability, self._seed, self._method, round(pair.score, 4), pair.rank)
        return Question(first, second, draw)

    def _is_open(self, pair: tuple[str, str]) -> bool:
        """Return True if a pair is to be asked: nobody knows, or everybody is asked."""
        if pair in self._skipped or self._closure.decision(*pair) is not None:
            return False
        if is_doubled(*pair, self._seed):
            return True  # even if it follows from one's own decisions, so that agreement is not that of closure
        return self._everybody.relation(*pair) is None

    def _still_asked(self, question: Question) -> bool:
        if question.pair in self._skipped:
            return False
        if question.conflict is None:
            return self._closure.decision(*question.pair) is None
        present = self._closure.conflicts(question.first)
        return any(conflict.decision.pair == question.conflict.decision.pair for conflict in present)

    def answer(self, relation: Relation) -> Question:
        """Take the relation of the first claim to the second in the present question, and return that question.

        Raises ValueError if there is no question.
        """
        question = self.question()
        if question is None:
            raise ValueError("no pair is left to ask about")
        control = self._control(question) if relation == "same" and question.conflict is None else None
        self._add(question.first, question.second, relation)
        if question.draw.stratum == "likely":
            self._likely.append(relation == "same")
        if self._urgent and self._urgent[0] is question:
            self._urgent.popleft()
        self._ask_conflicts(question)
        if control is not None and question.draw.stratum != CONTROL:
            self._urgent.append(control)
        return question

    def _add(self, first: str, second: str, relation: Relation) -> None:
        self._number += 1
        decision = decide(first, second, relation, self._number)
        self._closure.add(decision)
        self._everybody.add(decision)

    def _control(self, question: Question) -> Question | None:
        """Return the second question about two groups that a decision joins: the most similar pair that nobody decided on."""
        one, other = (self._closure.members(claim)[:_MEMBERS] for claim in question.pair)
        if question.second in one or len(one) * len(other) < 2:
            return None
        pairs = {(min(a, b), max(a, b)) for a in one for b in other} - {question.pair}
        free = [pair for pair in pairs if self._closure.decision(*pair) is None and _document(pair[0]) != _document(pair[1])]
        if not free:
            return None
        scores = {pair: self._similarity(*pair) for pair in free}
        best = min(free, key=lambda pair: (-scores[pair], pair))
        return self._extra(best, CONTROL, scores[best])

    def _extra(self, pair: tuple[str, str], stratum: str, score: float, conflict: LinkConflict | None = None) -> Question:
        return Question(*pair, Draw(stratum, None, self._seed, self._method, round(score, 4), 0), conflict)

    def _ask_conflicts(self, answered: Question) -> None:
        """Ask again about the decisions that the last answer contradicts, the least certain first."""
        waiting = {question.pair for question in self._urgent} | {answered.pair}
        for conflict in self._closure.conflicts(answered.first):
            pairs = {decision.pair for decision in (conflict.decision, *conflict.because)} - waiting
            scores = {pair: self._similarity(*pair) for pair in pairs}
            for pair in sorted(pairs, key=lambda pair: (scores[pair], pair)):
                self._urgent.append(self._extra(pair, CONFLICT, scores[pair], conflict))
            waiting |= pairs

    def skip(self) -> None:
        """Leave out the present question in this session."""
        if (question := self.question()) is not None:
            self._skipped.add(question.pair)

    def take_back(self, pair: tuple[str, str], before: Relation | None) -> None:
        """Undo the decision on a pair, which is asked about again now; `before` is what was decided on it before, if anything."""
        self._closure.remove(pair)
        self._everybody.remove(pair)
        if pair in self._others:
            self._everybody.add(self._others[pair])
        if before is not None:
            self._add(*pair, before)
        self._skipped.discard(pair)
        self._urgent = deque(q for q in self._urgent if q.draw.stratum == CONFLICT and self._still_asked(q))
        if before is None:
            planned = (self._planned(other) for other in self._pairs)
            again = next((q for q in planned if q.pair == pair), None) or self._extra(pair, CONTROL, self._similarity(*pair))
            self._urgent.appendleft(again)

    def decided(self, question: Question) -> Relation | None:
        """Return what was decided on the pair of a question that is asked again, None for a new one."""
        decision = self._closure.decision(*question.pair)
        return decision.relation if decision else None


def _document(key: str) -> str:
    return split_sentence_id(split_claim_key(key)[0])[0]
