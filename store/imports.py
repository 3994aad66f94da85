"""Files of other tools, brought into a team: boards and customer feedback.

Each import is one transaction and one undo step; a dry run reports the same and writes
nothing. The same file twice adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.calendars import load_calendar
from store.db.models import EvidenceRow, TeamRow, TouchpointRow
from store.errors import NotFound, Refused
from store.exchange.boards import BoardCard, BoardFile, BoardList, match_stage
from store.exchange.dates import DayOrder
from store.exchange.feedback import FeedbackFile, read_feedback
from store.exchange.tables import Problem
from store.import_rows import NewEvidence, import_rows
from store.own_measures import load_own_measures
from store.practice.measures import Measure, find_measure
from store.practice.order import spread
from store.practice.stages import STAGES, Stage
from store.practice.tallies import tally_of, value_of
from store.seat import Change, Seat
from store.text import clean, fold_key

LEAVE_OUT = "skip"
"""What stands for a stage where a list is to be left out."""
SOURCE_LIMIT = 200
"""The most characters of a file's name that evidence keeps as its source."""


@dataclass(frozen=True, slots=True)
class FeedbackImport:
    """What came of one column of customer feedback."""

    measure: Measure
    read: int
    """Data rows in the file: accepted, rejected, blank and duplicates together."""
    accepted: int
    """Answers new to the team; on a dry run, those that would be."""
    rejected: int
    blank: int
    duplicates: int
    """Answers that an import brought before."""
    n: int
    """Usable answers in the file, duplicates too."""
    value: float | None
    """Their figure: a fraction, NPS points, or a count's sum."""
    problems: tuple[Problem, ...]
    """Every rejected row with its line and reason."""
    column: str
    date_column: str | None


@dataclass(frozen=True, slots=True)
class FeedbackWish:
    """What to take from a file, and as what."""

    stage: Stage
    measure: str
    column: str
    date_column: str | None = None
    day: date | None = None
    """The day of rows where there is no date column; today without."""
    day_order: DayOrder | None = None
    quote_column: str | None = None
    touchpoint: str | None = None


def import_feedback(
    seat: Seat, data: bytes, wish: FeedbackWish, *, file: str, dry_run: bool = False
) -> FeedbackImport:
    """Import one column of an export as evidence.

    Raises Refused, having written nothing, for a file or column that cannot be used.
    """
    with seat.reading() as session:
        team = _team(session, seat)
        today = load_calendar(session, team).today(seat.now)
        measure = find_measure(wish.measure, load_own_measures(session, team.id))
        zone = ZoneInfo(team.zone)
    if wish.day is not None and wish.day > today:
        raise Refused(f"{wish.day} has not come yet; evidence is dated when it was given.")
    found = read_feedback(
        data,
        measure=measure,
        column=wish.column,
        team_id=seat.team_id,
        stage=wish.stage,
        today=today,
        date_column=wish.date_column,
        fallback_day=wish.day,
        day_order=wish.day_order,
        quote_column=wish.quote_column,
        zone=zone,
    )
    if dry_run:
        accepted = len(found.rows) - _known(seat, found)
    else:
        source = clean(file).text[:SOURCE_LIMIT]
        rows = [
            NewEvidence(row.day, row.value, row.fingerprint, row.quote, source)
            for row in found.rows
        ]
        accepted = import_rows(
            seat, wish.stage, measure, rows, file=source, touchpoint=wish.touchpoint
        )
    values = [row.value for row in found.rows]
    return FeedbackImport(
        measure=measure,
        read=found.read,
        accepted=accepted,
        rejected=found.rejected,
        blank=found.blank,
        duplicates=len(found.rows) - accepted,
        n=len(values),
        value=value_of(measure, tally_of(measure, values)),
        problems=found.problems,
        column=found.column,
        date_column=found.date_column,
    )


def _team(session: Session, seat: Seat) -> TeamRow:
    team = session.get(TeamRow, seat.team_id)
    if team is None:
        raise NotFound("This team is not in the workspace any more.")
    return team


def _known(seat: Seat, found: FeedbackFile) -> int:
    """How many of the file's answers the team has from an earlier import."""
    wanted = {row.fingerprint for row in found.rows}
    with seat.reading() as session:
        standing = session.scalars(
            select(EvidenceRow.fingerprint).where(
                EvidenceRow.team_id == seat.team_id,
                EvidenceRow.fingerprint.is_not(None),
                EvidenceRow.withdrawn.is_(False),
            )
        )
        return len(wanted.intersection(standing))


