"""A scenario as a row of the home screen: its title, what it is, and how it went last."""

from rich.cells import cell_len

from simulator.history.journal import Result
from simulator.locale import _
from simulator.scenario.vocabulary import STAGES
from simulator.tui.shelf import Title
from simulator.tui.text import clipped
from simulator.tui.widgets.gauges import bar
from simulator.tui.widgets.lines import EMPTY, Line, Piece, paragraph, spread, width_of
from simulator.tui.widgets.picker import Item
from simulator.wording.labels import label, words_of
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
        name = clipped(title.printed(scenario.title), max(1, width - width_of(right) - 3))
        ground = style if chosen or style == "hover" else "text"
        return [spread((Piece(name, "cursor-strong" if chosen else "strong"),), right, width - 1, ground)]

    return Item(name_of(title), scenario.title, draw=draw)


def preview(title: Title, result: Result | None, width: int) -> list[Line]:
    """A scenario before it is opened: what it is about, who may call, what it trains, how it went last."""
    scenario = title.scenario
    facts = " · ".join((label("channel", scenario.channel), label("level", scenario.level), f"{title.minutes} min"))
    lines = [*paragraph(title.printed(scenario.title), width, "strong"), (Piece(facts, "muted"),), EMPTY]
    if scenario.summary:
        lines += [*paragraph(title.printed(scenario.summary), width, "cue"), EMPTY]
    lines.append((Piece(_("Across from you"), "heading"),))
    for variant in title.variants:
        customer = scenario.customer_of(variant)
        lines += paragraph(title.printed(customer.name), width, first=(Piece("  · ", "accent"),))
        if customer.about:
            lines += paragraph(title.printed(customer.about), width, "muted", first=(Piece("    "),))
    if scenario.objectives:
        lines += [EMPTY, (Piece(_("What this is for"), "heading"),)]
        for objective in scenario.objectives:
            lines += paragraph(title.printed(objective), width, first=(Piece("  · ", "accent"),))
    return [*lines, EMPTY, *_last(result, width)]


def _last(result: Result | None, width: int) -> list[Line]:
    """The figures of the last call, apart and never summed up on the spot."""
    if result is None:
        return [(Piece(_("Not played yet."), "muted"),)]
    done = result.finished
    mode = _("practice") if result.began.practice else _("attempt")
    when = result.at.astimezone().date().isoformat()
    lines: list[Line] = [(Piece(_("Last time"), "heading"), Piece(f"  {when} · {mode}", "muted"))]
    scores = (("empathy", done.empathy), ("naturalness", done.naturalness), ("ladder", done.ladder))
    widest = max(cell_len(label("score", name)) for name, _value in scores)
    for name, value in scores:
        word = label("score", name)
        gap = " " * (widest - cell_len(word) + 2)
        cells = max(4, min(24, width - widest - 10))
        lines.append((Piece(f"  {word}{gap}", "muted"), *bar(round(value), 100, cells), Piece(f" {number(value)}")))
    outcome = label("outcome", done.outcome) if done.outcome in words_of("outcome") else ""
    stage = label("stage", done.stage) if done.stage in words_of("stage") else ""
    return [*lines, *paragraph(" · ".join(filter(None, (stage, outcome))), width, first=(Piece("  "),))]


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
