"""What a line means on a ballot: numbers, a figure from 0 to 10, or words for one field after the other."""

import re
from typing import Final

import msgspec

from simulator.locale import _
from simulator.plain.answers import number_of
from simulator.room.ballot import choices, fields
from simulator.room.protocol import Welcome
from simulator.room.seen import View
from simulator.rubric.naturalness import word_count
from simulator.wording import participant as told

_BETWEEN: Final = re.compile(r"[\s,;+]+")


class Given(msgspec.Struct, frozen=True):
    """A whole answer."""

    pick: tuple[int, ...] = ()
    words: dict[str, str] = {}


def given(view: View, me: Welcome, line: str, cells: dict[str, str]) -> Given | dict[str, str] | None:
    """The answer that a line makes; the cells so far where more are to be typed; None for what is no answer.

    An empty line leaves a field of several out.
    """
    assert view.question is not None
    wanted = fields(view, me)
    if wanted:
        return _typed(view, wanted, line, cells)
    if view.question.ask == "rating":
        rated = number_of(line, least=0, most=len(view.question.choices) - 1)
        return None if rated is None else Given((rated + 1,))
    most = len(choices(view, me))
    picked = [number_of(word, least=1, most=most) for word in _BETWEEN.split(line.strip()) if word]
    numbers = tuple(one for one in picked if one is not None)
    fits = len(numbers) == len(picked) == len(set(numbers))
    return Given(numbers) if fits and view.question.least <= len(numbers) <= view.question.most else None


def _typed(view: View, wanted: tuple[str, ...], line: str, cells: dict[str, str]) -> Given | dict[str, str] | None:
    most = view.question.most_words if view.question is not None else None
    words = line.strip()
    if (not words and len(wanted) == 1) or (most is not None and word_count(words) > most):
        return None
    cells = {**cells, wanted[len(cells)]: words}
    if len(cells) < len(wanted):
        return cells
    said = {name: text for name, text in cells.items() if text}
    return Given(words=said) if said else None


def prompt_of(view: View, me: Welcome, cells: dict[str, str]) -> str:
    """What stands before the line that is to be typed."""
    assert view.question is not None
    wanted = fields(view, me)
    if wanted:
        return told.field_name(wanted[len(cells) % len(wanted)])
    if view.question.ask == "rating":
        return _("Your answer (0-10):")
    most = len(choices(view, me))
    if view.question.most > 1:
        return _("Your message, numbers in order:")
    return _("Your answer (1-{most}):").format(most=most)


def hint(view: View, me: Welcome, line: str) -> str:
    """Why a line was no answer, and what would be one."""
    assert view.question is not None
    question = view.question
    if fields(view, me):
        if question.most_words is not None and word_count(line) > question.most_words:
            return _("{count} words; {most} at most.").format(count=word_count(line), most=question.most_words)
        return told.said("write_something")
    shown = line[:80]
    if question.ask == "rating":
        return _("“{answer}” is no number from 0 to 10.").format(answer=shown)
    most = len(choices(view, me))
    if question.most > 1:
        words = _("“{answer}” is no message: from {least} to {parts} different numbers from 1 to {most}, in order.")
        return words.format(answer=shown, least=question.least, parts=question.most, most=most)
    return _("“{answer}” is no number from 1 to {most}.").format(answer=shown, most=most)
