"""PostgreSQL: reconnecting to the server, turns of writers, locks between windows, and errors in words.

Writers take turns by advisory locks, which need no privilege, so an annotator's role needs only SELECT and INSERT. A decision
waits for others of the same document and annotator; a change of a whole document or of the store waits for all writers.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import unquote

from annotate.errors import NoStoreError, StoreError, UnreachableError
from annotate.store.rows import SqlRow

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")

PATIENCE = 10.0
"""The seconds for which a lost server is tried again."""

PATIENCE_LABELLING = 2.0
"""The same while somebody is at the prompt, where a decision can be saved locally and sent later."""

_POOLER_PATIENCE = 3.0  # seconds; see `shares_sessions`

_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_USER = re.compile(r"[^/?#\[\]@\s]*")
_TRIGGER = re.compile(r"CREATE TRIGGER (\w+) (.*?) BEGIN (.*) END", re.DOTALL)
_PORT = re.compile(r"^(\[[^\]]*\]|[^:]*)(:[0-9]*)?$")
_BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_FORM = "postgresql://user@host/database"
_TRANSIENT = {"40001", "40P01", "55P03", "57014"}  # serialization failure, deadlock, lock not available, cancelled
_DISCONNECTED = {"57P01", "57P02", "57P03", "53300"}  # shutting down, crashed, starting up, too many connections

_REASONS = {
    "42501": "does not allow you to do this ({message}); ask its administrator for the privilege",
    "53100": "cannot grow because its disk is full; free some space, then try again",
    "25006": "is read-only at the moment; try again when it can be written",
    "28": "rejected the user or the password; set them by PGUSER and PGPASSWORD, ~/.pgpass or ANNOTATE_DATABASE",
    "3D000": "does not exist; create it first: createdb",
}
"""The reason in a message by SQLSTATE or its class."""

_CONNECTING = {"password": "28", "authentication": "28", "pg_hba.conf": "28", 'role "': "28", 'database "': "3D000"}
"""The SQLSTATE by a part of the message: libpq reports none while it connects."""

_DEFAULTS = {
    "application_name": "annotate",
    "client_encoding": "UTF8",
    "connect_timeout": "5",
    # So that a network that has gone silent is noticed in about 10 seconds.
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "2",
    "tcp_user_timeout": "10000",
}
_SESSION = (
    "SET synchronous_commit = on",
    # So that the server releases the locks of a lost window about as soon.
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 2",
)


class _TransientError(StoreError):
    """A failure of everything that was attempted, which may pass: the attempt can be repeated. It never leaves this module."""


class _Address(NamedTuple):
    """The parts of a URL.

    where: its name in messages, without the password.
    conninfo: the connection string of libpq, with the password.
    schema: the schema of the store.
    password: empty if there is none.
    """

    where: str
    conninfo: str
    schema: str
    password: str


class Postgres:
    """A connection to one schema of a PostgreSQL database, reconnected when it is lost. See `database.Database`."""

    def __init__(self, url: str, create: bool) -> None:
        self.where, self._conninfo, self._schema, self._password = _parse(url)
        self._locks: list[int] = []
        self._current: psycopg.Connection | None = None
        self._in_transaction = False
        try:
            try:
                self._connection()
            except _TransientError as error:  # no use in waiting at first: the address may be wrong
                raise UnreachableError(str(error)) from None
            self._check_schema(create)
        except BaseException:
            self.close()
            raise

    def _check_schema(self, create: bool) -> None:
        ((encoding,),) = self.execute("SHOW server_encoding")
        if encoding != "UTF8":
            raise StoreError(f"{self.where} is not UTF-8 encoded; create a database with: createdb -E UTF8")
        tables = {name for (name,) in self.execute("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self._schema,))}
        if "migrations" in tables:
            return
        if tables:
            raise StoreError(f"the schema {self._schema} of {self.where} belongs to another program; name another: ?schema=")
        if not create:
            raise NoStoreError(f"there is no store in {self.where}; add an article to create one")
        self.transact(self._create_schema)

    def _create_schema(self) -> None:
        # Not CREATE SCHEMA IF NOT EXISTS: that needs the privilege to create one even if it is there.
        if not self.execute("SELECT 1 FROM pg_namespace WHERE nspname = ?", (self._schema,)):
            self.execute(f'CREATE SCHEMA "{self._schema}"')
        self.execute('CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied TEXT COLLATE "C" NOT NULL)')

    def prepare(self) -> None:
        """Do nothing: a server is set up by its administrator."""

    def migrate(self, action: Callable[[], None]) -> None:
        """Call `action`; the server says whether it allows that."""
        action()

    def execute_ddl(self, statement: str) -> None:
        """Execute a statement of a migration, with the types of SQLite: texts sort by code point, integers have 64 bits.

        A trigger has the rights of whoever migrates, and who may read the store may read a new table.
        """
        if trigger := _TRIGGER.fullmatch(statement):
            name, event, body = trigger.groups()
            self.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
                f'SET search_path = "{self._schema}", pg_temp AS $$ BEGIN {body} RETURN NULL; END $$'
            )
            self.execute(f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION {name}()")
            return
        self.execute(re.sub(r"\bINTEGER\b", "BIGINT", re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', statement)))
        if table := re.match(r"CREATE TABLE (\w+)", statement):
            for reader in self._granted("SELECT", "migrations"):
                self.execute(f"GRANT SELECT ON {table[1]} TO {reader}")

    def _granted(self, privilege: str, table: str) -> list[str]:
        """Return the roles that were granted a privilege on a table, quoted for SQL; PUBLIC may be one."""
        rows = self.execute(
            "SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END FROM pg_class AS c "
            "CROSS JOIN LATERAL aclexplode(c.relacl) AS a WHERE c.oid = to_regclass(?) AND a.privilege_type = ? "
            "AND a.grantee <> c.relowner",
            (table, privilege),
        )
        return [role for (role,) in rows]

    def erase_deleted(self) -> None:
        """Return the space of deleted rows to the server, which overwrites it in time."""
        with suppress(StoreError):  # the server does the same by itself, later
            self.execute("VACUUM")

    def close(self) -> None:
        """End the connection, which releases its locks."""
        if self._current is not None:
            self._current.close()

    def write_backup(self, path: Path) -> None:
        """Copy a snapshot of everything into a new SQLite store; see `Database`."""
        from annotate.store import open_store
        from annotate.store.copying import copy

        def write() -> None:
            self._connection()
            self._in_transaction = True
            try:
                self._run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                with open_store(path) as target:
                    copy(self, target._db)
            finally:
                if not self._lost():
                    with suppress(StoreError):
                        self._run("ROLLBACK")
                self._in_transaction = False

        self._retry(write)

    def integrity_errors(self) -> list[str]:
        """Return nothing: the server checks its own files."""
        return []

    # -- statements and transactions --------------------------------------------------------------------------------------

    def execute(self, sql: str, values: SqlRow = ()) -> list[SqlRow]:
        """Execute a statement, reconnecting first outside a transaction, and return all its rows. Raises StoreError."""
        return self._run(sql, values) if self._in_transaction else self._retry(lambda: self._run(sql, values))

    def transact(self, action: Callable[[], T], turn: tuple[str, ...] = ()) -> T:
        """Call `action` in one transaction; see `Database`. After a transient failure all of it is repeated."""
        return self._retry(lambda: self._attempt(action, turn))

    def _attempt(self, action: Callable[[], T], turn: tuple[str, ...]) -> T:
        # Two advisory locks, released by the end of the transaction. Who has a turn shares the lock of the store, and takes the
        # lock of the turn alone; who has none takes the lock of the store alone, and so waits for all, and all for them.
        store = self._key("store")
        locks = f"pg_advisory_xact_lock({store})"
        if turn:
            locks = f"pg_advisory_xact_lock_shared({store}), pg_advisory_xact_lock({self._key('turn', *turn)})"
        self._connection()  # connects if necessary, which is not possible inside the transaction
        self._in_transaction = True
        try:
            # One round trip. At READ COMMITTED each statement sees what was committed before it began, so `action` reads all that
            # the turns before this one wrote; a snapshot taken at BEGIN, before the wait for the locks, would not have it.
            self._run(f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT {locks}")
            result = action()
            self._commit(repeatable=bool(turn))
        except BaseException:
            if not self._lost():  # a lost connection is rolled back by the server
                with suppress(StoreError):
                    self._run("ROLLBACK")
            raise
        finally:
            self._in_transaction = False
        return result

    def _commit(self, repeatable: bool) -> None:
        """Commit the transaction. If the answer is lost, it may be stored or not: a `repeatable` one is then done again."""
        try:
            self._run("COMMIT")
        except _TransientError as error:
            if repeatable or not self._lost():
                raise
            message = f"{error}; it is not known whether this was stored: check, then try again"
            raise UnreachableError(message) from None

    def _run(self, sql: str, values: SqlRow = ()) -> list[SqlRow]:
        import psycopg

        connection = self._connection()
        try:
            cursor = connection.execute(sql.replace("?", "%s") if values else sql, values or None)
            return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise self._translate_error(error) from error

    def _retry(self, action: Callable[[], T]) -> T:
        """Call `action` until it succeeds, as long as its failures are transient, and return its value."""
        from random import uniform

        deadline = time.monotonic() + (PATIENCE_LABELLING if self._locks else PATIENCE)
        while True:
            try:
                return action()
            except _TransientError as error:
                if time.monotonic() > deadline:
                    raise UnreachableError(f"{error} (nothing stored is lost)") from None
            time.sleep(uniform(0.05, 0.25))

    # -- the connection ---------------------------------------------------------------------------------------------------

    def _connection(self) -> psycopg.Connection:
        if self._current is None or self._current.closed:
            if self._in_transaction:
                raise _TransientError(f"the connection to {self.where} was lost in a transaction")
            self._current = self._connect()
        return self._current

    def _connect(self) -> psycopg.Connection:
        """Return a new connection with the locks of the lost one."""
        import psycopg

        try:
            connection = psycopg.connect(self._conninfo, autocommit=True)
        except psycopg.Error as error:
            raise self._translate_error(error) from None  # libpq may quote the address, with its password
        try:
            if shares_sessions(connection, lambda: psycopg.connect(self._conninfo, autocommit=True)):
                connection.close()
                raise StoreError(
                    f"{self.where} is reached through a connection pooler (such as PgBouncer) that gives every transaction "
                    "another session, so documents could not be locked while they are labelled; set pool_mode = session for this "
                    "database, or connect to the server itself"
                )
            connection.execute("; ".join((*_SESSION, f'SET search_path TO "{self._schema}"')))
            locked = [connection.execute("SELECT pg_try_advisory_lock(%s)", (key,)).fetchone() for key in self._locks]
        except psycopg.Error as error:
            connection.close()
            raise self._translate_error(error) from error
        if (False,) in locked:
            connection.close()
            raise _TransientError(f"{self.where} is back, but has not yet released the locks of the lost connection")
        return connection

    def _lost(self) -> bool:
        return self._current is None or self._current.closed

    def _translate_error(self, error: psycopg.Error) -> StoreError:
        message = str(error).strip().partition("\n")[0]
        if self._password:
            message = message.replace(self._password, "***")
        state = error.sqlstate or ""
        if not state and ("FATAL" in message or "fe_sendauth" in message):
            state = next((state for word, state in _CONNECTING.items() if word in message), "")
        if reason := _REASONS.get(state) or _REASONS.get(state[:2]):
            return StoreError(f"{self.where} {reason.format(message=message)} (nothing stored is lost)")
        if self._lost() or state in _DISCONNECTED or state[:2] == "08":
            self.close()
            return _TransientError(f"{self.where} cannot be reached ({message}); check that it is running, and its address")
        if state in _TRANSIENT:
            return _TransientError(f"{self.where} was too busy: {message}")
        return StoreError(f"{self.where} refused this: {message} (nothing stored is lost)")

    # -- locking a document -----------------------------------------------------------------------------------------------

    @contextmanager
    def lock(self, document: str, annotator: str) -> Iterator[None]:
        """Lock a document for one annotator by a lock on the server, which ends with the connection; see `Database`."""
        # The server gives a lock that this connection has a second time, so the list is asked first.
        key = self._key("hold", document, annotator)
        locked = key not in self._locks
        if locked:
            ((locked,),) = self.execute("SELECT pg_try_advisory_lock(?)", (key,))
        if not locked:
            raise StoreError(f"{document} is being labelled by {annotator} in another window; close it there first")
        self._locks.append(key)
        try:
            yield
        finally:
            self._locks.remove(key)
            if not self._lost():  # a lost connection has released it
                with suppress(StoreError):
                    self._run("SELECT pg_advisory_unlock(?)", (key,))

    def open_elsewhere(self, documents: Iterable[str], annotators: Iterable[str]) -> str | None:
        """Return one of the documents that another connection has locked for one of the annotators; see `Database`."""
        # pg_locks shows a lock's number in two halves.
        rows = self.execute(
            "SELECT classid::bigint, objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted "
            "AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        held = set(rows)
        names = tuple(annotators) if held else ()
        return next((d for d in documents for name in names if divmod(self._key("hold", d, name) % 2**64, 2**32) in held), None)

    def may_insert(self, table: str) -> bool:
        """Return True if the role that logged in may insert into a table."""
        ((allowed,),) = self.execute("SELECT has_table_privilege(?, 'INSERT')", (table,))
        return bool(allowed)

    def grant_insert(self, table: str, like: Iterable[str]) -> None:
        """Allow those who may insert into one of the tables `like` to insert into another table, too."""
        for role in sorted({role for other in like for role in self._granted("INSERT", other)}):
            self.execute(f"GRANT INSERT ON {table} TO {role}")

    def now(self) -> datetime:
        """Return the time of the server."""
        ((seconds,),) = self.execute("SELECT EXTRACT(EPOCH FROM clock_timestamp())::double precision")
        return datetime.fromtimestamp(seconds, UTC)

    def role(self) -> str:
        """Return the role that logged in."""
        ((name,),) = self.execute("SELECT session_user::text")
        return str(name)

    def _key(self, *names: str) -> int:
        """Return the number of an advisory lock: 64 bits of a hash. Of a million, two collide in 1 of 10^7 stores."""
        digest = sha256("\0".join((self._schema, *names)).encode(errors="surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big", signed=True)


def shares_sessions(connection: psycopg.Connection, connect: Callable[[], psycopg.Connection]) -> bool:
    """Return True if a pooler gives the connection's transactions to any session of the server; `connect` makes another one.

    Locks of documents, and settings, belong to a session: PgBouncer in transaction or statement mode breaks them silently.
    """
    # A pooler invents the process id that it tells a client at first, with which the client could cancel its statements, and
    # the server's function tells the true one.
    first = _backend(connection, "SELECT pg_backend_pid()")
    if first == connection.info.backend_pid:
        return False
    # In session mode, either connection keeps a server process of its own. Else the second is given that of the first, which
    # is idle, or, while the second is in a transaction, the first is given another one (or none, if there are no more).
    with closing(connect()) as other:
        second = _backend(other, "BEGIN; SELECT pg_backend_pid()")
        if second is None:  # no process is free, so the first keeps its own
            return False
        return second in (first, _REFUSED) or _backend(connection, "SELECT pg_backend_pid()") != first


_REFUSED = -1
"""In place of a process id: the statement was refused, as BEGIN is in PgBouncer's statement mode."""


