"""Answering a message: pick parts, order them, reread the whole as its reader will, send it."""

from simulator.conversation import decisions as do
from simulator.conversation.scene import Asked, Scene
from simulator.locale import _, ngettext
from simulator.tui.answers.answering import Unordered
from simulator.tui.answers.speaking import choice_item
from simulator.tui.widgets.picker import Item

REREAD = "\n reread"
SEND = "\n send"
TAKE_BACK = "\n take-back"
"""Names of our own items; no id of a scenario holds a newline."""


class Composing:
    """The parts, with their place in the order once picked."""

    def __init__(self, scene: Scene, draft: tuple[str, ...] = ()) -> None:
        self._scene = scene
        self.order = list(draft)
        self.has_key = True
        """Whether the screen has a key that rereads; the last of the items does it in any case."""

    @property
    def heading(self) -> str:
        least, most = self._scene.pick
        words = _("Your message: {count} picked, {least} to {most} wanted; e rereads it")
        if not (self.is_ready and self.has_key):
            words = _("Your message: {count} picked, {least} to {most} wanted")
        return words.format(count=len(self.order), least=least, most=most)

    @property
    def is_ready(self) -> bool:
        """Whether as many parts are picked as the message takes."""
        least, most = self._scene.pick
        return least <= len(self.order) <= most

    def reread(self) -> do.Compose:
        """The message as it stands, to be reread."""
        return do.Compose(parts=tuple(self.order))

    def items(self) -> list[Item]:
        asked = [Item("asked", question_words(self._scene.questions), heading=True, plain=True)]
        parts = [choice_item(choice, mark=self._mark(choice.name)) for choice in self._scene.choices]
        return [*(asked if self._scene.questions else []), *parts, self._reread()]

    def _mark(self, name: str) -> str:
        return f"[{self.order.index(name) + 1}]" if name in self.order else "[ ]"

    def _reread(self) -> Item:
        least, most = self._scene.pick
        count = len(self.order)
        why = ""
        if count < least:
            missing = least - count
            why = ngettext("Pick one more part.", "Pick {count} more parts.", missing).format(count=missing)
        elif count > most:
            surplus = count - most
            why = ngettext("Leave one part out.", "Leave {count} parts out.", surplus).format(count=surplus)
        return Item(REREAD, _("Reread the whole before sending"), why, closed=bool(why), mark="→")

    def pick(self, name: str) -> do.Decision | None:
        if name == REREAD:
            return self.reread()
        if name in self.order:
            self.order.remove(name)
        else:
            self.order.append(name)
        return None

    def back(self) -> do.Decision | bool:
        """The part picked last is left out again."""
        if not self.order:
            return False
        self.order.pop()
        return True

    def shift(self, name: str, by: int) -> bool:
        """A part of the message goes one place earlier or later."""
        if name not in self.order:
            return False
        place = self.order.index(name)
        target = max(0, min(len(self.order) - 1, place + by))
        self.order.insert(target, self.order.pop(place))
        return True


class Rereading(Unordered):
    """The message as its reader will see it; it may be taken back once."""

    def __init__(self, scene: Scene, draft: tuple[str, ...], customer: str, *, can_take_back: bool) -> None:
        texts = {choice.name: choice.text for choice in scene.choices}
        self._words = "\n\n".join(texts[name] for name in draft)
        self._questions = scene.questions
        self._customer = customer
        self._can_take_back = can_take_back

    @property
    def heading(self) -> str:
        return _("Reread it as {customer} will. What does one feel on reading it?").format(customer=self._customer)

    def items(self) -> list[Item]:
        message = [Item("message", f"{self._words}\n", heading=True, plain=True)]
        if self._questions:
            message.append(Item("asked", question_words(self._questions) + "\n", heading=True, plain=True))
        taken = "" if self._can_take_back else _("Taken back once already.")
        return [
            *message,
            Item(SEND, _("Send it")),
            Item(TAKE_BACK, _("Take it back and change it"), taken, closed=not self._can_take_back),
        ]

    def pick(self, name: str) -> do.Decision:
        return do.Send() if name == SEND else do.TakeBack()

    def back(self) -> do.Decision | bool:
        return do.TakeBack() if self._can_take_back else False


def question_words(questions: tuple[Asked, ...]) -> str:
    """What was asked. Which one presses is not said: to see it is the exercise."""
    lines = (f"  {number}. {question.text}" for number, question in enumerate(questions, 1))
    return "\n".join((_("What was asked:"), *lines))
