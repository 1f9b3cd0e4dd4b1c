"""What happens when a scenario is played: the pure fold over decisions."""
