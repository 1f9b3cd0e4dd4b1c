"""A command, declared once: it gives the key, the footer, the palette's entry and the line of the help page."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, cast

from textual.binding import Binding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from simulator.locale import _


@dataclass(frozen=True, slots=True)
class Command:
    """What a screen can do. Words are English messages, translated where they are shown."""

    action: str
    """The name of the screen's or the app's action, arguments included."""
    key: str
    """Textual's names of its keys, by commas."""
    label: str
    """One or two words, for the footer; empty keeps it out of there."""
    help: str
    """A sentence, for the help page and the palette."""
    shown: str = ""
    """The key as people read it, where its name is not."""
    pinned: bool = False
    """In the footer even where others have to give way."""

    @property
    def sign(self) -> str:
        return _(self.shown) if self.shown else self.key.split(",")[0]


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The commands' keys. The footer is ours, so Textual's own shows none."""
    return [Binding(command.key, command.action, command.help, show=False) for command in commands if command.key]


class Offering(Protocol):
    """A screen that says which of its commands make sense now."""

    def open_commands(self) -> Iterable[Command]: ...

    async def run_action(self, action: str) -> object: ...


class OpenCommands(Provider):
    """What the palette offers: the commands of the page before it that make sense now."""

    @property
    def _page(self) -> Offering:
        return cast("Offering", self.screen)

    async def discover(self) -> Hits:
        for command in self._page.open_commands():
            yield DiscoveryHit(_(command.help), self._run(command), text=command.action)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        found = False
        for command in self._page.open_commands():
            words = _(command.help)
            score = matcher.match(words)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(words), self._run(command), text=words)
        # Textual says that nothing was found in English only.
        if not found:
            yield Hit(1, _("No command of that name."), _nothing)

    def _run(self, command: Command) -> Callable[[], Awaitable[None]]:
        page = self._page

        async def run() -> None:
            await page.run_action(command.action)

        return run


async def _nothing() -> None:
    """Picked where no command was found: the palette closes, and that is all."""


class Palette(CommandPalette):
    """Textual's own, which ends the app where a key looks for a line of a list that has no room for one."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "command_list":
            listed = self.query_one(CommandList)
            return bool(listed.option_count and listed.scrollable_content_region)
        return super().check_action(action, parameters)
