"""Check-in: who is here, how they are, who leads."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size

from screens.acting import act
from screens.keys import Where, bindings
from screens.review.panes import StepPane, labelled, pointed
from screens.review.rating import how_to_give
from screens.widgets.page import Page
from screens.widgets.sheet import Line, Pen, Sheet, Span
from screens.widgets.words import plural
from store import reviews
from store.practice.agenda import ENOUGH_TO_AVERAGE
from store.snapshot import Member, Review, Tally

_WIDE = 60


class CheckIn(StepPane):
    """The team's members, each here or away, and the mood once it is revealed."""

    BINDINGS = bindings(Where.CHECK_IN)

    def compose(self) -> ComposeResult:
        yield Page(self._draw)

    def changed(self) -> None:
        self.query_one(Page).redraw()

    def _draw(self, size: Size, cursor: str) -> Sheet:
        pen, sheet, review = self.pen, Sheet(), self.review
        if review is None or self.snapshot is None:
            return sheet
        width = min(size.width - 2, _WIDE)
        here = {member.id for member in review.present}
        inner = Sheet()
        inner.add((pen.span(f"Who is here: {len(here)}", "muted"),))
        for member in self.snapshot.team.present_members:
            line = self._member(member, review, member.id in here)
            inner.stop(member.id, pointed(line, width, cursor == member.id), width)
        if not self.snapshot.team.present_members:
            inner.add(*pen.text("Nobody is in the team yet; , opens its members.", width, "muted"))
        inner.gap()
        inner.add(*self._mood(review, size.width - 2))
        sheet.place(inner, 1)
        return sheet

    def _member(self, member: Member, review: Review, here: bool) -> Line:
        pen, marks = self.pen, self.marks
        notes = ["leads"] if review.lead is not None and review.lead.id == member.id else []
        if here and member.id in review.done:
            notes.append("done")
        note = pen.span(f" {marks.dot} ".join(notes) if here else "away", "muted")
        mark = pen.span(f"{marks.present if here else marks.away} ", "good" if here else "muted")
        return (mark, pen.span(f"{member.name}  ", "" if here else "muted"), note)

    def _mood(self, review: Review, width: int) -> list[Line]:
        pen = self.pen
        lead = review.lead.name if review.lead else "The room"
        lines = [(pen.span(f"{lead} leads. "), pen.span("G hands over.", "muted")), ()]
        if review.mood is not None:
            return [*lines, *labelled(pen, "Mood", tally_spans(pen, review.mood), width)]
        count = review.private.moods
        words = f"{plural(count, 'mood')} given" if count else "none given yet"
        hint = pen.span(f"; {how_to_give(self)}.", "muted")
        return [*lines, *labelled(pen, "Mood", [pen.span(words), hint], width)]

    async def action_here_or_away(self) -> None:
        review, key = self.review, self.query_one(Page).cursor
        if review is None or not key:
            return
        here = [member.id for member in review.present]
        here = [id for id in here if id != key] if key in here else [*here, key]
        await act(self, reviews.set_present, here)


def tally_spans(pen: Pen, tally: Tally) -> list[Span]:
    """A revealed 1–5 average with its n, or only the n below three people."""
    count = tally.count
    if tally.mean is None:
        rest = f"; an average shows from {ENOUGH_TO_AVERAGE} people up."
        return [pen.span(f"{plural(count, 'answer')} given"), pen.span(rest, "muted")]
    full = round(tally.mean)
    bar = pen.marks.bar_full * full + pen.marks.bar_empty * (5 - full)
    return [
        pen.span(f"{tally.mean:.1f} of 5 ", "bold"),
        pen.span(f"{bar} ", "accent"),
        pen.span(f"from {count} people", "muted"),
    ]
