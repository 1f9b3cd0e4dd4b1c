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
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Prose, paragraph, width_of
from simulator.wording.labels import label
from simulator.wording.numbers import clock, signed

_CURVE = 12


def valences(play: Play) -> list[int]:
    """His valence at the start and after each answer."""
    return [play.script.start.valence, *(event.after.valence for event in play.events if isinstance(event, Answered))]


class Standing(Prose):
    """The always visible line: mood as sign, word, bar and number, its curve, trust, ladder, load."""

    def __init__(self, play: Play, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._play = play

    def draw(self, width: int) -> Sequence[Line]:
        return [_fitted(self._groups(), width)]

    def _groups(self) -> list[tuple[Line, Line]]:
        """Each group in full and in short, the most important first."""
        play, state = self._play, self._play.state
        load = Piece(f" {load_word(state)}", "text")
        return [
            (mood_pieces(state), mood_pieces(state)),
            (
                (*balance(state.valence, 6), Piece(f" {signed(state.valence)}")),
                (*balance(state.valence, 4), Piece(f" {signed(state.valence)}")),
            ),
            (labelled(_("Trust"), Piece(str(state.trust), "strong")),) * 2,
            (labelled(_("Ladder"), *ladder_signs(play.script, state)),) * 2,
            (labelled(_("Load"), *load_signs(state), load), labelled(_("Load"), *load_signs(state))),
            (
                (Piece(curve(valences(play), _CURVE), tint(state.valence)),),
                (Piece(curve(valences(play), 5), tint(state.valence)),),
            ),
        ]


def _fitted(groups: list[tuple[Line, Line]], width: int) -> Line:
    """As many groups as there is room for, in full if all fit."""
    for form in (0, 1):
        chosen = [group[form] for group in groups]
        for gap in (3, 2):
            if sum(map(width_of, chosen)) + gap * (len(chosen) - 1) + 2 <= width:
                return _joined(chosen, gap)
    shown: list[Line] = []
    for group in groups:
        if sum(map(width_of, [*shown, group[1]])) + 2 * len(shown) + 2 <= width:
            shown.append(group[1])
    return _joined(shown, 2)


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
        lines: list[Line] = [_title(play.script.customer.name, room), mood_pieces(state)]
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
                lines += paragraph(texts[name], width, first=(Piece(f"{sign} ", "accent"),))
    return lines or [(Piece(_("Nothing yet."), "muted"),)]


def _title(text: str, width: int) -> Line:
    shown = clipped(text, width - 2)
    return (Piece(shown, "heading"), Piece(" " + "─" * (width - cell_len(shown) - 1), "rule"))
