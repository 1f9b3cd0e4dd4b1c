"""Everything that a room asks, answered at a browser, format by format."""

from simulator.room import events as ev
from tests.room.page.browser import Browser
from tests.room.page.served import Served, served
from tests.room.page.test_voting import TEAMS, choose, join, to_vote
from tests.room.rehearsed import until


async def play_first(hub: Served) -> None:
    """Everybody takes what is on top until the room is asked something else."""
    for asked in hub.room.table.open:
        for who in asked.voters - asked.answers.keys():
            hub._append(ev.Voted(who=who, round=asked.id, pick=asked.choices[: asked.least]))
    await hub.lead(ev.Advanced())


async def to_ask(hub: Served, ask: str) -> None:
    for _ in range(80):
        if any(one.ask == ask for one in hub.room.table.open):
            return
        await play_first(hub)
    raise AssertionError(ask)


async def test_a_reading_and_a_tone_are_picked_by_their_words(browser: Browser) -> None:
    async with served("live") as hub:
        page = await join(browser, hub)
        await to_ask(hub, "reading")
        await page.says("What is going on with the customer?")
        await choose(page, 1)
        await page.told("Your answer is in")
        await to_ask(hub, "tone")
        await page.says("How do you say it?")
        await page.says("in a strained voice")
        await choose(page, 2)
        await until(lambda: hub.answers() == {"Ana": (2,)})
        assert hub.room.table.line.position.chosen is not None


async def test_a_message_is_put_together_in_order(browser: Browser) -> None:
    async with served("peer", "en/trois-questions") as hub:
        page = await join(browser, hub)
        await to_ask(hub, "parts")
        asked = hub.room.table.open[-1]
        await page.says("Nothing in it yet.")
        await page.click("#send")
        await page.told(f"At least {asked.least}.")
        for number in (2, 1, 3):
            await page.click(f"input[type=checkbox][value='{number}']")
        assert await page.look("document.querySelectorAll('.message li').length") == 3
        first = "document.querySelector(\"input[type=checkbox][value='2']\").closest('label').textContent"
        assert (await page.look(first)).endswith("Place 1 in your message")
        await page.look("document.querySelectorAll('.message li')[1].querySelector('button').focus()")
        await page.key("Enter")
        assert "Move down" in await page.look("document.activeElement.getAttribute('aria-label')")
        await page.click("#send")
        await until(lambda: hub.answers() == {"Ana": (1, 2, 3)})
        await page.click("input[type=checkbox][value='2']")
        await page.click("#send")
        await until(lambda: hub.answers() == {"Ana": (1, 3)})
        for number in range(1, asked.most + 2):
            await page.look(
                f"(() => {{ const b = document.querySelector(\"input[type=checkbox][value='{number}']\");"
                " if (b && !b.checked) b.click(); })()"
            )
        if len(asked.choices) > asked.most:
            await page.says(f"{asked.most} at most")
        assert await page.look("document.querySelectorAll('.message li').length") == asked.most


async def test_how_well_understood_goes_from_nought_to_ten(browser: Browser) -> None:
    async with served("live") as hub:
        page = await join(browser, hub)
        await to_ask(hub, "rating")
        await page.says("from 0 to 10")
        await choose(page, 8)
        await until(lambda: hub.answers() == {"Ana": (8,)})
        await hub.lead(ev.Advanced())
        await page.says("How well understood you think the customer felt: 7.0 of 10")
        assert hub.room.table.stage == "over"


async def test_the_grid_is_written_alone_and_again_in_pairs(browser: Browser) -> None:
    async with served("grid") as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.click("#field-feels")
        await page.type("Alone")
        await page.click("#send")
        await until(lambda: hub.answers() == {"Ana": {"feels": "Alone"}})
        await hub.lead(ev.Advanced())
        await page.says("In pairs: compare, and write again")
        assert await page.look("document.getElementById('field-feels').value") == "Alone"
        await page.click("#field-thinks")
        await page.type("Nobody listens")
        await page.click("#send")
        await page.told("Your answer is in")
        await hub.lead(ev.Advanced())
        await page.says("What was written")
        await page.says("Nobody listens")


async def test_a_sentence_is_said_better_in_25_words_and_voted_blind(browser: Browser) -> None:
    async with served("say-better", teams=TEAMS) as hub:
        page = await join(browser, hub)
        await hub.joins("Bo", teams=("Sud",))
        await hub.lead(ev.Advanced())
        await page.until("document.querySelectorAll('mark').length > 0")
        await hub.lead(ev.Advanced())
        await page.click("#field-text")
        await page.type("word " * 26)
        await page.says("26 words, 25 at most")
        await page.click("#send")
        await page.told("25 words at most.")
        assert hub.answers() == {}
        await page.look("document.getElementById('field-text').value = ''")
        await page.type("I see that you waited; I stay on the line.")
        await page.says("10 words, 25 at most")
        await page.click("#send")
        await page.told("Your answer is in")
        await hub.vote("Bo", text="I call you at five.")
        await hub.lead(ev.Advanced())
        await page.says("I call you at five.")
        await hub.lead(ev.Advanced())
        await page.says("This is yours: it cannot have your vote.")
        assert await page.look("document.querySelectorAll('input[name=answer]:disabled').length") == 1
        await page.click("input[name=answer]:not(:disabled)")
        await page.click("#send")
        await page.told("Your answer is in")
        await hub.lead(ev.Advanced())
        await page.says("1 point")


