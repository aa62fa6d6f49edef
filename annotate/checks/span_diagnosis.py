"""The likely reason why a span's offsets do not give its text, for whoever has to correct the program that wrote them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from annotate.checks.phrases import counted, quoted
from annotate.model import Span

_COUNT = "count in Unicode code points from the start of the document's text, end exclusive"
_COPY = "copy the text from the document exactly"
_NOWHERE = "nor does the quoted text occur anywhere else", "is it from another article, or another version of this one?"


def diagnose(text: str, span: Span) -> tuple[str, str, str]:
    """Return code, message and remedy for a span that `text` does not have at its offsets."""
    if span.end <= span.start:
        return "span-empty", f"its end ({span.end}) is not after its start ({span.start})", _COUNT
    if span.start < 0 or span.end > len(text):
        outside = f"{span.start} to {span.end} is outside of the text, which has {counted(len(text), 'character')}"
        code, message = "span-outside", outside
    else:
        there = text[span.start : span.end]
        code, message = "span-mismatch", f"the text at {span.start} to {span.end} is {quoted(there)}, not {quoted(span.text)}"
    hint, remedy = next(_hints(text, span), _NOWHERE)
    return code, f"{message}; {hint}", remedy


def _hints(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Yield likely reasons, each with its remedy, the most certain first."""
    if not span.text:
        yield "the quoted text is empty", _COPY
    for unit, (encoding, width) in _UNITS.items():
        first, last = _to_code_points(text, span, encoding, width)
        if text[first:last] == span.text:
            yield f"the offsets count {unit}", _COUNT
    if text[max(span.start, 0) : span.end + 1] == span.text:
        yield "the end is the offset of the last character, not the one after it", _COUNT
    there = text[max(span.start, 0) : max(span.end, 0)]
    for name, equal in _LOOKALIKES.items():
        if there != span.text and equal(there) == equal(span.text) != "":
            yield f"they differ only in {name}", _COPY
    start = _closest(text, span)
    if start == span.start:
        yield f"the quoted text ends at {start + len(span.text)}", _COUNT
    elif start is not None:
        distance = counted(abs(start - span.start), "character")
        direction = "later" if start > span.start else "earlier"
        yield f"the quoted text is {distance} {direction}, at {start} to {start + len(span.text)}", _COUNT


def _closest(text: str, span: Span) -> int | None:
    """Return the offset nearest to the span's start at which the quoted text occurs, None where it does not."""
    start = min(max(span.start, 0), len(text))
    before, after = text.rfind(span.text, 0, start + len(span.text)), text.find(span.text, start)
    return min((offset for offset in (before, after) if offset >= 0), key=lambda at: abs(at - span.start), default=None)


def _to_code_points(text: str, span: Span, encoding: str, width: int) -> tuple[int, int]:
    """Return the offsets, in code points, of a span whose offsets count an encoding's units of `width` bytes."""
    if text.isascii() or span.start < 0:
        return 0, 0  # all units are the same in ASCII, so they cannot be the reason
    data = text.encode(encoding, "surrogatepass")
    if span.end * width > len(data):
        return 0, 0
    start, end = (len(data[: at * width].decode(encoding, "ignore")) for at in (span.start, span.end))
    return start, end


_UNITS = {"UTF-16 units": ("utf-16-le", 2), "bytes": ("utf-8", 1)}
_LOOKALIKES: dict[str, Callable[[str], str]] = {
    "Unicode normalization": lambda text: unicodedata.normalize("NFC", text),
    "white space": lambda text: " ".join(text.split()),
    "quotation marks": lambda text: text.translate(str.maketrans("“”„«»‘’‚", '"""""\'\'\'')),
}
