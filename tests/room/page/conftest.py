"""One browser for all tests of the page; a test has pages of its own in it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.room.page.browser import Browser, chromium, driven, installed


@pytest.fixture(scope="session")
def devtools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if installed() is None:
        pytest.skip("there is no Chromium here: the page was not tried in a browser")
    with chromium(tmp_path_factory.mktemp("chromium")) as address:
        yield address


@pytest.fixture
async def browser(devtools: str) -> AsyncIterator[Browser]:
    async with driven(devtools) as one:
        yield one
