"""Which of several teams: asked when the app opens, and by the command "Change team"."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from screens.dialogs.choose import Choose, Option
    from screens.main import MainScreen
    from store.team_list import TeamPlace


class TeamChoice(Protocol):
    """The teams that this terminal's person may go to. All are called in a thread."""

    def offered(self) -> Sequence[TeamPlace]:
        """The teams there are to go to. Raises Refused where the workspace cannot be read."""

    def is_open(self) -> bool:
        """Whether it is still to be said which team to open; not where it was named, or only
        one is offered."""

    def last(self) -> str:
        """The id of the team that this terminal's person was in last; empty for none."""

    def choose(self, team_id: str) -> None:
        """Open this team from now on."""


def pick_team(teams: Sequence[TeamPlace], last: str = "") -> Choose:
    """The picker; its result is a team's id, None when the person goes back. The cursor
    starts on the team ``last``."""
    from screens.dialogs.choose import Choose

    return Choose("Which team?", [_option(team) for team in teams], chosen=last)


def _option(team: TeamPlace) -> Option:
    from screens.dialogs.choose import Option

    members = f"{team.members} member{'' if team.members == 1 else 's'}"
    day = f"{team.next_review:%a} {team.next_review.day} {team.next_review:%b %H:%M}"
    if team.reviewing:
        when = "in a review"
    elif team.overdue:
        when = f"review overdue since {day}"
    else:
        when = f"review {day}"
    return Option(team.id, team.name, f"{members}, {when}")


async def settle_team(main: MainScreen) -> bool:
    """Ask for the team where it is still to be said; whether one can be opened.

    To be awaited in a worker.
    """
    choice = main.shell.team_choice
    if choice is None or not await asyncio.to_thread(choice.is_open):
        return True
    if main.snapshot is not None:
        await main.show_no_team(main.view)
    teams = await asyncio.to_thread(choice.offered)
    last = await asyncio.to_thread(choice.last)
    chosen = await main.app.push_screen_wait(pick_team(teams, last))
    if chosen is None:
        return False
    await asyncio.to_thread(choice.choose, chosen)
    return True


async def change_team(main: MainScreen) -> None:
    """Go to another team."""
    shell = main.shell
    choice, seat = shell.team_choice, shell.seat
    if choice is None or seat is None:
        return
    teams = await asyncio.to_thread(choice.offered)
    if len(teams) < 2:
        main.notify("There is no other team to go to here.", markup=False)
        return
    chosen = await main.app.push_screen_wait(pick_team(teams, seat.team_id))
    if chosen is None or chosen == seat.team_id:
        return
    shell.keep_drafts()
    if shell.leaving is not None:
        await asyncio.to_thread(shell.leaving, seat)
    await asyncio.to_thread(choice.choose, chosen)
    await main.start_anew()
