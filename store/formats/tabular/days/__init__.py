"""Days, times, weeks and lengths of time, as tables write them."""
