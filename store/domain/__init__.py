"""CARE itself in pure Python: stages, playbook, agenda, cycles, measures, verdicts, momentum."""
