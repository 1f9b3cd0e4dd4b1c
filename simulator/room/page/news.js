// What a participant has to know now: one heading and one or two sentences, shown on top and told to a screen reader.

import { choices, fields, mayNotAnswer } from "./rules.js";
import { current, state } from "./state.js";
import { clean, say, why } from "./words.js";

export function heading() {
  const { view, me } = state;
  if (state.ended || view?.closed) return say("page.ended");
  if (!me || !view) return say("page.join_title");
  return say(view.stage === "seat" && view.format === "observers" ? "page.watch" : `stage.${view.stage}`);
}

/** `connection`: the state of the link. */
export function news(connection) {
  if (state.ended) return state.ended === "left" ? say("page.left") : why(state.ended);
  if (connection === "lost") return [state.told, say("page.lost")].filter(Boolean).join(" ");
  if (!state.code) return state.problem || say("page.type_code");
  if (!state.me) return state.problem || say(state.lobby && !state.joining ? "page.who_are_you" : "page.connecting");
  const { view } = state;
  if (!view) return say("page.connecting");
  if (view.closed) return why("room_closed");
  const told = [view.paused ? why("paused") : "", state.told, state.problem].filter(Boolean);
  return [...told, ...(view.paused || state.problem ? [] : [instruction(view)])].join(" ");
}

function instruction(view) {
  const { me } = state;
  const barred = mayNotAnswer(view, me);
  const mine = current();
  if (!barred && !choices(view, me).length && !fields(view, me).length) return say("page.talk_then_go");
  if (!barred) return mine ? ofMine(mine) : say(view.question.to === "seat" ? "page.you_are_seat" : "page.your_turn");
  const name = clean(view.seat_name ?? "");
  switch (barred) {
    case "wait_for_the_next":
      return say("page.late");
    case "seat_is_asked":
      return view.seat_team ? say("page.seat_of_team", { name, team: clean(view.seat_team) }) : say("page.seat_of", { name });
    case "another_team_is_asked":
      return say("page.team_asked", { team: clean(view.question.team ?? "") });
    case "others_are_asked":
      return say(view.stage === "ask_team" ? "page.your_team_asked" : "page.others_asked");
    case "observers_are_asked":
      return say("page.observers_asked");
    default:
      return ofStage(view, mine);
  }
}

/** How one's own answer fares. */
export function ofMine(mine) {
  if (mine.why) return say("page.not_counted", { why: why(mine.why) });
  return say(mine.isIn ? "page.in" : "page.sending");
}

/** Where nothing is asked: what the room does now. */
function ofStage(view, mine) {
  if (view.stage === "scene" && view.kind === "reflect") return say("page.now.reflect");
  if (view.stage === "own") return say("page.now.own_over");
  return [mine?.why ? ofMine(mine) : "", say(`page.now.${view.stage}`)].filter(Boolean).join(" ");
}
