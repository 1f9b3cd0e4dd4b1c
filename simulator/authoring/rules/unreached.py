"""What no call ever comes to: moments, endings, responses, ways on, lines.

Something is told of when it is out of reach for every customer for whom it exists: what one customer never meets may
be what another is there for.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from simulator.authoring.asking import responses_of
from simulator.authoring.paths.facts import Fact
from simulator.authoring.study import Case, Study
from simulator.conversation.asides import SILENCE
from simulator.scenario import codes
from simulator.scenario.conditions import Condition
from simulator.scenario.findings import Finding
from simulator.scenario.model import Branch, Exchange, LineCase, exists_for

CODES: Final = (
    codes.UNREACHABLE_MOMENT,
    codes.ISLAND,
    codes.DEAD_RESPONSE,
    codes.DEAD_BRANCH,
    codes.UNREACHABLE_ENDING,
    codes.DEAD_LINE,
)


def check(study: Study) -> Iterator[Finding]:
    names = study.scenario.moments
    settled = {name for name in names if all(case.reach.settles(name) for case in study.cases)}
    met = {name for name in names if name in settled or not _never(study.cases, ("moment", name))}
    yield from _moments(study, met)
    for name, ending in study.scenario.endings.items():
        cases = [case for case in study.cases if exists_for(ending.only, case.variant)]
        if _never(cases, ("ending", name)):
            yield study.finding(codes.UNREACHABLE_ENDING, "endings", name, id=name)
    for name, block, one, response in responses_of(study.scenario):
        if name not in met or name in settled:
            continue
        cases = [case for case in study.cases if exists_for(response.only, case.variant)]
        if _never(cases, ("open", name, one)):
            yield study.finding(codes.DEAD_RESPONSE, "moments", name, block, one, moment=name, response=one, id=one)
        else:
            answer = _Answer(cases, name, one, ("moments", name, block, one), response.then)
            yield from _ways(study, answer)
    yield from _lines_and_own_ways(study, met - settled)


def _never(cases: Sequence[Case], fact: Fact) -> bool:
    """Whether it is proven for each of some customers, of whom there is at least one."""
    return bool(cases) and all(case.reach.excluded(fact) for case in cases)


def _moments(study: Study, met: set[str]) -> Iterator[Finding]:
    """An island is told of once, with all its moments; any other moment by itself."""
    scenario = study.scenario
    names = tuple(scenario.moments)
    islands = [
        tuple(names[place] for place in group)
        for group in study.cases[0].graph.islands()
        if not any(names[place] in met for place in group)
    ]
    on_islands = {name for island in islands for name in island}
    for island in islands:
        yield study.finding(codes.ISLAND, "moments", island[0], moment=island[0], ids=", ".join(island))
    for name in names:
        exists = any(exists_for(scenario.moments[name].only, case.variant) for case in study.cases)
        if exists and name not in met and name not in on_islands:
            yield study.finding(codes.UNREACHABLE_MOMENT, "moments", name, moment=name, id=name)


class _Answer(NamedTuple):
    """What leads on from a moment: a response, the moment by itself (""), or its silence."""

    cases: Sequence[Case]
    """The customers for whom it is there."""
    moment: str
    response: str
    path: tuple[str | int, ...]
    ways: Sequence[Branch]

    @property
    def named(self) -> str | None:
        """The response, if it is one."""
        return self.response if self.response not in ("", SILENCE) else None


def _ways(study: Study, answer: _Answer) -> Iterator[Finding]:
    """The ways on that are never taken."""
    yield from _for_others(study, answer)
    if len(answer.ways) < 2:
        return
    is_one_taken = False
    for number, way in enumerate(answer.ways):
        there = [case for case in answer.cases if case.script.has(way.to)]
        if _never(there, ("way", answer.moment, answer.response, number)):
            yield study.finding(
                codes.DEAD_BRANCH,
                *answer.path, "then", number,
                moment=answer.moment, response=answer.named, id=way.to,
                detail=_as_last(codes.DEAD_BRANCH, way.when, is_behind=is_one_taken),
            )  # fmt: skip
        else:
            is_one_taken = True


def _as_last(code: str, when: Condition | None, *, is_behind: bool) -> str:
    """What is told of a case without a condition: it cannot be widened, and one before it that comes always holds."""
    return f"{code}-last" if when is None and is_behind else ""


def _for_others(study: Study, answer: _Answer) -> Iterator[Finding]:
    """The way that is always open leads to what only other customers have: the call stays where it is.

    Where that holds of all responses of a moment, it is a trap and told as one.
    """
    for case in answer.cases:
        if not answer.ways or case.script.has(answer.ways[-1].to):
            continue
        place = case.script.place(answer.moment)
        chosen: Fact = ("moment", answer.moment)
        if answer.named is not None:
            chosen = ("open", answer.moment, answer.named)
        leads_on = set(case.graph.targets[place]) - {place}
        if leads_on and case.graph.exists[place] and case.reach.seen(chosen):
            yield study.finding(
                codes.DEAD_BRANCH,
                *answer.path, "then",
                moment=answer.moment, response=answer.named, variant=case.name,
                id=answer.ways[-1].to, detail="W204-not-for",
            )  # fmt: skip


def _lines(study: Study, cases: Sequence[Case], name: str, lines: Sequence[LineCase]) -> Iterator[Finding]:
    is_one_said = False
    for number, line in enumerate(lines):
        if _never(cases, ("line", name, number)):
            yield study.finding(
                codes.DEAD_LINE,
                "moments", name, "line", number,
                moment=name, detail=_as_last(codes.DEAD_LINE, line.when, is_behind=is_one_said),
            )  # fmt: skip
        else:
            is_one_said = True


def _lines_and_own_ways(study: Study, met: set[str]) -> Iterator[Finding]:
    for name in study.scenario.moments:
        moment = study.scenario.moments[name]
        if name not in met:
            continue
        cases = [case for case in study.cases if exists_for(moment.only, case.variant)]
        if len(moment.line) > 1:
            yield from _lines(study, cases, name, moment.line)
        if not isinstance(moment, Exchange):
            yield from _ways(study, _Answer(cases, name, "", ("moments", name), moment.then))
        elif moment.silence is not None:
            path = ("moments", name, "silence")
            yield from _ways(study, _Answer(cases, name, SILENCE, path, moment.silence.then))
