"""What a command works on: the workspace, the team and the person that were named."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from care_tui import places
from care_tui.making import made_if_missing
from care_tui.settings import Settings, config_path, load_settings
from store.clock import Clock, clock_from_environment

if TYPE_CHECKING:
    from store.seat import Seat
    from store.snapshot import Snapshot
    from store.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


class Here:
    """The command line's surroundings. Nothing is opened before it is asked for."""

    def __init__(
        self,
        place: str | None = None,
        team: str | None = None,
        member: str | None = None,
        *,
        ascii: bool = False,
    ) -> None:
        """What was said before the command; ``CARE_WORKSPACE``, ``CARE_MEMBER`` and then the
        settings say the rest."""
        self._place = place or os.environ.get("CARE_WORKSPACE")
        self._team = team
        self._member = member or os.environ.get("CARE_MEMBER")
        self._open: Workspace | None = None
        self.ascii = ascii
        self.removed = 0
        """Unsafe characters taken out of what was typed."""

    @cached_property
    def settings(self) -> Settings:
        """The person's settings. Raises Refused when the file cannot be read."""
        return load_settings(config_path())

    @cached_property
    def clock(self) -> Clock:
        """The time the command goes by."""
        return clock_from_environment()

    @property
    def place(self) -> str:
        """The workspace's path or URL."""
        return self._place or self.settings.workspace or str(places.default_workspace())

    @property
    def team_name(self) -> str | None:
        """The team that was named."""
        return self._team or self.settings.team or None

    @property
    def member_name(self) -> str | None:
        """Who types; None for the room."""
        return self._member or self.settings.member or None

    def workspace(self) -> Workspace:
        """The workspace, open until the command ends. Raises Refused when it cannot be."""
        if self._open is None:
            from store.workspace import open_workspace

            self._open = open_workspace(self.place, self.clock)
        return self._open

    @contextlib.contextmanager
    def made_if_missing(self, group: str | None = None) -> Iterator[tuple[Workspace, bool]]:
        """The workspace and whether it was made just now.

        One that was made is taken away again when the block fails.
        """
        with made_if_missing(self.place, self.clock, group) as (workspace, made):
            self._open = workspace
            yield workspace, made

    def seat(self) -> Seat:
        """The seat the command acts from. Raises Refused when team or member is not there."""
        from store.seat import Seat

        workspace = self.workspace()
        team = workspace.find_team(self.team_name)
        name = self.member_name
        return Seat(workspace, team.id, workspace.find_member(team, name) if name else None)

    def snapshot(self, seat: Seat) -> Snapshot:
        """The team as it is now."""
        from store.load import load_snapshot

        return load_snapshot(seat)

    def close(self) -> None:
        """Let go of the workspace."""
        if self._open is not None:
            self._open.close()
            self._open = None


def pass_here(command: Callable[Concatenate[Here, P], R]) -> Callable[P, R]:
    """Hand the command its `Here` as the first argument."""
    import click

    return click.make_pass_decorator(Here)(command)
