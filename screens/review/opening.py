"""Opening a review: what kind it is, which cycle it plans, who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import act, read
from screens.dialogs.base import Dialog
from screens.forms.fields import ChoiceLine
from screens.review.panes import pointed
from screens.theme.safe_text import plain
from screens.theme.themes import Glyphs
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import Line, LineBuilder, StyledLines
from store.common.dataclass import dataclass
from store.domain.agenda import AgendaKind, StepKey
from store.models.snapshot import Snapshot
from store.models.team import Member
from store.reviews import reviews
from store.reviews.review_options import ReviewOption, openings

if TYPE_CHECKING:
    from screens.core.main_context import MainContext

_KINDS = {AgendaKind.TEAM: "team", AgendaKind.SOLO: "alone", AgendaKind.SHORT: "short"}


@dataclass(frozen=True, slots=True)
class OpeningAnswers:
    """What was chosen."""

    kind: AgendaKind
    opening: ReviewOption
    present: tuple[str, ...]


class WhoIsHere(DocumentView):
    """The members, each here or away; space changes it."""

    DEFAULT_CSS = """
    WhoIsHere { height: auto; max-height: 9; }
    """
    BINDINGS = [Binding("enter", "submit", show=False)]

    class Submitted(Message):
        """Enter was pressed on the list."""

    def __init__(self, members: tuple[Member, ...], here: set[str], marks: Glyphs) -> None:
        super().__init__(self._people)
        self.members = members
        self.here = here
        self._glyphs = marks

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        return max(1, len(self.members))

    def _people(self, size: Size, cursor: str) -> StyledLines:
        builder, styled = LineBuilder(self._glyphs), StyledLines()
        for member in self.members:
            here = member.id in self.here
            lit = cursor == member.id and self.has_focus
            line: Line = (
                builder.span(
                    f"{self._glyphs.present if here else self._glyphs.away} ",
                    "good" if here else "muted",
                ),
                builder.span(member.name, _name_role(here, lit)),
                builder.span("" if here else "  away", "muted"),
            )
            styled.stop(member.id, pointed(line, size.width, lit), size.width)
        return styled

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()

    def show_members(self, members: tuple[Member, ...]) -> None:
        """Show who is in the team now: who has joined is here, who has left is gone."""
        joined = {each.id for each in members} - {each.id for each in self.members}
        self.here = (self.here & {each.id for each in members}) | joined
        self.members = members
        self.refresh(layout=True)
        self.redraw()

    def switch(self) -> None:
        """Say that who is under the cursor is away, or here again."""
        self.here = self.here ^ ({self.cursor} if self.cursor else set())
        self.redraw()

    def action_submit(self) -> None:
        self.post_message(self.Submitted())


def _name_role(here: bool, lit: bool) -> str:
    return " ".join(filter(None, ["" if here else "muted", "bold" if lit else ""]))


class OpenReview(Dialog[OpeningAnswers | None]):
    """Asks what is to be opened. Enter goes through the fields, and opens in the last. It closes
    where somebody else has opened a review meanwhile, and follows who is in the team."""

    DEFAULT_CSS = """
    OpenReview {
        & .row { height: auto; width: 1fr; margin-top: 1; }
        & .label { width: 12; height: 1; color: $foreground-muted; }
        & #how { color: $foreground-muted; height: auto; margin-top: 1; }
        & #steps, & #again { margin-left: 12; height: auto; color: $foreground-muted; }
    }
    """
    BINDINGS = bindings(KeyScope.OPENING, KeyScope.FIELDS)

    def __init__(
        self,
        snapshot: Snapshot,
        choices: tuple[ReviewOption, ...],
        kind: AgendaKind,
        here: set[str],
    ) -> None:
        super().__init__("Start a review")
        self._snapshot = snapshot
        self._choices = choices
        self._kind = kind
        self._here = here
        self._is_overtaken = False

    def compose_inside(self) -> ComposeResult:
        kinds = [(kind.value, label) for kind, label in _KINDS.items()]
        cycles = [(each.cycle.label, _words(each)) for each in self._choices]
        offered = next((each.cycle.label for each in self._choices if each.offered), "")
        yield from self._row("Review", ChoiceLine(kinds, self._kind.value, self.glyphs, id="kind"))
        yield Static("", id="steps")
        yield from self._row("It plans", ChoiceLine(cycles, offered, self.glyphs, id="cycle"))
        yield Static("", id="again")
        if self._snapshot.team.present_members:
            who = WhoIsHere(self._snapshot.team.present_members, self._here, self.glyphs)
            yield from self._row("Who is here", who)
        how = "Press Enter to go on and to start."
        if self._snapshot.team.present_members:
            how += " Press space on who is away."
        yield self.text(how, id="how")

    def _row(self, label: str, control: Widget) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(plain(label), classes="label")
            yield control

    def on_mount(self) -> None:
        self._explain()
        self.query_one("#kind").focus()
        self.watch(self.app.screen_stack[0], "snapshot", self._follow, init=False)

    def on_screen_resume(self) -> None:
        """Close where a review was opened while something stood above this."""
        if self._snapshot.review is not None and not self._is_overtaken:
            self._close_for_another()

    def _follow(self, snapshot: Snapshot | None) -> None:
        """Take what others changed: a review that they opened takes this one's place."""
        if snapshot is None:
            return
        self._snapshot = snapshot
        if snapshot.review is not None:
            if self.app.screen is self:
                self._close_for_another()
            return
        for who in self.query(WhoIsHere):
            who.show_members(snapshot.team.present_members)
        self._explain()

    def _close_for_another(self) -> None:
        """Make room for the review that somebody else opened; the main screen says who did."""
        self._is_overtaken = True
        self.dismiss(None)

    def on_choice_line_changed(self) -> None:
        self._explain()

    def _explain(self) -> None:
        """Say which steps the review has, and whether it was held before."""
        steps = self._snapshot.team.agendas[self._answers().kind]
        names = ", ".join(step.key.label for step in steps)
        minutes = sum(step.minutes for step in steps)
        waiting = self._waiting_words({step.key for step in steps})
        self._say("steps", "\n".join(filter(None, [f"{names}: {minutes} minutes", waiting])))
        again = self._answers().opening.review_id is not None
        self._say("again", "A review has planned it: Enter opens that one again." if again else "")

    def _waiting_words(self, steps: set[StepKey]) -> str:
        """What was given privately before the meeting, and whether the review takes it in."""
        waiting = self._snapshot.waiting
        if not waiting.words or self._answers().opening.review_id is not None:
            return ""
        missing = [
            step.label
            for step, count in ((StepKey.MAP, waiting.cards), (StepKey.FOCUS, waiting.voters))
            if count and step not in steps
        ]
        if missing:
            return f"No {' and no '.join(missing)} here: {waiting.words[0].lower()}{waiting.words[1:]} for the review after."
        return f"{waiting.words} for this review."

    def _say(self, where: str, text: str) -> None:
        self.query_one(f"#{where}", Static).update(plain(text, ascii=self.glyphs.ascii))

    def _answers(self) -> OpeningAnswers:
        kind = AgendaKind(self.query_one("#kind", ChoiceLine).value)
        label = self.query_one("#cycle", ChoiceLine).value
        opening = next(each for each in self._choices if each.cycle.label == label)
        present = tuple(each for who in self.query(WhoIsHere) for each in who.here)
        return OpeningAnswers(kind, opening, present)

    def on_choice_line_submitted(self, message: ChoiceLine.Submitted) -> None:
        message.stop()
        following = {"kind": "#cycle", "cycle": "WhoIsHere"}[message.line.id or "kind"]
        for widget in self.query(following):
            widget.focus()
            return
        self.action_save()

    def on_who_is_here_submitted(self, message: WhoIsHere.Submitted) -> None:
        message.stop()
        self.action_save()

    def action_save(self) -> None:
        self.dismiss(self._answers())

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return action != "here_or_away" or isinstance(self.focused, WhoIsHere)

    def action_here_or_away(self) -> None:
        self.query_one(WhoIsHere).switch()

    def action_next_field(self) -> None:
        self.focus_next()

    def action_previous_field(self) -> None:
        self.focus_previous()

    def action_cancel(self) -> None:
        self.dismiss(None)


