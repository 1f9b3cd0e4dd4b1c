"""Playing together: one trainer, teams, votes; every room is a log of events, and all else is derived from it."""
