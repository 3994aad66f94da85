"""The app for a guest whom another SSH server let in, as by a forced command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from care_tui import terminal
from care_tui.host.guest import Ground, run_guest
from care_tui.host.visit import Visit, terminal_environment
from care_tui.settings import state_path
from store.access import Admitted
from store.errors import Refused
from store.workspace import open_workspace

if TYPE_CHECKING:
    from care_tui.cli.here import Here


def open_as_guest(here: Here) -> int:
    """Open the app for the member that ``here`` names, with no file and no shell in reach;
    the exit code. Raises Refused where nobody is named or no terminal can show the app."""
    if here.member_name is None:
        raise Refused("A guest is somebody: say who, as with --as NAME.", field="as")
    reason = terminal.why_not(sys.stdin, sys.stdout)
    if reason is not None:
        raise Refused(reason)
    workspace = open_workspace(here.place, here.clock)
    try:
        team = workspace.find_team(here.team_name)
        member = workspace.find_member(team, here.member_name)
    finally:
        workspace.close()
    shown = terminal_environment(os.environ.get("TERM", ""), os.environ)
    seat = Admitted(team_id=team.id, team=team.name, member_id=member, member=here.member_name)
    visit = Visit((seat,), shown)
    return run_guest(visit, Ground(here.place, state_path() / "hosted"))
