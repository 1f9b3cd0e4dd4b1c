"""What `platine new` asks and answers, and what keeps it from writing."""

from typing import Final

from simulator.locale import N_

QUESTIONS: Final[dict[str, str]] = {
    "language": N_("In which language?"),
    "channel": N_("Over which channel?"),
    "title": N_("What is the scenario called?"),
    "name": N_("Who is the customer? A first and a last name."),
    "request": N_("What does the customer ask for, in the customer's own words?"),
    "need": N_("What is behind it, as the customer would put it to somebody who asks?"),
    "wish": N_("What would the customer wish for most, whatever comes of the request?"),
}
"""In the order in which they are asked."""

FAULTS: Final = {
    "new_blank": (N_("There is nothing in the answer to: {question}"), N_("Write a few words.")),
    "new_long": (
        N_("“{answer}” is longer than {most} characters."),
        N_("Say it in a sentence here; the file has room for the rest."),
    ),
    "new_control": (
        N_("“{answer}” holds an invisible control character."),
        N_("Type the words anew; it came with pasted text."),
    ),
    "new_braces": (
        N_("“{answer}” holds a word in braces that stands for nothing."),
        N_("Scenarios know {{customer}}, {{agent}} and {{wait}}."),
    ),
    "new_choice": (
        N_("“{answer}” is not among the choices."),
        N_("They are: {choices}."),
    ),
    "new_id": (
        N_("“{id}” cannot be an id."),
        N_("Ids are letters, digits, - and _, and begin with a letter or a digit."),
    ),
    "new_unanswered": (
        N_("The answers ended before the questions did; nothing was written."),
        N_("With --yes, Platine's proposals stand for what is not said."),
    ),
    "new_exists": (
        N_("{path} is there already; nothing was written."),
        N_("Choose another name, or write over it with --force."),
    ),
    "no_folder": (N_("The folder {path} cannot be made: {why}."), N_("Name another one, or make it yourself.")),
    "new_pack_not_empty": (
        N_("{path} is not empty, so that no pack is begun in it; nothing was written."),
        N_("Name a folder that is empty or does not exist yet, or leave out --pack."),
    ),
}
"""Each key with what went wrong and what to do about it."""
