"""A host whose workspace cannot be reached for a while, in this process."""

from __future__ import annotations

import asyncio

import pytest

from care_tui.host import server
from care_tui.host.guest_teams import GuestOpening
from care_tui.host.server import AWAY
from store.access import Admitted
from store.clock import RunningClock
from store.errors import Refused, Unreachable

LOST = "The workspace cannot be reached (Unreachable); trying again."
BACK = "The workspace can be reached again."


class Away:
    """Loses a workspace; what is asked of it meanwhile is counted."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.open = {"reading": workspace.reading, "writing": workspace.writing}
        self.asked = 0
        self.after = 0

    def lose(self, after=0):
        """Lose it once it has answered ``after`` questions."""
        self.asked, self.after = 0, after
        for name, way in self.open.items():
            setattr(self.workspace, name, lambda way=way: self._ask(way))

    def _ask(self, way):
        self.asked += 1
        if self.asked > self.after:
            raise Unreachable("secret place")
        return way()

    def find(self):
        for name, way in self.open.items():
            setattr(self.workspace, name, way)


@pytest.fixture
async def hosting(alone, served_here, monkeypatch):
    """The server in this process, which looks after its guests ten times a second."""
    monkeypatch.setattr(server, "LOOK", 0.1)
    alone.away = Away(alone.server.workspace)
    async with served_here():
        yield alone


async def eventually(condition):
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def shows(client, text):
    await eventually(lambda: client.pump(0) and text in client.shown)


async def ended(client):
    """What the client had said when it ended."""
    await eventually(lambda: client.pump(0) is False or client.process.poll() is not None)
    client.ended()
    return " ".join(client.bytes.decode().split())


async def test_a_member_is_told_at_the_door_and_let_in_once_it_is_back(hosting):
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


async def test_who_has_an_invite_is_told_and_the_invite_is_still_good(hosting):
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


async def test_lost_between_the_login_and_the_app_it_is_said_too(hosting):
    key = hosting.key(member="Dana")
    hosting.away.lose(after=1)
    assert AWAY in await ended(hosting.ssh(key=key))
    assert hosting.said == [LOST]
    hosting.away.find()


async def test_who_is_in_stays_and_the_log_says_it_once_each_time(hosting):
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
        (Refused("secret place"), "The workspace cannot be opened; tell who runs this server."),
    ],
)
def test_a_guest_who_cannot_open_it_does_not_learn_where_it_is(failure, said, monkeypatch):
    def fail(*_):
        raise failure

    monkeypatch.setattr("store.workspace.open_workspace", fail)
    came = Admitted("team", "Acme", "dana", "Dana")
    with pytest.raises(type(failure)) as refused:
        GuestOpening("secret place", (came,), RunningClock()).workspace()
    assert refused.value.message == said
