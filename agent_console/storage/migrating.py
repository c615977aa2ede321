"""Brings a database to the tables of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from agent_console.storage import migrations

FOLDER = Path(migrations.__file__).parent


def upgrade(engine: Engine, revision: str = migrations.HEAD) -> None:
    """Run the steps that are missing, each whole or not at all."""
    with engine.connect() as connection:
        command.upgrade(config(connection), revision)


def config(connection: object) -> Config:
    """Return Alembic's configuration for an open connection."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made
