"""`platine schema`: the JSON Schema of the scenario format, for editors."""

import click

from simulator.cli.output import print_json
from simulator.locale import _
from simulator.scenario.schema import KINDS, json_schema


@click.command("schema", help=_("Print the JSON Schema of the scenario format."))
@click.option(
    "--of", "kind", type=click.Choice(KINDS), default=KINDS[0], help=_("the kind of file; a scenario unless said")
)
def command(kind: str) -> None:
    print_json(json_schema(kind))
