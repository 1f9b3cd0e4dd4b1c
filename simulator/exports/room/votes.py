"""The sections about votes: what moved between two, what split the room, and what nobody heard."""

from typing import Final
from xml.etree.ElementTree import Element

from simulator.conversation.script import Script
from simulator.exports.markup import Voice, element, own
from simulator.exports.picture import bar
from simulator.locale import _
from simulator.room.debrief import Minority, Moment, RoomDebrief
from simulator.room.votes import Ballot, Count
from simulator.wording import room_debrief as words
from simulator.wording.numbers import number, percent

_FIRST, _SECOND = "key", "score"
"""The styles of the two bars; the columns say which is which."""
_MOST_OF_TEAMS: Final = 6
"""Votes of parallel teams that are drawn: each team has as many as the room would have."""


def gain(debrief: RoomDebrief, _script: Script, _voice: Voice) -> list[Element]:
    """Of all answers together, then one line each."""
    twice = [one for one in debrief.answers if one.gain is not None]
    if debrief.shares is None:
        return []
    made = [element("p", own(words.shares(*debrief.shares)))]
    if debrief.gain is not None:
        made.append(element("p", element("strong", own(words.gain(debrief.gain)))))
    if debrief.to_right is not None and debrief.to_wrong is not None:
        made.append(element("p", own(words.changed(debrief.to_right, debrief.to_wrong))))
    if twice:
        made.append(_gains(twice))
    return [*made, element("p", own(words.gain_source()), class_="soft")]


def _gains(twice: list[Moment]) -> Element:
    names = (_("Question"), _("First vote"), _("Second vote"), _("Gain"), _("To right"), _("To wrong"))
    head = element("thead", element("tr", *(element("th", own(name), scope="col") for name in names)))
    return element("table", head, element("tbody", *map(_gained, twice)), class_="figures")


def _gained(one: Moment) -> Element:
    assert one.first is not None, "there is a gain"
    assert one.second is not None, "there is a gain"
    moved = ("–" if count is None else str(count) for count in (one.to_right, one.to_wrong))
    figures = (percent(one.first.right or 0), percent(one.second.right or 0), number(one.gain or 0, 2), *moved)
    link = element("a", str(one.number), href=f"#{_anchor(one)}")
    return element("tr", element("th", link, scope="row"), *(element("td", own(figure)) for figure in figures))


def _anchor(one: Moment) -> str:
    return f"question-{one.number}" if one.format != "teams" else f"question-{one.number}-{_safe(one.team or '')}"


def _safe(team: str) -> str:
    """A team's name as part of an anchor: names are foreign text."""
    return "".join(letter if letter.isascii() and letter.isalnum() else f"-{ord(letter)}-" for letter in team)


def split(debrief: RoomDebrief, script: Script, voice: Voice) -> list[Element]:
    """Every vote, the one that split the room most first."""
    found = debrief.by_split
    if not found:
        return []
    of_teams = [one for one in found if one.format == "teams"]
    left_out = of_teams[_MOST_OF_TEAMS:]
    found = tuple(one for one in found if one not in left_out)
    note = _("The {count} most split; the sheet holds every vote.").format(count=_MOST_OF_TEAMS)
    return [
        element("p", own(words.split_source()), class_="soft"),
        *([element("p", own(note), class_="soft")] if left_out else []),
        *(_voted(one, script, voice) for one in found),
    ]


def _voted(one: Moment, script: Script, voice: Voice) -> Element:
    assert one.first is not None, "it was voted"
    moved = one.to_right is not None and one.to_wrong is not None
    return element(
        "article",
        element("h3", own(words.asked(one))),
        voice("blockquote", one.line) if one.line else None,
        element("p", own(words.split(one.first))),
        element("p", own(words.gain(one.gain))) if one.gain is not None else None,
        element("p", own(words.changed(one.to_right or 0, one.to_wrong or 0))) if moved else None,
        _histogram(one.first, one.second, voice),
        _outcome(one, voice),
        id=_anchor(one),
    )