def _backend(connection: psycopg.Connection, sql: str) -> int | None:
    """Return the process id that a statement gives, `_REFUSED` if it fails, None if it takes too long."""
    from select import select

    from psycopg import OperationalError

    # Not `execute`, which would wait for as long as the pooler does (by default two minutes).
    pg, deadline, pid = connection.pgconn, time.monotonic() + _POOLER_PATIENCE, _REFUSED
    try:
        pg.send_query(sql.encode())
        while True:
            while pg.is_busy():
                if not select([pg.socket], [], [], max(deadline - time.monotonic(), 0))[0]:
                    return None
                pg.consume_input()
            result = pg.get_result()
            if result is None:
                return pid
            pid = int(result.get_value(0, 0) or _REFUSED) if result.ntuples else _REFUSED
    except OperationalError:
        return _REFUSED


def password_in(url: str) -> bool:
    """Return True if a URL contains a password, which on a command line every user of the machine can read."""
    return ":" in _user(url) or any(map(_is_secret, url.partition("?")[2].split("&")))


def _user(url: str) -> str:
    return url.partition("://")[2].rpartition("@")[0]


def _is_secret(option: str) -> bool:
    return "password" in unquote(option.partition("=")[0]).lower()


def _is_option(option: str, name: str) -> bool:
    return unquote(option.partition("=")[0]).lower() == name


