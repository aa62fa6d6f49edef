"""Why a span's offsets do not give its text: what a person needs to mend the program that wrote them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from annotate.checks.phrases import counted, quoted
from annotate.model import Span

_COUNT = "count in Unicode code points from the start of the document's text, end exclusive"
_COPY = "copy the text from the document as it stands there"
_NOWHERE = "nor does the quoted text occur anywhere else", "is it from another article, or another version of this one?"


def misplaced(text: str, span: Span) -> tuple[str, str, str]:
    """Code, message and remedy for a span that `text` does not have at its offsets."""
    if span.end <= span.start:
        return "span-empty", f"it ends ({span.end}) where it starts or before ({span.start})", _COUNT
    where = f"at {span.start} to {span.end}"
    if span.start < 0 or span.end > len(text):
        code, said = "span-outside", f"{where} it lies outside of the text of {counted(len(text), 'character')}"
    else:
        there = text[span.start : span.end]
        code, said = "span-mismatch", f"{where} stands {quoted(there)}, not {quoted(span.text)}"
    hint, remedy = next(_hints(text, span), _NOWHERE)
    return code, f"{said}; {hint}", remedy


def _hints(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """What may have happened and what to do, the surest first."""
    if not span.text:
        yield "the quoted text is empty", _COPY
    for unit, offsets in _UNITS.items():
        start, end = offsets(text, span)
        if text[start:end] == span.text:
            yield f"the offsets count {unit}", _COUNT
    if text[max(span.start, 0) : span.end + 1] == span.text:
        yield "the end is that of the last character, not after it", _COUNT
    there = text[max(span.start, 0) : max(span.end, 0)]
    for name, equal in _LOOKALIKES.items():
        if there != span.text and equal(there) == equal(span.text) != "":
            yield f"they differ only in {name}", _COPY
    found = _closest(text, span)
    if found == span.start:
        yield f"the quoted text ends at {found + len(span.text)}", _COUNT
    elif found is not None:
        distance = counted(abs(found - span.start), "character")
        direction = "later" if found > span.start else "earlier"
        yield f"the quoted text stands {distance} {direction}, at {found} to {found + len(span.text)}", _COUNT


def _closest(text: str, span: Span) -> int | None:
    """Where the quoted text occurs nearest to the span's start; None where it does not."""
    start = min(max(span.start, 0), len(text))
    before, after = text.rfind(span.text, 0, start + len(span.text)), text.find(span.text, start)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - span.start), default=None)


def _encoded(encoding: str, width: int) -> Callable[[str, Span], tuple[int, int]]:
    """What offsets in an encoding's units of `width` bytes are in code points."""

    def offsets(text: str, span: Span) -> tuple[int, int]:
        if text.isascii() or span.start < 0:
            return 0, 0  # there all units are the same
        data = text.encode(encoding, "surrogatepass")
        start, end = (len(data[: at * width].decode(encoding, "ignore")) for at in (span.start, span.end))
        return start, end

    return offsets


_UNITS = {"UTF-16 units": _encoded("utf-16-le", 2), "bytes": _encoded("utf-8", 1)}
_LOOKALIKES: dict[str, Callable[[str], str]] = {
    "Unicode normalization": lambda text: unicodedata.normalize("NFC", text),
    "white space": lambda text: " ".join(text.split()),
    "quotation marks": lambda text: text.translate(str.maketrans("“”„«»‘’‚", '"""""\'\'\'')),
}
