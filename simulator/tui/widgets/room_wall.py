"""What is projected: one stage of the room, large and plain. It scrolls where a class has more to read than fits."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar, Final

from simulator.locale import _, language
from simulator.room.formats.say_better import next_hollow
from simulator.room.moves import Unfit
from simulator.room.seen import Question
from simulator.room.views import view
from simulator.tui.leading.sight import Sight
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.debrief_step import beside, halves
from simulator.tui.widgets.lines import EMPTY, Line, LineView, Piece, paragraph
from simulator.tui.widgets.room_choices import choice_blocks, missed_block, shortened
from simulator.tui.widgets.room_lobby import lobby
from simulator.tui.widgets.room_marks import mood_line, standing_line
from simulator.tui.widgets.room_reaction import ending, reaction_blocks
from simulator.tui.widgets.room_scene import scene_blocks, stacked, standing_block
from simulator.tui.widgets.room_teams import (
    advised_blocks,
    points_line,
    predictions_block,
    progress_blocks,
    seat_block,
)
from simulator.tui.widgets.room_who import who
from simulator.tui.widgets.room_written import (
    cards_block,
    entry_blocks,
    gathered_block,
    grid_blocks,
    hollow_block,
    notes_block,
)
from simulator.wording.coach import questions
from simulator.wording.labels import label
from simulator.wording.numbers import number
from simulator.wording.room import ask_line
from simulator.wording.typography import typeset

Blocks = list[list[Line]]
_Left = Callable[[Sight, int], Blocks]
_Right = Callable[[Sight, int, int], Blocks]
_BRIEFEST: Final = 2
_TYPED: Final = "cursor-strong"
"""The style of the count that digits go to."""
_MOST_EACH: Final = 6
"""Lines of an answer from which nothing is gained by a longer look."""
_LESS: Final = 8
"""Cells by which the customer's column is narrower than a half."""
TWO_COLUMNS: Final = 118
"""The width from which the customer stands beside what is asked."""


class Wall(LineView):
    """Draws one sight of the room; `show` gives it the next."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--hollow", "lines--room-qr"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sight: Sight | None = None

    def show(self, sight: Sight) -> None:
        """What has changed is drawn anew; a stage that is new is read from its top."""
        before, self._sight = self._sight, sight
        self.relay()
        if before is None or (before.view.stage, before.looking) != (sight.view.stage, sight.looking):
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self._follow_the_hands()

    def _follow_the_hands(self) -> None:
        """Keep in view where raised hands are typed."""
        row = next((row for row, line in enumerate(self.lines) if any(one.style == _TYPED for one in line)), None)
        top, height = round(self.scroll_y), self.scrollable_content_region.height
        if row is not None and not top <= row < top + height:
            self.scroll_to(y=max(0, row - 1), animate=False, immediate=True, force=True)

    def lay(self, width: int) -> list[Line]:
        height = self.scrollable_content_region.height
        return draw(self._sight, width, height) if self._sight is not None and width > 0 else []

    def on_resize(self) -> None:
        self.relay()


def draw(sight: Sight, width: int, height: int) -> list[Line]:
    """The lines of a sight: as full as there is room for, and more than `height` only where they must be."""
    if sight.looking == "who":
        return who(sight, width, height)
    if sight.view.stage == "lobby":
        return lobby(sight, width, height)
    lines: list[Line] = []
    for brief in range(_BRIEFEST + 1):
        lines = _drawn(replace(sight, brief=brief), width, height)
        if len(lines) <= height:
            lines = _filled(replace(sight, brief=brief), lines, width, height) if brief else lines
            break
    # On a tall wall, what is to be read stands nearer to the middle than to the top.
    return [*[EMPTY] * ((height - len(lines)) // 4), *lines]


def _filled(sight: Sight, lines: list[Line], width: int, height: int) -> list[Line]:
    """As much more of what the customer said as there is room for, then of the answers."""
    for spare in range(height, 0, -1):
        fuller = _drawn(replace(sight, spare=spare), width, height)
        if len(fuller) <= height:
            sight, lines = replace(sight, spare=spare), fuller
            break
    for each in range(2, _MOST_EACH + 1):
        fuller = _drawn(replace(sight, each=each), width, height)
        if len(fuller) > height:
            break
        lines = fuller
    return lines


def _drawn(sight: Sight, width: int, height: int) -> list[Line]:
    left, right = _halves_of(sight)
    if width < TWO_COLUMNS:
        return stacked([*left(sight, width), *right(sight, width, height)], height)
    half = halves(width) - _LESS
    rest = width - half - (width - 2 * halves(width))
    sight = replace(sight, is_wide=True)
    first = stacked(left(sight, half), height)
    second = stacked(right(sight, rest if first else width, height), height)
    return beside(first, second, half) if first and second else first or second


def _halves_of(sight: Sight) -> tuple[_Left, _Right]:
    if sight.looking == "team":
        return _team_scene, _asked
    return _LEFT.get(sight.view.stage, scene_blocks), _RIGHT[sight.view.stage]


def _team_scene(sight: Sight, width: int) -> Blocks:
    """One team's own call, as that team has it before it."""
    head: list[Line] = [(Piece(one_line(sight.view.team or ""), "heading"),)]
    told = sight.view.reaction
    last = reaction_blocks(sight, told, None, width) if told is not None else []
    return [head, *last, *scene_blocks(sight, width)]


