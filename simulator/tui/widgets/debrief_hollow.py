"""Step 7: stock phrases, one at a time, underlined where they stood; and the same thing said to this customer."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from simulator.debrief.hollow import Detail, Hollow
from simulator.locale import N_, _
from simulator.rubric.sentences import folded_words
from simulator.tui.widgets.debrief_sitting import Sitting
from simulator.tui.widgets.debrief_step import COLUMN, ROOMY, DebriefSheet, Marks, Step, beside, halves, marked
from simulator.tui.widgets.lines import EMPTY, Line, Piece, paragraph
from simulator.wording import remarks as wording
from simulator.wording.labels import hollowness, label
from simulator.wording.numbers import percent

LONGEST: Final = 400
"""Characters of a rewrite."""
_TELLING: Final = 4
"""Letters from which a word can be somebody's own."""


class HollowStep(Step):
    HEADING = N_("Words for anybody")
    SIDEWAYS = N_("phrases")
    ACTIONS: ClassVar[frozenset[str]] = frozenset({"rewrite"})

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.place = 0

    @property
    def found(self) -> tuple[Hollow, ...]:
        return self.sitting.report.hollow

    def compose(self) -> ComposeResult:
        yield DebriefSheet(self._draw)
        if self.found:
            yield Marks(self._marks, classes="debrief-marks")
            yield Input(
                self.sitting.rewrites.get(self.place, ""),
                placeholder=_("Say it better: your own sentence, to {customer}").format(
                    customer=self.sitting.customer
                ),
                max_length=LONGEST,
                compact=True,
                classes="debrief-input",
            )

    def can(self, action: str) -> bool:
        return super().can(action) and bool(self.found)

    def sideways(self, by: int) -> bool:
        if not self.found:
            return False
        self.place = max(0, min(len(self.found) - 1, self.place + by))
        with self.prevent(Input.Changed):
            self.query_one(Input).value = self.sitting.rewrites.get(self.place, "")
        self.query_one(DebriefSheet).redraw()
        self._remark()
        return True

    def rewrite(self) -> None:
        self.query_one(Input).focus()

    def _draw(self, width: int) -> list[Line]:
        room = min(COLUMN, width)
        if not self.found:
            return self._none(room)
        if width < ROOMY or len(self.found) == 1:
            return self._phrase(room)
        half = halves(width)
        return beside(self._phrase(half), self._all(half), half)

    def _all(self, width: int) -> list[Line]:
        """Every phrase at a glance, with the turn it was said in; a tick where it has been said better."""
        lines: list[Line] = [(Piece(_("All of them"), "muted"),), EMPTY]
        for place, one in enumerate(self.found):
            here = place == self.place
            sign = "▸ " if here else "✓ " if place in self.sitting.rewrites else "  "
            prefix = (Piece(sign, "accent"), Piece(f"{one.turn:>2}  ", "muted"))
            lines += paragraph(self.sitting.printed(one.phrase), width, "strong" if here else "text", first=prefix)
        return lines

    def _phrase(self, room: int) -> list[Line]:
        one = self.found[self.place]
        total = len(self.found)
        where = _("{place} of {total}").format(place=self.place + 1, total=total)
        cost = _("turn {turn}, {share} off naturalness").format(turn=one.turn, share=percent(one.cost))
        head = ((where, "accent"), (f" {label('stock', one.category)}", "heading"), (f" · {cost}", "muted"))
        lines: list[Line] = [
            *marked(head, room),
            EMPTY,
            *_underlined(one, room, self.sitting.printed),
            EMPTY,
            *paragraph(hollowness(one.category, one.why), room),
            EMPTY,
        ]
        return [*lines, *paragraph(wording.prompt(one, self.sitting.script), room, "strong")]

    def _none(self, width: int) -> list[Line]:
        return [
            *paragraph(_("Not one stock phrase."), width, "strong"),
            *paragraph(_("You spoke in words of your own."), width),
        ]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value.strip():
            self.sitting.rewrites[self.place] = event.value
        else:
            self.sitting.rewrites.pop(self.place, None)
        self._remark()

    @on(Input.Submitted)
    def _said(self) -> None:
        self.query_one(DebriefSheet).focus()

    def _remark(self) -> None:
        self.query_one(".debrief-marks").refresh(layout=True)

    def _marks(self, width: int) -> list[Line]:
        """What the detector says of the sentence being typed, and whether it is this customer's."""
        text = self.sitting.rewrites.get(self.place, "")
        room = min(COLUMN, width)
        if not text:
            return [(Piece("─" * room, "rule"),)]
        one = self.found[self.place]
        script = self.sitting.script
        hits = script.stock_in(text)
        parts: list[tuple[str, str]] = []
        at = 0
        for hit in hits:
            parts += [(text[at : hit.start], "text"), (hit.phrase, "hollow")]
            at = hit.end
        parts.append((text[at:], "text"))
        lines: list[Line] = [(Piece("─" * room, "rule"),), *marked(parts, room)]
        for hit in hits:
            told = _("{name}: {words}").format(name=hit.phrase, words=label("stock", hit.category))
            lines += paragraph(told, room, "bad", first=(Piece("✗ ", "bad"),))
        if not hits:
            lines += paragraph(_("No stock phrase in it."), room, "good", first=(Piece("✓ ", "good"),))
        return [*lines, *_own(text, one.could_use, room, self.sitting.printed)]


def _underlined(one: Hollow, width: int, printed: Callable[[str], str]) -> list[Line]:
    """The sentence with its hollow words underlined, a little of what stood around it."""
    start, end = one.sentence_start, one.sentence_end
    edge = (Piece("▌ ", "agent-name"),)
    parts = (
        (one.text[:start], "muted"),
        (one.text[start : one.start], "strong"),
        (one.phrase, "hollow"),
        (one.text[one.end : end], "strong"),
        (one.text[end:], "muted"),
    )
    return marked(((printed(text), style) for text, style in parts), width, first=edge, rest=edge)


def named(text: str, details: tuple[Detail, ...]) -> Detail | None:
    """The first detail that a sentence names: one that shares a telling word with it."""
    said = {word for word in folded_words(text) if len(word) >= _TELLING}
    return next((one for one in details if said & set(folded_words(one.text))), None)


def _own(text: str, details: tuple[Detail, ...], width: int, printed: Callable[[str], str]) -> list[Line]:
    if not details:
        return []
    detail = named(text, details)
    if detail is None:
        return paragraph(_("Nothing in it is this person's own yet."), width, "muted", first=(Piece("· ", "muted"),))
    told = _("It names something true only here: {detail}").format(detail=printed(detail.text))
    return paragraph(told, width, "good", first=(Piece("✓ ", "good"),))
