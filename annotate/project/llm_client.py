"""Requests to a language model: an OpenAI-compatible server, such as Ollama, vLLM or llama.cpp, or Anthropic's API.

Both are one POST of JSON, sent with httpx, which fetches articles, too. The official clients (`openai`, `anthropic`) need 66 MB,
take organisations, further headers and profiles from the environment and send them to whatever address is given, and follow
redirects with the article in hand; here, nothing is sent but the request, to the address that was named, with the key meant for
it. The key is in no message and no file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import httpx

from annotate._version import __version__
from annotate.errors import LanguageModelError
from annotate.project.connections import ERRORS, TIMEOUTS, GuardedTransport, RefusedError, is_public, public_addresses
from annotate.suggestions.llm.prompt import Message

Api = Literal["openai", "anthropic"]
"""The way in which a server is asked: the chat completions of OpenAI, which most others offer too, or Anthropic's messages."""

KEY = "ANNOTATE_LLM_KEY"
"""The environment variable with the key for any server."""

_OWN_KEYS = {"api.openai.com": "OPENAI_API_KEY", "api.anthropic.com": "ANTHROPIC_API_KEY"}
"""The variables with keys that are meant for one server, and sent to no other."""

_ATTEMPTS = 5
_LATE_ATTEMPTS = 2  # of a request that takes too long: the next one rarely takes less
_LONGEST_WAIT = 300.0  # seconds
_CONNECT = 15.0  # seconds
_LIMIT = 4 * 2**20  # bytes of an answer
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_NOT_CONSTRAINED = frozenset({400, 415, 422, 501})  # answers to a request that a server cannot constrain
_SHOWN = 200  # characters of what a server says


class Reply(NamedTuple):
    """The text of an answer, and the tokens of the request and of the answer; None if the server does not count them."""

    text: str
    tokens_in: int | None
    tokens_out: int | None


class NoAnswerError(Exception):
    """One request has no usable answer; others may have one. `kind` says why in a word or two, `detail` what the server said."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail = kind, detail


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A language model: the address of its server, the API, the model's name, and the key, empty if none is needed."""

    url: str
    api: Api
    model: str
    key: str = field(default="", repr=False)


