"""A calendar file of what is to come: into the reports folder, or onto the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.app_context import app_context_of
from screens.core.store_calls import read
from screens.dialogs.exporting import file_name, save_or_say
from screens.dialogs.reader import Reader

if TYPE_CHECKING:
    from screens.core.main_context import MainContext
    from store.journal.seat import Seat


async def make_calendar_file(main: MainContext) -> None:
    """Save the next reviews, dues, verdict days and calls as ``NAME-calendar.ics``; where no file
    can be written, show the file's text to be copied."""
    outcome = await read(main, _calendar)
    if outcome.value is None:
        return
    team, text = outcome.value
    folder = app_context_of(main).reports
    if folder is None or app_context_of(main).hosted:
        await main.app.push_screen_wait(Reader("Calendar file", text))
        return
    await save_or_say(main, folder, f"{file_name(team)}-calendar", text, "ics")


def _calendar(seat: Seat) -> tuple[str, str]:
    from store.queries.coming_dates import coming_dates
    from store.reports.calendar_file import calendar_file

    team, coming = coming_dates(seat)
    return team.name, calendar_file(f"CARE, {team.name}", coming, seat.workspace.clock.now())
