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


def test_what_passes_by_rule_is_not_asked(project: Project) -> None:
    project.add()
    for annotator, annotation in (("ada", NONE), ("ben", NONE), ("cem", claimed(project.document("bridge"), "officials"))):
        save(project, 0, annotation, annotator=annotator)
    result = run("adjudicate", "--adjudicator", "eva", "--auto", "majority", "--script", "-", input="")
    assert (result.exit_code, "nothing is left to adjudicate" in result.stderr) == (2, True)
    result = adjudicate(project, "", "--auto", "colour")
    assert (result.exit_code, "--auto" in result.stderr) == (2, True)
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


# -- reviewing ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def single(project: Project) -> Project:
    """One annotator decided on both sentences: a claim of the officials, and none."""
    project.add()
    save(project, 0, replace(claimed(project.document("bridge"), "officials"), note="who exactly?", flag="source"))
    save(project, 1, NONE)
    return project


def provenances(project: Project) -> list[str | None]:
    return [gold.provenance for gold in project.gold("bridge").values()]


@pytest.mark.parametrize("options", [(), ("--all",), ("--review", "mk")])
def test_the_work_of_one_annotator_is_approved_and_corrected(single: Project, options: tuple[str, ...]) -> None:
    """Without an option too, since the article is named."""
    result = adjudicate(single, "go\nc 1 4\ngo\nevent\nverifiable\n", *options)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "bridge: 2 of 2 sentences adjudicated; everything is saved.")
    assert provenances(single) == ["adjudicated", "adjudicated"]
    approved, corrected = (own.annotation for own in sorted(single.adjudicated(), key=lambda own: own.created))
    assert approved is not None
    assert replace(approved, note="who exactly?", flag="source") == claimed_again(single)
    assert corrected is not None
    assert (corrected.label, len(corrected.claims)) == ("claim", 1)
    assert [own.annotation for own in single.current("bridge")][1] == NONE
    assert run("check").exit_code == 0
    assert json.loads(run("status", "--json").stdout)["next"] != "annotate adjudicate"


def claimed_again(project: Project) -> Annotation:
    (first, _) = project.current("bridge")
    assert first.annotation is not None
    return first.annotation


def test_what_all_decided_alike_and_wrongly_is_corrected(compared: Project) -> None:
    result = adjudicate(compared, "1\nw\nlater\n", "--all")
    assert (result.exit_code, "2 of 2 sentences adjudicated" in result.stderr) == (0, True)
    assert provenances(compared) == ["adjudicated", "adjudicated"]
    assert [gold.label for gold in compared.gold("bridge").values()] == ["no_claim", "skip"]
    result = run("adjudicate", "--all", "--adjudicator", "eva", "--script", "-", input="")
    assert (result.exit_code, "nothing is left to review" in result.stderr) == (2, True)


def test_a_review_is_undone_to_what_was_decided_also_in_a_later_session(single: Project) -> None:
    adjudicate(single, "go\nu\n", "--all")
    assert provenances(single) == ["single", "single"]
    adjudicate(single, "go\nq\n", "--review", "mk")
    assert provenances(single) == ["adjudicated", "single"]
    adjudicate(single, ":1\nu\nq\n", "--all")
    assert provenances(single) == ["single", "single"]
    assert run("check").exit_code == 0


def test_what_was_undone_where_annotators_differ_opens_on_the_decision_in_a_review(compared: Project) -> None:
    """The adjudicator took ada's version, and undid that, before ada is reviewed."""
    adjudicate(compared, "2\nu\nq\n")
    result = adjudicate(compared, "go\ngo\n", "--review", "mk")
    assert (result.exit_code, "2 of 2 sentences adjudicated" in result.stderr) == (0, True)
    assert [gold.label for gold in compared.gold("bridge").values()] == ["claim", "no_claim"]


def test_the_next_command_has_the_options(single: Project) -> None:
    result = adjudicate(single, "q\n", "--review", "mk")
    assert result.stderr.splitlines()[-1] == "Next: annotate adjudicate bridge --review mk"
    assert adjudicate(single, "q\n", "--all").stderr.splitlines()[-1] == "Next: annotate adjudicate bridge --all"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("bridge", "--review", "zoe"), "there is no decision of zoe"),
        (("bridge", "--review", "ben"), "ben has finished no sentence of bridge"),
        (("--review", "ben"), "nothing of ben is left to review"),
        (("--review", "mk", "--all"), "leave out --all"),
        (("--review", "mk", "--hide-names"), "leave out --all, --auto and --hide-names"),
        (("--review", "mk", "--auto", "majority"), "leave out --all, --auto"),
    ],
)
def test_what_cannot_be_reviewed_is_said(single: Project, options: tuple[str, ...], message: str) -> None:
    save(single, 0, Annotation(), annotator="ben")
    result = run("adjudicate", *options, "--adjudicator", "eva", "--script", "-", input="")
    assert (result.exit_code, message in " ".join(result.stderr.split())) == (2, True)


