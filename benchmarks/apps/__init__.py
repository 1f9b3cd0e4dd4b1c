"""Programs that the benchmark starts in a terminal of its own."""
