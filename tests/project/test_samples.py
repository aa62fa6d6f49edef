"""The file of samples: whole, and read again as it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotate.dataset.samples import CorpusSample, DrawnArticle
from annotate.errors import ProjectError
from annotate.project.samples import add_sample, read_samples, write_samples

SAMPLE = CorpusSample("f" * 32, "c", 5, ("outlet",), (), "contested", 1, 100, 3, {"x": DrawnArticle("o", 0.5, 2)}, {"o": 100})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "schema" / "samples.json"
    assert read_samples(path) == ()
    add_sample(path, SAMPLE)
    other = replace(SAMPLE, seed=2, articles={})
    add_sample(path, other)
    assert read_samples(path) == (SAMPLE, other)


def test_a_sample_that_is_drawn_again_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "samples.json"
    write_samples(path, [SAMPLE, replace(SAMPLE, seed=2)])
    again = replace(SAMPLE, articles={"y": DrawnArticle("o", 0.5, 2)})
    add_sample(path, again)
    assert read_samples(path) == (replace(SAMPLE, seed=2), again)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"samples": 3}', '{"samples": [{}]}', '{"samples": [{"articles": 1}]}', "\xff"]
)
def test_a_damaged_file_is_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "samples.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(ProjectError, match="is damaged"):
        read_samples(path)


def test_a_folder_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be read"):
        read_samples(tmp_path)
