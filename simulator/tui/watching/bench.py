"""What the author's screen knows: the last reading and the last that could be played, the check, the place kept.

No widget is touched here. A play that changes hands is always a new one; None says that the preview stays as it is.
"""

from collections.abc import Mapping
from typing import Final

from simulator.authoring.examination import Examination, Known
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.errors import PlatineError
from simulator.locale import _
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Severity
from simulator.scenario.model import Scenario
from simulator.tui.watching.draft import Draft
from simulator.tui.watching.outline import Spot, outline
from simulator.tui.watching.place import Kept, Taken, begun, replayed, taken
from simulator.tui.watching.signs import worst
from simulator.tui.watching.words import place_words
from simulator.wording.naming import short
from simulator.wording.typography import typeset

_BASE = "base"
_KNOWN: Final = frozenset({codes.SIZE, codes.SCORE_RANGE, codes.STAGES_REACHED})
"""What is said of the whole anyway is not said again among the findings, unless a pack makes it weigh more."""
_TOLD: Final = (codes.STAGES_REACHED, codes.SIZE)


class Bench:
    """What stands on the author's bench: his file as it was read, as it was checked, and his place in the call."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        """The file as it was read last."""
        self.good: Draft | None = None
        """The last reading that could be played: map and preview are of it."""
        self.told = ""
        """What became of the place in the call, or why it cannot be brought where one wanted it."""
        self._examination: Examination | None = None
        self._examined: Draft | None = None
        self._is_examining = False
        self._place: tuple[Taken, ...] | None = None
        """The whole of what was decided, kept even where only its beginning fits the file of the moment."""
        self._variant: str | None = None
        self._drawn: tuple[Scenario, str | None] | None = None
        self._spots: tuple[Spot, ...] = ()

    def take(self, draft: Draft, play: Play | None, agent: str) -> Play | None:
        """A new reading. The play to show from now on: the one given where the scenario has not changed."""
        self.draft = draft
        self._is_examining = draft.is_playable
        before = self.good.scenario if self.good is not None else None
        if draft.scenario is None:
            return play
        self.good = draft
        if play is None:
            return begun(draft.scenario, self._variant, agent)
        if draft.scenario == before:
            return play
        self._place = self._place or taken(play)
        if self._variant is not None and self._variant not in draft.scenario.variants:
            gone, self._variant = self._variant, None
            self._say(Kept("customer", wanted=gone))
            return begun(draft.scenario, None, agent)
        fresh = begun(draft.scenario, self._variant, agent)
        self._say(replayed(fresh, self._place))
        return fresh

    def _say(self, kept: Kept) -> None:
        self.told = place_words(kept) if self._place else ""
        if kept.why == "kept":
            self._place = None

    def examined(self, found: Examination | None, draft: Draft) -> None:
        """The check of a reading has come back; None where it could not be done."""
        if draft is self.draft:
            self._is_examining = False
            self._examination, self._examined = found, draft if found is not None else None

    @property
    def _is_fresh(self) -> bool:
        """Whether the last check is of the file as it is now."""
        return self._examined is self.draft

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What holds of the file as it is now, as far as is known."""
        if self._is_fresh and self._examination is not None:
            return tuple(one for one in self._examination.findings if not _is_known(one))
        return self.draft.findings

    @property
    def stale(self) -> tuple[Finding, ...]:
        """What the check found in an earlier state of the file, and may still hold."""
        if self._is_fresh or self._examination is None:
            return ()
        return tuple(one for one in self._examination.findings if one.code[1] != "1" and not _is_known(one))

    @property
    def overview(self) -> tuple[Finding, ...]:
        """What the last check says of the whole, with the customer of the preview."""
        if self._examination is None:
            return ()
        mine = [one for one in self._examination.findings if one.variant in (self._variant or _BASE, None)]
        return tuple(one for code in _TOLD for one in mine if one.code == code and _is_known(one))

    @property
    def state(self) -> str:
        """How far the check has come, in a few words."""
        if self._is_examining:
            return _("checking…")
        if not self.draft.is_playable:
            return _("not checked")
        if not self._is_fresh or self._examination is None:
            return _("the full check failed")
        return _("checked, proven") if self._examination.exact else _("checked, within bounds")

    @property
    def nothing_found(self) -> str:
        """What to say where there is no finding."""
        if self.draft.error is not None:
            return _("The file cannot be read for the moment.")
        return _("Nothing found so far.") if self._is_examining else _("Nothing found.")

    @property
    def customers(self) -> tuple[str | None, ...]:
        """The customers there are, the scenario's own first as None; none before anything could be played."""
        if self.good is None or self.good.scenario is None:
            return ()
        return (None, *self.good.scenario.variants)

    @property
    def customer(self) -> str:
        """The name of the customer of the preview; empty before anything could be played."""
        if self.good is None or self.good.scenario is None:
            return ""
        return typeset(short(self.good.scenario.customer_of(self._variant).name), self.good.scenario.language)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The map, for the customer of the preview."""
        if self.good is None or self.good.scenario is None:
            return ()
        drawn = (self.good.scenario, self._variant)
        if self._drawn is None or self._drawn[0] is not drawn[0] or self._drawn[1] != drawn[1]:
            self._drawn, self._spots = drawn, outline(*drawn)
        return self._spots

    @property
    def marks(self) -> Mapping[str, Severity]:
        """Each moment's worst finding, those of other customers left out."""
        mine = (self._variant or _BASE, None)
        by_moment: dict[str, list[Finding]] = {}
        for one in (*self.findings, *self.stale):
            if one.moment is not None and one.variant in mine:
                by_moment.setdefault(one.moment, []).append(one)
        return {moment: severity for moment, found in by_moment.items() if (severity := worst(found)) is not None}

    def here(self, play: Play | None) -> str:
        """The moment or ending where the preview stands; empty without one."""
        if play is None:
            return ""
        return play.script.ending_id(play.state) or play.script.moment_id(play.state)

    def line_of(self, name: str) -> int:
        """The line of a moment or an ending in the file; 0 where it is not known."""
        return (self.good.lines or {}).get(name, 0) if self.good is not None else 0

    def forget_place(self) -> None:
        """The author has decided anew: his place is where he is now."""
        self._place = None
        self.told = ""

    def restarted(self, agent: str) -> Play | None:
        """The call from its beginning."""
        self.forget_place()
        if self.good is None or self.good.scenario is None:
            return None
        return begun(self.good.scenario, self._variant, agent)

    def next_customer(self, agent: str) -> Play | None:
        """The call with the customer after this one."""
        there = self.customers
        if there:
            self._variant = there[(there.index(self._variant) + 1) % len(there)]
        return self.restarted(agent)

    def jumped(self, moment: str, agent: str) -> Play | None:
        """The call brought to a moment, by a path that the check knows; None, and told, where there is none."""
        known = self.known
        if known is None:
            self.told = _("No way to {moment} is known before the file is checked.").format(moment=moment)
            return None
        if moment not in known.witnesses:
            words = _("No play comes to {moment}.") if known.exact else _("No play that was tried comes to {moment}.")
            self.told = words.format(moment=moment)
            return None
        play = self.restarted(agent)
        assert play is not None
        try:
            for _walked in walk(play, known.witnesses[moment]):
                pass
        except PlatineError:
            self.told = _("The way to {moment} that was known does not fit any more.").format(moment=moment)
            return None
        return play

    @property
    def known(self) -> Known | None:
        """What the last check knows of the call with the customer of the preview."""
        if self._examination is None:
            return None
        return self._examination.known.get(self._variant or _BASE)


def _is_known(finding: Finding) -> bool:
    return finding.code in _KNOWN and finding.severity == "info"
