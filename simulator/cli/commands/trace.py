"""`platine trace`: walk a path and print every score with its reasons."""

import click

from simulator.cli.opening import open_scenario, open_script
from simulator.cli.output import format_option, print_json
from simulator.conversation.path import Deliveries, split, walk
from simulator.conversation.play import Play
from simulator.debrief.trace import trace
from simulator.locale import _
from simulator.scenario.vocabulary import LOADS


@click.command("trace", help=_("Walk a path and print every score with its reasons."))
@click.argument("scenario")
@click.option("--path", "paths", multiple=True, metavar=_("MOMENT.RESPONSE,..."), help=_("what is said, in order"))
@click.option("--variant", metavar="ID", help=_("the customer on the line"))
@click.option(
    "--deliver",
    multiple=True,
    metavar=_("MOMENT=TONE,..."),
    help=_("the tone where the trainee chooses: one for all, one after another, or by moment"),
)
@click.option("--load", type=click.Choice(LOADS), help=_("play at a desk under this load"))
@format_option()
def command(
    scenario: str,
    paths: tuple[str, ...],
    variant: str | None,
    deliver: tuple[str, ...],
    load: str | None,
    form: str,
) -> None:
    read, _file = open_scenario(scenario)
    script = open_script(read, variant, load=load)
    play = Play(script)
    items = [item for path in paths for item in split(path)]
    walked = list(walk(play, items, Deliveries([item for one in deliver for item in split(one)])))
    told = trace(play, walked, items[len(walked) :])
    if form == "json":
        from simulator.wording.trace import with_sentences  # start-up time: one of the two is needed

        print_json(with_sentences(told, script))
    else:
        from simulator.wording.trace import lines  # start-up time: one of the two is needed

        for line in lines(told, script, play):
            click.echo(line)
        if not play.is_over:
            scene = play.scene()
            openings = ", ".join(choice.name for choice in scene.choices if choice.is_open)
            click.echo(
                _("The call goes on at {moment}. Open here: {open}.").format(moment=scene.moment, open=openings)
            )
