"""Platine, a conversation simulator that trains customer-service agents.

The rooms of the house, in the order in which data walks through them, are drawn in docs/architecture.md.
"""

__version__ = "0.1.0"
