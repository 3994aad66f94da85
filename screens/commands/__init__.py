"""Commands that can be given from anywhere: find, help, undo, the palette."""
