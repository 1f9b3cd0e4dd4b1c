"""`platine map`: a scenario's moments and endings and what opens what, as an outline, a picture or a graph."""

import os
import sys
from pathlib import Path
from typing import Final

import click

from simulator.authoring.map.best import best_steps
from simulator.authoring.map.call import Walked, chart_of
from simulator.authoring.map.chart import Chart, by_place
from simulator.authoring.map.lifecycle import lifecycle_chart
from simulator.cli.opening import open_scenario, open_script, rehearsals_beside, variant_option
from simulator.cli.output import complain, warn
from simulator.cli.pages import WIDEST, columns
from simulator.conversation.script import Script
from simulator.errors import PlatineError
from simulator.exports.map.words import Caption, caption, lifecycle_caption
from simulator.locale import _
from simulator.scenario.findings import Finding

_FORMATS: Final = ("text", "mermaid", "dot", "svg")
_BY_ENDING: Final = {".svg": "svg", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid"}
_UNDRAWN: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf")
"""Endings under which nobody expects a text."""
_FINDINGS: Final = ("quick", "all", "none")


@click.command("map", help=_("Draw a scenario: its moments, its endings, and what opens what."))
@click.argument("scenario", required=False, metavar=_("SCENARIO"))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help=_("text to be read, a graph for Mermaid or Graphviz, or a picture; by default what FILE ends in, or text"),
)
@click.option("--lifecycle", is_flag=True, help=_("the phases of a call, instead of its moments"))
@variant_option
@click.option(
    "--findings",
    type=click.Choice(_FINDINGS),
    default="quick",
    help=_("what to mark: what the quick check finds, what the whole check finds, or nothing"),
)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("write the map here instead of printing it"),
)
def command(
    scenario: str | None,
    form: str | None,
    lifecycle: bool,
    variant: str | None,
    findings: str,
    output: Path | None,
) -> None:
    """With --lifecycle alone: the life of any call. With a scenario too: what its calls can come to."""
    if scenario is None and not lifecycle:
        raise click.UsageError(_("Name a scenario, or ask for --lifecycle."))
    if scenario is None and variant is not None:
        raise click.UsageError(_("--variant belongs to a scenario: name it."))
    if output == Path("-"):
        output = None
    form = form or ("text" if output is None else _form_of(output))
    if scenario is None:
        chart = lifecycle_chart()
        named = lifecycle_caption(chart)
    else:
        chart, named = _of(scenario, variant, output, lifecycle=lifecycle, findings=findings)
    text = _drawn(chart, named, form)
    if output is None:
        if form == "text":
            click.echo(text, nl=False)
        else:
            _print(text)
        return
    from simulator.exports.files import write  # start-up time: only a map that is kept is written

    write(output, text, private=False)
    warn(_("Written: {path}").format(path=output))


def _form_of(output: Path) -> str:
    """What a file's ending asks for. Raises UsageError for a picture of a kind that is not drawn."""
    ending = output.suffix.lower()
    if ending in _UNDRAWN:
        raise click.UsageError(
            _("{ending} is not drawn here. Write .svg, which a browser opens, prints and saves as PDF.").format(
                ending=ending
            )
        )
    return _BY_ENDING.get(ending, "text")


def _of(
    name: str, variant: str | None, output: Path | None, *, lifecycle: bool, findings: str
) -> tuple[Chart, Caption]:
    scenario, file = open_scenario(name)
    if output is not None and os.path.exists(output) and os.path.samefile(output, file):
        raise click.UsageError(_("The map would be written over the scenario: name another FILE."))
    script = open_script(scenario, variant)
    if lifecycle:
        chart = lifecycle_chart(scenario, script.variant)
        return chart, lifecycle_caption(chart, scenario)
    found = by_place(_found(file, findings), script.variant)
    chart = chart_of(scenario, script.variant, findings=found, best=_best(script, file))
    return chart, caption(scenario, script.variant, chart)


def _best(script: Script, file: Path) -> Walked:
    """The best path, if it was rehearsed; a rehearsal that does not come out is told of, and left out."""
    try:
        return best_steps(script, rehearsals_beside(file))
    except PlatineError as error:
        complain(error)
        warn(_("The map shows no best path."))
        return ()


def _found(file: Path, which: str) -> list[Finding]:
    if which == "none":
        return []
    from simulator.authoring.checking import ALL, QUICK  # start-up time: maps without marks do not check
    from simulator.cli.checking.report import Asked, checked  # start-up time: the same

    return checked([file], Asked(QUICK if which == "quick" else ALL, overviews=False)).findings


def _drawn(chart: Chart, named: Caption, form: str) -> str:
    if form == "svg":
        from simulator.exports.map.picture import picture  # start-up time: one format of four is needed

        return picture(chart, named)
    if form == "dot":
        from simulator.exports.map.dot import dot  # start-up time: the same

        return dot(chart, named)
    if form == "mermaid":
        from simulator.exports.map.mermaid import MOST_ARROWS, MOST_LETTERS, mermaid  # start-up time: the same

        text = mermaid(chart, named)
        if len(chart.arrows) > MOST_ARROWS or len(text) > MOST_LETTERS:
            warn(_("Mermaid draws so large a map only where its maxEdges and maxTextSize are raised."))
        return text
    from simulator.exports.map.outline import outline  # start-up time: the same

    return "".join(f"{line}\n" for line in outline(chart, named, width=min(columns(), WIDEST)))


def _print(text: str) -> None:
    """In UTF-8 whatever the terminal's encoding: other programs read it, and expect nothing else."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
