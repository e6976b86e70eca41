// Draws the charts of a page from the data on their canvases, again after htmx renewed a part.
(() => {
  const charts = new Map();

  const draw = (canvas) => {
    const labels = canvas.dataset.labels.split("|");
    const values = canvas.dataset.values.split("|").map(Number);
    charts.get(canvas.id)?.destroy();
    charts.set(
      canvas.id,
      new Chart(canvas, {
        type: canvas.dataset.chart,
        data: { labels, datasets: [{ data: values, backgroundColor: "#0f6b5c" }] },
        options: {
          animation: false,
          indexAxis: "y",
          maintainAspectRatio: false,
          plugins: { legend: { display: false } },
          scales: { x: { beginAtZero: true, ticks: { precision: 0 } }, y: { grid: { display: false } } },
        },
      }),
    );
  };

  const drawAll = () => document.querySelectorAll("canvas[data-chart]").forEach(draw);
  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSwap", drawAll);
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
