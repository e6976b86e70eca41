// Draws the charts of a page from the data on their canvases, again after htmx renewed a part.
(() => {
  const charts = new Map();
  // In a part that htmx renews a chart has no id: htmx would copy its style to the new one, which our content policy forbids.
  const nameOf = (canvas) => canvas.dataset.name ?? canvas.id;

  // One colour for each delivery status of the reconciliation, the same on every page.
  const colours = {
    ACCEPTED: "#0f6b5c", SENT: "#7fa8e8", WAITING: "#b9d0f5", REFUSED: "#e6c173", EXPIRED: "#c98a1b",
    REJECTED: "#d9534f", EXHAUSTED: "#b3261e", CANCELLED: "#eba09c", DROPPED: "#9aa5b1", WITHDRAWN: "#8d7bb0",
    TAKEN_BACK: "#c3b8d9", MERGED: "#d5dae0", NO_ROW: "#7a0f0a", UNPLANNED: "#d5dae0", EXCLUDED: "#b9c0c8",
  };

  const ink = () => getComputedStyle(document.body).color;
  const shown = (value) => value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) >= 1e5 ? 1 : Math.abs(value) >= 1000 ? 0 : 1, notation: Math.abs(value) >= 1e5 ? "compact" : "standard" });

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
            // The points of today stand on the edge.
            clip: 6,
          })),
        },
        options: {
          animation: false,
          maintainAspectRatio: false,
          layout: { padding: { right: 8 } },
          interaction: { mode: "index", intersect: false },
          plugins: {
            legend: { position: "bottom", labels: { boxWidth: 12, color: ink() } },
            tooltip: { callbacks: { title: (points) => dayWords.format(points[0].parsed.x) } },
          },
          scales: {
            x: {
              type: "linear",
              min: first,
              max: first + (days - 1) * DAY,
              ticks: { stepSize: 7 * DAY, maxRotation: 0, color: ink(), callback: (at) => dayWords.format(at) },
              grid: { display: false },
              title: { display: true, text: "Day (UTC)", color: ink() },
            },
            y: { beginAtZero: true, ticks: { precision: 0, color: ink() }, title: { display: true, text: "Leads", color: ink() } },
          },
        },
      }),
    );
  };

  // A line over numbers, such as days since a stage.
  const drawCurve = (canvas) => {
    const { axis, other, labels, values } = canvas.dataset;
    const at = labels.split("|").map(Number);
    const scale = (text) => ({ type: "linear", beginAtZero: true, ticks: { color: ink() }, title: { display: true, text, color: ink() } });
    charts.get(nameOf(canvas))?.destroy();
    charts.set(
      nameOf(canvas),
      new Chart(canvas, {
        type: "line",
        data: { datasets: [{ data: values.split("|").map((y, i) => ({ x: at[i], y: Number(y) })), borderColor: lineColours[1], borderWidth: 2, pointRadius: 0, stepped: "before" }] },
        options: { animation: false, maintainAspectRatio: false, plugins: { legend: { display: false } }, scales: { x: { ...scale(other), max: at[at.length - 1] }, y: scale(axis) } },
      }),
    );
  };

  const draw = (canvas) => {
    // A page that renews itself while nothing is there yet.
    if (canvas.dataset.values === undefined) {
      return;
    }
    if (canvas.dataset.chart === "curve") {
      drawCurve(canvas);
      return;
    }
    if (canvas.dataset.chart === "days") {
      drawDays(canvas);
      return;
    }
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
          // Room for the number at the end of the longest bar.
          layout: { padding: { right: upright || stacked ? 0 : 44 } },
          plugins: { legend: { display: chart !== "bar", position: "bottom", labels: { color: ink() } }, values: { inside: stacked } },
          scales: upright ? { x: groups, y: amounts } : { x: amounts, y: groups },
        },
        plugins: [values],
      }),
    );
  };

  const drawAll = () => {
    // Lines of charts have the page's colours, light or dark.
    Chart.defaults.borderColor = getComputedStyle(document.body).getPropertyValue("--tblr-border-color").trim() || "#ddd";
    document.querySelectorAll("canvas[data-chart]").forEach(draw);
  };
  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSwap", drawAll);
  // Behind theme.js, which changes the page's colours at the same moment.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(drawAll));
})();
