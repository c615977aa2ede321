"""The local store: tables, migrations, and the ports over them, on SQLite and PostgreSQL alike.

Only this room knows SQL. It sees ports/ and domain/, and app/wiring.py hands it to the rest.
To add a table: a file or a row in tables/, a migration, and a test in tests/contracts.
"""
