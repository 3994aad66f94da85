"""Plays scenes on the sample team in the running app, and keeps what each shows."""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip

from care_tui.app import CareApp
from screens.core.app_context import AppContext
from store.common.clock import SetClock
from store.demo.build import build_sample
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
"""The sample's Friday, on which its review is due. The app's clock stands still there."""
SIZE = (100, 30)
"""Columns and lines: what a page of documents shows at a size that can be read."""
PATIENCE = 20.0
"""Seconds in which what a scene waits for must have come."""
_TIMER = re.compile(r"\d\d:\d\d of (\d+) min")
_STILL = 6
"""How many looks in a row must show the same before a scene is taken."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Keys that are pressed, and what is on the screen then."""

    shows: str
    """A text that the screen must show before it is taken."""
    caption: str = ""
    """What is told below the picture."""
    keys: tuple[str, ...] = ()
    types: str = ""
    """Text that is typed after the keys."""
    then: tuple[str, ...] = ()
    """Keys after the text."""
    seconds: float = 2.5
    """How long a moving picture shows it; 0: it is passed through and not taken."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: the lines of the screen, with their styles."""

    strips: tuple[Strip, ...]
    caption: str
    seconds: float

    @property
    def text(self) -> str:
        """The screen as lines of text, the caption below."""
        lines = ["".join(part.text for part in strip).rstrip() for strip in self.strips]
        return "\n".join([*lines, *([f"  ({self.caption})"] if self.caption else [])])


def play(view: str, scenes: Sequence[Scene]) -> list[Frame]:
    """The frames of ``scenes``, played one after the other from ``view`` on.

    Raises TimeoutError naming the text that a scene waited for in vain.
    """
    return asyncio.run(_play(view, scenes))


async def _play(view: str, scenes: Sequence[Scene]) -> list[Frame]:
    frames = []
    async with _app(view) as (app, pilot):
        for scene in scenes:
            await pilot.press(*scene.keys)
            if scene.types:
                await pilot.press(*_keys_of(scene.types))
            await pilot.press(*scene.then)
            strips = await _shown(app, pilot, scene.shows)
            if scene.seconds:
                frames.append(Frame(strips, scene.caption, scene.seconds))
    return frames


@asynccontextmanager
async def _app(view: str) -> AsyncIterator[tuple[CareApp, Pilot[None]]]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = build_sample(Path(folder) / "care.db", NOW)
        workspace.clock = SetClock(NOW)
        seat = Seat(workspace, workspace.find_team().id)
        open_seat: Callable[[], Seat] = lambda: seat  # noqa: E731
        app = CareApp(AppContext(open_seat=open_seat, load=load_snapshot), start=view)
        async with app.run_test(size=SIZE) as pilot:
            yield app, pilot
        workspace.close()


def _keys_of(text: str) -> list[str]:
    from textual.keys import _character_to_key

    return [_character_to_key(letter) for letter in text]


async def _shown(app: App[None], pilot: Pilot[None], text: str) -> tuple[Strip, ...]:
    """The screen once it shows ``text`` and stands still; messages that pass are taken away."""
    end = time.monotonic() + PATIENCE
    before: list[str] = []
    still = 0
    while still < _STILL:
        if time.monotonic() > end:
            raise TimeoutError("\n".join([f"“{text}” is not shown:", *before]))
        app.clear_notifications()
        await pilot.pause(0.05)
        strips = [_timed(strip) for strip in app.screen._compositor.render_strips()]
        lines = ["".join(part.text for part in strip) for strip in strips]
        still = still + 1 if lines == before and any(text in line for line in lines) else 0
        before = lines
    return tuple(strips)


def _timed(strip: Strip) -> Strip:
    """``strip`` with a step's timer as it is when the step begins: that alone runs by the machine's time."""
    text = _TIMER.sub(
        lambda found: f"{int(found[1]):02}:00 of {found[1]} min",
        "".join(part.text for part in strip),
    )
    parts, at = [], 0
    for part in strip:
        parts.append(Segment(text[at : at + len(part.text)], part.style, part.control))
        at += len(part.text)
    return Strip(parts)
