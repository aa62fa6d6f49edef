"""Word files of our own making: the XML of a body, in a package like those that Word writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def word_file(
    body: str,
    styles: str = "",
    *,
    space: str = WORD,
    name: str = "word/document.xml",
    related: Mapping[str, tuple[str, str | bytes]] | None = None,
) -> bytes:
    """The bytes of a Word file.

    `related` maps the names of parts beside the document, which are their ids, to their kind ("footnotes") and content.
    """
    relations = "http://purl.oclc.org/ooxml" if space == STRICT else "http://schemas.openxmlformats.org"
    kind = f"{relations}/officeDocument/2006/relationships"
    folder, _, document = name.rpartition("/")
    parts = {"styles.xml": ("styles", f'<w:styles xmlns:w="{space}">{styles}</w:styles>'), **(related or {})}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        archive.writestr("_rels/.rels", _relations([("rId1", f"{kind}/officeDocument", name)]))
        archive.writestr(name, f'<w:document xmlns:w="{space}" {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>')
        archive.writestr(
            f"{folder}/_rels/{document}.rels", _relations([(part, f"{kind}/{of}", part) for part, (of, _) in parts.items()])
        )
        for part, (_, content) in parts.items():
            archive.writestr(f"{folder}/{part}", content)
    return buffer.getvalue()


def _relations(entries: list[tuple[str, str, str]]) -> str:
    items = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for id, kind, target in entries)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'
