"""Lines in: from a pipe, cut anywhere, in whatever bytes."""

import os

import pytest

from simulator.plain.console import EndOfInput, FileSource


@pytest.fixture
def pipe():
    into, out = os.pipe()
    yield out, FileSource(into)
    os.close(into)


def test_lines_are_read_whole_however_they_arrive(pipe):
    out, source = pipe
    os.write(out, b"one\r\ntw")
    os.write(out, "o é\n".encode())
    os.close(out)
    assert [source.line(), source.line()] == ["one", "two é"]
    with pytest.raises(EndOfInput):
        source.line()


def test_the_last_line_needs_no_end(pipe):
    out, source = pipe
    os.write(out, b"last")
    os.close(out)
    assert source.line() == "last"
    with pytest.raises(EndOfInput):
        source.line()


def test_a_byte_order_mark_and_bytes_that_are_no_text_are_no_trouble(pipe):
    out, source = pipe
    os.write(out, b"\xef\xbb\xbfone\n\xff\xfe\n")
    os.close(out)
    assert source.line() == "one"
    assert source.line() == "\ufffd\ufffd"


def test_time_runs_out_without_losing_what_comes_later(pipe):
    out, source = pipe
    assert source.line(0.01) is None
    os.write(out, b"late\n")
    assert source.line(5) == "late"
    os.close(out)


def test_a_line_without_end_is_cut_instead_of_kept_in_memory(pipe):
    out, source = pipe
    written = 0
    while written < 65_536:
        written += os.write(out, b"x" * 32_768)
        if written == 32_768:
            continue
        break
    line = source.line()
    assert line is not None
    assert set(line) == {"x"}
    os.close(out)


def test_a_process_without_input_is_at_its_end():
    source = FileSource(None)
    assert not source.interactive
    with pytest.raises(EndOfInput):
        source.line()
