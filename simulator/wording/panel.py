"""The panel in words: what raters read, what is said of their sheets, and what their figures mean."""

from collections.abc import Mapping, Sequence
from typing import Final

from simulator.locale import N_, _, language
from simulator.wording.findings import visible

_SCALES: Final = {
    "reaction": (
        N_("Reaction"),
        N_("Does the agent let a feeling of his own for this customer be heard?"),
    ),
    "interpretation": (
        N_("Interpretation"),
        N_("Does the agent show that he understands what the customer lives?"),
    ),
    "exploration": (
        N_("Exploration"),
        N_("Does the agent try to learn what he does not know yet?"),
    ),
    "naturalness": (
        N_("Naturalness"),
        N_("Would somebody really say it, in this place, to this customer?"),
    ),
}
_LEVELS: Final = (N_("none"), N_("weak"), N_("strong"))
_ANCHORS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "reaction": (
        (
            "La livraison a été faite le 4 et le 11, à la même adresse.",
            "Delivery was made on the 4th and the 11th, to the same address.",
        ),
        (
            "Aïe. Et en plus, deux fois.",
            "Ouch. And twice, at that.",
        ),
        (
            "Ça me fait mal au cœur pour vous : trois semaines, et vous arrivez encore à en rire.",
            "I really feel for you: three weeks, and you can still laugh at it.",
        ),
    ),
    "interpretation": (
        (
            "Je vois votre commande à l'écran.",
            "I have your order on my screen.",
        ),
        (
            "Je vois que ce n'est pas agréable.",
            "I can see that isn't pleasant.",
        ),
        (
            "Vous avez signalé l'erreur, et on vous l'a renvoyée : de quoi croire que personne ne vous lit.",
            "You reported the mistake and we posted it back to you: anyone would think nobody reads what you write.",
        ),
    ),
    "exploration": (
        (
            "Je lance le remplacement.",
            "I'll start the replacement.",
        ),
        (
            "Il y a autre chose ?",
            "Is there anything else?",
        ),
        (
            "Qu'est-ce qu'il devait changer chez vous, ce lit ?",
            "What was that bed going to change for you?",
        ),
    ),
    "naturalness": (
        (
            "Conformément à la procédure, il est pris acte de votre réclamation.",
            "In line with procedure, your complaint is hereby recorded.",
        ),
        (
            "Je procède à la vérification de votre dossier afin d'y apporter une suite.",
            "I will now proceed to review your file with a view to taking it forward.",
        ),
        (
            "Je vérifie votre commande, merci de rester en ligne quelques instants.",
            "I'm checking your order, please stay on the line for a few moments.",
        ),
        (
            "Je regarde votre commande, je suis à vous tout de suite.",
            "I'm looking at your order, I'll be right with you.",
        ),
        (
            "Attendez, je relis, parce qu'un panier pour un lit, je veux comprendre comment on a fait.",
            "Bear with me, I'm reading it again: a basket for a bed, I want to know how we managed that.",
        ),
    ),
}
"""By scale, for each level from 0 up: what is said in French and in English, as docs/rating.md has it."""
_ABOUT: Final = (
    "Maurice a commandé un lit, et reçu deux fois un panier pour chien. C'est son troisième appel.",
    "Maurice ordered a bed and twice received a dog basket. It is his third call.",
)
_HEADS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "item": "code",
        "rater": "évaluateur",
        "round": "tour",
        "before": "avant",
        "how": "manière",
        "response": "réponse",
        "reaction": "réaction (0-2)",
        "interpretation": "interprétation (0-2)",
        "exploration": "exploration (0-2)",
        "naturalness": "naturel (0-4)",
        "comment": "remarque",
        "first_round": "premier tour",
    },
    "en": {
        "item": "item",
        "rater": "rater",
        "round": "round",
        "before": "before",
        "how": "how",
        "response": "response",
        "reaction": "reaction (0-2)",
        "interpretation": "interpretation (0-2)",
        "exploration": "exploration (0-2)",
        "naturalness": "naturalness (0-4)",
        "comment": "comment",
        "first_round": "first round",
    },
}
"""What stands at the top of a sheet. Both languages are read, whichever is spoken: a panel may hold both."""

_PROBLEMS: Final = {
    "level": N_("{scale} is {value}, and must be a whole number from 0 to {most}, or empty. It counts as not rated."),
    "round": N_("The round is {value}, and must be a number. It is taken for the first."),
    "item": N_(
        "No response of this scenario has the code {item}: it was reworded or removed, or the sheet is another's."
    ),
    "twice": N_("{rater} rated {item} twice on {scale}: {before}, then {now}. The later one counts."),
    "broken": N_(
        "From here on the file cannot be read as CSV: a quotation mark is never closed, or a cell has no end."
    ),
}

_FLAGS: Final = {
    "range": N_("far apart"),
    "spread": N_("spread out"),
    "key": N_("key off"),
    "missing": N_("incomplete"),
}

FLAGS: Final = tuple(_FLAGS)
"""What a figure can be marked with, in the order in which it is told."""

_READINGS: Final = {
    "reliable": N_("reliable"),
    "tentative": N_("tentative"),
    "unreliable": N_("not reliable"),
    "alike": N_("all the same: nothing to compare"),
    "alone": N_("nobody to compare with"),
}


def scale_name(scale: str) -> str:
    """`Reaction`, as a rater reads it."""
    return _(_SCALES[scale][0])


def scale_question(scale: str) -> str:
    """What a rater asks himself of a response."""
    return _(_SCALES[scale][1])


def anchors(scale: str) -> list[str]:
    """For each level one sentence said to the same customer, in the reader's language."""
    place = 0 if language() == "fr" else 1
    told = []
    for level, pair in enumerate(_ANCHORS[scale]):
        name = f" {_(_LEVELS[level])}" if len(_ANCHORS[scale]) == len(_LEVELS) else ""
        told.append(_("{level}: “{sentence}”").format(level=f"{level}{name}", sentence=pair[place]))
    return told


def about_the_anchors() -> str:
    """To whom the sentences of the anchors are said."""
    return _ABOUT[0 if language() == "fr" else 1]


def heads(columns: Sequence[str]) -> dict[str, str]:
    """The columns with what stands at their top, in the language spoken; those of others as they are."""
    return {column: _HEADS[language()].get(column, column) for column in columns}


def column_names() -> dict[str, str]:
    """Every name that a column may have at its top, without case, and what it means."""
    names = {column: column for column in _HEADS["en"]}
    for told in (_HEADS["en"], _HEADS["fr"]):
        for column, name in told.items():
            names.setdefault(name.casefold(), column)
            names.setdefault(name.partition(" (")[0].casefold(), column)
    return names


def problem(code: str, file: str, line: int, arguments: Mapping[str, str]) -> str:
    """One line: `file:line: sentence`."""
    values = {name: visible(value) for name, value in arguments.items()}
    if "scale" in values:
        values["scale"] = scale_name(arguments["scale"])
    return f"{visible(file)}:{line}: " + _(_PROBLEMS[code]).format_map(values)


def flag(name: str) -> str:
    """Why a figure should be looked at again."""
    return _(_FLAGS[name])


def reading(name: str) -> str:
    """What an alpha is usually taken to mean."""
    return _(_READINGS[name])
