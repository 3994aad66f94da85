"""Asks what one of the team's own counts counts, the first time it is a proof."""

from __future__ import annotations

from textual.widget import Widget

from screens.core.store_calls import attempt
from screens.dialogs.choose import Choose, Option
from store.domain.statistics.measures import CountKind, Measure
from store.teams import teams


async def ask_count_kind(widget: Widget, measure: Measure) -> bool:
    """Ask whether it is events or a state and save the answer; whether it was answered."""
    question = Choose(
        f"What does {measure.title} count?",
        [
            Option(CountKind.EVENTS.value, "How often something happens", "complaints: a verdict"),
            Option(CountKind.STATE.value, "How it stands", "a backlog: a chart, no verdict"),
        ],
        detail="It is asked once.",
    )
    chosen = await widget.app.push_screen_wait(question)
    if chosen is None:
        return False
    return bool(await attempt(widget, teams.set_counts, measure.key, CountKind(chosen)))
