"""Exceptions that stop a command: one sentence with the fault, its place and the remedy.

Faults in *data* are values (`annotate.model.Problem`) and never raised. These are raised when a command cannot continue.
"""


class AnnotateError(Exception):
    """A command cannot continue. The message is one sentence for people, with the remedy in it."""


class ProjectError(AnnotateError):
    """There is no project here, or its folders cannot be used."""


class SchemaError(AnnotateError):
    """The annotation schema cannot be used: it is not JSON, not JSON Schema, or breaks our conventions."""


class KeysError(AnnotateError):
    """The file that rebinds keys cannot be used: it names an unknown action or key, or gives one key to two actions."""


class ConfigurationError(AnnotateError):
    """A configuration file cannot be used: it is not TOML, or names a command, an option or a value that does not exist."""


class ArticleError(AnnotateError):
    """No article can be read where one was expected."""


class StoreError(AnnotateError):
    """The store cannot be opened, read or written. Nothing stored in it was lost or changed."""


class DamagedError(StoreError):
    """The store, or a text or record in it, is not what was stored."""


class NoStoreError(StoreError):
    """There is no store where one was to be opened."""


class UnreachableError(StoreError):
    """The server of the store does not answer. The last decision may be stored or not; storing it again is safe."""


class SegmentationError(AnnotateError):
    """A segmentation cannot be edited as requested. Nothing was changed."""


class ScriptError(AnnotateError):
    """A script has a command that the session cannot carry out at that point."""


class ExportError(AnnotateError):
    """The dataset cannot be written or does not load; an older one in its place is untouched."""


class ModelError(AnnotateError):
    """A trained model cannot be read or used. The rules still suggest."""


class LanguageModelError(AnnotateError):
    """A language model cannot be asked any further. What it answered before is kept."""
