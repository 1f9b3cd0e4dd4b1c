"""What people type for an address."""

import pytest

from simulator.room.addresses import PORT, Address, looks_like_code, read_address


@pytest.mark.parametrize(
    ("typed", "address", "code"),
    [
        ("localhost", Address("localhost", PORT), None),
        (" 192.168.1.20 ", Address("192.168.1.20", PORT), None),
        ("192.168.1.20:8000", Address("192.168.1.20", 8000), None),
        ("192.168.1.20:8000/K7PM2Q", Address("192.168.1.20", 8000), "K7PM2Q"),
        ("http://192.168.1.20:8000/k7pm2q", Address("192.168.1.20", 8000), "K7PM2Q"),
        ("http://room.example/k7p-m2q/", Address("room.example", 80), "K7PM2Q"),
        ("https://room.example/K7PM2Q", Address("room.example", 443, True), "K7PM2Q"),
        ("https://room.example/#K7PM2Q", Address("room.example", 443, True), "K7PM2Q"),
        ("ws://room.example:7528/ws", Address("room.example", 7528), None),
        ("wss://room.example/ws?code=K7PM2Q", Address("room.example", 443, True), "K7PM2Q"),
        ("::1", Address("::1", PORT), None),
        ("[::1]:8000", Address("::1", 8000), None),
    ],
)
def test_an_address_is_understood(typed, address, code):
    assert read_address(typed) == (address, code)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "ftp://x",
        "host:port",
        "host:99999",
        "host:0",
        "a b",
        "http://",
        "http://u:p@x/",
        "x" * 400,
        "\x1b[31m",
    ],
)
def test_what_can_be_no_address_is_none(typed):
    assert read_address(typed) is None


def test_an_address_is_written_as_browsers_and_connections_want_it():
    assert Address("::1", 8000).socket == "ws://[::1]:8000/ws"
    assert Address("room.example", 443, True).socket == "wss://room.example:443/ws"
    assert Address("10.0.0.7").page("K7PM2Q") == f"http://10.0.0.7:{PORT}/K7PM2Q"


@pytest.mark.parametrize(
    ("typed", "is_code"),
    [
        ("K7PM2Q", True),
        ("k7pm2q", True),
        ("K7P-M2Q", True),
        ("SERVER", True),
        ("server", False),
        ("localhost", False),
    ],
)
def test_a_code_alone_is_told_from_the_name_of_a_machine(typed, is_code):
    assert looks_like_code(typed) is is_code


@pytest.mark.parametrize("typed", ["10.0.0.7", "room.example:8000", "https://room.example", "wss://[::1]:444/ws"])
def test_an_address_that_is_told_on_is_the_same_address(typed):
    found = read_address(typed)
    assert found is not None
    assert read_address(found.address.named) == found
    assert found.address.named.startswith("https://") is found.address.secure
