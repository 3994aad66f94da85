"""The four stages every customer passes through, always in this order."""

from __future__ import annotations

from enum import StrEnum

from store.common.errors import WrongValue


class Stage(StrEnum):
    """One of CARE's four stages. The value is its name in files and JSON."""

    CONNECT = "connect"
    ASSIST = "assist"
    RESOLVE = "resolve"
    ENHANCE = "enhance"

    @property
    def label(self) -> str:
        """The name people read, such as ``Connect``."""
        return self.value.capitalize()

    @property
    def letter(self) -> str:
        """The stage's letter in the logo: C, A, R or E."""
        return self.value[0].upper()

    @property
    def position(self) -> int:
        """Place in the order, 0 to 3."""
        return STAGES.index(self)


STAGES: tuple[Stage, Stage, Stage, Stage] = (
    Stage.CONNECT,
    Stage.ASSIST,
    Stage.RESOLVE,
    Stage.ENHANCE,
)


def parse_stage(text: str) -> Stage:
    """The stage named by ``text``: its name or its letter, in any case.

    Raises Refused, naming the nearest stage, when there is none.
    """
    sought = text.strip().casefold()
    for stage in STAGES:
        if sought in (stage.value, stage.letter.casefold()):
            return stage
    names = [stage.value for stage in STAGES]
    import difflib

    near = difflib.get_close_matches(sought, names, n=1, cutoff=0.6)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise WrongValue(
        f"There is no stage “{text.strip()}”.{hint} The stages are {', '.join(names)}.",
        field="stage",
    )