def _outcome(one: Moment, voice: Voice) -> Element:
    """Who decided; and what was played, where the choices do not show it."""
    who = words.decided(one)
    if one.first is not None and any(count.played for count in one.first.counts):
        return element("p", own(f"{who[:1].upper()}{who[1:]}."))
    return element("p", own(_("Played:") + " "), _said(one, voice), own(f" ({who})"))


def _said(one: Moment, voice: Voice) -> Element:
    return voice("span", words.said(one)) if one.said else element("span", own(_("nothing")))


def _histogram(first: Ballot, second: Ballot | None, voice: Voice) -> Element:
    """Both votes beside one another; a second one on fewer choices leaves the others out."""
    again = {count.pick: count for count in second.counts} if second is not None else {}
    names = [_("Answer"), _("First vote") if second is not None else _("Votes")]
    if second is not None:
        names.append(_("Second vote"))
    head = element("tr", *(element("th", own(name), scope="col", role="columnheader") for name in names), role="row")
    rows = []
    for count in first.counts:
        cells = [_cell(count, first, _FIRST)]
        if second is not None:
            cells.append(_cell(again.get(count.pick), second, _SECOND))
        rows.append(element("tr", _choice(first, count, voice), *cells, role="row"))
    caption = _turnout(first, second)
    return element(
        "table",
        element("caption", own(caption), class_="soft"),
        element("thead", head, role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        # On a narrow screen its rows are laid out one below the other, and would be no table any more.
        role="table",
        class_="votes two" if second is not None else "votes",
    )


def _turnout(first: Ballot, second: Ballot | None) -> str:
    if second is None:
        return words.votes(first.voters)
    return _("First vote: {first}; second: {second}.").format(
        first=words.votes(first.voters), second=words.votes(second.voters)
    )


def _choice(ballot: Ballot, count: Count, voice: Voice) -> Element:
    marks = [element("span", own(mark), class_="mark") for mark in words.marks(count)]
    spaced = [piece for mark in marks for piece in (" ", mark)]
    text = words.choice(ballot, count)
    named = voice("span", text) if text == count.text else element("span", own(text))
    return element("th", named, *spaced, scope="row", role="rowheader")


def _cell(count: Count | None, ballot: Ballot, kind: str) -> Element:
    if count is None:
        return element("td", "–", role="cell")
    share = count.votes / ballot.voters if ballot.voters else 0.0
    figure = own(f"{count.votes} · {percent(share)}")
    return element("td", element("span", figure, class_="points"), bar(share, kind), role="cell")


def minority(debrief: RoomDebrief, script: Script, voice: Voice) -> list[Element]:
    """Every answer that somebody voted and that was not played."""
    made: list[Element] = []
    for one in debrief.answers:
        unheard = words.worth_telling(one)
        if unheard:
            played = element("p", own(_("Played:") + " "), _said(one, voice))
            items = (_unheard(branch, one, script, voice) for branch in unheard)
            made += [element("h3", own(words.asked(one))), played, element("ul", *items)]
    return made


def _unheard(branch: Minority, played: Moment | None, script: Script, voice: Voice) -> Element:
    count = own(f" ({words.votes(branch.votes)})") if branch.votes else None
    told = " ".join(words.would_have(branch, played, script))
    return element("li", voice("span", words.unheard(branch)), count, element("br"), own(told))


def what_ifs(debrief: RoomDebrief, script: Script, voice: Voice) -> list[Element]:
    """What the room looked at beside the call."""
    if not debrief.what_ifs:
        return []
    played = {one.moment: one for one in debrief.moments}
    items = (_unheard(one, played.get(one.moment), script, voice) for one in debrief.what_ifs)
    return [element("ul", *items)]


def answers(debrief: RoomDebrief, _script: Script, voice: Voice) -> list[Element]:
    """Every answer in its order: who decided it and what mood it left."""
    items = []
    for one in filter(words.is_spoken, debrief.moments):
        effect = own(f" {words.effect(one.effect)}.") if one.effect is not None else None
        items.append(
            element(
                "li",
                _said(one, voice),
                own(f" ({words.decided(one)})"),
                element("br"),
                own(f"{words.mood(one.before)} → {words.mood(one.mood)}."),
                effect,
                value=str(one.number),
            )
        )
    return [element("ol", *items)] if items else []
