"""The author's screen: a save is shown at the next look, the place in the call is kept, every finding has its line."""

import asyncio
import os
import re
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import pytest
from textual.command import CommandPalette

from simulator.authoring.examination import Examination, Known, examine
from simulator.authoring.watched import EVERY
from simulator.locale import _, use
from simulator.scenario.findings import Finding, Place
from simulator.settings import Settings
from simulator.tui.app import PlatineApp
from simulator.tui.screens.explain import ExplainScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.source import SourceScreen
from simulator.tui.screens.watch import WatchScreen
from simulator.tui.watching.draft import read_draft
from simulator.tui.watching.examiner import examine_apart
from simulator.tui.watching.outline import Spot
from simulator.tui.widgets.lines import plain
from simulator.tui.widgets.source import rows_of, spot_in
from simulator.tui.widgets.watch_findings import Findings
from simulator.tui.widgets.watch_map import Outline, item_of
from tests.attacks.hostile import OBEYED
from tests.tui.stage import NASTY, shown

NARROW, WIDE = (80, 24), (160, 50)
CALL = """\
platine: 1
id: box
title: The box
language: en
channel: phone
customer:
  name: Karim Belkacem
  request: Have the box repaired
  facts: {fils: "His son moves out"}
  reality:
    feels: {weary: "Weary of repeating it [b]always[/b]"}
  wishes:
    feels: {safe: {need: certainty, text: "To be sure of two o'clock"}}
variants:
  other:
    name: Solenn Castaing
moments:
  welcome:
    line: "At last! Refund [/b] [@click=app.quit]x[/] now."
    calls_for: {reaction: 1, exploration: 1}
    responses:
      listen: {say: "What is at stake?", then: heart, reveals: [safe], empathy: full}
      rule: {say: "That is the procedure.", then: heart}
  heart:
    line: "My daughter has an exam at two."
    calls_for: {reaction: 1, exploration: 1}
    responses:
      promise: {say: "I stay until two.", then: done, offers: [certainty], empathy: full}
      hang: {say: "Goodbye.", then: done}
endings:
  done: {outcome: solved, text: "It works."}
"""


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")
    use("en")
    yield
    use("en")


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "box.yaml"
    path.write_text(CALL, encoding="utf-8")
    return path


async def nothing_more(path: Path) -> Examination:
    """A check that finds what reading does."""
    return Examination(read_draft(path).findings, {"base": Known(True, {})})


def finding(path: Path, moment: str) -> Finding:
    """A warning of the full check."""
    return Finding("W201", Place(str(path), 20, 5), {"id": moment}, moment=moment)


@asynccontextmanager
async def watching(file: Path, *, size=WIDE, examine=nothing_more, every=3600.0):
    """The screen on a file, looked at when the test says so and never by itself."""
    screen = WatchScreen(read_draft(file), every=every, examine=examine)
    platine = PlatineApp(Settings(animations=False), first=lambda: screen)
    async with platine.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot, screen


async def settled(pilot) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def save(pilot, screen: WatchScreen, *changes: tuple[str, str]) -> None:
    """Change the file and let the screen look at it once."""
    path = screen.bench.draft.path
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    await look(pilot, screen)


async def look(pilot, screen: WatchScreen) -> None:
    screen.look()
    await settled(pilot)


async def answer(pilot, screen: WatchScreen, *names: str) -> None:
    """Answer in the preview by the number that each response has there."""
    for name in names:
        picker = screen.query_one("#watch-answers")
        number = [item.name for item in picker.items if not item.heading].index(name) + 1
        await pilot.press(str(number))
        await pilot.pause()


def here(screen: WatchScreen) -> str:
    return screen.bench.here(screen.preview.play)


def decided(screen: WatchScreen) -> list[str]:
    return [getattr(one, "response", "") for one in screen.preview.play.decisions]


def words(screen: WatchScreen) -> str:
    return " ".join(shown(screen).split())


# A save


async def test_a_save_is_shown_at_the_first_look_after_it_and_looks_come_twice_in_half_a_second(file):
    async with watching(file) as (pilot, screen):
        assert "At last!" in shown(screen)
        await save(pilot, screen, ("At last!", "Finally."))
        assert "Finally." in shown(screen)
        assert "At last!" not in shown(screen)
    assert 2 * EVERY < 0.5


