// LeadLoop's part of Cockpit. A plain ES module: Cockpit loads it, there is no build step.
// Reads and acts through our REST interface under /camunda/api/leadloop, with Cockpit's own session and CSRF token.

const REFRESH = 10_000;

// --- talking to the server -------------------------------------------------------------------------------------------

const root = (api) => api.baseApi.replace(/\/engine$/, "");

const cookie = (name) =>
  document.cookie
    .split("; ")
    .find((it) => it.startsWith(name + "="))
    ?.slice(name.length + 1);

const said = async (response) => {
  const text = await response.text();
  try {
    return JSON.parse(text).detail || text;
  } catch {
    return text || "The server answered " + response.status + ".";
  }
};

const call = async (api, path, body) => {
  const response = await fetch(root(api) + "/leadloop/" + path, {
    method: body === undefined ? "GET" : "POST",
    credentials: "same-origin",
    headers: {
      Accept: "application/json",
      ...(body === undefined
        ? {}
        : { "Content-Type": "application/json", "X-XSRF-TOKEN": cookie("XSRF-TOKEN") || api.CSRFToken }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.ok) return response.json();
  if (response.status === 403) throw new Error("Your group may look but not press this. Ask an administrator.");
  if (response.status === 401) throw new Error("Your session has ended. Sign in to Cockpit again.");
  throw new Error(await said(response));
};

/** The business key of a process instance: the id of a lead or a conversion. The engine checks who may see it. */
const businessKey = async (api, instance) => {
  const response = await fetch(api.engineApi + "/process-instance/" + instance, { credentials: "same-origin" });
  if (response.status === 404) throw new Error("This process has ended or is not yours to see. Find its lead on /ops/leads.");
  if (!response.ok) throw new Error(await said(response));
  return response.json();
};

// --- writing things --------------------------------------------------------------------------------------------------

const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((it) => it !== null && it !== undefined && it !== false));
  return node;
};

const table = (heads, rows, empty) =>
  rows.length === 0
    ? el("p", { class: "ll-hint" }, empty)
    : el(
        "table",
        { class: "ll-table" },
        el("thead", {}, el("tr", {}, heads.map((it) => el("th", { scope: "col" }, it)))),
        el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((it) => el("td", {}, it))))),
      );

const state = (text) => el("span", { class: "ll-state ll-" + text }, text);
const time = (iso) => (iso ? iso.slice(0, 16).replace("T", " ") + " UTC" : "nobody told");
const days = (count) => count + (Math.abs(count) === 1 ? " day" : " days");
const ago = (seconds) =>
  seconds < 120 ? seconds + " seconds" : seconds < 7200 ? Math.round(seconds / 60) + " minutes" : Math.round(seconds / 3600) + " hours";
const money = (value) => (value ? value.amount + " " + value.currency : "no value");
const page = (path, text) => el("a", { href: path, target: "_blank", rel: "noopener" }, text);
const instance = (id, text) => el("a", { href: "#/process-instance/" + id + "/runtime?tab=leadloop-lead" }, text);

/** Renders a part again and again while Cockpit shows it; pauses while somebody types in it. */
const keep = (node, draw) => {
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

/** Whether the signed-in user may press anything; the server decides, this only hides what would be refused. */
const mayPress = async (api) => (await call(api, "me")).mayPress;

/** A button behind which a reason is asked for before anything is done. */
const asked = (label, question, act, after) => {
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
const verb = (label, act, after, quiet) => {
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

// --- dashboard -------------------------------------------------------------------------------------------------------

const problems = (api, view, may, again) => {
  const list = [];
  const press = (...verbs) => (may ? el("span", {}, verbs) : "An operator can mend it.");
  for (const { pause, waiting } of view.paused) {
    list.push([
      state(pause.cause),
      el("span", {}, el("b", {}, pause.destination), " takes nothing now, " + waiting + " conversions wait. ", pause.message),
      press(
        verb("Resume", async () => {
          await call(api, "destinations/" + pause.destination + "/resume", {});
          return "Resumed. What waits goes out now.";
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
      state(cause.state),
      el("span", {}, el("b", {}, cause.conversions + " of " + cause.destination + ", " + cause.reason), ": " + (cause.detail || "")),
      press(
        verb("Send all again", () => bulk("retry")(), again),
        cause.state === "REJECTED"
          ? asked("Drop all", "Drop " + cause.conversions + "? " + cause.destination + " never hears of them.", bulk("drop"), again)
          : null,
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
      "",
    ]);
  }
  for (const [key, words] of [
    ["PARKED", "could not be applied"],
    ["UNMAPPED", "with a status that no rule knows; sales ops map it"],
    ["UNMATCHED", "whose lead is not known"],
  ]) {
    if (view.inbox[key]) {
      list.push([state(key), el("span", {}, el("b", {}, view.inbox[key] + (view.inbox[key] === 1 ? " event" : " events")), " " + words + "."), page("/ops/inbox", "See why")]);
    }
  }
  return table(["What", "Why", "What to press"], list, "Nothing. Leads move, uploads are taken, every source speaks.");
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
            it.verb.toLowerCase() + " " + it.destination + " " + (it.reason || it.state) + ": ",
            el("progress", { max: it.total, value: it.done + it.skipped + it.failed }),
            " " + (it.done + it.skipped + it.failed) + " of " + it.total,
          ),
        ),
      );
};

const dashboard = (node, { api }) =>
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
            ["Destination", "Reason", "Conversions"],
            view.notSent.slice(0, 8).map((it) => [it.destination, el("span", { title: it.detail }, it.reason), String(it.conversions)]),
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

// --- one lead --------------------------------------------------------------------------------------------------------

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
      el("summary", {}, "Attempt " + it.number + ", " + time(it.startedAt) + ": " + (it.outcome ? it.outcome + " " + it.code : "no answer known yet")),
      it.message ? el("p", {}, it.message) : null,
      it.request ? el("pre", {}, it.request) : null,
      it.answer ? el("pre", {}, it.answer) : null,
    ),
  );

const conversion = (api, file, may, again) => {
  const it = file.conversion;
  const act = (name, words) => async () => {
    await call(api, "conversions/" + it.id + "/" + name, {});
    return words;
  };
  const form = el("div", {});
  const buttons = {
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
    el("h4", {}, it.stage + " to " + file.platform + " ", state(it.state)),
    el("p", {}, file.words),
    it.detail ? el("p", { class: "ll-why" }, el("b", {}, it.reason + ": "), it.detail) : null,
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
        el("select", { name: "stage", class: "form-control", required: "required" }, ["", ...lead.choices.stages].map((it) => el("option", {}, it))),
      ),
      el("label", {}, "When it happened (UTC)", el("input", { name: "at", type: "datetime-local", class: "form-control", required: "required" })),
      el("label", {}, "Worth, where it was won", el("input", { name: "amount", inputmode: "decimal", class: "form-control", placeholder: "as the CRM said" })),
      el("label", {}, "Currency", el("input", { name: "currency", class: "form-control", size: 4, maxlength: 3 })),
    ),
    el("label", {}, "Why (for the audit log)", el("input", { name: "comment", class: "form-control", required: "required", size: 60 })),
    el("button", { class: "btn btn-sm btn-primary" }, "Move"),
    " ",
    el("button", { type: "button", class: "btn btn-sm btn-default", onclick: close }, "Cancel"),
    answer,
  );
};

