// What there is to see: the customer and what he says, how the room voted, what an answer did.

import { choiceText } from "./forms.js";
import { make } from "./make.js";
import { clean, count, figure, percent, printed, say } from "./words.js";

const BAR = 16;
const SEATED = ["hot-seat", "observers"];
const RECEPTIONS = { 2: "touched", 1: "reached", 0: "unmoved", "-1": "cooled", "-2": "wounded" };

/** A section with a heading; null where it would hold nothing. */
function part(title, ...children) {
  const held = children.flat().filter(Boolean);
  return held.length ? make("section", {}, title && make("h2", {}, title), held) : null;
}

const quote = (text, view, who) =>
  make(
    "blockquote",
    { lang: view.language },
    who && make("span", { class: "who" }, make("bdi", {}, clean(who))),
    make("p", {}, printed(text, view.language)),
  );

const plainList = (items) => make("ul", { role: "list" }, items);

/** The moment before the room. */
export function scene(view) {
  if (!view.kind || view.kind === "") return null;
  const cues = (view.cues ?? []).map((cue) => make("li", { lang: view.language }, printed(cue, view.language)));
  const asked = (view.asked ?? []).map((text) => make("li", { lang: view.language }, printed(text, view.language)));
  return part(
    view.kind === "reflect" ? say("page.talk_over") : null,
    view.line ? quote(view.line, view, view.customer) : null,
    cues.length ? [make("h3", {}, say("page.cues")), plainList(cues)] : null,
    asked.length ? [make("h3", {}, say("page.asked")), make("ol", {}, asked)] : null,
    view.standing ? make("p", { class: "mood" }, say("page.mood_now", { mood: say(`mood.${view.standing.mood}`) })) : null,
  );
}

const moodChange = (before, after) =>
  before === after
    ? say("page.mood_same", { mood: say(`mood.${after}`) })
    : say("page.mood_change", { before: say(`mood.${before}`), after: say(`mood.${after}`) });

/** What an answer did; `title` tells what it is about. */
export function reaction(told, view, title) {
  if (!told) return null;
  const { language } = view;
  const { before, after } = told;
  const facts = [
    told.tone ? say("page.said_so", { tone: say(`tone.${told.tone}`) }) : null,
    told.by && told.by !== "what_if" ? say(`by.${told.by}`) : null,
    told.right === true ? say("page.reading_right") : null,
    told.right === false ? say("page.reading_wrong") : null,
  ];
  const outcome = [
    told.reception !== undefined && told.reception !== null
      ? say("page.reception", { reception: say(`reception.${RECEPTIONS[told.reception]}`) })
      : null,
    before && after ? moodChange(before.mood, after.mood) : null,
    told.outcome ? say("page.outcome", { outcome: say(`outcome.${told.outcome}`) }) : null,
  ];
  const lines = (texts) => texts.filter(Boolean).map((text) => make("p", { class: "fact" }, text));
  return part(
    title,
    (told.said ?? []).map((text) => quote(choiceText("reading", text, language), view, say("page.said"))),
    lines(facts),
    told.reply ? quote(told.reply, view, view.customer) : null,
    lines(outcome),
    told.ended ? make("p", { lang: language, class: "ended" }, printed(told.ended, language)) : null,
    told.ended === "" ? make("p", { class: "ended" }, say("page.hung_up")) : null,
  );
}

/** How the room voted: a figure, a share and a bar for each, and in words which was right and which was played. */
export function tally(view, mine) {
  const { question } = view;
  const shown = (question?.choices ?? []).filter((choice) => choice.votes !== undefined && choice.votes !== null);
  if (!shown.length) return null;
  const votes = shown.reduce((sum, choice) => sum + choice.votes, 0);
  const voters = question.ask === "parts" ? Math.max(question.voted ?? 0, 1) : Math.max(votes, 1);
  const most = Math.max(1, ...shown.map((choice) => choice.votes));
  // The seat alone was asked: there is nothing to count.
  const seated = SEATED.includes(view.format) && question.voters === 1;
  const items = shown.map((choice) => {
    const marks = [
      choice.right === true ? say(choice.better_closed ? "page.right_of_open" : "page.right") : null,
      choice.played ? say("page.played") : null,
      (mine?.pick ?? []).includes(choice.number) ? say("page.yours") : null,
    ].filter(Boolean);
    const text = choiceText(question.ask, choice.text, view.language);
    return make(
      "li",
      { class: choice.right === true ? "right" : null },
      make("p", { class: "text", lang: question.ask === "mood" || question.ask === "tone" ? null : view.language }, text),
      seated
        ? null
        : make(
            "p",
            { class: "votes" },
            make("span", { class: "bar", "aria-hidden": "true" }, "█".repeat(Math.round((BAR * choice.votes) / most))),
            make("span", {}, `${count("page.votes", choice.votes)} · ${percent(choice.votes / voters)}`),
          ),
      marks.length ? make("p", { class: "marks" }, marks.map((mark) => make("strong", {}, mark))) : null,
    );
  });
  return part(say(seated ? "page.seat_said" : "page.tally"), make("ol", { class: "tally" }, items));
}

