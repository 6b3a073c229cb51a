import { h, svg } from '../dom.ts';
import { asNumber, asRecord, asRecords, asText, asTexts, type Json } from '../json.ts';
import type { Placed } from '../scene.ts';

interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

interface Plot {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly top: number;
  readonly kind: 'bars' | 'lines' | 'areas';
  /** The width in which it is drawn, so that words keep their size on phones. */
  readonly width: number;
}

const KINDS: Readonly<Record<string, Plot['kind']>> = { line: 'lines', area: 'areas' };
const HEIGHT = 132;
const LEFT = 28;
const BOTTOM = 20;
const TOP = 8;

/** A small chart as SVG: bars stand on each other, the first series solid, the others hollow. */
export function drawChart({ block }: Placed): Element {
  const chart = asRecord(block['chart']);
  const title = asText(block['title']) || asText(asRecord(block['title'])['text']);
  const plot = readPlot(chart);
  const caption = h('figcaption', {}, h('b', {}, title));
  if (plot.labels.length === 0) {
    return h('figure', { class: 'b-chart' }, caption, h('p', { class: 'grey' }, 'No numbers.'));
  }
  const named = plot.series.some((one) => one.name !== '');
  const keys = named ? legend(plot) : undefined;
  return h('figure', { class: 'b-chart' }, caption, drawPlot(plot, title), keys);
}

function readPlot(chart: Json): Plot {
  // The pieces of a pie are bars here: their lengths can be compared, and they have room for their names.
  const pie = { name: '', data: chart['segments'] };
  const given = chart['type'] === 'pie' ? [pie] : asRecords(chart['series']);
  const series = given.map(readSeries);
  const first = asRecords(given[0]?.['data']).map((point) => asText(point['label']));
  const categories = asTexts(asRecord(chart['axis_config'])['categories']);
  const labels = categories.length > 0 ? categories : first;
  const kind = KINDS[asText(chart['type'])] ?? 'bars';
  const peaks = labels.map((_label, index) => {
    const values = series.map((one) => one.values[index] ?? 0);
    return kind === 'bars' ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  return {
    labels,
    series,
    top: niceTop(Math.max(1, ...peaks)),
    kind,
    width: window.innerWidth > 720 ? 560 : 320,
  };
}

function readSeries(series: Json): Series {
  const values = asRecords(series['data']).map((point) => asNumber(point['value']) ?? 0);
  return { name: asText(series['name']), values };
}

function niceTop(peak: number): number {
  const unit = 10 ** Math.floor(Math.log10(peak));
  const step = [1, 2, 4, 5, 6, 8, 10].find((factor) => factor * unit >= peak) ?? 10;
  return Math.max(2, step * unit);
}

function drawPlot(plot: Plot, title: string): Element {
  const box = {
    viewBox: `0 0 ${plot.width} ${HEIGHT}`,
    role: 'img',
    'aria-label': sentence(plot, title),
  };
  const columns = plot.labels.map((label, index) => drawLabel(plot, label, index));
  const marks =
    plot.kind === 'bars'
      ? plot.labels.map((_l, index) => drawStack(plot, index))
      : plot.series.flatMap((_s, at) => drawLine(plot, at));
  return svg('svg', box, ...gridLines(plot), ...marks, ...columns);
}

function sentence(plot: Plot, title: string): string {
  const parts = plot.labels.map((label, index) => {
    const values = plot.series.map((one) => `${one.values[index] ?? 0} ${one.name}`.trim());
    return `${label}: ${values.join(', ')}`;
  });
  return `${title}. ${parts.join('; ')}.`;
}

function gridLines(plot: Plot): readonly SVGElement[] {
  return [0, plot.top / 2, plot.top].flatMap((value) => {
    const at = y(plot, value);
    const line = svg('line', { x1: LEFT, x2: plot.width, y1: at, y2: at, class: 'grid' });
    return [line, text({ x: LEFT - 6, y: at + 4, class: 'r' }, String(value))];
  });
}

function drawLabel(plot: Plot, label: string, index: number): SVGElement {
  return text({ x: centre(plot, index), y: HEIGHT - 4, class: 'm' }, label);
}

function drawStack(plot: Plot, index: number): SVGElement {
  const group = svg('g');
  let below = 0;
  for (const [at, series] of plot.series.entries()) {
    const value = series.values[index] ?? 0;
    group.append(bar(plot, { index, from: below, to: below + value, at }));
    below += value;
  }
  return group;
}

function bar(
  plot: Plot,
  part: { readonly index: number; readonly from: number; readonly to: number; readonly at: number },
): SVGElement {
  const width = Math.min(34, step(plot) * 0.55);
  const top = y(plot, part.to);
  return svg('rect', {
    x: centre(plot, part.index) - width / 2,
    y: top,
    width,
    height: Math.max(0, y(plot, part.from) - top),
    class: `bar s${part.at}`,
  });
}

function drawLine(plot: Plot, at: number): readonly SVGElement[] {
  const values = plot.series[at]?.values ?? [];
  const points = values.map((value, index) => `${centre(plot, index)},${y(plot, value)}`);
  const line = svg('polyline', { points: points.join(' '), class: `line s${at}` });
  return plot.kind === 'areas' ? [areaUnder(plot, points, at), line] : [line];
}

function areaUnder(plot: Plot, points: readonly string[], at: number): SVGElement {
  const [left, right] = [centre(plot, 0), centre(plot, points.length - 1)];
  const ground = [`${right},${y(plot, 0)}`, `${left},${y(plot, 0)}`];
  return svg('polygon', { points: [...points, ...ground].join(' '), class: `area bar s${at}` });
}

function text(attributes: Readonly<Record<string, string | number>>, words: string): SVGElement {
  const element = svg('text', attributes);
  element.textContent = words;
  return element;
}

function step(plot: Plot): number {
  return (plot.width - LEFT) / Math.max(1, plot.labels.length);
}

function centre(plot: Plot, index: number): number {
  return LEFT + step(plot) * (index + 0.5);
}

function y(plot: Plot, value: number): number {
  return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / plot.top);
}

function legend(plot: Plot): Element {
  const entries = plot.series.map((series, at) =>
    h(
      'span',
      {},
      svg(
        'svg',
        {
          class: plot.kind === 'bars' ? 'key' : 'key of-line',
          'aria-hidden': 'true',
          viewBox: '0 0 10 10',
        },
        svg('rect', { x: 0.5, y: 0.5, width: 9, height: 9, class: `bar s${at}` }),
      ),
      series.name,
    ),
  );
  return h('div', { class: 'legend' }, ...entries);
}
