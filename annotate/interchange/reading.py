"""Steps that reading every format has in common: text, JSON and spans, with a sentence for people where one is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from annotate.articles.formats.decoding import unify_line_ends
from annotate.interchange.offsets import Counting, Fit, Misfit, Place, fit
from annotate.interchange.values import InputFile, InterchangeError, Scalar

ADJUDICATED = frozenset(
    {"adjudication", "adjudicated", "consensus", "curated", "curation", "final", "gold", "goldstandard", "key"}
)
"""Names, in lower case, under which tools and people keep the decisions of adjudicators."""

_LISTED = 10
_LONGEST_REASON = 120  # characters
_MAYBE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def reason(error: Exception) -> str:
    """Return what a library says is wrong, as it goes into a sentence: its first line, and not all of a long one."""
    line = str(error).partition("\n")[0]
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON]}…"


def utf8(file: InputFile) -> str:
    """Return the text of a file, with its byte order mark if it has one. Raises InterchangeError if it is not UTF-8."""
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{file.name}: byte {error.start} is not UTF-8; convert the file to UTF-8, or export it again."
        raise InterchangeError(message) from None


def json_value(text: str, where: str) -> Any:
    """Return a value of JSON. Raises InterchangeError if it is not JSON, or has half of a character (a lone surrogate)."""
    try:
        value = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
        if _MAYBE_SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise InterchangeError(f"{where}: this JSON is nested too deeply; is it an annotation file?") from None
    except UnicodeEncodeError:
        raise InterchangeError(f"{where}: a text has half of a character (a lone surrogate); export the file again.") from None
    except ValueError as error:
        raise InterchangeError(f"{where}: this is not JSON ({error}); is the file whole?") from None
    return value


def first_object(file: InputFile) -> dict[str, Any]:
    """Return the first object of a file of JSON, alone, in a list or on its first line; an empty one if there is none.

    The rest of the file is not read: this is to recognize a format.
    """
    try:
        text = file.data.decode("utf-8-sig").lstrip()
        text = text[1:].lstrip() if text[:1] == "[" else text
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a value of JSON")


def json_lines(file: InputFile) -> Iterator[Record]:
    """Yield the objects of a file with one on each line. Raises InterchangeError."""
    for number, line in enumerate(utf8(file).split("\n"), 1):
        if line.strip():
            where = f"{file.name}, line {number}"
            value = json_value(line, where)
            if not isinstance(value, dict):
                raise InterchangeError(f"{where}: this is not an object of JSON; export the file again.")
            yield Record(value, where)


def parsed_xml(data: bytes, where: str) -> Any:
    """Return the root of an XML file. Raises InterchangeError if it is broken, or defines entities or a document type."""
    from lxml import etree  # 30 ms, and most formats are JSON

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InterchangeError(f"{where}: this is not well-formed XML ({error}); is the file whole?") from None
    information: Any = root.getroottree().docinfo
    if information.doctype:
        raise InterchangeError(f"{where}: the file has a document type, which may define entities; remove it.")
    return root


def fitted(
    where: str,
    text: str,
    places: Sequence[Place],
    rule: Counting,
    *,
    joiner: str = " ",
    fold: Callable[[str], str] = unify_line_ends,
    hint: str = "",
) -> Fit:
    """Return the way of counting that fits all spans of a text. Raises InterchangeError with the list of those that do not.

    `hint` is what to do then, after a semicolon.
    """
    found = fit(text, places, rule, joiner=joiner, fold=fold)
    if isinstance(found, Misfit):
        shown = "; ".join(found.reasons[:_LISTED])
        more = f"; and {len(found.reasons) - _LISTED} more" if len(found.reasons) > _LISTED else ""
        spans = "1 span does" if len(found.reasons) == 1 else f"{len(found.reasons)} spans do"
        raise InterchangeError(
            f"{where}: {spans} not fit the text, counted in {found.counting.description}: {shown}{more}{hint}."
        )
    return found


def counting_notices(where: str, found: Fit, rule: Counting) -> Iterator[str]:
    """Yield remarks on a text whose offsets do not follow the format's rule, or could not be verified."""
    if found.counting != rule:
        yield f"{where}: the offsets count {found.counting.description}; the quoted texts fit."
    if found.trusted:
        spans = "1 span has" if len(found.trusted) == 1 else f"{len(found.trusted)} spans have"
        names = ", ".join(found.trusted[:3]) + (", …" if len(found.trusted) > 3 else "")
        yield f"{where}: {spans} no quoted text to verify by ({names}); the offsets are taken for {found.counting.description}."


class Record:
    """An object of JSON and its place in its file; values are checked when they are read.

    Each reader raises InterchangeError for a value of another kind. A value that is null is as good as absent.
    """

    def __init__(self, data: dict[str, Any], where: str) -> None:
        self.data, self.where = data, where

    def _value(self, name: str, kinds: type | tuple[type, ...], expected: str, default: Any) -> Any:
        value = self.data.get(name)
        if value is None:
            if default is not None:
                return default
            raise InterchangeError(f"{self.where}: {name!r} is missing; is this the format that the tool exports?")
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is int):
            shown = json.dumps(value, ensure_ascii=False)[:40]
            raise InterchangeError(f"{self.where}: {name!r} is {shown}, not {expected}; export the file again.")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text. A missing one without a default is an error, as for the other kinds."""
        return str(self._value(name, str, "a text", default))

    def label(self, name: str, default: str | None = None) -> str:
        """Return a text, or a number as a text: an id or a name."""
        return str(self._value(name, (str, int), "a text or a number", default))

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        return int(self._value(name, int, "a whole number", default))

    def record(self, name: str) -> Record:
        """Return an object, an empty one where there is none."""
        return Record(self._value(name, dict, "an object", {}), f"{self.where}, {name}")

    def records(self, name: str) -> list[Record]:
        """Return a list of objects, an empty one where there is none."""
        return records(self._value(name, list, "a list", []), f"{self.where}, {name}")

    def answers(self, name: str) -> dict[str, Scalar]:
        """Return an object whose values are answers."""
        answers = self.record(name)
        for key, value in answers.data.items():
            if not isinstance(value, str | bool | int | float):
                raise InterchangeError(f"{answers.where}: {key!r} is not a text, a number, true or false; export the file again.")
        return answers.data


def records(values: list[Any], where: str) -> list[Record]:
    """Return the objects in a list. Raises InterchangeError if it has others."""
    for number, value in enumerate(values, 1):
        if not isinstance(value, dict):
            raise InterchangeError(f"{where} {number}: this is not an object of JSON; export the file again.")
    return [Record(value, f"{where} {number}") for number, value in enumerate(values, 1)]
