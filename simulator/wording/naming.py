"""How a sentence calls the customer: in full once, in a heading, then as one speaks of somebody in the room."""

from typing import Final

from simulator.conversation.script import Script
from simulator.wording.typography import typeset

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


def in_full(script: Script) -> str:
    """The customer's whole name, and his id where he has one."""
    return with_id(script.customer.name, script.variant, script.scenario.language)


def with_id(name: str, variant: str | None, language: str) -> str:
    """A name of the author's, and the customer's id unless he is the first one: several may share a name."""
    printed = typeset(name, language)
    return printed if variant in (None, "base") else f"{printed} ({variant})"


def called(script: Script) -> str:
    """What this customer is called inside a sentence."""
    return short(script.customer.name)
