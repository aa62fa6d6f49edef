"""Documents that are zip files of XML: Word, OpenDocument and EPUB. Their parts are read into memory, with limits.

No entity is resolved and nothing is fetched while XML is parsed.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from annotate.articles.formats import problems
from annotate.articles.formats.archives.unpacking import Budget, Unpacked, members_overlap
from annotate.articles.formats.opening import SIZE_LIMIT
from annotate.model import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element


class UnreadableError(Exception):
    """A part of a document cannot be read, which `problem` reports."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Package:
    """The parts of a document. All of them share a budget, so that a small file cannot grow without end.

    Args:
        data: the zip file.
        where: the location for problems.
        budget: that of the file in which this one is, if it is in another one.

    Raises UnreadableError and the errors of `zipfile` for damage.
    """

    def __init__(self, data: bytes, where: str, budget: Budget | None = None) -> None:
        self.where = where
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        infos = self._archive.infolist()
        if members_overlap(infos):
            raise UnreadableError(problems.broken_archive(where, "its files overlap"))
        self._infos = {info.filename: info for info in infos}
        self.budget = budget or Budget(len(data))

    def read(self, name: str) -> bytes | None:
        """Return a part of the document; None if it has no such part."""
        info = self._infos.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableError(problems.encrypted(self.where))
        if info.file_size > SIZE_LIMIT:
            raise UnreadableError(problems.grows_too_large(self.where, SIZE_LIMIT))
        with self._archive.open(info) as source, Unpacked(source, self.budget, self.where) as stream:
            content = stream.read(SIZE_LIMIT + 1)
            if stream.problem:
                raise UnreadableError(stream.problem)
        if len(content) > SIZE_LIMIT:
            raise UnreadableError(problems.grows_too_large(self.where, SIZE_LIMIT))
        return content

    def read_xml(self, name: str) -> _Element | None:
        """Return the root of a part that is XML; None if the document has no such part. Raises the errors of lxml."""
        from lxml import etree

        content = self.read(name)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(content, parser)
