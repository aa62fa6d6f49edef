"""The client of language models, against a local server with the faults that such servers have."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from annotate.errors import LanguageModelError
from annotate.project.llm_client import Api, LanguageModel, NoAnswerError, Reply, endpoint
from annotate.suggestions.llm.prompt import Message
from support.language_model import ModelServer, Step, claude_says, fails, model_server, says

MESSAGES = (Message("system", "Find claims."), Message("user", "{}"))
SCHEMA = {"type": "object"}
NOTHING: dict[str, list[object]] = {"claims": []}
SECRET = "sk-very-secret-key"


class Time:
    """A clock that only waiting moves on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 1))
        self.now += seconds


@contextmanager
def client(
    server: ModelServer | str, *, key: str = "", api: Api | None = None, time: Time | None = None, timeout: float = 20.0
) -> Iterator[LanguageModel]:
    url = server if isinstance(server, str) else server.url
    used = time or Time()
    environment = {"ANNOTATE_LLM_KEY": key}
    with LanguageModel(
        endpoint(url, "tiny", environment, api),
        timeout=timeout,
        per_minute=6000,
        clock=lambda: used.now,
        sleep=used.sleep,
    ) as made:
        yield made


def ask(server: ModelServer | str, **options: Any) -> Reply:
    with client(server, **options) as made:
        return made.ask(MESSAGES, SCHEMA, 50)


def test_an_openai_compatible_server_is_asked_for_json_by_the_schema() -> None:
    with model_server(says(NOTHING)) as server:
        assert ask(server) == Reply('{"claims": []}', 100, 20)
    ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions"
    assert "authorization" not in headers
    assert (body["model"], body["max_tokens"]) == ("tiny", 50)
    assert body["messages"] == [message._asdict() for message in MESSAGES]
    assert body["response_format"]["type"] == "json_schema"
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["response_format"]["json_schema"]["strict"] is True


def test_anthropic() -> None:
    with model_server(claude_says(NOTHING)) as server:
        assert ask(server, api="anthropic", key=SECRET) == Reply('{"claims": []}', 100, 20)
    ((path, headers, body),) = server.requests
    assert path == "/v1/messages"
    assert (headers["x-api-key"], headers["anthropic-version"]) == (SECRET, "2023-06-01")
    assert (body["system"], body["messages"]) == ("Find claims.", [MESSAGES[1]._asdict()])
    assert body["output_config"] == {"format": {"type": "json_schema", "schema": SCHEMA}}


@pytest.mark.parametrize(
    ("url", "base", "api"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1", "openai"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1", "openai"),
        ("https://example.org/openai/v1/chat/completions", "https://example.org/openai/v1", "openai"),
        ("https://api.anthropic.com", "https://api.anthropic.com/v1", "anthropic"),
        ("https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1", "anthropic"),
        ("https://not-anthropic.com", "https://not-anthropic.com/v1", "openai"),
    ],
)
def test_addresses(url: str, base: str, api: str) -> None:
    made = endpoint(url, "m", {})
    assert (made.url, made.api) == (base, api)


