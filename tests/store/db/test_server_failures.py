"""What a server says when it lets nobody in, and the one true sentence that is made of it."""

from __future__ import annotations

import contextlib
import re
import secrets
import select
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from store.board import touchpoints
from store.common.errors import Refused, Unreachable
from store.db.error_translation import translated_errors
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.teams.teams import NewTeam, create_team
from store.workspace.location import workspace_exists
from store.workspace.workspace import create_workspace, open_workspace
from tests.certificates import certify

if TYPE_CHECKING:
    from tests.databases import Databases


def changed(url: str, *, user: str | None = None, name: str | None = None, **options: str) -> str:
    """``url`` for another role or database, or with more options."""
    made = make_url(url).update_query_dict(options)
    made = made.set(username=user) if user else made
    made = made.set(database=name) if name else made
    return made.render_as_string(hide_password=False)


def refusals(place: str) -> set[str]:
    """What is said to whoever looks for a workspace, makes one or opens it at ``location``."""
    said = set()
    for attempt in (workspace_exists, create_workspace, open_workspace):
        with pytest.raises(Refused) as refused:
            attempt(place)
        assert refused.value.__suppress_context__
        said.add(refused.value.message)
    return said


@pytest.fixture
def url(postgres: Databases) -> str:
    """An empty database."""
    return postgres.new()


@pytest.fixture
def role(postgres: Databases, url: str) -> Iterator[str]:
    """A role that may log in and no more."""
    name = f"guest_{secrets.token_hex(4)}"
    postgres.run(f"CREATE ROLE {name} LOGIN")
    yield name
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP OWNED BY {name}")
    postgres.run(f"DROP ROLE {name}")


@pytest.fixture
def network(url: str) -> Iterator[str]:
    """The same database by host and port, as over a network; the server there offers no TLS."""
    with _by_port(url) as place:
        yield place


@pytest.fixture
def tls_network(url: str, tmp_path: Path) -> Iterator[tuple[str, dict[str, Path]]]:
    """The same database over a network with TLS, and files: the server's own certificate, its
    key, another certificate, and a key that everybody may read."""
    files = {"own": tmp_path / "own.crt", "key": tmp_path / "own.key"}
    files |= {"other": tmp_path / "other.crt", "open": tmp_path / "open.key"}
    certify("another.example", files["own"], files["key"])
    certify("third.example", files["other"], files["open"])
    files["open"].chmod(0o644)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files["own"], files["key"])
    with _by_port(url, context) as place:
        yield place, files


@contextlib.contextmanager
def _by_port(url: str, context: ssl.SSLContext | None = None) -> Iterator[str]:
    server = make_url(url)
    folder = server.query.get("host") or server.host
    assert isinstance(folder, str)
    path = Path(folder) / f".s.PGSQL.{server.port or 5432}"
    listening = socket.create_server(("127.0.0.1", 0))
    Thread(target=_carry, args=(listening, path, context), daemon=True).start()
    port = listening.getsockname()[1]
    yield f"postgresql://{server.username}@127.0.0.1:{port}/{server.database}"
    listening.close()


def _carry(listening: socket.socket, path: Path, context: ssl.SSLContext | None) -> None:
    """Carry bytes between whoever connects and the server's socket, until ``listening`` closes."""
    with contextlib.suppress(OSError):
        while True:
            client, _ = listening.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(path))
            Thread(target=_pipe, args=(client, server, context), daemon=True).start()


