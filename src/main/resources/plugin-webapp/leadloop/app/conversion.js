// One conversion: what was sent, what came of it, and how to correct it.

import { el, money, state, time } from "./nodes.js";
import { call } from "./server.js";
import { asked, verb } from "./verbs.js";

const correction = (api, file, close, again) => {
  const it = file.conversion;
  const field = (name, label, attributes) => el("label", {}, label, el("input", { name, class: "form-control", ...attributes }));
  const answer = el("p", { class: "ll-answer", role: "status" });
  return el(
    "form",
    {
      class: "ll-form",
      onsubmit: async (event) => {
        event.preventDefault();
        const typed = Object.fromEntries(new FormData(event.target));
        try {
          await call(api, "conversions/" + it.id + "/correct", {
            comment: typed.comment,
            ...(typed.amount ? { amount: typed.amount, currency: typed.currency } : {}),
            ...(typed.clickId ? { clickKind: typed.clickKind, clickId: typed.clickId } : {}),
            ...(typed.clickId && typed.clickedAt ? { clickedAt: typed.clickedAt + ":00Z" } : {}),
          });
          close();
          again();
        } catch (e) {
          answer.textContent = e.message;
          answer.className = "ll-answer ll-problem";
        }
      },
    },
    el("p", {}, "Fill in only what is wrong. It is sent again at once, under the same key."),
    el(
      "div",
      { class: "ll-fields" },
      field("amount", "Value, such as 1250.50", { inputmode: "decimal", pattern: "[0-9]+([.][0-9]+)?", title: "Digits, and a point before the cents", placeholder: it.value ? String(it.value.amount) : "" }),
      field("currency", "Currency, such as EUR", { maxlength: 3, pattern: "[A-Z]{3}", title: "Three capital letters", size: 4, value: it.value ? it.value.currency : "" }),
      el(
        "label",
        {},
        "Kind of click",
        el("select", { name: "clickKind", class: "form-control" }, file.clickKinds.map((kind) => el("option", {}, kind))),
      ),
      field("clickId", "Click id", { autocomplete: "off", size: 40 }),
      field("clickedAt", "Clicked (UTC)", { type: "datetime-local" }),
    ),
    field("comment", "Why (for the audit log)", { required: "required", size: 60 }),
    el("button", { class: "btn btn-sm btn-primary" }, "Correct and send again"),
    " ",
    el("button", { type: "button", class: "btn btn-sm btn-default", onclick: close }, "Cancel"),
    answer,
  );
};

const attempts = (file) =>
  file.attempts.map((it) =>
    el(
      "details",
      {},
      el("summary", {}, "Attempt " + it.number + ", " + time(it.startedAt) + ": " + it.words),
      it.message ? el("p", {}, it.message) : null,
      it.traceId ? el("p", { class: "ll-hint" }, "Trace ", el("code", {}, it.traceId)) : null,
      it.request ? el("pre", {}, it.request) : null,
      it.answer ? el("pre", {}, it.answer) : null,
    ),
  );

export const conversion = (api, file, stageName, may, again) => {
  const it = file.conversion;
  const act = (name, words) => async () => {
    await call(api, "conversions/" + it.id + "/" + name, {});
    return words;
  };
  const form = el("div", {});
  const resume = (query) => async () => {
    await call(api, "destinations/" + it.destination + "/resume" + query, {});
    return "Resumed. What waits goes out now.";
  };
  const buttons = {
    RESUME_ACCOUNT: () => verb("Resume this account", resume(""), again),
    RESUME_ACTION: () => verb("Resume this action", resume("?action=" + encodeURIComponent(it.action)), again),
    RETRY: () => verb("Send again", act("retry", "It goes out within seconds."), again),
    LOOK_AGAIN: () => verb("Look again", act("retry", "The reason is gone; it goes out."), again),
    CORRECT: () =>
      el(
        "button",
        {
          type: "button",
          class: "btn btn-sm btn-default",
          onclick: () => {
            const close = () => form.replaceChildren();
            form.replaceChildren(correction(api, file, close, again));
            form.querySelector("input").focus();
          },
        },
        "Correct value or click id",
      ),
    DROP: () =>
      asked(
        "Drop",
        "Drop it? " + file.platform + " never hears of this conversion.",
        async (comment) => {
          await call(api, "conversions/" + it.id + "/drop", { comment });
          return "Dropped.";
        },
        again,
      ),
  };
  return el(
    "div",
    { class: "ll-conversion" },
    el("h4", {}, stageName + " to " + file.platform + " ", state(it.state, file.stateWords)),
    el("p", {}, file.words),
    it.detail ? el("p", { class: "ll-why", title: it.reason }, it.detail) : null,
    el(
      "p",
      { class: "ll-hint" },
      "Reached " + time(it.occurredAt) + ", " + money(it.value) + ", " + it.role.toLowerCase() + " action " + it.action +
        (it.sendBefore ? ", taken until " + time(it.sendBefore) : "") + ".",
    ),
    may ? el("div", { class: "ll-verbs" }, file.verbs.map((name) => buttons[name]())) : null,
    form,
    attempts(file),
  );
};
