"""Teams, members, cadence, access, and whether a review's rules allow a deed."""
