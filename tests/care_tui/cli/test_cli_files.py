"""``export``, ``backup``, ``restore``, ``config``, ``doctor``."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import shlex
import sqlite3
import stat
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from care_tui.cli import output
from store.common.errors import Refused
from store.workspace.automatic_backups import back_up_daily


def test_export_is_toml_or_json_with_the_same_facts(care: Any) -> None:
    care("add", "connect", "Welcome — “e-mail”")
    as_toml = tomllib.loads(care("export"))
    as_json = json.loads(care("export", "--format", "json"))
    assert as_toml["teams"][0]["name"] == as_json["teams"][0]["name"] == "Acme Support"
    assert as_toml["teams"][0]["touchpoints"][0]["text"] == "Welcome — “e-mail”"
    assert care("export") == care("export")
    care.misused("export", "--format", "xml")


def test_export_never_overwrites_the_workspace(care: Any) -> None:
    assert "workspace itself" in care.refused("export", "-o", str(care.workspace))


def test_a_file_is_replaced_whole_or_not_at_all(care: Any) -> None:
    folder = care.folder / "shut"
    folder.mkdir()
    file = folder / "x.toml"
    file.write_text("mine")
    assert "--force" in care.refused("export", "-o", str(file))
    assert file.read_text() == "mine"
    care("export", "-o", str(file), "--force")
    assert file.read_text().startswith("care = 3")
    assert [path.name for path in folder.iterdir()] == ["x.toml"]
    assert "cannot be written" in care.refused("export", "-o", str(care.folder / "no" / "x.toml"))


def test_a_backup_comes_back(care: Any) -> None:
    care("add", "connect", "Welcome")
    copy = care.folder / "copy.db"
    assert care("backup", str(copy)) == f"{copy}\n"
    care("add", "connect", "Later")
    kept = Path(care("restore", str(copy)).strip())
    assert [c["text"] for c in care.json("board")["stages"][0]["touchpoints"]] == ["Welcome"]
    care.workspace = kept
    assert len(care.json("board")["stages"][0]["touchpoints"]) == 2


def test_backup_and_restore_keep_what_they_would_overwrite(care: Any) -> None:
    copy = care.folder / "copy.db"
    copy.write_text("mine")
    assert "--force" in care.refused("backup", str(copy))
    assert copy.read_text() == "mine"
    care("backup", str(copy), "--force")
    care("add", "connect", "Later")
    assert care("restore", str(copy), "--force") == ""
    assert care.json("board")["stages"][0]["touchpoints"] == []
    assert "no backup" in care.refused("restore", str(care.folder / "none.db"))
    other = care.folder / "other.db"
    other.write_text("hello")
    assert "not a workspace" in care.refused("restore", str(other))


def test_restore_makes_the_workspace_where_there_is_none(care: Any) -> None:
    copy = care.folder / "copy.db"
    care("backup", str(copy))
    care.workspace = care.folder / "deep" / "new.db"
    assert care("restore", str(copy)) == ""
    assert care.json("status")["team"] == "Acme Support"


def test_config_says_where_it_is_and_what_holds(care: Any) -> None:
    file = care.folder / "config" / "care" / "config.toml"
    assert care("config", "path") == f"{file}\n"
    file.parent.mkdir(parents=True)
    file.write_text('theme = "care-light"\nthem = 1\n')
    ran = care.run("config", "show")
    assert (ran.code, tomllib.loads(ran.out)["theme"]) == (0, "care-light")
    assert "“them”" in ran.err
    file.write_text("theme = [")
    assert "not TOML" in care.refused("config", "show")


def findings(ran: Any) -> dict[str, tuple[bool, str]]:
    return {each["what"]: (each["ok"], each["said"]) for each in json.loads(ran.out)["findings"]}


def test_doctor_finds_a_sound_house_sound(care: Any) -> None:
    ran = care.run("doctor", "--json")
    found = findings(ran)
    assert ran.code == 0
    assert all(ok is not False for ok, _said in found.values())
    assert found["workspace"][1] == str(care.workspace)
    assert found["integrity"][1] == "ok"
    assert found["teams"][1] == "1: Acme Support"
    assert {"care", "Python", "textual", "sqlalchemy", "command", "TERM"} <= set(found)
    assert found["drafts"][1] == f"{care.folder / 'state' / 'care' / 'drafts.json'} (none yet)"
    assert found["reports"][1] == f"{care.folder / 'data' / 'care' / 'reports'} (none yet)"
    assert found["failures"][1] == f"{care.folder / 'state' / 'care' / 'failures'} (none yet)"
    marks = {line.split()[1]: line.split()[0] for line in care("doctor").splitlines()}
    assert marks.pop("terminal") == "--"
    assert set(marks.values()) == {"ok"}


def test_doctor_without_a_workspace_is_no_failure(nobody: Any) -> None:
    ran = nobody.run("doctor", "--json")
    assert ran.code == 0
    assert "care init" in findings(ran)["workspace"][1]
    assert not nobody.workspace.exists()


def test_doctor_tells_of_unknown_settings(care: Any) -> None:
    file = care.folder / "config" / "care" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("them = 1\n")
    assert "“them”" in care("doctor")
    file.write_text("theme = [")
    ran = care.run("doctor", "--json")
    assert ran.code == 1
    assert findings(ran)["settings"][0] is False


@pytest.mark.parametrize("hurt", ["other", "torn"])
def test_doctor_fails_a_workspace_that_is_not_sound(care: Any, hurt: str) -> None:
    if hurt == "other":
        care.workspace.write_bytes(b"hello" * 100)
    else:
        whole = bytearray(care.workspace.read_bytes())
        whole[4096:] = b"\xff" * (len(whole) - 4096)
        care.workspace.write_bytes(whole)
    ran = care.run("doctor", "--json")
    assert ran.code == 1
    assert "did not pass" in ran.err
    assert not all(ok for ok, _said in findings(ran).values())


@pytest.mark.parametrize("hurt", ["cannot be opened", "cannot be read"])
def test_what_is_damaged_names_the_backup_that_comes_back(care: Any, hurt: str) -> None:
    care("add", "connect", "Welcome")
    now = datetime.fromisoformat(care.now).astimezone(UTC)
    kept = back_up_daily(care.workspace, now.date())
    assert kept is not None
    os.utime(kept, (now.timestamp() - 7200,) * 2)
    if hurt == "cannot be opened":
        whole = care.workspace.read_bytes()
        care.workspace.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
        said = care.run("status").err
        assert said.startswith(f"{care.workspace} cannot be opened: it is damaged. ")
    else:
        with contextlib.closing(sqlite3.connect(care.workspace)) as connection:
            connection.execute("UPDATE touchpoint SET made_at = 'no day'")
            connection.commit()
        said = care.run("doctor").out
    command = f"care --workspace {care.workspace} restore {kept}"
    named = f"The newest sound backup is 2 hours old. Bring it back with: {command}"
    assert named in said
    doctor = care.run("doctor", "--json")
    assert doctor.code == 1
    assert any(named in told for _ok, told in findings(doctor).values())
    back = care.run(*shlex.split(command)[1:])
    assert f"Restored {care.workspace} from a backup 2 hours old." in back.err
    assert [c["text"] for c in care.json("board")["stages"][0]["touchpoints"]] == ["Welcome"]


def test_an_emptied_file_names_its_backup_too(care: Any) -> None:
    kept = back_up_daily(care.workspace, datetime.fromisoformat(care.now).date())
    care.workspace.write_bytes(b"")
    command = f"care --workspace {care.workspace} restore {kept}"
    assert care.run("status").err.rstrip().endswith(f"Bring it back with: {command}")
    assert findings(care.run("doctor", "--json"))["workspace"][1].endswith(command)
    care.run(*shlex.split(command)[1:])
    assert care.json("status")["team"] == "Acme Support"


class Full(io.StringIO):
    """A file on a disk without room."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    "write",
    [
        output.fact,
        lambda text: output.facts({"text": text}),
        partial(output.write_out, None),
    ],
)
def test_a_full_disk_is_said_in_one_sentence(
    write: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(Refused) as refused:
        write("a fact")
    assert refused.value.message == "Cannot write: No space left on device."


def test_an_export_is_its_owner_s_alone(care: Any) -> None:
    file = care.folder / "out.toml"
    for _ in range(2):
        care("export", "-o", str(file), "--force")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.chmod(0o644)


def test_backups_that_name_writers_are_listed_and_removed(care: Any) -> None:
    from store.domain.agenda import AgendaKind
    from store.domain.stages import Stage
    from store.journal.seat import Seat
    from store.reviews import ballots, reviews
    from store.teams import teams
    from store.workspace.workspace import open_workspace

    workspace = open_workspace(care.workspace)
    (team,) = workspace.teams()
    room = Seat(workspace, team.id)
    dana = room.as_member(workspace.find_member(team, "Dana"))
    teams.set_team(room, show_authors=True)
    reviews.open_review(room, AgendaKind.SOLO)
    reviews.go_to_step(room, 2)
    ballots.write_card(dana, Stage.CONNECT, "Written privately")
    reviews.reveal(room)
    old = back_up_daily(care.workspace, date(2026, 11, 1))
    workspace.close()
    assert old is not None
    with contextlib.closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
        connection.commit()
    ran = care.run("doctor")
    assert ran.code == 1
    assert str(old) in ran.out
    command = shlex.join(["care", "--workspace", str(care.workspace), "backup", "--remove-old"])
    assert command in ran.out
    assert care("backup", "--remove-old") == f"{old}\n"
    assert not old.exists()
    assert care("backup", "--remove-old") == ""
    assert care.run("doctor").code == 0
    care.misused("backup")
    care.misused("backup", "--remove-old", str(care.folder / "x.db"))
