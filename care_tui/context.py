"""What a command works on: the workspace, the team and the person that were named."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from care_tui import paths
from care_tui.create_workspace import create_if_missing
from care_tui.settings import Settings, config_path, load_settings
from store.common.clock import Clock, clock_from_environment
from store.common.errors import Refused, WrongValue

if TYPE_CHECKING:
    from datetime import date

    from store.journal.seat import Seat
    from store.models.snapshot import Snapshot
    from store.workspace.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


class CommandContext:
    """The command line's surroundings. Nothing is opened before it is asked for."""

    def __init__(
        self,
        location: str | None = None,
        team: str | None = None,
        member: str | None = None,
        *,
        ascii: bool = False,
    ) -> None:
        """What was given with the command; ``CARE_WORKSPACE``, ``CARE_TEAM``, ``CARE_MEMBER`` and
        then the settings say the rest."""
        self._given = {"--workspace": location, "--team": team, "--as": member}
        self._open: Workspace | None = None
        self.ascii = ascii
        self.removed = 0
        """Unsafe characters taken out of what was typed."""

    def say(self, option: str, value: str) -> None:
        """Take what ``option`` says, before the command or after it.

        Raises WrongValue where it said something else already.
        """
        before = self._given[option]
        if value and before and value != before:
            raise WrongValue(
                f"{option} is given twice: “{before}” and “{value}”. Give it once.", field=option
            )
        if value and not before and self._open is not None:
            raise WrongValue(f"{option} is given once for the whole command.", field=option)
        self._given[option] = value or before

    @property
    def _named_location(self) -> str | None:
        return self._given["--workspace"] or os.environ.get("CARE_WORKSPACE")

    @property
    def _team(self) -> str | None:
        return self._given["--team"] or os.environ.get("CARE_TEAM")

    @property
    def _member(self) -> str | None:
        return self._given["--as"] or os.environ.get("CARE_MEMBER")

    @cached_property
    def settings(self) -> Settings:
        """The person's settings. Raises Refused when the file cannot be read."""
        return load_settings(config_path())

    @cached_property
    def clock(self) -> Clock:
        """The time the command goes by."""
        return clock_from_environment()

    @property
    def location(self) -> str:
        """The workspace's path or URL. Raises WrongValue for what is neither."""
        location = self._named_location or self.settings.workspace or str(paths.default_workspace())
        if location == "-":
            raise WrongValue("A workspace is a file or the URL of a server, not -.")
        return location

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
            from store.workspace.workspace import open_workspace

            self._open = open_workspace(self.location, self.clock)
        return self._open

    @contextlib.contextmanager
    def create_if_missing(self, group: str | None = None) -> Iterator[tuple[Workspace, bool]]:
        """The workspace and whether it was made just now.

        One that was made is taken away again when the block fails.
        """
        with create_if_missing(self.location, self.clock, group) as (workspace, created):
            self._open = workspace
            yield workspace, created

    def seat(self) -> Seat:
        """The seat the command acts from. Raises Refused when team or member is not there."""
        workspace = self.workspace()
        team = workspace.find_team(self.team_name)
        name = self.member_name
        return self._seat_in(team.id, workspace.find_member(team, name) if name else None)

    def seats_of_all_teams(self) -> list[Seat]:
        """The room's seat in every team of the workspace. Raises NotFound where there is none."""
        teams = self.workspace().teams()
        if not teams:
            self.workspace().find_team()
        return [self._seat_in(team.id, None) for team in teams]

    def _seat_in(self, team_id: str, member_id: str | None) -> Seat:
        from care_tui.shell_sitting import shell_sitting
        from store.journal.seat import Seat

        seat = Seat(self.workspace(), team_id, member_id, shell_sitting())
        from store.improvements.verdicts.due import verdicts_due

        # A workspace that cannot be written to now is read all the same.
        with contextlib.suppress(Refused):
            if verdicts_due(seat):
                from store.improvements.verdicts.reading import read_due_verdicts

                read_due_verdicts(seat)
        return seat

    def snapshot(self, seat: Seat) -> Snapshot:
        """The team as it is now."""
        from store.queries.load_snapshot import load_snapshot

        return load_snapshot(seat)

    def today(self) -> date:
        """Today in the team's zone."""
        with self.seat().read_team() as team:
            return team.today

    def name_of(self, seat: Seat) -> str:
        """The team's name."""
        with seat.read_team() as team:
            return team.row.name

    def zone_of(self, seat: Seat) -> str:
        """The team's time zone."""
        with seat.read_team() as team:
            return team.row.zone

    def passed_on(self) -> tuple[list[str], dict[str, str]]:
        """What another ``care`` of this person's needs to be in the same place: words before its
        own, and environment variables, which show no password to others on the machine."""
        words = ["--team", self._team] if self._team else []
        words += ["--ascii"] if self.ascii else []
        variables = {"CARE_WORKSPACE": self._named_location, "CARE_MEMBER": self._member}
        return words, {name: value for name, value in variables.items() if value}

    def close(self) -> None:
        """Let go of the workspace."""
        if self._open is not None:
            self._open.close()
            self._open = None


def pass_here(command: Callable[Concatenate[CommandContext, P], R]) -> Callable[P, R]:
    """Hand the command its `CommandContext` as the first argument."""
    import click

    return click.make_pass_decorator(CommandContext)(command)
