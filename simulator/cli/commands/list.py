"""`platine list`: the scenarios there are, how long they take, and how the last call went."""

import os

import click

from simulator.cli.output import complain, finding_data, format_option, print_json, say_finding, table, warn
from simulator.conversation.pace import minutes
from simulator.errors import PlatineError
from simulator.history.journal import Journal, Result
from simulator.history.keeping import journal_file, last_results
from simulator.locale import _, language
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.packs import Entry, entries
from simulator.wording.labels import label
from simulator.wording.numbers import number
from simulator.wording.plaintext import printable
from simulator.wording.typography import typeset

_Results = dict[tuple[str, str], Result]


@click.command("list", help=_("List the scenarios there are."))
@format_option()
def command(form: str) -> None:
    """Those in the language spoken first; a scenario that cannot be played is named on stderr."""
    found, findings = _found()
    results = _results()
    if form == "json":
        print_json(
            {
                "findings": [finding_data(finding) for finding in findings],
                "scenarios": [_as_data(entry, scenario, results) for entry, scenario in found],
            }
        )
        return
    if not found:
        click.echo(_("There is no scenario to play."))
        return
    heads = (_("scenario"), _("title"), _("level"), _("channel"), _("minutes"), _("last result"))
    rows = [_row(scenario, results) for _entry, scenario in found]
    click.echo(printable(table(rows, heads=heads, right=frozenset({4}))))


def _found() -> tuple[list[tuple[Entry, Scenario]], list[Finding]]:
    found: list[tuple[Entry, Scenario]] = []
    findings: list[Finding] = []
    for entry in entries():
        try:
            reading = entry.reading
        except PlatineError as error:
            complain(error)
            continue
        if reading.scenario is not None:
            found.append((entry, reading.scenario))
            continue
        findings.extend(reading.findings)
        for finding in reading.findings:
            say_finding(finding)
        warn(_("{path} cannot be played as it stands.").format(path=entry.path))
    found.sort(key=lambda one: one[1].language.split("-")[0] != language())
    return found, findings


def _results() -> _Results:
    """The last result of each scenario; none, with a warning, where the journal cannot be read."""
    if not os.path.exists(journal_file()):
        return {}
    try:
        journal = Journal(journal_file())
    except PlatineError as error:
        complain(error)
        return {}
    try:
        return last_results(journal)
    except PlatineError as error:
        complain(error)
        return {}
    finally:
        journal.close()


def _row(scenario: Scenario, results: _Results) -> tuple[str, ...]:
    last = results.get((scenario.id, scenario.language))
    return (
        f"{scenario.language}/{scenario.id}",
        typeset(" ".join(scenario.title.split()), scenario.language),
        label("level", scenario.level),
        label("channel", scenario.channel),
        number(minutes(scenario)),
        _last(last) if last is not None else "-",
    )


def _last(result: Result) -> str:
    """The day, the highest stage and the three scores."""
    finished = result.finished
    scores = "/".join(number(score) for score in (finished.empathy, finished.naturalness, finished.ladder))
    practice = f", {_('practice')}" if result.began.practice else ""
    return f"{result.at.astimezone():%Y-%m-%d}, {label('stage', finished.stage)}, {scores}{practice}"


def _as_data(entry: Entry, scenario: Scenario, results: _Results) -> dict[str, object]:
    last = results.get((scenario.id, scenario.language))
    return {
        "id": scenario.id,
        "language": scenario.language,
        "title": scenario.title,
        "level": scenario.level,
        "channel": scenario.channel,
        "minutes": minutes(scenario),
        "variants": ["base", *scenario.variants],
        "pack": entry.pack.title,
        "path": str(entry.path),
        "last": {"at": last.at, "practice": last.began.practice, "marks": last.finished}
        if last is not None
        else None,
    }
