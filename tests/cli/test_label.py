"""`annotate label` and `practice`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from datasets import load_dataset

from annotate.cli.label import label
from annotate.project import Project
from annotate.project.sessions import BLIND_RATE
from support.commanding import ARTICLE, claimed, run, save


def test_suggestions_are_on_and_some_sentences_are_blind() -> None:
    defaults = {option.name: option.default for option in label.params}
    assert (defaults["suggest"], defaults["blind_rate"]) == (True, BLIND_RATE)


@pytest.mark.parametrize("rate", ["1.5", "-1", "nan", "some"])
def test_a_blind_rate_is_a_fraction(labelled: Project, rate: str, tmp_path: Path) -> None:
    (tmp_path / "nothing.txt").write_text("")
    result = run("label", "bridge", "--script", str(tmp_path / "nothing.txt"), "--relabel", "--blind-rate", rate)
    assert result.exit_code == 2
    assert rate in result.stderr
    assert "blind-rate" in result.stderr


def test_the_log_shows_how_sentences_were_shown(labelled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "flags.txt").write_text(':1\nF "look"\n:set suggestions off\n:2\nF "look"\n')
    monkeypatch.setenv("ANNOTATE_LABEL_BLIND_RATE", "1")
    assert run("label", "bridge", "--annotator", "ada", "--script", str(tmp_path / "flags.txt")).exit_code == 0
    told = run("log", "bridge", "--annotator", "ada").stdout
    assert "sentence 1 [blind]  flag: look" in told
    assert "sentence 2  flag: look" in told
    shown = json.loads(run("show", "bridge", "--annotator", "ada", "--json").stdout)["annotations"]
    assert [one["exposure"] for one in shown] == ["blind", None]
    assert [one["origins"] for one in shown] == [[{"item": "", "how": "blind", "rule": ""}], []]


def test_articles_are_offered_in_order(project: Project, tmp_path: Path) -> None:
    for name in ("dam", "bees"):
        (project.raw / f"{name}.txt").write_text(f"Nobody asked the {name}.\n")
        project.add()
    (tmp_path / "none.txt").write_text("n\n")
    first = run("label", "--annotator", "ada", "--order", "added", "--script", str(tmp_path / "none.txt"))
    assert first.stderr.splitlines()[0].startswith("bridge: 1 of 2")
    offered = {
        run("label", "--annotator", f"a{number}", "--script", str(tmp_path / "none.txt")).stderr.partition(":")[0]
        for number in range(6)
    }
    assert len(offered) > 1
    assert run("label", "--order", "newest").exit_code == 2


def script(folder: Path, *lines: str) -> str:
    path = folder / "script.txt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def test_a_question_that_was_added_is_asked_of_what_is_labelled(labelled: Project, tmp_path: Path) -> None:
    added = run("schema", "migrate", "--add", "claim.harm=low,high").stdout
    assert added.splitlines()[-1] == "To ask it of what is labelled already: annotate label --missing claim.harm"
    result = run("label", "--missing", "claim.harm", "--annotator", "mk", "--script", script(tmp_path, "high"))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["state"] == "end"
    assert result.stderr == "bridge: 1 answer to claim.harm given, 0 left open.\n"
    newest = max(labelled.revisions(), key=lambda revision: revision.created)
    assert newest.action == "edit"
    assert newest.annotation is not None
    assert newest.annotation.label == "claim"
    assert newest.annotation.claims[0].attributes == {"type": "event", "verifiability": "verifiable", "harm": "high"}
    again = run("label", "--missing", "claim.harm", "--annotator", "mk", "--script", script(tmp_path, "high"))
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "No answer to claim.harm is missing in what you labelled.\n"
    assert run("check").exit_code == 0
    assert run("schema", "migrate", "--ask", "claim.harm=full").stdout.count("\n") == 1, "nothing is missing"


def test_missing_answers_are_asked_for_in_all_articles_and_only_of_oneself(labelled: Project, tmp_path: Path) -> None:
    (labelled.raw / "dam.txt").write_text(ARTICLE.replace("bridge", "dam"), encoding="utf-8")
    labelled.add()
    save(labelled, 0, claimed(labelled.document("dam"), "officials"), id="dam")
    save(labelled, 0, claimed(labelled.document("bridge"), "officials"), annotator="ada")
    run("schema", "migrate", "--add", "source.reach=local,national")
    ask = ("label", "--missing", "source.reach", "--annotator", "mk")
    record = tmp_path / "record.txt"
    first = run(*ask, "--script", script(tmp_path, "go", "national"), "--record", record)
    assert first.stderr.splitlines() == [
        "bridge: 0 answers to source.reach given, 1 left open.",
        "dam: 1 answer to source.reach given, 0 left open.",
    ]
    assert record.read_text().splitlines() == ["go", "n"]
    assert run(*ask, "dam", "--script", script(tmp_path, "local")).stderr.startswith("No answer to source.reach is missing")
    second = run(*ask, "--script", script(tmp_path, "local"))
    assert second.stderr == "bridge: 1 answer to source.reach given, 0 left open.\n"
    assert run("label", "--missing", "source.reach", "--annotator", "ada", "--script", script(tmp_path, "q")).exit_code == 2
    answered = {(r.document, r.annotator) for r in labelled.revisions() if r.annotation and "reach" in str(r.annotation.sources)}
    assert answered == {("bridge", "mk"), ("dam", "mk")}


def test_what_cannot_be_asked_for(labelled: Project, tmp_path: Path) -> None:
    nothing = script(tmp_path)
    unknown = run("label", "--missing", "claim.tone", "--script", nothing)
    assert (unknown.exit_code, "no question 'claim.tone'; there are annotation." in unknown.stderr) == (2, True)
    assert run("label", "--missing", "claim.type", "--relabel", "--script", nothing).exit_code == 2
    assert run("label", "nowhere", "--missing", "claim.type", "--script", nothing).exit_code == 2


def test_practice_needs_no_project_and_leaves_nothing(in_empty_folder: Path) -> None:
    script = in_empty_folder / "first.script"
    script.write_text("c 1\ngo\nq\n", encoding="utf-8")
    taken = run("practice", "--script", script)
    assert taken.exit_code == 0
    assert [json.loads(line)["sentence"] for line in taken.stdout.splitlines()] == [1, 2, 2]
    assert taken.stderr.startswith("1 of 10 sentences practised")
    assert list(in_empty_folder.iterdir()) == [script]


def test_practice_is_refused_without_a_terminal(in_empty_folder: Path) -> None:
    refused = run("practice")
    assert refused.exit_code == 2
    assert "this needs a terminal" in refused.stderr


def answered(labelled: Project, tmp_path: Path, script: str, *options: str) -> list[dict[str, str]]:
    """The answers about claims after a script on the article, by a new annotator; nothing is blind."""
    (tmp_path / "script.txt").write_text(script)
    result = run("label", "bridge", "--annotator", "eva", "--blind-rate", "0", "--script", str(tmp_path / "script.txt"), *options)
    assert result.exit_code == 0, result.stderr
    shown = json.loads(run("show", "bridge", "--annotator", "eva", "--json").stdout)["annotations"]
    claims = [claim for one in shown for claim in one["annotation"]["claims"]]
    return [{name: claim[name] for name in claim.keys() - {"id", "spans"}} for claim in claims]


def test_answers_are_predicted_unless_they_are_asked(labelled: Project, tmp_path: Path) -> None:
    (first, *_) = answered(labelled, tmp_path, ":1\nx\nc 1\ngo\n")
    assert first.keys() == {"type", "verifiability"}
    told = run("show", "bridge", "--annotator", "eva", "--json").stdout
    assert '"how": "accepted"' in told


def test_answers_can_be_asked(labelled: Project, tmp_path: Path) -> None:
    assert answered(labelled, tmp_path, ":1\nx\nc 1\ngo\nx\nn\n", "--answers", "ask") == [
        {"type": "other", "verifiability": "not_verifiable"}
    ]


def test_one_more_question_is_asked(labelled: Project, tmp_path: Path) -> None:
    (first,) = answered(labelled, tmp_path, ":1\nx\nc 1\ngo\nx\nn\nl\n", "--answers", "ask", "--ask", "claim.checkworthiness")
    assert first["checkworthiness"] == "low"
    refused = run("label", "bridge", "--annotator", "eva", "--script", str(tmp_path / "script.txt"), "--ask", "claim.tone")
    assert refused.exit_code == 2
    assert "claim.checkworthiness" in refused.stderr


def test_all_articles_are_labelled_in_one_session(labelled: Project, tmp_path: Path) -> None:
    (labelled.raw / "zoo.txt").write_text("Where is the bear?\n", encoding="utf-8")
    labelled.add()
    count = len(labelled.document("bridge").sentences)
    (tmp_path / "all.txt").write_text("n\n" * (count + 1))
    script = ("--annotator", "eva", "--script", str(tmp_path / "all.txt"))
    result = run("label", "bridge", "--all", *script)
    assert result.exit_code == 0, result.stderr
    assert f"bridge: {count} of {count} sentences done." in result.stderr
    assert "zoo: 1 of 1 sentence done; everything is saved." in result.stderr


def test_a_second_look_at_chosen_sentences(labelled: Project, tmp_path: Path) -> None:
    (tmp_path / "look.txt").write_text("go\n")
    script = ("--annotator", "mk", "--script", str(tmp_path / "look.txt"))
    result = run("label", "--only", "type=event", "--only", "source=officials", *script)
    assert result.exit_code == 0, result.stderr
    (report,) = map(json.loads, result.stdout.splitlines())
    assert (report["sentence"], report["state"]) == (2, "end")
    nothing = run("label", "--only", "type=causal", *script)
    assert (nothing.exit_code, nothing.stdout) == (2, "")
    assert "mk has no claim with type=causal" in nothing.stderr
    wrong = run("label", "--only", "type=evnt", *script)
    assert wrong.exit_code == 2
    assert "has no label 'evnt'" in wrong.stderr
    both = run("label", "--only", "type=event", "--record", str(tmp_path / "record.txt"), *script)
    assert both.exit_code == 2
    assert "exclude each other" in both.stderr


def test_a_hit_in_another_article_opens_it_by_script(labelled: Project, tmp_path: Path) -> None:
    (labelled.raw / "zoo.txt").write_text("Where is the bear?\n\nThe zoo is closed.\n", encoding="utf-8")
    labelled.add()
    (tmp_path / "find.txt").write_text(":find bear\nn\nesc\nn\n:open bridge 2\n:claims\n1\n")
    result = run("label", "bridge", "--annotator", "mk", "--script", str(tmp_path / "find.txt"), "--record", str(tmp_path / "r"))
    assert result.exit_code == 0, result.stderr
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(report["state"], report["sentence"]) for report in reports[1:4]] == [("review", 1), ("review", 1), ("review", 2)]
    assert [report["state"] for report in reports[-2:]] == ["claims", "review"]
    assert "bridge: 2 of" in result.stderr
    recorded = (tmp_path / "r").read_text().splitlines()
    assert [line for line in recorded if line.startswith(":open")] == [":open zoo 1", ":open bridge 2"]
    again = run("label", "bridge", "--annotator", "jo", "--script", str(tmp_path / "r"))
    assert again.exit_code == 0, again.stderr


def test_the_article_is_asked_about_and_what_was_labelled_before_is_not_forgotten(labelled: Project, tmp_path: Path) -> None:
    added = run("schema", "migrate", "--add", "article.genre=news,opinion", "--add", "article.topics=[money,health]")
    assert added.stdout.splitlines()[-2:] == [
        "To ask it of what is labelled already: annotate label --missing article.genre",
        "To ask it of what is labelled already: annotate label --missing article.topics",
    ]
    missing = ("label", "--missing", "article.genre", "--annotator", "mk")
    given = run(*missing, "--script", script(tmp_path, "opinion"))
    assert given.stderr == "bridge: 1 answer to article.genre given, 0 left open.\n"
    assert (
        run(*missing, "--script", script(tmp_path, "")).stderr == "No answer to article.genre is missing in what you labelled.\n"
    )
    assert run("log", "bridge", "--annotator", "mk").stdout.splitlines()[-1].endswith("genre opinion")
    shown = run("schema", "show").stdout
    assert "  topics (asked: full, several answers, about the article): Topics." in shown
    asked = ("label", "bridge", "--annotator", "ada", "--ask", "article.topics", "--no-suggest", "--script")
    count = len(labelled.document("bridge").sentences)
    assert run(*asked, script(tmp_path, "\n".join(["n"] * count + ["m h go"]))).exit_code == 0
    assert "topics health + money" in run("show", "bridge", "--annotator", "ada").stdout
    assert run("check").exit_code == 0
    unknown = run("label", "--ask", "article.tone", "--script", script(tmp_path, ""))
    assert (unknown.exit_code, "article.genre, article.topics" in unknown.stderr) == (2, True)


def test_an_answer_about_a_sentence_is_asked_for_where_it_is_missing(labelled: Project, tmp_path: Path) -> None:
    assert run("schema", "migrate", "--add", "annotation.tone=calm,angry").exit_code == 0
    given = run("label", "--missing", "annotation.tone", "--annotator", "mk", "--script", script(tmp_path, "calm"))
    assert "1 answer to annotation.tone given" in given.stderr


def test_the_next_article_is_chosen_by_an_order_which_the_dataset_knows(labelled: Project, tmp_path: Path) -> None:
    for name in ("dam", "eel"):
        (labelled.raw / f"{name}.txt").write_text(f"The {name} was seen on Monday, officials said.", encoding="utf-8")
    labelled.add()
    one = script(tmp_path, "n")
    options = ("--annotator", "mk", "--next", "--order", "diverse", "--random-share", "0.5", "--seed", "4", "--script", one)
    opened = [run("label", *options).stderr.partition(":")[0] for _ in range(2)]
    assert sorted(opened) == ["dam", "eel"]
    assert run("export").exit_code == 0
    rows = [row for split in load_dataset(str(labelled.dataset), "articles").values() for row in split]
    chosen = {
        row["document"]: [row[f"chosen_{name}"] for name in ("by", "at_random", "round", "seed", "random_share")] for row in rows
    }
    assert chosen == {
        "bridge": [None] * 5,
        opened[0]: ["diverse", False, 1, 4, 0.5],
        opened[1]: ["diverse", True, 2, 4, 0.5],
    }
    assert "| diverse | 4 | 50% | 2 | 1 |" in (labelled.dataset / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--order", "best"], "there is no order best"),
        (["--next", "--order", "added"], "--next does not go with --order added"),
        (["--next", "bridge"], "--next chooses an article itself"),
        (["--next", "--relabel"], "--next chooses an article itself"),
        (["--next", "--only", "type=event"], "--next chooses an article itself"),
        (["--next", "--random-share", "2"], "--random-share must be between 0 and 1"),
        (["--next", "--order", "rare:claim.type=green"], "one of its labels"),
        (["--next", "--order", "uncertainty"], "annotate train"),
    ],
)
def test_orders_that_do_not_work(labelled: Project, tmp_path: Path, options: list[str], message: str) -> None:
    (labelled.raw / "eel.txt").write_text("The eel was seen on Monday, officials said.", encoding="utf-8")
    labelled.add()
    result = run("label", "--annotator", "mk", "--script", script(tmp_path, "n"), *options)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
