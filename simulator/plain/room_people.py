"""Who is in a room, and how others come in."""

from simulator.locale import _, ngettext
from simulator.plain.console import Console
from simulator.plain.room_hands import name_of
from simulator.plain.room_words import plain
from simulator.room.desk import Desk
from simulator.room.table import Person, Round
from simulator.wording.room import refusal


class People:
    """What the trainer asks about the people in his room."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self._desk = desk
        self._console = console

    def say_where(self) -> None:
        """The code and the address, to be read out."""
        code = self._desk.code
        if self._desk.room.opened.local:
            self._say(_("Room {code}, on this laptop alone: you count raised hands.").format(code=code))
            return
        self._say(_("Room {code}.").format(code=code))
        for address in self._desk.addresses:
            self._say(_("Join in a browser: {address}").format(address=address))
            self._say(_("Or in a terminal: platine room join {address}").format(address=address))
        if not self._desk.is_open_to_network:
            self._say(_("Only this machine can reach it; `--host 0.0.0.0` opens a room to the network."))
        if self._desk.room.locked:
            self._say(_("The door is locked: nobody else can join."))

    def say_people(self) -> None:
        """Everybody, numbered as `remove` takes them."""
        room = self._desk.room
        if not room.present:
            self._say(refusal("nobody_there"))
        for number, person in enumerate(room.present, start=1):
            details = [person.team] if person.team and person.team != person.name else []
            if not room.opened.local and person.who not in self._desk.online:
                details.append(_("not connected"))
            about = f" ({', '.join(details)})" if details else ""
            self._console.say(f"{name_of(person)}{about}", first=f"{number}. ")

    def say_who_answered(self) -> None:
        """For each round that is open: who has answered, and who is waited for."""
        room = self._desk.room
        branches = [branch.round for branch in room.table.teams.values() if branch.round is not None]
        rounds = room.table.open or (tuple(branches) if room.table.stage == "own" else ())
        if not rounds:
            self._say(refusal("nothing_asked"))
        for asked in rounds:
            self._say_round(asked)

    def _say_round(self, asked: Round) -> None:
        if asked.counts is not None:
            self._say(_("Hands counted: {count}.").format(count=sum(asked.counts)))
            return
        voters = [one for one in self._desk.room.present if one.who in asked.voters]
        done = [name_of(one) for one in voters if one.who in asked.answers]
        left = [name_of(one) for one in voters if one.who not in asked.answers]
        told = ngettext(
            "{count} of {total} has answered: {names}", "{count} of {total} have answered: {names}", len(done)
        )
        if done:
            self._say(told.format(count=len(done), total=len(voters), names=", ".join(done)))
        if left:
            self._say(_("Waiting for: {names}").format(names=", ".join(left)))

    def meant(self, typed: str) -> Person | None:
        """The person of a name, or of a number in the list; None, and a sentence, where that is nobody or several."""
        present = self._desk.room.present
        found = [person for person in self._desk.room.removable if plain(person.name) == plain(typed)]
        if not found and typed.isdecimal() and 1 <= int(typed) <= len(present):
            found = [present[int(typed) - 1]]
        if len(found) == 1 and typed:
            return found[0]
        self._say(
            _("Several are called so: give the number that `people` shows.")
            if found
            else refusal("nobody_of_that_name")
        )
        return None

    def _say(self, text: str) -> None:
        self._console.say(text)