async def test_the_screen_looks_by_itself(file):
    async with watching(file, every=0.01) as (pilot, screen):
        file.write_text(CALL.replace("At last!", "Finally."), encoding="utf-8")
        for _turn in range(200):
            await pilot.pause(0.02)
            if "Finally." in shown(screen):
                break
        assert "Finally." in shown(screen)


async def test_a_file_put_in_the_place_of_another_is_read_as_well(file, tmp_path):
    async with watching(file) as (pilot, screen):
        other = tmp_path / "box.yaml~"
        other.write_text(CALL.replace("At last!", "Finally."), encoding="utf-8")
        before = file.stat()
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        os.replace(other, file)
        await look(pilot, screen)
        assert "Finally." in shown(screen)


async def test_the_place_in_the_call_is_kept_over_a_save(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "listen")
        assert here(screen) == "heart"
        await save(pilot, screen, ("My daughter has", "My son has"), ("What is at stake?", "What is it for?"))
        assert here(screen) == "heart"
        assert "My son has" in shown(screen)
        assert "What is it for?" in shown(screen)
        assert "your place in the call was kept" in words(screen)


async def test_a_comment_changes_nothing_in_the_preview(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "listen")
        play = screen.preview.play
        await save(pilot, screen, ("moments:", "# a thought\nmoments:"))
        assert screen.preview.play is play


async def test_the_call_goes_back_to_where_an_answer_is_gone_and_forward_again_once_it_is_back(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "rule", "hang")
        assert here(screen) == "done"
        await save(pilot, screen, ("      rule:", "      rules:"))
        assert here(screen) == "welcome"
        assert "rule is gone, so the call went back to welcome" in words(screen)
        await save(pilot, screen, ("      rules:", "      rule:"))
        assert here(screen) == "done"
        assert decided(screen) == ["rule", "hang"]


async def test_the_call_stops_where_it_takes_another_way_now(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "listen", "promise")
        between = """\
  between:
    line: "Wait."
    calls_for: {reaction: 1}
    responses:
      so: {say: "Yes?", then: heart}
      no: {say: "No.", then: heart}
  heart:
"""
        await save(pilot, screen, ("  heart:\n", between), ('at stake?", then: heart', 'at stake?", then: between'))
        assert here(screen) == "between"
        assert "now comes to between where it came to heart" in words(screen)


async def test_what_is_decided_after_a_save_counts_from_there(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "rule", "hang")
        await save(pilot, screen, ("      rule:", "      rules:"))
        await answer(pilot, screen, "listen")
        await save(pilot, screen, ("      rules:", "      rule:"))
        assert decided(screen) == ["listen"]


async def test_a_customer_who_is_gone_gives_way_to_the_first(file):
    async with watching(file) as (pilot, screen):
        await pilot.press("v")
        await pilot.pause()
        assert "Solenn Castaing" in shown(screen)
        await answer(pilot, screen, "listen")
        await save(pilot, screen, ("variants:\n  other:\n    name: Solenn Castaing\n", ""))
        assert "Karim Belkacem" in shown(screen)
        assert "the customer other is gone" in words(screen)


# A file that cannot be played


async def test_a_broken_save_shows_its_error_and_keeps_map_preview_and_place(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "listen")
        await save(pilot, screen, ("then: done, offers", "then: dome, offers"))
        await look(pilot, screen)
        assert "dome" in words(screen)
        assert "1 error" in shown(screen)
        assert "Map and preview are those of" in words(screen)
        assert here(screen) == "heart"
        assert len(screen.query_one(Outline).items) == 3
        await save(pilot, screen, ("dome", "done"))
        assert "no error" in shown(screen)
        assert here(screen) == "heart"


async def test_what_may_be_half_written_is_believed_at_the_second_look(file):
    async with watching(file) as (pilot, screen):
        file.write_text("", encoding="utf-8")
        await look(pilot, screen)
        assert "error" not in shown(screen).replace("no error", "")
        await look(pilot, screen)
        assert "1 error" in shown(screen)
        file.write_text(CALL, encoding="utf-8")
        await look(pilot, screen)
        assert "no error" in shown(screen)


