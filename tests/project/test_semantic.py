"""A model of sentences: loaded from a folder, known by its hash, run, and refused in words; and candidates that it finds."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from annotate.errors import ProjectError
from annotate.project import Project, init_project, semantic
from annotate.project.semantic import SemanticModel
from support.linking import add_stories
from support.onnx_model import write_model

VECTORS = {"bridge": (1.0, 0.0, 0.0), "viaduct": (1.0, 0.2, 0.0), "rents": (0.0, 0.0, 1.0), "shut": (0.0, 1.0, 0.0)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model", VECTORS)


def test_without_the_extra_it_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ProjectError, match=r"needs the extra `semantic` .*: pip install 'annotate-claims\[semantic\]'"):
        SemanticModel(folder)


class TestWithTheExtra:
    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        pytest.importorskip("onnxruntime")
        pytest.importorskip("tokenizers")

    def test_a_text_is_the_mean_of_its_words_of_length_one(self, folder: Path) -> None:
        vectors = SemanticModel(folder).encode(["Bridge shut", "viaduct", "rents rents rents", ""])
        assert vectors.dtype == np.float32
        assert vectors[0] == pytest.approx([2**-0.5, 2**-0.5, 0])
        assert vectors[1] == pytest.approx(np.array([1, 0.2, 0]) / np.hypot(1, 0.2))
        assert vectors[2] == pytest.approx([0, 0, 1])
        assert vectors[3] == pytest.approx([0, 0, 0])

    def test_batches_and_padding_change_nothing(self, folder: Path) -> None:
        model = SemanticModel(folder)
        texts = [" ".join(["bridge"] * (n % 7) + ["shut"]) for n in range(100)]
        done: list[int] = []
        together = model.encode(texts, done.append)
        assert together == pytest.approx(np.concatenate([model.encode([text]) for text in texts]), abs=1e-6)
        assert done[-1] == 100
        assert model.encode([]).shape == (0, 0)

    def test_its_name_has_the_hashes_of_its_files(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        hashes = [sha256((folder / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")]
        assert SemanticModel(folder).name == f"onnx-{hashes[0][:8]}-{hashes[1][:8]}"
        monkeypatch.setattr(semantic, "KNOWN", {hashes[0]: "tiny"})
        assert SemanticModel(folder).name.startswith("tiny-")

    def test_a_model_that_wants_token_types_gets_them(self, tmp_path: Path) -> None:
        given = write_model(tmp_path / "m", VECTORS, ("input_ids", "attention_mask", "token_type_ids"))
        assert SemanticModel(given).encode(["rents"])[0] == pytest.approx([0, 0, 1])

    @pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
    def test_a_folder_lacks_a_file(self, folder: Path, missing: str) -> None:
        (folder / missing).unlink()
        with pytest.raises(ProjectError, match=f"has no {missing}; name a folder with model.onnx and tokenizer.json"):
            SemanticModel(folder)

    @pytest.mark.parametrize("damaged", ["model.onnx", "tokenizer.json"])
    def test_a_damaged_file(self, folder: Path, damaged: str) -> None:
        (folder / damaged).write_bytes(b"not a model")
        with pytest.raises(ProjectError, match="cannot be loaded: "):
            SemanticModel(folder)

    def test_a_model_of_something_else(self, tmp_path: Path) -> None:
        with pytest.raises(ProjectError, match="asks for pixel_values"):
            SemanticModel(write_model(tmp_path / "m", VECTORS, ("input_ids", "pixel_values")))

    def test_a_model_for_another_tokenizer(self, folder: Path, tmp_path: Path) -> None:
        larger = write_model(tmp_path / "m", {**VECTORS, "x": (0, 0, 0), "y": (0, 0, 0)})
        (folder / "tokenizer.json").write_bytes((larger / "tokenizer.json").read_bytes())
        with pytest.raises(ProjectError, match="the model cannot be run: "):
            SemanticModel(folder).encode(["bridge y"])

    def test_it_finds_what_has_no_word_in_common(self, folder: Path, tmp_path: Path) -> None:
        made = init_project(tmp_path / "news")
        add_stories(made, {"a": ("2026-01-01", ["Bridge", "Rents"]), "b": ("2026-01-02", ["Viaduct", "Owls"])})
        pairs = {name: _asked(made, model) for name, model in (("without", None), ("with", folder))}
        assert ("a:0:c1", "b:0:c1") not in {pair for pair, stratum in pairs["without"] if stratum == "likely"}
        assert (("a:0:c1", "b:0:c1"), "likely") in pairs["with"]
        with made.store() as store:
            methods = {link.draw.method for link in store.links("with") if link.draw}
        assert methods == {f"char-bm25/1+{SemanticModel(folder).name}"}


def _asked(project: Project, model: Path | None) -> list[tuple[tuple[str, str], str]]:
    asked = []
    with project.linking("with" if model else "without", model=model) as linking:
        while (question := linking.session.question()) is not None:
            asked.append((question.pair, question.draw.stratum))
            if model:
                linking.answer("unrelated", datetime(2026, 11, 22, tzinfo=UTC), 1)
            else:
                linking.skip()
    return asked
