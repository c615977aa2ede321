"""The steps make the tables that the code believes in, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, or_, select

from agent_console.domain.acting.note import Disposition
from agent_console.domain.observation import Direction
from agent_console.storage.engine import encrypted, postgres
from agent_console.storage.migrating import config, upgrade
from agent_console.storage.migrations import HEAD
from agent_console.storage.store import Store
from agent_console.storage.tables import metadata
from agent_console.storage.tables.waiting import standing
from tests.contracts.contact_contract import BOB, HELENA
from tests.contracts.waiting_contract import StoredHall

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


def test_who_waits_is_known_of_mails_read_by_an_earlier_version(engine: Engine):
    upgrade(engine)
    store = Store(engine, engine)
    hall = StoredHall(store)
    for who, minutes in ((HELENA, 10), (BOB, 20), (HELENA, 30), ("c@example.test", 40)):
        hall.ask(who, minutes)
    hall.answer(BOB, 35)
    hall.answer("d@example.test", 36)
    hall.call("c@example.test", 50, Direction.INBOUND, Disposition.FOLLOW_UP)
    stands = select(standing).where(or_(standing.c.asked_at > 0, standing.c.answered_at > 0))
    with store.read() as connection:
        before = sorted(map(tuple, connection.execute(stands)))
    with engine.connect() as connection:
        command.downgrade(config(connection), "0016")
    upgrade(engine)
    with store.read() as connection:
        assert sorted(map(tuple, connection.execute(stands))) == before
    assert len(before) == 4
