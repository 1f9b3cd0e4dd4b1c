"""What may be answered, by number; how many wanted it, without the key and with it."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from rich.cells import cell_len

from simulator.locale import _, ngettext
from simulator.room.asking import tally
from simulator.room.moves import ANSWERING
from simulator.room.seen import Question, Shown
from simulator.room.views import line_before, text_of
from simulator.scenario.model import Ratings
from simulator.tui.leading.sight import Sight
from simulator.tui.text import clipped
from simulator.tui.widgets.debrief_step import marked
from simulator.tui.widgets.lines import Line, Piece, padded, paragraph, spread, width_of
from simulator.tui.widgets.room_marks import mood_sign, spark
from simulator.wording.labels import label
from simulator.wording.numbers import number, percent
from simulator.wording.room import choice_text, right_word

_CELL: Final = 5
"""Cells for each figure from 0 to 10, at least."""
_WIDEST_CELL: Final = 10
_MANY: Final = 2
"""A count that is told in the plural: what stands where nothing is typed yet."""
_LEAST_BAR: Final = 12
_MOST_BAR: Final = 48
_SMALL_BAR: Final = 8
_BRIEFEST: Final = 2
_SEATED: Final = ("hot-seat", "observers")
_VOTED_TWICE: Final = ("peer", "live")
_SCALES: Final = ("reaction", "interpretation", "exploration", "naturalness")


def choice_block(sight: Sight, asked: Question, shown: Shown, width: int) -> list[Line]:
    """One choice: its number and its words; with hands or votes under them, and the key once it is known."""
    is_told = shown.votes is not None
    counted = is_told and not _is_seat(sight, asked)
    if is_told and sight.brief == _BRIEFEST:
        return _beside_its_bar(sight, asked, shown, width)
    lines = _words(sight, asked, shown, width)
    if is_told and sight.brief:
        lines = _cut(lines, sight.each, width)
    if sight.hands is not None and not is_told:
        lines[0] = _with_hands(lines[0], sight, shown, width)
    if counted:
        lines.append(_bar(sight, asked, shown, width))
    key = _key(shown) or _preferred(asked, shown) or _level(sight, shown)
    if key and counted and width_of(lines[-1]) + width_of(key) <= width:
        lines[-1] = (*lines[-1], *key)
    elif key:
        lines.append((Piece("   "), *key))
    if shown.panel is not None and not sight.brief:
        lines += _panel(shown.panel, width)
    return lines


def _is_seat(sight: Sight, asked: Question) -> bool:
    """Whether one alone was asked: his answer needs no bar."""
    return sight.view.format in _SEATED and asked.voters == 1


def _cut(lines: list[Line], most: int, width: int) -> list[Line]:
    """The first of some lines, with an ellipsis where there were more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened((*lines[most - 1], Piece("…", lines[most - 1][-1].style)), width)]


def shortened(line: Line, width: int) -> Line:
    """A line of several pieces with an ellipsis where it is wider than there is room."""
    left = width
    for place, piece in enumerate(line):
        is_all = width_of(line[place:]) <= left
        cells = cell_len(piece.text)
        if not is_all and cells >= left:
            return (*line[:place], Piece(clipped(f"{piece.text}…", left), piece.style))
        left -= cells
    return line


def _beside_its_bar(sight: Sight, asked: Question, shown: Shown, width: int) -> list[Line]:
    """Number, words as far as they go, and what became of it, where a line for each is nearly all there is."""
    votes = shown.votes or 0
    share = votes / asked.voted if asked.voted else 0.0
    filled = round(share * _SMALL_BAR)
    bar = (
        Piece(" " + "█" * filled, "strong"),
        Piece("░" * (_SMALL_BAR - filled), "rule"),
        Piece(f" {votes:>2} {percent(share):>5}", "strong"),
    )
    keys = [_shortest_key(asked, one) for one in asked.choices]
    key = padded(_shortest_key(asked, shown), max(map(width_of, keys), default=0), "text")
    told = (*(() if _is_seat(sight, asked) else bar), *key)
    room = max(_LEAST_BAR, width - width_of(told) - 1)
    first, *rest = _cut(_words(sight, asked, shown, room), sight.each, room)
    return [spread(first, told, width), *rest]


