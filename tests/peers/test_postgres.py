import psycopg

from tests.peers.postgres.postgres import PostgresPeer, fresh_database


def test_the_server_is_version_fifteen(postgres: PostgresPeer):
    with psycopg.connect(postgres.dsn()) as connection:
        assert connection.info.server_version // 10000 == 15


def test_the_server_listens_on_loopback_only(postgres: PostgresPeer):
    with psycopg.connect(postgres.dsn()) as connection:
        row = connection.execute(
            "SELECT inet_server_addr()::text, setting FROM pg_settings "
            "WHERE name = 'listen_addresses'"
        ).fetchone()
    assert row == ("127.0.0.1/32", "127.0.0.1")


def test_each_test_gets_an_empty_database(postgres: PostgresPeer, postgres_url: str):
    other = fresh_database(postgres)
    assert other != postgres_url
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == (0,)
