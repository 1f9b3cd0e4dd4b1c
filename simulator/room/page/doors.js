// Coming in and going out: the code, the name, the team; leaving, and coming back.

import { button, make } from "./make.js";
import * as memory from "./memory.js";
import { state } from "./state.js";
import { clean, say } from "./words.js";

const LONGEST_NAME = 40;

function formOf(act, ...children) {
  const form = make("form", { novalidate: true }, ...children);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(form);
  });
  return form;
}

const send = (word) => make("button", { type: "submit", class: "main" }, say(word));

/** `enter(form)` is called with what was typed. */
export function codeForm(enter) {
  const input = make("input", {
    id: "code",
    name: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: 12,
    "aria-describedby": "code-help",
  });
  const help = make("p", { class: "help", id: "code-help" }, say("page.code_help"));
  return formOf(enter, make("label", { for: "code" }, say("page.code")), input, help, send("page.go_on"));
}

export function joinForm(join) {
  const teams = (state.lobby.teams ?? []).map((team, number) =>
    make(
      "label",
      { class: "choice" },
      make("input", { type: "radio", name: "team", value: number }),
      make("span", { class: "text" }, make("bdi", {}, clean(team))),
    ),
  );
  const name = make("input", {
    id: "name",
    name: "name",
    autocomplete: "off",
    maxlength: LONGEST_NAME,
    "aria-describedby": "name-help",
  });
  name.value = memory.typedName(state.code);
  name.addEventListener("input", () => memory.typeName(state.code, name.value));
  return formOf(
    join,
    make("label", { for: "name" }, say("page.name")),
    name,
    make("p", { class: "help", id: "name-help" }, say("page.name_help")),
    teams.length
      ? make("fieldset", {}, make("legend", {}, say("page.team")), make("div", { class: "choices" }, teams))
      : null,
    send("page.join"),
  );
}

/** Another room than the one in the address. */
export function otherRoom(other) {
  return make(
    "p",
    { class: "aside" },
    `${say("page.room_code", { code: state.code })} `,
    button(say("page.other_code"), other),
  );
}

/** The way back of somebody who is out; null where there is none. */
export function wayBack(again) {
  const word = { elsewhere: "page.here_again", other_version: "page.reload", left: "page.join_again" }[state.ended];
  return word ? button(say(word), again, { class: "main" }) : null;
}

/** Who sits here, and how to get up. */
export function you(leaves, somebodyElse) {
  const { me } = state;
  const sure = make(
    "div",
    { class: "row", hidden: true },
    make("p", {}, say("page.leave_help")),
    button(say("page.leave_yes"), leaves),
    button(say("page.somebody_else"), somebodyElse),
  );
  const toggle = () => {
    sure.hidden = !sure.hidden;
    ask.setAttribute("aria-expanded", String(!sure.hidden));
  };
  const ask = button(say("page.leave"), toggle, { "aria-expanded": "false" });
  const team = me.team ? ` · ${say("page.you_team", { team: clean(me.team) })}` : "";
  const people = make("span", { id: "people" });
  const line = make("p", {}, make("bdi", {}, clean(me.name)), team, " · ", people);
  return make("footer", { class: "you" }, line, ask, sure);
}
