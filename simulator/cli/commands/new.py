"""`platine new`: a few questions, and a scenario that plays, with its rehearsals, to make one's own."""

import contextlib
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

import click

from simulator.authoring import new
from simulator.cli.folders import make_folder
from simulator.cli.output import complain, format_option, print_json
from simulator.errors import Misuse, Refused
from simulator.locale import LANGUAGES, _, language
from simulator.plain.console import EndOfInput, FileSource
from simulator.scenario.packs import PACK_FILE
from simulator.scenario.reading.files import ENDINGS
from simulator.scenario.reading.ledger import quoted
from simulator.scenario.vocabulary import CHANNELS, NEEDS
from simulator.scenario.writing import write_file
from simulator.wording.beginning import QUESTIONS
from simulator.wording.labels import label
from simulator.wording.plaintext import printable

_WISH: Final = "certainty"
_BACK: Final = "<"
_TONGUES: Final = {"en": "English", "fr": "français"}


@click.command("new", help=_("Begin a scenario: a few questions, and a file that plays."))
@click.argument("where", required=False, metavar=_("[FOLDER or FILE]"), type=click.Path(path_type=Path))
@click.option("--title", metavar=_("TEXT"), help=_("what the scenario is called"))
@click.option("--channel", type=click.Choice(CHANNELS), help=_("how the customer comes in"))
@click.option("--name", metavar=_("TEXT"), help=_("the customer's name"))
@click.option("--request", metavar=_("TEXT"), help=_("what the customer asks for, in the customer's words"))
@click.option("--need", metavar=_("TEXT"), help=_("what is behind it, in the customer's words"))
@click.option("--wish", metavar=_("NEED"), help=_("what would serve the customer best: certainty, dignity..."))
@click.option("--id", "id_", metavar="ID", help=_("the id, and the file's name; made of the title if not given"))
@click.option("--pack", is_flag=True, help=_("begin a pack as well, in a folder that is empty"))
@click.option("--yes", is_flag=True, help=_("ask nothing: proposals stand for what is not given"))
@click.option("--force", is_flag=True, help=_("write over what is there"))
@format_option()
@click.pass_obj
def command(
    tongue: str | None,
    /,
    where: Path | None,
    id_: str | None,
    pack: bool,
    yes: bool,
    force: bool,
    form: str,
    **given: str | None,
) -> None:
    """Nothing is written before the last question is answered. `--language` is the scenario's language as well."""
    file = where if where is not None and where.suffix in ENDINGS else None
    folder = file.parent if file is not None else where or Path()
    if id_ is not None and not new.is_id(id_):
        raise Misuse("new_id", id=id_)
    _see_pack(folder, pack)
    told = _Asking({"language": tongue, **given}, quiet=yes).all()
    spoken = cast(new.TemplateLanguage, told["language"])
    if file is None:
        file = folder / f"{id_ or _free_id(folder, new.id_from(told['title'], spoken))}{ENDINGS[0]}"
    rehearsals = file.with_name(f"{file.stem}.rehearsal{ENDINGS[0]}")
    is_named = new.is_id(file.stem)
    answers: dict[str, Any] = {**told, "id": id_ or (file.stem if is_named else new.id_from(file.stem, spoken))}
    pair = new.written(new.Answers(**answers), file.name if is_named else None)
    texts = {file: pair.scenario, rehearsals: pair.rehearsals}
    if pack:
        texts[folder / PACK_FILE] = new.pack_file(told["title"], spoken, file.stem)
    _write(texts, force=force)
    if form == "json":
        print_json({"id": answers["id"], "language": spoken, "written": [str(path) for path in texts]})
    else:
        _say_what_next(list(texts))


def _see_pack(folder: Path, pack: bool) -> None:
    """Raises Refused where a pack is wanted and the folder holds something. Asked first: nobody answers in vain."""
    if pack and os.path.lexists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise Refused("new_pack_not_empty", path=str(folder))


def _free_id(folder: Path, wanted: str) -> str:
    """The id, with a number behind it where a scenario of that name lies in the folder already."""
    number, candidate = 1, wanted
    while any(os.path.lexists(folder / f"{candidate}{part}{ENDINGS[0]}") for part in ("", ".rehearsal")):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _write(texts: dict[Path, str], *, force: bool) -> None:
    """All of the files, or none. Raises Refused."""
    there = [path for path in texts if os.path.lexists(path)]
    if there and not force:
        raise Refused("new_exists", path=str(there[0]))
    done: list[Path] = []
    make_folder(next(iter(texts)).parent)
    try:
        for path, text in texts.items():
            write_file(path, text)
            done.append(path)
    except BaseException:
        for path in done:
            if path not in there:
                with contextlib.suppress(OSError):
                    path.unlink()
        raise


