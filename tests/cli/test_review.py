"""Several annotators, by command."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result

from annotate.agreement.agreement import BREAKDOWNS
from annotate.labelling.frontends import line
from annotate.model import Annotation
from annotate.project import Project, sessions
from support.builders import make_revision
from support.commanding import PAYLOAD, assert_safe, claimed, run, save

NONE = Annotation("no_claim")


@pytest.fixture
def compared(project: Project) -> Project:
    """Two annotators and an adjudicator, who agree on the second sentence only."""
    project.add()
    save(project, 0, claimed(project.document("bridge"), "officials"))
    save(project, 0, NONE, annotator="ada")
    for annotator in ("ada", "mk", "eva"):
        save(project, 1, NONE, annotator=annotator)
    return project


def test_status_goes_on_with_what_annotators_differ_on(compared: Project) -> None:
    status = json.loads(run("status", "--json").stdout)
    assert status["shared"] == {"sentences": 2, "differing": 1, "adjudicated": 0}
    assert status["next"] == "annotate adjudicate"


def test_agreement_in_lines(compared: Project) -> None:
    lines = run("agree").stdout.splitlines()
    assert lines[:2] == ["annotators: ada, eva, mk", "compared: 2 sentences, in documents: 1"]
    assert lines[4].split() == ["sentence", "label", "agreement", "0.500", "2"]
    assert not any(line.startswith(("pair", "by label", "block")) for line in lines)
    assert max(map(len, lines)) <= 80


def test_an_adjudicator_is_left_out(compared: Project) -> None:
    lines = run("agree", "--adjudicator", "eva").stdout.splitlines()
    assert lines[0] == "annotators: ada, mk"
    result = run("agree", "--adjudicator", "nobody")
    assert (result.exit_code, "there is no decision of nobody" in result.stderr) == (2, True)


@pytest.mark.parametrize(("by", "found"), [("pair", {"pair"}), ("all", set(BREAKDOWNS))])
def test_breakdowns(compared: Project, by: str, found: set[str]) -> None:
    rows = list(csv.DictReader(StringIO(run("agree", "--by", by, "--csv").stdout)))
    assert {row["by"] for row in rows} == {"overall", *found}
    assert json.loads(run("agree", "--by", by, "--json").stdout)["annotators"] == ["ada", "eva", "mk"]


def test_a_document_that_is_named(compared: Project) -> None:
    assert json.loads(run("agree", "bridge", "--json").stdout)["sentences"] == 2
    assert "there is no document brigde" in run("agree", "brigde").stderr


def test_who_labelled_what_where_nothing_can_be_compared(labelled: Project) -> None:
    result = run("agree")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Nothing to compare yet: no sentence has been labelled by two annotators.",
        "  mk: 2 sentences done: bridge 2",
    ]
    assert json.loads(run("agree", "--json").stdout)["sentences"] == 0


def test_the_same_annotator_twice(compared: Project) -> None:
    assert "nobody has labelled a sentence again" in run("agree", "--intra").stdout
    document = compared.document("bridge")
    with compared.store() as store:
        store.save([make_revision(document, 1, NONE, created="2026-01-09T00:00:00.000000Z")])
    rows = list(csv.DictReader(StringIO(run("agree", "--intra", "--csv").stdout)))
    assert {(row["by"], row["group"]) for row in rows} == {("annotator", "mk")}
    assert rows[0]["value"] == "1.0"


@pytest.mark.parametrize("wrong", [("--intra", "--by", "pair"), ("--csv", "--json"), ("--resamples", "-1"), ("--by", "colour")])
def test_what_does_not_go_together(compared: Project, wrong: tuple[str, ...]) -> None:
    assert run("agree", *wrong).exit_code == 2


def test_disagreements(compared: Project) -> None:
    lines = run("disagreements").stdout.splitlines()
    assert lines[0] == "1 of 4, sentence label: claim / no_claim"
    assert any(line.strip() == "mk: claim" for line in lines)
    found = json.loads(run("disagreements", "--kind", "sentence label", "--examples", "0", "--json").stdout)
    assert [(one["stage"], one["examples"]) for one in found] == [("sentence", [])]
    result = run("disagreements", "--kind", "colour")
    assert (result.exit_code, "give one of: sentence" in result.stderr) == (2, True)
    assert "there is no document b" in run("disagreements", "b").stderr


def test_no_disagreement(labelled: Project) -> None:
    assert run("disagreements").stdout.startswith("No disagreement")
    assert json.loads(run("disagreements", "--json").stdout) == []


def test_hostile_names_are_shown_safely(compared: Project) -> None:
    save(compared, 0, NONE, annotator=PAYLOAD)
    for command in (("agree", "--by", "all"), ("agree", "--csv"), ("agree", "--json"), ("disagreements",)):
        assert_safe(run(*command).stdout)


def adjudicate(project: Project, script: str, *options: str) -> Result:
    return run("adjudicate", "bridge", "--adjudicator", "eva", "--script", "-", *options, input=script)


def test_adjudication_by_script(compared: Project) -> None:
    """The second sentence is unanimous and not asked about; the first is decided by taking ada's side, and why is noted."""
    result = adjudicate(compared, 'N "no claim: it is routine"\n1\n')
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        ["bridge: 1 of 1 sentence adjudicated; everything is saved.", "Next: annotate export"],
    )
    (held,) = compared.adjudicated()
    assert held.annotation == Annotation("no_claim", note="no claim: it is routine")
    assert (held.layer, held.annotator) == ("adjudication", "eva")
    assert [gold.provenance for gold in compared.gold("bridge").values()] == ["adjudicated", "unanimous"]
    assert {revision.annotator for revision in compared.current("bridge")} == {"ada", "mk", "eva"}
    assert "nothing is left to adjudicate" in run("adjudicate", "--script", "-", input="").stderr


