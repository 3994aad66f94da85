"""The test that Pick plans: its windows, what they can see, and the sentences that say so."""