def _pipe(client: socket.socket, server: socket.socket, context: ssl.SSLContext | None) -> None:
    with contextlib.ExitStack() as open_still, contextlib.suppress(OSError):
        open_still.enter_context(server)
        if context is not None:
            client.recv(8)
            client.sendall(b"S")
            client = context.wrap_socket(client, server_side=True)
        open_still.enter_context(client)
        while True:
            ready, _, _ = select.select([client, server], [], [])
            for source, target in ((client, server), (server, client)):
                if source in ready:
                    data = source.recv(65536)
                    while isinstance(source, ssl.SSLSocket) and source.pending():
                        data += source.recv(65536)
                    if not data:
                        return
                    target.sendall(data)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sslmod": "require"}, "an option that PostgreSQL does not know: “sslmod”. Did you mean “sslmode”"),
        ({"sslmode": "requir"}, "a value that PostgreSQL does not take: “sslmode”"),
        ({"keepalives_idle": "soon"}, "a value that PostgreSQL does not take: “keepalives_idle”"),
        ({"options": "-cnonsense=1"}, "sets something that the server does not know"),
        ({"options": "-csearch_path=none"}, "There is no such schema: .* CREATE SCHEMA"),
        ({"target_session_attrs": "standby"}, "of the kind that target_session_attrs"),
    ],
)  # fmt: skip
def test_an_option_that_does_not_do_is_named(
    network: str, options: dict[str, str], said: str
) -> None:
    (refused,) = refusals(changed(network, **options))
    assert re.search(said, refused), refused


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sslmode": "require"}, "offers no TLS"),
    ],
)
def test_a_server_without_tls_is_said(network: str, options: dict[str, str], said: str) -> None:
    (refused,) = refusals(changed(network, **options))
    assert re.search(said, refused), refused


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sslmode": "verify-full", "sslrootcert": "/none.crt"}, "missing or cannot be read.*sslrootcert"),
        ({"sslmode": "verify-full", "sslrootcert": "{own}"}, "for another host"),
        ({"sslmode": "verify-ca", "sslrootcert": "{other}"}, "not one that this machine trusts"),
        ({"sslmode": "require", "sslcert": "{own}", "sslkey": "/none.key"}, "sslcert and sslkey"),
        ({"sslmode": "require", "sslcert": "{own}", "sslkey": "{open}"}, "sslcert and sslkey"),
    ],
)  # fmt: skip
def test_what_is_missing_for_tls_is_said(
    tls_network: tuple[str, dict[str, Path]], options: dict[str, str], said: str
) -> None:
    place, files = tls_network
    filled = {key: value.format(**files) for key, value in options.items()}
    (refused,) = refusals(changed(place, **filled))
    assert re.search(said, refused), refused


def test_a_workspace_is_reached_with_tls(tls_network: tuple[str, dict[str, Path]]) -> None:
    place, files = tls_network
    place = changed(place, sslmode="verify-ca", sslrootcert=str(files["own"]))
    create_workspace(place).close()
    assert workspace_exists(place)


def test_too_many_connections_are_said(postgres: Databases, url: str, role: str) -> None:
    postgres.run(f"ALTER ROLE {role} CONNECTION LIMIT 0")
    (refused,) = refusals(changed(url, user=role))
    assert "as many connections as it allows" in refused


def test_who_may_not_connect_is_told_so(postgres: Databases, url: str, role: str) -> None:
    postgres.run(f"REVOKE CONNECT ON DATABASE {make_url(url).database} FROM PUBLIC")
    (refused,) = refusals(changed(url, user=role))
    assert "GRANT CONNECT" in refused


@pytest.mark.parametrize("granted", ["", "USAGE"])
def test_a_schema_that_one_may_not_use_is_not_called_missing(
    url: str, role: str, granted: str
) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA closed")
        if granted:
            connection.execute(f"GRANT {granted} ON SCHEMA closed TO {role}")
    place = changed(url, user=role, options="-csearch_path=closed")
    with pytest.raises(Refused, match="GRANT USAGE, CREATE ON SCHEMA"):
        create_workspace(place)
    if not granted:
        assert len(refusals(place)) == 1