def _say_what_next(paths: list[Path]) -> None:
    click.echo(_("Written:"))
    for path in paths:
        click.echo(printable(f"  {path}"))
    named = shlex.quote(str(paths[0]))
    click.echo()
    click.echo(_("It plays as it stands. Three things to try:"))
    click.echo(printable(f"  platine play {named}"))
    click.echo(printable(f"  platine check {named} --strict"))
    click.echo(printable(f"  platine bots {named}"))


class _Asking:
    """The questions that the options left open, one after another, each with a proposal that Enter takes."""

    def __init__(self, given: dict[str, str | None], *, quiet: bool) -> None:
        self._given = {key: answer.strip() for key, answer in given.items() if answer is not None}
        self._quiet = quiet
        self._source = FileSource.standard()
        self._typed: dict[str, str] = {}

    def all(self) -> dict[str, str]:
        """Every answer by its key. Raises Misuse for one that cannot be taken, and where they end too early."""
        for key, answer in self._given.items():
            self._refuse(key, answer)
        if not self._quiet and self._given.keys() != QUESTIONS.keys():
            self._say(_("Enter takes the proposal in brackets. Nothing is written before the last answer."))
        asked = [key for key in QUESTIONS if key not in self._given]
        answers = dict(self._given)
        place = 0
        while place < len(asked):
            replied = self._answer(asked[place], self._proposal(asked[place], answers), is_first=place == 0)
            if replied is None:
                place -= 1
                continue
            answers[asked[place]] = replied
            place += 1
        return {key: answers[key] for key in QUESTIONS}

    def _proposal(self, key: str, answers: dict[str, str]) -> str:
        """What was typed before, where somebody went back; a proposal that was only taken may have changed."""
        if key in self._typed:
            return self._typed[key]
        if key == "language":
            return language() if language() in LANGUAGES else LANGUAGES[0]
        simple = {"channel": CHANNELS[0], "wish": _WISH}
        return simple.get(key) or new.defaults(cast(new.TemplateLanguage, answers["language"]))[key]

    def _answer(self, key: str, proposal: str, *, is_first: bool) -> str | None:
        """The answer to a question; None where the one before it is to be answered again."""
        if self._quiet:
            return proposal
        words = _choices(key)
        while True:
            answer = self._line(key, proposal, words, is_first=is_first)
            if not answer:
                return proposal
            if answer == _BACK:
                if not is_first:
                    return None
                self._say(_("This is the first question."))
                continue
            try:
                self._typed[key] = self._refuse(key, _chosen(answer, words) if words else answer)
            except Misuse as error:
                if not self._source.interactive:
                    raise
                complain(error)
            else:
                return self._typed[key]

    def _line(self, key: str, proposal: str, words: dict[str, str], *, is_first: bool) -> str:
        self._say("")
        self._say(_(QUESTIONS[key]))
        for number, name in enumerate(words.values(), 1):
            self._say(f"  {number}  {name}")
        prompt = "[{proposal}] " if is_first else _("[{proposal}] (< goes back) ")
        click.echo(printable(prompt.format(proposal=words.get(proposal, proposal))), err=True, nl=False)
        try:
            line = self._source.line()
        except EndOfInput:
            click.echo(err=True)
            raise Misuse("new_unanswered") from None
        if not self._source.interactive:
            click.echo(err=True)
        return (line or "").strip()

    def _refuse(self, key: str, answer: str) -> str:
        """The answer, where it can be taken. Raises Misuse."""
        words = _choices(key)
        if words:
            if answer not in words:
                shown = words.values() if self._source.interactive else words
                raise Misuse("new_choice", answer=quoted(answer), choices=", ".join(shown))
            return answer
        fault = new.fault_of(answer)
        if fault is not None:
            question = _(QUESTIONS[key])
            raise Misuse(f"new_{fault}", answer=quoted(answer), question=question, most=str(new.LONGEST))
        return answer

    @staticmethod
    def _say(words: str) -> None:
        click.echo(printable(words), err=True)


def _choices(key: str) -> dict[str, str]:
    """What may be chosen, by the format's word, with its name; nothing where the answer is free."""
    named: dict[str, Callable[[], dict[str, str]]] = {
        "language": lambda: {tag: _TONGUES.get(tag, tag) for tag in LANGUAGES},
        "channel": lambda: {word: label("channel", word) for word in CHANNELS},
        "wish": lambda: {word: label("need", word) for word in NEEDS},
    }
    return named[key]() if key in named else {}


def _chosen(answer: str, words: dict[str, str]) -> str:
    """The word meant by a number, by the word itself or by its name; the answer itself where none is."""
    by_any = {**{name.casefold(): word for word, name in words.items()}, **{word: word for word in words}}
    by_any |= {str(number): word for number, word in enumerate(words, 1)}
    return by_any.get(answer.casefold(), answer)
