"""Mood, trust, ladder and load as signs, bars and words: every one readable without any colour."""

from collections.abc import Sequence
from typing import Final

from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.debrief.scorecard import current_stage
from simulator.locale import _
from simulator.rubric.ladder import stage_word
from simulator.rubric.mood import mood_word
from simulator.scenario.vocabulary import LOADS, STAGES
from simulator.tui.widgets.lines import Line, Piece
from simulator.wording.labels import label, mood_glyph
from simulator.wording.numbers import signed

END: Final = 10
"""Valence, arousal and control run from -END to END, trust from 0."""
_BLOCKS: Final = "▁▂▃▄▅▆▇█"


def tint(valence: int) -> str:
    """The style that goes with a valence; it only repeats what word and bar say."""
    return "good" if valence > 1 else "bad" if valence < -1 else "text"


def mood_of(state: State) -> tuple[str, str]:
    """The sign and the word of the mood."""
    mood = mood_word(state.valence, state.arousal, state.control)
    return mood_glyph(mood), label("mood", mood)


def mood_pieces(state: State) -> Line:
    glyph, word = mood_of(state)
    style = tint(state.valence)
    return (Piece(f"{glyph} ", style), Piece(word, "strong"))


def balance(value: int, cells: int) -> Line:
    """A bar from the middle: to the left what is unpleasant, to the right what is pleasant. `cells` per side."""
    filled = min(cells, -(-abs(value) * cells // END))
    left, right = ("", "") if not value else ("━" * filled, "") if value < 0 else ("", "━" * filled)
    style = tint(value) if abs(value) > 1 else "strong"
    return (
        Piece("─" * (cells - len(left)), "rule"),
        Piece(left, style),
        Piece("┼" if not value else "╋", "muted"),
        Piece(right, style),
        Piece("─" * (cells - len(right)), "rule"),
    )


def bar(value: int, most: int, cells: int, style: str = "strong") -> Line:
    """A bar from the left, in whole cells."""
    filled = min(cells, -(-value * cells // most)) if most else 0
    return (Piece("━" * filled, style), Piece("─" * (cells - filled), "rule"))


def curve(values: Sequence[int], cells: int) -> str:
    """The last values of -END..END as blocks on a fixed scale, so that the same height is always the same mood."""
    return "".join(_BLOCKS[(value + END) * (len(_BLOCKS) - 1) // (2 * END)] for value in values[-cells:])


def tall_curve(values: Sequence[int], cells: int, rows: int) -> list[str]:
    """The same over several rows, the highest first; a step is two cells wide where there is room."""
    steps = len(_BLOCKS) * rows
    each = max(1, min(3, cells // max(1, len(values))))
    shown = [value for value in values[-(cells // each) :] for _repeated in range(each)]
    heights = [max(1, (value + END) * steps // (2 * END)) for value in shown]
    lines = []
    for row in range(rows - 1, -1, -1):
        floor = row * len(_BLOCKS)
        lines.append(
            "".join(" " if height <= floor else _BLOCKS[min(len(_BLOCKS), height - floor) - 1] for height in heights)
        )
    return lines


def ladder_signs(script: Script, state: State) -> Line:
    """Three rungs, filled as far as he has been met."""
    stage = current_stage(script, state)
    return (Piece("◆" * stage, "accent"), Piece("◇" * (len(STAGES) - stage), "muted"))


def ladder_word(script: Script, state: State) -> str:
    return label("stage", stage_word(current_stage(script, state)))


def load_signs(state: State) -> Line:
    """One dot for light, three for drained."""
    filled = state.load + 1
    style = "text" if not state.load else "bad"
    return (Piece("●" * filled, style), Piece("○" * (len(LOADS) - filled), "muted"))


def load_word(state: State) -> str:
    return label("load", LOADS[state.load])


def mood_change(before: State, after: State) -> Line:
    """From one mood to the other with the difference in valence; one word where it stayed."""
    points = after.valence - before.valence
    moved = f"({signed(points)})"
    if mood_of(before) == mood_of(after):
        how = f"  {moved}" if points else _(", as before")
        return (*mood_pieces(after), Piece(how, "muted"))
    return (*mood_pieces(before), Piece(" → ", "muted"), *mood_pieces(after), Piece(f"  {moved}", "muted"))


def labelled(name: str, *pieces: Piece) -> Line:
    return (Piece(f"{name} ", "muted"), *pieces)


def trust_line(state: State, cells: int) -> Line:
    return labelled(_("Trust"), *bar(state.trust, END, cells), Piece(f" {state.trust}/{END}", "text"))