def _nothing(sight: Sight, width: int) -> Blocks:
    return []


def _scene(sight: Sight, width: int, height: int) -> Blocks:
    """Beside what the customer says, how he stands, at length: it is all that there is to look at yet."""
    seen = sight.view
    blocks = [standing_block(sight, seen, width)] if sight.is_wide and seen.standing is not None else []
    blocks += [seat_block(sight, width)] if seen.seat is not None else []
    blocks += [_hollow(sight, width), _answer_so_far(sight, width), _hints(sight, width)]
    return [*blocks, points_line(seen, width), *_nothing_hollow(sight, width)]


def _nothing_hollow(sight: Sight, width: int) -> Blocks:
    """Where every sentence has been said better: how the trainer goes on, as no key does."""
    if sight.view.format != "say-better" or sight.view.hollow is not None:
        return []
    told = _("No hollow sentence is left: f goes on in another format.")
    return [paragraph(told, width, "strong"), _whole_debrief(sight, width)]


def _hollow(sight: Sight, width: int) -> list[Line]:
    """The sentence to be said better; none where there is no room for what was read before."""
    shown = sight.view.hollow
    if shown is None or (sight.brief == _BRIEFEST and sight.view.stage in {"entries", "reveal"}):
        return []
    return hollow_block(sight, shown, width)


def _before_the_hollow(sight: Sight, width: int) -> Blocks:
    """What the sentence is an answer to, where it is an answer to what was said last; beside it, the sentence."""
    is_now = sight.view.stage != "reveal" and _is_hollow_here(sight)
    blocks = scene_blocks(sight, width) if is_now else []
    return [*blocks, _hollow(sight, width)] if sight.is_wide else blocks


def _is_hollow_here(sight: Sight) -> bool:
    position = sight.room.table.line.position
    if position.state.is_over:
        return False
    try:
        moment, _option = next_hollow(sight.script, sight.room.table)
    except Unfit:
        return False
    return moment == sight.script.moment_id(position.state)


def _answer_so_far(sight: Sight, width: int) -> list[Line]:
    """What was decided on and is not played yet: the tone of it is asked, or what it will do."""
    told = sight.view.reaction
    if told is None or sight.looking == "team":
        return []
    words = "\n".join(sight.printed(one) for one in told.said)
    if told.tone:
        words = f"{words} ({label('tone', told.tone)})"
    return paragraph(words, width, "strong", first=(Piece("  ▶ ", "accent"),))


