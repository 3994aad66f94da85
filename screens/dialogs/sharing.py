"""Sending a summary: where to, asked once more, then while one goes on working."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from screens.core.app_context import app_context_of
from screens.core.store_calls import Failed, show_refusal
from screens.dialogs.choose import Choose, Option
from screens.dialogs.confirm import Confirm
from screens.dialogs.reader import Reader
from store.common.errors import Refused

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

    from screens.core.sharing import Place, Sharing
    from store.reports.shared_summary import SharedSummary

T = TypeVar("T")


async def share_summary(widget: Widget, summary: SharedSummary) -> None:
    """Ask where ``summary`` goes and whether it does, and send it. Awaited in a worker, which is
    over before it arrived: that is said when it is known."""
    app, open_sharing = widget.app, app_context_of(widget).open_sharing
    if open_sharing is None:
        app.notify("The sample is invented, so it is not sent anywhere.", markup=False)
        return

    def look() -> tuple[Sharing, tuple[Place, ...]]:
        sharing = open_sharing()
        return sharing, tuple(sharing.places(summary.review))

    answer = await _asked(widget, look)
    if answer is None:
        return
    sharing, places = answer
    if not places:
        await app.push_screen_wait(Reader("Nowhere to send it yet", sharing.advice))
        return
    place = places[0] if len(places) == 1 else await _chosen(app, places)
    if place is None or not await app.push_screen_wait(_question(summary, place)):
        return
    app.notify(f"Sending to {place.label} …", markup=False)
    again = place.sent_at is not None
    app.run_worker(_send(widget, sharing, summary, place, again=again), group="sending")


async def may_send(widget: Widget, review: str) -> bool:
    """Whether there is a place that the summary of the review called ``review`` can be sent to."""
    open_sharing = app_context_of(widget).open_sharing
    if open_sharing is None:
        return False
    try:
        return bool(await asyncio.to_thread(lambda: tuple(open_sharing().places(review))))
    except Refused:
        return False  # Sending says why.


async def _chosen(app: App[object], places: tuple[Place, ...]) -> Place | None:
    options = [
        Option(place.name, place.name, f"{place.scheme}, sent" if place.sent_at else place.scheme)
        for place in places
    ]
    name = await app.push_screen_wait(Choose("Send the summary to", options))
    return next((place for place in places if place.name == name), None)


def _question(summary: SharedSummary, place: Place) -> Confirm:
    """Whether it is meant: who is there reads it, and it cannot be called back."""
    parts = [
        place.history,
        f"{summary.title}. Everybody there can read it, and it cannot be taken back.",
        "The review is still open. More may be settled in it." if summary.is_open else "",
    ]
    again = " again" if place.sent_at else ""
    return Confirm(
        f"Send the summary to {place.label}{again}?",
        " ".join(part for part in parts if part),
        yes="Send it",
        no="Not now",
    )


async def _send(
    widget: Widget, sharing: Sharing, summary: SharedSummary, place: Place, *, again: bool
) -> None:
    sent = await _asked(widget, lambda: sharing.send(summary, place.name, again=again))
    if sent is not None:
        widget.app.notify(f"Sent to {sent.label}.", markup=False, timeout=8)


async def _asked(widget: Widget, do: Callable[[], T]) -> T | None:
    """What ``do`` gives, in a thread; None where it did not, and why was shown."""
    app, context = widget.app, app_context_of(widget)
    try:
        return await asyncio.to_thread(do)
    except Refused as refused:
        show_refusal(app, refused)
    except Exception as failure:
        if context.report_failure is None:
            raise
        show_refusal(app, Failed(context.report_failure(failure)))
    return None
