"""The first row: whose program this is, which team, which cycle, and who is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.reactive import reactive

from screens.chrome.people import ROOM, Person, counted, people_here
from screens.theme.safe_text import fit
from screens.widgets.clickable_row import ClickableRow, RowPart, at_both_ends, width_of
from store.domain.agenda import AgendaKind
from store.domain.stages import STAGES
from store.models.presence_state import states_of

if TYPE_CHECKING:
    from store.models.presence_state import Presence
    from store.models.snapshot import Snapshot

_NAME = 8
"""Cells that a name is shortened to where the row is short."""


class TopBar(ClickableRow):
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

    def parts(self, width: int) -> Sequence[RowPart]:
        left = [RowPart(" ")]
        for stage in STAGES:
            name = f"$stage-{stage.value}"
            left.append(RowPart(f" {stage.letter} ", f"bold {name}-ink on {name}"))
        left.append(RowPart("  "))
        if self.snapshot is None:
            return [*left, self.part("opening…", "$foreground-muted")]
        team = self.snapshot.team
        left.append(self.part(team.name, "bold"))
        full = [*left, self.part(f" · {team.cadence.value}", "$foreground-muted")]
        where = self.part(_where(self.snapshot), "$foreground-muted")
        ways = self._people(self.snapshot)
        for people in ways:
            for start in (full, left):
                right = [where, *people, RowPart(" ")]
                if width_of(start) + width_of(right) < width:
                    return at_both_ends(start, right, width)
        for whereabouts in (
            where,
            self.part(_where(self.snapshot, short=True), "$foreground-muted"),
        ):
            right = [whereabouts, *ways[-1], RowPart(" ")]
            room = width - width_of(left[:-1]) - width_of(right) - 1
            if room >= _NAME:
                break
        name = fit(left[-1].text, max(room, _NAME), self.glyphs.ellipsis)
        return at_both_ends([*left[:-1], RowPart(name, "bold")], right, width)

    def _people(self, snapshot: Snapshot) -> list[list[RowPart]]:
        """Who is here, in full, then ever shorter: in a review at least who leads it."""
        if self.turn:
            return [[self.part(f"   private turn: {self.turn}", "bold $warning")]]
        if self.typist is None:
            return [[self.part("   opening…", "$foreground-muted")], []]
        me = self.typist or ROOM
        people = people_here(snapshot, self.people)
        away_names = {person.name for person in people if not person.here}
        typist = self._title_parts(me, here=True)  # Whoever reads this is here.
        review = snapshot.review
        alone = len(snapshot.team.present_members) < 2
        if review is not None and not (alone and review.kind is AgendaKind.SOLO):
            lead = review.lead.name if review.lead else ROOM
            count = counted(people) if self.people else f"{len(review.present)} here"
            people = self._with_lead(people, lead)
            here, cut = all(each.here for each in people if each.leads), self._cut(lead)
            return [
                self._everybody(people),
                self._everybody([replace(each, name=self._cut(each.name)) for each in people]),
                self._title_parts(lead, here, f" leads, {count}"),
                self._title_parts(cut, here, f" leads, {count}"),
                self._title_parts(lead, here, " leads"),
                self._title_parts(cut, here, " leads"),
            ]
        if {person.name for person in people} <= {me}:
            return [typist, []]
        people.sort(key=lambda person: person.name != me)
        count = counted(people)
        short = self._title_parts(me, me not in away_names, f", {count}")
        number = [self._people_parts(), self.part(count, "$foreground-muted")]
        return [self._everybody(people), short, number, typist, []]

    def _with_lead(self, people: list[Person], lead: str) -> list[Person]:
        """``people`` with who leads among them, also where the room does."""
        if any(each.leads for each in people):
            return people
        here = lead == ROOM and (not self.people or None in states_of(self.people))
        there = any(each.name == lead for each in people)
        marked = [replace(each, leads=True) if each.name == lead else each for each in people]
        return marked if there else [*marked, Person(lead, here, leads=True)]

    def _cut(self, name: str) -> str:
        """``name``, shortened where it is long."""
        return fit(name, _NAME, self.glyphs.ellipsis)

    def _everybody(self, people: Sequence[Person]) -> list[RowPart]:
        pieces: list[RowPart] = []
        for person in people:
            leads = " leads" if person.leads else ""
            pieces += self._title_parts(person.name, person.here, leads, quiet=person.quiet)
        return pieces

    def _title_parts(
        self, name: str, here: bool, rest: str = "", *, quiet: bool = False
    ) -> list[RowPart]:
        rest_part = self.part(rest, "$foreground-muted")
        if here and not quiet:
            return [self._people_parts(), self.part(name), rest_part]
        mark = self.glyphs.present if here else self.glyphs.away
        return [self.part(f"   {mark} {name}", "$foreground-muted"), rest_part]

    def _people_parts(self) -> RowPart:
        return self.part(f"   {self.glyphs.present} ", "$success")


def _where(snapshot: Snapshot, *, short: bool = False) -> str:
    """The cycle that the review plans, else the one that runs; ``short``: without its days."""
    if snapshot.review is not None:
        planned = snapshot.review.planned
        return f"plans {planned.name}" + ("" if short else f" · {planned.span}")
    if snapshot.cycle is None:
        return "between two cycles"
    skipped = " · skipped" if snapshot.cycle_skipped is not None else ""
    return snapshot.cycle.name + ("" if short else f" · {snapshot.cycle.span}") + skipped
