"""The least Textual app there is, which every ratio is against."""

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "Nothing but this line"


class Bare(App[None]):
    """One line of text that changes with every arrow key."""

    BINDINGS = [("up,down,left,right", "turn", "Turn"), ("q", "quit", "Quit")]
    turned = False

    def compose(self) -> ComposeResult:
        yield Static(READY)

    def action_turn(self) -> None:
        self.turned = not self.turned
        self.query_one(Static).update(f"{READY} {'a' if self.turned else 'b'}")


if __name__ == "__main__":
    Bare().run()
