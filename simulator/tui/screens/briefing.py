"""The briefing: who is on the line, the desk one sits at, what the call is for; one key answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.locale import N_, _, ngettext
from simulator.scenario.model import Desk
from simulator.scenario.placeholders import spoken_wait
from simulator.scenario.vocabulary import LOADS
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.shelf import Title
from simulator.tui.text import clipped
from simulator.tui.widgets.gauges import balance, load_signs, load_word, mood_pieces
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph, spread
from simulator.wording.labels import label

_COLUMN = 84
"""The widest that prose is read with ease, in cells."""


class BriefingScreen(Page):
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("answer", "enter,space", N_("answer"), N_("Answer the customer"), shown="⏎"),
        Command("next_customer", "v", N_("other customer"), N_("The same conversation with another customer")),
        Command("next_mode", "m", N_("practice/attempt"), N_("Practice, where answers can be undone, or an attempt")),
        Command("next_load", "d", N_("other desk"), N_("The same call at a lighter or a heavier desk")),
        Command("leave", "escape", N_("back"), N_("Back to the scenarios"), shown="esc", pinned=True),
    )

    def __init__(self, title: Title, *, practice: bool) -> None:
        super().__init__()
        self.title_shown = title
        self.variant: str | None = None
        self.practice = practice
        self.desk: Desk = title.scenario.desk

    @property
    def script(self) -> Script:
        """The call as it stands chosen: this customer at this desk."""
        return Script(self.title_shown.scenario, self.variant, desk=self.desk, agent=self.platine.agent)

    def _printed(self, text: str) -> str:
        return self.title_shown.printed(text)

    def body(self) -> ComposeResult:
        yield Sheet(self._head, id="briefing-head")
        with VerticalScroll(id="briefing-body"):
            yield Sheet(self._caller, id="briefing-caller")
            yield Sheet(self._around, id="briefing-around")

    def on_mount(self) -> None:
        self.query_one("#briefing-body").focus()

    def can(self, action: str) -> bool:
        return action != "next_customer" or len(self.title_shown.variants) > 1

    def _head(self, width: int) -> list[Line]:
        scenario = self.title_shown.scenario
        minutes = ngettext("about {count} minute", "about {count} minutes", self.title_shown.minutes)
        right = (
            f"{label('level', scenario.level)} · {label('channel', scenario.channel)} · "
            f"{minutes.format(count=self.title_shown.minutes)} "
        )
        name = clipped(self._printed(scenario.title), width - len(right) - 3)
        return [spread((Piece(f" {name}", "strong"),), (Piece(right, "muted"),), width)]

    def _caller(self, width: int) -> Sequence[Line]:
        scenario, room = self.title_shown.scenario, min(_COLUMN, width)
        summary = [*paragraph(self._printed(scenario.summary), room, "cue"), EMPTY] if scenario.summary else []
        return [*summary, *self._customer(self.script, room), EMPTY]

    def _around(self, width: int) -> Sequence[Line]:
        scenario, room = self.title_shown.scenario, min(_COLUMN, width)
        lines = [*self._mode(room), EMPTY, *self._desk(self.script.start, room), EMPTY]
        if scenario.objectives:
            lines += [(Piece(_("What this is for"), "heading"),)]
            for objective in scenario.objectives:
                lines += paragraph(self._printed(objective), room, first=(Piece("  · ", "accent"),))
        return lines

    def _customer(self, script: Script, width: int) -> list[Line]:
        customer, variants = script.customer, self.title_shown.variants
        which = ""
        if len(variants) > 1:
            place = variants.index(self.variant) + 1
            which = _("customer {number} of {total}").format(number=place, total=len(variants))
        lines: list[Line] = [(Piece(_("Across from you"), "heading"), Piece(f"  {which}", "muted"))]
        lines += paragraph(self._printed(customer.name), width, "strong", first=(Piece("  "),))
        if customer.about:
            lines += paragraph(self._printed(customer.about), width, first=(Piece("  "),))
        lines += paragraph(self._printed(customer.request), width, first=(Piece("  " + _("Asks:") + " ", "muted"),))
        if customer.wait.minutes:
            waited = spoken_wait(customer.wait, script.scenario.language)
            felt = ", ".join(label("waiting", word) for word in customer.wait.felt)
            words = f"{waited} ({felt})" if felt else waited
            lines += paragraph(words, width, first=(Piece("  " + _("Has waited:") + " ", "muted"),))
        for name in customer.known:
            if name in customer.facts:
                fact = self._printed(customer.facts[name])
                lines += paragraph(fact, width, first=(Piece("  " + _("File:") + " ", "muted"),))
        start = script.start
        return [*lines, (Piece("  "), *mood_pieces(start), Piece("  "), *balance(start.valence, 6))]

    def _desk(self, start: State, width: int) -> list[Line]:
        desk = self.desk
        changed = _("changed") if desk != self.title_shown.scenario.desk else ""
        queue = ngettext("{count} person waits behind", "{count} people wait behind", desk.queue)
        tools = ngettext("{count} tool", "{count} tools", desk.tools)
        latitude = _("latitude: {latitude}").format(latitude=label("latitude", desk.latitude))
        rest = " · ".join((queue.format(count=desk.queue), tools.format(count=desk.tools), latitude))
        return [
            (Piece(_("Your desk"), "heading"), Piece(f"  {changed}", "muted")),
            (Piece("  "), *load_signs(start), Piece(f" {load_word(start)}", "strong")),
            *paragraph(rest, width, first=(Piece("  "),)),
        ]

    def _mode(self, width: int) -> list[Line]:
        if self.practice:
            name, words = _("Practice"), _("Answers can be undone, and each reaction tells its reason.")
        else:
            name, words = _("Attempt"), _("What is said is said; the reasons wait for the debrief.")
        return paragraph(words, width, first=(Piece(f"{name}  ", "heading"),))

    def _show(self) -> None:
        for sheet in self.query("#briefing-caller, #briefing-around"):
            sheet.refresh(layout=True)
        self.refresh_footer()

    def action_next_customer(self) -> None:
        variants = self.title_shown.variants
        self.variant = variants[(variants.index(self.variant) + 1) % len(variants)]
        self._show()

    def action_next_mode(self) -> None:
        self.practice = not self.practice
        self._show()

    def action_next_load(self) -> None:
        load = LOADS[(LOADS.index(self.desk.load) + 1) % len(LOADS)]
        self.desk = msgspec.structs.replace(self.desk, load=load)
        self._show()

    def action_answer(self) -> None:
        self.platine.take_call(self.title_shown, self.script, practice=self.practice)

    def action_leave(self) -> None:
        self.dismiss()
