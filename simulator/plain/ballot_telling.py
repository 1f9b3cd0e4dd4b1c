"""What a participant hears in lines: each thing once, as it becomes true, with the question at the end."""

from typing import Final

from simulator.locale import _
from simulator.plain.ballot_reading import prompt_of
from simulator.plain.console import Console
from simulator.room.ballot import aids, card, choices, may_answer, may_go
from simulator.room.client import Client
from simulator.room.protocol import Welcome
from simulator.room.seen import View
from simulator.wording import participant as told
from simulator.wording.room import aid_name, ask_line, card_line, refusal, stage_title

_VOICES: Final = frozenset({"customer", "agent"})


class Telling:
    """Keeps what was told already. The question stands on the last line, and again beneath what is told later."""

    def __init__(self, client: Client, console: Console) -> None:
        self._client = client
        self._console = console
        self.cells: dict[str, str] = {}
        """Words typed so far, by field, for what is asked."""
        self.is_changing = False
        """What was answered is being written anew."""
        self._link = ""
        self._stage: tuple[object, ...] = ()
        self._story: told.Story = ()
        self._standing: tuple[str, ...] = ()
        self._asked = 0
        self._listed = 0
        self._prompt = ""

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        view, me, mine = self._client.view, self._client.me, self._client.mine
        if view is None or me is None or may_answer(view, me) is not None:
            return False
        return mine is None or bool(mine.why) or bool(self.cells) or self.is_changing

    def line_taken(self) -> None:
        """Something was typed behind the question."""
        self._prompt = ""

    def forget(self) -> None:
        """Tell everything again."""
        self._link, self._stage, self._listed = "", (), 0

    def tell(self) -> None:
        """What is new since this was called last, and the question."""
        view, me = self._client.view, self._client.me
        link = told.link(self._client.state, self._client.why)
        news = [] if link == self._link else [link]
        self._link = link
        if view is None or me is None:
            self._write(news)
            return
        if view.question is not None and view.question.round != self._asked:
            self._asked, self.cells, self.is_changing = view.question.round, {}, False
        stage = (view.stage, view.format, view.number, view.team)
        if stage != self._stage:
            self._stage, self._standing, self._story = stage, (), ()
            news += _title(view)
        mine = self._client.mine
        is_asked = may_answer(view, me) is None
        story = told.story(view, me, mine.pick if mine is not None else (), is_asked=is_asked or view.paused)
        fresh = tuple(one for one in story if one not in self._story)
        standing = self._standing_lines(view, me)
        now = [line for line in standing if line not in self._standing]
        self._story, self._standing = story, standing
        self._write(news, fresh, now)
        self._ask(view, me)

    def _write(self, news: list[str], story: told.Story = (), now: list[str] | None = None) -> None:
        if not news and not story and not now:
            return
        if self._prompt:
            self._console.gap()
            self._prompt = ""
        for line in news:
            self.say(line)
        for one in story:
            self._told(one)
        for line in now or ():
            self.say(line)
        self._console.flush()

    def _standing_lines(self, view: View, me: Welcome) -> tuple[str, ...]:
        """What holds now, told when it changes: whose turn it is, what has become of one's answer, one's tokens."""
        lines = [told.turn(view, me, may_answer(view, me))]
        if view.question is None or not view.question.locked:
            lines.append(told.answer_state(self._client.mine))
        if self._client.refused:
            lines.append(refusal(self._client.refused))
        lines += [_("{letter}: {aid}").format(letter=aid[0], aid=aid_name(aid)) for aid in aids(view, me)]
        if may_go(view, me):
            lines.append(_("You speak for your team: g plays what you have voted."))
        return tuple(filter(None, lines))

    def _ask(self, view: View, me: Welcome) -> None:
        if view.question is None or may_answer(view, me) is not None:
            return
        if self._listed != view.question.round:
            self._listed = view.question.round
            self._list(view, me)
        if self.is_asking and not self._prompt:
            self._prompt = prompt_of(view, me, self.cells)
            self._console.prompt(self._prompt)
        self._console.flush()

    def _list(self, view: View, me: Welcome) -> None:
        assert view.question is not None
        question = view.question
        self.say(card_line(card(view, me)) if question.ask == "card" else ask_line(question.ask))
        if question.ask == "parts":
            self.say(
                _("From {least} to {most} parts, in the order in which they are to be read.").format(
                    least=question.least, most=question.most
                )
            )
        if question.ask == "rating":
            return
        for one in choices(view, me):
            words = told.choice_words(question.ask, one.text, card(view, me))
            self._console.say(words, first=f"{one.number}. ", language=view.language)

    def _told(self, one: told.Told) -> None:
        view = self._client.view
        language = view.language if one.is_scenario and view is not None else None
        match one.kind:
            case "heading":
                self.say(f"{one.text}:")
            case "sign":
                self._console.say(one.text, first=_("SIGN:") + " ", rest="  ", language=language)
            case "item":
                self._console.say(one.text, first="- ", language=language)
            case "choice":
                figures = told.figures(one)
                first = f"{one.number}. ({figures}) " if figures else f"{one.number}. "
                self._console.say(one.text, first=first, rest="   ", language=language)
            case _:
                who = f"{one.who}: " if one.kind in _VOICES else f"{one.who} "
                self._console.say(one.text, first=who if one.who else "", rest="  ", language=language)

    def say(self, text: str) -> None:
        self._console.say(text)


def _title(view: View) -> list[str]:
    title = stage_title(view.stage, view.format)
    return [f"-- {view.title}: {title}" if view.stage == "lobby" else f"-- {title}"]
