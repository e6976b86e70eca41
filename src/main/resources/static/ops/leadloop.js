// A part that renews itself is only exchanged when it says something else: what is open, marked or focused in it stays.
(() => {
  const last = new Map();
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!detail.requestConfig.elt.hasAttribute("data-renews") || detail.xhr.status !== 200) {
      return;
    }
    const path = detail.pathInfo.requestPath;
    if (last.get(path) === detail.xhr.responseText) {
      detail.shouldSwap = false;
    }
    last.set(path, detail.xhr.responseText);
  });
})();

// On a lead's page nothing is exchanged under somebody's hands: where a form is open, the page says that it has changed.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "standing" && detail.xhr.status === 200 && detail.target.querySelector("details[open] form")) {
    detail.shouldSwap = false;
    detail.target.querySelector(".changed").hidden = false;
  }
});

// Times are written in UTC; who reads them here sees the clock on their own wall, and UTC as the tool tip.
(() => {
  const two = (number) => String(number).padStart(2, "0");
  const show = () =>
    document.querySelectorAll("time[datetime]:not([data-local])").forEach((time) => {
      const at = new Date(time.getAttribute("datetime"));
      if (!Number.isNaN(at.getTime())) {
        time.textContent =
          `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
        time.toggleAttribute("data-local", true);
      }
    });
  const zoneWords = () => {
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const ahead = -new Date().getTimezoneOffset();
    if (ahead === 0 && name === "UTC") {
      return "Times are UTC, which is your clock's zone.";
    }
    const utc = `UTC${ahead < 0 ? "-" : "+"}${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`;
    return `Times are those of your clock: ${name}, now ${utc}. Point at one to see it in UTC.`;
  };
  const zone = () => {
    const page = document.querySelector("main.page-wrapper");
    if (page?.querySelector("time[datetime]")) {
      const said = page.querySelector(".zone") ?? document.createElement("p");
      said.className = "hint zone";
      said.textContent = zoneWords();
      page.append(said);
    }
  };
  const shown = () => {
    show();
    zone();
  };
  document.addEventListener("DOMContentLoaded", shown);
  document.addEventListener("htmx:afterSwap", shown);
})();

// A form with changes that are not saved says so, and what works on the saved state waits for it.
(() => {
  const mark = (dirty) =>
    document.querySelectorAll("form[data-unsaved], form[data-after-save]").forEach((form) => {
      form.toggleAttribute("data-dirty", dirty);
      if (form.hasAttribute("data-after-save")) {
        form.querySelectorAll("button:not([disabled]), button[data-waits]").forEach((button) => {
          button.disabled = dirty;
          button.toggleAttribute("data-waits", dirty);
        });
      }
    });
  let typed = 0;
  let sent = 0;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-unsaved]")) {
      typed++;
      mark(true);
    }
  });
  // What is saved as one goes is clean again, unless somebody typed on meanwhile.
  document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
    if (elt.id === "saved") {
      sent = typed;
    }
  });
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    if (target.id === "saved" && target.querySelector("[data-clean]") && sent === typed) {
      mark(false);
    }
  });
})();

// A file goes up as the request's own body, with its progress: it is never written to a disk in clear on its way.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload]");
  const file = form?.querySelector("input[type=file]").files[0];
  if (!file) {
    return;
  }
  event.preventDefault();
  const shown = form.querySelector(".upload");
  const problem = form.querySelector(".problem");
  const button = form.querySelector("button");
  const fail = (words) => {
    problem.textContent = words;
    problem.hidden = false;
    shown.hidden = true;
    button.disabled = false;
  };
  const request = new XMLHttpRequest();
  request.open("POST", form.getAttribute("action") + "?name=" + encodeURIComponent(file.name) +
      "&sheet=" + encodeURIComponent(form.querySelector("input[name=sheet]").value));
  request.setRequestHeader("Content-Type", "text/csv");
  request.setRequestHeader("X-CSRF-TOKEN", form.querySelector("input[name=_csrf]").value);
  request.upload.onprogress = (sent) => {
    const percent = Math.floor((100 * sent.loaded) / sent.total);
    shown.querySelector("progress").value = percent;
    shown.querySelector("span").textContent = percent < 100 ? percent + " % uploaded" : "Uploaded; looking at it";
  };
  request.onload = () => {
    if (request.status === 201) {
      location.href = request.getResponseHeader("Location");
      return;
    }
    let words = "The file was refused (" + request.status + "). Sign in again and repeat.";
    try {
      words = JSON.parse(request.responseText).detail || words;
    } catch (notJson) {
      // The words above will do.
    }
    fail(words);
  };
  request.onerror = () => fail("The connection broke. Upload the file again.");
  problem.hidden = true;
  shown.hidden = false;
  button.disabled = true;
  request.send(file);
});


// What was typed into a form and could not be saved goes back into its fields, those of one name row by row, and each
// field that was not understood says so: <ul id="typed"> and <ul id="notes"> of the page hold them.
(() => {
  // Of several forms with one address it is the one that says the same in what nobody types.
  const formOf = (list) => {
    const said = new Map();
    list.querySelectorAll("li").forEach(({ dataset: { name, value } }) => said.set(name, [...(said.get(name) ?? []), value ?? ""]));
    const differs = (it) => said.has(it.name) && !said.get(it.name).includes(it.value);
    return [...document.querySelectorAll(list.dataset.form ?? "#tables")].find(
      (form) => form.id === "tables" || ![...form.querySelectorAll("input[type=hidden]")].some(differs),
    );
  };
  const fieldsOf = (form, name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];

  const putBack = () => {
    const typed = document.getElementById("typed");
    const form = typed && formOf(typed);
    if (!form) {
      return;
    }
    const columns = new Map();
    typed.querySelectorAll("li").forEach(({ dataset: { name, value } }) =>
      // An empty text has no attribute.
      columns.set(name, [...(columns.get(name) ?? []), value ?? ""]),
    );
    columns.forEach((values, name) =>
      fieldsOf(form, name).forEach((field, row) => {
        if (field.type === "checkbox" || field.type === "radio") {
          field.checked = values.includes(field.value);
        } else if (row < values.length && field.type !== "hidden" && field.tagName !== "BUTTON") {
          field.value = values[row];
        }
      }),
    );
    form.dataset.kept = "";
    // A form that was folded away is shown again, for somebody was in it.
    for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
    typed.remove();
  };

  const say = (field, words, isWrong) => {
    field.classList.toggle("is-invalid", isWrong);
    isWrong ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
    const note = document.createElement("span");
    note.id = `note-${Math.random().toString(36).slice(2)}`;
    note.className = isWrong ? "note invalid-feedback" : "note understood";
    note.textContent = words;
    field.setAttribute("aria-describedby", note.id);
    field.after(note);
  };

  const note = () => {
    const notes = document.getElementById("notes");
    const form = document.querySelector("form[data-kept]") ?? (notes && formOf(notes));
    if (!notes || !form) {
      return;
    }
    form.querySelectorAll(".note").forEach((it) => it.remove());
    form.querySelectorAll(".is-invalid").forEach((it) => it.classList.remove("is-invalid"));
    form.querySelectorAll("[aria-invalid]").forEach((it) => it.removeAttribute("aria-invalid"));
    notes.querySelectorAll("li").forEach((it) => {
      const field = fieldsOf(form, it.dataset.name)[Number(it.dataset.row ?? 0)];
      if (field) {
        say(field, it.textContent, it.dataset.wrong === "true");
      }
    });
    notes.remove();
  };

  const both = () => {
    putBack();
    note();
  };
  document.addEventListener("DOMContentLoaded", both);
  document.addEventListener("htmx:afterSettle", both);
})();

// Dialogs: what htmx puts into one opens it; a press on what says so, or on Escape, closes it.
(() => {
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    if (target.tagName === "DIALOG") {
      if (!target.open) {
        target.showModal();
      }
      (target.querySelector(".is-invalid") ?? target.querySelector("[autofocus]"))?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    event.target.closest("[data-close]")?.closest("dialog")?.close();
  });
})();

// A link to /ops/pipeline#edit-SQL opens that stage's dialog.
document.addEventListener("DOMContentLoaded", () => {
  if (location.hash.startsWith("#edit-")) {
    document.getElementById(location.hash.slice(1))?.click();
  }
});
