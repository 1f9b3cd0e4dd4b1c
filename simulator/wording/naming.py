"""How a sentence calls the customer: in full once, in a heading, then as one speaks of somebody in the room."""

from typing import Final

from simulator.conversation.script import Script

_TITLES: Final = frozenset(
    (
        "m", "mm", "mme", "mlle", "me", "dr", "pr", "mr", "mrs", "ms", "mx", "sir", "madam",
        "madame", "mademoiselle", "monsieur", "maître", "docteur", "doctor", "professeur", "professor",
        "famille", "family", "société", "maison", "le", "la", "les", "the",
    )
)  # fmt: skip
"""What a name may begin with that is no given name: it is then said whole. French and English, small letters."""


def short(name: str) -> str:
    """The given name of a person: `Hervé` of `Hervé Castaing`; the whole of a name with a title or an article."""
    first, *others = name.split() or [name]
    is_given = first[:1].isupper() and first[1:2].islower() and first.rstrip(".").lower() not in _TITLES
    return first if others and is_given else name


def called(script: Script) -> str:
    """What this customer is called inside a sentence."""
    return short(script.customer.name)
