"""The road from a key to the store and back.

A widget asks with `act` (a change) or `read` (a query); the store function runs in a
worker thread, never on the loop, and after a change the main screen reads the snapshot
again before `act` returns::

    outcome = await act(self, touchpoints.add, stage, text)
    if outcome:
        self.select(outcome.value.id)

What the store refuses is shown kindly and makes the outcome false. `attempt` is `act`
without the showing, for forms that put the sentence beside a field. Anything unforeseen is
written down without text of the team's and said in one sentence. A workspace that cannot be
reached is waited for by the main screen; what was asked for is not done, and said so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from screens.core.app_context import AppContext, AppNode, app_context_of
from store.common.dataclass import dataclass
from store.common.errors import Refused, Unreachable

if TYPE_CHECKING:
    from textual.app import App

    from store.journal.seat import Seat

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of asking the store: true with its ``value``, or false with why not."""

    value: T | None = None
    refused: Refused | None = None
    """Why not, where the store refused or failed; None when it was done."""

    def __bool__(self) -> bool:
        return self.refused is None


class Failed(Refused):
    """Something unforeseen went wrong; its sentence says where it was written down."""


async def act(
    widget: AppNode, do: Callable[Concatenate[Seat, P], T], /, *args: P.args, **kwargs: P.kwargs
) -> Outcome[T]:
    """Change something: ``do(seat, *args, **kwargs)`` in a thread, then a fresh snapshot.

    A refusal is shown as a message and comes back in the outcome.
    """
    outcome = await attempt(widget, do, *args, **kwargs)
    if outcome.refused is not None:
        show_refusal(widget.app, outcome.refused)
    return outcome


async def attempt(
    widget: AppNode, do: Callable[Concatenate[Seat, P], T], /, *args: P.args, **kwargs: P.kwargs
) -> Outcome[T]:
    """As `act`, but a refusal is only in the outcome, for the caller to show."""
    context = app_context_of(widget)
    with context.expecting():
        outcome = await _ask(context, do, *args, **kwargs)
        if context.reload is not None and not isinstance(outcome.refused, Failed | Unreachable):
            await context.reload()
    return outcome


async def read(
    widget: AppNode, do: Callable[Concatenate[Seat, P], T], /, *args: P.args, **kwargs: P.kwargs
) -> Outcome[T]:
    """Query something: ``do(seat, *args, **kwargs)`` in a thread. A refusal is shown, but for
    a workspace that is still opening: who asked then asks again with the snapshot to come."""
    context = app_context_of(widget)
    outcome = await _ask(context, do, *args, **kwargs)
    if outcome.refused is not None and context.acting is not None:
        show_refusal(widget.app, outcome.refused)
    return outcome


def show_refusal(app: App[object], refused: Refused) -> None:
    """Show a refusal's sentence for as long as it takes to read."""
    severity = "error" if isinstance(refused, Failed) else "warning"
    app.notify(
        refused.message,
        severity="error" if severity == "error" else "warning",
        markup=False,
        timeout=4 + len(refused.message) / 15,
    )


async def _ask(
    context: AppContext,
    do: Callable[Concatenate[Seat, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Outcome[T]:
    seat = context.acting
    if seat is None:
        return Outcome(refused=Refused("The workspace is still opening. Nothing was changed."))
    try:
        outcome = Outcome(await asyncio.to_thread(do, seat, *args, **kwargs))
    except Unreachable as refused:
        context.report_unreachable()
        return Outcome(refused=refused)
    except Refused as refused:
        return Outcome(refused=refused)
    except Exception as failure:
        if context.report_failure is None:
            raise
        return Outcome(refused=Failed(context.report_failure(failure)))
    context.report_reachable()
    return outcome
