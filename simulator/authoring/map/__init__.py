"""The map of a scenario: its moments and endings, what opens what, and where each is drawn."""
