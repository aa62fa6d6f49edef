"""The label scheme: read from a JSON Schema, changed by migrations; and the words of it that code relies on."""

from annotate.schema.scheme import (
    LINK,
    NOUNS,
    PAST,
    Attribute,
    Choice,
    Guideline,
    Schema,
    load_schema,
    parse_schema,
    shipped,
)

__all__ = ["LINK", "NOUNS", "PAST", "Attribute", "Choice", "Guideline", "Schema", "load_schema", "parse_schema", "shipped"]
