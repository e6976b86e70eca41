// Draws the charts of a page from the data on their canvases, again after htmx renewed a part.
(() => {
  const charts = new Map();
  // In a part that htmx renews a chart has no id: htmx would copy its style to the new one, which our content policy forbids.
  const nameOf = (canvas) => canvas.dataset.name ?? canvas.id;

  // One colour for each delivery status of the reconciliation, the same on every page.
  const colours = {
    ACCEPTED: "#0f6b5c", SENT: "#7fa8e8", WAITING: "#b9d0f5", REFUSED: "#e6c173", EXPIRED: "#c98a1b",
    REJECTED: "#d9534f", EXHAUSTED: "#b3261e", CANCELLED: "#eba09c", DROPPED: "#9aa5b1", WITHDRAWN: "#8d7bb0",
    TAKEN_BACK: "#c3b8d9", MERGED: "#d5dae0", NO_ROW: "#7a0f0a", EXCLUDED: "#b9c0c8",
  };

  // Bars of several parts: the series and their words are separated by |, their values by ; and |.
  const drawStack = (canvas) => {
    const values = canvas.dataset.values.split(";");
    charts.get(nameOf(canvas))?.destroy();
    charts.set(
      nameOf(canvas),
      new Chart(canvas, {
        type: "bar",
        data: {
          labels: canvas.dataset.labels.split("|"),
          datasets: canvas.dataset.series.split("|").map((name, i) => ({
            label: canvas.dataset.legend.split("|")[i],
            data: values[i].split("|").map(Number),
            backgroundColor: colours[name],
          })),
        },
        options: {
          animation: false,
          indexAxis: "y",
          maintainAspectRatio: false,
          plugins: { legend: { position: "bottom" } },
          scales: { x: { stacked: true, beginAtZero: true, ticks: { precision: 0 } }, y: { stacked: true, grid: { display: false } } },
        },
      }),
    );
  };

  // Lines over days: days are numbers on the axis, so that a day without anything keeps its place.
  const DAY = 86_400_000;
  const lineColours = ["#4299e1", "#0f9d8a", "#f59f00", "#ae3ec9", "#d63939", "#7a8b99"];
  const dayWords = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
  const drawDays = (canvas) => {
    const first = Date.parse(canvas.dataset.from + "T00:00:00Z");
    const series = canvas.dataset.series === "" ? [] : canvas.dataset.series.split("|");
    const values = canvas.dataset.values.split(";").map((line) => line.split("|").map(Number));
    const days = series.length === 0 ? 30 : values[0].length;
    charts.get(nameOf(canvas))?.destroy();
    charts.set(
      nameOf(canvas),
      new Chart(canvas, {
        type: "line",
        data: {
          datasets: series.map((name, i) => ({
            label: name,
            data: values[i].map((y, day) => ({ x: first + day * DAY, y })),
            borderColor: lineColours[i % lineColours.length],
            backgroundColor: lineColours[i % lineColours.length],
            borderWidth: 2,
            pointRadius: 2,
          })),
        },
        options: {
          animation: false,
          maintainAspectRatio: false,
          interaction: { mode: "index", intersect: false },
          plugins: {
            legend: { position: "bottom", labels: { boxWidth: 12 } },
            tooltip: { callbacks: { title: (points) => dayWords.format(points[0].parsed.x) } },
          },
          scales: {
            x: {
              type: "linear",
              min: first,
              max: first + (days - 1) * DAY,
              ticks: { stepSize: 7 * DAY, maxRotation: 0, callback: (at) => dayWords.format(at) },
              grid: { display: false },
              title: { display: true, text: "Day (UTC)" },
            },
            y: { beginAtZero: true, ticks: { precision: 0 }, title: { display: true, text: "Leads" } },
          },
        },
      }),
    );
  };

  // Each bar says its value at its end.
  const valuesOnBars = {
    id: "valuesOnBars",
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = Chart.defaults.color;
      ctx.textBaseline = "middle";
      chart.getDatasetMeta(0).data.forEach((bar, i) => {
        ctx.fillText(Number(chart.data.datasets[0].data[i]).toLocaleString("en"), bar.x + 5, bar.y);
      });
      ctx.restore();
    },
  };

  const draw = (canvas) => {
    if (canvas.dataset.chart === "days") {
      drawDays(canvas);
      return;
    }
    // A chart of many bars is as high as they need.
    const bars = Number(canvas.parentElement.dataset.bars ?? 0);
    if (bars > 6) {
      canvas.parentElement.style.height = `${bars * 26 + 80}px`;
    }
    if (canvas.dataset.chart === "stack") {
      drawStack(canvas);
      return;
    }
    const labels = canvas.dataset.labels.split("|");
    const values = canvas.dataset.values.split("|").map(Number);
    charts.get(nameOf(canvas))?.destroy();
    charts.set(
      nameOf(canvas),
      new Chart(canvas, {
        type: canvas.dataset.chart,
        data: { labels, datasets: [{ data: values, backgroundColor: "#0f8a76" }] },
        plugins: [valuesOnBars],
        options: {
          animation: false,
          indexAxis: "y",
          maintainAspectRatio: false,
          layout: { padding: { right: 48 } },
          plugins: { legend: { display: false } },
          scales: {
            x: {
              beginAtZero: true,
              ticks: { precision: 0 },
              title: { display: "axis" in canvas.dataset, text: canvas.dataset.axis },
            },
            y: { grid: { display: false } },
          },
        },
      }),
    );
  };

  // Words and lines of charts have the page's colours, light or dark.
  const drawAll = () => {
    const style = getComputedStyle(document.body);
    Chart.defaults.color = style.getPropertyValue("--tblr-secondary").trim() || style.color;
    Chart.defaults.borderColor = style.getPropertyValue("--tblr-border-color").trim() || "#ddd";
    document.querySelectorAll("canvas[data-chart]").forEach(draw);
  };
  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSwap", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(drawAll));
})();

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
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("htmx:afterSwap", show);
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
