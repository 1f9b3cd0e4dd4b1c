"""Findings that the author silences in the file itself, each at one place and with a reason.

A comment that silences nothing any more, or gives no reason, is a finding of its own. What keeps a file from being
played (E1xx) is never silenced.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import msgspec

from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.scenario.reading.comments import Ignore, Ignores

CODES: Final = (codes.STALE_IGNORE, codes.IGNORE_WITHOUT_REASON)


class Silenced(msgspec.Struct, frozen=True):
    """A finding that is not told, and why."""

    finding: Finding
    reason: str
    """In the author's words; never empty."""


def is_lasting(code: str) -> bool:
    """Whether nobody may silence or soften this code: the file cannot be played because of it."""
    return code.startswith("E1")


def silence(
    findings: Iterable[Finding], comments: Mapping[str, Ignores], looked_for: Collection[str]
) -> tuple[list[Finding], list[Silenced]]:
    """What is left of the findings, with those about the comments themselves, and what was silenced.

    `comments` go by the name of their file. A comment is judged stale only for codes in `looked_for`, and for codes
    that Platine does not have.
    """
    left: list[Finding] = []
    silenced: list[Silenced] = []
    used: set[tuple[str, int, str]] = set()
    targets = _targets(comments)
    for finding in findings:
        place = finding.place
        key = (place.file, place.line or _first_line(comments, place.file), finding.code)
        comment = None if is_lasting(finding.code) else targets.get(key)
        if comment is None:
            left.append(finding)
        else:
            used.add((place.file, comment.line, finding.code))
            silenced.append(Silenced(finding, comment.reason))
    for file, found in comments.items():
        for comment in found.comments:
            left.extend(_about(file, comment, used, looked_for))
    return left, silenced


def _targets(comments: Mapping[str, Ignores]) -> dict[tuple[str, int, str], Ignore]:
    return {
        (file, comment.target, code): comment
        for file, found in comments.items()
        for comment in reversed(found.comments)
        if comment.reason
        for code in comment.codes
    }


def _first_line(comments: Mapping[str, Ignores], file: str) -> int:
    return comments[file].first_line if file in comments else 0


def _about(
    file: str, comment: Ignore, used: Collection[tuple[str, int, str]], looked_for: Collection[str]
) -> list[Finding]:
    """What is wrong with the comment itself. `used` by the file, the comment's line and the code."""
    place = Place(file, comment.line, comment.column)
    if not comment.codes:
        return [Finding(codes.IGNORE_WITHOUT_REASON, place, {"detail": "ignore-without-code"})]
    if not comment.reason:
        return [Finding(codes.IGNORE_WITHOUT_REASON, place, {"id": ", ".join(comment.codes)})]
    lasting = [code for code in comment.codes if is_lasting(code)]
    stale = [
        code
        for code in comment.codes
        if not is_lasting(code)
        and (file, comment.line, code) not in used
        and (code in looked_for or code not in codes.SLUGS)
    ]
    found = []
    if lasting:
        found.append(Finding(codes.STALE_IGNORE, place, {"id": ", ".join(lasting), "detail": "ignore-of-reading"}))
    if stale:
        found.append(Finding(codes.STALE_IGNORE, place, {"id": ", ".join(stale)}))
    return found
