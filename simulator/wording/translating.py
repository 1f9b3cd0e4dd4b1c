"""What `platine translate` has to say: why a text was not taken, and what keeps it from working at all."""

from collections.abc import Mapping
from typing import Final

from simulator.locale import N_, _
from simulator.wording.findings import visible

REFUSALS: Final = {
    "push_lost": (
        N_("“{name}” has lost {words}."),
        N_("Keep what stands in braces as it is; Platine fills it in."),
    ),
    "push_invented": (
        N_("“{name}” has {words}, which the source has not."),
        N_("Write it out, or use the words in braces that the source has."),
    ),
    "push_control": (
        N_("“{name}” holds {character}, a character that a scenario may not hold."),
        N_("Type the words anew; it often comes along when text is pasted."),
    ),
    "push_twice": (
        N_("“{name}” is translated twice, and not in the same words: the first are taken."),
        N_("Keep the line whose words are right, remove the other, and push again."),
    ),
    "push_unknown": (
        N_("Nothing in the scenario is called “{name}”."),
        N_("Pull the texts again: it was renamed or removed since; with --from, what the source has can be added."),
    ),
    "push_no_place": (
        N_("“{name}” has no place in the translation yet."),
        N_("Its list is built otherwise there: bring the two in line by hand, then push again."),
    ),
    "push_uneditable": (
        N_("“{name}” cannot be changed alone: it is shared by an anchor, or belongs to a fragment."),
        N_("Change it by hand where it is written."),
    ),
}
"""Each reason for not taking a text, with what to do about it."""

FAULTS: Final = {
    "translation_damaged": (
        N_("{path} cannot be read: {why}."),
        N_("Put it right, or delete it and run: platine translate ... --accept all"),
    ),
    "sheet_encoding": (
        N_("{path} is not written in UTF-8."),
        N_("Save it as CSV UTF-8; a spreadsheet offers that beside plain CSV."),
    ),
    "sheet_broken": (
        N_("{path} cannot be read from line {line} on: {why}"),
        N_("Look there for a quotation mark that is missing or too many."),
    ),
    "sheet_heads": (
        N_("The first line of {path} does not name its columns."),
        N_("It begins with the columns id, source language and language, as in: id,fr,en,state"),
    ),
    "sheet_heads_po": (
        N_("{path} does not say which languages it holds."),
        N_("Name the scenario that the texts come from with --from, and a translation that exists with --into."),
    ),
    "sheet_kind": (
        N_("{path} is neither a table nor a PO file."),
        N_("Name a file that ends in .csv, .tsv or .po."),
    ),
    "sheet_there": (
        N_("{path} is there already; nothing was written."),
        N_("Choose another name, or write over it with --force."),
    ),
    "translate_alone": (
        N_("{path} has no other language beside it or among the packs."),
        N_("Name the other file as well, or begin one: platine translate pull {path} --to LANGUAGE -o FILE.csv"),
    ),
    "translate_same_language": (
        N_("{path} and {other} are both in {language}."),
        N_("Name a scenario and its translation."),
    ),
    "translate_other_scenario": (
        N_("{path} is the scenario “{id}”, and {other} is another one, “{other_id}”."),
        N_("The same scenario has the same id in every language."),
    ),
    "translate_language": (
        N_("{language} cannot be translated into: the scenario is in {source}."),
        N_("Name another language by its tag: en, fr, de, pt-BR."),
    ),
    "translate_unknown_text": (
        N_("Nothing in the scenario is called “{name}”."),
        N_("Names are as platine translate lists them; all stands for every text."),
    ),
    "push_needs_source": (
        N_("{path} does not exist yet, and nothing says which scenario it is made from."),
        N_("Name the source with --from."),
    ),
    "push_other_language": (
        N_("The texts are in {language}, and {path} is in {other}."),
        N_("Push them into the file of their own language."),
    ),
    "push_other_scenario": (
        N_("The texts are those of “{id}”, and {path} is the scenario “{other_id}”."),
        N_("Push them into the scenario that they were pulled from."),
    ),
}
"""Each mistake with what went wrong and what to do about it."""


def refusal(key: str, name: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Why a text was not taken, and what to do about it."""
    said = {"name": visible(name), **{word: visible(value) for word, value in values.items()}}
    what, remedy = REFUSALS[key]
    return _(what).format_map(said), _(remedy).format_map(said)
