"""Upload of a dataset to the Hugging Face Hub, as one commit and a tag with its version."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import huggingface_hub

from annotate.dataset.atomic_folder import MARKER
from annotate.dataset.card import for_repository
from annotate.dataset.card_facts import CHARTS
from annotate.dataset.changelog import previous_release
from annotate.errors import ExportError

CARD = "README.md"
"""The file of the card."""


def push(directory: Path | str, repository: str, *, private: bool = False, revision: str | None = None) -> str:
    """Upload a dataset folder to the repository ``owner/name`` and return its URL.

    The repository and the branch `revision` are created if needed. Parquet files and charts of an earlier version that are not in
    this one are deleted. The card there shows how to load the dataset from there; the folder stays as it is. The token is that of
    ``hf auth login`` or HF_TOKEN and never appears in a message. Raises ExportError.
    """
    folder = Path(directory).resolve()
    version = previous_release(folder).get("version")
    if version is None:
        raise ExportError(f"There is no dataset in {folder}; run `annotate export` to write one.")
    hub = huggingface_hub.HfApi()
    try:
        hub.create_repo(repository, repo_type="dataset", private=private, exist_ok=True)
        if revision is not None:
            hub.create_branch(repository, branch=revision, repo_type="dataset", exist_ok=True)
        with _for_repository(folder, repository, revision) as uploaded:
            commit = hub.upload_folder(
                repo_id=repository,
                folder_path=uploaded,
                repo_type="dataset",
                revision=revision,
                commit_message=f"Version {version}",
                ignore_patterns=[MARKER, ".cache/*"],
                delete_patterns=["*.parquet", f"{CHARTS}/*.svg"],
            )
        hub.create_tag(repository, tag=f"v{version}", revision=commit.oid, repo_type="dataset", exist_ok=True)
    except Exception as error:  # noqa: BLE001 - any error: a traceback could show the request's headers, and with them the token
        raise ExportError(f"{repository} could not be pushed: {_describe(error)}") from None
    return f"{hub.endpoint}/datasets/{repository}"


@contextmanager
def _for_repository(folder: Path, repository: str, revision: str | None) -> Iterator[Path]:
    """Provide a folder with the same files, apart from the card, which names the repository; the dataset is not changed."""
    with TemporaryDirectory(prefix="annotate-push-") as scratch:
        copy = Path(scratch) / folder.name
        shutil.copytree(folder, copy, copy_function=_link)
        card = copy / CARD
        text = (folder / CARD).read_text(encoding="utf-8")
        card.unlink()
        card.write_text(for_repository(text, repository, revision), encoding="utf-8", newline="\n")
        yield copy


def _link(source: str, target: str) -> None:
    """Link to a file, or copy it where links are not possible."""
    try:
        Path(target).symlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _describe(error: Exception) -> str:
    """Return the first line of an error without the token, and advice."""
    message = (str(error).strip() or type(error).__name__).splitlines()[0]
    token = huggingface_hub.get_token()
    if token:
        message = message.replace(token, "(token)")
    if getattr(getattr(error, "response", None), "status_code", None) in (401, 403):
        return f"the Hub refuses access ({message}); log in with `hf auth login`, or set HF_TOKEN to a token with write access."
    return f"{message}; check the connection to the Hub and the name of the repository."
