"""The name of the person at the keyboard: as given, as the database knows it, as configured, or as the login."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.configuration import forget_toml, read_toml, user_file
from annotate.errors import ConfigurationError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project

SHARED_NAMES = {
    *("root", "admin", "administrator", "postgres", "user", "guest", "student", "nobody"),
    *("ubuntu", "debian", "ec2-user", "pi", "vagrant", "docker", "jovyan", "vscode", "codespace", "gitpod", "runner"),
}
"""Logins and roles that many people have: the machine's, an image's or a class's. None of them says who somebody is."""


def annotator_name(project: Project, given: str | None, option: str, *, ask: bool) -> str:
    """Return the name for decisions: the one given by `option`, the database's role, the configured one, or the login name.

    With `ask`, somebody at a terminal whose name is not configured is asked, and the answer is configured. Without it, a login
    name that many people have is used with a notice. A clock that differs from the database's is told, too. Raises StoreError.
    """
    from annotate.project.people import clock_warning

    login = project.login()
    if warning := clock_warning(login.clock_offset):
        click.echo(f"Note: {warning}", err=True)
    if given is not None:
        return given
    if name := _role(login.role) or configured_name():
        return name
    name = login_name()
    if ask:
        return _ask(project, "" if name.lower() in SHARED_NAMES else name, option)
    if name.lower() in SHARED_NAMES:
        click.echo(f"Note: decisions are stored under '{show(name)}', the login name; give yours with {option} NAME.", err=True)
    return name


def author_name(project: Project) -> str:
    """Return the name to record for a change that is no decision: the role's, the configured one, or the login name."""
    return _role(project.login().role) or configured_name() or login_name()


def login_name() -> str:
    """Return the user's login name; an empty string if there is none, as in some containers."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return ""


def configured_name() -> str:
    """Return the name in the user's configuration, empty if there is none.

    It is empty, too, if the file is broken: reading the defaults of options has reported that.
    """
    try:
        name = (read_toml(user_file()) or {}).get("name", "")
    except ConfigurationError:
        return ""
    return name if isinstance(name, str) else ""


def replace_configured_name(old: str, new: str) -> bool:
    """Configure a new name where the old one is configured, an empty one for none; return True if it was configured."""
    if configured_name() != old:
        return False
    _configure(new)
    return True


def _role(role: str | None) -> str:
    return "" if role is None or role.lower() in SHARED_NAMES else role


def _ask(project: Project, default: str, option: str) -> str:
    """Ask for the annotator's name until it can be used, and configure it."""
    from annotate.project.people import RefusedNameError

    while True:
        name = click.prompt("Your name, to be stored with your decisions", default=default or None, err=True).strip()
        if show(name) != name:
            click.echo("A name has only characters that can be seen.", err=True)
            continue
        try:
            project.require_name(name, option)
        except RefusedNameError as error:
            click.echo(f"{show(str(error))}.", err=True)
            continue
        _configure(name)
        return str(name)


def _configure(name: str) -> None:
    """Write a name to the user's configuration, beside what else is there; say so if that is not possible."""
    import json

    from annotate._files import write_atomically

    path = user_file()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True) if read_toml(path) else []
        others = [line for line in lines if line.partition("=")[0].strip() != "name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        quoted = json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")  # a JSON string that is one of TOML, too
        line = f"name = {quoted}\n" if name else ""
        write_atomically(path, [line.encode(), *(other.encode() for other in others)])
        forget_toml(path)
    except (OSError, ConfigurationError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        click.echo(f"Note: the name cannot be kept in {show(str(path))} ({show(str(reason))}).", err=True)
    else:
        click.echo(f"{'Kept in' if name else 'Removed from'} {show(str(path))}.", err=True)
