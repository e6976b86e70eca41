// What needs somebody, on Cockpit's dashboard.

import { keep } from "./keep.js";
import { ago, el, page, state, table, time } from "./nodes.js";
import { call, mayPress } from "./server.js";
import { asked, verb } from "./verbs.js";

const conversions = (many) => (many === 1 ? "1 conversion waits" : many + " conversions wait");

const problems = (api, view, elsewhere, may, again) => {
  const name = (id) => view.accounts[id] || id;
  const list = [];
  const press = (...verbs) => (may ? el("span", {}, verbs) : "An operator can act on it.");
  for (const { pause, waiting } of view.paused) {
    list.push([
      state(pause.cause, { BLOCKED: "blocked", RATE_LIMIT: "asked to wait", OPERATOR: "paused" }[pause.cause]),
      el("span", {}, el("b", {}, name(pause.destination)), " takes nothing now, " + conversions(waiting) + ". ", pause.message),
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
      el("span", {}, el("b", {}, name(hold.destination)), " refuses the action ", el("b", {}, hold.action), ", " + conversions(waiting) + " for it, the rest goes on. ", hold.message),
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
      el("span", { title: cause.reason }, el("b", {}, cause.conversions + " to " + name(cause.destination)), ": " + (cause.detail || cause.reason)),
      press(
        verb("Send all again", () => bulk("retry")(), again),
        asked("Drop all", "Drop " + cause.conversions + "? " + name(cause.destination) + " never hears of them.", bulk("drop"), again),
        page(
          "/ops/failures/rows?destination=" + encodeURIComponent(cause.destination) + "&state=" + cause.state + "&reason=" + encodeURIComponent(cause.reason),
          "Which",
        ),
      ),
    ]);
  }
  for (const it of elsewhere) {
    list.push([
      state(it.severity, { STOPPED: "stopped", NEEDS_YOU: "needs you", WAITS: "goes on by itself" }[it.severity]),
      el("span", {}, el("b", {}, it.subject + (it.count > 0 ? " " + it.count : "")), " " + it.words + (it.detail ? " " + it.detail : "")),
      it.link ? page(it.link, it.button) : "",
    ]);
  }
  return table(["What", "Why", "What to press"], list, "Nothing. Leads move, uploads are taken, every source speaks and answers.");
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
            it.title + " to " + (view.accounts[it.destination] || it.destination) + ", " + view.words[it.state] + ": ",
            el("progress", { max: it.total, value: it.done + it.skipped + it.failed }),
            " " + (it.done + it.skipped + it.failed) + " of " + it.total,
          ),
        ),
      );
};

export const dashboard = (node, { api }) =>
  keep(node, async (again) => {
    const [view, attention, may] = await Promise.all([call(api, "situation"), call(api, "attention"), mayPress(api)]);
    const elsewhere = attention.filter((it) => !it.isOfConversions);
    return el(
      "section",
      { class: "leadloop inner" },
      el("h3", { class: "section-title" }, "LeadLoop: what needs somebody"),
      problems(api, view, elsewhere, may, again),
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
            ["Ad account", "Why", "Conversions"],
            view.notSent.slice(0, 8).map((it) => [view.accounts[it.destination] || it.destination, el("span", { title: it.reason }, view.words[it.state] + ": " + (it.detail || it.reason)), String(it.conversions)]),
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
            view.inboxLagSeconds > 5 ? "The inbox is " + ago(view.inboxLagSeconds) + " behind." : "The inbox is up to date; events that wait for somebody stand above.",
          ),
        ),
      ),
    );
  });
