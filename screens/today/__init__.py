"""View 1, Today: this cycle at a glance, what is due with customers, and the next review."""

from screens.today.view import TodayView

__all__ = ["TodayView"]
