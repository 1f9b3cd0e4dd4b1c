"""What can happen in a scenario: its real states explored on the engine's integer half, or bounds where they are
too many."""
