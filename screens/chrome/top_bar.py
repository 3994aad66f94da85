"""The first row: whose program this is, which team, which cycle, and who is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.reactive import reactive

from screens.chrome.line import Line, Piece, apart, width_of
from screens.chrome.people import ROOM, Person, counted, people_here
from store.practice.stages import STAGES

if TYPE_CHECKING:
    from store.attendance import Presence
    from store.snapshot import Snapshot


class TopBar(Line):
    """``C A R E  Acme Support · weekly          Week 47 · 16–22 Nov   ● Dana``."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    typist: reactive[str | None] = reactive(None, repaint=False)
    """Who types: a member's name, or empty where the terminal is the room's; None until the
    workspace is open."""
    turn: reactive[str] = reactive("", repaint=False)
    """Whose private turn it is; empty when it is nobody's."""
    people: reactive[tuple[Presence, ...]] = reactive((), repaint=False)
    """The terminals that show the team; none where that is not known."""

    def watch_snapshot(self) -> None:
        self.changed()

    def watch_typist(self) -> None:
        self.changed()

    def watch_turn(self) -> None:
        self.changed()

    def watch_people(self) -> None:
        self.changed()

    def pieces(self, width: int) -> Sequence[Piece]:
        left = [Piece(" ")]
        for stage in STAGES:
            name = f"$stage-{stage.value}"
            left.append(Piece(f" {stage.letter} ", f"bold {name}-ink on {name}"))
        left.append(Piece("  "))
        if self.snapshot is None:
            return [*left, self.piece("opening…", "$foreground-muted")]
        team = self.snapshot.team
        left.append(self.piece(team.name, "bold"))
        full = [*left, self.piece(f" · {team.cadence.value}", "$foreground-muted")]
        where = self.piece(_where(self.snapshot), "$foreground-muted")
        for people in self._people(self.snapshot):
            for start in (full, left):
                right = [where, *people, Piece(" ")]
                if width_of(start) + width_of(right) < width:
                    return apart(start, right, width)
        return apart(left, [where, Piece(" ")], width)

    def _people(self, snapshot: Snapshot) -> list[list[Piece]]:
        """Who is here, in full, then ever shorter."""
        if self.turn:
            return [[self.piece(f"   private turn: {self.turn}", "bold $warning")]]
        if self.typist is None:
            return [[self.piece("   opening…", "$foreground-muted")], []]
        me = self.typist or ROOM
        people = people_here(snapshot, self.people)
        away = {person.name for person in people if not person.here}
        typist = self._named(me, here=True)  # Whoever reads this is here.
        review = snapshot.review
        marked = review is not None and bool(review.present)
        if not marked and {person.name for person in people} <= {me}:
            return [typist, []]
        if review is not None and marked:
            lead = review.lead.name if review.lead else ROOM
            count = counted(people) if self.people else f"{len(review.present)} here"
            short = self._named(lead, lead not in away, f" leads, {count}")
        else:
            people.sort(key=lambda person: person.name != me)
            count = counted(people)
            short = self._named(me, me not in away, f", {count}")
        number = [self._here(), self.piece(count, "$foreground-muted")]
        gone = [person for person in people if person.leads and not person.here]
        if gone:
            number = self._named(gone[0].name, False, " leads")
        return [self._everybody(people), short, number, typist, []]

    def _everybody(self, people: Sequence[Person]) -> list[Piece]:
        pieces: list[Piece] = []
        for person in people:
            pieces += self._named(person.name, person.here, " leads" if person.leads else "")
        return pieces

    def _named(self, name: str, here: bool, rest: str = "") -> list[Piece]:
        said = self.piece(rest, "$foreground-muted")
        if here:
            return [self._here(), self.piece(name), said]
        return [self.piece(f"   {self.marks.away} {name}", "$foreground-muted"), said]

    def _here(self) -> Piece:
        return self.piece(f"   {self.marks.present} ", "$success")


def _where(snapshot: Snapshot) -> str:
    """The cycle that the review plans, else the one that runs."""
    if snapshot.review is not None:
        planned = snapshot.review.planned
        return f"plans {planned.name} · {planned.span}"
    if snapshot.cycle is None:
        return "between two cycles"
    skipped = " · skipped" if snapshot.cycle_skipped is not None else ""
    return f"{snapshot.cycle.name} · {snapshot.cycle.span}{skipped}"
