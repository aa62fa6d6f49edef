"""The planner of keys: what it finds is pressed, reaches the gold, and nothing shorter does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from annotate.articles import read_bytes
from annotate.labelling.session import open_session, step
from annotate.labelling.state import Ask, Key, State
from annotate.model import AUTHOR, Document, Suggestion
from annotate.schema import load_schema, shipped
from support.paths import BENCHMARKS

sys.path.insert(0, str(BENCHMARKS))

from _gold import Gold, GoldClaim, attributed, read_gold
from _planner import Planner, Way, plan

SCHEMA = load_schema(shipped("schema") / "annotation.schema.json")
TEXT = """Boats to Gull Island sailed again on Monday, according to Ada Brandt.

The ferry is safe and so is the pier, the captain said.

Nobody asked the islanders, she added.
"""


@pytest.fixture
def ferry() -> Document:
    found = next(iter(read_bytes(TEXT.encode(), name="ferry.txt")))
    assert isinstance(found, Document)
    return found


def at(quote: str) -> tuple[int, int]:
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def gold(document: Document, *claims: tuple[int, GoldClaim], **fields: Any) -> Gold:
    ids = [sentence.id for sentence in document.sentences]
    by_sentence: dict[str, list[GoldClaim]] = {}
    for number, claim in claims:
        by_sentence.setdefault(ids[number], []).append(claim)
    return Gold(by_sentence, **fields)


def author(*quotes: str) -> GoldClaim:
    return GoldClaim(tuple(map(at, quotes)), {AUTHOR: "support"})


def said(quote: str, source: str = "ada", label: str = "support") -> GoldClaim:
    return GoldClaim((at(quote),), {source: label, AUTHOR: "neutral"})


ADA = {"names": {"ada": "Ada Brandt"}, "mentions": {"ada": [at("Ada Brandt"), at("she")]}}


def opened(document: Document, **options: Any) -> State:
    return open_session(document, SCHEMA, **options)


def test_a_plan_reaches_every_claim_source_and_stance(ferry: Document) -> None:
    wanted = gold(
        ferry,
        (0, said("Boats to Gull Island sailed again on Monday")),
        (1, said("The ferry is safe", label="query")),
        (1, author("so is the pier")),
        **ADA,
    )
    keys = plan(opened(ferry), wanted)
    assert len(keys) == 3
    assert keys[0][:3] == ("c", "2", "s")
    assert "/" in keys[1]
    assert "y" in keys[1] or "1" in keys[1], "the source is known by then"
    assert keys[2] == ("n",)


def test_a_claim_in_pieces_and_a_skipped_sentence(ferry: Document) -> None:
    skipped = frozenset([ferry.sentences[2].id])
    wanted = gold(ferry, (1, author("The ferry", "the pier")), skipped=skipped)
    keys = plan(opened(ferry), wanted)
    assert "m" in keys[1]
    assert keys[2] == ("w",)


def test_a_piece_in_the_next_sentence(ferry: Document) -> None:
    wanted = gold(ferry, (1, author("The ferry is safe", "Nobody asked")))
    assert "down" in plan(opened(ferry), wanted)[1]


def test_a_source_that_is_named_later(ferry: Document) -> None:
    mentions = {"captain": [at("the captain")]}
    wanted = gold(
        ferry,
        (0, said("Boats to Gull Island sailed again on Monday", "captain")),
        (1, said("The ferry is safe", "captain")),
        names={"captain": "the captain"},
        mentions=mentions,
    )
    assert plan(opened(ferry), wanted)[0] == ("c", "2", "s", "v", "space")


def offered(document: Document, quote: str) -> dict[str, tuple[Suggestion, ...]]:
    return {document.sentences[1].id: (Suggestion((document.span(*at(quote)),), None, "support", "test/1"),)}


@pytest.mark.parametrize(
    ("quote", "keys"),
    [
        ("The ferry is safe and so is the pier", ("space",)),
        ("The ferry is safe and so is the pier, the captain said", ("f", "space")),
        ("ferry is safe and so is the pier", ("h", "space")),
    ],
)
def test_suggestions_are_taken_where_they_save_keys(ferry: Document, quote: str, keys: tuple[str, ...]) -> None:
    wanted = gold(ferry, (1, author("The ferry is safe and so is the pier")))
    assert plan(opened(ferry, suggestions=offered(ferry, quote)), wanted)[1] == keys


def test_what_a_suggestion_leaves_out_is_done_before_or_after(ferry: Document) -> None:
    wanted = gold(ferry, (1, author("The ferry is safe")), (1, author("so is the pier")))
    unassisted = len(plan(opened(ferry), wanted)[1])
    assert len(plan(opened(ferry, suggestions=offered(ferry, "The ferry is safe")), wanted)[1]) < unassisted


def test_no_shorter_way_exists(ferry: Document) -> None:
    """All sequences of keys that are one shorter than the plan are pressed: none of them reaches the gold."""
    wanted = gold(ferry, (1, author("The ferry is safe and so is the pier")))
    planner = Planner(ferry, wanted)
    start = opened(ferry)
    planned = plan(start, wanted)
    assert len(planned[1]) == 3
    second = step(start, Key("n"))
    names = [*"abcdefghijklmnopqrstuvwxyz0123456789+-/=~", "space", "enter"]
    for keys in product(names, repeat=2):
        state = second
        for name in keys:
            state = step(state, Key(name))
        state = Way(state).answer().state if isinstance(state.mode, Ask) else state
        standing = planner.standing(Way(state), 1)
        assert standing is None or not standing.reached or state.at == 1, keys


def test_a_way_that_does_not_reach_the_gold_is_no_proof(ferry: Document) -> None:
    wanted = gold(ferry, (2, author("Nobody asked the islanders")))
    start = opened(ferry)
    way: Way | None = Way(start)
    for _ in range(3):
        assert way is not None
        way = way.press("n")
    assert way is not None
    with pytest.raises(ValueError, match=r"sentence 3 .* is not as the gold has it"):
        Planner(ferry, wanted).prove(start, way)


def test_gold_out_of_reach_is_told(ferry: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("_planner.PATIENCE", 50)
    with pytest.raises(ValueError, match="sentence 1: no way"):
        plan(opened(ferry), gold(ferry, (0, said("Monday", label="no such label")), **ADA))


def test_where_the_search_grows_too_long_the_suggestion_is_rejected(ferry: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = gold(ferry, (1, author("The ferry is safe")), (1, author("so is the pier")))
    start = opened(ferry, suggestions=offered(ferry, "is safe and so"))
    assert plan(start, wanted)[1][0] != "x"
    unassisted = plan(opened(ferry), wanted)[1]
    looked_at = next(n for n in range(2, 10_000) if _planned(opened(ferry), wanted, n, monkeypatch))
    monkeypatch.setattr("_planner.PATIENCE", looked_at)
    assert plan(start, wanted)[1] == ("x", *unassisted)


def _planned(start: State, wanted: Gold, patience: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr("_planner.PATIENCE", patience)
    try:
        return bool(plan(start, wanted))
    except ValueError:
        return False


def layers(document: Document) -> dict[str, Any]:
    start, end = at("Boats to Gull Island sailed again on Monday")
    mention = dict(zip(("start", "end"), at("Ada Brandt"), strict=True))
    return {
        "claims": [{"id": "C1", "spans": [{"start": start, "end": end}]}],
        "sources": [
            {"id": "S0", "canonical": "author", "source_type": "author", "mentions": []},
            {"id": "S1", "canonical": "Ada Brandt", "source_type": "person", "mentions": [mention]},
        ],
        "stances": [
            {"source_id": "S1", "claim_id": "C1", "stance": "support"},
            {"source_id": "S0", "claim_id": "C1", "stance": "neutral"},
        ],
    }


def dumped(document: Document) -> list[dict[str, Any]]:
    def span(quote: str) -> dict[str, Any]:
        return dict(zip(("start", "end", "text"), (*at(quote), quote), strict=True))

    annotation = {
        "label": "claim",
        "claims": [{"id": "c1", "spans": [span("Boats to Gull Island sailed again on Monday")]}],
        "sources": [
            {"id": "s0", "name": "author", "mention": None},
            {"id": "s1", "name": "Ada Brandt", "mention": span("Ada Brandt")},
        ],
        "stances": [
            {"claim": "c1", "source": "s1", "label": "support"},
            {"claim": "c1", "source": "s0", "label": "neutral"},
        ],
        "flag": None,
        "note": "",
    }
    id = document.sentences[0].id
    return [
        {"sentence": id, "created": "2026-05-01T00:00:02Z", "annotation": annotation},
        {"sentence": id, "created": "2026-05-01T00:00:01Z", "annotation": {**annotation, "label": "skip", "claims": []}},
    ]


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("gold.json", lambda document: json.dumps(layers(document))),
        ("gold.jsonl", lambda document: "\n".join(map(json.dumps, dumped(document)))),
    ],
    ids=["layers", "dump"],
)
def test_the_command_reads_gold_and_shows_the_keys(
    ferry: Document, tmp_path: Path, name: str, write: Callable[[Document], str]
) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT)
    (tmp_path / name).write_text(write(ferry))
    found = read_gold(tmp_path / name, ferry)
    (claim,) = found.claims[ferry.sentences[0].id]
    assert [TEXT[slice(*piece)] for piece in claim.pieces] == ["Boats to Gull Island sailed again on Monday"]
    assert sorted(map(str, claim.stances.values())) == ["neutral", "support"]
    command = [sys.executable, str(BENCHMARKS / "keystrokes.py"), "ferry.txt", name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *_, third, row = done.stdout.splitlines()
    assert third.split() == ["3", "1", "1", "n", "|", "n"]
    assert row.count("\t") == 3
    assert row.startswith("keys, ferry\t3 with suggestions\t")


def test_attributions_are_cut_where_sentences_end(tmp_path: Path) -> None:
    both = [at("The ferry is safe")[0], at("Nobody asked")[1]]
    attributions = [
        {"source": [list(at("Ada Brandt"))], "cue": [], "content": [list(at("Boats to Gull Island"))]},
        {"source": [list(at("she"))], "cue": [], "content": [both]},
        {"source": [], "cue": [], "content": [list(at("and so is the pier"))]},
    ]
    document, found = attributed({"doc_id": "ferry", "text": TEXT, "attributions": attributions})
    by_sentence = [found.claims.get(sentence.id, []) for sentence in document.sentences]
    assert [len(claims) for claims in by_sentence] == [1, 2, 1]
    assert by_sentence[0][0].stances == by_sentence[1][0].stances == {"g1": None}, "she is the source before her"
    assert TEXT[slice(*by_sentence[1][1].pieces[0])].strip() == "so is the pier"
    assert not found.complete
    assert len(plan(opened(document), found)) == 3
