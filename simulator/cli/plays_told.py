"""What came of plays in bulk, in the reader's words: marks, coverage, endings, and what failed."""

from typing import Final

from simulator.authoring.bulk import CHANCE, LEAST_USED, Failure, Kind, Plays, Replay
from simulator.locale import N_, _, ngettext
from simulator.wording.numbers import number, percent

_NAMES: Final = {CHANCE: N_("by chance"), LEAST_USED: N_("least used first")}
_FAILURES: Final[dict[Kind, str]] = {
    "crashed": N_("The play breaks off: {what}."),
    "closed": N_("Nothing is open at “{what}”: the call cannot go on."),
    "circles": N_("The call circles without coming to an end; it was left at “{what}”."),
    "impossible": N_("The play comes to a state that cannot be: {what}."),
    "excluded": N_("The play comes to what platine check proves to be out of reach: {what}."),
    "beyond": N_("The play ends with {what}, outside of what platine check proves."),
}


def strategy(name: str) -> str:
    """What a way of playing is called."""
    return _(_NAMES[name])


def heading(plays: Plays) -> str:
    """How many plays there were, and where they begin."""
    words = ngettext(
        "In bulk, to meet all that can happen: {count} play from seed {seed}",
        "In bulk, to meet all that can happen: {count} plays from seed {seed}",
        plays.count,
    )
    return words.format(count=number(plays.count), seed=plays.seed)


def rows(plays: Plays) -> list[tuple[str, ...]]:
    """For each way of playing and for all: its name, plays, mean, deviation, least and most."""
    told = [(strategy(name), marks) for name, marks in plays.by.items() if marks.count]
    found = [
        (name, str(one.count), *(number(mark, 1) for mark in (one.mean, one.deviation, one.min, one.max)))
        for name, one in told
    ]
    ended = str(sum(one.count for _name, one in told))
    figures = (plays.mean, plays.deviation, plays.min, plays.max)
    return [*found, (_("all"), ended, *(number(mark, 1) for mark in figures))]


def endings(plays: Plays) -> str:
    """How the plays ended, in the scenario's order; those that did not end are told as failures."""
    total = max(1, plays.count)
    shares = (f"{name} {percent(count / total)}" for name, count in plays.endings.items() if count)
    return _("Endings: {shares}.").format(shares=", ".join(shares) or _("none"))


def failure(one: Failure) -> str:
    """What failed, in one sentence."""
    return _(_FAILURES[one.kind]).format(what=one.what)


def frequency(one: Failure) -> str:
    """How often it failed so, and where first."""
    words = ngettext(
        "{count} play fails so, with seed {seed}", "{count} plays fail so, the first with seed {seed}", one.count
    )
    return words.format(count=one.count, seed=one.seed)


def replayed(replay: Replay) -> str:
    """What came of one play."""
    what = _("Seed {seed}, {strategy}").format(seed=replay.seed, strategy=strategy(replay.strategy))
    if replay.overall is None:
        return _("{play}: it breaks off.").format(play=what)
    mark = number(replay.overall, 1)
    if replay.ending is None:
        return _("{play}: it does not end; overall {mark}.").format(play=what, mark=mark)
    return _("{play}: it ends at “{ending}”; overall {mark}.").format(play=what, ending=replay.ending, mark=mark)
