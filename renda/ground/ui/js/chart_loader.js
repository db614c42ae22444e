// The chart library is fetched only by pages that have a chart.
export function loadCharts(part) {
  if (!part.querySelector('[data-chart]')) return;
  if (window.rendaCharts) window.rendaCharts(part);
  else if (!document.querySelector('script[data-charts]')) {
    const script = document.createElement('script');
    script.src = document.body.dataset.charts;
    script.dataset.charts = '';
    document.head.append(script);
  }
}
