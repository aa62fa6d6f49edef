"""The label scheme: read from a JSON Schema, changed by migrations; and the words of it that code relies on."""

from annotate.schema.scheme import (
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

__all__ = ["NOUNS", "PAST", "Attribute", "Choice", "Guideline", "Schema", "load_schema", "parse_schema", "shipped"]
