"""Who has come in, and what their line asks the workspace to find that out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from store.teams.access import TeamLogin, UsableInvite
    from store.teams.ssh_keys import MemberKey


@dataclass(frozen=True)
class AccessLookup:
    """What the login asks the workspace; each is awaited, and raises Unreachable, with what the
    caller may be told, where it does not answer."""

    with_key: Callable[[str], Awaitable[tuple[TeamLogin, ...]]]
    """Who logs in with the key of this fingerprint."""
    with_code: Callable[[str], Awaitable[UsableInvite | None]]
    """Who comes in by this code."""


@dataclass(frozen=True)
class Login:
    """Who has logged in on a connection: by a key, by a browser, or by an invite."""

    fingerprint: str = ""
    browser: str = ""
    """The hash of the browser's token."""
    invited: UsableInvite | None = None
    proven: tuple[MemberKey, ...] = ()
    """The keys that who joins has proved to hold."""
    unfit: str = ""
    """Why a key that was shown cannot be used, in a sentence."""


class Session(Protocol):
    """One person at the app, as the server looks after them."""

    places: tuple[TeamLogin, ...]
    """Whose seats they have; set as they come in."""
    over: asyncio.Event
    """Set when nothing of the session is left."""
    last_typed: float
    """When anything was last typed, by the loop's clock."""

    def terminal(self) -> dict[str, str]:
        """What their line says of its terminal, as environment variables."""

    def end(self, goodbye: str) -> None:
        """Let the guest keep what is half-typed and end within a second, then say ``goodbye``."""
