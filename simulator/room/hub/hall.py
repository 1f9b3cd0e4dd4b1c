"""One room on one hub: who is connected, and what each of them is told when something happens.

A message is encoded once for all who get it. Nobody is waited for: who reads too slowly is let go.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.fold import fits
from simulator.room.hub.limits import Bucket
from simulator.room.hub.link import Link, post
from simulator.room.hub.names import distinct, folded
from simulator.room.identity import is_same, kept, new_id
from simulator.room.keeper import Change, Keeper, log_of_program
from simulator.room.table import Room, Round
from simulator.room.views import view

COALESCE_SECONDS: Final = 0.25
"""Between two messages that only say how many have answered."""
_TOO_FAST: Final = "too_fast"
_CALM_SECONDS: Final = 60.0
"""Without anybody too fast: then the trainer is warned of it no more."""


class Attending(Protocol):
    """The trainer, as the room sees him: by his connection."""

    link: Link


class Seated(Attending, Protocol):
    """A participant, as the room sees him."""

    who: str
    team: str | None


class Hall:
    """A keeper's room, open to clients of one hub."""

    def __init__(self, keeper: Keeper, *, hubs: Iterable[str] = ()) -> None:
        self.keeper = keeper
        self.hubs = tuple(hubs)
        self.guests: dict[str, Seated] = {}
        """Participants who are connected here, by who they are."""
        self.paces: dict[str, tuple[Bucket, Bucket]] = {}
        """How much each participant may still say, whatever connection he has: messages, and acts that come late."""
        self.trainers: set[Attending] = set()
        self.warnings: dict[str, int] = {}
        """What the trainer is warned of now, and how often."""
        self._too_fast_at = 0.0
        self.left_at = asyncio.get_running_loop().time()
        """When the last client went."""
        self.watch: Callable[[], None] | None = None
        """Called when somebody comes or goes."""
        self._tokens: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._names: set[str] = set()
        self._views: dict[str | None, bytes] = {}
        self._ahead: tuple[Room, dict[str | None, bytes]] | None = None
        """What everybody will see if this room is the next."""
        self._will_show = False
        self._counting: asyncio.TimerHandle | None = None
        self._has_come_or_gone = False
        for who in keeper.room.people:
            self._enrol(who)
        self._stop_listening = keeper.listen(self._heard)
        self._stop_scouting = keeper.scout(self._look_ahead)

    def who_has(self, token: str) -> str | None:
        """The participant of this token, whether he is still there or not."""
        return self._tokens.get(kept(token)) if token else None

    def is_trainer(self, secret: str) -> bool:
        return bool(secret) and is_same(secret, self.keeper.room.opened.secret)

    async def join(self, name: str, team: str | None, token: str) -> tuple[str, str | None]:
        """A new participant by this token: who he is, and the key of why he is not in, if so.

        The same token again is the same participant, also where another hub took him in a moment ago. Raises
        Refused if the log is lost.
        """
        event = ev.Joined(who=new_id(), name=distinct(name, self._names), token=kept(token), team=team)
        why = fits(self.keeper.script, self.keeper.room, event)
        if why is None:
            why = await self._write_down(event)
        return self._tokens.get(event.token, event.who), why

    async def _write_down(self, event: ev.Joined) -> str | None:
        """Why he is not in, as a key; None once he is. Nobody else is given his name while the log is written."""
        known = folded(event.name)
        self._names.add(known)
        try:
            return (await self.keeper.act(event, key=f"joined:{event.token}")).why
        finally:
            # What the log had of him before may have another name, or this one.
            if all(folded(person.name) != known for person in self.keeper.room.present):
                self._names.discard(known)

    def enter(self, guest: Seated, token: str) -> None:
        """Take a participant's connection in: he is told who he is and sees the room. Another of his is closed."""
        welcome, seen = self._welcome(guest.who, token), self._view(guest.team)
        before = self.guests.get(guest.who)
        if before is not None:
            before.link.part("elsewhere", again=False)
        self.guests[guest.who] = guest
        guest.link.say(welcome)
        post([guest.link], seen)
        self._come_or_gone()

    def leave(self, guest: Seated) -> None:
        """His connection is gone; his place in the room stays his."""
        if self.guests.get(guest.who) is guest:
            del self.guests[guest.who]
            self._come_or_gone()

    def attend(self, trainer: Attending) -> None:
        self.trainers.add(trainer)
        trainer.link.say(say.Online(who=tuple(self.guests)))

    def unattend(self, trainer: Attending) -> None:
        self.trainers.discard(trainer)
        self.left_at = asyncio.get_running_loop().time()

    def lobby(self) -> say.Lobby:
        room, scenario = self.keeper.room, self.keeper.script.scenario
        return say.Lobby(
            version=say.VERSION,
            title=scenario.title,
            language=scenario.language,
            teams=room.team_names,
            locked=room.locked,
            hubs=self.hubs,
        )

    def warn(self, what: str, count: int) -> None:
        """Tell the trainer, here and wherever he is connected; a count of 0 says that it is over."""
        if count:
            self.warnings[what] = count
        else:
            self.warnings.pop(what, None)
        self._tell_trainers(say.Warned(what=what, count=count))
        self.keeper.tell()

    def warn_of_haste(self) -> None:
        """Somebody joins or talks faster than people do."""
        self._too_fast_at = asyncio.get_running_loop().time()
        self.warn(_TOO_FAST, self.warnings.get(_TOO_FAST, 0) + 1)

    def calm_down(self, now: float) -> None:
        """Warn no more of what is long over."""
        if _TOO_FAST in self.warnings and now - self._too_fast_at > _CALM_SECONDS:
            self.warn(_TOO_FAST, 0)

    def links(self) -> Iterator[Link]:
        """All connections of this room."""
        yield from (guest.link for guest in self.guests.values())
        yield from (trainer.link for trainer in self.trainers)

    def part(self, why: str, *, again: bool) -> None:
        for link in self.links():
            link.part(why, again=again)

    def close(self) -> None:
        """Listen no more. The keeper stays open."""
        self._stop_listening()
        self._stop_scouting()
        if self._counting is not None:
            self._counting.cancel()

    def _enrol(self, who: str) -> None:
        self._numbers[who] = len(self._numbers)
        person = self.keeper.room.people[who]
        self._tokens[person.token] = who
        if person.is_here:
            self._names.add(folded(person.name))

    def _heard(self, change: Change) -> None:
        """An entry of the log was folded. Votes and joins are told of a few times a second, all else at once."""
        if change.why is not None:
            return
        match change.event:
            case ev.Voted():
                self._count_soon()
                return
            case ev.Joined(who=who):
                self._enrol(who)
                self._count_soon()
                if change.after.table is change.before.table:
                    return
            case ev.Removed(who=who) | ev.Left(who=who):
                self._names.discard(folded(change.after.people[who].name))
                if who in self.guests:
                    why = "removed" if change.after.people[who].removed else "left"
                    self.guests[who].link.part(why, again=False)
            case _:
                pass
        if self._ahead is not None and self._ahead[0] is change.after:
            self._show(self._ahead[1])
        elif not self._will_show:
            self._will_show = True
            self._views.clear()
            asyncio.get_running_loop().call_soon(self._show_what_came)

    def _show_what_came(self) -> None:
        if self._will_show:
            self._show({})

    def _show(self, views: dict[str | None, bytes]) -> None:
        """Everybody sees where the room stands now: in these views, as far as they were made before."""
        self._will_show = False
        self._ahead = None
        self._views = views
        for team, links in self._audiences(self.keeper.room).items():
            try:
                post(links, self._view(team))
            except Exception:
                # A scene that cannot be shown to one team must not keep the others from theirs.
                log_of_program.exception("the room %s cannot be shown to %s", self.keeper.code, team)
        self._drop_slow()
        if self.keeper.room.closed:
            for guest in self.guests.values():
                guest.link.part("room_closed", again=False)

    def _view(self, team: str | None) -> bytes:
        """The view of one audience, encoded; the one that was sent last if only votes and joins came since."""
        room = self.keeper.room
        audience = team if _is_by_team(room) else None
        if self._will_show or audience not in self._views:
            self._views[audience] = self._seen(room, audience)
        return self._views[audience]

    def _seen(self, room: Room, audience: str | None) -> bytes:
        return say.encode(say.Seen(view=view(self.keeper.script, room, audience)))

    def _look_ahead(self, room: Room) -> None:
        """Make ready what everybody will see, before it may be shown."""
        self._ahead = room, {audience: self._seen(room, audience) for audience in self._audiences(room)}

    def _audiences(self, room: Room) -> dict[str | None, list[Link]]:
        found: dict[str | None, list[Link]] = {}
        by_team = _is_by_team(room)
        for guest in self.guests.values():
            found.setdefault(guest.team if by_team else None, []).append(guest.link)
        return found

    def _count_soon(self) -> None:
        if self._counting is None:
            self._counting = asyncio.get_running_loop().call_later(COALESCE_SECONDS, self._count)

    def _count(self) -> None:
        """Everybody learns how many have answered and how many are there; the trainer, who is connected."""
        self._counting = None
        room = self.keeper.room
        # Who comes in from now on sees how many are there by now.
        self._views.clear()
        for team, links in self._audiences(room).items():
            asked = self._asked(team)
            counted = say.Progress(
                round=asked.id if asked is not None else 0,
                voted=asked.voted if asked is not None else 0,
                voters=len(asked.voters) if asked is not None else 0,
                people=len(room.present),
            )
            post(links, say.encode(counted))
        if self._has_come_or_gone:
            self._has_come_or_gone = False
            self._tell_trainers(say.Online(who=tuple(self.guests)))
            if self.watch is not None:
                self.watch()
        self._drop_slow()

    def _asked(self, team: str | None) -> Round | None:
        """The round that an audience sees."""
        table = self.keeper.room.table
        if table.stage == "own" and team in table.teams:
            return table.teams[team].round
        return table.rounds[-1] if table.rounds and not table.rounds[-1].locked else None

    def _come_or_gone(self) -> None:
        self.left_at = asyncio.get_running_loop().time()
        self._has_come_or_gone = True
        self._count_soon()

    def _drop_slow(self) -> None:
        for link in self.links():
            link.drop_if_slow()

    def _tell_trainers(self, message: say.FromHub) -> None:
        post([trainer.link for trainer in self.trainers], say.encode(message))

    def _welcome(self, who: str, token: str) -> say.Welcome:
        room = self.keeper.room
        person = room.people[who]
        answered = next((one for one in self._open_rounds() if who in one.answers), None)
        answer = answered.answers[who] if answered is not None else None
        return say.Welcome(
            version=say.VERSION,
            who=who,
            name=person.name,
            number=self._numbers[who],
            joined=person.joined,
            token=token,
            team=person.team,
            round=answered.id if answered is not None else 0,
            pick=say.numbers(room, answered, who, answer.pick) if answered is not None and answer is not None else (),
            words=answer.words if answer is not None else {},
            hubs=self.hubs,
            at=self.keeper.now,
        )

    def _open_rounds(self) -> Iterator[Round]:
        table = self.keeper.room.table
        yield from reversed(table.open)
        if table.stage == "own":
            yield from (branch.round for branch in table.teams.values() if branch.round is not None)


def _is_by_team(room: Room) -> bool:
    """Whether teams see calls of their own."""
    return room.table.stage in {"own", "over"} and bool(room.table.teams)
