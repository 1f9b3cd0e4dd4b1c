"""What an interface writes of a play and asks of the journal, the same for the screen and for line mode."""

from pathlib import Path
from typing import Final

from simulator import locations
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.scorecard import scorecard
from simulator.history.journal import Began, Finished, Journal, Result, Unfinished
from simulator.scenario.model import Scenario
from simulator.scenario.reading import content_hash

FILE: Final = "journal.sqlite3"


def journal_file() -> Path:
    """Where the journal is kept."""
    return locations.journal() / FILE


def began(script: Script, source: Path | None, *, seed: int, practice: bool) -> Began:
    """What a play is, before its first decision."""
    scenario = script.scenario
    return Began(
        scenario=scenario.id,
        language=scenario.language,
        hash=content_hash(scenario),
        source=_written(source.resolve()) if source is not None else "",
        variant=script.variant,
        seed=seed,
        practice=practice,
        load=script.desk.load if script.desk.load != scenario.desk.load else None,
    )


def _written(source: Path) -> str:
    """A file's name; nothing for one that is no text, which a journal of text cannot hold."""
    name = str(source)
    try:
        name.encode()
    except UnicodeEncodeError:
        return ""
    return name


def finished(play: Play) -> Finished:
    """The marks of a play that is over."""
    ended = play.ended
    assert ended is not None
    card = scorecard(play.script, play.state, outcome=ended.outcome)
    return Finished(
        overall=float(card.overall),
        empathy=float(card.empathy),
        naturalness=float(card.naturalness),
        ladder=float(card.ladder.total),
        stage=card.stage_highest,
        ending=ended.ending,
        outcome=ended.outcome,
        mood=card.mood,
    )


def cut_short(journal: Journal, scenario: Scenario | None = None) -> Unfinished | None:
    """The call that was cut short last: of one scenario in its language, or of any."""
    for one in journal.unfinished():
        if scenario is None or (one.began.scenario, one.began.language) == (scenario.id, scenario.language):
            return one
    return None


def still_the_same(unfinished: Unfinished, scenario: Scenario) -> bool:
    """A call goes on only against the words it was begun with."""
    return unfinished.began.hash == content_hash(scenario)


def last_results(journal: Journal) -> dict[tuple[str, str], Result]:
    """The last result of each scenario, by id and language; an attempt stands before practice."""
    latest: dict[tuple[str, str], Result] = {}
    for result in journal.results():
        key = (result.began.scenario, result.began.language)
        held = latest.get(key)
        if held is None or (held.began.practice and not result.began.practice):
            latest[key] = result
    return latest
