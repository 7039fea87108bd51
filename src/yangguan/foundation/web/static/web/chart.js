/* Draws the charts of a page from their data elements with ECharts, on canvas and with text tooltips:
   neither needs inline styles, so that the strict Content-Security-Policy holds. */
"use strict";

(() => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();

  for (const figure of document.querySelectorAll("[data-chart]")) draw(figure, true);
  // A part of the page that htmx has renewed brings its charts along, which then stand still.
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const figure of event.target.querySelectorAll("[data-chart]")) draw(figure, false);
  });

  function draw(figure, isFirst) {
    const canvas = figure.querySelector(".chart-box__canvas");
    if (!window.echarts) {
      canvas.classList.add("chart-box__canvas--none");
      canvas.textContent = window.yangguan.say("chart_failed");
      return;
    }
    if (window.echarts.getInstanceByDom(canvas)) return;
    const option = JSON.parse(figure.dataset.chart);
    const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const size = parseFloat(getComputedStyle(canvas).fontSize);
    chart.setOption({
      color: ["malachite", "orpiment", "orpiment-fill", "cinnabar", "ink-soft"].map(colour),
      textStyle: { fontFamily: getComputedStyle(canvas).fontFamily, fontSize: size, color: colour("ink") },
      animation: isFirst && !isStill,
      animationDuration: 150,
      aria: { enabled: true, decal: { show: true } },
      ...option,
      tooltip: { ...option.tooltip, renderMode: "richText" },
    });
    new ResizeObserver(() => (canvas.isConnected ? chart.resize() : chart.dispose())).observe(canvas);
  }
})();
