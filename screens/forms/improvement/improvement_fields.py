"""The fields of an improvement: what, where, who, until when, and how we will know.

The form stands beside the candidates at Pick and inside a dialog elsewhere. While one
types it says whether the improvement is small and what its proof can show.
"""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.layout import Layout
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from screens.core.draft_saver import DraftSaver
from screens.core.keys import KeyScope, bindings
from screens.core.main_context import WantedAnswers, main_of
from screens.core.view import css_beside
from screens.dialogs.box import GIVES_WAY, FittingLayout
from screens.dialogs.subject import Subject
from screens.forms.conflict import Seen, Side, meet
from screens.forms.field_row import FieldRow
from screens.forms.fields import ChoiceLine, set_sentence
from screens.forms.improvement.count_kind import ask_count_kind
from screens.forms.improvement.field_steps import FieldSteps
from screens.forms.improvement.form_controls import (
    LABELS,
    choice_words,
    fill,
    fits_content,
    make_controls,
    offer_lengths,
    renew,
    value_of,
)
from screens.forms.improvement.improvement_values import (
    checks,
    failing,
    first_values,
    keep,
    seen_of,
)
from screens.forms.improvement.proof_fields import ProofList
from screens.forms.improvement.proof_lookup import (
    Asked,
    FoundProof,
    asked_of,
    find_options,
    find_preview,
)
from screens.forms.improvement.proof_preview import Preview, ShownProof, together_options
from screens.forms.wrapped_line import WrappedLine
from screens.theme.safe_text import plain
from screens.theme.themes import Glyphs
from store.common.dataclass import dataclass
from store.common.errors import Conflict, Refused
from store.domain.scope_checks import size_question
from store.domain.statistics.measures import Measure

_FITTING = FittingLayout()
_LABEL = 9
"""Cells of a label."""


