"""The lines around the wall: which room this is, how far an answer is in, what goes wrong, what comes next."""

from rich.cells import cell_len

from simulator.locale import _, ngettext
from simulator.tui.leading.answers import asked_by_voice, is_gathered, next_voice, sentences, voice_name
from simulator.tui.leading.onward import onward
from simulator.tui.leading.sight import Sight
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.headings import ruled_lines
from simulator.tui.widgets.lines import Line, Piece, paragraph, spread, width_of
from simulator.wording.numbers import clock
from simulator.wording.room import format_name, refusal, stage_title

_MOST_BAR = 30
_HURRY = 10
"""Seconds left from which the clock is told in the colour of what is urgent."""


def head_lines(sight: Sight, width: int) -> list[Line]:
    """The format and the scenario; the code, as late comers need it; who is here. Then the stage."""
    people = sight.view.people
    right = [] if sight.is_local else [sight.desk.code]
    if not sight.is_local:
        right.append(ngettext("{count} here", "{count} here", people).format(count=people))
    if sight.room.locked:
        right.append(_("locked"))
    told = Piece(" · ".join(right) + " ", "strong")
    name = f" {format_name(sight.view.format)}"
    room = max(0, width - cell_len(told.text) - cell_len(name) - 2)
    title = clipped(f"  {sight.printed(sight.view.title)}", room)
    head = spread((Piece(name, "heading"), Piece(title, "muted")), (told,), width)
    return [head, *ruled_lines(_heading(sight), width)]


def _heading(sight: Sight) -> str:
    if sight.room.closed:
        return _("The room is closed")
    if sight.looking == "who":
        return _("Who is here")
    if sight.view.stage == "scene" and sight.view.kind == "reflect":
        return _("To talk over together")
    title = stage_title(sight.view.stage, sight.view.format)
    if sight.looking == "team":
        return _("{name}: {words}").format(name=title, words=one_line(sight.view.team or ""))
    return title


def status_lines(sight: Sight, told: str, why: str | None, width: int) -> list[Line]:
    """What is under the wall: answers and time; then what was refused, or what the key that goes on will do.

    `why` is the key of why it would do nothing now.
    """
    lines = [line for line in (_progress(sight, width),) if line]
    lines += _warnings(sight, width)
    if told:
        return [*lines, *paragraph(told, width, "strong", first=(Piece(" ✗ ", "bad"),))]
    if sight.room.paused_at is not None:
        return [*lines, (Piece(" ‖ ", "accent"), Piece(_("Paused: no answer counts until you go on."), "strong"))]
    spoken = _spoken(sight)
    if spoken:
        return [*lines, *paragraph(spoken, width, "strong", first=(Piece(" ▸ ", "accent"),))]
    next_ = refusal(why) if why is not None else onward(sight)
    return [*lines, (Piece(" · " if why is not None else " → ", "accent"), Piece(clipped(next_, width - 3), "muted"))]


def _progress(sight: Sight, width: int) -> Line:
    """How many have answered, as a bar and in figures, and how much of the suggested time is left."""
    line: Line = ()
    rounds = sight.rounds
    if rounds:
        voters = sum(len(one.voters) for one in rounds)
        voted = sum(one.voted for one in rounds)
        line = _hands(sum(sight.hands.counts)) if sight.hands is not None else _answers(voted, voters, width)
        if is_gathered(sight.room, rounds[0]):
            line = _gathered(len(sentences(rounds[0])))
    left = sight.seconds_left
    if left is None or not rounds:
        return line
    urgent = "bad" if left <= _HURRY else "strong"
    time = _("{time} left").format(time=clock(left)) if left > 0 else _("the suggested time is over")
    return spread(line, (Piece(f"{time} ", urgent),), width)


def _hands(counted: int) -> Line:
    told = ngettext("{count} hand counted", "{count} hands counted", counted).format(count=counted)
    return (Piece(f" {told}", "strong"), Piece("   " + _("figures, then enter; then go on"), "muted"))


def _gathered(count: int) -> Line:
    return (Piece(" " + ngettext("{count} sentence", "{count} sentences", count).format(count=count), "strong"),)


def _answers(voted: int, voters: int, width: int) -> Line:
    told: Line = (
        Piece(" " + _("{voted} of {voters} have answered").format(voted=voted, voters=voters) + "  ", "strong"),
    )
    cells = min(_MOST_BAR, max(0, width - width_of(told) - 24))
    filled = cells * min(voted, voters) // voters if voters else 0
    return (*told, Piece("█" * filled, "strong"), Piece("░" * (cells - filled), "rule"))


def _warnings(sight: Sight, width: int) -> list[Line]:
    lines: list[Line] = []
    if sight.desk.trouble is not None:
        lines += paragraph(refusal(sight.desk.trouble), width, "strong", first=(Piece(" ! ", "bad"),))
    for key, count in sight.desk.warnings:
        if key == "storm" and count:
            words = _("{count} wrong codes: somebody may be guessing. Lock the door once all are in.")
            if sight.room.locked:
                words = _("{count} wrong codes: somebody may be guessing. The door is locked.")
            lines += paragraph(words.format(count=count), width, "strong", first=(Piece(" ! ", "bad"),))
    return lines


def _spoken(sight: Sight) -> str:
    """On one laptop: whose turn it is at the keyboard."""
    asked = asked_by_voice(sight.room)
    if asked is None:
        return ""
    person = next_voice(sight.room, asked)
    if person is None:
        return ""
    return _("{team}: it is your turn at the keyboard.").format(team=voice_name(person))
