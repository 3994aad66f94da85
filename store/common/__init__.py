"""What every room of the store uses: errors, text, the clock, private folders, drafts."""
