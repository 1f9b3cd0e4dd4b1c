"""`platine play` in line mode: which call is taken, and where it is written down."""

from dataclasses import replace

from simulator.cli.opening import open_scenario
from simulator.cli.output import complain, warn
from simulator.cli.playing import Opened, open_again, open_journal, open_new, open_settings
from simulator.cli.wanted import Wanted
from simulator.conversation.pace import minutes
from simulator.conversation.play import Play
from simulator.errors import PlatineError
from simulator.history.journal import Journal, Recorder, Unfinished
from simulator.history.keeping import began, cut_short
from simulator.locale import _, language
from simulator.plain.answers import is_one_of, number_of
from simulator.plain.console import Console, EndOfInput
from simulator.plain.saving import Saver
from simulator.plain.session import Session
from simulator.rubric.golden import kept_profile
from simulator.scenario.model import Scenario
from simulator.scenario.packs import Entry, entries
from simulator.settings import Settings
from simulator.wording.labels import label

_NO, _YES = ("n", "no"), ("y", "yes")


def play_in_lines(wanted: Wanted) -> int:
    """Take a call on the console. The exit code; 0 wherever the input ends."""
    console = Console.standard()
    chosen = open_settings()
    wanted = replace(wanted, agent=wanted.agent or chosen.agent)
    journal = open_journal(wanted)
    try:
        opened = _open(wanted, console, journal)
        if opened is None:
            return 0
        return _play(wanted, chosen, opened, console, journal)
    except EndOfInput:
        console.say(_("There is no input to choose from: name a scenario, as in: platine play ID --plain"))
        return 0
    finally:
        if journal is not None:
            journal.close()


def _play(wanted: Wanted, chosen: Settings, opened: Opened, console: Console, journal: Journal | None) -> int:
    saver = Saver(_recorder(opened, journal), _going_on_unsaved)
    play = Play(
        opened.script,
        seed=opened.seed,
        practice=opened.practice,
        timers=wanted.timers,
        decisions=opened.unfinished.decisions if opened.unfinished is not None else (),
        record=saver.decided,
    )
    profile = kept_profile(chosen.profile)
    if opened.unfinished is None and journal is not None:
        _remind(console, journal)
    session = Session(play, console, saver, reasons=chosen.reasons, coach=wanted.coach, profile=profile)
    return session.run()


def _recorder(opened: Opened, journal: Journal | None) -> Recorder | None:
    if journal is None:
        return None
    if opened.unfinished is not None:
        return journal.resume(opened.unfinished)
    return journal.begin(began(opened.script, opened.file, seed=opened.seed, practice=opened.practice))


def _going_on_unsaved(error: PlatineError) -> None:
    complain(error)
    warn(_("The call goes on, and will not be saved."))


def _remind(console: Console, journal: Journal) -> None:
    """What the trainee set out to do last time comes back."""
    made = journal.commitment()
    if made is not None:
        console.say(made.text, first=_("Last time you set out:") + " ", rest="  ")
        console.gap()


def _open(wanted: Wanted, console: Console, journal: Journal | None) -> Opened | None:
    if wanted.resume and wanted.scenario is None:
        unfinished = cut_short(journal) if journal is not None else None
        if unfinished is None:
            console.say(_("There is no call to go on with."))
            return None
        return open_again(wanted, unfinished)
    scenario, file = open_scenario(wanted.scenario or _choose(console))
    unfinished = cut_short(journal, scenario) if journal is not None else None
    if unfinished is not None and journal is not None and _goes_on(wanted, console, journal, unfinished):
        again = open_again(wanted, unfinished)
        if again is not None:
            return again
    elif wanted.resume:
        console.say(_("There is no call to go on with: this is a new one."))
    return open_new(wanted, scenario, file)


def _goes_on(wanted: Wanted, console: Console, journal: Journal, unfinished: Unfinished) -> bool:
    """Asked of a person; a pipe says it by --resume, so that its first line stays an answer."""
    if wanted.resume:
        return True
    if not console.interactive:
        warn(_("A call on this scenario was cut short: --resume goes on with it. This is a new one."))
        return False
    answer = console.ask(_("This call was cut short. Continue? [y/N]")) or ""
    if is_one_of(answer, (*_YES, _("yes"), _("yes")[0])):
        return True
    if is_one_of(answer, (*_NO, _("no"))):
        journal.resume(unfinished).left()
    return False


def _choose(console: Console) -> str:
    """The path of a scenario picked from a numbered list. Raises EndOfInput."""
    found = playable()
    console.say(_("Which call do you take?"))
    for number, (_entry, scenario) in enumerate(found, start=1):
        console.say(scenario.title, first=f"{number}. ", language=scenario.language)
        details = (scenario.id, label("channel", scenario.channel), label("level", scenario.level))
        about = _("about {minutes} min").format(minutes=minutes(scenario))
        console.say(", ".join((*details, about)), first="   ")
    while True:
        answer = console.ask(_("Your choice (1-{most}):").format(most=len(found))) or ""
        number_typed = number_of(answer, least=1, most=len(found))
        if number_typed is not None:
            return str(found[number_typed - 1][0].path)
        by_id = next((entry for entry, scenario in found if scenario.id == answer), None)
        if by_id is not None:
            return str(by_id.path)
        if answer:
            console.say(_("A number from 1 to {most}, please.").format(most=len(found)))


def playable() -> list[tuple[Entry, Scenario]]:
    """The scenarios that can be played, those in the language spoken first; the others are warned of."""
    found: list[tuple[Entry, Scenario]] = []
    for entry in entries():
        try:
            scenario = entry.reading.scenario
        except PlatineError as error:
            complain(error)
            continue
        if scenario is None:
            warn(_("{path} cannot be played as it stands: platine check says why.").format(path=entry.path))
        else:
            found.append((entry, scenario))
    return sorted(found, key=lambda one: one[1].language.split("-")[0] != language())
