// How elements are made: text only ever as text, and nothing rebuilt that somebody may be typing in.

/** An element with attributes and children; strings become text, null and false nothing. */
export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(text, act, attributes = {}) {
  const node = make("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", act);
  return node;
}

/** Sections of a page: each is built again only when its key changes, and none that stays is moved. */
export class Sections {
  constructor(parent, onLostFocus) {
    this.parent = parent;
    this.onLostFocus = onLostFocus;
    this.known = new Map();
  }

  /** `wanted`: [name, key, build] in the order of the page; a build may give null. */
  show(wanted) {
    const had = this.parent.contains(document.activeElement);
    const shown = new Map();
    for (const [name, key, build] of wanted) {
      const old = this.known.get(name);
      const node = old && old.key === key ? old.node : build();
      if (node) shown.set(name, { key, node });
    }
    this.known = shown;
    const nodes = [...shown.values()].map((one) => one.node);
    for (const child of [...this.parent.children]) if (!nodes.includes(child)) child.remove();
    nodes.forEach((node, at) => {
      if (this.parent.children[at] !== node) this.parent.insertBefore(node, this.parent.children[at] ?? null);
    });
    if (had && !this.parent.contains(document.activeElement)) this.onLostFocus();
  }

  forget() {
    this.known = new Map();
  }
}
