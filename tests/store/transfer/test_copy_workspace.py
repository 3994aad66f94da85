"""Copying a whole workspace, either way, without loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from store.board import touchpoints
from store.common.errors import NotAWorkspace, Refused
from store.db.tables.ballot_models import BALLOTS
from store.db.tables.every import METADATA
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live.pg_listener import listen
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.transfer import copy_workspace as copying_module
from store.transfer.copy_workspace import copy_workspace
from store.transfer.workspace_file import export_workspace, to_toml
from store.undo.undo import undo
from store.workspace.location import workspace_exists
from store.workspace.workspace import Workspace, create_workspace, open_workspace
from tests.conftest import SAMPLED

if TYPE_CHECKING:
    from tests.databases import Databases

LEFT_OUT = {*BALLOTS, "invite", "presence", "browser", "look_link"}


@pytest.fixture(scope="module")
def sample(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    return copied_sample(tmp_path_factory.mktemp("sample") / "sample.db", SAMPLED)


@pytest.fixture(params=["to a file", pytest.param("to a server", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing is yet."""
    if request.param == "to a file":
        return str(tmp_path / "copy.db")
    postgres: Databases = request.getfixturevalue("postgres")
    return postgres.new()


def _contents(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    with workspace.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in METADATA.sorted_tables
        }


def test_a_sample_goes_to_a_server_and_back_and_nothing_differs(
    sample: Workspace, postgres: Databases, tmp_path: Path
) -> None:
    server, back = postgres.new(), tmp_path / "back.db"
    there = copy_workspace(sample, server)
    on_server = open_workspace(server)
    here = copy_workspace(on_server, back)
    again = open_workspace(back)
    assert there.rows == here.rows > 1000
    exported = to_toml(export_workspace(sample))
    assert to_toml(export_workspace(on_server)) == exported
    assert to_toml(export_workspace(again)) == exported
    before, after = _contents(sample), _contents(again)
    for name, rows in before.items():
        if name not in LEFT_OUT:
            assert sorted(map(repr, rows)) == sorted(map(repr, after[name])), name
    on_server.close()
    again.close()


def test_history_and_undo_come_along(dana: Seat, target: str) -> None:
    id = touchpoints.add(dana, Stage.CONNECT, "Card")
    touchpoints.edit(dana, id, text="Other words")
    copy_workspace(dana.workspace, target)
    copy = open_workspace(target, dana.workspace.clock)
    there = Seat(copy, dana.team_id, dana.member_id, dana.sitting)
    undo(there)
    assert load_snapshot(there).board[0].touchpoints[0].text == "Card"
    assert load_snapshot(dana).board[0].touchpoints[0].text == "Other words"
    copy.close()


def test_ballots_stay_behind_and_are_counted(room: Seat, dana: Seat, target: str) -> None:
    card = touchpoints.add(room, Stage.CONNECT, "Card")
    reviews.open_review(room)
    reviews.go_to_step(room, 4)
    ballots.vote(dana, card)
    done = copy_workspace(room.workspace, target)
    assert done.left_out == 1
    copy = open_workspace(target)
    contents = _contents(copy)
    assert all(contents[name] == [] for name in LEFT_OUT)
    assert len(contents["review"]) == 1
    assert len(_contents(room.workspace)["vote"]) == 1
    copy.close()


def test_nothing_is_copied_over_something(room: Seat, target: str) -> None:
    create_workspace(target).close()
    with pytest.raises(Refused, match="Nothing was changed"):
        copy_workspace(room.workspace, target)
    copy = open_workspace(target)
    assert copy.teams() == ()
    copy.close()


def test_a_workspace_is_not_copied_onto_itself(workspace: Workspace) -> None:
    place = workspace.engine.url.render_as_string(hide_password=False)
    with pytest.raises(Refused, match="another place than the workspace itself"):
        copy_workspace(workspace, place)


def test_other_tables_in_the_way_are_refused(workspace: Workspace, postgres: Databases) -> None:
    import psycopg

    url = postgres.new()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE member (name text)")
    with pytest.raises(NotAWorkspace, match="other tables"):
        copy_workspace(workspace, url)


def test_a_copy_that_lacks_rows_is_no_copy(
    room: Seat, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    touchpoints.add(room, Stage.CONNECT, "Card")
    counted: list[str] = []
    count = copying_module._count

    def one_more(connection: object, table: object) -> int:
        name = str(getattr(table, "name", ""))
        counted.append(name)
        return count(connection, table) + (name == "touchpoint" and counted.count(name) == 1)  # type: ignore[arg-type]

    monkeypatch.setattr(copying_module, "_count", one_more)
    with pytest.raises(Refused, match="Not all of “touchpoint” could be copied"):
        copy_workspace(room.workspace, target)
    assert not workspace_exists(target)


def test_rows_go_in_chunks(room: Seat, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        touchpoints.add(room, Stage.CONNECT, f"Card {number}")
    monkeypatch.setattr(copying_module, "CHUNK", 2)
    told: dict[str, int] = {}
    done = copy_workspace(room.workspace, target, told.__setitem__)
    assert (told["touchpoint"], told["member"], told["journal"]) == (5, 4, 6)
    assert done.rows == sum(told.values())


def test_a_copy_on_a_server_goes_on_living(dana: Seat, postgres: Databases) -> None:
    touchpoints.add(dana, Stage.CONNECT, "Card")
    place = postgres.new()
    copy_workspace(dana.workspace, place)
    copy = open_workspace(place, dana.workspace.clock)
    there = Seat(copy, dana.team_id, dana.member_id)
    listener = listen(copy, dana.team_id)
    assert listener is not None
    touchpoints.add(there, Stage.CONNECT, "Another")
    assert listener.wait(10)
    texts = [card.text for card in load_snapshot(there).board[0].touchpoints]
    assert texts == ["Card", "Another"]
    with copy.reading() as session:
        assert session.scalar(select(func.count()).select_from(METADATA.tables["workspace"])) == 1
    listener.close()
    copy.close()
