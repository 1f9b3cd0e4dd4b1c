// The ballot: who sits here, what he sees, what he may answer. It keeps nothing that the room does not know,
// but what is typed and not sent yet, and the token that leads back.

import * as doors from "./doors.js";
import { askLine, formOf } from "./forms.js";
import { Link } from "./link.js";
import { Sections, button, make } from "./make.js";
import * as memory from "./memory.js";
import { heading, news, ofMine } from "./news.js";
import { VERSION, aids, choices, fields, fits, mayGo, mayNotAnswer, readCode } from "./rules.js";
import * as sight from "./sight.js";
import { current, give, state } from "./state.js";
import { ahead, clean, count, language, preferred, printed, say, speak, whole, why } from "./words.js";

const SOON = 2000;
const PASSES = ["wait", "too_fast", "log_lost"];
const at = (id) => document.getElementById(id);
state.code = codeInAddress();
let kept = memory.of(state.code);
const sections = new Sections(at("sections"), () => at("now").focus());
const link = new Link({ hello, heard, changed: show });

function codeInAddress() {
  return readCode(location.pathname.slice(1).replace(/\/$/, ""));
}

function hello() {
  const greeting = { do: "hello", version: VERSION, code: state.code };
  if (kept.token) return { ...greeting, token: kept.token };
  return state.joining ? { ...greeting, ...state.joining } : { ...greeting, look: true };
}

// What a hub says

const HEARD = {
  lobby(message) {
    if (message.version !== VERSION) return end("other_version");
    state.lobby = message;
    state.problem = message.locked ? why("joins_locked") : "";
    link.failures = 0;
    link.know(message.hubs);
  },
  welcome(message) {
    if (message.version !== VERSION) return end("other_version");
    const first = !state.me;
    state.me = message;
    kept = memory.seated(state.code, { token: state.joining?.token, ...kept }, message);
    state.joining = null;
    state.problem = "";
    if (first) onItsWayBefore();
    const known = state.given.get(message.round);
    const onItsWay = known && !known.isIn && !known.why;
    if (message.round && !onItsWay) {
      give({ round: message.round, pick: message.pick ?? [], words: message.words ?? {}, isIn: true, why: "" });
    }
    link.know(message.hubs);
    link.settled();
    if (first) {
      show();
      at("now").focus();
    }
  },
  view(message) {
    // Another hub may not have read as far: what is known already is not forgotten.
    if (state.view && message.view.place < state.view.place) return;
    const where = (view) => JSON.stringify([view?.stage, view?.question?.round, view?.question?.locked, view?.paused]);
    if (where(state.view) !== where(message.view)) state.problem = state.told = "";
    state.view = message.view;
    if (message.view.closed) link.stop();
  },
  progress(message) {
    state.progress = message;
  },
  ack(message) {
    answered(message.id, message.why ?? "");
  },
  refused(message) {
    const passes = PASSES.includes(message.why) || message.wait > 0;
    if (message.id && link.unanswered.has(message.id)) {
      if (!passes) answered(message.id, message.why);
      else setTimeout(() => link.repeat(message.id), message.wait ? 1000 * message.wait : SOON);
    } else if (state.me && link.taken) {
      state.told = why(message.why);
    } else {
      notTaken(message, passes);
    }
  },
  bye(message) {
    if (message.again !== false) state.told = why(message.why);
    else end(message.why);
    if (state.ended === "left") at("now").focus();
  },
};

/** What this page had not heard of again when it was loaded anew. */
function onItsWayBefore() {
  for (const one of kept.unsent ?? []) {
    link.unanswered.set(one.id, one);
    if (one.do === "vote") {
      give({ round: one.round, pick: one.pick ?? [], words: one.words ?? {}, isIn: false, why: "" });
    }
  }
}

function heard(message) {
  HEARD[message.is]?.(message);
  show();
}

