"""What the program hands the screens when it starts them: the seat, drafts, how to report.

The one `AppContext` hangs on the app; `app_context_of` finds it from any widget. Screens know nothing
else of the program around them, so a test starts them with a context of its own.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from textual.app import App

    from screens.core.sharing import Sharing
    from store.journal.seat import Seat
    from store.live.live_connection import LiveConnection, LiveListener
    from store.models.snapshot import Snapshot
    from store.teams.team_list import TeamPlace


class AppNode(Protocol):
    """A widget, a screen, or what stands for one: part of a running app."""

    @property
    def app(self) -> App[Any]: ...


class DraftStore(Protocol):
    """Half-typed text, kept on this machine by key."""

    def get(self, key: str) -> dict[str, str] | None:
        """The fields kept under ``key``, None when there are none."""

    def put(self, key: str, fields: dict[str, str]) -> None:
        """Keep ``fields`` under ``key``."""

    def clear(self, key: str) -> None:
        """Let go of what is kept under ``key``."""


class SavesDrafts(Protocol):
    """Something half-typed that is kept as it is typed."""

    def save_now(self) -> None:
        """Keep what stands there, if a person typed any of it."""


class TeamChoice(Protocol):
    """The teams that this terminal's person may go to. All are called in a thread."""

    def list_teams(self) -> Sequence[TeamPlace]:
        """The teams there are to go to. Raises Refused where the workspace cannot be read."""

    def needs_choice(self) -> bool:
        """Whether it is still to be said which team to open; not where it was named, or only
        one is offered."""

    def last(self) -> str:
        """The id of the team that this terminal's person was in last; empty for none."""

    def choose(self, team_id: str) -> None:
        """Open this team from now on."""


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


class SafeDrafts:
    """Drafts kept where that is possible: what cannot be read or written is never raised, and
    said once."""

    def __init__(self, drafts: DraftStore, say: Callable[[str], None]) -> None:
        """``say`` gets the one sentence."""
        self.drafts = drafts
        self._say = say
        self._said = False

    def get(self, key: str) -> dict[str, str] | None:
        try:
            return self.drafts.get(key)
        except OSError as error:
            self._say_once(error)
            return None

    def put(self, key: str, fields: dict[str, str]) -> None:
        try:
            self.drafts.put(key, fields)
        except OSError as error:
            self._say_once(error)

    def clear(self, key: str) -> None:
        try:
            self.drafts.clear(key)
        except OSError as error:
            self._say_once(error)

    def _say_once(self, error: OSError) -> None:
        if self._said:
            return
        self._said = True
        reason = error.strerror or type(error).__name__
        self._say(
            f"Half-typed text cannot be saved here ({reason}) and is "
            "lost when the program ends. What you save is safe. care doctor says where."
        )


@dataclass
class Appearance:
    """How the screens look: a theme's name, and whether only ASCII may be drawn. And whether
    the mouse acts in them; without, the terminal selects text with it."""

    theme: str = "care-dark"
    ascii: bool = False
    mouse: bool = True
    guide: bool = True
    """Whether a review says what to say and do in each step."""
    bell: bool = False
    """Whether the terminal's bell rings once when a step's time is over."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that a person sent from their browser."""

    name: str
    data: bytes


def _no_settings(_appearance: Appearance) -> None:
    """Settings are not kept."""


def _nothing_seen() -> None:
    """This is the first time."""


def _nobody_waits() -> None:
    """No loss is shown."""


def _none_waits() -> bool:
    """Every key acts as it comes."""
    return False


def _nobody_watches() -> bool:
    """The workspace is not watched."""
    return False


@dataclass
class AppContext:
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
    incoming: Path | None = None
    """Where files arrive that this person sends from their browser; None: it is no browser."""
    received: ReceivedFile | None = None
    """The one that came last, until an import takes it."""
    seen_last: Callable[[], Snapshot | None] = _nothing_seen
    """Reads the team as it was seen last time, painted until the workspace is open; never
    edited. Called once, after the first paint."""
    is_sample: bool = False
    """This is the sample, made for looking round: it is gone when the person leaves."""
    reports: Path | None = None
    """The folder that reports of closed reviews are saved in; None saves no file."""
    open_sharing: Callable[[], Sharing] | None = None
    """Reads where summaries may be sent to, in a thread; None in the sample, which nobody wants
    in a chat."""
    notes: tuple[str, ...] = ()
    """Sentences to show once after the start, such as an unknown setting."""
    first_command: str = ""
    """What is begun once the workspace is open, as the welcome was asked to; empty for nothing."""
    seat: Seat | None = None
    """Who acts, once the workspace is open."""
    turn: Seat | None = None
    """Who acts during a private turn."""
    watch: Callable[[Seat, LiveListener], LiveConnection] | None = None
    """Begins to watch what other terminals change and who is at them; called once the
    workspace is open. None: this terminal is alone."""
    team_choice: TeamChoice | None = None
    """The teams one may go to; None where there is no choice."""
    leaving: Callable[[Seat], None] | None = None
    """Called in a thread when the person leaves the app, as to pause a timer they lead."""
    last_key: float = field(default_factory=time.monotonic)
    """When the person last pressed a key, on the monotonic clock."""
    keys_wait: Callable[[], bool] = _none_waits
    """Whether keys were pressed that have not acted yet."""
    draft_savers: set[SavesDrafts] = field(default_factory=set)
    """What keeps half-typed text at the moment."""
    reload: Callable[[], Awaitable[None]] | None = None
    """Set by the main screen: read the snapshot again and show it."""
    expecting: Callable[[], AbstractContextManager[None]] = nullcontext
    """Set where the workspace is watched: what is changed in this block is read at its end."""
    report_unreachable: Callable[[], bool] = _nobody_watches
    """Set by the main screen: the workspace could not be reached, so wait until it is back.
    False where nobody can tell."""
    report_reachable: Callable[[], None] = _nobody_waits
    """Set by the main screen: the workspace could be reached, so a loss is over."""

    @property
    def acting(self) -> Seat | None:
        """The seat that acts now: of the private turn, else of this terminal."""
        return self.turn or self.seat

    def take_received(self) -> ReceivedFile | None:
        """The file that waits for an import, which it has then."""
        taken, self.received = self.received, None
        return taken

    def keep_drafts(self) -> None:
        """Keep every half-typed text now."""
        for saver in tuple(self.draft_savers):
            saver.save_now()

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


class _HasContext(Protocol):
    app_context: AppContext


def app_context_of(node: AppNode) -> AppContext:
    """The context of the app that ``node`` is part of."""
    return cast(_HasContext, node.app).app_context
