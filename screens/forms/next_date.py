"""Asking when the next review is: this one alone; the team's own day stays."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, attempt
from screens.forms.date_input import day_and_date, parse_day
from screens.forms.fields import TextField
from screens.forms.form import Form
from screens.widgets.date_format import local, moment, today_of
from store.common.errors import Refused
from store.reviews.next_date import move_next_review
from store.teams.teams import parse_time

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.models.snapshot import Snapshot


async def ask_next_date(widget: Widget, snapshot: Snapshot, now: datetime) -> None:
    """Ask for the next review's day and time, and move it; ``now`` is when it is so far."""
    today = today_of(snapshot)
    then = local(snapshot, now)

    async def save(values: dict[str, str]) -> Outcome[datetime]:
        try:
            if not values["day"].strip():
                return await attempt(widget, move_next_review, None)
            day = parse_day(values["day"], today, field="day")
            time = parse_time(values["time"])
        except Refused as refused:
            field = "time" if refused.field == "review_time" else "day"
            return Outcome(refused=Refused(refused.message, field=field))
        return await attempt(widget, move_next_review, day, time)

    fields = [
        TextField(
            "day", "Day", day_and_date(then.date()), proposed=True, hint="the team's own day"
        ),
        TextField("time", "Time", f"{then:%H:%M}", hint="15:00"),
    ]
    intro = "Only this review moves. Empty the day to go back to the team's own."
    outcome = await widget.app.push_screen_wait(
        Form("When is the next review?", fields, save, intro=intro)
    )
    if outcome is not None and outcome.value is not None:
        widget.notify(f"The next review is {moment(snapshot, outcome.value)}.", markup=False)
