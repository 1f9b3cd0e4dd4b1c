"""What was lived: the journal of decisions on disk."""
