"""Calls that have reached their ending, for what looks back at them: the screen's debrief, the saved page."""

from functools import cache

from simulator.conversation.path import Deliveries, split, walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.scenario.model import Scenario
from simulator.scenario.packs import entries

COLD = split(
    "decroche.mille-excuses, rebuffade.calmement, sous-la-voix.contre-vous, quatorze-heures.colere-legitime@steady, "
    "panne.deux-petites-minutes, relais.le-tutoriel, cloture.belle-journee"
)
"""A polite call that leaves him angry, with stock phrases in it."""
BEST = split(
    "decroche.rien-a-redire, sous-la-voix.au-fond, quatorze-heures.la-parole@steady, panne.jouable, "
    "relais.treize-heures-quarante, essai.vingt-deux-minutes, cloture.quatorze-heures-dix"
)


@cache
def bundled(language: str) -> Scenario:
    return next(
        entry.reading.scenario
        for entry in entries([])
        if entry.reading.scenario.id == "ligne-coupee" and entry.reading.scenario.language == language
    )


def cut_line(language: str, path: list[str] = COLD) -> Play:
    """The bundled first call, walked to its ending."""
    play = Play(Script(bundled(language), agent="Alex"))
    list(walk(play, path, Deliveries()))
    assert play.is_over
    return play
