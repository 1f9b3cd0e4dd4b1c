"""What happens in a room while the trainer types: who comes, that all have answered, and what goes wrong."""

import asyncio
import time
from collections.abc import Callable

from simulator.locale import _, ngettext
from simulator.plain.room_hands import name_of
from simulator.room.desk import Desk
from simulator.wording.room import refusal

_MOST_NAMED = 5
_TOLD = frozenset({"unreachable", "hub_stops", "elsewhere", "other_version", "wrong_secret", "unknown_room"})
"""Troubles with a sentence of their own; every other one is the log's."""
_GATHERED_SECONDS = 0.5
"""News come together: a class that joins at once is told of once."""


class News:
    """Gathers what is worth a line since it was asked last."""

    def __init__(self, desk: Desk, *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since 1970."""
        self._desk = desk
        self._rang = asyncio.Event()
        self._known = {person.who for person in desk.room.people.values()}
        self._gone = {person.who for person in desk.room.people.values() if person.left}
        self._trouble = desk.trouble
        self._warned: dict[str, int] = dict(desk.warnings)
        self._complete: int | None = None
        self._ended_at: float | None = None
        self._clock = clock
        desk.watch(self._rang.set)

    async def heard(self) -> None:
        """Return once there may be news."""
        await self._rang.wait()
        await asyncio.sleep(_GATHERED_SECONDS)
        self._rang.clear()

    def seconds_left(self) -> float | None:
        """Until the suggested time is over; None where no clock runs, or where that has been told."""
        room = self._desk.room
        ends_at = room.table.ends_at
        if ends_at is None or ends_at == self._ended_at or room.paused_at is not None:
            return None
        return max(0.0, ends_at - self._clock() - self._desk.ahead)

    def take(self) -> list[str]:
        """One sentence for each thing that is new."""
        told = [*self._joined(), *self._left(), *self._trouble_told(), *self._warnings()]
        if self.seconds_left() == 0.0:
            self._ended_at = self._desk.room.table.ends_at
            told.append(_("The suggested time is over."))
        room = self._desk.room
        asked = room.table.open[-1] if room.table.open and not room.opened.local else None
        if asked is not None and asked.voters and asked.voted >= len(asked.voters) and self._complete != asked.id:
            self._complete = asked.id
            told.append(_("Everybody who is asked has answered."))
        return told

    def _joined(self) -> list[str]:
        new = [person for person in self._desk.room.people.values() if person.who not in self._known]
        self._known.update(person.who for person in new)
        if not new:
            return []
        if len(new) > _MOST_NAMED:
            return [
                _("{count} have joined; {total} are in the room.").format(
                    count=len(new), total=len(self._desk.room.present)
                )
            ]
        names = ", ".join(f"{name_of(one)} ({one.team})" if one.team else name_of(one) for one in new)
        return [
            ngettext(
                "{names} has joined; {total} in the room.", "{names} have joined; {total} in the room.", len(new)
            ).format(names=names, total=len(self._desk.room.present))
        ]

    def _left(self) -> list[str]:
        """Of those who left for good; whom the trainer has taken out he knows himself."""
        gone = [person for person in self._desk.room.people.values() if person.left and person.who not in self._gone]
        self._gone.update(person.who for person in gone)
        if not gone:
            return []
        present = len(self._desk.room.present)
        if len(gone) > _MOST_NAMED:
            return [_("{count} have left; {total} are in the room.").format(count=len(gone), total=present)]
        told = ngettext(
            "{names} has left; {total} in the room.", "{names} have left; {total} in the room.", len(gone)
        )
        return [told.format(names=", ".join(name_of(one) for one in gone), total=present)]

    def _trouble_told(self) -> list[str]:
        trouble = self._desk.trouble
        if trouble == self._trouble:
            return []
        self._trouble = trouble
        if trouble is None:
            return [_("All is well again.")]
        return [refusal(trouble if trouble in _TOLD else "log_lost")]

    def _warnings(self) -> list[str]:
        told = []
        for what, count in self._desk.warnings:
            if count > self._warned.get(what, 0):
                told.append(warning(what, count))
        self._warned = dict(self._desk.warnings)
        return told


def warning(what: str, count: int) -> str:
    """What a hub warns of."""
    if what == "storm":
        return _("Somebody is trying codes: {count} wrong ones so far. `lock` keeps the door shut.").format(
            count=count
        )
    return _("Messages that were too much were let go: {count}.").format(count=count)
