"""One browser of a kind for all tests of the page; a test has pages of its own in it."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.room.page import firefox
from tests.room.page.browser import Browser, chromium, driven, installed

KINDS = ("chromium", "firefox") if os.environ.get(firefox.NAMED) else ("chromium",)
"""Firefox is tried where somebody names one: that takes the same minutes again."""


@pytest.fixture(scope="session")
def devtools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if installed() is None:
        pytest.skip("there is no Chromium here: the page was not tried in a browser")
    with chromium(tmp_path_factory.mktemp("chromium")) as address:
        yield address


@pytest.fixture(scope="session")
def bidi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if firefox.installed() is None:
        pytest.skip(f"there is no Firefox where {firefox.NAMED} says: the page was not tried in it")
    with firefox.firefox(tmp_path_factory.mktemp("firefox")) as address:
        yield address


@pytest.fixture(params=KINDS)
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    if request.param == "firefox":
        async with firefox.seated(request.getfixturevalue("bidi")) as one:
            yield one
        return
    async with driven(request.getfixturevalue("devtools")) as one:
        yield one