def _words(opening: ReviewOption) -> str:
    """``Week 48 · 23–29 Nov``, and what is special about it."""
    words = f"{opening.cycle.name} · {opening.cycle.span}"
    if opening.running:
        words += ", running"
    return f"{words}, reviewed" if opening.review_id else words


async def open_review(main: MainContext) -> None:
    """Ask what review to start, start it and show it; one that is open is shown."""
    snapshot = main.snapshot
    if snapshot is None:
        return
    if snapshot.review is None:
        choices = await read(main, openings)
        if not choices.value:
            return
        team = snapshot.team
        kind = AgendaKind.SOLO if len(team.present_members) < 2 else AgendaKind.TEAM
        here = {member.id for member in team.present_members}
        dialog = OpenReview(snapshot, choices.value, kind, here)
        answers = await main.app.push_screen_wait(dialog)
        if answers is None or not await _open(main, answers):
            return
        if answers.opening.review_id is None:
            await main.show("review", part="opened")
            return
    await main.show("review")


async def _open(main: MainContext, answers: OpeningAnswers) -> bool:
    """Open what is wanted; a cycle that was reviewed gets that review opened again."""
    opening, seat = answers.opening, app_context_of(main).seat
    lead = seat.member_id if seat else None
    with main.announcer.own_change():
        if opening.review_id is not None:
            reopened = await act(main, reviews.reopen, opening.review_id)
            if reopened:
                main.announcer.did(opening.review_id, lead, closed=-1)
            return bool(reopened)
        opened = await act(
            main, reviews.open_review, answers.kind, opening.cycle.label, answers.present
        )
        if opened:
            main.announcer.did(opened.value, lead)
        return bool(opened)
