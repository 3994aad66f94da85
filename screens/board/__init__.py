"""The board of touchpoints: the view, and the pane that the review embeds too."""

from screens.board.pane import BoardPane
from screens.board.view import BoardView

__all__ = ["BoardPane", "BoardView"]
