"""What only PostgreSQL can do: go away and come back, deadlock, allow less, ask for a password, be used by another program."""

from __future__ import annotations

import logging
import re
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import NoStoreError, StoreError, UnreachableError
from annotate.store import Store, open_store, postgres
from annotate.store.postgres import Postgres, password_in
from support.builders import make_version
from support.pooler import PROGRAM, running_pooler
from support.postgres_server import Server
from support.storing import at, everything, make, revise, start

SECRET = "s3cret-W0rd"


@pytest.fixture
def url(new_schema: Callable[[], str]) -> str:
    return new_schema()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def schema(server: Server) -> Iterator[str]:
    """The name of a schema, and of a role, on the tests' own server, where roles may be made."""
    name = f"test_{uuid4().hex}"
    yield name
    server.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE", f"DROP ROLE IF EXISTS {name}")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "PATIENCE", 0.1)
    monkeypatch.setattr(postgres, "PATIENCE_LABELLING", 0.1)


def base(url: str) -> str:
    return url.partition("schema=")[0].rstrip("?&")


def end(store: Store) -> None:
    """End the store's connection as a server that shuts down does."""
    pid = store._db.execute("SELECT pg_backend_pid()")[0][0]
    others = psycopg.connect(store._db._conninfo, autocommit=True)  # type: ignore[attr-defined]
    with others:
        others.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


# -- going away and coming back ---------------------------------------------------------------------------------------


def test_a_lost_connection_is_made_again(filled: Store) -> None:
    end(filled)
    assert list(filled.revisions()) == [revise()]
    end(filled)
    filled.save([revise(1, 1)])
    assert len(list(filled.revisions())) == 2


