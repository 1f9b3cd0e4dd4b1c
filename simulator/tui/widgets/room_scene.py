"""The moment before the room: how the customer stands, what was said, what can be noticed, what is asked for."""

from collections.abc import Sequence
from typing import Final, cast

from simulator.locale import _
from simulator.room.seen import View
from simulator.scenario.vocabulary import STAGES, Stage
from simulator.tui.leading.sight import Sight
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.lines import EMPTY, Line, Piece, paragraph, width_of
from simulator.tui.widgets.room_marks import standing_card, standing_line
from simulator.tui.widgets.transcript import bubble, sign
from simulator.wording.coach import introduction, questions
from simulator.wording.labels import label

_BRIEFEST: Final = 2
_CARD: Final = 46
"""The width up to which the standing is told over several lines."""


def stacked(blocks: Sequence[Sequence[Line]], height: int) -> list[Line]:
    """Blocks below one another, with a line between them where there is room for it."""
    blocks = [block for block in blocks if block]
    spaced = sum(map(len, blocks)) + len(blocks) - 1 <= height
    lines: list[Line] = []
    for block in blocks:
        if spaced and lines and lines[-1] != EMPTY:
            lines.append(EMPTY)
        lines += block
    return lines


def scene_blocks(sight: Sight, width: int, seen: View | None = None) -> list[list[Line]]:
    """`seen`: another view than the wall's, of one team's call."""
    seen = seen or sight.view
    blocks: list[list[Line]] = []
    if seen.standing is not None and not (sight.is_wide and seen.stage == "scene"):
        blocks.append(standing_block(sight, seen, width))
    if seen.line and sight.brief:
        blocks.append(_shortly(sight, seen, width))
    elif seen.line:
        blocks.append(bubble(sight.customer, sight.printed(seen.line), mine=False)(width))
    if seen.cues and not _is_short(sight, seen):
        blocks.append([line for cue in seen.cues for line in sign(sight.printed(cue))(width) if line])
    if seen.asked and (sight.brief < _BRIEFEST or not _is_short(sight, seen)):
        blocks.append(_questions(sight, seen, width))
    if seen.kind == "reflect" and seen.asks in STAGES:
        blocks.append(_reflection(sight, cast("Stage", seen.asks), width))
    return [block for block in blocks if block]


def _is_short(sight: Sight, seen: View) -> bool:
    """Whether what was read at leisure before gives way to what is asked now."""
    return bool(sight.brief) and seen.stage != "scene"


def _shortly(sight: Sight, seen: View, width: int) -> list[Line]:
    """What the customer said: whole while it is new, its beginning once there is something to answer."""
    words = sight.printed(seen.line)
    if not _is_short(sight, seen):
        return paragraph(words, width, first=(Piece("▌ ", "accent"),))
    most = sight.spare + (sight.brief < _BRIEFEST)
    lines = paragraph(words, width, first=(Piece("▌ ", "accent"),), rest=(Piece("▌ ", "accent"),))
    if len(lines) <= most or not most:
        return lines[:most]
    last = lines[most - 1]
    return [*lines[: most - 1], (last[0], Piece(clipped(f"{last[1].text} …", width - 2)))]


def standing_block(sight: Sight, seen: View, width: int) -> list[Line]:
    """The customer's name and mood; over several lines in a narrow column, or alone beside his words.

    Raises AssertionError where the view does not tell how he stands.
    """
    assert seen.standing is not None
    name: Line = (Piece(clipped(one_line(sight.customer), width), "heading"),)
    if width <= _CARD or (sight.is_wide and seen.stage == "scene"):
        return [name, *standing_card(seen.standing, width)]
    rest = standing_line(seen.standing, width - width_of(name) - 3)
    return [(*name, Piece("   "), *rest)]


def _questions(sight: Sight, seen: View, width: int) -> list[Line]:
    """What a message asks: every question wants its answer."""
    lines: list[Line] = [(Piece(_("The message asks:"), "muted"),)]
    for asked in seen.asked:
        lines += paragraph(sight.printed(asked), width, first=(Piece("  ? ", "accent"),))
    return lines


def _reflection(sight: Sight, stage: Stage, width: int) -> list[Line]:
    """Three questions to talk over; nothing is voted."""
    lines = paragraph(introduction(stage, sight.script), width, "strong")
    for facet, asked in questions(stage, sight.script).items():
        named = _("{heading}:").format(heading=label("facet", facet))
        lines += paragraph(asked, width, first=(Piece(f"  {named} ", "accent"),))
    return lines
