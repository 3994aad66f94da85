"""The sample's story, as data."""
