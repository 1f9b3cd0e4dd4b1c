"""`platine panel agree`: how far the raters agree, what they made of each response, and what to look at again."""

import csv
import io
from pathlib import Path
from typing import Any, Final

import click

from simulator.authoring.formulas import guarded
from simulator.authoring.panel.agreement import RELIABLE, TENTATIVE, Agreed, agreed
from simulator.authoring.panel.ballots import Ballots, table
from simulator.authoring.panel.items import SCALES
from simulator.authoring.panel.summary import Alike, Stand, alike, stands
from simulator.cli.commands.panel_files import ballots_of, files_argument, open_items, scenario_argument
from simulator.cli.output import print_json
from simulator.cli.output import table as columns
from simulator.locale import _, ngettext
from simulator.wording import panel as told
from simulator.wording.numbers import number
from simulator.wording.plaintext import printable

_FIELDS: Final = (
    "moment",
    "response",
    "scale",
    "raters",
    "mean",
    "median",
    "spread",
    "least",
    "most",
    "key",
    "flags",
)


@click.command(
    "agree",
    help=_("Say how far the raters agree on each scale, and what they made of each response."),
    short_help=_("Say how far the raters agree."),
)
@scenario_argument
@files_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help=_("text, json for machines, or csv for a spreadsheet"),
)
@click.option("--all", "everything", is_flag=True, help=_("every figure, also those that need no second look"))
def agree(scenario: str, files: tuple[Path, ...], form: str, everything: bool) -> int:
    """Exit code 1 where a cell of a sheet cannot be used."""
    _scenario, _path, found = open_items(scenario)
    ballots = ballots_of(found, files)
    all_stands = stands(ballots)
    agreement = {scale: agreed(table(ballots, scale)) for scale in SCALES}
    same = alike(ballots, all_stands)
    if form == "json":
        print_json(_data(ballots, all_stands, agreement, same))
    elif form == "csv":
        click.echo(_csv(all_stands), nl=False)
    else:
        _print_agreement(agreement)
        _print_stands([stand for stand in all_stands if stand.levels and (everything or stand.flags)])
        _print_flags(all_stands, everything)
        _print_raters(ballots, same)
    return 1 if ballots.problems else 0


def _print_raters(ballots: Ballots, same: tuple[Alike, ...]) -> None:
    """Who told nothing apart, and what was remarked."""
    for one in same:
        words = _("{rater} gave {level} to all {count} responses on {scale}.").format(
            rater=one.rater, level=one.level, count=one.ratings, scale=told.scale_name(one.scale)
        )
        click.echo(printable(words))
    for remark in ballots.comments:
        item = next(item for item in ballots.items if item.code == remark.item)
        words = _("{rater} on {response}: “{remark}”").format(
            rater=remark.rater, response=item.name, remark=" ".join(remark.comment.split())
        )
        click.echo(printable(words))


def _print_agreement(agreement: dict[str, Agreed]) -> None:
    rows = [
        (
            told.scale_name(scale),
            "–" if one.alpha is None else number(one.alpha, 3),
            str(one.raters),
            str(one.units),
            str(one.pairable),
            told.reading(one.reading),
        )
        for scale, one in agreement.items()
    ]
    heads = (_("scale"), _("alpha"), _("raters"), _("responses"), _("ratings"), _("taken to be"))
    click.echo(columns(rows, heads=heads, right=frozenset({1, 2, 3, 4})))
    click.echo(
        _(
            "Krippendorff's alpha, ordinal: reliable from {reliable}, tentative from {least} (Krippendorff, 2004)."
        ).format(reliable=number(RELIABLE, 3), least=number(TENTATIVE, 3))
    )


def _print_stands(shown: list[Stand]) -> None:
    rows = []
    last = ""
    for stand in shown:
        name = printable(stand.item.name)
        least, most = stand.bounds
        rows.append(
            (
                name if name != last else "",
                told.scale_name(stand.scale),
                str(len(stand.levels)),
                number(stand.mean, 2),
                _level(stand),
                number(stand.spread, 2),
                f"{least}-{most}",
                str(stand.key),
                ", ".join(map(told.flag, stand.flags)),
            )
        )
        last = name
    if not rows:
        return
    heads = (_("response"), _("scale"), "n", _("mean"), _("median"), _("SD"), _("range"), _("key"), _("look at"))
    click.echo()
    click.echo(columns(rows, heads=heads, right=frozenset({2, 3, 4, 5, 6, 7})))


def _level(stand: Stand) -> str:
    return number(stand.median, 0 if stand.median.denominator == 1 else 1)


def _print_flags(all_stands: tuple[Stand, ...], everything: bool) -> None:
    flags = [flag for stand in all_stands for flag in stand.flags]
    quiet = sum(bool(stand.levels) and not stand.flags for stand in all_stands)
    unrated = [stand.item.name for stand in all_stands if not stand.levels]
    names = dict.fromkeys(unrated)
    counts = ", ".join(f"{told.flag(flag)} {flags.count(flag)}" for flag in told.FLAGS if flag in flags)
    click.echo()
    click.echo(_("To look at: {counts}.").format(counts=counts) if counts else _("Nothing needs a second look."))
    if quiet and not everything:
        click.echo(
            ngettext(
                "{number} figure needs no second look; --all shows it too.",
                "{number} figures need no second look; --all shows them too.",
                quiet,
            ).format(number=quiet)
        )
    if names:
        click.echo(printable(_("Not rated at all on some scale: {names}.").format(names=", ".join(names))))


def _data(
    ballots: Ballots, all_stands: tuple[Stand, ...], agreement: dict[str, Agreed], same: tuple[Alike, ...]
) -> dict[str, Any]:
    return {
        "problems": ballots.problems,
        "raters": ballots.raters,
        "agreement": {
            scale: {
                "alpha": one.alpha,
                "raters": one.raters,
                "responses": one.units,
                "ratings": one.pairable,
                "reading": one.reading,
            }
            for scale, one in agreement.items()
        },
        "responses": [_row(stand) for stand in all_stands],
        "alike": same,
        "comments": [{"item": one.item, "rater": one.rater, "comment": one.comment} for one in ballots.comments],
    }


def _row(stand: Stand) -> dict[str, Any]:
    rated = bool(stand.levels)
    least, most = stand.bounds if rated else (None, None)
    return {
        "item": stand.item.code,
        "moment": stand.item.moment,
        "response": stand.item.response,
        "scale": stand.scale,
        "raters": len(stand.levels),
        "mean": round(float(stand.mean), 4) if rated else None,
        "median": float(stand.median) if rated else None,
        "spread": round(stand.spread, 4),
        "least": least,
        "most": most,
        "votes": stand.votes,
        "key": stand.key,
        "flags": stand.flags,
        "missing": stand.missing,
    }


def _csv(all_stands: tuple[Stand, ...]) -> str:
    """One line a response and scale, decimals with a point: for programs and for spreadsheets set to English."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_FIELDS)
    for stand in all_stands:
        row = _row(stand)
        row["flags"] = " ".join(stand.flags)
        writer.writerow([guarded(str("" if row[field] is None else row[field])) for field in _FIELDS])
    return out.getvalue()
