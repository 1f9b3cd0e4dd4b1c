"""A participant at a browser: joining, answering, dropping off and coming back, and what he is told meanwhile."""

import asyncio

import pytest

from simulator.room import events as ev
from simulator.room import protocol as say
from tests.room.page.browser import Browser, Page
from tests.room.page.served import Served, served
from tests.room.rehearsed import until

TEAMS = ("Nord", "Sud")


async def join(browser: Browser, hub: Served, name: str = "Ana", team: int = 0, **how: object) -> Page:
    page = await browser.page(**how)  # type: ignore[arg-type]
    await page.open(hub.url)
    await page.click("#name")
    await page.type(name)
    if hub.opened.teams:
        await page.click(f"input[name=team][value='{team}']")
    await page.click("form button.main")
    await page.until("document.querySelector('.you')")
    return page


async def to_vote(hub: Served) -> None:
    await hub.lead(ev.Advanced(), ev.Advanced())


async def choose(page: Page, number: int) -> None:
    await page.click(f"input[name=answer][value='{number}']")
    await page.click("#send")


def votes(hub: Served) -> list[say.Vote]:
    return [message for message in hub.heard if isinstance(message, say.Vote)]


async def test_who_has_the_code_in_the_address_needs_a_name_and_a_team(browser: Browser) -> None:
    async with served(teams=TEAMS) as hub:
        page = await browser.page()
        await page.open(hub.url)
        await page.told("Say who you are")
        await page.click("form button.main")
        await page.told("A name is needed.")
        assert await page.focused() == "name"
        await page.type("Ana")
        await page.click("form button.main")
        await page.told("Pick a team.")
        await page.click("input[name=team][value='1']")
        await page.click("form button.main")
        await page.told("You are in.")
        assert await page.focused() == "now"
        person = hub.room.people[hub.person("Ana")]
        assert person.team == "Sud"
        assert page.complaints() == []


async def test_without_a_code_it_is_typed_as_it_was_read(browser: Browser) -> None:
    async with served() as hub:
        page = await browser.page()
        await page.open(hub.url.rsplit("/", 1)[0] + "/")
        await page.told("Type the room's code.")
        await page.click("#code")
        await page.type("0000")
        await page.click("form button.main")
        await page.told("A code has six letters")
        await page.look("document.getElementById('code').value = ''")
        await page.type("abcdef")
        await page.click("form button.main")
        await page.told("No room has this code.")
        await page.until("document.getElementById('code')")
        await page.click("#code")
        await page.look("document.getElementById('code').value = ''")
        await page.type("k7p-m2q")
        await page.click("form button.main")
        await page.told("Say who you are")
        assert (await page.look("location.pathname")) == "/K7PM2Q"


