// The county on one drawing, no tiles: its outline (or a soft ground), places as points sized by number, near ones together.
// chart: {outline: MultiPolygon, is_ground, points: [[lon, lat, kind, number, name, address, town, state]], gaps: [[lon, lat, name]]}.
import { ScatterChart } from 'echarts/charts';
import { GeoComponent, TooltipComponent } from 'echarts/components';
import { registerMap, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';

use([ScatterChart, GeoComponent, TooltipComponent, LabelLayout]);

const CELL = 40; // pixels: points nearer than about this stand as one
const MOST_ZOOM = 64;
const STEP = 1.6;
const NAME = 'county';

const radius = (number) => 5 + Math.min(9, Math.sqrt(number) * 1.6);

// One group for each cell of a grid that grows with the zoom; the grid stays where it is while one pans.
function grouped(points, pixelsPerDegree, stretch) {
  const step = CELL / 2 ** (Math.round(Math.log2(pixelsPerDegree) * 2) / 2);
  const cells = new Map();
  for (const point of points) {
    const key = `${Math.floor(point[0] / step)},${Math.floor((point[1] * stretch) / step)}`;
    if (cells.has(key)) cells.get(key).push(point);
    else cells.set(key, [point]);
  }
  const apart = [];
  for (const cell of cells.values()) {
    const near = apart.find((group) => distance(group, cell, stretch) < step);
    if (near) near.push(...cell);
    else apart.push(cell);
  }
  return apart;
}

const distance = (one, other, stretch) => Math.hypot(middle(one, 0) - middle(other, 0), (middle(one, 1) - middle(other, 1)) * stretch);

const middle = (group, at) => group.reduce((sum, point) => sum + point[at], 0) / group.length;

function symbolOf(point, token) {
  const size = 2 * radius(point[3]);
  if (point[7]) return { symbol: 'circle', symbolSize: size, itemStyle: { color: token('sheet'), borderColor: token('edge'), borderWidth: 2, borderType: 'dashed' } };
  if (point[2] === 'county_home') return { symbol: 'diamond', symbolSize: size + 6, itemStyle: { color: token('accent-deep') } };
  if (point[2] === 'town_home') return { symbol: 'circle', symbolSize: size + 2, itemStyle: { color: token('sheet'), borderColor: token('accent'), borderWidth: 2.5 } };
  return { symbol: 'circle', symbolSize: size, itemStyle: { color: token('c2') } };
}

function single(point, { token }) {
  const label = point[6] ? { show: true, position: 'top', formatter: point[6], color: token('ink'), fontSize: 14, textBorderColor: token('accent-soft'), textBorderWidth: 3 } : { show: false };
  return { value: [point[0], point[1]], name: point[4], href: point[5], number: point[3], label, ...symbolOf(point, token) };
}

function cluster(group, { token }) {
  return {
    value: [middle(group, 0), middle(group, 1)],
    name: `${group.length}个家站，点开看`,
    group: true,
    symbol: 'circle',
    symbolSize: 26 + Math.min(20, Math.sqrt(group.length) * 4),
    itemStyle: { color: token('accent'), borderColor: token('sheet'), borderWidth: 2 },
    label: { show: true, position: 'inside', formatter: String(group.length), color: token('sheet'), fontWeight: 600, fontSize: 14 },
  };
}

function missing([lon, lat, name], { token }) {
  return { value: [lon, lat], name: `${name}：还没有家站`, symbol: 'rect', symbolSize: 12, itemStyle: { color: token('amber-fill'), borderColor: token('ink'), borderWidth: 1 } };
}

export function drawMap(drawing, chart, look, box) {
  const points = chart.points ?? [];
  const lats = points.map((point) => point[1]).concat((chart.outline?.coordinates ?? []).flat(2).map((at) => at[1]));
  const lat = lats.length ? lats.reduce((sum, each) => sum + each, 0) / lats.length : 30;
  const aspect = Math.cos((lat * Math.PI) / 180);
  registerMap(NAME, { type: 'FeatureCollection', features: chart.outline ? [{ type: 'Feature', properties: { name: '' }, geometry: chart.outline }] : [] });

  const series = () => {
    const at = [drawing.convertToPixel({ geoIndex: 0 }, [0, lat]), drawing.convertToPixel({ geoIndex: 0 }, [1, lat])];
    if (!at[0] || !at[1]) return []; // not laid out yet: a box without a size
    const perDegree = Math.abs(at[1][0] - at[0][0]) || 1;
    const groups = grouped(points, perDegree, 1 / aspect);
    const data = groups.map((group) => (group.length === 1 ? single(group[0], look) : cluster(group, look)));
    const common = { type: 'scatter', coordinateSystem: 'geo', labelLayout: { hideOverlap: true }, itemStyle: { opacity: 1 }, emphasis: { scale: 1.15 } };
    return [
      { ...common, id: 'gaps', z: 2, data: (chart.gaps ?? []).map((gap) => missing(gap, look)) },
      { ...common, id: 'places', z: 3, data },
    ];
  };
  const ground = () => ({
    map: NAME,
    roam: true,
    scaleLimit: { min: 0.8, max: MOST_ZOOM },
    aspectScale: aspect,
    silent: true,
    layoutCenter: ['50%', '50%'],
    layoutSize: '100%',
    left: 12, right: 12, top: 12, bottom: 12,
    itemStyle: { areaColor: look.token('accent-soft'), borderColor: look.token(chart.is_ground ? 'accent-soft' : 'accent-line'), borderWidth: chart.is_ground ? 18 : 1.5, borderJoin: 'round' },
    emphasis: { disabled: true },
    label: { show: false },
  });
  const draw = () => {
    drawing.setOption({ ...look.base(), tooltip: { renderMode: 'richText', confine: true, formatter: ({ data }) => (data?.number === undefined ? data?.name : `${data.name}\n在站代表${data.number}人`) }, geo: ground(), series: [] }, true);
    drawing.setOption({ series: series() });
  };
  draw();

  let asked = 0;
  const regroup = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => drawing.setOption({ series: series() }));
  };
  const zoomTo = (zoom, center) => {
    drawing.setOption({ geo: { zoom: Math.max(0.8, Math.min(MOST_ZOOM, zoom)), ...(center ? { center } : {}) } });
    regroup();
  };
  const zoom = () => drawing.getOption().geo[0].zoom || 1;
  drawing.on('georoam', regroup);
  drawing.on('click', ({ data }) => {
    if (data?.href) location.href = data.href;
    else if (data?.group) zoomTo(zoom() * STEP * STEP, data.value);
  });

  const tools = box.parentElement.querySelector('[data-map-tools]');
  if (tools) {
    tools.hidden = false;
    tools.addEventListener('click', (event) => {
      const how = event.target.closest('[data-zoom]')?.dataset.zoom;
      if (how === 'in') zoomTo(zoom() * STEP);
      if (how === 'out') zoomTo(zoom() / STEP);
      if (how === 'all') draw();
    });
  }
  return { draw, regroup };
}
