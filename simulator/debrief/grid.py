"""The 3 x 3 grid: me, him and what he wants, by what one feels, thinks and does."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, get_args

import msgspec

from simulator.conversation.events import ReadMood, Reflected
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.climb import WishPath
from simulator.debrief.gap import SelfRating
from simulator.debrief.knowledge import Known
from simulator.rubric.golden import Profile
from simulator.scenario.model import Read
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import Facet, Stage

Row = Literal["me", "him", "wants"]
Mark = Literal["own", "believed", "known", "never", "served", "guessed", "missed"]
"""Of the trainee himself; what he took the customer's cell to be, and was not; of reality, whether it became
known; of a wish, whether it was served, met by luck, known and missed, or never discovered."""
_FACETS: Final[tuple[Facet, ...]] = get_args(Facet)
_ROW_OF: Final[dict[Stage, Row]] = {"golden": "me", "empathy": "him", "platinum": "wants"}


class Entry(msgspec.Struct, frozen=True):
    """One line of a cell. `text` is foreign; it is empty for a need, which `name` names."""

    mark: Mark
    name: str
    text: str = ""
    known: Known | None = None


class Cell(msgspec.Struct, frozen=True):
    row: Row
    facet: Facet
    entries: tuple[Entry, ...]


def grid(
    play: Play,
    knowledge: Mapping[str, Known],
    wishes: Sequence[WishPath],
    *,
    rating: SelfRating | None,
    profile: Profile | None,
) -> tuple[Cell, ...]:
    """Nine cells, row by row. "Me" holds one's own needs, golden reflections and the word on how it felt."""
    script = play.script
    picks = list(_picks(play))
    texts = _texts(script) if picks else {}
    rows: dict[Row, dict[Facet, tuple[Entry, ...]]] = {
        "me": {facet: _me(facet, rating, profile) for facet in _FACETS},
        "him": {facet: _him(script, facet, knowledge) for facet in _FACETS},
        "wants": {facet: tuple(_wish(path) for path in wishes if path.facet == facet) for facet in _FACETS},
    }
    return tuple(
        Cell(row, facet, (*cells[facet], *_believed(row, facet, picks, cells[facet], texts)))
        for row, cells in rows.items()
        for facet in _FACETS
    )


def _me(facet: Facet, rating: SelfRating | None, profile: Profile | None) -> tuple[Entry, ...]:
    felt = facet == "feels" and rating is not None and rating.felt.strip()
    word = (Entry("own", "felt", felt),) if felt else ()
    return (*word, *(Entry("own", need) for need in (profile.of(facet) if profile else ())))


def _him(script: Script, facet: Facet, knowledge: Mapping[str, Known]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            "never" if knowledge[name].by == "never" else "known",
            name,
            fill(detail.text, script.placeholders),
            knowledge[name],
        )
        for name, detail in script.customer.reality.items()
        if detail.facet == facet
    )


def _wish(path: WishPath) -> Entry:
    mark: Mark = "missed"
    if path.served is not None:
        mark = "served"
    elif path.guessed is not None:
        mark = "guessed"
    elif path.known.by == "never":
        mark = "never"
    return Entry(mark, path.name, path.text, path.known)


def _picks(play: Play) -> Iterable[tuple[Row, Facet, str]]:
    """What the trainee wrote into the grid while playing."""
    for event in play.events:
        if isinstance(event, Reflected):
            for facet in _FACETS:
                if event.picks.get(facet):
                    yield _ROW_OF[_stage(event.stage)], facet, event.picks[facet]
        elif isinstance(event, ReadMood):
            moment = play.script.scenario.moments[event.moment]
            if isinstance(moment, Read) and moment.asks != "mood" and not event.right:
                yield "him", moment.asks, event.pick


def _stage(word: str) -> Stage:
    return next(stage for stage in _ROW_OF if stage == word)


def _believed(
    row: Row,
    facet: Facet,
    picks: Iterable[tuple[Row, Facet, str]],
    there: Sequence[Entry],
    texts: Mapping[str, str],
) -> Iterable[Entry]:
    """The picks that are not among the cell's own entries, each once."""
    names = {entry.name for entry in there}
    for pick in dict.fromkeys(pick for at, of, pick in picks if (at, of) == (row, facet)):
        if pick not in names:
            yield Entry("own" if row == "me" else "believed", pick, texts.get(pick, pick))


def _texts(script: Script) -> dict[str, str]:
    """The words of everything that can be picked; what is typed freely stands for itself."""
    texts: dict[str, str] = {}
    for moment in script.moments:
        if isinstance(moment, Read):
            texts.update(moment.misreadings)
    # The customer on the line comes last: where another has the same id, the words are this one's.
    for customer in (script.scenario.customer, *script.scenario.variants.values(), script.customer):
        for cells in (customer.reality, customer.wishes):
            texts.update({name: cell.text for name, cell in cells.items()})
    return {name: fill(text, script.placeholders) for name, text in texts.items()}
