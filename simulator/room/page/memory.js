// What a browser keeps of a seat, by the room's code: the token that leads back, and what was typed and not sent yet.
// The tab's own storage goes first, so that two people may sit at one machine in two tabs.

import { keep, localStorageOf, recall, sessionStorageOf } from "./words.js";

const key = (code) => `platine.${code}`;

/** What is known of one's seat in a room: `token`, `draft`, `unsent`, `grid`, `text`; {} where nothing is. */
export function of(code) {
  if (!code) return {};
  return recall(sessionStorageOf(), key(code)) ?? recall(localStorageOf(), key(code)) ?? {};
}

function put(code, known) {
  keep(sessionStorageOf(), key(code), known);
  return known;
}

/** A seat was taken, or come back to. */
export function seated(code, known, welcome) {
  const token = welcome.token || known.token;
  keep(localStorageOf(), key(code), { token });
  return put(code, { ...known, token });
}

export function forget(code) {
  keep(sessionStorageOf(), key(code), null);
  keep(localStorageOf(), key(code), null);
  return {};
}

/** What is typed or picked for a round; cells and sentences are kept beyond it. */
export function drafted(code, known, draft) {
  const words = draft.words ?? {};
  const more = "feels" in words || "thinks" in words || "does" in words ? { grid: { words } } : {};
  if ("text" in words) more.text = words.text;
  return put(code, { ...known, ...more, draft });
}

/** Messages that are on their way: said again after a reload, under the same ids. */
export function unsent(code, known, messages) {
  known.unsent = messages;
  put(code, known);
}

export function typedName(code) {
  return recall(sessionStorageOf(), `${key(code)}.name`) ?? "";
}

export function typeName(code, name) {
  keep(sessionStorageOf(), `${key(code)}.name`, name);
}
