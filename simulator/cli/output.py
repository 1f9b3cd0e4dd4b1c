"""Data on stdout, everything else on stderr."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click
import msgspec

from simulator.errors import PlatineError, Unplayable
from simulator.locale import _
from simulator.scenario.findings import Finding
from simulator.wording import findings as told
from simulator.wording.plaintext import escaped, printable

F = TypeVar("F", bound=Callable[..., Any])


def complain(error: PlatineError) -> None:
    """One clear sentence and a hint, on stderr; the findings first where there are any."""
    if isinstance(error, Unplayable):
        for finding in error.findings:
            say_finding(finding)
    from simulator.wording.errors import sentence  # start-up time: most commands have nothing to complain of

    what, hint = sentence(error)
    click.echo(printable(what), err=True)
    if hint:
        click.echo(printable(hint), err=True)


def say_finding(finding: Finding) -> None:
    """A finding on one line of stderr."""
    click.echo(printable(told.line(finding)), err=True)


def finding_data(finding: Finding) -> dict[str, object]:
    """A finding as every command prints it in JSON."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        **msgspec.structs.asdict(finding.place),
        "message": told.sentence(finding),
        "remedy": told.remedy(finding),
        "moment": finding.moment,
        "response": finding.response,
        "variant": finding.variant,
    }


def warn(words: str) -> None:
    """Words on stderr, made safe for a terminal."""
    click.echo(printable(words), err=True)


def print_json(data: Any) -> None:
    """Indented JSON on stdout, in UTF-8 whatever the terminal's encoding."""
    text = msgspec.json.format(_encoded(data), indent=2).decode()
    sys.stdout.flush()
    sys.stdout.buffer.write(escaped(text).encode() + b"\n")
    sys.stdout.buffer.flush()


def _encoded(data: Any) -> bytes:
    """Compact JSON. The name of a file need not be text: what cannot be encoded becomes a question mark."""
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:
        import json  # start-up time: msgspec writes all but such names

        return json.dumps(msgspec.to_builtins(data), ensure_ascii=False).encode("utf-8", "replace")


def table(rows: Sequence[tuple[str, ...]], *, heads: tuple[str, ...], right: frozenset[int] = frozenset()) -> str:
    """Columns set apart by two blanks; those in `right` are set flush right. No boxes: it is read by machines too."""
    everything = [heads, *rows]
    widths = [max(len(row[column]) for row in everything) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in everything
    )


def format_option() -> Callable[[F], F]:
    """`--format text|json`."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("text, or json for machines")
    )
