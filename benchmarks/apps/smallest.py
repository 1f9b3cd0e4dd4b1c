"""The smallest Textual application: what the library itself costs."""

from textual.app import App, ComposeResult
from textual.widgets import Static

MARK = "smallest-application"


class Smallest(App[None]):
    """One line of text, and two keys that change it."""

    BINDINGS = [("down,up", "turn", "")]  # noqa: RUF012 - Textual's own name and type

    def compose(self) -> ComposeResult:
        yield Static(MARK)

    def action_turn(self) -> None:
        static = self.query_one(Static)
        static.toggle_class("turned")
        static.update(f"{MARK} turned" if static.has_class("turned") else MARK)


if __name__ == "__main__":
    Smallest().run()