export function hints(view) {
  const told = (view.hints ?? []).map((hint) => make("li", {}, clean(hint)));
  return told.length ? part(say("page.hints"), plainList(told)) : null;
}

/** What lies level. */
export function tied(view) {
  const level = view.tied ?? [];
  if (!level.length || (view.stage !== "plead" && view.stage !== "decide")) return null;
  const ask = view.question?.ask ?? "choose";
  return part(
    say("page.tied"),
    plainList(level.map((text) => make("li", { lang: view.language }, choiceText(ask, text, view.language)))),
  );
}

/** A text with its stock phrases marked, by a sign and not by colour alone. */
function marked(shown, language) {
  const letters = [...shown.text];
  const pieces = [];
  let at = 0;
  for (const [start, end] of shown.hits ?? []) {
    pieces.push(clean(letters.slice(at, start).join("")));
    pieces.push(make("mark", {}, clean(letters.slice(start, end).join(""))));
    at = end;
  }
  pieces.push(clean(letters.slice(at).join("")));
  return make("p", { lang: language }, pieces.filter((piece) => piece !== ""));
}

/** The sentence to be said better. */
export function hollow(view) {
  if (!view.hollow) return null;
  const help = (view.hollow.hits ?? []).length ? make("p", { class: "help" }, say("page.marked")) : null;
  return part(say("page.hollow"), make("blockquote", {}, marked(view.hollow, view.language)), help);
}

/** What others wrote, without their names. */
export function typed(view) {
  const items = (view.typed ?? []).map(({ words }) =>
    make(
      "li",
      {},
      Object.entries(words).map(([field, text]) =>
        make("p", {}, field === "text" ? null : make("strong", {}, say(`page.cell.${field}`), " "), make("bdi", {}, clean(text))),
      ),
    ),
  );
  return items.length ? part(say("page.typed"), plainList(items)) : null;
}

/** Observers' notes against what happened. */
export function notes(view) {
  const items = (view.notes ?? []).map((one) => {
    const fits = one.fits === true ? say("page.fits") : one.fits === false ? say("page.fits_not") : null;
    const text = choiceText(one.card, one.note, view.language);
    return make("li", {}, make("strong", {}, say(`page.card.${one.card}`)), " ", make("bdi", {}, text), fits && ` · ${fits}`);
  });
  return items.length ? part(say("page.notes"), plainList(items)) : null;
}

/** What the seat's team said when it was asked. */
export function teamSaid(view) {
  const ask = view.question?.ask ?? "choose";
  const items = (view.team_said ?? []).map((choice) =>
    make(
      "li",
      {},
      make("span", { lang: view.language }, choiceText(ask, choice.text, view.language)),
      ` · ${count("page.votes", choice.votes ?? 0)}`,
    ),
  );
  return items.length ? part(say("page.team_said"), plainList(items)) : null;
}

/** A table of two columns by team; null without rows. */
function byTeam(title, rows) {
  if (!rows.length) return null;
  const lines = rows.map(([team, text]) =>
    make("tr", {}, make("th", { scope: "row" }, make("bdi", {}, clean(team))), make("td", {}, text)),
  );
  return make("section", {}, make("table", {}, make("caption", {}, title), make("tbody", {}, lines)));
}

export function points(view) {
  return byTeam(say("page.points"), Object.entries(view.points ?? {}).map(([team, had]) => [team, count("page.point", had)]));
}

export function predictions(view) {
  return byTeam(
    say("page.predictions"),
    Object.entries(view.predictions ?? {}).map(([team, mood]) => [team, say(`mood.${mood}`)]),
  );
}

/** In parallel teams: how far everybody is. */
export function progress(view) {
  return byTeam(
    say("page.progress"),
    Object.entries(view.progress ?? {}).map(([team, [played, over]]) => [
      team,
      count("page.answers", played) + (over ? ` · ${say("page.call_over")}` : ""),
    ]),
  );
}

/** What is left once the call is over. */
export function verdict(view) {
  if (view.stage !== "over") return null;
  const rated = view.rating ?? null;
  return part(
    say("page.verdict"),
    view.standing ? make("p", {}, say("page.mood_left", { mood: say(`mood.${view.standing.mood}`) })) : null,
    rated === null ? null : make("p", {}, say("page.rated", { rating: figure(rated, 1) })),
  );
}
