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

  const ink = () => getComputedStyle(document.body).color;
  const shown = (value) => value.toLocaleString("en", { maximumFractionDigits: 1, notation: Math.abs(value) >= 1e5 ? "compact" : "standard" });

  // Writes each value at the end of its bar, or inside of a part that is wide enough for it.
  const values = {
    id: "values",
    afterDatasetsDraw(chart) {
      const { ctx, options } = chart;
      const upright = options.indexAxis !== "y";
      ctx.save();
      ctx.font = "12px system-ui, sans-serif";
      chart.data.datasets.forEach((set, at) => {
        chart.getDatasetMeta(at).data.forEach((bar, i) => {
          const value = set.data[i];
          if (!value) {
            return;
          }
          const text = shown(value) + (chart.canvas.dataset.unit ?? "");
          const width = ctx.measureText(text).width;
          if (options.plugins.values.inside) {
            if (Math.abs(bar.width ?? 0) > width + 8) {
              ctx.fillStyle = set.ink;
              ctx.textAlign = "center";
              ctx.textBaseline = "middle";
              ctx.fillText(text, (bar.x + bar.base) / 2, bar.y);
            }
            return;
          }
          // Upright bars may stand closer than their numbers are wide.
          if (upright && width > (bar.width ?? 0) + 6) {
            return;
          }
          ctx.fillStyle = ink();
          ctx.textAlign = upright ? "center" : "left";
          ctx.textBaseline = upright ? "bottom" : "middle";
          ctx.fillText(text, upright ? bar.x : bar.x + 5, upright ? bar.y - 2 : bar.y);
        });
      });
      ctx.restore();
    },
  };

  // Light parts carry dark numbers.
  const inkOn = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return red * 0.3 + green * 0.6 + blue * 0.1 > 140 ? "#1d2733" : "#ffffff";
  };

  // The series of a chart: several are separated by ; and named by the legend, values and labels are separated by |.
  const series = (canvas) => {
    const { chart, legend = "", series: names = "" } = canvas.dataset;
    return canvas.dataset.values.split(";").map((data, i) => {
      const fill = chart === "stack" ? colours[names.split("|")[i]] : ["#0f6b5c", "#7fa8e8"][chart === "beside" ? 1 - i : 0];
      return { label: legend.split("|")[i], data: data.split("|").map(Number), backgroundColor: fill, ink: inkOn(fill) };
    });
  };

  const draw = (canvas) => {
    const { chart, axis, other, upright } = canvas.dataset;
    // A chart of many bars is as high as they need.
    const bars = Number(canvas.parentElement.dataset.bars ?? 0);
    if (bars > 6) {
      canvas.parentElement.style.height = `${bars * 26 + 100}px`;
    }
    charts.get(nameOf(canvas))?.destroy();
    const stacked = chart === "stack";
    const title = (text) => ({ display: Boolean(text), text, color: ink() });
    const ticks = { color: ink() };
    const amounts = { stacked, beginAtZero: true, grace: stacked ? 0 : "8%", title: title(axis), ticks: { ...ticks, precision: 0, callback: shown } };
    const groups = { stacked, grid: { display: false }, title: title(other), ticks };
    charts.set(
      nameOf(canvas),
      new Chart(canvas, {
        type: "bar",
        data: { labels: canvas.dataset.labels.split("|"), datasets: series(canvas) },
        options: {
          animation: false,
          indexAxis: upright ? "x" : "y",
          maintainAspectRatio: false,
          plugins: { legend: { display: chart !== "bar", position: "bottom", labels: { color: ink() } }, values: { inside: stacked } },
          scales: upright ? { x: groups, y: amounts } : { x: amounts, y: groups },
        },
        plugins: [values],
      }),
    );
  };

  const drawAll = () => document.querySelectorAll("canvas[data-chart]").forEach(draw);
  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSwap", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
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
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-unsaved]")) {
      mark(true);
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


// What was typed into the pipeline's tables and could not be saved goes back into its cells, row by row.
(() => {
  const putBack = () => {
    const typed = document.getElementById("typed");
    if (!typed) {
      return;
    }
    const columns = new Map();
    typed.querySelectorAll("li").forEach(({ dataset: { name, value } }) =>
      columns.set(name, [...(columns.get(name) ?? []), value]),
    );
    columns.forEach((values, name) =>
      document.querySelectorAll(`#tables [name="${CSS.escape(name)}"]`).forEach((cell, row) => {
        if (cell.type === "checkbox") {
          cell.checked = values.includes(cell.value);
        } else if (row < values.length) {
          cell.value = values[row];
        }
      }),
    );
    typed.remove();
  };
  document.addEventListener("DOMContentLoaded", putBack);
  document.addEventListener("htmx:afterSettle", putBack);
})();
