// What needs somebody, on Cockpit's dashboard.

import { keep } from "./keep.js";
import { ago, el, page, state, table, time } from "./nodes.js";
import { call, mayPress } from "./server.js";
import { asked, verb } from "./verbs.js";

const conversions = (many) => (many === 1 ? "1 conversion waits" : many + " conversions wait");

const problems = (api, view, may, again) => {
  const list = [];
  const press = (...verbs) => (may ? el("span", {}, verbs) : "An operator can act on it.");
  for (const { pause, waiting } of view.paused) {
    list.push([
      state(pause.cause, { BLOCKED: "blocked", RATE_LIMIT: "asked to wait", OPERATOR: "paused" }[pause.cause]),
      el("span", {}, el("b", {}, pause.destination), " takes nothing now, " + conversions(waiting) + ". ", pause.message),
      press(
        verb("Resume", async () => {
          await call(api, "destinations/" + pause.destination + "/resume", {});
          return "Resumed. What waits goes out now.";
        }, again),
      ),
    ]);
  }
  for (const { hold, waiting } of view.held) {
    list.push([
      state("HELD", "held"),
      el("span", {}, el("b", {}, hold.destination), " refuses the action ", el("b", {}, hold.action), ", " + conversions(waiting) + " for it, the rest goes on. ", hold.message),
      press(
        verb("Resume this action", async () => {
          await call(api, "destinations/" + hold.destination + "/resume?action=" + encodeURIComponent(hold.action), {});
          return "Resumed. What waits for it goes out now.";
        }, again),
      ),
    ]);
  }
  for (const cause of view.failing) {
    const bulk = (what) => async (why) => {
      const job = await call(api, "conversions/bulk", {
        verb: what,
        destination: cause.destination,
        state: cause.state,
        reason: cause.reason,
        comment: why || "from Cockpit's dashboard",
      });
      return job.total + " are being worked on.";
    };
    list.push([
      state(cause.state, view.words[cause.state]),
      el("span", {}, el("b", {}, cause.conversions + " of " + cause.destination + ", " + cause.reason), ": " + (cause.detail || "")),
      press(
        verb("Send all again", () => bulk("retry")(), again),
        asked("Drop all", "Drop " + cause.conversions + "? " + cause.destination + " never hears of them.", bulk("drop"), again),
        page(
          "/ops/failures/rows?destination=" + encodeURIComponent(cause.destination) + "&state=" + cause.state + "&reason=" + encodeURIComponent(cause.reason),
          "Which",
        ),
      ),
    ]);
  }
  const stuck = view.stages.reduce((sum, it) => sum + it.stuck, 0);
  if (stuck > 0) {
    const where = view.stages.filter((it) => it.stuck > 0).map((it) => it.stuck + " at " + it.name);
    list.push([
      state("STUCK"),
      el("span", {}, el("b", {}, stuck === 1 ? "1 lead" : stuck + " leads"), (stuck === 1 ? " stands" : " stand") + " longer at a stage than allowed: " + where.join(", ") + "."),
      page("/ops/leads?show=stuck", "See which"),
    ]);
  }
  for (const source of view.sources.filter((it) => it.silent)) {
    list.push([
      state("SILENT"),
      el("span", {}, el("b", {}, source.source), " has sent nothing since " + time(source.silentSince) + ". Look at the CRM's webhook."),
      page("/ops/sources", "See its last events"),
    ]);
  }
  for (const source of view.sources) {
    for (const why of source.refused) {
      list.push([
        state("BLOCKED", "refused"),
        el("span", {}, el("b", {}, source.source), ": " + why),
        page("/ops/sources", "See what to do"),
      ]);
    }
  }
  for (const [key, words] of [
    ["PARKED", "could not be applied"],
    ["UNMAPPED", "with a status that no rule knows; sales ops map it"],
    ["UNMATCHED", "whose lead is not known: look whose they are, or drop them"],
  ]) {
    if (view.inbox[key]) {
      list.push([state(key, { PARKED: "could not be applied", UNMAPPED: "status not mapped", UNMATCHED: "lead not known" }[key]), el("span", {}, el("b", {}, view.inbox[key] + (view.inbox[key] === 1 ? " event" : " events")), " " + words + "."), page("/ops/inbox", "See why")]);
    }
  }
  if (view.inboxHeld > 0) {
    list.push([
      state("HELD"),
      el("span", {}, el("b", {}, view.inboxHeld + (view.inboxHeld === 1 ? " event" : " events")), " held: the process of a lead is suspended, or a failure is tried again."),
      page("/ops/inbox", "See why"),
    ]);
  }
  return table(["What", "Why", "What to press"], list, "Nothing. Leads move, uploads are taken, every source speaks and answers. What ends soon and how the node is stands on LeadLoop's page Needs attention.");
};

const jobs = (view) => {
  const open = view.jobs.filter((it) => !it.finishedAt);
  return open.length === 0
    ? null
    : el(
        "div",
        {},
        el("h4", {}, "Bulk work in progress"),
        open.map((it) =>
          el(
            "p",
            {},
            (it.verb === "RETRY" ? "send again" : "drop") + " " + it.destination + ", " + view.words[it.state] + (it.reason ? " (" + it.reason + ")" : "") + ": ",
            el("progress", { max: it.total, value: it.done + it.skipped + it.failed }),
            " " + (it.done + it.skipped + it.failed) + " of " + it.total,
          ),
        ),
      );
};

export const dashboard = (node, { api }) =>
  keep(node, async (again) => {
    const [view, may] = await Promise.all([call(api, "situation"), mayPress(api)]);
    return el(
      "section",
      { class: "leadloop inner" },
      el("h3", { class: "section-title" }, "LeadLoop: what needs somebody"),
      problems(api, view, may, again),
      jobs(view),
      el(
        "div",
        { class: "ll-columns" },
        el(
          "div",
          {},
          el("h4", {}, "Leads by stage"),
          table(
            ["Stage", "Leads", "Stuck"],
            view.stages.map((it) => [it.name, String(it.leads), it.stuck ? el("b", { class: "ll-bad" }, String(it.stuck)) : "0"]),
            "No stages.",
          ),
        ),
        el(
          "div",
          {},
          el("h4", {}, "Not sent in the last 30 days"),
          table(
            ["Destination", "Why", "Conversions"],
            view.notSent.slice(0, 8).map((it) => [it.destination, el("span", { title: it.detail }, view.words[it.state] + ": " + it.reason), String(it.conversions)]),
            "Everything that was planned was sent.",
          ),
        ),
        el(
          "div",
          {},
          el("h4", {}, "What CRMs send"),
          table(
            ["Source", "Heard"],
            view.sources.map((it) => [it.source, !it.heardAt ? "nothing yet" : it.minutesAgo < 2 ? "just now" : ago(it.minutesAgo * 60) + " ago"]),
            "No source is configured.",
          ),
          el(
            "p",
            { class: "ll-hint" },
            view.inboxLagSeconds > 5 ? "The inbox is " + ago(view.inboxLagSeconds) + " behind." : "Everything that can be applied is applied.",
          ),
        ),
      ),
    );
  });
