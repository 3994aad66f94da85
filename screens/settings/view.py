"""Settings: how the screen looks, the team, its members, its agendas."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from textual import work
from textual.app import ComposeResult

from screens.core.app_context import Appearance, app_context_of
from screens.core.keys import COMMANDS, KeyScope, bindings, key_name
from screens.core.store_calls import Outcome, act, attempt, show_refusal
from screens.core.view import View, ViewTarget, css_beside
from screens.dialogs.choose import Choose, Option, OptionLines
from screens.settings.settings_rows import agenda_rows, member_rows, row, team_rows
from store.common.errors import Conflict, Refused
from store.domain.agenda import AgendaKind, Step, StepKey, every_step
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from store.journal.seat import Seat

_PART = {
    "appearance": "theme",
    "team": "team.name",
    "members": "member.add",
    "agenda": "agenda.team",
}
_FROM_NEXT_START = ("ascii", "mouse")
_AT_ONCE = ("guide", "bell")
_MOUSE = "acts; shift+drag selects text"
_BELL = "rings once when a step's time is over"
_NO_MOUSE = "is the terminal's: a drag selects text"
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

    PLACE = (KeyScope.SETTINGS, KeyScope.CURSOR)
    BINDINGS = bindings(KeyScope.SETTINGS)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = OptionLines.__name__

    def compose(self) -> ComposeResult:
        yield OptionLines((), self.glyphs, lettered=False)

    def watch_snapshot(self) -> None:
        if self.children:
            self._show()

    def _show(self) -> None:
        lines = self.query_one(OptionLines)
        lines.show(self._options(self.snapshot), lines.value)
        self.refresh_bindings()

    def bring_into_view(self, **target: Unpack[ViewTarget]) -> None:
        """``part`` is appearance, team, members or agenda."""
        self.query_one(OptionLines).go_to(_PART.get(target.get("part", ""), ""))

    def on_option_lines_moved(self) -> None:
        self.refresh_bindings()

    # What is shown

    def _options(self, snapshot: Snapshot | None) -> list[Option]:
        context = app_context_of(self)
        theme = self.app.theme
        options = [
            Option("", "Screen"),
            row("theme", "Theme", f"{theme}  {_OWN_THEMES.get(theme, '')}".rstrip()),
            row("ascii", "ASCII only", "yes" if context.appearance.ascii else "no"),
            row("mouse", "Mouse", _MOUSE if context.appearance.mouse else _NO_MOUSE),
            row("guide", "Guide in reviews", "on" if context.appearance.guide else "off"),
            row("bell", "Bell", _BELL if context.appearance.bell else "off"),
            row("keys", "Keys", "names of the commands, to bind other keys to"),
        ]
        if context.settings_path is not None and not context.hosted:
            options.append(Option("", "", f"  saved in {context.settings_path}"))
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
        if action == "move_step":
            return value.startswith("step.")
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
        elif part in _FROM_NEXT_START:
            self._set_from_next_start(self._switched(part))
        elif part in _AT_ONCE:
            self._set_now(self._switched(part))
        elif part == "keys":
            self._show_keys()
        else:
            self._change_team_part(value, part, name)

    def _change_team_part(self, value: str, part: str, name: str) -> None:
        """Change what is the team's: its values, promises, members and agendas."""
        if part == "team":
            self._edit_team(name)
        elif part == "command":
            self.call_later(self.screen.run_action, f"global_command('{name}')")
        elif value == "member.add":
            self.action_add()
        elif part == "member":
            self._rename(name)
        elif part == "agenda":
            self._edit_agenda(AgendaKind(name))
        elif part == "step":
            kind, _, step = name.partition(".")
            self._edit_agenda(AgendaKind(kind), step)

    def _switched(self, part: str) -> Appearance:
        """The appearance with ``part``, a yes or no, the other way round."""
        look = app_context_of(self).appearance
        return {
            "ascii": lambda: replace(look, ascii=not look.ascii),
            "mouse": lambda: replace(look, mouse=not look.mouse),
            "guide": lambda: replace(look, guide=not look.guide),
            "bell": lambda: replace(look, bell=not look.bell),
        }[part]()

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
            await self._keep(replace(app_context_of(self).appearance, theme=chosen))
        self._show()

    @work
    async def _set_from_next_start(self, appearance: Appearance) -> None:
        if await self._keep(appearance):
            self.notify("So from the next start on.", markup=False)
        self._show()

    @work
    async def _set_now(self, appearance: Appearance) -> None:
        await self._keep(appearance)
        self._show()

    async def _keep(self, appearance: Appearance) -> bool:
        context = app_context_of(self)
        try:
            await asyncio.to_thread(context.save_appearance, appearance)
        except Refused as refused:
            show_refusal(self.app, refused)
            return False
        context.appearance = appearance
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
        from screens.forms.form import Form
        from screens.forms.team_form import seen_team, set_team, settings_fields

        if self.snapshot is None:
            return

        async def save(values: dict[str, str]) -> Outcome[str]:
            outcome = await attempt(self, set_team, seen.changed(values), seen.version)
            if outcome.value:
                self.notify(outcome.value, markup=False)
            return outcome

        fields = settings_fields(self.snapshot.team)
        seen = seen_team(self.snapshot.team, fields)
        intro = (
            "A new cadence waits for the end of the running cycle, and of the last one planned. "
            "The days after it, up to the next Monday or first of a month, belong to no cycle."
        )
        form = Form("The team", fields, save, draft="team", intro=intro, focus=name, seen=seen)
        await self.app.push_screen_wait(form)

    @work
    async def action_add(self) -> None:
        from screens.forms.prompt import Prompt

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
        new_names = [name for name in names if name.strip()]
        return await attempt(self, _add_members, new_names)

    @work
    async def _rename(self, member_id: str) -> None:
        from screens.forms.prompt import Prompt

        team = self.snapshot.team if self.snapshot else None
        sentence = (
            next((each.name for each in team.members if each.id == member_id), "") if team else ""
        )
        name: str | None = sentence

        async def save(typed: str) -> Outcome[None]:
            nonlocal name
            outcome = await attempt(self, _rename_member, member_id, typed, name)
            if isinstance(outcome.refused, Conflict):
                name = next((c.now for c in outcome.refused.changed if c.field == "name"), None)
                message = f"{outcome.refused.message} ctrl+s puts it in place of “{name}”."
                return Outcome(refused=Refused(message))
            return outcome

        draft = f"member/{member_id}"
        await self.app.push_screen_wait(Prompt("Another name", save, value=sentence, draft=draft))

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
            "Their open improvements lose their owner. "
            "Their private touchpoints and votes not yet revealed are deleted. Their name stays on what they did.",
            yes="Leaves",
            no="Stays",
        )
        if await self.app.push_screen_wait(question):
            outcome = await act(self, _member_leaves, member_id)
            if outcome and outcome.value:
                self.notify(f"{outcome.value} open improvements have no owner now.", markup=False)

    # Agenda

    @work
    async def _edit_agenda(self, kind: AgendaKind, step: str = "") -> None:
        from screens.forms.fields import TextField
        from screens.forms.form import Form
        from screens.forms.team_form import seen_agenda

        if self.snapshot is None:
            return
        minutes = {step.key: step.minutes for step in self.snapshot.team.agendas[kind]}

        async def save(values: dict[str, str]) -> Outcome[None]:
            return await attempt(self, _set_agenda, kind, values, seen.version)

        fields = [
            TextField(key.value, key.label, str(minutes.get(key, "")), "left out")
            for key in every_step(self.snapshot.team.agendas[kind])
        ]
        seen = seen_agenda(self.snapshot.team, kind, fields)
        intro = (
            "Minutes for each step. A step without minutes is left "
            "out. J and K in the settings move a step."
        )
        title = f"The {kind.value} agenda"
        draft = f"agenda/{kind}"
        form = Form(title, fields, save, draft=draft, intro=intro, seen=seen, focus=step)
        await self.app.push_screen_wait(form)

    async def action_move_step(self, by: int) -> None:
        part, _, name = self.query_one(OptionLines).value.partition(".")
        if part == "step":
            kind, _, step = name.partition(".")
            await act(self, _move_step, AgendaKind(kind), StepKey(step), by)


def _add_members(seat: Seat, names: Sequence[str]) -> list[str]:
    from store.teams.members import add_members

    return add_members(seat, names)


def _rename_member(seat: Seat, member_id: str, name: str, was: str | None) -> None:
    from store.teams.members import rename_member

    rename_member(seat, member_id, name, was=was)


def _member_leaves(seat: Seat, member_id: str) -> int:
    from store.teams.members import member_leaves

    return member_leaves(seat, member_id)


def _move_step(seat: Seat, kind: AgendaKind, step: StepKey, by: int) -> None:
    from store.teams.teams import move_agenda_step

    move_agenda_step(seat, kind, step, by)


def _set_agenda(
    seat: Seat, kind: AgendaKind, values: dict[str, str], seen: int | None = None
) -> None:
    from store.teams.teams import set_agenda

    steps = []
    for key in map(StepKey, values):
        text = values[key.value].strip()
        if text and not text.isdecimal():
            raise Refused("Minutes are a whole number.", field=key.value)
        if text and int(text):
            steps.append(Step(key, int(text)))
    set_agenda(seat, kind, steps, seen=seen)
