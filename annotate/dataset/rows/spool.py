"""The tables of all batches, put aside on the disk until it is known which split each article is in.

How articles are divided depends on all of them, and a million rows would not fit into memory. Arrow's own format costs little
more than copying: it is written and read in a fraction of the time that Parquet takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True)
class Spool:
    """One scratch file for each batch and config in a folder: any process may add a batch."""

    folder: Path

    def add(self, number: int, tables: Mapping[str, pyarrow.Table]) -> None:
        """Put the tables of a batch aside, by config."""
        import pyarrow.ipc

        for config, table in tables.items():
            with pyarrow.ipc.new_stream(self._path(config, number), table.schema) as writer:
                writer.write_table(table.combine_chunks())

    def read(self, config: str) -> Iterator[pyarrow.Table]:
        """The tables of a config, in the order of their numbers."""
        import pyarrow.ipc

        for path in sorted(self.folder.glob(f"{config}-*.arrow")):
            with pyarrow.OSFile(str(path)) as file, pyarrow.ipc.open_stream(file) as reader:
                yield reader.read_all()

    def _path(self, config: str, number: int) -> Path:
        return self.folder / f"{config}-{number:06d}.arrow"
