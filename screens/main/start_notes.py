"""What is said once at the start: the settings' problems, and what the sample is."""

from __future__ import annotations

from textual.screen import Screen

from screens.chrome.sample_lines import SampleLines
from screens.core.app_context import app_context_of
from store.common.text import drawable


async def say_at_start(main: Screen[None]) -> None:
    """Show the notes of the start, and above a sample's first view the lines about it."""
    context = app_context_of(main)
    for note in context.notes:
        main.notify(drawable(note), markup=False, timeout=10)
    if context.is_sample:
        await main.mount(SampleLines(), before="#body")
