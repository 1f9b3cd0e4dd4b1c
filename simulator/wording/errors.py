"""What went wrong, in one sentence, and what to do about it, in another.

Every key that is raised anywhere has its pair here; a test looks for those that do not.
"""

from typing import Final

from simulator.errors import PlatineError
from simulator.locale import N_, _
from simulator.wording import beginning, joining, translating
from simulator.wording.findings import visible

_ITEM_HINT: Final = N_("This is what the item “{item}” of the path asks for; here stands “{here}”.")

_FILES: Final = {
    "no_such_file": (
        N_("There is no file {path}."),
        N_("Check the name and the folder you are in."),
    ),
    "no_such_file_near": (N_("There is no file {path}."), N_("Did you mean “{nearest}”?")),
    "is_a_folder": (
        N_("{path} is a folder."),
        N_("Name a scenario's file in it, or give the folder as a pack."),
    ),
    "not_a_file": (
        N_("{path} is a pipe or a device, not a file."),
        N_("Save the scenario as a file, and name that."),
    ),
    "no_permission": (
        N_("{path} may not be read by you."),
        N_("Ask for the right to read it, or copy it to a place of your own."),
    ),
    "cannot_read": (N_("{path} cannot be read: {why}."), N_("Check the disk or the connection it lies on.")),
    "cannot_write": (
        N_("{path} cannot be written: {why}."),
        N_("Check that the folder exists, is yours and is not full."),
    ),
    "not_a_pack": (
        N_("{path} is not a pack: it has no pack.yaml."),
        N_("Add a pack.yaml, or name a scenario's file."),
    ),
    "settings_damaged": (
        N_("The settings in {path} cannot be read: {why}."),
        N_("Put them right, or delete the file to begin with those that Platine comes with."),
    ),
    "disk_full": (
        N_("The disk is full: {path} could not be written."),
        N_("Make room; what was saved before is intact."),
    ),
}

_SCENARIOS: Final = {
    "unknown_scenario": (
        N_("There is no scenario “{name}”."),
        N_("See what there is with: platine list"),
    ),
    "unknown_scenario_near": (
        N_("There is no scenario “{name}”."),
        N_("Did you mean “{nearest}”?"),
    ),
    "unknown_variant": (
        N_("The scenario has no variant “{variant}”."),
        N_("Its customers: {known}."),
    ),
    "unplayable": (
        N_("{path} cannot be played as it stands."),
        N_("Put right what is listed above, then check it again: platine check {path}"),
    ),
}

_BESIDE: Final = {
    "no_scenarios": (N_("There is no scenario in {path}."), N_("Scenarios are files that end in .yaml.")),
    "no_rehearsals": (
        N_("There is no file of rehearsals {path}."),
        N_("Write one beside the scenario: rehearsals: {{best: {{path: [...], expect: {{...}}}}}}"),
    ),
    "rehearsal_unreadable": (
        N_("The rehearsals in {path} cannot be run as they stand."),
        N_("Put right what is listed above, then check it again: platine check {path}"),
    ),
}

_PATHS: Final = {
    "bad_path": (N_("The path cannot be walked at “{item}”."), N_("Items are written moment.response.")),
    "path_item": (
        N_("“{item}” is not an item of a path."),
        N_("Write moment.response, moment.response@tone, !observe or !breathe, with commas between them."),
    ),
    "path_tone": (N_("“{item}” names a tone that does not exist."), N_("The tones: {tones}.")),
    "path_elsewhere": (
        N_("“{item}” does not belong here: the call stands at “{here}”."),
        N_("Name an answer of “{here}”."),
    ),
    "path_closed": (N_("“{item}” is closed at this point."), N_("Open here: {open}.")),
    "path_unknown": (N_("“{item}” does not exist."), N_("Open here: {open}.")),
    "path_after_the_end": (
        N_("The call has ended before “{item}”."),
        N_("Remove what follows the last item that was played."),
    ),
    "rehearsal_variant": (
        N_("The rehearsal asks for the variant “{variant}”, which the scenario does not have."),
        N_("Correct it in the rehearsal's file."),
    ),
}

