"""View 4, Momentum: kept, streak, learned, balance, and what moved."""

from screens.momentum.view import MomentumView

__all__ = ["MomentumView"]
