"""The author's screen: a file watched, what is found in it, its map, and the call to be played, side by side.

A save is read on a thread and checked by a process: what paints waits for neither. One's place in the call is kept.
"""

import asyncio
from pathlib import Path
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from simulator.authoring.watched import EVERY, Watched
from simulator.conversation.play import Play
from simulator.tui.commands import Command
from simulator.tui.screens.explain import ExplainScreen
from simulator.tui.screens.source import SourceScreen
from simulator.tui.screens.watch_call import Previewing
from simulator.tui.screens.watch_keys import KEYS, MOVES, ON_THE_CALL
from simulator.tui.watching.bench import Bench
from simulator.tui.watching.draft import Draft, read_draft
from simulator.tui.watching.editor import edit
from simulator.tui.watching.examiner import Examine, examine_apart
from simulator.tui.watching.passages import Passage
from simulator.tui.watching.words import news, reachable, status
from simulator.tui.widgets.lines import Line, Sheet
from simulator.tui.widgets.picker import Picker
from simulator.tui.widgets.transcript import Transcript
from simulator.tui.widgets.watch_findings import Findings
from simulator.tui.widgets.watch_map import Outline
from simulator.tui.widgets.watch_preview import Preview
from simulator.tui.widgets.watch_tabs import PARTS, Tabs

_PAGE: Final = 8


