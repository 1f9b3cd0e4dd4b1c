"""`platine translate`: what a scenario's other language lacks, and its texts out to a translator and back.

platine translate SCENARIO [OTHER]                what lacks, lags, is left over, and where the two differ
platine translate pull SCENARIO --to en -o F      the texts as a table or a PO file
platine translate push F --into OTHER             the translations into their places, and nothing else
"""

import os
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from simulator.authoring import translations_po, translations_sheets
from simulator.authoring.translations import Lag, differences, lagging, stamp, texts
from simulator.authoring.translations_kept import Kept, keep, kept_beside
from simulator.authoring.translations_places import found, root_of
from simulator.authoring.translations_pushing import Pushed, begun, pulled, pushed
from simulator.authoring.translations_sheets import CHANGED, Sheet
from simulator.cli.folders import make_folder
from simulator.cli.opening import open_scenario
from simulator.cli.output import format_option, print_json, warn
from simulator.cli.pages import Call
from simulator.cli.separators import separator_option, usual
from simulator.cli.translating import Pair, other_of, pair_of, read_or_refuse
from simulator.errors import Misuse, Refused
from simulator.locale import _, ngettext
from simulator.scenario.model import Scenario
from simulator.scenario.packs import find
from simulator.scenario.reading.files import content_of
from simulator.scenario.writing import put, source_of, write_file
from simulator.wording.plaintext import printable
from simulator.wording.translating import refusal

_ALL: Final = "all"
_LONGEST_QUOTE: Final = 60
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_READERS: Final = {
    ".csv": translations_sheets.sheet_of,
    ".tsv": translations_sheets.sheet_of,
    ".po": translations_po.sheet_of,
}


class _Translate(click.Group):
    """A group whose first word may be a scenario: comparing is what one mostly wants."""

    context_class = Call

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["compare", *args]
        return super().parse_args(ctx, args)


@click.group(
    "translate",
    cls=_Translate,
    subcommand_metavar=_("SCENARIO [OTHER] | COMMAND ..."),
    help=_("Compare a scenario with its translation, pull its texts, push them back."),
)
def command() -> None:
    """The subcommands do the work."""


@command.command("compare", help=_("Say what lacks and lags (the word may be left out)."))
@click.argument("scenario", metavar=_("SCENARIO"))
@click.argument("other", required=False, metavar=_("[OTHER]"))
@click.option(
    "--accept",
    multiple=True,
    metavar=_("NAME"),
    help=_("take a text as rightly translated from the source as it is now; all for every text"),
)
@click.option("--strict", is_flag=True, help=_("fail where anything lags or differs"))
@format_option()
def compare(scenario: str, other: str | None, accept: tuple[str, ...], strict: bool, form: str) -> int:
    """The translation is the one with stamps beside it; where neither has any, the second."""
    pair = pair_of(scenario, other)
    if accept:
        _accept(pair, accept)
    kept = kept_beside(pair.translation_file)
    stamps = kept.made_from if kept and kept.source == pair.source.language else None
    lag = lagging(pair.source, pair.translation, stamps)
    differ = differences(pair.source, pair.translation)
    if form == "json":
        print_json(
            {
                "findings": [],
                "source": {"path": str(pair.source_file), "language": pair.source.language},
                "translation": {"path": str(pair.translation_file), "language": pair.translation.language},
                "stamped": stamps is not None,
                "lag": lag,
                "differences": differ,
            }
        )
    else:
        _tell(pair, lag, is_stamped=stamps is not None)
        _tell_differences(pair, differ)
        if not lag.names and not differ:
            click.echo(_("Nothing lacks, nothing lags, and the two are one scenario."))
    return 1 if strict and (lag.names or differ) else 0


def _accept(pair: Pair, names: Sequence[str]) -> None:
    """Write down that texts are translated from the source as it is now. Raises Misuse for an unknown one."""
    ours, theirs = texts(pair.source), texts(pair.translation)
    both = [name for name in ours if name in theirs]
    for name in names:
        if name != _ALL and name not in both:
            raise Misuse("translate_unknown_text", name=name)
    kept = kept_beside(pair.translation_file)
    before = kept.made_from if kept and kept.source == pair.source.language else {}
    taken = both if _ALL in names else names
    made_from = {**before, **{name: stamp(ours[name]) for name in taken}}
    known = {name: mark for name, mark in made_from.items() if name in ours}
    keep(pair.translation_file, Kept(pair.source.language, known))


def _tell(pair: Pair, lag: Lag, *, is_stamped: bool) -> None:
    source, translation = pair.source.language, pair.translation.language
    click.echo(printable(f"{pair.source_file} ({source}) → {pair.translation_file} ({translation})"))
    if not is_stamped:
        warn(_("Nothing tells from which words it was made: with --accept all, later changes will be seen."))
    said = {**texts(pair.translation), **texts(pair.source)}
    for names, heading in (
        (lag.lacks, _("Lacking in {language}:").format(language=translation)),
        (lag.changed, _("Changed in {language} since it was translated:").format(language=source)),
        (lag.untranslated, _("Still in the words of {language}:").format(language=source)),
        (lag.orphaned, _("Left over, for {language} has it no more:").format(language=source)),
    ):
        if names:
            click.echo(heading)
            for name in names:
                quoted = _("“{text}”").format(text=_cut(said[name]))
                click.echo(printable(f"  {name}  {quoted}"))