def test_an_article_nobody_finished_is_not_reviewed(project: Project) -> None:
    project.add()
    result = adjudicate(project, "")
    assert (result.exit_code, "nobody has finished a sentence of it" in result.stderr) == (2, True)


def test_all_of_one_annotators_are_taken_by_script(compared: Project) -> None:
    result = adjudicate(compared, ":take mk\n", "--all")
    assert (result.exit_code, "2 of 2 sentences adjudicated" in result.stderr) == (0, True)
    assert [gold.label for gold in compared.gold("bridge").values()] == ["claim", "no_claim"]
    assert len({own.created for own in compared.adjudicated()}) == 1
    adjudicate(compared, "u\nq\n", "--all")
    assert not compared.adjudicated()
    assert provenances(compared) == ["open", "unanimous"]
    assert run("check").exit_code == 0


def test_the_end_of_an_article_leads_to_the_next_one_to_adjudicate(compared: Project) -> None:
    (compared.raw / "dam.txt").write_text("The dam is safe, engineers said.\n")
    (compared.raw / "mill.txt").write_text("The mill burned down.\n")
    compared.add()
    save(compared, 0, NONE, annotator="ada", id="mill")
    save(compared, 0, Annotation("skip", attributes={"reason": "later"}), id="mill")
    result = adjudicate(compared, "1\ngo\n1\nq\n")
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            "bridge: 1 of 1 sentence adjudicated.",
            "mill: 1 of 1 sentence adjudicated; everything is saved.",
            "Next: annotate export",
        ],
    )
    messages = [json.loads(line)["message"] for line in result.stdout.splitlines()]
    assert messages[1] == "Next article: mill."


def test_a_recorded_review_of_two_articles_is_replayed(compared: Project, tmp_path: Path) -> None:
    (compared.raw / "mill.txt").write_text("The mill burned down.\n")
    compared.add()
    save(compared, 0, NONE, annotator="ada", id="mill")
    record = tmp_path / "review.txt"
    adjudicate(compared, ":take ada\ngo\ngo\nq\n", "--all", "--record", str(record))
    before = {own.sentence: own.annotation for own in compared.adjudicated()}
    assert len(before) == 3
    adjudicate(compared, ":1\nu\nq\n", "--all")
    run("adjudicate", "mill", "--all", "--adjudicator", "eva", "--script", "-", input=":1\nu\nq\n")
    assert not compared.adjudicated()
    result = run("adjudicate", "bridge", "--all", "--adjudicator", "eva", "--script", str(record))
    assert result.exit_code == 0
    assert {own.sentence: own.annotation for own in compared.adjudicated()} == before


def test_line_mode_speaks_a_review_and_asks_before_it_takes_all(single: Project) -> None:
    said: list[str] = []
    answers = iter([":take mk", "n", ":versions", "x", ":take mk", "y"])

    def read(prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    left = sessions.adjudicate(single, partial(line.run, read=read, write=said.append), adjudicator="eva", every=True)
    assert (left.done, left.sentence_count, left.next) == (2, 2, None)
    assert "Decided by mk: claim. go to approve it." in said
    assert "Flag by mk: source." in said
    assert "Note by mk: who exactly?" in said
    assert said.count("Take the version of mk in 2 sentences? y: take them. n: leave it.") == 2
    assert "Nothing was changed." in said
    assert "Took the version of mk in 2 sentences. u to undo." in said


def test_hidden_names_are_hidden_in_notes_and_decisions(compared: Project) -> None:
    save(compared, 0, replace(NONE, note="no news"), annotator="zoe")
    said: list[str] = []

    def read(prompt: str) -> str:
        raise EOFError

    front = partial(line.run, read=read, write=said.append)
    sessions.adjudicate(compared, front, adjudicator="eva", every=True, hide_names=True)
    text = " ".join(said)
    assert "no news" in text
    assert not any(name in text for name in ("ada", "mk", "zoe"))
