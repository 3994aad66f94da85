"""The steps of a review, each a pane."""
