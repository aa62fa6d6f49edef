"""The fingerprint of everything besides the input that decides the bytes of a corpus: the rules, and the libraries they use.

Workers on other machines may have other versions. Their shards would differ, which nobody would see afterwards, so they are
refused before they begin.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from unicodedata import unidata_version

import annotate

_PACKAGES = ("articles", "corpus", "model", "schema", "suggestions", "text")
_UNRELATED = frozenset(
    f"corpus/{name}.py" for name in ("build", "card", "containment", "groups", "reading", "runners", "sampling", "statistics")
)
"""Modules that do their work before or after the shards."""

_LIBRARIES = (
    *("brotli", "chardet", "courlan", "htmldate", "icu4py", "justext", "lxml", "lxml-html-clean", "numpy", "py3langid"),
    *("pyarrow", "pypdfium2", "rensa", "trafilatura", "warcio", "webencodings"),
)


@cache
def fingerprint() -> Mapping[str, str]:
    """Return what decides the bytes, by name: the versions of Python and of libraries, and a hash of our own rules."""
    from lxml import etree

    own = blake2b(digest_size=16)
    folder = Path(annotate.__file__).parent
    for package in _PACKAGES:
        for path in sorted((folder / package).rglob("*.py")):
            name = path.relative_to(folder).as_posix()
            if name not in _UNRELATED:
                own.update(f"{name}\n".encode())
                own.update(path.read_bytes())
    return {
        "annotate": own.hexdigest(),
        "python": ".".join(map(str, sys.version_info[:2])),
        "unicode": unidata_version,
        "byte order": sys.byteorder,
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        **{name: _version(name) for name in _LIBRARIES},
    }


def digest(values: Mapping[str, str]) -> str:
    """Return a fingerprint as one short text."""
    return blake2b(repr(sorted(values.items())).encode(), digest_size=16).hexdigest()


def differences(own: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Return in words what another fingerprint has differently.

    >>> differences({"lxml": "6.1", "rensa": "0.5"}, {"lxml": "6.0", "rensa": "0.5"})
    'lxml 6.0 instead of 6.1'
    """
    names = [name for name in {**own, **other} if own.get(name) != other.get(name)]
    return ", ".join(
        "other rules of annotate"
        if name == "annotate"
        else f"{name} {other.get(name, 'none')} instead of {own.get(name, 'none')}"
        for name in names
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