@dataclass(frozen=True, slots=True)
class ListImport:
    """Where one list of a board file went."""

    name: str
    stage: Stage | None
    """None: left out."""
    added: int
    there: int
    """Cards that the stage had already."""


@dataclass(frozen=True, slots=True)
class BoardImport:
    """What came of a board file."""

    lists: tuple[ListImport, ...]
    problems: tuple[str, ...]
    removed: int
    """Unsafe characters taken out of its texts."""

    @property
    def added(self) -> int:
        """Touchpoints added in all."""
        return sum(each.added for each in self.lists)


Places = Mapping[str, Stage | None]
"""The stage of each list by its name as `fold_key` gives it; None leaves the list out."""


def places_for(
    board: BoardFile, said: Mapping[str, Stage | None]
) -> tuple[dict[str, Stage | None], tuple[str, ...]]:
    """Where the board's lists go, and the names of those that nobody has placed.

    ``said`` maps list names as people typed them; else a list's name may say its stage.
    Empty lists need no place. Raises Refused for a name that no list has.
    """
    names = {fold_key(each.name): each.name for each in board.lists}
    placed: dict[str, Stage | None] = {}
    for name, stage in said.items():
        if fold_key(name) not in names:
            raise Refused(f"The file has no list “{name}”. Its lists: {_listed(names.values())}.")
        placed[fold_key(name)] = stage
    waiting = []
    for each in board.lists:
        key = fold_key(each.name)
        if key in placed:
            continue
        stage = match_stage(each.name)
        if stage is not None or not each.cards:
            placed[key] = stage
        else:
            waiting.append(each.name)
    return placed, tuple(waiting)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def import_board(
    seat: Seat, board: BoardFile, placed: Places, *, file: str, dry_run: bool = False
) -> BoardImport:
    """Put the board's cards into their stages, below what stands there.

    A card whose text the stage has already is not added again. Votes are left out: they
    belong to a review.
    """
    if dry_run:
        with seat.reading() as session:
            done = _place(session, seat.team_id, board, placed)
    else:
        with seat.change("board-imported") as change:
            done = _place(change.session, seat.team_id, board, placed)
            for stage in STAGES:
                _add(change, stage, [card for each in done if each[1] is stage for card in each[2]])
            change.say(
                f"Imported {sum(len(cards) for *_, cards in done)} touchpoints from {clean(file).text}"
            )
    problems = board.problems
    if any(card.votes for each in board.lists for card in each.cards):
        problems = (*problems, "The file's votes were left out: votes belong to a review.")
    return BoardImport(
        tuple(
            ListImport(each.name, stage, len(cards), len(each.cards) - len(cards) if stage else 0)
            for each, stage, cards in done
        ),
        problems,
        board.removed,
    )


Placed = tuple[BoardList, Stage | None, Sequence[BoardCard]]


def _place(session: Session, team_id: str, board: BoardFile, placed: Places) -> list[Placed]:
    """Each list with its stage and the cards that are new there."""
    standing = Counter(
        (stage, fold_key(text))
        for stage, text in session.execute(
            select(TouchpointRow.stage, TouchpointRow.text).where(
                TouchpointRow.team_id == team_id, TouchpointRow.archived_at.is_(None)
            )
        )
    )
    found: list[Placed] = []
    for each in board.lists:
        stage = placed.get(fold_key(each.name))
        fresh = []
        for card in each.cards if stage is not None else ():
            key = (str(stage), fold_key(card.text))
            if standing[key]:
                standing[key] -= 1
            else:
                fresh.append(card)
        found.append((each, stage, fresh))
    return found


def _add(change: Change, stage: Stage, cards: Sequence[BoardCard]) -> None:
    last = change.session.scalar(
        select(TouchpointRow.rank)
        .where(
            TouchpointRow.team_id == change.team.id,
            TouchpointRow.stage == stage.value,
            TouchpointRow.archived_at.is_(None),
        )
        .order_by(TouchpointRow.rank.desc())
        .limit(1)
    )
    for card, rank in zip(cards, spread(len(cards), last, None), strict=True):
        change.session.add(
            TouchpointRow(
                id=change.new_id(),
                team_id=change.team.id,
                stage=stage.value,
                rank=rank,
                text=card.text,
                notes=card.notes,
                channel=card.channel,
                author_id=change.seat.member_id,
                made_at=change.now,
            )
        )
