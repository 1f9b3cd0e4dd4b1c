"""The page as the hub itself serves it: voted on, the hub killed in the middle, started again, and voted on once more."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from simulator.room import events as ev
from simulator.room.addresses import Address
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from simulator.room.log.memory import MemoryLogs
from simulator.room.page import files
from simulator.room.remote import RemoteDesk
from tests.room.page.browser import Browser, Page
from tests.room.rehearsed import until
from tests.room.rooms import SECRET, opened, scenario


class Serving:
    """`platine room serve`, as a process that can be killed."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        environment = {**os.environ, "PLATINE_HOME": str(self.home), "PLATINE_LANGUAGE": "en"}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "simulator", "room", "serve", "--port", str(self.port),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 30)
        assert b"http://" in line

    async def kill(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGKILL)
            await self._process.communicate()
            self._process = None


@contextlib.asynccontextmanager
async def kept_room(home: Path) -> AsyncIterator[tuple[Serving, str]]:
    """A room in its file, served by a process of its own; with it the room's code."""
    logs = FileLogs(home / "rooms")
    keeper = await Keeper.create(logs, scenario(), opened())
    await keeper.close()
    await logs.close()
    serving = Serving(home, free_port())
    await serving.start()
    try:
        yield serving, keeper.code
    finally:
        await serving.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return int(bound.getsockname()[1])


@contextlib.asynccontextmanager
async def in_memory(**how: Any) -> AsyncIterator[tuple[Hub, Keeper]]:
    """A hub in this very process."""
    logs = MemoryLogs()
    keeper = await Keeper.create(logs, scenario(), opened(**how))
    try:
        async with Hub(logs, (keeper,)) as hub:
            yield hub, keeper
    finally:
        await keeper.close()
        await logs.close()


async def entered(browser: Browser, address: str, name: str) -> Page:
    page = await browser.page()
    await page.open(address)
    await page.click("#name")
    await page.type(name)
    await page.click("form button.main")
    await page.told("You are in.")
    return page


async def test_a_killed_hub_loses_no_answer_and_no_participant(browser: Browser, tmp_path: Path) -> None:
    async with kept_room(tmp_path) as (serving, code):
        desk = await RemoteDesk.reach([Address("127.0.0.1", serving.port)], code, SECRET)
        try:
            page = await entered(browser, f"http://127.0.0.1:{serving.port}/{code.lower()}", "Ana")
            assert [await desk.lead(ev.Advanced()), await desk.lead(ev.Advanced())] == [None, None]
            await page.told("Your turn")
            await page.click("input[name=answer][value='2']")
            await page.click("#send")
            await page.told("Your answer is in")
            await serving.kill()
            await page.told("The connection is lost")
            await page.click("input[name=answer][value='3']")
            await page.press_button("Send the change")
            await page.told("The connection is lost")
            await serving.start()
            await page.told("Your answer is in")
            (asked,) = desk.room.table.rounds
            changed = [asked.choices[2:3]]
            await until(lambda: [one.pick for one in desk.room.table.rounds[0].answers.values()] == changed)
            assert len(desk.room.people) == 1
            # The first vote is wrong: a hint, and then the second vote.
            assert await desk.lead(ev.Advanced()) is None
            await page.told("The vote is locked")
            assert [await desk.lead(ev.Advanced()), await desk.lead(ev.Advanced())] == [None, None]
            await page.told("Your turn")
            assert await page.look("document.querySelector('input[name=answer]:checked')") is None
            await page.click("input[name=answer][value='5']")
            await page.click("#send")
            await page.told("Your answer is in")
            await until(lambda: desk.room.table.rounds[-1].voted == 1)
            assert len(desk.room.table.rounds) == 2
            assert page.complaints() == []
        finally:
            await desk.close()


