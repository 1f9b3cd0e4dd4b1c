"""A scenario as a row of the home screen: its title, what it is, and how it went last."""

from simulator.history.journal import Result
from simulator.scenario.vocabulary import STAGES
from simulator.tui.shelf import Title
from simulator.tui.text import clipped
from simulator.tui.widgets.lines import Line, Piece, spread, width_of
from simulator.tui.widgets.picker import Item
from simulator.wording.labels import label
from simulator.wording.numbers import number

_NARROW = 72
"""Below this width, in cells, the channel alone is told."""
_MARK = 4


def name_of(title: Title) -> str:
    """A scenario's name in the list: one for each language it is in."""
    return "/".join(title.key)


def row(title: Title, result: Result | None, *, with_language: bool) -> Item:
    """An item that draws itself in columns."""
    scenario = title.scenario
    facts = [label("channel", scenario.channel), label("level", scenario.level), f"{title.minutes} min"]
    if with_language:
        facts.append(scenario.language)

    def draw(width: int, style: str) -> list[Line]:
        chosen = style == "cursor"
        told = facts[0] if width < _NARROW else " · ".join(facts)
        right = (Piece(f"{told}  ", "cursor-muted" if chosen else "muted"), *_badge(result, chosen=chosen))
        name = clipped(scenario.title, max(1, width - width_of(right) - 3))
        ground = style if chosen or style == "hover" else "text"
        return [spread((Piece(name, "cursor-strong" if chosen else "strong"),), right, width - 1, ground)]

    return Item(name_of(title), scenario.title, draw=draw)


def searched_in(title: Title) -> str:
    """What a search looks through, in small letters."""
    scenario = title.scenario
    words = (
        scenario.title,
        scenario.summary or "",
        scenario.id,
        scenario.sector or "",
        title.pack,
        label("channel", scenario.channel),
        label("level", scenario.level),
        *(scenario.customer_of(variant).name for variant in title.variants),
    )
    return " ".join(words).casefold()


def _badge(result: Result | None, *, chosen: bool) -> Line:
    """The ladder of the last result and its overall mark; three empty rungs where there is none."""
    muted = "cursor-muted" if chosen else "muted"
    if result is None:
        return (Piece("◇" * len(STAGES) + "–".rjust(_MARK), muted),)
    stage = STAGES.index(result.finished.stage) + 1 if result.finished.stage in STAGES else 0
    mark = number(result.finished.overall).rjust(_MARK)
    return (
        Piece("◆" * stage, "cursor-mark" if chosen else "accent"),
        Piece("◇" * (len(STAGES) - stage) + mark, muted),
    )
