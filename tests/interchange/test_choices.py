"""What a person says about a file: labels and answers mapped and set, with a sentence for each mistake."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.interchange.choices import answer_value, parse_choices
from annotate.interchange.values import CLAIM, SENTENCE, InterchangeError
from annotate.schema import Attribute, load_schema
from support.paths import REPO

SCHEMA = load_schema(REPO / "schema" / "annotation.schema.json")


def question(path: str) -> Attribute:
    noun, _, name = path.partition(".")
    found = SCHEMA.attribute(noun, name)
    assert found is not None
    return found


def test_labels_names_and_answers() -> None:
    maps = ["Claim=My Label", "sentence=S", "claim.type=Kind", "claim.type:event=EVT", "stance.label:deny=disputes"]
    choices = parse_choices(maps, ["claim.verifiability=Partly", "source.plural=yes"], SCHEMA, complete=True)
    assert choices.kinds == {"my label": CLAIM, "s": SENTENCE}
    assert choices.questions == {("claim", "kind"): "type"}
    assert choices.answers == {("claim", "type", "evt"): "event", ("stance", "label", "disputes"): "deny"}
    assert choices.constants == {("claim", "verifiability"): "partly", ("source", "plural"): True}
    assert choices.complete


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("claim", "write OURS=THEIRS"),
        ("claim=", "write OURS=THEIRS"),
        ("verb=x", "write OURS=THEIRS"),
        ("stance=x", "there are no spans of stance"),
        ("claim.kind=x", "the scheme has no question claim.kind"),
        ("claim.type:x=y", "'x' is not an answer to claim.type; it can be event"),
        ("cue.type=x", "the scheme has no question cue.type|write OURS=THEIRS"),
    ],
)
def test_mistakes_in_map(item: str, message: str) -> None:
    with pytest.raises(InterchangeError, match=message):
        parse_choices([item], [], SCHEMA)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("claim.type", "write QUESTION=ANSWER"),
        ("type=event", "write QUESTION=ANSWER"),
        ("claim.type=x", "is not an answer to claim.type"),
        ("sentence.label=claim", "follows from what is in it"),
    ],
)
def test_mistakes_in_set(item: str, message: str) -> None:
    with pytest.raises(InterchangeError, match=message):
        parse_choices([], [item], SCHEMA)


def test_answers_by_value_or_title_in_any_case() -> None:
    assert answer_value(question("claim.verifiability"), "Not Verifiable") == "not_verifiable"
    assert answer_value(question("claim.type"), "EVENT") == "event"
    assert answer_value(question("claim.type"), "thing") is None
    assert answer_value(question("source.plural"), "false") is False
    assert answer_value(question("source.plural"), "perhaps") is None
    assert answer_value(question("claim.normalized"), 3) == "3"
    number = replace(question("claim.normalized"), type="integer")
    assert [answer_value(number, given) for given in ("3", "3.0", "3.5", "x")] == [3, 3, None, None]
    assert answer_value(replace(number, type="number"), "inf") is None
    several = replace(question("claim.type"), several=True)
    assert answer_value(several, "quantity|Event") == ("event", "quantity")
    assert answer_value(several, "[]") == ()
    assert answer_value(several, "event, x") is None


def test_links_can_be_mapped_and_are_never_set() -> None:
    assert parse_choices(["link.label:same=EQUIV"], [], SCHEMA).answers == {("link", "label", "equiv"): "same"}
    with pytest.raises(InterchangeError, match="about a link it has label"):
        parse_choices(["link.kind=x"], [], SCHEMA)
    with pytest.raises(InterchangeError, match="write QUESTION=ANSWER"):
        parse_choices([], ["link.label=same"], SCHEMA)
