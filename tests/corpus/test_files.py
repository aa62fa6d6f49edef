"""Files that are whole or not there."""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from annotate.corpus.files import hash_file, remove_parts, replacing, write


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write(path, b"old")
    with suppress(ZeroDivisionError), replacing(path) as part:
        part.write_bytes(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    with replacing(path) as part:
        part.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_names_of_unfinished_files_are_never_the_same(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as one, replacing(tmp_path / "a") as other:
        assert one != other
        one.touch()
        other.touch()


def test_only_leftovers_of_ones_own_shards_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    names = [f".{shard:06}.parquet.{'a' * 32}.part" for shard in (1, 2)]
    for name in (*names, "000001.parquet", ".x.part"):
        (folder / name).touch()
    remove_parts(tmp_path, lambda shard: shard == 1)
    assert sorted(path.name for path in folder.iterdir()) == sorted([names[1], "000001.parquet", ".x.part"])


def test_leftovers_of_no_shard_go_with_those_of_the_first(tmp_path: Path) -> None:
    left = tmp_path / "near_duplicates" / f".groups.parquet.{'a' * 32}.part"
    left.parent.mkdir()
    left.touch()
    remove_parts(tmp_path, lambda shard: shard == 1)
    assert left.exists()
    remove_parts(tmp_path, lambda shard: shard == 0)
    assert not left.exists()
    remove_parts(tmp_path / "nowhere", lambda shard: True)


def test_hashes_are_of_the_bytes_between(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(range(256)) * 10_000)
    assert hash_file(path) == blake2b(path.read_bytes(), digest_size=16).hexdigest()
    assert hash_file(path, 300, 1_500_000) == blake2b(path.read_bytes()[300:1_500_000], digest_size=16).hexdigest()
    both = blake2b(digest_size=16)
    hash_file(path, 0, 100, into=both)
    assert hash_file(path, 100, into=both) == hash_file(path)
