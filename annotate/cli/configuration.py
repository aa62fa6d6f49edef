"""Defaults of options from configuration files: ``annotate.toml`` in the project, ``config.toml`` in the user's own folder.

Each is TOML with a table per command, whose keys are long options without their dashes::

    name = "ada"               # only in the user's own file
    database = "postgresql://news@db.example/news"

    [label]
    blind-rate = 0.2

The command line comes first, then environment variables, the project's file, the user's file, and the built-in default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from annotate.errors import ConfigurationError, ProjectError
from annotate.text.terminal import show

PROJECT_FILE = "annotate.toml"

_NAME, _DATABASE = "name", "database"
_FILES = f"{__name__}.files"  # where click keeps the files that a command has read
_NOT_CONFIGURED = frozenset({"help", "version"})


@dataclass(frozen=True, slots=True)
class ConfiguredOption:
    """The default of an option in a configuration file.

    words: the command, such as ``("schema", "migrate")``.
    option: the long option without its dashes.
    parameter: the name by which click passes the option to the command.
    value: as in the file.
    """

    words: tuple[str, ...]
    option: str
    parameter: str
    value: Any


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration file as read; empty if it does not exist."""

    path: Path
    exists: bool = False
    name: str = ""
    database: str | None = None
    options: tuple[ConfiguredOption, ...] = ()


def user_file() -> Path:
    """Return the path of the user's configuration file, whether it exists or not."""
    return Path(click.get_app_dir("annotate")) / "config.toml"


def project_file(start: Path | None) -> Path | None:
    """Return the configuration file of the project that `start` is in, None if there is no project or it has no such file."""
    folder = (start or Path.cwd()).absolute()
    if not any((candidate / PROJECT_FILE).is_file() for candidate in (folder, *folder.parents)):
        return None
    from annotate.project import find_project  # 70 ms, and few projects have a file

    try:
        path = find_project(start).root / PROJECT_FILE
    except ProjectError:
        return None
    return path if path.is_file() else None


def read_configuration(path: Path, group: click.Group, *, personal: bool) -> Configuration:
    """Return the configuration in a file, checked against the commands of `group`.

    Only a `personal` file has a name. Raises ConfigurationError if the file cannot be read or has an entry that does not exist.
    """
    if (read := read_toml(path)) is None:
        return Configuration(path)
    content = dict(read)
    if _NAME in content and not personal:
        raise ConfigurationError(
            f"{show(str(path))}, name: everybody who works in this project would have it; put it into {show(str(user_file()))}"
        )
    name, database = content.pop(_NAME, ""), content.pop(_DATABASE, None)
    for key, value in ((_NAME, name), (_DATABASE, database)):
        if not isinstance(value, str | None):
            raise ConfigurationError(f'{show(str(path))}, {key}: {show(repr(value))} is not a text; write {key} = "..."')
    _refuse_password(path, database)
    return Configuration(path, True, name, database, tuple(_options(path, content, group, ())))


def read_toml(path: Path) -> Mapping[str, Any] | None:
    """Return what is in a TOML file, None if it does not exist. Raises ConfigurationError if it cannot be read.

    A command reads a file once, even if the defaults of its options and the name of its annotator are needed from it.
    """
    context = click.get_current_context(silent=True)
    files: dict[Path, Mapping[str, Any] | None] = {} if context is None else context.meta.setdefault(_FILES, {})
    if path not in files:
        files[path] = _parse(path)
    return files[path]


def forget_toml(path: Path) -> None:
    """Read a file again when it is needed again, because it was written."""
    if context := click.get_current_context(silent=True):
        context.meta.get(_FILES, {}).pop(path, None)


def _parse(path: Path) -> dict[str, Any] | None:
    import tomllib  # 5 ms, and most people have no file

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"{show(str(path))} cannot be read ({show(_reason(error))}); correct or delete it") from None


