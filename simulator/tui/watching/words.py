"""What the author's screen says of the file as a whole, and of one's place in the call."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from simulator.authoring.examination import Known
from simulator.locale import N_, _
from simulator.scenario.findings import Finding
from simulator.tui.text import NO_BREAK, shortened
from simulator.tui.watching.draft import Draft
from simulator.tui.watching.place import Kept, Why
from simulator.tui.watching.signs import SIGNS, STYLES, counted
from simulator.tui.widgets.headings import ruled_lines
from simulator.tui.widgets.lines import Line, Piece, paragraph, spread, width_of
from simulator.wording import findings as told
from simulator.wording.errors import sentence
from simulator.wording.labels import label
from simulator.wording.numbers import number

_KEPT: Final[dict[Why, str]] = {
    "kept": N_("Read again: your place in the call was kept."),
    "gone": N_("Read again: {wanted} is gone, so the call went back to {at}."),
    "closed": N_("Read again: {wanted} is not open any more, so the call went back to {at}."),
    "elsewhere": N_("Read again: the call now comes to {at} where it came to {wanted}, and stopped there."),
    "over": N_("Read again: the call now ends before it comes to {wanted}."),
    "customer": N_("Read again: the customer {wanted} is gone, so the call began again."),
}
_NAME: Final = 24
"""Cells that a file's name is given before the state of the check, and then the words of the counts, have any."""
_APART: Final = 4


def place_words(kept: Kept) -> str:
    """What became of one's place, in a sentence."""
    wanted = kept.wanted or _("what was decided")
    return _(_KEPT[kept.why]).format(at=kept.at, wanted=wanted)


def news(draft: Draft, good: Draft | None, place: str, width: int) -> list[Line]:
    """Why map and preview are not of the file as it is now; else what became of one's place."""
    if draft.is_playable:
        return paragraph(place, width, "cue", first=(Piece(" "),)) if place else []
    words = sentence(draft.error)[0] if draft.error is not None else _("The file cannot be played as it is now.")
    if good is not None:
        words += " " + _("Map and preview are those of {time}.").format(time=clock(good))
    return paragraph(words, width, "bad", first=(Piece(" ✗ ", "bad"),))


def clock(draft: Draft) -> str:
    """When the file was read, on the wall of who writes it."""
    return f"{draft.at:%H:%M:%S}"


def reachable(known: Known | None, overview: Sequence[Finding], customer: str, width: int) -> list[Line]:
    """What a call with this customer can come to; nothing before a check knows."""
    if known is None or not known.scores:
        return []
    # Each span stays whole where the line is broken, and the point that parts it from the next stays at its end.
    spans = f"{NO_BREAK}· ".join(
        _("{score} {least} to {most}")
        .format(score=label("score", name), least=number(least), most=number(most))
        .replace(" ", NO_BREAK)
        for name, (least, most) in known.scores.items()
    )
    lines = ruled_lines(_("What a call with {customer} can come to").format(customer=customer), width)
    for words in (spans, *(told.sentence(finding) for finding in overview)):
        lines += paragraph(words, width, "muted", first=(Piece(" "),))
    return lines


def status(draft: Draft, findings: Sequence[Finding], state: str, width: int) -> Line:
    """The file, when it was read, what was found in it by severity, and how far the check has come."""
    words, signs = _counts(draft, findings, in_words=True), _counts(draft, findings, in_words=False)
    name, time = draft.path.name, f"  {clock(draft)}"
    rights: tuple[Line, ...] = ((*words, Piece(f"{state} ", "muted")), words, signs)
    wanted = min(cell_len(name), _NAME)
    right = next((one for one in rights if width - width_of(one) - _APART >= wanted), signs)
    room = width - width_of(right) - _APART
    if room - len(time) < cell_len(name):
        time = ""  # the file's name tells more
    return spread((Piece(f" {shortened(name, room - len(time))}", "strong"), Piece(time, "muted")), right, width)


def _counts(draft: Draft, findings: Sequence[Finding], *, in_words: bool) -> Line:
    """How much of each severity was found: `! 2 warnings`, or `! 2` where there is no room for words."""
    pieces: list[Piece] = []
    for severity, sign in SIGNS.items():
        count = sum(finding.severity == severity for finding in findings)
        if count:
            shown = counted(severity, count) if in_words else str(count)
            pieces += [Piece(f"{sign} {shown}", STYLES[severity]), Piece("  ")]
        elif severity == "error" and draft.is_playable:
            pieces += [Piece("✓ " + _("no error") if in_words else "✓", "good"), Piece("  ")]
    return tuple(pieces)
