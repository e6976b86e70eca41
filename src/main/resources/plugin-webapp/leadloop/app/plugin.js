// LeadLoop's part of Cockpit. Plain ES modules: Cockpit loads this one and it the others, there is no build step.

import { dashboard } from "./dashboard.js";
import { instanceTab } from "./lead.js";
import { stuckTab } from "./stuck.js";

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
  part("leadloop-stuck", "cockpit.processDefinition.runtime.tab", 12, "Stuck leads", stuckTab),
];
