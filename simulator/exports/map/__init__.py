"""A map for others: a picture, a text for Mermaid or Graphviz, an outline to be read."""
