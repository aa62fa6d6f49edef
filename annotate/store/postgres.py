"""What is PostgreSQL's own: reaching the server again, whose turn it is, errors in words.

Writers take their turn by advisory locks, which need no privilege: an annotator's role can do with SELECT and INSERT. A decision
waits for those of its own document and annotator only; what concerns a whole document or the store waits for everybody.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import unquote

from annotate.errors import NoStoreError, StoreError, UnreachableError
from annotate.store.rows import Row

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds in which a lost server is tried again."""

PATIENCE_LABELLING = 2.0
"""The same while somebody sits at the prompt, where a decision can be kept until later."""

_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_USER = re.compile(r"[^/?#\[\]@\s]*")
_PASSING = {"40001", "40P01", "55P03", "57014"}  # serialization failure, deadlock, lock not available, cancelled: not its fault
_GONE = {"57P01", "57P02", "57P03", "53300"}  # shutting down, crashed, starting up, too many connections

_TROUBLE = {
    "42501": "does not allow this to you ({said}); ask who runs it for the privilege",
    "53100": "cannot grow, its disk is full; make room, then do the same again",
    "25006": "can only be read at the moment; do the same again when it can be written",
    "28": "refused the user or the password; give them by PGUSER and PGPASSWORD, ~/.pgpass or ANNOTATE_DATABASE",
    "3D000": "does not exist; make it first: createdb",
}
"""By SQLSTATE or its class."""

_CONNECTING = {"password": "28", "authentication": "28", "pg_hba.conf": "28", 'role "': "28", 'database "': "3D000"}
"""The SQLSTATE by what a message says: libpq gives none while it connects."""

_DEFAULTS = {
    "application_name": "annotate",
    "client_encoding": "UTF8",
    "connect_timeout": "5",
    # A network that has gone silent is noticed in about 10 seconds.
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "2",
    "tcp_user_timeout": "10000",
}
_SESSION = (
    "SET synchronous_commit = on",
    # The server lets go of what a lost window held, about as soon.
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 2",
)


class _PassingError(StoreError):
    """It failed, all of it, and may go well the next time. Never leaves this module."""


class _Address(NamedTuple):
    """What a URL says: how messages call it, how to connect, the schema. The password is in `conninfo` and `password` only."""

    where: str
    conninfo: str
    schema: str
    password: str