def load_defaults(ctx: click.Context, group: click.Group, start: Path | None) -> str | None:
    """Make configured defaults those of the commands of `group`, and return the configured database, None if there is none.

    A broken file of the user's own is ignored with a notice: it must not stop work in every project. Raises ConfigurationError if
    the project's is broken.
    """
    configurations = configured_files(group, start)
    ctx.default_map = default_map(configurations)
    return next((known.database for known in reversed(configurations) if known.database is not None), None)


def configured_files(group: click.Group, start: Path | None) -> tuple[Configuration, ...]:
    """Return the configuration of the user, then that of the project if it has a file.

    A broken file of the user's is reported and ignored. Raises ConfigurationError if the project's is broken.
    """
    try:
        personal = read_configuration(user_file(), group, personal=True)
    except ConfigurationError as error:
        click.echo(f"Note: {error}; until then it is ignored.", err=True)
        personal = Configuration(user_file())
    path = project_file(start)
    return (personal,) if path is None else (personal, read_configuration(path, group, personal=False))


def default_map(configurations: Iterable[Configuration]) -> dict[str, Any]:
    """Return the defaults of options, nested as click takes them; where two files have an option, the later one counts."""
    defaults: dict[str, Any] = {}
    for configuration in configurations:
        for option in configuration.options:
            table = defaults
            for word in option.words:
                table = table.setdefault(word, {})
            table[option.parameter] = option.value
    return defaults


def configurable(command: click.Command) -> dict[str, click.Option]:
    """Return the options of a command that can have a configured default, by the long name without its dashes.

    Of a pair such as ``--suggest/--no-suggest`` the first name counts. A switch that sets another option, such as ``--json`` of
    ``annotate check``, has no name here.
    """
    options: dict[str, click.Option] = {}
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not (parameter.is_flag and not parameter.is_bool_flag):
            long = next((name[2:] for name in parameter.opts if name.startswith("--")), None)
            if long is not None and long not in _NOT_CONFIGURED:
                options[long] = parameter
    return options


def _options(path: Path, content: Mapping[str, Any], group: click.Group, words: tuple[str, ...]) -> Iterator[ConfiguredOption]:
    """Yield the options in the tables of a file, each table being a command of `group`."""
    for key, table in content.items():
        where = f"{show(str(path))}, [{show('.'.join((*words, key)))}]"
        command = group.commands.get(key)
        if command is None or not isinstance(table, dict):
            known = [name for name, known in group.commands.items() if not known.hidden]
            raise ConfigurationError(f"{where}: there is no command of this name{_close(key, known)}")
        if isinstance(command, click.Group):
            yield from _options(path, table, command, (*words, key))
            continue
        known_options = configurable(command)
        for name, value in table.items():
            if (option := known_options.get(name)) is None:
                raise ConfigurationError(f"{where}, {show(name)}: the command has no such option{_close(name, known_options)}")
            _require_usable(f"{where}, {show(name)}", command, option, value)
            yield ConfiguredOption((*words, key), name, option.name or "", value)


def _require_usable(where: str, command: click.Command, option: click.Option, value: Any) -> None:
    """Raise ConfigurationError if an option does not take a value."""
    try:
        option.type_cast_value(click.Context(command), value)
    except click.BadParameter as error:
        raise ConfigurationError(f"{where}: {show(error.message)}") from None
    except TypeError:  # a table, where click expects a text or a list of texts
        raise ConfigurationError(f"{where}: {show(repr(value))} is not a value of this option") from None


def _refuse_password(path: Path, database: str | None) -> None:
    if database is not None and "://" in database:
        from annotate.store.postgres import password_in  # imports hashlib, 4 ms

        if password_in(database):
            raise ConfigurationError(
                f"{show(str(path))}, database: a password does not belong into this file; put it into PGPASSWORD or ~/.pgpass"
            )


def _close(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # 3 ms

    close = get_close_matches(name, known, 1)
    return f"; did you mean {close[0]}?" if close else "; see annotate --help" if not isinstance(known, dict) else ""


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
