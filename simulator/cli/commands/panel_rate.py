"""`platine panel rate`: rate line by line, on a terminal or from a pipe, saved at every answer."""

import textwrap
from pathlib import Path

import click

from simulator.authoring.panel.items import shuffled
from simulator.authoring.panel.sitting import Asked, letter_of
from simulator.cli.commands.panel_files import (
    before,
    file_name,
    how,
    open_items,
    scenario_argument,
)
from simulator.cli.commands.panel_filled import Filled
from simulator.cli.separators import separator_option
from simulator.locale import _
from simulator.plain.console import Console, EndOfInput
from simulator.wording import panel as told

_REMINDER = 56
"""Letters of a response that remind of it."""
_COMMANDS = frozenset("?bswq")


@click.command(
    "rate",
    help=_("Rate the responses here, one question after the other; what was answered is kept at once."),
    short_help=_("Rate here, one question after the other."),
)
@scenario_argument
@click.option("--rater", metavar=_("NAME"), required=True, help=_("who rates; the order is his own"))
@click.option(
    "--out",
    "-o",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("the sheet that is filled in; one that is there is gone on with"),
)
@click.option("--seed", metavar="N", type=click.IntRange(0, 2**31 - 1), default=0, help=_("another order"))
@separator_option()
def rate(scenario: str, rater: str, out: Path | None, seed: int, separator: str | None) -> int:
    read, _path, found = open_items(scenario)
    rater = " ".join(rater.split())
    path = out or Path(f"{file_name(read.id)}.{file_name(rater) or 'rater'}.csv")
    sheet = Filled(path, shuffled(found, rater, seed), rater, separator)
    Rating(sheet, Console.standard(), read.language).run()
    return 0


class Rating:
    """The questions, one after the other."""

    def __init__(self, sheet: Filled, console: Console, language: str) -> None:
        self._sheet = sheet
        self._sitting = sheet.sitting
        self._console = console
        self._language = language
        self._shown: str | None = None
        self._scale: str | None = None

    def run(self) -> None:
        self._begin()
        try:
            while (asked := self._sitting.current) is not None:
                self._show(asked)
                if not self._take(asked):
                    break
        except EndOfInput:
            pass
        self._sheet.settle()
        self._end()

    def _begin(self) -> None:
        sitting, say = self._sitting, self._console.say
        say(
            _("{responses} responses on four scales: {questions} questions, {open} of them open.").format(
                responses=sum(map(len, sitting.moments.values())), questions=len(sitting.asked), open=sitting.open
            )
        )
        if sitting.open:
            say(
                _(
                    "Answer with a figure. ? shows an example for each level, w the words again, b goes back, "
                    "s skips, c with words behind it keeps a remark, q stops. Every answer is kept at once."
                )
            )

    def _end(self) -> None:
        self._console.gap()
        left = self._sitting.open
        words = (
            _("{path} is complete.").format(path=self._sheet.path)
            if not left
            else _("{path}: {open} questions are open. The same command goes on with them.").format(
                path=self._sheet.path, open=left
            )
        )
        self._console.say(words)
        self._console.flush()

    def _show(self, asked: Asked) -> None:
        """The moment when it is a new one, and the scale when it is another."""
        if asked.item.moment != self._shown:
            self._show_moment(asked.item.moment)
            self._scale = None
        if asked.scale != self._scale:
            self._console.gap()
            self._console.say(
                _("{scale}, 0 to {most}. {question}").format(
                    scale=told.scale_name(asked.scale), most=asked.most, question=told.scale_question(asked.scale)
                )
            )
        self._shown, self._scale = asked.item.moment, asked.scale

    def _show_moment(self, moment: str) -> None:
        sitting, console = self._sitting, self._console
        place = list(sitting.moments).index(moment) + 1
        console.gap()
        console.say(_("Moment {place} of {count}").format(place=place, count=len(sitting.moments)))
        held = sitting.moments[moment]
        for line in dict.fromkeys(line for item in held for line in before(item)):
            console.say(line, first="  ", language=self._language)
        for number, item in enumerate(held):
            manner = how(item)
            console.say(
                f"{item.said} ({manner})" if manner else item.said,
                first=f"{letter_of(number)}  ",
                language=self._language,
            )

    def _take(self, asked: Asked) -> bool:
        """Ask once; False when the rater leaves."""
        sitting = self._sitting
        given = sitting.answer_to(asked)
        count = f"{asked.number}/{len(sitting.asked)}"
        self._console.say(_short(asked.item.said), first=f"{count}  {asked.letter}  ", language=self._language)
        values = {"scale": told.scale_name(asked.scale), "most": asked.most, "level": given}
        question = (
            _("{scale} 0-{most}:").format(**values)
            if given is None
            else _("{scale} 0-{most} (now {level}):").format(**values)
        )
        answer = self._console.ask(question) or ""
        word, _blank, rest = answer.partition(" ")
        if answer.isascii() and answer.isdigit() and int(answer) <= asked.most:
            sitting.answer(int(answer))
            self._sheet.save()
        elif word.casefold() == "c" and rest.strip():
            sitting.comment(rest.strip())
            self._sheet.save()
        elif answer.casefold() in _COMMANDS:
            return self._obey(answer.casefold(), asked)
        else:
            self._console.say(
                _("A whole number from 0 to {most}, please; or one of ? w b s q, or c with a remark.").format(
                    most=asked.most
                )
            )
        return True

    def _obey(self, command: str, asked: Asked) -> bool:
        if command == "b" and not self._sitting.back():
            self._console.say(_("This is the first question."))
        elif command == "s":
            self._sitting.skip()
        elif command == "w":
            self._show_moment(asked.item.moment)
        elif command == "?":
            self._console.say(told.about_the_anchors())
            for line in told.anchors(asked.scale):
                self._console.say(line, first="  ", rest="    ")
        return command != "q"


def _short(words: str) -> str:
    """Enough of a response to know it again; the whole of it stands above."""
    return textwrap.shorten(words, _REMINDER, placeholder="…", break_on_hyphens=False)
