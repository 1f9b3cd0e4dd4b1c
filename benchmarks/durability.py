"""A decision made durable: from the decision to its being on disk, against writing its bytes and syncing them."""

import os
import tempfile
import time
from pathlib import Path

import msgspec

from benchmarks.measure import in_turn, percentile, timed
from benchmarks.table import Goal, Row
from simulator.conversation.decisions import Respond
from simulator.history.journal import Began, Journal, Recorder

ON_THE_LOOP = 1e-3
"""What handing a decision over may cost the screen, in seconds."""
_DECISION = Respond(response="lire-l-attente", at=12.5)


def rows(*, quick: bool) -> list[Row]:
    times, rounds = (20, 3) if quick else (200, 9)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal.sqlite3")
        recorder = journal.begin(Began("story", "en", "0" * 64, "story.yaml"))
        recorder.settle()
        plain = os.open(Path(folder) / "plain", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        body = msgspec.json.encode(_DECISION)

        def decide() -> None:
            recorder.decided(_DECISION)
            recorder.settle()

        def sync() -> None:
            os.write(plain, body)
            os.fdatasync(plain)

        try:
            pair = in_turn(
                lambda: timed(decide, times, clock=time.perf_counter),
                lambda: timed(sync, times, clock=time.perf_counter),
                rounds,
            )
            handed_over = _handing_over(recorder, times * rounds)
        finally:
            os.close(plain)
            journal.close()
    return [
        Row("a decision made durable", "s", pair.ours, pair.theirs, "write + fdatasync", pair.ratio, Goal("ratio", 2)),
        Row(
            "the same, on the screen's own thread (p95)", "s", handed_over, pair.theirs, "write + fdatasync",
            handed_over / pair.theirs, Goal("ours", ON_THE_LOOP, unit="s"),
        ),
    ]  # fmt: skip


def _handing_over(recorder: Recorder, times: int) -> float:
    """Seconds until a decision is handed to the journal's thread, for 95 of 100 decisions."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        recorder.decided(_DECISION)
        took.append(time.perf_counter() - began)
        recorder.settle()
    return percentile(took, 0.95)
