"""A guest who came in with an invite, which works once, is offered to log in with a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.acting import Outcome, act, attempt
from screens.dialogs.choose import Choose, Option
from screens.dialogs.prompt import Prompt
from store import access
from store.errors import Refused

if TYPE_CHECKING:
    from screens.main import MainScreen
    from store.access import MemberKey
    from store.seat import Seat

_PASTE = "paste"
_DONE = "From now on you log in with your key."


async def offer_key(main: MainScreen, offered: Sequence[str]) -> None:
    """Ask which key the guest logs in with from now on: one of those their terminal
    ``offered``, or one they paste. Awaited in a worker."""
    keys = [access.read_key(line) for line in offered]
    options = [Option(key.line, f"Yes, with {key.fingerprint}", key.kind) for key in keys]
    options += [Option(_PASTE, "Yes, with a key that I paste"), Option("later", "Not now")]
    chosen = await main.app.push_screen_wait(
        Choose(
            "Log in with your SSH key next time?",
            options,
            detail="Your invite is used up now. Without a key you need another one to come back.",
        )
    )
    if chosen == _PASTE:
        await _paste(main)
    elif chosen in [key.line for key in keys] and await act(main, add_own_key, chosen):
        main.notify(_DONE, markup=False)


async def _paste(main: MainScreen) -> None:
    async def save(text: str) -> Outcome[MemberKey]:
        return await attempt(main, add_own_key, text)

    saved = await main.app.push_screen_wait(
        Prompt(
            "Your public key",
            save,
            hint="ssh-ed25519 AAAA…",
            detail="Paste the one line in the .pub file of your key, as in ~/.ssh/id_ed25519.pub.",
        )
    )
    if saved:
        main.notify(_DONE, markup=False)


def add_own_key(seat: Seat, text: str) -> MemberKey:
    """Let the seat's own member log in with the key. Raises Refused; see `access.add_key`."""
    if seat.member_id is None:
        raise Refused("Only a member logs in with a key.")
    return access.add_key(seat, seat.member_id, text)
