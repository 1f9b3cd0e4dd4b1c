"""How words are valued: empathy, naturalness, stock phrases, the ladder."""
