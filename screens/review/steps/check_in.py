"""Check-in: who is here, how they are, who leads."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size

from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.core.review_rules import leads
from screens.core.store_calls import act
from screens.review.panes import StepPane, labelled, pointed
from screens.review.progress import progress_of
from screens.review.steps.rating import how_to_give
from screens.widgets.date_format import plural
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import Line, LineBuilder, Span, StyledLines
from store.domain.agenda import ENOUGH_TO_AVERAGE
from store.domain.opening_questions import opening_question
from store.models.presence_state import State, states_of
from store.models.review import RatingTally, Review
from store.models.team import Member
from store.reviews import reviews

_WIDE = 60
_STATES = {State.QUIET: "quiet", State.AWAY: "no key for 10 minutes"}
"""How somebody who takes part is at their terminal, where that is worth a word."""


class CheckIn(StepPane):
    """The team's members, each here or away, and the mood once it is revealed."""

    BINDINGS = bindings(KeyScope.CHECK_IN)

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw)

    def changed(self) -> None:
        self.query_one(DocumentView).redraw()

    def people_changed(self) -> None:
        self.query_one(DocumentView).redraw()

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        builder, styled, review = self.builder, StyledLines(), self.review
        if review is None or self.snapshot is None:
            return styled
        width = min(size.width - 2, _WIDE)
        here = {member.id for member in review.present}
        inner = StyledLines()
        if self.snapshot.team.asks_question:
            question = opening_question(self.snapshot.reviews_closed)
            inner.add(
                *labelled(builder, "Ask first", [builder.span(question, "bold")], size.width - 2)
            )
            inner.gap()
        inner.add((builder.span(f"Who is here: {len(here)}", "muted"),))
        for member in self.snapshot.team.present_members:
            line = self._member(member, review, member.id in here)
            inner.stop(member.id, pointed(line, width, cursor == member.id), width)
        if not self.snapshot.team.present_members:
            inner.add(
                *builder.text("Nobody is in the team yet; , opens its members.", width, "muted")
            )
        inner.gap()
        inner.add(*self._mood(review, size.width - 2))
        styled.add_block(inner, 1)
        return styled

    def _member(self, member: Member, review: Review, here: bool) -> Line:
        builder, marks = self.builder, self.glyphs
        notes = ["leads"] if review.lead is not None and review.lead.id == member.id else []
        if here and self._is_the_leads:
            notes.append(progress_of(review, self.people)[member.id].value)
        elif here and member.id in review.done:
            notes.append("done")
        state = states_of(self.people).get(member.id)
        if here and state in _STATES:
            notes.append(_STATES[state])
        note = builder.span(f" {marks.dot} ".join(notes) if here else "away", "muted")
        mark = builder.span(
            f"{marks.present if here else marks.away} ", "good" if here else "muted"
        )
        return (mark, builder.span(f"{member.name}  ", "" if here else "muted"), note)

    @property
    def _is_the_leads(self) -> bool:
        """Whether this is the lead's screen, who is told how far everybody is."""
        seat, review = app_context_of(self).seat, self.review
        return review is not None and leads(review, seat.member_id if seat else None)

    def _mood(self, review: Review, width: int) -> list[Line]:
        builder = self.builder
        lead = review.lead.name if review.lead else "The room"
        handing_over = "Press G to hand over." if self._is_the_leads else ""
        lines = [(builder.span(f"{lead} leads. "), builder.span(handing_over, "muted")), ()]
        if review.mood is not None:
            return [*lines, *labelled(builder, "Mood", tally_spans(builder, review.mood), width)]
        count = review.private.moods
        words = f"{plural(count, 'mood')} given" if count else "none given yet"
        hint = builder.span(f"; {how_to_give(self)}.", "muted")
        return [*lines, *labelled(builder, "Mood", [builder.span(words), hint], width)]

    async def action_here_or_away(self) -> None:
        review, key = self.review, self.query_one(DocumentView).cursor
        if review is None or not key:
            return
        here = [member.id for member in review.present]
        here = [id for id in here if id != key] if key in here else [*here, key]
        await act(self, reviews.set_present, here)


def tally_spans(builder: LineBuilder, tally: RatingTally) -> list[Span]:
    """A revealed 1–5 average with its n, or only the n below three people."""
    count = tally.count
    if tally.mean is None:
        rest = f"; an average shows from {ENOUGH_TO_AVERAGE} people up."
        return [builder.span(f"{plural(count, 'answer')} given"), builder.span(rest, "muted")]
    full = round(tally.mean)
    bar = builder.glyphs.bar_full * full + builder.glyphs.bar_empty * (5 - full)
    return [
        builder.span(f"{tally.mean:.1f} of 5 ", "bold"),
        builder.span(f"{bar} ", "accent"),
        builder.span(f"from {count} people", "muted"),
    ]
