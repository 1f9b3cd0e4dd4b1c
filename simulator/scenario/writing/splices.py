"""One change as splices of the text: what is cut out where, and what goes in."""

import msgspec

from simulator.errors import Uneditable
from simulator.scenario.writing.changes import Path, Value, shown
from simulator.scenario.writing.layout import MERGE, Entry, Item, Layout, Part, inner
from simulator.scenario.writing.rendering import Pen, is_many
from simulator.scenario.writing.scalars import Written, inline, spread


class Splice(msgspec.Struct, frozen=True):
    """The characters from `start` up to `end` give way to `text`."""

    start: int
    end: int
    text: str


class Reached(msgspec.Struct, frozen=True):
    """What a path leads to: the parts on the way, from the top to what holds its last step."""

    holders: tuple[Part, ...]
    path: Path

    @property
    def holder(self) -> Part:
        return self.holders[-1]

    @property
    def part(self) -> Part | None:
        return inner(self.holder, self.path[-1])

    @property
    def slot(self) -> Entry | Item:
        """The key or the dash of what is there."""
        step = self.path[-1]
        if isinstance(step, str):
            assert self.holder.entries is not None
            return self.holder.entries[step]
        assert self.holder.items is not None
        return self.holder.items[step]

    @property
    def in_flow(self) -> bool:
        return any(holder.style == "flow" for holder in self.holders)


def reach(layout: Layout, path: Path) -> Reached | None:
    """None where the way leads through an alias or a merge key, which more than one place uses."""
    holders = [layout.root]
    for step in path[:-1]:
        part = inner(holders[-1], step)
        if part is None:
            return None
        holders.append(part)
    return None if holders[-1].style == "alias" else Reached(tuple(holders), path)


def has_merge(part: Part) -> bool:
    """Whether a mapping takes over keys of another by `<<`."""
    return part.entries is not None and MERGE in part.entries


