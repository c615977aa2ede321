"""Alembic's way in: it is handed an open connection and runs every step in its own transaction."""

from alembic import context

from agent_console.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transaction_per_migration=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
