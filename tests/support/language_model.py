"""A server that answers as a language model's does, well or with the faults that such servers have."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from annotate.schema import Schema
from annotate.suggestions.llm.answer_format import LEFT_OPEN, asked_questions


@dataclass(frozen=True)
class Step:
    """One answer: its status, body and headers; `cut` drops the end of the body, `pause` waits before it."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    pause: float = 0.0


Make = Callable[[dict[str, Any]], Step]
"""A function from the body of a request to its answer."""


class ModelServer(ThreadingHTTPServer):
    """Gives `steps` one after the other, and answers with `otherwise` after them."""

    daemon_threads = True

    def __init__(self, steps: Sequence[Step | Make], otherwise: Make) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.steps, self.otherwise = list(steps), otherwise
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def url(self) -> str:
        """The address that `--llm` is given."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        step: Step | Make = self.server.steps.pop(0) if self.server.steps else self.server.otherwise
        made = step if isinstance(step, Step) else step(body)
        time.sleep(made.pause)
        self.send_response(made.status)
        for name, value in made.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(made.body)))
        self.end_headers()
        self.wfile.write(made.body[: len(made.body) // 2] if made.cut else made.body)
        if made.cut:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def model_server(*steps: Step | Make, otherwise: Make | None = None) -> Iterator[ModelServer]:
    """Run a server until the end of the block; it finds no claims unless it is told otherwise."""
    server = ModelServer(steps, otherwise or (lambda body: says({"claims": []})))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def says(
    answer: object, *, ending: str = "stop", refusal: str | None = None, usage: object = (100, 20), pause: float = 0
) -> Step:
    """Return the answer of an OpenAI-compatible server; `answer` is JSON, or a text as it is."""
    text = answer if isinstance(answer, str) or answer is None else json.dumps(answer)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    counts = dict(zip(("prompt_tokens", "completion_tokens"), usage, strict=True)) if isinstance(usage, tuple) else usage
    return Step(
        body=json.dumps({"choices": [{"message": message, "finish_reason": ending}], "usage": counts}).encode(), pause=pause
    )


def claude_says(answer: object, *, ending: str = "end_turn") -> Step:
    """Return the answer of Anthropic's API."""
    content = [{"type": "text", "text": json.dumps(answer)}]
    usage = {"input_tokens": 100, "output_tokens": 20}
    return Step(body=json.dumps({"content": content, "stop_reason": ending, "usage": usage}).encode())


def fails(status: int, message: str = "", *, code: str = "", **headers: str) -> Step:
    """Return an error of a server; names of headers have ``_`` in place of ``-``."""
    body = json.dumps({"error": {"message": message, "code": code}}).encode()
    return Step(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def item(schema: Schema, sentence: int, *quote: str, **fields: Any) -> dict[str, Any]:
    """Return a claim of an answer: the article's own unless `fields` say more; no question is answered unless they do."""
    fixed = {"sentence": sentence, "quote": list(quote), "source": "", "source_name": "", "cue": "", "stance": "support"}
    return {**fixed, **dict.fromkeys(asked_questions(schema), LEFT_OPEN), **fields}


def asked_about(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sentences that a request asks about."""
    sentences: list[dict[str, Any]] = json.loads(body["messages"][-1]["content"])["sentences"]
    return sentences
