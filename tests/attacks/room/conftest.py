"""A room on a hub, to be attacked over real sockets of this machine."""

from tests.room.hub.conftest import hub, keeper, logs

__all__ = ["hub", "keeper", "logs"]
