"""Two responses of a moment that say the same words: case, blanks and punctuation aside.

They may where the trainee never sees both: the same words, said to somebody else or in another mood.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.bearing import MOST_COMPARED
from simulator.authoring.study import Study
from simulator.conversation.ground import spoken_options
from simulator.scenario import codes
from simulator.scenario.conditions import exclude
from simulator.scenario.findings import Finding
from simulator.scenario.model import Response, exists_for

CODES: Final = (codes.EQUAL_TEXTS,)
_NOT_SAID: Final = re.compile(r"[\W_]+")


def check(study: Study) -> Iterator[Finding]:
    customers = tuple(case.variant for case in study.cases)
    for name, moment in study.scenario.moments.items():
        seen: dict[str, list[str]] = {}
        options = spoken_options(moment)
        if _begin_differently(options):
            continue
        for one, response in options.items():
            alike = seen.setdefault(words(response.say), [])
            before = alike[:MOST_COMPARED]
            other = next((other for other in before if _meet(options[other], response, customers)), None)
            alike.append(one)
            if other is not None:
                yield study.finding(
                    codes.EQUAL_TEXTS,
                    "moments", name, block_of(moment), one, "say",
                    on_key=False, moment=name, response=one,
                    id=one, other=other,
                )  # fmt: skip


def _begin_differently(options: Mapping[str, Response]) -> bool:
    """Whether no two of some responses have the same first letter: such cannot say the same."""
    letters = [response.say[:1].casefold()[:1] for response in options.values()]
    return "".join(letters).isalnum() and len(set(letters)) == len(letters)


def words(text: str) -> str:
    """A text without what typing adds; one that is nothing but punctuation stays as it is."""
    return _NOT_SAID.sub("", text.casefold()) or text.strip()


def _meet(one: Response, other: Response, customers: tuple[str | None, ...]) -> bool:
    """Whether both may be displayed at once: words for one customer may come back for another."""
    is_either = one.when is not None and other.when is not None and exclude(one.when, other.when)
    if is_either and not one.locked_show and not other.locked_show:
        return False
    return any(exists_for(one.only, variant) and exists_for(other.only, variant) for variant in customers)
