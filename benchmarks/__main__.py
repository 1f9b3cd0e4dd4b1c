"""`make bench`, or `python -m benchmarks`: one table of figures, each beside a yardstick of the same run."""

import importlib
import sys

import click
import msgspec

from benchmarks.table import Row, as_markdown, as_text, machine

GROUPS = ("startup", "reading", "checking", "engine", "durability", "screen", "room")
"""One module each, in the order of the table."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--quick", is_flag=True, help="Few rounds and small sizes: to see that it works, not to quote.")
@click.option("--only", type=click.Choice(GROUPS), multiple=True, help="This group of rows; may be given again.")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text")
def bench(quick: bool, only: tuple[str, ...], form: str) -> None:
    """Measure Platine. Exits with 0 whether or not the goals are met: a benchmark is no test."""
    rows: list[Row] = []
    for group in only or GROUPS:
        click.echo(f"{group} ...", err=True)
        rows += importlib.import_module(f"benchmarks.{group}").rows(quick=quick)
    click.echo(told(rows, form))


def told(rows: list[Row], form: str) -> str:
    """The rows as text, JSON or Markdown."""
    if form == "json":
        report = {"machine": machine(), "rows": [row.data() for row in rows]}
        return msgspec.json.format(msgspec.json.encode(report)).decode()
    return (as_markdown if form == "markdown" else as_text)(rows)


if __name__ == "__main__":
    sys.exit(bench())
