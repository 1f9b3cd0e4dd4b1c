"""Whatever way a file is laid out, one change changes one value, on its lines alone.

Documents are drawn at random, in every way of writing that YAML has; PyYAML's own loader, which shares nothing with
our reader, says what they mean before and after.
"""

import json
from random import Random
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Uneditable
from simulator.scenario.writing import Remove, Set, edited
from tests.scenario.test_writing import HOSTILE, changed_lines

WORDS = [
    "un",
    "deux mots",
    "l'été",
    "a: b",
    "x # y",
    "[z",
    "no",
    "12",
    "ligne\nautre",
    "fin\n",
    "é «\u00a0o\u00a0»",
    "",
]
VALUES = st.one_of(
    st.sampled_from(HOSTILE),
    st.integers(-5, 5),
    st.booleans(),
    st.lists(st.sampled_from(HOSTILE), max_size=3),
    st.dictionaries(st.sampled_from(["k", "l", "clé"]), st.sampled_from(HOSTILE), max_size=3),
    st.lists(st.fixed_dictionaries({"to": st.sampled_from(HOSTILE), "when": st.just({"trust": 3})}), max_size=2),
)


class Author:
    """Writes a value down as chance has it: braces or lines, quotes or none, comments and blank lines anywhere."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.step = chance.choice([1, 2, 4])
        self.newline = chance.choice(["\n", "\n", "\r\n"])

    def document(self) -> str:
        text = self.block(self.drawn(0, mapping=True), 0)
        end = self.chance.choice(["", "\n", "\n\n# la fin\n", "\n...\n"])
        return (self.chance.choice(["", "# début\n\n", "---\n"]) + text + end).replace("\n", self.newline)

    def drawn(self, depth: int, mapping: bool = False) -> Any:
        kind = (
            "mapping" if mapping else self.chance.choice(["text", "text", "list", "mapping"]) if depth < 3 else "text"
        )
        if kind == "text":
            return self.chance.choice(WORDS)
        size = self.chance.randint(1 if mapping else 0, 4)
        if kind == "list":
            return [self.drawn(depth + 1) for _ in range(size)]
        return {key: self.drawn(depth + 1) for key in self.chance.sample("abcdef", size)}

    def block(self, value: Any, column: int) -> str:
        lines = []
        for key in value:
            name = self.chance.choice([key, f'"{key}"']) + ":" if isinstance(value, dict) else "-"
            inner = value[key] if isinstance(value, dict) else key
            lines.append(
                self.between(column) + " " * column + name + self.after(inner, column, isinstance(value, list))
            )
        return "\n".join(lines)

    def between(self, column: int) -> str:
        return self.chance.choice(["", "", "", "\n", " " * column + "# note: a\n", "# bord\n\n"])

    def after(self, value: Any, column: int, in_list: bool) -> str:
        if not isinstance(value, str) and value and self.chance.random() < 0.6:
            flat = isinstance(value, list) and not in_list and self.chance.random() < 0.3
            deeper = column if flat else column + self.step
            if in_list and self.chance.random() < 0.5:
                column += 2
                return " " + self.block(value, column).lstrip(" \n") if not self.commented(value, column) else " {}"
            return self.chance.choice(["", "  # dessous"]) + "\n" + self.block(value, deeper)
        if isinstance(value, str) and "\n" in value and self.chance.random() < 0.6:
            inside = value.rstrip("\n").replace("\n", "\n" + " " * (column + self.step))
            header = self.chance.choice(["|", "|  # texte", "|-"])
            return f" {header}\n{' ' * (column + self.step)}{inside}" + self.chance.choice(["", "\n"])
        return " " + self.flow(value, column, self.chance.random() < 0.3) + self.chance.choice(["", "", "  # après"])

    def commented(self, value: Any, column: int) -> bool:
        """A compact block would begin with a comment or a blank line, which it may not."""
        return bool(self.block(value, column).lstrip(" ")[:1] in "\n#")

    def flow(self, value: Any, column: int, spread: bool) -> str:
        if isinstance(value, str):
            return self.text(value)
        many = isinstance(value, dict)
        inside = [
            (f"{key}: " if many else "") + self.flow(value[key] if many else key, column, False) for key in value
        ]
        opened, closed = "{}" if many else "[]"
        if not spread or not inside:
            return opened + self.chance.choice([", ", ",", " , "]).join(inside) + closed
        line = "\n" + " " * (column + self.step + 1)
        comma = self.chance.choice(["", ",", ",  # dernier"])
        return opened + line + f",{line}".join(inside) + comma + "\n" + " " * (column + 1) + closed

    def text(self, words: str) -> str:
        plain = (
            yaml.safe_dump(words, default_flow_style=True, width=10_000, allow_unicode=True)
            .removesuffix("\n...\n")
            .rstrip("\n")
        )
        single = "'" + words.replace("'", "''") + "'"
        double = json.dumps(words, ensure_ascii=False)
        return self.chance.choice([plain, double] if "\n" in words else [plain, single, double])


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    below = [inner for key, held in inside for inner in paths(held, (*path, key))]
    return below if not path else [path, *below]


def loaded(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def plainly(value: Any) -> Any:
    """As PyYAML's plainest loader would give it back."""
    if isinstance(value, dict):
        return {key: plainly(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plainly(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def same(found: Any, expected: Any) -> bool:
    """Equal; the line break behind a block scalar does not count."""
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and found.keys() == expected.keys()
            and all(same(found[k], expected[k]) for k in expected)
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(same, found, expected))
    return found in (expected, f"{expected}\n") or f"{found}\n" == expected


def lines_of(text: str, path: tuple[str | int, ...]) -> tuple[int, int]:
    """The lines from a part's key or dash up to the end of its value, as PyYAML marks them."""
    node = yaml.compose(text, yaml.BaseLoader)
    first = 0
    for step in path:
        if isinstance(node, yaml.MappingNode):
            key, node = next(pair for pair in node.value if pair[0].value == step)
            first = key.start_mark.line
        else:
            place = node.value.index(node.value[step])
            before = node.value[place - 1].end_mark.line if place else node.start_mark.line
            node = node.value[step]
            first = min(before, node.start_mark.line)
    return first, node.end_mark.line + 1


@given(st.randoms(use_true_random=False), st.data())
def test_a_value_set_is_set_and_all_else_stays(chance, data):
    text = Author(chance).document()
    expected = loaded(text)
    path = data.draw(st.sampled_from(paths(expected)))
    value = data.draw(VALUES)
    holder = expected
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = plainly(value)
    after = edited(text, [Set(path, value)])
    assert same(loaded(after), expected)
    first, last = changed_lines(text, after)
    begins, ends = lines_of(text, path)
    assert begins <= first
    assert last <= ends or first == last


@given(st.randoms(use_true_random=False), st.data())
def test_a_key_added_comes_to_the_others_and_no_line_goes(chance, data):
    text = Author(chance).document()
    expected = loaded(text)
    inside = [path for path in paths(expected) if isinstance(at(expected, path), dict)]
    path = data.draw(st.sampled_from([(), *inside]))
    value = data.draw(VALUES)
    at(expected, path)["nouvelle"] = plainly(value)
    after = edited(text, [Set((*path, "nouvelle"), value)])
    assert same(loaded(after), expected)
    first, last = changed_lines(text, after)
    assert last - first <= 1
    kept = [line for line in text.splitlines() if line.strip() and line not in text.splitlines()[first:last]]
    assert [line for line in kept if line in after.splitlines()] == kept


@given(st.randoms(use_true_random=False), st.data())
def test_what_is_removed_goes_alone(chance, data):
    text = Author(chance).document()
    expected = loaded(text)
    path = data.draw(st.sampled_from(paths(expected)))
    del at(expected, path[:-1])[path[-1]]
    after = edited(text, [Remove(path)])
    assert same(loaded(after), expected)
    # What held nothing else is written anew, as empty.
    concerned = path if at(expected, path[:-1]) or len(path) == 1 else path[:-1]
    first, last = changed_lines(text, after)
    begins, ends = lines_of(text, concerned)
    # A file that ends without a line break does so still: the line above gives up its own.
    assert begins - (not text.endswith("\n")) <= first
    assert last <= ends + 1


@given(st.randoms(use_true_random=False), st.data())
def test_many_changes_at_once_come_to_the_same_as_one_by_one(chance, data):
    text = Author(chance).document()
    changes, step_by_step = [], text
    for _ in range(data.draw(st.integers(2, 6))):
        drawn = paths(loaded(step_by_step))
        if not drawn:
            break
        path = data.draw(st.sampled_from(drawn))
        new = (*path[:-1], "nouvelle") if isinstance(path[-1], str) and data.draw(st.booleans()) else path
        change = Remove(path) if data.draw(st.integers(0, 3)) == 0 else Set(new, data.draw(VALUES))
        step_by_step = edited(step_by_step, [change])
        changes.append(change)
    assert same(loaded(edited(text, changes)), loaded(step_by_step))


@given(st.randoms(use_true_random=False), st.data())
def test_a_path_that_leads_nowhere_is_refused(chance, data):
    text = Author(chance).document()
    path = data.draw(st.sampled_from(paths(loaded(text))))
    refused = False
    try:
        edited(text, [Remove((*path, "nulle part"))])
    except Uneditable as error:
        refused = error.key == "edit_no_such_place"
    assert refused


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value
