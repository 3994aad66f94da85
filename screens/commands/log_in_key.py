"""A guest who came in with an invite, which works once, is offered to log in with a key.

A key is added only where its holder has proved it in the connection that is there now. For any
other key there is a code, with which they come again and prove that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.core.store_calls import act
from screens.core.unasked import until_still
from screens.dialogs.choose import Choose, Option
from store.common.errors import Refused
from store.teams import access
from store.teams.ssh_keys import read_key

if TYPE_CHECKING:
    from screens.main.main_screen import MainScreen
    from store.journal.seat import Seat
    from store.teams.access import Invite
    from store.teams.ssh_keys import MemberKey

_OTHER = "other"
_DONE = "From now on you log in with your key."
_QUESTION = "Log in with your SSH key next time?"
_USED = "Your invite is used up now. Without a key you need another one to come back."
_MINUTES = int(access.TO_PROVE.total_seconds() // 60)


async def offer_key(main: MainScreen, proven: Sequence[str], unfit: str = "") -> None:
    """Ask whether the guest logs in from now on with one of the keys, each a line, that they
    have ``proven`` to hold, or with another one; ``unfit`` says why a key of theirs cannot be
    used, empty for none. Awaited in a worker."""
    keys = [read_key(line) for line in proven]
    options = [Option(key.line, f"Yes, with {key.fingerprint}", key.kind) for key in keys]
    other = "Yes, with another key" if keys else "Yes, with a key"
    options += [Option(_OTHER, other), Option("later", "Not now")]
    detail = _USED if keys or not unfit else f"{unfit} {_USED}"
    question = Choose(_QUESTION, options, detail=detail)
    question.unasked = True
    await until_still(main.app)
    chosen = await main.app.push_screen_wait(question)
    if chosen == _OTHER:
        await _show_code(main)
    elif chosen is not None and chosen in proven and await act(main, add_own_key, chosen):
        main.notify(_DONE, markup=False)


async def _show_code(main: MainScreen) -> None:
    """Show the code by which the guest comes again, with the key they want to log in with."""
    outcome = await act(main, make_own_code)
    if outcome.value is None:
        return
    await main.app.push_screen_wait(
        Choose(
            f"Your code: {outcome.value.code}",
            [Option("seen", "I have noted it")],
            detail=(
                f"Within {_MINUTES} minutes connect again with the key that you want, as the "
                "user join (ssh -i FILE join@…, the port and the server as before), and type "
                "this code where you are asked for it. Without a key yet, make one first: "
                "ssh-keygen -t ed25519."
            ),
        )
    )


def add_own_key(seat: Seat, text: str) -> MemberKey:
    """Let the seat's own member log in with the key. Raises Refused; see `access.add_key`."""
    return access.add_key(seat, _own(seat), text)


def make_own_code(seat: Seat) -> Invite:
    """Make the code by which the seat's own member comes again, to prove another key."""
    return access.make_invite(seat, _own(seat), access.TO_PROVE)


def _own(seat: Seat) -> str:
    if seat.member_id is None:
        raise Refused("Only a member logs in with a key.")
    return seat.member_id
