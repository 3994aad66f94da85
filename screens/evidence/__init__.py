"""View 3, Evidence: what customers said, where they are missed, and measures over time."""

from screens.evidence.view import EvidenceView

__all__ = ["EvidenceView"]
