// Writes what people see.

export const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((it) => it !== null && it !== undefined && it !== false));
  return node;
};

export const table = (heads, rows, empty) =>
  rows.length === 0
    ? el("p", { class: "ll-hint" }, empty)
    : el(
        "table",
        { class: "ll-table" },
        el("thead", {}, el("tr", {}, heads.map((it) => el("th", { scope: "col" }, it)))),
        el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((it) => el("td", {}, it))))),
      );

// A state in words, coloured by its name.
export const state = (name, words) => el("span", { class: "ll-state ll-" + name }, words || name.toLowerCase().replace("_", " "));
export const time = (iso) => (iso ? iso.slice(0, 16).replace("T", " ") + " UTC" : "nobody told");
export const days = (count) => count + (Math.abs(count) === 1 ? " day" : " days");
export const ago = (seconds) =>
  seconds < 120 ? seconds + " seconds" : seconds < 7200 ? Math.round(seconds / 60) + " minutes" : Math.round(seconds / 3600) + " hours";
export const money = (value) => (value ? value.amount + " " + value.currency : "no value");
export const page = (path, text) => el("a", { href: path, target: "_blank", rel: "noopener" }, text);
export const instance = (id, text) => el("a", { href: "#/process-instance/" + id + "/runtime?tab=leadloop-lead" }, text);
