"""What a severity looks like: a sign and a word, so that colour only repeats them. And how a finding reads."""

from collections.abc import Iterable
from typing import Final

from simulator.locale import N_, _, ngettext
from simulator.scenario.findings import Finding, Severity

SIGNS: Final[dict[Severity, str]] = {"error": "✗", "warning": "!", "info": "i"}
STYLES: Final[dict[Severity, str]] = {"error": "bad", "warning": "accent", "info": "muted"}
_WORDS: Final[dict[Severity, str]] = {"error": N_("error"), "warning": N_("warning"), "info": N_("remark")}
_RANKS: Final = tuple(SIGNS)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first, then by place."""
    return tuple(sorted(findings, key=lambda one: (_RANKS.index(one.severity), one.place, one.code)))


def word(severity: Severity) -> str:
    """A severity in the reader's language."""
    return _(_WORDS[severity])


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The worst severity among some findings; None for none."""
    return min((finding.severity for finding in findings), key=_RANKS.index, default=None)


def counted(severity: Severity, count: int) -> str:
    """How many there are of one severity, in words."""
    match severity:
        case "error":
            words = ngettext("{count} error", "{count} errors", count)
        case "warning":
            words = ngettext("{count} warning", "{count} warnings", count)
        case _:
            words = ngettext("{count} remark", "{count} remarks", count)
    return words.format(count=count)
