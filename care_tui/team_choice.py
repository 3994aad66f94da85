"""Which of a workspace's teams one run of the app is for, and the one it was for last time."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from care_tui.paths import hashed_name
from store.common.drafts import Drafts
from store.common.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.snapshot import Snapshot
    from store.teams.team_list import TeamPlace
    from store.workspace.workspace import Workspace


class OpenedWorkspace(Protocol):
    """The workspace behind one run of the app, and what of it was named."""

    location: str
    team: str | None
    member: str | None
    latest: Snapshot | None

    def workspace(self) -> Workspace:
        """The workspace, opened at the first call."""


class TeamChoice:
    """The teams that the person who opened the workspace may go to: where ``--as`` names somebody,
    those they are in."""

    def __init__(self, opening: OpenedWorkspace, file: Path) -> None:
        """``file`` keeps the last team of each workspace."""
        self._app_session = opening
        self._drafts = Drafts(file)

    def list_teams(self) -> Sequence[TeamPlace]:
        from store.teams.team_list import team_places

        return team_places(self._app_session.workspace(), member=self._app_session.member)

    def needs_choice(self) -> bool:
        if self._app_session.team is not None:
            return False
        if len(self._app_session.workspace().teams()) < 2:
            return False
        teams = self.list_teams()
        if len(teams) == 1:
            self._app_session.team = teams[0].name
        elif not teams:
            raise NotFound(f"No team here has a member “{self._app_session.member}”.", field="as")
        return len(teams) > 1

    def last(self) -> str:
        last_team = self._drafts.get(self._key) or {}
        return last_team.get("team", "")

    def choose(self, team_id: str) -> None:
        names = {team.id: team.name for team in self.list_teams()}
        if team_id not in names:
            raise NotFound("This team is not in the workspace any more.")
        self._app_session.team, self._app_session.latest = names[team_id], None
        with contextlib.suppress(OSError):
            self._drafts.put(self._key, {"team": team_id})

    @property
    def _key(self) -> str:
        """The workspace, without the password that its URL may hold."""
        return hashed_name(self._app_session.location)
