"""Answering a reflection: the coach's three questions, one after the other, each of which may be left open."""

from typing import cast, get_args

from simulator.conversation import decisions as do
from simulator.conversation.scene import Scene
from simulator.conversation.script import Script
from simulator.locale import _
from simulator.scenario.vocabulary import FACETS, Facet, Stage
from simulator.tui.widgets.picker import Item
from simulator.wording.coach import questions

LEFT_OPEN = ""
"""The name of the item that leaves a question open; no id of a scenario is empty."""


class Reflecting:
    def __init__(self, scene: Scene, script: Script) -> None:
        self._scene = scene
        self._questions = questions(cast("Stage", scene.stage), script)
        self._picks: list[str] = []

    @property
    def _facet(self) -> Facet:
        facet: Facet = get_args(Facet)[len(self._picks)]
        return facet

    @property
    def heading(self) -> str:
        place = _("{number} of {total}").format(number=len(self._picks) + 1, total=len(FACETS))
        return f"{self._questions[self._facet]} ({place})"

    def items(self) -> list[Item]:
        options = self._scene.options.get(self._facet, ())
        return [*(Item(one.name, one.text) for one in options), Item(LEFT_OPEN, _("I leave this question open"))]

    def pick(self, name: str) -> do.Decision | None:
        self._picks.append(name)
        if len(self._picks) < len(FACETS):
            return None
        picks = {facet: pick for facet, pick in zip(FACETS, self._picks, strict=True) if pick != LEFT_OPEN}
        return do.Reflect(picks=picks)  # type: ignore[arg-type]

    def back(self) -> do.Decision | bool:
        """The question before."""
        if not self._picks:
            return False
        self._picks.pop()
        return True

    def shift(self, name: str, by: int) -> bool:
        return False
