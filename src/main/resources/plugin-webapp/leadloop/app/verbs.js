// Buttons.

import { el } from "./nodes.js";

/** A button behind which a reason is asked for before anything is done. */
export const asked = (label, question, act, after) => {
  const place = el("span", { class: "ll-verb" });
  const open = el(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-default",
      onclick: () => {
        const answer = el("span", { class: "ll-answer", role: "status" });
        const why = el("input", { class: "form-control", required: "required", placeholder: "Why (for the audit log)", "aria-label": "Why, for the audit log" });
        place.replaceChildren(
          el(
            "form",
            {
              class: "ll-form",
              onsubmit: async (event) => {
                event.preventDefault();
                try {
                  answer.textContent = (await act(why.value)) || "Done.";
                  setTimeout(() => {
                    place.replaceChildren(open);
                    after();
                  }, 2000);
                } catch (e) {
                  answer.textContent = e.message;
                  answer.className = "ll-answer ll-problem";
                }
              },
            },
            el("p", {}, question),
            why,
            el("button", { class: "btn btn-sm btn-primary" }, label),
            " ",
            el("button", { type: "button", class: "btn btn-sm btn-default", onclick: () => place.replaceChildren(open) }, "Cancel"),
            answer,
          ),
        );
        why.focus();
      },
    },
    label + "...",
  );
  place.append(open);
  return place;
};

/** A button that says what came of it. */
export const verb = (label, act, after, quiet) => {
  const answer = el("span", { class: "ll-answer", role: "status" });
  const button = el(
    "button",
    {
      type: "button",
      class: "btn btn-sm " + (quiet ? "btn-default" : "btn-primary"),
      onclick: async () => {
        button.disabled = true;
        answer.textContent = "...";
        try {
          answer.textContent = (await act()) || "Done.";
          answer.className = "ll-answer";
          // Long enough to be read, and that nothing else slides under the mouse at once.
          setTimeout(after, 3000);
        } catch (e) {
          answer.textContent = e.message;
          answer.className = "ll-answer ll-problem";
          button.disabled = false;
        }
      },
    },
    label,
  );
  return el("span", { class: "ll-verb" }, button, answer);
};