async def test_a_file_that_is_gone_for_a_moment_is_waited_for(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "listen")
        file.unlink()
        await look(pilot, screen)
        await look(pilot, screen)
        assert "Map and preview are those of" in words(screen)
        assert here(screen) == "heart"
        file.write_text(CALL.replace("My daughter", "My son"), encoding="utf-8")
        await look(pilot, screen)
        assert "My son" in shown(screen)
        assert here(screen) == "heart"


async def test_a_file_that_was_never_right_is_played_once_it_is(file):
    file.write_text(CALL.replace("then: heart", "then: hart"), encoding="utf-8")
    async with watching(file) as (pilot, screen):
        assert "2 errors" in shown(screen)
        await pilot.press("1", "u", "r", "v", "m", "enter", "p", "enter", "f")
        assert screen.preview.play is None
        await save(pilot, screen, ("then: hart", "then: heart"))
        assert here(screen) == "welcome"


# The check


async def test_the_full_check_comes_when_it_is_done_and_an_older_one_is_marked(file):
    gate = asyncio.Event()
    gate.set()

    async def slow(path: Path) -> Examination:
        await gate.wait()
        return Examination((finding(path, "welcome"),), {"base": Known(False, {})})

    async with watching(file, examine=slow) as (pilot, screen):
        assert "1 warning" in shown(screen)
        assert "within bounds" in shown(screen)
        gate.clear()
        file.write_text(CALL.replace("At last!", "Finally."), encoding="utf-8")
        screen.look()
        while "Finally." not in shown(screen):
            await pilot.pause(0.01)
        assert "checking…" in shown(screen)
        assert "As of the last check" in shown(screen)
        gate.set()
        await settled(pilot)
        assert "checking…" not in shown(screen)
        assert "As of the last check" not in shown(screen)


async def test_it_says_what_a_call_can_score_with_the_customer_of_the_preview(file):
    async def known(path: Path) -> Examination:
        scores = {"overall": (12.4, 100.0), "empathy": (0.0, 87.5)}
        size = Finding("I201", Place(str(path)), {"moments": "2", "responses": "4", "words": "9", "minutes": "1"})
        other = Known(True, {}, {"overall": (3.0, 4.0)})
        return Examination((size,), {"base": Known(True, {}, scores), "other": other})

    async with watching(file, examine=known) as (pilot, screen):
        assert "What a call with Karim can come to" in shown(screen)
        assert "Overall 12 to 100 · Empathy 0 to 88" in words(screen)
        assert "2 moments, 4 responses" in words(screen)
        assert "Nothing found." in shown(screen)
        await pilot.press("v")
        await pilot.pause()
        assert "What a call with Solenn can come to" in shown(screen)
        assert "Overall 3 to 4" in words(screen)


async def test_a_newer_save_ends_the_check_of_an_older_one(file):
    ended: list[str] = []

    async def endless(path: Path) -> Examination | None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(path.read_text(encoding="utf-8"))
        return None

    screen = WatchScreen(read_draft(file), every=3600, examine=endless)
    platine = PlatineApp(Settings(animations=False), first=lambda: screen)
    async with platine.run_test(size=WIDE) as pilot:
        await pilot.pause()
        file.write_text(CALL.replace("At last!", "Finally."), encoding="utf-8")
        screen.look()
        while not ended:
            await pilot.pause(0.01)
        assert "Finally." in shown(screen)
    assert len(ended) == 2


async def test_a_check_that_could_not_be_done_is_told(file):
    async def failing(path: Path) -> None:
        return None

    async with watching(file, examine=failing) as (_pilot, screen):
        assert "the full check failed" in shown(screen)


async def test_the_process_that_checks_finds_what_the_check_finds_here(file):
    apart = await examine_apart(file)
    assert apart == examine(file)
    assert apart.known["base"].witnesses["heart"]


