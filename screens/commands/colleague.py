"""Welcoming a new colleague: a page of five minutes' reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, attempt
from screens.dialogs.reader import ReportReader
from screens.forms.fields import TextField
from screens.forms.form import Form
from store.queries.welcome import welcome

if TYPE_CHECKING:
    from screens.core.main_context import MainContext


async def welcome_colleague(main: MainContext) -> None:
    """Ask for the colleague's name, and show their page."""

    async def save(values: dict[str, str]) -> Outcome[str]:
        return await attempt(main, welcome, values["name"])

    field = TextField("name", "Name", hint="who is new", required=True)
    outcome = await main.app.push_screen_wait(
        Form("Welcome a colleague", [field], save, deed="Show the page")
    )
    if outcome and outcome.value is not None:
        await main.app.push_screen_wait(ReportReader("Five minutes' reading", outcome.value))
