"""Which of a workspace's teams one run of the app is for, and the one it was for last time."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from care_tui.places import name_for
from store.drafts import Drafts
from store.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from care_tui.opening import Opening
    from store.team_list import TeamPlace


class TeamChoice:
    """The teams that the person of an `Opening` may go to: where ``--as`` names somebody,
    those they are in."""

    def __init__(self, opening: Opening, file: Path) -> None:
        """``file`` keeps the last team of each workspace."""
        self._opening = opening
        self._kept = Drafts(file)

    def offered(self) -> Sequence[TeamPlace]:
        from store.team_list import team_places

        return team_places(self._opening.workspace(), member=self._opening.member)

    def is_open(self) -> bool:
        if self._opening.team is not None:
            return False
        if len(self._opening.workspace().teams()) < 2:
            return False
        teams = self.offered()
        if len(teams) == 1:
            self._opening.team = teams[0].name
        elif not teams:
            raise NotFound(f"No team here has a member “{self._opening.member}”.", field="as")
        return len(teams) > 1

    def last(self) -> str:
        kept = self._kept.get(self._key) or {}
        return kept.get("team", "")

    def choose(self, team_id: str) -> None:
        names = {team.id: team.name for team in self.offered()}
        if team_id not in names:
            raise NotFound("This team is not in the workspace any more.")
        self._opening.team, self._opening.latest = names[team_id], None
        with contextlib.suppress(OSError):
            self._kept.put(self._key, {"team": team_id})

    @property
    def _key(self) -> str:
        """The workspace, without the password that its URL may hold."""
        return name_for(self._opening.place)
