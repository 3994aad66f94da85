"""The form in which an improvement is picked and changed."""
