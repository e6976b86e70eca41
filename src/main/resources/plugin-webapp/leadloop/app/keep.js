// Keeps a part of Cockpit fresh.

import { el } from "./nodes.js";

const REFRESH = 10_000;

/** Renders a part again and again while Cockpit shows it; pauses while somebody types in it. */
export const keep = (node, draw) => {
  let gone = false;
  let timer;
  const again = async () => {
    clearTimeout(timer);
    const typing = node.contains(document.activeElement) && /INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName);
    const open = node.querySelector("form.ll-form");
    if (!typing && !open) {
      try {
        const fresh = await draw(again);
        if (!gone) node.replaceChildren(fresh);
      } catch (e) {
        if (!gone) node.replaceChildren(el("p", { class: "ll-problem", role: "alert" }, e.message));
      }
    }
    if (!gone) timer = setTimeout(again, REFRESH);
  };
  again();
  return () => {
    gone = true;
    clearTimeout(timer);
  };
};
