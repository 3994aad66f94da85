"""Which of several teams: asked when the app opens, and by the command "Change team"."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.core.main_context import MainContext
    from screens.dialogs.choose import Choose, Option
    from store.teams.team_list import TeamPlace


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
        when = f"review was due {day}"
    else:
        when = f"review {day}"
    return Option(team.id, team.name, f"{members}, {when}")


async def settle_team(main: MainContext) -> bool:
    """Ask for the team where none was named. Returns False where none can be opened.

    To be awaited in a worker.
    """
    choice = main.app_context.team_choice
    if choice is None or not await asyncio.to_thread(choice.needs_choice):
        return True
    if main.snapshot is not None:
        await main.show_no_team(main.view)
    teams = await asyncio.to_thread(choice.list_teams)
    last = await asyncio.to_thread(choice.last)
    chosen = await main.app.push_screen_wait(pick_team(teams, last))
    if chosen is None:
        return False
    await asyncio.to_thread(choice.choose, chosen)
    return True


async def change_team(main: MainContext) -> None:
    """Go to another team."""
    context = main.app_context
    choice, seat = context.team_choice, context.seat
    if choice is None or seat is None:
        return
    teams = await asyncio.to_thread(choice.list_teams)
    if len(teams) < 2:
        main.notify("There is no other team to go to here.", markup=False)
        return
    chosen = await main.app.push_screen_wait(pick_team(teams, seat.team_id))
    if chosen is None or chosen == seat.team_id:
        return
    context.keep_drafts()
    if context.leaving is not None:
        await asyncio.to_thread(context.leaving, seat)
    await asyncio.to_thread(choice.choose, chosen)
    await main.start_anew()
