"""The debrief of a room in lines: the same headings and sentences as on its page."""

from simulator.conversation.script import Script
from simulator.exports.room.rows import rows
from simulator.plain.console import Console
from simulator.room.debrief import RoomDebrief, room_debrief
from simulator.room.table import Room

_ITEM = "- "


def tell(console: Console, script: Script, room: Room, debrief: RoomDebrief | None = None) -> None:
    """Tell it whole, section after section; it is made here where it is not given."""
    debrief = debrief or room_debrief(script, room)
    for number, (heading, lines) in enumerate(rows(script, room, debrief)):
        if number:
            console.gap()
        console.say(heading)
        for line in lines:
            if line.startswith(_ITEM):
                console.say(line.removeprefix(_ITEM), first=f"  {_ITEM}")
            else:
                console.say(line, first="  ")
