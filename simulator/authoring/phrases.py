"""The stock phrases of a study's words, looked for once however many customers hear them."""

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from simulator.conversation.script import Script
from simulator.rubric.stock import Hit, detect, of_pack
from simulator.scenario.model import Scenario
from simulator.scenario.placeholders import fill

if TYPE_CHECKING:
    from simulator.authoring.study import Study


class Phrases:
    """What `detect` finds, remembered by text: a customer's facts matter only where there is a phrase at all."""

    def __init__(self, scenario: Scenario) -> None:
        self._language = scenario.language
        self._extra = of_pack(scenario.stock)
        self._hollow: dict[str, bool] = {}

    def hits(self, script: Script, say: str) -> tuple[Hit, ...]:
        """The stock phrases of these words, this customer's facts counted in their favour."""
        text = fill(say, script.placeholders) if "{" in say else say
        hollow = self._hollow.get(text)
        if hollow is None:
            hollow = self._hollow[text] = bool(detect(text, self._language, extra=self._extra))
        return script.stock_in(text) if hollow else ()


_PHRASES: Final[WeakKeyDictionary["Study", Phrases]] = WeakKeyDictionary()


def phrases_of(study: "Study") -> Phrases:
    """The one memory of a study, shared by the rules that look at its words."""
    phrases = _PHRASES.get(study)
    if phrases is None:
        phrases = _PHRASES[study] = Phrases(study.scenario)
    return phrases
