"""Pictures of the running app, still and moving, with the text they were made from beside them."""
