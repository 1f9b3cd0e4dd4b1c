// Where this ballot stands. All of it comes from the hub, but what is being typed.

export const state = {
  code: null,
  /** What the room is, before one joins. */
  lobby: null,
  /** Name and team, while one is not welcomed yet. */
  joining: null,
  /** The hub's welcome: who one is. */
  me: null,
  view: null,
  progress: null,
  /** One's own answers by round, as the trainer may step back: round, pick, words, isIn, why it did not count. */
  given: new Map(),
  /** The form that is on the page. */
  form: null,
  /** What keeps a form from being sent, in words. */
  problem: "",
  /** What the hub said of something else, in words. */
  told: "",
  /** Why one is out of the room, as a key. */
  ended: null,
};

const MOST_GIVEN = 64;

/** Note one's own answer to a round. */
export function give(mine) {
  state.given.delete(mine.round);
  state.given.set(mine.round, mine);
  if (state.given.size > MOST_GIVEN) state.given.delete(state.given.keys().next().value);
}

/** One's own answer to what is asked now, or was asked last. */
export function current() {
  return state.given.get(state.view?.question?.round) ?? null;
}
