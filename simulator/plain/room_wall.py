"""What the wall shows of a room, in lines."""

from collections.abc import Mapping
from textwrap import shorten
from typing import Final

from simulator.conversation.script import Script
from simulator.locale import _, ngettext
from simulator.plain.console import Console
from simulator.room.formats.say_better import stock_in
from simulator.room.seen import Mark, Question, Reaction, Shown, View
from simulator.scenario.model import Ratings
from simulator.scenario.vocabulary import Stage
from simulator.wording.coach import introduction, questions
from simulator.wording.labels import label
from simulator.wording.numbers import duration, number, percent, rounded
from simulator.wording.room import (
    ask_line,
    card_name,
    choice_text,
    decided_by,
    format_about,
    format_name,
    right_word,
    stage_title,
)


class Wall:
    """Tells views on a console."""

    def __init__(self, console: Console, script: Script, *, seconds: int | None = None) -> None:
        self._console = console
        self._script = script
        self._seconds = seconds
        """How long a vote is suggested to take."""
        self._read_out: tuple[str, ...] = ()
        """The choices that have been told in full: after that their beginning is enough."""

    def tell(self, view: View, *, whole: bool = False) -> None:
        """Where the room stands now; `whole` tells again also what was told when the moment began."""
        self._console.gap()
        if view.paused:
            self._say(_("The room is paused."))
        self._say(_title(view))
        self._standing(view, whole=whole)
        self._of_format(view)
        reaction = view.what_if if view.stage == "what_if" else view.reaction
        if reaction is not None:
            self._reaction(reaction)
        if view.question is not None:
            if view.stage == "plead":
                self._level(view, view.question)
            elif whole or view.stage not in {"hint", "talk"}:
                self._question(view, view.question, whole=whole)
        for words in view.hints:
            self.hint(words)
        self._scores(view)

    def hint(self, words: str) -> None:
        """The trainer's own words."""
        self._console.say(words, first=_("HINT:") + " ", rest="  ")

    def _standing(self, view: View, *, whole: bool) -> None:
        """What there is to know before anything is asked."""
        if view.stage == "lobby":
            self._lobby(view)
        elif view.stage == "own":
            self.progress(view)
        elif view.stage == "over":
            self._over(view)
        elif whole or (view.stage == "scene" and view.format != "say-better"):
            self._scene(view)

    def team(self, view: View) -> None:
        """One team's own call, where teams play theirs."""
        self._console.gap()
        self._say(_("Team {team}.").format(team=view.team or ""))
        if view.reaction is not None:
            self._reaction(view.reaction)
        self._scene(view)
        if view.question is not None:
            self._question(view, view.question, whole=True)
        elif view.progress.get(view.team or "", (0, False))[1]:
            self._say(_("Its call is over."))

    def progress(self, view: View) -> None:
        """How far each team has come on its own."""
        for team, (played, is_over) in view.progress.items():
            told = ngettext("{count} answer played", "{count} answers played", played).format(count=played)
            self._foreign_item(team, f"{told}, {_('call over')}" if is_over else told)

    def _lobby(self, view: View) -> None:
        channel = label("channel", view.channel)
        self._foreign(view.title, "")
        self._say(_("{customer}, {channel}.").format(customer=view.customer, channel=channel))
        self._say(f"{format_name(view.format)}. {format_about(view.format)}")
        if view.teams:
            self._say(_("Teams: {teams}.").format(teams=", ".join(view.teams)))

    def _scene(self, view: View) -> None:
        if view.line:
            self._foreign(view.line, _("CUSTOMER:"))
        for cue in view.cues:
            self._foreign(cue, _("SIGN:"))
        if view.kind == "reflect":
            self._reflection(view.asks)  # type: ignore[arg-type]
        for asked in view.asked:
            self._foreign(asked, _("ASKED:"))
        if view.standing is not None and view.line:
            self._say(_("Mood: {mood}.").format(mood=label("mood", view.standing.mood)))

    def _reflection(self, stage: Stage) -> None:
        self._say(_("Talk this over together; nothing is voted."))
        self._say(introduction(stage, self._script))
        for question in questions(stage, self._script).values():
            self._console.say(question, first="- ")

    def _over(self, view: View) -> None:
        if view.standing is not None:
            self._say(_("The customer leaves: {mood}.").format(mood=label("mood", view.standing.mood)))
        if view.rating is not None:
            self._say(
                _("How well understood the room thought the customer felt: {rating} of 10.").format(
                    rating=number(rounded(view.rating, 1), 1)
                )
            )

    def _of_format(self, view: View) -> None:
        """Who sits where, what was written, what was noted: what only some formats have."""
        if view.seat_name is not None and view.stage in {"seat", "ask_team", "predict", "notes"}:
            self._seat(view)
        if view.hollow is not None and view.stage in {"scene", "rewrite", "entries", "best", "reveal"}:
            self._foreign(self._marked(view.hollow), _("HOLLOW:"))
        for typed in view.typed:
            self._typed(view, typed.words)
        for note in view.notes:
            fits = {None: "", True: _("that is how it is"), False: _("that is not how it is")}[note.fits]
            named = _noted(note.card, note.note)
            self._console.say(f"{card_name(note.card)}: {named}" + (f" ({fits})" if fits else ""), first="- ")

    def _typed(self, view: View, written: Mapping[str, str]) -> None:
        """Cells, or a sentence: with its stock phrases once it is shown, by its number while it is typed."""
        if view.format != "say-better":
            words = "; ".join(f"{label('facet', field)}: {text}" for field, text in written.items())
            self._console.say(words, first="- ")
            return
        for field, text in written.items():
            if field != "text":
                self._console.say(text, first=f"{field}. ", rest="   ")
            else:
                hits = tuple((hit.start, hit.end) for hit in stock_in(self._script, text))
                self._console.say(self._marked(Shown(0, text, hits=hits)), first="- ", rest="  ")

    def _seat(self, view: View) -> None:
        name = view.seat_name or _("the room")
        if view.seat_team and view.seat_team != view.seat_name:
            self._say(_("On the hot seat: {name}, team {team}.").format(name=name, team=view.seat_team))
        else:
            self._say(_("On the hot seat: {name}.").format(name=name))
        purse = view.purses.get(view.seat_team or "")
        if purse is not None and view.stage == "seat":
            self._say(
                _("Tokens left: ask the team {ask}, breathe {breathe}, take back {rewind}.").format(
                    ask=purse[0], breathe=purse[1], rewind=purse[2]
                )
            )
        if view.team_said and view.question is not None:
            self._say(_("What the team said:"))
            for one in view.team_said:
                if one.votes:
                    text = shorten(choice_text(view.question.ask, one.text), _OPENING, placeholder="…")
                    self._foreign(text, f"{one.number}. {_hands(one.votes)}:")

    def _reaction(self, reaction: Reaction) -> None:
        if reaction.by in {"trainer", "seat", "team"}:
            self._say(f"{_capital(decided_by(reaction.by))}.")
        aside = f" ({label('tone', reaction.tone)})" if reaction.tone else ""
        who = _("AGENT:") if reaction.right is None else _("READING:")
        for words in reaction.said:
            self._foreign(choice_text("reading", words), who + aside)
        if reaction.right is not None:
            self._say(_("That is how it is.") if reaction.right else _("That is not what is going on."))
        if reaction.reply:
            self._foreign(reaction.reply, _("CUSTOMER:"))
        if reaction.before is not None and reaction.after is not None:
            self._moved(reaction.before, reaction.after)
        if reaction.ended is not None:
            if reaction.ended:
                self._foreign(reaction.ended, "")
            self._say(_("End of the conversation."))

    def _moved(self, before: Mark, after: Mark) -> None:
        """From one mark to the next; what stayed is said once."""

        def change(was: str, now: str) -> str:
            return now if was == now else _("{before}, now {after}").format(before=was, after=now)

        trust = change(number(before.trust), number(after.trust))
        self._say(
            _("Mood: {mood}. Trust: {trust} of 10. Ladder: {stage}. Load: {load}.").format(
                mood=change(label("mood", before.mood), label("mood", after.mood)),
                trust=trust,
                stage=change(label("stage", before.ladder), label("stage", after.ladder)),
                load=change(label("load", before.load), label("load", after.load)),
            )
        )

    def _level(self, view: View, question: Question) -> None:
        """What lies level, by the numbers it was voted by."""
        for one in question.choices:
            if one.text in view.tied:
                self._foreign(choice_text(question.ask, one.text), f"{one.number}.")

    def _question(self, view: View, question: Question, *, whole: bool) -> None:
        if whole or not question.locked:
            self._say(ask_line(question.ask))
            if self._seconds is not None and not question.locked:
                self._say(_("Suggested time: {time}.").format(time=duration(self._seconds)))
            if question.most > 1:
                self._say(_("From {least} to {most} of them.").format(least=question.least, most=question.most))
        if question.ask == "rating":
            return
        is_vote = view.reaction is None or view.reaction.by != "seat"
        texts = tuple(one.text for one in question.choices)
        is_short = not whole and question.ask != "best" and texts == self._read_out
        self._read_out = texts
        for one in question.choices:
            self._choice(question, one, is_vote=is_vote, is_short=is_short)

    def _choice(self, question: Question, one: Shown, *, is_vote: bool, is_short: bool) -> None:
        text = self._marked(one) if one.hits else choice_text(question.ask, one.text)
        if is_short:
            text = shorten(text, _OPENING, placeholder="…")
        total = sum(choice.votes or 0 for choice in question.choices)
        told = []
        if one.votes is not None and is_vote:
            share = f" ({percent(one.votes / total)})" if total and question.most == 1 else ""
            told.append(_hands(one.votes) + share)
        if one.played:
            told.append(_("played"))
        if one.right:
            told.append(right_word(one))
        self._foreign(text, f"{one.number}. {', '.join(told)}:" if told else f"{one.number}.")
        if one.panel is not None:
            self._panel(one.panel)

    def _panel(self, panel: Ratings) -> None:
        scales = (
            (_("reaction"), panel.reaction),
            (_("understanding"), panel.interpretation),
            (_("exploration"), panel.exploration),
            (_("naturalness"), panel.naturalness),
        )
        told = [
            _("{scale} {mean}, spread {spread}").format(
                scale=name, mean=number(rounded(votes.mean, 1), 1), spread=number(rounded(votes.spread, 1), 1)
            )
            for name, votes in scales
            if votes is not None
        ]
        if told:
            self._console.say("; ".join(told), first="   " + _("The panel:") + " ", rest="   ")

    def _scores(self, view: View) -> None:
        if view.stage == "reveal":
            for team, mood in view.predictions.items():
                self._foreign_item(team, _("said {mood}").format(mood=label("mood", mood)))
        if view.points and view.stage in {"reveal", "over"}:
            self._say(
                _("Points: {points}.").format(
                    points=", ".join(f"{team} {view.points.get(team, 0)}" for team in view.teams)
                )
            )

    def _marked(self, one: Shown) -> str:
        """The stock phrases of a sentence between brackets, as the detector marks them."""
        text, done = "", 0
        for start, end in one.hits:
            text += f"{one.text[done:start]}[{one.text[start:end]}]"
            done = end
        return text + one.text[done:]

    def _say(self, text: str) -> None:
        self._console.say(text)

    def _foreign(self, words: str, who: str) -> None:
        """The author's words, set as their own language is printed."""
        language = self._script.scenario.language
        self._console.say(words, first=f"{who} " if who else "", rest="  " if who else "", language=language)

    def _foreign_item(self, name: str, told: str) -> None:
        self._console.say(f"{name}: {told}", first="- ")


_OPENING: Final = 68
"""Characters of a choice that has been read out before."""
_NOTED: Final = {"mood": "mood", "ladder": "stage", "load": "load"}


def _title(view: View) -> str:
    """Where the room stands; the sentence to be said better has no moment of its own."""
    if view.stage == "scene" and view.kind == "reflect":
        return _("A pause to think")
    if view.format == "say-better" and view.stage in {"scene", "reveal"}:
        return format_name(view.format) if view.stage == "scene" else stage_title("tally")
    return stage_title(view.stage, view.format)


def _noted(card: str, note: str) -> str:
    """A note as it reads: a mood, a stage, a load by its name, anything else as it was typed."""
    return label(_NOTED[card], note) if card in _NOTED else note


def _hands(votes: int) -> str:
    return ngettext("{count} vote", "{count} votes", votes).format(count=votes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