def test_a_side_with_its_claim_is_taken_and_undone(compared: Project) -> None:
    adjudicate(compared, "2\n")
    (held,) = compared.adjudicated()
    assert held.annotation is not None
    assert [source.name for source in held.annotation.sources] == ["officials"]
    assert compared.gold("bridge")["bridge:0"].label == "claim"
    adjudicate(compared, ":1\nu\n")
    assert compared.gold("bridge")["bridge:0"].provenance == "open"
    assert run("check").exit_code == 0


def test_a_digit_beyond_the_versions_is_refused(compared: Project) -> None:
    result = adjudicate(compared, "3\n")
    assert (result.exit_code, "There is no version 3 (there are 2)." in result.stderr) == (2, True)


def test_names_are_hidden(compared: Project) -> None:
    lines = "".join(adjudicate(compared, "?\n", "--hide-names").stdout)
    assert "mk" not in lines
    assert "ada" not in lines


@pytest.mark.parametrize(("rule", "message"), [("majority", "no two annotators differ"), ("colour", "--auto")])
def test_what_passes_by_rule_is_not_asked(project: Project, rule: str, message: str) -> None:
    project.add()
    for annotator, annotation in (("ada", NONE), ("ben", NONE), ("cem", claimed(project.document("bridge"), "officials"))):
        save(project, 0, annotation, annotator=annotator)
    result = adjudicate(project, "", "--auto", rule)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert adjudicate(project, "1\n").exit_code == 0


@pytest.fixture
def typed(project: Project) -> Project:
    """Ada and mk have the same claim of the same source, and differ in what type it is of."""
    project.add()
    event = claimed(project.document("bridge"), "officials")
    causal = replace(
        event, claims=tuple(replace(claim, attributes={**claim.attributes, "type": "causal"}) for claim in event.claims)
    )
    for annotator, annotation in (("ada", event), ("mk", causal)):
        save(project, 0, annotation, annotator=annotator)
        save(project, 1, NONE, annotator=annotator)
    return project


def test_who_differs_in_the_type_only_differs(typed: Project) -> None:
    """Disagreements, the status, gold and adjudication say so alike; the prompt asks for nothing else."""
    (kind,) = json.loads(run("disagreements", "--json").stdout)
    assert (kind["stage"], kind["question"], kind["what"], kind["count"]) == ("claim", "type", "causal / event", 1)
    assert "2 sentences have two or more annotators; 0 adjudicated, 1 left" in run("status").stdout
    assert [gold.provenance for gold in typed.gold("bridge").values()] == ["majority", "unanimous"]
    assert list(typed.contested()) == [("bridge", "bridge:0")]
    assert list(typed.contested("majority")) == []
    result = run("adjudicate", "--adjudicator", "eva", "--script", "-", input="go\nq\n")
    assert (result.exit_code, "Next: annotate export" in result.stderr) == (0, True)
    (held,) = typed.adjudicated()
    assert held.annotation is not None
    assert held.annotation.claims[0].attributes == {"verifiability": "verifiable", "type": "quantity"}
    assert [gold.provenance for gold in typed.gold("bridge").values()] == ["adjudicated", "unanimous"]
    assert list(typed.contested()) == []