async def test_an_answer_may_be_changed_until_the_lock(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await hub.joins("Bo")
        await to_vote(hub)
        await page.told("Your turn")
        await choose(page, 2)
        await page.told("Your answer is in; you may change it")
        assert hub.answers() == {"Ana": (2,)}
        assert await page.look("document.getElementById('send').textContent") == "Sent"
        await page.click("input[name=answer][value='4']")
        await page.says("Your first answer is in; the change is not sent yet.")
        assert hub.answers() == {"Ana": (2,)}
        await page.press_button("Send the change")
        await until(lambda: hub.answers() == {"Ana": (4,)})
        await hub.lead(ev.Advanced())
        await page.told("The vote is locked")
        assert await page.look("document.querySelector('form.ballot')") is None
        assert "yours" in await page.look("document.querySelectorAll('.tally li')[3].textContent")
        assert "1 vote · 100%" in await page.text()


async def test_nothing_is_sent_before_something_is_picked(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.told("Your turn")
        await page.click("#send")
        await page.told("Pick an answer first.")
        assert votes(hub) == []
        await choose(page, 1)
        await page.told("Your answer is in")
        assert "Pick an answer" not in await page.text()


async def test_votes_are_not_shown_before_the_lock_nor_the_key_before_the_reveal(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await choose(page, 1)
        await page.told("Your answer is in")
        assert "How you voted" not in await page.text()
        await hub.lead(ev.Advanced())
        await page.says("How you voted")
        assert await page.look("document.querySelectorAll('.tally .right').length") == 0
        for _ in range(6):
            if hub.room.table.stage == "reveal":
                break
            if hub.room.table.open:
                await hub.vote("Ana", hub.room.table.rounds[-1].choices[:1])
            await hub.lead(ev.Advanced())
        await page.told("See what the answer did.")
        right = await page.look("document.querySelector('.tally .right').textContent")
        assert "right" in right


async def test_a_reload_and_a_closed_tab_come_back_as_the_same_participant(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await choose(page, 3)
        await page.told("Your answer is in")
        await page.do("Page.reload")
        await page.told("Your answer is in")
        assert await page.look("document.querySelector('input[name=answer]:checked').value") == "3"
        other = await browser.another(page)
        await page.close()
        await other.open(hub.url)
        await other.told("Your answer is in")
        assert len(hub.room.people) == 1


async def test_a_welcome_that_was_lost_puts_nobody_in_the_room_twice(browser: Browser) -> None:
    async with served() as hub:
        hub.loses_welcomes = 2
        page = await join(browser, hub)
        assert [person.name for person in hub.room.present] == ["Ana"]
        await page.do("Page.reload")
        await page.told("You are in.")
        assert len(hub.room.people) == 1


async def test_what_is_typed_and_not_sent_outlives_a_reload(browser: Browser) -> None:
    async with served("grid") as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.click("#field-thinks")
        await page.type("Nobody calls me back.")
        await page.do("Page.reload")
        await page.until("document.getElementById('field-thinks')?.value === 'Nobody calls me back.'")
        assert votes(hub) == []


async def test_a_lost_connection_keeps_the_form_and_comes_back_to_it(browser: Browser) -> None:
    async with served("grid") as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.click("#field-feels")
        await page.type("Alone ")
        await hub.stop()
        await page.told("The connection is lost. What you typed is kept")
        assert "No connection" in await page.text()
        await page.type("with it")
        assert await page.focused() == "field-feels"
        await page.press_button("Send my answer")
        await hub.start()
        await until(lambda: hub.answers() == {"Ana": {"feels": "Alone with it"}})
        await page.told("Your answer is in")
        assert await page.look("document.getElementById('field-feels').value") == "Alone with it"
        assert "No connection" not in await page.text()
        assert len(votes(hub)) == 1


async def test_an_answer_that_nobody_acknowledged_is_said_again_with_its_id(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.told("Your turn")
        hub.hears = False
        await choose(page, 2)
        await until(lambda: len(votes(hub)) == 1)
        await page.told("Your answer is on its way")
        await hub.stop()
        hub.hears = True
        await hub.start()
        await page.told("Your answer is in")
        first, *others = votes(hub)
        assert {vote.id for vote in others} == {first.id}
        assert [type(one) for one in hub.log].count(ev.Voted) == 1


async def test_an_answer_on_its_way_outlives_a_reload(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.told("Your turn")
        hub.hears = False
        await choose(page, 2)
        await until(lambda: len(votes(hub)) == 1)
        hub.hears = True
        await page.do("Page.reload")
        await until(lambda: len(votes(hub)) == 2)
        assert votes(hub)[0].id == votes(hub)[1].id
        await page.told("Your answer is in")


async def test_an_answer_that_never_arrived_outlives_a_reload_too(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.told("Your turn")
        hub.refuses[say.Vote] = say.Refused(why="log_lost", wait=60)
        await choose(page, 2)
        await until(lambda: len(votes(hub)) == 1)
        assert hub.answers() == {}
        await page.do("Page.reload")
        await page.told("Your answer is in")
        assert hub.answers() == {"Ana": (2,)}
        assert await page.look("document.getElementById('send').textContent") == "Sent"


async def test_another_hub_of_the_list_takes_over(browser: Browser) -> None:
    async with served() as hub, served() as second:
        hub.hubs = (f"http://127.0.0.1:{second.port}/",)
        page = await join(browser, hub)
        second.log, second.room = hub.log, hub.room
        await hub.stop()
        await page.until("document.getElementById('connection').dataset.state === 'on'")
        await second.lead(ev.Advanced(), ev.Advanced())
        await choose(page, 1)
        await page.told("Your answer is in")
        assert second.answers() == {"Ana": (1,)}
        assert page.complaints() == []
        await hub.start()


async def test_too_much_at_once_is_said_again_a_little_later(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.told("Your turn")
        hub.refuses[say.Vote] = say.Refused(why="too_fast", wait=0.2)
        await choose(page, 2)
        await page.told("Your answer is in")
        assert len({vote.id for vote in votes(hub)}) == 1


async def test_an_answer_that_came_too_late_is_told_so(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await hub.joins("Bo")
        await to_vote(hub)
        await page.told("Your turn")
        await page.click("input[name=answer][value='2']")
        await hub.vote("Bo", hub.room.table.rounds[-1].choices[:1])
        await hub.stop()
        await page.told("The connection is lost")
        await page.click("#send")
        hub._append(ev.Advanced())
        await hub.start()
        await page.told("Your answer did not count: Too late")
        assert hub.answers() == {"Bo": (1,)}


async def test_a_late_comer_waits_for_the_next_vote(browser: Browser) -> None:
    async with served() as hub:
        await hub.joins("Bo")
        await to_vote(hub)
        page = await join(browser, hub)
        await page.told("You came while this vote was open")
        assert await page.look("document.querySelector('form.ballot')") is None


async def test_a_pause_keeps_the_form_and_takes_nothing(browser: Browser) -> None:
    async with served("grid") as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.click("#field-does")
        await page.type("Waits")
        await hub.lead(ev.Paused())
        await page.told("The room is paused.")
        await page.click("#send")
        assert votes(hub) == []
        await hub.lead(ev.Unpaused())
        await page.told("Your turn")
        assert await page.look("document.getElementById('field-does').value") == "Waits"


async def test_a_locked_door_is_told_and_found_open_later(browser: Browser) -> None:
    async with served() as hub:
        await hub.lead(ev.JoinsLocked(locked=True))
        page = await browser.page()
        await page.open(hub.url)
        await page.told("The trainer has locked the door")
        await hub.lead(ev.JoinsLocked(locked=False))
        await page.click("#name")
        await page.type("Ana")
        await page.click("form button.main")
        await page.told("You are in.")
        assert [person.name for person in hub.room.present] == ["Ana"]


@pytest.mark.parametrize(
    ("why", "told", "button"),
    [
        ("removed", "The trainer has taken you out of the room.", None),
        ("elsewhere", "You have gone on from another window", "Go on here"),
        ("other_version", "another version of Platine", "Load this page again"),
        ("room_closed", "The room is closed.", None),
    ],
)
async def test_a_farewell_says_why(browser: Browser, why: str, told: str, button: str | None) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await hub.tell(say.Bye(why=why, again=False))
        await page.told(told)
        assert await page.look("document.querySelector('#sections button')?.textContent ?? null") == button
        assert await page.look("document.getElementById('connection').dataset.state") == "off"


async def test_who_goes_on_elsewhere_may_come_back_here(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await hub.tell(say.Bye(why="elsewhere", again=False))
        await page.press_button("Go on here")
        await page.told("You are in.")
        assert len(hub.room.people) == 1


async def test_a_hub_that_stops_is_waited_for(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await hub.tell(say.Bye(why="hub_stops", again=True))
        await hub.stop()
        await page.told("The hub is being stopped")
        await hub.start()
        await page.told("You are in.")
        assert [person.name for person in hub.room.present] == ["Ana"]


async def test_a_closed_room_stays_readable(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await hub.lead(ev.Closed())
        await page.told("The room is closed.")
        hub.heard.clear()
        await asyncio.sleep(0.8)
        assert hub.heard == []


async def test_leaving_is_asked_twice_and_told(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await page.press_button("Leave the room")
        await page.press_button("Leave for good")
        await page.told("You have left the room.")
        await until(lambda: any(isinstance(message, say.Leave) for message in hub.heard))
        await page.do("Page.reload")
        await page.told("Say who you are")
        assert sum(isinstance(message, say.Leave) for message in hub.heard) == 1


async def test_two_people_at_one_machine_have_a_tab_each(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        other = await browser.another(page)
        await other.open(hub.url)
        await other.until("document.querySelector('.you')")
        await other.press_button("Leave the room")
        await other.press_button("Somebody else sits here now")
        await other.click("#name")
        await other.type("Bo")
        await other.click("form button.main")
        await until(lambda: len(hub.room.people) == 2)
        await page.do("Page.reload")
        await page.until("document.querySelector('.you bdi')?.textContent === 'Ana'")
        await other.do("Page.reload")
        await other.until("document.querySelector('.you bdi')?.textContent === 'Bo'")
        assert [person.name for person in hub.room.present] == ["Ana", "Bo"]


async def test_a_token_that_the_room_has_forgotten_leads_to_the_door(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await hub.stop()
    async with served() as anew:
        await anew.stop()
        anew.port = hub.port
        await anew.start()
        await page.told("Say who you are")
        assert await page.look("document.getElementById('name') !== null")


async def test_one_s_own_answer_is_known_again_when_the_trainer_steps_back_to_it(browser: Browser) -> None:
    async with served(format="live") as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await choose(page, 2)
        await page.told("Your answer is in")
        # Locked, played; a second answer; and back to the first vote, which is open again.
        while hub.room.table.stage != "vote" or not hub.room.table.turns:
            await hub.lead(ev.Advanced())
        await page.told("Your turn")
        await choose(page, 1)
        await page.told("Your answer is in")
        while hub.room.table.turns or hub.room.table.stage != "vote":
            await hub.lead(ev.SteppedBack())
        await page.told("Your answer is in")
        assert await page.look("document.querySelector('input[name=answer]:checked').value") == "2"
        assert page.complaints() == []
