// Talks to our REST interface under /camunda/api/leadloop, with Cockpit's own session and CSRF token.

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

export const call = async (api, path, body) => {
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
export const businessKey = async (api, instance) => {
  const response = await fetch(api.engineApi + "/process-instance/" + instance, { credentials: "same-origin" });
  if (response.status === 404) throw new Error("This process has ended or is not yours to see. Find its lead on /ops/leads.");
  if (!response.ok) throw new Error(await said(response));
  return response.json();
};

/** Whether the signed-in user may press anything; the server decides, this only hides what would be refused. */
export const mayPress = async (api) => (await call(api, "me")).mayPress;
