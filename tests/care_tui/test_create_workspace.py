"""Making a workspace where there is none, also when others do so at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import store.workspace.location
from care_tui.create_workspace import create_if_missing
from store.common.clock import SetClock
from store.common.errors import Refused
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace, open_workspace

CLOCK = SetClock(datetime(2026, 11, 20, 14, tzinfo=UTC))


def test_who_comes_second_opens_what_the_first_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is done after the second has looked and found nothing."""
    place = tmp_path / "new" / "care.db"

    looked = store.workspace.location.workspace_exists

    def made_meanwhile(where: str) -> bool:
        found = looked(where)
        if not found:
            create_workspace(place, CLOCK).close()
        return found

    monkeypatch.setattr(store.workspace.location, "workspace_exists", made_meanwhile)
    with create_if_missing(str(place), CLOCK) as (workspace, made):
        assert not made
        create_team(workspace, NewTeam("Support"))
        workspace.close()
    assert [team.name for team in open_workspace(place).teams()] == ["Support"]


def test_what_others_use_by_now_is_not_taken_away(tmp_path: Path) -> None:
    place = tmp_path / "care.db"
    with pytest.raises(Refused), create_if_missing(str(place), CLOCK):
        other = open_workspace(place, CLOCK)
        create_team(other, NewTeam("Theirs"))
        other.close()
        raise Refused("My own team cannot be made.")
    assert [team.name for team in open_workspace(place).teams()] == ["Theirs"]


def test_what_nobody_uses_is_taken_away_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused), create_if_missing(str(tmp_path / "new" / "care.db"), CLOCK):
        raise Refused("My own team cannot be made.")
    assert list(tmp_path.iterdir()) == []
