"""Zip files of other tools, unpacked in memory: nothing is written, and nothing grows without end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from annotate.articles.formats.archives.unpacking import DAMAGE, Budget, Unpacked, members_overlap
from annotate.articles.formats.archives.zip_names import member_names
from annotate.interchange.reading import reason
from annotate.interchange.values import InputFile, InterchangeError

_ZIP = b"PK\x03\x04"
_DEEPEST = 2  # INCEpTION has a zip file for each annotator in that of the project
_MOST = 100_000  # files


def unpacked(files: Iterable[InputFile]) -> list[InputFile]:
    """Return files with those in zip files in their place, under the zip file's name. Raises InterchangeError."""
    return list(_unpacked(files, 0, None))


def _unpacked(files: Iterable[InputFile], depth: int, budget: Budget | None) -> Iterator[InputFile]:
    for file in files:
        if file.data.startswith(_ZIP):
            if depth == _DEEPEST:
                raise InterchangeError(f"{file.name}: it is a zip file in a zip file in a zip file; unpack it first.")
            shared = budget or Budget(len(file.data))
            yield from _unpacked(_members(file, shared), depth + 1, shared)
        else:
            yield file


def _members(file: InputFile, budget: Budget) -> Iterator[InputFile]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except DAMAGE as error:
        raise InterchangeError(f"{file.name}: it is a damaged zip file ({reason(error)}); export it again.") from None
    with archive:
        infos = archive.infolist()
        if members_overlap(infos) or len(infos) > _MOST:
            raise InterchangeError(f"{file.name}: it is no zip file of a tool: its files overlap, or there are too many of them.")
        for info, name in zip(infos, member_names(infos), strict=True):
            if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
                continue
            where = f"{file.name}/{name.lstrip('/')}"
            if info.flag_bits & 1:
                raise InterchangeError(f"{where}: it is encrypted; export the project without a password.")
            try:
                stream = Unpacked(archive.open(info), budget, where)
                data = io.BufferedReader(stream).read()
            except DAMAGE as error:
                raise InterchangeError(f"{where}: it cannot be unpacked ({reason(error)}); export it again.") from None
            if stream.problem is not None:
                raise InterchangeError(f"{where}: {stream.problem.message}; {stream.problem.remedy}.")
            yield InputFile(where, data)
