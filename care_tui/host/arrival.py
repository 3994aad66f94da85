"""The first minute of a guest who came by an invite: it is used up, and a key is offered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from screens.commands.log_in_key import offer_key
from screens.core import unasked
from screens.main.main_screen import MainScreen
from store.common.errors import Refused, Unreachable
from store.teams import access

if TYPE_CHECKING:
    from care_tui.app import CareApp
    from care_tui.host.session_spec import SessionSpec
    from store.journal.seat import Seat
    from store.models.snapshot import Snapshot

AGAIN = 5.0
"""Seconds until a workspace that could not be reached is asked again."""


def watch_for_the_first_screen(app: CareApp, spec: SessionSpec) -> None:
    """Use the invite of ``spec`` up once its guest has seen the team, and not before: who is
    cut off until then comes in by it again. Then offer to log in with a key."""
    load = app.app_context.load

    async def seen(seat: Seat) -> None:
        main = app.screen_stack[0]
        if isinstance(main, MainScreen):
            main.run_worker(_arrive(main, seat, spec), group=unasked.GROUP)

    def load_and_watch(seat: Seat) -> Snapshot:
        snapshot = load(seat)
        app.app_context.load = load
        app.call_from_thread(app.call_later, seen, seat)
        return snapshot

    app.app_context.load = load_and_watch


async def _arrive(main: MainScreen, seat: Seat, spec: SessionSpec) -> None:
    painted = asyncio.Event()

    def paint() -> None:
        if main.snapshot is not None:
            main.call_after_refresh(painted.set)

    main.watch(main, "snapshot", paint)
    await painted.wait()
    try:
        await _use_up(seat, spec.invite)
    except Refused as refused:
        main.app.exit(return_code=1, message=refused.message)
        return
    await offer_key(main, spec.proven, spec.unfit)


async def _use_up(seat: Seat, invite_id: str) -> None:
    """Raises Refused where the invite is not good any more."""
    while True:
        try:
            await asyncio.to_thread(access.use_up, seat.workspace, invite_id, seat.now)
        except Unreachable:
            await asyncio.sleep(AGAIN)
        else:
            return
