"""A sentence as runs of marked text, and what is said about its claims."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.model import AUTHOR, Annotation, Claim, Document, Source, Stance
from annotate.report.marks import ClaimNote, MarkedRun, Voice, claim_notes, marked_runs
from support.builders import make_document

TEXT = "The mayor said the bridge is safe."


def document() -> Document:
    return make_document("d", ["Title.", TEXT, "It is not."])


def made(spans: list[tuple[int, int]], mention: tuple[int, int] | None = None, cue: tuple[int, int] | None = None) -> Annotation:
    """Claims at places in the whole text, all by one source."""
    article = document()
    claims = tuple(Claim(f"c{n}", (article.span(*span),)) for n, span in enumerate(spans, 1))
    source = Source("s1", "Ada", article.span(*mention) if mention else None, {"naming": "named"})
    stances = tuple(Stance(claim.id, "s1", "support", article.span(*cue) if cue else None) for claim in claims)
    return Annotation("claim", claims, (source,), stances)


def test_claim_source_and_cue_are_runs_of_their_own() -> None:
    article = document()
    start = article.sentences[1].start
    annotation = made([(start + 15, start + 33)], (start, start + 9), (start + 10, start + 14))
    assert marked_runs(article, article.sentences[1], annotation) == [
        MarkedRun("The mayor", sources=(1,)),
        MarkedRun(" "),
        MarkedRun("said", cues=(1,)),
        MarkedRun(" "),
        MarkedRun("the bridge is safe", claims=(1,), starts=1),
        MarkedRun("."),
    ]


def test_claims_that_overlap_are_divided_and_each_begins_once() -> None:
    article = document()
    start = article.sentences[1].start
    runs = marked_runs(article, article.sentences[1], made([(start, start + 20), (start + 10, start + 30)]))
    assert [(run.claims, run.starts) for run in runs] == [((1,), 1), ((1, 2), 2), ((2,), 0), ((), 0)]


def test_what_lies_in_another_sentence_is_not_marked_here() -> None:
    article = document()
    other = article.sentences[2]
    annotation = made([(article.sentences[1].start + 4, other.end)], (other.start, other.end))
    runs = marked_runs(article, article.sentences[1], annotation)
    assert [(run.text, run.claims) for run in runs] == [("The ", ()), ("mayor said the bridge is safe.", (1,))]
    assert not any(run.sources for run in runs)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=5))
def test_runs_are_the_sentence(places: list[tuple[int, int]]) -> None:
    article = document()
    spans = [(start, min(start + length, len(article.text))) for start, length in places]
    for sentence in article.sentences:
        runs = marked_runs(article, sentence, made(spans))
        assert "".join(run.text for run in runs) == article.text[sentence.start : sentence.end]
        begun = [run.starts for run in runs if run.starts]
        assert len(begun) == len(set(begun))


def test_a_note_has_the_answers_and_who_says_it_the_author_last() -> None:
    article = document()
    claim = Claim("c1", (article.span(0, 5),), {"type": "event", "harm": True, "topics": ("health", "money")})
    sources = (Source(AUTHOR, "author"), Source("s1", "", None, {"type": "person"}))
    stances = (
        Stance("c1", AUTHOR, "neutral"),
        Stance("c1", "s1", "deny", None, {"quote": "direct"}),
        Stance("c1", "s9", "query"),
    )
    (note,) = claim_notes(Annotation("claim", (claim,), sources, stances))
    assert note == ClaimNote(
        1,
        ("event", "harm: true", "topics: health + money"),
        (
            Voice("(not named yet)", "deny", ("person", "direct")),
            Voice("s9", "query", ()),
            Voice("author", "neutral", ()),
        ),
    )
