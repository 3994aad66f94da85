"""What can be done from every view: the actions of the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from textual import work

from screens.chrome.footer import Footer
from screens.core.available_commands import usable_commands
from screens.core.focus_keeper import FocusedScreen
from screens.main.navigation import GLOBAL_COMMANDS, load_by_name
from screens.widgets.clickable_row import ClickableRow


class GlobalActions(FocusedScreen[None]):
    """A screen over which every command of the whole program is done.

    Commands are loaded when they are first wanted: see `screens.main.navigation`.
    """

    async def on_clickable_row_clicked(self, message: ClickableRow.Clicked) -> None:
        """A tab, the timer or a key of the footer was clicked."""
        message.stop()
        if isinstance(message.line, Footer):
            await self.run_command(message.name)
        elif message.name == "review":
            await self.run_action("review")
        else:
            await self.run_action(f"view('{message.name}')")

    async def run_command(self, name: str) -> None:
        """Do what the command ``name`` does, if it is possible here."""
        for usable in usable_commands(self):
            if usable.command.id == name and usable.enabled:
                await self.app.run_action(usable.command.action, usable.node)

    def action_log_feedback(self) -> None:
        self._run_global_command("log_feedback")

    def action_find(self) -> None:
        self._run_global_command("find")

    def action_undo(self) -> None:
        self._run_global_command("undo")

    def action_redo(self) -> None:
        self._run_global_command("redo")

    def action_change_team(self) -> None:
        self._run_global_command("change_team")

    def action_help(self) -> None:
        self._run_global_command("help")

    def action_commands(self) -> None:
        self._run_global_command("commands")

    def action_global_command(self, name: str) -> None:
        self._run_global_command(name)

    @work(group="command", exit_on_error=True)
    async def _run_global_command(self, name: str) -> None:
        command = cast(
            "Callable[[GlobalActions], Awaitable[None]]", load_by_name(GLOBAL_COMMANDS[name])
        )
        await command(self)
