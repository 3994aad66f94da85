"""The command line on a PostgreSQL server, and what it never says: the password."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from care_tui import argv_privacy
from care_tui.cli.root import cli

if TYPE_CHECKING:
    from tests.databases import Databases

SECRET = "hunter2-canary"
Care = Callable[..., tuple[int, str, str]]


@pytest.fixture
def url(postgres: Databases) -> str:
    """An empty database, by a URL with a password."""
    url = make_url(postgres.new()).set(password=SECRET)
    return url.render_as_string(hide_password=False)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything goes that care writes."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.fixture
def care(url: str, home: Path) -> Care:
    def run(*words: str, place: str = url) -> tuple[int, str, str]:
        ran = CliRunner(env={"CARE_WORKSPACE": place}).invoke(cli, words, prog_name="care")
        return ran.exit_code, ran.stdout, ran.stderr

    return run


def test_a_week_on_a_server(care: Care, tmp_path: Path) -> None:
    code, out, err = care("init", "--team", "Acme", "--member", "Dana")
    assert (code, "in a new workspace" in err) == (0, True)
    assert out.startswith("postgresql://")
    assert care("add", "connect", "Welcome e-mail")[0] == 0
    assert "Welcome e-mail" in care("board")[1]
    code, out, _ = care("copy", "--to", str(tmp_path / "copy.db"))
    assert (code, out.strip()) == (0, str(tmp_path / "copy.db"))
    exported = care("export")[1]
    assert "Welcome e-mail" in exported
    assert care("export", place=str(tmp_path / "copy.db"))[1] == exported


def test_a_second_team_joins_the_first(care: Care) -> None:
    assert care("init", "--team", "One")[0] == 0
    code, _, err = care("init", "--team", "Two")
    assert (code, "in the workspace" in err) == (0, True)


@pytest.mark.parametrize(
    ("words", "tool"),
    [(("backup", "copy.db"), "pg_dump"), (("restore", "copy.db"), "pg_restore")],
)
def test_a_servers_own_tools_back_it_up(care: Care, words: tuple[str, ...], tool: str) -> None:
    care("init", "--team", "One")
    code, out, err = care(*words)
    assert (code, out) == (1, "")
    assert tool in err


def test_no_command_tells_the_password(care: Care, url: str, home: Path) -> None:
    said = [
        care("init", "--team", "Acme"),
        care("doctor"),
        care("doctor", "--json"),
        care("config", "show"),
        care("copy", "--to", url),
        care("restore", "nothing.db"),
        care("status", place=url.replace("/care_", "/none_")),
        care("status", place=url.replace("postgres:", "nobody:")),
        care("doctor", place=f"postgresql://me:{SECRET}@127.0.0.1:1/care"),
        care("status", place=f"postgresql://me@127.0.0.1:1/care?password={SECRET}"),
        care("status", place=f"postgresql://me:{SECRET}@h:what/care"),
        care("export", place=f"postgresql://me@h/care?wrong={SECRET}"),
        *(
            care(*words, place=place)
            for place in (
                f"postgresql://me:p@{SECRET}@127.0.0.1:1/care",
                f"postgresql://me:p@{SECRET}/w@127.0.0.1:1/care",
                f"postgresql:/me:{SECRET}@127.0.0.1:1/care",
            )
            for words in (
                ("status",),
                ("doctor",),
                ("init", "--team", "A"),
            )
        ),
        care("config", "show", place=f"postgresql://me:p@{SECRET}/w@127.0.0.1:1/care"),
        care("restore", f"postgresql://me:p@{SECRET}@127.0.0.1:1/care"),
        care("copy", "--to", f"postgresql://me:p@{SECRET}@127.0.0.1:1/care"),
        care("status", f"postgresql://me:{SECRET}@127.0.0.1:1/care"),
        care("--nothing", f"postgresql://me:{SECRET}@127.0.0.1:1/care"),
        care(f"postgresql://me:{SECRET}@127.0.0.1:1/care"),
        care("add", f"postgresql://me:{SECRET}@127.0.0.1:1/care", "text"),
    ]
    codes = [code for code, _, _ in said]
    assert codes == [0] * 4 + [1] * 8 + [1] * 9 + [0, 1, 1, 2, 2, 2, 2]
    assert "PostgreSQL 1" in said[1][1]
    for _, out, err in said:
        assert SECRET not in out + err
    for file in home.rglob("*"):
        assert not file.is_file() or SECRET not in file.read_text(errors="replace"), file


def test_the_doctor_tells_of_tls_services_and_passwords_that_others_may_read(
    care: Care, url: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PGPASSFILE", "PGSERVICEFILE", "PGSYSCONFDIR", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)
    care("init", "--team", "Acme")
    assert "stays on this machine" in care("doctor")[1]
    place = "postgresql:///?service=acme"
    code, out, err = care("doctor", place=place)
    assert (code, "has no service “acme”" in out) == (1, True)
    server = make_url(url)
    services = home / ".pg_service.conf"
    services.write_text(
        f"[acme]\nhost={server.query['host']}\nuser={server.username}\n"
        f"dbname={server.database}\npassword={SECRET}\n"
    )
    services.chmod(0o600)
    code, out, err = care("doctor", place=place)
    assert (code, f"acme, in {services}" in out) == (0, True), out
    assert "service=acme" in out
    passwords = home / ".pgpass"
    passwords.write_text(f"*:*:*:*:{SECRET}\n")
    for file in (services, passwords):
        file.chmod(0o644)
    code, out, err = care("doctor", place=place)
    assert code == 1
    for file in (services, passwords):
        assert f"chmod 600 {file}" in out
    assert "Until then PostgreSQL does not use it" in out
    assert SECRET not in out + err


def test_the_doctor_tells_of_a_password_in_settings_that_others_may_read(
    care: Care, url: str, home: Path
) -> None:
    care("init", "--team", "Acme")
    settings = home / "care" / "config.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f'workspace = "{url}"\n')
    settings.chmod(0o640)
    code, out, _ = care("doctor")
    assert (code, f"chmod 600 {settings}" in out) == (1, True)
    settings.chmod(0o600)
    assert care("doctor")[0] == 0


def test_what_makes_no_team_leaves_no_workspace(
    care: Care, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.teams.teams.create_team", lambda *_: 1 / 0)
    code, _, err = care("init", "--team", "Acme")
    assert (code, "care hit a bug" in err) == (1, True)
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchall() == []
    monkeypatch.undo()


def test_a_user_who_may_only_read_is_told_so(care: Care, url: str) -> None:
    assert care("init", "--team", "Acme")[0] == 0
    place = url + "&options=-cdefault_transaction_read_only%3Don"
    code, out, _ = care("doctor", place=place)
    assert (code, "lets you only read" in out) == (1, True)
    assert care("status", place=place)[0] == 0
    code, _, err = care("add", "connect", "Card", place=place)
    assert (code, "may only be read" in err) == (1, True)


def test_a_crash_does_not_tell_the_password(
    care: Care, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    care("init", "--team", "Acme")
    monkeypatch.setattr(
        "store.queries.load_snapshot.load_snapshot", lambda seat: seat.workspace.engine.url.nothing
    )
    code, out, err = care("status")
    assert (code, "care hit a bug" in err) == (1, True)
    (report,) = home.rglob("failure-*.txt")
    assert "nothing" in report.read_text()
    assert SECRET not in out + err + report.read_text()


def test_the_systems_list_of_processes_does_not_tell_the_password(home: Path) -> None:
    """A process that was started with a URL begins again without it."""
    script = home / "start.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from care_tui.argv_privacy import hide_passwords\n"
        "hide_passwords()\n"
        "print(sys.argv[1:])\n"
        "print(Path('/proc/self/cmdline').read_bytes())\n"
    )
    words = ["--workspace", f"postgresql://me:{SECRET}@h/care", "status"]
    environment = {**os.environ, "PYTHONPATH": str(Path(argv_privacy.__file__).parents[1])}
    ran = subprocess.run(
        [sys.executable, script, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seen, process = ran.stdout.splitlines()
    assert seen == str(words)
    assert "start.py" in process
    assert SECRET not in process


@pytest.mark.parametrize(
    "word",
    [
        f"postgresql://me:{SECRET}@h/care",
        f"--workspace=postgres://me:{SECRET}@h/care",
        f"postgresql+psycopg://h/care?sslmode=require&password={SECRET}",
    ],
)
def test_every_way_to_write_a_password_is_seen(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["care", "status", word])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "care_tui", "status", word])
    monkeypatch.setattr(os, "execve", lambda _program, words, _environment: begun.append(words))
    argv_privacy.hide_passwords()
    assert begun == [["python", "-m", "care_tui"]]


@pytest.mark.parametrize("word", ["postgresql://me@h/care", "care.db", "postgres: a word@home"])
def test_a_start_without_a_password_goes_straight_on(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["care", word])
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("It began again."))
    argv_privacy.hide_passwords()
    assert sys.argv == ["care", word]


def test_without_its_part_a_server_is_refused_with_what_to_install(
    care: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    code, _, err = care("status")
    assert (code, "install care-tui[postgres]" in err) == (1, True)


def test_a_file_never_loads_what_a_server_needs(home: Path) -> None:
    script = (
        "import sys\n"
        "from store.workspace.workspace import create_workspace, open_workspace\n"
        "create_workspace('care.db').close()\n"
        "open_workspace('care.db').teams()\n"
        "print('psycopg' in sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(argv_privacy.__file__).parents[1])}
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "False"
