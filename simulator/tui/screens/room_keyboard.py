"""What the trainer's digits and errands come to: answers given at this keyboard, counted hands, a team looked at."""

from typing import ClassVar

from simulator.locale import _
from simulator.room import events as ev
from simulator.room.desk import Desk
from simulator.room.fold import fits
from simulator.room.moves import ANSWERING
from simulator.room.table import Person, Round
from simulator.tui.leading import answers
from simulator.tui.leading.errands import ChooseFormat, Errand, Gather, Remove, Type, closing
from simulator.tui.leading.hands import Hands
from simulator.tui.leading.sight import Looking
from simulator.tui.screens.room_errands import WithErrands, Words
from simulator.tui.widgets.picker import Picker
from simulator.tui.widgets.room_wall import Wall
from simulator.wording.room import refusal


class Keyboard(WithErrands):
    """The part of the screen that knows what a digit means here."""

    MOST_DIGIT: ClassVar[int] = 9

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.hands: Hands | None = None
        """Raised hands being typed in; None where none are counted."""
        self.looking: Looking = "wall"
        self.team: str | None = None
        """Whose call is looked at, in parallel teams."""
        self.told = ""
        """Why the last key did nothing."""
        self._put_off: tuple[int, str] | None = None
        """The round and the voice whose words the trainer was asked for."""

    def show(self) -> None:
        """Everything as the room stands now."""

    def forget(self) -> None:
        if self.told:
            self.told = ""
            self.query_one("#room-status").refresh(layout=True)

    def fits(self, event: ev.Event) -> str | None:
        return fits(self.desk.script, self.desk.room, event)

    @property
    def has_numbers(self) -> bool:
        """Whether a digit means something now."""
        room = self.desk.room
        if self.hands is not None or answers.asked_by_voice(room) is not None:
            return True
        if room.table.stage == "own":
            return True
        return not room.opened.local and self._shown is not None and self.errand_named("play") is not None

    @property
    def _shown(self) -> Round | None:
        """The answers on the wall, where one of them may be played."""
        return next((one for one in reversed(self.desk.room.table.rounds) if one.ask in ANSWERING), None)

    def action_number(self, figure: int) -> None:
        room = self.desk.room
        voiced = answers.asked_by_voice(room)
        if self.errand is not None:
            self.query_one("#room-picker", Picker).pick_number(figure)
        elif self.hands is not None:
            self.hands.digit(figure)
            self.show()
        elif voiced is not None:
            self._say(voiced, figure)
        elif room.table.stage == "own":
            self._look_at(figure)
        elif self.has_numbers:
            self._decide(figure)

    def _say(self, asked: Round, figure: int) -> None:
        """The next voice picks by number; a message takes more than one digit."""
        person = answers.next_voice(self.desk.room, asked) or self._only_voice(asked)
        if person is None:
            self.told = _("All have answered; t changes an answer.")
            self.show()
        elif asked.most > 1 or not asked.choices:
            self.begin(answers.voice(self.desk.script, self.desk.room, asked, person, self.fits))
            self.query_one("#room-picker", Picker).pick_number(figure)
        elif 1 <= figure <= len(asked.choices):
            self.do(ev.Voted(who=person.who, round=asked.id, pick=(asked.choices[figure - 1],)))

    def _only_voice(self, asked: Round) -> Person | None:
        people = [one for one in self.desk.room.present if one.who in asked.voters]
        return people[0] if len(people) == 1 else None

    def _look_at(self, figure: int) -> None:
        """One team's own call; the same digit again leads back to all of them."""
        teams = tuple(self.desk.room.table.teams)
        if 1 <= figure <= len(teams):
            again = self.looking == "team" and self.team == teams[figure - 1]
            self.looking, self.team = ("wall", None) if again else ("team", teams[figure - 1])
            self.show()

    def _decide(self, figure: int) -> None:
        errand, shown = self.errand_named("play"), self._shown
        if errand is None or shown is None or not 1 <= figure <= len(shown.choices):
            return
        self.begin(errand)
        self.query_one("#room-picker", Picker).pick_number(figure)

    def action_enter(self) -> None:
        """Down the column of hands, then on."""
        if self.hands is None:
            self.lead("next")
        elif not self.hands.is_last:
            self.action_move(1)
        elif self.hands.is_news:
            self.flush()
        else:
            self.lead("next")

    def action_erase(self) -> None:
        """A digit of counted hands, or a step back where there is nothing to erase; never the one for the other."""
        if self.errand is not None:
            return
        if self.hands is None:
            self.lead("back")
        else:
            self.hands.erase()
            self.show()

    def action_move(self, by: int) -> None:
        if self.hands is not None:
            self.hands.move(by)
            self.flush()
            self.show()
        else:
            self.query_one(Wall).scroll_relative(y=by, animate=False)

    def action_scroll(self, pages: int) -> None:
        wall = self.query_one(Wall)
        wall.scroll_relative(y=pages * max(1, wall.size.height - 2), animate=False)

    def flush(self) -> None:
        """Tell the room the hands that were typed, if it does not know them."""
        if self.hands is not None and self.hands.is_news:
            self.do(self.hands.told())

    def errand_named(self, name: str) -> Errand | None:
        """The errand of a key; None where it makes no sense now."""
        script, room, table = self.desk.script, self.desk.room, self.desk.room.table
        match name:
            case "hint" if self.fits(ev.Hinted(words="?")) is None:
                return Type(_("A hint, in your own words:"), "?", lambda words: ev.Hinted(words=words))
            case "format" if any(self.fits(ev.FormatChosen(format=one)) is None for one in ("peer", "live")):
                return ChooseFormat(self.fits, table.format)
            case "remove" if room.removable and not room.opened.local:
                return Remove(room.removable)
            case "close":
                return closing()
            case "what_if" if table.turns and self.fits(ev.WhatIf(pick=table.turns[-1].pick)) is None:
                return answers.what_if(script, room, self.fits)
            case "play" if table.stage == "own":
                return answers.play_for(script, room, self.fits)
            case "play" if table.stage in _DECIDED:
                return answers.play(script, room, self.fits)
            case "voice":
                asked = answers.asked_by_voice(room)
                return answers.any_voice(script, room, asked, self.fits) if asked is not None else None
            case _:
                return None

    def action_errand(self, name: str) -> None:
        errand = self.errand_named(name)
        if errand is not None:
            self.begin(errand)
        else:
            self.told = self._why_no_errand(name)
            self.show()

    def _why_no_errand(self, name: str) -> str:
        table = self.desk.room.table
        events: dict[str, ev.Event] = {
            "hint": ev.Hinted(words="?"),
            "format": ev.FormatChosen(format="peer"),
            "what_if": ev.WhatIf(pick=table.turns[-1].pick if table.turns else ()),
        }
        why = self.fits(events[name]) if name in events else None
        return refusal(why or "nothing_asked")

    def action_look(self) -> None:
        """Said by the digits themselves."""
        self._look_at(1)

    def token(self, aid: str) -> ev.Used | None:
        """On one laptop: what the seat spends a token for; None where it may not."""
        seat = self.desk.room.table.seat
        if seat is None or not self.desk.room.opened.local:
            return None
        used = ev.Used(who=seat, aid=aid)  # type: ignore[arg-type]
        return used if self.fits(used) is None else None

    def action_use(self, aid: str) -> None:
        used = self.token(aid)
        if used is not None:
            self.do(used)

    def pass_the_keyboard(self) -> None:
        """Words are asked for at once, one voice after the other; what was put off is not asked for again."""
        asked = answers.asked_by_voice(self.desk.room)
        if asked is not None and answers.is_gathered(self.desk.room, asked):
            self._gather(asked)
            return
        if self.errand is not None or asked is None or asked.ask != "write":
            return
        person = answers.next_voice(self.desk.room, asked)
        if person is not None and self._put_off != (asked.id, person.who):
            self._put_off = (asked.id, person.who)
            self.begin(answers.voice(self.desk.script, self.desk.room, asked, person, self.fits))

    def _gather(self, asked: Round) -> None:
        """Ask for sentences until nothing is typed; what is being typed stays in the field."""
        if isinstance(self.errand, Gather):
            self.errand.heading = answers.gather_heading(asked)
            self.query_one("#room-asks").refresh(layout=True)
        elif self.errand is None and self._put_off != (asked.id, ""):
            self._put_off = (asked.id, "")
            self.begin(answers.gather(self.desk.room, asked))

    def more(self, event: ev.Event) -> None:
        """What will not do comes back into the field, to be put right."""
        why = self.fits(event)
        if why is None:
            self.told = ""
            super().more(event)
        else:
            field = self.query_one(Words)
            if not field.value and isinstance(event, ev.Voted):
                field.value = " ".join(event.words.values())
                field.cursor_position = len(field.value)
            self.told = refusal(why)
            self.query_one("#room-status").refresh(layout=True)


_DECIDED = frozenset(
    {"vote", "tally", "hint", "talk", "plead", "decide", "seat", "ask_team", "grid", "pairs", "shared"}
)
