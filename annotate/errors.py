"""What stops a command: one sentence that says what is wrong, where, and what to do.

Bad *data* is a value (`annotate.model.Problem`) and never raised. These are raised when a command cannot go on.
"""


class AnnotateError(Exception):
    """A command cannot go on. The message is one sentence a person understands, with the remedy in it."""


class ProjectError(AnnotateError):
    """There is no project here, or its folders cannot be used."""


class SchemaError(AnnotateError):
    """The annotation schema cannot be used: not JSON, not JSON Schema, or against our conventions."""


class KeysError(AnnotateError):
    """The file that rebinds keys cannot be used: an unknown action or key, or one key for two actions."""


class ArticleError(AnnotateError):
    """No article can be read from where one was expected."""


class StoreError(AnnotateError):
    """The store cannot be opened, read or written. Nothing that it held was lost or changed."""


class NoStoreError(StoreError):
    """There is no store where one was to be opened."""


class UnreachableError(StoreError):
    """The server that holds the store does not answer. What was to be stored may be, or may not: storing it again is safe."""


class SegmentationError(AnnotateError):
    """A segmentation cannot be mended as asked. Nothing was changed."""


class ScriptError(AnnotateError):
    """A script asks for what the session cannot do at that point."""


class ExportError(AnnotateError):
    """The dataset cannot be written or does not load; what stood there before is untouched."""