@pytest.mark.parametrize("code", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_is_not_utf8_is_refused_and_left_empty(
    postgres: Databases, code: str
) -> None:
    name = f"care_{secrets.token_hex(6)}"
    postgres.run(f"CREATE DATABASE {name} ENCODING '{code}' LOCALE 'C' TEMPLATE template0")
    place = changed(postgres.url, name=name)
    try:
        (refused,) = refusals(place)
        assert code in refused
        assert "--encoding=UTF8" in refused
        with psycopg.connect(place) as connection:
            found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            assert found.fetchone() == (0,)
    finally:
        postgres.run(f"DROP DATABASE {name} WITH (FORCE)")


def test_of_several_hosts_the_one_that_answers_is_taken(network: str) -> None:
    place = network.replace("@127.0.0.1:", "@127.0.0.1:1,127.0.0.1:")
    workspace = create_workspace(place)
    assert workspace.location == place
    workspace.close()
    assert workspace_exists(place)
    with pytest.raises(Unreachable, match=r"@127.0.0.1:1,127.0.0.1:2/care cannot be reached"):
        open_workspace("postgresql://me@127.0.0.1:1,127.0.0.1:2/care")


def test_a_host_that_is_not_found_is_said() -> None:
    (refused,) = refusals("postgresql://me@no-such-host.invalid/care")
    assert "The host was not found" in refused


def test_a_default_to_read_only_is_obeyed_and_told(url: str, role: str) -> None:
    """Also after reading and writing transactions have taken turns on one connection."""
    workspace = create_workspace(url)
    team = create_team(workspace, NewTeam("Team"))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        connection.execute(f"ALTER ROLE {role} SET default_transaction_read_only = on")
    reader = open_workspace(changed(url, user=role))
    assert reader.only_reads()
    seat = Seat(reader, team.id)
    for _ in range(3):
        assert load_snapshot(seat).team.name == "Team"
        with pytest.raises(Refused, match=r"may only be read.* Nothing was changed"):
            touchpoints.add(seat, Stage.CONNECT, "Card")
    assert load_snapshot(seat).board[0].touchpoints == ()
    reader.close()
    assert not workspace.only_reads()
    touchpoints.add(Seat(workspace, team.id), Stage.CONNECT, "Card")
    assert not workspace.only_reads()
    workspace.close()


def test_nothing_is_made_where_one_may_only_read(url: str) -> None:
    place = changed(url, options="-cdefault_transaction_read_only=on")
    with pytest.raises(Refused, match="may only be read"):
        create_workspace(place)
    assert not workspace_exists(url)


FAILED = 'connection failed: connection to server at "h" (192.0.2.1), port 5432 failed: '


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"{FAILED}FATAL:  sorry, too many clients already", "as many connections as it allows"),
        (f"{FAILED}FATAL:  remaining connection slots are reserved for roles", "as many connections"),
        (f"{FAILED}server does not support SSL, but SSL was required", "offers no TLS"),
        (f'{FAILED}root certificate file "/x" does not exist\nEither provide', "sslrootcert"),
        (f"{FAILED}SSL error: certificate verify failed", "not one that this machine trusts"),
        (f'{FAILED}server certificate for "a" does not match host name "b"', "for another host"),
        (f'{FAILED}could not load private key file "/x": No such file', "sslcert and sslkey"),
        (f"{FAILED}FATAL:  connection requires a valid client certificate", "a certificate of yours"),
        (f"{FAILED}SSL error: tlsv1 alert protocol version", "No TLS connection could be made"),
        (f'{FAILED}FATAL:  no pg_hba.conf entry for host "a", user "b", no encryption', "only with TLS"),
        (f'{FAILED}FATAL:  no pg_hba.conf entry for host "a", user "b", SSL off', "only with TLS"),
        (f'{FAILED}FATAL:  no pg_hba.conf entry for host "a", SSL encryption', "from this machine"),
        (f"{FAILED}FATAL:  the database system is starting up", "^pg://h cannot be reached now"),
        (f"{FAILED}FATAL:  Passwort-Authentifizierung fehlgeschlagen", "answered, but refused"),
        (f"{FAILED}Connection refused\n\tIs the server running", "^pg://h cannot be reached now"),
    ],
)  # fmt: skip
def test_the_words_of_a_refusal_become_a_sentence_of_our_own(words: str, said: str) -> None:
    """Those for which the tests' server would have to be set up otherwise."""
    with pytest.raises(Refused, match=said) as refused, translated_errors("pg://h"):
        raise OperationalError(None, None, psycopg.OperationalError(words))
    assert "192.0.2.1" not in refused.value.message


def test_to_who_is_at_work_a_refusal_is_a_loss(postgres: Databases, url: str, role: str) -> None:
    create_workspace(url).close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
    workspace = open_workspace(changed(url, user=role))
    workspace.engine.dispose()
    postgres.run(f"ALTER ROLE {role} CONNECTION LIMIT 0")
    with pytest.raises(Unreachable) as lost:
        workspace.teams()
    assert lost.value.message == "The workspace cannot be reached now. Try again."
    workspace.close()
