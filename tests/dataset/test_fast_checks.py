"""What is told to be sound has no problem; what is in order is most often told to be."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.checks import check_record, check_revisions
from annotate.dataset import ExportOptions
from annotate.dataset.rows.tables import TableMaker
from annotate.errors import ExportError
from annotate.model import Block, Claim, Document, Sentence, Stance, revision_from_json, revision_to_json
from annotate.model.versions import segmentation_errors
from annotate.schema import Schema, parse_schema
from annotate.store.records import DecisionRow
from support.several import with_topics


@pytest.fixture(scope="module")
def article(world: Any) -> Document:
    document: Document = world.document("bridge")
    return document


@pytest.fixture(scope="module")
def finished(world: Any, article: Document) -> Callable[..., dict[str, Any]]:
    """A record with two claims and two sources on a sentence, with nothing wrong but for the `changes`: see `changed_at`."""

    def make(number: int = 0, **changes: Any) -> dict[str, Any]:
        sentence = article.sentences[number]
        annotation = world.annotation(article, sentence)
        whole = Claim("c2", (article.span(sentence.start, sentence.end),), annotation.claims[0].attributes)
        stances = (*annotation.stances, Stance("c2", "s0", "support"))
        sources = (annotation.sources[0], replace(annotation.sources[1], name="the mayor"))
        annotation = replace(annotation, claims=(*annotation.claims, whole), sources=sources, stances=stances)
        record: dict[str, Any] = json.loads(json.dumps(revision_to_json(world.revision(article, number, annotation))))
        for path, value in changes.items():
            change_at(record, [int(step) if step.isdigit() else step for step in path.split("__")], value)
        return record

    return make


def change_at(record: Any, path: list[str | int], value: Any) -> None:
    """Give what is at the end of a path another value; `...` deletes it."""
    for step in path[:-1]:
        record = record[step]
    if value is ...:
        del record[path[-1]]
    else:
        record[path[-1]] = value


def row(record: dict[str, Any]) -> DecisionRow:
    texts = {name: json.dumps(record[name]) for name in ("annotation", "origins")}
    return DecisionRow(**{**record, **texts})


@pytest.fixture(scope="module")
def sound(world: Any, schema: Schema, article: Document) -> Callable[..., bool]:
    def run(*records: dict[str, Any], of: Document = article, by: Schema = schema) -> bool:
        maker = TableMaker(by, ExportOptions())
        try:
            batch = world.rows([of], ())[0], [row(record) for record in records]
            return maker.follows(batch) and maker.sound(batch, *maker.read(batch))
        except (ExportError, KeyError, TypeError, UnicodeError):  # what a store would not give
            return False

    return run


def test_what_is_in_order_is_not_doubted_in_five_scripts(sound: Any, finished: Any) -> None:
    assert sound(*(finished(number) for number in range(6)))
    assert sound()
    nothing: dict[str, Any] = {"label": "no_claim", "claims": [], "sources": [], "stances": [], "flag": None, "note": ""}
    assert sound(finished(annotation=nothing), finished(1, annotation={**nothing, "label": "skip", "reason": "later"}))


def test_an_open_sentence_may_lack_what_is_still_to_come(sound: Any, finished: Any) -> None:
    assert sound(finished(annotation__label=..., annotation__stances=[], annotation__sources__1__name=""))


def test_a_record_of_an_older_version_is_not_doubted(sound: Any, schema: Schema, finished: Any) -> None:
    assert sound(finished(), by=parse_schema(json.dumps({**schema.raw, "x-version": "1.2"})))


def test_claims_that_start_together_are_two(sound: Any, finished: Any) -> None:
    record = finished()
    first = record["annotation"]["claims"][0]
    assert first["spans"][0]["start"] == record["annotation"]["claims"][1]["spans"][0]["start"]
    assert sound(record)


AWAY = {"start": 60, "end": 63, "text": "?"}
SPOILED: list[dict[str, Any]] = [
    {"schema": "2.0"},
    {"sha256": "0a" * 32},
    {"sentence": "bridge:1"},
    {"document": "tower"},
    {"seconds": -1},
    {"annotation": None},
    {"annotation__claims__0__type": "evnt"},
    {"annotation__claims__0__spans__0__start": 1},
    {"annotation__claims__0__spans__0__start": 0.0},
    {"annotation__claims__0__spans": []},
    {"annotation__sources__1__mention": AWAY},
    {"annotation__stances__0__cue": AWAY},
    {"annotation__label": "no_claim"},
    {"annotation__stances__0__claim": "c9"},
    {"annotation__stances__0__source": "s9"},
    {"annotation__stances__2__claim": "c1"},
    {"annotation__stances__1__source": "s0"},
    {"annotation__claims__1__id": "c1"},
    {"annotation__sources__1__id": "s0"},
    {"annotation__sources__0__type": "person"},
    {"annotation__sources__0__naming": ...},
    {"annotation__sources__1__name": " "},
]


@pytest.mark.parametrize("changes", SPOILED, ids=str)
def test_what_is_spoiled_is_doubted(sound: Any, finished: Any, changes: dict[str, Any]) -> None:
    assert not sound(finished(**changes))


def test_pieces_out_of_order_or_elsewhere_and_the_same_claim_twice_are_doubted(sound: Any, finished: Any) -> None:
    record = finished()
    record["annotation"]["claims"][0]["spans"].reverse()
    assert not sound(record)
    assert not sound(finished(sentence=finished(1)["sentence"]))
    record = finished()
    record["annotation"]["claims"][1]["spans"] = record["annotation"]["claims"][0]["spans"]
    assert not sound(record)


def test_one_id_is_one_source(sound: Any, finished: Any) -> None:
    assert not sound(finished(), finished(1, annotation__sources__1__name="another"))
    assert not sound(finished(), finished(1, annotation__sources__1__type="organisation"))
    assert sound(finished(), finished(1, annotation__sources__1__name="another", annotator="bea"))
    open_yet = {"annotation__label": ..., "annotation__sources__1__name": "", "annotation__sources__1__type": ...}
    assert sound(finished(), finished(1, **open_yet))


SEGMENTATIONS: list[Callable[[Document], dict[str, Any]]] = [
    lambda d: {"blocks": (replace(d.blocks[0], start=-1), *d.blocks[1:])},
    lambda d: {"blocks": (*d.blocks[:-1], replace(d.blocks[-1], end=len(d.text) + 1))},
    lambda d: {"blocks": d.blocks[::-1]},
    lambda d: {"blocks": (*d.blocks[:1], Block("paragraph", 4, len(d.text)))},
    lambda d: {"sentences": d.sentences[::-1]},
    lambda d: {"sentences": (*d.sentences, replace(d.sentences[-1], block=-1))},
    lambda d: {"sentences": (replace(d.sentences[0], block=1), *d.sentences[1:])},
    lambda d: {"sentences": (*d.sentences[:-1], replace(d.sentences[-1], block=2))},
    lambda d: {"sentences": (replace(d.sentences[0], id="bridge:1"), *d.sentences[1:])},
    lambda d: {"sentences": (Sentence("bridge:0", 0, 0, d.blocks[0].end + 1), *d.sentences[1:])},
]


@pytest.mark.parametrize("change", SEGMENTATIONS)
def test_a_segmentation_that_does_not_fit_is_doubted(
    sound: Any, article: Document, change: Callable[[Document], dict[str, Any]]
) -> None:
    spoiled = replace(article, **change(article))
    assert list(segmentation_errors(spoiled))
    assert not sound(of=spoiled)


@settings(deadline=None)  # the first imports `datasets`
@given(st.lists(st.tuples(st.integers(-1, 40), st.integers(-1, 40)), max_size=3), st.lists(st.integers(-2, 40), max_size=8))
def test_no_segmentation_that_is_sound_misfits(sound: Any, blocks: list[tuple[int, int]], numbers: list[int]) -> None:
    sentences = tuple(
        Sentence(f"a:{start}", block, start, start + length) for block, start, length in zip(*[iter(numbers)] * 3, strict=False)
    )
    document = Document("a", "a.txt", "0" * 64, "x" * 39, tuple(Block("quote", *block) for block in blocks), sentences)
    assert not (sound(of=document) and list(segmentation_errors(document)))


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "c1", "c2", "s0", "s1", "claim", "no_claim", "person", 0, 1, 3.0, 40, True, [], {}, "\ud800"]
)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.lists(st.tuples(st.integers(0, 200), VALUES | st.just(...)), max_size=3)), max_size=3
    )
)
def test_nobody_finds_a_problem_in_what_is_sound(
    schema: Schema, article: Document, sound: Any, finished: Any, changes: list[tuple[int, list[tuple[int, Any]]]]
) -> None:
    """Records changed here and there: the careful checks see what the store would give back."""
    records = {number: changed(finished(number), at) for number, at in changes}
    if not sound(*records.values()):
        return
    revisions = [revision_from_json(record) for record in records.values()]
    assert not [problem for one in revisions for problem in check_record(revision_to_json(one), schema, "")]
    assert not list(check_revisions(revisions, {"bridge": article}.get, schema))


PLACES = [
    *("document", "sha256", "sentence", "schema", "annotation__label", "annotation__claims", "annotation__stances"),
    *(f"annotation__claims__{place}" for place in ("0__id", "1__id", "0__spans__0", "1__spans__0", "0__spans__0__start")),
    *(f"annotation__sources__{place}" for place in ("0__name", "0__type", "1__id", "1__mention", "1__name", "1__type")),
    *(f"annotation__stances__{place}" for place in ("0__cue", "0__claim", "1__claim", "1__source", "2__source", "0__label")),
]
WORDS = st.sampled_from(
    ["c1", "c2", "s0", "s1", "", " ", "bridge:0", "claim", "no_claim", "skip", "person", "deny", "1.0", [], ...]
)
CUTS = st.tuples(st.integers(-3, 300), st.integers(-1, 60))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.dictionaries(st.sampled_from(PLACES), WORDS | CUTS, max_size=2)), max_size=3))
def test_what_is_obviously_valid_has_no_problem_whatever_was_changed(
    schema: Schema, article: Document, sound: Any, finished: Any, changes: list[tuple[int, dict[str, Any]]]
) -> None:
    """Changes that are likely to be valid still: other ids, labels and sentences, spans that quote the text correctly."""
    records = {}
    for number, of_record in changes:
        for place, value in of_record.items():
            if isinstance(value, tuple):
                start, end = value[0], value[0] + value[1]
                of_record[place] = {"start": start, "end": end, "text": article.text[max(start, 0) : max(end, 0)]}
        try:
            records[number] = finished(number, **of_record)
        except (TypeError, KeyError, IndexError):
            return  # a change inside of what another change replaced
    if sound(*records.values()):
        revisions = [revision_from_json(record) for record in records.values()]
        assert not [problem for record in records.values() for problem in check_record(record, schema, "")]
        assert not list(check_revisions(revisions, {"bridge": article}.get, schema))


def changed(record: dict[str, Any], changes: list[tuple[int, Any]]) -> dict[str, Any]:
    """The record with other values at some places, counted from the front; `...` deletes."""
    for number, value in changes:
        places = list(_places(record))
        inside, key = places[number % len(places)]
        if value is ...:
            del inside[key]
        else:
            inside[key] = copy.deepcopy(value)
    return record


def _places(value: Any) -> Any:
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from _places(inner)


@pytest.mark.parametrize(("theirs", "sound"), [(("roads",), True), (("money",), False), (("money", "roads"), False)])
def test_the_author_has_the_several_answers_of_the_scheme(world: Any, theirs: tuple[str, ...], sound: bool) -> None:
    raw = with_topics("source")
    raw["$defs"]["source"]["x-author"]["topics"] = ["roads"]
    scheme = parse_schema(json.dumps(raw))
    document = world.document("doc")
    annotation = world.annotation(document, document.sentences[0])
    author, other = annotation.sources
    sources = (replace(author, attributes={**author.attributes, "topics": theirs}), other)
    batch = world.rows([document], [world.revision(document, 0, replace(annotation, sources=sources))])
    maker = TableMaker(scheme, ExportOptions())
    assert maker.sound(batch, *maker.read(batch)) is sound


def test_a_source_of_several_types_has_the_same_ones_in_every_sentence(world: Any) -> None:
    raw = with_topics("source", "type")
    raw["$defs"]["source"]["x-author"]["type"] = ["roads"]
    scheme = parse_schema(json.dumps(raw))
    document = world.document("doc")

    def decided(number: int, *types: str) -> Any:
        annotation = world.annotation(document, document.sentences[number])
        author, other = annotation.sources
        author = replace(author, attributes={**author.attributes, "type": ("roads",)})
        other = replace(other, name="Ada", attributes={**other.attributes, "type": types})
        return world.revision(document, number, replace(annotation, sources=(author, other)))

    maker = TableMaker(scheme, ExportOptions())
    for second, sound in ((("health", "money"), True), (("money",), False)):
        batch = world.rows([document], [decided(0, "health", "money"), decided(1, *second)])
        assert maker.sound(batch, *maker.read(batch)) is sound
