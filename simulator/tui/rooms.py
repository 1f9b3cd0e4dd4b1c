"""The door to the trainer's screen of a room, for whoever has its desk."""

from collections.abc import Callable, Sequence

from simulator import settings
from simulator.errors import PlatineError
from simulator.room.desk import Desk
from simulator.settings import Asked, Settings
from simulator.tui.app import PlatineApp
from simulator.tui.screens.room import RoomScreen

_NOTHING_ASKED = Asked()


async def open_room(
    desk: Desk, *, asked: Asked = _NOTHING_ASKED, debrief: Callable[[], Sequence[str]] | None = None
) -> int:
    """Lead a room on the screen, on the loop that is running, until the trainer leaves it. The exit code.

    The desk is not closed. `asked` lies over the settings for this sitting; `debrief` gives the rows that are shown
    once the call is over.
    """
    kept, notices = _settings()
    app = PlatineApp(
        kept, asked=asked, settings_file=settings.path(), first=lambda: RoomScreen(desk, debrief), notices=notices
    )
    await app.run_async()
    return app.return_code or 0


def _settings() -> tuple[Settings, tuple[PlatineError, ...]]:
    """The trainer's own; the defaults, and why, where they cannot be read."""
    try:
        return settings.load(settings.path()), ()
    except PlatineError as error:
        return Settings(), (error,)
