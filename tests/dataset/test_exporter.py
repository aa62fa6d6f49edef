"""An export from end to end, read as its user reads it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import Export, ExportOptions, export, parquet
from annotate.dataset.exporter import ProgressTracker
from annotate.dataset.features import features
from annotate.dataset.options import CONFIGS
from annotate.dataset.rows.batches import BatchExporter
from annotate.errors import ExportError
from annotate.model import Annotation
from annotate.schema import Schema, parse_schema
from annotate.store import BatchReader, open_store
from annotate.store.records import Batch
from annotate.store.rows import STORED_REVISION_COLUMNS, revision_row
from annotate.workers.pool import Pool
from support.paths import TESTS

FIRST_LOAD = """
import json, socket, sys
def refuse(*_, **__): raise OSError("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
import datasets
datasets.disable_progress_bars()
folder = sys.argv[1]
found = {name: datasets.load_dataset(folder, name) for name in datasets.get_dataset_config_names(folder)}
found["default"] = datasets.load_dataset(folder)
texts = {row["document"]: row["text"] for split in found["articles"].values() for row in split}
def cuts(row, span):
    within = slice(span["sentence_start"], span["sentence_end"])
    return texts[row["document"]][span["start"]:span["end"]], span["text"], row["sentence_text"][within]
spans = [
    cuts(row, span)
    for split in found["claims"].values() for row in split for span in row["spans"]
]
report = {name: {split: rows.num_rows for split, rows in splits.items()} for name, splits in found.items()}
yaml = {name: splits["train"].features._to_yaml_list() for name, splits in found.items()}
print(json.dumps({"rows": report, "features": yaml, "spans": spans}))
"""


@pytest.mark.slow
def test_the_first_load_in_a_fresh_home_needs_no_network(exported: Export, schema: Schema, world: Any, tmp_path: Path) -> None:
    """A new process with an empty HF_HOME, as on the machine of somebody who was given the folder."""
    environment = {**os.environ, "HF_HOME": str(tmp_path / "home"), "HF_DATASETS_CACHE": str(tmp_path / "home" / "datasets")}
    command = [sys.executable, "-c", FIRST_LOAD, str(exported.path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["rows"].pop("default") == report["rows"]["sentences"]
    assert report["rows"] == exported.configs
    assert report["features"] == {
        **{name: json.loads(json.dumps(of_config._to_yaml_list())) for name, of_config in features(schema).items()},
        "default": json.loads(json.dumps(features(schema)["sentences"]._to_yaml_list())),
    }
    assert len(report["spans"]) == 2 * exported.claims
    assert all(one == two == three for one, two, three in report["spans"])
    said = "".join(text for _, text, _ in report["spans"])
    assert all(sign in said for sign in ("👩‍👩‍👧‍👦", "e\u0301", "رئيس", "市长"))


def test_the_result_describes_what_was_written(exported: Export, world: Any, tmp_path: Path) -> None:
    assert exported.path.is_absolute()
    assert list(exported.configs) == ["sentences", "claims", "annotations", "articles"]
    assert list(exported.configs["sentences"]) == ["train", "validation", "test"]
    assert sum(exported.configs["articles"].values()) == exported.documents == 30
    assert exported.sentences == {"labelled": 180, "open": 0, "unseen": 0}
    assert (exported.claims, exported.sources, exported.stances) == (120, 60, 240)
    assert (exported.left_out, exported.missing, exported.gold) == ({}, {}, {"single": 180})
    splits = {name: {row["document"] for row in rows} for name, rows in world.load(exported.path, "claims", tmp_path).items()}
    assert sum(map(len, splits.values())) == len(set.union(*splits.values())) == 30


def test_the_same_input_gives_the_same_bytes(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(12)
    one = world.export(tmp_path / "one" / "dataset", iter(documents), iter(revisions), schema)
    two = world.export(tmp_path / "two" / "dataset", documents, revisions[::-1], schema, size=5)
    assert world.bytes_of(one.path) == world.bytes_of(two.path)
    world.export(tmp_path / "one" / "dataset", documents, revisions, schema)
    assert world.bytes_of(one.path) == world.bytes_of(two.path)


def test_two_processes_give_the_same_bytes_as_one(
    schema: Schema, world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is waited for and gets everything; else it would be over before it had started."""
    documents, revisions = world.corpus(16)
    with open_store(tmp_path / "store.db") as store, closing(BatchReader(tmp_path / "store.db")) as read:
        for document in documents:
            store.add_document(document)
        # As rows: the random names of this world contradict each other, which loading would refuse.
        for revision in (*revisions, *world.labelled(documents[5], "ada")):
            store._insert("revisions", STORED_REVISION_COLUMNS, revision_row(revision))
        parts = store.parts(sentences=1)

        def exported(name: str, jobs: int) -> dict[str, bytes]:
            target, options = tmp_path / name / "dataset", ExportOptions(leave_out=("doc0003",))
            export(
                target,
                parts,
                schema,
                options,
                read=read,
                state_folder=tmp_path / name,
                tool="0",
                jobs=jobs,
                on_suspicion=on_suspicion,
            )
            found: dict[str, bytes] = world.bytes_of(tmp_path / name)
            return found

        asked: list[None] = []
        on_suspicion = partial(asked.append, None)
        alone = exported("one", 1)
        assert len(asked) == len(parts) - 1  # in these articles one id is several sources
        monkeypatch.setattr(Pool, "claim", lambda pool: None)
        monkeypatch.setattr(BatchExporter, "_without_excluded", None)  # nothing can be done here
        assert exported("two", 2) == alone
        assert len(asked) == 2 * (len(parts) - 1)


def test_an_export_again_is_loaded_anew(schema: Schema, world: Any, tmp_path: Path) -> None:
    """`load_dataset` must not give the rows of its cache: neither more rows nor the same number with another label."""
    documents, revisions = world.corpus(2)
    world.export(tmp_path / "dataset", documents, revisions, schema)
    assert world.load(tmp_path / "dataset", "articles", tmp_path / "cache")["train"].num_rows == 2
    more, further = world.corpus(3)
    world.export(tmp_path / "dataset", more, further, schema)
    assert world.load(tmp_path / "dataset", "articles", tmp_path / "cache")["train"].num_rows == 3
    assert world.load(tmp_path / "dataset", "sentences", tmp_path / "cache")["train"][0]["label"] == 0
    further[0] = replace(further[0], annotation=Annotation("no_claim"))
    world.export(tmp_path / "dataset", more, further, schema)
    assert world.load(tmp_path / "dataset", "sentences", tmp_path / "cache")["train"][0]["label"] == 1


def test_a_property_added_to_the_schema_reaches_the_dataset(schema: Schema, world: Any, tmp_path: Path) -> None:
    raw = json.loads(json.dumps(schema.raw))
    labels = [{"const": name, "title": name, "description": f"It is {name}.", "x-key": name[0]} for name in ("calm", "heated")]
    raw["$defs"]["claim"]["properties"]["tone"] = {"title": "Tone", "description": "How it sounds.", "oneOf": labels}
    changed = parse_schema(json.dumps(raw))
    document = world.document("doc")
    revision = world.revision(document, 0, world.annotation(document, document.sentences[0], tone="heated"))
    done = world.export(tmp_path / "dataset", [document], [revision], changed)
    (row,) = world.load(done.path, "claims", tmp_path / "cache")["train"]
    assert row["tone"] == 1
    (sentence, *_) = world.load(done.path, "sentences", tmp_path / "cache")["train"]
    assert sentence["claims"][0]["tone"] == 1
    assert "| 1 | `heated` | It is heated. | 1 |" in (done.path / "README.md").read_text(encoding="utf-8")
    with pytest.raises(ExportError, match=r"claims\[0\]: schema 1.0 has no 'tone'"):
        world.export(tmp_path / "old", [document], [revision], schema)


# -- splits ------------------------------------------------------------------------------------------------------------


def test_few_articles_are_all_train_and_load(schema: Schema, world: Any, tmp_path: Path) -> None:
    done = world.export(tmp_path / "dataset", *world.corpus(9), schema, test=0.5, validation=0.4)
    assert {config: list(splits) for config, splits in done.configs.items()} == {config: ["train"] for config in done.configs}


def test_a_split_or_config_without_rows_is_left_out_and_the_rest_loads(schema: Schema, world: Any, tmp_path: Path) -> None:
    """A split of no rows would make the whole dataset unloadable."""
    documents = [world.document(f"doc{number:04d}") for number in range(30)]
    empty = [world.revision(document, 0, Annotation("no_claim")) for document in documents]
    done = world.export(tmp_path / "none", documents, empty, schema)
    assert "claims" not in done.configs
    assert list(world.load(done.path, "sentences", tmp_path / "cache")) == ["train", "validation", "test"]
    claims = world.labelled(documents[0])
    done = world.export(tmp_path / "one", documents, [*claims, *empty[1:]], schema)
    assert len(done.configs["claims"]) == 1
    (split,) = world.load(done.path, "claims", tmp_path / "cache").values()
    assert split.num_rows == 4


def test_all_splits_of_a_config_have_equal_features(exported: Export, schema: Schema, world: Any, tmp_path: Path) -> None:
    """`push_to_hub` refuses them otherwise."""
    for config in exported.configs:
        for rows in world.load(exported.path, config, tmp_path).values():
            assert rows.features == features(schema)[config]


def test_shards_of_one_config_load_as_one(schema: Schema, world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import annotate.dataset.splits as splits

    monkeypatch.setattr(splits, "SHARD_ROWS", 40)
    monkeypatch.setattr(parquet, "GROUP_ROWS", 7)
    done = world.export(tmp_path / "dataset", *world.corpus(40), schema)
    names = sorted(path.name for path in (done.path / "sentences").glob("train-*"))
    assert names == [f"train-{number:05d}-of-00008.parquet" for number in range(8)]
    assert world.load(done.path, "sentences", tmp_path / "cache")["train"].num_rows == done.configs["sentences"]["train"]


def splits(folder: Path, cache: Path, world: Any) -> dict[str, str]:
    """The split of each article."""
    loaded = world.load(folder, "articles", cache)
    return {row["document"]: split for split, rows in loaded.items() for row in rows}


def test_an_article_never_changes_its_split_and_a_near_duplicate_joins_it(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(40)
    world.export(tmp_path / "dataset", documents[:9], revisions, schema)
    few = splits(tmp_path / "dataset", tmp_path / "1", world)
    assert set(few.values()) == {"train"}
    world.export(tmp_path / "dataset", documents[:25], revisions, schema)
    more = splits(tmp_path / "dataset", tmp_path / "2", world)
    assert few.items() <= more.items()
    test = next(id for id, split in more.items() if split == "test")
    near = [("doc0030", test, 0.8), ("doc0031", "doc0030", 0.7)]
    world.export(tmp_path / "elsewhere", documents, revisions, schema, near_duplicates=near)
    most = splits(tmp_path / "elsewhere", tmp_path / "3", world)
    assert more.items() <= most.items()
    assert (most["doc0030"], most["doc0031"]) == ("test", "test")
    assert set(most.values()) == {"train", "validation", "test"}


def test_an_export_that_would_leak_fails_and_names_the_pair(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(20)
    world.export(tmp_path / "dataset", documents, revisions, schema)
    before, state = world.bytes_of(tmp_path / "dataset"), world.bytes_of(tmp_path / "state")
    found = splits(tmp_path / "dataset", tmp_path / "cache", world)
    one, two = (next(id for id, split in found.items() if split == wanted) for wanted in ("train", "test"))
    message = rf"{one} \(train\) and {two} \(test\) are near-duplicates \(62% similar\)"
    with pytest.raises(ExportError, match=message):
        world.export(tmp_path / "dataset", documents, revisions, schema, near_duplicates=[(one, two, 0.62)])
    assert (world.bytes_of(tmp_path / "dataset"), world.bytes_of(tmp_path / "state")) == (before, state)
    world.export(tmp_path / "dataset", documents, revisions, schema, near_duplicates=[(one, two, 0.62)], leave_out=(two,))


# -- what is in, what is out -------------------------------------------------------------------------------------------


def test_omissions_are_counted(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents = [world.document(id) for id in ("full", "part", "begun", "unseen")]
    full, part, begun, _ = documents
    revisions = [
        *world.labelled(full),
        *world.labelled(part)[:2],
        world.revision(part, 2, Annotation(None)),
        world.revision(begun, 0, Annotation(None)),
        replace(world.labelled(part)[3], sha256="0" * 64),
        replace(world.labelled(part)[4], sentence="part:9999"),
        replace(world.labelled(part)[5], annotation=None),
    ]
    done = world.export(tmp_path / "some", documents, revisions, schema)
    assert done.left_out == {
        "unfinished annotations": 1,
        "annotations of another version of the article": 1,
        "annotations of sentences that have since been split or merged": 1,
        "articles without a labelled sentence": 2,
    }
    assert done.sentences == {"labelled": 8, "open": 1, "unseen": 3}
    whole = world.export(tmp_path / "whole", documents, revisions, schema, partial=False)
    assert (whole.documents, whole.sentences["unseen"]) == (1, 0)
    assert whole.left_out["articles only partly labelled"] == 1


def test_articles_can_be_left_out_by_id(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(3)
    done = world.export(tmp_path / "dataset", documents, revisions, schema, leave_out=("doc0001",))
    assert (done.documents, done.left_out) == (2, {"articles left out by choice": 1})
    with pytest.raises(ExportError, match="no article doc9 to leave out"):
        world.export(tmp_path / "dataset", documents, revisions, schema, leave_out=("doc9",))


def test_names_become_lasting_pseudonyms_with_the_key_beside_the_dataset(schema: Schema, world: Any, tmp_path: Path) -> None:
    document = world.document("doc")
    names = ["Zoë Quill", "Ada Brandt-Lowe", "annotator_1"]
    revisions = [revision for name in names for revision in world.labelled(document, name)]
    done = world.export(tmp_path / "dataset", [document], revisions, schema)
    key = json.loads((tmp_path / "state" / "annotators.json").read_text(encoding="utf-8"))
    assert done.key == tmp_path / "state" / "annotators.json"
    assert set(key) == set(names)
    assert sorted(key.values()) == ["annotator_1", "annotator_2", "annotator_3"]
    rows = world.load(done.path, "annotations", tmp_path / "cache")["train"]
    assert set(rows["annotator"]) == set(key.values())
    found = readable(done.path)
    assert not [name for name in names[:2] if name.encode() in found]
    more = [*world.labelled(document, "Aaron"), *revisions]
    world.export(tmp_path / "dataset", [document], more, schema)
    again = json.loads((tmp_path / "state" / "annotators.json").read_text(encoding="utf-8"))
    assert again == {**key, "Aaron": "annotator_4"}
    named = world.export(tmp_path / "named", [document], revisions, schema, names=True)
    assert named.key is None
    assert set(world.load(named.path, "annotations", tmp_path / "cache")["train"]["annotator"]) == set(names)


def test_gold_may_be_one_annotators(schema: Schema, world: Any, tmp_path: Path) -> None:
    document = world.document("doc")
    revisions = [
        *world.labelled(document, "ada"),
        *world.labelled(document, "bea"),
        world.revision(document, 0, Annotation("skip"), "cy"),
    ]
    done = world.export(tmp_path / "dataset", [document], revisions, schema, gold="cy")
    assert (done.claims, done.sentences) == (0, {"labelled": 1, "open": 0, "unseen": 5})
    assert done.configs["annotations"] == {"train": 13}
    with pytest.raises(ExportError, match="no annotations by 'dan' to use as gold; the annotators are ada, bea, cy"):
        world.export(tmp_path / "other", [document], revisions, schema, gold="dan")


def readable(folder: Path) -> bytes:
    """All bytes of a dataset, and all strings of its Parquet files, which are compressed on the disk."""
    from pyarrow.parquet import read_table

    tables = [json.dumps(read_table(path).to_pylist(), default=str, ensure_ascii=False) for path in folder.rglob("*.parquet")]
    return b"".join([path.read_bytes() for path in folder.rglob("*") if path.is_file()] + [table.encode() for table in tables])


def test_without_text_nothing_quotes_an_article(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(12, byline="Ilse Kranz")
    sentences = (*world.sentences, "the cafe\u0301", "رئيس", "市长", "wages", "Ilse Kranz", "annotator's note: see")
    open_ = world.export(tmp_path / "open", documents, revisions, schema)
    assert all(sentence.encode() in readable(open_.path) for sentence in sentences[:-1])
    done = world.export(tmp_path / "closed", documents, revisions, schema, without_text=True)
    found = readable(done.path)
    assert not [sentence for sentence in sentences if sentence.encode() in found]
    assert (done.claims, done.stances) == (open_.claims, open_.stances)
    (row, *_) = world.load(done.path, "claims", tmp_path / "cache")["train"]
    assert [row["text"], row["sentence_text"], row["source"]] == [None] * 3
    document = next(document for document in documents if document.id == row["document"])
    assert document.text[row["spans"][0]["start"] : row["spans"][0]["end"]] == "Bridge closed afte"


# -- what goes wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [[], ["open"]], ids=["nothing", "begun"])
def test_nothing_to_export_says_what_to_do(schema: Schema, world: Any, tmp_path: Path, known: list[str]) -> None:
    document = world.document("doc")
    revisions = [world.revision(document, 0, Annotation(None)) for _ in known]
    with pytest.raises(ExportError, match=r"nothing to export: .*`annotate label`"):
        world.export(tmp_path / "dataset", [document], revisions, schema)
    with pytest.raises(ExportError, match="no article has a labelled sentence"):
        world.export(tmp_path / "dataset", [], [], schema)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"only": ("adjudicated",)}, "among what was chosen .*decided in another way: 1.*choose more"),
        ({"partial": False}, "no article is labelled to its end .*partly labelled: 1.*without --finished"),
    ],
    ids=["chosen", "unfinished"],
)
def test_nothing_to_export_of_what_is_labelled_says_why(
    schema: Schema, world: Any, tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    document = world.document("doc")
    revisions = [world.revision(document, 0, Annotation("no_claim"))]
    with pytest.raises(ExportError, match=message):
        world.export(tmp_path / "dataset", [document], revisions, schema, **options)


def test_every_export_that_changes_something_gets_a_changelog_entry(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(3)
    world.export(tmp_path / "dataset", documents[:2], revisions, schema)
    first = world.bytes_of(tmp_path / "dataset")
    assert b"## 1.0.0 - 2026-11-20\n\n- The first export: 2 articles, 12 labelled sentences, 8 claims" in first["CHANGELOG.md"]
    world.export(tmp_path / "dataset", documents[:2], revisions, schema)
    assert world.bytes_of(tmp_path / "dataset") == first
    done = world.export(tmp_path / "dataset", documents, revisions, schema, license="cc0-1.0")
    assert done.version == "1.1.0"
    text = (tmp_path / "dataset" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## 1.1.0 - 2026-11-20\n\n- Now 3 articles (+1), 18 labelled sentences (+6)" in text
    assert "`license` is now 'cc0-1.0'; it was 'other'." in text
    assert text.index("1.1.0") < text.index("1.0.0")


def test_labels_keep_their_numbers_unless_it_is_meant(schema: Schema, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(2)
    world.export(tmp_path / "dataset", documents, revisions, schema)
    before = world.bytes_of(tmp_path / "dataset")
    raw = json.loads(json.dumps(schema.raw))
    labels = raw["$defs"]["stance"]["properties"]["label"]["oneOf"]
    labels[0], labels[1] = labels[1], labels[0]
    swapped = parse_schema(json.dumps(raw))
    with pytest.raises(ExportError, match=r"support was 0, is now 1; deny was 1, is now 0.*--renumber"):
        world.export(tmp_path / "dataset", documents, revisions, swapped)
    assert world.bytes_of(tmp_path / "dataset") == before
    done = world.export(tmp_path / "dataset", documents, revisions, swapped, renumber=True)
    assert done.version == "2.0.0"
    assert "support was 0, is now 1; deny was 1, is now 0" in (tmp_path / "dataset" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert world.export(tmp_path / "dataset", documents, revisions, swapped).version == "2.0.0"


def failing(error: BaseException) -> Callable[[Batch], Batch]:
    """Return a reader that fails on the last batch."""

    def read(batch: Batch) -> Batch:
        if batch[0][-1].id == "doc0011":
            raise error
        return batch

    return read


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), MemoryError(), OSError(errno.ENOSPC, "No space left on device")], ids=repr
)
def test_an_export_that_fails_leaves_the_old_one_byte_for_byte(
    schema: Schema, world: Any, tmp_path: Path, error: BaseException
) -> None:
    documents, revisions = world.corpus(12)
    world.export(tmp_path / "dataset", documents, revisions, schema)
    before = world.bytes_of(tmp_path / "dataset")
    with pytest.raises(ExportError if isinstance(error, OSError) else type(error)):
        world.export(tmp_path / "dataset", documents, revisions, schema, read=failing(error))
    bad = replace(revisions[-3], annotation=replace(revisions[-3].annotation, label="maybe"))
    with pytest.raises(ExportError, match=r"Sentence doc0011:\d+ by zoe: label: 'maybe' is not among the labels"):
        world.export(tmp_path / "dataset", documents, [*revisions[:-3], bad, *revisions[-2:]], schema)
    assert world.bytes_of(tmp_path / "dataset") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "state"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
def test_a_disk_that_fills_while_parquet_is_written_is_reported(schema: Schema, world: Any, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the operating system refuses the write in the same way."""
    import resource
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(ExportError, match="full; free some space"):
            world.export(tmp_path / "dataset", *world.corpus(3), schema)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert list(tmp_path.iterdir()) == []


def test_an_unpaired_surrogate_in_an_article_is_refused_by_name(schema: Schema, world: Any, tmp_path: Path) -> None:
    document = world.document("doc", ("Half a character: \ud83d here.", "Nothing.", "Nothing."))
    with pytest.raises(ExportError, match="doc"):
        world.export(tmp_path / "dataset", [document], world.labelled(document), schema)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_annotations(tmp_path: Path) -> None:
    """Batches are read one by one: 15000 annotations more take 30 MB (pages of files read back), kept in memory they take 75."""
    peaks = [_peak(tmp_path, size) for size in (1_500, 4_000)]
    assert peaks[1] - peaks[0] < 50, peaks


def _peak(tmp_path: Path, size: int) -> int:
    code = f"""
import resource, sys
sys.path.insert(0, {str(TESTS)!r})
from pathlib import Path
from annotate.dataset import ExportOptions, export
from annotate.schema import load_schema, shipped
from support.world import World
schema = load_schema(shipped("schema") / "annotation.schema.json")
ids = [f"doc{{number:05d}}" for number in range({size})]
def read(start):
    documents = [World.document(id) for id in ids[start:start + 100]]
    return World.rows(documents, (revision for document in documents for revision in World.labelled(document)))
folder = Path({str(tmp_path / str(size))!r})
starts = range(0, len(ids), 100)
export(folder, starts, schema, ExportOptions(), read=read, state_folder=folder.parent, tool="0")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


# -- progress ----------------------------------------------------------------------------------------------------------


def test_progress_goes_up_from_any_thread_to_the_last_article() -> None:
    calls: list[tuple[int, int]] = []
    tracker = ProgressTracker(90, lambda done, total: calls.append((done, total)))
    tracker.read(45)
    tracker.read(45)
    assert calls == [(20, 90), (40, 90)]
    with ThreadPoolExecutor() as threads:
        written = [threads.submit(list, tracker.written("ab", [60, 30])) for _ in CONFIGS]
    assert [future.result() for future in written] == [["a", "b"]] * len(CONFIGS)
    assert calls == sorted(calls)
    assert calls[-1] == (80, 90)
    tracker.finish()
    assert calls[-1] == (90, 90)
