"""What comes in from other tools' files, as tables, answers and boards."""
