"""A rater's sheet on the disk, as it fills up: by him, and perhaps by others who rate into the same file."""

import os
from pathlib import Path
from typing import Final

from simulator.authoring.panel.cells import folded
from simulator.authoring.panel.items import SCALES, Item
from simulator.authoring.panel.sheets import COLUMNS, read_sheet
from simulator.authoring.panel.sitting import Sitting
from simulator.cli.commands.panel_files import BOM, complain_of, put, row_of, sheet_text
from simulator.errors import Unreadable
from simulator.scenario.reading.files import content_of
from simulator.wording import panel as told

_BETWEEN: Final = " | "
"""What stands between two remarks on one response."""
Answers = dict[tuple[str, str], int]


class Filled:
    """A rater's sheet; lines of others in it are kept as they stand, also those that come while he rates."""

    def __init__(self, path: Path, items: tuple[Item, ...], rater: str, separator: str | None) -> None:
        self.path = path
        self._items = items
        self._rater = rater
        self._separator = separator
        self._kept: list[dict[str, str]] = []
        self._own: dict[str, dict[str, str]] = {}
        self._extra: tuple[str, ...] = ()
        self._seen = self._content()
        self._found: Answers = {} if self._seen is None else self._read(self._seen)
        self.sitting = Sitting(items, self._found)

    def save(self) -> None:
        """Write everything down. Raises Refused where that cannot be done, Unreadable where the file is no sheet."""
        content = self._content()
        if content is not None and content != self._seen:
            self._take_up(content)
        rows = [self._row(item) for item in self._items]
        text = sheet_text([*rows, *self._kept], self._separator, (*COLUMNS, *self._extra))
        put(self.path, text, force=True)
        self._seen = (BOM + text).encode("utf-8")

    def settle(self) -> None:
        """Write what was answered once more, if somebody wrote to the file at the moment it was written here."""
        if self._given() and self._content() != self._seen:
            self.save()

    def _content(self) -> bytes | None:
        return content_of(self.path) if os.path.lexists(self.path) else None

    def _given(self) -> Answers:
        """What was answered in this sitting."""
        return {asked: level for asked, level in self.sitting.answers.items() if self._found.get(asked) != level}

    def _take_up(self, content: bytes) -> None:
        """Go on from what somebody else has made of the file; what was answered here counts."""
        given = self._given()
        found = self._read(content)
        self._found = {asked: level for asked, level in found.items() if asked not in given}
        self.sitting.answers = found | given

    def _read(self, content: bytes) -> Answers:
        sheet = read_sheet(content, str(self.path), told.column_names())
        complain_of(sheet.problems)
        if any(problem.code == "broken" for problem in sheet.problems):
            raise Unreadable("panel_sheet_broken", path=str(self.path))
        columns = dict.fromkeys(column for row in sheet.rows for column in row)
        self._extra = tuple(column for column in columns if column not in COLUMNS)
        self._kept, self._own = [], {}
        codes = {item.code for item in self._items}
        answers: Answers = {}
        for rating, row in zip(sheet.ratings, sheet.rows, strict=True):
            is_own = folded(rating.rater) == folded(self._rater) or not row.get("rater", "").strip()
            if rating.item not in codes or not is_own or rating.round > 1:
                self._kept.append(row)
                continue
            self._own[rating.item] = row
            answers.update({(rating.item, scale): level for scale, level in rating.values.items()})
        return answers

    def _row(self, item: Item) -> dict[str, str]:
        held = self._own.get(item.code, {})
        row = {**held, **row_of(item, self._rater)}
        for scale in SCALES:
            level = self.sitting.answers.get((item.code, scale))
            # What could not be read as a figure is left for its writer to put right.
            row[scale] = held.get(scale, "") if level is None else str(level)
        remarks = [held.get("comment", ""), *self.sitting.comments.get(item.code, "").split(_BETWEEN)]
        there = remarks[0].split(_BETWEEN)
        row["comment"] = _BETWEEN.join(filter(None, (remarks[0], *(one for one in remarks[1:] if one not in there))))
        return row