def _asked(sight: Sight, width: int, height: int) -> Blocks:
    """A question and its choices."""
    asked = sight.view.question
    blocks = [seat_block(sight, width), _hints(sight, width)]
    if asked is None:
        return blocks
    blocks += [_heading(sight, asked, width)]
    blocks.append(_answer_so_far(sight, width))
    return [*blocks, *(advised_blocks(sight, width) or choice_blocks(sight, width))]


def _heading(sight: Sight, asked: Question, width: int) -> list[Line]:
    words = ask_line(asked.ask)
    if asked.most > 1:
        words += " " + _("({least} to {most} parts)").format(least=asked.least, most=asked.most)
    who = {
        "team": _("{team} answers."),
        "others": _("Everybody but {team} answers."),
        "seat": _("Only the seat answers."),
    }
    told = who.get(asked.to, "")
    team = asked.team if asked.team is not None else ""
    if told and (team or asked.to == "seat") and sight.view.stage != "own":
        words += " " + told.format(team=one_line(team))
    return paragraph(words, width, "heading")


def _hints(sight: Sight, width: int) -> list[Line]:
    lines: list[Line] = []
    for words in sight.view.hints:
        lines += paragraph(words, width, "strong", first=(Piece(_("Hint") + "  ", "accent"),))
    return lines


def _pleading(sight: Sight, width: int, height: int) -> Blocks:
    told = _("Say in a sentence why yours; then vote again between these.")
    return [*_asked(sight, width, height), paragraph(told, width, "muted")]


def _next_step(sight: Sight, width: int, height: int) -> Blocks:
    if sight.view.stage == "talk":
        told = _("Talk in pairs: say why yours, listen to the other; then all vote again.")
    else:
        told = "" if sight.view.hints else _("Your trainer has a hint; then all vote again.")
    return [*_asked(sight, width, height), paragraph(told, width, "muted") if told else []]


def _grid(sight: Sight, width: int, height: int) -> Blocks:
    lines = paragraph(ask_line("grid"), width, "heading")
    for facet, asked in questions("empathy", sight.script).items():
        named = _("{heading}:").format(heading=label("facet", facet))
        lines += paragraph(asked, width, first=(Piece(f"  {named} ", "accent"),))
    return [lines]


def _shared(sight: Sight, width: int, height: int) -> Blocks:
    return grid_blocks(sight, width)


def _rewrite(sight: Sight, width: int, height: int) -> Blocks:
    hollow = [] if sight.is_wide else [_hollow(sight, width)]
    return [*hollow, paragraph(ask_line("write"), width, "heading"), gathered_block(sight, width)]


def _entries(sight: Sight, width: int, height: int) -> Blocks:
    hollow = [] if sight.is_wide else [_hollow(sight, width)]
    return [*hollow, *entry_blocks(sight, width)]


def _own(sight: Sight, width: int, height: int) -> Blocks:
    return progress_blocks(sight, width)


def _key(sight: Sight, width: int, height: int) -> Blocks:
    """What was voted, which was right, and what the teams made of it."""
    seen = sight.view
    if seen.format == "say-better":
        hollow = [] if sight.is_wide else [_hollow(sight, width)]
        return [*hollow, *choice_blocks(sight, width), points_line(seen, width)]
    heading = [_heading(sight, seen.question, width)] if seen.question is not None and not sight.brief else []
    return [
        predictions_block(sight, width),
        notes_block(sight, width),
        *heading,
        *choice_blocks(sight, width),
        missed_block(sight, width),
        points_line(seen, width),
    ]


def _reaction(sight: Sight, width: int) -> Blocks:
    told = sight.view.reaction
    if sight.view.format == "say-better":
        return _before_the_hollow(sight, width)
    if told is None:
        return []
    answered = sight.answered(sight.room.table.line)
    return reaction_blocks(sight, told, answered, width)


def _what_if(sight: Sight, width: int, height: int) -> Blocks:
    told = sight.view.what_if
    if told is None:
        return []
    head: list[Line] = [(Piece(_("What if?"), "heading"),)]
    return [head, *reaction_blocks(sight, told, sight.answered(sight.told), width)]


