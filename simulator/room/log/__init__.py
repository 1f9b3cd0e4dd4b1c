"""The log of a room: its events in one order that all agree on, and contents by their hash. Nothing looks into them.

What is acknowledged is durable. Three places to keep it: `file` (one SQLite file a room), `memory` (nothing is
kept) and `nats` (a JetStream that many hubs share). All three behave alike, and one suite of tests says so.
"""

from simulator.room.log.base import LARGEST_ENTRY, Entry, Log, Logs, OutOfStep, RoomTaken, UnknownRoom, content_name

__all__ = ["LARGEST_ENTRY", "Entry", "Log", "Logs", "OutOfStep", "RoomTaken", "UnknownRoom", "content_name"]
