"""The input of a corpus, by its files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.articles.formats.problems import link_outside
from annotate.corpus.shards import InputFile
from annotate.errors import ArticleError
from annotate.project.article_files import STDIN, display_path, find_article_files


def find_input(paths: Iterable[Path], corpus: Path) -> list[InputFile]:
    """Return the files at `paths`, each once and folders searched, in the order of a corpus; none in the folder of the `corpus`.

    A file is named from the folder in which the path is that led to it, so that an archive may be moved: ``news/2024/a.html`` of
    the folder ``/data/news``. If two files would have one name, all have their whole path. Raises ArticleError if there are none.
    """
    found = dict(pair for path in paths for pair in _search(path, corpus.resolve()))
    if not found:
        raise ArticleError(f"there are no articles outside {corpus}, the folder of the corpus; name others.")
    names = Counter(file.name for file in found.values())
    if len(names) == len(found):
        return list(found.values())
    return [file._replace(name=display_path(path)) for path, file in found.items()]


def _search(path: Path, corpus: Path) -> Iterator[tuple[Path, InputFile]]:
    if str(path) == STDIN:
        raise ArticleError("a corpus is read by several processes, which standard input cannot be; name a file.")
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
    if not absolute.exists():
        raise ArticleError(f"{path} does not exist; name a file or a folder with articles.")
    real = absolute.resolve()
    if real.is_relative_to(corpus):
        return
    inside = absolute / corpus.relative_to(real) if corpus.is_relative_to(real) else corpus
    for file in find_article_files([absolute]):
        if file.path.is_relative_to(inside):
            continue
        name = display_path(file.path.relative_to(absolute.parent))
        yield file.path, InputFile(file.path, name, link_outside(name) if file.leads_out else None)
