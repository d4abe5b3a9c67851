# SPDX-License-Identifier: EUPL-1.2
"""Upgrading a filled file: children are kept, a backup comes first, and a failed upgrade leaves the old file.

The chain of migrations is the shipped one and a further migration that a test writes.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from coopdesk.domain.errors import EnvironmentProblem
from coopdesk.paths import shipped
from coopdesk.services import browsing, editing, history
from coopdesk.store import schema
from coopdesk.store.backup import check_file
from tests.helpers.contents import contents, count, facts, is_whole
from tests.helpers.trouble import held, small_files, statements

WHO = "test"
NEXT = f"{int(schema.newest_layout()) + 1:04}"

MIGRATION = f'''"""A migration of a test."""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{schema.newest_layout()}"
branch_labels = None
depends_on = None


def upgrade():
'''

REBUILD_PARENTS = """
    with op.batch_alter_table("partner", recreate="always") as batch:
        batch.add_column(sa.Column("motto", sa.Text(), nullable=True))
    with op.batch_alter_table("record", recreate="always") as batch:
        batch.alter_column("label", type_=sa.String(600), existing_type=sa.String(500))
    with op.batch_alter_table("test_parent", recreate="always") as batch:
        batch.add_column(sa.Column("more", sa.Text(), nullable=True))
