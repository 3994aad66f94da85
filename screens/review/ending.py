"""What everybody sees once a review is closed: what is theirs, what was decided, when we meet."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size

from screens.core.keys import KeyScope, bindings
from screens.core.main_context import MainContext
from screens.core.store_calls import read
from screens.core.unasked import until_still
from screens.dialogs.base import Dialog
from screens.dialogs.reader import ReportReader
from screens.review.look_lines import look_lines
from screens.theme.safe_text import safe
from screens.widgets.date_format import full_day, moment, plural, today_of
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
)
from store.models.case import FollowUpKind
from store.models.improvement import Improvement
from store.models.snapshot import Snapshot
from store.models.team import Member
from store.reports.ending import Ending, ending

_LABEL = 18
_DEEDS = {
    FollowUpKind.ASK: "“Did we solve it?”",
    FollowUpKind.CALL: "call",
    FollowUpKind.REPLY: "reply",
}


async def show_ending(main: MainContext, review_id: str, asked: bool) -> None:
    """Show how the review ended to who sits here. Who has not ``asked`` for it by closing the
    review sees it when they are in the middle of nothing, unless another is open by then."""
    ending_of_review = await read(main, ending, review_id)
    if ending_of_review.value is None:
        return
    if not asked:
        await until_still(main.app)
    snapshot, seat = main.snapshot, main.app_context.seat
    if snapshot is None or snapshot.review is not None or seat is None:
        return
    screen = EndingScreen(ending_of_review.value, snapshot, seat.member_id)
    screen.unasked = not asked
    await main.app.push_screen_wait(screen)


class _Page(DocumentView):
    """As high as what stands on it."""

    def get_content_height(self, _container: Size, viewport: Size, width: int) -> int:
        return len(self._draw(Size(width - 1, viewport.height), "").lines)


class EndingScreen(Dialog[None]):
    """Stays until a key."""

    DEFAULT_CSS = """
    EndingScreen > #box { width: 78; }
    EndingScreen DocumentView { height: auto; margin-top: 1; }
    """
    BINDINGS = bindings(KeyScope.ENDING)

    def __init__(self, ending: Ending, snapshot: Snapshot, member_id: str | None) -> None:
        """``member_id`` is whose terminal it is; None: the room's."""
        worth = ending.review.rating
        worth_words = (
            f", worth it {worth.mean:.1f} of 5 (n {worth.count})" if worth and worth.mean else ""
        )
        super().__init__(f"The review is closed: {plural(ending.minutes, 'minute')}{worth_words}")
        self._ending = ending
        self._snapshot = snapshot
        self._member_id = member_id

    def compose_inside(self) -> ComposeResult:
        yield _Page(self._draw)

    def on_mount(self) -> None:
        self.query_one(DocumentView).focus()

    def _draw(self, size: Size, _cursor: str) -> StyledLines:
        return ending_sheet(
            LineBuilder(self.glyphs), self._ending, self._snapshot, self._member_id, size.width
        )

    async def action_read_report(self) -> None:
        self.app.push_screen(ReportReader("The report", self._ending.report))

    def action_copy_mine(self) -> None:
        self.app.copy_to_clipboard(safe(self._ending.summary, multiline=True))
        self.notify("Copied, if this terminal lets programs copy.", markup=False)

    def action_close(self) -> None:
        self.dismiss(None)


