"""Tables as feedback: which column is which measure, and what its rows say."""