async def test_a_check_that_nobody_waits_for_ends_its_process(file, monkeypatch):
    begun = []
    begin = asyncio.create_subprocess_exec

    async def noted(*arguments, **how):
        begun.append(await begin(*arguments, **how))
        return begun[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    task = asyncio.create_task(examine_apart(file))
    while not begun:
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert begun[0].returncode is not None


# Findings and their lines


BROKEN = CALL.replace("offers: [certainty]", "offers: [certainly]").replace("reveals: [safe]", "reveals: [sage]")


async def test_the_finding_under_the_cursor_is_in_view_however_it_came_there(file):
    many = "".join(f"\n  odd{number}: {{lines: [x]}}" for number in range(30))

    async def warned(path: Path) -> Examination:
        return Examination(tuple(finding(path, f"a-rather-long-name-{n}") for n in range(20)), {})

    async with watching(file, size=NARROW, examine=warned) as (pilot, screen):
        await pilot.press("f", "p")
        await save(pilot, screen, ("endings:", f"endings:{many}"))
        await look(pilot, screen)
        await pilot.press("f")
        await pilot.pause()
        findings = screen.query_one(Findings)
        assert len(findings.passages) > 20
        assert findings.at == 0
        assert "▸✗ error" in shown(screen)


def test_a_long_line_of_the_file_is_broken_between_words_and_the_caret_finds_its_column():
    text = "    say: " + " ".join(["réponse"] * 12) + " ici"
    for width in (20, 31, 40, 200):
        rows = rows_of(text, width)
        assert "".join(rows) == text
        assert all(len(row) <= width for row in rows)
        assert all(row.endswith(" ") for row in rows[:-1])
        row, before = spot_in(rows, text.index("ici"))
        assert rows[row][before:] == "ici"
    assert rows_of("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert spot_in(rows_of("x" * 25, 10), 25) == (2, 5)


async def test_enter_on_a_finding_shows_its_line_with_a_caret(file):
    file.write_text(BROKEN, encoding="utf-8")
    async with watching(file) as (pilot, screen):
        chosen = screen.query_one(Findings).chosen
        await pilot.press("enter")
        await pilot.pause()
        source = pilot.app.screen
        assert isinstance(source, SourceScreen)
        rows = shown(source).split("\n")
        row = next(place for place, text in enumerate(rows) if text.startswith("▸"))
        assert rows[row].split("│")[0].strip("▸ ") == str(chosen.place.line)
        text = BROKEN.split("\n")[chosen.place.line - 1]
        assert text.strip() in rows[row]
        start = rows[row].index("│ ") + 2
        assert rows[row + 1].index("^") == start + chosen.place.column - 1
        await pilot.press("n")
        await pilot.pause()
        assert "2 of 2" in shown(source)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_a_save_is_shown_on_the_lines_one_looks_at(file):
    file.write_text(BROKEN, encoding="utf-8")
    async with watching(file) as (pilot, screen):
        await pilot.press("enter")
        await pilot.pause()
        await save(
            pilot, screen, ("reveals: [sage]", "reveals: [safe]"), ("offers: [certainly]", "offers: [certainty]")
        )
        assert "reveals: [safe]" in shown(pilot.app.screen)


async def test_a_file_cut_short_while_its_line_is_looked_at_shows_what_is_left(file):
    file.write_text(BROKEN, encoding="utf-8")
    async with watching(file) as (pilot, _screen):
        await pilot.press("enter")
        await pilot.pause()
        file.write_text("platine: 1", encoding="utf-8")
        pilot.app.screen.reread()
        file.unlink()
        pilot.app.screen.reread()
        await pilot.pause()
        assert "platine: 1" in shown(pilot.app.screen)


async def test_the_remedy_stands_under_the_finding_one_looks_at(file):
    file.write_text(BROKEN, encoding="utf-8")
    async with watching(file) as (pilot, screen):
        assert "Did you mean “safe”?" in words(screen)
        assert "Did you mean “certainty”?" not in words(screen)
        await pilot.press("down")
        await pilot.pause()
        assert "Did you mean “certainty”?" in words(screen)


async def test_x_explains_the_code_with_the_page_of_the_manual(file):
    file.write_text(BROKEN, encoding="utf-8")
    async with watching(file) as (pilot, _screen):
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExplainScreen)
        assert "Mended:" in shown(pilot.app.screen)
        await pilot.press("escape")
        await pilot.pause()


async def test_e_opens_the_editor_at_the_line_and_reads_what_it_wrote(file, tmp_path, monkeypatch):
    file.write_text(BROKEN, encoding="utf-8")
    fake = tmp_path / "my editor.py"
    fake.write_text(
        "import pathlib, sys\n"
        "line, name = sys.argv[1:]\n"
        "path = pathlib.Path(name)\n"
        "rows = path.read_text().split('\\n')\n"
        "row = int(line[1:]) - 1\n"
        "rows[row] = rows[row].replace('[sage]', '[safe]')\n"
        "path.write_text('\\n'.join(rows))\n"
    )
    monkeypatch.setenv("EDITOR", f"python3 '{fake}'")
    monkeypatch.delenv("VISUAL", raising=False)
    async with watching(file) as (pilot, screen):
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        assert len(screen.bench.findings) == 2
        await pilot.press("e")
        await settled(pilot)
        await look(pilot, screen)
        assert len(screen.bench.findings) == 1


@pytest.mark.parametrize(
    ("editor", "told"), [("", "let the variable EDITOR name yours"), ("no-such-editor", "could not be opened")]
)
async def test_an_editor_that_cannot_be_opened_is_told(file, monkeypatch, editor, told):
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.delenv("VISUAL", raising=False)
    async with watching(file) as (pilot, screen):
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        await pilot.press("e")
        await pilot.pause()
        assert [told in notice.message for notice in pilot.app._notifications] == [True]
        assert pilot.app.screen is screen


# The map


async def test_the_map_marks_the_preview_and_the_worst_finding_of_a_moment(file):
    async def weak(path: Path) -> Examination:
        return Examination((finding(path, "heart"),), {"base": Known(True, {})})

    async with watching(file, examine=weak) as (pilot, screen):
        rows = [row.split("▏")[1] for row in shown(screen).split("\n") if row.count("▏") == 2]
        assert any("welcome" in row and "◀ preview" in row for row in rows)
        assert any("heart" in row and "! warning" in row for row in rows)
        assert any("→ heart  listen, rule" in row for row in rows)
        await answer(pilot, screen, "listen")
        rows = [row.split("▏")[1] for row in shown(screen).split("\n") if row.count("▏") == 2]
        assert any("heart" in row and "◀ preview" in row for row in rows)


async def test_enter_on_the_map_brings_the_preview_there_by_a_path_that_is_known(file):
    async def known(path: Path) -> Examination:
        return Examination((), {"base": Known(True, {"heart": ("welcome.rule",), "welcome": ()})})

    async with watching(file, examine=known) as (pilot, screen):
        await pilot.press("m", "down", "enter")
        await pilot.pause()
        assert here(screen) == "heart"
        assert decided(screen) == ["rule"]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "No play comes to done." in words(screen)
        assert here(screen) == "heart"


async def test_s_on_the_map_shows_the_moment_in_the_file(file):
    async with watching(file) as (pilot, _screen):
        await pilot.press("m", "down", "s")
        await pilot.pause()
        assert any(row.startswith("▸") and "heart:" in row for row in shown(pilot.app.screen).split("\n"))


# The preview


async def test_the_preview_is_played_undone_begun_again_and_given_another_customer(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "listen", "promise")
        assert "overall" in words(screen)
        await pilot.press("u")
        await pilot.pause()
        assert here(screen) == "heart"
        await pilot.press("r")
        await pilot.pause()
        assert here(screen) == "welcome"
        await pilot.press("v")
        await pilot.pause()
        assert screen.preview.play.script.variant == "other"


async def test_the_end_of_the_preview_offers_to_begin_again(file):
    async with watching(file) as (pilot, screen):
        await answer(pilot, screen, "listen", "promise")
        await pilot.press("p", "enter")
        await pilot.pause()
        assert here(screen) == "welcome"


# Sizes, keys and words


async def test_a_narrow_screen_shows_one_part_at_a_time(file):
    file.write_text(BROKEN, encoding="utf-8")
    async with watching(file, size=NARROW) as (pilot, screen):
        assert "Did you mean “safe”?" in words(screen)
        assert "At last!" not in shown(screen)
        await save(pilot, screen, ("[sage]", "[safe]"), ("[certainly]", "[certainty]"))
        await pilot.press("tab")
        await pilot.pause()
        assert "→ heart" in shown(screen)
        await pilot.press("p")
        await pilot.pause()
        assert "At last!" in shown(screen)
        assert "→ heart" not in shown(screen)
        await pilot.press("shift+tab", "shift+tab")
        await pilot.pause()
        assert "Nothing found." in shown(screen)


async def test_the_part_that_is_shown_takes_the_keys_at_once(file):
    async with watching(file, size=NARROW) as (pilot, screen):
        for key, part in (
            ("m", "#watch-map"),
            ("f", "#watch-findings"),
            ("p", "#watch-answers"),
            ("tab", "#watch-findings"),
        ):
            await pilot.press(key)
            assert screen.focused is screen.query_one(part)
            await pilot.pause()
            assert shown(screen).count("▸") == (part != "#watch-findings")
        await pilot.press("m", "down", "down", "up")
        assert screen.query_one(Outline).current.name == "heart"
        await pilot.resize_terminal(*WIDE)
        await pilot.resize_terminal(*NARROW)
        await pilot.press("down")
        assert screen.query_one(Outline).current.name == "done"


async def test_the_footer_tells_of_one_way_to_quit_and_of_what_the_part_in_view_is_for(file):
    for spoken in ("en", "fr"):
        use(spoken)
        async with watching(file, size=NARROW) as (pilot, screen):
            for part, wanted in (("p", "number(1) restart edit"), ("m", "jump edit source")):
                await pilot.press(part)
                await pilot.pause()
                told = [one.action for one in screen.footer()]
                assert "leave" in told
                assert "app.quit" not in told
                assert "explain" not in told
                bar = shown(screen).splitlines()[-1]
                labels = [_(one.label) for one in screen.footer() if one.action in wanted.split()]
                assert len(labels) == len(wanted.split())
                assert all(label in bar for label in labels)


def test_a_mark_on_the_map_is_not_lost_to_the_name_and_kind_of_its_moment():
    for width in range(24, 60):
        spot = Spot("dans-sa-semaine", "reflect", is_joined=False)
        row, *below = map(plain, item_of(spot, "error", here=True).draw(width, "text"))
        assert "reflection, no way leads here" in " ".join(" ".join((row, *below)).split()).replace("◀ ✗ error ", "")
        assert "✗ error" in row, width
        assert "◀" in row, width
        assert "…" not in row or width < len("dans-sa-semaine ◀ ✗ error ") + 1, width


async def test_a_wide_screen_shows_the_three_side_by_side(file):
    async with watching(file, size=WIDE) as (_pilot, screen):
        assert "Nothing found." in shown(screen)
        assert "→ heart" in shown(screen)
        assert "At last!" in shown(screen)


async def test_one_cursor_alone_shows_where_the_keys_go(file):
    file.write_text(BROKEN, encoding="utf-8")
    async with watching(file) as (pilot, screen):
        await save(pilot, screen, ("[sage]", "[safe]"), ("[certainly]", "[certainty]"))
        for key in ("m", "p", "tab", "m"):
            await pilot.press(key)
            await pilot.pause()
            assert shown(screen).count("▸") == (0 if screen._pane == "findings" else 1)


async def test_markup_in_a_text_is_shown_as_it_is_typed(file):
    file.write_text(CALL.replace("reveals: [safe]", 'reveals: ["[b]sage[/b]"]'), encoding="utf-8")
    async with watching(file) as (pilot, screen):
        assert "[b]sage[/b]" in words(screen)
        file.write_text(CALL, encoding="utf-8")
        await look(pilot, screen)
        assert "[@click=app.quit]x[/]" in words(screen)
        await pilot.press("m", "s")
        await pilot.pause()
        assert "[/b]" in shown(pilot.app.screen)


async def test_a_line_that_holds_control_codes_is_shown_without_them(file):
    file.write_text(CALL + f"# {NASTY}\n", encoding="utf-8")
    async with watching(file) as (pilot, screen):
        assert "error" in shown(screen)
        await pilot.press("enter", "end")
        await pilot.pause()
        assert "�[31mred �back" in shown(pilot.app.screen)
        assert not OBEYED.search(shown(pilot.app.screen))


async def test_help_and_palette_know_its_commands(file):
    async with watching(file) as (pilot, _screen):
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Begin the preview again" in shown(pilot.app.screen)
        await pilot.press("escape", "ctrl+p", *"preview again")
        await pilot.pause(0.3)
        assert CommandPalette.is_open(pilot.app)
        assert "Begin the preview again" in shown(pilot.app.screen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_narrow_head_shortens_a_file_s_name_in_its_middle_and_never_the_code(tmp_path, size):
    file = tmp_path / "the-second-call-of-the-morning-about-the-same-parcel-en.yaml"
    file.write_text(CALL, encoding="utf-8")
    far = Place(str(tmp_path / "what-is-said-of-the-delivery-by-all-of-them.fragment.yaml"), 204, 5)
    found = Finding("W204", far, {"id": "heart"}, moment="heart", variant="the-impatient-neighbour")

    async def examine(_path):
        return Examination((found,))

    async with watching(file, size=size, examine=examine) as (pilot, screen):
        await pilot.press("f")
        await pilot.pause()
        lines = shown(screen).splitlines()
        assert re.match(r" the-\S+…\S+-en\.yaml ", lines[0])
        (head,) = [line for line in lines if "warning ·" in line]
        about, _, name = head.rstrip().partition(" · the-impatient-neighbour")
        assert about.endswith("warning · W204 · line 204")
        assert re.fullmatch(r" · what-\S+…\S+\.yaml" if size[0] == 80 else "", name)
        await pilot.press("s")
        await pilot.pause()
        assert re.search(r"what-is-\S+\.yaml:204", shown(pilot.app.screen))


async def test_escape_leaves_nothing_here_and_q_stops_watching(file):
    async with watching(file) as (pilot, screen):
        await pilot.press("escape")
        await pilot.pause()
        assert screen.app.is_running
        assert screen.app.screen is screen
        await pilot.press("q")
        await pilot.pause()
        assert not screen.app.is_running


SIZES = ((1, 1), (160, 50), (2, 300), (500, 2), (60, 18), (59, 18), (80, 24), (120, 34), (300, 5), (1, 1), (119, 40))
KEYS = ("1", "tab", "u", "m", "down", "enter", "escape", "f", "enter", "n", "e", "pagedown", "x", "v", "p", "2", "r")


async def test_a_storm_of_sizes_keys_and_saves_leaves_it_alive(file, monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    async with watching(file) as (pilot, screen):
        keys = iter(KEYS * 4)
        for turn, size in enumerate(SIZES * 2):
            await pilot.resize_terminal(*size)
            pressed = [key for key, _three in zip(keys, range(3), strict=False)]
            await pilot.press(*pressed)
            file.write_text(CALL if turn % 2 else BROKEN, encoding="utf-8")
            await look(pilot, screen)
            assert pilot.app.is_running
        assert pilot.app.return_code in (None, 0)


async def test_a_mail_half_put_together_stays_so_over_a_save(tmp_path):
    file = tmp_path / "mail.yaml"
    file.write_text(MAIL, encoding="utf-8")
    async with watching(file) as (pilot, screen):
        await pilot.press("p")
        await answer(pilot, screen, "b", "a")
        assert "2 picked, 1 to 3 wanted" in words(screen)
        assert "e rereads" not in words(screen)
        await save(pilot, screen, ("Dear all", "Dear you"))
        marks = {item.name: item.mark for item in screen.query_one("#watch-answers").items if item.mark}
        assert marks["b"] == "[1]"
        assert marks["a"] == "[2]"
        assert "Dear you" in shown(screen)
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert here(screen) == "done"


MAIL = (
    CALL[: CALL.index("moments:")].replace("channel: phone", "channel: email")
    + """\
moments:
  letter:
    kind: compose
    line: "Dear all, what happens, and when?"
    calls_for: {reaction: 1}
    questions: {what: {text: "What?"}, when: {text: "When?"}}
    pick: [1, 3]
    parts:
      a: {say: "Today.", answers: {when: full}}
      b: {say: "A new box.", answers: {what: full}}
      c: {say: "As soon as possible."}
    then: done
endings:
  done: {outcome: solved, text: "It works."}
"""
)
