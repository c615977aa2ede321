"""The steps make the tables that the code believes in, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from agent_console.storage.engine import encrypted, postgres
from agent_console.storage.migrating import config, upgrade
from agent_console.storage.migrations import HEAD
from agent_console.storage.tables import metadata

KEY = "5e" * 32


@pytest.fixture(params=["embedded", "team"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "team":
        engine = postgres(request.getfixturevalue("postgres_url"))
    else:
        engine = encrypted(tmp_path / "store.db", KEY, writes=True)
    yield engine
    engine.dispose()


def test_all_steps_together_make_the_tables_of_the_code(engine: Engine):
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_every_step_can_be_taken_alone_and_twice(engine: Engine):
    script = ScriptDirectory.from_config(config(None))
    steps = [step.revision for step in script.walk_revisions()][::-1]
    for step in (*steps, steps[-1]):
        upgrade(engine, step)
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
    assert {*metadata.tables, "alembic_version"} == names


def test_the_head_the_program_knows_is_the_newest_step():
    assert ScriptDirectory.from_config(config(None)).get_heads() == [HEAD]
