"""What a file of feedback is read by: the team, what a person says of it, what to take."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import Stage
from store.domain.statistics.measures import Measure
from store.formats.feedback.proposals import FileKind
from store.formats.tabular.days.dates import DayOrder
from store.journal.seat import Seat

MOST_HOURS = 8_760
"""The longest target to solve a case in: a year."""
MOST_DAYS = 3_650
DEFAULT_DAYS = 90
"""How soon a second purchase counts, where nobody said."""
"""The longest time to buy again in."""


@dataclass(frozen=True, slots=True)
class Around:
    """What of the team a file is read by."""

    team_id: str
    today: date
    zone: ZoneInfo
    reply_target_hours: int
    own: tuple[Measure, ...]
    """The measures the team made itself."""


def look_around(seat: Seat) -> Around:
    with seat.read_team() as team:
        return Around(
            team.row.id,
            team.today,
            ZoneInfo(team.row.zone),
            team.row.reply_target_hours,
            team.own_measures,
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person may say of a file as a whole."""

    day: date | None = None
    """The day of answers that no date column dates; today without."""
    years: tuple[int, ...] | None = None
    """The year of weeks or months that say none, or those on both sides of a New Year."""
    day_order: DayOrder | None = None
    """How 03/04/2026 is read where the file leaves it open."""
    solve_target_hours: float | None = None
    """The target of solved-in-target; without it the help desk's own word counts."""
    repurchase_days: int | None = None
    """How soon a second purchase counts; None where nobody said, or that the rows are purchases."""
    period: tuple[date, date] | None = None
    """The first and last day that retention and churn are counted over."""
    best_low: bool | None = None
    """The lowest number of a scale is its best; None: as the columns say, else the highest."""
    no_is_good: bool | None = None
    """No is the good answer to what asks for the bad end, as “Is it still not solved?”; None where
    nobody said."""
    take_unfinished: bool | None = None
    """Answers of surveys that were not finished count; None where nobody said."""
    take_repeated: bool | None = None
    """Rows that repeat earlier ones in every cell count; None where nobody said."""
    take_day_above: bool | None = None
    """An answer without a day is of the day above it, as where cells were merged; None where
    nobody said."""
    leave_unread: bool = False
    """Answers that cannot be read are left out, however many they are."""
    sheet: str = ""
    """The sheet of a workbook; empty: its only one with a table."""
    left_out: tuple[str, ...] = ()
    """Columns that are left out of every reading."""
    id_column: str | None = None
    """The column that names each answer; None where it is found by name, empty for none."""

    @property
    def bought_again_within(self) -> int:
        """How soon a second purchase counts, in days: 90 where nobody said."""
        return DEFAULT_DAYS if self.repurchase_days is None else self.repurchase_days

    def check(self, today: date) -> None:
        """Raise Refused for a day to come, or a target or a time out of range."""
        if self.day is not None and self.day > today:
            raise Refused(
                f"{self.day} has not come yet. Date an answer with the day it was given.",
                field="on",
            )
        if self.solve_target_hours is not None and not 0 < self.solve_target_hours <= MOST_HOURS:
            raise Refused(
                f"A target to solve cases in is 1 to {MOST_HOURS:,} hours.", field="solve_target"
            )
        if self.repurchase_days is not None and not 1 <= self.repurchase_days <= MOST_DAYS:
            raise Refused(f"The time to buy again in is 1 to {MOST_DAYS:,} days.", field="days")


NOTHING_SAID = Terms()
"""Terms as they are before anybody said anything."""


@dataclass(frozen=True, slots=True)
class Part:
    """One measure to take from a file, and how."""

    measure: str
    """Its key; empty while a person must still choose one of ``choices``."""
    stage: Stage
    source: FileKind = FileKind.ANSWERS
    """Where its answers are: in a column, or in what the file's rows add up to."""
    column: str = ""
    """The column that holds the answers; empty where the rows add up to them."""
    date_column: str | None = None
    quote_column: str | None = None
    touchpoint: str | None = None
    choices: tuple[str, ...] = ()
    """The measures that the column may hold, where only a person knows which."""

    @property
    def may_have_words(self) -> bool:
        """Whether customers' words can go with its answers, and a column can be named that dates
        them: those of a column, and the ratings of a help desk's cases."""
        return bool(self.column) or (self.source is FileKind.TICKETS and self.measure == "csat")