class Scissors:
    """Makes the splices of changes to one text."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._text = layout.text
        self._pen = Pen(layout.newline, layout.step)

    def replaced(self, at: Reached, value: Value) -> list[Splice]:
        """What is there gives way to a value; its anchor stays."""
        part = at.part
        assert part is not None
        if part.anchor is not None and part.bare < part.start:
            # A tag would speak of what stood there before.
            tags = (
                [Splice(part.bare, part.start, f"&{part.anchor} ")]
                if "!" in self._text[part.bare : part.start]
                else []
            )
        else:
            tags = [Splice(part.bare, part.start, "")] if part.bare < part.start and part.style != "block" else []
        if part.style == "block":
            return [*tags, *self._replaced_block(at, part, value)]
        if part.style in ("literal", "folded"):
            return [*tags, *self._replaced_lines(at, part, value)]
        return [*tags, *self._replaced_inline(at, part, value)]

    def inserted(self, at: Reached, value: Value) -> list[Splice]:
        """A new key at the end of its mapping, or a new item at the end of its list."""
        holder, step = at.holder, at.path[-1]
        if holder.style == "flow":
            name = f"{self._pen.key(step)}: " if isinstance(step, str) else ""
            return self._inserted_in_flow(at, holder, name + self._pen.flow(value))
        last = holder.holds[-1]
        column = self._layout.column(last.start)
        if isinstance(step, str):
            written = self._pen.key(step) + ":" + self._pen.behind_key(value, column)
        else:
            written = "- " + self._pen.behind_dash(value, column)
        end = self._layout.line_end(last.end)
        return [Splice(end, end, self._layout.newline + " " * column + written)]

    def removed(self, at: Reached) -> list[Splice]:
        """A key with its value, or an item, with the lines that are theirs alone."""
        slots = at.holder.holds
        if len(slots) == 1:
            if len(at.path) == 1:
                return [Splice(at.holder.start, at.holder.end, "{}" if at.holder.entries is not None else "[]")]
            above = Reached(at.holders[:-1], at.path[:-1])
            return self.replaced(above, {} if at.holder.entries is not None else [])
        place = next(number for number, slot in enumerate(slots) if slot is at.slot)
        if at.holder.style == "flow":
            return self._removed_from_flow(at, slots, place)
        return self._removed_from_block(slots, place)

    def _replaced_inline(self, at: Reached, part: Part, value: Value) -> list[Splice]:
        layout = self._layout
        text, start, end = self._text, part.start, part.end
        line_end = layout.line_end(end)
        column = layout.column(at.slot.start)
        alone = not text[end:line_end].strip()
        below = not at.in_flow and (alone or text[end:line_end].lstrip().startswith("#"))
        before = "" if text[start - 1 : start] in (" ", "\t", "[", "{", "\n") else " "
        if isinstance(at.slot, Entry) and not at.slot.has_colon:
            before = ": "
        if isinstance(value, str):
            written = None
            if "\n" in value and below:
                written = spread(value, column=column + layout.step, newline=layout.newline)
            if written is not None:
                return [
                    Splice(start, end, before + written.token),
                    Splice(line_end, line_end, written.body),
                ]
            like = part.style if text[start:end] and part.style != "flow" else None
            if text[end : end + 2] == " #":
                # So near a comment, unquoted words would seem to go on in it.
                like = "double"
            return [Splice(start, end, before + inline(value, in_flow=at.in_flow, like=like))]
        roomy = part.style == "flow" or self._pen.goes_inline(value, column)
        if not below or roomy or not isinstance(at.slot, Entry):
            return [Splice(start, end, before + self._pen.flow(value))]
        deeper = column + layout.step
        cut = start if part.bare < start else at.slot.colon
        lines = layout.newline + " " * deeper + self._pen.block(value, deeper)
        return [Splice(cut, end, ""), Splice(line_end, line_end, lines)]

    def _replaced_lines(self, at: Reached, part: Part, value: Value) -> list[Splice]:
        """A block scalar: its header on the key's line, and the lines below it."""
        layout = self._layout
        header = layout.header(part)
        behind = part.start + len(header)
        lines = Splice(layout.line_end(behind), max(layout.line_end(behind), layout.line_end(part.end)), "")
        column = layout.column(at.slot.start)
        if isinstance(value, str):
            written = self._spread_again(part, value, header, column + layout.step)
            if written is None:
                written = Written(inline(value, in_flow=at.in_flow))
            return [Splice(part.start, behind, written.token), msgspec.structs.replace(lines, text=written.body)]
        if self._pen.goes_inline(value, column) or not isinstance(at.slot, Entry):
            return [Splice(part.start, behind, self._pen.flow(value)), lines]
        deeper = column + layout.step
        body = layout.newline + " " * deeper + self._pen.block(value, deeper)
        return [Splice(at.slot.colon, behind, ""), msgspec.structs.replace(lines, text=body)]

    def _spread_again(self, part: Part, value: str, header: str, column: int) -> Written | None:
        body = self._text[self._layout.line_end(part.start) : part.end]
        own = next((line for line in body.splitlines() if line.strip()), "")
        if own and not any(letter.isdigit() for letter in header):
            column = len(own) - len(own.lstrip(" "))
        return spread(value, column=column, newline=self._layout.newline, like=part.style, header=header)

    def _replaced_block(self, at: Reached, part: Part, value: Value) -> list[Splice]:
        layout = self._layout
        spread_out = is_many(value) and bool(value)
        column = layout.column(part.start)
        if not isinstance(at.slot, Entry):
            written = self._pen.block(value, column) if spread_out else self._pen.lone(value, column)
            return [Splice(part.start, part.end, written)]
        own = layout.column(at.slot.start)
        if spread_out and column > own:
            return [Splice(part.start, part.end, self._pen.block(value, column))]
        behind = at.slot.colon
        if part.bare < part.start:
            behind += len(self._text[behind : part.start].split("#")[0].rstrip())
        first, last = layout.line_end(behind), layout.line_end(part.end)
        if spread_out:
            # The list stood under its key without indentation, which only a list may.
            column = own + layout.step
            return [Splice(first, last, layout.newline + " " * column + self._pen.block(value, column))]
        # The value moves up, behind the key and its anchor; what was written below goes.
        token, line_break, body = self._pen.lone(value, own + layout.step).partition(layout.newline)
        return [Splice(behind, behind, " " + token), Splice(first, last, line_break + body)]

    def _inserted_in_flow(self, at: Reached, holder: Part, written: str) -> list[Splice]:
        layout, text = self._layout, self._text
        if text[holder.start : holder.start + 1] not in ("{", "["):
            raise Uneditable("edit_no_such_place", path=shown(at.path))
        close = holder.end - 1
        if not holder.holds:
            return [Splice(close, close, written)]
        last = holder.holds[-1]
        end = max(last.end, last.part.end)
        behind = layout.after_filler(end)
        has_comma = text[behind : behind + 1] == ","
        comma = [] if has_comma else [Splice(end, end, ",")]
        end = behind + 1 if has_comma else end
        line = text[layout.line_start(last.start) : last.start]
        if not line.strip() and layout.line_end(end) < close:
            at_end = layout.line_end(end)
            return [*comma, Splice(at_end, at_end, layout.newline + line + written)]
        joined = f"{',' if comma else ''} {written}"
        return [Splice(end, end, joined)]

    def _removed_from_flow(self, at: Reached, slots: "list[Entry] | list[Item]", place: int) -> list[Splice]:
        layout, text = self._layout, self._text
        slot = slots[place]
        end = layout.after_filler(slot.end)
        end = end + 1 if text[end : end + 1] == "," else slot.end
        line_start, line_end = layout.line_start(slot.start), layout.line_end(end)
        behind = text[end:line_end].strip()
        if not text[line_start : slot.start].strip() and line_start > at.holder.start and behind[:1] in ("", "#"):
            return [Splice(line_start, min(len(text), line_end + len(layout.newline)), "")]
        if place and "\n" not in text[slots[place - 1].end : slot.start]:
            return [Splice(slots[place - 1].end, slot.end, "")]
        if place + 1 < len(slots) and "\n" not in text[end : slots[place + 1].start]:
            return [Splice(slot.start, slots[place + 1].start, "")]
        return [Splice(slot.start, end, "")]

    def _removed_from_block(self, slots: "list[Entry] | list[Item]", place: int) -> list[Splice]:
        layout = self._layout
        slot = slots[place]
        start = layout.line_start(slot.start)
        if self._text[start : slot.start].strip():
            # It shares its line with the dash of an item: the next key takes its place.
            return [Splice(slot.start, slots[place + 1].start, "")]
        end = layout.line_end(slot.end)
        if end == len(self._text):
            before = start - len(layout.newline) if start else start
            return [Splice(max(0, before), end, "")]
        return [Splice(start, end + len(layout.newline), "")]