/** A greeting was refused. */
function notTaken({ why: key, wait }, passes) {
  state.problem = why(key);
  if (passes) {
    link.rest(wait || SOON / 1000);
    link.renew();
  } else if (key === "unknown_token") {
    const told = state.problem;
    forget();
    state.problem = told;
    link.open();
  } else if (key === "unknown_room") {
    state.code = null;
    link.stop();
  } else if (state.joining) {
    state.joining = null;
    link.stop();
  } else {
    end(key);
  }
}

function answered(id, refused) {
  const act = link.answered(id);
  if (!act) return;
  memory.unsent(state.code, kept, [...link.unanswered.values()]);
  const mine = act.do === "vote" && state.given.get(act.round);
  if (mine) {
    give({ ...mine, isIn: !refused, why: refused });
  } else if (refused) {
    state.told = why(refused);
  }
}

function end(key) {
  state.ended = key;
  if (key === "removed" || key === "left") kept = memory.forget(state.code);
  link.stop();
}

/** Be nobody here again. */
function forget() {
  kept = memory.forget(state.code);
  Object.assign(state, { me: null, view: null, given: new Map(), form: null, joining: null, ended: null, told: "" });
}

// What a participant does

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function act(message) {
  state.told = "";
  link.ask({ ...message, id: newId() });
  memory.unsent(state.code, kept, [...link.unanswered.values()]);
  show();
}

function vote(event) {
  event.preventDefault();
  const { question } = state.view;
  const { answer, problem, at: first } = state.form.read();
  const message = { do: "vote", round: question.round, ...answer };
  state.problem = problem ?? (state.view.paused ? why("paused") : fits({ ...message, id: newId() }) ? "" : why("too_long"));
  if (state.problem) {
    show();
    first?.focus();
    return;
  }
  for (const one of [...link.unanswered.values()]) {
    if (one.do === "vote" && one.round === question.round) link.answered(one.id);
  }
  const mine = { round: question.round, pick: answer.pick ?? [], words: answer.words ?? {}, isIn: false, why: "" };
  give(mine);
  kept = memory.drafted(state.code, kept, mine);
  act(message);
}

function join(form) {
  const name = whole(form.elements.name.value.trim());
  const teams = state.lobby.teams ?? [];
  const team = teams[form.elements.team?.value];
  state.problem = !name ? why("no_name") : teams.length && !team ? say("page.pick_team") : "";
  if (state.problem) {
    show();
    (name ? form.querySelector("input[type=radio]") : form.elements.name).focus();
    return;
  }
  // Drawn here, so that a welcome that is lost is asked for again and nobody is in the room twice.
  state.joining = { name, token: newId(), ...(team && { team }) };
  state.told = "";
  link.open();
}

function enter(form) {
  const code = readCode(form.elements.code.value);
  state.problem = code ? "" : say("page.code_wrong");
  if (!code) {
    show();
    form.elements.code.focus();
    return;
  }
  history.replaceState(null, "", `/${code}`);
  state.code = code;
  kept = memory.of(code);
  link.open();
}

function otherRoom() {
  Object.assign(state, { code: null, lobby: null, joining: null, problem: "" });
  history.replaceState(null, "", "/");
  link.stop();
  at("now").focus();
}

/** Done once the hub says so. */
function leave() {
  link.say({ do: "leave" });
}

/** Another person takes this machine: the one before stays in the room, and this browser forgets him. */
function somebodyElse() {
  forget();
  state.lobby = null;
  link.open();
  at("now").focus();
}

function comeBack() {
  if (state.ended === "other_version") location.reload();
  if (state.ended === "left") forget();
  state.ended = null;
  link.open();
}

// The page

