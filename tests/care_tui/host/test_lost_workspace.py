"""A host whose workspace cannot be reached for a while, in this process."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from care_tui.host import sessions
from care_tui.host.session_teams import GuestAppSession
from care_tui.host.sessions import AWAY
from store.common.clock import RunningClock
from store.common.errors import Refused, Unreachable
from store.teams.access import TeamLogin

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Client, Hosted

LOST = "The workspace cannot be reached (Unreachable). Trying again."
BACK = "The workspace can be reached again."


class Away:
    """Loses a workspace; what is asked of it meanwhile is counted."""

    def __init__(self, workspace: Any) -> None:
        self.workspace = workspace
        self.open = {"reading": workspace.reading, "writing": workspace.writing}
        self.asked = 0
        self.after = 0

    def lose(self, after: int = 0) -> None:
        """Lose it once it has answered ``after`` questions."""
        self.asked, self.after = 0, after
        for name, way in self.open.items():
            setattr(self.workspace, name, lambda way=way: self._ask(way))

    def _ask(self, way: Any) -> Any:
        self.asked += 1
        if self.asked > self.after:
            raise Unreachable("secret place")
        return way()

    def find(self) -> None:
        for name, way in self.open.items():
            setattr(self.workspace, name, way)


@pytest.fixture
async def hosting(
    alone: Hosted, served_here: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Hosted]:
    """The server in this process, which looks after its guests ten times a second."""
    monkeypatch.setattr(sessions, "LOOK", 0.1)
    alone.away = Away(alone.server.workspace)
    async with served_here():
        yield alone


async def eventually(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def shows(client: Client, text: str) -> None:
    await eventually(lambda: client.pump(0) and text in client.shown)


async def ended(client: Client) -> str:
    """What the client had said when it ended."""
    await eventually(lambda: client.pump(0) is False or client.process.poll() is not None)
    client.ended()
    return " ".join(client.bytes.decode().split())


async def test_a_member_is_told_at_the_door_and_let_in_once_it_is_back(hosting: Hosted) -> None:
    key = hosting.key(member="Dana")
    hosting.away.lose()
    said = await ended(hosting.ssh(key=key))
    assert AWAY in said
    assert "Invite code" not in said
    assert "secret" not in said
    await eventually(lambda: hosting.away.asked > 4)
    assert hosting.said == [LOST]
    hosting.away.find()
    await eventually(lambda: len(hosting.said) > 1)
    assert hosting.said == [LOST, BACK]
    await shows(hosting.ssh(key=key), "● Dana")


async def test_who_has_an_invite_is_told_and_the_invite_is_still_good(hosting: Hosted) -> None:
    code = hosting.invite()
    hosting.away.lose()
    client = hosting.ssh()
    await shows(client, "Invite code:")
    client.type(f"{code}\r")
    assert AWAY in await ended(client)
    hosting.away.find()
    again = hosting.ssh()
    await shows(again, "Invite code:")
    again.type(f"{code}\r")
    await shows(again, "Acme")


async def test_lost_between_the_login_and_the_app_it_is_said_too(hosting: Hosted) -> None:
    key = hosting.key(member="Dana")
    hosting.away.lose(after=1)
    assert AWAY in await ended(hosting.ssh(key=key))
    assert hosting.said == [LOST]
    hosting.away.find()


async def test_who_is_in_stays_and_the_log_says_it_once_each_time(hosting: Hosted) -> None:
    client = hosting.ssh(key=hosting.key(member="Dana"))
    await shows(client, "● Dana")
    hosting.said.clear()
    for _ in range(2):
        hosting.away.lose()
        await eventually(lambda: hosting.away.asked > 4)
        hosting.away.find()
        await eventually(lambda: hosting.said and hosting.said[-1] == BACK)
    assert hosting.said == [LOST, BACK, LOST, BACK]
    assert client.process.poll() is None


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Unreachable("secret place"), "The workspace cannot be reached now. Try again."),
        (
            Refused("secret place"),
            "The workspace cannot be opened. Tell the person who runs this server.",
        ),
    ],
)
def test_a_guest_who_cannot_open_it_does_not_learn_where_it_is(
    failure: Refused | Unreachable, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise failure

    monkeypatch.setattr("store.workspace.workspace.open_workspace", fail)
    came = TeamLogin("team", "Acme", "dana", "Dana")
    with pytest.raises(type(failure)) as refused:
        GuestAppSession("secret place", (came,), RunningClock()).workspace()
    assert refused.value.message == said


def replace(path: Path) -> None:
    """As ``cp w.db x; mv x w.db``."""
    copy = path.with_name("x")
    shutil.copy(path, copy)
    copy.replace(path)


def remove(path: Path) -> None:
    """As ``rm w.db*``."""
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()


def texts(path: Path) -> list[Any]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM touchpoint")]


@pytest.mark.parametrize("lose", [replace, remove])
async def test_a_file_replaced_under_guests_loses_nothing_that_was_saved(
    hosting: Hosted, lose: Any
) -> None:
    key = hosting.key(member="Dana")
    client = hosting.ssh(key=key)
    await shows(client, "● Dana")
    client.type("2")
    await shows(client, "a Add")
    client.type("a")
    await shows(client, "Where does a customer meet us?")
    client.type("Long thought")
    await shows(client, "Long thought")
    hosting.server.workspace.truncate_wal()
    path = hosting.server.place
    kept = path.with_name("kept")
    shutil.copy(path, kept)
    lose(path)
    client.type("\r")
    await shows(client, "cannot be reached. Trying again")
    assert "Long thought" in client.shown
    if not path.exists():
        await eventually(lambda: hosting.said[-1] == LOST)
        kept.replace(path)
        await eventually(lambda: hosting.said[-1] == BACK)
    await eventually(lambda: client.pump(0) and "Trying again" not in client.shown)
    client.type("\r")
    await eventually(lambda: client.pump(0) and texts(path) == ["Long thought"])
    await shows(hosting.ssh(key=key), "● Dana")
