"""From what was typed behind `room join` to a place in a room."""

import io

import pytest

from simulator.cli.joining import Wanted, take_part
from simulator.locale import use
from simulator.plain.console import Console
from tests.plain.typist import Lines
from tests.room.rehearsed import CODE, rehearsed


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path))
    use("en")
    yield
    use("en")


async def test_a_team_in_other_letters_leads_back_to_the_same_place(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(Console, "standard", classmethod(lambda cls: Console(Lines([]), out)))
    async with rehearsed(teams=("Azur", "Bleu")) as hub:
        wanted = Wanted(hub.address.place, CODE, name="Ana", team="azur", in_lines=True)
        assert [await take_part(wanted), await take_part(wanted)] == [0, 0]

        assert [(one.name, one.team) for one in hub.room.present] == [("Ana", "Azur")]
    assert "You are back as Ana." in out.getvalue()
