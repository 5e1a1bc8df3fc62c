/** A chart's view as options and data of uPlot. */
import type uPlot from 'uplot';
import { formatBytes, formatSeconds } from '../format';
import { formatMoment } from '../moments';
import { currentLocale } from '../text/text';
import type { ChartView, SeriesLook } from './chart-view';

/** Colours and font as the page has them now: a canvas knows no custom properties. */
export interface ChartInk {
  series: Readonly<Record<SeriesLook, string>>;
  text: string;
  line: string;
  limit: string;
  font: string;
}

/** Strokes as multiples of CSS pixels: a line is known by its dashes, too. */
export const DASHES: Readonly<Record<SeriesLook, readonly number[]>> = { first: [], second: [7, 4], third: [2, 3] };

const HOUR_MS = 3_600_000;

/** A limit is drawn when it is at most this many times the highest value: else the curve would be a line on the floor. */
const LIMIT_REACH = 3;

/** A value of the chart in words. */
export function valueWords(unit: ChartView['unit'], value: number): string {
  if (unit === 'ms') return formatSeconds(value, 1000);
  if (unit === 'MB') return formatBytes(value * 1e6);
  const digits = value < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 1 };
  return new Intl.NumberFormat(currentLocale(), { ...digits, useGrouping: false }).format(value);
}

/** When a slot begins, as precisely as its length asks for. */
export function slotWords(atMs: number, slotMs: number): string {
  if (slotMs < 60_000) return formatMoment(atMs, 'timeS');
  return formatMoment(atMs, slotMs < HOUR_MS ? 'time' : 'dayTime');
}

/** Memory is measured once a minute, whatever the slots: a hole of this length is no gap. */
const HOLE_MS = 90_000;

/** In uPlot a line is drawn across `undefined` and broken by `null`. */
export function chartData({ startsMs, slotMs, series }: ChartView): uPlot.AlignedData {
  const longest = Math.floor(HOLE_MS / slotMs);
  return [[...startsMs], ...series.map(({ values }) => withGaps(values, longest))];
}

/** Holes of at most so many slots between two values are left open; longer ones, and both ends, are gaps. */
function withGaps(values: readonly (number | undefined)[], longest: number): (number | null | undefined)[] {
  let last = Number.NEGATIVE_INFINITY;
  const next = values.map((_, i) => i);
  for (let i = values.length - 1, at = Number.POSITIVE_INFINITY; i >= 0; i--) {
    if (values[i] !== undefined) at = i;
    next[i] = at;
  }
  return values.map((value, i) => {
    if (value !== undefined) last = i;
    return value ?? ((next[i] ?? 0) - last - 1 <= longest ? undefined : null);
  });
}

/** The top of the value axis. */
export function topOf({ series, limits }: Pick<ChartView, 'series' | 'limits'>): number {
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.filter((value) => value !== undefined)));
  const drawn = limits.filter(({ value }) => value <= highest * LIMIT_REACH);
  return Math.max(highest, ...drawn.map(({ value }) => value)) * 1.12 || 1;
}

/** @param current the view of the moment: data change under a plot that stays. @param bars uPlot's builder of bars. */
export function chartOptions(
  current: () => ChartView,
  size: { width: number; height: number },
  ink: ChartInk,
  bars: uPlot.Series.PathBuilder | undefined,
  onCursor: (index: number | undefined) => void,
): uPlot.Options {
  const view = current();
  // Without a value there is no scale to name.
  const isEmpty = () => !current().series.some(({ values }) => values.some((value) => value !== undefined));
  const axis = { stroke: ink.text, font: ink.font, ticks: { show: false }, border: { show: false } };
  return {
    ...size,
    ms: 1,
    padding: [10, 30, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: true }, y: { range: () => [0, topOf(current())] } },
    axes: [
      {
        ...axis,
        size: 28,
        space: 72,
        grid: { show: false },
        values: (_, splits, _axis, _space, stepMs) => {
          const style = view.slotMs >= HOUR_MS ? 'day' : stepMs < 60_000 ? 'timeS' : 'time';
          return splits.map((atMs) => formatMoment(atMs, style));
        },
      },
      {
        ...axis,
        size: 60,
        space: 36,
        grid: { stroke: ink.line, width: 1 },
        values: (_, splits) =>
          splits.map((value) => (isEmpty() ? '' : value === 0 ? '0' : valueWords(view.unit, value))),
      },
    ],
    series: [
      {},
      ...view.series.map(({ label, look }) => ({
        label,
        stroke: ink.series[look],
        width: 2,
        dash: [...DASHES[look]],
        // Turns are rare: what lies between two of them is no gap.
        spanGaps: view.id === 'trend',
        points: { show: view.kind === 'line', size: 4, fill: ink.series[look] },
        ...(view.kind === 'bars' && bars ? { paths: bars, fill: ink.series[look], width: 0 } : {}),
      })),
    ],
    hooks: {
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)],
      draw: [(plot) => drawLimits(plot, view, ink)],
    },
  };
}

/** Dashed lines across the plot, named at their right end. */
function drawLimits(plot: uPlot, { limits }: ChartView, ink: ChartInk): void {
  const { ctx, bbox } = plot;
  const top = plot.scales.y?.max ?? 0;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ink.limit;
  ctx.fillStyle = ink.text;
  ctx.font = ink.font.replace(/[\d.]+(?=px)/, (px) => String(Number(px) * ratio));
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  ctx.setLineDash([4 * ratio, 4 * ratio]);
  ctx.lineWidth = ratio;
  for (const { label, value } of limits.filter((limit) => limit.value <= top)) {
    const y = Math.round(plot.valToPos(value, 'y', true));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillText(label, bbox.left + bbox.width, y - 2 * ratio);
  }
  ctx.restore();
}
