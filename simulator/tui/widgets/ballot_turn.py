"""What is to be done now, what has become of one's answer, and how the connection stands."""

from simulator.room.ballot import Why, aids, card, may_go
from simulator.room.client import Client
from simulator.room.protocol import Welcome
from simulator.room.seen import View
from simulator.tui.widgets.headings import ruled_lines
from simulator.tui.widgets.lines import Line, Piece, paragraph
from simulator.wording.participant import answer_state, counted, link, said, turn
from simulator.wording.room import aid_name, ask_line, card_line, refusal


def question_lines(view: View | None, me: Welcome | None, why: Why | None, width: int) -> list[Line]:
    """The question on a rule; the rule alone where nothing is asked of this participant."""
    if view is None or me is None or why is not None or view.question is None:
        return [(Piece("─" * width, "rule"),)]
    asks_card = view.question.ask == "card"
    return ruled_lines(card_line(card(view, me)) if asks_card else ask_line(view.question.ask), width)


def turn_lines(client: Client, why: Why | None, details: tuple[str, ...], width: int) -> list[Line]:
    """`details` stand behind what else can be done, where they say anything."""
    view, me, mine = client.view, client.me, client.mine
    if client.state != "joined" or view is None or me is None:
        return paragraph(link(client.state, client.why), width, "text" if client.state == "joining" else "bad")
    answer = answer_state(mine) if why is None else ""
    style = "text"
    if answer and mine is not None:
        style = "bad" if mine.why else "good" if mine.is_in else "text"
    lines = paragraph(answer or turn(view, me, why), width, style)
    if client.refused:
        lines += paragraph(refusal(client.refused), width, "bad")
    told = " · ".join(filter(None, (*_offered(client, view, me), *details)))
    return [*lines, *(paragraph(told, width, "muted") if told else [])]


def _offered(client: Client, view: View, me: Welcome) -> list[str]:
    """What can be done besides answering, with its key; before it begins, how many are there."""
    if view.stage == "own" and view.question is not None:
        return [said("you_speak" if may_go(view, me) else "talk_then_go")]
    if view.stage == "lobby":
        return [counted("people", client.people)]
    return [f"{aid[0]} {aid_name(aid)}" for aid in aids(view, me)]
