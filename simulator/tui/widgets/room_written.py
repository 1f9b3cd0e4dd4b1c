"""What participants wrote: the cells of the grid, sentences said better, what observers noted."""

from collections.abc import Iterable
from typing import Final

from simulator.locale import _
from simulator.room.seen import Noted, Shown
from simulator.room.table import CARDS
from simulator.rubric.stock import detect
from simulator.scenario.vocabulary import FACETS
from simulator.tui.leading.sight import Sight
from simulator.tui.text import one_line
from simulator.tui.widgets.lines import Line, Piece, paragraph
from simulator.tui.widgets.room_choices import hollow_lines, shortened
from simulator.wording.labels import label
from simulator.wording.room import card_line, card_name

_PICKED: Final = {"mood": "mood", "ladder": "stage", "load": "load"}
"""Cards on which a word of ours is picked, and what kind of word."""
_BRIEFEST: Final = 2
_LAST_GATHERED: Final = 3


def hollow_block(sight: Sight, shown: Shown, width: int) -> list[Line]:
    """The sentence that anybody could say, its stock phrases marked."""
    lines: list[Line] = [(Piece(_("Anybody could say:"), "muted"),)]
    return [*lines, *hollow_lines(sight.printed(shown.text), _hits(sight, sight.printed(shown.text)), width)]


def entry_blocks(sight: Sight, width: int) -> list[list[Line]]:
    """The sentences of the room, numbered, without a name; how hollow each is said below it."""
    return [
        _entry(sight, number, typed.words.get("text", ""), width) for number, typed in enumerate(sight.view.typed, 1)
    ]


def gathered_block(sight: Sight, width: int) -> list[Line]:
    """Sentences from the floor while they are typed, by their numbers; nothing is said of them yet.

    Where one has to be brief they begin, and where even that is too much these are the last of them.
    """
    written = [one for typed in sight.view.typed for one in typed.words.items()]
    last = written[-_LAST_GATHERED:] if sight.brief == _BRIEFEST else written
    lines: list[Line] = [] if last == written else [(Piece("   …", "muted"),)]
    for number, words in last:
        block = paragraph(one_line(words), width, first=(Piece(f"  {number:>2}  ", "accent"),))
        lines += [shortened((*block[0], Piece("…")), width)] if sight.brief and len(block) > 1 else block
    return lines


def _entry(sight: Sight, number: int, text: str, width: int) -> list[Line]:
    hits = _hits(sight, text)
    lines = hollow_lines(text, hits, width, first=(Piece(f"  {number}  ", "accent"),))
    return [*lines, _found(len(hits))]


def _found(count: int) -> Line:
    if count:
        return (Piece("     ✗ ", "bad"), Piece(_("a stock phrase in it, between ‹ and ›"), "muted"))
    return (Piece("     ✓ ", "good"), Piece(_("no stock phrase"), "muted"))


def _hits(sight: Sight, text: str) -> list[tuple[int, int]]:
    """Anew, as typography may have moved the places in the view."""
    found = detect(text, sight.script.scenario.language, sight.script.customer.facts.values())
    return [(hit.start, hit.end) for hit in found]


def grid_blocks(sight: Sight, width: int) -> list[list[Line]]:
    """What was written, cell by cell, all of the room together; the same words once, with how many wrote them."""
    blocks = []
    for facet in FACETS:
        counted: dict[str, int] = {}
        for typed in sight.view.typed:
            words = one_line(typed.words.get(facet, "")).strip()
            if words:
                counted[words] = counted.get(words, 0) + 1
        lines: list[Line] = [(Piece(label("facet", facet), "heading"),)]
        for words, count in sorted(counted.items(), key=lambda one: -one[1]):
            many = f"{count} × " if count > 1 else ""
            lines += paragraph(f"{many}{words}", width, first=(Piece("  · ", "accent"),))
        blocks.append(lines if counted else [*lines, (Piece("  —", "muted"),)])
    return blocks


def cards_block(width: int) -> list[Line]:
    """What the five cards ask for."""
    return [line for card in CARDS for line in paragraph(card_line(card), width, first=(Piece("  · ", "accent"),))]


def notes_block(notes: Iterable[Noted], width: int) -> list[Line]:
    """What was noted on each card; the same note once, with how many made it, and whether it is what happened."""
    counted: dict[Noted, int] = {}
    for note in notes:
        counted[note] = counted.get(note, 0) + 1
    lines: list[Line] = [(Piece(_("What you noted"), "heading"),)] if counted else []
    for note, count in counted.items():
        sign, style = {True: ("✓", "good"), False: ("✗", "bad"), None: ("·", "accent")}[note.fits]
        words = label(_PICKED[note.card], note.note) if note.card in _PICKED else note.note
        many = f"{count} × " if count > 1 else ""
        lines += paragraph(
            f"{many}{words}", width, first=(Piece(f"  {sign} ", style), Piece(f"{card_name(note.card)}  ", "muted"))
        )
    return lines
