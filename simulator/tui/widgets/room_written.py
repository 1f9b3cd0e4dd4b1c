"""What participants wrote: the cells of the grid, sentences said better, what observers noted."""

from collections import Counter
from typing import Final

from rich.cells import cell_len

from simulator.locale import _, ngettext
from simulator.room.seen import Noted, Shown
from simulator.room.table import CARDS
from simulator.scenario.vocabulary import FACETS
from simulator.tui.leading.sight import Sight
from simulator.tui.text import one_line
from simulator.tui.widgets.lines import Line, Piece, paragraph
from simulator.tui.widgets.room_choices import hollow_lines, shortened
from simulator.wording.labels import label
from simulator.wording.room import card_line, card_name

_PICKED: Final = {"mood": "mood", "ladder": "stage", "load": "load"}
"""Cards on which a word of ours is picked, and what kind of word."""
_FITS: Final = {True: ("✓", "good"), False: ("✗", "bad"), None: ("·", "accent")}
_BRIEFEST: Final = 2
_LAST_GATHERED: Final = 3
_RUN_ON: Final = "  ·  "
"""Between what many wrote, where a line for each is more than there is room for."""


def hollow_block(sight: Sight, shown: Shown, width: int) -> list[Line]:
    """The sentence that anybody could say, its stock phrases marked."""
    lines: list[Line] = [(Piece(_("Anybody could say:"), "muted"),)]
    return [*lines, *hollow_lines(sight.printed(shown.text), _hits(sight, sight.printed(shown.text)), width)]


def entry_blocks(sight: Sight, width: int) -> list[list[Line]]:
    """The sentences of the room, numbered, without a name; how hollow each is said below it.

    Where one has to be brief, a sign before each says it, and one line what the signs mean.
    """
    texts = [typed.words.get("text", "") for typed in sight.view.typed]
    blocks = [_entry(sight, number, text, width, len(texts)) for number, text in enumerate(texts, 1)]
    return [*blocks, [_legend(width)]] if sight.brief else blocks


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


def _entry(sight: Sight, number: int, text: str, width: int, most: int) -> list[Line]:
    hits = _hits(sight, text)
    sign = Piece("✗ " if hits else "✓ ", "bad" if hits else "good")
    count = Piece(f"{number:>{len(str(most))}}  ", "accent")
    if sight.brief:
        return hollow_lines(text, hits, width, first=(sign, count))
    lines = hollow_lines(text, hits, width, first=(Piece("  "), count))
    return [*lines, (Piece(" " * (2 + len(count.text))), sign, Piece(_found(len(hits)), "muted"))]


def _found(count: int) -> str:
    if count == 0:
        return _("no stock phrase")
    if count == 1:
        return _("a stock phrase in it, between ‹ and ›")
    told = ngettext(
        "{count} stock phrase in it, between ‹ and ›", "{count} stock phrases in it, between ‹ and ›", count
    )
    return told.format(count=count)


def _legend(width: int) -> Line:
    hollow = _("stock phrases, between ‹ and ›")
    parts = (Piece("✓ ", "good"), Piece(_("no stock phrase"), "muted"), Piece("   ✗ ", "bad"), Piece(hollow, "muted"))
    return shortened(parts, width)


def _hits(sight: Sight, text: str) -> list[tuple[int, int]]:
    """Anew, as typography may have moved the places in the view."""
    return [(hit.start, hit.end) for hit in sight.script.stock_in(text)]


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
        told = [_many(count, words) for words, count in sorted(counted.items(), key=lambda one: -one[1])]
        for words in [_RUN_ON.join(told)] if sight.brief and told else told:
            lines += paragraph(words, width, first=(Piece("  · ", "accent"),))
        blocks.append(lines if counted else [*lines, (Piece("  —", "muted"),)])
    return blocks


def cards_block(width: int) -> list[Line]:
    """What the five cards ask for."""
    return [line for card in CARDS for line in paragraph(card_line(card), width, first=(Piece("  · ", "accent"),))]


def notes_block(sight: Sight, width: int) -> list[Line]:
    """What was noted, card by card; the same note once, with how many made it, and whether it is what happened."""
    counted = Counter(sight.view.notes)
    lines: list[Line] = [(Piece(_("What you noted"), "heading"),)] if counted else []
    names = max((cell_len(card_name(note.card)) for note in counted), default=0)
    for card in CARDS:
        for fits, (sign, style) in _FITS.items():
            told = [_many(many, _note(one)) for one, many in counted.items() if (one.card, one.fits) == (card, fits)]
            named = card_name(card) + " " * (names - cell_len(card_name(card)))
            first = (Piece(f"  {sign} ", style), Piece(f"{named}  ", "muted"))
            for words in [_RUN_ON.join(told)] if sight.brief and told else told:
                lines += paragraph(words, width, first=first)
    return lines


def _note(note: Noted) -> str:
    return label(_PICKED[note.card], note.note) if note.card in _PICKED else one_line(note.note)


def _many(count: int, words: str) -> str:
    return f"{count} × {words}" if count > 1 else words
