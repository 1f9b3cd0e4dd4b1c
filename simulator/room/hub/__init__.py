"""The hub: a server that takes participants and their trainer into rooms. It listens to this machine alone until told
otherwise, and knows nothing that is not in the rooms' logs: it may be killed at any moment, and another goes on.
"""

from simulator.room.hub.server import Hub

__all__ = ["Hub"]
