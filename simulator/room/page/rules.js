// What one participant may do with what he sees: the same rules as simulator/room/ballot.py, held to it by a test.

export const VERSION = 1;
export const LARGEST = 4096;
export const MOST_TYPED = 600;
export const CODE_LENGTH = 6;
const ALPHABET = /^[ABCDEFGHJKMNPQRSTUVWXYZ2-9]+$/;
const CARDS = ["cues", "words", "mood", "ladder", "load"];
const NOTED = {
  cues: [],
  words: [],
  mood: ["neutral", "delighted", "moved", "serene", "relieved", "angry", "anxious", "cold", "resigned"],
  ladder: ["none", "golden", "empathy", "platinum"],
  load: ["light", "loaded", "drained"],
};
const AIDS = ["ask", "breathe", "rewind"];
const WHEN = { seat: ["ask", "breathe"], reveal: ["rewind"] };

/** Why he may not answer now, as a key; null where he is asked. */
export function mayNotAnswer(view, me) {
  const question = view.question;
  if (view.closed) return "room_closed";
  if (!question) return "nothing_asked";
  if (question.locked || question.to === "nobody") return "round_over";
  return notAsked(view, question, me) || (view.paused ? "paused" : null);
}

function notAsked(view, question, me) {
  const late = me.joined >= (question.before ?? 0) ? "wait_for_the_next" : null;
  const team = me.team ?? null;
  const asked = question.team ?? null;
  switch (question.to) {
    case "team":
      if (team !== asked) return "another_team_is_asked";
      if (me.who === view.seat && view.stage === "ask_team") return "others_are_asked";
      // A team that had nobody asks the first who joins it, late as he is.
      return view.stage === "own" && me.who === view.speaker ? null : late;
    case "others":
      return team !== null && team === asked ? "others_are_asked" : late;
    case "seat":
      return me.who === view.seat ? null : "seat_is_asked";
    case "observers":
      return me.who === view.seat ? "observers_are_asked" : late;
    default:
      return late;
  }
}

/** The observer's card that is his now. */
export function card(view, me) {
  return CARDS[((me.number ?? 0) + (view.deal ?? 0)) % CARDS.length];
}

/** What he may pick, by number; nothing where words are typed. */
export function choices(view, me) {
  if (view.question.ask === "card") return NOTED[card(view, me)].map((text, at) => ({ number: at + 1, text }));
  return view.question.choices ?? [];
}

/** Where he types, by the fields' names; none where he picks. */
export function fields(view, me) {
  if (view.question.ask === "card") return NOTED[card(view, me)].length ? [] : ["note"];
  return view.question.fields ?? [];
}

/** What he may spend now from the hot seat, each with how many are left; null where that is not known. */
export function aids(view, me) {
  if (view.format !== "hot-seat" || me.who !== view.seat || view.paused || view.closed) return [];
  const purse = (view.purses ?? {})[me.team ?? ""];
  // Once the words are chosen and their tone is not, nobody breathes in the middle of an answer.
  const isSpeaking = view.question?.ask === "tone";
  return (WHEN[view.stage] ?? [])
    .filter((aid) => !(aid === "breathe" && isSpeaking))
    .map((aid) => ({ aid, left: purse ? purse[AIDS.indexOf(aid)] : null }))
    .filter((one) => one.left !== 0);
}

/** Whether he is his team's speaker and can play what it has voted. */
export function mayGo(view, me) {
  return view.stage === "own" && view.speaker === me.who && Boolean(view.question) && !view.paused;
}

/** Words as a reader counts them: runs between blanks that hold a letter or a digit. */
export function wordCount(text) {
  return text.split(/\s+/u).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}

/** A code as somebody typed it; null for what can be none. */
export function readCode(typed) {
  const code = typed.toUpperCase().replace(/[-\s]/gu, "");
  return code.length === CODE_LENGTH && ALPHABET.test(code) ? code : null;
}

/** Whether a message is small enough for a hub. */
export function fits(message) {
  return new TextEncoder().encode(JSON.stringify(message)).length <= LARGEST;
}