"""

Migrations = Callable[[str], None]


@pytest.fixture
def next_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """Give the function that makes the program a newer one, with one migration more."""

    def make(body: str) -> None:
        folder = Path(shutil.copytree(shipped("migrations"), tmp_path / "newer" / "migrations"))
        (folder / "versions" / f"{NEXT}_of_a_test.py").write_text(MIGRATION + body, encoding="utf-8")
        monkeypatch.setattr(schema, "shipped", lambda name: folder.parent / name)

    return make


@pytest.fixture
def old_file(empty_file: Path, tmp_path: Path) -> Path:
    """Give a file of the present layout with records that belong to each other, and a pair that cascades."""
    path = Path(shutil.copyfile(empty_file, tmp_path / "office.coopdesk"))
    database = schema.open_database(path)
    editing.add_record(database, "partner", {"reference": "ART-1", "name": "Artificial body"}, who=WHO)
    for number in range(3):
        further = {"reference": f"ART-1/{number}", "partner": "ART-1", "variant": f"Body {number}"}
        editing.add_record(database, "partner_name", further, who=WHO)
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE test_parent (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE test_child (id INTEGER PRIMARY KEY, "
            "  parent INTEGER REFERENCES test_parent (id) ON DELETE CASCADE);"
            "INSERT INTO test_parent VALUES (1, 'one'), (2, 'two');"
            "INSERT INTO test_child VALUES (1, 1), (2, 1), (3, 2);"
        )
    return path


def _backup_of(path: Path) -> Path:
    (found,) = (path.parent / f"{path.name}-backups").glob("*-before-upgrade.coopdesk-backup")
    return found


def test_the_migrations_make_just_what_is_declared() -> None:
    """`alembic check` is clean: whoever adds a field has not forgotten its migration."""
    said = io.StringIO()
    config = Config(stdout=said)
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    command.check(config)
    assert "No new upgrade operations" in said.getvalue()


def test_no_migration_imports_anything_of_the_program() -> None:
    """What is declared today must not change what an old migration did."""
    for path in (shipped("migrations") / "versions").glob("*.py"):
        assert "coopdesk" not in path.read_text(encoding="utf-8"), path.name


def test_rebuilding_a_parent_table_keeps_every_row(old_file: Path, next_migration: Migrations) -> None:
    """With foreign keys on, SQLite would take the children of a rebuilt table away without a word."""
    before = contents(old_file)
    next_migration(REBUILD_PARENTS)

    database = schema.open_database(old_file)

    assert browsing.show(database, "ART-1/2").record.label == "Body 2"
    editing.change_record(database, "ART-1", {"name": "Renamed body"}, who=WHO)
    history.undo(database, who=WHO)
    database.close()
    assert schema.layout_of(old_file) == NEXT
    assert is_whole(old_file)
    after = contents(old_file)
    for table in ("partner_name", "test_child"):
        assert after[table] == before[table]
    assert [row[:2] for row in after["test_parent"]] == before["test_parent"]


def test_links_are_checked_again_after_an_upgrade(old_file: Path, next_migration: Migrations) -> None:
    next_migration(REBUILD_PARENTS)
    database = schema.open_database(old_file)

    for _ in range(2):
        with database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1

    database.close()


def test_a_verified_backup_comes_before_an_upgrade(old_file: Path, next_migration: Migrations) -> None:
    before = contents(old_file)
    next_migration(REBUILD_PARENTS)

    schema.open_database(old_file).close()

    backup = _backup_of(old_file)
    assert contents(backup) == before
    assert check_file(backup).is_good
    assert backup.with_name(backup.name + ".sha256").exists()


def test_without_a_backup_there_is_no_upgrade(old_file: Path, next_migration: Migrations) -> None:
    before = contents(old_file)
    next_migration(REBUILD_PARENTS)

    with pytest.raises(EnvironmentProblem), small_files(30_000):
        schema.open_database(old_file)

    assert contents(old_file) == before
    assert not any(one.is_file() for one in old_file.parent.glob("*-backups/*"))


def test_an_upgrade_that_fails_at_any_statement_leaves_the_old_file(
    old_file: Path, next_migration: Migrations, tmp_path: Path
) -> None:
    before = contents(old_file)
    next_migration(REBUILD_PARENTS)
    trial = Path(shutil.copyfile(old_file, tmp_path / "trial.coopdesk"))
    with statements(Engine) as watching:
        schema.open_database(trial).close()
    writing = [
        number
        for number, statement in enumerate(watching.seen, start=1)
        if not statement.startswith(("SELECT", "PRAGMA main.", "PRAGMA temp."))
    ]
    assert len(writing) > 20

    for number in writing:
        shutil.copyfile(old_file, trial)
        shutil.rmtree(tmp_path / "trial.coopdesk-backups")

        with pytest.raises(EnvironmentProblem) as caught, statements(Engine, fail_at=number):
            schema.open_database(trial)

        assert caught.value.code == "migration-failed"
        assert str(_backup_of(trial)) in str(caught.value)
        assert contents(trial) == before, watching.seen[number - 1]


def test_the_old_program_works_on_after_a_failed_upgrade(
    old_file: Path, next_migration: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_migration("    op.execute('UPDATE partner SET name = 1')\n    raise ZeroDivisionError\n")
    with pytest.raises(EnvironmentProblem, match=r"could not be brought up to date\. It is as it was"):
        schema.open_database(old_file)
    monkeypatch.setattr(schema, "shipped", shipped)

    database = schema.open_database(old_file)

    assert browsing.show(database, "ART-1").record.label == "Artificial body"
    editing.change_record(database, "ART-1", {"name": "Renamed body"}, who=WHO)
    database.close()


@pytest.mark.parametrize(
    "body",
    [
        "    op.execute(\"DELETE FROM partner WHERE reference = 'ART-1'\")\n",
        "    op.execute('DELETE FROM partner_name')\n",
        "    op.execute('DELETE FROM test_child WHERE id = 3')\n",
        "    op.drop_table('test_child')\n",
        '    op.execute("UPDATE test_child SET parent = 77")\n',
    ],
    ids=[
        "a link to nothing",
        "all children lost",
        "one row lost",
        "a table lost",
        "a link to another nothing",
    ],
)
def test_a_migration_that_loses_something_is_caught(
    body: str, old_file: Path, next_migration: Migrations
) -> None:
    before = contents(old_file)
    next_migration(body)

    with pytest.raises(EnvironmentProblem) as caught:
        schema.open_database(old_file)

    assert caught.value.code == "migration-failed"
    assert contents(old_file) == before


def test_an_upgrade_while_another_program_writes_waits_for_another_day(
    old_file: Path, next_migration: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coopdesk.store import engine

    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    before = facts(old_file)
    next_migration(REBUILD_PARENTS)

    with held(old_file), pytest.raises(EnvironmentProblem, match="used by another program"):
        schema.open_database(old_file)

    assert facts(old_file) == before
    schema.open_database(old_file).close()
    assert count(old_file, "partner_name") == 3


def test_a_disk_that_fills_up_during_an_upgrade_leaves_the_old_file(
    old_file: Path, next_migration: Migrations
) -> None:
    before = contents(old_file)
    next_migration(
        "    op.execute('CREATE TABLE large (content BLOB)')\n"
        "    op.execute('INSERT INTO large VALUES (zeroblob(20000000))')\n"
    )

    with pytest.raises(EnvironmentProblem) as caught, small_files(10_000_000):
        schema.open_database(old_file)

    assert caught.value.code == "disk-fails"
    assert contents(old_file) == before