@pytest.mark.parametrize(
    "url", ["localhost:11434", "ftp://x", "http://", "http://[", "http://x:99999", "http://u:p@x", "http://x?key=1", ""]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(LanguageModelError, match="--llm") as caught:
        endpoint(url, "m", {})
    assert "u:p" not in str(caught.value)


def test_a_key_goes_to_its_own_server_only() -> None:
    environment = {"OPENAI_API_KEY": "o", "ANTHROPIC_API_KEY": "a"}
    assert endpoint("https://api.openai.com/v1", "m", environment).key == "o"
    assert endpoint("https://api.anthropic.com", "m", environment).key == "a"
    assert endpoint("http://localhost:1", "m", environment).key == ""
    assert endpoint("https://api.openai.com.evil.example", "m", environment).key == ""
    assert endpoint("http://localhost:1", "m", {**environment, "ANNOTATE_LLM_KEY": " x "}).key == "x"
    assert "secret" not in repr(endpoint("http://localhost:1", "m", {"ANNOTATE_LLM_KEY": SECRET}))
    with pytest.raises(LanguageModelError, match="characters that no key can have") as caught:
        endpoint("http://localhost:1", "m", {"ANNOTATE_LLM_KEY": "sk\r\nX: y"})
    assert "sk" not in str(caught.value)


def test_nothing_of_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_CUSTOM_HEADERS", "ANTHROPIC_API_KEY", "ANTHROPIC_CUSTOM_HEADERS"):
        monkeypatch.setenv(name, f"x-{name}: {SECRET}")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with model_server(says(NOTHING)) as server:
        ask(server)
    ((_, headers, _),) = server.requests
    assert SECRET not in str(headers)


@pytest.mark.parametrize("status", [400, 422, 501])
def test_a_server_that_cannot_constrain_answers(status: int) -> None:
    with model_server(fails(status), fails(status), says(NOTHING), says(NOTHING)) as server, client(server) as made:
        made.ask(MESSAGES, SCHEMA, 50)
        made.ask(MESSAGES, SCHEMA, 50)
    forms = [body.get("response_format", {}).get("type") for _, _, body in server.requests]
    assert forms == ["json_schema", "json_object", None, None], "it is not asked again for what it refused"


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_what_passes_is_tried_again(status: int) -> None:
    time = Time()
    with model_server(fails(status), fails(status), says(NOTHING)) as server:
        assert ask(server, time=time).text == '{"claims": []}'
    assert [wait for wait in time.waits if wait >= 1] == [1.0, 2.0]


def test_the_server_says_how_long_to_wait() -> None:
    time = Time()
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=31), usegmt=True)
    with model_server(
        fails(429, retry_after="7"), fails(503, retry_after=later), fails(429, retry_after="soon"), says(NOTHING)
    ) as server:
        ask(server, time=time)
    long = [wait for wait in time.waits if wait >= 1]
    assert long[0] == 7.0
    assert 28 < long[1] <= 31
    assert long[2] == 4.0


def test_a_server_that_wants_hours() -> None:
    with model_server(fails(429, retry_after="7200")) as server, pytest.raises(LanguageModelError, match="wait 120 minutes"):
        ask(server)


def test_a_server_that_never_recovers() -> None:
    with (
        model_server(otherwise=lambda _: fails(500, "out of memory")) as server,
        pytest.raises(LanguageModelError, match="answered 500 5 times: out of memory"),
    ):
        ask(server)
    assert len(server.requests) == 5


def test_no_credit_is_not_tried_again() -> None:
    with (
        model_server(fails(429, "You exceeded your quota", code="insufficient_quota")) as server,
        pytest.raises(LanguageModelError, match="no credit left: You exceeded"),
    ):
        ask(server)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("api", ["openai", "anthropic"])
def test_a_wrong_key_is_not_shown(status: int, api: Api) -> None:
    with (
        model_server(fails(status, f"Incorrect API key provided: {SECRET[:6]}...{SECRET[-4:]}")) as server,
        pytest.raises(LanguageModelError, match="refuses the key in the environment variable ANNOTATE_LLM_KEY") as caught,
    ):
        ask(server, key=SECRET, api=api)
    assert SECRET[:5] not in str(caught.value)
    assert len(server.requests) == 1
    with model_server(fails(status)) as server, pytest.raises(LanguageModelError, match="wants a key; put it into"):
        ask(server, api=api)


def test_a_server_that_quotes_the_key() -> None:
    with (
        model_server(otherwise=lambda _: fails(400, f"bad request of {SECRET} " + "x" * 1000)) as server,
        pytest.raises(NoAnswerError) as caught,
    ):
        ask(server, key=SECRET)
    assert SECRET not in caught.value.detail
    assert caught.value.kind == "the server answered 400"
    assert len(caught.value.detail) < 250


def test_no_such_model() -> None:
    with (
        model_server(fails(404, "model tiny not found")) as server,
        pytest.raises(LanguageModelError, match="no model tiny at this address: model tiny not found"),
    ):
        ask(server)


