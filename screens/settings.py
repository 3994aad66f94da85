"""Settings: how the screen looks, the team, its members, its agendas."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from screens.acting import Outcome, act, attempt, show_refusal
from screens.dialogs.choose import Choose, Option, OptionLines
from screens.keys import COMMANDS, Where, bindings, key_name
from screens.settings_rows import agenda_rows, member_rows, row, team_rows
from screens.shell import Appearance, shell_of
from screens.view import View, css_beside
from store.errors import Conflict, Refused
from store.practice.agenda import AgendaKind, Step, StepKey
from store.snapshot import Snapshot

if TYPE_CHECKING:
    from store.seat import Seat

_PART = {
    "appearance": "theme",
    "team": "team.name",
    "members": "member.add",
    "agenda": "agenda.team",
}
_OWN_THEMES = {
    "care-dark": "for dark rooms",
    "care-light": "for bright rooms",
    "care-contrast": "high contrast",
    "ansi": "the terminal's own sixteen colours",
}


class ThemeChoice(Choose):
    """The themes; the screen shows each as the cursor reaches it."""

    def on_option_lines_moved(self, message: OptionLines.Moved) -> None:
        self.app.theme = message.value


class SettingsView(View):
    """Everything that can be set, in one list; Enter changes what is under the cursor."""

    PLACE = (Where.SETTINGS, Where.CURSOR)
    BINDINGS = bindings(Where.SETTINGS)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = OptionLines.__name__

    def compose(self) -> ComposeResult:
        yield OptionLines((), self.marks, lettered=False)

    def watch_snapshot(self) -> None:
        if self.children:
            self._show()

    def _show(self) -> None:
        lines = self.query_one(OptionLines)
        lines.show(self._options(self.snapshot), lines.value)
        self.refresh_bindings()

    def visit(self, **what: object) -> None:
        """``part`` is appearance, team, members or agenda."""
        self.query_one(OptionLines).go_to(_PART.get(str(what.get("part")), ""))

    def on_option_lines_moved(self) -> None:
        self.refresh_bindings()

    # What is shown

    def _options(self, snapshot: Snapshot | None) -> list[Option]:
        shell = shell_of(self)
        theme = self.app.theme
        options = [
            Option("", "Screen"),
            row("theme", "Theme", f"{theme}  {_OWN_THEMES.get(theme, '')}".rstrip()),
            row("ascii", "ASCII only", "yes" if shell.appearance.ascii else "no"),
            row("keys", "Keys", "names of the commands, to bind other keys to"),
        ]
        if shell.settings_path is not None and not shell.hosted:
            options.append(Option("", "", f"  kept in {shell.settings_path}"))
        if snapshot is None:
            return options
        return [
            *options,
            Option("", ""),
            *team_rows(snapshot.team),
            Option("", ""),
            *member_rows(snapshot.team),
            Option("", ""),
            *agenda_rows(snapshot.team),
        ]

    # Keys

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        value = self.query_one(OptionLines).value if self.children else ""
        if action == "change":
            return bool(value)
        if action == "leave":
            return value.startswith("member.") and value != "member.add"
        if action == "add":
            return value.startswith("member.")
        return True

    def on_option_lines_chosen(self, message: OptionLines.Chosen) -> None:
        message.stop()
        self._change(message.value)

    def action_change(self) -> None:
        self._change(self.query_one(OptionLines).value)

    def _change(self, value: str) -> None:
        part, _, name = value.partition(".")
        if part == "theme":
            self._choose_theme()
        elif part == "ascii":
            self._toggle_ascii()
        elif part == "keys":
            self._show_keys()
        elif part == "team":
            self._edit_team(name)
        elif value == "member.add":
            self.action_add()
        elif part == "member":
            self._rename(name)
        elif part == "agenda":
            self._edit_agenda(AgendaKind(name))

    # Screen

    @work
    async def _choose_theme(self) -> None:
        before = self.app.theme
        others = [name for name in sorted(self.app.available_themes) if name not in _OWN_THEMES]
        options = [
            *(Option(name, name, more) for name, more in _OWN_THEMES.items()),
            *(Option(name, name) for name in others if not name.startswith("textual-ansi")),
        ]
        chosen = await self.app.push_screen_wait(ThemeChoice("Theme", options, chosen=before))
        self.app.theme = chosen or before
        if chosen is not None:
            await self._keep(Appearance(chosen, shell_of(self).appearance.ascii))
        self._show()

    @work
    async def _toggle_ascii(self) -> None:
        appearance = shell_of(self).appearance
        if await self._keep(Appearance(appearance.theme, not appearance.ascii)):
            self.notify("Drawn so from the next start on.", markup=False)
        self._show()

    async def _keep(self, appearance: Appearance) -> bool:
        shell = shell_of(self)
        try:
            await asyncio.to_thread(shell.save_appearance, appearance)
        except Refused as refused:
            show_refusal(self.app, refused)
            return False
        shell.appearance = appearance
        return True

    @work
    async def _show_keys(self) -> None:
        from screens.dialogs.reader import Reader

        lines = [
            f"{command.id:<22} {', '.join(map(key_name, command.key_list)):<16} {command.help}"
            for command in COMMANDS
        ]
        head = 'To bind another key, write under [keys] in the settings: "board.add" = "n"\n\n'
        await self.app.push_screen_wait(Reader("Commands and their keys", head + "\n".join(lines)))

    # Team

    @work
    async def _edit_team(self, name: str) -> None:
        from screens.dialogs.form import Form
        from screens.team_form import seen_team, set_team, settings_fields

        if self.snapshot is None:
            return

        async def save(values: dict[str, str]) -> Outcome[None]:
            return await attempt(self, set_team, seen.changed(values), seen.version)

        fields = settings_fields(self.snapshot.team)
        seen = seen_team(self.snapshot.team, fields)
        intro = "A new cadence waits until the running cycle has ended."
        form = Form("The team", fields, save, draft="team", intro=intro, focus=name, seen=seen)
        await self.app.push_screen_wait(form)

    @work
    async def action_add(self) -> None:
        from screens.dialogs.prompt import Prompt

        async def save(names: str) -> Outcome[list[str]]:
            return await self._add(names.split(","))

        await self.app.push_screen_wait(
            Prompt(
                "Add members",
                save,
                hint="A name, or several: Dana, Lee, Sam",
                repeat=True,
                save_many=self._add,
                many="members",
                draft="member",
            )
        )

    async def _add(self, names: Sequence[str]) -> Outcome[list[str]]:
        wanted = [name for name in names if name.strip()]
        return await attempt(self, _add_members, wanted)

    @work
    async def _rename(self, member_id: str) -> None:
        from screens.dialogs.prompt import Prompt

        team = self.snapshot.team if self.snapshot else None
        shown = (
            next((each.name for each in team.members if each.id == member_id), "") if team else ""
        )
        name: str | None = shown

        async def save(typed: str) -> Outcome[None]:
            nonlocal name
            outcome = await attempt(self, _rename_member, member_id, typed, name)
            if isinstance(outcome.refused, Conflict):
                name = next((c.now for c in outcome.refused.changed if c.field == "name"), None)
                said = f"{outcome.refused.message} ctrl+s puts it in place of “{name}”."
                return Outcome(refused=Refused(said))
            return outcome

        draft = f"member/{member_id}"
        await self.app.push_screen_wait(Prompt("Another name", save, value=shown, draft=draft))

    @work
    async def action_leave(self) -> None:
        from screens.dialogs.confirm import Confirm

        member_id = self.query_one(OptionLines).value.removeprefix("member.")
        team = self.snapshot.team if self.snapshot else None
        names = {each.id: each.name for each in team.present_members} if team else {}
        if member_id not in names:
            return
        question = Confirm(
            f"{names[member_id]} leaves the team?",
            "Their open improvements are left without an owner, and votes that are not "
            "revealed yet go. Their name stays on what they did.",
            yes="Leaves",
            no="Stays",
        )
        if await self.app.push_screen_wait(question):
            outcome = await act(self, _member_leaves, member_id)
            if outcome and outcome.value:
                self.notify(f"{outcome.value} open improvements have no owner now.", markup=False)

    # Agenda

    @work
    async def _edit_agenda(self, kind: AgendaKind) -> None:
        from screens.dialogs.fields import TextField
        from screens.dialogs.form import Form
        from screens.team_form import seen_agenda

        if self.snapshot is None:
            return
        minutes = {step.key: step.minutes for step in self.snapshot.team.agendas[kind]}

        async def save(values: dict[str, str]) -> Outcome[None]:
            return await attempt(self, _set_agenda, kind, values, seen.version)

        fields = [
            TextField(key.value, key.label, str(minutes.get(key, "")), "left out")
            for key in StepKey
        ]
        seen = seen_agenda(self.snapshot.team, kind, fields)
        intro = "Minutes for each step; a step without minutes is left out."
        title = f"The {kind.value} agenda"
        form = Form(title, fields, save, draft=f"agenda/{kind}", intro=intro, seen=seen)
        await self.app.push_screen_wait(form)


def _add_members(seat: Seat, names: Sequence[str]) -> list[str]:
    from store.members import add_members

    return add_members(seat, names)


def _rename_member(seat: Seat, member_id: str, name: str, was: str | None) -> None:
    from store.members import rename_member

    rename_member(seat, member_id, name, was=was)


def _member_leaves(seat: Seat, member_id: str) -> int:
    from store.members import member_leaves

    return member_leaves(seat, member_id)


def _set_agenda(
    seat: Seat, kind: AgendaKind, values: dict[str, str], seen: int | None = None
) -> None:
    from store.teams import set_agenda

    steps = []
    for key in StepKey:
        text = values[key.value].strip()
        if text and not text.isdecimal():
            raise Refused("Minutes are a whole number.", field=key.value)
        if text and int(text):
            steps.append(Step(key, int(text)))
    set_agenda(seat, kind, steps, seen=seen)
