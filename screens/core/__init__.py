"""What every screen uses: keys, the road to the store, drafts, views."""