async def test_whom_the_trainer_removes_is_told_and_meets_the_door(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        page = await entered(browser, hub.addresses(keeper.code)[0], "Ana")
        (who,) = keeper.room.people
        assert await keeper.lead(ev.Removed(who=who)) is None
        await page.told("The trainer has taken you out of the room.")
        await page.do("Page.reload")
        await page.told("Say who you are")


async def test_who_leaves_for_good_is_waited_for_no_more_and_may_come_in_anew(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        page = await entered(browser, hub.addresses(keeper.code)[0], "Ana")
        await page.press_button("Leave the room")
        await page.press_button("Leave for good")
        await page.told("You have left the room.")
        await until(lambda: not keeper.room.present)
        await page.press_button("Join again")
        # His name still stands in the form.
        await page.click("form button.main")
        await page.told("You are in.")
        assert [person.name for person in keeper.room.present] == ["Ana"]
        assert page.complaints() == []


async def test_a_room_that_is_closed_says_so_now_and_later(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        page = await entered(browser, hub.addresses(keeper.code)[0], "Ana")
        assert await keeper.lead(ev.Closed()) is None
        await page.told("The room is closed.")
        await page.do("Page.reload")
        await page.told("The room is closed.")


async def test_who_opens_a_second_tab_goes_on_there(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        address = hub.addresses(keeper.code)[0]
        page = await entered(browser, address, "Ana")
        other = await browser.another(page)
        await other.open(address)
        await other.told("You are in.")
        await page.told("You have gone on from another window")
        await page.press_button("Go on here")
        await page.told("You are in.")
        await other.told("You have gone on from another window")
        assert len(keeper.room.people) == 1


async def test_hostile_names_are_made_harmless_and_shown(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        page = await entered(browser, hub.addresses(keeper.code)[0], "<b>A\u202ena</b>")
        await page.says("<b>Ana</b>")
        assert await page.look("document.querySelectorAll('b').length") == 0


async def test_how_many_have_answered_is_told_as_it_grows(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        address = hub.addresses(keeper.code)[0]
        first, second = [await entered(browser, address, name) for name in ("Ana", "Bo")]
        await first.says("2 in the room")
        assert [await keeper.lead(ev.Advanced()), await keeper.lead(ev.Advanced())] == [None, None]
        await second.told("Your turn")
        await second.click("input[name=answer]")
        await second.click("#send")
        await first.says("Answered: 1 of 2")


async def test_a_suggested_time_is_counted_by_the_hubs_clock(browser: Browser) -> None:
    async with in_memory(seconds=90) as (hub, keeper):
        page = await entered(browser, hub.addresses(keeper.code)[0], "Ana")
        assert [await keeper.lead(ev.Advanced()), await keeper.lead(ev.Advanced())] == [None, None]
        await page.says("Suggested time left: 1:2")
        assert ("timer", "") in await page.tree()
        assert await keeper.lead(ev.Paused()) is None
        await page.told("The room is paused.")
        assert "Suggested time" not in await page.text()


async def test_a_telephone_without_a_network_comes_back_with_it(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        page = await entered(browser, hub.addresses(keeper.code)[0], "Ana")
        network = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        await page.do("Network.emulateNetworkConditions", offline=True, **network)
        await page.told("The connection is lost")
        await page.do("Network.emulateNetworkConditions", offline=False, **network)
        await page.told("You are in.")
        assert len(keeper.room.people) == 1


async def test_what_the_hub_serves_is_the_page_under_its_policy(browser: Browser) -> None:
    async with in_memory() as (hub, keeper):
        page = await browser.page()
        await page.open(hub.addresses(keeper.code)[0])
        await page.told("Say who you are")
        got = await page.look(
            "fetch('/ballot.js').then(async (r) => [r.headers.get('content-type'), await r.text(),"
            " r.headers.get('content-security-policy')])"
        )
        kind, body = files()["/ballot.js"]
        assert got[:2] == [kind, body.decode()]
        assert "default-src 'none'" in got[2]
        assert "unsafe" not in got[2]
        violated = await page.look(
            "new Promise((done) => { addEventListener('securitypolicyviolation', (e) => done(e.violatedDirective));"
            " document.body.append(Object.assign(document.createElement('script'), {textContent: 'x'})); })"
        )
        assert violated == "script-src-elem"


async def test_what_the_policy_forbids_and_what_fails_is_told_here(browser: Browser) -> None:
    """So that no complaints, as the other tests expect, means that there was nothing to complain of."""
    async with Hub(logs := MemoryLogs()) as hub:
        page = await browser.page()
        await page.open(f"http://127.0.0.1:{hub.port}/")
        await page.until("document.querySelector('#code')")
        assert page.complaints() == []
        await page.look("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2:9/x.png'}))")
        await until(lambda: any("img-src" in one for one in page.complaints()))
        await page.look("void setTimeout(() => { throw new Error('stumbled'); })")
        await until(lambda: any("stumbled" in one for one in page.complaints()))
        await logs.close()
