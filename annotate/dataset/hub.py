"""A dataset -> the Hugging Face Hub: one commit and a tag with its version, or a sentence that says why not."""

from __future__ import annotations

from pathlib import Path

from annotate.dataset.atomic_folder import MARKER, released
from annotate.errors import ExportError


def push(directory: Path | str, repository: str, *, private: bool = False, revision: str | None = None) -> str:
    """Upload a dataset folder to ``owner/name``, made there if need be, to the branch `revision`; gives its address.

    Parquet files of an earlier version that are not in this one go. The token is the one of ``hf auth login`` or HF_TOKEN; it
    stands in no message. Raises ExportError.
    """
    from huggingface_hub import HfApi  # 300 ms, and only a push needs it

    folder = Path(directory).resolve()
    version = released(folder).get("version")
    if version is None:
        raise ExportError(f"There is no dataset in {folder}; `annotate export` writes one.")
    hub = HfApi()
    try:
        hub.create_repo(repository, repo_type="dataset", private=private, exist_ok=True)
        if revision is not None:
            hub.create_branch(repository, branch=revision, repo_type="dataset", exist_ok=True)
        commit = hub.upload_folder(
            repo_id=repository,
            folder_path=folder,
            repo_type="dataset",
            revision=revision,
            commit_message=f"Version {version}",
            ignore_patterns=[MARKER, ".cache/*"],
            delete_patterns=["*.parquet"],
        )
        hub.create_tag(repository, tag=f"v{version}", revision=commit.oid, repo_type="dataset", exist_ok=True)
    except Exception as error:  # noqa: BLE001 - any at all: the token stands in the headers that a traceback could show
        raise ExportError(f"{repository} could not be pushed: {_without_token(error)}") from None
    return f"{hub.endpoint}/datasets/{repository}"


def _without_token(error: Exception) -> str:
    """The first line of what went wrong; a token that stands in it does not stand there any more."""
    from huggingface_hub import get_token

    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    token = get_token()
    if token:
        said = said.replace(token, "(token)")
    if getattr(getattr(error, "response", None), "status_code", None) in (401, 403):
        return f"the Hub refuses it ({said}); log in with `hf auth login`, or set HF_TOKEN to a token that may write."
    return f"{said}; is the Hub reachable, and the name right?"
