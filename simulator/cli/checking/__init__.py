"""What `platine check` is made of: which files, what became of each, and one module for each format."""
