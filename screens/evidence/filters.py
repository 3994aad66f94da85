"""Which evidence is shown: asked for one thing at a time, and said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from screens.core.store_calls import read
from screens.dialogs.choose import Choose, Option
from screens.forms.finder import Finder
from screens.widgets.date_format import full_day, plural, today_of
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import Measure
from store.evidence.evidence import Filter
from store.models.snapshot import Snapshot
from store.queries.evidence import trends
from store.queries.evidence.bottlenecks import KINDS

if TYPE_CHECKING:
    from textual.widget import Widget

_ALL = "*"
_QUOTES = '"'
_YEAR = timedelta(days=365)


async def ask_filter(
    widget: Widget, what: str, filter: Filter, snapshot: Snapshot, *, shares: bool = False
) -> Filter | None:
    """``filter`` with another ``measure``, ``stage``, ``touchpoint`` or ``period``.

    None when the person goes back. With ``shares`` only measures are offered that are a
    share of customers.
    """
    if what == "stage":
        return await _ask_stage(widget, filter)
    if what == "measure":
        return await _ask_measure(widget, filter, shares=shares)
    if what == "touchpoint":
        return await _ask_touchpoint(widget, filter, snapshot)
    return await _ask_period(widget, filter, snapshot)


async def _ask_stage(widget: Widget, filter: Filter) -> Filter | None:
    options = [Option(_ALL, "All four stages"), *(Option(s.value, s.label) for s in STAGES)]
    chosen = filter.stage.value if filter.stage else _ALL
    stage_key = await widget.app.push_screen_wait(Choose("Which stage?", options, chosen=chosen))
    if stage_key is None:
        return None
    return replace(filter, stage=None if stage_key == _ALL else Stage(stage_key))


async def _ask_measure(widget: Widget, filter: Filter, *, shares: bool) -> Filter | None:
    outcome = await read(widget, trends.answered)
    if outcome.value is None:
        return None
    answered = [each for each in outcome.value if each.measure is not None]
    if shares:
        options = [Option(_ALL, "The one with the most answers")]
    else:
        options = [Option(_ALL, "Everything"), Option(_QUOTES, "Quotes only")]
    for each in answered:
        if each.measure is not None and (not shares or each.measure.kind in KINDS):
            options.append(Option(each.measure.key, each.measure.title, plural(each.n, "answer")))
    chosen = _QUOTES if filter.quotes else filter.measure or _ALL
    measure_key = await widget.app.push_screen_wait(
        Choose("Which measure?", options, chosen=chosen)
    )
    if measure_key is None:
        return None
    measure = None if measure_key in (_ALL, _QUOTES) else measure_key
    return replace(filter, measure=measure, quotes=measure_key == _QUOTES)


async def _ask_touchpoint(widget: Widget, filter: Filter, snapshot: Snapshot) -> Filter | None:
    options = [Option(_ALL, "All touchpoints")]
    for column in snapshot.board:
        options += [Option(c.id, c.text, column.stage.label) for c in column.touchpoints]
    finder = Finder("Which touchpoint?", options, "Type a word of it")
    touchpoint_id = await widget.app.push_screen_wait(finder)
    if touchpoint_id is None:
        return None
    return replace(filter, touchpoint_id=None if touchpoint_id == _ALL else touchpoint_id)


def offered_periods(snapshot: Snapshot) -> list[tuple[str, date | None]]:
    """The periods offered: what each is called, and its first day; None for all time."""
    unit = cycle_word(snapshot)
    strip, today = snapshot.strip, today_of(snapshot)
    offered: list[tuple[str, date | None]] = [("All time", None)]
    if snapshot.cycle is not None:
        offered.append((f"This {unit}, {snapshot.cycle.span}", snapshot.cycle.start))
    offered += [
        (f"The last {count} {unit}s", strip[-count].cycle.start)
        for count in (2, 4, 8, 12)
        if len(strip) >= count
    ]
    return [*offered, ("The last 12 months", today - _YEAR)]


def cycle_word(snapshot: Snapshot) -> str:
    """What the team's cycles are: a week or a month."""
    return snapshot.team.cadence.unit


async def _ask_period(widget: Widget, filter: Filter, snapshot: Snapshot) -> Filter | None:
    offered = offered_periods(snapshot)
    options = [Option(str(index), name) for index, (name, _) in enumerate(offered)]
    chosen = next((str(p) for p, (_, first) in enumerate(offered) if first == filter.first), "0")
    period_key = await widget.app.push_screen_wait(Choose("Which period?", options, chosen=chosen))
    if period_key is None:
        return None
    return replace(filter, first=offered[int(period_key)][1], last=None)


def filter_words(filter: Filter, snapshot: Snapshot, measures: Mapping[str, Measure]) -> list[str]:
    """What the filter keeps, a few words each; none where it keeps everything."""
    words = []
    if filter.stage is not None:
        words.append(filter.stage.label)
    if filter.quotes:
        words.append("quotes only")
    if filter.measure is not None:
        measure = measures.get(filter.measure)
        words.append(measure.title if measure else filter.measure)
    if filter.touchpoint_id is not None:
        words.append(_touchpoint(filter.touchpoint_id, snapshot))
    if filter.first is not None:
        today = today_of(snapshot)
        names = {first: name for name, first in offered_periods(snapshot) if first is not None}
        name = names.get(filter.first, f"since {full_day(filter.first, today)}")
        words.append(name[0].lower() + name[1:])
    return words


def _touchpoint(id: str, snapshot: Snapshot) -> str:
    cards = (card for column in snapshot.board for card in column.touchpoints)
    return next((f"at {card.text}" for card in cards if card.id == id), "at a former touchpoint")
