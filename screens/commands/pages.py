"""The words and the playbook's pages, to be found and opened from find and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choose import Option
from store.domain.playbook import PLAYBOOK, PRACTICE
from store.domain.stages import STAGES, Stage
from store.domain.vocabulary import WORDS, explained

if TYPE_CHECKING:
    from screens.main.main_screen import MainScreen

_WORD, _PAGE = "word ", "playbook "
_WHOLE = "care"


def page_options() -> list[Option]:
    """Every word with what it means, every page of the playbook with its aim."""
    return [*word_options(), *playbook_options()]


def word_options() -> list[Option]:
    """The words, each with what it means."""
    return [Option(f"{_WORD}{word.name}", word.name, word.meaning) for word in WORDS]


def playbook_options() -> list[Option]:
    """The playbook's pages, CARE as a whole first."""
    return [
        Option(f"{_PAGE}{_WHOLE}", "Playbook: CARE", PRACTICE.what),
        *(
            Option(f"{_PAGE}{stage.value}", f"Playbook: {stage.label}", PLAYBOOK[stage].aim)
            for stage in STAGES
        ),
    ]


async def open_page(main: MainScreen, choice: str) -> bool:
    """Open the word or page that ``choice`` stands for; False where it is neither."""
    if choice.startswith(_WORD):
        from screens.dialogs.reader import Reader

        word = explained(choice.removeprefix(_WORD))
        if word is not None:
            await main.app.push_screen_wait(Reader(word.name, f"{word.meaning}."))
        return True
    if choice.startswith(_PAGE):
        page = choice.removeprefix(_PAGE)
        if page == _WHOLE:
            await main.show("playbook", part=_WHOLE)
        else:
            await main.show("playbook", stage=Stage(page))
        return True
    return False
