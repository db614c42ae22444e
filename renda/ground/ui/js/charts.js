// Charts from the JSON beside them: {kind: "bars"|"columns", rows: [[label, n, …]], series: [name, …], late: [labels], label}.
// bars: one series, lying, in the order given; columns: one or two series over time. The table below is the same rows.
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { drawMap } from './map.js';

use([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--rd-${name}`).trim();
const size = () => Math.max(14, parseFloat(getComputedStyle(document.body).fontSize) - 1);
const hatch = (alpha) => ({ symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: `rgba(255,255,255,${alpha})` });

const base = () => ({
  animation: false,
  aria: { enabled: true },
  textStyle: { fontFamily: token('hei'), fontSize: size(), color: token('ink-2') },
  color: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map(token),
});
const category = (data) => ({
  type: 'category',
  data,
  axisLine: { lineStyle: { color: token('edge') } },
  axisTick: { show: false },
  axisLabel: { color: token('ink'), fontSize: size() },
});
const valueLabel = (position) => ({
  show: true,
  position,
  color: token('ink'),
  fontWeight: 600,
  fontSize: size(),
  formatter: ({ value }) => Number(value).toLocaleString('zh-CN'),
});

const kinds = {
  bars({ rows, late = [], light = [] }) {
    const down = [...rows].reverse();
    const style = (label) => (late.includes(label) ? { color: token('red'), decal: hatch(0.55) } : { color: token(light.includes(label) ? 'c2' : 'c1') });
    return {
      ...base(),
      grid: { left: 16, right: 64, top: 4, bottom: 4, containLabel: true },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: { ...category(down.map((row) => row[0])), axisLine: { show: false } },
      series: [{ type: 'bar', barWidth: 22, data: down.map((row) => ({ value: row[1], itemStyle: style(row[0]) })), label: valueLabel('right') }],
    };
  },
  columns({ rows, series }) {
    const one = (name, at) => ({
      name,
      type: 'bar',
      data: rows.map((row) => row[at + 1]),
      barMaxWidth: 22,
      barGap: '12%',
      itemStyle: { color: token(`c${at + 1}`), decal: at ? hatch(0.5) : undefined },
    });
    return {
      ...base(),
      grid: { left: 12, right: 12, top: 40, bottom: 8, containLabel: true },
      legend: { left: 0, top: 0, icon: 'rect', itemWidth: 16, itemHeight: 10, itemGap: 24, textStyle: { color: token('ink-2'), fontSize: size() } },
      xAxis: category(rows.map((row) => row[0])),
      yAxis: { type: 'value', min: 0, splitNumber: 3, splitLine: { lineStyle: { color: token('line') } }, axisLabel: { color: token('ink-3'), fontSize: 14 } },
      series: series.map(one),
    };
  },
};

window.rendaCharts = (part) => {
  for (const box of part.querySelectorAll('[data-chart]')) {
    const source = box.querySelector('script[type="application/json"]');
    if (!source || box.dataset.drawn) continue;
    const chart = JSON.parse(source.textContent);
    if (!kinds[chart.kind] && chart.kind !== 'map') continue;
    box.dataset.drawn = '1';
    box.hidden = false;
    box.parentElement.querySelector('details')?.removeAttribute('open');
    const drawing = init(box, null, { renderer: 'svg' });
    if (chart.kind === 'map') {
      const { draw, regroup } = drawMap(drawing, chart, { base, token }, box);
      addEventListener('resize', () => { drawing.resize(); regroup(); });
      new MutationObserver(draw).observe(document.documentElement, { attributes: true });
      continue;
    }
    drawing.setOption(kinds[chart.kind](chart));
    addEventListener('resize', () => drawing.resize());
    new MutationObserver(() => drawing.setOption(kinds[chart.kind](chart), true)).observe(document.documentElement, { attributes: true });
  }
};
window.rendaCharts(document);
