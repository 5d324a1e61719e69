"""Opening a store: what URLs name, what is created, what is refused; and no foreign exception comes out."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from atelier_cli import names
from atelier_cli.errors import RefusedError, UnavailableError, UsageError
from atelier_cli.operations.database import init, status, upgrade
from atelier_cli.plan.plan import Change, Plan
from atelier_cli.rows.application import Application
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.store import migrate, postgres
from atelier_cli.store.open import open_store
from atelier_cli.store.sql import SqlStore
from tests.support.postgres import Server, execute
from tests.support.rows import TEMPLATE, awkward, every_class, read, write

NEWEST = migrate.revisions()[-1]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x.db",
        "mysql://root@host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://host/x.db",
        "postgresql://h:port/x",
    ],
)
def test_another_url_is_a_usage_error(url: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        open_store(url, tmp_path)
    assert refusal.value.remedy


def test_a_password_is_not_shown_even_where_the_url_cannot_be_read(tmp_path: Path) -> None:
    for url in ("mysql://ana:hush@host/db", "postgresql://ana:hush@host:port/db", "ana:hush@host"):
        with pytest.raises(UsageError) as refusal:
            open_store(url, tmp_path)
        assert "hush" not in f"{refusal.value.message} {refusal.value.remedy}"


# SQLite


def test_a_file_is_created_with_its_folder_and_its_tables(tmp_path: Path) -> None:
    open_store("sqlite:///.atelier/atelier.db", tmp_path).close()
    assert status("sqlite:///.atelier/atelier.db", tmp_path).state == "current"
    assert (tmp_path / ".atelier/atelier.db").exists()


@pytest.mark.parametrize("file", ["x.db", "folder/x.db"])
def test_who_only_reads_finds_nothing_and_leaves_nothing_behind(tmp_path: Path, file: str) -> None:
    store = open_store(f"sqlite:///{file}", tmp_path, create=False)
    with store.transaction() as transaction:
        assert transaction.planes() == ()
    assert len(read(store)) == 0
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_who_only_reads_reads_the_file_that_is_there(tmp_path: Path) -> None:
    writing = open_store("sqlite:///x.db", tmp_path)
    write(writing, every_class(awkward))
    writing.close()
    store = open_store("sqlite:///x.db", tmp_path, create=False)
    assert len(read(store)) > 50
    store.close()


def test_who_only_reads_is_told_where_nobody_lets_us_look(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="file name too long"):
        open_store(f"sqlite:///{'x' * 300}.db", tmp_path, create=False)


def test_an_absolute_file_is_where_it_says(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/there.db", Path("/nowhere")).close()
    assert (tmp_path / "there.db").exists()


def test_several_processes_may_be_the_first(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from atelier_cli.store.open import open_store; "
    script += "open_store('sqlite:///x.db', Path(sys.argv[1]), lock_timeout=60).close()"
    command = [sys.executable, "-c", script, str(tmp_path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(process.communicate()[1], process.returncode) for process in running] == [("", 0)] * 3


def test_what_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("These are not the bytes of a database, but there are enough of them. " * 20)
    with pytest.raises(UnavailableError, match="is no SQLite database"):
        open_store("sqlite:///x.db", tmp_path)


def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "x.db").mkdir()
    with pytest.raises(UnavailableError, match="cannot open"):
        open_store("sqlite:///x.db", tmp_path)


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnavailableError, match="file"):
        open_store("sqlite:///file/x.db", tmp_path)


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_store("sqlite:///x.db", tmp_path).close()
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(RefusedError, match="at revision 9999, newer than this Atelier knows") as refusal:
        open_store("sqlite:///x.db", tmp_path)
    assert refusal.value.remedy == "upgrade Atelier"
    assert status("sqlite:///x.db", tmp_path).state == "newer"


def test_foreign_keys_are_on(tmp_path: Path) -> None:
    store = open_store("sqlite:///x.db", tmp_path)
    assert isinstance(store, SqlStore)
    with store.transaction() as transaction:
        assert transaction.connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


# PostgreSQL


def test_a_database_without_tables_is_refused_and_left_as_it_is(postgres_server: Server, tmp_path: Path) -> None:
    with postgres_server.database("template0") as url:
        with pytest.raises(RefusedError, match="not up to date") as refusal:
            open_store(url, tmp_path)
        assert "atelier db upgrade" in refusal.value.remedy
        assert status(url, tmp_path).state == "absent"
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_database_of_a_newer_version_is_refused(postgres_server: Server, tmp_path: Path) -> None:
    with postgres_server.database() as url:
        execute(url, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(RefusedError, match="newer than this Atelier knows"):
            open_store(url, tmp_path)
        with pytest.raises(RefusedError, match="newer than this Atelier knows"):
            upgrade(url, tmp_path)


def test_a_server_that_is_too_old_is_refused() -> None:
    with pytest.raises(RefusedError, match="here is PostgreSQL 14; 15 or newer is needed"):
        postgres.check_version(140_011, "here")
    postgres.check_version(150_000, "here")


def test_a_server_that_is_not_there_is_unavailable_and_the_password_is_hidden(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"postgresql://ana:\*\*\*@127.0.0.1:1/x") as refusal:
        open_store("postgresql://ana:hush@127.0.0.1:1/x?sslpassword=hush", tmp_path)
    assert refusal.value.exit_code == 69
    assert "hush" not in f"{refusal.value.message} {refusal.value.remedy}"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://ana:hush@here/x?bogus=1", 'invalid connection option "bogus"'),
        ("postgresql://ana:hu@s/h@here/x", "has an `@` in an odd place"),
    ],
)
def test_a_url_with_a_mistake_is_a_usage_error_and_the_password_is_hidden(
    url: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=message) as refusal:
        open_store(url, tmp_path)
    assert "hu" not in refusal.value.message


def test_a_database_that_is_not_there_is_unavailable(postgres_server: Server, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match='database "nowhere" does not exist'):
        open_store(postgres_server.url.replace("/postgres?", "/nowhere?"), tmp_path)


def test_a_connection_that_breaks_is_unavailable(postgres_url: str, tmp_path: Path) -> None:
    store = open_store(postgres_url, tmp_path)

    def read_on_a_broken_connection() -> None:
        with store.transaction() as transaction:
            execute(postgres_url, CUT_OFF)
            transaction.planes()

    with pytest.raises(UnavailableError):
        read_on_a_broken_connection()
    assert read(store).rows == {}
    store.close()


CUT_OFF = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()
"""