class ImprovementFields(FieldSteps):
    """The form itself. ``ctrl+s`` or Enter in its last field saves, ``esc`` leaves it."""

    DEFAULT_CSS = css_beside(__file__)
    BINDINGS = bindings(KeyScope.FORM, KeyScope.FIELDS, KeyScope.PROOF)

    @dataclass
    class Saved(Message):
        """The improvement is kept; ``unmet`` says what is still missing for it to be small."""

        improvement_id: str
        unmet: tuple[str, ...]

    class Left(Message):
        """The person goes back; what was typed is kept as a draft."""

    def __init__(
        self,
        subject: Subject,
        marks: Glyphs,
        found: FoundProof,
        *,
        id: str | None = None,
    ) -> None:
        """``found``: what the proof that it begins with can show."""
        super().__init__(id=id, classes=GIVES_WAY)
        self.glyphs = marks
        self.controls = make_controls(subject, marks)
        self._draft_saver: DraftSaver | None = None
        self._found = found
        self._be_about(subject)

    def _be_about(self, subject: Subject) -> None:
        self.subject = subject
        self._seen = seen_of(subject)
        self._busy = False
        self._asked: set[str] = set()
        """Counts that it was said of now whether they are events or a state."""
        self._looked_up: Asked | None = None
        """What was looked up last."""
        self._preview: Preview | None = None
        """What saving now would keep; None until it is looked up."""
        self._wrong: tuple[str, str] | None = None
        """The field that something is said to be wrong with, and what stood there."""

    @property
    def layout(self) -> Layout:
        return _FITTING

    # What is in it

    def compose(self) -> ComposeResult:
        yield Static("", id="note", classes="beside")
        yield Static("", id="taken", classes="beside problem")
        with VerticalScroll(id="rows", can_focus=False):
            for name, label in LABELS.items():
                yield FieldRow(plain(label), _LABEL, self.controls[name], id=f"row-{name}")
            yield ShownProof(self.glyphs, id="shows", classes="beside")
            yield Static("", id="half", classes="beside")
            yield Static("", id="fits")
        yield Static("", id="problem", classes="beside problem")

    def on_mount(self) -> None:
        self._start()

    def take(self, subject: Subject, found: FoundProof) -> None:
        """Be about another ``subject``, as if the form had just opened with it."""
        self.put_away()
        self._be_about(subject)
        self._found = found
        renew(self.controls, subject)
        self._forget_problems()
        self._say("note", None)
        self._say("taken", None)
        self.query_one("#rows", VerticalScroll).scroll_home(animate=False)
        self._start()

    def start_again(self) -> None:
        """Stand as if opened anew, where the team is as it was."""
        self.take(self.subject, self._found)

    def _start(self) -> None:
        """Show what was half-typed before, and what the proof can show."""
        self._draft_saver = DraftSaver(self, self.subject.draft, self._draft_values)
        earlier = self._draft_saver.earlier()
        if earlier is not None:
            fill(self.controls, earlier)
            if self._seen is not None:
                self._seen.from_draft(earlier)
            self._say("note", "You had typed this. Press ctrl+n to start afresh.")
        self._looked_up = self._found.asked
        self._show_options()
        self._show_preview()
        self._follow()

    def put_away(self) -> None:
        """Keep what was half-typed, and look up nothing more."""
        self.app.workers.cancel_node(self)
        if self._draft_saver is not None:
            self._draft_saver.close()
        self._draft_saver = None

    def on_unmount(self) -> None:
        self.put_away()

    def value(self, name: str) -> str:
        """What stands in the field ``name``."""
        return value_of(self.controls[name])

    def values(self) -> dict[str, str]:
        """What stands in every field, by name."""
        return {name: self.value(name) for name in LABELS}

    def _draft_values(self) -> dict[str, str]:
        """What a draft keeps: the fields, and what they were begun from."""
        return self.values() | (self._seen.in_draft() if self._seen is not None else {})

    def begin(self) -> None:
        """Give the focus to the first field."""
        text = self.controls["text"]
        if isinstance(text, WrappedLine):
            text.move_cursor(text.document.end)
        text.focus()

    def begin_from(self, touchpoint_id: str | None) -> None:
        """Name another candidate, as long as nothing has been typed yet."""
        if self._draft_saver is None or self.value("text").strip():
            return
        if self.value("touchpoint") != (touchpoint_id or ""):
            fill(self.controls, {"touchpoint": touchpoint_id or ""})
            self._draft_saver.clear()
            self._follow()

    # While typing

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def _typed(self) -> None:
        if self._draft_saver is not None and self.is_attached:
            if self._wrong is not None and self.value(self._wrong[0]) != self._wrong[1]:
                self._forget_problems()
            self._draft_saver.touched()
            self._follow()

    def _follow(self) -> None:
        """Bring everything that depends on the fields up to date."""
        proven = bool(self.value("measure"))
        for name in ("target", "before", "after"):
            self.query_one(f"#row-{name}").display = proven
        self.query_one("#row-only").display = proven and bool(self.value("touchpoint"))
        self._show_together()
        self._show_fits()
        if self._to_look_up() != self._looked_up:
            self._look_up()

    def _show_together(self) -> None:
        """Offer what it can be read together with; what was chosen stays to be chosen."""
        line = self.controls["together"]
        assert isinstance(line, ChoiceLine)
        offers = together_options(self._preview.test if self._preview is not None else None)
        chosen = line.value
        if chosen and chosen not in [option for option, _ in offers]:
            offers = [(chosen, dict(line.options).get(chosen, "together")), *offers]
        line.options = (("", "alone"), *offers)
        line.value = chosen
        self.query_one("#row-together").display = bool(offers) and bool(self.value("measure"))

    def _show_fits(self) -> None:
        values = self.values()
        fits = fits_content(checks(self.subject, values, self._preview), self.glyphs)
        set_sentence(self.query_one("#fits", Static), fits)
        self._say("half", size_question(values["text"]))

    @work(exclusive=True, group="what-shows")
    async def _look_up(self) -> None:
        """Plan the test that saving now would keep, and show it with what is in its way."""
        self._looked_up = self._to_look_up()
        asked = self._looked_up
        preview = await find_preview(self, asked)
        if self._stands:
            self._found = replace(self._found, asked=asked, preview=preview)
            self._show_preview()

    def _show_preview(self) -> None:
        self._preview = preview = self._found.preview
        test = preview.test if preview is not None else None
        self._say("taken", preview.taken if preview is not None else None)
        if test is not None:
            offer_lengths(self.controls, self.subject, test)
        self.query_one(ShownProof).show(test, self.subject.today)
        self._show_together()
        self._show_fits()
        self.refresh_bindings()

    def _to_look_up(self) -> Asked:
        return asked_of(self, self.subject, self.values())

    @property
    def _stands(self) -> bool:
        """Whether the form is still there with all of its rows."""
        return self.is_attached and bool(self.query("#shows"))

    @work(exclusive=True, group="proof-options")
    async def _look_up_measures(self) -> None:
        """Say beside each measure how many answers it has and what they can show."""
        options = await find_options(self, self.subject)
        if options and self._stands:
            self._found = replace(self._found, options=options)
            self._show_options()

    def _show_options(self) -> None:
        line = self.controls["measure"]
        assert isinstance(line, ProofList)
        line.show_options(self._found.options)

    def look_again(self) -> None:
        """Look again at what is in the way, as when others changed something. What this form saves,
        or has saved, is in nobody's way."""
        if not self._busy:
            self._look_up()

    # Answers from before

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action == "bring_answers":
            return self._preview is not None and self._preview.wants_answers
        return True

    @work(exclusive=True, group="ask")
    async def action_bring_answers(self, way: str) -> None:
        """Log or import answers of the weeks before, and come back to what was typed."""
        main = main_of(self)
        if main is None or self._preview is None or self._preview.test is None:
            return
        if self._draft_saver is not None:
            self._draft_saver.save_now()
        narrowed = self.value("only") == "yes"
        answers = WantedAnswers(
            self.subject.stage,
            self.value("measure"),
            self.value("touchpoint") if narrowed else "",
            min(self._preview.test.before.last, self.subject.today),
        )
        await main.bring_answers(answers, by_import=way == "import")
        if self._stands:
            self._look_up_measures()
            self._look_up()

    # Saving and leaving

    async def action_save(self) -> None:
        if self._busy or self._draft_saver is None:
            return
        measure = self.subject.measure(self.value("measure"))
        if measure is not None and not measure.counts_known and measure.key not in self._asked:
            self._ask_kind(measure)
            return
        self._busy = True
        version = self._seen.version if self._seen is not None else None
        try:
            outcome = await keep(self, self.subject, self.values(), version)
        finally:
            self._busy = False
        self._forget_problems()
        if self._seen is not None and isinstance(outcome.refused, Conflict):
            self._meet(outcome.refused, self._seen)
        elif outcome.refused is not None:
            self._show_problem(outcome.refused)
        else:
            self._busy = True  # It is over: whoever shows it takes it away.
            self._draft_saver.clear()
            unmet = failing(self.subject, self.values(), self._preview)
            self.post_message(self.Saved(outcome.value or "", unmet))

    @work(group="ask", exclusive=True)
    async def _ask_kind(self, measure: Measure) -> None:
        """Ask once what a count counts, then save."""
        if await ask_count_kind(self, measure):
            self._asked.add(measure.key)
            self._look_up()
            await self.action_save()

    @work(group="ask", exclusive=True)
    async def _meet(self, conflict: Conflict, seen: Seen) -> None:
        """Let the person choose between another's change and what stands here, and save it."""
        sides = {
            name: Side(label, choice_words(self.controls[name])) for name, label in LABELS.items()
        }
        met = await meet(self, conflict, seen, sides, self.values())
        if met is None:
            self._say("problem", conflict.message)
            return
        fill(self.controls, met.values)
        self._follow()
        if not met.edit:
            await self.action_save()
            return
        self._say("note", "Both texts are here. Edit them, then press ctrl+s.")
        self.controls[met.edit].focus()

    def _show_problem(self, refused: Refused) -> None:
        name = refused.field or ""
        if name in self.controls and self.row_shows(name):
            self._wrong = (name, self.value(name))
            self._say(f"problem-{name}", refused.message)
            self.controls[name].focus()
        else:
            self._say("problem", refused.message)

    def _forget_problems(self) -> None:
        self._wrong = None
        for line in self.query(".problem").results(Static):
            if line.id != "taken":
                line.set_class(False, "said")

    def action_cancel(self) -> None:
        if self._draft_saver is not None:
            self._draft_saver.save_now()
        self.post_message(self.Left())

    def action_fresh(self) -> None:
        """Put back what the form began with, and let the draft go."""
        fill(self.controls, first_values(self.subject))
        if self._seen is not None:
            self._seen.start_afresh()
        if self._draft_saver is not None:
            self._draft_saver.clear()
        self._forget_problems()
        self._say("note", None)
        self._follow()
