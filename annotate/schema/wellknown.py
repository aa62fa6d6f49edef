"""The words of the label scheme that code relies on, and which features depend on which of them.

A project may change its scheme: rename a label, drop a question, add others. Most code follows the schema, whatever it contains.
The few features that need to know what a word *means* (a suggestion rule that has read a denial, a check that knows what a direct
quotation looks like) use a constant of this module, never a literal, and have a line in `DEPENDENCIES`. `missing_words` reports
which of these features have nothing to work with under a scheme, so that a renamed label never switches one off silently.

The three labels of a sentence are needed by the session itself: a schema without them is refused when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from annotate.schema.scheme import Schema

# The constants are plain strings, not an enum: they are stored as answers, and end up in JSON, SQL and Arrow next to answers
# that come from the schema.

LABEL: Final = "label"
"""The question about a sentence and about a stance whose answer is a field of the model, not an attribute."""

CLAIM: Final = "claim"
NO_CLAIM: Final = "no_claim"
SKIP: Final = "skip"
SENTENCE_LABELS: Final = (CLAIM, NO_CLAIM, SKIP)
"""The labels of a sentence, which every scheme has."""

PROMPT_KEYS: Final = frozenset(":?BFGHILMNRSUabcdefhijklmnpqrsuwxz`")
"""The keys of the prompt while stances can be set, which therefore cannot be hot-keys of stances."""

LINK_KEYS: Final = frozenset("g")
"""The keys of the prompt in a scheme that has links, as `PROMPT_KEYS`."""

QUESTION_KEYS: Final = frozenset("?`")
"""The keys of the prompt while it asks a question, which therefore cannot be hot-keys of its labels: help, and back."""

REASON: Final = "reason"
"""The question why a sentence is skipped."""
BROKEN_SEGMENTATION: Final = "segmentation"

SUPPORT: Final = "support"
DENY: Final = "deny"
QUERY: Final = "query"
NEUTRAL: Final = "neutral"

QUOTE: Final = "quote"
"""The question how a stance's claim is quoted."""
DIRECT: Final = "direct"
INDIRECT: Final = "indirect"
MIXED: Final = "mixed"

TYPE: Final = "type"
"""The question what kind of claim, or of source, it is."""
PERSON: Final = "person"
ORGANISATION: Final = "organisation"
DOCUMENT: Final = "document"
OTHER: Final = "other"

NAMING: Final = "naming"
"""The question how the article names a source."""
NAMED: Final = "named"
UNNAMED: Final = "unnamed"
IMPLICIT: Final = "implicit"

PLURAL: Final = "plural"
"""The question whether a source is several people."""

ROLE: Final = "role"
"""The question which title or function a source is given."""

CLAIM_ANSWERS: Final = {
    TYPE: ("event", "quantity", "causal", "rule", "prediction", "position", "personal"),
    "verifiability": ("verifiable", "partly", "not_verifiable"),
    "checkworthiness": ("no", "high"),
    "polarity": ("affirmed", "negated"),
    "certainty": ("asserted", "hedged", "open"),
}
"""The questions about a claim that are answered by rules, and the labels that the rules know."""

AUTHOR_NAME: Final = "author"
"""The name of the article's own voice in a scheme without ``x-author``."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A feature that needs a question of the scheme, and labels of it.

    `effect` says what does not work without them; `check` is the code of the check that is affected, empty where the feature is
    not a check.
    """

    effect: str
    noun: str
    question: str
    labels: tuple[str, ...] = ()
    check: str = ""


@dataclass(frozen=True, slots=True)
class MissingWord:
    """A word that a scheme lacks and a feature depends on; `label` is empty where the whole question is missing."""

    dependency: Dependency
    label: str = ""
    retired: bool = False

    @property
    def message(self) -> str:
        """The notice to the project's owner: which word is missing, and what does not work without it."""
        question = f"{self.dependency.noun}.{self.dependency.question}"
        if self.retired:
            lack = f"the label {self.label!r} of {question} is retired"
        else:
            lack = f"{question} has no label {self.label!r}" if self.label else f"there is no {question}"
        return f"{lack}: {self.dependency.effect}"


DEPENDENCIES: Final = (
    Dependency("the prompt does not ask why a sentence is skipped", "annotation", REASON),
    Dependency(
        "a sentence skipped for its broken segmentation stays skipped when it is merged",
        "annotation",
        REASON,
        (BROKEN_SEGMENTATION,),
    ),
    Dependency("suggestions propose the default stance instead", "stance", LABEL, (SUPPORT, DENY, QUERY, NEUTRAL)),
    Dependency("the check stance-against-cue finds nothing", "stance", LABEL, (SUPPORT, DENY), check="stance-against-cue"),
    Dependency("suggestions do not answer how a claim is quoted", "stance", QUOTE, (DIRECT, INDIRECT, MIXED)),
    Dependency(
        "the check quote-type does not look at such quotations", "stance", QUOTE, (DIRECT, INDIRECT, MIXED), check="quote-type"
    ),
    Dependency("suggestions do not answer what kind of source it is", "source", TYPE, (PERSON, ORGANISATION, DOCUMENT, OTHER)),
    Dependency("the check two-sources compares names only", "source", TYPE, check="two-sources"),
    Dependency("spaCy files have no labels on the spans of sources", "source", TYPE),
    Dependency("spaCy files have no labels on the spans of claims", "claim", TYPE),
    Dependency("suggestions do not answer how a source is named", "source", NAMING, (NAMED, UNNAMED, IMPLICIT)),
    Dependency("suggestions do not answer whether a source is several people", "source", PLURAL),
    *(Dependency("this answer about a claim is not predicted", CLAIM, name, labels) for name, labels in CLAIM_ANSWERS.items()),
    Dependency("suggestions do not answer which title or function a source has", "source", ROLE),
)
"""Every feature that depends on a word of the scheme which a project may rename."""


def missing_words(schema: Schema, dependencies: Iterable[Dependency] = DEPENDENCIES) -> Iterator[MissingWord]:
    """Yield each word that a feature depends on and `schema` does not have, in the order of `dependencies`.

    A label that is retired counts as missing: no new answer has it.
    """
    for dependency in dependencies:
        question = schema.attribute(dependency.noun, dependency.question)
        if question is None:
            yield MissingWord(dependency)
            continue
        for label in dependency.labels:
            if question.choice(label) is None:
                yield MissingWord(dependency, label, retired=any(known.value == label for known in question.labels))
