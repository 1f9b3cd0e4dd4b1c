"""What an answer did: what was said, what came back, from which mood to which, and why."""

from collections.abc import Iterable
from typing import Final

from simulator.conversation.events import Answered, Reason
from simulator.conversation.script import Script
from simulator.locale import _
from simulator.room.seen import Reaction
from simulator.rubric.reception import WORDS
from simulator.tui.leading.sight import Sight
from simulator.tui.story import telling_reason
from simulator.tui.text import clipped
from simulator.tui.widgets.lines import Line, Piece, paragraph, width_of
from simulator.tui.widgets.room_marks import change_line
from simulator.tui.widgets.transcript import bubble
from simulator.wording.labels import label
from simulator.wording.reasons import figures, reason
from simulator.wording.room import choice_text, decided_by

_REASONS: Final = (6, 3, 2)
"""How many are told, by how brief one has to be."""
_LEAST_NAME: Final = 12


def reaction_blocks(sight: Sight, told: Reaction, answered: Answered | None, width: int) -> list[list[Line]]:
    blocks = [said(sight, told, width)]
    if told.right is not None:
        verdict = _("That is how it is.") if told.right else _("That is not what is going on.")
        sign = Piece("✓ " if told.right else "✗ ", "good" if told.right else "bad")
        blocks.append([(Piece("  "), sign, Piece(verdict, "strong"))])
    if told.reply:
        blocks.append(bubble(sight.customer, sight.printed(told.reply), mine=False)(width))
    if told.after is not None and told.before is not None:
        felt = _felt(sight, told, width) if told.reception is not None else []
        blocks.append([(Piece("  "), *change_line(told.before, told.after)), *felt])
    if answered is not None and told.after is not None:
        blocks.append(why(answered, sight.script, _REASONS[sight.brief], width))
    if told.ended is not None:
        blocks.append(ending(sight, told.ended, told.outcome, width))
    return [block for block in blocks if block]


def _felt(sight: Sight, told: Reaction, width: int) -> list[Line]:
    """How it was received, and by brief words also who decided; a long name gives way to both."""
    assert told.reception is not None
    received = Piece(label("reception", WORDS[told.reception]), "strong")
    by = Piece(f"  ·  {decided_by(told.by)}" if sight.brief and told.by != "what_if" else "", "muted")
    name = clipped(sight.customer, max(_LEAST_NAME, width - width_of((received, by)) - len("   : ")))
    return [(Piece(f"  {_('{heading}:').format(heading=name)} ", "muted"), received, by)]


def said(sight: Sight, told: Reaction, width: int) -> list[Line]:
    """The answer as a bubble, with who decided it."""
    ask = "reading" if told.right is not None else ""
    words = "\n".join(sight.printed(choice_text(ask, one)) for one in told.said)
    if not words:
        return []
    asides = [decided_by(told.by), *([label("tone", told.tone)] if told.tone and told.tone != "steady" else [])]
    if sight.brief:
        return [(Piece("  ▶ ", "accent"), Piece(clipped(words, width - 4), "strong"))]
    title = _("You") if told.by != "what_if" else _("You, perhaps")
    if told.by == "what_if":
        asides = asides[1:]
    return bubble(title, words, mine=True, aside=", ".join(asides))(width)


def why(answered: Answered, script: Script, most: int, width: int) -> list[Line]:
    """The reasons, the most telling first, each said once."""
    first = telling_reason(answered)
    order = sorted(answered.reasons, key=lambda one: (one != first, -(one.lost + sum(map(abs, one.moves.values())))))
    lines: list[Line] = []
    for words, figure in list(dict(_told(order, script)).items())[:most]:
        drawn = paragraph(words, width, first=(Piece("  · ", "accent"),))
        if figure:
            drawn[-1] = (*drawn[-1], Piece(f"  {figure}", "muted"))
            if sum(len(piece.text) for piece in drawn[-1]) > width:
                drawn[-1] = drawn[-1][:-1]
        lines += drawn
    return lines


def _told(reasons: Iterable[Reason], script: Script) -> Iterable[tuple[str, str]]:
    for one in reasons:
        yield reason(one, script), figures(one)


def ending(sight: Sight, text: str, outcome: str | None, width: int) -> list[Line]:
    """How the call ended, in the author's words."""
    head = (
        _("End of the call: {outcome}").format(outcome=label("outcome", outcome)) if outcome else _("End of the call")
    )
    words = text or _("{customer} has hung up.").format(customer=sight.customer)
    return [(Piece(head, "heading"),), *paragraph(sight.printed(words), width)]