def endpoint(url: str, model: str, environment: Mapping[str, str], api: Api | None = None) -> Endpoint:
    """Return the language model at an address, with its key from the environment.

    Without an `api`, it is Anthropic's at Anthropic's own address, and OpenAI's everywhere else.
    Raises LanguageModelError if the address cannot be used.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise LanguageModelError(f"--llm is not an address ({error}); write http://localhost:11434/v1, for example") from None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise LanguageModelError("--llm needs an http:// or https:// address, such as http://localhost:11434/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise LanguageModelError(f"--llm takes an address without a name, password or query; put the key into {KEY}")
    if not model.strip():
        raise LanguageModelError("--model is empty; name a model that the server has")
    api = api or ("anthropic" if host == "anthropic.com" or host.endswith(".anthropic.com") else "openai")
    path = parts.path.rstrip("/").removesuffix("/chat/completions").removesuffix("/messages")
    base = f"{parts.scheme}://{parts.netloc}{path or '/v1'}"
    key = environment.get(KEY) or environment.get(_OWN_KEYS.get(host, ""), "")
    if not (key.isascii() and key.isprintable()):
        raise LanguageModelError("the key has characters that no key can have; check the environment variable that it is in")
    return Endpoint(base, api, model.strip(), key.strip())


class LanguageModel:
    """A client of one language model, which asks one question after the other, waits as it is told to, and tries again.

    `per_minute` is the largest number of requests in a minute, `timeout` the seconds for an answer. Use it as a context manager.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        timeout: float,
        per_minute: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint, self._timeout, self._pause = endpoint, timeout, 60.0 / per_minute
        self._clock, self._sleep = clock, sleep
        self._transport = GuardedTransport(allow_local=True, clock=clock)
        self._client = httpx.Client(
            transport=self._transport,
            timeout=httpx.Timeout(timeout, connect=_CONNECT),
            headers={"User-Agent": f"annotate-claims/{__version__}", "Accept-Encoding": "identity"},
            follow_redirects=False,
            trust_env=False,
        )
        self._constraints = list(_CONSTRAINTS[endpoint.api])
        self._last = -self._pause
        self._answered = False
        self.requests = 0

    def __enter__(self) -> LanguageModel:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def require_safe_address(self) -> None:
        """Raise LanguageModelError if there is no such server, or articles and key would cross the internet unencrypted."""
        parts = urlsplit(self._endpoint.url)
        try:
            addresses = public_addresses(parts.hostname or "", parts.port or 443, allow_local=True)
        except RefusedError as error:
            raise LanguageModelError(f"{error.message}; {error.remedy}") from None
        if parts.scheme == "http" and any(map(is_public, addresses)):
            raise LanguageModelError(
                f"http://{parts.hostname} would send articles over the internet unencrypted; use an https:// address"
            )

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any], limit: int) -> Reply:
        """Return the answer to messages, constrained by a JSON Schema if the server can do that, of at most `limit` tokens.

        Raises:
            NoAnswerError: This request has no usable answer.
            LanguageModelError: Nor would any other.
        """
        while True:
            constraint = self._constraints[0]
            status, value = self._post(self._body(messages, limit) | constraint(schema))
            if status == 200:
                self._answered = True
                return self._reply(value)
            if len(self._constraints) == 1 or status not in _NOT_CONSTRAINED:
                raise self._failure(status, value)
            self._constraints.pop(0)

    # -- one request

    def _body(self, messages: Sequence[Message], limit: int) -> dict[str, Any]:
        if self._endpoint.api == "anthropic":
            system = "\n\n".join(message.content for message in messages if message.role == "system")
            turns = [message._asdict() for message in messages if message.role != "system"]
            return {"model": self._endpoint.model, "max_tokens": limit, "system": system, "messages": turns}
        # OpenAI's newer models know only the new name of the limit, and most other servers only the old one.
        name = "max_completion_tokens" if urlsplit(self._endpoint.url).hostname == "api.openai.com" else "max_tokens"
        return {"model": self._endpoint.model, name: limit, "messages": [message._asdict() for message in messages]}

    def _post(self, body: Mapping[str, Any]) -> tuple[int, Any]:
        """Return the status and the JSON of an answer, None if it is none; try again what may be better the next time."""
        late = 0
        for attempt in range(1, _ATTEMPTS + 1):
            self._wait(self._last + self._pause - self._clock())
            self._last = self._clock()
            self.requests += 1
            retry_after = None
            try:
                status, headers, content = self._send(body)
            except TIMEOUTS:
                late += 1
                if late == _LATE_ATTEMPTS or attempt == _ATTEMPTS:
                    raise NoAnswerError("no answer in time", f"within {self._timeout:g} s") from None
            except ERRORS as error:
                is_refused = type(error).__name__ == "ConnectError"  # of httpx, or of httpcore
                if is_refused and (not self._answered or attempt == _ATTEMPTS):
                    raise LanguageModelError(
                        f"{self._endpoint.url} does not answer; start the server, or check the address"
                    ) from None
                if attempt == _ATTEMPTS:
                    raise NoAnswerError("the connection broke", type(error).__name__) from None
            else:
                value = _parsed(content)
                if status == 200 and value is None and attempt < _ATTEMPTS:
                    pass  # as from a proxy, or cut off without notice
                elif status not in _PASSING or attempt == _ATTEMPTS or _is_out_of_credit(value):
                    return status, value
                retry_after = _retry_after(headers)
            if retry_after is not None and retry_after > _LONGEST_WAIT:
                minutes = f"{retry_after / 60:.0f} minutes"
                raise LanguageModelError(f"the server asks to wait {minutes}; run the command again after that to continue")
            self._wait(2.0 ** (attempt - 1) if retry_after is None else retry_after)
        raise AssertionError("the last attempt returns or raises")

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)

    def _send(self, body: Mapping[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        key, api = self._endpoint.key, self._endpoint.api
        headers = {"Authorization": f"Bearer {key}"} if key and api == "openai" else {}
        if api == "anthropic":
            headers = {"anthropic-version": "2023-06-01"} | ({"x-api-key": key} if key else {})
        path = "/messages" if api == "anthropic" else "/chat/completions"
        self._transport.end = self._clock() + self._timeout
        content = bytearray()
        with self._client.stream("POST", self._endpoint.url + path, json=body, headers=headers) as response:
            for piece in response.iter_raw():
                content += piece
                if len(content) > _LIMIT:
                    raise NoAnswerError("the answer is too long", f"more than {_LIMIT >> 20} MB")
            return response.status_code, response.headers, bytes(content)

    # -- what came back

    def _reply(self, value: Any) -> Reply:
        """Return the text in an answer. Raises NoAnswerError if it has none, or not all of it."""
        read = _read_anthropic if self._endpoint.api == "anthropic" else _read_openai
        try:
            text, ending, tokens = read(value)
        except (KeyError, IndexError, TypeError, AttributeError):
            raise NoAnswerError("no answer of a language model") from None
        if ending in ("refusal", "content_filter"):
            raise NoAnswerError("refused")
        if ending in ("length", "max_tokens", "model_context_window_exceeded"):
            raise NoAnswerError("cut off")
        if not isinstance(text, str) or not text.strip():
            raise NoAnswerError("empty")
        counts = [count if isinstance(count, int) and count >= 0 else None for count in tokens]
        return Reply(text, counts[0], counts[1])

    def _failure(self, status: int, value: Any) -> Exception:
        """Return the exception for an answer that is an error. What a server says may quote the key, so that is taken out."""
        said = self._said(value)
        if status in (401, 403):
            own = _OWN_KEYS.get(urlsplit(self._endpoint.url).hostname or "", "")
            where = " or ".join(filter(None, (KEY, own)))
            has = "refuses the key in" if self._endpoint.key else "wants a key; put it into"
            return LanguageModelError(f"the server {has} the environment variable {where}")
        if status == 404:
            return LanguageModelError(f"the server has no model {self._endpoint.model} at this address{said}; check both")
        if status == 402 or _is_out_of_credit(value):
            return LanguageModelError(f"the account has no credit left{said}")
        if status in _PASSING:
            return LanguageModelError(
                f"the server answered {status} {_ATTEMPTS} times{said}; run the command again later to continue"
            )
        if 300 <= status < 400:
            return LanguageModelError(
                "the server redirects to another address, to which nothing was sent; give that address with --llm"
            )
        return NoAnswerError(f"the server answered {status}", said.removeprefix(": "))

    def _said(self, value: Any) -> str:
        error = value.get("error") if isinstance(value, dict) else None
        text = error.get("message") if isinstance(error, dict) else error
        if not isinstance(text, str):
            return ""
        if self._endpoint.key:
            text = text.replace(self._endpoint.key, "...")
        text = " ".join(text.split())
        return f": {text[:_SHOWN]}{'...' if len(text) > _SHOWN else ''}"


_Constraint = Callable[[Mapping[str, Any]], dict[str, Any]]


def _by_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    form = {"name": "claims", "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": form}}


def _by_schema_at_anthropic(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}


def _as_json(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"response_format": {"type": "json_object"}}


def _free(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {}


_CONSTRAINTS: Mapping[Api, tuple[_Constraint, ...]] = {
    "openai": (_by_schema, _as_json, _free),
    "anthropic": (_by_schema_at_anthropic, _free),
}
"""The ways in which answers are constrained, best first; a server that refuses one is asked in the next."""


def _read_openai(value: Any) -> tuple[Any, Any, tuple[Any, Any]]:
    choice = value["choices"][0]
    message, usage = choice["message"], value.get("usage") or {}
    ending = "refusal" if message.get("refusal") else choice.get("finish_reason")
    return _text(message.get("content")), ending, (usage.get("prompt_tokens"), usage.get("completion_tokens"))


def _read_anthropic(value: Any) -> tuple[Any, Any, tuple[Any, Any]]:
    usage = value.get("usage") or {}
    return _text(value["content"]), value.get("stop_reason"), (usage.get("input_tokens"), usage.get("output_tokens"))


def _text(content: Any) -> Any:
    """Return the text of a message, which may come in blocks, beside blocks of other kinds."""
    if not isinstance(content, list):
        return content
    return "".join(block["text"] for block in content if block.get("type") == "text")


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _is_out_of_credit(value: Any) -> bool:
    error = value.get("error") if isinstance(value, dict) else None
    return isinstance(error, dict) and "insufficient_quota" in (error.get("code"), error.get("type"))


def _retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds that a server asks to wait, None if it does not say."""
    value = headers.get("retry-after", "")
    try:
        return max(0.0, float(value)) if value.strip().lower() not in ("nan", "inf", "infinity") else None
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