class Postgres:
    """A connection to one schema of a PostgreSQL database, made anew when it is lost. See `database.Database`."""

    def __init__(self, url: str, create: bool) -> None:
        self.where, self._conninfo, self._schema, self._password = _parsed(url)
        self._held: list[int] = []
        self._open: psycopg.Connection | None = None
        self._inside = False
        try:
            try:
                self._connection()
            except _PassingError as error:  # the first time there is nothing to wait for: the address may be wrong
                raise UnreachableError(str(error)) from None
            self._check_ours(create)
        except BaseException:
            self.close()
            raise

    def _check_ours(self, create: bool) -> None:
        if self.execute("SHOW server_encoding")[0][0] != "UTF8":
            raise StoreError(
                f"{self.where} keeps its texts in another encoding than UTF-8; make a database with: createdb -E UTF8"
            )
        tables = {name for (name,) in self.execute("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self._schema,))}
        if "migrations" in tables:
            return
        if tables:
            raise StoreError(f"the schema {self._schema} of {self.where} is another program's; name another: ?schema=")
        if not create:
            raise NoStoreError(f"there is no store in {self.where}; add an article to make one")
        self.transact(self._make)

    def _make(self) -> None:
        if not self.execute("SELECT 1 FROM pg_namespace WHERE nspname = ?", (self._schema,)):  # who made it may make no other
            self.execute(f'CREATE SCHEMA "{self._schema}"')
        self.execute('CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied TEXT COLLATE "C" NOT NULL)')

    def prepare(self) -> None:
        """Nothing: a server is set up by who runs it."""

    def define(self, statement: str) -> None:
        """Carry out a statement of a migration; texts sort as in SQLite, by code point, and integers are as long."""
        self.execute(re.sub(r"\bINTEGER\b", "BIGINT", re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', statement)))

    def close(self) -> None:
        """End the connection, and with it all that it holds."""
        if self._open is not None:
            self._open.close()

    def damage(self) -> list[str]:
        """Nothing: the server watches over its own files."""
        return []

    # -- statements and transactions --------------------------------------------------------------------------------------

    def execute(self, sql: str, values: Row = ()) -> list[Row]:
        """All rows of one statement. Outside a transaction a lost server is reached again first."""
        return self._run(sql, values) if self._inside else self._patiently(lambda: self._run(sql, values))

    def transact(self, action: Callable[[], T], turn: tuple[str, ...] = ()) -> T:
        """See `Database`. What failed as a whole (a deadlock, a lost connection) is done again."""
        return self._patiently(lambda: self._attempt(action, turn))

    def _attempt(self, action: Callable[[], T], turn: tuple[str, ...]) -> T:
        everybody = self._key("store")
        locks = f"pg_advisory_xact_lock({everybody})"
        if turn:
            locks = f"pg_advisory_xact_lock_shared({everybody}), pg_advisory_xact_lock({self._key('turn', *turn)})"
        self._connection()  # before the transaction, in which a lost one is not made anew
        self._inside = True
        try:
            # On one journey. At this level what is read was committed before the turn came.
            self._run(f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT {locks}")
            done = action()
            self._commit(again=bool(turn))
        except BaseException:
            if not self._lost():  # which rolls back by itself
                with suppress(StoreError):
                    self._run("ROLLBACK")
            raise
        finally:
            self._inside = False
        return done

    def _commit(self, again: bool) -> None:
        """End a transaction. Where the answer was lost it may be stored: only what may be done `again` is passing then."""
        try:
            self._run("COMMIT")
        except _PassingError as error:
            if again or not self._lost():
                raise
            said = f"{error}; whether it was stored is not known: look, then do the same again"
            raise UnreachableError(said) from None

    def _run(self, sql: str, values: Row = ()) -> list[Row]:
        import psycopg

        connection = self._connection()
        try:
            cursor = connection.execute(sql.replace("?", "%s") if values else sql, values or None)
            return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise self._in_words(error) from error

    def _patiently(self, action: Callable[[], T]) -> T:
        """`action`, again and again while what keeps it from going well may pass."""
        from random import uniform

        deadline = time.monotonic() + (PATIENCE_LABELLING if self._held else PATIENCE)
        while True:
            try:
                return action()
            except _PassingError as error:
                if time.monotonic() > deadline:
                    raise UnreachableError(f"{error} (nothing stored is lost)") from None
            time.sleep(uniform(0.05, 0.25))

    # -- the connection ---------------------------------------------------------------------------------------------------

    def _connection(self) -> psycopg.Connection:
        if self._open is None or self._open.closed:
            if self._inside:
                raise _PassingError(f"{self.where} was lost in the middle of a transaction")
            self._open = self._connect()
        return self._open

    def _connect(self) -> psycopg.Connection:
        """A new connection, which holds what the lost one held."""
        import psycopg

        try:
            made = psycopg.connect(self._conninfo, autocommit=True)
        except psycopg.Error as error:
            raise self._in_words(error) from None  # what libpq says of an address may quote it
        try:
            made.execute("; ".join((*_SESSION, f'SET search_path TO "{self._schema}"')))
            again = [made.execute("SELECT pg_try_advisory_lock(%s)", (key,)).fetchone() for key in self._held]
        except psycopg.Error as error:
            made.close()
            raise self._in_words(error) from error
        if (False,) in again:
            made.close()
            raise _PassingError(f"{self.where} is back, and still thinks that this window is another one")
        return made

    def _lost(self) -> bool:
        return self._open is None or self._open.closed

    def _in_words(self, error: psycopg.Error) -> StoreError:
        said = str(error).strip().partition("\n")[0]
        if self._password:
            said = said.replace(self._password, "***")
        state = error.sqlstate or ""
        if not state and ("FATAL" in said or "fe_sendauth" in said):
            state = next((state for word, state in _CONNECTING.items() if word in said), "")
        if trouble := _TROUBLE.get(state) or _TROUBLE.get(state[:2]):
            return StoreError(f"{self.where} {trouble.format(said=said)} (nothing stored is lost)")
        if self._lost() or state in _GONE or state[:2] == "08":
            self.close()
            return _PassingError(f"{self.where} cannot be reached ({said}); check that it is running, and its address")
        if state in _PASSING:
            return _PassingError(f"{self.where} was too busy: {said}")
        return StoreError(f"{self.where} refused this: {said} (nothing stored is lost)")

    # -- holding a document -----------------------------------------------------------------------------------------------

    @contextmanager
    def hold(self, document: str, annotator: str) -> Iterator[None]:
        """Hold a document for one annotator, on the server: in one window anywhere. Released with the connection."""
        key = self._key("hold", document, annotator)
        if key in self._held or not self.execute("SELECT pg_try_advisory_lock(?)", (key,))[0][0]:
            raise StoreError(f"{document} is being labelled by {annotator} in another window; close it there first")
        self._held.append(key)
        try:
            yield
        finally:
            self._held.remove(key)
            if not self._lost():  # which has released it
                with suppress(StoreError):
                    self._run("SELECT pg_advisory_unlock(?)", (key,))

    def _key(self, *what: str) -> int:
        """The number of an advisory lock: 64 bits of a hash, of which two among a million are the same once in 10^7 times."""
        digest = sha256("\0".join((self._schema, *what)).encode(errors="surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big", signed=True)


def password_in(url: str) -> bool:
    """Whether a URL holds a password, which whoever lists the processes of a machine could read from a command line."""
    return ":" in _user(url) or any(map(_secret, url.partition("?")[2].split("&")))


def _user(url: str) -> str:
    return url.partition("://")[2].rpartition("@")[0]


def _secret(option: str) -> bool:
    return "password" in unquote(option.partition("=")[0])


def _parsed(url: str) -> _Address:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict, make_conninfo
    except ImportError:
        raise StoreError("a PostgreSQL database needs psycopg: pip install 'annotate-claims[postgres]'") from None

    if not _USER.fullmatch(_user(url)):  # libpq and Python would part it differently
        raise StoreError("the user or password in the database's address has an odd letter: write / as %2F, @ as %40, # as %23")
    address, _, query = url.partition("://")[2].partition("?")
    options = [option for option in query.split("&") if option]
    schema = next((option.partition("=")[2] for option in options if option.startswith("schema=")), "annotate")
    if not _SCHEMA.fullmatch(schema):
        raise StoreError(f"{schema} is no name of a schema: use small letters, digits and _")
    user, at, place = address.rpartition("@")
    where = _url(user.partition(":")[0] + at + place, [option for option in options if not _secret(option)])
    try:
        conninfo = conninfo_to_dict(_url(address, [option for option in options if not option.startswith("schema=")]))
    except ProgrammingError:
        raise StoreError(f"{where} is no address of a database: write postgresql://user@host/database") from None
    return _Address(where, make_conninfo("", **(_DEFAULTS | conninfo)), schema, str(conninfo.get("password") or ""))


def _url(address: str, options: list[str]) -> str:
    return f"postgresql://{address}{'?' if options else ''}{'&'.join(options)}"
