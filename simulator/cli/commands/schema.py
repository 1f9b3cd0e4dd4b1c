"""`platine schema`: the JSON Schema of the scenario format, for editors."""

import click

from simulator.cli.output import print_json
from simulator.locale import _
from simulator.scenario.schema import json_schema


@click.command("schema", help=_("Print the JSON Schema of the scenario format."))
def command() -> None:
    print_json(json_schema())