def _shortest_key(asked: Question, shown: Shown) -> Line:
    """What became of a choice, in words alone: the signs stand before its number."""
    key = [right_word(shown)] * bool(shown.right) + [_("played")] * shown.played
    if key:
        return (Piece("  " + ", ".join(key), "good" if shown.right else "accent"),)
    return _preferred(asked, shown)


def choice_blocks(sight: Sight, width: int) -> list[list[Line]]:
    asked = sight.view.question
    if asked is None:
        return []
    if asked.ask == "rating":
        return [_scale(sight, width)]
    return [choice_block(sight, asked, shown, width) for shown in asked.choices]


def _scale(sight: Sight, width: int) -> list[Line]:
    """Eleven figures need no eleven lines; under each, on one laptop, the hands raised for it."""
    cell = max(_CELL, min(_WIDEST_CELL, width // 11))
    figures = tuple(Piece(f"{figure:>{cell}}", "strong") for figure in range(11))
    lowest, highest = _("not at all"), _("wholly")
    left: Line = (Piece(" " * max(0, cell - cell_len(lowest)) + lowest, "muted"),)
    ends = spread(left, (Piece(highest, "muted"),), cell * 11)
    if sight.hands is None:
        return [figures, ends]
    typed = tuple(
        Piece(f"{('▸' if place == sight.hands.place else '') + (count or '·'):>{cell}}", "accent")
        for place, count in enumerate(sight.hands.typed)
    )
    return [figures, typed, ends]


def _words(sight: Sight, asked: Question, shown: Shown, width: int) -> list[Line]:
    is_level = sight.view.stage in {"plead", "decide"} and shown.text in sight.view.tied
    sign = "✓" if shown.right else "▶" if shown.played else "=" if is_level else " "
    first: Line = (
        Piece(f"{sign} ", "good" if shown.right else "accent"),
        Piece(f"{shown.number:>2}  " if len(asked.choices) > 9 else f"{shown.number}  ", "accent"),
    )
    room = width - (_hands_width(sight) if sight.hands is not None else 0)
    if asked.ask == "mood":
        return [(*first, *mood_sign(shown.text))]  # type: ignore[arg-type]
    if asked.ask == "best":
        return hollow_lines(shown.text, shown.hits, room, first=first)
    style = "strong" if shown.played or shown.right or is_level else "text"
    return paragraph(sight.printed(choice_text(asked.ask, shown.text)), room, style, first=first)


def hollow_lines(text: str, hits: Sequence[tuple[int, int]], width: int, *, first: Line = ()) -> list[Line]:
    """Typed or written words with their stock phrases between signs, which tell without any colour."""
    parts: list[tuple[str, str]] = []
    at = 0
    for start, end in hits:
        parts += [(text[at:start], "text"), (f"‹{text[start:end]}›", "hollow")]
        at = end
    parts.append((text[at:], "text"))
    return marked([part for part in parts if part[0]] or [("", "text")], width, first=first)


def _hands_width(sight: Sight) -> int:
    return cell_len("000 ") + cell_len(_hands_word(_MANY)) + 3


def _hands_word(count: int) -> str:
    return ngettext("{count} hand", "{count} hands", count).format(count="").strip()


def _with_hands(line: Line, sight: Sight, shown: Shown, width: int) -> Line:
    """Where the count of raised hands is typed; a pointer stands where the digits go."""
    assert sight.hands is not None
    place = shown.number - 1
    typed = sight.hands.typed[place] if place < len(sight.hands.typed) else ""
    here = place == sight.hands.place
    style = "cursor-strong" if here else "strong"
    word = _hands_word(int(typed)) if typed else _hands_word(_MANY)
    field = (
        Piece("▸" if here else " ", "accent"),
        Piece(f"{typed or '·':>4} ", style),
        Piece(word + " " * (cell_len(_hands_word(_MANY)) - cell_len(word)), "muted"),
    )
    return spread(line, field, width)


def _bar(sight: Sight, asked: Question, shown: Shown, width: int) -> Line:
    """Votes as a bar of their share, a figure and a percentage; what was voted before it beside them."""
    votes = shown.votes or 0
    share = votes / asked.voted if asked.voted else 0.0
    before = _before(sight, shown)
    told = f"  {votes:>2}  {percent(share):>5}" + (_("  (before: {count})").format(count=before) if before else "")
    kept = max(width_of(_key(replace(one, played=True))) for one in asked.choices) if shown.right is not None else 0
    cells = max(_LEAST_BAR, min(_MOST_BAR, width - 5 - cell_len(told) - kept))
    filled = round(share * cells)
    ground = Piece("░" * (cells - filled), "rule")
    return (Piece("     "), Piece("█" * filled, "strong"), ground, Piece(told, "strong"))


def _before(sight: Sight, shown: Shown) -> str:
    """What the choice had in the vote before this one, where there were two of the same; else nothing."""
    table = sight.room.table
    rounds = table.rounds or (table.turns[-1].rounds if table.turns else ())
    votes = [one for one in rounds if one.ask in ANSWERING and one.locked]
    if table.format not in _VOTED_TWICE or len(votes) < 2:
        return ""
    last, earlier = votes[-1], votes[-2]
    name = last.choices[shown.number - 1] if shown.number <= len(last.choices) else ""
    return str(tally(earlier)[earlier.choices.index(name)]) if name in earlier.choices else ""


def _level(sight: Sight, shown: Shown) -> Line:
    """Of choices between which the room could not decide."""
    is_level = sight.view.stage == "plead" and shown.text in sight.view.tied
    return (Piece("  = " + _("lies level"), "accent"),) if is_level else ()


def missed_block(sight: Sight, width: int) -> list[Line]:
    """What would have been right, where it was not among what was voted on last."""
    table, asked = sight.room.table, sight.view.question
    if asked is None or not table.turns or asked.ask not in {"choose", "reading"}:
        return []
    turn = table.turns[-1]
    last = next((one for one in reversed(turn.rounds) if one.ask in ANSWERING), None)
    if last is None or set(turn.right) & set(last.choices):
        return []
    before = line_before(sight.script, table.line, turn.kept)
    lines: list[Line] = []
    for name in turn.right:
        words = choice_text(asked.ask, text_of(sight.script, before, asked.ask, name))
        lines += paragraph(sight.printed(words), width, first=(Piece(f"✓ {_('right')}  ", "good"),))
    return lines


def _preferred(asked: Question, shown: Shown) -> Line:
    """Of sentences said better: the one that most would rather hear."""
    most = max((one.votes or 0 for one in asked.choices), default=0)
    if asked.ask != "best" or not most or shown.votes != most:
        return ()
    return (Piece("  ★ " + _("preferred"), "accent"),)


def _key(shown: Shown) -> Line:
    """Whether it is right, and whether it was played, in words."""
    line: Line = ()
    if shown.right:
        line = (Piece("  ✓ " + right_word(shown), "good"),)
    return (*line, Piece("  ▶ " + _("played"), "accent")) if shown.played else line


def _panel(panel: Ratings, width: int) -> list[Line]:
    told = []
    for scale in _SCALES:
        votes = getattr(panel, scale)
        if votes is not None:
            mean, spread_ = number(votes.mean, 1), number(votes.spread, 1)
            told.append(f"{label('dimension', scale)} {mean} ± {spread_} {spark(votes.votes)}".rstrip())
    if not told:
        return []
    words = _("Experts: {ratings}").format(ratings=" · ".join(told))
    return paragraph(words, width, "muted", first=(Piece("     "),))
