"""The words on a map: what opens a way, what kind of moment it is, what was found there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from simulator.locale import N_, NN_, _, ngettext
from simulator.scenario.conditions import Comparison, Condition
from simulator.scenario.findings import Severity
from simulator.wording.labels import label

_KINDS: Final[Mapping[str, str]] = {
    "exchange": N_("exchange"),
    "read": N_("reading"),
    "reflect": N_("reflection"),
    "compose": N_("message"),
    "ending": N_("ending"),
    "phase": N_("phase"),
}
_BOUNDS: Final[Mapping[str, str]] = {
    ">=": N_("at least {number}"),
    "<=": N_("at most {number}"),
    ">": N_("more than {number}"),
    "<": N_("less than {number}"),
    "==": N_("exactly {number}"),
    "!=": N_("other than {number}"),
}
_COUNTS: Final[Mapping[Severity, tuple[str, str]]] = {
    "error": NN_("{count} error", "{count} errors"),
    "warning": NN_("{count} warning", "{count} warnings"),
    "info": NN_("{count} remark", "{count} remarks"),
}
_PHASES: Final[Mapping[str, str]] = {
    "briefing": N_("You read who is calling, and about what."),
    "listening": N_("The customer speaks."),
    "deciding": N_("You choose what to say."),
    "delivering": N_("You choose how to say it."),
    "composing": N_("You put a message together."),
    "rereading": N_("You reread it as the customer will."),
    "reading": N_("You say what you read in the customer."),
    "reflecting": N_("The coach asks the questions of a stage."),
    "reacting": N_("The customer reacts."),
    "paused": N_("The call stands still."),
    "ended": N_("The call is over."),
    "self_rating": N_("You rate yourself, before anything is revealed."),
    "verdict": N_("The customer says how it was."),
    "replaying": N_("You look back over the call."),
    "committing": N_("You set out to do one thing."),
    "closed": N_("Nothing more happens."),
}


def kind_word(kind: str) -> str:
    """What sort of node it is. Raises KeyError for one that does not exist."""
    return _(_KINDS[kind])


def phase_words(phase: str) -> str:
    """What goes on in a phase of the lifecycle. Raises KeyError for one that does not exist."""
    return _(_PHASES[phase])


def found(severity: Severity, count: int) -> str:
    """`2 warnings`."""
    one, many = _COUNTS[severity]
    return ngettext(one, many, count).format(count=count)


def condition_words(condition: Condition) -> str:
    """A condition in a few words, `knows online; trust at least 6`; empty for one that asks for nothing."""
    return together(_pieces(condition))


def together(pieces: Sequence[str]) -> str:
    """Pieces of which all hold, set apart as the reader's language does it."""
    return _("; ").join(pieces)


def needs(condition: Condition) -> str:
    """What must hold for a response to be open."""
    return _("needs: {condition}").format(condition=condition_words(condition))


def only_if(condition: Condition) -> str:
    """What must hold for the call to go this way."""
    return _("if {condition}").format(condition=condition_words(condition))


def _pieces(condition: Condition) -> list[str]:
    pieces = [
        written(values)
        for values, written in (
            (condition.knows, _all_of(_("knows {names}"))),
            (condition.said, _all_of(_("said {names}"))),
            (condition.answered, _all_of(_("answered {names}"))),
            (condition.flag, _all_of(_("flag {names}"))),
            (condition.mood, _one_of("mood", _("mood {names}"))),
            (condition.load, _one_of("load", _("load {names}"))),
            (condition.latitude, _one_of("latitude", _("latitude {names}"))),
        )
        if values
    ]
    pieces += [
        template.format(bound=_bound(compared))
        for compared, template in ((condition.trust, _("trust {bound}")), (condition.turn, _("turn {bound}")))
        if compared is not None
    ]
    if condition.negated is not None:
        pieces.append(_("not ({condition})").format(condition=condition_words(condition.negated)))
    if condition.alternatives:
        pieces.append(_either(condition.alternatives))
    return pieces


def _all_of(template: str) -> Callable[[Sequence[str]], str]:
    return lambda names: template.format(names=" + ".join(names))


def _one_of(kind: str, template: str) -> Callable[[Sequence[str]], str]:
    return lambda names: template.format(names=_(" or ").join(label(kind, name) for name in names))


def _bound(compared: Comparison) -> str:
    return _(_BOUNDS[compared.operator]).format(number=compared.bound)


def _either(alternatives: Sequence[Condition]) -> str:
    """Alternatives of several pieces stand in brackets."""
    written = [
        f"({together(pieces)})" if len(pieces := _pieces(one)) > 1 else "".join(pieces) for one in alternatives
    ]
    return _(" or ").join(written)
