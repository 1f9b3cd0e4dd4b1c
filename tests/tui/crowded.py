"""A room in which everything is long and there is much of it: nine answers, ten parts, twelve teams, long names."""

from msgspec.structs import replace

from simulator.conversation.script import Script
from simulator.room import events as ev
from simulator.room.table import Round
from simulator.scenario.model import Branch, Compose, Exchange, Response
from tests.tui.room_stage import FakeDesk
from tests.tui.stage import scenario

TEAMS = tuple(
    f"The {when} team of the great hall, number {number}"
    for number, when in enumerate(["early", "late"] * 6, start=1)
)
CUSTOMER = "Marie-Antoinette de La Rochefoucauld-Montbazon"
_WORDS = (
    "Twenty-two minutes is far too long, and I see why you have had enough. I take ten euro off your next bill, there, "
    "that is done. And now the two of us will look at this box together, to the very end, number {number}."
)


def crowded_script() -> Script:
    plain = scenario()
    opening, write = plain.moments["opening"], plain.moments["write"]
    assert isinstance(opening, Exchange)
    assert isinstance(write, Compose)
    way = (Branch("read"),)
    responses = {f"r{number}": Response(_WORDS.format(number=number), way) for number in range(1, 10)}
    responses["r3"] = replace(responses["r3"], empathy="full")
    responses["hollow"] = Response("Thank you for your patience.", way)
    del responses["r9"]
    parts = {f"p{number}": Response(_WORDS.format(number=number)) for number in range(1, 11)}
    parts["p1"] = replace(parts["p1"], answers={"when": "full"})
    parts["p2"] = replace(parts["p2"], answers={"what": "full"})
    moments = dict(plain.moments)
    moments["opening"] = replace(opening, responses=responses)
    moments["write"] = replace(write, parts=parts)
    return Script(replace(plain, moments=moments, customer=replace(plain.customer, name=CUSTOMER)))


class CrowdedDesk(FakeDesk):
    """Forty people; what each of them writes is his own."""

    def __init__(self, form: str, *, teams: tuple[str, ...] = TEAMS) -> None:
        super().__init__(crowded_script(), format=form, teams=teams)
        self.join(*(f"Marie-Charlotte Dupont-Durand, number {number:>2}" for number in range(40)))

    def _answer(self, asked: Round, who: str, picks) -> ev.Voted:
        if asked.ask == "grid":
            cells = {"feels": f"weary of waiting {who}", "thinks": f"nobody listens {who}", "does": f"insists {who}"}
            return ev.Voted(who=who, round=asked.id, words=cells)
        if asked.ask == "write":
            words = f"Twenty-two minutes is long: I see to it at once, and call you back at two o'clock, {who}."
            return ev.Voted(who=who, round=asked.id, words={"text": words})
        return super()._answer(asked, who, picks)

    def on(self, *stages: str) -> None:
        """Let everybody answer and lead on until one of these stages is reached."""
        for _step in range(60):
            if self.room.table.stage in stages:
                return
            self.everybody_answers()
            if self.room.table.stage == "own":
                self.teams_go()
                if any(self.open):
                    continue
            assert self.put(ev.Advanced()) is None, self.room.table.stage
        raise AssertionError((stages, self.room.table.stage))
