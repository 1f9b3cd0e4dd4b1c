"""The debrief of a play, whole: everything the eight steps show, as data."""

import msgspec

from simulator.conversation.play import Play
from simulator.debrief.climb import Climb, climb
from simulator.debrief.commitments import Commitment, commitments
from simulator.debrief.curve import Point, TurningPoint, curve, turning_points
from simulator.debrief.done_well import DoneWell, done_well
from simulator.debrief.gap import Gap, SelfRating, gap
from simulator.debrief.grid import Cell, grid
from simulator.debrief.hollow import Hollow, hollow
from simulator.debrief.knowledge import knowledge
from simulator.debrief.remarks import Remark, remarks
from simulator.debrief.scorecard import Scorecard, scorecard
from simulator.debrief.turns import Turn, responses_of, turns
from simulator.debrief.verdict import Verdict, verdict
from simulator.rubric.golden import Profile, Tally, tally


class Report(msgspec.Struct, frozen=True):
    """In the order in which it is shown; `turns` are what the other parts point to."""

    rating: SelfRating | None
    verdict: Verdict
    gap: Gap
    curve: tuple[Point, ...]
    turning_points: tuple[TurningPoint, ...]
    climb: Climb
    grid: tuple[Cell, ...]
    hollow: tuple[Hollow, ...]
    done_well: DoneWell
    remarks: tuple[Remark, ...]
    commitments: tuple[Commitment, ...]
    tally: Tally | None
    """Whom the choices served; None without a profile."""
    scorecard: Scorecard
    seconds: int
    turns: tuple[Turn, ...]

    def turn(self, number: int) -> Turn:
        """A turn by its number, from 1. Raises IndexError for one that was not played."""
        if number < 1:
            raise IndexError(number)
        return self.turns[number - 1]


def debrief(play: Play, *, self_rating: SelfRating | None = None, profile: Profile | None = None) -> Report:
    """What a play meant, wherever it stands. Pure: the same play gives the same report."""
    script = play.script
    told = turns(play)
    known = knowledge(play)
    card = scorecard(script, play.state, outcome=play.ended.outcome if play.ended else None)
    walked = climb(play, told, known)
    well = done_well(play, told)
    said = remarks(play, told, walked)
    return Report(
        rating=self_rating,
        verdict=verdict(play, card),
        gap=gap(told, play.state, card, self_rating),
        curve=curve(script, told),
        turning_points=turning_points(told),
        climb=walked,
        grid=grid(play, known, walked.wishes, rating=self_rating, profile=profile),
        hollow=hollow(script, told),
        done_well=well,
        remarks=said,
        commitments=commitments(said, well),
        tally=whom_it_served(play, told, profile) if profile is not None else None,
        scorecard=card,
        seconds=play.position.seconds,
        turns=told,
    )


def whom_it_served(play: Play, told: tuple[Turn, ...], profile: Profile) -> Tally:
    """The trainee's choices held against his own needs and the customer's. A silence is no choice."""
    spoken = (responses_of(play.script, turn.answered) for turn in told if turn.answered.responses)
    return tally(
        ({need for response in responses for need in response.offers} for responses in spoken),
        own=profile.needs,
        customer={wish.need for wish in play.script.customer.wishes.values()},
    )
