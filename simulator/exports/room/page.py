"""The room's debrief as one page: no script, nothing fetched, and nobody in it that could be told from the others."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.exports.html import STYLE
from simulator.exports.markup import Voice, document, element, head_of, own, section
from simulator.exports.room import told
from simulator.exports.room.votes import answers, gain, minority, split, what_ifs
from simulator.exports.steps import Paper, ladder, look_back, verdict
from simulator.exports.transcript import transcript
from simulator.locale import _, language
from simulator.room.debrief import RoomDebrief
from simulator.room.table import Room
from simulator.wording import room_debrief as words
from simulator.wording.labels import label
from simulator.wording.room import format_name

_ROOM_STYLE: Final = Path(__file__).with_name("room.css")


_FEW: Final = 4
_LATEST: Final = datetime.max.replace(tzinfo=UTC).timestamp() - 1


class _Part(NamedTuple):
    """A section of the page: left out where there is nothing in it."""

    name: str
    content: Callable[[RoomDebrief, Script, Voice], list[Element]]


_PARTS: Final = (
    _Part("gain", gain),
    _Part("split", split),
    _Part("minority", minority),
    _Part("perception", told.perception),
    _Part("observed", told.observed),
    _Part("cells", told.cells),
    _Part("rewritten", told.rewritten),
    _Part("what_ifs", what_ifs),
    _Part("predictions", told.predictions),
    _Part("points", told.standing),
    _Part("teams", told.teams),
    _Part("answers", answers),
)


def page(script: Script, room: Room, debrief: RoomDebrief) -> str:
    """In the language spoken now. The day of the session is that of the room's first event, by universal time."""
    voice = Voice(script.scenario.language)
    summary = words.summary(debrief, script)
    sections = [section("short", _("In short"), [_table(summary)])] if summary else []
    for part in _PARTS:
        content = part.content(debrief, script, voice)
        if content:
            sections.append(section(part.name, words.heading(part.name), content))
    sections += _call(script, room, debrief, voice)
    if not sections:
        sections.append(element("p", own(words.nothing_yet())))
    style = STYLE.read_text(encoding="utf-8") + _ROOM_STYLE.read_text(encoding="utf-8")
    head = head_of(_("{name}: {words}").format(name=words.title(), words=script.scenario.title), style)
    body = element("body", _header(script, room, debrief, voice), _contents(sections), element("main", *sections))
    return document(element("html", head, body, lang=language()))


def _header(script: Script, room: Room, debrief: RoomDebrief, voice: Voice) -> Element:
    formats = dict.fromkeys(one.format for one in debrief.answers)
    about = [label("channel", script.scenario.channel), *map(format_name, formats or (room.table.format,))]
    at = room.opened.at
    # A log that somebody has edited may say any time: it is left out then.
    day = datetime.fromtimestamp(at, UTC).date().isoformat() if 0 < at <= _LATEST else ""
    return element(
        "header",
        element("p", own(words.title()), class_="soft"),
        voice("h1", script.scenario.title),
        element(
            "p",
            voice("span", script.customer.name),
            own("".join(f" · {one}" for one in about)),
            " · " if day else None,
            element("time", day, datetime=day) if day else None,
            class_="soft",
        ),
    )


def _contents(sections: list[Element]) -> Element | None:
    """Links to the sections, where there are enough to look for one."""
    links = [
        element("li", element("a", heading.text or "", href=f"#{one.get('id')}"))
        for one in sections
        if (heading := one.find("h2")) is not None
    ]
    if len(links) < _FEW:
        return None
    return element("nav", element("ul", *links), aria_label=own(_("Contents")))


def _table(rows: tuple[tuple[str, str], ...]) -> Element:
    made = (element("tr", element("th", own(name), scope="row"), element("td", own(value))) for name, value in rows)
    return element("table", element("tbody", *made))


def _call(script: Script, room: Room, debrief: RoomDebrief, voice: Voice) -> list[Element]:
    """The call's own debrief, as one trainee would see it; the room's rating stands with the room's gap."""
    report = debrief.report
    if report is None:
        return []
    paper = Paper(report, script, voice)
    play = Play(script, seed=room.opened.seed, decisions=room.table.line.decisions)
    return [
        section("verdict", _("What the customer says"), verdict(paper, bars=False)),
        section("curve", _("Where it turned"), look_back(paper)),
        section("ladder", _("The ladder"), ladder(paper)),
        section("transcript", _("What was said, and why it moved"), transcript(play, voice)),
    ]
