"""What of the workspace is in a guest's reach: the teams they came to, and their own drafts."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui.app_session import AppSession
from store.common.drafts import Drafts
from store.common.errors import NotFound, Refused, Unreachable
from store.db.unreachable import LOST
from store.journal.seat import Seat
from store.teams.access import TeamLogin, still_members
from store.workspace.workspace import Workspace

if TYPE_CHECKING:
    from store.common.clock import Clock
    from store.teams.team_list import TeamPlace

_LAST = "last"


class GuestAppSession(AppSession):
    """The workspace, opened for the member who came, whatever the environment says.

    ``places`` are the seats they may take; ``came`` is the one they took, None until they
    choose.
    """

    def __init__(self, location: str, places: Sequence[TeamLogin], clock: Clock) -> None:
        super().__init__(location, None, None, clock)
        self.places = tuple(places)
        self.came = self.places[0] if len(self.places) == 1 else None

    def workspace(self) -> Workspace:
        try:
            return super().workspace()
        except Unreachable:
            raise Unreachable(LOST) from None
        except Refused:
            raise Refused(
                "The workspace cannot be opened. Tell the person who runs this server."
            ) from None

    def seat(self) -> Seat:
        login = self.came or self.places[0]
        workspace = self.workspace()
        if not still_members(workspace, [login.member_id]):
            raise Refused(f"You have left {login.team}.")
        return Seat(workspace, login.team_id, login.member_id)


class GuestTeams:
    """The teams that a guest chooses between: their own, and no other."""

    def __init__(self, app_session: GuestAppSession, file: Path) -> None:
        """``file`` keeps which one they were in last."""
        self._app_session = app_session
        self._drafts = Drafts(file)

    def _own(self) -> tuple[TeamLogin, ...]:
        places = self._app_session.places
        present = still_members(
            self._app_session.workspace(), [login.member_id for login in places]
        )
        return tuple(login for login in places if login.member_id in present)

    def list_teams(self) -> Sequence[TeamPlace]:
        from store.teams.team_list import team_places

        team_ids = [login.team_id for login in self._own()]
        return team_places(self._app_session.workspace(), only=team_ids)

    def needs_choice(self) -> bool:
        return self._app_session.came is None

    def last(self) -> str:
        return (self._drafts.get(_LAST) or {}).get("team", "")

    def choose(self, team_id: str) -> None:
        for login in self._own():
            if login.team_id == team_id:
                self._app_session.came = login
                with contextlib.suppress(OSError):
                    self._drafts.put(_LAST, {"team": team_id})
                return
        raise NotFound("You are not in this team any more.")


class GuestDrafts:
    """Half-typed text, each member's in a folder of their own."""

    def __init__(self, folder: Path, members: Sequence[str]) -> None:
        """``members`` are the guest's own ids, one for each team."""
        self._folder = folder
        self._members = tuple(members)

    def _of(self, key: str) -> Drafts:
        """The drafts that ``key`` is among: it begins with the member's id."""
        member = key.partition("/")[0]
        owner_id = member if member in self._members else self._members[0]
        return Drafts(own_folder(self._folder, owner_id) / "drafts.json")

    def get(self, key: str) -> dict[str, str] | None:
        return self._of(key).get(key)

    def put(self, key: str, fields: dict[str, str]) -> None:
        self._of(key).put(key, fields)

    def clear(self, key: str) -> None:
        self._of(key).clear(key)


def own_folder(folder: Path, member_id: str) -> Path:
    """The folder of a member's drafts and looks on this server (0700), made if missing."""
    member_folder = folder / re.sub(r"[^0-9A-Za-z]", "", member_id)
    member_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return member_folder
