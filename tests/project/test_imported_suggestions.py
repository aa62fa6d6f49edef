"""Suggestions of other programs: kept by the text of their article, and shown at the prompt under the program's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ProjectError
from annotate.model import Document, Source, Suggestion
from annotate.project import Project
from annotate.project.imported_suggestions import Answers, StoredSuggestion, SuggestionFile, by_sentence
from annotate.project.sessions import label_by_script, offers
from annotate.suggestions import AnswerRules


def suggestion(
    document: Document, words: str = "The bridge was closed", agent: str = "model/3", id: str = "1"
) -> StoredSuggestion:
    at = {part: document.text.index(part) for part in (words, "officials", "said")}
    claim, mention, cue = (document.span(start, start + len(part)) for part, start in at.items())
    source = Source("", "officials", mention, {"type": "person", "naming": "unnamed"})
    made = Suggestion((claim,), source, "deny", agent, cue, {"quote": "indirect"})
    return StoredSuggestion(document.text_sha256, made, {"type": "rule", "verifiability": "partly"}, "label-studio", id)


@pytest.fixture
def document(project: Project) -> Document:
    project.add()
    return project.document("bridge")


def test_kept_and_read(document: Document, tmp_path: Path) -> None:
    folder = SuggestionFile(tmp_path / "suggestions")
    folder.with_added({"model/3": [suggestion(document)], "other": [suggestion(document, agent="other")]}).write()
    assert [item.suggestion.rule for item in folder.read(document)] == ["model/3", "other"]
    assert next(folder.read(document)) == suggestion(document)
    renamed = document.renamed("another-id")
    assert len(list(folder.read(renamed))) == 2


def test_a_later_import_replaces_those_for_the_same_article(document: Document, tmp_path: Path) -> None:
    folder = SuggestionFile(tmp_path / "suggestions")
    other = suggestion(document)._replace(text_sha256="0" * 64, id="other")
    folder.with_added({"model/3": [suggestion(document), other]}).write()
    folder.with_added({"model/3": [suggestion(document, "The bridge was closed on Monday", id="2")]}).write()
    assert [item.id for item in folder.read(document)] == ["2"]
    assert len((tmp_path / "suggestions" / "model-3.jsonl").read_text().splitlines()) == 2


def test_programs_with_nearly_the_same_name_share_a_file(document: Document, tmp_path: Path) -> None:
    folder = SuggestionFile(tmp_path / "suggestions")
    folder.with_added({"m x": [suggestion(document, agent="m x")], "m-x": [suggestion(document, agent="m-x")]}).write()
    assert [item.suggestion.rule for item in folder.read(document)] == ["m x", "m-x"]


@pytest.mark.parametrize("line", ["{", "[]", '{"agent": "x"}', '{"agent": "x", "text_sha256": "HASH"}'])
def test_a_damaged_file(document: Document, tmp_path: Path, line: str) -> None:
    (tmp_path / "x.jsonl").write_text(line.replace("HASH", document.text_sha256) + "\n")
    folder = SuggestionFile(tmp_path)
    text = (tmp_path / "x.jsonl").read_text()
    if document.text_sha256 in text:
        with pytest.raises(ProjectError, match="not a suggestion"):
            list(folder.read(document))
    else:
        assert list(folder.read(document)) == []
        with pytest.raises(ProjectError, match="line 1: it is not a suggestion"):
            folder.with_added({"x": [suggestion(document, agent="x")]}).write()


def test_shown_with_those_of_the_rules(document: Document, project: Project) -> None:
    SuggestionFile(project.suggestions).with_added({"model/3": [suggestion(document)]}).write()
    offered = offers(project.suggestions, document)
    rules = [s.rule for s in offered.suggestions[document.sentences[1].id]]
    assert rules[0] == "model/3"
    assert offered.predictor is not None
    spans = suggestion(document).suggestion.spans
    assert offered.predictor.claim(spans, "", None)["type"].value == "rule"
    assert all(s.rule != "model/3" for found in offers(None, document).suggestions.values() for s in found)


def test_accepted_at_the_prompt_under_its_own_name(document: Document, project: Project) -> None:
    SuggestionFile(project.suggestions).with_added({"model/3": [suggestion(document)]}).write()
    label_by_script(project, [":2", "space"], annotator="ada", document="bridge", blind_rate=0.0)
    decisions = [r for r in project.current() if r.annotation and r.annotation.claims]
    (made,) = decisions
    assert made.annotation is not None
    assert [(o.item, o.how, o.rule.partition("@")[0]) for o in made.origins if o.item == "c1"] == [("c1", "accepted", "model/3")]
    assert made.annotation.stances[0].label == "deny"


def test_answers_before_those_of_rules(document: Document) -> None:
    item = suggestion(document)
    rules = AnswerRules(document)
    answers = Answers([item], rules)
    assert answers.claim(item.suggestion.spans)["verifiability"].key == "model/3=partly"
    assert answers.claim((document.span(0, 5),)) == rules.claim((document.span(0, 5),))
    assert answers.source(Source("s1", "x")) == {}
    assert answers.stance(item.suggestion.spans) == rules.stance(item.suggestion.spans)


def test_only_in_the_sentence_that_has_all_of_it(document: Document) -> None:
    across = suggestion(document, "said. It will")
    assert by_sentence(document, [across]) == {}
    assert list(by_sentence(document, [suggestion(document)])) == [document.sentences[1].id]
