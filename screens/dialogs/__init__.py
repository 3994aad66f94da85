"""Dialogs that any screen may ask: a question, a form, a choice, something to read.

Each is awaited inside a worker::

    @work
    async def action_archive(self) -> None:
        if await self.app.push_screen_wait(Confirm("Archive “…”?", yes="Archive")):
            await act(self, touchpoints.archive, ...)
"""
