// The connection to a hub: kept up, made again with another hub where one is dead, and nothing said twice counts twice.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;
const OPENING = 6000;
const UNANSWERED = 10000;
const ASLEEP = 20000;

/** Where a hub takes connections; null for what is no address. */
function socketOf(address) {
  try {
    const url = new URL(address.includes("://") ? address : `ws://${address}`);
    url.protocol = /^(https|wss):$/.test(url.protocol) ? "wss:" : "ws:";
    url.pathname = "/ws";
    url.search = url.hash = "";
    return url.href;
  } catch (_) {
    return null;
  }
}

export class Link {
  /** `hello` makes the greeting of a connection, `heard` takes every message, `changed` hears of `state`. */
  constructor({ hello, heard, changed }) {
    this.hello = hello;
    this.heard = heard;
    this.changed = changed;
    this.state = "off";
    this.hubs = [socketOf(location.origin)];
    this.socket = null;
    this.failures = 0;
    this.rests = 0;
    this.unanswered = new Map();
    this.taken = false;
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.renew());
    document.addEventListener("visibilitychange", () => this.woke());
  }

  /** Other hubs of the same room, as a hub has named them. */
  know(addresses) {
    for (const hub of (addresses ?? []).map(socketOf)) if (hub && !this.hubs.includes(hub)) this.hubs.push(hub);
  }

  start() {
    if (this.state === "off") this.open();
  }

  stop() {
    this.state = "off";
    this.drop();
    this.taken = false;
    this.changed();
  }

  /** Try at once what would have been tried a little later. */
  hurry() {
    if (this.state === "lost") this.open();
  }

  /** Leave this connection and make another. */
  renew() {
    if (this.socket) this.lost();
  }

  rest(seconds) {
    this.rests = Math.min(seconds * 1000, 60000);
  }

  /** The hub has taken us in: what it has not acknowledged is said again, under the same ids. */
  settled() {
    this.failures = 0;
    this.taken = true;
    for (const message of this.unanswered.values()) this.post(message);
  }

  /** Say something that has to be acknowledged, now or as soon as there is a connection. */
  ask(message) {
    this.unanswered.set(message.id, message);
    if (this.taken) this.post(message);
  }

  /** A message was answered; gives it back. */
  answered(id) {
    const message = this.unanswered.get(id);
    this.unanswered.delete(id);
    return message;
  }

  /** Say again what a hub asked to hear a little later. */
  repeat(id) {
    const message = this.unanswered.get(id);
    if (message && this.taken) this.post(message);
  }

  post(message) {
    if (!this.say(message) || !message.id) return;
    const { socket } = this;
    setTimeout(() => {
      if (this.socket === socket && this.unanswered.get(message.id) === message) this.renew();
    }, UNANSWERED);
  }

  /** False without a connection. */
  say(message) {
    if (!this.socket || this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  open() {
    this.drop();
    this.state = "opening";
    this.changed();
    let socket;
    try {
      socket = new WebSocket(this.hubs[0]);
    } catch (_) {
      this.lost();
      return;
    }
    this.socket = socket;
    this.timer = setTimeout(() => this.lost(), OPENING);
    socket.onopen = () => {
      clearTimeout(this.timer);
      this.state = "on";
      this.changed();
      this.say(this.hello());
    };
    socket.onmessage = (event) => {
      if (this.socket === socket) this.heard(JSON.parse(event.data));
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lost();
    };
  }

  drop() {
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = null;
    if (socket) socket.close();
  }

  /** All hubs are tried in turn; pauses double, and are drawn so that a class does not come back in one instant. */
  lost() {
    if (!this.taken) this.hubs.push(this.hubs.shift());
    this.drop();
    this.taken = false;
    this.state = "lost";
    const most = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(10, this.failures));
    const pause = Math.max(this.rests, (most * (1 + Math.random())) / 2);
    this.failures += 1;
    this.rests = 0;
    this.timer = setTimeout(() => this.open(), pause);
    this.changed();
  }

  /** A telephone that slept may hold a connection that is dead without knowing it. */
  woke() {
    if (document.visibilityState === "hidden") {
      this.hidden = Date.now();
    } else if (this.state === "lost") {
      this.hurry();
    } else if (this.hidden && Date.now() - this.hidden > ASLEEP) {
      this.renew();
    }
  }
}
