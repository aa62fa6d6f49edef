"""`annotate schema`, by command."""

from __future__ import annotations

import json
from pathlib import Path

from annotate.project import Project, find_project
from support.commanding import run


def test_check_accepts_the_shipped_schema(project: Project) -> None:
    result = run("schema", "check")
    assert (result.exit_code, result.stdout.endswith("version 1.0, 13 questions: valid.\n")) == (0, True)


def test_a_file_is_checked_without_a_project(in_empty_folder: Path) -> None:
    wrong = in_empty_folder / "wrong.json"
    wrong.write_text("{")
    result = run("schema", "check", wrong)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith(f"{wrong}: not valid JSON")
    assert run("schema", "check").stderr.endswith("`annotate init` makes a project.\n")


def test_check_sees_a_break_with_the_version_before(project: Project) -> None:
    run("schema", "migrate", "--rename", "claim.type:event=occurrence")
    text = project.schema_path.read_text()
    project.schema_path.write_text(text.replace('"occurrence"', '"happening"'))
    result = run("schema", "check")
    assert result.exit_code == 1
    assert "occurrence was 0, is gone" in result.stdout
    checked = run("check")
    assert (checked.exit_code, "renumbered-label" in checked.stdout) == (1, True)


def test_check_sees_labels_that_have_other_numbers_than_in_the_dataset(labelled: Project) -> None:
    assert run("export").exit_code == 0
    assert run("schema", "check").exit_code == 0
    raw = json.loads(labelled.schema_path.read_text(encoding="utf-8"))
    labels = raw["$defs"]["stance"]["properties"]["label"]["oneOf"]
    labels[0], labels[1] = labels[1], labels[0]
    labelled.schema_path.write_text(json.dumps(raw), encoding="utf-8")
    checked, exported = run("schema", "check"), run("export")
    assert (checked.exit_code, exported.exit_code) == (1, 2)
    everything = run("check")
    assert (everything.exit_code, "renumbered-label" in everything.stdout) == (1, True)
    for output in (checked.stdout, exported.stderr, " ".join(everything.stdout.split())):
        assert "support was 0, is now 1; deny was 1, is now 0" in output
        assert "--renumber" in output
    assert run("export", "elsewhere").exit_code == 2, "the last export counts, wherever it is"
    assert run("export", "--renumber").exit_code == 0
    assert run("schema", "check").exit_code == run("check").exit_code == run("export").exit_code == 0


def test_a_renamed_label_keeps_its_number_in_the_dataset(labelled: Project) -> None:
    assert run("export").exit_code == 0
    assert run("schema", "migrate", "--rename", "claim.type:event=occurrence").exit_code == 0
    assert run("schema", "check").exit_code == 0
    assert run("export").exit_code == 0


def test_check_notes_which_features_have_no_words(project: Project) -> None:
    text = project.schema_path.read_text()
    project.schema_path.write_text(
        text.replace('"const": "deny"', '"const": "reject"').replace('"const": "indirect"', '"const": "own"')
    )
    result = run("schema", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1:] == [
        "Note: stance.label has no label 'deny': suggestions propose the default stance instead.",
        "Note: stance.label has no label 'deny': the check stance-against-cue finds nothing.",
        "Note: stance.quote has no label 'indirect': suggestions do not answer how a claim is quoted.",
        "Note: stance.quote has no label 'indirect': the check quote-type does not look at such quotations.",
    ]


def test_migrate_notes_which_features_lose_their_words(project: Project) -> None:
    result = run("schema", "migrate", "--rename", "annotation.flag=x")
    assert (result.exit_code, "Note" in result.stderr) == (2, False)
    result = run("schema", "migrate", "--rename", "source.type:person=human", "--json")
    note = "Note: source.type has no label 'person': suggestions do not answer what kind of source it is.\n"
    assert (result.exit_code, result.stderr) == (0, note)
    assert json.loads(result.stdout)["after"] == "1.1"
    assert run("schema", "migrate", "--rename", "claim.type:other=rest").stderr == "", "said once"


def test_show(project: Project) -> None:
    lines = run("schema", "show").stdout.splitlines()
    assert lines[0] == "Fact claims, their sources and the sources' stances, version 1.0"
    assert "     0  e  event       Something happened or is the case." in lines
    told = json.loads(run("schema", "show", "--json").stdout)
    assert told["version"] == "1.0"
    assert {"claim.type", "stance.label"} <= {f"{question['noun']}.{question['name']}" for question in told["questions"]}