_DECISIONS: Final = {
    "after_the_end": (N_("The call has ended."), N_("Start it again to play on.")),
    "already_observed": (N_("You have already observed at this moment."), N_("Answer him now.")),
    "already_light": (N_("Your mind is clear: there is no need to breathe."), N_("Answer him now.")),
    "already_breathed": (N_("You have already breathed at this moment."), N_("Answer him now.")),
    "not_an_exchange": (N_("No answer is asked for at “{moment}”."), N_("Look at what this moment asks.")),
    "response_closed": (N_("“{response}” is closed at “{moment}”."), N_("Choose one that is open.")),
    "nothing_to_deliver": (N_("There is nothing to say yet."), N_("Choose the words first.")),
    "not_a_message": (N_("No message is written at “{moment}”."), N_("Look at what this moment asks.")),
    "part_twice": (N_("A part was put twice into the message."), N_("Keep it once.")),
    "pick_between": (
        N_("The message of “{moment}” takes from {least} to {most} parts."),
        N_("Add or remove some."),
    ),
    "nothing_to_take_back": (N_("There is no message to take back."), N_("Compose it first.")),
    "taken_back_once": (N_("The message was already taken back once."), N_("Send it as it is.")),
    "nothing_to_send": (N_("There is no message to send."), N_("Compose it first.")),
    "not_a_reading": (N_("Nothing is to be read at “{moment}”."), N_("Look at what this moment asks.")),
    "unknown_pick": (N_("“{pick}” is not among what can be picked at “{moment}”."), N_("Pick one that is shown.")),
    "not_a_reflection": (N_("No reflection is asked for at “{moment}”."), N_("Look at what this moment asks.")),
    "no_silence_here": (N_("No timer runs here."), N_("Choose an answer.")),
    "no_undo": (N_("There is nothing to take back."), N_("Taking back is for practice, after a first answer.")),
    "not_allowed_now": (N_("{action} is not possible now ({phase})."), N_("Look at what this moment asks.")),
}

_EDITS: Final = {
    "edit_broken": (
        N_("The text cannot be changed: it cannot be read as it stands."),
        N_("Put right what is listed above first."),
    ),
    "edit_finds": (
        N_("Nothing was changed: with the change, what is listed above would be wrong."),
        N_("Change it to something that the format allows."),
    ),
    "edit_no_such_place": (
        N_("There is no place {path} to write to."),
        N_("What holds it must be written first, as a block of keys or a list."),
    ),
    "edit_shared": (
        N_("{path} is written in one place and used in several, by an anchor, an alias or a merge key."),
        N_("Write it out where it is meant to differ, and try again; nothing was changed."),
    ),
    "edit_in_fragment": (
        N_("{path} belongs to the fragment {file}."),
        N_("Change it in that file; whoever includes it gets the change."),
    ),
    "edit_character": (
        N_("The text for {path} holds {character}, a character that a scenario may not hold."),
        N_("Remove it; it often comes along when text is pasted."),
    ),
    "edit_number": (N_("{value} cannot be written at {path}."), N_("Give a finite number.")),
    "edit_touches_more": (
        N_("The change at {path} cannot be written without changing something else of the file."),
        N_("Write it by hand; nothing was changed."),
    ),
    "edit_overtaken": (
        N_("{path} was changed by somebody else in the meantime."),
        N_("Run the command again; nothing was written."),
    ),
}

_PANEL: Final = {
    "panel_nothing_to_rate": (
        N_("{path} has no response to be rated."),
        N_("A panel rates the responses of exchanges and the parts of messages."),
    ),
    "panel_file_exists": (
        N_("{path} is there already, and there may be ratings in it."),
        N_("Choose another name, or write over it with --force."),
    ),
    "panel_not_a_sheet": (
        N_("{path} is not a sheet of ratings: its first line does not name a code and the four scales."),
        N_("Save the sheet as CSV, its first line as it came from: platine panel sheet"),
    ),
    "panel_sheet_broken": (
        N_("{path} cannot be gone on with as it stands: part of it cannot be read, and would be lost."),
        N_("Put the line named above right, or begin another file with --out."),
    ),
    "panel_no_ratings": (
        N_("There is not one rating of this scenario in {path}."),
        N_("See that the sheet is this scenario's, and that its figures are filled in."),
    ),
    "panel_too_many_raters": (
        N_("There are more than {most} raters in these sheets."),
        N_("See that the column of raters holds names, and nothing that differs on every line."),
    ),
    "panel_unknown_rater": (N_("No rater is called {rater}."), N_("The raters: {known}.")),
    "panel_bad_date": (N_("{date} is not a day."), N_("Write it as 2026-03-31.")),
    "panel_not_installed": (
        N_("Agreement cannot be worked out: the package {package} is not installed."),
        N_("Install it with: pip install 'platine[panel]'"),
    ),
}

_ENVIRONMENT: Final = {
    "no_terminal": (
        N_("There is no terminal to draw on."),
        N_("Use the line mode: platine play --plain"),
    ),
    "no_language_server": (
        N_("The language server needs pygls, which is not installed."),
        N_('Install it with: pip install "platine[lsp]"'),
    ),
    "terminal_too_small": (
        N_("The terminal has {columns} columns and {lines} lines, and 60 by 18 are needed."),
        N_("Enlarge the window, or use the line mode: platine play --plain"),
    ),
    "system_refused": (
        N_("The system does not let Platine go on: {why}."),
        N_("Check that the terminal is still there, and that the disk that is written to is not full."),
    ),
    "journal_out_of_step": (
        N_("This call is not written down any more: something of it is missing in {path}, or came in between."),
        N_("See that the disk is not full, and that the call is not open in another window."),
    ),
    "journal_newer": (
        N_("The journal {path} was written by a later Platine."),
        N_("Use that one, or set PLATINE_HOME to another folder."),
    ),
    "no_data_folder": (
        N_("The folder {path} for your data cannot be made: {why}."),
        N_("Set PLATINE_HOME to a folder of your own."),
    ),
}

