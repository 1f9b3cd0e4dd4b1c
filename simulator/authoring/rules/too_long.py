"""Words far too many to be said, or read, at once.

The rubric takes a tenth off a response that runs on (docs/scoring.md); this is about texts that no trainee reads to
their end. In words, by channel:

    ==================  ======  ====  ======
    text                spoken  chat  e-mail
    ==================  ======  ====  ======
    what the agent says     60    60     180
    a customer's line       70    60     300
    his reply at once       70    60     180
    ==================  ======  ====  ======

Spoken, at 150 words a minute, that is 24 seconds of the agent and 28 of the customer.
"""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.study import Study
from simulator.conversation.ground import spoken_options
from simulator.rubric.naturalness import word_count
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import ByVariant, Moment, Words
from simulator.scenario.vocabulary import SPOKEN

CODES: Final = (codes.TOO_LONG,)
SAY, LINE, REPLY = range(3)
MOST: Final[dict[str, tuple[int, int, int]]] = {
    **dict.fromkeys(SPOKEN, (60, 70, 70)),
    "chat": (60, 60, 60),
    "email": (180, 300, 180),
}
"""Words that people bear: said by the agent, in a customer's line, in his reply."""
_BASE: Final = "base"
Path = tuple[str | int, ...]


def check(study: Study) -> Iterator[Finding]:
    most = MOST[study.scenario.channel]
    for name, moment in study.scenario.moments.items():
        for kind, path, text, customer in _texts(moment):
            # A word takes two characters at least, its blank included: short texts need no counting.
            if len(text) >= 2 * most[kind] and (words := word_count(text)) > most[kind]:
                yield study.finding(
                    codes.TOO_LONG,
                    "moments", name, *path,
                    on_key=False, moment=name, response=str(path[1]) if kind != LINE else None,
                    variant=None if customer == _BASE else customer,
                    words=str(words), most=str(most[kind]),
                )  # fmt: skip


def _texts(moment: Moment) -> Iterator[tuple[int, Path, str, str | None]]:
    """The texts of a moment: what kind, where, the words, and for whom where they are not for all."""
    alone = len(moment.line) == 1
    for number, case in enumerate(moment.line):
        yield from _by_customer(LINE, ("line",) if alone else ("line", number, "text"), case.text)
    for one, response in spoken_options(moment).items():
        where = (block_of(moment), one)
        yield SAY, (*where, "say"), response.say, None
        if response.reply is not None:
            yield from _by_customer(REPLY, (*where, "reply"), response.reply)


def _by_customer(kind: int, path: Path, words: Words) -> Iterator[tuple[int, Path, str, str | None]]:
    if not isinstance(words, ByVariant):
        yield kind, path, words, None
        return
    if words.base is not None:
        yield kind, (*path, _BASE), words.base, None
    for variant, text in words.others.items():
        yield kind, (*path, variant), text, variant
