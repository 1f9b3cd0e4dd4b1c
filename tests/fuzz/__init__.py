"""Fuzzing: arbitrary bytes where a scenario, its rehearsals or a pack's file should be. `make fuzz` runs it."""
