"""The way through an import: file, what it seems to be, what will be written, done.

Every step can be gone back from with ``esc``, to the step before with what was chosen there.
Nothing is written before the last.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from screens.core.app_context import app_context_of
from screens.core.store_calls import Outcome, read
from screens.dialogs.choose import Choose, Option
from screens.importing.file_form import FileForm, Given, given_by_browser
from screens.importing.forms import AskPart, ask_day, ask_terms
from screens.importing.mapping_list import Parts
from screens.importing.mapping_state import (
    Laid,
    dated_by,
    dated_on,
    lay_out,
    others_of,
    undated_but_doubtful,
)
from screens.importing.newest_file import DRAFT, Proposal, last_import, propose
from screens.importing.period_choices import of_years, period_options, years_of
from screens.importing.questions import open_question, which_days
from screens.importing.recipe_dialogs import (
    COUNT_AGAIN,
    again_question,
    draft_to_keep,
    lay_out_by,
    recipe_question,
    recipes_for,
)
from screens.importing.summary import Telling, confirm_title, done_text, done_title, foretold
from screens.importing.working import Working
from store.evidence.importing.imports import Prepared, Terms, Written, prepare, write
from store.formats.tabular.workbooks import SeveralSheets

if TYPE_CHECKING:
    from textual.widget import Widget

    from screens.core.app_context import AppContext
    from store.domain.stages import Stage
    from store.evidence.importing.import_writer import Progress
    from store.evidence.importing.recipes import Recipe
    from store.journal.seat import Seat
    from store.models.snapshot import Snapshot

T = TypeVar("T")
Step = Callable[[], Awaitable["Step | None"]]


async def import_file(widget: Widget, snapshot: Snapshot, stage: Stage | None = None) -> None:
    """Lead a person through an import; ``stage`` is what they are looking at. Awaited in a
    worker."""
    step: Step | None = _Journey(widget, snapshot, stage).ask_file
    while step is not None:
        step = await step()


class _Journey:
    """One import under way. Each step returns the one to go to next."""

    def __init__(self, widget: Widget, snapshot: Snapshot, stage: Stage | None) -> None:
        self._widget = widget
        self._app = widget.app
        self._snapshot = snapshot
        self._stage = stage
        self._problem = ""
        self._sheets: tuple[str, ...] = ()
        self._given: Given | None = None
        self._proposal: Proposal | None = None
        self._terms = Terms()
        self._laid: Laid | None = None
        self._prepared: Prepared | None = None
        self._recipe: Recipe | None = None
        self._count_again: bool | None = None
        self._dated = False

    async def ask_file(self) -> Step | None:
        shell = app_context_of(self._widget)
        given = given_by_browser(shell) or await self._ask_given(shell)
        if given is None:
            return None
        if self._given is None or given.data != self._given.data:
            self._terms, self._laid = Terms(), None
        self._given, self._problem = given, ""
        self._recipe, self._count_again, self._dated = None, None, False
        proposal, self._proposal = self._proposal, None
        if proposal is not None and proposal.path == given.typed and proposal.recipe is not None:
            self._recipe, self._laid = proposal.recipe, None
            return self.lay_out
        return self.offer_recipes

    async def _ask_given(self, shell: AppContext) -> Given | None:
        if self._given is None and not shell.hosted:
            self._proposal = await self._propose()
        form = FileForm(
            hosted=shell.hosted,
            in_browser=shell.incoming is not None,
            problem=self._problem,
            proposed=self._proposal,
        )
        if self._given is not None and self._given.typed:
            shell.drafts.put(f"{shell.person}/{form.draft}", {"file": self._given.typed})
        outcome = await self._app.push_screen_wait(form)
        return outcome.value if outcome is not None else None

    async def _propose(self) -> Proposal | None:
        """The file that this import is probably about."""
        shell = app_context_of(self._widget)
        last = shell.drafts.get(f"{shell.person}/{DRAFT}")
        return (await read(self._widget, propose, last)).value if last else None

    async def offer_recipes(self) -> Step | None:
        """Offer the recipes that fit the file; with one nothing else is asked."""
        assert self._given is not None
        data, name = self._given.data, self._given.name

        def look(seat: Seat, _progress: Progress, _cancel: Event) -> tuple[tuple[Recipe, str], ...]:
            return recipes_for(seat, data, name)

        outcome = await self._work(f"Reading {name} …", look)
        if outcome is None:
            return self.ask_file
        if not outcome.value:
            return self.lay_out  # Which says what is wrong with the file.
        chosen = await self._app.push_screen_wait(recipe_question(name, outcome.value))
        if chosen is None:
            return self.ask_file
        self._recipe = next((each for each, _ in outcome.value if each.id == chosen), None)
        self._laid = None if self._recipe is not None else self._laid
        return self.lay_out

    async def lay_out(self) -> Step | None:
        """Read the file, and ask what only a person can know of its dates."""
        assert self._given is not None
        data, name = self._given.data, self._given.name
        terms, stage = self._terms, self._stage
        before = self._laid.choices if self._laid is not None else ()
        recipe = self._recipe if self._laid is None else None

        def laid_out(seat: Seat, _progress: Progress, _cancel: Event) -> Laid:
            if recipe is not None:
                return lay_out_by(seat, data, name, recipe, terms)
            return lay_out(seat, data, name, terms, stage, before)

        outcome = await self._work(f"Reading {name} …", laid_out)
        if outcome is None:
            return self.ask_file
        if outcome.value is None:
            if isinstance(outcome.refused, SeveralSheets):
                self._sheets = outcome.refused.names
                return self.ask_sheet
            self._problem = str(outcome.refused)
            return self.ask_file
        laid = outcome.value
        self._laid = laid
        if recipe is not None:
            self._terms = laid.reader.terms
        if open_question(laid) is not None:
            return self.ask_question
        if recipe is not None and laid.taken:
            return self.foretell
        if laid.look.proposal.rival_dates and not self._dated:
            return self.ask_dates
        return self.choose

    async def ask_sheet(self) -> Step | None:
        """Ask which sheet of a workbook is meant."""
        question = Choose(
            "Which sheet of the workbook?", [Option(name, name) for name in self._sheets]
        )
        return await self._answered(question, lambda sheet: replace(self._terms, sheet=sheet))

    async def ask_question(self) -> Step | None:
        """Ask what only a person can know of the file, one question after the other."""
        assert self._laid is not None
        question = open_question(self._laid)
        assert question is not None
        return await self._answered(
            question.asked, lambda answer: question.settle(self._terms, answer)
        )

    async def ask_dates(self) -> Step | None:
        """Ask which of several columns of days dates the answers."""
        assert self._laid is not None
        columns = self._laid.look.proposal.rival_dates
        chosen = await self._app.push_screen_wait(which_days(columns))
        if chosen is None:
            return self.ask_file
        self._laid, self._dated = dated_by(self._laid, chosen, instead_of=columns), True
        return self.lay_out

    async def _answered(self, question: Choose, terms: Callable[[str], Terms]) -> Step:
        """Read the file on the terms that an answer gives; back to the file without one."""
        chosen = await self._app.push_screen_wait(question)
        if chosen is None:
            return self.ask_file
        self._terms = terms(chosen)
        self._laid = None
        return self.lay_out

    async def choose(self) -> Step | None:
        assert self._given is not None
        assert self._laid is not None
        screen = Parts(self._given.name, self._laid, AskPart(self._snapshot), ask_terms)
        chosen = await self._app.push_screen_wait(screen)
        self._laid = screen.laid
        self._terms = screen.laid.reader.terms
        self._count_again = None
        if chosen is None:
            return self.ask_file
        return self.ask_day if undated_but_doubtful(screen.laid) else self.foretell

    async def ask_day(self) -> Step | None:
        """Ask which day dates the answers, where only other days stand in the file."""
        assert self._laid is not None
        proposal = self._laid.look.proposal
        doubtful, unread = proposal.doubtful_dates, proposal.unread_dates
        options = [Option(f"column {name}", f"The day in “{name}”") for name in doubtful]
        options += period_options(self._laid)
        question = Choose(
            "When did the customers answer?",
            [
                *options,
                Option("day", "Another day", "for all of them"),
                Option("today", "Today", "for all of them"),
            ],
            detail="No column of the file says it." if unread is None else f"{unread.why_none}.",
        )
        chosen = await self._app.push_screen_wait(question)
        if chosen is None:
            return self.choose
        kind, _, column = chosen.partition(" ")
        if kind == "column":
            self._laid = dated_by(self._laid, column)
        elif kind == "years" and unread is not None:
            self._laid = dated_by(of_years(self._laid, years_of(column)), unread.column)
        elif kind == "day":
            day = await ask_day(self._app, self._laid.reader)
            if day is None:
                return self.ask_day
            self._laid = dated_on(self._laid, day)
        return self.foretell

    async def foretell(self) -> Step | None:
        assert self._laid is not None
        reader, parts = self._laid.reader, self._laid.taken
        recipe, again = self._recipe, self._count_again

        def count(seat: Seat, _progress: Progress, _cancel: Event) -> Prepared:
            return prepare(seat, reader, parts, recipe=recipe, count_again=again)

        outcome = await self._work("Counting what is new …", count)
        if outcome is None or outcome.value is None:
            self._tell(outcome)
            return self.choose
        self._prepared = outcome.value
        if self._prepared.question:
            return self.ask_again
        by = f"Read by the recipe “{recipe.name}”.\n" if recipe is not None else ""
        screen = Telling(
            confirm_title(self._prepared),
            by + foretold(self._prepared, others_of(self._laid)),
            may_go_on=self._prepared.accepted + self._prepared.changed > 0,
            deed="Write",
        )
        return self.write if await self._app.push_screen_wait(screen) else self.choose

    async def ask_again(self) -> Step | None:
        """Ask whether answers are those that are there already."""
        assert self._prepared is not None
        chosen = await self._app.push_screen_wait(again_question(self._prepared.question))
        if chosen is None:
            return self.choose
        self._count_again = chosen == COUNT_AGAIN
        return self.foretell

    async def write(self) -> Step | None:
        assert self._prepared is not None
        assert self._laid is not None
        prepared = self._prepared
        draft = draft_to_keep(self._laid.reader, prepared, self._recipe)

        def keep(seat: Seat, progress: Progress, cancel: Event) -> Written:
            return write(seat, prepared, recipe=draft, progress=progress, cancel=cancel)

        outcome = await self._work(f"Writing what {prepared.file} says …", keep, writes=True)
        if outcome is None or outcome.value is None:
            self._tell(outcome)
            return self.foretell
        done = outcome.value
        shell = app_context_of(self._widget)
        if self._given is not None and self._given.typed and not shell.hosted:
            shell.drafts.put(f"{shell.person}/{DRAFT}", last_import(self._given.typed))
        await self._app.push_screen_wait(
            Telling(done_title(done.results), done_text(done.results, done.recipe))
        )
        return None

    async def _work(
        self, title: str, do: Callable[[Seat, Progress, Event], T], *, writes: bool = False
    ) -> Outcome[T] | None:
        return await self._app.push_screen_wait(Working(title, do, writes=writes))

    def _tell(self, outcome: Outcome[T] | None) -> None:
        """Say why a step could not be taken."""
        if outcome is not None and outcome.refused is not None:
            self._widget.notify(outcome.refused.message, markup=False)
