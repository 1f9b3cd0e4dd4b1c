"""How each kind of moment is answered: what is listed, what picking does, and the decision that comes of it."""
