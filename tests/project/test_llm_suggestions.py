"""A language model asked about articles: which ones, what is kept, what is stored, and where it stops."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from annotate.errors import LanguageModelError, StoreError
from annotate.model import Annotation
from annotate.project import Project, init_project
from annotate.project.imported_suggestions import SuggestionFile
from annotate.project.llm_client import LanguageModel, endpoint
from annotate.project.llm_suggestions import LanguageModelPlan, LanguageModelResult, answers_folder
from annotate.project.sessions import label_by_script, offers
from support.builders import at_second, make_document, make_revision
from support.language_model import ModelServer, Step, asked_about, fails, item, model_server, says

MODEL = "tiny/1"


@pytest.fixture
def town(tmp_path: Path) -> Project:
    """Four articles: a finished one, one that is begun, one that is not, and a long one."""
    made = init_project(tmp_path / "town")
    with made.store(create=True) as store:
        for number, count in enumerate((2, 2, 2, 50)):
            sentences = [f"The pool {number}-{place} is open, Ada Harlow said." for place in range(count - 1)]
            document = make_document(f"a{number}", [f"News {number}", *sentences])
            store.add_document(document)
            finished = {0: 2, 1: 1}.get(number, 0)
            store.save([make_revision(document, n, Annotation("no_claim"), created=at_second(n)) for n in range(finished)])
    return made


def pools(project: Project) -> Callable[[dict[str, Any]], Step]:
    """Return a model that finds the pool in every sentence that has one."""

    def answer(body: dict[str, Any]) -> Step:
        found = []
        for sentence in asked_about(body):
            if sentence["text"].startswith("The pool"):
                quote = sentence["text"].partition(",")[0]
                about = {"source": "Ada Harlow", "source_name": "Ada Harlow", "cue": "said", "claim_type": "event"}
                found.append(item(project.schema, sentence["sentence"], quote, **about))
        return says({"claims": found})

    return answer


@contextmanager
def client(server: ModelServer) -> Iterator[LanguageModel]:
    made = LanguageModel(endpoint(server.url, MODEL, {}), timeout=20, per_minute=6000, sleep=lambda _: None)
    with made:
        yield made


def ask(
    project: Project, *steps: Any, documents: tuple[str, ...] = (), otherwise: Any = None, budget: int | None = None
) -> tuple[LanguageModelResult, list[dict[str, Any]]]:
    """Ask a server with these steps; return the result and the bodies of the requests."""
    result = LanguageModelResult()
    with model_server(*steps, otherwise=otherwise or pools(project)) as server, client(server) as made:
        try:
            project.ask_language_model(project.prepare_language_model(MODEL, documents), made, result, budget=budget)
        except LanguageModelError as error:
            result.failed.append(("", str(error)))
        return result, [body for _, _, body in server.requests]


def stored(project: Project, id: str) -> list[str]:
    return [one.suggestion.spans[0].text for one in SuggestionFile(project.suggestions).read(project.document(id))]


def test_articles_that_nobody_finished_are_asked_about(town: Project) -> None:
    prepared = town.prepare_language_model(MODEL)
    assert [article.document.id for article in prepared.articles] == ["a1", "a2", "a3"]
    assert (prepared.finished, prepared.asked_before, prepared.sentences, len(prepared.new)) == (1, 0, 54, 4)
    result, requests = ask(town)
    assert (result.articles, result.claims, result.requests, result.left, result.failed) == (3, 51, 4, 0, [])
    assert (result.tokens_in, result.tokens_out, result.estimated) == (400, 80, False)
    assert [len(asked_about(body)) for body in requests] == [2, 2, 25, 25]
    assert stored(town, "a2") == ["The pool 2-0 is open"]
    again = town.prepare_language_model(MODEL)
    assert (again.articles, again.asked_before) == ((), 3)
    assert len(town.prepare_language_model("other").articles) == 3


def test_named_articles_are_asked_about_whatever_is_labelled(town: Project) -> None:
    result, requests = ask(town, documents=("a0", "a0"))
    assert (result.articles, len(requests)) == (1, 1)
    with pytest.raises(StoreError, match="nowhere"):
        town.prepare_language_model(MODEL, ["nowhere"])


def test_nothing_is_asked_twice(town: Project) -> None:
    ask(town, documents=("a2",))
    result, requests = ask(town, documents=("a2",))
    assert (requests, result.kept, result.claims, result.tokens_in) == ([], 1, 1, 0)
    (answer,) = answers_folder(town.output).glob("*.json")
    answer.write_text("damaged")
    result, requests = ask(town, documents=("a2",))
    assert (len(requests), result.kept) == (1, 0)
    assert stored(town, "a2") == ["The pool 2-0 is open"], "in place of the earlier ones"


def test_examples_are_never_of_the_article(town: Project) -> None:
    _, requests = ask(town)
    for body in requests:
        examples = [message["content"] for message in body["messages"][1:-1] if message["role"] == "user"]
        (text,) = {json.loads(example)["sentences"][0]["text"] for example in examples if "News" not in example} or {""}
        assert text not in {sentence["text"] for sentence in asked_about(body)}
    about_a1 = json.dumps(requests[0]["messages"][1:-1])
    about_a2 = json.dumps(requests[1]["messages"][1:-1])
    assert "News 1" not in about_a1
    assert "News 1" in about_a2
    assert "mk" not in about_a2, "nobody's name is sent"


def test_what_is_kept_is_not_for_git(town: Project) -> None:
    ask(town, documents=("a2",))
    assert (town.output / "llm" / ".gitignore").read_text().splitlines()[-1] == "*"


def test_an_interrupted_run_keeps_what_it_has(town: Project) -> None:
    result = LanguageModelResult()
    with model_server(otherwise=pools(town)) as server, client(server) as made:
        prepared = town.prepare_language_model(MODEL)
        asked = made.ask

        def until_ctrl_c(*arguments: Any) -> Any:
            if result.requests == 3:
                raise KeyboardInterrupt
            return asked(*arguments)

        made.ask = until_ctrl_c  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            town.ask_language_model(prepared, made, result)
    assert (result.articles, result.left) == (2, 1)
    assert stored(town, "a1")
    assert stored(town, "a2")
    result, requests = ask(town)
    assert (result.articles, result.kept, len(requests)) == (1, 1, 1), "it goes on with the second part of the long article"


def test_the_budget_is_never_exceeded(town: Project) -> None:
    first = town.prepare_language_model(MODEL).articles[0].requests[0]
    result, requests = ask(town, budget=first.tokens + first.limit - 1)
    assert (requests, result.left, result.out_of_budget) == ([], 3, True)
    result, requests = ask(town, budget=first.tokens + first.limit + 200)
    assert (len(requests), result.articles, result.left) == (2, 2, 1)
    assert result.tokens_in + result.tokens_out <= first.tokens + first.limit + 200


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ([says(None, refusal="no")], "refused"),
        ([says('{"claims": [', ending="length")], "cut off"),
        ([says("Sure!"), says("{}")], "no JSON object with claims"),
        ([fails(413, "too long")], "the server answered 413 (too long)"),
    ],
)
def test_an_article_without_an_answer_does_not_stop_the_others(town: Project, steps: list[Step], reason: str) -> None:
    result, _ = ask(town, *steps)
    assert result.failed == [("a1", reason)]
    assert (result.articles, result.left) == (2, 0)
    assert stored(town, "a1") == []
    assert [article.document.id for article in town.prepare_language_model(MODEL).articles] == ["a1"], "asked the next time"


def test_a_malformed_answer_is_asked_for_once_more(town: Project) -> None:
    result, requests = ask(town, says("Sure! Here are the claims."), documents=("a2",))
    assert (result.failed, result.claims, len(requests)) == ([], 1, 2)


def test_a_model_that_never_answers_is_given_up(town: Project) -> None:
    result, requests = ask(town, otherwise=lambda _: says(None, refusal="no"))
    assert len(requests) == 4, "the long article has two parts"
    assert result.failed[-1][1] == "3 articles in a row have no usable answer (the last: refused); try another model"


def test_half_an_article_is_kept_and_asked_about_again(town: Project) -> None:
    ask(town, *[pools(town)] * 3, says(None, refusal="no"))
    assert len(stored(town, "a3")) == 24
    prepared = town.prepare_language_model(MODEL)
    assert ([article.document.id for article in prepared.articles], len(prepared.new)) == (["a3"], 1)


def test_a_server_that_stops_answering_loses_nothing(town: Project) -> None:
    result, _ = ask(town, pools(town), fails(401))
    assert (result.articles, result.left) == (1, 2)
    assert "wants a key" in result.failed[-1][1]
    assert stored(town, "a1")


def test_wrong_quotes_are_counted_and_not_suggested(town: Project) -> None:
    wrong = [item(town.schema, 2, "The pool is closed"), item(town.schema, 2, "The pool 2-0 is open", source="Nobody")]
    result, _ = ask(town, says({"claims": wrong}), documents=("a2",))
    assert (result.claims, +result.lost) == (0, {"quote": 1, "source": 1})
    assert stored(town, "a2") == []
    coverage = SuggestionFile(town.suggestions).coverage()["llm/tiny/1"]
    assert list(coverage) == [town.document("a2").text_sha256], "an article without a claim was asked about, too"


def test_a_server_that_does_not_count_tokens(town: Project) -> None:
    result, _ = ask(town, says({"claims": []}, usage=None), documents=("a2",))
    prepared: LanguageModelPlan = town.prepare_language_model(MODEL, ["a2"])
    assert result.estimated
    assert result.tokens_in == prepared.articles[0].requests[0].tokens
    assert result.tokens_out > 0


def test_one_process_at_a_time(town: Project) -> None:
    from annotate._files import try_lock

    answers_folder(town.output).mkdir()
    with try_lock(answers_folder(town.output) / "asking.lock") as locked:
        assert locked
        result, requests = ask(town)
    assert (requests, result.failed[-1][1]) == ([], "another process is asking a language model; wait until it ends")


def test_they_are_offered_like_those_of_rules_and_are_no_decisions(town: Project) -> None:
    ask(town)
    document = town.document("a2")
    offered = offers(town.suggestions, document)
    first = offered.suggestions[document.sentences[1].id][0]
    assert (first.rule, first.spans[0].text) == ("llm/tiny/1", "The pool 2-0 is open")
    assert offered.predictor is not None
    assert offered.predictor.claim(first.spans, "", None)["type"].key == "llm/tiny/1=event"
    assert not list(town.current("a2")), "nothing is decided"
    label_by_script(town, [":2", "space"], annotator="ada", document="a2", blind_rate=0.0)
    (made,) = [revision for revision in town.current("a2") if revision.annotation and revision.annotation.claims]
    origins = {origin.item: (origin.how, origin.rule) for origin in made.origins}
    assert origins["c1"] == ("accepted", first.key)
    assert origins["c1.type"] == ("accepted", "llm/tiny/1=event")
    assert origins[""] == ("assisted", "")


def test_on_blind_sentences_they_are_hidden(town: Project) -> None:
    ask(town)
    label_by_script(town, [":2", "n"], annotator="ada", document="a2", blind_rate=1.0)
    (made,) = town.current("a2")
    assert [(origin.item, origin.how) for origin in made.origins] == [("", "blind")]


def test_with_an_article_all_that_was_said_about_it_is_removed(town: Project) -> None:
    ask(town)
    before = len(list(answers_folder(town.output).glob("*.json")))
    (answers_folder(town.output) / "other.json").write_text("not ours")
    text = town.document("a3").text_sha256
    town.remove(["a3"], author="mk")
    assert len(list(answers_folder(town.output).glob("*.json"))) == before - 2 + 1
    assert text not in "".join(path.read_text() for path in town.suggestions.iterdir())
    assert stored(town, "a2")
    assert text not in SuggestionFile(town.suggestions).coverage()["llm/tiny/1"]
