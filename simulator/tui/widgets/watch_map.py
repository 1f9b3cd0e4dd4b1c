"""The outline of a watched scenario: each moment, where it leads, its worst finding, and where the preview stands."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from simulator.locale import _
from simulator.scenario.findings import Severity
from simulator.tui.text import clipped
from simulator.tui.watching.outline import SILENCE, Spot, Way
from simulator.tui.watching.signs import SIGNS, STYLES, word
from simulator.tui.widgets.lines import Line, Piece, paragraph, spread, width_of
from simulator.tui.widgets.picker import Item, Picker
from simulator.wording.labels import label
from simulator.wording.map import kind_word

HERE = "◀"


class Outline(Picker):
    """`tell` gives it the spots; enter asks for the preview to be brought to one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, numbered=False, one_of_many=True)
        self._made: dict[str, tuple[tuple[object, ...], Item]] = {}

    def tell(self, spots: Sequence[Spot], marks: Mapping[str, Severity], here: str) -> None:
        """Show these; `marks` hold each moment's worst finding, `here` is where the preview stands.

        While nobody is in the map, its cursor goes along with the preview.
        """
        current = self.current.name if self.current is not None and self.has_focus else here
        items = [self._item(spot, marks.get(spot.name), here=spot.name == here) for spot in spots]
        if not items:
            items = [Item("", _("No map as long as the scenario cannot be played."), heading=True, plain=True)]
        self.show(items, cursor=current)

    def _item(self, spot: Spot, mark: Severity | None, *, here: bool) -> Item:
        """The item of a spot: the one it had, as long as nothing about it has changed."""
        how = (spot, mark, here)
        if self._made.get(spot.name, (None,))[0] != how:
            self._made[spot.name] = (how, item_of(spot, mark, here=here))
        return self._made[spot.name][1]


def item_of(spot: Spot, mark: Severity | None, *, here: bool) -> Item:
    """A moment in one line, and one more for each place it leads to."""

    def draw(width: int, style: str) -> list[Line]:
        chosen = style == "cursor"
        ground = style if style in {"cursor", "hover"} else "text"
        muted = "cursor-muted" if chosen else "muted"
        right, room = _marks(mark, cell_len(spot.name), width - 2, here=here, chosen=chosen)
        name = clipped(spot.name, room)
        about = _about(spot)
        fits = cell_len(name) + 2 + cell_len(about) <= room
        left = (
            Piece(name, "cursor-strong" if chosen else "strong" if spot.is_joined else "muted"),
            Piece(f"  {about}" if about and fits else "", muted),
        )
        lines: list[Line] = [spread(left, right, width - 1, ground)]
        if about and not fits:
            hanging = (Piece("  ", ground),)
            lines += paragraph(about, width - 2, muted, first=hanging, rest=hanging)
        for way in spot.ways:
            lines += _way(way, width - 2, ground, muted)
        return lines

    return Item(spot.name, spot.name, draw=draw)


def _marks(mark: Severity | None, name: int, width: int, *, here: bool, chosen: bool) -> tuple[Line, int]:
    """Where the preview stands and the worst finding, as briefly as a name of so many cells asks; the cells left."""
    right: Line = ()
    for told, apart in ((f"{HERE} " + _("preview"), "  "), (f"{HERE} " + _("preview"), " "), (HERE, " ")):
        right = (Piece(told, "cursor-mark" if chosen else "accent"),) if here else ()
        if mark is not None:
            blank = apart if here else ""
            style = "cursor-mark" if chosen else STYLES[mark]
            right = (*right, Piece(f"{blank}{SIGNS[mark]} {word(mark)}", style))
        if width - width_of(right) >= name:
            break
    return right, width - width_of(right)


def _about(spot: Spot) -> str:
    """What kind of spot it is, where that is not the usual one; and that no way leads to it."""
    words = []
    if spot.outcome is not None:
        words.append(label("outcome", spot.outcome))
    elif spot.kind != "exchange":
        words.append(kind_word(spot.kind))
    if not spot.is_joined:
        words.append(_("no way leads here"))
    return ", ".join(words)


def _way(way: Way, width: int, ground: str, muted: str) -> list[Line]:
    """Where some responses lead; their names behind it where they fit, else below."""
    names = ", ".join(_("silence") if name == SILENCE else name for name in way.names)
    sign = "⇢" if way.asks else "→"
    first: Line = (Piece(f"  {sign} ", muted), Piece(clipped(way.target, width - 5), ground))
    if not names:
        return [first]
    if width_of(first) + 2 + cell_len(names) <= width:
        return [(*first, Piece(f"  {names}", muted))]
    return [first, *paragraph(names, width, muted, first=(Piece("      ", ground),), rest=(Piece("      ", ground),))]
