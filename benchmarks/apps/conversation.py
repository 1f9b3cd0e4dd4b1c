"""A call that goes round in circles until its transcript has so many lines: `... conversation LINES COLUMNS`."""

import sys

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.scenario.reading import read_text
from simulator.settings import Settings
from simulator.tui.app import PlatineApp
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.story import tell

MARK = "Zanzibar"
_LONG = " ".join(["the line was cut again and nobody has called me back about it"] * 4)
_STORY = f"""\
platine: 1
id: circles
title: Circles
language: en
channel: counter
customer:
  name: Karim Belkacem
  request: A line that works
  facts: {{waited: "Twenty-two minutes"}}
  known: [waited]
  reality: {{feels: {{tired: "Tired of repeating"}}, thinks: {{unread: "Nobody has read it"}}, does: {{insists: "Insists"}}}}
  wishes:
    feels: {{safe: {{need: certainty, text: "To feel sure"}}}}
    thinks: {{owned: {{need: ownership, text: "One person holds it"}}}}
    does: {{online: {{need: deadline, text: "To be online at two"}}}}
moments:
  round:
    line: "{MARK}, and {_LONG}."
    calls_for: {{reaction: 1, interpretation: 2, exploration: 1}}
    responses:
      listen: {{say: "What is at stake today? I hear that {_LONG}.", uses: [waited], empathy: full, reveals: [safe, online], then: round}}
      hasten: {{say: "I am looking.", empathy: {{reaction: 1}}, progress: 1, coach: "He is not heard.", then: round}}
      sorry: {{say: "I see, and {_LONG}.", empathy: {{reaction: 2}}, coach: "And then?", reply: "And {_LONG}.", then: round}}
      close: {{say: "Goodbye.", coach: "Too soon.", then: done}}
endings:
  done: {{outcome: unsolved, text: "The door."}}
"""
_TURNS = ("listen", "sorry", "sorry")


def long_play(script: Script, lines: int, width: int) -> Play:
    """A practice play whose transcript is at least `lines` long at this width."""
    play = Play(script, practice=True)
    play.answer()
    told = drawn = turn = 0
    while True:
        drawn += sum(len(entry(width)) for entry in tell(play.events[told:], play, reasons=True))
        told = len(play.events)
        if drawn >= lines:
            return play
        here = [choice.name for choice in play.scene().choices if choice.is_open]
        wanted = _TURNS[turn % len(_TURNS)]
        play.decide(do.Respond(response=wanted if wanted in here else "sorry"))
        turn += 1


def main(lines: int, width: int) -> None:
    scenario = read_text(_STORY).scenario
    assert scenario is not None
    script = Script(scenario)

    def open_call(app: PlatineApp) -> None:
        keeper = app.memory.begin(script, None, seed=0, practice=True)
        app.push_screen(ConversationScreen(long_play(script, lines, width), keeper))

    PlatineApp(Settings(language="en", animations=False, profile_offered=True), opening=open_call).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