def test_a_redirect_is_not_followed() -> None:
    with (
        model_server() as other,
        model_server(Step(307, b"", {"Location": other.url})) as server,
        pytest.raises(LanguageModelError, match="redirects to another address"),
    ):
        ask(server)
    assert other.requests == []


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(LanguageModelError, match="does not answer; start the server"):
            ask(url)


def test_a_cut_answer_is_asked_for_again() -> None:
    cut = Step(body=says(NOTHING).body, cut=True)
    with model_server(cut, cut, says(NOTHING)) as server:
        assert ask(server).text == '{"claims": []}'
    with model_server(otherwise=lambda _: cut) as server, pytest.raises(NoAnswerError, match="the connection broke"):
        ask(server)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (says(None, refusal="I cannot help with that."), "refused"),
        (says("", ending="content_filter"), "refused"),
        (says('{"claims": [', ending="length"), "cut off"),
        (says(""), "empty"),
        (says(None), "empty"),
        (Step(body=b"[]"), "no answer of a language model"),
        (Step(body=b'{"choices": []}'), "no answer of a language model"),
        (Step(body=b'{"choices": [null]}'), "no answer of a language model"),
        (Step(body=b'{"choices": [{"message": "hello"}]}'), "no answer of a language model"),
        (Step(body=b"x" * (5 * 2**20)), "the answer is too long"),
    ],
)
def test_answers_that_cannot_be_used(step: Step, kind: str) -> None:
    with model_server(otherwise=lambda _: step) as server, pytest.raises(NoAnswerError) as caught:
        ask(server)
    assert caught.value.kind == kind


@pytest.mark.parametrize(("ending", "kind"), [("refusal", "refused"), ("max_tokens", "cut off")])
def test_answers_of_anthropic_that_cannot_be_used(ending: str, kind: str) -> None:
    with model_server(claude_says(NOTHING, ending=ending)) as server, pytest.raises(NoAnswerError) as caught:
        ask(server, api="anthropic")
    assert caught.value.kind == kind


def test_an_answer_in_blocks() -> None:
    message = {"content": [{"type": "thinking", "thinking": "x"}, {"type": "text", "text": "{}"}, {"type": "text", "text": " "}]}
    with model_server(Step(body=json.dumps({"choices": [{"message": message}]}).encode())) as server:
        assert ask(server).text == "{} "


def test_a_page_in_place_of_an_answer() -> None:
    with model_server(Step(body=b"<html>busy</html>"), says(NOTHING)) as server:
        assert ask(server).text == '{"claims": []}'


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": "many", "completion_tokens": -1}])
def test_a_server_that_does_not_count(usage: object) -> None:
    with model_server(says(NOTHING, usage=usage)) as server:
        assert ask(server) == Reply('{"claims": []}', None, None)


def test_a_slow_server_is_given_up() -> None:
    with model_server(otherwise=lambda _: Step(pause=0.6)) as server, pytest.raises(NoAnswerError, match="no answer in time"):
        ask(server, timeout=0.1)
    assert len(server.requests) == 2


def test_requests_are_spread() -> None:
    time = Time()
    with model_server() as server:
        made = LanguageModel(endpoint(server.url, "m", {}), timeout=20, per_minute=30, clock=lambda: time.now, sleep=time.sleep)
        with made:
            for _ in range(3):
                made.ask(MESSAGES, SCHEMA, 50)
    assert time.waits == [2.0, 2.0]


def test_articles_do_not_cross_the_internet_unencrypted() -> None:
    for url in ("http://127.0.0.1:1", "http://192.168.1.5:1", "https://1.1.1.1"):
        with client(url) as made:
            made.require_safe_address()
    with client("http://1.1.1.1") as made, pytest.raises(LanguageModelError, match="unencrypted; use an https:// address"):
        made.require_safe_address()
    with client("https://no-such-host.invalid") as made, pytest.raises(LanguageModelError, match="no server called"):
        made.require_safe_address()