class WatchScreen(Previewing):
    """Watches one file. `every` is the seconds between two looks at it; `examine` does the full check."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    def __init__(self, draft: Draft, *, every: float = EVERY, examine: Examine = examine_apart) -> None:
        super().__init__()
        self.bench = Bench(draft)
        self._watched = Watched(draft.path)
        self._every = every
        self._examine = examine
        self._held: Draft | None = None
        """A reading that may be of a file half written: shown if the next look finds it still so."""
        self._pane = "findings"

    def body(self) -> ComposeResult:
        yield Sheet(self._status, id="watch-status")
        yield Sheet(self._told, id="watch-told")
        yield Tabs(PARTS, self._used, self._count, id="watch-tabs")
        with Horizontal(id="watch-panes"):
            for name, widget in (
                ("findings", Findings(id="watch-findings")),
                ("map", Outline(id="watch-map")),
                ("preview", Preview(id="watch-preview")),
            ):
                with Vertical(id=f"watch-{name}-pane", classes="watch-pane"):
                    yield Tabs((name,), self._used, self._count, id=f"watch-{name}-title", classes="watch-title")
                    yield widget
                    if name == "findings":
                        yield Sheet(self._reachable, id="watch-reachable")

    def on_mount(self) -> None:
        self.platine.begin_collecting()
        self.take(self.bench.draft)
        self.action_pane("preview" if not self.bench.draft.findings else "findings")
        self.set_interval(self._every, self.look)

    def look(self) -> None:
        """Has the file changed? If so, read it; what may be half written is believed once it has kept still."""
        held, self._held = self._held, None
        if self._watched.has_changed():
            self.run_worker(self._read(), group="read", exclusive=True)
        elif held is not None:
            self.take(held)

    async def _read(self) -> None:
        draft = await asyncio.to_thread(read_draft, self.bench.draft.path)
        if draft.is_playable:
            self.take(draft)
        else:
            self._held = draft

    def take(self, draft: Draft) -> None:
        """The file as it is now: shown at once, checked in the background, the call replayed as far as it fits."""
        self._watched.follow(draft.files)
        play = self.bench.take(draft, self.preview.play, self.platine.agent)
        if play is not self.preview.play:
            self.preview.show(play)
        if draft.is_playable:
            self.run_worker(self._check(draft), group="check", exclusive=True)
        else:
            self.workers.cancel_group(self, "check")
        if isinstance(self.app.screen, SourceScreen):
            self.app.screen.reread()
        self.show()

    async def _check(self, draft: Draft) -> None:
        self.bench.examined(await self._examine(draft.path), draft)
        self.show()

    def show(self) -> None:
        """Everything anew, each cursor where it was."""
        bench, path = self.bench, self.bench.draft.path
        self.query_one(Findings).tell(bench.findings, bench.stale, path, nothing=bench.nothing_found)
        self._show_place()

    def _show_place(self) -> None:
        """Where the preview stands, and what is said of it."""
        self.query_one(Outline).tell(self.bench.spots, self.bench.marks, self._here)
        for name in ("status", "told", "reachable"):
            self.query_one(f"#watch-{name}", Sheet).refresh(layout=True)
        self._show_titles()

    def _show_titles(self) -> None:
        for sheet in self.query("#watch-tabs, .watch-title"):
            sheet.refresh()
        self.refresh_footer()

    def _status(self, width: int) -> list[Line]:
        found = (*self.bench.findings, *self.bench.stale)
        return [status(self.bench.draft, found, self.bench.state, width)]

    def _told(self, width: int) -> list[Line]:
        return news(self.bench.draft, self.bench.good, self.bench.told, width)

    def _reachable(self, width: int) -> list[Line]:
        return reachable(self.bench.known, self.bench.overview, self.bench.customer, width)

    def _used(self) -> str:
        return self._pane

    def _count(self) -> int:
        return len(self.bench.findings) + len(self.bench.stale)

    @property
    def _focus(self) -> Picker:
        picker: Picker = self.query_one({"preview": "#watch-answers"}.get(self._pane, f"#watch-{self._pane}"), Picker)
        return picker

    def can(self, action: str) -> bool:
        if action in ON_THE_CALL or action == "shift":
            can = bool(self.bench.customers) if action == "variant" else self.preview.can(action)
            return can and self._shows("preview")
        if action == "explain":
            return self.query_one(Findings).chosen is not None and self._shows("findings")
        return action != "jump" or (self._pane == "map" and self.query_one(Outline).current is not None)

    def action_pane(self, name: str) -> None:
        self._pane = name
        self._lay_out()
        self._focus.focus()
        self._show_titles()

    def _lay_out(self) -> None:
        """All parts where the screen is wide, else the one in use. At once: what is hidden takes no focus."""
        for one in PARTS:
            self.query_one(f"#watch-{one}-pane").display = self._shows(one)

    def _shows(self, part: str) -> bool:
        return self.has_class("-wide") or part == self._pane

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._lay_out()

    def action_next_pane(self, by: int) -> None:
        self.action_pane(PARTS[(PARTS.index(self._pane) + by) % len(PARTS)])

    def on_descendant_focus(self) -> None:
        """A click into another part is as good as its key."""
        for name in PARTS:
            pane = self.query_one(f"#watch-{name}-pane")
            if name != self._pane and self.focused is not None and pane in self.focused.ancestors:
                self.action_pane(name)

    def action_look_back(self, pages: int) -> None:
        if self._pane == "preview":
            transcript = self.query_one(Transcript)
            transcript.scroll_relative(y=pages * max(1, transcript.size.height - 2), animate=False)
        else:
            self._focus.action_move(pages * _PAGE)

    def _passages(self) -> tuple[list[Passage], int]:
        """What the part in use is about: all findings and which of them, or the line of a moment."""
        found, spot = self.query_one(Findings), self.query_one(Outline).current
        if self._pane == "findings" and found.chosen is not None:
            return found.passages, found.at
        name = spot.name if self._pane == "map" and spot is not None else self._here
        return [Passage(self.bench.draft.path, self.bench.line_of(name))], 0

    @property
    def _here(self) -> str:
        return self.bench.here(self.preview.play)

    @on(Picker.Picked, "#watch-findings")
    def action_source(self) -> None:
        self.app.push_screen(SourceScreen(*self._passages()))

    def action_edit(self) -> None:
        passages, at = self._passages()
        told = edit(self.app, passages[at])
        if told:
            self.platine.warn(told)
        self.look()

    def action_explain(self) -> None:
        chosen = self.query_one(Findings).chosen
        assert chosen is not None
        self.app.push_screen(ExplainScreen(chosen))

    @on(Picker.Picked, "#watch-map")
    def action_jump(self) -> None:
        spot = self.query_one(Outline).current
        assert spot is not None
        self._put(self.bench.jumped(spot.name, self.platine.agent))

    @on(Picker.Moved)
    def _moved(self) -> None:
        self.refresh_footer()

    @on(Preview.Decided)
    def _decided(self) -> None:
        self.bench.forget_place()
        self._show_place()

    @on(Preview.Restart)
    def action_restart(self) -> None:
        self._put(self.bench.restarted(self.platine.agent))

    def action_variant(self) -> None:
        self._put(self.bench.next_customer(self.platine.agent))

    def _put(self, play: Play | None) -> None:
        """Another play in the preview, if there is one; the words about it in any case."""
        if play is not None:
            self.preview.show(play)
        self._show_place()

    def action_leave(self) -> None:
        self.app.exit()