const leadVerbs = (api, lead, again) => {
  const form = el("div", {});
  return el(
    "div",
    {},
    el(
      "div",
      { class: "ll-verbs" },
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
    lead.stuckBecause ? el("p", { class: "ll-card ll-problem" }, el("b", {}, "Stuck. "), lead.stuckBecause) : null,
    el(
      "p",
      {},
      "Lead ", el("b", {}, lead.externalId), " of ", el("b", {}, lead.source), " at ", state(lead.stage), " for " + days(lead.days) +
        " (since " + time(lead.stageAt) + "); consent " + lead.consent.toLowerCase() + ". ",
      page("/ops/leads/" + lead.id, "Its page"),
    ),
    may ? leadVerbs(api, lead, again) : null,
    el(
      "div",
      { class: "ll-columns" },
      el(
        "div",
        {},
        el("h4", {}, "Timeline, by the CRM's clock"),
        table(
          ["When", "Stage", "CRM status", "How"],
          lead.timeline.map((it) => [time(it.at), it.stage, it.crmStatus, { STARTS: "began", MOVES: "moved", PASSED: "told late" }[it.move]]),
          "The CRM has told nothing yet.",
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
    el("h3", {}, "Conversions"),
    lead.conversions.length === 0 ? el("p", { class: "ll-hint" }, "None yet.") : lead.conversions.map((it) => conversion(api, it, may, again)),
    lead.audit.length === 0 ? null : el("h4", {}, "Who did what"),
    lead.audit.length === 0
      ? null
      : table(["When", "Who", "What", "Comment"], lead.audit.map((it) => [time(it.at), it.actor, it.verb + ": " + it.detail, it.comment]), ""),
  );

const instanceTab = (node, { api, processInstanceId }) => {
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
        conversion(api, file, may, again),
      );
    }
    return el("p", { class: "ll-hint" }, "This process belongs to no lead.");
  });
};

// --- the process definition ------------------------------------------------------------------------------------------

const stuckTab = (node, { api }) =>
  keep(node, async () => {
    const leads = await call(api, "leads?stuck=true&limit=200");
    return el(
      "div",
      { class: "leadloop" },
      el("p", { class: "ll-hint" }, "Leads that stand longer at their stage than sales ops allow, the longest over their time first."),
      table(
        ["Lead", "Source", "Stage", "Stands there for", "Allowed", "Since"],
        leads.map((it) => [
          it.processInstanceId ? instance(it.processInstanceId, it.externalId) : it.externalId,
          it.source,
          it.stage,
          el("b", {}, days(it.stuck.days)),
          days(it.stuck.allowedDays),
          time(it.stageAt),
        ]),
        "None. Every lead is within the time of its stage.",
      ),
    );
  });

// --- what Cockpit is told --------------------------------------------------------------------------------------------

const part = (id, pluginPoint, priority, label, show) => {
  let stop = () => {};
  return {
    id,
    pluginPoint,
    priority,
    properties: { label },
    render: (node, context) => {
      stop = show(node, context);
    },
    unmount: () => stop(),
  };
};

export default [
  part("leadloop-dashboard", "cockpit.dashboard", 1000, "LeadLoop", dashboard),
  part("leadloop-lead", "cockpit.processInstance.runtime.tab", 100, "Lead", instanceTab),
  part("leadloop-stuck", "cockpit.processDefinition.runtime.tab", 100, "Stuck leads", stuckTab),
];
