"""A dump beside foreign files: what they could not hold comes back where no span was moved."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotate.interchange.mapping import Imported
from annotate.interchange.values import InputFile, InterchangeError
from annotate.model import Annotation, Claim
from annotate.model.links import link_to_json
from annotate.project import Project
from annotate.project.dump_beside import DUMP, DumpBeside, split_off_dump
from support.bridge import claim
from support.storing import give, make_link


def beside(project: Project) -> DumpBeside:
    return DumpBeside.read(InputFile(DUMP, b"".join(project.dump())), project.schema)


def imported(project: Project, annotation: Annotation) -> Imported:
    return Imported(project.document("bridge").sentences[1], annotation, (), "", None)


def test_the_dump_is_no_file_of_the_tool() -> None:
    files = [InputFile("a.json", b""), InputFile(f"x/{DUMP}", b"")]
    assert split_off_dump(files) == ([files[0]], files[1])
    assert split_off_dump(files[:1]) == (files[:1], None)


def test_what_was_lost_comes_back(labelled: Project) -> None:
    whole = claim(labelled)
    bare = replace(whole, label=None, sources=(), stances=(), claims=(replace(whole.claims[0], attributes={"type": "rule"}),))
    found = beside(labelled).preferred(labelled.document("bridge"), "mk", "annotation", imported(labelled, bare))
    assert found.annotation.stances == whole.stances
    assert found.annotation.claims[0].attributes == {"type": "rule", "verifiability": "verifiable"}


@pytest.mark.parametrize("change", ["span", "label", "mention", "stance", "annotator"])
def test_what_was_changed_there_counts(labelled: Project, change: str) -> None:
    document, whole = labelled.document("bridge"), claim(labelled)
    span = whole.claims[0].spans[0]
    changed = {
        "span": replace(whole, claims=(Claim("c1", (document.span(span.start, span.end - 3),)),)),
        "label": replace(whole, label="no_claim"),
        "mention": replace(whole, sources=(replace(whole.sources[0], mention=span),)),
        "stance": replace(whole, stances=(replace(whole.stances[0], label="deny"),)),
        "annotator": whole,
    }[change]
    item = imported(labelled, changed)
    who = "ben" if change == "annotator" else "mk"
    assert beside(labelled).preferred(document, who, "annotation", item) is item


def test_how_an_article_was_chosen_is_found_by_its_text(labelled: Project) -> None:
    with labelled.store() as store:
        store.load((), assignments=[give(1, document="bridge"), give(2, "ben", "bridge")])
    text = labelled.document("bridge").text_sha256
    assert beside(labelled).assignments == {
        (text, "mk"): [give(1, document="bridge")],
        (text, "ben"): [give(2, "ben", "bridge")],
    }


@pytest.mark.parametrize(
    ("record", "message"),
    [({"assignment": {}}, "an assignment has document, .*; remove the dump"), ({"assignment": 1}, "is an object in an object")],
)
def test_a_malformed_assignment(labelled: Project, record: object, message: str) -> None:
    with pytest.raises(InterchangeError, match=f"{DUMP}, line 1: .*{message}"):
        DumpBeside.read(InputFile(DUMP, json.dumps(record).encode()), labelled.schema)


def test_links_between_articles_are_left_to_load(labelled: Project) -> None:
    line = json.dumps(link_to_json(make_link())).encode() + b"\n"
    dump = InputFile(DUMP, b"".join(labelled.dump()) + line)
    assert DumpBeside.read(dump, labelled.schema) == beside(labelled)


def test_a_line_that_is_no_decision(labelled: Project) -> None:
    with pytest.raises(InterchangeError, match="not a decision of this scheme"):
        DumpBeside.read(InputFile(DUMP, b'{"x": 1}\n'), labelled.schema)
