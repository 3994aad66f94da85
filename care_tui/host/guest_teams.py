"""What of the workspace is in a guest's reach: the teams they came to, and their own drafts."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui.opening import Opening
from store.access import Admitted, still_members
from store.db.reaching import LOST
from store.drafts import Drafts
from store.errors import NotFound, Refused, Unreachable
from store.seat import Seat
from store.workspace import Workspace

if TYPE_CHECKING:
    from store.clock import Clock
    from store.team_list import TeamPlace

_LAST = "last"


class GuestOpening(Opening):
    """The workspace, opened for the member who came, whatever the environment says.

    ``places`` are the seats they may take; ``came`` is the one they took, None until they
    choose.
    """

    def __init__(self, place: str, places: Sequence[Admitted], clock: Clock) -> None:
        super().__init__(place, None, None, clock)
        self.places = tuple(places)
        self.came = self.places[0] if len(self.places) == 1 else None

    def workspace(self) -> Workspace:
        try:
            return super().workspace()
        except Unreachable:
            raise Unreachable(LOST) from None
        except Refused:
            raise Refused("The workspace cannot be opened; tell who runs this server.") from None

    def seat(self) -> Seat:
        came = self.came or self.places[0]
        workspace = self.workspace()
        if not still_members(workspace, [came.member_id]):
            raise Refused(f"You have left {came.team}.")
        return Seat(workspace, came.team_id, came.member_id)


class GuestTeams:
    """The teams that a guest chooses between: their own, and no other."""

    def __init__(self, opening: GuestOpening, file: Path) -> None:
        """``file`` keeps which one they were in last."""
        self._opening = opening
        self._kept = Drafts(file)

    def _own(self) -> tuple[Admitted, ...]:
        places = self._opening.places
        there = still_members(self._opening.workspace(), [place.member_id for place in places])
        return tuple(place for place in places if place.member_id in there)

    def offered(self) -> Sequence[TeamPlace]:
        from store.team_list import team_places

        only = [place.team_id for place in self._own()]
        return team_places(self._opening.workspace(), only=only)

    def is_open(self) -> bool:
        return self._opening.came is None

    def last(self) -> str:
        return (self._kept.get(_LAST) or {}).get("team", "")

    def choose(self, team_id: str) -> None:
        for place in self._own():
            if place.team_id == team_id:
                self._opening.came = place
                with contextlib.suppress(OSError):
                    self._kept.put(_LAST, {"team": team_id})
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
        own = member if member in self._members else self._members[0]
        return Drafts(own_folder(self._folder, own) / "drafts.json")

    def get(self, key: str) -> dict[str, str] | None:
        return self._of(key).get(key)

    def put(self, key: str, fields: dict[str, str]) -> None:
        self._of(key).put(key, fields)

    def clear(self, key: str) -> None:
        self._of(key).clear(key)


def own_folder(folder: Path, member_id: str) -> Path:
    """The folder of a member's drafts and looks on this server (0700), made if missing."""
    own = folder / re.sub(r"[^0-9A-Za-z]", "", member_id)
    own.mkdir(parents=True, exist_ok=True, mode=0o700)
    return own
