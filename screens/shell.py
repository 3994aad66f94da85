"""What the program hands the screens when it starts them: the seat, drafts, how to report.

The one `Shell` hangs on the app; `shell_of` finds it from any widget. Screens know nothing
else of the program around them, so a test starts them with a shell of its own.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from screens.drafting import Keeper
    from screens.team_picker import TeamChoice
    from store.company import Company, Hearing
    from store.seat import Seat
    from store.snapshot import Snapshot


class DraftStore(Protocol):
    """Half-typed text, kept on this machine by key."""

    def get(self, key: str) -> dict[str, str] | None:
        """The fields kept under ``key``, None when there are none."""

    def put(self, key: str, fields: dict[str, str]) -> None:
        """Keep ``fields`` under ``key``."""

    def clear(self, key: str) -> None:
        """Let go of what is kept under ``key``."""


class NoDrafts:
    """Drafts kept in memory only."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, str]] = {}

    def get(self, key: str) -> dict[str, str] | None:
        return self.kept.get(key)

    def put(self, key: str, fields: dict[str, str]) -> None:
        self.kept[key] = fields

    def clear(self, key: str) -> None:
        self.kept.pop(key, None)


@dataclass
class Appearance:
    """How the screens look: a theme's name, and whether only ASCII may be drawn."""

    theme: str = "care-dark"
    ascii: bool = False


def _no_settings(_appearance: Appearance) -> None:
    """Settings are not kept."""


def _nothing_seen() -> None:
    """This is the first time."""


def _nobody_waits() -> None:
    """No loss is shown."""


def _nobody_watches() -> bool:
    """The workspace is not watched."""
    return False


@dataclass
class Shell:
    """The surroundings of the screens."""

    open_seat: Callable[[], Seat]
    """Opens the workspace; called once, in a thread, after the first paint."""
    load: Callable[[Seat], Snapshot]
    """Reads the team's present snapshot; called in a thread."""
    drafts: DraftStore = field(default_factory=NoDrafts)
    report_failure: Callable[[BaseException], str] | None = None
    """Writes an unforeseen failure down and says in a sentence where; None raises it."""
    save_appearance: Callable[[Appearance], None] = _no_settings
    appearance: Appearance = field(default_factory=Appearance)
    settings_path: Path | None = None
    hosted: bool = False
    """Served to a guest: no files, no shell, no ``$EDITOR``."""
    seen_last: Callable[[], Snapshot | None] = _nothing_seen
    """Reads the team as it was seen last time, painted until the workspace is open; never
    edited. Called once, after the first paint."""
    guide: bool = False
    """Lead a newcomer: every step of a review says by which keys it is done."""
    reports: Path | None = None
    """The folder that reports of closed reviews are saved in; None saves no file."""
    notes: tuple[str, ...] = ()
    """Sentences to show once after the start, such as an unknown setting."""
    seat: Seat | None = None
    """Who acts, once the workspace is open."""
    turn: Seat | None = None
    """Who acts during a private turn."""
    watch: Callable[[Seat, Hearing], Company] | None = None
    """Begins to watch what other terminals change and who is at them; called once the
    workspace is open. None: this terminal is alone."""
    team_choice: TeamChoice | None = None
    """The teams one may go to; None where there is no choice."""
    leaving: Callable[[Seat], None] | None = None
    """Called in a thread when the person leaves the app, as to pause a timer they lead."""
    last_key: float = field(default_factory=time.monotonic)
    """When the person last pressed a key, on the monotonic clock."""
    keepers: set[Keeper] = field(default_factory=set)
    """What keeps half-typed text at the moment."""
    reload: Callable[[], Awaitable[None]] | None = None
    """Set by the main screen: read the snapshot again and show it."""
    doubt: Callable[[], bool] = _nobody_watches
    """Set by the main screen: the workspace could not be reached, so wait until it is back.
    False where nobody can tell."""
    reached: Callable[[], None] = _nobody_waits
    """Set by the main screen: the workspace could be reached, so a loss is over."""

    @property
    def acting(self) -> Seat | None:
        """The seat that acts now: of the private turn, else of this terminal."""
        return self.turn or self.seat

    def keep_drafts(self) -> None:
        """Keep every half-typed text now."""
        for keeper in tuple(self.keepers):
            keeper.save_now()

    @property
    def is_members(self) -> bool:
        """Whether this terminal is one member's own, and not the room's."""
        return self.seat is not None and self.seat.member_id is not None

    @property
    def person(self) -> str:
        """Whose drafts these are: a member's id, or the room's of a team."""
        seat = self.acting
        if seat is None:
            return "room"
        return seat.member_id or f"room-{seat.team_id}"


class _HasShell(Protocol):
    shell: Shell


def shell_of(node: MessagePump) -> Shell:
    """The shell of the app that ``node`` is part of."""
    return cast(_HasShell, node.app).shell
