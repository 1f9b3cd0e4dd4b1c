"""What a scenario says: its model, its reading, its conditions, its findings."""
