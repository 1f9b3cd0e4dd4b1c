"""The door to a participant's screen, for whoever has his place in a room."""

from simulator import settings
from simulator.errors import PlatineError
from simulator.locale import use
from simulator.room.client import Client
from simulator.settings import Asked, Settings
from simulator.tui.app import PlatineApp
from simulator.tui.screens.ballot import BallotScreen

_NOTHING_ASKED = Asked()


async def open_ballot(client: Client, *, asked: Asked = _NOTHING_ASKED) -> int:
    """Take part in a room on the screen, on the loop that is running, until one leaves it. The exit code.

    The client is started here and left as it is. `asked` lies over the settings for this sitting.
    """
    notices: tuple[PlatineError, ...] = ()
    try:
        kept = settings.load(settings.path())
    except PlatineError as error:
        kept, notices = Settings(), (error,)
    spoken = asked.over(kept).language
    if spoken is not None:
        use(spoken)
    app = PlatineApp(
        kept, asked=asked, settings_file=settings.path(), first=lambda: BallotScreen(client), notices=notices
    )
    await app.run_async()
    return app.return_code or 0
