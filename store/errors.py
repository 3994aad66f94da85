"""What the store says when it will not do something."""


class Refused(Exception):
    """A change or a reading that the rules or the input do not allow.

    The message is one plain sentence for a person: what happened, what was kept,
    what to do. Nothing was changed when this is raised.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        """Name of the input the sentence is about, so that a form can show it there."""


class NotFound(Refused):
    """What was asked for is not in the workspace."""


class Conflict(Refused):
    """Somebody changed the thing since this person saw it."""


class NotAWorkspace(Refused):
    """The file or database is not one of ours, is damaged, or is newer than this program."""


class Unreachable(Refused):
    """The database cannot be reached now, or keeps too busy; trying again later may help."""
