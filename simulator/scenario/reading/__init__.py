"""The YAML door: text in, a checked model and findings out."""
