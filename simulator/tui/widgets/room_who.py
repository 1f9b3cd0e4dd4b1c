"""Who is in the room: who has answered what is asked, and who has not; never what."""

from collections.abc import Sequence

from simulator.locale import _, ngettext
from simulator.room.table import Person
from simulator.tui.leading.sight import Sight
from simulator.tui.widgets.lines import EMPTY, Line, Piece
from simulator.tui.widgets.room_lobby import columns


def who(sight: Sight, width: int, height: int) -> list[Line]:
    people = sight.room.present
    if not sight.rounds:
        head = ngettext("{count} is here", "{count} are here", len(people)).format(count=len(people))
        return _list(sight, head, people, width, height)
    still, given = sight.waiting_for, sight.heard_from
    missing = ngettext("{count} has not answered yet", "{count} have not answered yet", len(still))
    done = ngettext("{count} has answered", "{count} have answered", len(given))
    first = _list(sight, missing.format(count=len(still)), still, width, max(2, height - 3))
    rest = _list(sight, done.format(count=len(given)), given, width, max(2, height - len(first) - 1))
    return [*first, EMPTY, *rest]


def _list(sight: Sight, head: str, people: Sequence[Person], width: int, height: int) -> list[Line]:
    names = [_called(sight, person) for person in people]
    return [(Piece(head, "heading"),), *columns(names, width, max(1, height - 1))]


def _called(sight: Sight, person: Person) -> str:
    """The name, or the team that is one voice on one laptop; who is not connected is said to be away."""
    name = person.name or person.team or _("the room")
    is_away = not sight.is_local and person.who not in sight.desk.online
    return f"{name} {_('(away)')}" if is_away else name