def _is_encoded(text: str) -> bool:
    """Return True if every % in a text begins an escape, and the escapes give UTF-8 without NUL."""
    try:
        return not _BROKEN_ESCAPE.search(text) and "\0" not in unquote(text, errors="strict")
    except UnicodeDecodeError:
        return False


def _parse(url: str) -> _Address:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict, make_conninfo
    except ImportError:
        raise StoreError("a PostgreSQL database needs psycopg: pip install 'annotate-claims[postgres]'") from None

    if not _USER.fullmatch(_user(url)):  # libpq and Python would split it differently
        raise StoreError(
            "the user or password in the database's address has a character to be escaped: write / as %2F, @ as %40, # as %23"
        )
    address, _, query = url.partition("://")[2].partition("?")
    options = [option for option in query.split("&") if option]
    schema = next((option.partition("=")[2] for option in options if option.startswith("schema=")), "annotate")
    if not _SCHEMA.fullmatch(schema):
        raise StoreError(f"{schema!r} is not a schema name: use lowercase letters, digits and _")
    user, at, place = address.rpartition("@")
    if not all(map(_PORT.search, place.partition("/")[0].split(","))):  # as in postgresql://user:password/name
        raise StoreError(f"the database's address has a port that is not a number: write {_FORM}")
    shown = [option for option in options if not _is_secret(option) and not _is_option(option, "options")]
    where = _url(user.partition(":")[0] + at + place, shown)
    if not _is_encoded(address + query):
        raise StoreError(
            f"the database's address has a % that does not encode a character of UTF-8: write %25 for %, and {_FORM}"
        )
    try:
        conninfo = conninfo_to_dict(_url(address, [option for option in options if not option.startswith("schema=")]))
    except ProgrammingError:
        raise StoreError(f"{where} is not a database address: write {_FORM}") from None
    return _Address(where, make_conninfo("", **(_DEFAULTS | conninfo)), schema, str(conninfo.get("password") or ""))


def _url(address: str, options: list[str]) -> str:
    return f"postgresql://{address}{'?' if options else ''}{'&'.join(options)}"
