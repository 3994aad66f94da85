"""What a proof can show, said at Pick before it is kept: its windows, and what to know of them."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static

from screens.forms.improvement.plan_line import plan_line
from screens.theme.glyphs import Glyphs
from screens.theme.safe_text import safe
from screens.widgets.date_format import full_day
from store.common.dataclass import dataclass
from store.domain.cycles import day_words
from store.domain.stages import Stage
from store.domain.statistics.measures import MeasureKind
from store.domain.statistics.planning.plan_sentences import PlanFact
from store.domain.statistics.windows import Window
from store.improvements.planned_test import WITHOUT_START, OfferKind, PlannedTest, plan_test
from store.journal.seat import Seat
from store.queries.proof_choices import place_taken

_LEAST = 30
"""Cells that the windows are drawn in at least."""


@dataclass(frozen=True, slots=True)
class ProofPlan:
    """What was chosen for the proof so far."""

    stage: Stage
    cycle: str
    measure: str
    """A key; empty for none."""
    touchpoint: str | None = None
    """The one the improvement is from."""
    narrowed: bool = False
    """Whether only that touchpoint's answers count."""
    target: float | None = None
    before: Window | None = None
    """None for the window that is proposed."""
    after_days: int | None = None
    together_with: str | None = None
    due: date | None = None
    improvement: str | None = None
    """The one that is changed."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be kept, and what is in its way."""

    test: PlannedTest | None
    """None without a measure."""
    taken: str | None
    """What stands in the place already, in words."""

    @property
    def wants_answers(self) -> bool:
        """Whether answers from before would let it have a verdict."""
        facts = self.test.facts if self.test is not None else ()
        return any(each.fact in WITHOUT_START for each in facts)

    @property
    def sayable(self) -> bool:
        """Whether something can be said of it: there is a proof, with a start and a verdict."""
        return self.test is not None and self.test.sayable


def preview_proof(seat: Seat, plan: ProofPlan) -> Preview:
    """Plan the test that saving now would keep, and look whether its place is free."""
    taken_sentence = place_taken(seat, plan.stage, plan.cycle, plan.improvement)
    if not plan.measure:
        return Preview(None, taken_sentence)
    test = plan_test(
        seat,
        plan.stage,
        plan.cycle,
        plan.measure,
        touchpoint=plan.touchpoint,
        touchpoint_only=plan.narrowed,
        target=plan.target,
        before=plan.before,
        after_days=plan.after_days,
        together_with=plan.together_with,
        due=plan.due,
        improvement=plan.improvement,
    )
    return Preview(test, taken_sentence)


def together_options(test: PlannedTest | None) -> list[tuple[str, str]]:
    """What the improvement can be read together with: ids with their words."""
    offers = test.offers if test is not None else ()
    return [
        (each.improvement_id, each.words[:1].lower() + each.words[1:])
        for each in offers
        if each.kind is OfferKind.TOGETHER and each.improvement_id is not None
    ]


def preview_content(test: PlannedTest, width: int, glyphs: Glyphs, today: date) -> Content:
    """Draw the windows on the cycles' line, in dates below it, then each fact on its own."""
    after = test.after()
    drawn = plan_line(test.cycle, test.before, after, test.due, width, glyphs)
    comes = ""
    if test.measure.kind is not MeasureKind.COUNT and test.plan.pace:
        expected = round(test.plan.pace * after.days / test.cycle.days)
        comes = f", about {expected} answers"
    rows: list[tuple[str, str]] = []
    if drawn.bar:
        rows += [(drawn.labels, "$foreground-muted"), (drawn.bar, "$accent")]
    rows += [
        (f"before   {_days(test.before)}   {test.start}", ""),
        (f"after    {_days(after)}{comes}", ""),
        (f"verdict  {full_day(test.verdict_on(), today)}", "bold"),
    ]
    if test.together:
        names = " and ".join(f"“{text}”" for text in test.together)
        rows.append((f"Read as one with {names}.", ""))
    for fact in test.facts:
        good = fact.fact is PlanFact.SIGHT and test.plan.likely
        mark, style = (glyphs.done, "$success") if good else ("!", "$warning")
        if fact.fact is PlanFact.LUCK:
            mark, style = glyphs.dot, "$foreground-muted"
        rows.append((f"{mark} {fact.words}", style))
        if fact.fact in WITHOUT_START:
            rows.append(("Press f2 to log some, f3 to import some. Your text stays.", ""))
    return Content("\n").join(
        Content.styled(safe(text, ascii=glyphs.ascii), style) for text, style in rows
    )


class ShownProof(Static):
    """A planned test, drawn as wide as there is room."""

    DEFAULT_CSS = """
    ShownProof { height: auto; width: 1fr; }
    """
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, glyphs: Glyphs, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = glyphs
        self._test: PlannedTest | None = None
        self._today = date.min

    def show(self, test: PlannedTest | None, today: date) -> None:
        """Draw ``test``; nothing without one."""
        if (test, today) != (self._test, self._today):
            self._test, self._today = test, today
            self.refresh(layout=True)
        self.set_class(test is not None, "said")

    def _drawn(self, width: int) -> Content:
        if self._test is None:
            return Content("")
        return preview_content(self._test, max(_LEAST, width), self._glyphs, self._today)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return self._drawn(width).get_height({}, width)

    def render(self) -> Content:
        return self._drawn(self.size.width)


def _days(window: Window) -> str:
    return f"{day_words(window.first)} – {day_words(window.last)}"
