"""A format: its name, what it can hold, reading and writing; and the list of all formats.

To add a format, write a module in `annotate.interchange.formats` with a tuple ``FORMATS``, and add its name to `_MODULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import Literal

from annotate.interchange.offsets import Unit
from annotate.interchange.values import ForeignDocument, InputFile, InterchangeError, OutputFile, Reading
from annotate.schema import Schema

_MODULES: Mapping[str, str] = {
    "label-studio": "label_studio",
    "brat": "brat",
    "prodigy": "prodigy",
    "uima-xmi": "uima",
    "uima-json": "uima",
    "doccano": "doccano",
    "web-annotation": "web_annotation",
    "conll": "conll",
    "conllu": "conll",
    "gate": "gate",
    "argilla": "argilla",
    "spans-csv": "spans_table",
    "spans-parquet": "spans_table",
    "fever": "fact_checking",
    "averitec": "fact_checking",
    "checkthat": "fact_checking",
    "claimreview": "fact_checking",
}
"""The module of each format, by the format's name. The module has the formats in ``FORMATS``, a tuple."""

NAMES = tuple(_MODULES)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Choices of the person who imports.

    offsets: the unit of offsets, for a format that does not say it in its files; None for the format's rule.
    ground_truth: what the tool calls ground truth is an adjudication, where it may be something else.
    stored_text: return the text of a stored article by its id, None if there is none: for files without texts.
    """

    offsets: Unit | None = None
    ground_truth: bool = False
    stored_text: Callable[[str], str | None] = lambda id: None


@dataclass(frozen=True, slots=True)
class Shape:
    """The simpler means by which a format expresses things; see `annotate.interchange.shapes`.

    False or empty: the format has a way of its own.

    pieces: the pieces of a claim are spans of their own, linked by ``piece``.
    cues: a cue is linked by ``cue`` to its claim and source.
    entities: ``attribute``: the name and entity of a source are attributes of its mentions; ``link``: mentions of the same source
        are linked by ``same``.
    author: the author's stance is an attribute of the claim.
    unmentioned: sources without a mention are an attribute of the claim.
    links: the links of a claim to earlier ones are an attribute of the claim.
    """

    pieces: bool = False
    cues: bool = False
    entities: Literal["", "attribute", "link"] = ""
    author: bool = False
    unmentioned: bool = False
    links: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another tool.

    name: its name on the command line.
    title: its name for people: ``Label Studio JSON``.
    holds: what the format can hold: each kind of `annotate.interchange.losses.KINDS` that survives writing and reading, with the
        place where it is held, in words. A kind with ``*`` stands for all with a name: ``claim.attribute.*`` is written
        ``claim.attribute``.
    loses: what becomes of the kinds that it cannot hold, in words; without a line, they are left out.
    shape: what it expresses by simpler means.
    gold: the gold labels are written in place of what each annotator decided.
    recognizes: return True if the files are of this format; None if it can only be written.
    read: return what the files say. Raises InterchangeError. None if it can only be written.
    write: return the files for documents, of which everything in `holds` is to be written and nothing else is there. None if it
        can only be read.
    adapt: return a document as the format can hold it, for what `holds` cannot say: characters that are not allowed, spans that
        are cut. It is called before writing, and what it changes is counted as lost.
    """

    name: str
    title: str
    holds: Mapping[str, str]
    loses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    shape: Shape = Shape()
    gold: bool = False
    recognizes: Callable[[Sequence[InputFile]], bool] | None = None
    read: Callable[[Sequence[InputFile], ReadOptions], Reading] | None = None
    write: Callable[[Sequence[ForeignDocument], Schema], Iterable[OutputFile]] | None = None
    adapt: Callable[[ForeignDocument], ForeignDocument] | None = None

    def can_hold(self, kind: str) -> bool:
        """Return True if the format can hold a kind of thing; ``claim.attribute`` stands for all answers about claims."""
        from annotate.interchange.losses import family

        return kind in self.holds or family(kind) in self.holds


def load_format(name: str) -> Format:
    """Return a format by its name; its module is imported now."""
    formats: tuple[Format, ...] = import_module(f"annotate.interchange.formats.{_MODULES[name]}").FORMATS
    return next(format for format in formats if format.name == name)


def recognized(files: Sequence[InputFile]) -> Format:
    """Return the format of files. Raises InterchangeError if none or several formats recognize them."""
    formats = [format for format in map(load_format, NAMES) if format.recognizes and format.recognizes(files)]
    if len(formats) == 1:
        return formats[0]
    names = ", ".join(sorted(file.name for file in files)[:3]) or "the files"
    if formats:
        raise InterchangeError(f"{names}: this can be {' or '.join(f.name for f in formats)}; say which with --from.")
    raise InterchangeError(f"{names}: no format is recognized; name it with --from, one of {', '.join(NAMES)}.")
