"""A push speaks with a server on this machine that answers as the Hub does; nothing leaves it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from annotate.dataset import Export

TOKEN = "hf_secretsecretsecret"

PUSH = """
import sys
from annotate.dataset.hub import push
from annotate.errors import ExportError
folder, repository, revision = sys.argv[1:]
try:
    print(push(folder, repository, private=True, revision=revision or None))
except ExportError as error:
    print("refused:", error)
"""


OLD = ["charts/old.svg", "claims/old-00000-of-00001.parquet"]


class Hub(BaseHTTPRequestHandler):
    """What of the Hub's interface a push needs: create, branch, list, preupload, commit, tag."""

    calls: list[tuple[str, str, Any]]
    status: int

    def do_GET(self) -> None:
        known = [{"type": "file", "path": path, "size": 1, "oid": "0"} for path in (*OLD, "notes.txt")]
        self.answer(known if "/tree/" in self.path else {"id": "ada/bridges", "sha": "0" * 40, "siblings": []})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not body and self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
        lines = [json.loads(line) for line in body.splitlines()] if "/commit/" in self.path else json.loads(body or b"{}")
        self.calls.append((self.path.split("?")[0], self.headers.get("Authorization", ""), lines))
        host = f"http://{self.headers['Host']}/datasets/ada/bridges"
        if "/preupload/" in self.path:
            files = [{"path": file["path"], "uploadMode": "regular", "shouldIgnore": False} for file in lines["files"]]
            self.answer({"files": files})
        elif "/commit/" in self.path:
            self.answer({"success": True, "commitUrl": f"{host}/commit/{'1' * 40}", "commitOid": "1" * 40})
        else:
            self.answer({"url": host, "errors": [], "warnings": []})

    def answer(self, data: Any) -> None:
        text = json.dumps(data if self.status == 200 else {"error": f"no entry for {self.headers.get('Authorization')}"}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> Iterator[ThreadingHTTPServer]:
    handler = type("Handler", (Hub,), {"calls": [], "status": 200})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def push(server: ThreadingHTTPServer, folder: Path, home: Path, revision: str = "") -> subprocess.CompletedProcess[str]:
    """In a process of its own, since `huggingface_hub` reads its environment once."""
    endpoint = f"http://127.0.0.1:{server.server_port}"
    environment = {
        **os.environ,
        "HF_ENDPOINT": endpoint,
        "HF_TOKEN": TOKEN,
        "HF_HOME": str(home),
        "HF_HUB_OFFLINE": "0",
        "NO_PROXY": "*",
    }
    command = [sys.executable, "-c", PUSH, str(folder), "ada/bridges", revision]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def test_a_push_is_one_commit_of_all_files_and_a_tag(hub: Any, exported: Export, tmp_path: Path) -> None:
    done = push(hub, exported.path, tmp_path)
    assert done.stdout == f"http://127.0.0.1:{hub.server_port}/datasets/ada/bridges\n", done.stderr
    calls = {path.removesuffix("/main"): data for path, _, data in hub.RequestHandlerClass.calls}
    made = calls["/api/repos/create"]
    assert (made["name"], made["type"], made.get("private") or made.get("visibility")) == ("bridges", "dataset", "private")
    head, *operations = calls["/api/datasets/ada/bridges/commit"]
    assert head["value"]["summary"] == f"Version {exported.version}"
    sent = {each["value"]["path"]: base64.b64decode(each["value"]["content"]) for each in operations if each["key"] == "file"}
    files = {path.relative_to(exported.path).as_posix(): path for path in exported.path.rglob("*") if path.is_file()}
    assert b'load_dataset("ada/bridges", split="train")' in sent.pop("README.md")
    assert b'load_dataset("./dataset' in files.pop("README.md").read_bytes(), "the folder is as it was"
    assert sent == {name: path.read_bytes() for name, path in files.items() if not name.startswith(".")}
    assert [each["value"]["path"] for each in operations if each["key"] == "deletedFile"] == OLD
    assert "charts/labels.svg" in sent
    assert calls[f"/api/datasets/ada/bridges/tag/{'1' * 40}"]["tag"] == f"v{exported.version}"
    assert all(authorization == f"Bearer {TOKEN}" for _, authorization, _ in hub.RequestHandlerClass.calls)
    assert TOKEN not in done.stdout + done.stderr


def test_a_revision_is_a_branch(hub: Any, exported: Export, tmp_path: Path) -> None:
    done = push(hub, exported.path, tmp_path, "draft")
    assert "datasets/ada/bridges" in done.stdout, done.stderr
    paths = [path for path, _, _ in hub.RequestHandlerClass.calls]
    assert "/api/datasets/ada/bridges/branch/draft" in paths
    assert "/api/datasets/ada/bridges/commit/draft" in paths


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_a_sentence_without_the_token(hub: Any, exported: Export, tmp_path: Path, status: int) -> None:
    hub.RequestHandlerClass.status = status
    done = push(hub, exported.path, tmp_path)
    assert done.stdout.startswith("refused: ada/bridges could not be pushed: the Hub refuses access"), done.stdout + done.stderr
    assert "hf auth login" in done.stdout
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stdout + done.stderr


def test_no_server_is_a_sentence_too(hub: Any, exported: Export, tmp_path: Path) -> None:
    hub.shutdown()
    hub.server_close()
    done = push(hub, exported.path, tmp_path)
    assert done.stdout.startswith("refused: ada/bridges could not be pushed: "), done.stdout + done.stderr
    assert TOKEN not in done.stdout + done.stderr


def test_only_a_dataset_is_pushed(hub: Any, tmp_path: Path) -> None:
    (tmp_path / "annotators.json").write_text("{}")
    assert "There is no dataset in" in push(hub, tmp_path, tmp_path).stdout
    assert hub.RequestHandlerClass.calls == []
