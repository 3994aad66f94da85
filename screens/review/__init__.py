"""The review: one view with the step everybody is in, its rules, and the private turns."""

from screens.review.view import ReviewView

__all__ = ["ReviewView"]
