// What a round asks, as a form: options to pick, parts to order, lines to write. A form is built once for its round.

import { button, make } from "./make.js";
import { MOST_TYPED, card, choices, fields, wordCount } from "./rules.js";
import { count, has, printed, say, whole } from "./words.js";

/** The text of a choice: a mood or a tone by its name, everything else as it is written. */
export function choiceText(ask, text, language) {
  const kind = { mood: "mood", tone: "tone", reading: "mood", ladder: "stage", load: "load" }[ask];
  return kind && has(`${kind}.${text}`) ? say(`${kind}.${text}`) : printed(text, language);
}

/** What is asked, in a sentence. */
export function askLine(view, me) {
  return view.question.ask === "card" ? say(`card.${card(view, me)}`) : say(`ask.${view.question.ask}`);
}

/** Whether the choices are the scenario's own words, in its language. */
const isForeign = (ask) => ask === "choose" || ask === "parts" || ask === "reading" || ask === "best";

/**
 * A form for what is asked: `node`, `read()` -> {answer} or {problem, at}, `fill(answer)`.
 * `changed` is called with every change.
 */
export function formOf(view, me, mine, changed) {
  const { ask } = view.question;
  if (ask === "parts") return partsForm(view, me, changed);
  if (fields(view, me).length) return typedForm(view, me, changed);
  return pickForm(view, me, mine, changed);
}

function fieldset(view, me, ...children) {
  return make("fieldset", { class: `ask ${view.question.ask}` }, make("legend", {}, askLine(view, me)), ...children);
}

function pickForm(view, me, mine, changed) {
  const { ask } = view.question;
  const kind = ask === "card" ? card(view, me) : ask;
  const inputs = [];
  const rows = choices(view, me).map((choice) => {
    const own = ask === "best" && mine && clean(mine) === clean(choice.text);
    const input = make("input", { type: "radio", name: "answer", value: choice.number, disabled: own });
    inputs.push(input);
    const language = isForeign(ask) ? view.language : null;
    const text = make("span", { lang: language, class: "text" }, choiceText(kind, choice.text, view.language));
    const number = isForeign(ask) && make("span", { class: "number" }, `${choice.number}.`);
    return make("label", { class: "choice" }, input, number, text, own && make("em", {}, say("page.yours_no_vote")));
  });
  const node = fieldset(view, me, make("div", { class: ask === "rating" ? "scale" : "choices" }, rows));
  node.addEventListener("change", changed);
  return {
    node,
    read() {
      const picked = inputs.find((input) => input.checked);
      return picked ? { answer: { pick: [Number(picked.value)] } } : { problem: say("page.pick_one"), at: inputs[0] };
    },
    fill(answer) {
      for (const input of inputs) input.checked = (answer.pick ?? []).includes(Number(input.value));
    },
  };
}

const clean = (text) => text.trim().replace(/\s+/g, " ");

function partsForm(view, me, changed) {
  const { language, question } = view;
  const least = question.least ?? 1;
  const most = question.most ?? 1;
  const texts = new Map(question.choices.map((choice) => [choice.number, printed(choice.text, language)]));
  let order = [];
  const told = make("p", { class: "help", id: "parts-help" }, say("page.parts_help", { least, most }));
  const boxes = [...texts].map(([number, text]) => {
    const input = make("input", { type: "checkbox", value: number, "aria-describedby": "parts-help" });
    input.addEventListener("change", () => {
      if (input.checked && order.length >= most) {
        input.checked = false;
        told.textContent = say("page.parts_most", { most });
        return;
      }
      order = input.checked ? [...order, number] : order.filter((one) => one !== number);
      show();
      changed();
    });
    const words = [make("span", { class: "number" }, `${number}.`), make("span", { lang: language, class: "text" }, text)];
    const place = make("em", { class: "place" });
    return { number, input, place, row: make("label", { class: "choice" }, input, words, place) };
  });
  const list = make("ol", { class: "message", lang: language });
  const title = make("h3", { id: "message-title" }, say("page.message"));
  const empty = make("p", { class: "help" }, say("page.message_empty"));
  const move = (number, by) => {
    const at = order.indexOf(number);
    order.splice(at, 1);
    order.splice(at + by, 0, number);
    show();
    changed();
    const again = list.children[at + by].querySelectorAll("button");
    (again[by < 0 ? 0 : 1].disabled ? again[by < 0 ? 1 : 0] : again[by < 0 ? 0 : 1]).focus();
  };
  const mover = (number, by, word, sign, off) => {
    const name = say(word, { text: texts.get(number) });
    return button(sign, () => move(number, by), { "aria-label": name, title: name, disabled: off, class: "move" });
  };
  function show() {
    told.textContent = say("page.parts_help", { least, most });
    for (const box of boxes) {
      const place = order.indexOf(box.number) + 1;
      box.input.checked = place > 0;
      box.place.textContent = place ? say("page.place", { place }) : "";
    }
    list.replaceChildren(
      ...order.map((number, at) =>
        make(
          "li",
          {},
          make("span", { class: "text" }, texts.get(number)),
          make(
            "span",
            { class: "moves" },
            mover(number, -1, "page.up", "▲", at === 0),
            mover(number, 1, "page.down", "▼", at === order.length - 1),
          ),
        ),
      ),
    );
    empty.hidden = order.length > 0;
  }
  show();
  const rows = make("div", { class: "choices" }, boxes.map((box) => box.row));
  return {
    node: fieldset(view, me, told, rows, title, empty, list),
    read() {
      if (order.length >= least) return { answer: { pick: [...order] } };
      return { problem: say("page.parts_least", { least }), at: boxes[0].input };
    },
    fill(answer) {
      order = (answer.pick ?? []).filter((number) => texts.has(number));
      show();
    },
  };
}

function typedForm(view, me, changed) {
  const { question } = view;
  const limit = question.most_words ?? null;
  const boxes = new Map();
  const rows = fields(view, me).map((field) => {
    const id = `field-${field}`;
    const help = limit && make("p", { class: "help", id: `${id}-help` });
    const area = make("textarea", {
      id,
      rows: 3,
      maxlength: MOST_TYPED,
      lang: view.language,
      "aria-describedby": help && help.id,
    });
    const tell = () => {
      if (!help) return;
      const words = wordCount(area.value);
      help.textContent = say("page.words_of", { words: count("page.words", words), most: limit });
      help.classList.toggle("over", words > limit);
    };
    area.addEventListener("input", () => {
      tell();
      changed();
    });
    tell();
    boxes.set(field, { area, tell });
    const label = has(`facet.${field}`) ? say(`page.cell.${field}`) : say("page.your_words");
    return make("div", { class: "cell" }, make("label", { for: id }, label), area, help);
  });
  return {
    node: fieldset(view, me, rows),
    read() {
      const words = {};
      for (const [field, { area }] of boxes) if (area.value.trim()) words[field] = whole(area.value.trim());
      const first = boxes.values().next().value.area;
      if (!Object.keys(words).length) return { problem: say("page.write_something"), at: first };
      if (limit && wordCount(first.value) > limit) return { problem: say("why.too_many_words"), at: first };
      return { answer: { words } };
    },
    fill(answer) {
      for (const [field, { area, tell }] of boxes) {
        area.value = (answer.words ?? {})[field] ?? "";
        tell();
      }
    },
    /** What is typed so far, complete or not. */
    draft() {
      return { words: Object.fromEntries([...boxes].map(([field, { area }]) => [field, area.value])) };
    },
  };
}