def _tell_differences(pair: Pair, differ: Sequence[Any]) -> None:
    if differ:
        click.echo(_("Not the same in both, though no words:"))
    for one in differ:
        if one.translation is None:
            words = _("only in {language}").format(language=pair.source.language)
        elif one.source is None:
            words = _("only in {language}").format(language=pair.translation.language)
        else:
            words = f"{pair.source.language} {one.source} | {pair.translation.language} {one.translation}"
        click.echo(printable(f"  {one.name}  {words}"))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _separator(output: Path | None) -> str:
    """For a file what its name says, or what opens with two clicks where the reader lives; for a pipe a comma."""
    if output is None:
        return ","
    return "\t" if output.suffix.lower() == ".tsv" else usual()


@command.command("pull", help=_("Write a scenario's texts down for a translator."))
@click.argument("scenario", metavar=_("SCENARIO"))
@click.option("--to", "language", required=True, metavar=_("LANGUAGE"), help=_("the language to translate into"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("FILE.csv or FILE.po; stdout if not given"),
)
@click.option("--other", metavar=_("OTHER"), help=_("the translation so far, where it is not beside the scenario"))
@separator_option()
@click.option("--force", is_flag=True, help=_("write over what is there"))
def pull(
    scenario: str, language: str, output: Path | None, other: str | None, separator: str | None, force: bool
) -> None:
    """What is translated already comes along; what has changed since is marked."""
    if output is not None and output.suffix.lower() not in _READERS:
        raise Misuse("sheet_kind", path=str(output))
    if output is not None and os.path.lexists(output) and not force:
        raise Refused("sheet_there", path=str(output))
    source, file = open_scenario(scenario)
    if not _TAG.fullmatch(language) or language == source.language:
        raise Misuse("translate_language", language=language, source=source.language)
    known = read_or_refuse(find(other, language)) if other is not None else None
    translation, theirs = (known, Path(other)) if known and other else other_of(source, file, language)
    kept = kept_beside(theirs) if theirs is not None else None
    stamps = kept.made_from if kept and kept.source == source.language else None
    root = root_of(file)
    sheet = pulled(source, root, translation.language if translation else language, translation, stamps)
    if output is not None and output.suffix.lower() == ".po":
        reading = read_or_refuse(file, whole=True)
        steps = {row.name: found(root, tuple(row.name.split("."))) for row in sheet.rows}
        places = {name: f"{file.name}:{reading.place(*way).line}" for name, way in steps.items() if way}
        write_file(output, translations_po.po_of(sheet, places))
    else:
        table = translations_sheets.table_of(sheet, separator or _separator(output))
        if output is None:
            # Reading has refused every control character but tabs and line ends, and both belong to the table.
            sys.stdout.write(table.removeprefix("\ufeff"))
            return
        write_file(output, table)
    _say_what_is_open(sheet, file, theirs, output)


def _say_what_is_open(sheet: Sheet, file: Path, theirs: Path | None, output: Path) -> None:
    count = sum(1 for row in sheet.rows if row.state)
    words = ngettext(
        "{count} text is to be translated, of {all}.", "{count} texts are to be translated, of {all}.", count
    )
    warn(words.format(count=count, all=len(sheet.rows)))
    if any(row.state == CHANGED for row in sheet.rows):
        warn(_("Where a mark says changed or fuzzy, the old translation stands: correct it, or remove the mark."))
    into = theirs or _proposed(file, sheet)
    pushing = f"--into {shlex.quote(str(into))} --from {shlex.quote(str(file))}"
    warn(_("Then: {command}").format(command=f"platine translate push {shlex.quote(str(output))} {pushing}"))


def _proposed(file: Path, sheet: Sheet) -> Path:
    """Where a translation that does not exist belongs: in its language's folder, where there are such folders."""
    if file.resolve().parent.name == sheet.source:
        return Path(os.path.normpath(file.parent / os.pardir / sheet.language / file.name))
    return file.with_name(f"{file.stem}.{sheet.language}{file.suffix}")


@command.command("push", help=_("Put a translator's texts into their places."))
@click.argument("sheet", metavar=_("FILE"), type=click.Path(path_type=Path, readable=False))
@click.option(
    "--into",
    required=True,
    metavar=_("OTHER"),
    type=click.Path(path_type=Path),
    help=_("the translation's file, begun if it is not there"),
)
@click.option("--from", "source", metavar=_("SCENARIO"), help=_("the scenario that the texts were pulled from"))
@format_option()
def push(sheet: Path, into: Path, source: str | None, form: str) -> int:
    """Exit code 1 where a text was refused; the others are in their places all the same."""
    reader = _READERS.get(sheet.suffix.lower())
    if reader is None:
        raise Misuse("sheet_kind", path=str(sheet))
    there = read_or_refuse(into) if os.path.lexists(into) else None
    texts_in = reader(content_of(sheet), str(sheet))
    source_file = _source_file(texts_in, there, into, source)
    from_scenario = read_or_refuse(source_file) if source_file else None
    texts_in = _with_languages(texts_in, from_scenario, there, sheet)
    _see_that_they_belong(texts_in, from_scenario, there, into)
    is_new = there is None
    text = source_of(into) if there is not None else _begun(texts_in, source_file, into)
    names = {name for scenario in (from_scenario, there) if scenario is not None for name in texts(scenario)}
    done = pushed(text, texts_in, names, root_of(source_file) if source_file else None, str(into))
    if is_new:
        make_folder(into.parent)
        write_file(into, done.text)
    elif done.text != text:
        put(into, text, done.text)
    if is_new and source_file is not None:
        _copy_rehearsals(source_file, into)
    kept = None if is_new else kept_beside(into)
    before = kept.made_from if kept and kept.source == texts_in.source else {}
    # Kept for a translation just begun even where no text has come: it says which of the two is the other's source.
    if done.stamps or (is_new and source_file is not None):
        keep(into, Kept(texts_in.source, {**before, **done.stamps}))
    if form == "json":
        print_json(_as_data(done, into))
    else:
        _tell_push(done, into)
    for one in done.refused:
        what, remedy = refusal(one.key, one.name, one.values)
        where = f"{sheet}:{one.line}: " if one.line else ""
        warn(f"{where}{what} {remedy}")
    return 1 if done.refused else 0


def _source_file(sheet: Sheet, there: Scenario | None, into: Path, source: str | None) -> Path | None:
    """The file that the texts were pulled from: as named, or as it lies beside the translation; None if unknown."""
    if source is not None:
        return find(source, sheet.source)
    if there is None:
        raise Misuse("push_needs_source", path=str(into))
    return other_of(there, into, sheet.source or None)[1]


def _with_languages(sheet: Sheet, source: Scenario | None, there: Scenario | None, path: Path) -> Sheet:
    """The sheet with the languages that its file does not say, taken from the scenarios. Raises Misuse."""
    from_language = sheet.source or (source.language if source else "")
    language = sheet.language or (there.language if there else "")
    if not from_language or not language:
        raise Misuse("sheet_heads_po", path=str(path))
    return msgspec.structs.replace(sheet, source=from_language, language=language)


def _see_that_they_belong(sheet: Sheet, source: Scenario | None, there: Scenario | None, into: Path) -> None:
    """Raises Misuse where the sheet belongs to another scenario or another language."""
    if there is not None and there.language != sheet.language:
        raise Misuse("push_other_language", path=str(into), language=sheet.language, other=there.language)
    ids = [scenario.id for scenario in (source, there) if scenario is not None]
    known = [sheet.scenario] if sheet.scenario else ids[:1]
    for other in ids:
        if other != known[0]:
            raise Misuse("push_other_scenario", path=str(into), id=known[0], other_id=other)


def _begun(sheet: Sheet, source: Path | None, into: Path) -> str:
    """The source's text, to be translated."""
    assert source is not None
    return begun(source_of(source), sheet.language, str(into))


def _copy_rehearsals(source: Path, into: Path) -> None:
    """The paths of rehearsals are ids, the same in every language."""
    theirs, ours = (file.with_name(f"{file.stem}.rehearsal.yaml") for file in (source, into))
    if os.path.exists(theirs) and not os.path.lexists(ours):
        write_file(ours, source_of(theirs))


def _as_data(done: Pushed, into: Path) -> dict[str, object]:
    refused = [
        {"name": one.name, "line": one.line, "message": " ".join(refusal(one.key, one.name, one.values))}
        for one in done.refused
    ]
    return {
        "path": str(into),
        "changed": done.changed,
        "added": done.added,
        "same": done.same,
        "waiting": done.waiting,
        "refused": refused,
    }


def _tell_push(done: Pushed, into: Path) -> None:
    changed, added, same = len(done.changed), len(done.added), len(done.same)
    waiting, refused = len(done.waiting), len(done.refused)
    click.echo(printable(str(into)))
    for count, words in (
        (changed, ngettext("{count} text changed", "{count} texts changed", changed)),
        (added, ngettext("{count} block added", "{count} blocks added", added)),
        (same, ngettext("{count} text stood there already", "{count} texts stood there already", same)),
        (waiting, ngettext("{count} text waits", "{count} texts wait", waiting)),
        (refused, ngettext("{count} text refused", "{count} texts refused", refused)),
    ):
        if count:
            click.echo(f"  {words.format(count=count)}")


for _each in command.commands.values():
    _each.context_class = Call
