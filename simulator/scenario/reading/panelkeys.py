"""The keys under which a scenario keeps what a panel rated: a record that is read and never scored."""

from typing import Final

from simulator.locale import N_
from simulator.scenario.model import Agreement, Panel, Ratings, Votes
from simulator.scenario.reading.shapes import Block, Key, Listed, Number, Text, Whole

_MOST_VOTES: Final = 1000
VOTES: Final = Block(
    "votes",
    Votes,
    (
        Key("mean", Number(0, 4), N_("The mean of the ratings."), required=True),
        Key("spread", Number(0, 4), N_("Their standard deviation; 0 where all agree."), required=True),
        Key("votes", Listed(Whole(0, _MOST_VOTES)), N_("How many gave each level, from 0 up."), required=True),
    ),
)
RATINGS: Final = Block(
    "ratings",
    Ratings,
    (
        Key("reaction", VOTES, N_("How the panel rated reaction.")),
        Key("interpretation", VOTES, N_("How the panel rated interpretation.")),
        Key("exploration", VOTES, N_("How the panel rated exploration.")),
        Key("naturalness", VOTES, N_("How the panel rated naturalness.")),
    ),
)
_ALPHA: Final = Number(-1, 1)
AGREEMENT: Final = Block(
    "agreement",
    Agreement,
    (
        Key("reaction", _ALPHA, N_("Krippendorff's alpha on reaction.")),
        Key("interpretation", _ALPHA, N_("Krippendorff's alpha on interpretation.")),
        Key("exploration", _ALPHA, N_("Krippendorff's alpha on exploration.")),
        Key("naturalness", _ALPHA, N_("Krippendorff's alpha on naturalness.")),
    ),
)
PANEL: Final = Block(
    "panel",
    Panel,
    (
        Key("date", Text(), N_("When the panel's ratings were written down, as in 2026-03-31."), required=True),
        Key("raters", Whole(1, _MOST_VOTES), N_("How many people rated."), required=True),
        Key("name", Text(), N_("What the panel is called.")),
        Key("agreement", AGREEMENT, N_("How far the raters agreed, on each scale.")),
    ),
)
PANEL_BLOCKS: Final = (VOTES, RATINGS, AGREEMENT, PANEL)
