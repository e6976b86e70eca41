// The tab "Lead" of a lead's instance; of an upload's instance its conversion.

import { conversion } from "./conversion.js";
import { keep } from "./keep.js";
import { days, el, instance, page, state, table, time } from "./nodes.js";
import { businessKey, call, mayPress } from "./server.js";
import { verb } from "./verbs.js";

const life = (it) =>
  it.daysLeft === null
    ? it.platform + ": no known limit"
    : it.daysLeft < 0
      ? el("span", { class: "ll-bad" }, it.platform + ": over since " + time(it.ends).slice(0, 10))
      : el("span", { class: it.daysLeft <= 7 ? "ll-bad" : "" }, it.platform + ": " + days(it.daysLeft) + " left, until " + time(it.ends).slice(0, 10));

const move = (api, lead, close, again) => {
  const answer = el("p", { class: "ll-answer", role: "status" });
  return el(
    "form",
    {
      class: "ll-form",
      onsubmit: async (event) => {
        event.preventDefault();
        const typed = Object.fromEntries(new FormData(event.target));
        try {
          await call(api, "leads/" + lead.id + "/move", {
            stage: typed.stage,
            occurredAt: typed.at + ":00Z",
            amount: typed.amount || null,
            currency: typed.currency || null,
            comment: typed.comment,
          });
          close();
          again();
        } catch (e) {
          answer.textContent = e.message;
          answer.className = "ll-answer ll-problem";
        }
      },
    },
    el("p", {}, "For a step that the CRM never told. Platforms are told it like any other; what the CRM says of a later time moves the lead on."),
    el(
      "div",
      { class: "ll-fields" },
      el(
        "label",
        {},
        "Stage",
        el("select", { name: "stage", class: "form-control", required: "required" }, [["", ""], ...Object.entries(lead.choices.stages)].map(([id, name]) => el("option", { value: id }, name))),
      ),
      el("label", {}, "When it happened (UTC)", el("input", { name: "at", type: "datetime-local", class: "form-control", required: "required" })),
      el("label", {}, "Deal value, if won", el("input", { name: "amount", inputmode: "decimal", class: "form-control", placeholder: "as the CRM said" })),
      el("label", {}, "Currency", el("input", { name: "currency", class: "form-control", size: 4, maxlength: 3 })),
    ),
    el("label", {}, "Why (for the audit log)", el("input", { name: "comment", class: "form-control", required: "required", size: 60 })),
    el("button", { class: "btn btn-sm btn-primary" }, "Move"),
    " ",
    el("button", { type: "button", class: "btn btn-sm btn-default", onclick: close }, "Cancel"),
    answer,
  );
};

const stageName = (lead, id) => lead.choices.stages[id] || id;

const leadVerbs = (api, lead, again) => {
  const form = el("div", {});
  return el(
    "div",
    {},
    el(
      "div",
      { class: "ll-verbs" },
      lead.choices.activate ? verb("Activate", async () => (await call(api, "leads/" + lead.id + "/activate", {})).words, again) : null,
      lead.choices.reread
        ? verb("Read again from the CRM", async () => (await call(api, "leads/" + lead.id + "/reread", {})).words, again, true)
        : null,
      el(
        "button",
        {
          type: "button",
          class: "btn btn-sm btn-default",
          onclick: () => {
            const close = () => form.replaceChildren();
            form.replaceChildren(move(api, lead, close, again));
            form.querySelector("select").focus();
          },
        },
        "Move to a stage by hand",
      ),
      page("/ops/leads/" + lead.id, "Erase this person: on its page"),
    ),
    form,
  );
};

const dossier = (api, lead, may, again) =>
  el(
    "div",
    { class: "leadloop" },
    lead.heldBecause ? el("p", { class: "ll-card ll-problem" }, el("b", {}, "Held in Cockpit. "), lead.heldBecause) : null,
    lead.stuckBecause ? el("p", { class: "ll-card ll-problem" }, el("b", {}, "Stuck. "), lead.stuckBecause) : null,
    el(
      "p",
      {},
      "Lead ", el("b", {}, lead.externalId), " of ", el("b", {}, lead.source), " at ", state(lead.stage, stageName(lead, lead.stage)), " for " + days(lead.days) +
        " (since " + time(lead.stageAt) + "); consent " + lead.consent.toLowerCase() + ". ",
      page("/ops/leads/" + lead.id, "Its page"),
    ),
    lead.relations.parts.map((it) => el("p", {}, "Lead ", page("/ops/leads/" + it.id, it.externalId), " became part of this one in the CRM.")),
    may ? leadVerbs(api, lead, again) : null,
    el("h3", {}, "Conversions"),
    lead.conversions.length === 0 ? el("p", { class: "ll-hint" }, "None yet.") : lead.conversions.map((it) => conversion(api, it, stageName(lead, it.conversion.stage), may, again)),
    el(
      "div",
      { class: "ll-columns" },
      el(
        "div",
        {},
        el("h4", {}, "Timeline, by the CRM's clock"),
        table(
          ["When", "Stage", "CRM status", "How"],
          lead.timeline.map((it) => [time(it.at), stageName(lead, it.stage), it.crmStatus, { STARTS: "began", MOVES: "moved", PASSED: "told late" }[it.move]]),
          "The CRM has told nothing yet.",
        ),
        lead.relations.deals.map((it) =>
          el("p", {}, "Deal " + it.dealId + (it.hasGone ? " went to lead " : " came from lead "), page("/ops/leads/" + it.other.id, it.other.externalId),
            " on " + time(it.at) + ", because the CRM changed its person."),
        ),
      ),
      el(
        "div",
        {},
        el("h4", {}, "Click ids"),
        table(
          ["Kind", "Click id", "Age", "How long it lives"],
          lead.clicks.map((it) => [
            it.kind,
            el("code", {}, it.value),
            it.ageDays === null ? "nobody told" : days(it.ageDays),
            el("div", {}, it.lives.length === 0 ? "no destination that is on takes it" : it.lives.map((one) => el("div", {}, life(one)))),
          ]),
          "No click id came with this lead.",
        ),
      ),
    ),
    lead.audit.length === 0 ? null : el("h4", {}, "Who did what"),
    lead.audit.length === 0
      ? null
      : table(["When", "Who", "What", "Comment"], lead.audit.map((it) => [time(it.at), it.actor, it.did + ": " + it.detail, it.comment]), ""),
  );

export const instanceTab = (node, { api, processInstanceId }) => {
  let found;
  return keep(node, async (again) => {
    // An upload ends while somebody looks at it; then the engine knows it no more.
    found = found || (await businessKey(api, processInstanceId));
    const may = await mayPress(api);
    if (found.definitionId.startsWith("lead-lifecycle:")) {
      return dossier(api, await call(api, "leads/" + found.businessKey + "/dossier"), may, again);
    }
    if (found.definitionId.startsWith("conversion-upload:")) {
      const one = (await call(api, "conversions/" + found.businessKey)).conversion;
      const lead = await call(api, "leads/" + one.lead + "/dossier");
      const file = lead.conversions.find((it) => it.conversion.id === one.id);
      return el(
        "div",
        { class: "leadloop" },
        el("p", {}, "Of lead ", lead.processInstanceId ? instance(lead.processInstanceId, lead.externalId) : lead.externalId, ". ",
          page("/ops/leads/" + lead.id, "Its page")),
        conversion(api, file, stageName(lead, one.stage), may, again),
      );
    }
    return el("p", { class: "ll-hint" }, "This process belongs to no lead.");
  });
};
