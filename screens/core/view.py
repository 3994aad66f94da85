"""What every view of the main screen is: a widget with the team's snapshot in it.

A view's module stands in `screens.main.navigation.VIEWS`; it is imported and mounted at its first
visit and stays mounted. A small one::

    class TodayView(View):
        PLACE = (KeyScope.TODAY, KeyScope.COMMITMENTS, KeyScope.CURSOR)
        BINDINGS = bindings(*PLACE)
        DEFAULT_CSS = css_beside(__file__)

        def compose(self) -> ComposeResult:
            yield CycleHeader().data_bind(View.snapshot)
            yield Improvements().data_bind(View.snapshot)

        def action_done(self) -> None: ...
        def check_action(self, action, parameters): ...

Widgets below get the snapshot by ``data_bind(View.snapshot)`` and ask with messages or run
the view's actions; the view acts with `screens.core.store_calls.act`. A dialog is awaited inside a
worker (``@work`` on the action). When what is possible changes without the focus moving,
call ``self.refresh_bindings()``, so that the footer follows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypedDict, Unpack

from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope
from screens.theme.themes import Glyphs, glyphs_for

if TYPE_CHECKING:
    from store.domain.stages import Stage
    from store.models.snapshot import Snapshot


def css_beside(module_file: str) -> str:
    """The text of the ``.tcss`` file beside a view's module, for its ``DEFAULT_CSS``; read
    when the view is first imported."""
    return Path(module_file).with_suffix(".tcss").read_text(encoding="utf-8")


class ViewTarget(TypedDict, total=False):
    """Names what to bring into view. Each view says which of these it knows."""

    touchpoint: str
    """A touchpoint's id."""
    improvement: str
    """An improvement's id."""
    evidence: str
    """The id of a piece of evidence."""
    measure: str
    """A measure's key."""
    stage: Stage
    part: str
    """A part of the settings: appearance, team, members or agenda; ``care`` of the playbook."""


class ShowView(Message):
    """Asks for another view; ``target`` is handed to its `View.bring_into_view`."""

    def __init__(self, view: str, **target: Unpack[ViewTarget]) -> None:
        super().__init__()
        self.view = view
        self.target = target


class View(Widget):
    """One place on the main screen. It fills the room between the chrome."""

    DEFAULT_CSS = """
    View { width: 1fr; height: 1fr; }
    """
    PLACE: ClassVar[tuple[KeyScope, ...]] = ()
    """Whose keys work here; help shows them first."""
    FIRST: ClassVar[str] = ""
    """Selector of what gets the focus at the first visit; empty: the first that can."""

    snapshot: reactive[Snapshot | None] = reactive(None)
    """The team as it is; None until the workspace is open. It is set once the view and what
    it composes is mounted, while it is shown, and before it is shown again; so its watcher
    finds the widgets whenever it is not None."""

    @property
    def glyphs(self) -> Glyphs:
        """The marks to draw with."""
        return glyphs_for(app_context_of(self).appearance.ascii)

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``command``, of this view, with the label and help that say what it does now."""
        return command

    def go_back(self) -> bool:
        """Take one step back inside the view (close a pane, end a filter) on ``esc``; False
        where there is none, so that the main screen goes back to the view before."""
        return False

    def bring_into_view(self, **target: Unpack[ViewTarget]) -> None:
        """Bring into view what was asked for with `ShowView`. Called each time, once the view is shown."""

    def focus_first(self) -> None:
        """Give the focus to what works here. A view without anything that can have it takes
        the focus itself, so that its keys work."""
        for widget in self.query(self.FIRST or "*"):
            if widget.focusable:
                widget.focus()
                return
        self.can_focus = True
        self.focus()
