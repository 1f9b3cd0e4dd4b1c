"""How far up the ladder a state stands; every answer is worked out once."""

from fractions import Fraction

from simulator.rubric.ladder import INSIGHTS_WANTED, platinum_share, stage_reached


class Climb:
    """The ladder of one customer, whose wishes are these bits."""

    def __init__(self, wishes: int) -> None:
        self.wishes = wishes
        self._shares: dict[tuple[int, int, int, int], Fraction] = {}
        self._stages: dict[tuple[int, int, int, int], int] = {}
        """The stage of an agent with all the insight wanted, by what is known, discovered, served and confirmed."""
        self._stages_below_platinum = tuple(
            stage_reached(attentive=True, insights=insights, platinum=Fraction(0))
            for insights in range(INSIGHTS_WANTED)
        )
        """The stage of a warm agent by insights, while these are too few for wishes to count."""

    def highest(
        self,
        highest: int,
        lowered: int,
        warm: int,
        insights: int,
        known: int,
        discovered: int,
        served: int,
        confirmed: int,
    ) -> int:
        """The highest stage so far, now that these are the facts."""
        if not warm:
            return highest
        if insights < INSIGHTS_WANTED:
            stage = self._stages_below_platinum[insights] - lowered
        else:
            facts = (known & self.wishes, discovered, served, confirmed)
            reached = self._stages.get(facts)
            if reached is None:
                share = self.platinum(*facts)
                reached = self._stages[facts] = stage_reached(attentive=True, insights=insights, platinum=share)
            stage = reached - lowered
        return stage if stage > highest else highest

    def platinum(self, known: int, discovered: int, served: int, confirmed: int) -> Fraction:
        """The platinum stage's share, 0 to 1."""
        counts = (
            (known & self.wishes & ~discovered).bit_count(),
            discovered.bit_count(),
            served.bit_count(),
            confirmed.bit_count(),
        )
        share = self._shares.get(counts)
        if share is None:
            given, found, met, checked = counts
            share = self._shares[counts] = platinum_share(
                self.wishes.bit_count(), given=given, discovered=found, served=met, confirmed=checked
            )
        return share
