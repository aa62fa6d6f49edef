"""Decisions as the values that formats write: ids that are unique, and those of the tool where it has them."""

from __future__ import annotations

from annotate.interchange.exported import Decision, DecisionSet, SuggestedClaims, foreign_document, scalars
from annotate.interchange.values import AUTHOR, CLAIM, CUE, SENTENCE, SOURCE
from annotate.model import Annotation, Claim, Origin, Source, Stance, Suggestion
from support.builders import make_document

DOCUMENT = make_document("d", ["Closed", "The bridge is closed, officials said."], title="T")
PLACE = DOCUMENT.sentences[1]


def decided() -> Annotation:
    text = DOCUMENT.text
    spans = [DOCUMENT.span(text.index(w), text.index(w) + len(w)) for w in ("The bridge is closed", "officials", "said")]
    return Annotation(
        "claim",
        (Claim("c1", (spans[0],), {"type": "event", "topics": ("a", "b")}),),
        (Source("s1", "officials", spans[1]), Source("s2", "they"), Source(AUTHOR, "author")),
        (Stance("c1", "s1", "support", spans[2]), Stance("c1", "s2", "deny"), Stance("c1", AUTHOR, "neutral")),
        "look",
        "note",
    )


def test_all_of_a_decision() -> None:
    made = Decision(PLACE, decided(), (), "2026-01-01T00:00:00.000000Z", 3.0)
    document = foreign_document(DOCUMENT, [DecisionSet("ada", (made,))])
    (annotations,) = document.sets
    labels = [span.label for span in annotations.spans]
    assert labels == [SENTENCE, CLAIM, SOURCE, SOURCE, CUE]
    sentence, claim, source, hidden, cue = annotations.spans
    assert (sentence.attributes, sentence.note, sentence.seconds) == ({"label": "claim", "flag": "look"}, "note", 3.0)
    assert claim.attributes == {"type": "event", "topics": "a|b"}
    assert (source.name, source.entity, hidden.pieces) == ("officials", "s1", ())
    assert [(link.label, link.source) for link in annotations.links] == [
        ("support", source.id),
        ("deny", hidden.id),
        ("neutral", AUTHOR),
    ]
    assert annotations.links[0].cue == cue.id
    assert document.metadata == {"title": "T"}
    assert (document.sentences[0], document.blocks[0]) == ((0, 6), ("headline", 0, 6))


def test_ids_of_the_tool_and_no_other() -> None:
    origins = (
        Origin("c1", "import", "brat#T7"),
        Origin("s1.mention", "edited", "brat#T8"),
        Origin("c1<-s2", "import", "prodigy#x"),
    )
    made = DecisionSet("ada", (Decision(PLACE, decided(), origins),))
    (annotations,) = foreign_document(DOCUMENT, [made], tool="brat").sets
    assert [span.id for span in annotations.spans[1:3]] == ["T7", "T8"]
    assert annotations.links[1].id == "8.c1-s2"
    (other,) = foreign_document(DOCUMENT, [made], tool="doccano").sets
    assert other.spans[1].id == "8.c1"


def test_ids_are_unique_in_a_document() -> None:
    origins = (Origin("c1", "import", "brat#T7"), Origin("s1.mention", "import", "brat#T7"))
    sets = [DecisionSet(name, (Decision(PLACE, decided(), origins),)) for name in ("ada", "ben")]
    claim = DOCUMENT.span(8, 28)
    suggestions = [SuggestedClaims("m", ((PLACE, Suggestion((claim,), None, "support", "m"), {}),) * 2)]
    document = foreign_document(DOCUMENT, sets, suggestions, tool="brat")
    for made in document.sets:
        ids = [span.id for span in made.spans]
        assert len(set(ids)) == len(ids)
    assert document.sets[1].spans[0].id == "2.8"
    assert (document.sets[2].agent, [link.source for link in document.sets[2].links]) == ("m", [AUTHOR, AUTHOR])


def test_several_labels_are_one_text() -> None:
    assert scalars({"a": ("x", "y"), "b": True}) == {"a": "x|y", "b": True}