_ROOM_LOGS: Final = {
    "unknown_room": (
        N_("There is no room {code}."),
        N_("Check the code: it is shown where the room was opened."),
    ),
    "unknown_room_near": (N_("There is no room {code}."), N_("Did you mean “{nearest}”?")),
    "room_taken": (N_("The code {code} belongs to another room."), N_("Open the room again: it gets another code.")),
    "room_bad_code": (
        N_("“{code}” cannot be the code of a room."),
        N_("A code is up to 32 plain letters and digits."),
    ),
    "room_open_elsewhere": (
        N_("The room {code} is open in another window or program on this machine."),
        N_("Go on there, or close it there first."),
    ),
    "room_followed": (
        N_("A hub still has the room {code} open."),
        N_("Once all have left, it lets go of a closed room in a minute, of others in half an hour. Or stop it."),
    ),
    "room_only_read": (
        N_("The room {code} is only being read here: nothing can be written to it."),
        N_("Open it where it is led."),
    ),
    "room_closed": (N_("The room {code} is closed here."), N_("Open it again to go on: nothing of it is lost.")),
    "room_no_secret": (
        N_("The room {code} was not opened from here: its trainer's secret is not kept on this machine."),
        N_("Go on with it where it was opened."),
    ),
    "room_is_over": (
        N_("The room {code} was closed for good: it cannot be gone on with."),
        N_("Debrief it with: platine room debrief {code}"),
    ),
    "room_damaged": (
        N_("{path} is damaged, or is not the file of a room. It was left as it is."),
        N_("Put a copy of it back, or open a new room."),
    ),
    "room_newer": (
        N_("The room in {path} was opened with a later Platine."),
        N_("Use that one to go on with it."),
    ),
    "room_out_of_step": (
        N_("Somebody else has just led the room {code} on: nothing was done."),
        N_("Look at where the room is now, and do it again if it still makes sense."),
    ),
    "room_entry_too_large": (
        N_("A message to the room {code} is larger than {most} KiB."),
        N_("Send less at once."),
    ),
    "room_not_written": (
        N_("The room {code} could not be written for {seconds} seconds: {why}."),
        N_("Check the connection and the NATS server; what was acknowledged before is kept."),
    ),
    "room_not_installed": (
        N_("A room that others join needs the package {package}, which is not installed."),
        N_("Install it with: pip install 'platine[room]'"),
    ),
    "hub_cannot_listen": (
        N_("Nobody can be let in at {address}: {why}."),
        N_("Choose another port with --port; --host takes an address of this machine, or 0.0.0.0 for all of them."),
    ),
    "nats_not_installed": (
        N_("Rooms on a NATS server need nats-py, which is not installed."),
        N_("Install it with: pip install 'platine[nats]'"),
    ),
    "nats_bad_address": (
        N_("{url} is not the address of a NATS server."),
        N_("Write it like nats://name:4222; a password goes before the name: nats://user:password@name:4222."),
    ),
    "nats_unreachable": (
        N_("The NATS server {url} does not answer: {why}."),
        N_("Check the address and that the server runs, with JetStream switched on."),
    ),
    "nats_not_let_in": (
        N_("The NATS server {url} lets nobody in with this login: {why}."),
        N_("Put the user and the password into NATS_USER and NATS_PASSWORD, or the token into NATS_TOKEN."),
    ),
    "nats_refused": (
        N_("The NATS server {url} refuses: {why}."),
        N_("Check that JetStream is switched on there, that this account may use it, and that there is room left."),
    ),
}

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **_FILES,
    **_SCENARIOS,
    **_BESIDE,
    **_PATHS,
    **_DECISIONS,
    **_EDITS,
    **_PANEL,
    **_ENVIRONMENT,
    **_ROOM_LOGS,
    **beginning.FAULTS,
    **translating.FAULTS,
    **joining.FAULTS,
}

_ANY: Final = (N_("This cannot be done ({key})."), N_("See what the command offers with --help."))


def known(key: str) -> bool:
    """Whether an error's key has sentences of its own, or those of the decision it is told about."""
    return key in _SENTENCES or (key.startswith("path_") and key.removeprefix("path_") in _DECISIONS)


def sentence(error: PlatineError) -> tuple[str, str]:
    """What went wrong, and a hint at what to do."""
    values = _Values({name: visible(value) for name, value in error.values.items()}, key=error.key)
    what, hint = _SENTENCES.get(error.key, _ANY)
    decision = error.key.removeprefix("path_")
    if error.key not in _SENTENCES and decision in _DECISIONS:
        what, hint = _DECISIONS[decision][0], _ITEM_HINT
    return _(what).format_map(values), _(hint).format_map(values)


class _Values(dict[str, str]):
    """The values of an error; one that was not given is left out of its sentence rather than break it."""

    def __missing__(self, name: str) -> str:
        return "…"
