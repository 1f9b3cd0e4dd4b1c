"""A panel's ratings as changes to a scenario's file: the key, and the record of where it comes from."""

from collections.abc import Sequence
from typing import Final

import msgspec

from simulator.authoring.panel.agreement import Agreed
from simulator.authoring.panel.items import SCALES, Item
from simulator.authoring.panel.summary import Stand
from simulator.rubric.empathy import DIMENSIONS, levels, resolve
from simulator.scenario.model import Compose, Exchange, Response, Scenario
from simulator.scenario.writing import Change, Set, Value

FEWEST: Final = 2
"""Ratings that a response needs on a scale before the panel's word replaces the key."""
_DECIMALS: Final = 2


class Record(msgspec.Struct, frozen=True):
    """What a panel's ratings change."""

    changes: tuple[Change, ...]
    written: tuple[Item, ...]
    """Responses that take the panel's figures."""
    left: tuple[Item, ...]
    """Responses that too few have rated: nothing of them is changed."""
    elsewhere: tuple[Item, ...]
    """Rated responses of a fragment, which is a file of its own."""


def record(
    scenario: Scenario,
    found: Sequence[Stand],
    agreement: dict[str, Agreed],
    *,
    date: str,
    raters: int,
    name: str | None = None,
) -> Record:
    """The changes that write a panel's ratings down. `date` as in 2026-03-31."""
    by_item: dict[str, list[Stand]] = {}
    for stand in found:
        by_item.setdefault(stand.item.code, []).append(stand)
    changes: list[Change] = []
    written, left, elsewhere = [], [], []
    for own in by_item.values():
        item = own[0].item
        rated = {stand.scale: stand for stand in own if len(stand.levels) >= FEWEST}
        if not rated:
            left.append(item)
        elif "." in item.moment:
            elsewhere.append(item)
        else:
            written.append(item)
            changes += _key(scenario, item, rated)
            changes.append(Set((*item.path, "panel"), {scale: _votes(stand) for scale, stand in rated.items()}))
    if written:
        changes.append(Set(("panel",), _panel(agreement, date, raters, name)))
    return Record(tuple(changes), tuple(written), tuple(left), tuple(elsewhere))


def _key(scenario: Scenario, item: Item, rated: dict[str, Stand]) -> list[Change]:
    """The key's values that the panel moves. What says the same already stays as the author wrote it."""
    moment = scenario.moments[item.moment]
    assert isinstance(moment, Exchange | Compose)
    response = (moment.parts if isinstance(moment, Compose) else moment.responses)[item.response]
    changes: list[Change] = []
    wanted = {scale: rated[scale].rounded if scale in rated else item.key[scale] for scale in SCALES}
    if any(scale in rated for scale in DIMENSIONS) and not _says(moment, response, [wanted[d] for d in DIMENSIONS]):
        changes.append(Set((*item.path, "empathy"), {scale: wanted[scale] for scale in DIMENSIONS}))
    if wanted["naturalness"] != response.naturalness:
        changes.append(Set((*item.path, "naturalness"), wanted["naturalness"]))
    return changes


def _says(moment: Exchange | Compose, response: Response, wanted: Sequence[int]) -> bool:
    """Whether the key means these levels already, whoever is on the line."""
    called = (moment.calls_for.base, *moment.calls_for.others.values())
    return all(list(levels(resolve(response.empathy, one))) == list(wanted) for one in called)


def _votes(stand: Stand) -> dict[str, Value]:
    return {
        "mean": _figure(float(stand.mean)),
        "spread": _figure(stand.spread),
        "votes": list(stand.votes),
    }


def _panel(agreement: dict[str, Agreed], date: str, raters: int, name: str | None) -> dict[str, Value]:
    alphas: dict[str, Value] = {
        scale: _figure(max(-1.0, one.alpha)) for scale, one in agreement.items() if one.alpha is not None
    }
    written: dict[str, Value] = {"date": date, "raters": raters}
    if name:
        written["name"] = name
    if alphas:
        written["agreement"] = alphas
    return written


def _figure(value: float) -> float:
    return round(value, _DECIMALS)
