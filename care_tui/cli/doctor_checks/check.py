"""One line of what the doctor found."""

from __future__ import annotations

from store.common.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class DoctorCheck:
    """One thing looked at."""

    what: str
    sentence: str
    ok: bool | None = True
    """None: it could not be looked at here, which is no failure."""