function show() {
  const { view, me } = state;
  const room = view ?? state.lobby;
  tell(at("title"), room ? printed(room.title, room.language) : "Platine");
  at("title").lang = room?.language ?? language;
  showConnection();
  tell(at("now"), heading());
  tell(at("news"), news(link.state));
  document.title = [heading(), room && clean(room.title), "Platine"].filter(Boolean).join(" · ");
  if (state.ended) sections.show([["back", language + state.ended, () => doors.wayBack(comeBack)]]);
  else if (!state.code) sections.show([["code", language, () => doors.codeForm(enter)]]);
  else if (!me) sections.show(joinSections());
  else if (view) sections.show(roomSections());
  else sections.show([]);
  if (view && me && !state.ended) refresh();
}

/** A text that is only touched when it changes: a screen reader would say it again. */
function tell(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function showConnection() {
  const node = at("connection");
  node.dataset.state = link.state;
  tell(node.lastElementChild, say(`page.link.${link.state}`));
  const again = at("again");
  if (document.activeElement === again && link.state !== "lost") at("now").focus();
  again.hidden = link.state !== "lost";
  tell(again, say("page.try_now"));
  for (const choice of document.querySelectorAll("#languages button")) {
    choice.setAttribute("aria-pressed", String(choice.lang === language));
  }
}

function joinSections() {
  const other = ["other", language + state.code, () => doors.otherRoom(otherRoom)];
  if (!state.lobby || kept.token) return [other];
  return [["join", language + JSON.stringify(state.lobby.teams ?? []), () => doors.joinForm(join)], other];
}

/** A section that is built again when what it is made from changes. */
function part(name, from, build) {
  return [name, `${language}${JSON.stringify(from ?? null)}`, build];
}

function roomSections() {
  const { view, me } = state;
  const { question, reaction, what_if: whatIf, stage } = view;
  const barred = mayNotAnswer(view, me);
  const asks = question && (!barred || barred === "paused") && choices(view, me).length + fields(view, me).length;
  if (!asks) state.form = null;
  const mine = current();
  const told = view.team ? say("page.last_answer") : stage === "predict" ? say("page.seat_said") : say("page.answer");
  const { standing, kind, line, cues, asked } = view;
  const body = [
    part("verdict", [stage, view.rating, standing], () => sight.verdict(view)),
    part("whatif", whatIf, () => sight.reaction(whatIf, view, say("page.what_if"))),
    part("reaction", [reaction, told, view.customer], () => sight.reaction(reaction, view, told)),
    part("scene", [kind, line, cues, asked, standing, view.customer], () => sight.scene(view)),
    part("hints", view.hints, () => sight.hints(view)),
    part("tied", [view.tied, stage], () => sight.tied(view)),
    part("hollow", view.hollow, () => sight.hollow(view)),
    part("teamsaid", view.team_said, () => sight.teamSaid(view)),
    part("ask", asks ? [question.round, question.ask, askLine(view, me)] : null, () => (asks ? answerForm() : null)),
    part("clock", [view.ends_at, view.paused], () => clock(view)),
    part("acts", [aids(view, me), mayGo(view, me), question?.round], () => acts()),
    part("typed", view.typed, () => sight.typed(view)),
    part("tally", [question, mine?.pick], () => sight.tally(view, mine)),
    part("notes", view.notes, () => sight.notes(view)),
    part("predictions", view.predictions, () => sight.predictions(view)),
    part("points", view.points, () => sight.points(view)),
    part("progress", view.progress, () => sight.progress(view)),
    part("you", [me.name, me.team], () => doors.you(leave, somebodyElse)),
  ];
  return body;
}

/** A form for what is asked, with what was typed or sent before in it. */
function answerForm() {
  const { view, me } = state;
  const { round } = view.question;
  const form = formOf(view, me, kept.text, () => {
    const draft = form.draft ? form.draft() : form.read().answer;
    kept = memory.drafted(state.code, kept, { round, ...(draft ?? { pick: [] }) });
    state.problem = "";
    refresh();
    tell(at("news"), news(link.state));
  });
  state.form = form;
  const earlier = view.stage === "pairs" ? kept.grid : null;
  const answer = kept.draft?.round === round ? kept.draft : (current() ?? earlier);
  if (answer) form.fill(answer);
  const stays = !fields(view, me).length;
  const node = make(
    "form",
    { novalidate: true, class: "ballot" },
    form.node,
    make("p", { class: "problem", id: "problem" }, ""),
    make(
      "div",
      { class: stays ? "send stays" : "send" },
      make("p", { id: "state" }, ""),
      make("button", { type: "submit", class: "main", id: "send" }, ""),
    ),
    make("p", { id: "voted", class: "help" }, ""),
  );
  node.addEventListener("submit", vote);
  return node;
}

/** What changes without anything being built again. */
function refresh() {
  const { view, progress } = state;
  if (at("people")) tell(at("people"), count("page.people", progress?.people || view.people || 0));
  if (!state.form || !at("send")) return;
  const mine = current();
  const { answer } = state.form.read();
  const same = mine && answer && alike(mine, answer);
  tell(at("send"), say(mine && !mine.why ? (same ? "page.sent" : "page.change") : "page.send"));
  at("send").classList.toggle("done", Boolean(same && !mine.why));
  tell(at("state"), mine ? (mine.isIn && !same ? say("page.in_other") : ofMine(mine)) : "");
  at("state").dataset.state = mine ? (mine.why ? "refused" : mine.isIn ? "in" : "waiting") : "none";
  tell(at("problem"), state.problem);
  const heardOf = progress?.round === view.question.round ? progress : null;
  const voted = Math.max(view.question.voted ?? 0, heardOf?.voted ?? 0);
  tell(at("voted"), say("page.voted", { voted, voters: heardOf?.voters ?? view.question.voters ?? 0 }));
}

function alike(mine, answer) {
  const words = (one) => JSON.stringify(Object.entries(one.words ?? {}).sort());
  return JSON.stringify(mine.pick ?? []) === JSON.stringify(answer.pick ?? []) && words(mine) === words(answer);
}

function acts() {
  const { view, me } = state;
  const buttons = aids(view, me).map(({ aid, left }) =>
    button(left === null ? say(`aid.${aid}`) : `${say(`aid.${aid}`)} (${count("page.left_of", left)})`, () => act({ do: "use", aid })),
  );
  if (mayGo(view, me)) {
    const word = choices(view, me).length ? "page.play" : "page.go_on";
    buttons.push(button(say(word), () => act({ do: "go", round: view.question.round }), { class: "main" }));
  }
  if (!buttons.length) return null;
  const title = mayGo(view, me) ? say("page.you_speak") : say("page.tokens");
  return make("section", { class: "acts" }, make("h2", {}, title), make("div", { class: "row" }, buttons));
}

function clock(view) {
  if (!view.ends_at || view.paused || ahead === null) return null;
  return make("p", { role: "timer", id: "clock", class: "help" }, timeLeft(view));
}

function timeLeft(view) {
  const left = Math.max(0, Math.round(view.ends_at - (Date.now() + ahead) / 1000));
  if (!left) return say("page.time_over");
  return say("page.time_left", { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` });
}

// How it begins

let wanted = "";

/** Speak a language as soon as its words are there, unless another is wanted by then. */
async function choose(one) {
  wanted = one;
  while (wanted === one) {
    try {
      await speak(one);
    } catch (_) {
      await new Promise((done) => setTimeout(done, SOON));
      continue;
    }
    if (wanted === one) show();
    return;
  }
}

for (const choice of document.querySelectorAll("#languages button")) {
  choice.addEventListener("click", () => choose(choice.lang));
}
at("again").addEventListener("click", () => link.hurry());
setInterval(() => {
  const node = at("clock");
  if (node && state.view?.ends_at) tell(node, timeLeft(state.view));
}, 1000);
choose(preferred()).then(() => {
  if (state.code) link.start();
});
