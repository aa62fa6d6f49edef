"""Files of a corpus, written whole or not at all, also on a disk that several machines share.

Unlike those of `annotate._files` they are not locked while they are written: shared file systems often have no locks, or locks
that only one machine sees. A name with a random number keeps two processes apart, and whoever owns a shard removes what is left.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from annotate._files import sync_folder
from annotate.articles.formats.opening import open_file

_PART = re.compile(r"\.(\d{6}|[a-z]+)\.[a-z]+\.[0-9a-f]{32}\.part")
_CHUNK = 1 << 20


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path of a new file beside `path`; if the block succeeds, it is flushed to the disk and takes its place.

    Raises OSError.
    """
    part = path.with_name(f".{path.name}.{os.urandom(16).hex()}.part")
    try:
        yield part
        with part.open("r+b") as stream:
            os.fsync(stream.fileno())
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        part.write_bytes(data)


def remove_parts(folder: Path, owned: Callable[[int], bool]) -> None:
    """Remove the unfinished files that killed processes left of the shards whose number is `owned`.

    A file of no shard, such as the groups of near-duplicates, counts as one of the first shard.
    """
    with suppress(OSError):
        for inner in list(folder.iterdir()):
            if inner.is_dir():
                for path in inner.iterdir():
                    if (match := _PART.fullmatch(path.name)) and owned(int(match[1]) if match[1].isdecimal() else 0):
                        path.unlink(missing_ok=True)


def hash_file(path: Path, start: int = 0, end: int | None = None, into: blake2b | None = None) -> str:
    """Return the hash of a regular file, or of some of its bytes, in hexadecimal; it goes on from `into`. Raises OSError."""
    digest = blake2b(digest_size=16) if into is None else into
    with open_file(path) as stream:
        stream.seek(start)
        while chunk := stream.read(_CHUNK if end is None else min(_CHUNK, end - stream.tell())):
            digest.update(chunk)
    return digest.hexdigest()
