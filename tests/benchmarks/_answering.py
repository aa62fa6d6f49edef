"""The keys of a plan with those for the answers to the schema's questions: predicted ones corrected, the others given.

`_planner.py` counts the keys for claims, sources and stances; here its keys are pressed once more in a session that asks, and the
gold's answer is given to each question. Where an answer is predicted wrong, it is changed before the key that takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from _gold import Gold, GoldClaim
from _planner import Planner, Way

from annotate.labelling.actions.questions import choices_of, menu
from annotate.labelling.predictions import predict
from annotate.labelling.session import step
from annotate.labelling.state import Ask, Key, Question, State, WriteAnswer
from annotate.model import AUTHOR, Answer
from annotate.model.ids import answer_key, is_stance_key, split_item


class Answering:
    """A session on an article, pressed key by key with all answers of the gold."""

    def __init__(self, start: State, gold: Gold) -> None:
        self.state = start
        self.gold = gold
        self.planner = Planner(start.document, gold)
        self.known: Mapping[str, str] = {}
        self.keys: list[str] = []

    def press(self, *names: str) -> None:
        for name in names:
            self.state = step(self.state, Key(name))
            if self.state.refused:
                raise ValueError(f"{name} is refused: {self.state.message}")
            self.keys.append(name)

    def sentence(self, planned: Sequence[str]) -> tuple[str, ...]:
        """Press the planned keys of a sentence; return them with those for the answers."""
        self.keys = []
        at = self.state.at
        for name in planned:
            if name == "space" and self.state.suggestion and self.state.resting:
                self._correct_suggestion()
            after = step(self.state, Key(name))
            if self.state.resting and self.state.at == at and (after.at != at or after.question is not None):
                self._correct_claims()
            self.press(name)
            self._learn(at)
            while self.state.question is not None:
                self._answer(self.state.question)
        return tuple(self.keys)

    def _learn(self, at: int) -> None:
        standing = self.planner.standing(Way(self.state, self.known), at)
        self.known = standing.known if standing else self.known

    def _claims(self) -> Sequence[GoldClaim]:
        return self.gold.claims.get(self.state.sentence.id, ())

    def _near(self, spans: Sequence[object]) -> GoldClaim | None:
        """The gold claim that shares most words with spans."""
        pieces = self.planner.pieces(spans)  # type: ignore[arg-type]
        words = {word for first, last in pieces for word in range(first, last + 1)}

        def shared(claim: GoldClaim) -> int:
            ranges = [self.planner.range(*piece) for piece in claim.pieces]
            return len(words & {word for first, last in ranges for word in range(first, last + 1)})

        return max(self._claims(), key=shared, default=None)

    def _correct_suggestion(self) -> None:
        suggestion = self.state.suggestion
        gold = self._near(suggestion.spans) if suggestion else None
        if gold is None:
            return
        others = [source for source in gold.stances if source != AUTHOR]
        about = {"claim": gold.answers, "source": self.gold.about.get(others[0], {}) if others else {}}
        wrong = [
            (row.target.name, wanted)
            for row in self._rows()
            if (wanted := about.get(row.target.noun, {}).get(row.target.name)) and row.value.split(" (")[0] != wanted
        ]
        for name, value in wrong:
            self._change(name, value)

    def _rows(self) -> list[object]:
        opened = step(self.state, Key("a"))
        return [] if opened.refused else [row for row in menu(opened) if hasattr(row.target, "noun")]

    def _change(self, name: str, value: str) -> None:
        row = next(row for row in self._rows() if row.target.name == name and name in row.target.name)
        self.press("a", row.key)
        self._answer_with(value)

    def _correct_claims(self) -> None:
        """Correct the predictions about what is labelled in this sentence."""
        for key, value in self._wrong():
            item = key.rpartition(".")[0]
            while not self._is_focused(item):
                self.press("k")
            row = next(r for r in self._rows() if answer_key(r.item, r.target.name) == key)
            self.press("a", row.key)
            self._answer_with(value)

    def _is_focused(self, item: str) -> bool:
        claim, stance = self.state.claim, self.state.stance
        return bool((claim and claim.id == item) or (stance and stance.source == item))

    def _wrong(self) -> Iterator[tuple[str, str]]:
        for key, prediction in predict(self.state, self.state.annotation).items():
            item, _, name = key.rpartition(".")
            wanted = self._wanted(item, name)
            if wanted is not None and str(prediction.value) != wanted:
                yield key, wanted

    def _wanted(self, item: str, name: str) -> str | None:
        """The gold's answer about an item."""
        if is_stance_key(item):
            return None
        if item.startswith("c"):
            claim = next(c for c in self.state.annotation.claims if c.id == split_item(item)[0])
            gold = self._near(claim.spans)
            return gold.answers.get(name) if gold else None
        return self.gold.about.get(self.known.get(item, ""), {}).get(name)

    def _answer(self, question: Question) -> None:
        wanted = self._wanted(question.item, question.attribute.name) if question.item else None
        if wanted is None and question.optional:
            self.press("enter")
            return
        choices = choices_of(question.attribute)
        self._answer_with(wanted or choices[0].value)

    def _answer_with(self, value: Answer) -> None:
        assert isinstance(self.state.mode, Ask | WriteAnswer)
        choices = choices_of(self.state.mode.question.attribute)
        self.press(next(choice.key for choice in choices if choice.value == value))


def with_answers(start: State, gold: Gold, planned: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the keys of each sentence with those for the answers. Raises ValueError if a key is refused."""
    answering = Answering(start, gold)
    return [answering.sentence(keys) for keys in planned]
