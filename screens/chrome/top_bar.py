"""The first row: whose program this is, which team, which cycle, and who is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.reactive import reactive

from screens.chrome.line import Line, Piece, apart, width_of
from store.practice.stages import STAGES

if TYPE_CHECKING:
    from store.snapshot import Review, Snapshot


class TopBar(Line):
    """``C A R E  Acme Support · weekly          Week 47 · 16–22 Nov   ● Dana``."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    typist: reactive[str] = reactive("", repaint=False)
    """Who types: a member's name, or empty where the terminal is the room's."""
    turn: reactive[str] = reactive("", repaint=False)
    """Whose private turn it is; empty when it is nobody's."""

    def watch_snapshot(self) -> None:
        self.changed()

    def watch_typist(self) -> None:
        self.changed()

    def watch_turn(self) -> None:
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
        typist = [self._here(), self.piece(self.typist or "the room")]
        review = snapshot.review
        if review is None or not review.present:
            return [typist, []]
        return [self._everybody(snapshot, review), self._lead(review), typist, []]

    def _everybody(self, snapshot: Snapshot, review: Review) -> list[Piece]:
        pieces: list[Piece] = []
        present = {member.id for member in review.present}
        for member in snapshot.team.present_members:
            if member.id in present:
                pieces += [self._here(), self.piece(member.name)]
            else:
                pieces.append(
                    self.piece(f"   {self.marks.away} {member.name}", "$foreground-muted")
                )
            if review.lead is not None and member.id == review.lead.id:
                pieces.append(self.piece(" leads", "$foreground-muted"))
        return pieces

    def _lead(self, review: Review) -> list[Piece]:
        lead = self.piece(review.lead.name if review.lead else "the room")
        return [
            self._here(),
            lead,
            self.piece(f" leads, {len(review.present)} here", "$foreground-muted"),
        ]

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
