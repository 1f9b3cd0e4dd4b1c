"""What keeps somebody from joining a room."""

from typing import Final

from simulator.locale import N_

FAULTS: Final = {
    "room_unreachable": (
        N_("No hub answers at {address}."),
        N_("Check the address on the wall, and that this machine is in the same network as the trainer's."),
    ),
    "room_no_hub": (
        N_("Something answers at {address}, but it is no room of Platine."),
        N_("Check the number behind the colon: it is the hub's port."),
    ),
    "room_bad_address": (
        N_("“{address}” cannot be the address of a room."),
        N_("Write it as it stands on the wall, such as 192.168.1.20:7528 or http://192.168.1.20:7528/K7PM2Q."),
    ),
    "room_mistyped_code": (
        N_("“{code}” cannot be the code of a room."),
        N_("A code has six letters and figures, without 0, 1, I, L and O."),
    ),
    "room_nothing_to_join": (
        N_("It is not said which room to join."),
        N_("Give the address and the code that stand on the wall: platine room join ADDRESS CODE --name NAME"),
    ),
    "room_join_unknown_room": (
        N_("No room has the code {code} at {address}."),
        N_("Check the code: it is shown where the room was opened."),
    ),
    "room_join_room_closed": (
        N_("The room {code} is closed."),
        N_("Ask your trainer whether there is another one."),
    ),
    "room_join_joins_locked": (
        N_("The trainer has locked the door of the room {code}: nobody else can join now."),
        N_("Ask your trainer to let you in."),
    ),
    "room_join_room_full": (N_("The room {code} is full."), N_("Ask your trainer whether there is another one.")),
    "room_join_no_such_team": (
        N_("The room {code} has no such team."),
        N_("Leave --team out, and you are asked which there are."),
    ),
    "room_join_no_name": (N_("A name is needed to join."), N_("Any name you like: --name NAME")),
    "room_join_unknown_token": (
        N_("The room {code} does not know you any more."),
        N_("Join it anew, with --name NAME."),
    ),
    "room_join_left": (N_("You have left the room {code}."), N_("Join it anew, with --name NAME.")),
    "room_join_removed": (N_("The trainer has taken you out of the room {code}."), N_("Ask your trainer.")),
    "room_join_other_version": (
        N_("The hub at {address} speaks another version of Platine."),
        N_("The same one is needed on both sides; the ballot page in a browser always fits."),
    ),
    "room_other_version": (
        N_("The hub at {address} speaks another version of Platine."),
        N_("The same one is needed on both sides; the ballot page in a browser always fits."),
    ),
    "room_join_wait": (
        N_("Too many wrong codes came from here: the hub at {address} asks to wait {seconds} seconds."),
        N_("Check the code meanwhile, then try again."),
    ),
    "room_join_wrong_secret": (
        N_("This is not the trainer's secret of the room {code}."),
        N_("Lead the room from the machine that it was opened on."),
    ),
    "room_join_log_lost": (
        N_("The room {code} cannot be written now."),
        N_("Nothing is lost; try again in a moment."),
    ),
    "room_join_not_understood": (
        N_("The hub at {address} did not understand what was asked."),
        N_("See that both sides have the same version of Platine."),
    ),
}
"""Why somebody cannot join, with a hint."""