def test_migrate(labelled: Project) -> None:
    before = labelled.schema_path.read_bytes()
    change = ("schema", "migrate", "--rename", "claim.type:event=occurrence", "--merge", "stance:query,unclear=unclear")
    dry = run(*change, "--dry-run").stdout
    assert "bridge:0 (sentence 1) by mk: C1 type occurrence\n" in dry
    assert dry.endswith("Version 1.0 to 1.1: 1 decision changed, 0 sentences opened again; nothing was written.\n")
    assert labelled.schema_path.read_bytes() == before
    assert run(*change).stdout.endswith("Version 1.0 to 1.1: 1 decision changed, 0 sentences opened again.\n")
    assert (labelled.schema_path.parent / "history" / "1.0.json").read_bytes() == before
    now = find_project(labelled.root)
    assert now.schema.version == "1.1"
    assert [revision.action for revision in now.revisions()] == ["edit", "migrate", "edit"]
    assert run("check").exit_code == 0
    assert "4 unclear" not in run("schema", "show").stdout.splitlines()
    assert "retired: now unclear" in run("schema", "show").stdout


def test_what_was_dumped_before_is_loaded_and_brought_up_to_date(labelled: Project) -> None:
    """A colleague's dump, made with the version before: nothing is lost, and one command brings it up to date."""
    dump = run("dump").stdout_bytes.replace(b'"mk"', b'"xy"')
    run("schema", "migrate", "--rename", "claim.type:event=occurrence")
    assert run("load", "-", input=dump).exit_code == 0
    found = run("check")
    assert (found.exit_code, "annotate schema migrate" in found.stdout) == (1, True)
    assert "1 decision changed" in run("schema", "migrate").stdout
    assert run("check").exit_code == 0
    again = run("dump").stdout_bytes
    assert run("load", "-", input=again).stdout.startswith("Loaded 0 new decisions")


def test_a_split_opens_sentences(labelled: Project) -> None:
    told = json.loads(run("schema", "migrate", "--split", "claim.type:event=event,state", "--json").stdout)
    assert told == {
        "before": "1.0",
        "after": "1.1",
        "changed": [{"sentence": "bridge:0", "number": 1, "annotator": "mk"}],
        "reopened": 1,
        "dry_run": False,
    }
    assert run("check").exit_code == 0


def test_a_change_that_cannot_be_changes_nothing(labelled: Project) -> None:
    before = labelled.schema_path.read_bytes()
    result = run("schema", "migrate", "--rename", "claim.typ=kind")
    assert (result.exit_code, result.stderr) == (2, "Error: there is no claim.typ; did you mean type?\n")
    assert labelled.schema_path.read_bytes() == before
    assert not (labelled.schema_path.parent / "history").exists()


def test_a_new_question_is_said_to_wait_for_its_profile(project: Project) -> None:
    added = run("schema", "migrate", "--add", "claim.tone=calm,angry").stdout
    assert "Only --profile full asks claim.tone; always: annotate schema migrate --ask claim.tone=quick\n" in added
    assert "Only" not in run("schema", "migrate", "--add", "claim.harm=low,high", "--ask", "claim.harm=quick").stdout
    assert "Only" not in run("schema", "migrate", "--ask", "claim.tone=quick").stdout


def test_before_anything_was_read(project: Project) -> None:
    assert run("schema", "migrate", "--add", "claim.tone=calm,angry").exit_code == 0
    assert find_project(project.root).schema.version == "1.1"
    assert run("schema", "migrate").stdout == "Version 1.1: 0 decisions changed, 0 sentences opened again.\n"


def test_a_version_that_is_kept_is_never_overwritten(project: Project) -> None:
    before = project.schema_path.read_bytes()
    run("schema", "migrate", "--rename", "claim.type:event=occurrence")
    project.schema_path.write_bytes(before.replace(b'"Event"', b'"Occasion"'))
    result = run("schema", "migrate", "--rename", "claim.type:event=occurrence")
    assert (result.exit_code, "raise `x-version`" in result.stderr) == (2, True)
    assert (project.schema_path.parent / "history" / "1.0.json").read_bytes() == before


def test_migrate_asks_a_question_from_now_on(labelled: Project) -> None:
    assert run("schema", "migrate", "--ask", "claim.checkworthiness").exit_code == 0
    assert run("schema", "migrate", "--ask", "claim.polarity=off").exit_code == 0
    shown = run("schema", "show").stdout
    assert "checkworthiness (asked: quick)" in shown
    assert "polarity (asked: off)" in shown
    assert "ask claim.checkworthiness=quick" in shown
    refused = run("schema", "migrate", "--ask", "claim.type=off")
    assert (refused.exit_code, "always asked" in refused.stderr) == (2, True)
