"""How much of a scenario was met by plays or rehearsals, in the reader's words."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from simulator.authoring.coverage import Coverage, Share
from simulator.locale import N_, _
from simulator.wording.numbers import percent

MOST_NAMED: Final = 12
"""So many of what was never reached are named; the rest is a number, and all of them are in the JSON."""
_KINDS: Final = {"moments": N_("moments"), "responses": N_("responses"), "endings": N_("endings")}


def reached(coverage: Coverage) -> Iterator[str]:
    """How much was reached, and what never was."""
    shares = (
        _("{reached} of {all} {kind} ({share})").format(
            reached=share.reached, all=share.of, kind=_(_KINDS[kind]), share=percent(share.share)
        )
        for kind, share in coverage.items()
    )
    yield _("Reached: {shares}.").format(shares=", ".join(shares))
    for kind, share in coverage.items():
        yield from _never(kind, share)


def as_data(coverage: Coverage) -> dict[str, object]:
    """The same for other programs."""
    return {
        kind: {**msgspec.structs.asdict(share), "share": round(share.share, 4)} for kind, share in coverage.items()
    }


def _never(kind: str, share: Share) -> Iterator[str]:
    excluded = set(share.excluded)
    impossible = [name for name in share.never if name in excluded]
    others = [name for name in share.never if name not in excluded]
    if others:
        yield _("Never reached, {kind}: {names}.").format(kind=_(_KINDS[kind]), names=_named(others))
    if impossible:
        words = _("Never reached, {kind}, and proven to be out of reach: {names}.")
        yield words.format(kind=_(_KINDS[kind]), names=_named(impossible))


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    left = len(names) - MOST_NAMED
    return _("{names} and {count} more").format(names=shown, count=left) if left > 0 else shown
