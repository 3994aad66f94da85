"""What the tests of an import share: a survey, the sizes, and what a dialog says."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.widgets import Static

from screens.dialogs.choose import OptionLines
from screens.dialogs.reader import TextLines

SIZES = [(80, 24), (120, 36)]
SURVEY = """Response ID,Survey date,NPS,Satisfaction,Comment
1,2026-11-02,9,5,"Very good, thank you"
2,2026-11-03,10,4,
3,2026-11-04,3,2,"Slow"
4,2026-11-05,8,5,
5,2026-11-06,,,
6,2099-01-01,7,1,
"""


def shown(app: App[Any]) -> str:
    """Everything that the dialog on top says."""
    screen = app.screen
    texts = [str(each.render()) for each in screen.query(Static)]
    for lines in screen.query(OptionLines):
        texts += [f"{each.label}  {each.more}" for each in lines.options]
    for each in screen.query(TextLines):
        texts.append(each._text)
    return "\n".join(texts)
