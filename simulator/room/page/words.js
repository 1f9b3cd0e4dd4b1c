// In which language the page speaks, and how foreign text is made safe to read.

const LANGUAGES = ["fr", "en"];
const KEPT = "platine.language";
let words = {};
let plural = new Intl.PluralRules("en");
export let language = "en";
/** How far the hub's clock is ahead of this one, in milliseconds; null where the hub did not say. */
export let ahead = null;

/** What was chosen here before, else what the browser prefers. */
export function preferred() {
  const kept = recall(sessionStorageOf(), KEPT);
  if (LANGUAGES.includes(kept)) return kept;
  const known = (navigator.languages ?? [navigator.language]).map((one) => one.slice(0, 2).toLowerCase());
  return known.find((one) => LANGUAGES.includes(one)) ?? "en";
}

/** Speak this language from now on. Rejects where the hub cannot be reached. */
export async function speak(wanted) {
  const answer = await fetch(`/words/${wanted}.json`, { cache: "no-cache" });
  if (!answer.ok) throw new Error(String(answer.status));
  words = await answer.json();
  const date = Date.parse(answer.headers.get("date") ?? "");
  if (!Number.isNaN(date)) ahead = date + 500 - Date.now();
  language = wanted;
  plural = new Intl.PluralRules(wanted);
  keep(sessionStorageOf(), KEPT, wanted);
  document.documentElement.lang = wanted;
}

export function has(key) {
  return Object.hasOwnProperty.call(words, key);
}

/** The words of a key, `{names}` filled in. A key that nobody has words for says its own name. */
export function say(key, values = {}) {
  const found = has(key) ? words[key] : key.slice(key.lastIndexOf(".") + 1);
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The words of a key for so many. */
export function count(key, number) {
  return say(`${key}.${plural.select(number) === "one" ? "one" : "many"}`, { count: figure(number) });
}

export function figure(number, decimals = 0) {
  const shape = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(language, shape).format(number);
}

export function percent(share) {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** Why something was not taken, or a connection ended. */
export function why(key) {
  return say(has(`why.${key}`) ? `why.${key}` : "why.not_understood");
}

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;
const LONE = /[\ud800-\udfff]/gu;

/** Foreign text, shown and never obeyed: as simulator/wording/plaintext.py makes it. */
export function clean(text) {
  return whole(text).replace(CONTROLS, (one) => (one === "\t" ? " " : "\ufffd"));
}

/** Text without halves of characters, which a hub would not read. */
export function whole(text) {
  return text.replace(LONE, "\ufffd");
}

/** A scenario's text as its language prints it: in French no line begins with a mark. */
export function printed(text, of) {
  const safe = clean(text);
  if (!/^fr\b/i.test(of)) return safe;
  return safe
    .replace(/ (?=[;:!?»])/g, "\u202f")
    .replace(/« /g, "«\u202f")
    .replace(/(\p{L})'(?=\p{L})/gu, "$1\u2019");
}

/** Storage that a browser may refuse. */
export function sessionStorageOf() {
  return storage("sessionStorage");
}

export function localStorageOf() {
  return storage("localStorage");
}

function storage(name) {
  try {
    return window[name];
  } catch (_) {
    return null;
  }
}

export function recall(store, key) {
  try {
    return JSON.parse(store.getItem(key));
  } catch (_) {
    return null;
  }
}

export function keep(store, key, value) {
  try {
    if (value === null) store.removeItem(key);
    else store.setItem(key, JSON.stringify(value));
  } catch (_) {
    // A browser that keeps nothing still votes; it will not be known again after a reload.
  }
}
