// The stuck leads of a process definition.

import { keep } from "./keep.js";
import { days, el, instance, table, time } from "./nodes.js";
import { call } from "./server.js";

export const stuckTab = (node, { api }) =>
  keep(node, async () => {
    const leads = await call(api, "leads?stuck=true&limit=200");
    return el(
      "div",
      { class: "leadloop" },
      el("p", { class: "ll-hint" }, "Leads that stand longer at their stage than sales ops allow, the longest over their time first."),
      table(
        ["Lead", "Source", "Stage", "Stands there for", "Allowed", "Since", "Looked at"],
        leads.map((it) => [
          it.processInstanceId ? instance(it.processInstanceId, it.externalId) : it.externalId,
          it.source,
          it.stageName,
          el("b", {}, days(it.stuck.days)),
          days(it.stuck.allowedDays),
          time(it.stageAt),
          it.stuck.acknowledgement
            ? "By " + it.stuck.acknowledgement.by + ", until " + it.stuck.acknowledgement.until + ": " + it.stuck.acknowledgement.reason
            : "",
        ]),
        "None. Every lead is within the time of its stage.",
      ),
    );
  });