def test_a_connection_lost_in_a_transaction_undoes_it_and_does_it_again(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    insert, lost = filled._insert, iter([True, False])

    def losing(*arguments: Any) -> None:
        insert(*arguments)
        if next(lost, False):
            filled._db._current.pgconn.finish()  # type: ignore[attr-defined]

    monkeypatch.setattr(filled, "_insert", losing)
    filled.save([revise(1, 1), revise(2, 1)])
    assert [r.sentence for r in filled.history("a1", "mk")] == ["a1:0", "a1:23", "a1:44"]


def commit_unheard(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next commit happen, and its answer be lost."""
    db: Any = store._db
    run, once = db._run, iter([True])

    def deaf(sql: str, values: tuple[object, ...] = ()) -> object:
        done = run(sql, values)
        if sql == "COMMIT" and next(once, False):
            db._current.close()
            raise postgres._TransientError("the answer was lost")
        return done

    monkeypatch.setattr(db, "_run", deaf)


def test_a_commit_whose_answer_was_lost_stores_a_decision_once(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_unheard(filled, monkeypatch)
    filled.save([revise(1, 1), revise(2, 1)])
    assert [r.sentence for r in filled.history("a1", "mk")] == ["a1:0", "a1:23", "a1:44"]


def test_of_another_commit_it_is_said_that_it_is_not_known(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_unheard(filled, monkeypatch)
    with pytest.raises(UnreachableError, match="it is not known whether this was stored: check"):
        filled.add_version(make_version(make(), 2, "ada"), [])
    assert filled.segmentation("a1") == 2


def test_a_deadlock_is_done_again(filled: Store, url: str) -> None:
    """Two transactions that lock two rows crosswise: the server ends one of them, which then goes well."""
    with open_store(url) as other:
        both = threading.Barrier(2)
        tries = []

        def cross(store: Store, first: int, second: int) -> None:
            def action() -> None:
                tries.append(first)
                store._db.execute("SELECT pg_advisory_xact_lock(?)", (first,))
                if len(tries) <= 2:
                    both.wait(10)
                store._db.execute("SELECT pg_advisory_xact_lock(?)", (second,))

            store._db.transact(action, ("turn", str(first)))

        threads = [threading.Thread(target=cross, args=arguments) for arguments in ((filled, 1, 2), (other, 2, 1))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(tries) == 3


def test_a_server_that_stays_away_is_said(own_server: Server, impatient: None) -> None:
    url = own_server.url("s")
    with open_store(url) as store:
        store.add_document(make())
        own_server.crash()
        with pytest.raises(
            UnreachableError, match=r"cannot be reached \(.*\); check that it is running.*nothing stored is lost"
        ) as caught:
            store.save([revise()])
        assert "\n" not in str(caught.value)
        with pytest.raises(UnreachableError):
            open_store(url)
        own_server.start()
        store.save([revise()])
    assert everything(url) == ([make()], [revise()])


def test_what_was_acknowledged_before_a_crash_is_there_after_it(own_server: Server) -> None:
    url = own_server.url("s")
    with open_store(url) as store:
        store.add_document(make())
    promised = []
    for round in range(3):
        worker = start("save", url, f"n{round}", "100000")
        assert worker.stdout is not None
        promised += [(f"n{round}", worker.stdout.readline().strip()) for _ in range(5)]
        own_server.crash()
        worker.kill()
        promised += [(f"n{round}", line.strip()) for line in worker.communicate()[0].splitlines(True) if line.endswith("\n")]
        own_server.start()
    with open_store(url) as store:
        stored = [(r.annotator, r.created) for r in store.revisions()]
    assert all(stored.count(one) == 3 for one in promised)  # a decision has three revisions
    assert len(stored) == 3 * len(set(stored))


def test_a_window_that_comes_back_holds_what_it_held(filled: Store, url: str) -> None:
    with filled.lock_document("a1", "mk"):
        end(filled)
        filled.save([revise(1, 1)])
        with open_store(url) as other, pytest.raises(StoreError, match="in another window"), other.lock_document("a1", "mk"):
            pass
    with open_store(url) as other, other.lock_document("a1", "mk"):
        pass


def test_what_another_window_took_meanwhile_is_not_taken_back(filled: Store, url: str, impatient: None) -> None:
    with open_store(url) as other, filled.lock_document("a1", "mk"):
        end(filled)
        with (
            other.lock_document("a1", "mk"),
            pytest.raises(UnreachableError, match="has not yet released the locks of the lost connection"),
        ):
            filled.save([revise(1, 1)])
        filled.save([revise(1, 1)])


def test_an_interrupt_leaves_no_transaction_open(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    db: Any = filled._db
    run = db._run

    def interrupted(sql: str, values: tuple[object, ...] = ()) -> object:
        if sql == "COMMIT":
            raise KeyboardInterrupt
        return run(sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(db, "_run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            filled.save([revise(1, 1)])
    filled.save([revise(2, 2)])
    assert [r.sentence for r in filled.history("a1", "mk")] == ["a1:0", "a1:44"]


# -- who may do what --------------------------------------------------------------------------------------------------


def test_who_may_only_read_is_told(server: Server, schema: str) -> None:
    with open_store(server.url(schema)) as store:
        store.add_document(make())
        store.save([revise()])
    server.execute(
        f"CREATE ROLE {schema} LOGIN",
        f'GRANT USAGE ON SCHEMA "{schema}" TO {schema}',
        f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO {schema}',
    )
    try:
        with open_store(server.url(schema, schema), create=False) as reader:
            assert list(reader.revisions()) == [revise()]
            with pytest.raises(StoreError, match=r"does not allow you to do this \(permission denied for table revisions\); ask"):
                reader.save([revise(1, 1)])
    finally:
        server.execute(f"DROP OWNED BY {schema} CASCADE")


def test_another_programs_schema_is_refused(server: Server, schema: str) -> None:
    server.execute(f'CREATE SCHEMA "{schema}"', f'CREATE TABLE "{schema}".things (id INTEGER)')
    with pytest.raises(StoreError, match=f"the schema {schema} of .* belongs to another program; name another"):
        open_store(server.url(schema))


def test_an_empty_schema_is_used(server: Server, schema: str) -> None:
    """Who runs the server may make it, for somebody who may make none."""
    server.execute(f"CREATE ROLE {schema} LOGIN", f'CREATE SCHEMA "{schema}" AUTHORIZATION {schema}')
    try:
        with pytest.raises(NoStoreError, match="there is no store in"):
            open_store(server.url(schema, schema), create=False)
        with open_store(server.url(schema, schema)) as store:
            store.add_document(make())
    finally:
        server.execute(f"DROP OWNED BY {schema} CASCADE")


def test_a_database_that_is_not_there(server: Server) -> None:
    with pytest.raises(StoreError, match=r"nowhere.* does not exist; create it first: createdb"):
        open_store(server.url(database="nowhere"))


def test_texts_must_be_utf_8(server: Server) -> None:
    server.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(StoreError, match="is not UTF-8 encoded; create a database with: createdb -E UTF8"):
            open_store(server.url(database="latin"))
    finally:
        server.execute("DROP DATABASE latin")


# -- addresses and passwords ------------------------------------------------------------------------------------------


def told(error: BaseException) -> str:
    """All that a log, a traceback or a repr of an error could show."""
    return "".join(traceback.format_exception(error)) + repr(error)


def test_a_wrong_password_is_told_without_it(own_server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    own_server.execute(f"CREATE ROLE ada LOGIN PASSWORD '{SECRET}'", "GRANT CREATE ON DATABASE postgres TO ada")
    own_server.demand_password("ada")
    with open_store(own_server.url("s", "ada", SECRET)) as store:
        store.add_document(make())
        assert SECRET not in store.where + repr(vars(store)) + repr(store._db)
        with pytest.raises(StoreError) as caught:
            store.save([revise(document="zz")])
        assert SECRET not in told(caught.value)
    for url in (own_server.url("s", "ada", f"{SECRET}x"), own_server.url("s", "ada"), own_server.url("s", "nobody-here")):
        with pytest.raises(StoreError, match="rejected the user or the password; set them by PGUSER and PGPASSWORD") as caught:
            open_store(url)
        assert SECRET not in told(caught.value)
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:{}@127.0.0.1:1/x",
        "postgresql://ada:{}@127.0.0.1:bad/x",
        "postgresql://ada:{}@[bad/x",
        "postgresql://ada:{}@@127.0.0.1:1/x",
        "postgresql://ada:/{}@127.0.0.1:1/x",
        "postgresql://ada:#{}@127.0.0.1:1/x",
        "postgresql://ada:?{}@127.0.0.1:1/x",
        "postgresql://ada:[{}@127.0.0.1:1/x",
        "postgresql://ada:%zz{}@127.0.0.1:1/x",
        "postgresql://127.0.0.1:1/x?user=ada&password={}",
        "postgresql://127.0.0.1:1/x?pass%77ord={}",
        "postgresql://127.0.0.1:1/x?sslpassword={}",
        "postgresql://ada:{}@127.0.0.1:1/x?schema=Bad;",
        "postgresql://ada:{}@127.0.0.1:1/x?nonsense=1",
        "postgresql://ada:{}@no such host/x",
    ],
)
def test_no_error_shows_the_password(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(address.format(SECRET))
    assert SECRET not in told(caught.value)
    assert "\n" not in str(caught.value)
    assert password_in(address.format(SECRET))


@given(st.text(st.characters(codec="ascii"), min_size=1))
def test_no_password_is_shown_whatever_it_is(password: str) -> None:
    marked = f"{SECRET}{password}{SECRET}"
    try:
        where = postgres._parse(f"postgresql://ada:{marked}@127.0.0.1:1/x").where
    except StoreError as error:
        where = told(error)
    assert SECRET not in where


def test_an_address_without_a_password_has_none() -> None:
    for url in ("postgresql://ada@db/x", "postgresql://db:5432/x?schema=a", "postgresql://[::1]:5432/x", "postgresql:///x"):
        assert not password_in(url)
        assert postgres._parse(url).where == url


def test_parts_of_an_address(url: str) -> None:
    assert postgres._parse("postgres://ada:x@db/n?schema=s1&sslmode=require").where == (
        "postgresql://ada@db/n?schema=s1&sslmode=require"
    )
    for odd in ("S", "a-b", "a;b", "1a", "x" * 64):
        with pytest.raises(StoreError, match="is not a schema name"):
            open_store(f"{base(url)}{'&' if '?' in url else '?'}schema={odd}")


def test_without_psycopg_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(StoreError, match=re.escape("needs psycopg: pip install 'annotate-claims[postgres]'")):
        open_store("postgresql://db/x")


def test_schemas_of_one_database_know_nothing_of_each_other(new_schema: Callable[[], str]) -> None:
    with open_store(new_schema()) as one, open_store(new_schema()) as two:
        one.add_document(make())
        assert two.documents() == ()
        with one.lock_document("a1", "mk"), two.lock_document("a1", "mk"):
            pass


def test_texts_sort_by_code_point(store: Store) -> None:
    store.add_document(make())
    for name in ("b", "B", "ä", "a"):
        store.save([revise(annotator=name)])
    assert [row[0] for row in store._db.execute("SELECT annotator FROM revisions ORDER BY annotator")] == ["B", "a", "b", "ä"]
    assert store.latest("ä") == "a1"
    assert at(0) == max(tally.last for tally in store.tally())


def test_a_connection_is_one_class(tmp_path: Path, store: Store) -> None:
    assert isinstance(store._db, Postgres)
    assert store._db.integrity_errors() == []


# -- connection poolers -----------------------------------------------------------------------------------------------


needs_pgbouncer = pytest.mark.skipif(PROGRAM is None, reason="pgbouncer is not installed")


@needs_pgbouncer
@pytest.mark.parametrize("size", [1, 5])
@pytest.mark.parametrize("mode", ["transaction", "statement"])
def test_a_pooler_that_shares_sessions_is_refused(server: Server, schema: str, mode: str, size: int) -> None:
    with running_pooler(server, mode, size) as address:
        for _ in range(2):  # the second time, the pool has idle connections
            with pytest.raises(StoreError, match=r"is reached through a connection pooler .*set pool_mode = session"):
                open_store(f"{address}&schema={schema}")


@needs_pgbouncer
def test_a_pooler_that_shares_sessions_is_refused_when_others_use_it(server: Server, schema: str) -> None:
    with running_pooler(server, "transaction", 3) as address, psycopg.connect(address) as busy, psycopg.connect(address) as idle:
        busy.execute("SELECT 1")  # in a transaction from here on
        idle.execute("SELECT 1")
        idle.commit()
        with pytest.raises(StoreError, match="connection pooler"):
            open_store(f"{address}&schema={schema}")


@needs_pgbouncer
@pytest.mark.parametrize("size", [1, 5])
def test_a_pooler_in_session_mode_works(server: Server, schema: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_POOLER_PATIENCE", 0.5)
    with running_pooler(server, "session", size) as address:
        with open_store(f"{address}&schema={schema}") as store:
            store.add_document(make())
            with store.lock_document("a1", "mk"):
                store.save([revise()])
                for tick in range(1, 10):  # more often than psycopg needs to prepare a statement
                    store.save([revise(1, tick)])
        assert len(everything(f"{address}&schema={schema}")[1]) == 10


class _Pooled:
    """A connection as a pooler gives it, in place of psycopg's: the process ids that its statements tell, in order."""

    def __init__(self, told: int, *pids: int | None) -> None:
        self.info = SimpleNamespace(backend_pid=told)
        self.pgconn = SimpleNamespace(transaction_status=0)
        self.closed = False
        self.pids = iter(pids)

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("first", "second", "shares"),
    [
        ((7, 7), (), False),  # no pooler: no second connection is made
        ((99, 7, 7), (98, 8), False),  # session mode
        ((99, 7), (98, 7), True),  # the process of the first is given to the second
        ((99, 7, 9), (98, 8), True),  # the first is given another one
        ((99, 7, None), (98, 8), True),  # no process is left for the first
    ],
)
def test_how_a_pooler_is_recognised(
    first: tuple[int, ...], second: tuple[int, ...], shares: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same without a pooler, for machines that have none."""
    monkeypatch.setattr(postgres, "_backend", lambda connection, sql: next(connection.pids))
    one: Any = _Pooled(*first)
    other: Any = _Pooled(*second) if second else None
    assert postgres.shares_sessions(one, lambda: other) is shares
