"""How the customer stands, on the wall: as a sign, a word, a bar and a figure, readable without any colour."""

from collections.abc import Mapping
from typing import Final

from rich.cells import cell_len

from simulator.locale import _
from simulator.room.seen import Mark
from simulator.scenario.vocabulary import LOADS, STAGES, Mood
from simulator.tui.widgets.gauges import END, balance, bar, labelled, tint
from simulator.tui.widgets.lines import Line, Piece, width_of
from simulator.wording.labels import label, mood_glyph
from simulator.wording.numbers import signed

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_RUNGS: Final[Mapping[str, int]] = {"none": 0, **{stage: rung for rung, stage in enumerate(STAGES, start=1)}}


def mood_sign(mood: Mood, style: str = "strong") -> Line:
    """The sign of a mood and its word."""
    return (Piece(f"{mood_glyph(mood)} ", style), Piece(label("mood", mood), "strong"))


def mood_line(mark: Mark) -> Line:
    return mood_sign(mark.mood, tint(mark.valence))


def pleasure(mark: Mark, cells: int) -> Line:
    """From unpleasant to pleasant, `cells` on each side."""
    return (*balance(mark.valence, cells), Piece(f" {signed(mark.valence)}"))


def rungs(mark: Mark) -> Line:
    reached = _RUNGS[mark.ladder]
    return (Piece("◆" * reached, "accent"), Piece("◇" * (len(STAGES) - reached), "muted"))


def dots(mark: Mark) -> Line:
    """One dot for a light load, three for a drained agent."""
    filled = LOADS.index(mark.load) + 1 if mark.load in LOADS else 1
    return (Piece("●" * filled, "bad" if filled > 1 else "text"), Piece("○" * (len(LOADS) - filled), "muted"))


def standing_line(mark: Mark, width: int) -> Line:
    """All of it in one line; the last groups give way where there is no room."""
    groups: list[Line] = [
        mood_line(mark),
        pleasure(mark, 5),
        labelled(_("Trust"), Piece(f"{mark.trust}/{END}", "strong")),
        labelled(_("Ladder"), *rungs(mark)),
        labelled(_("Load"), *dots(mark)),
    ]
    line: Line = groups[0]
    for group in groups[1:]:
        if width_of(line) + 3 + width_of(group) > width:
            break
        line = (*line, Piece("   "), *group)
    return line


def standing_card(mark: Mark, width: int) -> list[Line]:
    """The same over several lines, for a column."""
    cells = max(3, min(14, (width - 8) // 2))
    names = (_("Trust"), _("Ladder"), _("Load"))
    widest = max(map(cell_len, names))
    trust, ladder, load = (name.ljust(widest) for name in names)
    return [
        mood_line(mark),
        pleasure(mark, cells),
        labelled(trust, *bar(mark.trust, END, 10), Piece(f" {mark.trust}/{END}")),
        labelled(ladder, *rungs(mark), Piece(f"  {label('stage', mark.ladder)}")),
        labelled(load, *dots(mark), Piece(f"  {label('load', mark.load)}")),
    ]


def change_line(before: Mark, after: Mark) -> Line:
    """From one mood to the other with the difference in pleasure; one word where it stayed."""
    points = after.valence - before.valence
    moved = Piece(f"  ({signed(points)})", "muted")
    if before.mood == after.mood:
        return (*mood_line(after), moved if points else Piece(_(", as before"), "muted"))
    return (*mood_line(before), Piece("  →  ", "muted"), *mood_line(after), moved)


def spark(votes: tuple[int, ...]) -> str:
    """How votes spread over the levels of a scale: the same height is always the same share."""
    most = max(votes, default=0)
    return "".join(" " if not one else _BLOCKS[(one * len(_BLOCKS) - 1) // most] for one in votes)