def ending_sheet(
    builder: LineBuilder, ending: Ending, snapshot: Snapshot, member_id: str | None, width: int
) -> StyledLines:
    """The ending as a member, or the room (None), reads it."""
    styled = StyledLines()
    member = next((each for each in snapshot.team.members if each.id == member_id), None)
    if member is not None:
        styled.add(*_own(builder, ending, snapshot, member, width))
    else:
        styled.add(*_by_person(builder, ending, snapshot, width))
    styled.gap()
    others = _others(ending, member)
    if others:
        styled.add(*_row(builder, "With the others", others, width))
    decided = [each for each in ending.topics if each.decided and not each.is_looked_into]
    if decided:
        words = "; ".join(f"{each.text}: {each.decided}" for each in decided)
        styled.add(*_row(builder, "Decided", words, width))
    if ending.follow_ups:
        first = ending.follow_ups[0]
        deed = _DEEDS[first.kind]
        more = f" and {len(ending.follow_ups) - 1} more" if len(ending.follow_ups) > 1 else ""
        words = f"{first.ref}, {deed}, {moment(snapshot, first.due_at)}{more}"
        styled.add(*_row(builder, "With customers", words, width))
    styled.add(*_row(builder, "Next review", moment(snapshot, ending.next_review), width))
    return styled


def _own(
    builder: LineBuilder, ending: Ending, snapshot: Snapshot, member: Member, width: int
) -> list[Line]:
    mine = [each for each in ending.improvements if each.owner and each.owner.id == member.id]
    looks = [each for each in ending.topics if each.is_looked_into_by(member.name)]
    unit = snapshot.team.cadence.unit
    if not mine and not looks:
        needs = next((each for each in ending.improvements if each.owner is not None), None)
        lines = builder.text(f"Nothing is yours this {unit}, {member.name}.", width, "bold")
        if needs is not None and needs.owner is not None:
            words = f"{needs.owner.name} could use help: {needs.text}"
            lines += builder.text(words, width)
        return lines
    lines = [builder.line((f"Yours this {unit}, {member.name}", "bold"))]
    lines += [_improvement(builder, each, snapshot, width) for each in mine]
    return lines + [line for each in looks for line in look_lines(builder, each, width)]


def _by_person(builder: LineBuilder, ending: Ending, snapshot: Snapshot, width: int) -> list[Line]:
    """The room's: every improvement with whose it is."""
    lines = [builder.line(("Who does what by when", "bold"))]
    looks = [each for each in ending.topics if each.is_looked_into]
    if not ending.improvements and not looks:
        lines.append(builder.line(("Nothing was picked.", "muted")))
    picked = ending.improvements
    lines += [_improvement(builder, each, snapshot, width, named=True) for each in picked]
    return lines + [line for each in looks for line in look_lines(builder, each, width)]


def _improvement(
    builder: LineBuilder, each: Improvement, snapshot: Snapshot, width: int, *, named: bool = False
) -> Line:
    owner = f"{each.owner.name if each.owner else 'no owner'}  " if named else ""
    right = builder.line((owner, "bold"), (f"by {full_day(each.due, today_of(snapshot))}", "bold"))
    left = (builder.span(f"{each.stage.letter} ", each.stage.value), builder.span(each.text))
    room = max(width - line_width(right) - 1, 8)
    return (*padded_line(left, room, "", builder.glyphs.ellipsis), Span(" "), *right)


def _others(ending: Ending, member: Member | None) -> str:
    """What the others have taken on (not in the room's, where it stands above), and what was
    skipped."""
    parts: list[str] = []
    if member is not None:
        parts = [
            f"{each.stage.letter} {each.owner.name if each.owner else 'nobody yet'}: {each.text}"
            for each in ending.improvements
            if each.owner is None or each.owner.id != member.id
        ]
        parts += [
            f"{each.stage.letter} {each.looker}: look into {each.text}"
            for each in ending.topics
            if each.is_looked_into and not each.is_looked_into_by(member.name)
        ]
    skipped = [f"{each.stage.letter} skipped" for each in ending.skipped]
    return "; ".join([*parts, *skipped])


def _row(builder: LineBuilder, label: str, words: str, width: int) -> list[Line]:
    lines = builder.flow([builder.span(words)], width - _LABEL, limit=4)
    head = builder.span(f"{label:<{_LABEL}}", "muted")
    return [(Span(" " * _LABEL) if number else head, *line) for number, line in enumerate(lines)]