def _notes(sight: Sight, width: int, height: int) -> Blocks:
    return [[(Piece(ask_line("card"), "heading"),), *cards_block(width)]]


def _rating(sight: Sight, width: int, height: int) -> Blocks:
    return [paragraph(ask_line("rating"), width, "heading"), *choice_blocks(sight, width)]


def _ended(sight: Sight, width: int) -> Blocks:
    """How the call ended, or how each team's did."""
    teams = sight.room.table.teams
    if teams and sight.brief:
        return [[_team_ended_shortly(sight, team, width) for team in teams]]
    if teams:
        return [_team_ended(sight, team, width) for team in teams]
    seen, ended = sight.view, sight.ended
    blocks = [[standing_line(seen.standing, width)]] if seen.standing is not None else []
    if ended is not None:
        blocks.append(ending(sight, ended.text or "", ended.outcome, width))
    return blocks


def _team_ended(sight: Sight, team: str, width: int) -> list[Line]:
    seen = view(sight.script, sight.room, team)
    mood = mood_line(seen.standing) if seen.standing is not None else ()
    lines: list[Line] = [(Piece(f"{one_line(team)}   ", "heading"), *mood)]
    told = seen.reaction
    if told is not None and told.ended is not None:
        lines += ending(sight, told.ended, told.outcome, width)
    return lines


def _team_ended_shortly(sight: Sight, team: str, width: int) -> Line:
    seen = view(sight.script, sight.room, team)
    mood = mood_line(seen.standing) if seen.standing is not None else ()
    told = seen.reaction.outcome if seen.reaction is not None else None
    outcome = Piece(f"  ·  {label('outcome', told)}" if told is not None else "", "muted")
    return shortened((Piece(f"{clipped(one_line(team), width // 3)}   ", "heading"), *mood, outcome), width)


def _over(sight: Sight, width: int, height: int) -> Blocks:
    """What the room thought of it, and what is next: where the debrief's rows are too many, before them."""
    seen = sight.view
    # The rows tell the points of each team too: once will do where there is little room.
    blocks = [points_line(seen, width)] if not (sight.rows and sight.brief) else []
    if seen.rating is not None:
        told = _("How well understood you think the customer felt: {mark} out of 10")
        blocks.append(paragraph(told.format(mark=number(seen.rating, 1)), width, "strong"))
    spaced = [typeset(row, language()) for row in sight.rows]
    rows = [line for row in spaced for line in paragraph(row, width, first=(Piece("  · ", "accent"),))]
    headlines: list[Line] = [(Piece(_("The debrief"), "heading"),), *rows] if rows else []
    whole = _whole_debrief(sight, width)
    return [*blocks, whole, headlines] if sight.brief == _BRIEFEST else [*blocks, headlines, whole]


def _whole_debrief(sight: Sight, width: int) -> list[Line]:
    """Where all of it is; the command stands on a line of its own, as one types it."""
    told = _("The whole debrief, as a page for any browser or as tables:")
    return [*paragraph(told, width, "muted"), (Piece(f"  platine room debrief {sight.desk.code}", "strong"),)]


_LEFT: Final[Mapping[str, _Left]] = {
    "reveal": _reaction,
    "what_if": _reaction,
    "notes": _reaction,
    "over": _ended,
    "own": _nothing,
    "rating": _nothing,
    **dict.fromkeys(("rewrite", "entries", "best"), _before_the_hollow),
}
_RIGHT: Final[Mapping[str, _Right]] = {
    "scene": _scene,
    **dict.fromkeys(("vote", "tally", "decide", "seat", "ask_team", "predict", "best"), _asked),
    "plead": _pleading,
    "hint": _next_step,
    "talk": _next_step,
    "notes": _notes,
    "grid": _grid,
    "pairs": _grid,
    "shared": _shared,
    "rewrite": _rewrite,
    "entries": _entries,
    "own": _own,
    "reveal": _key,
    "what_if": _what_if,
    "rating": _rating,
    "over": _over,
}
