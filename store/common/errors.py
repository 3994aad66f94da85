"""What the store says when it will not do something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from store.common.dataclass import dataclass
from store.common.text import drawable

_LONG_QUOTE = re.compile("(“[^”]{200})[^”]+")


class Refused(Exception):
    """A change or a reading that the rules or the input do not allow.

    The message is one plain sentence for a person: what happened, what was kept,
    what to do. It may quote what a person wrote, between “ and ”: that is made safe to draw,
    and cut where it is long. Nothing was changed when this is raised.
    """

    code: ClassVar[str] = "refused"
    """What kind of refusal it is, for programs: it stays when the sentence changes."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        message = _LONG_QUOTE.sub(r"\1…", drawable(message, multiline=True))
        super().__init__(message)
        self.message = message
        self.field = field
        """Name of the input the sentence is about, so that a form can show it there."""


class NotFound(Refused):
    """What was asked for is not in the workspace."""

    code = "no-such"


class WrongValue(Refused):
    """What was typed is not in a form, or on a scale, that can be read, whatever the workspace holds."""

    code = "wrong-value"


class WhichTeam(Refused):
    """The workspace has several teams, and none was named."""

    code = "which-team"


class WhichOne(Refused):
    """What was named is more than one thing."""

    code = "which-one"


class AlreadyThere(Refused):
    """What was asked for is there, or was done, already."""

    code = "already-done"

    def __init__(self, message: str, *, field: str | None = None, id: str | None = None) -> None:
        super().__init__(message, field=field)
        self.id = id
        """Of what is there, where it has one."""


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that somebody changed since a person saw it: its value now, by whom and when."""

    field: str
    """As the store names it, such as ``text`` or ``owner_id``."""
    now: Any
    who: str
    """A member's name, "The room", "Somebody", or "You, at another terminal,"."""
    at: datetime


class Conflict(Refused):
    """Somebody changed the thing since this person saw it."""

    code = "changed-since"

    def __init__(
        self, sentence: str, changed: Sequence[ChangedField] = (), version: int = 0
    ) -> None:
        super().__init__(f"{sentence} Your text is safe.")
        self.sentence = sentence
        """Who changed what, and when."""
        self.changed = tuple(changed)
        self.version = version
        """The version that ``changed`` describes: what a save that knows of it has seen."""


class Gone(NotFound):
    """Somebody took the thing away while this person wrote: archived, merged or removed it."""

    code = "gone"


class NotAWorkspace(Refused):
    """The file or database is not one of ours, is damaged, or is newer than this program."""

    code = "not-a-workspace"


class BrokenLinks(Exception):
    """Rows point at rows that are not there; the migration that would leave them so was undone."""


class Damaged(NotAWorkspace):
    """The workspace is ours, but what is in it cannot be read."""

    code = "damaged"


class Unreachable(Refused):
    """The database cannot be reached now, or keeps too busy; trying again later may help."""

    code = "unreachable"