# Values that no database holds


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@pytest.mark.parametrize("fields", [{"nav_order": 2**63}, {"label": "\ud800"}], ids=["too-large", "half-a-character"])
def test_a_value_that_cannot_be_held_is_refused(
    kind: str, fields: dict[str, object], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = open_store("sqlite:///x.db" if kind == "sqlite" else request.getfixturevalue("postgres_url"), tmp_path)
    application = Application(
        address=("x",), owner="x", code="x", description="", route_namespace="x", icon=None, color=None,
        is_enabled=True, vertical=None, features=None, **{"label": "X", "nav_order": 0, **fields}
    )  # fmt: skip
    change = Change("add", TEMPLATE, application, names.org_id("x"), "hash", {})
    with pytest.raises(RefusedError, match="cannot hold a value"), store.transaction(write=True) as transaction:
        transaction.apply(Plan((SYSTEM, TEMPLATE), (change,)))
    assert len(read(store)) == 0
    store.close()


# db init, upgrade, status


def test_the_life_of_a_file(tmp_path: Path) -> None:
    url = "sqlite:///x.db"
    assert status(url, tmp_path).state == "absent"
    assert not (tmp_path / "x.db").exists()
    made = init(url, tmp_path)
    assert (made.before, made.applied, made.condition.state) == (None, migrate.revisions(), "current")
    again = upgrade(url, tmp_path)
    assert (again.before, again.applied, again.condition.revision) == (NEWEST, (), NEWEST)


def test_the_life_of_a_database(postgres_server: Server, tmp_path: Path) -> None:
    with postgres_server.database("template0") as url:
        assert init(url, tmp_path).applied == migrate.revisions()
        assert init(url, tmp_path).applied == ()
        store = open_store(url, tmp_path)
        write(store, every_class(awkward))
        assert len(read(store)) > 50
        store.close()


def test_older_tables_are_upgraded_only_when_somebody_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init("sqlite:///x.db", tmp_path)
    monkeypatch.setattr(migrate, "revisions", lambda: (NEWEST, "9999"))
    with pytest.raises(RefusedError, match="has tables of revision") as refusal:
        init("sqlite:///x.db", tmp_path)
    assert "atelier db upgrade" in refusal.value.remedy


def test_a_file_that_nobody_lets_us_look_for_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="file name too long"):
        status(f"sqlite:///{'x' * 300}.db", tmp_path)


def test_memory_has_nothing_to_look_after(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        status("memory://", tmp_path)
