"""Before the call: who is on the line, what the file and the desk say, what to practise."""

from simulator.conversation.script import Script
from simulator.locale import _, ngettext
from simulator.plain.console import Console
from simulator.scenario.placeholders import fill, spoken_wait
from simulator.wording.labels import label
from simulator.wording.reasons import subject


def tell_briefing(console: Console, script: Script) -> None:
    """The briefing of one customer at one desk."""
    scenario, customer = script.scenario, script.customer
    language = scenario.language

    def foreign(text: str, first: str = "") -> None:
        console.say(fill(text, script.placeholders), first=first, language=language)

    foreign(scenario.title)
    console.say(f"{customer.name}, {label('channel', scenario.channel)}, {label('level', scenario.level)}")
    if scenario.summary:
        foreign(scenario.summary)
    if customer.about:
        foreign(customer.about)
    foreign(customer.request, _("Request:") + " ")
    _tell_wait(console, script)
    for name in customer.known:
        foreign(subject(name, script), _("In the file:") + " ")
    _tell_desk(console, script)
    for objective in scenario.objectives:
        foreign(objective, _("To practise:") + " ")


def _tell_wait(console: Console, script: Script) -> None:
    wait = script.customer.wait
    if not wait.minutes:
        return
    felt = ", ".join(label("waiting", one) for one in wait.felt)
    time = spoken_wait(wait, script.scenario.language)
    console.say(_("Waited: {time}").format(time=f"{time} ({felt})" if felt else time))


def _tell_desk(console: Console, script: Script) -> None:
    desk = script.desk
    console.say(
        _("Your desk: load {load}, latitude {latitude}, {queue}, {tools}.").format(
            load=label("load", desk.load),
            latitude=label("latitude", desk.latitude),
            queue=ngettext("{count} person waiting", "{count} people waiting", desk.queue).format(count=desk.queue),
            tools=ngettext("{count} tool", "{count} tools", desk.tools).format(count=desk.tools),
        )
    )
