"""The triggers that refuse to change or delete what is append-only, whoever asks for it."""

from sqlalchemy import DDL, MetaData, Table, event
from sqlalchemy.schema import ExecutableDDLElement

#: Of the schema on PostgreSQL: what the triggers of all its append-only tables call.
_FUNCTION = """\
CREATE FUNCTION atelier_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is in % stays as it is', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$"""
#: Of a table on PostgreSQL. `TRUNCATE` asks no trigger of rows.
_POSTGRESQL = """\
CREATE TRIGGER %(table)s_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %(table)s
FOR EACH STATEMENT EXECUTE FUNCTION atelier_append_only()"""
#: Of a table on SQLite: one for each way to change what is there.
_SQLITE = """\
CREATE TRIGGER %%(table)s_%s BEFORE %s ON %%(table)s
BEGIN SELECT RAISE(ABORT, 'what is in %%(table)s stays as it is'); END"""


def declare_function(metadata: MetaData) -> None:
    """Lets the triggers' function be made before the tables."""
    event.listen(metadata, "before_create", _statement(_FUNCTION.replace("%", "%%"), "postgresql"))


def declare_triggers(table: Table) -> None:
    """Lets the table's triggers be made with it."""
    event.listen(table, "after_create", _statement(_POSTGRESQL, "postgresql"))
    for way in ("update", "delete"):
        event.listen(table, "after_create", _statement(_SQLITE % (way, way.upper()), "sqlite"))


def _statement(text: str, dialect: str) -> ExecutableDDLElement:
    """The statement, for databases of one kind only."""
    return DDL(text).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]  # SQLAlchemy's own