async def test_the_hot_seat_answers_asks_breathes_and_takes_back(browser: Browser) -> None:
    async with served("hot-seat", teams=TEAMS) as hub:
        seat = await join(browser, hub, "Ana", 0)
        mate = await join(browser, hub, "Bo", 0)
        other = await join(browser, hub, "Cy", 1)
        await to_vote(hub)
        await seat.told("You are on the hot seat")
        await mate.told("Ana, of team Nord, is on the hot seat and answers.")
        await seat.press_button("ask the team (2 left)")
        await mate.told("Your turn")
        await other.told("Team Nord answers now.")
        await choose(mate, 3)
        await mate.told("Your answer is in")
        await hub.lead(ev.Advanced())
        await seat.says("What the team said")
        await seat.press_button("breathe (1 left)")
        await seat.until("![...document.querySelectorAll('button')].some((b) => b.textContent.startsWith('breathe'))")
        await choose(seat, 3)
        await seat.told("Your answer is in")
        await hub.lead(ev.Advanced())
        await other.says("In what mood will this answer leave the customer?")
        await other.says("What the seat answered")
        await mate.told("The other teams predict; your team waits.")
        await choose(other, 2)
        await other.told("Your answer is in")
        await hub.lead(ev.Advanced())
        await other.says("What the teams predicted")
        assert "How you voted" not in await other.text()
        await seat.press_button("take the answer back (1 left)")
        await seat.told("You are on the hot seat")
        assert [page.complaints() for page in (seat, mate, other)] == [[], [], []]


async def test_each_team_plays_its_own_call_and_its_speaker_goes_on(browser: Browser) -> None:
    async with served("teams", teams=TEAMS) as hub:
        nord = await join(browser, hub, "Ana", 0)
        await to_vote(hub)
        sud = await join(browser, hub, "Cy", 1)
        mate = await join(browser, hub, "Di", 1)
        await sud.told("Your turn")
        await mate.told("You came while this vote was open")
        await nord.press_button("Play what we voted")
        await nord.told("Nobody has answered yet.")
        await choose(nord, 2)
        await nord.told("Your answer is in")
        assert "Play what we voted" not in await mate.text()
        await nord.press_button("Play what we voted")
        await nord.says("Your last answer")
        await until(lambda: len(hub.room.table.teams["Nord"].turns) == 1)
        await sud.says("What do you answer?")
        assert len(hub.room.table.teams["Sud"].turns) == 0
        await hub.lead(ev.Advanced())
        await nord.told("Thank you.")


async def test_observers_hold_cards_that_change_hands(browser: Browser) -> None:
    async with served("observers") as hub:
        await hub.joins("Ed")
        one = await join(browser, hub, "Ana")
        other = await join(browser, hub, "Bo")
        await to_vote(hub)
        await one.says("One answers; watch closely")
        await one.told("Ed is on the hot seat and answers.")
        while hub.room.table.stage != "notes":
            await play_first(hub)
        cards = [await page.until("document.querySelector('legend')?.textContent") for page in (one, other)]
        assert cards[0] != cards[1]
        assert all(card.startswith("Your card:") for card in cards)
        for page in (one, other):
            if await page.look("document.getElementById('field-note') !== null"):
                await page.click("#field-note")
                await page.type("a sigh")
            else:
                await page.click("input[name=answer]")
            await page.click("#send")
            await page.told("Your answer is in")
        await hub.lead(ev.Advanced())
        await one.says("What the observers noted")


async def test_a_team_decides_where_a_vote_lies_level(browser: Browser) -> None:
    async with served("live", teams=TEAMS) as hub:
        page = await join(browser, hub, "Ana", 0)
        await hub.joins("Bo", teams=("Sud",))
        await to_vote(hub)
        for last in (False, True):
            choices = hub.room.table.rounds[-1].choices
            await page.told("Your turn")
            await choose(page, 1)
            await page.told("Your answer is in")
            await hub.vote("Bo", choices[1:2])
            await hub.lead(ev.Advanced(), ev.Advanced())
            if not last:
                await page.says("These lie level")
                await page.told("Say why yours")
                await hub.lead(ev.Advanced())
        await page.says("Still level")
        await choose(page, 2)
        await page.told("Your answer is in")
        await hub.lead(ev.Advanced())
        await page.told("See what the answer did.")
        turn = hub.room.table.turns[-1]
        assert (turn.by, turn.pick) == ("team", tuple(choices[1:2]))


async def test_a_hint_of_the_trainer_is_read_on_the_page(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await hub.lead(ev.Hinted(words="Listen to <i>today</i>."))
        await page.says("Listen to <i>today</i>.")
        assert await page.look("document.querySelectorAll('i').length") == 0
