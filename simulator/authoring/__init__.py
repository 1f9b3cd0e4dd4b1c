"""Is the scenario good: strategy bots and rehearsals."""