def test_what_a_source_is_is_decided_once(project: Project) -> None:
    """In both sentences ada takes the officials for persons and ben for an organisation: the second needs only to be finished."""
    (project.raw / "bridge.txt").write_text(
        "The bridge was closed on Monday, officials said. The bridge will be dug out, officials said.\n"
    )
    project.add()
    document = project.document("bridge")
    first = claimed(document, "officials")
    moved = document.sentences[1].start

    def at(sentence: int, kind: str) -> Annotation:
        (claim,), (source,), (stance,) = first.claims, first.sources, first.stances
        start = moved if sentence else 0
        claim = replace(claim, spans=(document.span(start, start + 10),))
        source = replace(source, mention=None, attributes={"type": kind, "naming": "unnamed"})
        return replace(first, claims=(claim,), sources=(source,), stances=(replace(stance, cue=None),))

    for sentence in (0, 1):
        for annotator, kind in (("ada", "person"), ("ben", "organisation")):
            save(project, sentence, at(sentence, kind), annotator=annotator)
    assert len(list(project.contested())) == 2
    assert adjudicate(project, "2\nq\n").exit_code == 0
    assert adjudicate(project, "go\nq\n").exit_code == 0
    kinds = [source.attributes["type"] for held in project.adjudicated() if held.annotation for source in held.annotation.sources]
    assert kinds == ["organisation", "organisation"]
    assert run("check").exit_code == 0
    assert list(project.contested()) == []


def test_a_sentence_that_is_gone_is_not_left_to_adjudicate(typed: Project) -> None:
    """Half a sentence, as it was before the two halves were merged."""
    with typed.store() as store:
        for revision in list(store.current("bridge"))[:2]:
            store.save([replace(revision, sentence="bridge:7", created="2026-01-02T00:00:00.000000Z")])
        assert [one.sentence for one in store.contested()] == ["bridge:0", "bridge:7"]
    assert [sentence for _, sentence in typed.contested()] == ["bridge:0"]


def test_an_adjudication_is_shown_logged_dumped_and_loaded(compared: Project, tmp_path: Path) -> None:
    adjudicate(compared, "1\n")
    assert "adjudicated by eva: The bridge was closed" in " ".join(run("show", "bridge").stdout.split())
    assert [one["layer"] for one in json.loads(run("show", "bridge", "--json").stdout)["annotations"]].count("adjudication") == 1
    assert "eva  sentence 1 [adjudicated]  done: no claim" in run("log", "bridge").stdout
    assert "2 sentences have two or more annotators; 1 adjudicated, none left" in run("status").stdout
    dump = run("dump").stdout_bytes
    assert [json.loads(line).get("layer") for line in dump.splitlines()] == [None] * 5 + ["adjudication"]
    assert run("check", "-", input=dump).exit_code == 0
    assert run("load", "-", input=dump).stdout == "Loaded 0 new decisions; 6 were already here.\n"
    later = dump.replace(b'"annotator":"ada"', b'"annotator":"zoe"')
    run("load", "-", input=later)
    assert compared.gold("bridge")["bridge:0"].provenance == "adjudicated"


def test_a_mend_takes_adjudications_along(compared: Project) -> None:
    adjudicate(compared, "1\n")
    assert run("correct", "bridge", "split", "1", "7", "--annotator", "mk").exit_code == 0
    assert run("check").exit_code == 0
    held = {revision.sentence: revision for revision in compared.adjudicated() if revision.action == "mend"}
    assert held
    assert {revision.annotator for revision in held.values()} == {"eva"}


def test_line_mode_speaks_the_versions(compared: Project) -> None:
    said: list[str] = []
    answers = iter(["1"])

    def read(prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    left = sessions.adjudicate(compared, partial(line.run, read=read, write=said.append), adjudicator="eva")
    assert (left.done, left.sentence_count, left.next) == (1, 1, None)
    assert "Version 1, ada: No claim." in said
    assert any(text.startswith("Version 2, mk: Claim. ") and "officials support" in text for text in said)
