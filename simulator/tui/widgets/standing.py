"""How he is doing, and how you are: one line where room is short, a card with his file where there is plenty."""

from collections.abc import Sequence

from rich.cells import cell_len

from simulator.conversation.events import Answered
from simulator.conversation.play import Play
from simulator.conversation.state import State
from simulator.locale import _
from simulator.tui.text import clipped
from simulator.tui.widgets.gauges import (
    balance,
    curve,
    labelled,
    ladder_signs,
    ladder_word,
    load_signs,
    load_word,
    mood_pieces,
    tall_curve,
    tint,
    trust_line,
)
from simulator.tui.widgets.headings import printed
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Prose, paragraph, width_of
from simulator.wording.labels import label
from simulator.wording.numbers import clock, signed

_SIDES = (6, 4, 3)
"""Cells on each side of the mood's bar, by form."""
_CURVES = (12, 5, 0)
"""Cells of the curve, by form."""


def valences(play: Play) -> list[int]:
    """His valence at the start and after each answer."""
    return [play.script.start.valence, *(event.after.valence for event in play.events if isinstance(event, Answered))]


class Standing(Prose):
    """The always visible line: mood as sign, word, bar and number, its curve, trust, ladder, load."""

    def __init__(self, play: Play | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._play = play

    def show(self, play: Play) -> None:
        """Tell of another play."""
        self._play = play
        self.refresh()

    def draw(self, width: int) -> Sequence[Line]:
        return [self._fitted(self._play, width)] if self._play is not None else []

    def _groups(self, play: Play, form: int) -> list[Line]:
        """The groups in a form: 0 in full, 1 in short, 2 without what the others tell as well."""
        state = play.state
        load = (Piece(f" {load_word(state)}"),) if form == 0 else ()
        groups: list[Line] = [
            mood_pieces(state),
            (*balance(state.valence, _SIDES[form]), Piece(f" {signed(state.valence)}")),
            labelled(_("Trust"), Piece(str(state.trust), "strong")),
            labelled(_("Ladder"), *ladder_signs(play.script, state)),
            labelled(_("Load"), *load_signs(state), *load),
        ]
        if _CURVES[form]:
            groups.append((Piece(curve(valences(play), _CURVES[form]), tint(state.valence)),))
        return groups

    def _fitted(self, play: Play, width: int) -> Line:
        """The fullest form there is room for; beyond the shortest, the last groups give way."""
        for form in range(len(_SIDES)):
            groups = self._groups(play, form)
            for gap in (3, 2):
                if _length(groups, gap) <= width:
                    return _joined(groups, gap)
        groups = self._groups(play, len(_SIDES) - 1)
        while groups and _length(groups, 2) > width:
            groups.pop()
        return _joined(groups, 2)


def _length(groups: list[Line], gap: int) -> int:
    return 1 + sum(map(width_of, groups)) + gap * (len(groups) - 1)


def _joined(groups: list[Line], gap: int) -> Line:
    line: Line = (Piece(" "),)
    for group in groups:
        line = (*line, *group) if len(line) == 1 else (*line, Piece(" " * gap), *group)
    return line


class SideCard(Prose):
    """The wide screen's second column: his mood and its curve, the ladder, the desk, what is known of him."""

    def __init__(self, play: Play, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._play = play

    def draw(self, width: int) -> Sequence[Line]:
        play, state = self._play, self._play.state
        room = width - 1
        lines: list[Line] = [_title(printed(play.script.customer.name, play), room), mood_pieces(state)]
        lines += [(*balance(state.valence, (room - 6) // 2), Piece(f" {signed(state.valence)}", "strong")), EMPTY]
        lines += [(Piece(row, tint(state.valence)),) for row in tall_curve(valences(play), room, 4)]
        lines += [(Piece("─" * room, "rule"),), trust_line(state, 10), EMPTY]
        lines += [_title(_("Ladder"), room), *self._ladder(state), EMPTY]
        lines += [_title(_("Your desk"), room), *desk_lines(play, room), EMPTY]
        return [*lines, _title(_("What you know"), room), *known_lines(play, room)]

    def _ladder(self, state: State) -> list[Line]:
        return [
            (*ladder_signs(self._play.script, state), Piece(f"  {ladder_word(self._play.script, state)}", "text"))
        ]


def desk_lines(play: Play, width: int) -> list[Line]:
    """Load, queue, tools, latitude and the time the words took."""
    state, desk = play.state, play.script.desk
    return [
        labelled(_("Load"), *load_signs(state), Piece(f" {load_word(state)}")),
        labelled(_("Waiting behind"), Piece(str(desk.queue))),
        labelled(_("Tools"), Piece(str(desk.tools))),
        labelled(_("Latitude"), Piece(label("latitude", desk.latitude))),
        labelled(_("Clock"), Piece(clock(play.position.seconds))),
    ]


def known_lines(play: Play, width: int) -> list[Line]:
    """What the file, the signs and his own words have told so far: facts, his reality, what he wishes."""
    script, state = play.script, play.state
    customer = script.customer
    known = script.knowable.within(state.known)
    lines: list[Line] = []
    for sign, texts in (
        ("·", dict(customer.facts)),
        ("◦", {name: detail.text for name, detail in customer.reality.items()}),
        ("★", {name: wish.text for name, wish in customer.wishes.items()}),
    ):
        for name in known:
            if name in texts:
                lines += paragraph(printed(texts[name], play), width, first=(Piece(f"{sign} ", "accent"),))
    return lines or [(Piece(_("Nothing yet."), "muted"),)]


def _title(text: str, width: int) -> Line:
    shown = clipped(text, width - 2)
    return (Piece(shown, "heading"), Piece(" " + "─" * (width - cell_len(shown) - 1), "rule"))
