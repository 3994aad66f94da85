"""The app for a guest whom another SSH server let in, as by a forced command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from care_tui.host.session_process import HostLocation, run_guest
from care_tui.host.session_spec import SessionSpec, terminal_environment
from care_tui.settings import state_path
from care_tui.terminal import terminal
from store.common.errors import NotFound, Refused, Unreachable, WhichTeam
from store.db.unreachable import LOST
from store.teams.access import TeamLogin
from store.workspace.workspace import open_workspace

if TYPE_CHECKING:
    from care_tui.context import CommandContext

_ADVICE = "Tell the person who runs this server."


def open_as_guest(context: CommandContext) -> int:
    """Open the app for the member that ``context`` names, with no file and no shell in reach;
    the exit code.

    Raises Refused where nobody is named or no terminal can show the app. What a guest is told
    names no team, no other member and no place of the server.
    """
    if context.member_name is None:
        raise Refused("A guest needs a name: add --as NAME.", field="as")
    reason = terminal.why_not(sys.stdin, sys.stdout)
    if reason is not None:
        raise Refused(reason)
    terminal_variables = terminal_environment(os.environ.get("TERM", ""), os.environ)
    spec = SessionSpec((_login(context, context.member_name),), terminal_variables)
    from care_tui.sharing.sharing import host_targets

    targets, _ = host_targets(context.settings, {})
    share = {target.name: target.url for target in targets}
    return run_guest(spec, HostLocation(context.location, state_path() / "hosted", share))


def _login(context: CommandContext, name: str) -> TeamLogin:
    """The seat that the forced command gives. Raises Refused."""
    try:
        workspace = open_workspace(context.location, context.clock)
    except Unreachable:
        raise Unreachable(LOST) from None
    except Refused:
        raise Refused(f"The workspace cannot be opened. {_ADVICE}") from None
    try:
        team = workspace.find_team(context.team_name)
        member = workspace.find_member(team, name)
    except WhichTeam:
        raise Refused(
            "The workspace has several teams, and this login names none."
            f" Its command needs --team NAME. {_ADVICE}"
        ) from None
    except NotFound:
        raise Refused(f"The team or member of this login is not there. {_ADVICE}") from None
    finally:
        workspace.close()
    return TeamLogin(team_id=team.id, team=team.name, member_id=member, member=name)
