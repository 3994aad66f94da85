"""The board: touchpoints, moving, merging, importing."""
